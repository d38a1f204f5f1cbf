#include <math.h>
#include <string.h>

#include "sim/model/cohort.h"
#include "sim/model/cohort_scratch.h"
#include "sim/model/effect.h"
#include "sim/model/targeting.h"

/* The topmost sliver of ranks is one node: there an unbounded weight has mass, but steps instead of a density (the top
 * ranks hold conditional means). */
static const double top_sliver = 0x1p-28;

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
    if (!(risk > 0)) return count;
    return add_edge(edge, count, concentration_rank(use->concentration, risk / state->kappa));
}

/* What is integrated: one use in one intake of one group. */
struct integral {
    const struct plan *plan;
    const struct iteration *iteration;
    const struct plan_group *group;
    const struct targeting *targeting; /* [interventions of the group] */
    const struct plan_use *use;
    const struct use_state *state;
    int intake;
};

/* Distance from 1 of the factor of one effect at a person's own risk p. */
static double distance(const struct integral *of, size_t effect, double p)
{
    const double adjust = of->state->adjust[(size_t)of->intake * of->use->effects.count + effect];
    return fabs(effect_risk_factor(of->use->effects.effect[effect].measure, of->state->value[effect], adjust, p) - 1);
}

/* By how much effect i is stronger than effect j: where that changes sign, `interactions: best` takes another. */
static double stronger(const struct integral *of, size_t i, size_t j, double p)
{
    return distance(of, i, p) - distance(of, j, p);
}

/* Where that is positive, the risk with the effects of a subset is clipped. */
static double above_one(const struct integral *of, size_t subset, size_t unused, double p)
{
    (void)unused;
    return cohort_own_risk(of->plan, of->use, of->state, of->intake, subset, p) - 1;
}

typedef double risk_function(const struct integral *of, size_t i, size_t j, double p);

/* Adds the ranks at whose risk the function changes sign: looked for between 1e-6 and 1, at most CROSSINGS. */
static size_t add_crossings(const struct integral *of, risk_function *function, size_t i, size_t j, size_t count)
{
    static const double STEP = 1.25;
    double *const edge = of->iteration->scratch->edge;
    int found = 0;
    for (double low = 1e-6; low < 1 && found < COHORT_CROSSINGS; low *= STEP) {
        double from = low, to = fmin(1, low * STEP);
        const bool sign = function(of, i, j, from) > 0;
        if ((function(of, i, j, to) > 0) == sign) continue;
        for (double middle = (from + to) / 2; middle > from && middle < to; middle = (from + to) / 2)
            *((function(of, i, j, middle) > 0) == sign ? &from : &to) = middle;
        count = add_edge_at_risk(of->use, of->state, edge, count, to);
        found++;
    }
    return count;
}

/* Kinks of risks that depend on the person's own: an absolute reduction reaches 0, a risk 1, or the best effect is
 * another one. */
static size_t add_own_risk_edges(const struct integral *of, size_t count)
{
    const struct plan_use *const use = of->use;
    const bool best = of->plan->scenario->settings.interactions == INTERACTIONS_BEST;
    for (size_t e = 0; e < use->effects.count; e++) {
        const double adjust = of->state->adjust[(size_t)of->intake * use->effects.count + e];
        if (use->effects.effect[e].measure == MEASURE_ABSOLUTE_RISK_REDUCTION)
            count = add_edge_at_risk(use, of->state, of->iteration->scratch->edge, count, of->state->value[e] * adjust);
        for (size_t other = 0; best && other < e; other++) count = add_crossings(of, stronger, e, other, count);
    }
    for (size_t b = 1; b < use->subsets; b++) count = add_crossings(of, above_one, b, 0, count);
    return count;
}

/* Where a person's risk has a kink as a function of the rank, without and with the effects. */
static size_t add_risk_edges(const struct integral *of, size_t count)
{
    const struct plan_use *const use = of->use;
    double *const edge = of->iteration->scratch->edge;
    if (use->concentration->shape == CONCENTRATION_NONE) return count;
    count = add_edge_at_risk(use, of->state, edge, count, 1);
    if (!use->relative) return add_own_risk_edges(of, count);
    for (size_t b = 1; b < use->subsets; b++)
        count =
            add_edge_at_risk(use, of->state, edge, count, 1 / of->state->factor[(size_t)of->intake * use->subsets + b]);
    return count;
}

