#include <math.h>
#include <stdio.h>

#include "sim/model/plan_build.h"
#include "sim/model/reach.h"
#include "sim/numeric/fixed_math.h"
#include "sim/scenario/programme.h"

static bool selects(const struct effect *effect, enum effect_target target, int item, int measure)
{
    return effect->target == target && effect->index == item && (measure < 0 || (int)effect->measure == measure);
}

static struct plan_effect compile_effect(int intervention, int slot, const struct effect *effect)
{
    return (struct plan_effect){.intervention = intervention,
                                .slot = slot,
                                .measure = effect->measure,
                                .value = effect->value,
                                .deadweight = effect->deadweight,
                                .attribution = effect->attribution,
                                .displacement = effect->displacement,
                                .persistence = effect->persistence,
                                .half_life = effect->half_life};
}

static enum status compile_effects(struct plan_build *build, int group, enum effect_target target, int item,
                                   int measure, struct plan_effects *out)
{
    const struct scenario *const scenario = build->scenario;
    struct plan_effect *list = NULL;
    for (int pass = 0; pass < 2; pass++) { /* count, then fill */
        size_t n = 0;
        for (int j = 0, slot = 0; j < (int)scenario->interventions; j++) {
            const struct intervention *const intervention = &scenario->intervention[j];
            if (group >= 0 && intervention->group != group) continue;
            for (size_t e = 0; e < intervention->effect_count; e++) {
                if (!selects(&intervention->effect[e], target, item, measure)) continue;
                if (list) list[n] = compile_effect(j, group < 0 ? -1 : slot, &intervention->effect[e]);
                n++;
            }
            slot++;
        }
        if (!list) list = ARENA_ARRAY(build->arena, n, struct plan_effect);
        if (!list) return error_out_of_memory(build->err);
        *out = (struct plan_effects){.count = n, .effect = list};
    }
    return STATUS_OK;
}

/* Streams named "<section>.<name>/<what>/<intake>", one an intake. */
static enum status intake_streams(struct plan_build *build, int intakes, const char *section, const char *name,
                                  const char *what, const uint64_t **out)
{
    uint64_t *const stream = ARENA_ARRAY(build->arena, (size_t)intakes, uint64_t);
    if (!stream) return error_out_of_memory(build->err);
    for (int a = 0; a < intakes; a++) TRY(plan_build_stream(build, &stream[a], "%s.%s/%s/%d", section, name, what, a));
    *out = stream;
    return STATUS_OK;
}

static enum status compile_targeting(struct plan_build *build, int j, int intakes, struct plan_targeting *out)
{
    const struct intervention *const intervention = &build->scenario->intervention[j];
    *out = (struct plan_targeting){.intervention = j,
                                   .programme = intervention,
                                   .top = intervention->top,
                                   .accuracy = intervention->accuracy,
                                   .uptake = intervention->uptake,
                                   .capacity = intervention->capacity};
    TRY(intake_streams(build, intakes, "interventions", intervention->name, "targeting", &out->targeting));
    return intake_streams(build, intakes, "interventions", intervention->name, "uptake", &out->uptakes);
}

static enum status compile_targetings(struct plan_build *build, int g, struct plan_group *group, int *participation)
{
    struct plan_targeting *const list = ARENA_ARRAY(build->arena, PLAN_INTERVENTIONS, struct plan_targeting);
    if (!list) return error_out_of_memory(build->err);
    for (int j = 0; j < (int)build->scenario->interventions; j++) {
        if (build->scenario->intervention[j].group != g) continue;
        if (group->interventions == PLAN_INTERVENTIONS)
            return error_set(build->err, STATUS_SCENARIO, "population.%s: more than %d interventions on one group",
                             build->scenario->group[g].name, PLAN_INTERVENTIONS);
        participation[2 * j] = g;
        participation[2 * j + 1] = (int)group->interventions;
        TRY(compile_targeting(build, j, group->intakes, &list[group->interventions++]));
    }
    group->targeting = list;
    return STATUS_OK;
}

