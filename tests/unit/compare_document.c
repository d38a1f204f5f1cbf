/* What a comparison says where its iterations settle nothing, in every language and width. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "sim/document/render_text.h"
#include "sim/document/text_wrap.h"
#include "sim/report/compare_report.h"
#include "tests/unit/charts_files.h"
#include "tests/unit/scenario_fixture.h"

static struct arena arena;
static struct specimen specimen[2];
static struct compare compare;

static void setup(void)
{
    static const char *const file[2] = {"tests/golden/compare/narrow.yaml", "tests/golden/compare/wide.yaml"};
    const char *const set = "simulation.iterations=300";
    const struct load_options options = {.set = &set, .sets = 1};
    const struct scenario *scenario[2];
    struct error err = {0};
    for (size_t s = 0; s < 2; s++) {
        specimen_load_file(&specimen[s], file[s], &options);
        cr_assert(specimen[s].scenario, "%s", specimen_messages(&specimen[s]));
        scenario[s] = specimen[s].scenario;
    }
    arena_init(&arena, allocator_libc, 0);
    const struct compare_request request = {
        .scenario = scenario, .scenarios = 2, .nothing = true, .options = {.isa = isa_best()}};
    cr_assert_eq(compare_run(&arena, &request, &compare, &err), STATUS_OK, "%s", err.message);
    compare.detail = true;
}

static void teardown(void)
{
    arena_free(&arena);
    for (size_t s = 0; s < 2; s++) specimen_free(&specimen[s]);
}

TestSuite(compare_document, .init = setup, .fini = teardown);

static const char *text_of(enum language language, int width)
{
    static struct sink sink;
    struct document document;
    struct error err = {0};
    char *const folder = charts_folder(&arena);
    const char *const path = arena_printf(&arena, "%s/text", folder);
    cr_assert_eq(compare_build(&compare, &arena, language, &document, &err), STATUS_OK, "%s", err.message);
    cr_assert_eq(sink_open(&sink, &sink_system_posix, path, &err), STATUS_OK);
    cr_assert_eq(render_text(&document, &(struct text_style){width, false}, &sink, &err), STATUS_OK);
    cr_assert_eq(sink_close(&sink, NULL, &err), STATUS_OK);
    const char *const text = charts_read(&arena, folder, "text", NULL);
    charts_remove(folder);
    return text;
}

/* The first step of the ranking by mean is left open, as if it wanted so many iterations. */
static void leave_open(double wanted)
{
    struct ranking_step *const step = ARENA_ARRAY(&arena, 2, struct ranking_step);
    struct ranking *const ranking = &compare.public_finances.ranking[FIGURE_MEAN];
    cr_assert(step);
    memcpy(step, ranking->step, 2 * sizeof *step);
    step[0] = (struct ranking_step){.difference = isinf(wanted) ? 0 : 1, .error = 10, .wanted = wanted};
    ranking->step = step;
    ranking->settled = false;
    ranking->wanted = wanted;
}

/* Lines joined, so that a break hides nothing. */
static const char *joined(enum language language)
{
    char *const text = arena_strdup(&arena, text_of(language, TEXT_WIDTH_MOST));
    char *to = text;
    cr_assert(text);
    for (const char *at = text; *at; at++)
        if (*at != '\n')
            *to++ = *at;
        else if (at[1] == ' ' && at[2] == ' ')
            at++;
        else
            *to++ = ' ';
    *to = '\0';
    return text;
}

static void expect(const char *part, enum language language)
{
    const char *const text = joined(language);
    cr_expect(strstr(text, part), "no \"%s\" in:\n%s", part, text);
}

/* Rounded upwards to two digits, and ready to be typed. */
Test(compare_document, offers_the_iterations_that_would_settle_a_ranking)
{
    leave_open(1234567);
    expect("About 1,300,000 iterations would", LANGUAGE_EN);
    expect("-n 1300000", LANGUAGE_FI);
    expect("-n 1300000", LANGUAGE_SV);
    expect("1–2", LANGUAGE_EN);
    expect("300 iterations cannot tell which is better", LANGUAGE_EN);
}

Test(compare_document, offers_no_run_that_nobody_would_wait_for)
{
    leave_open(2.5e7);
    expect("More than 10 million iterations", LANGUAGE_EN);
    expect("yli 10 miljoonaa", LANGUAGE_FI);
    expect("Mer än 10 miljoner", LANGUAGE_SV);
    cr_expect_not(strstr(joined(LANGUAGE_EN), "-n 25000000"));
}

Test(compare_document, promises_nothing_where_the_difference_is_zero)
{
    leave_open(INFINITY);
    expect("exactly 0", LANGUAGE_EN);
    expect("täsmälleen 0", LANGUAGE_FI);
    expect("exakt 0", LANGUAGE_SV);
}

/* Every sentence is whole: no placeholder is left, no line too long, and the two totals never share a line. */
Test(compare_document, is_whole_at_every_width)
{
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        for (int width = TEXT_WIDTH_LEAST; width <= TEXT_WIDTH_MOST; width += 16) {
            const char *const text = text_of((enum language)language, width);
            cr_expect(!strpbrk(text, "{}"), "%s", text);
            for (const char *line = text; *line;) {
                const size_t length = strcspn(line, "\n");
                const char *const one = arena_strndup(&arena, line, length);
                cr_expect(text_width(one) <= width, "%d: %s", width, one);
                const bool both = strstr(one, word_text(WORD_SOCIETY, (enum language)language)) &&
                                  strstr(one, word_text(WORD_PUBLIC_FINANCES, (enum language)language));
                cr_expect(!both, "%s", one);
                line += length + (line[length] == '\n');
            }
        }
}
