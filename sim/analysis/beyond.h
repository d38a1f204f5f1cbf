/* What the horizon cuts off. */
#ifndef HYOTY_ANALYSIS_BEYOND_H
#define HYOTY_ANALYSIS_BEYOND_H

#include "sim/scenario/scenario.h"

/* Share of the undiscounted cost of an outcome's cases that falls after the horizon, the persons of every intake that
 * enters before it alike, without growth; exact where onset and duration are fixed, else their mean over a grid of
 * levels, as if they were independent. */
double beyond_horizon(const struct scenario *scenario, const struct outcome *outcome);

#endif
