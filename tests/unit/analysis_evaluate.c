/* Runs under other inputs: pins, the second sample, pairs, results by name. */
#include <criterion/criterion.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "sim/analysis/evaluate.h"
#include "sim/numeric/statistics.h"
#include "tests/twice/simulate.h"

#define FILE_USED "scenarios/pohjois-savo-transition.yaml"
#define UPTAKE    "interventions.co_development.uptake"

enum { N = 2048 };

static struct arena arena;
static struct error err;

static void setup(void)
{
    gsl_set_error_handler_off();
    arena_init(&arena, allocator_libc, 0);
}

static void teardown(void)
{
    arena_free(&arena);
}

TestSuite(evaluate, .init = setup, .fini = teardown);

static const struct plan *compile(const char *set, enum sampling sampling, const struct plan *other)
{
    const struct scenario *const scenario = simulate_load_file(&arena, FILE_USED, &set, set ? 1 : 0);
    const struct plan *plan;
    cr_assert_eq(evaluate_compile(&arena, scenario, COHORT_EXPECTED, N, sampling, other, &plan, &err), STATUS_OK, "%s",
                 err.message);
    return plan;
}

static const double *run(const struct plan *plan, const struct inputs *inputs, const char *const *result,
                         size_t results)
{
    struct evaluator evaluator = {
        .plan = plan, .options = {.threads = 2, .isa = isa_best()}, .results = results, .result = result};
    double *const value = ARENA_ARRAY(&arena, results * N, double);
    cr_assert_eq(evaluate(&evaluator, inputs, value, &err), STATUS_OK, "%s", err.message);
    cr_expect_eq(evaluator.runs, 1);
    return value;
}

static const double *net(const struct plan *plan, const struct inputs *inputs)
{
    static const char *const name[] = {"net"};
    return run(plan, inputs, name, 1);
}

static int quantity(const struct plan *plan, const char *path)
{
    for (size_t q = 0; q < plan->scenario->quantities; q++)
        if (strcmp(plan->scenario->quantity[q].path, path) == 0) return (int)q;
    cr_assert_fail("no quantity %s", path);
    return -1;
}

static bool same(const double *a, const double *b)
{
    return memcmp(a, b, N * sizeof *a) == 0;
}

/* To the bit, under every sampling, although the fixed scenario has one draw less. */
Test(evaluate, a_pin_is_what_set_is)
{
    for (int sampling = 0; sampling < SAMPLING_COUNT; sampling++) {
        const struct plan *const drawn = compile(NULL, (enum sampling)sampling, NULL);
        const struct plan *const fixed = compile(UPTAKE "=45%", (enum sampling)sampling, drawn);
        const struct pin pin = {quantity(drawn, UPTAKE), 0.45};
        const struct inputs inputs = {.pins = 1, .pin = &pin};
        cr_assert_eq(fixed->draws + 1, drawn->draws);
        cr_expect(same(net(drawn, &inputs), net(fixed, NULL)), "%s", sampling_name[sampling]);
        cr_expect(!same(net(drawn, &inputs), net(drawn, NULL)), "the pin holds nothing");
    }
}

static double correlation(const double *a, const double *b)
{
    const double ma = statistics_mean(a, N).value, mb = statistics_mean(b, N).value;
    double ab = 0, aa = 0, bb = 0;
    for (size_t i = 0; i < N; i++) {
        ab += (a[i] - ma) * (b[i] - mb);
        aa += (a[i] - ma) * (a[i] - ma);
        bb += (b[i] - mb) * (b[i] - mb);
    }
    return ab / sqrt(aa * bb);
}

/* A fixed seed, and bounds that a true null would break once in a million times (4.89 standard errors). */
Test(evaluate, the_second_sample_is_another_of_the_same)
{
    const struct plan *const plan = compile(NULL, SAMPLING_RANDOM, NULL);
    bool *const second = ARENA_ARRAY(&arena, plan->draws, bool);
    memset(second, true, plan->draws * sizeof *second);
    const double *const a = net(plan, NULL), *const b = net(plan, &(struct inputs){.second = second});
    const struct estimate ma = statistics_mean(a, N), mb = statistics_mean(b, N);
    cr_expect_lt(fabs(correlation(a, b)), 4.89 / sqrt(N), "%g", correlation(a, b));
    cr_expect_lt(fabs(ma.value - mb.value), 4.89 * sqrt(ma.error * ma.error + mb.error * mb.error));
    for (size_t i = 0; i < N; i++) cr_assert_neq(a[i], b[i]);
    memset(second, false, plan->draws * sizeof *second);
    cr_expect(same(a, net(plan, &(struct inputs){.second = second})));
}

Test(evaluate, a_scenario_paired_with_itself_is_itself)
{
    for (int sampling = 0; sampling < SAMPLING_COUNT; sampling++) {
        const struct plan *const one = compile(NULL, (enum sampling)sampling, NULL);
        const struct plan *const two = compile(NULL, (enum sampling)sampling, one);
        cr_expect(same(net(one, NULL), net(two, NULL)), "%s", sampling_name[sampling]);
    }
}

Test(evaluate, results_come_by_name)
{
    static const char *const there[] = {"gross", "cost", "net"}, *const back[] = {"net", "gross"};
    const struct plan *const plan = compile(NULL, SAMPLING_SOBOL, NULL);
    const double *const a = run(plan, NULL, there, 3), *const b = run(plan, NULL, back, 2);
    cr_expect(same(a, b + N) && same(a + 2 * N, b));
    for (size_t i = 0; i < N; i++) cr_expect_float_eq(a[i] - a[N + i], b[i], 1e-6 * (fabs(a[i]) + fabs(b[i])));
}

Test(evaluate, a_result_that_does_not_exist_is_named)
{
    static const char *const name[] = {"net_pubic"};
    const struct plan *const plan = compile(NULL, SAMPLING_SOBOL, NULL);
    struct evaluator evaluator = {.plan = plan, .options = {.isa = isa_best()}, .results = 1, .result = name};
    double *const value = ARENA_ARRAY(&arena, N, double);
    enum unit unit;
    cr_expect_eq(evaluate(&evaluator, NULL, value, &err), STATUS_USAGE);
    cr_expect(strstr(err.message, "net_pubic"), "%s", err.message);
    cr_expect_str_eq(err.hint, "did you mean net_public?");
    cr_expect_eq(evaluate_unit(plan, "net_pubic", &unit, &err), STATUS_USAGE);
    cr_expect_eq(evaluate_unit(plan, "net_public", &unit, &err), STATUS_OK);
    cr_expect_eq(unit, UNIT_MONEY);
}

Test(evaluate, an_interrupt_leaves_nothing)
{
    static const char *const name[] = {"net"};
    static const volatile sig_atomic_t requested = 1;
    const struct plan *const plan = compile(NULL, SAMPLING_SOBOL, NULL);
    struct evaluator evaluator = {
        .plan = plan, .options = {.isa = isa_best(), .cancel = &requested}, .results = 1, .result = name};
    double value[N] = {[0] = 7};
    cr_expect_eq(evaluate(&evaluator, NULL, value, &err), STATUS_CANCELLED);
    cr_expect_eq(value[0], 7);
}
