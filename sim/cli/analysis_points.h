/* How many points an analysis takes. */
#ifndef HYOTY_CLI_ANALYSIS_POINTS_H
#define HYOTY_CLI_ANALYSIS_POINTS_H

#include "sim/base/error.h"
#include "sim/scenario/scenario.h"

/* As many as the command line says (-n); `usual` where it does not, because the scenario's own number of iterations is
 * meant for runs. STATUS_USAGE outside least..most. */
enum status analysis_points(const struct scenario *scenario, uint32_t usual, uint32_t least, uint32_t most,
                            uint32_t *out, struct error *err);

#endif
