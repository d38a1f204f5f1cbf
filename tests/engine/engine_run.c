/* Promises of a run: the same bytes on any instruction set and any number of threads, replay, and orderly stops. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "sim/engine/run.h"
#include "sim/scenario/load.h"
#include "tests/twice/simulate.h"

static const char scenario_file[] = "scenarios/pohjois-savo-transition.yaml";

static const struct plan *compile(struct arena *arena, const char *const *set, size_t sets)
{
    const struct load_options options = {.set = set, .sets = sets};
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

static void run(const struct plan *plan, enum isa isa, int threads, struct outcomes *out)
{
    const struct run_options options = {.threads = threads, .isa = isa};
    struct error err = {0};
    cr_assert_eq(engine_run(plan, &options, out, &err), STATUS_OK, "%s", err.message);
}

static void same_bytes(const struct outcomes *a, const struct outcomes *b, const char *what)
{
    cr_assert_eq(a->columns, b->columns);
    for (size_t c = 0; c < a->columns; c++)
        cr_expect_eq(memcmp(a->column[c].value, b->column[c].value, a->iterations * sizeof(double)), 0,
                     "%s: %s differs", what, a->column[c].name);
}

/* 70 000 persons: more than one tile, and no multiple of any vector. */
static const char *const large[] = {"population.ninth_graders.size=70001", "simulation.iterations=40",
                                    "interventions.co_development.capacity=none"};

Test(engine, same_bytes_on_every_instruction_set)
{
    struct arena arena;
    struct outcomes baseline, other;
    const struct plan *const plan = compile(&arena, large, 3);
    run(plan, ISA_BASELINE, 1, &baseline);
    int compared = 0;
    for (int isa = 0; isa < ISA_COUNT; isa++) {
        if (!isa_supported((enum isa)isa)) continue;
        run(plan, (enum isa)isa, 2, &other);
        same_bytes(&baseline, &other, isa_name((enum isa)isa));
        outcomes_free(&other);
        compared++;
    }
    cr_expect_eq(compared, (int)isa_best() + 1);
    cr_expect_gt(baseline.column[baseline.at.cases_avoided].value[0], 0, "somebody is reached");
    outcomes_free(&baseline);
    arena_free(&arena);
}

Test(engine, same_bytes_on_any_number_of_threads)
{
    static const char *const set[] = {"simulation.iterations=333"};
    static const int threads[] = {2, 3, 7};
    struct arena arena;
    struct outcomes one, more;
    const struct plan *const plan = compile(&arena, set, 1);
    run(plan, isa_best(), 1, &one);
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
        run(plan, isa_best(), threads[i], &more);
        same_bytes(&one, &more, "threads");
        outcomes_free(&more);
    }
    outcomes_free(&one);
    arena_free(&arena);
}

/* 400 000 persons in each of three intakes: enough that all threads work on one block together. */
static const char *const shared[] = {"population.ninth_graders.size=400001", "simulation.iterations=11"};

Test(engine, same_bytes_where_threads_share_a_cohort)
{
    static const int threads[] = {2, 5};
    struct arena arena;
    struct outcomes one, more;
    const struct plan *const plan = compile(&arena, shared, 2);
    run(plan, isa_best(), 1, &one);
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
        run(plan, isa_best(), threads[i], &more);
        same_bytes(&one, &more, "a shared cohort");
        outcomes_free(&more);
    }
    outcomes_free(&one);
    arena_free(&arena);
}

Test(engine, a_longer_run_begins_with_the_shorter_one)
{
    static const char *const few[] = {"simulation.iterations=50", "simulation.cohort=expected"};
    static const char *const many[] = {"simulation.iterations=20000", "simulation.cohort=expected"};
    struct arena short_arena, long_arena;
    struct outcomes short_run, long_run;
    run(compile(&short_arena, few, 2), isa_best(), 2, &short_run);
    run(compile(&long_arena, many, 2), isa_best(), 2, &long_run);
    same_bytes(&short_run, &long_run, "50 of 20 000 iterations");
    outcomes_free(&short_run);
    outcomes_free(&long_run);
    arena_free(&short_arena);
    arena_free(&long_arena);
}

