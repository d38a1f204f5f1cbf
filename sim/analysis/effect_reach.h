/* What effects on a risk reach of what was stated. An absolute effect cannot take a person's own risk below 0 or above
 * 1; an odds ratio acts person by person, so that the participants' own ratio, as a group, is nearer to 1. */
#ifndef HYOTY_ANALYSIS_EFFECT_REACH_H
#define HYOTY_ANALYSIS_EFFECT_REACH_H

#include "sim/model/iteration.h"

/* One effect alone, no other being there; persons integrated out. Means over iterations and participants. */
struct effect_reach {
    int intervention; /* -1: the absolute effects of all interventions on this outcome together */
    int group, outcome;
    enum effect_measure measure; /* MEASURE_ABSOLUTE_RISK_REDUCTION or MEASURE_ODDS_RATIO */
    double participants;         /* in all intakes; together: of each intervention, added up */
    double stated;               /* percentage points (together: their sum), or the ratio, as the scenario has them */
    double meant;                /* absolute: stated * adjustment; ratio: as stated */
    double reached;       /* absolute: by how much the risk falls; ratio: that of the group, without adjustment */
    double cases_meant;   /* avoided if nothing were cut, or if the ratio acted at the participants' mean risk */
    double cases_reached; /* avoided */
    double cut;           /* E|cases meant - reached| / E|cases meant|; 0 where all that was stated is reached */
};

struct effect_reaches {
    size_t count;
    const struct effect_reach *effect; /* group by group, use by use, in the order of the scenario */
};

enum { EFFECT_REACH_ITERATIONS = 1024 }; /* enough for two digits */

/* Whether people should read of it: half a per cent or more of the cases are others than stated. */
bool effect_reach_is_short(const struct effect_reach *effect);

/* Over the first `iterations` of the plan. Nothing is drawn where there is no such effect. */
enum status effect_reach_find(struct arena *arena, const struct plan *plan, uint32_t iterations,
                              struct effect_reaches *out, struct error *err);

/* In one iteration that is set. */
enum status effect_reach_of_iteration(struct arena *arena, const struct plan *plan, const struct iteration *iteration,
                                      struct effect_reaches *out, struct error *err);

#endif
