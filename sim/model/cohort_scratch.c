#include "sim/model/cohort_scratch.h"

#include "sim/model/effect.h"

#define COHORT_ROW(constant, name, suffix) [constant] = cohort_sample_tile_##suffix,
cohort_sample_tile *const cohort_sample_tile_table[ISA_COUNT] = {ISA_TABLE(COHORT_ROW)};

double cohort_points(const struct plan_use *use, const struct use_state *state, int intake, size_t subset)
{
    const double *const adjust = state->adjust + (size_t)intake * use->effects.count;
    double points = 0;
    for (size_t e = 0; use->absolute && e < use->effects.count; e++)
        if (subset >> e & 1U)
            points += effect_change(use->effects.effect[e].measure, state->value[e], adjust[e], 0).points;
    return points;
}

/* Absolute effects add first; odds ratios act at the risk that stands then, which is p itself where there are none. */
static inline double risk_by_all(const struct plan_use *use, const struct use_state *state, int intake, size_t subset,
                                 double p)
{
    const double *const adjust = state->adjust + (size_t)intake * use->effects.count;
    const double shifted = use->absolute ? p - cohort_points(use, state, intake, subset) : p;
    const double stands = use->absolute ? effect_cut(shifted) : p;
    double factor = 1;
    for (size_t e = 0; e < use->effects.count; e++)
        if (subset >> e & 1U)
            factor *= effect_change(use->effects.effect[e].measure, state->value[e], adjust[e], stands).factor;
    return shifted * factor;
}

static inline double risk_by_best(const struct plan_use *use, const struct use_state *state, int intake, size_t subset,
                                  double p)
{
    const double *const adjust = state->adjust + (size_t)intake * use->effects.count;
    struct effect_change best = {0, 1};
    for (size_t e = 0; e < use->effects.count; e++) {
        if (!(subset >> e & 1U)) continue;
        const struct effect_change change =
            effect_change(use->effects.effect[e].measure, state->value[e], adjust[e], p);
        if (effect_prevails(best, change, p)) best = change;
    }
    return (p - best.points) * best.factor;
}

double cohort_own_risk(const struct plan *plan, const struct plan_use *use, const struct use_state *state, int intake,
                       size_t subset, double p)
{
    const size_t at = (size_t)intake * use->subsets + subset;
    if (use->linear) return (use->absolute ? p - state->points[at] : p) * state->factor[at];
    if (plan->scenario->settings.interactions == INTERACTIONS_BEST) return risk_by_best(use, state, intake, subset, p);
    return risk_by_all(use, state, intake, subset, p);
}

static size_t most_panels(const struct plan_use *use)
{
    const size_t effects = use->effects.count, pairs = effects * effects / 2;
    const size_t clipped = effects <= COHORT_EDGE_EFFECTS ? use->subsets : effects + 1;
    const size_t linear = use->absolute ? 3 * clipped : clipped;
    const size_t shifted = use->absolute ? clipped * (2 + effects * COHORT_POLE_EDGES) : 0;
    const size_t own_risk = effects * (1 + COHORT_POLE_EDGES) + COHORT_CROSSINGS * (2 * pairs + clipped) + shifted;
    return use->breakpoints + 2 * effects + 1 + (use->linear ? linear : own_risk) + 2;
}

static size_t greater(size_t a, size_t b)
{
    return a > b ? a : b;
}

static void measure(const struct plan *plan, size_t *out_cells, size_t *out_panels, size_t *out_subsets)
{
    *out_cells = *out_panels = *out_subsets = 1;
    for (size_t g = 0; g < plan->groups; g++) {
        const struct plan_group *const group = &plan->group[g];
        *out_cells = greater(*out_cells, group->cells);
        for (size_t i = 0; i < group->uses; i++) {
            *out_panels = greater(*out_panels, most_panels(&group->use[i]));
            *out_subsets = greater(*out_subsets, group->use[i].subsets);
        }
    }
}

struct cohort_scratch *cohort_scratch_new(struct arena *arena, const struct plan *plan)
{
    size_t cells, panels, subsets;
    measure(plan, &cells, &panels, &subsets);
    const size_t nodes = panels * COHORT_NODES + 1;
    struct cohort_scratch *const scratch = ARENA_NEW(arena, struct cohort_scratch);
    if (!scratch) return NULL;
    scratch->lane = arena_calloc(arena, cells, sizeof *scratch->lane);
    scratch->subset_probability = ARENA_ARRAY(arena, subsets, double);
    scratch->edge = ARENA_ARRAY(arena, panels + 1, double);
    scratch->quadrature_rank = ARENA_ARRAY(arena, nodes, double);
    scratch->quadrature_weight = ARENA_ARRAY(arena, nodes, double);
    scratch->quadrature_w = ARENA_ARRAY(arena, nodes, double);
    const bool complete = scratch->lane && scratch->subset_probability && scratch->edge && scratch->quadrature_rank &&
                          scratch->quadrature_weight && scratch->quadrature_w;
    return complete ? scratch : NULL;
}
