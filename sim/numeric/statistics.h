/* Statistics of one column of iterations, each with its Monte Carlo error. Sums have a fixed shape. */
#ifndef HYOTY_NUMERIC_STATISTICS_H
#define HYOTY_NUMERIC_STATISTICS_H

#include <stddef.h>

/* An estimate with its standard error and 95 % interval. */
struct estimate {
    double value;
    double error; /* Monte Carlo standard error; half the interval's width over 1.96 where there is no formula */
    double low, high;
};

/* Sum in eight interleaved accumulators combined in a fixed order: the same bits for any width of vectors. */
double statistics_sum(const double *x, size_t n);

/* Mean: sd / sqrt(n). n = 1 gives an infinite error. */
struct estimate statistics_mean(const double *x, size_t n);
double statistics_variance(const double *x, size_t n); /* n - 1 in the denominator; 0 for n < 2 */

/* Sorts ascending (no NaN). */
void statistics_sort(double *x, size_t n);

/* Percentile of an ascending column, Hyndman-Fan type 7, with the binomial order-statistics interval. */
struct estimate statistics_percentile(const double *sorted, size_t n, double probability);

/* Probability from `hits` of n, with the Wilson interval (value is hits / n). */
struct estimate statistics_probability(size_t hits, size_t n);

/* Mean of the worst (lowest) `tail` of an ascending column, fractional element included. */
struct estimate statistics_shortfall(const double *sorted, size_t n, double tail);

/* Ratio of means with its delta-method error; value NAN where the denominator's mean is 0. */
struct estimate statistics_ratio(const double *numerator, const double *denominator, size_t n);

#endif
