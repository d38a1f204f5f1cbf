/* What sampled iterations missed: a chance so small that it struck nobody is no certainty. */
#ifndef HYOTY_ANALYSIS_UNDRAWN_H
#define HYOTY_ANALYSIS_UNDRAWN_H

#include "sim/analysis/summary.h"

/* By how much the mean of the expected net, computed beside each sampled iteration, is above that of the sampled one,
 * where no luck that the iterations show explains it (five standard errors of the difference); else 0. */
double undrawn_net(const double *net, const double *net_expected, size_t n);

/* Widens the errors of savings and of cases avoided, none of which is known better than to `missed` and to the rule of
 * three; a column that never varied is not held to be certain. */
void undrawn_widen(const struct outcomes *outcomes, const struct scenario *scenario, double missed,
                   struct column_summary *column);

#endif