static size_t fill_edges(const struct integral *of)
{
    double *const edge = of->iteration->scratch->edge;
    size_t count = 0;
    for (size_t i = 0; i < of->use->breakpoints; i++) count = add_edge(edge, count, of->use->breakpoint[i]);
    for (size_t e = 0; e < of->use->effects.count; e++) {
        double kink[2];
        const int kinks = targeting_kinks(&of->targeting[of->use->effects.effect[e].slot], kink);
        for (int i = 0; i < kinks; i++) count = add_edge(edge, count, kink[i]);
    }
    return of->use->target == EFFECT_OUTCOME ? add_risk_edges(of, count) : count;
}

/* Nodes of all panels, their weights, and w there; the sliver is the last node. Returns how many. */
static size_t fill_quadrature(const struct integral *of)
{
    struct cohort_scratch *const scratch = of->iteration->scratch;
    const size_t edges = fill_edges(of);
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
    concentration_fill(of->use->concentration, scratch->quadrature_rank, n, scratch->quadrature_w);
    if (of->use->target == EFFECT_SERVICE)
        scratch->quadrature_w[n - 1] = concentration_top_share(of->use->concentration, top_sliver) / top_sliver;
    return n;
}

/* Whether the programme still runs when the intake enters. */
static bool reaches(const struct integral *of, int slot, int intake)
{
    return intake < of->group->targeting[slot].years;
}

/* Probability that exactly the interventions of the subset reach a person of this rank, of those that change the use.
 */
static double subset_probability(const struct integral *of, size_t subset, double rank)
{
    double probability = 1;
    for (size_t e = 0; e < of->use->effects.count; e++) {
        const int slot = of->use->effects.effect[e].slot;
        const double takes_part = reaches(of, slot, of->intake) ? targeting_probability(&of->targeting[slot], rank) : 0;
        probability *= subset >> e & 1U ? takes_part : 1 - takes_part;
    }
    return probability;
}

static double expected_avoided(const struct integral *of)
{
    const struct cohort_scratch *const scratch = of->iteration->scratch;
    const size_t n = fill_quadrature(of);
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        const double uncapped = of->state->kappa * scratch->quadrature_w[i], p = uncapped < 1 ? uncapped : 1;
        double avoided = 0;
        for (size_t b = 1; b < of->use->subsets; b++)
            avoided += subset_probability(of, b, scratch->quadrature_rank[i]) *
                       (p - fmin(1, cohort_own_risk(of->plan, of->use, of->state, of->intake, b, p)));
        sum += scratch->quadrature_weight[i] * avoided;
    }
    return sum * of->group->size;
}

static double expected_weight(const struct integral *of, size_t nodes, size_t subset)
{
    const struct cohort_scratch *const scratch = of->iteration->scratch;
    double sum = 0;
    for (size_t i = 0; i < nodes; i++)
        sum += scratch->quadrature_weight[i] * scratch->quadrature_w[i] *
               subset_probability(of, subset, scratch->quadrature_rank[i]);
    return sum * of->group->size;
}

/* The cells of an intake depend on it through the interventions that run and the adjustments of effects alone. */
static bool same_as_before(const struct integral *of)
{
    if (of->intake == 0) return false;
    const size_t count = of->use->effects.count;
    const double *const adjust = of->state->adjust + (size_t)of->intake * count;
    for (size_t e = 0; e < count; e++) {
        const int slot = of->use->effects.effect[e].slot;
        if (reaches(of, slot, of->intake) != reaches(of, slot, of->intake - 1)) return false;
        if (of->use->target == EFFECT_OUTCOME && adjust[e] != (adjust - count)[e]) return false;
    }
    return true;
}

static void expect_use(const struct integral *of, double *out_cell)
{
    if (same_as_before(of)) {
        memcpy(out_cell, out_cell - of->group->cells, plan_use_cells(of->use) * sizeof *out_cell);
    } else if (of->use->target == EFFECT_OUTCOME) {
        *out_cell = expected_avoided(of);
    } else {
        const size_t nodes = fill_quadrature(of);
        for (size_t b = 1; b < of->use->subsets; b++) out_cell[b] = expected_weight(of, nodes, b);
    }
}

void cohort_expect(const struct plan *plan, const struct iteration *iteration, size_t group, int intake,
                   double *out_cell)
{
    struct integral of = {.plan = plan,
                          .iteration = iteration,
                          .group = &plan->group[group],
                          .targeting = iteration->targeting[group],
                          .intake = intake};
    for (int j = 0; j < (int)of.group->interventions; j++)
        out_cell[j] = reaches(&of, j, intake)
                          ? of.group->size * iteration->theta[of.group->targeting[j].top] * of.targeting[j].uptake
                          : 0;
    for (size_t i = 0; i < of.group->uses; i++) {
        of.use = &of.group->use[i];
        of.state = &iteration->use[group][i];
        expect_use(&of, out_cell + of.use->cell);
    }
}
