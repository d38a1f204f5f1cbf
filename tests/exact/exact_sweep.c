/* Sweeps whose answer is known, and what is no sweep. */
#include <criterion/criterion.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "sim/analysis/summary.h"
#include "sim/analysis/sweep.h"
#include "sim/report/sweep_report.h"
#include "tests/twice/simulate.h"

#define MENTORING "scenarios/mentoring.yaml"
#define PRICE     "interventions.mentoring.cost.per_participant"
#define SIZE      "population.ninth_graders.size"
#define RISK      "interventions.mentoring.effects.marginalisation.relative_risk"

static struct arena arena;
static struct error err;
static struct sweep sweep;

static void setup(void)
{
    gsl_set_error_handler_off();
    arena_init(&arena, allocator_libc, 0);
    err = (struct error){0};
}

static void teardown(void)
{
    arena_free(&arena);
}

TestSuite(exact_sweep, .init = setup, .fini = teardown);

/* A sweep of the mentoring example with a few iterations; set: one more --set, or NULL. */
static enum status run(const char *first, const char *second, const char *result, const char *set)
{
    static const volatile sig_atomic_t never = 0;
    const char *const text[] = {first, second}, *const sets[] = {"simulation.iterations=500", set};
    const struct scenario *const scenario = simulate_load_file(&arena, MENTORING, sets, set ? 2 : 1);
    struct sweep_axis axis[SWEEP_AXES];
    const size_t axes = second ? 2 : 1;
    for (size_t a = 0; a < axes; a++) TRY(sweep_axis_parse(&arena, scenario, text[a], &axis[a], &err));
    const struct sweep_request request = {.scenario = scenario,
                                          .axes = axes,
                                          .axis = axis,
                                          .result = result,
                                          .cohort = COHORT_EXPECTED,
                                          .run = {.threads = 2, .isa = isa_best(), .cancel = &never}};
    return sweep_run(&arena, &request, &sweep, &err);
}

static void expect_run(const char *first, const char *second, const char *result, const char *set)
{
    cr_assert_eq(run(first, second, result, set), STATUS_OK, "%s", err.message);
}

/* What a programme costs is not called the net of a payer of that name. */
Test(exact_sweep, a_net_is_that_of_a_payer_that_is_there)
{
    static const struct {
        const char *result, *said;
    } row[] = {{"net.interventions.mentoring", "net.interventions.mentoring"},
               {"net.all", "Net saving, all"},
               {"net_public", "Net saving of public finances"}};
    const struct scenario *const scenario = simulate_load_file(&arena, MENTORING, NULL, 0);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const struct sweep of = {.scenario = scenario, .result = row[i].result};
        cr_expect_str_eq(sweep_result(&arena, &of, LANGUAGE_EN), row[i].said);
    }
}

/* Beside figures without luck stands the share of the run that the scenario makes by itself. */
Test(exact_sweep, the_run_stands_beside_what_has_no_stochastic)
{
    expect_run(PRICE "=1000,2000", NULL, "net", NULL);
    cr_assert(sweep.stochastic_told);
    cr_expect_lt(sweep.with_stochastic.positive.value, sweep.today.positive.value - 0.1);
    cr_expect_lt(fabs(sweep.with_stochastic.mean.value - sweep.today.mean.value), 5 * sweep.with_stochastic.mean.error);
    expect_run(PRICE "=1000,2000", NULL, "net", "simulation.cohort=expected");
    cr_expect_not(sweep.stochastic_told, "such a run has no luck either");
}

