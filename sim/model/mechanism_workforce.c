/* Workforce: fewer sickness-absence days, less recruitment. */
#include "sim/model/effect.h"
#include "sim/model/mechanism_flow.h"

enum status mechanism_workforce_compile(struct plan_build *build, int item, struct plan_item *out)
{
    TRY(plan_build_effects(build, -1, EFFECT_WORKFORCE, item, MEASURE_SICKNESS_ABSENCE, &out->effects[0]));
    return plan_build_effects(build, -1, EFFECT_WORKFORCE, item, MEASURE_TURNOVER, &out->effects[1]);
}

void mechanism_workforce_flow(const struct plan *plan, const struct iteration *iteration, int item, double *out_flow)
{
    const struct workforce *const staff = &plan->scenario->workforce[item];
    const struct plan_item *const row = &plan->item[LINE_WORKFORCE][item];
    const double *const theta = iteration->theta;
    const int horizon = plan->scenario->settings.horizon;
    const double absence = theta[staff->fte] * theta[staff->days] * theta[staff->cost_per_day];
    const double recruitment = theta[staff->fte] * theta[staff->turnover] * theta[staff->cost_per_recruitment];
    for (int t = 0; t < horizon; t++)
        out_flow[t] = absence * (1 - effect_remaining_programme(plan, &row->effects[0], theta, t)) +
                      recruitment * (1 - effect_remaining_programme(plan, &row->effects[1], theta, t));
    mechanism_grow(theta[staff->growth], horizon, out_flow);
}
