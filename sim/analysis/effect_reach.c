#include "sim/analysis/effect_reach.h"

#include <math.h>

#include "sim/model/cohort.h"
#include "sim/model/effect.h"

bool effect_reach_is_short(const struct effect_reach *effect)
{
    static const double told = 0.005;
    return effect->cut >= told;
}

/* Sums over iterations, and the effect that they are of. */
struct row {
    struct effect_reach sum;
    const struct plan_use *use;
    size_t e; /* effect of the use; its count: all absolute ones together */
    double iterations, ratios, missed, size;
};

struct rows {
    const struct plan *plan;
    struct cohort_scratch *scratch;
    size_t count;
    struct row *row;
};

static bool is_told(enum effect_measure measure)
{
    return measure == MEASURE_ABSOLUTE_RISK_REDUCTION || measure == MEASURE_ODDS_RATIO;
}

/* The rows of one use; where one interventions' effect is taken and not the sum, several have nothing together. */
static size_t add_rows(const struct plan *plan, int group, const struct plan_use *use, struct row *out)
{
    size_t count = 0, absolute = 0;
    if (use->target != EFFECT_OUTCOME) return 0;
    for (size_t e = 0; e < use->effects.count; e++) {
        const struct plan_effect *const effect = &use->effects.effect[e];
        absolute += effect->measure == MEASURE_ABSOLUTE_RISK_REDUCTION;
        if (is_told(effect->measure))
            out[count++] = (struct row){
                .sum = {.intervention = effect->intervention, .measure = effect->measure}, .use = use, .e = e};
    }
    if (absolute > 1 && plan->scenario->settings.interactions == INTERACTIONS_MULTIPLY)
        out[count++] = (struct row){.sum = {.intervention = -1, .measure = MEASURE_ABSOLUTE_RISK_REDUCTION},
                                    .use = use,
                                    .e = use->effects.count};
    for (size_t r = 0; r < count; r++) out[r].sum.group = group, out[r].sum.outcome = use->item;
    return count;
}

static enum status find_rows(struct arena *arena, const struct plan *plan, struct rows *out, struct error *err)
{
    size_t most = 0;
    for (size_t g = 0; g < plan->groups; g++)
        for (size_t i = 0; i < plan->group[g].uses; i++) most += plan->group[g].use[i].effects.count + 1;
    *out = (struct rows){.plan = plan, .row = ARENA_ARRAY(arena, most, struct row)};
    if (!out->row) return error_out_of_memory(err);
    for (size_t g = 0; g < plan->groups; g++)
        for (size_t i = 0; i < plan->group[g].uses; i++)
            out->count += add_rows(plan, (int)g, &plan->group[g].use[i], out->row + out->count);
    out->scratch = out->count > 0 ? cohort_scratch_new(arena, plan) : NULL;
    return out->count == 0 || out->scratch ? STATUS_OK : error_out_of_memory(err);
}

/* One iteration of one row, and its effect in it. */
struct look {
    const struct rows *rows;
    const struct iteration *iteration;
    const struct plan_group *group;
    const struct use_state *state;
    const struct plan_use *use;
};

static double participants(const struct look *look, size_t e, int intake)
{
    const int slot = look->use->effects.effect[e].slot;
    if (!programme_runs(look->group->targeting[slot].programme, intake)) return 0;
    const struct targeting *const targeting = look->iteration->targeting[look->group - look->rows->plan->group];
    return look->group->size * look->iteration->theta[look->group->targeting[slot].top] * targeting[slot].uptake;
}

static double adjustment(const struct look *look, size_t e, int intake)
{
    return look->state->adjust[(size_t)intake * look->use->effects.count + e];
}

struct risks {
    double without, with;
};

/* Of participants, who are distributed as the invited are. */
static struct risks risks_of(const struct look *look, size_t e, double adjust)
{
    struct risks risks;
    cohort_risks_of_invited(look->rows->plan, look->iteration, look->rows->scratch,
                            (size_t)(look->group - look->rows->plan->group), look->use, e, adjust, &risks.without,
                            &risks.with);
    return risks;
}

struct cases {
    double meant, reached;
    double size; /* of all that is meant, harm and benefit added up */
};

static struct cases cases_of_effect(const struct look *look, size_t e)
{
    const enum effect_measure measure = look->use->effects.effect[e].measure;
    struct cases cases = {0, 0, 0};
    struct risks risks = {0, 0};
    for (int a = 0; a < look->group->intakes; a++) {
        const double persons = participants(look, e, a), adjust = adjustment(look, e, a);
        if (persons <= 0) continue;
        if (cases.meant == 0 || adjust != adjustment(look, e, a - 1)) risks = risks_of(look, e, adjust);
        const struct effect_change change = effect_change(measure, look->state->value[e], adjust, risks.without);
        cases.meant += persons * (risks.without - (risks.without - change.points) * change.factor);
        cases.reached += persons * (risks.without - risks.with);
    }
    cases.size = fabs(cases.meant);
    return cases;
}