static bool same_point(const struct sweep_point *a, const struct sweep_point *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

/* The cost is proportional to its price, and the net saving falls by the same. */
Test(exact_sweep, of_a_linear_quantity_is_linear)
{
    expect_run(PRICE "=1000:3000:5", NULL, "cost", NULL);
    const double unit = sweep.point[0].mean.value / 1000;
    cr_assert_eq(sweep.points, 5);
    cr_expect_gt(unit, 0);
    for (size_t p = 0; p < 5; p++) {
        cr_expect_eq(sweep.axis[0].value[p], 1000 + 500 * (double)p);
        cr_expect_float_eq(sweep.point[p].mean.value, unit * sweep.axis[0].value[p], 1e-9 * unit * 3000);
    }
    expect_run(PRICE "=1000:3000:5", NULL, "net", NULL);
    for (size_t p = 1; p < 5; p++) {
        cr_expect_float_eq(sweep.point[p - 1].mean.value - sweep.point[p].mean.value, 500 * unit, 1e-6 * unit);
        cr_expect_float_eq(sweep.point[p - 1].p5.value - sweep.point[p].p5.value, 500 * unit, 1e-6 * unit);
        cr_expect_leq(sweep.point[p].positive.value, sweep.point[p - 1].positive.value);
    }
}

/* To the bit: the price of the file is 1 800. */
Test(exact_sweep, the_point_of_today_is_the_plain_run)
{
    expect_run(PRICE "=1000,1800,3000", NULL, "net", NULL);
    cr_expect(same_point(&sweep.point[1], &sweep.today));
    cr_expect(!same_point(&sweep.point[0], &sweep.today));
    cr_expect_eq(sweep.axis[0].today, 1800);
    cr_expect(!sweep.axis[0].uncertain);
    const char *const set[] = {"simulation.iterations=500", "simulation.cohort=expected"};
    const struct scenario *const scenario = simulate_load_file(&arena, MENTORING, set, 2);
    struct simulation_run plain = twice_simulate(&arena, scenario, 1);
    double scratch[500];
    struct column_summary net;
    summary_column(simulate_column(&plain, "net"), 500, summary_replicated(&plain.outcomes), scratch, &net);
    cr_expect_eq(net.mean.value, sweep.today.mean.value);
    cr_expect_eq(net.percentile[LEVEL_P95].value, sweep.today.p95.value);
    cr_expect_eq(net.positive.error, sweep.today.positive.error);
    simulate_free(&plain);
}

/* The first axis runs fastest; a point of a grid is that of a sweep with the other value set. */
Test(exact_sweep, a_grid_is_made_of_lines)
{
    expect_run(PRICE "=1000,2000,3000", SIZE "=200,300", "net", NULL);
    const struct sweep grid = sweep;
    cr_assert_eq(grid.points, 6);
    expect_run(PRICE "=1000,2000,3000", NULL, "net", SIZE "=300");
    for (size_t p = 0; p < 3; p++) cr_expect(same_point(&grid.point[3 + p], &sweep.point[p]), "%zu", p);
    cr_expect(!same_point(&grid.point[0], &sweep.point[0]));
}

/* A drawn quantity: its median is known, and where it is held nothing else is uncertain. */
Test(exact_sweep, an_uncertain_quantity_is_held)
{
    expect_run(RISK "=0.7,1", NULL, "net", NULL);
    cr_expect(sweep.axis[0].uncertain);
    cr_expect_float_eq(sweep.axis[0].today, sqrt(0.6 * 1.05), 1e-9);
    cr_expect_eq(sweep.point[0].p5.value, sweep.point[0].p95.value);
    cr_expect_eq(sweep.point[0].positive.value, 1);
    cr_expect_eq(sweep.point[1].positive.value, 0, "no effect saves nothing");
    cr_expect_lt(sweep.today.p5.value, sweep.today.p95.value);
}

/* Keys that are no quantities: the horizon of 40 years of costs. */
Test(exact_sweep, a_setting_can_be_swept)
{
    expect_run("settings.horizon=5,20", NULL, "net", NULL);
    cr_expect_eq(sweep.axis[0].quantity, -1);
    cr_expect(isnan(sweep.axis[0].today));
    cr_expect_lt(sweep.point[0].mean.value, sweep.point[1].mean.value);
}

Test(exact_sweep, values_are_written_as_they_are_read)
{
    static const double expected[] = {0.1, 0.2, 0.3, 0.4};
    struct sweep_axis axis;
    const struct scenario *const scenario = simulate_load_file(&arena, MENTORING, NULL, 0);
    cr_assert_eq(sweep_axis_parse(&arena, scenario, "x=40%:10%:4", &axis, &err), STATUS_OK);
    for (size_t i = 0; i < 4; i++) cr_expect_eq(axis.value[i], expected[i], "%.17g", axis.value[i]);
    cr_expect_str_eq(axis.text[2], "0.3");
    cr_assert_eq(sweep_axis_parse(&arena, scenario, "x=1.2M,470k", &axis, &err), STATUS_OK);
    cr_expect(axis.value[0] == 470000 && axis.value[1] == 1200000);
}

Test(exact_sweep, what_is_no_sweep_is_said)
{
    static const struct {
        const char *first, *second, *result, *message, *hint;
        enum status status;
    } mistakes[] = {
        {"x", NULL, "net", "found \"x\"", "PATH=FROM:TO:POINTS", STATUS_USAGE},
        {"x=1:2", NULL, "net", "found \"x=1:2\"", "PATH=FROM:TO:POINTS", STATUS_USAGE},
        {"x=1:2:1", NULL, "net", "found", "PATH=FROM:TO:POINTS", STATUS_USAGE},
        {"x=1:2:2.5", NULL, "net", "found", "PATH=FROM:TO:POINTS", STATUS_USAGE},
        {"x=1:1:3", NULL, "net", "found", "PATH=FROM:TO:POINTS", STATUS_USAGE},
        {"x=1:2:3:4", NULL, "net", "found", "PATH=FROM:TO:POINTS", STATUS_USAGE},
        {"x=1,two", NULL, "net", "found", "PATH=FROM:TO:POINTS", STATUS_USAGE},
        {"x=1,", NULL, "net", "found", "PATH=FROM:TO:POINTS", STATUS_USAGE},
        {"=1:2:3", NULL, "net", "found", "PATH=FROM:TO:POINTS", STATUS_USAGE},
        {"x=1,2,1", NULL, "net", "a value stands twice (1)", "", STATUS_USAGE},
        {"simulation.seed=1:9:3", NULL, "net", "simulation.seed", "", STATUS_USAGE},
        {PRICE "=1:9:3", PRICE "=1:9:3", "net", "named twice", "", STATUS_USAGE},
        {PRICE "=1:9:99", SIZE "=1:9:99", "net", "too many points (found 9801", "21 by 21", STATUS_USAGE},
        {PRICE "=1:9:3", NULL, "nett", "there is no result \"nett\"", "did you mean net?", STATUS_USAGE},
        {"interventions.mentoring.cost.per_participnt=1:9:3", NULL, "net", "unknown key", "`per_participant`",
         STATUS_SCENARIO},
        {"settings.horizon=5:10:3", NULL, "net", "at the point settings.horizon=7.5", "", STATUS_SCENARIO},
        {PRICE "=1,2", "outcomes.marginalisation.risk=50%,150%", "net",
         "at the point " PRICE "=1 outcomes.marginalisation.risk=1.5", "", STATUS_SCENARIO},
    };
    for (size_t m = 0; m < sizeof mistakes / sizeof *mistakes; m++) {
        err = (struct error){0};
        cr_expect_eq(run(mistakes[m].first, mistakes[m].second, mistakes[m].result, NULL), mistakes[m].status, "%s",
                     mistakes[m].first);
        cr_expect(strstr(err.message, mistakes[m].message), "%s", err.message);
        cr_expect(strstr(err.hint, mistakes[m].hint), "%s: %s", err.message, err.hint);
    }
}
