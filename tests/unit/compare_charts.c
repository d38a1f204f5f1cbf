/* Charts and tables of comparisons: legible from two to twenty scenarios, and true to the numbers. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/chart/charts.h"
#include "sim/report/compare_charts.h"
#include "sim/report/compare_data.h"
#include "tests/unit/charts_files.h"
#include "tests/unit/scenario_fixture.h"

static const char long_title[] = "title=Lastensuojelun avohuollon tukitoimenpiteiden yhteiskehittäminen neljässä "
                                 "maakunnassa vuosina 2021–2026";

static struct arena arena;
static struct specimen specimen[COMPARE_MOST];
static struct compare compare;
static char *folder;

/* Each scenario invites more than the one before, at a price that makes the worth of a case decide. */
static void make(size_t scenarios, bool nothing, const char *title)
{
    const struct scenario *scenario[COMPARE_MOST];
    struct error err = {0};
    for (size_t s = 0; s < scenarios; s++) {
        char top[64];
        snprintf(top, sizeof top, "interventions.mentoring.target.top=%zu%%", 5 + 3 * s);
        const char *const set[] = {
            "simulation.iterations=300", "interventions.mentoring.cost.per_participant=60000",
            "interventions.mentoring.effects.marginalisation.relative_risk={uniform: {min: 0.5, max: 0.9}}", top,
            title};
        const struct load_options options = {.set = set, .sets = title ? 5 : 4};
        specimen_load_file(&specimen[s], "tests/golden/compare/narrow.yaml", &options);
        cr_assert(specimen[s].scenario, "%s", specimen_messages(&specimen[s]));
        scenario[s] = specimen[s].scenario;
    }
    arena_init(&arena, allocator_libc, 0);
    const struct compare_request request = {
        .scenario = scenario, .scenarios = scenarios, .nothing = nothing, .options = {.isa = isa_best()}};
    cr_assert_eq(compare_run(&arena, &request, &compare, &err), STATUS_OK, "%s", err.message);
}

static void draw(void)
{
    folder = charts_write_analysis(&arena, compare_charts.charts, compare_charts.chart, compare.scenario,
                                   compare.scenarios, &compare);
}

static void drop(size_t scenarios)
{
    if (folder) charts_remove(folder);
    folder = NULL;
    arena_free(&arena);
    for (size_t s = 0; s < scenarios; s++) specimen_free(&specimen[s]);
}

Test(compare_charts, no_text_leaves_the_canvas_or_lies_on_another)
{
    static const struct {
        size_t scenarios;
        bool nothing;
        const char *title;
    } cases[] = {{2, false, NULL}, {3, true, NULL}, {5, false, long_title}, {20, true, NULL}, {20, false, long_title}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        make(cases[k].scenarios, cases[k].nothing, cases[k].title);
        draw();
        for (size_t c = 0; c < compare_charts.charts; c++)
            charts_check_all_texts(&arena, folder, compare_charts.chart[c].name);
        drop(cases[k].scenarios);
    }
}

static struct charts_table *table(const char *chart, const char *file)
{
    return charts_wide(&arena, folder, chart, file);
}

/* Both perspectives: chances of being best add up to one in each, and the bars are those of the summaries. */
Test(compare_charts, marks_are_the_numbers)
{
    make(3, true, NULL);
    draw();
    cr_assert(compare.split);
    const struct comparison *const perspective[] = {&compare.public_finances, &compare.society};
    const struct charts_table *const bars = table("compare_best", "bars");
    const struct charts_table *const rows = table("compare_ranges", "rows");
    const struct charts_table *const differences = table("compare_difference", "rows");
    cr_assert(bars->rows == 8 && rows->rows == 8 && differences->rows == 6);
    for (size_t p = 0; p < 2; p++) {
        double sum = 0;
        for (size_t c = 0; c < 4; c++) {
            sum += charts_number(bars, 4 * p + c, "share");
            cr_expect_float_eq(charts_number(rows, 4 * p + c, "mean"), perspective[p]->column[c].mean.value, 1e-3);
        }
        cr_expect_float_eq(sum, 1, 1e-6);
        for (size_t c = 1; c < 4; c++)
            cr_expect_float_eq(
                charts_number(differences, 3 * p + c - 1, "high90"),
                perspective[p]->pair[comparison_pair(perspective[p], 0, c)].difference.percentile[LEVEL_P95].value,
                1e-3);
    }
    drop(3);
}

