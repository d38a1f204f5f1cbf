/* Charts when things go wrong: hostile texts, no gnuplot, a broken one, no memory, no room. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/charts_files.h"

static struct charts_fixture fixture;
static struct chart_report report;
static struct error err;
static char *folder;

static void begin(const char *title, const char *label)
{
    const struct charts_request request = {SHAPE_PLAIN, 3, true, 2, 1, 20, 300, 1e6, title, label, NULL, 0};
    charts_fixture_init(&fixture, &request);
    folder = charts_folder(&fixture.arena);
    signal(SIGPIPE, SIG_IGN);
}

static void teardown(void)
{
    charts_remove(folder);
    charts_fixture_free(&fixture);
}

TestSuite(charts_fault, .fini = teardown);

static const char *path_of(const char *name)
{
    return arena_printf(&fixture.arena, "%s/%s", folder, name);
}

static const char *write_program(const char *text)
{
    const char *const path = path_of("program");
    FILE *const file = fopen(path, "w");
    cr_assert(file);
    fputs(text, file);
    fclose(file);
    chmod(path, 0755);
    return path;
}

/* All pieces of text that mean something to gnuplot, a shell, XML, printf, a terminal or a data file. */
static const char *const hostile[] = {
    "`touch HACKED`",
    "$(touch HACKED)",
    "'; system \"touch HACKED\"; '",
    "\"; system('touch HACKED'); #",
    "\" . system('touch HACKED') . \"",
    "\\042 \\134 \\n \\t \\\\",
    "@ARG1 {/=40 big}_a^b &alpha; ~x{.6-}",
    "%s%n%d %% 100%",
    "<script>alert(1)</script>]]>&amp;<!--",
    "\"quoted\" and 'single'",
    "# comment ! shell",
    "NaN",
    "-",
    "</text></svg>",
    "|cat",
    "<(touch HACKED)",
    "{median} {net} {name}",
    "ends in a backslash \\",
};

static char *unescaped(const char *svg)
{
    static const struct {
        const char *entity, *text;
    } entities[] = {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}};
    char *const out = arena_calloc(&fixture.arena, strlen(svg) + 1, 1);
    for (char *at = out; *svg;) {
        bool found = false;
        for (size_t i = 0; i < 3 && !found; i++) {
            const size_t length = strlen(entities[i].entity);
            found = strncmp(svg, entities[i].entity, length) == 0;
            if (!found) continue;
            *at++ = *entities[i].text;
            svg += length;
        }
        if (!found) *at++ = *svg++;
    }
    return out;
}

/* Every text is the label of something: eight payers, eight lines of savings; the last one is the title. */
Test(charts_fault, text_of_a_scenario_is_only_text)
{
    enum { TEXTS = sizeof hostile / sizeof *hostile };
    const struct charts_request request = {.shape = SHAPE_PLAIN,
                                           .payers = 8,
                                           .services = 5,
                                           .outcomes = 3,
                                           .horizon = 20,
                                           .iterations = 300,
                                           .scale = 1e6,
                                           .title = hostile[TEXTS - 1],
                                           .labels = hostile,
                                           .label_count = TEXTS};
    charts_fixture_init(&fixture, &request);
    folder = charts_folder(&fixture.arena);
    cr_assert_eq(charts_draw(&fixture, folder, NULL, &report, &err), STATUS_OK, "%s", err.message);
    cr_expect_eq(report.pictures, 80);
    cr_expect_neq(access(path_of("charts/HACKED"), F_OK), 0);
    cr_expect_neq(access("HACKED", F_OK), 0);
    const char *const payers = unescaped(charts_read(&fixture.arena, folder, "charts/en/payers.svg", NULL));
    const char *const lines = unescaped(charts_read(&fixture.arena, folder, "charts/en/waterfall.svg", NULL));
    cr_expect(strstr(payers, arena_printf(&fixture.arena, ">%s<", hostile[TEXTS - 1])), "the title");
    for (size_t i = 0; i < 16; i++) {
        const char *const picture = i < 8 ? payers : lines;
        cr_expect(strstr(picture, arena_printf(&fixture.arena, ">%.12s", hostile[i])), "%s", hostile[i]);
        cr_expect(strstr(picture, arena_printf(&fixture.arena, " %s: ", hostile[i])), "%s", hostile[i]);
    }
    if (system("command -v xmllint >/dev/null 2>&1") == 0)
        cr_expect_eq(system(arena_printf(&fixture.arena, "xmllint --noout %s/charts/en/*.svg", folder)), 0);
}

/* The scripts hold not one byte of the scenario. */
Test(charts_fault, scripts_do_not_depend_on_texts)
{
    begin("one", "one");
    cr_assert_eq(charts_draw(&fixture, folder, "/nonexistent", &report, &err), STATUS_OK);
    const char *const script = charts_read(&fixture.arena, folder, "charts/charts.gp", NULL);
    char *const kept = strdup(script);
    teardown();
    begin(hostile[2], hostile[3]);
    cr_assert_eq(charts_draw(&fixture, folder, "/nonexistent", &report, &err), STATUS_OK);
    cr_expect_str_eq(charts_read(&fixture.arena, folder, "charts/charts.gp", NULL), kept);
    free(kept);
}

