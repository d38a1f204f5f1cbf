/* What is legal and likely not meant: every doubt is a row of one table (doubts.c). Inside sim/scenario only. */
#ifndef HYOTY_SCENARIO_DOUBTS_H
#define HYOTY_SCENARIO_DOUBTS_H

#include "sim/scenario/loader.h"

/* What a doubt looks at: the member of its scope, and the owner of an effect. */
struct subject {
    const struct group *group;
    const struct outcome *outcome;
    const struct service *service;
    const struct intervention *intervention;
    const struct effect *effect;
    const struct node *node; /* the item's */
    const char *path;        /* "interventions.x"; of an effect "interventions.x.effects.y.relative_risk" */
    struct place place;      /* of an effect: its size */
};

/* Looks, and warns at the place. */
typedef void doubt(struct loader *loader, const struct subject *subject);

/* Goes through the table. Only where the scenario has no mistake. */
void doubts_check(struct loader *loader);

/* The place of a key of the item, or of the item where it is not written there; and its path. */
struct place doubt_place(const struct subject *subject, const char *key);
const char *doubt_path(struct loader *loader, const struct subject *subject, const char *key);

/* Whether a quantity is nothing but this value. */
bool doubt_is_always(const struct loader *loader, int quantity, double value);
/* The median at the scenario's prices; NAN where there is no such quantity. */
double doubt_median(const struct loader *loader, int quantity);

/* Years that cannot pay or save (doubts_time.c). */
doubt doubt_horizon, doubt_cost_duration, doubt_service_duration, doubt_service_horizon, doubt_intakes,
    doubt_programme_horizon, doubt_ramp_up;
/* Quantities that look like the same ignorance and are drawn one by one (doubts_shared.c). */
doubt doubt_shared;

#endif
