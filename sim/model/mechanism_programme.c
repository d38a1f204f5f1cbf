/* What an intervention costs: a fixed sum by programme year and a sum for each participant, with optimism bias. */
#include "sim/model/mechanism_flow.h"

enum status mechanism_programme_compile(struct plan_build *build, int item, struct plan_item *out)
{
    (void)build, (void)item, (void)out;
    return STATUS_OK;
}

void mechanism_programme_flow(const struct plan *plan, const struct iteration *iteration, int item, double *out_flow)
{
    const struct intervention *const intervention = &plan->scenario->intervention[item];
    const double *const theta = iteration->theta;
    const int horizon = plan->scenario->settings.horizon;
    const int intakes = intervention->group >= 0 ? plan->scenario->group[intervention->group].intakes : 0;
    const double bias = 1 + theta[intervention->optimism_bias];
    for (int t = 0; t < horizon; t++) {
        const double fixed = t < (int)intervention->fixed_count ? theta[intervention->fixed[t]] : 0;
        const double people = t < intakes ? iteration_participants(plan, iteration->cell, item, t) : 0;
        out_flow[t] = (fixed + theta[intervention->per_participant] * people) * bias;
    }
    mechanism_grow(theta[intervention->growth], horizon, out_flow);
}
