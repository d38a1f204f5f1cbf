/* Running services: participants need less of them while the effect lasts. */
#include <math.h>

#include "sim/model/effect.h"
#include "sim/model/mechanism_flow.h"

/* Remaining share of the running cost for every subset of the effects, in year tau after the intake: the cost with the
 * highest effect of a subset is that without it, combined with one factor more. */
static void fill_remaining(const struct plan *plan, const struct plan_use *use, const struct use_state *state,
                           const double *theta, int intake, int tau, double *out_remaining)
{
    const double *const adjust = state->adjust + (size_t)intake * use->effects.count;
    out_remaining[0] = 1;
    for (size_t e = 0; e < use->effects.count; e++) {
        const struct plan_effect *const effect = &use->effects.effect[e];
        const double strength = effect_strength(tau, theta[effect->persistence], theta[effect->half_life]);
        const double factor = 1 - state->value[e] * adjust[e] * strength;
        const size_t half = (size_t)1 << e;
        for (size_t b = 0; b < half; b++)
            out_remaining[half + b] = effect_combine(plan->scenario->settings.interactions, out_remaining[b], factor);
    }
}

/* Weighted person-years saved in year tau by one intake. */
static double saved_weight(const struct plan *plan, const struct iteration *iteration, const struct plan_source *source,
                           int intake, int tau)
{
    const struct plan_group *const group = &plan->group[source->group];
    const struct use_state *const state = &iteration->use[source->group][source->use - group->use];
    const double *const weight = iteration->cell + group->cell_base + (size_t)intake * group->cells + source->use->cell;
    double saved = 0;
    fill_remaining(plan, source->use, state, iteration->theta, intake, tau, state->remaining);
    for (size_t b = 1; b < source->use->subsets; b++) saved += weight[b] * (1 - state->remaining[b]);
    return saved;
}

enum status mechanism_service_compile(struct plan_build *build, int item, struct plan_item *out)
{
    return plan_build_sources(build, EFFECT_SERVICE, item, out);
}

void mechanism_service_flow(const struct plan *plan, const struct iteration *iteration, int item, double *out_flow)
{
    const struct service *const service = &plan->scenario->service[item];
    const struct plan_item *const row = &plan->item[LINE_SERVICE][item];
    const double *const theta = iteration->theta;
    const int horizon = plan->scenario->settings.horizon;
    const double duration = theta[service->duration];
    const int last = (int)fmin(ceil(duration), horizon);
    for (size_t i = 0; i < row->sources; i++)
        for (int a = 0; a < plan->group[row->source[i].group].intakes; a++)
            for (int tau = 0; tau < last && a + tau < horizon; tau++)
                out_flow[a + tau] += theta[service->annual_cost] * mechanism_overlap(tau, 0, duration) *
                                     saved_weight(plan, iteration, &row->source[i], a, tau);
    mechanism_grow(theta[service->growth], horizon, out_flow);
}
