#include "sim/model/iteration.h"

#include <string.h>

#include "sim/model/cohort.h"
#include "sim/model/effect.h"
#include "sim/model/mechanism_flow.h"
#include "sim/model/targeting.h"

static size_t longest_intakes(const struct scenario *scenario)
{
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
        state[i].remaining = state[i].factor;
    }
    return state;
}

static bool allocate(struct arena *arena, const struct plan *plan, struct iteration *iteration)
{
    const struct scenario *const scenario = plan->scenario;
    const size_t horizon = (size_t)scenario->settings.horizon;
    const bool expected_only = scenario->simulation.cohort == COHORT_EXPECTED;
    double *const state = ARENA_ARRAY(arena, plan->state_size, double);
    iteration->longest = longest_intakes(scenario);
    iteration->theta = ARENA_ARRAY(arena, plan->columns, double);
    iteration->targeting = arena_calloc(arena, plan->groups, sizeof *iteration->targeting);
    iteration->use = ARENA_ARRAY(arena, plan->groups, struct use_state *);
    iteration->expected = ARENA_ARRAY(arena, plan->cells, double);
    iteration->cell = expected_only ? iteration->expected : ARENA_ARRAY(arena, plan->cells, double);
    iteration->case_cost = ARENA_ARRAY(arena, scenario->outcomes * iteration->longest, double);
    iteration->share = ARENA_ARRAY(arena, plan->lines * scenario->payers, double);
    iteration->flow = ARENA_ARRAY(arena, plan->lines * horizon, double);
    iteration->line_pv = ARENA_ARRAY(arena, plan->lines, double);
    iteration->gross_payer = ARENA_ARRAY(arena, scenario->payers, double);
    iteration->cost_payer = ARENA_ARRAY(arena, scenario->payers, double);
    iteration->cumulative_payer = ARENA_ARRAY(arena, scenario->payers * horizon, double);
    iteration->scratch = cohort_scratch_new(arena, plan);
    if (!state || !iteration->use) return false;
    for (size_t g = 0; g < plan->groups; g++) {
        iteration->use[g] = use_states_new(arena, &plan->group[g], state);
        if (!iteration->use[g]) return false;
    }
    return iteration->theta && iteration->targeting && iteration->expected && iteration->cell && iteration->case_cost &&
           iteration->share && iteration->flow && iteration->line_pv && iteration->gross_payer &&
           iteration->cost_payer && iteration->cumulative_payer && iteration->scratch;
}

enum status iteration_init(struct arena *arena, const struct plan *plan, enum isa isa, struct iteration **out,
                           struct error *err)
{
    struct iteration *const iteration = ARENA_NEW(arena, struct iteration);
    if (!iteration || !allocate(arena, plan, iteration)) return error_out_of_memory(err);
    memcpy(iteration->theta, plan->constant, plan->columns * sizeof *iteration->theta);
    iteration->isa = isa;
    *out = iteration;
    return STATUS_OK;
}

/* Values, adjustments and, where they do not depend on the person, combined factors of a use: those of a subset are
 * those without its highest effect, and one factor more. */