Test(engine, replay_is_the_iteration_of_the_run)
{
    static const char *const set[] = {"simulation.iterations=100", "outcomes.marginalisation.case_cv=1.2"};
    struct arena arena;
    struct outcomes all;
    struct error err = {0};
    const struct plan *const plan = compile(&arena, set, 2);
    run(plan, isa_best(), 2, &all);
    for (uint32_t k = 0; k < 100; k += 31) {
        struct replay replay;
        cr_assert_eq(engine_replay(&arena, plan, k, &replay, &err), STATUS_OK);
        cr_expect_eq(replay_net(plan, &replay), all.column[all.at.net].value[k], "iteration %u", k);
        cr_expect_eq(replay.ledger->net_expected[0], all.column[all.at.net_expected].value[k], "iteration %u", k);
    }
    outcomes_free(&all);
    arena_free(&arena);
}

/* Cases that last longer in one block than in the next leave none of their years there: a block alone gives the same.
 */
Test(engine, a_block_leaves_nothing_to_the_next)
{
    static const char *const set[] = {"simulation.iterations=384",
                                      "outcomes.marginalisation.duration={gamma: {mean: 4 years, sd: 4 years}}"};
    struct arena arena;
    struct outcomes all;
    struct error err = {0};
    const struct plan *const plan = compile(&arena, set, 2);
    run(plan, isa_best(), 1, &all);
    for (uint32_t k = 128; k < 384; k++) {
        struct replay replay;
        cr_assert_eq(engine_replay(&arena, plan, k, &replay, &err), STATUS_OK);
        cr_expect_eq(replay_net(plan, &replay), all.column[all.at.net].value[k], "iteration %u", k);
    }
    outcomes_free(&all);
    arena_free(&arena);
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

Test(engine, a_stopped_run_keeps_its_first_iterations)
{
    static const char *const set[] = {"simulation.iterations=2000"};
    struct arena arena;
    struct outcomes whole, part;
    struct error err = {0};
    const struct plan *const plan = compile(&arena, set, 1);
    struct stop stop = {.after = 300};
    const struct run_options options = {
        .threads = 1, .isa = isa_best(), .progress = stop_after, .context = &stop, .cancel = &stop.requested};
    cr_assert_eq(engine_run(plan, &options, &part, &err), STATUS_CANCELLED);
    cr_expect(part.iterations >= 300 && part.iterations < 400, "%u iterations", part.iterations);
    cr_expect_eq(part.requested, 2000);
    run(plan, isa_best(), 2, &whole);
    for (size_t c = 0; c < part.columns; c++)
        cr_expect_eq(memcmp(part.column[c].value, whole.column[c].value, part.iterations * sizeof(double)), 0, "%s",
                     part.column[c].name);
    outcomes_free(&whole);
    outcomes_free(&part);
    arena_free(&arena);
}

Test(engine, a_stopped_run_of_a_shared_cohort_keeps_whole_blocks)
{
    struct arena arena;
    struct outcomes whole, part;
    struct error err = {0};
    const struct plan *const plan = compile(&arena, shared, 2);
    struct stop stop = {.after = 1};
    const struct run_options options = {
        .threads = 2, .isa = isa_best(), .progress = stop_after, .context = &stop, .cancel = &stop.requested};
    cr_assert_eq(engine_run(plan, &options, &part, &err), STATUS_CANCELLED);
    cr_expect(part.iterations > 0 && part.iterations < 11, "%u iterations", part.iterations);
    run(plan, isa_best(), 1, &whole);
    for (size_t c = 0; c < part.columns; c++)
        cr_expect_eq(memcmp(part.column[c].value, whole.column[c].value, part.iterations * sizeof(double)), 0, "%s",
                     part.column[c].name);
    outcomes_free(&whole);
    outcomes_free(&part);
    arena_free(&arena);
}

Test(engine, too_little_memory_is_an_error)
{
    static const char *const set[] = {"simulation.iterations=1000000"};
    struct arena arena;
    struct outcomes out;
    struct error err = {0};
    const struct plan *const plan = compile(&arena, set, 1);
    const struct run_options options = {.threads = 1, .isa = ISA_BASELINE, .memory_limit = 1 << 20};
    char needs[64];
    cr_expect_eq(engine_run(plan, &options, &out, &err), STATUS_MEMORY);
    snprintf(needs, sizeof needs, "need %.1f GB, allowed are 1 MB", (double)out.stored * 8e6 / 1e9);
    cr_expect(strstr(err.message, needs) && err.hint[0], "%s (%s)", err.message, needs);
    outcomes_free(&out);
    arena_free(&arena);
}

Test(engine, a_run_that_goes_on_is_the_run_of_that_length)
{
    static const char *const cohort[] = {"simulation.cohort=sampled", "simulation.cohort=expected"};
    static const char *const sampling[] = {"simulation.sampling=random", "simulation.sampling=sobol"};
    for (size_t k = 0; k < 4; k++) {
        struct arena arena, longer_arena;
        struct outcomes part, whole, extended;
        struct error err = {0};
        const char *const set[] = {cohort[k % 2], sampling[k / 2], "simulation.iterations=77"};
        const char *const longer_set[] = {cohort[k % 2], sampling[k / 2], "simulation.iterations=300"};
        const struct plan *const plan = compile(&arena, set, 3), *const longer = compile(&longer_arena, longer_set, 3);
        run(plan, isa_best(), 2, &part);
        run(longer, isa_best(), 2, &whole);
        const struct run_options options = {.threads = 2, .isa = isa_best(), .begun = &part};
        cr_assert_eq(engine_run(longer, &options, &extended, &err), STATUS_OK, "%s", err.message);
        cr_expect_eq(extended.iterations, 300);
        same_bytes(&whole, &extended, "a run that goes on");
        outcomes_free(&part), outcomes_free(&whole), outcomes_free(&extended);
        arena_free(&arena), arena_free(&longer_arena);
    }
}

/* Less detail leaves columns out, and changes none. */
Test(engine, less_detail_is_a_part_of_the_whole)
{
    static const char *const set[] = {"simulation.iterations=200"};
    static const char *const only[] = {"interventions.co_development.uptake", "cumulative_net.2030", "net"};
    struct arena arena;
    struct error err = {0};
    struct outcomes all;
    const struct plan *const plan = compile(&arena, set, 1);
    run(plan, isa_best(), 2, &all);
    for (int detail = RECORD_ALL; detail <= RECORD_TOTALS; detail++) {
        const struct run_options options = {.threads = 2, .isa = isa_best(), .detail = (enum record_detail)detail};
        struct outcomes part;
        cr_assert_eq(engine_run(plan, &options, &part, &err), STATUS_OK, "%s", err.message);
        for (int i = 0; i < 3; i++) cr_expect_eq(outcomes_find(&part, only[i]) != NULL, i >= detail, "%s", only[i]);
        for (size_t c = 0; c < part.columns; c++) {
            const struct column *const same = outcomes_find(&all, part.column[c].name);
            cr_assert_not_null(same, "%s", part.column[c].name);
            cr_expect_eq(memcmp(same->value, part.column[c].value, 200 * sizeof(double)), 0, "%s", same->name);
        }
        outcomes_free(&part);
    }
    outcomes_free(&all);
    arena_free(&arena);
}

/* What must be the same is kept once, and is what its own sum would be. */
Test(engine, columns_that_cannot_differ_share_their_values)
{
    static const char *const set[] = {"simulation.iterations=50"};
    struct arena arena;
    struct outcomes out;
    const struct plan *const plan = compile(&arena, set, 1);
    run(plan, isa_best(), 1, &out);
    const int last = out.horizon - 1;
    cr_expect_lt(out.stored, out.columns);
    cr_expect_eq(out.column[out.at.cumulative_net + last].value, out.column[out.at.net].value);
    cr_expect_neq(out.column[out.at.net_public].value, out.column[out.at.net].value, "a payer is not public");
    for (uint32_t i = 0; i < out.iterations; i++) {
        double net = 0, net_public = 0, last_year = 0;
        for (size_t p = 0; p < plan->scenario->payers; p++) {
            const double of_payer = out.column[out.at.net_payer + (int)p].value[i];
            net += of_payer;
            net_public += plan->scenario->payer[p].public_finances ? of_payer : 0;
            last_year += out.column[out.at.cumulative_net_payer + (int)p * out.horizon + last].value[i];
        }
        cr_assert_eq(net, out.column[out.at.net].value[i]);
        cr_assert_eq(net, last_year);
        cr_assert_eq(net_public, out.column[out.at.net_public].value[i]);
    }
    outcomes_free(&out);
    arena_free(&arena);
}
