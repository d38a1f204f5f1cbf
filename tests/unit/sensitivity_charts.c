/* Charts and tables of sensitivity analyses: legible for every shape of result, and true to the numbers. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "sim/chart/charts.h"
#include "sim/report/sensitivity_charts.h"
#include "tests/twice/simulate.h"
#include "tests/unit/charts_files.h"

/* Scenario, result, and how many charts it has. */
static const struct {
    const char *file, *result;
    size_t charts;
} requests[] = {
    {"scenarios/pohjois-savo-transition.yaml", "net", 2},
    {"scenarios/pohjois-savo-transition.yaml", "net.insurance", 2},
    {"scenarios/parasta-itaa-four-regions.yaml", "net_public", 2},
    {"scenarios/mentoring.yaml", "net", 2},
    {"scenarios/mentoring.yaml", "cases_avoided.marginalisation", 1}, /* not money: no tornado */
    {"scenarios/do-nothing.yaml", "net", 0},                          /* nothing varies */
};
enum { REQUESTS = sizeof requests / sizeof *requests };

static struct arena arena;
static struct sensitivity is;
static char *folder;

static void begin(size_t r)
{
    struct error err = {0};
    arena_init(&arena, allocator_libc, 0);
    const struct scenario *const scenario = simulate_load_file(&arena, requests[r].file, NULL, 0);
    const struct sensitivity_request request = {.scenario = scenario,
                                                .result = requests[r].result,
                                                .points = SENSITIVITY_POINTS_LEAST,
                                                .run = {.threads = 1, .isa = isa_best()}};
    cr_assert_eq(sensitivity_analyse(&arena, &request, &is, &err), STATUS_OK, "%s", err.message);
    folder = charts_write_analysis(&arena, sensitivity_charts.charts, sensitivity_charts.chart, &scenario, 1, &is);
}

static void end(void)
{
    charts_remove(folder);
    arena_free(&arena);
}

static bool applies(size_t chart)
{
    return sensitivity_charts.chart[chart].applies(&(struct chart_subject){.analysis = &is});
}

Test(sensitivity_charts, every_text_has_its_place)
{
    for (size_t r = 0; r < REQUESTS; r++) {
        size_t charts = 0;
        begin(r);
        for (size_t c = 0; c < sensitivity_charts.charts; c++) {
            if (!applies(c)) continue;
            charts++;
            charts_check_all_texts(&arena, folder, sensitivity_charts.chart[c].name);
        }
        cr_expect_eq(charts, requests[r].charts, "%s %s: %zu charts", requests[r].file, requests[r].result, charts);
        end();
    }
}

static struct charts_table *table(const char *chart, const char *file)
{
    return charts_wide(&arena, folder, chart, file);
}

/* Two ends a bar, from the mean, the largest swing first; the x range holds them all. */
Test(sensitivity_charts, bars_are_the_ends_of_the_quantities)
{
    begin(0);
    const struct charts_table *const bars = table("tornado", "bars"), *const frame = table("tornado", "frame");
    const struct sensitivity_quantity *const first = &is.quantity[0];
    double before = INFINITY;
    cr_expect_eq(bars->rows, 2 * CHART_SENSITIVITY_ROWS);
    cr_expect_float_eq(charts_number(bars, 0, "to") / first->low.mean.value, 1, 1e-8);
    cr_expect_float_eq(charts_number(bars, 1, "to") / first->high.mean.value, 1, 1e-8);
    for (size_t i = 0; i < bars->rows; i += 2) {
        const double low = charts_number(bars, i, "to"), high = charts_number(bars, i + 1, "to");
        cr_expect_float_eq(charts_number(bars, i, "from") / is.mean.value, 1, 1e-8);
        cr_expect_leq(fabs(high - low), before * (1 + 1e-9));
        before = fabs(high - low);
        cr_expect_geq(fmin(low, high), charts_number(frame, 0, "xmin"));
        cr_expect_leq(fmax(low, high), charts_number(frame, 0, "xmax"));
    }
    end();
}

Test(sensitivity_charts, points_are_the_indices)
{
    begin(0);
    const struct charts_table *const points = table("indices", "points");
    double before = 1;
    cr_expect_eq(points->rows, CHART_SENSITIVITY_ROWS);
    for (size_t i = 0; i < points->rows; i++) {
        const double total = charts_number(points, i, "total");
        cr_expect_leq(total, before);
        cr_expect_leq(charts_number(points, i, "total_low"), total);
        cr_expect_geq(charts_number(points, i, "total_high"), total);
        before = total;
    }
    end();
}

/* Every table fits its columns; one row for each quantity, factor, and number. */
Test(sensitivity_charts, tables_are_whole)
{
    for (size_t r = 0; r < REQUESTS; r++) {
        struct dataset dataset[SENSITIVITY_DATASETS];
        struct error err = {0};
        begin(r);
        cr_assert_eq(sensitivity_datasets(&is, &arena, LANGUAGE_EN, dataset, &err), STATUS_OK);
        for (size_t d = 0; d < SENSITIVITY_DATASETS; d++)
            cr_expect_eq(dataset_check(&dataset[d], &err), STATUS_OK, "%s", err.message);
        const size_t rows[] = {is.uncertain, is.factors + is.groups, is.uncertain, is.quantities, 1};
        for (size_t d = 0; d < SENSITIVITY_DATASETS; d++) cr_expect_eq(dataset_rows(&dataset[d]), rows[d]);
        end();
    }
}

/* First-order and total index are printed alike: never the part above the whole, and to the same digits. */
Test(sensitivity_charts, a_part_is_never_printed_above_the_whole)
{
    const struct sensitivity_index wrong = {{0.004, 0.002, 0, 0.008}, {0.001, 0.0005, 0, 0.002}};
    const struct sensitivity_index right = {{0.28, 0.01, 0.26, 0.3}, {0.31, 0.02, 0.27, 0.35}};
    const struct sensitivity_index shown = sensitivity_shown(&wrong), same = sensitivity_shown(&right);
    cr_expect_eq(shown.first.value, shown.total.value);
    cr_expect_float_eq(shown.total.value,
                       (0.004 * 0.0005 * 0.0005 + 0.001 * 0.002 * 0.002) / (0.0005 * 0.0005 + 0.002 * 0.002), 1e-15);
    cr_expect_eq(shown.first.error, shown.total.error);
    cr_expect(same.first.value == 0.28 && same.total.value == 0.31 && same.first.error == 0.02);
}