/* Odds ratios look at a person's own risk, and so does the choice of the best where one effect is absolute. */
static void classify(const struct plan_build *build, struct plan_use *use)
{
    bool odds = false;
    for (size_t e = 0; e < use->effects.count; e++) {
        odds |= use->effects.effect[e].measure == MEASURE_ODDS_RATIO;
        use->absolute |= use->effects.effect[e].measure == MEASURE_ABSOLUTE_RISK_REDUCTION;
    }
    const bool chosen = build->scenario->settings.interactions == INTERACTIONS_BEST && use->effects.count > 1;
    use->linear = use->target == EFFECT_OUTCOME && !odds && !(chosen && use->absolute);
}

/* For each participation mask of the group, the subset of this use's effects that are in it. */
static enum status compile_subsets(struct plan_build *build, const struct plan_group *group, struct plan_use *use)
{
    uint16_t *const subset_of = ARENA_ARRAY(build->arena, (size_t)1 << group->interventions, uint16_t);
    if (!subset_of) return error_out_of_memory(build->err);
    for (size_t mask = 0; mask < (size_t)1 << group->interventions; mask++)
        for (size_t e = 0; e < use->effects.count; e++)
            subset_of[mask] |= (uint16_t)((mask >> use->effects.effect[e].slot & 1U) << e);
    use->subset_of = subset_of;
    use->subsets = (size_t)1 << use->effects.count;
    classify(build, use);
    return STATUS_OK;
}

/* Rank distance from 1 below which w is flat: the cap of a bounded Pareto rounds its corner, w = L (rho + (1 - rho) x)
 * to the power -1/alpha with rho = (L/H)^alpha; other shapes are followed into the last sliver. */
static double flat_distance(const struct concentration *c)
{
    const bool bounded = c->shape == CONCENTRATION_PARETO && isfinite(c->high);
    return bounded ? fixed_pow(c->low / c->high, c->alpha) : 0x1p-28;
}

/* Whether an empirical weight, linear between its values, changes its slope at the i-th. */
static bool has_corner(const struct concentration *c, size_t i)
{
    return c->weight[i + 1] - c->weight[i] != c->weight[i] - c->weight[i - 1];
}

/* Panels that shrink threefold towards rank 1, where w may be singular (ten Gauss-Legendre nodes then err by about
 * 1e-12 of a panel), towards 0 as well where w vanishes there; and the corners of an empirical weight. */
static enum status compile_breakpoints(struct plan_build *build, struct plan_use *use)
{
    enum { MOST = 64 };
    const size_t most = MOST + use->concentration->count;
    const struct concentration *const c = use->concentration;
    double *const edge = ARENA_ARRAY(build->arena, most, double);
    if (!edge) return error_out_of_memory(build->err);
    size_t n = 0;
    if (c->shape == CONCENTRATION_LOGNORMAL)
        for (double x = 0x1p-28; x < 0.3; x *= 3) edge[n++] = x;
    if (c->shape != CONCENTRATION_NONE)
        for (double x = 1.0 / 3, flat = flat_distance(c); x > flat; x /= 3) edge[n++] = 1 - x;
    if (c->shape == CONCENTRATION_EMPIRICAL)
        for (size_t i = 1; i + 1 < c->count; i++)
            if (has_corner(c, i)) edge[n++] = (double)i / (double)(c->count - 1);
    use->breakpoint = edge;
    use->breakpoints = n;
    return STATUS_OK;
}

/* Whether the integrals of a use depend on drawn values through R alone: services, and risks that are shifted and
 * scaled. */
static bool has_integrals(const struct plan_use *use)
{
    return use->effects.count <= PLAN_REACH_EFFECTS && (use->target == EFFECT_SERVICE || use->linear);
}

static bool is_fixed(const struct plan_build *build, int quantity)
{
    return distribution_is_fixed(&build->scenario->quantity[quantity].distribution);
}

/* The windows of the effects in a subset. */
static enum status compile_subset_reach(struct plan_build *build, const struct plan_use *use,
                                        const struct targeting *invited, size_t subset, const struct reach **out)
{
    struct targeting window[PLAN_INTERVENTIONS];
    size_t windows = 0;
    for (size_t e = 0; e < use->effects.count; e++)
        if (subset >> e & 1) window[windows++] = invited[e];
    return reach_build(build->arena, use->concentration, use->breakpoint, use->breakpoints, window, windows, out,
                       build->err);
}

