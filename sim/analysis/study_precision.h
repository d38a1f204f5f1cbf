/* How well the headline figures of a run are known, and how many iterations would make them as well known as asked. */
#ifndef HYOTY_ANALYSIS_STUDY_PRECISION_H
#define HYOTY_ANALYSIS_STUDY_PRECISION_H

#include "sim/analysis/summary.h"

enum precision_figure { PRECISION_MEAN, PRECISION_P5, PRECISION_P95, PRECISION_POSITIVE, PRECISION_FIGURES };

/* The least well known of mean, P5, P95 and P(> 0) of net savings, for society and for public finances: half the width
 * of its 95 % Monte Carlo interval; amounts relative to the larger of the figure itself and the standard deviation of
 * net savings, the probability as it is. 0 where nothing varies. */
struct precision {
    double value;
    enum precision_figure figure;
    bool public_finances;
};

struct precision precision_measure(const struct outcomes *outcomes, const struct summary *summary);

/* How many iterations to try next after n reached a precision: n times a power of two, at most 16, as far as the
 * errors' decline promises (1/sqrt(n) for random sampling, up to 1/n for stratified); a whole power of two of points in
 * each replicate for sobol; at most `limit`. n itself where the precision is reached or n is not below the limit. */
uint32_t precision_next(enum sampling method, uint32_t n, double reached, double wanted, uint32_t limit);

/* What was asked for with --precision, and what came of it. */
struct precision_goal {
    double wanted;
    struct precision reached;
    uint32_t limit; /* most iterations that were allowed */
};

#endif
