#include "sim/cli/analysis_points.h"

#include <string.h>

enum status analysis_points(const struct scenario *scenario, uint32_t usual, uint32_t least, uint32_t most,
                            uint32_t *out, struct error *err)
{
    *out = usual;
    for (size_t o = 0; o < scenario->overrides; o++)
        if (strcmp(scenario->override[o].path, "simulation.iterations") == 0) *out = scenario->simulation.iterations;
    if (*out >= least && *out <= most) return STATUS_OK;
    return error_set(err, STATUS_USAGE, "-n: this analysis takes %u to %u points (found %u)", least, most, *out);
}
