/* Plans that are paired: what they share by name is the same draw in both, whatever else they hold. */
#include <criterion/criterion.h>
#include <gsl/gsl_errno.h>
#include <string.h>

#include "sim/model/iteration.h"
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