static void resolve_use(const struct plan *plan, const struct plan_group *group, const struct plan_use *use,
                        const double *theta, struct use_state *state)
{
    const enum interactions interactions = plan->scenario->settings.interactions;
    for (size_t e = 0; e < use->effects.count; e++) {
        const struct plan_effect *const effect = &use->effects.effect[e];
        state->value[e] = theta[effect->value];
        for (int a = 0; a < group->intakes; a++)
            state->adjust[(size_t)a * use->effects.count + e] = effect_adjustment(plan, effect, theta, a);
    }
    if (use->target != EFFECT_OUTCOME) return;
    state->kappa = concentration_kappa(use->concentration, theta[plan->scenario->outcome[use->item].risk]);
    for (int a = 0; use->relative && a < group->intakes; a++) {
        double *const factor = state->factor + (size_t)a * use->subsets;
        const double *const adjust = state->adjust + (size_t)a * use->effects.count;
        factor[0] = 1;
        for (size_t e = 0; e < use->effects.count; e++) {
            const double f = effect_risk_factor(use->effects.effect[e].measure, state->value[e], adjust[e], 0);
            const size_t half = (size_t)1 << e;
            for (size_t b = 0; b < half; b++) factor[half + b] = effect_combine(interactions, factor[b], f);
        }
    }
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

static void resolve_shares(const struct plan *plan, struct iteration *iteration)
{
    const size_t payers = plan->scenario->payers;
    for (size_t line = 0; line < plan->lines; line++) {
        const int *const column = plan->split_column + line * payers;
        double *const share = iteration->share + line * payers;
        double sum = 0;
        memcpy(share, plan->split + line * payers, payers * sizeof *share);
        for (size_t p = 0; p < payers; p++)
            if (column[p] >= 0) sum += share[p] = iteration->theta[column[p]];
        for (size_t p = 0; sum > 0 && p < payers; p++) share[p] /= sum;
    }
}

static void expect_cells(const struct plan *plan, struct iteration *iteration)
{
    for (size_t g = 0; g < plan->groups; g++)
        for (int a = 0; a < plan->group[g].intakes; a++)
            cohort_expect(plan, iteration, g, a,
                          iteration->expected + plan->group[g].cell_base + (size_t)a * plan->group[g].cells);
}

static void sample_cells(const struct plan *plan, struct iteration *iteration)
{
    cohort_sample_tile *const sample_tile = cohort_sample_tile_table[iteration->isa];
    memset(iteration->cell, 0, plan->cells * sizeof *iteration->cell);
    for (size_t g = 0; g < plan->groups; g++) {
        const struct plan_group *const group = &plan->group[g];
        for (int a = 0; group->interventions > 0 && a < group->intakes; a++)
            for (uint32_t first = 0; first < group->size;) {
                const uint32_t left = group->size - first, n = left < COHORT_TILE ? left : COHORT_TILE;
                sample_tile(plan, iteration, g, a, first, n,
                            iteration->cell + group->cell_base + (size_t)a * group->cells);
                first += n;
            }
    }
}

double iteration_avoided(const struct plan *plan, const double *cell, int outcome, int intake)
{
    const struct plan_item *const row = &plan->item[LINE_OUTCOME][outcome];
    double avoided = 0;
    for (size_t i = 0; i < row->sources; i++) {
        const struct plan_group *const group = &plan->group[row->source[i].group];
        if (intake < group->intakes)
            avoided += cell[group->cell_base + (size_t)intake * group->cells + row->source[i].use->cell];
    }
    return avoided;
}

double iteration_participants(const struct plan *plan, const double *cell, int intervention, int intake)
{
    const int g = plan->participation[2 * intervention];
    if (g < 0 || intake >= plan->group[g].intakes) return 0;
    const struct plan_group *const group = &plan->group[g];
    return cell[group->cell_base + (size_t)intake * group->cells + (size_t)plan->participation[2 * intervention + 1]];
}

double iteration_payers(const struct plan *plan, const double *by_payer, bool public_only)
{
    double sum = 0;
    for (size_t p = 0; p < plan->scenario->payers; p++)
        if (!public_only || plan->scenario->payer[p].public_finances) sum += by_payer[p];
    return sum;
}

static void resolve_case_costs(const struct plan *plan, struct iteration *iteration, const double *cell, bool sampled)
{
    for (size_t k = 0; k < plan->scenario->outcomes; k++)
        for (int a = 0; a < (int)plan->item[LINE_OUTCOME][k].periods; a++) {
            const double avoided = iteration_avoided(plan, cell, (int)k, a);
            iteration->case_cost[k * iteration->longest + (size_t)a] =
                sampled ? mechanism_case_cost(plan, iteration, (int)k, a, avoided) : avoided;
        }
}

/* Present values by line and payer. Flows of all lines first, then one pass over the years, so that the totals are the
 * sums over payers of the sums over years, in order. */
static void add_money(const struct plan *plan, struct iteration *iteration)
{
    const struct scenario *const scenario = plan->scenario;
    const size_t horizon = (size_t)scenario->settings.horizon;
    memset(iteration->flow, 0, plan->lines * horizon * sizeof *iteration->flow);
    for (size_t line = 0; line < plan->lines; line++) {
        double *const flow = iteration->flow + line * horizon;
        mechanism_table[plan->line[line].kind].flow(plan, iteration, plan->line[line].item, flow);
        iteration->line_pv[line] = 0;
        for (size_t t = 0; t < horizon; t++) iteration->line_pv[line] += flow[t] * plan->discount[t];
    }
    for (size_t p = 0; p < scenario->payers; p++) {
        double gross = 0, cost = 0, cumulative = 0;
        for (size_t t = 0; t < horizon; t++) {
            double side[2] = {0, 0}; /* savings, costs */
            for (size_t line = 0; line < plan->lines; line++)
                side[mechanism_table[plan->line[line].kind].cost] +=
                    iteration->share[line * scenario->payers + p] * iteration->flow[line * horizon + t];
            gross += side[0] * plan->discount[t];
            cost += side[1] * plan->discount[t];
            cumulative += (side[0] - side[1]) * plan->discount[t];
            iteration->cumulative_payer[p * horizon + t] = cumulative;
        }
        iteration->gross_payer[p] = gross;
        iteration->cost_payer[p] = cost;
    }
}

double iteration_net(const struct plan *plan, const struct iteration *iteration, int year, bool public_only)
{
    const size_t horizon = (size_t)plan->scenario->settings.horizon;
    double sum = 0;
    for (size_t p = 0; p < plan->scenario->payers; p++)
        if (!public_only || plan->scenario->payer[p].public_finances)
            sum += iteration->cumulative_payer[p * horizon + (size_t)year];
    return sum;
}

void iteration_simulate(const struct plan *plan, struct iteration *iteration)
{
    const int last_year = plan->scenario->settings.horizon - 1;
    resolve(plan, iteration);
    resolve_shares(plan, iteration);
    expect_cells(plan, iteration);
    double *const sampled = iteration->cell;
    iteration->cell = iteration->expected;
    resolve_case_costs(plan, iteration, iteration->cell, false);
    add_money(plan, iteration);
    iteration->net_expected = iteration_net(plan, iteration, last_year, false);
    iteration->cell = sampled;
    const bool nobody = plan->cells == 0; /* nothing depends on persons: sampled or not, it is the same */
    if (plan->scenario->simulation.cohort == COHORT_EXPECTED || nobody) return;
    sample_cells(plan, iteration);
    resolve_case_costs(plan, iteration, iteration->cell, true);
    add_money(plan, iteration);
}
