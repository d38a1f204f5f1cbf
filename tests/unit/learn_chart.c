/* The chart of what a pilot taught: legible, and its marks are the numbers. */
#include <criterion/criterion.h>

#include "sim/chart/charts.h"
#include "sim/report/learn_report.h"
#include "tests/unit/charts_files.h"
#include "tests/unit/scenario_fixture.h"

static struct arena arena;
static struct specimen specimen;
static struct learn learn;
static struct result report;
static char *folder;

static void draw(const char *file)
{
    struct error err = {0};
    specimen_load_file(&specimen, file, &(struct load_options){0});
    cr_assert(specimen.scenario, "%s", specimen_messages(&specimen));
    arena_init(&arena, allocator_libc, 0);
    const struct learn_request request = {.scenario = specimen.scenario,
                                          .who = LEARN_POPULATION,
                                          .pilot = {{{true, 400, 46}, {true, 380, 31}}},
                                          .name = "pilot.csv",
                                          .points = LEARN_POINTS,
                                          .run = {.isa = isa_best()}};
    cr_assert_eq(learn_analyse(&arena, &request, &learn, &err), STATUS_OK, "%s", err.message);
    report = result_of(&learn_kind, 1, &specimen.scenario);
    cr_assert_eq(learn_report(&arena, &learn, &report, &err), STATUS_OK);
    folder = charts_write_analysis(&arena, report.charts.charts, report.charts.chart, &specimen.scenario, 1, &learn);
}

static void drop(void)
{
    charts_remove(folder);
    arena_free(&arena);
    specimen_free(&specimen);
}

static void check_row(const struct charts_table *rows, size_t row, const struct learn_spread *spread, int after)
{
    cr_expect_float_eq(charts_number(rows, row, "low90"), spread->p5.value, 1);
    cr_expect_float_eq(charts_number(rows, row, "mean"), spread->mean.value, 1);
    cr_expect_float_eq(charts_number(rows, row, "high90"), spread->p95.value, 1);
    cr_expect_eq(charts_number(rows, row, "after"), after);
}

/* Before and after, public finances first where there is other money. */
Test(learn_chart, pairs_of_rows_are_the_numbers_and_texts_are_apart)
{
    static const char *const files[] = {"scenarios/pohjois-savo-transition.yaml", "scenarios/mentoring.yaml"};
    for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
        draw(files[f]);
        const struct charts_table *const rows = charts_wide(&arena, folder, "learn", "rows");
        cr_assert_eq(rows->rows, 2 * learn.results);
        for (size_t p = 0; p < learn.results; p++) {
            const size_t result = learn.results - 1 - p;
            check_row(rows, 2 * p, &learn.before[result], 0);
            check_row(rows, 2 * p + 1, &learn.after[result], 1);
        }
        charts_check_all_texts(&arena, folder, "learn");
        drop();
    }
}
