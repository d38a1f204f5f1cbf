/* The report of a run: every case of the answer in every language, and a form that fits the terminal. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "sim/document/text_wrap.h"
#include "sim/words/format.h"
#include "tests/unit/report_fixture.h"

static struct fixture fixture;

static void make(const struct fixture_request *request)
{
    fixture_init(&fixture, request);
}

static void teardown(void)
{
    fixture_free(&fixture);
}

TestSuite(report_run, .fini = teardown);

/* The first lines, unwrapped: the answer alone. */
static const char *answer(enum language language)
{
    struct document document;
    struct error err = {0};
    cr_assert_eq(report_build_run(&fixture.report, &fixture.arena, language, &document, &err), STATUS_OK);
    char *text = arena_strdup(&fixture.arena, "");
    for (const struct document_block *block = document.first; block && block->kind != DOCUMENT_TABLE;
         block = block->next)
        text = arena_printf(&fixture.arena, "%s%s\n", text, block->text);
    return text;
}

static const struct fixture_request public_request = {
    .iterations = 10000, .payers = 2, .gross = {1e6, 3e6}, .cost = {1.5e6, 0}, .spread = 1, .cases = 4};
Test(report_run, saves)
{
    make(&public_request);
    cr_expect_str_eq(answer(LANGUAGE_EN),
                     "For public finances the programme will probably pay for itself.\n"
                     "In cash it saves €1.5m on average (net saving −€1.2m to €4.2m in nine futures of ten). It pays "
                     "for itself in 75% of futures. Half of all futures break even by 2025.\n"
                     "Counting the time and places set free, it is probably worthwhile.\n"
                     "On average it saves €2.5m (net saving −€1.1m to €6.1m in nine futures of ten). It pays for "
                     "itself in 81% of futures. Half of all futures break even by 2024.\n");
}

static const struct {
    const char *name;
    struct fixture_request request;
} cases[] = {
    {"public", {.iterations = 1000, .payers = 2, .gross = {1e6, 3e6}, .cost = {1.5e6, 0}, .spread = 1, .cases = 4}},
    {"private",
     {.iterations = 1000,
      .payers = 3,
      .gross = {0.2e6, 0.5e6, 4e6},
      .cost = {0.9e6, 0.2e6, 0},
      .spread = 1,
      .cases = 4,
      .stochastic = 3e5}},
    {"costs", {.iterations = 1000, .payers = 2, .gross = {1e5, 1e5}, .cost = {1.5e6, 0}, .spread = 1, .cases = 0.4}},
    {"even", {.iterations = 100, .payers = 1, .gross = {1e6}, .cost = {1e6}, .spread = 1, .cases = 2}},
    {"zero", {.iterations = 1000, .payers = 3}},
    {"same", {.iterations = 1000, .payers = 2, .gross = {1e6, 1e6}, .cost = {1e6, 0}, .cases = 2}},
    {"same costs", {.iterations = 1000, .payers = 1, .gross = {1e6}, .cost = {2e6}, .cases = 2}},
    {"harm", {.iterations = 1000, .payers = 2, .gross = {-1e6, 1e5}, .cost = {2e6, 0}, .spread = 0.5, .cases = -3}},
    {"no cost", {.iterations = 1000, .payers = 2, .gross = {1e6, 1e6}, .spread = 0.5, .cases = 3}},
    {"stopped",
     {.iterations = 300, .requested = 1000, .payers = 2, .gross = {1e6, 1e6}, .cost = {1e6, 0}, .spread = 1}},
    {"expected",
     {.iterations = 500,
      .payers = 2,
      .gross = {1e6, 1e6},
      .cost = {1e6, 0},
      .spread = 1,
      .cohort = COHORT_EXPECTED,
      .cases = 3}},
    {"one", {.iterations = 1, .payers = 2, .gross = {1e6, 1e6}, .cost = {1e6, 0}, .spread = 1}},
};

Test(report_run, fits_the_terminal_in_every_case_and_language)
{
    static const int widths[] = {40, 60, 80, 120};
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        make(&cases[c].request);
        for (int language = 0; language < LANGUAGE_COUNT; language++)
            for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
                const char *const text = fixture_text(&fixture, (enum language)language, widths[w]);
                cr_expect(!strpbrk(text, "{}") && !strstr(text, " nan") && !strstr(text, " inf"), "%s: %s",
                          cases[c].name, text);
                for (const char *line = text; *line; line += strcspn(line, "\n") + 1) {
                    const char *const one = arena_strndup(&fixture.arena, line, strcspn(line, "\n"));
                    cr_expect(text_width(one) <= widths[w], "%s at %d: %s", cases[c].name, widths[w], one);
                    cr_expect(!one[0] || one[strlen(one) - 1] != ' ', "%s: blanks at the end of: %s", cases[c].name,
                              one);
                }
            }
        fixture_free(&fixture);
    }
}

/* Every piece between two blanks of a table's cells stands in the output as it was: no number is cut, nor parted from
 * its unit. */
static void expect_whole_cells(const struct document_table *table, const char *text, int width)
{
    for (const struct document_row *row = table->first; row; row = row->next)
        for (size_t c = 1; c < table->columns; c++)
            for (const char *at = row->cell[c].text; *at; at += strcspn(at, " ") + (strchr(at, ' ') ? 1 : 0)) {
                const char *const piece = arena_strndup(&fixture.arena, at, strcspn(at, " "));
                cr_expect(strstr(text, piece), "%s at %d: %s", table->id, width, piece);
            }
}

