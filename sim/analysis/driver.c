#include "sim/analysis/driver.h"

#include "sim/analysis/sensitivity_measures.h"
#include "sim/model/iteration.h"

/* Square of the correlation of two columns of n; 0 where one does not vary. */
static double shared_variance(const double *x, const double *y, size_t n)
{
    const double mean = (double)(n + 1) / 2; /* of ranks */
    double xx = 0, yy = 0, xy = 0;
    for (size_t i = 0; i < n; i++) {
        xx += (x[i] - mean) * (x[i] - mean);
        yy += (y[i] - mean) * (y[i] - mean);
        xy += (x[i] - mean) * (y[i] - mean);
    }
    return xx > 0 && yy > 0 ? xy * xy / (xx * yy) : 0;
}

enum status driver_find(struct arena *arena, const struct plan *plan, const struct outcomes *outcomes, size_t column,
                        struct driver *out, struct error *err)
{
    const size_t n = outcomes->iterations < DRIVER_ITERATIONS ? outcomes->iterations : DRIVER_ITERATIONS;
    double *const drawn = ARENA_ARRAY(arena, plan->draws * n, double), *const work = ARENA_ARRAY(arena, 3 * n, double);
    if (!drawn || !work) return error_out_of_memory(err);
    double *const of_result = work + n, *const of_quantity = work + 2 * n;
    *out = (struct driver){.quantity = -1};
    if (plan->draws > 0) plan_draw_parameters(plan, NULL, 0, n, drawn);
    sensitivity_ranks(outcomes->column[column].value, n, work, of_result);
    for (size_t d = 0; d < plan->draws; d++) {
        if ((size_t)plan->draw[d].column >= plan->scenario->quantities) continue;
        sensitivity_ranks(drawn + d * n, n, work, of_quantity);
        const double share = shared_variance(of_quantity, of_result, n);
        if (share > out->share) *out = (struct driver){plan->draw[d].column, share};
    }
    return STATUS_OK;
}
