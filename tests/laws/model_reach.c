/* The integrals over the need rank that are taken once: against adaptive quadrature, for every shape of concentration
 * and way of selecting. */
#include <criterion/criterion.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <math.h>

#include "sim/model/reach.h"

enum { WINDOWS_MOST = 2, POINTS_MOST = 64 };

struct trial {
    struct arena arena;
    struct concentration concentration;
    struct targeting invited[WINDOWS_MOST];
    size_t windows;
    const struct reach *reach;
    double least; /* of min(w, x): the x */
};

static double integrand(double rank, void *context)
{
    const struct trial *const trial = context;
    double product = fmin(concentration_weight(&trial->concentration, rank), trial->least);
    for (size_t i = 0; i < trial->windows; i++) product *= targeting_probability(&trial->invited[i], rank);
    return product;
}

/* By panels that end at every kink, and shrink towards 1. */
static double by_quadrature(struct trial *trial, double x)
{
    double point[POINTS_MOST] = {0};
    size_t points = 1;
    trial->least = x;
    for (int i = 1; i < 28; i++) point[points++] = 1 - ldexp(1, -i);
    for (int i = 2; i < 12; i++) point[points++] = ldexp(1, -i);
    for (size_t i = 0; i < trial->windows; i++) points += (size_t)targeting_kinks(&trial->invited[i], point + points);
    point[points++] = concentration_rank(&trial->concentration, x);
    point[points++] = 1;
    for (size_t i = 1; i < points; i++) /* insertion sort */
        for (size_t k = i; k > 0 && point[k] < point[k - 1]; k--) {
            const double other = point[k];
            point[k] = point[k - 1], point[k - 1] = other;
        }
    gsl_set_error_handler_off(); /* the last digits of a panel are beyond it */
    gsl_integration_workspace *const workspace = gsl_integration_workspace_alloc(400);
    gsl_function function = {integrand, trial};
    double sum = 0;
    for (size_t i = 0; i + 1 < points; i++) {
        const double width = point[i + 1] - point[i];
        double part = width > 0 ? width * integrand(point[i] + width / 2, trial) : 0, error;
        if (width > 1e-12)
            gsl_integration_qag(&function, point[i], point[i + 1], 1e-14, 1e-12, 400, GSL_INTEG_GAUSS31, workspace,
                                &part, &error);
        sum += part;
    }
    gsl_integration_workspace_free(workspace);
    return sum;
}

static void fill_breakpoints(const struct concentration *c, double *out, size_t *count)
{
    for (int i = 1; i < 18; i++) out[(*count)++] = 1 - pow(3, -i);
    if (c->shape == CONCENTRATION_LOGNORMAL)
        for (double x = 0x1p-28; x < 0.3; x *= 3) out[(*count)++] = x;
    for (size_t i = 1; c->shape == CONCENTRATION_EMPIRICAL && i + 1 < c->count; i++)
        out[(*count)++] = (double)i / (double)(c->count - 1);
}

static const double sample[] = {0, 0, 0.2, 0.5, 1, 1.5, 4, 9};

static const struct concentration_request shapes[] = {
    {.shape = CONCENTRATION_NONE},
    {CONCENTRATION_PARETO, 1, {0.2}, {0.8}, 100, NULL, 0},
    {CONCENTRATION_PARETO, 1, {0.2}, {0.6}, 20, NULL, 0},
    {CONCENTRATION_LOGNORMAL, 1, {0.2}, {0.8}, INFINITY, NULL, 0},
    {CONCENTRATION_PARETO, 1, {0.01}, {0.99}, INFINITY, NULL, 0},
    {CONCENTRATION_PARETO, 1, {0.01}, {0.9}, 1e6, NULL, 0},
    {CONCENTRATION_PARETO, 1, {0.2}, {0.21}, INFINITY, NULL, 0},
    {CONCENTRATION_PARETO, 1, {0.2}, {0.21}, 1.2, NULL, 0},
    {CONCENTRATION_PARETO, 1, {0.2}, {0.8}, INFINITY, NULL, 0},
    {CONCENTRATION_PARETO, 1, {0.2}, {0.41}, 2.6, NULL, 0}, /* (high / low)^alpha below 2 */
    {CONCENTRATION_PARETO, 1, {0.2}, {0.61}, 4.7, NULL, 0},
    {CONCENTRATION_PARETO, 1, {0.5}, {0.9}, 5, NULL, 0},
    {CONCENTRATION_LOGNORMAL, 1, {0.01}, {0.99}, INFINITY, NULL, 0},
    {CONCENTRATION_LOGNORMAL, 1, {0.2}, {0.21}, INFINITY, NULL, 0},
    {CONCENTRATION_LOGNORMAL, 1, {0.2}, {0.4}, INFINITY, NULL, 0},
    {CONCENTRATION_LOGNORMAL, 1, {0.5}, {0.501}, INFINITY, NULL, 0},
    {.shape = CONCENTRATION_EMPIRICAL, .sample = sample, .sample_count = sizeof sample / sizeof *sample},
};

