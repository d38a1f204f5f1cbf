/* The chart of break-evens: legible, and its marks are the numbers. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "sim/chart/charts.h"
#include "sim/report/breakeven_report.h"
#include "tests/unit/charts_files.h"
#include "tests/unit/scenario_fixture.h"

static struct arena arena;
static struct specimen specimen;
static struct breakeven breakeven;
static struct result report;
static char *folder;

static void draw(const char *file, const char *target, const char *change)
{
    const char *const set[] = {change};
    const struct load_options options = {.set = set, .sets = change ? 1 : 0};
    struct error err = {0};
    specimen_load_file(&specimen, file, &options);
    cr_assert(specimen.scenario, "%s", specimen_messages(&specimen));
    arena_init(&arena, allocator_libc, 0);
    struct breakeven_request request = {.cohort = COHORT_EXPECTED,
                                        .scenario = specimen.scenario,
                                        .points = BREAKEVEN_POINTS_LEAST,
                                        .run = {.isa = isa_best()}};
    report = result_of(&breakeven_kind, 1, &specimen.scenario);
    cr_assert_eq(target_parse(&arena, target, &request.target, &err), STATUS_OK);
    cr_assert_eq(breakeven_analyse(&arena, &request, &breakeven, &err), STATUS_OK, "%s", err.message);
    cr_assert_eq(breakeven_report(&arena, &breakeven, &report, &err), STATUS_OK);
    folder =
        charts_write_analysis(&arena, report.charts.charts, report.charts.chart, &specimen.scenario, 1, &breakeven);
}

static void drop(void)
{
    charts_remove(folder);
    arena_free(&arena);
    specimen_free(&specimen);
}

Test(breakeven_chart, no_text_leaves_the_canvas_or_lies_on_another)
{
    static const char long_title[] = "title=Lastensuojelun avohuollon tukitoimenpiteiden yhteiskehittäminen neljässä "
                                     "maakunnassa vuosina 2021–2026";
    static const struct {
        const char *file, *target, *change;
    } cases[] = {{"scenarios/mentoring.yaml", "mean(net)=0", NULL},
                 {"scenarios/pohjois-savo-transition.yaml", "mean(net)=0", NULL},
                 {"tests/golden/two-purses/scenario.yaml", "P(net_public>250k)=87.5%", long_title},
                 {"tests/golden/certain/scenario.yaml", "p5(net)=-1M", NULL}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        draw(cases[k].file, cases[k].target, cases[k].change);
        charts_check_all_texts(&arena, folder, "breakeven");
        drop();
    }
}

/* The headline says whose saving it speaks of, and the rest of the rows is counted. */
Test(breakeven_chart, says_who_saves_today)
{
    static const struct {
        const char *file, *target, *begins;
    } cases[] = {{"scenarios/pohjois-savo-transition.yaml", "mean(net)=0", "Society saves "},
                 {"scenarios/pohjois-savo-transition.yaml", "mean(net_public)=0", "Public finances lose "},
                 {"scenarios/pohjois-savo-transition.yaml", "P(net>0)=80%", "The target is missed "},
                 {"scenarios/mentoring.yaml", "mean(net)=0", "Saves "}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        draw(cases[k].file, cases[k].target, NULL);
        const struct charts_table *const texts = charts_wide(&arena, folder, "breakeven", "texts");
        bool said = false, counted = false;
        for (size_t i = 0; i < texts->rows; i++) {
            const char *const text = charts_cell(texts, i, "text");
            said = said || strncmp(text, cases[k].begins, strlen(cases[k].begins)) == 0;
            counted = counted || strstr(text, "more in the table") != NULL;
        }
        cr_expect(said, "%s", cases[k].begins);
        if (k == 0) cr_expect(counted);
        drop();
    }
}

/* P5 and P95 stand at -1 and 1, and what lies beyond the edge is an arrow there. */
Test(breakeven_chart, marks_are_the_numbers)
{
    draw("scenarios/pohjois-savo-transition.yaml", "mean(net)=0", NULL);
    struct charts_table *const marks = charts_wide(&arena, folder, "breakeven", "marks");
    cr_assert_eq(marks->rows, 10);
    for (size_t i = 0; i < marks->rows; i++) {
        const struct breakeven_quantity *const one = &breakeven.quantity[i];
        const double half = (one->high - one->low) / 2;
        const double at = one->uncertain ? (one->value.value - one->low) / half - 1
                                         : (one->value.value - one->today) / fabs(one->today);
        const double beyond = charts_number(marks, i, "beyond"), value = charts_number(marks, i, "value");
        cr_expect_eq(charts_number(marks, i, "to"), one->uncertain ? 1 : 0);
        cr_expect_eq(beyond, fabs(at) <= 3 ? 0 : copysign(1, at));
        cr_expect_float_eq(value, beyond != 0 ? 3 * beyond : at, 1e-4, "%zu", i);
    }
    drop();
}
