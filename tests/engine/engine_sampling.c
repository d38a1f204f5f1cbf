/* Promises of a run under each way of drawing quantities: the same bytes for any number of threads, replay, stops. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "sim/analysis/summary.h"
#include "sim/engine/run.h"
#include "sim/scenario/load.h"
#include "tests/twice/simulate.h"

static const char scenario_file[] = "scenarios/pohjois-savo-transition.yaml";
static const char *const sampling_set[] = {"simulation.sampling=random", "simulation.sampling=latin_hypercube",
                                           "simulation.sampling=sobol"};
static const char *const cohort_set[] = {"simulation.cohort=sampled", "simulation.cohort=expected"};

static const struct plan *compile(struct arena *arena, const char *sampling, const char *cohort, const char *iterations)
{
    const char *const set[] = {sampling, cohort, iterations};
    const struct load_options options = {.set = set, .sets = 3};
    const struct scenario *scenario;
    const struct plan *plan;
    struct diagnostics diagnostics;
    struct error err = {0};
    arena_init(arena, allocator_libc, 0);
    diagnostics_init(&diagnostics, arena);
    cr_assert_eq(scenario_load(arena, scenario_file, &options, &scenario, &diagnostics, &err), STATUS_OK, "%s",
                 err.message);
    cr_assert_eq(plan_compile(arena, scenario, &plan, &err), STATUS_OK, "%s", err.message);
    return plan;
}

static void run(const struct plan *plan, int threads, struct outcomes *out)
{
    const struct run_options options = {.threads = threads, .isa = isa_best()};
    struct error err = {0};
    cr_assert_eq(engine_run(plan, &options, out, &err), STATUS_OK, "%s", err.message);
}

Test(engine_sampling, same_bytes_on_any_number_of_threads_and_in_replay)
{
    for (size_t m = 0; m < SAMPLING_COUNT; m++)
        for (size_t c = 0; c < 2; c++) {
            struct arena arena;
            struct outcomes one, more;
            struct error err = {0};
            const struct plan *const plan =
                compile(&arena, sampling_set[m], cohort_set[c], "simulation.iterations=203");
            run(plan, 1, &one);
            cr_expect_eq(one.replicates, m == SAMPLING_RANDOM ? 1 : 16);
            for (int threads = 2; threads <= 3; threads++) {
                run(plan, threads, &more);
                for (size_t k = 0; k < one.columns; k++)
                    cr_expect_arr_eq(one.column[k].value, more.column[k].value, one.iterations * sizeof(double),
                                     "%s, %s, %d threads: %s", sampling_set[m], cohort_set[c], threads,
                                     one.column[k].name);
                outcomes_free(&more);
            }
            for (uint32_t k = 0; k < 203; k += 29) {
                struct replay replay;
                cr_assert_eq(engine_replay(&arena, plan, k, &replay, &err), STATUS_OK);
                cr_expect_eq(replay_net(plan, &replay), one.column[one.at.net].value[k], "%s, %s, iteration %u",
                             sampling_set[m], cohort_set[c], k);
            }
            outcomes_free(&one);
            arena_free(&arena);
        }
}

struct stop {
    volatile sig_atomic_t requested;
    uint32_t after;
};

static void stop_after(void *context, uint32_t done, uint32_t total)
{
    struct stop *const stop = context;
    (void)total;
    if (done >= stop->after) stop->requested = 1;
}

/* The finished iterations are those of the whole run, and their errors are still those between replicates. */
Test(engine_sampling, a_stopped_run_keeps_its_replicates)
{
    for (size_t m = 1; m < SAMPLING_COUNT; m++) {
        struct arena arena;
        struct outcomes whole, part;
        struct summary summary;
        struct error err = {0};
        const struct plan *const plan = compile(&arena, sampling_set[m], cohort_set[0], "simulation.iterations=2000");
        struct stop stop = {.after = 400};
        const struct run_options options = {
            .threads = 1, .isa = isa_best(), .progress = stop_after, .context = &stop, .cancel = &stop.requested};
        cr_assert_eq(engine_run(plan, &options, &part, &err), STATUS_CANCELLED);
        cr_assert(part.iterations >= 400 && part.iterations < 2000, "%u iterations", part.iterations);
        run(plan, 2, &whole);
        for (size_t c = 0; c < part.columns; c++)
            cr_expect_arr_eq(part.column[c].value, whole.column[c].value, part.iterations * sizeof(double), "%s",
                             part.column[c].name);
        cr_assert_eq(summary_compute(&arena, &part, plan->scenario, &summary, &err), STATUS_OK);
        cr_expect(summary.replicated);
        const struct estimate mean = summary.column[part.at.net].mean;
        cr_expect(mean.error > 0 && isfinite(mean.error));
        outcomes_free(&whole);
        outcomes_free(&part);
        arena_free(&arena);
    }
}

