#include <math.h>
#include <string.h>

#include "sim/model/cohort.h"
#include "sim/model/cohort_scratch.h"
#include "sim/model/targeting.h"

/* The topmost sliver of ranks is one node: there an unbounded weight has mass but no smooth density. */
static const double top_sliver = 0x1p-33;

/* Edges in ascending order, inside (0, 1 - sliver). */
static size_t add_edge(double *edge, size_t count, double rank)
{
    if (!(rank > 0 && rank < 1 - top_sliver)) return count;
    size_t at = count;
    while (at > 0 && edge[at - 1] > rank) {
        edge[at] = edge[at - 1];
        at--;
    }
    edge[at] = rank;
    return count + 1;
}

static size_t add_edge_at_risk(const struct plan_use *use, const struct use_state *state, double *edge, size_t count,
                               double risk)
{
    if (use->concentration->shape == CONCENTRATION_NONE || !(risk > 0)) return count;
    return add_edge(edge, count, concentration_rank(use->concentration, risk / state->kappa));
}

/* Where a person's risk is clipped, without and with the effects. */
static size_t add_risk_edges(const struct plan_use *use, const struct use_state *state, int intake, double *edge,
                             size_t count)
{
    count = add_edge_at_risk(use, state, edge, count, 1);
    for (size_t b = 1; use->relative && b < use->subsets; b++)
        count = add_edge_at_risk(use, state, edge, count, 1 / state->factor[(size_t)intake * use->subsets + b]);
    for (size_t e = 0; e < use->effects.count; e++) {
        if (use->effects.effect[e].measure != MEASURE_ABSOLUTE_RISK_REDUCTION) continue;
        const double drop = state->value[e] * state->adjust[(size_t)intake * use->effects.count + e];
        count = add_edge_at_risk(use, state, edge, count, drop);
        count = add_edge_at_risk(use, state, edge, count, 1 + drop);
    }
    return count;
}

static size_t fill_edges(const struct iteration *iteration, size_t g, const struct plan_use *use,
                         const struct use_state *state, int intake)
{
    double *const edge = iteration->scratch->edge;
    size_t count = 0;
    for (size_t i = 0; i < use->breakpoints; i++) count = add_edge(edge, count, use->breakpoint[i]);
    for (size_t e = 0; e < use->effects.count; e++) {
        double kink[2];
        const int kinks = targeting_kinks(&iteration->targeting[g][use->effects.effect[e].slot], kink);
        for (int i = 0; i < kinks; i++) count = add_edge(edge, count, kink[i]);
    }
    return use->target == EFFECT_OUTCOME ? add_risk_edges(use, state, intake, edge, count) : count;
}

/* Nodes of all panels, their weights, and w there; the sliver is the last node. Returns how many. */
static size_t fill_quadrature(struct cohort_scratch *scratch, const struct plan_use *use, size_t edges)
{
    size_t n = 0;
    for (size_t panel = 0; panel <= edges; panel++) {
        const double from = panel > 0 ? scratch->edge[panel - 1] : 0;
        const double to = panel < edges ? scratch->edge[panel] : 1 - top_sliver;
        for (size_t i = 0; i < COHORT_NODES; i++, n++) {
            scratch->quadrature_rank[n] = from + (to - from) * scratch->node[i];
            scratch->quadrature_weight[n] = (to - from) * scratch->node_weight[i];
        }
    }
    scratch->quadrature_rank[n] = 1 - top_sliver / 2;
    scratch->quadrature_weight[n++] = top_sliver;
    concentration_fill(use->concentration, scratch->quadrature_rank, n, scratch->quadrature_w);
    if (use->target == EFFECT_SERVICE)
        scratch->quadrature_w[n - 1] = concentration_top_share(use->concentration, top_sliver) / top_sliver;
    return n;
}

/* Probability that exactly the interventions of the subset reach a person of this rank, of those that change the use.
 */
static double subset_probability(const struct iteration *iteration, size_t g, const struct plan_use *use, size_t subset,
                                 double rank)
{
    double probability = 1;
    for (size_t e = 0; e < use->effects.count; e++) {
        const double takes_part = targeting_probability(&iteration->targeting[g][use->effects.effect[e].slot], rank);
        probability *= subset >> e & 1U ? takes_part : 1 - takes_part;
    }
    return probability;
}

static double expected_avoided(const struct plan *plan, const struct iteration *iteration, size_t g,
                               const struct plan_use *use, const struct use_state *state, int intake)
{
    const struct cohort_scratch *const scratch = iteration->scratch;
    const size_t edges = fill_edges(iteration, g, use, state, intake);
    const size_t n = fill_quadrature(iteration->scratch, use, edges);
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        const double uncapped = state->kappa * scratch->quadrature_w[i], p = uncapped < 1 ? uncapped : 1;
        double avoided = 0;
        for (size_t b = 1; b < use->subsets; b++)
            avoided += subset_probability(iteration, g, use, b, scratch->quadrature_rank[i]) *
                       (p - fmin(1, cohort_own_risk(plan, use, state, intake, b, p)));
        sum += scratch->quadrature_weight[i] * avoided;
    }
    return sum;
}

static void expected_weights(const struct iteration *iteration, size_t g, const struct plan_use *use, double size,
                             double *out)
{
    const struct cohort_scratch *const scratch = iteration->scratch;
    const size_t edges = fill_edges(iteration, g, use, NULL, 0);
    const size_t n = fill_quadrature(iteration->scratch, use, edges);
    for (size_t b = 1; b < use->subsets; b++) {
        double sum = 0;
        for (size_t i = 0; i < n; i++)
            sum += scratch->quadrature_weight[i] * scratch->quadrature_w[i] *
                   subset_probability(iteration, g, use, b, scratch->quadrature_rank[i]);
        out[b] = size * sum;
    }
}

/* The cells of an intake depend on it through the adjustments of effects on outcomes alone. */
static bool same_as_before(const struct plan_use *use, const struct use_state *state, int intake)
{
    if (intake == 0) return false;
    if (use->target == EFFECT_SERVICE) return true;
    const double *const adjust = state->adjust + (size_t)intake * use->effects.count;
    return memcmp(adjust, adjust - use->effects.count, use->effects.count * sizeof *adjust) == 0;
}

void cohort_expect(const struct plan *plan, const struct iteration *iteration, size_t group, int intake,
                   double *out_cell)
{
    const struct plan_group *const g = &plan->group[group];
    for (size_t j = 0; j < g->interventions; j++)
        out_cell[j] = g->size * iteration->theta[g->targeting[j].top] * iteration->targeting[group][j].uptake;
    for (size_t i = 0; i < g->uses; i++) {
        const struct plan_use *const use = &g->use[i];
        const struct use_state *const state = &iteration->use[group][i];
        double *const cell = out_cell + use->cell;
        if (same_as_before(use, state, intake))
            memcpy(cell, cell - g->cells, plan_use_cells(use) * sizeof *cell);
        else if (use->target == EFFECT_SERVICE)
            expected_weights(iteration, group, use, g->size, cell);
        else
            *cell = g->size * expected_avoided(plan, iteration, group, use, state, intake);
    }
}
