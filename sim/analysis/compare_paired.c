#include "sim/analysis/compare_paired.h"

#include <math.h>

static const double p5 = 0.05;

struct estimate figure_of(enum figure figure, const struct column_summary *column)
{
    const struct estimate of[FIGURES] = {column->mean, column->percentile[LEVEL_P5], column->shortfall};
    return of[figure];
}

static void influence_mean(const double *value, const double *sorted, size_t n, double *out)
{
    (void)sorted;
    for (size_t i = 0; i < n; i++) out[i] = value[i];
}

static void influence_p5(const double *value, const double *sorted, size_t n, double *out)
{
    const double reach = NORMAL_95 * sqrt(p5 * (1 - p5) / (double)n);
    const double low = fmax(p5 - reach, 0), high = fmin(p5 + reach, 1);
    const double rise = statistics_percentile(sorted, n, high).value - statistics_percentile(sorted, n, low).value;
    const double at = statistics_percentile(sorted, n, p5).value;
    for (size_t i = 0; i < n; i++) out[i] = rise / (high - low) * (p5 - (value[i] <= at));
}

static void influence_shortfall(const double *value, const double *sorted, size_t n, double *out)
{
    const size_t whole = (size_t)((double)n * summary_tail);
    const double bound = sorted[whole < n ? whole : n - 1];
    for (size_t i = 0; i < n; i++) out[i] = -fmax(bound - value[i], 0) / summary_tail;
}

void figure_influence(enum figure figure, const double *value, const double *sorted, size_t n, double *out)
{
    static void (*const fill[FIGURES])(const double *, const double *, size_t,
                                       double *) = {influence_mean, influence_p5, influence_shortfall};
    fill[figure](value, sorted, n, out);
}

double paired_error(const double *value, size_t n, bool replicated)
{
    if (n >= 2 && summary_constant(value, n)) return 0;
    return replicated ? replicates_error(value, n) : statistics_mean(value, n).error;
}

double paired_width(bool replicated)
{
    return replicated ? REPLICATES_95 : NORMAL_95;
}

static void count_wins(const double *difference, size_t n, bool replicated, double *scratch, struct pair *out)
{
    out->second_wins = summary_share(difference, n, 0, replicated);
    for (size_t i = 0; i < n; i++) scratch[i] = -difference[i];
    out->first_wins = summary_share(scratch, n, 0, replicated);
    for (size_t i = 0; i < n; i++) scratch[i] = difference[i] == 0;
    out->ties = summary_share(scratch, n, 0, replicated);
}

static double gain(const double *first, const double *second, const double *difference, size_t n)
{
    const double apart = statistics_variance(first, n) + statistics_variance(second, n);
    const double paired = summary_constant(difference, n) ? 0 : statistics_variance(difference, n);
    if (paired == 0) return apart == 0 ? NAN : INFINITY;
    return apart / paired;
}

void pair_compute(const double *first, const double *second, size_t n, bool replicated, double *difference,
                  double *scratch, struct pair *out)
{
    for (size_t i = 0; i < n; i++) difference[i] = second[i] - first[i];
    summary_column(difference, n, replicated, scratch, &out->difference);
    count_wins(difference, n, replicated, scratch, out);
    out->gain = gain(first, second, difference, n);
}
