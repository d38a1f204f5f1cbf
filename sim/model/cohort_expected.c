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
    if (!(risk > 0 && risk <= 1 && state->kappa > 0)) return count;
    return reach_add_edge(edge, count, concentration_rank(use->concentration, risk / state->kappa), 1);
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
    int intake; /* its row of the state */
    int year;   /* in which it enters, and which decides what programmes run */
};

/* One effect alone at a person's own risk p. */
static struct effect_change change_of(const struct integral *of, size_t effect, double p)
{
    const double adjust = of->state->adjust[(size_t)of->intake * of->use->effects.count + effect];
    return effect_change(of->use->effects.effect[effect].measure, of->state->value[effect], adjust, p);
}

/* By how much effect i is stronger than effect j: where that changes sign, `interactions: best` takes another. */
static double stronger(const struct integral *of, size_t i, size_t j, double p)
{
    return effect_lead(change_of(of, j, p), change_of(of, i, p), p);
}

/* Where that is positive, the risk with the effects of a subset is cut. */
static double above_one(const struct integral *of, size_t subset, size_t unused, double p)
{
    (void)unused;
    return cohort_own_risk(of->plan, of->use, of->state, of->intake, subset, p) - 1;
}

typedef double risk_function(const struct integral *of, size_t i, size_t j, double p);

static const double least_risk = 1e-6; /* below it nothing is looked for, nor so near to 1 */

/* The next of the risks between which at most one change of sign is looked for, denser towards 0 and 1. */
static double next_risk(double p)
{
    return 1 - p > least_risk ? fmin(1.25 * p, (1 + p) / 2) : 1;
}

/* Adds the ranks at whose risk, between two, the function changes sign: at most CROSSINGS. */
static size_t add_crossings(const struct integral *of, risk_function *function, size_t i, size_t j, double least,
                            double most, size_t count)
{
    double *const edge = of->scratch->edge;
    int found = 0;
    for (double low = least, next; low < most && found < COHORT_CROSSINGS; low = next) {
        double from = low, to = next = fmin(most, next_risk(low));
        const bool sign = function(of, i, j, from) > 0;
        if ((function(of, i, j, to) > 0) == sign) continue;
        for (double middle = (from + to) / 2; middle > from && middle < to; middle = (from + to) / 2)
            *((function(of, i, j, middle) > 0) == sign ? &from : &to) = middle;
        count = add_edge_at_risk(of->use, of->state, edge, count, to);
        found++;
    }
    return count;
}

/* An odds ratio v moves a risk most at 1 / (1 + sqrt(v)): an absolute effect that is about as strong there may prevail
 * on both sides of it. */
static size_t add_stronger_edges(const struct integral *of, size_t i, size_t j, size_t count)
{
    const struct plan_effect *const effect = of->use->effects.effect;
    const size_t ratio = effect[i].measure == MEASURE_ODDS_RATIO ? i : j, other = ratio == i ? j : i;
    const bool twice =
        effect[ratio].measure == MEASURE_ODDS_RATIO && effect[other].measure == MEASURE_ABSOLUTE_RISK_REDUCTION;
    const double turn = twice ? 1 / (1 + sqrt(of->state->value[ratio])) : 1;
    count = add_crossings(of, stronger, i, j, least_risk, turn, count);
    return add_crossings(of, stronger, i, j, turn, 1, count);
}

/* The factor of an odds ratio v has a pole at the risk 1 / (1 - v), beyond 1 or below 0: panels halve towards the end
 * that it is near, until it is eight of their widths away. The ratio acts on a risk less `points`. */
static size_t add_pole_edges(const struct integral *of, double ratio, double points, size_t count)
{
    enum { ALWAYS = 3 };
    if (ratio == 1) return count;
    const bool beyond = ratio < 1;
    const double away = beyond ? ratio / (1 - ratio) : 1 / (ratio - 1);
    double width = 0.5;
    for (int i = 0; i < COHORT_POLE_EDGES && (i < ALWAYS || 8 * width > away); i++, width /= 2)
        count = add_edge_at_risk(of->use, of->state, of->scratch->edge, count, points + (beyond ? 1 - width : width));
    return count;
}

