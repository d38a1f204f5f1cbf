#include "sim/analysis/perspective.h"

#include "sim/scenario/section.h"

double perspective_share(const struct scenario *scenario, const struct payer_split *split, enum perspective perspective,
                         int payer)
{
    double sum = 0, share = 0;
    for (int p = 0; p < (int)scenario->payers; p++) {
        const bool counts = perspective == PERSPECTIVE_ALL ||
                            (perspective == PERSPECTIVE_PUBLIC ? scenario->payer[p].public_finances : p == payer);
        sum += split->weight[p];
        share += counts ? split->weight[p] : 0;
    }
    return sum > 0 ? share / sum : 1;
}

enum perspective_scope perspective_scope_of(const struct scenario *scenario)
{
    enum perspective_scope scope = SCOPE_PUBLIC_PAYERS;
    for (size_t p = 0; p < scenario->payers; p++) {
        if (scenario->payer[p].public_finances) continue;
        if (section_names_payer(scenario, p)) return SCOPE_SOCIETY;
        scope = SCOPE_PUBLIC_ALONE;
    }
    return scope;
}
