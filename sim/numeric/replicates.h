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

#include "sim/numeric/sampling.h"
#include "sim/numeric/statistics.h"

/* Fewer iterations than these do not show the error between replicates; the formulas for independent iterations, which
 * are mostly wider, hold instead. */
enum { REPLICATES_LEAST = 8 * SAMPLING_REPLICATES };

/* An estimate with its interval from a value and its error between replicates. */
struct estimate replicates_estimate(double value, double error);
/* Error of the mean of x. */
double replicates_error(const double *x, size_t n);

struct estimate replicates_mean(const double *x, size_t n);
/* Share of values above the bound; where it is 0 or 1, with the Wilson interval. */
struct estimate replicates_share(const double *x, size_t n, double bound);
/* x in the order of iterations and sorted. */
struct estimate replicates_percentile(const double *x, const double *sorted, size_t n, double probability);
struct estimate replicates_shortfall(const double *x, const double *sorted, size_t n, double tail);
struct estimate replicates_ratio(const double *numerator, const double *denominator, size_t n);

/* Percentile of numerator / denominator over the iterations whose denominator is positive: their ratios in ascending
 * order are sorted[count]. */
struct estimate replicates_ratio_percentile(const double *numerator, const double *denominator, size_t n,
                                            const double *sorted, size_t count, double probability);

#endif
