/* Avoided outcomes: a case that does not happen costs nothing from its onset on. */
#include <math.h>

#include "sim/model/mechanism_flow.h"
#include "sim/numeric/fixed_math.h"
#include "sim/numeric/stream.h"

double mechanism_case_cost(const struct plan *plan, const struct iteration *iteration, int outcome, int intake,
                           double cases)
{
    const double cv = iteration->theta[plan->scenario->outcome[outcome].case_cv];
    if (cv <= 0 || cases == 0) return cases;
    const double u = stream_wide(plan->scenario->simulation.seed, plan->item[LINE_OUTCOME][outcome].case_stream,
                                 iteration->number, (uint32_t)intake);
    return copysign(fixed_gamma_quantile(fabs(cases) / (cv * cv), u) * (cv * cv), cases);
}

/* Share of a case's whole cost that falls into year tau after the intake. */
static double cost_share(const struct outcome *outcome, double onset, double duration, int tau)
{
    if (outcome->profile_years == 0) return duration > 0 ? mechanism_overlap(tau, onset, duration) / duration : 0;
    double share = 0;
    for (size_t i = 0; i < outcome->profile_years; i++)
        share += outcome->profile[i] * mechanism_overlap(tau, onset + (double)i, 1);
    return share;
}

/* Undiscounted cost of one case, by the basis on which it is given. */
static double case_total(const struct plan *plan, const struct outcome *outcome, const double *theta, double duration)
{
    const double cost = theta[outcome->cost];
    if (outcome->basis == COST_ANNUAL) return cost * duration;
    if (outcome->basis == COST_UNDISCOUNTED) return cost;
    const double onset = theta[outcome->onset];
    const int last = (int)fmin(ceil(onset + duration), PLAN_TABLE_YEARS);
    double present_value = 0;
    for (int tau = 0; tau < last; tau++)
        present_value += cost_share(outcome, onset, duration, tau) * plan->discount_case[tau];
    return present_value > 0 ? cost / present_value : 0;
}

enum status mechanism_outcome_compile(struct plan_build *build, int item, struct plan_item *out)
{
    TRY(plan_build_stream(build, &out->case_stream, "outcomes.%s/case_cost", build->scenario->outcome[item].name));
    return plan_build_sources(build, EFFECT_OUTCOME, item, out);
}

void mechanism_outcome_flow(const struct plan *plan, const struct iteration *iteration, int item, double *out_flow)
{
    const struct outcome *const outcome = &plan->scenario->outcome[item];
    const struct plan_item *const row = &plan->item[LINE_OUTCOME][item];
    if (row->sources == 0) return;
    const double *const theta = iteration->theta;
    const int horizon = plan->scenario->settings.horizon;
    const double onset = theta[outcome->onset];
    const double duration = outcome->profile_years ? (double)outcome->profile_years : theta[outcome->duration];
    const double total = case_total(plan, outcome, theta, duration);
    const int last = (int)fmin(ceil(onset + duration), horizon);
    for (int tau = (int)onset; tau < last; tau++) {
        const double cost = total * cost_share(outcome, onset, duration, tau);
        for (int a = 0; a < (int)row->periods && a + tau < horizon; a++)
            out_flow[a + tau] += iteration->case_cost[(size_t)item * iteration->longest + (size_t)a] * cost;
    }
    mechanism_grow(theta[outcome->growth], horizon, out_flow);
}
