/* The charts of a sweep: legible, with ticks at the tested values, and a scale that tells points apart. */
#include <criterion/criterion.h>
#include <string.h>

#include "sim/chart/charts.h"
#include "sim/report/sweep_report.h"
#include "tests/unit/charts_files.h"
#include "tests/unit/scenario_fixture.h"

static const char file[] = "tests/golden/two-purses/scenario.yaml";

static struct arena arena;
static struct specimen specimen;
static struct sweep sweep;
static struct result report;
static char *folder;

static void draw(const char *const *vary, size_t axes, const char *result)
{
    static const char *const set[] = {"simulation.iterations=200",
                                      "interventions.mentoring.label=Lastensuojelun avohuollon tukitoimenpiteiden "
                                      "yhteiskehittäminen neljässä maakunnassa"};
    const struct load_options options = {.set = set, .sets = 2};
    struct sweep_axis axis[SWEEP_AXES];
    struct error err = {0};
    specimen_load_file(&specimen, file, &options);
    cr_assert(specimen.scenario, "%s", specimen_messages(&specimen));
    arena_init(&arena, allocator_libc, 0);
    for (size_t a = 0; a < axes; a++)
        cr_assert_eq(sweep_axis_parse(&arena, specimen.scenario, vary[a], &axis[a], &err), STATUS_OK, "%s",
                     err.message);
    const struct sweep_request request = {.scenario = specimen.scenario,
                                          .axes = axes,
                                          .axis = axis,
                                          .result = result,
                                          .cohort = COHORT_EXPECTED,
                                          .run = {.isa = isa_best()}};
    cr_assert_eq(sweep_run(&arena, &request, &sweep, &err), STATUS_OK, "%s", err.message);
    report = result_of(&sweep_kind, 1, &specimen.scenario);
    cr_assert_eq(sweep_report(&arena, &sweep, &report, &err), STATUS_OK);
    folder = charts_write_analysis(&arena, report.charts.charts, report.charts.chart, &specimen.scenario, 1, &sweep);
}

static void drop(void)
{
    charts_remove(folder);
    arena_free(&arena);
    specimen_free(&specimen);
}

static bool says(const char *chart, const char *text)
{
    const struct charts_table *const texts = charts_wide(&arena, folder, chart, "texts");
    bool said = false;
    for (size_t i = 0; i < texts->rows; i++) said = said || strcmp(charts_cell(texts, i, "text"), text) == 0;
    return said;
}

static const char uptake[] = "interventions.mentoring.uptake=10%,35%,90%", rate[] = "settings.discount_rate=0:0.06:3";

Test(sweep_charts, texts_are_apart_and_ticks_are_tested_values)
{
    draw((const char *const[]){uptake}, 1, "net");
    charts_check_all_texts(&arena, folder, "sweep");
    cr_expect(says("sweep", "10%") && says("sweep", "35%") && says("sweep", "90%") && !says("sweep", "40%"));
    drop();
    draw((const char *const[]){uptake, rate}, 2, "net_public");
    charts_check_all_texts(&arena, folder, "heat");
    cr_expect(says("heat", "35%") && says("heat", "3%") && says("heat", "6%") && !says("heat", "5%"));
    drop();
}

/* Where the chance hardly changes, the classes are those of the mean, and no line of even chance is spoken of. */
Test(sweep_charts, one_class_is_no_picture)
{
    draw((const char *const[]){"interventions.mentoring.uptake=60%,60.1%", "settings.discount_rate=2%,2.01%"}, 2,
         "net");
    charts_check_all_texts(&arena, folder, "heat");
    const struct charts_table *const cells = charts_wide(&arena, folder, "heat", "cells");
    double low = 5, high = 1;
    for (size_t i = 0; i < cells->rows; i++) {
        const double class = charts_number(cells, i, "class");
        low = class < low ? class : low;
        high = class > high ? class : high;
    }
    cr_expect(low == 1 && high == 5, "classes %g to %g", low, high);
    cr_expect(says("heat", "Mean") && !says("heat", "50%"));
    drop();
}
