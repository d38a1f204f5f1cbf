#include <math.h>

#include "sim/model/iteration.h"
#include "sim/numeric/fixed_math.h"

/* Scores beyond this are not told from 0 and 1. */
static const double SCORE_MOST = 8;

static double stretched(double u, double factor)
{
    return fixed_normal_cdf(fmax(-SCORE_MOST, fmin(SCORE_MOST, factor * fixed_normal_quantile(u))));
}

/* The uniforms of a draw that is stretched, of n iterations from `first` on. */
static void stretch_uniforms(const struct stretch *stretch, size_t draw, uint32_t first, size_t n, double *u)
{
    if (!stretch || !stretch->draw[draw]) return;
    for (size_t i = stretch->from > first ? stretch->from - first : 0; i < n; i++)
        u[i] = stretched(u[i], stretch->factor);
}

void stretch_add_likelihood(const struct plan *plan, size_t draw, const struct stretch *stretch, size_t n, double *room,
                            double *out_log)
{
    const double factor = stretch->factor, bend = 0.5 * (1 - 1 / (factor * factor)), steep = fixed_log(factor);
    const struct plan_draw *const of = &plan->draw[draw];
    sampling_fill_by_keys(ISA_BASELINE, &plan->sampling, &of->axis, &of->keys[0], 0, n, room);
    stretch_uniforms(stretch, draw, 0, n, room);
    for (size_t i = 0; i < n; i++) {
        const double z = fixed_normal_quantile(room[i]);
        out_log[i] += bend * z * z - steep;
    }
}

/* A pointer to the uniforms of every correlated draw, which stand first. */
static void correlate(const struct plan *plan, const struct given *given, size_t n, double *u)
{
    double *column[PLAN_CORRELATED];
    for (size_t i = 0; i < plan->correlated; i++) column[i] = u + i * n;
    copula_apply(&plan->copula, column, n);
    if (given && given->draw < plan->correlated) copula_condition(&plan->copula, given->draw, given->level, column, n);
}

static void fill_crossed(const struct plan *plan, const struct crossing *crossing, uint32_t first, size_t n,
                         double *out_drawn)
{
    const size_t rest = crossing->rest.n;
    for (size_t d = 0; d < plan->draws; d++) {
        const double *const known = crossing->knowledge.value + d * crossing->knowledge.n;
        const double *const other = crossing->rest.value + d * rest;
        for (size_t i = 0, at = crossing->first + first; i < n; i++, at++)
            out_drawn[d * n + i] = crossing->known[d] ? known[at / rest] : other[at % rest];
    }
}

void plan_draw_by(enum isa isa, const struct plan *plan, const struct inputs *inputs, uint32_t first, size_t n,
                  double *out_drawn)
{
    const struct given *const given = inputs ? inputs->given : NULL;
    if (inputs && inputs->crossing) {
        fill_crossed(plan, inputs->crossing, first, n, out_drawn);
        return;
    }
    for (size_t d = 0; d < plan->draws; d++) {
        const bool second = inputs && inputs->second && inputs->second[d];
        const struct plan_draw *const draw = &plan->draw[d];
        sampling_fill_by_keys(isa, &plan->sampling, second ? &draw->second : &draw->axis, &draw->keys[second], first, n,
                              out_drawn + d * n);
        stretch_uniforms(inputs ? inputs->stretch : NULL, d, first, n, out_drawn + d * n);
    }
    if (plan->correlated > 0) correlate(plan, given, n, out_drawn);
    for (size_t i = 0; given && given->draw >= plan->correlated && i < n; i++)
        out_drawn[given->draw * n + i] = given->level;
    for (size_t d = 0; d < plan->draws; d++) {
        double *const value = out_drawn + d * n;
        const struct plan_draw *const draw = &plan->draw[d];
        for (size_t i = 0; draw->log_shape > 0 && i < n; i++)
            value[i] = fixed_log_gamma_quantile(draw->log_shape, value[i]);
        if (draw->log_shape > 0) continue;
        quantile_fill_by(isa, draw->quantile, value, n, value);
        for (size_t i = 0; i < n; i++) value[i] *= draw->scale;
    }
}

void plan_draw_parameters(const struct plan *plan, const struct inputs *inputs, uint32_t first, size_t n,
                          double *out_drawn)
{
    plan_draw_by(ISA_BASELINE, plan, inputs, first, n, out_drawn);
}
