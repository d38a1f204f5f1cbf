#include "sim/analysis/perspective.h"

#include "sim/model/mechanism.h"

/* Whether any line of money names this payer. */
static bool scenario_names(const struct scenario *scenario, size_t payer)
{
    for (int kind = 0; kind < LINE_KINDS; kind++)
        for (size_t i = 0; i < mechanism_table[kind].count(scenario); i++) {
            const struct payer_split *const split = mechanism_table[kind].payers(scenario, (int)i);
            if (split->weight && split->weight[payer] > 0) return true;
        }
    return false;
}

enum perspective_scope perspective_scope_of(const struct scenario *scenario)
{
    enum perspective_scope scope = SCOPE_PUBLIC_PAYERS;
    for (size_t p = 0; p < scenario->payers; p++) {
        if (scenario->payer[p].public_finances) continue;
        if (scenario_names(scenario, p)) return SCOPE_SOCIETY;
        scope = SCOPE_PUBLIC_ALONE;
    }
    return scope;
}
