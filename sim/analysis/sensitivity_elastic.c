/* Elasticity: by how many per cent a result's mean changes when every value of a quantity is one per cent larger. */
#include <math.h>
#include <string.h>

#include "sim/analysis/sensitivity_work.h"

static const double STEP = 0.01;

/* A quantity as it is varied: a draw, or (draw = plan->draws) one number. */
struct varied {
    int quantity;
    size_t draw;
    double largest;
};

static struct varied varied_of(const struct sensitivity_work *work, const struct sensitivity_quantity *quantity)
{
    const struct plan *const plan = work->plan;
    struct varied out = {.quantity = quantity->quantity, .draw = plan->draws};
    if (quantity->factor < 0) {
        out.largest = plan->constant[out.quantity];
        return out;
    }
    out.draw = sensitivity_draw(plan, out.quantity);
    const double *const value = work->drawn + out.draw * work->n;
    out.largest = value[0];
    for (size_t i = 1; i < work->n; i++) out.largest = fmax(out.largest, value[i]);
    return out;
}

static enum status run_scaled(struct sensitivity_work *work, const struct varied *varied, double scale, double *out,
                              struct error *err)
{
    const struct plan *const plan = work->plan;
    struct plan scaled = *plan;
    const struct pin pin = {.quantity = varied->quantity, .value = scale * varied->largest};
    if (varied->draw == plan->draws) return sensitivity_run(work, &(struct inputs){.pins = 1, .pin = &pin}, out, err);
    memcpy(work->draw, plan->draw, plan->draws * sizeof *work->draw);
    work->draw[varied->draw].scale *= scale;
    scaled.draw = work->draw;
    work->evaluator.plan = &scaled;
    const enum status status = sensitivity_run(work, NULL, out, err);
    work->evaluator.plan = plan;
    return status;
}

static bool all_equal(const double *a, const double *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (a[i] != b[i]) return false;
    return true;
}

/* The change for 1 % of the quantity, and as a ratio to the mean's absolute value. work->high holds the change for 100
 * % of every iteration. */
static void fill_slopes(const struct sensitivity_work *work, struct sensitivity_quantity *out)
{
    const struct estimate change = sensitivity_mean(work->high, work->n);
    const struct estimate ratio = replicates_ratio(work->high, work->base, work->n);
    out->per_percent = replicates_estimate(STEP * change.value, STEP * change.error);
    if (work->mean.low <= 0 && work->mean.high >= 0)
        out->elastic = ELASTICITY_OF_ZERO;
    else
        out->elasticity = replicates_estimate(work->mean.value < 0 ? -ratio.value : ratio.value, ratio.error);
}

/* Half the difference of 1 % more and 1 % less; a share that could pass 1 is only lowered. */
enum status sensitivity_elastic(struct sensitivity_work *work, struct sensitivity_quantity *out, struct error *err)
{
    const struct varied varied = varied_of(work, out);
    const bool share = work->plan->scenario->quantity[out->quantity].unit == UNIT_SHARE;
    const bool lowered = share && varied.largest * (1 + STEP) > 1;
    if (out->factor < 0 && (varied.largest == 0 || !isfinite(varied.largest))) {
        out->elastic = ELASTICITY_BY_ZERO;
        return STATUS_OK;
    }
    TRY(run_scaled(work, &varied, 1 - STEP, work->low, err));
    if (lowered)
        memcpy(work->high, work->base, work->n * sizeof *work->high);
    else
        TRY(run_scaled(work, &varied, 1 + STEP, work->high, err));
    const double *const base = work->base;
    out->idle = all_equal(work->low, base, work->n) && all_equal(work->high, base, work->n);
    const double width = lowered ? STEP : 2 * STEP;
    for (size_t i = 0; i < work->n; i++) work->high[i] = (work->high[i] - work->low[i]) / width;
    fill_slopes(work, out);
    return STATUS_OK;
}
