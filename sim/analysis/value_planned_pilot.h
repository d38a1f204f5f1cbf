/* What the counts of a pilot with an equal control group would be worth before choosing (EVSI): pure functions. */
#ifndef HYOTY_ANALYSIS_VALUE_PLANNED_PILOT_H
#define HYOTY_ANALYSIS_VALUE_PLANNED_PILOT_H

#include "sim/analysis/value_information.h"

enum { PLANNED_PILOT_MOST = 1000000 }; /* participants */

/* Risks at the points of what is learnt. */
struct planned_risks {
    const double *control, *treated; /* [points] 0..1 */
};

/* The rule of choosing by the data, for information_of_rule: with `participants` treated and as many controls, events
 * in either arm are binomial at the point's risks; after every possible pair of counts the choice is the best on
 * average over the points, each weighed by its likelihood (Bayes' theorem, the points with their weights being the
 * prior). All counts are enumerated; where an arm has more than 128 likely ones, neighbours are told apart only in
 * bins, so that a little is lost and nothing won. The worth never exceeds that of knowing the point.
 * out_chance[choices][points]. */
enum status planned_pilot_rule(struct arena *arena, const struct prospects *prospects, const struct learnt *learnt,
                               const struct planned_risks *risks, uint32_t participants, int threads,
                               double *out_chance, struct error *err);

#endif