/* Both kinds of sampling know the same model: their means agree within five errors. */
Test(engine_sampling, every_design_has_the_same_mean)
{
    struct estimate mean[SAMPLING_COUNT];
    for (size_t m = 0; m < SAMPLING_COUNT; m++) {
        struct arena arena;
        struct outcomes out;
        struct summary summary;
        struct error err = {0};
        const struct plan *const plan = compile(&arena, sampling_set[m], cohort_set[1], "simulation.iterations=4096");
        run(plan, 2, &out);
        cr_assert_eq(summary_compute(&arena, &out, plan->scenario, &summary, &err), STATUS_OK);
        mean[m] = summary.column[out.at.net].mean;
        outcomes_free(&out);
        arena_free(&arena);
    }
    for (size_t m = 1; m < SAMPLING_COUNT; m++) {
        cr_expect_lt(fabs(mean[m].value - mean[0].value), 5 * hypot(mean[m].error, mean[0].error));
        cr_expect_lt(mean[m].error, mean[0].error / 2, "%s: error %g, random %g", sampling_set[m], mean[m].error,
                     mean[0].error);
    }
}

/* 150 uncertain quantities: those beyond the dimensions are counted, and drawn as evenly, each by itself. */
Test(engine_sampling, quantities_beyond_the_dimensions_are_counted)
{
    enum { SERVICES = 50, DRAWN = 3 * SERVICES };
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    const char *services = "", *effects = "";
    for (int s = 0; s < SERVICES; s++) {
        services = arena_printf(&arena,
                                "%s  s%d: {annual_cost: {uniform: {min: 100, max: 300}}, "
                                "duration: {uniform: {min: 1 years, max: 3 years}}}\n",
                                services, s);
        effects = arena_printf(&arena, "%s      s%d: {reduction: {uniform: {min: 0, max: 0.8}}}\n", effects, s);
    }
    const char *const text = arena_printf(
        &arena,
        "title: Many\npopulation:\n  all: {size: 50}\nservices:\n%sinterventions:\n  one:\n    cost: {fixed: 1000}\n"
        "    target: {top: 100%%}\n    uptake: 100%%\n    effects:\n%s"
        "simulation: {iterations: 160, cohort: expected, sampling: sobol}\n",
        services, effects);
    struct simulation_run made = simulate(&arena, text, 2);
    cr_assert_eq(made.outcomes.drawn, DRAWN);
    cr_expect_eq(made.outcomes.alone, DRAWN - SOBOL_DIMENSIONS);
    const double *const last = made.outcomes.column[made.outcomes.at.quantity + DRAWN - 1].value;
    for (uint32_t r = 0; r < SAMPLING_REPLICATES; r++) {
        unsigned seen = 0;
        for (uint32_t p = 0; p < 8; p++) seen |= 1U << (int)(last[p * SAMPLING_REPLICATES + r] * 10);
        cr_expect_eq(seen, 255, "replicate %u: %x", r, seen);
    }
    simulate_free(&made);
    arena_free(&arena);
}