static enum status compile_reach(struct plan_build *build, const struct plan_group *group, struct plan_use *use)
{
    if (!has_integrals(use)) return STATUS_OK;
    struct plan_reach *const reach = ARENA_NEW(build->arena, struct plan_reach);
    struct targeting *const invited = ARENA_ARRAY(build->arena, use->effects.count, struct targeting);
    if (!reach || !invited) return error_out_of_memory(build->err);
    for (size_t e = 0; e < use->effects.count; e++) {
        const struct plan_targeting *const targeting = &group->targeting[use->effects.effect[e].slot];
        if (!is_fixed(build, targeting->top) || !is_fixed(build, targeting->accuracy)) return STATUS_OK;
        invited[e] = targeting_resolve(targeting, group->size, build->constant);
        invited[e].uptake = 1;
    }
    *reach = (struct plan_reach){invited, arena_calloc(build->arena, use->subsets, sizeof *reach->subset)};
    if (!reach->subset) return error_out_of_memory(build->err);
    for (size_t b = 1; b < use->subsets; b++) TRY(compile_subset_reach(build, use, invited, b, &reach->subset[b]));
    use->reach = reach;
    return STATUS_OK;
}

/* The same concentration as an outcome has it in the paired plan; NULL where there is none. */
static const struct concentration *paired_concentration(const struct plan *other, const struct concentration *own)
{
    for (size_t g = 0; other && own->table && g < other->groups; g++)
        for (size_t u = 0; u < other->group[g].uses; u++) {
            const struct plan_use *const use = &other->group[g].use[u];
            if (use->target == EFFECT_OUTCOME && use->concentration->table == own->table) return use->concentration;
        }
    return NULL;
}

/* That of an outcome gets a table for the kappa of every drawn risk. */
static enum status compile_concentration(struct plan_build *build, enum effect_target target, int item,
                                         const struct concentration **out)
{
    if (target != EFFECT_OUTCOME) {
        *out = &build->scenario->service[item].concentration;
        return STATUS_OK;
    }
    *out = paired_concentration(build->other, &build->scenario->outcome[item].concentration);
    if (*out) return STATUS_OK;
    struct concentration *const own = ARENA_NEW(build->arena, struct concentration);
    if (!own) return error_out_of_memory(build->err);
    *own = build->scenario->outcome[item].concentration;
    *out = own;
    return concentration_tabulate_kappa(build->arena, own, build->err);
}

static enum status compile_use(struct plan_build *build, const struct plan_group *group, int g,
                               enum effect_target target, int item, struct plan_use *out)
{
    const struct scenario *const scenario = build->scenario;
    const bool applies =
        target == EFFECT_OUTCOME ? scenario->outcome[item].applies[g] : scenario->service[item].applies[g];
    *out = (struct plan_use){.target = target, .item = item};
    if (!applies) return STATUS_OK;
    TRY(compile_effects(build, g, target, item, -1, &out->effects));
    if (out->effects.count == 0) return STATUS_OK;
    TRY(compile_concentration(build, target, item, &out->concentration));
    TRY(compile_subsets(build, group, out));
    TRY(compile_breakpoints(build, out));
    TRY(compile_reach(build, group, out));
    if (target != EFFECT_OUTCOME) return STATUS_OK;
    char what[256];
    snprintf(what, sizeof what, "strikes/%s", scenario->group[g].name);
    return intake_streams(build, group->intakes, "outcomes", scenario->outcome[item].name, what, &out->strikes);
}

static size_t state_size(const struct plan_group *group, const struct plan_use *use)
{
    const size_t intakes = (size_t)group->intakes;
    if (use->target != EFFECT_OUTCOME) return 0;
    const size_t changes = (use->linear ? 1U : 0U) + (use->linear && use->absolute ? 1U : 0U);
    return use->effects.count + intakes * use->effects.count + changes * intakes * use->subsets;
}

/* Keeps a use that has effects, and gives it its cells and its memory. */
static void keep_use(struct plan_build *build, struct plan_group *group, struct plan_use *use)
{
    if (use->effects.count == 0) return;
    use->cell = group->cells;
    use->state = build->plan->state_size;
    group->cells += plan_use_cells(use);
    group->rank_needed |= use->concentration->shape != CONCENTRATION_NONE;
    build->plan->state_size += state_size(group, use);
    group->uses++;
}

