/* How interventions scale a risk or a cost (MODEL, section 4). */
#ifndef HYOTY_MODEL_EFFECT_H
#define HYOTY_MODEL_EFFECT_H

#include "sim/model/plan.h"

/* ramp_up of the programme year * (1 - deadweight) * attribution * (1 - displacement). */
double effect_adjustment(const struct plan *plan, const struct plan_effect *effect, const double *theta, int year);

/* Factor, >= 0, by which one effect of the given size scales a person's own risk p. */
double effect_risk_factor(enum effect_measure measure, double value, double adjustment, double p);

/* Folds the factor of one more intervention into those so far (1 at first): the product, or the one farthest from 1
 * (of two equally far the larger, which is the more harmful). */
double effect_combine(enum interactions interactions, double so_far, double factor);

/* Strength tau years on: 1 while tau < persistence, then 0.5^((tau - persistence + 1) / half_life), or 0 if that is 0.
 */
double effect_strength(double tau, double persistence, double half_life);

#endif
