/* How interventions scale a risk or a cost (MODEL, Interventions). */
#ifndef HYOTY_MODEL_EFFECT_H
#define HYOTY_MODEL_EFFECT_H

#include "sim/model/plan.h"

/* adjustment_of an effect in scenario year t, of one that reaches intake t. */
double effect_adjustment(const struct plan *plan, const struct plan_effect *effect, const double *theta, int t);

/* What effects make of a person's own risk p: (p - points) * factor, cut to 0..1 once, when all of them are in it. */
struct effect_change {
    double points; /* percentage points less; below 0 a harm */
    double factor; /* >= 0 */
};

/* One effect of the given size on the risk p: an absolute one has points, every other a factor. */
struct effect_change effect_change(enum effect_measure measure, double value, double adjustment, double p);

/* A risk, cut to 0..1. */
static inline double effect_cut(double risk)
{
    return risk > 0 ? (risk < 1 ? risk : 1) : 0;
}

/* The risk p after that change. */
double effect_risk(struct effect_change change, double p);

/* By how much farther b moves the risk p than a does, each alone and not below 0; two factors are measured from 1, so
 * that the answer does not hang on p. */
double effect_lead(struct effect_change a, struct effect_change b, double p);

/* `interactions: best`: whether b moves p farther than a, or as far and is the more harmful. */
bool effect_prevails(struct effect_change a, struct effect_change b, double p);

/* Folds one more factor into those so far (1 at first): the product, or the one farthest from 1 (of two equally far the
 * larger, which is the more harmful). */
double effect_combine(enum interactions interactions, double so_far, double factor);

/* What is left of an effect at the end of year tau, once it fades: 0.5^((tau - persistence + 1) / half_life), or 0
 * where there is no half-life. */
double effect_faded(double tau, double persistence, double half_life);

/* Share of the first `part` (0..1) of year tau in which an effect is at full strength. */
static inline double effect_full(double tau, double part, double persistence)
{
    const double left = persistence - tau;
    return left >= part ? 1 : left > 0 ? left / part : 0;
}

#endif
