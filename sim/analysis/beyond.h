/* What the horizon cuts off. */
#ifndef HYOTY_ANALYSIS_BEYOND_H
#define HYOTY_ANALYSIS_BEYOND_H

#include "sim/scenario/scenario.h"

/* Share of the undiscounted cost of an outcome's cases that falls after the horizon, at the prices of its year, the
 * persons of every intake that enters before it alike; exact where onset, duration and growth are fixed, else the share
 * of the mean cost over a grid of 4 096 points, as if they were independent. */
double beyond_horizon(const struct scenario *scenario, const struct outcome *outcome);

#endif
