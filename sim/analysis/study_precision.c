#include "sim/analysis/study_precision.h"

#include <math.h>

static double half_width(struct estimate estimate, double scale)
{
    const double half = (estimate.high - estimate.low) / 2;
    return half > 0 ? half / scale : 0;
}

static void measure_column(const struct column_summary *column, bool public_finances, struct precision *worst)
{
    const double sd = column->sd.value;
    const struct estimate *const percentile = column->percentile;
    const struct estimate figure[PRECISION_FIGURES] = {[PRECISION_MEAN] = column->mean,
                                                       [PRECISION_P5] = percentile[LEVEL_P5],
                                                       [PRECISION_P95] = percentile[LEVEL_P95],
                                                       [PRECISION_POSITIVE] = column->positive};
    if (column->constant) return;
    for (int f = 0; f < PRECISION_FIGURES; f++) {
        const double value = half_width(figure[f], f == PRECISION_POSITIVE ? 1 : fmax(fabs(figure[f].value), sd));
        if (value > worst->value)
            *worst = (struct precision){
                .value = value, .figure = (enum precision_figure)f, .public_finances = public_finances};
    }
}

struct precision precision_measure(const struct outcomes *outcomes, const struct summary *summary)
{
    struct precision worst = {0};
    measure_column(&summary->column[outcomes->at.net], false, &worst);
    measure_column(&summary->column[outcomes->at.net_cashable_public], true, &worst);
    return worst;
}

/* Least number of iterations from n on that gives every replicate a power of two of points. */
static double whole_replicates(double n)
{
    double whole = SAMPLING_REPLICATES;
    while (whole < n) whole *= 2;
    return whole;
}

uint32_t precision_next(enum sampling method, uint32_t n, double reached, double wanted, uint32_t limit)
{
    enum { GROWTH_MOST = 16 };
    const double margin = 1.1;
    if (!(reached > wanted) || n >= limit) return n;
    const double ratio = reached / wanted;
    const double needed = margin * (method == SAMPLING_RANDOM ? ratio * ratio : ratio);
    double growth = 2;
    while (growth < GROWTH_MOST && growth < needed) growth *= 2;
    const double next = method == SAMPLING_SOBOL ? whole_replicates(growth * n) : growth * n;
    return next < limit ? (uint32_t)next : limit;
}
