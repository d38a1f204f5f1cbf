/* Overheads: duplicated work that cooperation removes. */
#include "sim/model/effect.h"
#include "sim/model/mechanism_flow.h"

enum status mechanism_overhead_compile(struct plan_build *build, int item, struct plan_item *out)
{
    return plan_build_effects(build, -1, EFFECT_OVERHEAD, item, MEASURE_REDUCTION, &out->effects[0]);
}

void mechanism_overhead_flow(const struct plan *plan, const struct iteration *iteration, int item, double *out_flow)
{
    const struct overhead *const overhead = &plan->scenario->overhead[item];
    const struct plan_item *const row = &plan->item[LINE_OVERHEAD][item];
    const double *const theta = iteration->theta;
    const int horizon = plan->scenario->settings.horizon;
    for (int t = 0; t < horizon; t++)
        out_flow[t] = theta[overhead->annual_cost] * (1 - effect_remaining_programme(plan, &row->effects[0], theta, t));
    mechanism_grow(theta[overhead->growth], horizon, out_flow);
}
