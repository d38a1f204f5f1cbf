/* Records of interventions while they are read. Inside sim/scenario only. */
#ifndef HYOTY_SCENARIO_INTERVENTION_H
#define HYOTY_SCENARIO_INTERVENTION_H

#include "sim/scenario/scenario.h"

struct loader;
struct node;

enum { EFFECT_MEASURES = MEASURE_TURNOVER + 1 };

/* One entry of `effects`: every measure it gives (a quantity, or -1), and what they share. */
struct effect_map {
    int value[EFFECT_MEASURES]; /* by enum effect_measure */
    struct effect common;
};

const char *effect_target_name(const struct scenario *scenario, enum effect_target target, int index);

/* For messages, how long a programme runs: "3 years", "3 years from 2028 on". */
const char *programme_said(struct loader *loader, const struct intervention *intervention);

/* Finish functions of the schemas. */
void outcome_finish(struct loader *loader, const struct node *node, const char *path, void *record);
void intervention_finish(struct loader *loader, const struct node *node, const char *path, void *record);

#endif
