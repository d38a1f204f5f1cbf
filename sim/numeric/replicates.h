/* Estimates of statistics.h from iterations that are not independent but fall into SAMPLING_REPLICATES independent
 * replicates: iteration i belongs to replicate i % SAMPLING_REPLICATES (sampling.h).
 *
 * The value is that of all iterations together. Every estimate is, but for smaller terms, the mean of one number of
 * each iteration (itself, whether it is above a bound, its part in a ratio); its error is sd / sqrt(R) of the R
 * replicates' means of that number, and its 95 % interval has Student's t with R - 1 degrees of freedom. A share moves
 * in steps of one iteration, and 16 replicates that agree prove little about the next: its interval reaches at least 3
 * / n (the rule of three), that of a percentile the order statistics so far away. Replicates may differ in length by
 * one. */
#ifndef HYOTY_NUMERIC_REPLICATES_H
#define HYOTY_NUMERIC_REPLICATES_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/numeric/order.h"
#include "sim/numeric/sampling.h"
#include "sim/numeric/statistics.h"

/* Fewer iterations than these do not show the error between replicates; the formulas for independent iterations, which
 * are mostly wider, hold instead. */
enum { REPLICATES_LEAST = 8 * SAMPLING_REPLICATES };

/* Half of such an interval in these errors: the 97.5 % point of Student's distribution. */
static const double REPLICATES_95 = 2.1314495455597742;

/* An estimate with its interval from a value and its error between replicates. */
struct estimate replicates_estimate(double value, double error);
/* Error of the mean of x; the same from the sums of the replicates of n iterations. */
double replicates_error(const double *x, size_t n);
double replicates_error_of_sums(const double sum[SAMPLING_REPLICATES], size_t n);

struct estimate replicates_mean(const double *x, const struct moments *moments);
/* Share of values above the bound; where it is 0 or 1, with the Wilson interval. */
struct estimate replicates_share(const double *x, size_t n, double bound);
/* The same from the number of them in each replicate. */
struct estimate replicates_share_of(const size_t hits[SAMPLING_REPLICATES], size_t n);

/* Percentiles at ascending levels, at most REPLICATES_LEVELS; x in the order of iterations, and the order of x. */
enum { REPLICATES_LEVELS = 15 };
void replicates_percentiles(const double *x, struct order *order, const double *level, size_t levels,
                            struct estimate *out);
struct estimate replicates_shortfall(const double *x, struct order *order, double tail);
struct estimate replicates_ratio(const double *numerator, const double *denominator, size_t n);

/* Percentiles of numerator / denominator over the iterations whose denominator is positive; the order of their ratios.
 */
void replicates_ratio_percentiles(const double *numerator, const double *denominator, size_t n, struct order *order,
                                  const double *level, size_t levels, struct estimate *out);

#endif
