#include <math.h>
#include <string.h>

#include "sim/model/cohort.h"
#include "sim/model/cohort_scratch.h"
#include "sim/model/effect.h"
#include "sim/model/reach.h"
#include "sim/model/targeting.h"

static size_t add_edge_at_risk(const struct plan_use *use, const struct use_state *state, double *edge, size_t count,
                               double risk)
{
    if (!(risk > 0 && state->kappa > 0)) return count;
    return reach_add_edge(edge, count, concentration_rank(use->concentration, risk / state->kappa));
}

/* What is integrated: one use in one intake of one group. */
struct integral {
    const struct plan *plan;
    const struct iteration *iteration;
    struct cohort_scratch *scratch;
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
    double *const edge = of->scratch->edge;
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

/* The factor of an odds ratio v has a pole at the risk 1 / (1 - v), beyond 1 or below 0: panels halve towards the end
 * that it is near, until it is eight of their widths away. */
static size_t add_pole_edges(const struct integral *of, double ratio, size_t count)
{
    enum { ALWAYS = 3 };
    if (ratio == 1) return count;
    const bool beyond = ratio < 1;
    const double away = beyond ? ratio / (1 - ratio) : 1 / (ratio - 1);
    double width = 0.5;
    for (int i = 0; i < COHORT_POLE_EDGES && (i < ALWAYS || 8 * width > away); i++, width /= 2)
        count = add_edge_at_risk(of->use, of->state, of->scratch->edge, count, beyond ? 1 - width : width);
    return count;
}

/* Whether the kinks of this subset's clipping are worth an edge: all of them for a few effects, and of many the single
 * ones and the whole, because what lies between is small. */
static bool has_edge(const struct plan_use *use, size_t subset)
{
    const bool few = use->effects.count <= COHORT_EDGE_EFFECTS;
    return few || (subset & (subset - 1)) == 0 || subset == use->subsets - 1;
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
            count = add_edge_at_risk(use, of->state, of->scratch->edge, count, of->state->value[e] * adjust);
        if (use->effects.effect[e].measure == MEASURE_ODDS_RATIO)
            count = add_pole_edges(of, of->state->value[e], count);
        for (size_t other = 0; best && other < e; other++) count = add_crossings(of, stronger, e, other, count);
    }
    for (size_t b = 1; b < use->subsets; b++)
        if (has_edge(use, b) && above_one(of, b, 0, 1) > 0) count = add_crossings(of, above_one, b, 0, count);
    return count;
}

/* Where a person's risk has a kink as a function of the rank, without and with the effects. Below a factor of 1 the
 * risk without them is clipped first. */
static size_t add_risk_edges(const struct integral *of, size_t count)
{
    const struct plan_use *const use = of->use;
    double *const edge = of->scratch->edge;
    if (use->concentration->shape == CONCENTRATION_NONE) return count;
    count = add_edge_at_risk(use, of->state, edge, count, 1);
    if (!use->relative) return add_own_risk_edges(of, count);
    const double *const factor = of->state->factor + (size_t)of->intake * use->subsets;
    for (size_t b = 1; b < use->subsets; b++)
        if (factor[b] > 1 && has_edge(use, b)) count = add_edge_at_risk(use, of->state, edge, count, 1 / factor[b]);
    return count;
}

static size_t fill_edges(const struct integral *of)
{
    double *const edge = of->scratch->edge;
    size_t count = 0;
    for (size_t i = 0; i < of->use->breakpoints; i++) count = reach_add_edge(edge, count, of->use->breakpoint[i]);
    for (size_t e = 0; e < of->use->effects.count; e++) {
        double kink[2];
        const int kinks = targeting_kinks(&of->targeting[of->use->effects.effect[e].slot], kink);
        for (int i = 0; i < kinks; i++) count = reach_add_edge(edge, count, kink[i]);
    }
    return of->use->target == EFFECT_OUTCOME ? add_risk_edges(of, count) : count;
}

/* Gauss-Legendre nodes of a panel; two where the many rows of an empirical weight, linear between them, make it so
 * narrow that the rest is as good as a cubic. */
struct rule {
    size_t nodes;
    const double *node, *weight;
};