/* Where the effects of a subset pass a risk of 1. One odds ratio leaves 1 at 1 and what is below it below, so that the
 * greatest risk tells; the product of two may pass 1 and be back below it there. No risk passes 1 that would not if
 * every harm were as great as at 0. */
static size_t add_cut_edges(const struct integral *of, size_t subset, size_t count)
{
    const struct plan_effects *const effects = &of->use->effects;
    size_t ratios = 0;
    double factor = 1, harm = 0;
    for (size_t e = 0; e < effects->count; e++) {
        if (!(subset >> e & 1)) continue;
        const struct effect_change change = change_of(of, e, 0);
        ratios += effects->effect[e].measure == MEASURE_ODDS_RATIO && change.factor > 1;
        factor *= fmax(1, change.factor);
        harm += fmax(0, -change.points);
    }
    const bool add = of->plan->scenario->settings.interactions == INTERACTIONS_MULTIPLY;
    if (!(above_one(of, subset, 0, 1) > 0 || (add && ratios > 1))) return count;
    return add_crossings(of, above_one, subset, 0, fmax(least_risk, 1 / factor - harm), 1, count);
}

/* Whether the kinks where this subset's risk is cut are worth an edge: all of them for a few effects, and of many the
 * single ones and the whole, because what lies between is small. */
static bool has_edge(const struct plan_use *use, size_t subset)
{
    const bool few = use->effects.count <= COHORT_EDGE_EFFECTS;
    return few || (subset & (subset - 1)) == 0 || subset == use->subsets - 1;
}

/* Where the absolute effects of a subset reach a risk of 0 or 1, and the odds ratios that act at what they leave. */
static size_t add_shifted_edges(const struct integral *of, size_t subset, size_t count)
{
    const struct plan_use *const use = of->use;
    const double points = cohort_points(use, of->state, of->intake, subset);
    if (points == 0) return count;
    count = add_edge_at_risk(use, of->state, of->scratch->edge, count, points);
    count = add_edge_at_risk(use, of->state, of->scratch->edge, count, points + 1);
    for (size_t e = 0; e < use->effects.count; e++)
        if (subset >> e & 1 && use->effects.effect[e].measure == MEASURE_ODDS_RATIO)
            count = add_pole_edges(of, of->state->value[e], points, count);
    return count;
}

/* Kinks of risks that depend on the person's own: absolute effects reach 0, a risk 1, or the best effect is another
 * one. */
static size_t add_own_risk_edges(const struct integral *of, size_t count)
{
    const struct plan_use *const use = of->use;
    const bool best = of->plan->scenario->settings.interactions == INTERACTIONS_BEST;
    for (size_t e = 0; e < use->effects.count; e++) {
        if (use->effects.effect[e].measure == MEASURE_ODDS_RATIO)
            count = add_pole_edges(of, of->state->value[e], 0, count);
        for (size_t other = 0; best && other < e; other++) count = add_stronger_edges(of, e, other, count);
    }
    for (size_t b = 1; b < use->subsets; b++) {
        if (!has_edge(use, b)) continue;
        count = add_shifted_edges(of, b, count);
        count = add_cut_edges(of, b, count);
    }
    return count;
}

/* The same where points and factor depend on the subset alone. Below a factor of 1 the risk without them is cut first.
 */
static size_t add_linear_edges(const struct integral *of, size_t count)
{
    const struct plan_use *const use = of->use;
    const size_t first = (size_t)of->intake * use->subsets;
    double *const edge = of->scratch->edge;
    for (size_t b = 1; b < use->subsets; b++) {
        if (!has_edge(use, b)) continue;
        const double factor = of->state->factor[first + b], points = use->absolute ? of->state->points[first + b] : 0;
        count = add_edge_at_risk(use, of->state, edge, count, points);
        if (factor > 1 || points < 0) count = add_edge_at_risk(use, of->state, edge, count, points + 1 / factor);
    }
    return count;
}

/* Where a person's risk has a kink as a function of the rank, without and with the effects. */
static size_t add_risk_edges(const struct integral *of, size_t count)
{
    const struct plan_use *const use = of->use;
    if (use->concentration->shape == CONCENTRATION_NONE) return count;
    count = add_edge_at_risk(use, of->state, of->scratch->edge, count, 1);
    return use->linear ? add_linear_edges(of, count) : add_own_risk_edges(of, count);
}

