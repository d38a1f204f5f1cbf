/* What is legal and likely not meant. Inside sim/scenario only. */
#ifndef HYOTY_SCENARIO_DOUBTS_H
#define HYOTY_SCENARIO_DOUBTS_H

#include "sim/scenario/loader.h"

/* Warns of it, each at its place. Only where the scenario has no mistake. */
void doubts_check(struct loader *loader);

/* Of quantities that look like the same ignorance and are drawn one by one. */
void doubts_check_shared(struct loader *loader);

#endif
