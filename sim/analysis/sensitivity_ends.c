/* The tornado: a result at the low and the high end of each quantity. */
#include <math.h>

#include "sim/analysis/sensitivity_work.h"

/* Levels of a quantity at the ends of its bar. */
static const double low_level = 0.10, high_level = 0.90;
static const double sensitivity_middle = 0.5;

bool sensitivity_bends(const struct sensitivity_quantity *quantity)
{
    const struct estimate low = quantity->low.mean, middle = quantity->middle.mean, high = quantity->high.mean;
    return quantity->factor >= 0 && (middle.low > fmax(low.high, high.high) || middle.high < fmin(low.low, high.low));
}

size_t sensitivity_draw(const struct plan *plan, int quantity)
{
    size_t d = 0;
    while (plan->draw[d].column != quantity) d++;
    return d;
}

double sensitivity_value(const struct plan *plan, size_t draw, double level)
{
    double value;
    quantile_fill(plan->draw[draw].quantile, &level, 1, &value);
    return value * plan->draw[draw].scale;
}

enum status sensitivity_alone(struct sensitivity_work *work, size_t draw, double level, double *out, struct error *err)
{
    struct evaluator evaluator = work->evaluator;
    struct inputs inputs = {.pins = work->plan->draws, .pin = work->median};
    evaluator.plan = work->single;
    evaluator.options.threads = 1;
    evaluator.progress = NULL;
    if (draw == work->plan->draws) return evaluate(&evaluator, &inputs, out, err);
    const double median = work->median[draw].value;
    work->median[draw].value = sensitivity_value(work->plan, draw, level);
    const enum status status = evaluate(&evaluator, &inputs, out, err);
    work->median[draw].value = median;
    return status;
}

static enum status fill_end(struct sensitivity_work *work, size_t draw, double level, double *result,
                            struct sensitivity_end *out, struct error *err)
{
    const struct given given = {.draw = draw, .level = level};
    TRY(sensitivity_run(work, &(struct inputs){.given = &given}, result, err));
    out->quantity = sensitivity_value(work->plan, draw, level);
    out->mean = sensitivity_mean(result, work->n);
    return sensitivity_alone(work, draw, level, &out->alone, err);
}

enum status sensitivity_ends(struct sensitivity_work *work, struct sensitivity_quantity *out, struct error *err)
{
    const size_t draw = sensitivity_draw(work->plan, out->quantity);
    TRY(fill_end(work, draw, sensitivity_middle, work->low, &out->middle, err));
    TRY(fill_end(work, draw, low_level, work->low, &out->low, err));
    TRY(fill_end(work, draw, high_level, work->high, &out->high, err));
    for (size_t i = 0; i < work->n; i++) work->high[i] -= work->low[i];
    out->swing = sensitivity_mean(work->high, work->n);
    return STATUS_OK;
}
