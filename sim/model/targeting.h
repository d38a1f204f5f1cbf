/* Who is invited and takes part (MODEL, Interventions, steps 1 and 2). */
#ifndef HYOTY_MODEL_TARGETING_H
#define HYOTY_MODEL_TARGETING_H

#include "sim/model/plan.h"

/* Threshold above which lies the top share of scores accuracy * r + (1 - accuracy) * v, r and v uniform: the quantile
 * of a trapezoidal distribution. */
double targeting_threshold(double accuracy, double top);

struct targeting targeting_resolve(const struct plan_targeting *targeting, double size, const double *theta);

/* Probability that a person of rank r takes part; piecewise linear in r. */
double targeting_probability(const struct targeting *targeting, double rank);

/* Ranks in (0,1) at which that probability has a kink or a jump: at most two; returns how many. */
int targeting_kinks(const struct targeting *targeting, double out_rank[2]);

#endif
