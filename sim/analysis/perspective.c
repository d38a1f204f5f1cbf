#include "sim/analysis/perspective.h"

#include "sim/scenario/section.h"

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
