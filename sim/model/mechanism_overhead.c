/* Overheads: duplicated work that cooperation removes. */
#include "sim/model/effect.h"
#include "sim/model/mechanism_flow.h"

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