/* Four lines stand out, the others are grey: together all choices, at every value of a case. */
Test(compare_charts, lines_of_all_choices)
{
    make(6, false, NULL);
    draw();
    const struct acceptability *const a = &compare.society.acceptability;
    cr_assert_eq(a->points, (size_t)ACCEPTABILITY_POINTS);
    cr_expect_eq(table("compare_wins", "line-0")->rows, 2 * 2 * a->points, "two others in two panels");
    for (int line = 1; line <= 4; line++)
        cr_expect_eq(table("compare_wins", line == 1   ? "line-1"
                                           : line == 2 ? "line-2"
                                           : line == 3 ? "line-3"
                                                       : "line-4")
                         ->rows,
                     2 * a->points);
    drop(6);
}

static bool is_drawn(const char *name, const struct chart_subject *subject)
{
    for (size_t c = 0; c < compare_charts.charts; c++)
        if (strcmp(compare_charts.chart[c].name, name) == 0) return chart_applies(&compare_charts.chart[c], subject);
    cr_expect_fail("no chart %s", name);
    return false;
}

/* Two choices at three values of a case: lines that cross nothing are no picture. */
Test(compare_charts, a_willingness_that_decides_nothing_is_not_drawn)
{
    static const double willingness[3] = {0, 10, 20};
    static const struct row {
        double best[6], pays[6];
        bool draws_wins, draws_pays;
    } rows[] = {
        {{0.7, 0.8, 0.9, 0.3, 0.2, 0.1}, {0.6, 0.7, 0.8, 0.5, 0.6, 0.7}, false, false},
        {{0.7, 0.5, 0.2, 0.3, 0.5, 0.8}, {0.1, 0.2, 0.3, 0.1, 0.4, 0.49}, true, false},
        {{0.2, 0.3, 0.4, 0.8, 0.7, 0.6}, {0.1, 0.2, 0.3, 0.1, 0.4, 0.5}, false, true},
        {{0.7, 0.5, 0.2, 0.3, 0.5, 0.8}, {0.4, 0.6, 0.6, 0.1, 0.4, 0.5}, true, true},
    };
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        struct estimate best[6], pays[6];
        for (size_t i = 0; i < 6; i++) {
            best[i] = (struct estimate){rows[r].best[i], 0.01, 0, 0};
            pays[i] = (struct estimate){rows[r].pays[i], 0.01, 0, 0};
        }
        const struct compare few = {
            .choices = 2,
            .society = {.choices = 2,
                        .acceptability = {.points = 3, .willingness = willingness, .pays = pays, .best = best}}};
        const struct chart_subject subject = {.analysis = &few};
        cr_expect_eq(is_drawn("compare_wins", &subject), rows[r].draws_wins, "row %zu", r);
        cr_expect_eq(is_drawn("compare_pays", &subject), rows[r].draws_pays, "row %zu", r);
    }
}

/* Every table has its rows, and they are whole. */
Test(compare_charts, tables_are_whole)
{
    struct dataset dataset[COMPARE_DATASETS];
    struct error err = {0};
    make(3, true, NULL);
    compare_data(&compare, &arena, LANGUAGE_EN, dataset);
    const size_t rows[COMPARE_DATASETS] = {2 * 4, 2 * 6, 2 * FIGURES * 4, 3 * 3, 2 * 4 * ACCEPTABILITY_POINTS, 0};
    for (size_t d = 0; d < COMPARE_DATASETS; d++) {
        cr_expect_eq(dataset_check(&dataset[d], &err), STATUS_OK, "%s: %s", dataset[d].name, err.message);
        cr_expect_eq(dataset_rows(&dataset[d]), rows[d], "%s: %zu", dataset[d].name, dataset_rows(&dataset[d]));
    }
    drop(3);
}