static struct rule rule_of(const struct integral *of, double width)
{
    static const double narrow = 1.0 / 512;
    static const double node[] = {0.21132486540518711775, 0.78867513459481288225}, half[] = {0.5, 0.5};
    const bool few = of->use->concentration->shape == CONCENTRATION_EMPIRICAL && width < narrow;
    return few ? (struct rule){2, node, half}
               : (struct rule){COHORT_NODES, of->scratch->node, of->scratch->node_weight};
}

/* Nodes of all panels, their weights, and w there; the sliver is the last node. Returns how many. */
static size_t fill_quadrature(const struct integral *of)
{
    struct cohort_scratch *const scratch = of->scratch;
    const size_t edges = fill_edges(of);
    size_t n = 0;
    for (size_t panel = 0; panel <= edges; panel++) {
        const double from = panel > 0 ? scratch->edge[panel - 1] : 0;
        const double to = panel < edges ? scratch->edge[panel] : 1 - reach_sliver;
        const struct rule rule = rule_of(of, to - from);
        for (size_t i = 0; i < rule.nodes; i++, n++) {
            scratch->quadrature_rank[n] = from + (to - from) * rule.node[i];
            scratch->quadrature_weight[n] = (to - from) * rule.weight[i];
        }
    }
    scratch->quadrature_rank[n] = 1 - reach_sliver / 2;
    scratch->quadrature_weight[n++] = reach_sliver;
    concentration_fill(of->use->concentration, scratch->quadrature_rank, n, scratch->quadrature_w);
    if (of->use->target == EFFECT_SERVICE)
        scratch->quadrature_w[n - 1] = concentration_top_share(of->use->concentration, reach_sliver) / reach_sliver;
    return n;
}

/* Whether the programme still runs when the intake enters. */
static bool reaches(const struct integral *of, int slot, int intake)
{
    return intake < of->group->targeting[slot].years;
}

/* Probabilities that a person of this rank takes part in the interventions behind each effect of the use. */
static void fill_participation(const struct integral *of, double rank, double *out_probability)
{
    for (size_t e = 0; e < of->use->effects.count; e++) {
        const int slot = of->use->effects.effect[e].slot;
        out_probability[e] = reaches(of, slot, of->intake) ? targeting_probability(&of->targeting[slot], rank) : 0;
    }
}

/* Probabilities of all subsets of independent events, by doubling: out_subset[2^count]. */
static void fill_subsets(const double *probability, size_t count, double *out_subset)
{
    out_subset[0] = 1;
    for (size_t e = 0; e < count; e++) {
        const size_t half = (size_t)1 << e;
        for (size_t b = 0; b < half; b++) {
            out_subset[half + b] = out_subset[b] * probability[e];
            out_subset[b] *= 1 - probability[e];
        }
    }
}

/* Expected fall of a risk p where the factors multiply and no combination of them reaches a risk of 1. */
static double fall_by_product(const double *probability, const double *factor, size_t count, double p)
{
    double left = p;
    for (size_t e = 0; e < count; e++) left *= 1 + probability[e] * (factor[e] - 1);
    return p - left;
}

/* The same where the one factor farthest from 1 counts: the strongest first, each with the probability that no stronger
 * one reaches the person. `factor` and `probability` are put into that order. */
static double fall_by_best(double *probability, double *factor, size_t count, double p)
{
    double fall = 0, left = 1;
    for (size_t e = 0; e < count; e++) {
        size_t strongest = e;
        for (size_t i = e + 1; i < count; i++)
            if (effect_combine(INTERACTIONS_BEST, factor[strongest], factor[i]) != factor[strongest]) strongest = i;
        const double f = factor[strongest], reached = probability[strongest];
        factor[strongest] = factor[e], probability[strongest] = probability[e];
        fall += left * reached * (p - fmin(1, p * f));
        left *= 1 - reached;
    }
    return fall;
}

/* The same by all subsets: factors multiply, and some combinations are clipped. */
static double fall_by_subsets(const struct integral *of, const double *probability, double p)
{
    double *const subset = of->scratch->subset_probability;
    double fall = 0;
    fill_subsets(probability, of->use->effects.count, subset);
    for (size_t b = 1; b < of->use->subsets; b++)
        fall += subset[b] * (p - fmin(1, cohort_own_risk(of->plan, of->use, of->state, of->intake, b, p)));
    return fall;
}

