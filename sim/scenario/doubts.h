/* What is legal and likely not meant. Inside sim/scenario only. */
#ifndef HYOTY_SCENARIO_DOUBTS_H
#define HYOTY_SCENARIO_DOUBTS_H

#include "sim/scenario/loader.h"

/* Warns of it, each at its place. Only where the scenario has no mistake. */
void doubts_check(struct loader *loader);

/* Of quantities that look like the same ignorance and are drawn one by one. */
void doubts_check_shared(struct loader *loader);

/* Mean of a quantity at the scenario's prices; NAN where there is none. */
double doubts_mean(const struct loader *loader, int quantity);

/* Whether a quantity is always one value. */
bool doubts_is_always(const struct loader *loader, int quantity, double value);

#endif