Test(report_run, no_number_is_broken_in_a_narrow_terminal)
{
    static const int widths[] = {40, 50, 60, 80};
    make(&cases[1].request);
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
            struct document document;
            struct error err = {0};
            const char *const text = fixture_text(&fixture, (enum language)language, widths[w]);
            cr_assert_eq(report_build_run(&fixture.report, &fixture.arena, (enum language)language, &document, &err),
                         STATUS_OK);
            for (const struct document_block *block = document.first; block; block = block->next)
                if (block->table && strcmp(block->table->id, "overrides") != 0)
                    expect_whole_cells(block->table, text, widths[w]);
        }
}

/* Where the median never breaks even, the chance to pay for itself says so: nothing is said of a year. */
Test(report_run, one_share_is_said_once)
{
    const struct fixture_request request = {
        .iterations = 1000, .payers = 2, .gross = {1e6, 3e6}, .cost = {4.5e6, 0}, .spread = 1, .cases = 4};
    make(&request);
    const char *const text = answer(LANGUAGE_EN);
    cr_expect(strstr(text, "It pays for itself in ") && !strstr(text, "of all futures break even"), "%s", text);
}

/* Below a hundred iterations only means are said, below a thousand a warning stands first. */
Test(report_run, few_iterations_tell_means_alone)
{
    static const struct {
        uint32_t iterations;
        const char *said, *basis;
        bool ranges;
    } runs[] = {{1, "the net saving in cash is €1.5m in this one future.", "  1 iteration, seed", false},
                {2, "on the average of 2 futures.", "  2 iterations, seed", false},
                {99, "99 iterations show averages alone", "  99 iterations, seed", false},
                {100, "100 iterations are few", "  100 iterations, seed", true},
                {1000, "In cash it saves", "  1,000 iterations, seed", true}};
    for (size_t r = 0; r < sizeof runs / sizeof *runs; r++) {
        struct fixture_request request = public_request;
        request.iterations = runs[r].iterations;
        make(&request);
        const char *const text = fixture_text(&fixture, LANGUAGE_EN, 120);
        cr_expect(strstr(text, runs[r].said) && strstr(text, runs[r].basis), "%s", text);
        static const char *const wide[] = {"5–95%",           "Chance",      "cost ratio",
                                           "Of the variance", "broken even", "Net payer"};
        for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
            cr_expect_eq(strstr(text, wide[i]) != NULL, runs[r].ranges, "%u: %s in %s", runs[r].iterations, wide[i],
                         text);
        cr_expect_eq(strstr(text, "at least a thousand") != NULL, runs[r].iterations < 1000);
        fixture_free(&fixture);
    }
    make(&public_request);
}

/* A payer that saves in half of the futures is neither a payer nor a saver; years are five apart. */
Test(report_run, a_coin_toss_is_about_even)
{
    const struct fixture_request request = {
        .iterations = 1000, .payers = 2, .gross = {1e6, 3e6}, .cost = {0.7275e6, 0}, .spread = 1, .cases = 4};
    make(&request);
    const char *const text = fixture_text(&fixture, LANGUAGE_EN, 200);
    cr_expect(strstr(text, "\nNet saver: State and Kela. About even: Municipality (saves in 50% of futures).\n"), "%s",
              text);
    const char *at = fixture_text(&fixture, LANGUAGE_EN, 120);
    for (int year = 2021; year <= 2030; year += year == 2021 ? 4 : 5) {
        at = strstr(at, "by the end of ");
        cr_assert(at);
        cr_expect_eq(atoi(at += strlen("by the end of ")), year);
    }
    cr_expect(!strstr(at, "by the end of "));
}

/* Futures without a case are told from those with more cases than without the programme: floor(-x) is never 0, floor(x)
 * is where x < 1. */
Test(report_run, harm_is_not_counted_as_no_case)
{
    struct fixture_request request = public_request;
    request.cases = 1;
    make(&request);
    const char *const none = fixture_text(&fixture, LANGUAGE_EN, 200);
    cr_expect(strstr(none, "Marginalisation: in 50% of futures no case is avoided.\n"), "%s", none);
    fixture_free(&fixture);
    request.cases = -1;
    make(&request);
    const char *const harm = fixture_text(&fixture, LANGUAGE_EN, 200);
    cr_expect(strstr(harm, "in 100% of futures the programme causes more cases than it prevents.\n"), "%s", harm);
}

/* 400 take part where there are 2 x 150 places. */
Test(report_run, places_are_no_ceiling)
{
    make(&public_request);
    struct quantity quantity[3];
    memcpy(quantity, fixture.scenario.quantity, sizeof quantity);
    quantity[0].distribution = distribution_fixed(150);
    fixture.scenario.quantity = quantity;
    const char *const more = fixture_text(&fixture, LANGUAGE_EN, 200);
    cr_expect(strstr(more, "Mentoring: places are 300; in 100% of futures more take part, because places lower"), "%s",
              more);
    quantity[0].distribution = distribution_fixed(200);
    const char *const fit = fixture_text(&fixture, LANGUAGE_EN, 200);
    cr_expect(!strstr(fit, "places are"), "%s", fit);
}

/* Text of a scenario is text: a terminal gets nothing to obey. */
Test(report_run, hostile_text_is_only_text)
{
    make(&public_request);
    fixture.scenario.title =
        (struct text){{"\033[31mred\007 \xff\xfe `id` $(id) \u202Eabc\xc2\x9b;31m\r\n", NULL, NULL}};
    const char *const text = fixture_text(&fixture, LANGUAGE_EN, 80);
    cr_expect(!strpbrk(text, "\033\007\r") && !strstr(text, "\u202E") && !strstr(text, "\xc2\x9b"), "%.200s", text);
    cr_expect(strstr(text, "[31mred") && strstr(text, "`id` $(id)"), "%.200s", text);
}