/* Expected fall of the risk of a person by the effects of whatever reaches them. */
static double expected_fall(const struct integral *of, double rank, double p)
{
    const size_t count = of->use->effects.count;
    const double *const adjust = of->state->adjust + (size_t)of->intake * count;
    double probability[PLAN_INTERVENTIONS], factor[PLAN_INTERVENTIONS], worst = p;
    fill_participation(of, rank, probability);
    for (size_t e = 0; e < count; e++) {
        factor[e] = effect_risk_factor(of->use->effects.effect[e].measure, of->state->value[e], adjust[e], p);
        worst *= fmax(1, factor[e]);
    }
    if (of->plan->scenario->settings.interactions == INTERACTIONS_BEST)
        return fall_by_best(probability, factor, count, p);
    return worst <= 1 ? fall_by_product(probability, factor, count, p) : fall_by_subsets(of, probability, p);
}

/* --- by integrals taken once (reach.h) --- */

/* Whether they hold in this iteration: nobody is invited otherwise than when they were taken. */
static bool has_reach(const struct integral *of)
{
    const struct plan_reach *const reach = of->use->reach;
    if (!reach || (of->use->target == EFFECT_OUTCOME && !isfinite(of->state->kappa))) return false;
    for (size_t e = 0; e < of->use->effects.count; e++) {
        const struct targeting *const now = &of->targeting[of->use->effects.effect[e].slot], *const then =
                                                                                                 &reach->invited[e];
        if (now->everybody != then->everybody || now->accuracy != then->accuracy || now->threshold != then->threshold)
            return false;
    }
    return true;
}

/* Products of uptakes of every subset's interventions, 0 where one does not run: out[subsets]. */
static void fill_uptakes(const struct integral *of, double *out)
{
    out[0] = 1;
    for (size_t e = 0; e < of->use->effects.count; e++) {
        const int slot = of->use->effects.effect[e].slot;
        const double uptake = reaches(of, slot, of->intake) ? of->targeting[slot].uptake : 0;
        const size_t half = (size_t)1 << e;
        for (size_t b = 0; b < half; b++) out[half + b] = out[b] * uptake;
    }
}

/* From those whom at least the interventions of a subset reach to those whom just these reach: Moebius' inversion. */
static void exactly(size_t effects, double *of_subset)
{
    for (size_t e = 0; e < effects; e++)
        for (size_t b = 0; b < (size_t)1 << effects; b++)
            if (!(b >> e & 1)) of_subset[b] -= of_subset[b | (size_t)1 << e];
}

static void reached_weights(const struct integral *of, double *out)
{
    double uptake[PLAN_REACH_SUBSETS];
    fill_uptakes(of, uptake);
    out[0] = 0;
    for (size_t b = 1; b < of->use->subsets; b++)
        out[b] = of->group->size * uptake[b] * reach_weight(of->use->reach->subset[b]);
    exactly(of->use->effects.count, out);
    out[0] = 0; /* whom nothing reaches counts for nothing */
}

/* Integral of i (p - min(1, p * factor)). */
static double scaled_fall(const struct reach *reach, double kappa, double factor)
{
    const double risk = kappa * reach_below(reach, 1 / kappa);
    if (factor <= 1) return (1 - factor) * risk;
    return risk - kappa * factor * reach_below(reach, 1 / (kappa * factor));
}

/* Integral of i (p - treated), treated = p - points within 0..1; nobody without a risk is harmed. */
static double shifted_fall(const struct reach *reach, double kappa, double points)
{
    if (points >= 0) return kappa * reach_below(reach, fmin(1, points) / kappa);
    const double harm = fmin(1, -points);
    return kappa * (reach_below(reach, 1 / kappa) - reach_below(reach, (1 - harm) / kappa)) - harm * reach_share(reach);
}

/* Of those whom just the interventions of each subset reach, the fall that its factor brings. */
static double reached_by_factors(const struct integral *of, const double *uptake)
{
    const size_t effects = of->use->effects.count, subsets = of->use->subsets;
    const double *const factor = of->state->factor + (size_t)of->intake * subsets;
    double sum = 0;
    for (size_t b = 1; b < subsets; b++) {
        double fall[PLAN_REACH_SUBSETS] = {0};
        for (size_t c = b; c < subsets; c++)
            if ((c & b) == b && uptake[c] > 0)
                fall[c] = uptake[c] * scaled_fall(of->use->reach->subset[c], of->state->kappa, factor[b]);
        exactly(effects, fall);
        sum += fall[b];
    }
    return sum;
}