static size_t fill_edges(const struct integral *of)
{
    double *const edge = of->scratch->edge;
    size_t count = reach_add_edge(edge, 0, 1 - reach_sliver, 1);
    for (size_t i = 0; i < of->use->breakpoints; i++) count = reach_add_edge(edge, count, of->use->breakpoint[i], 1);
    for (size_t e = 0; e < of->use->effects.count; e++) {
        double kink[2];
        const int kinks = targeting_kinks(&of->targeting[of->use->effects.effect[e].slot], kink);
        for (int i = 0; i < kinks; i++) count = reach_add_edge(edge, count, kink[i], 1);
    }
    return of->use->target == EFFECT_OUTCOME ? add_risk_edges(of, count) : count;
}

/* Gauss-Legendre nodes of a panel; two where it is so narrow that the rest is as good as a cubic. */
struct rule {
    size_t nodes;
    const double *node, *weight;
};

static struct rule rule_of(bool narrow)
{
    static const double node[] = {0.21132486540518711775, 0.78867513459481288225}, half[] = {0.5, 0.5};
    return narrow ? (struct rule){2, node, half} : (struct rule){COHORT_NODES, legendre_node, legendre_weight};
}

/* The many rows of an empirical weight, linear between them, make panels narrow. */
static size_t fill_panel(const struct integral *of, double from, double to, size_t n)
{
    static const double narrow = 1.0 / 512;
    const struct rule rule = rule_of(of->use->concentration->shape == CONCENTRATION_EMPIRICAL && to - from < narrow);
    for (size_t i = 0; i < rule.nodes; i++, n++) {
        of->scratch->quadrature_rank[n] = from + (to - from) * rule.node[i];
        of->scratch->quadrature_weight[n] = (to - from) * rule.weight[i];
    }
    return n;
}

static double eighth_root(double x)
{
    return sqrt(sqrt(sqrt(x)));
}

/* In the sliver, between two distances from 1: nodes of the distance where w ends, of its eighth root, in which w is
 * smooth, where it runs off. */
static size_t fill_top_panel(const struct integral *of, double far, double near, size_t first)
{
    static const double NARROW = 1e-3; /* w is a power of 1 + spread * distance */
    struct cohort_scratch *const scratch = of->scratch;
    const struct concentration *const c = of->use->concentration;
    const bool runs_off = c->shape == CONCENTRATION_LOGNORMAL || isinf(c->spread);
    const struct rule rule = rule_of(!runs_off && c->spread * far < NARROW);
    const double start = runs_off ? eighth_root(near) : near, end = runs_off ? eighth_root(far) : far;
    double distance[COHORT_NODES];
    for (size_t i = 0; i < rule.nodes; i++) {
        const double at = start + (end - start) * rule.node[i], square = at * at, fourth = square * square;
        distance[i] = runs_off ? fourth * fourth : at;
        scratch->quadrature_rank[first + i] = 1 - distance[i];
        scratch->quadrature_weight[first + i] =
            (end - start) * rule.weight[i] * (runs_off ? 8 * fourth * square * at : 1);
    }
    concentration_fill_top(c, distance, rule.nodes, scratch->quadrature_w + first);
    return first + rule.nodes;
}

/* A service's costs grow with w, which therefore is wanted in the mean alone. */
static size_t fill_top_mean(const struct integral *of, double far, double near, size_t n)
{
    const struct concentration *const c = of->use->concentration;
    of->scratch->quadrature_rank[n] = 1 - (far + near) / 2;
    of->scratch->quadrature_weight[n] = far - near;
    of->scratch->quadrature_w[n] = (concentration_top_share(c, far) - concentration_top_share(c, near)) / (far - near);
    return n + 1;
}

