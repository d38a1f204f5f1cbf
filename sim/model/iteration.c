#include "sim/model/iteration.h"

#include <string.h>

#include "sim/model/cohort.h"
#include "sim/model/effect.h"
#include "sim/model/targeting.h"

size_t iteration_longest(const struct plan *plan)
{
    const struct scenario *const scenario = plan->scenario;
    size_t longest = 1;
    for (size_t g = 0; g < scenario->groups; g++)
        if ((size_t)scenario->group[g].intakes > longest) longest = (size_t)scenario->group[g].intakes;
    return longest;
}

/* Numbers of the uses of one group, cut from one block of memory. */
static struct use_state *use_states_new(struct arena *arena, const struct plan_group *group, double *memory)
{
    struct use_state *const state = ARENA_ARRAY(arena, group->uses, struct use_state);
    for (size_t i = 0; state && i < group->uses; i++) {
        const struct plan_use *const use = &group->use[i];
        state[i].value = memory + use->state;
        state[i].adjust = state[i].value + use->effects.count;
        state[i].factor = state[i].adjust + (size_t)group->intakes * use->effects.count;
        state[i].points = use->linear ? state[i].factor + (size_t)group->intakes * use->subsets : NULL;
    }
    return state;
}

enum status iteration_init(struct arena *arena, const struct plan *plan, struct iteration *out, struct error *err)
{
    double *const state = ARENA_ARRAY(arena, plan->state_size, double);
    *out = (struct iteration){.theta = ARENA_ARRAY(arena, plan->columns, double),
                              .targeting = arena_calloc(arena, plan->groups, sizeof *out->targeting),
                              .use = ARENA_ARRAY(arena, plan->groups, struct use_state *),
                              .cell = ARENA_ARRAY(arena, plan->cells, double),
                              .expected = ARENA_ARRAY(arena, plan->cells, double)};
    if (!state || !out->theta || !out->targeting || !out->use || !out->cell || !out->expected)
        return error_out_of_memory(err);
    for (size_t g = 0; g < plan->groups; g++) {
        out->use[g] = use_states_new(arena, &plan->group[g], state);
        if (!out->use[g]) return error_out_of_memory(err);
    }
    memcpy(out->theta, plan->constant, plan->columns * sizeof *out->theta);
    return STATUS_OK;
}

/* Points and factors of every subset in one intake, which do not depend on the person: those of a subset are those
 * without its highest effect, and one effect more. */
static void resolve_changes(const struct plan *plan, const struct plan_use *use, int intake, struct use_state *state)
{
    double *const factor = state->factor + (size_t)intake * use->subsets;
    double *const points = use->absolute ? state->points + (size_t)intake * use->subsets : NULL;
    const double *const adjust = state->adjust + (size_t)intake * use->effects.count;
    factor[0] = 1;
    if (points) points[0] = 0;
    for (size_t e = 0; e < use->effects.count; e++) {
        const struct effect_change change =
            effect_change(use->effects.effect[e].measure, state->value[e], adjust[e], 0);
        const size_t half = (size_t)1 << e;
        for (size_t b = 0; b < half; b++) {
            factor[half + b] = effect_combine(plan->scenario->settings.interactions, factor[b], change.factor);
            if (points) points[half + b] = points[b] + change.points;
        }
    }
}

/* Values, adjustments and, where the use is linear, changes. */
static void resolve_use(const struct plan *plan, const struct plan_group *group, const struct plan_use *use,
                        const double *theta, struct use_state *state)
{
    if (use->target != EFFECT_OUTCOME) return;
    for (size_t e = 0; e < use->effects.count; e++) {
        const struct plan_effect *const effect = &use->effects.effect[e];
        state->value[e] = theta[effect->value];
        for (int a = 0; a < group->intakes; a++)
            state->adjust[(size_t)a * use->effects.count + e] = effect_adjustment(plan, effect, theta, a);
    }
    state->kappa = concentration_kappa(use->concentration, theta[plan->scenario->outcome[use->item].risk]);
    for (int a = 0; use->linear && a < group->intakes; a++) resolve_changes(plan, use, a, state);
}

static void resolve(const struct plan *plan, struct iteration *iteration)
{
    for (size_t g = 0; g < plan->groups; g++) {
        const struct plan_group *const group = &plan->group[g];
        for (size_t j = 0; j < group->interventions; j++)
            iteration->targeting[g][j] = targeting_resolve(&group->targeting[j], group->size, iteration->theta);
        for (size_t i = 0; i < group->uses; i++)
            resolve_use(plan, group, &group->use[i], iteration->theta, &iteration->use[g][i]);
    }
}

void iteration_set(const struct plan *plan, const struct inputs *inputs, uint32_t number, const double *drawn, size_t n,
                   size_t i, struct iteration *iteration)
{
    iteration->number = number;
    for (size_t d = 0; d < plan->draws; d++) iteration->theta[plan->draw[d].column] = drawn[d * n + i];
    for (size_t p = 0; inputs && p < inputs->pins; p++)
        iteration->theta[inputs->pin[p].quantity] = inputs->pin[p].value;
    resolve(plan, iteration);
}

void iteration_expect(const struct plan *plan, struct cohort_scratch *scratch, struct iteration *iteration)
{
    for (size_t g = 0; g < plan->groups; g++)
        for (int a = 0; a < plan->group[g].intakes; a++)
            cohort_expect(plan, iteration, scratch, g, a,
                          iteration->expected + plan->group[g].cell_base + (size_t)a * plan->group[g].cells);
}