static double reached_avoided(const struct integral *of)
{
    double uptake[PLAN_REACH_SUBSETS];
    if (!(of->state->kappa > 0)) return 0;
    fill_uptakes(of, uptake);
    if (of->use->relative) return of->group->size * reached_by_factors(of, uptake);
    const double points = of->state->value[0] * of->state->adjust[of->intake];
    return of->group->size * uptake[1] * shifted_fall(of->use->reach->subset[1], of->state->kappa, points);
}

/* --- by quadrature --- */

static double expected_avoided(const struct integral *of)
{
    const struct cohort_scratch *const scratch = of->scratch;
    const size_t n = fill_quadrature(of);
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        const double p = cohort_risk(of->state->kappa, scratch->quadrature_w[i]);
        sum += scratch->quadrature_weight[i] * expected_fall(of, scratch->quadrature_rank[i], p);
    }
    return sum * of->group->size;
}

/* Sums of w over the persons whom each subset reaches. */
static void expected_weights(const struct integral *of, double *out)
{
    const struct cohort_scratch *const scratch = of->scratch;
    const size_t nodes = fill_quadrature(of);
    double probability[PLAN_INTERVENTIONS];
    memset(out, 0, of->use->subsets * sizeof *out);
    for (size_t i = 0; i < nodes; i++) {
        const double weight = of->group->size * scratch->quadrature_weight[i] * scratch->quadrature_w[i];
        fill_participation(of, scratch->quadrature_rank[i], probability);
        fill_subsets(probability, of->use->effects.count, scratch->subset_probability);
        for (size_t b = 1; b < of->use->subsets; b++) out[b] += weight * scratch->subset_probability[b];
    }
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
        *out_cell = has_reach(of) ? reached_avoided(of) : expected_avoided(of);
    } else if (has_reach(of)) {
        reached_weights(of, out_cell);
    } else {
        expected_weights(of, out_cell);
    }
}

void cohort_expect(const struct plan *plan, const struct iteration *iteration, struct cohort_scratch *scratch,
                   size_t group, int intake, double *out_cell)
{
    struct integral of = {.plan = plan,
                          .iteration = iteration,
                          .scratch = scratch,
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

void cohort_risks_of_invited(const struct plan *plan, const struct iteration *iteration, struct cohort_scratch *scratch,
                             size_t group, const struct plan_use *use, size_t e, double adjust, double *out_without,
                             double *out_with)
{
    const struct plan_effect *const effect = &use->effects.effect[e];
    double adjusted[PLAN_INTERVENTIONS];
    struct plan_use own = *use; /* as if there were one intake, and factors were not prepared */
    struct use_state state = iteration->use[group][use - plan->group[group].use];
    memcpy(adjusted, state.adjust, use->effects.count * sizeof *adjusted);
    adjusted[e] = adjust;
    state.adjust = adjusted;
    own.relative = false;
    const struct integral of = {.plan = plan,
                                .iteration = iteration,
                                .scratch = scratch,
                                .group = &plan->group[group],
                                .targeting = iteration->targeting[group],
                                .use = &own,
                                .state = &state};
    struct targeting invited = of.targeting[effect->slot];
    const size_t nodes = fill_quadrature(&of);
    double persons = 0, without = 0, with = 0;
    invited.uptake = 1;
    for (size_t i = 0; i < nodes; i++) {
        const double weight =
            scratch->quadrature_weight[i] * targeting_probability(&invited, scratch->quadrature_rank[i]);
        const double p = cohort_risk(state.kappa, scratch->quadrature_w[i]);
        persons += weight;
        without += weight * p;
        with += weight * fmin(1, p * effect_risk_factor(effect->measure, state.value[e], adjust, p));
    }
    const double mean = iteration->theta[plan->scenario->outcome[use->item].risk];
    *out_without = persons > 0 ? without / persons : mean;
    *out_with = persons > 0 ? with / persons : mean;
}
