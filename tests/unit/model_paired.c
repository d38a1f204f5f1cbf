/* Plans that are paired: what they share by name is the same draw in both, whatever else they hold. */
#include <criterion/criterion.h>
#include <gsl/gsl_errno.h>
#include <string.h>

#include "sim/engine/run.h"
#include "sim/model/iteration.h"
#include "sim/scenario/load.h"
#include "tests/twice/simulate.h"

enum { N = 256 };

#define HEAD(method)                                                                                                   \
    "title: Paired\n"                                                                                                  \
    "simulation: {iterations: 256, seed: 11, sampling: " method "}\n"                                                  \
    "population: {people: {size: 100}}\n"                                                                              \
    "outcomes: {harm: {risk: {beta: {mean: 10%, sd: 2%}}, duration: 5 years, cost_per_case: {uniform: {min: 1000, "    \
    "max: 9000}}}}\n"                                                                                                  \
    "interventions:\n"
#define EXTRA                                                                                                          \
    "  early:\n"                                                                                                       \
    "    target: {top: {uniform: {min: 10%, max: 30%}}}\n"                                                             \
    "    uptake: {uniform: {min: 30%, max: 60%}}\n"                                                                    \
    "    cost: {per_participant: {uniform: {min: 10, max: 90}}}\n"                                                     \
    "    effects: {harm: {relative_risk: {uniform: {min: 0.5, max: 0.9}}}}\n"
#define SHARED                                                                                                         \
    "  late:\n"                                                                                                        \
    "    uptake: {uniform: {min: 40%, max: 80%}}\n"                                                                    \
    "    cost: {per_participant: {uniform: {min: 100, max: 300}}}\n"                                                   \
    "    effects: {harm: {relative_risk: {uniform: {min: 0.7, max: 1}}}}\n"

static const struct plan *compile(struct arena *arena, const char *text, const struct plan *other)
{
    const struct plan *plan;
    struct error err = {0};
    cr_assert_eq(plan_compile_paired(arena, simulate_load(arena, text), other, &plan, &err), STATUS_OK, "%s",
                 err.message);
    return plan;
}

static double *draw(struct arena *arena, const struct plan *plan)
{
    double *const drawn = ARENA_ARRAY(arena, plan->draws * N, double);
    plan_draw_parameters(plan, NULL, 0, N, drawn);
    return drawn;
}

static const char *path_of(const struct plan *plan, size_t d)
{
    return plan->scenario->quantity[plan->draw[d].column].path;
}

/* How many draws of a have a draw of the same name in b with the same values, to the bit; every shared name must. */
static size_t shared(const struct plan *a, const double *in_a, const struct plan *b, const double *in_b)
{
    size_t count = 0;
    for (size_t i = 0; i < a->draws; i++)
        for (size_t k = 0; k < b->draws; k++) {
            if (strcmp(path_of(a, i), path_of(b, k)) != 0) continue;
            cr_expect_eq(memcmp(in_a + i * N, in_b + k * N, N * sizeof *in_a), 0, "%s", path_of(a, i));
            count++;
        }
    return count;
}

static void check(const char *fewer, const char *more)
{
    struct arena arena;
    gsl_set_error_handler_off();
    arena_init(&arena, allocator_libc, 0);
    const struct plan *const a = compile(&arena, fewer, NULL), *const b = compile(&arena, more, a);
    cr_assert_eq(a->draws, 5);
    cr_assert_eq(b->draws, 9);
    cr_expect_eq(shared(a, draw(&arena, a), b, draw(&arena, b)), 5);
    const struct plan *const large = compile(&arena, more, NULL), *const small = compile(&arena, fewer, large);
    cr_expect_eq(shared(small, draw(&arena, small), large, draw(&arena, large)), 5);
    arena_free(&arena);
}

Test(model_paired, under_random_sampling)
{
    check(HEAD("random") SHARED, HEAD("random") EXTRA SHARED);
}

Test(model_paired, under_latin_hypercube_sampling)
{
    check(HEAD("latin_hypercube") SHARED, HEAD("latin_hypercube") EXTRA SHARED);
}

Test(model_paired, under_sobol_sampling)
{
    check(HEAD("sobol") SHARED, HEAD("sobol") EXTRA SHARED);
}

static struct outcomes run(const struct plan *plan)
{
    const struct run_options options = {.threads = 1};
    struct outcomes out;
    struct error err = {0};
    cr_assert_eq(engine_run(plan, &options, &out, &err), STATUS_OK, "%s", err.message);
    return out;
}

/* The same scenario with another assumption, loaded and compiled beside the first, shares the tables of what did not
 * change, and gives the same bytes as alone. */
Test(model_paired, tables_are_shared_and_change_nothing)
{
    static const char file[] = "scenarios/pohjois-savo-transition.yaml";
    static const char *const assume[] = {"lifetime_cost=research"}, *const set[] = {"simulation.iterations=100"};
    const struct load_options plain = {.set = set, .sets = 1};
    struct load_options options = {.set = set, .sets = 1, .assume = assume, .assumes = 1};
    struct arena arena;
    struct diagnostics diagnostics;
    struct error err = {0};
    const struct scenario *main, *alone, *beside;
    const struct plan *main_plan, *alone_plan, *beside_plan;
    gsl_set_error_handler_off();
    arena_init(&arena, allocator_libc, 0);
    diagnostics_init(&diagnostics, &arena);
    cr_assert_eq(scenario_load(&arena, file, &plain, &main, &diagnostics, &err), STATUS_OK, "%s", err.message);
    cr_assert_eq(scenario_load(&arena, file, &options, &alone, &diagnostics, &err), STATUS_OK, "%s", err.message);
    options.akin = main;
    cr_assert_eq(scenario_load(&arena, file, &options, &beside, &diagnostics, &err), STATUS_OK, "%s", err.message);
    cr_assert_eq(plan_compile(&arena, main, &main_plan, &err), STATUS_OK, "%s", err.message);
    cr_assert_eq(plan_compile(&arena, alone, &alone_plan, &err), STATUS_OK, "%s", err.message);
    cr_assert_eq(plan_compile_paired(&arena, beside, main_plan, &beside_plan, &err), STATUS_OK, "%s", err.message);
    size_t tables = 0;
    for (size_t a = 0; a < beside_plan->draws; a++)
        for (size_t b = 0; b < main_plan->draws; b++)
            tables += beside_plan->draw[a].quantile == main_plan->draw[b].quantile;
    cr_expect(tables > 0 && tables < beside_plan->draws, "%zu of %zu", tables, beside_plan->draws);
    cr_expect_eq(beside->outcome[0].concentration.table, main->outcome[0].concentration.table);
    struct outcomes a = run(alone_plan), b = run(beside_plan);
    cr_assert_eq(a.columns, b.columns);
    for (size_t c = 0; c < a.columns; c++)
        cr_expect_eq(memcmp(a.column[c].value, b.column[c].value, 100 * sizeof(double)), 0, "%s", a.column[c].name);
    outcomes_free(&a), outcomes_free(&b);
    arena_free(&arena);
}