Test(charts_fault, without_gnuplot_the_data_and_the_script_are_left)
{
    begin(NULL, NULL);
    cr_assert_eq(charts_draw(&fixture, folder, "/nonexistent/gnuplot", &report, &err), STATUS_OK);
    cr_expect(report.no_gnuplot && report.pictures == 0 && report.wanted == 88);
    cr_expect(strstr(report.note, "gnuplot -d charts.gp"));
    cr_assert_eq(system(arena_printf(&fixture.arena, "cd %s/charts && LC_ALL=C.UTF-8 gnuplot -d charts.gp", folder)),
                 0);
    cr_expect_eq(access(path_of("charts/fi/lorenz-narrow.svg"), R_OK), 0);
}

/* A gnuplot that fails, dies, says nothing, or leaves half a picture: an error that says so, and no picture. */
Test(charts_fault, a_broken_gnuplot_is_an_error)
{
    static const char *const programs[] = {
        "#!/bin/sh\necho 'line 7: unknown colour' >&2\nexit 1\n",
        "#!/bin/sh\nkill -9 $$\n",
        "#!/bin/sh\nexit 0\n",
        "#!/bin/sh\nfor e in .svg -narrow.svg .png .pdf; do printf '<svg' > $5/$4$e$6; done\n",
    };
    static const char *const words[] = {"unknown colour", "signal 9", "no picture", "incomplete"};
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
        begin(NULL, NULL);
        mkdir(path_of("charts"), 0755);
        mkdir(path_of("charts/en"), 0755);
        FILE *const old = fopen(path_of("charts/en/fan.svg"), "w");
        cr_assert(old && fclose(old) == 0);
        cr_expect_eq(charts_draw(&fixture, folder, write_program(programs[i]), &report, &err), STATUS_IO);
        cr_expect(strstr(err.message, words[i]), "%s", err.message);
        cr_expect_neq(access(path_of("charts/en/fan.svg"), F_OK), 0, "an old picture stays beside new data");
        cr_expect_neq(access(path_of("charts/en/fan.svg.part"), F_OK), 0);
        if (i + 1 < sizeof programs / sizeof *programs) teardown();
    }
}

Test(charts_fault, gnuplot_gets_a_clean_environment)
{
    begin(NULL, NULL);
    setenv("GNUPLOT_LIB", "/tmp/evil", 1);
    setenv("LANG", "tr_TR.UTF-8", 1);
    charts_draw(&fixture, folder, write_program("#!/bin/sh\nenv >&2\npwd >&2\nexit 1\n"), &report, &err);
    cr_expect_not(strstr(err.message, "GNUPLOT_LIB") || strstr(err.message, "tr_TR"), "%s", err.message);
    cr_expect(strstr(err.message, "LC_ALL=C.UTF-8"), "%s", err.message);
}

Test(charts_fault, templates_that_are_not_there_are_named)
{
    begin(NULL, NULL);
    static const enum language language = LANGUAGE_EN;
    const struct chart_options options = {folder, "/nonexistent/plots", NULL, &language, 1, CHART_FILE};
    const struct chart_subject subject = charts_subject(&fixture.report);
    cr_expect_eq(charts_write(&fixture.arena, &subject, &options, &report, &err), STATUS_USAGE);
    cr_expect(strstr(err.message, "/nonexistent/plots"), "%s", err.message);
}

Test(charts_fault, a_folder_that_cannot_be_written_is_an_error)
{
    begin(NULL, NULL);
    const char *const file = write_program("");
    cr_expect_eq(charts_draw(&fixture, file, "/nonexistent", &report, &err), STATUS_IO);
    cr_expect(strstr(err.message, "program"), "%s", err.message);
}

/* An allocator that serves `left` requests. */
static void *allocate_some(void *context, size_t bytes)
{
    long *const left = context;
    return *left > 0 && (*left)-- ? malloc(bytes) : NULL;
}

static void release(void *context, void *memory)
{
    (void)context;
    free(memory);
}

Test(charts_fault, no_memory_is_an_error_at_any_moment)
{
    begin(NULL, NULL);
    setenv("PATH", "/nonexistent", 1);
    static const enum language language = LANGUAGE_EN;
    const struct chart_options options = {folder, "plots", "/nonexistent/gnuplot", &language, 1, CHART_FILE};
    const struct chart_subject subject = charts_subject(&fixture.report);
    enum status status = STATUS_MEMORY;
    long requests = 0;
    for (; status == STATUS_MEMORY; requests++) {
        long left = requests;
        struct arena arena;
        arena_init(&arena, (struct allocator){allocate_some, release, &left, false}, 0);
        status = charts_write(&arena, &subject, &options, &report, &err);
        arena_free(&arena);
        cr_assert(status == STATUS_MEMORY || status == STATUS_OK, "%d: %s", status, err.message);
    }
    cr_expect_eq(status, STATUS_OK);
    cr_expect(requests > 50, "%ld", requests);
}
