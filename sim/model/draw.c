#include "sim/model/iteration.h"

/* A pointer to the uniforms of every correlated draw, which stand first. */
static void correlate(const struct plan *plan, size_t n, double *u)
{
    double *column[PLAN_CORRELATED];
    for (size_t i = 0; i < plan->correlated; i++) column[i] = u + i * n;
    copula_apply(&plan->copula, column, n);
}

void plan_draw_parameters(const struct plan *plan, uint32_t first, size_t n, double *scratch, double *out_theta)
{
    for (size_t c = 0; c < plan->columns; c++)
        for (size_t i = 0; i < n; i++) out_theta[c * n + i] = plan->constant[c];
    for (size_t d = 0; d < plan->draws; d++)
        sampling_fill(&plan->sampling, &plan->draw[d].axis, first, n, scratch + d * n);
    if (plan->correlated > 0) correlate(plan, n, scratch);
    for (size_t d = 0; d < plan->draws; d++) {
        double *const theta = out_theta + (size_t)plan->draw[d].column * n;
        quantile_fill(plan->draw[d].quantile, scratch + d * n, n, theta);
        for (size_t i = 0; i < n; i++) theta[i] *= plan->draw[d].scale;
    }
}
