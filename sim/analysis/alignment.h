/* Whether scenarios can be compared, and what has to be made equal first. */
#ifndef HYOTY_ANALYSIS_ALIGNMENT_H
#define HYOTY_ANALYSIS_ALIGNMENT_H

#include <stdbool.h>

#include "sim/scenario/scenario.h"

/* A setting in which a scenario differs from the first. */
struct alignment_note {
    const char *key;           /* "simulation.seed", "settings.price_year", "payers.state.public" */
    bool aligned;              /* the first one's value was used instead; false: the comparison mixes the two */
    size_t scenario;           /* its number, from 1 */
    const char *theirs, *ours; /* values as a scenario writes them, or a PHRASE */
};

struct alignment {
    size_t notes;
    const struct alignment_note *note; /* [notes] key by key, in the order of scenarios */
};

/* out_scenario[scenarios]: the scenarios with seed, iterations and sampling of the first. STATUS_USAGE where currencies
 * differ: their sums would have no unit. */
enum status alignment_make(struct arena *arena, const struct scenario *const *scenario, size_t scenarios,
                           const struct scenario **out_scenario, struct alignment *out, struct error *err);

#endif
