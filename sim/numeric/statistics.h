/* Statistics of one column of iterations, each with its Monte Carlo error. Sums have a fixed shape. */
#ifndef HYOTY_NUMERIC_STATISTICS_H
#define HYOTY_NUMERIC_STATISTICS_H

#include <stdbool.h>
#include <stddef.h>

/* The 97.5 % point of the standard normal distribution: half a 95 % interval in standard errors. */
static const double NORMAL_95 = 1.959963984540054;

/* An estimate with its standard error and 95 % interval. */
struct estimate {
    double value;
    double error; /* Monte Carlo standard error; half the interval's width over 1.96 where there is no formula */
    double low, high;
};

/* Sum in eight interleaved accumulators combined in a fixed order: the same bits for any width of vectors. */
double statistics_sum(const double *x, size_t n);

/* What two passes over a column tell. */
struct moments {
    size_t n, positive; /* numbers; those above 0 */
    double mean;
    double variance;       /* n - 1 in the denominator; 0 for n < 2 */
    double second, fourth; /* means of the second and fourth power of the distance from the mean; 0 for n < 2 */
};

struct moments statistics_moments(const double *x, size_t n);

/* Mean: sd / sqrt(n). n = 1 gives an infinite error. */
struct estimate statistics_mean(const double *x, size_t n);
struct estimate statistics_mean_of(const struct moments *moments);
double statistics_variance(const double *x, size_t n);
double statistics_variance_error(const struct moments *moments); /* standard error, of any distribution */

/* Sorts ascending (no NaN; -0 before 0). */
void statistics_sort(double *x, size_t n);

/* Numbers of an ascending column below x, or up to it. */
size_t statistics_count_below(const double *ascending, size_t n, double x, bool or_equal);

/* Of an ascending column, or of the order of one (order.h): the same numbers. */
struct order;

/* Percentile, Hyndman-Fan type 7, with the binomial order-statistics interval. */
struct estimate statistics_percentile(const double *sorted, size_t n, double probability);
struct estimate statistics_percentile_of(struct order *order, double probability);

/* Mean of the worst (lowest) `tail`, fractional element included. */
struct estimate statistics_shortfall(const double *sorted, size_t n, double tail);
struct estimate statistics_shortfall_of(struct order *order, double tail);

/* The percentile between the order statistics `reach` ranks to either side, rounded outwards, beyond either end the
 * extreme; the error is their distance over twice `width`. */
struct estimate statistics_between_ranks(struct order *order, double probability, double reach, double width);

/* Probability from `hits` of n, with the Wilson interval (value is hits / n). */
struct estimate statistics_probability(size_t hits, size_t n);

/* Ratio of means with its delta-method error; value NAN where the denominator's mean is 0. */
struct estimate statistics_ratio(const double *numerator, const double *denominator, size_t n);

#endif