static enum status compile_uses(struct plan_build *build, int g, struct plan_group *group)
{
    const struct scenario *const scenario = build->scenario;
    struct plan_use *const use = ARENA_ARRAY(build->arena, scenario->outcomes + scenario->services, struct plan_use);
    if (!use) return error_out_of_memory(build->err);
    group->use = use;
    group->cells = group->interventions;
    for (int k = 0; k < (int)scenario->outcomes; k++) {
        TRY(compile_use(build, group, g, EFFECT_OUTCOME, k, &use[group->uses]));
        keep_use(build, group, &use[group->uses]);
    }
    for (int s = 0; s < (int)scenario->services; s++) {
        TRY(compile_use(build, group, g, EFFECT_SERVICE, s, &use[group->uses]));
        keep_use(build, group, &use[group->uses]);
    }
    return STATUS_OK;
}

static enum status compile_group(struct plan_build *build, int g, int *participation)
{
    const struct group *const source = &build->scenario->group[g];
    struct plan_group *const group = &build->group[g];
    *group = (struct plan_group){.size = source->size, .intakes = programme_intakes(build->scenario, g)};
    TRY(intake_streams(build, group->intakes, "population", source->name, "rank", &group->rank));
    TRY(compile_targetings(build, g, group, participation));
    for (size_t j = 0; j < group->interventions; j++) {
        const struct quantity *const top = &build->scenario->quantity[group->targeting[j].top];
        group->rank_needed |=
            !distribution_is_fixed(&top->distribution) || distribution_quantile(&top->distribution, 0.5) < 1;
    }
    TRY(compile_uses(build, g, group));
    group->cell_base = build->plan->cells;
    build->plan->cells += (size_t)group->intakes * group->cells;
    return STATUS_OK;
}

static enum status compile_sources(struct plan_build *build, enum effect_target target, int item, struct plan_item *out)
{
    struct plan_source *const source = ARENA_ARRAY(build->arena, build->plan->groups, struct plan_source);
    if (!source) return error_out_of_memory(build->err);
    out->source = source;
    for (int g = 0; g < (int)build->plan->groups; g++) {
        const struct plan_group *const group = &build->group[g];
        for (size_t i = 0; i < group->uses; i++) {
            if (group->use[i].target != target || group->use[i].item != item) continue;
            source[out->sources++] = (struct plan_source){.group = g, .use = &group->use[i]};
            if ((size_t)group->intakes > out->periods) out->periods = (size_t)group->intakes;
        }
    }
    return STATUS_OK;
}

static enum status compile_item(struct plan_build *build, enum line_kind kind, int i, struct plan_item *out)
{
    const struct mechanism *const mechanism = &mechanism_table[kind];
    if (kind == LINE_OUTCOME)
        TRY(plan_build_stream(build, &out->case_stream, "outcomes.%s/case_cost", build->scenario->outcome[i].name));
    if (mechanism->needs == NEEDS_PERSONS) return compile_sources(build, (enum effect_target)kind, i, out);
    for (size_t m = 0; m < mechanism->measures; m++)
        TRY(compile_effects(build, -1, (enum effect_target)kind, i, (int)mechanism->measure[m], &out->effects[m]));
    return STATUS_OK;
}

static enum status compile_items(struct plan_build *build)
{
    for (enum line_kind kind = 0; kind < LINE_KINDS; kind++) {
        const size_t count = section_count(build->scenario, kind);
        struct plan_item *const item = ARENA_ARRAY(build->arena, count, struct plan_item);
        if (!item) return error_out_of_memory(build->err);
        for (size_t i = 0; i < count; i++) TRY(compile_item(build, kind, (int)i, &item[i]));
        build->plan->item[kind] = item;
    }
    return STATUS_OK;
}

enum status plan_build_groups(struct plan_build *build)
{
    struct plan *const plan = build->plan;
    const struct scenario *const scenario = build->scenario;
    int *const participation = ARENA_ARRAY(build->arena, 2 * scenario->interventions, int);
    build->group = ARENA_ARRAY(build->arena, scenario->groups, struct plan_group);
    if (!participation || !build->group) return error_out_of_memory(build->err);
    for (size_t i = 0; i < 2 * scenario->interventions; i++) participation[i] = -1;
    plan->groups = scenario->groups;
    plan->group = build->group;
    plan->participation = participation;
    for (int g = 0; g < (int)scenario->groups; g++) TRY(compile_group(build, g, participation));
    return compile_items(build);
}