static struct cases cases_together(const struct look *look)
{
    const size_t group = (size_t)(look->group - look->rows->plan->group);
    struct cases cases = {0, 0, 0};
    for (int a = 0; a < look->group->intakes; a++) {
        for (size_t e = 0; e < look->use->effects.count; e++) {
            if (look->use->effects.effect[e].measure != MEASURE_ABSOLUTE_RISK_REDUCTION) continue;
            const double meant = participants(look, e, a) * look->state->value[e] * adjustment(look, e, a);
            cases.meant += meant;
            cases.size += fabs(meant);
        }
        cases.reached +=
            cohort_avoided_by_points(look->rows->plan, look->iteration, look->rows->scratch, group, look->use, a);
    }
    return cases;
}

/* The odds ratio that the group as a whole has where it acts on each participant. */
static void add_ratio(const struct look *look, struct row *row)
{
    const struct risks risks = risks_of(look, row->e, 1);
    const double odds = risks.without * (1 - risks.with);
    if (!(odds > 0)) return;
    row->sum.reached += risks.with * (1 - risks.without) / odds;
    row->ratios++;
}

static void add_stated(const struct look *look, size_t e, struct row *row)
{
    row->sum.stated += look->state->value[e];
    for (int a = 0; a < look->group->intakes; a++) row->sum.participants += participants(look, e, a);
}

static void add_iteration(const struct rows *rows, const struct iteration *iteration)
{
    for (size_t r = 0; r < rows->count; r++) {
        struct row *const row = &rows->row[r];
        const struct plan_group *const group = &rows->plan->group[row->sum.group];
        const struct look look = {rows, iteration, group, &iteration->use[row->sum.group][row->use - group->use],
                                  row->use};
        const bool together = row->e == row->use->effects.count;
        const struct cases cases = together ? cases_together(&look) : cases_of_effect(&look, row->e);
        for (size_t e = 0; e < row->use->effects.count; e++)
            if (e == row->e || (together && row->use->effects.effect[e].measure == MEASURE_ABSOLUTE_RISK_REDUCTION))
                add_stated(&look, e, row);
        if (row->sum.measure == MEASURE_ODDS_RATIO) add_ratio(&look, row);
        row->sum.cases_meant += cases.meant;
        row->sum.cases_reached += cases.reached;
        row->missed += fabs(cases.meant - cases.reached);
        row->size += cases.size;
        row->iterations++;
    }
}

/* Rounding is no cut. */
static double cut_share(const struct row *row)
{
    static const double rounding = 1e-9;
    const double share = row->size > 0 ? row->missed / row->size : 0;
    return share > rounding ? share : 0;
}

static struct effect_reach mean_of(const struct row *row)
{
    struct effect_reach mean = row->sum;
    const bool ratio = mean.measure == MEASURE_ODDS_RATIO;
    mean.stated /= row->iterations;
    mean.meant = ratio ? mean.stated : mean.participants > 0 ? mean.cases_meant / mean.participants : 0;
    mean.reached = ratio ? (row->ratios > 0 ? mean.reached / row->ratios : mean.stated)
                         : (mean.participants > 0 ? mean.cases_reached / mean.participants : 0);
    mean.participants /= row->iterations;
    mean.cases_meant /= row->iterations;
    mean.cases_reached /= row->iterations;
    mean.cut = cut_share(row);
    return mean;
}

static enum status finish(struct arena *arena, const struct rows *rows, struct effect_reaches *out, struct error *err)
{
    struct effect_reach *const effect = ARENA_ARRAY(arena, rows->count, struct effect_reach);
    if (!effect) return error_out_of_memory(err);
    for (size_t r = 0; r < rows->count; r++) effect[r] = mean_of(&rows->row[r]);
    *out = (struct effect_reaches){rows->count, effect};
    return STATUS_OK;
}

enum status effect_reach_find(struct arena *arena, const struct plan *plan, uint32_t iterations,
                              struct effect_reaches *out, struct error *err)
{
    struct rows rows;
    struct iteration iteration;
    TRY(find_rows(arena, plan, &rows, err));
    double *const drawn = ARENA_ARRAY(arena, rows.count > 0 ? plan->draws * iterations : 0, double);
    if (!drawn) return error_out_of_memory(err);
    if (rows.count > 0) {
        TRY(iteration_init(arena, plan, &iteration, err));
        plan_draw_parameters(plan, NULL, 0, iterations, drawn);
    }
    for (uint32_t i = 0; rows.count > 0 && i < iterations; i++) {
        iteration_set(plan, NULL, i, drawn, iterations, i, &iteration);
        add_iteration(&rows, &iteration);
    }
    return finish(arena, &rows, out, err);
}

enum status effect_reach_of_iteration(struct arena *arena, const struct plan *plan, const struct iteration *iteration,
                                      struct effect_reaches *out, struct error *err)
{
    struct rows rows;
    TRY(find_rows(arena, plan, &rows, err));
    if (rows.count > 0) add_iteration(&rows, iteration);
    return finish(arena, &rows, out, err);
}
