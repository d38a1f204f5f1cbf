/* Stochastic dominance between two columns of the same iterations, with the doubt that a sample leaves.
 *
 * First order: A dominates B where P(A <= x) <= P(B <= x) for every x: whoever wants more, prefers A.
 * Second order: where E(x - A)+ <= E(x - B)+ for every x: whoever wants more and dislikes risk, prefers A.
 *
 * Both are differences of means of one number an iteration at each x, looked at in DOMINANCE_POINTS places: the pooled
 * sample's quantiles at equal steps. Around each a band of z standard errors is drawn, at 95 % for all places together
 * (Bonferroni), nowhere narrower than 3 / n (the rule of three; of the larger sd, in the second order).
 *   yes   the whole band lies above -tolerance, and somewhere above 0; the tolerance is one percentage point of
 *         probability, or one percent of the larger standard deviation: less no sample of a usual size can exclude
 *   no    the band lies below 0 somewhere
 *   open  neither: this sample cannot settle it
 * The first order implies the second, and what fails in the second fails in the first. */
#ifndef HYOTY_ANALYSIS_COMPARE_DOMINANCE_H
#define HYOTY_ANALYSIS_COMPARE_DOMINANCE_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/base/arena.h"
#include "sim/base/error.h"

enum { DOMINANCE_POINTS = 199 };

enum dominance_order { DOMINANCE_FIRST, DOMINANCE_SECOND, DOMINANCE_ORDERS };
enum dominance { DOMINANCE_OPEN, DOMINANCE_NO, DOMINANCE_YES, DOMINANCE_SAME /* equal in every iteration */ };

struct dominance_pair {
    enum dominance forward[DOMINANCE_ORDERS];  /* of the first column over the second */
    enum dominance backward[DOMINANCE_ORDERS]; /* of the second over the first */
};

/* a, b: [n]; pooled: [2 n], is filled. */
void dominance_compute(const double *a, const double *b, size_t n, bool replicated, double *pooled,
                       struct dominance_pair *out);

#endif