/* Nodes of all panels, their weights, and w there. Returns how many. */
static size_t fill_quadrature(const struct integral *of)
{
    struct cohort_scratch *const scratch = of->scratch;
    const size_t edges = fill_edges(of);
    size_t n = 0, panel = 0;
    double from = 0;
    for (; from < 1 - reach_sliver; from = scratch->edge[panel++]) n = fill_panel(of, from, scratch->edge[panel], n);
    concentration_fill(of->use->concentration, scratch->quadrature_rank, n, scratch->quadrature_w);
    for (; panel <= edges; panel++) {
        const double to = panel < edges ? scratch->edge[panel] : 1;
        if (to > from)
            n = (of->use->target == EFFECT_SERVICE ? fill_top_mean : fill_top_panel)(of, 1 - from, 1 - to, n);
        from = to;
    }
    return n;
}

/* Whether the programme still runs when the intake enters. */
static bool reaches(const struct integral *of, int slot, int year)
{
    return programme_runs(of->group->targeting[slot].programme, year);
}

/* Probabilities that a person of this rank takes part in the interventions behind each effect of the use. */
static void fill_participation(const struct integral *of, double rank, double *out_probability)
{
    for (size_t e = 0; e < of->use->effects.count; e++) {
        const int slot = of->use->effects.effect[e].slot;
        out_probability[e] = reaches(of, slot, of->year) ? targeting_probability(&of->targeting[slot], rank) : 0;
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

/* Whether some combination of the effects takes a risk p below 0 or above 1. */
static bool is_cut(const struct effect_change *change, size_t count, double p)
{
    double low = p, high = p;
    for (size_t e = 0; e < count; e++) *(change[e].points > 0 ? &low : &high) -= change[e].points;
    for (size_t e = 0; e < count; e++) high *= fmax(1, change[e].factor);
    return low < 0 || high > 1;
}

/* Expected fall of a risk p where points add, factors multiply and no combination of them is cut. */
static double fall_by_product(const double *probability, const struct effect_change *change, size_t count, double p)
{
    double left = p;
    for (size_t e = 0; e < count; e++) left -= probability[e] * change[e].points;
    for (size_t e = 0; e < count; e++) left *= 1 + probability[e] * (change[e].factor - 1);
    return p - left;
}

/* The same where the one that moves p farthest counts: the strongest first, each with the probability that no stronger
 * one reaches the person. `change` and `probability` are put into that order. */
static double fall_by_best(double *probability, struct effect_change *change, size_t count, double p)
{
    double fall = 0, left = 1;
    for (size_t e = 0; e < count; e++) {
        size_t strongest = e;
        for (size_t i = e + 1; i < count; i++)
            if (effect_prevails(change[strongest], change[i], p)) strongest = i;
        const struct effect_change best = change[strongest];
        const double reached = probability[strongest];
        change[strongest] = change[e], probability[strongest] = probability[e];
        fall += left * reached * (p - effect_risk(best, p));
        left *= 1 - reached;
    }
    return fall;
}

/* The same by all subsets: some combinations are cut, or odds ratios act at what absolute effects leave. */
static double fall_by_subsets(const struct integral *of, const double *probability, double p)
{
    double *const subset = of->scratch->subset_probability;
    double fall = 0;
    fill_subsets(probability, of->use->effects.count, subset);
    for (size_t b = 1; b < of->use->subsets; b++)
        fall += subset[b] * (p - effect_cut(cohort_own_risk(of->plan, of->use, of->state, of->intake, b, p)));
    return fall;
}

/* Expected fall of the risk of a person by the effects of whatever reaches them. */
static double expected_fall(const struct integral *of, double rank, double p)
{
    const size_t count = of->use->effects.count;
    double probability[PLAN_INTERVENTIONS];
    struct effect_change change[PLAN_INTERVENTIONS];
    fill_participation(of, rank, probability);
    for (size_t e = 0; e < count; e++) change[e] = change_of(of, e, p);
    if (of->plan->scenario->settings.interactions == INTERACTIONS_BEST)
        return fall_by_best(probability, change, count, p);
    const bool product = (of->use->linear || !of->use->absolute) && !is_cut(change, count, p);
    return product ? fall_by_product(probability, change, count, p) : fall_by_subsets(of, probability, p);
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
        const double uptake = reaches(of, slot, of->year) ? of->targeting[slot].uptake : 0;
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

/* Integral of i min(p, most). */
static double risk_below(const struct reach *reach, double kappa, double most)
{
    return kappa > 0 && most > 0 ? kappa * reach_below(reach, (most < 1 ? most : 1) / kappa) : 0;
}

/* Integral of i (p - min(1, p * factor)). */
static double scaled_fall(const struct reach *reach, double kappa, double factor)
{
    const double risk = kappa * reach_below(reach, 1 / kappa);
    if (factor <= 1) return (1 - factor) * risk;
    return risk - kappa * factor * reach_below(reach, 1 / (kappa * factor));
}

/* Integral of i (p - treated), treated = (p - points) * factor within 0..1: 0 up to p = points, 1 from `full` on. */
static double changed_fall(const struct reach *reach, double kappa, struct effect_change change)
{
    if (change.points == 0) return kappa > 0 ? scaled_fall(reach, kappa, change.factor) : 0;
    if (change.factor == 0) return risk_below(reach, kappa, 1);
    const double full = change.points + 1 / change.factor, harm = -change.points;
    const double everybody = harm > 0 ? fmin(1, harm * change.factor) * reach_share(reach) : 0;
    const double between = risk_below(reach, kappa, full) - risk_below(reach, kappa, change.points);
    return risk_below(reach, kappa, 1) - change.factor * between - everybody;
}

/* Of those whom just the interventions of each subset reach, the fall that its change brings. */
static double reached_by_changes(const struct integral *of, const double *uptake)
{
    const size_t effects = of->use->effects.count, subsets = of->use->subsets;
    const size_t first = (size_t)of->intake * subsets;
    double sum = 0;
    for (size_t b = 1; b < subsets; b++) {
        const struct effect_change change = {of->use->absolute ? of->state->points[first + b] : 0,
                                             of->state->factor[first + b]};
        double fall[PLAN_REACH_SUBSETS] = {0};
        for (size_t c = b; c < subsets; c++)
            if ((c & b) == b && uptake[c] > 0)
                fall[c] = uptake[c] * changed_fall(of->use->reach->subset[c], of->state->kappa, change);
        exactly(effects, fall);
        sum += fall[b];
    }
    return sum;
}

static double reached_avoided(const struct integral *of)
{
    double uptake[PLAN_REACH_SUBSETS];
    fill_uptakes(of, uptake);
    return of->group->size * reached_by_changes(of, uptake);
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
        if (reaches(of, slot, of->year) != reaches(of, slot, of->year - 1)) return false;
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
                          .intake = intake,
                          .year = intake};
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
    own.linear = false;
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
        with += weight * effect_risk(effect_change(effect->measure, state.value[e], adjust, p), p);
    }
    const double mean = iteration->theta[plan->scenario->outcome[use->item].risk];
    *out_without = persons > 0 ? without / persons : mean;
    *out_with = persons > 0 ? with / persons : mean;
}

double cohort_avoided_by_points(const struct plan *plan, const struct iteration *iteration,
                                struct cohort_scratch *scratch, size_t group, const struct plan_use *use, int intake)
{
    const struct use_state *const whole = &iteration->use[group][use - plan->group[group].use];
    struct plan_effect effect[PLAN_INTERVENTIONS];
    double value[PLAN_INTERVENTIONS], adjust[PLAN_INTERVENTIONS];
    struct plan_use own = *use; /* those that run, as if there were one intake, and changes were not prepared */
    struct use_state state = {.kappa = whole->kappa, .value = value, .adjust = adjust};
    size_t n = 0;
    for (size_t e = 0; e < use->effects.count; e++) {
        if (use->effects.effect[e].measure != MEASURE_ABSOLUTE_RISK_REDUCTION) continue;
        if (!programme_runs(plan->group[group].targeting[use->effects.effect[e].slot].programme, intake)) continue;
        effect[n] = use->effects.effect[e];
        value[n] = whole->value[e];
        adjust[n++] = whole->adjust[(size_t)intake * use->effects.count + e];
    }
    own.effects = (struct plan_effects){n, effect};
    own.subsets = (size_t)1 << n;
    own.linear = false;
    const struct integral of = {.plan = plan,
                                .iteration = iteration,
                                .scratch = scratch,
                                .group = &plan->group[group],
                                .targeting = iteration->targeting[group],
                                .use = &own,
                                .state = &state,
                                .year = intake};
    return n > 0 ? expected_avoided(&of) : 0;
}