static const struct {
    double accuracy, top;
} windows[] = {{0.7, 0.2}, {0, 0.3}, {1, 0.1}, {0.3, 0.9}, {0.7, 1}};

enum { SHAPES = sizeof shapes / sizeof *shapes, KINDS = sizeof windows / sizeof *windows };

static void begin(struct trial *trial, size_t shape, size_t first, size_t second)
{
    double breakpoint[POINTS_MOST];
    size_t breakpoints = 0;
    struct error err = {0};
    const size_t kind[WINDOWS_MOST] = {first, second};
    arena_init(&trial->arena, allocator_libc, 0);
    cr_assert_eq(concentration_solve(&trial->arena, &shapes[shape], &trial->concentration, &err), STATUS_OK, "%s",
                 err.message);
    trial->windows = second < KINDS ? 2 : 1;
    for (size_t i = 0; i < trial->windows; i++)
        trial->invited[i] =
            (struct targeting){.everybody = windows[kind[i]].top >= 1,
                               .accuracy = windows[kind[i]].accuracy,
                               .threshold = targeting_threshold(windows[kind[i]].accuracy, windows[kind[i]].top),
                               .uptake = 1};
    fill_breakpoints(&trial->concentration, breakpoint, &breakpoints);
    cr_assert_eq(reach_build(&trial->arena, &trial->concentration, breakpoint, breakpoints, trial->invited,
                             trial->windows, &trial->reach, &err),
                 STATUS_OK);
}

Test(model_reach, agrees_with_adaptive_quadrature)
{
    for (size_t shape = 0; shape < SHAPES; shape++)
        for (size_t first = 0; first < KINDS; first++)
            for (size_t second = first + 1; second <= KINDS; second += 2) {
                struct trial trial;
                begin(&trial, shape, first, second);
                for (double x = 1e-4; x < 3000; x *= 1.3) {
                    const double got = reach_below(trial.reach, x), wanted = by_quadrature(&trial, x);
                    cr_expect(fabs(got - wanted) <= 1e-11 * reach_weight(trial.reach),
                              "shape %zu, windows %zu and %zu, x = %g: got %.17g, wanted %.17g", shape, first, second,
                              x, got, wanted);
                }
                arena_free(&trial.arena);
            }
}

/* Weights of all kinds but the ones that need no table, from flat to those of a few. */
Test(model_reach, is_tabulated)
{
    for (size_t shape = 0; shape < SHAPES; shape++)
        for (size_t first = 0; first < KINDS; first++)
            for (size_t second = first + 1; second <= KINDS; second++) {
                struct trial trial;
                size_t integrated;
                begin(&trial, shape, first, second);
                const size_t cells = reach_cells(trial.reach, &integrated);
                const enum concentration_shape kind = shapes[shape].shape;
                cr_expect_eq(cells > 0, kind == CONCENTRATION_PARETO || kind == CONCENTRATION_LOGNORMAL);
                cr_expect_eq(integrated, 0, "shape %zu, windows %zu and %zu: %zu of %zu", shape, first, second,
                             integrated, cells);
                arena_free(&trial.arena);
            }
}

Test(model_reach, has_its_limits)
{
    for (size_t shape = 0; shape < SHAPES; shape++)
        for (size_t first = 0; first < KINDS; first++) {
            struct trial trial;
            begin(&trial, shape, first, KINDS);
            cr_expect_eq(reach_below(trial.reach, 0), 0);
            cr_expect(fabs(reach_below(trial.reach, 1e300) - reach_weight(trial.reach)) <= 1e-9,
                      "shape %zu, window %zu: %.17g", shape, first,
                      reach_below(trial.reach, 1e300) - reach_weight(trial.reach));
            if (shapes[shape].shape != CONCENTRATION_EMPIRICAL)
                cr_expect(fabs(reach_share(trial.reach) - windows[first].top) <= 1e-9,
                          "everybody has some weight: shape %zu, window %zu: %.17g", shape, first,
                          reach_share(trial.reach));
            arena_free(&trial.arena);
        }
}
