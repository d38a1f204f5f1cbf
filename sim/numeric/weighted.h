/* Figures of a sample whose members count unequally: draws of a prior, weighted by their likelihood. */
#ifndef HYOTY_NUMERIC_WEIGHTED_H
#define HYOTY_NUMERIC_WEIGHTED_H

#include <stddef.h>

#include "sim/numeric/statistics.h"

/* A member and its weight. */
struct weighted {
    double value, weight; /* weight >= 0 */
    size_t index;         /* in the sample, before sorting */
};

/* Effective size of a sample: (sum of w)^2 / sum of w^2 (Kish 1965). 0 where no weight is positive. */
double weighted_size(const double *weight, size_t n);

/* Sorts by value, equal ones by index. */
void weighted_sort(struct weighted *member, size_t n);

double weighted_mean(const struct weighted *member, size_t n);
/* Around the mean; the weights are taken as probabilities. */
double weighted_sd(const struct weighted *member, size_t n);

/* Of sorted members: the quantile at `level`, linear between the middles of their weights, from the least to the
 * greatest with a positive weight; type 7 of Hyndman and Fan where all weights are equal. */
double weighted_quantile(const struct weighted *sorted, size_t n, double level);

/* Ranks in 0..1 of sorted members: the weight below, and half of the weight of what is equal; out_rank[n], by index. */
void weighted_ranks(const struct weighted *sorted, size_t n, double *out_rank);

/* Correlation of two columns under weights; of ranks it is Spearman's. 0 where one does not vary. */
double weighted_correlation(const double *a, const double *b, const double *weight, size_t n);

#endif
