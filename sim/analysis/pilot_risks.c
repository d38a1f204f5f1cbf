#include "sim/analysis/pilot_risks.h"

#include "sim/model/cohort.h"
#include "sim/scenario/programme.h"

enum { BLOCK = 1024 }; /* iterations that are drawn at once */

static bool find_in(const struct plan_use *use, int intervention, struct pilot_effect *out)
{
    for (size_t e = 0; e < use->effects.count; e++) {
        if (use->effects.effect[e].intervention != intervention) continue;
        out->use = use;
        out->e = e;
        out->effect = &use->effects.effect[e];
        return true;
    }
    return false;
}

bool pilot_effect_find(const struct plan *plan, int intervention, int outcome, struct pilot_effect *out)
{
    const struct intervention *const pilot = &plan->scenario->intervention[intervention];
    if (pilot->group < 0) return false;
    const struct plan_group *const group = &plan->group[pilot->group];
    *out = (struct pilot_effect){
        .plan = plan, .group = (size_t)pilot->group, .ramp_up = pilot->ramp_up[pilot->ramp_up_count - 1]};
    for (size_t u = 0; u < group->uses; u++)
        if (group->use[u].target == EFFECT_OUTCOME && group->use[u].item == outcome &&
            find_in(&group->use[u], intervention, out))
            return true;
    return false;
}

void pilot_mark(const struct scenario *scenario, int intervention, int outcome, bool treated, bool everybody,
                bool *marked)
{
    const struct intervention *const pilot = &scenario->intervention[intervention];
    const struct effect *const effect = intervention_effect_on(pilot, outcome);
    const bool concentrated = scenario->outcome[outcome].concentration.shape != CONCENTRATION_NONE;
    marked[scenario->outcome[outcome].risk] = true;
    if (treated)
        marked[effect->value] = marked[effect->deadweight] = marked[effect->attribution] =
            marked[pilot->ramp_up[pilot->ramp_up_count - 1]] = true;
    if (concentrated && !everybody) marked[pilot->top] = marked[pilot->accuracy] = true;
}

/* One thread's room, and the draws of a block in it. */
struct room {
    struct iteration iteration;
    struct cohort_scratch *scratch;
    double *drawn; /* [draws][BLOCK] */
};

static enum status room_init(struct arena *arena, const struct plan *plan, struct room *out, struct error *err)
{
    out->drawn = ARENA_ARRAY(arena, plan->draws * BLOCK, double);
    out->scratch = cohort_scratch_new(arena, plan);
    if (!out->drawn || !out->scratch) return error_out_of_memory(err);
    return iteration_init(arena, plan, &out->iteration, err);
}

static void fill_block(const struct pilot_effect *of, const struct inputs *inputs, size_t first, size_t n,
                       struct room *room, double *out_control, double *out_treated)
{
    const struct plan_effect *const effect = of->effect;
    const double *const theta = room->iteration.theta;
    plan_draw_parameters(of->plan, inputs, (uint32_t)first, n, room->drawn);
    for (size_t i = 0; i < n; i++) {
        iteration_set(of->plan, NULL, (uint32_t)(first + i), room->drawn, n, i, &room->iteration);
        if (of->everybody) room->iteration.targeting[of->group][effect->slot] = (struct targeting){.everybody = true};
        const double adjust =
            adjustment_of(theta[of->ramp_up], theta[effect->deadweight], theta[effect->attribution], 0);
        cohort_risks_of_invited(of->plan, &room->iteration, room->scratch, of->group, of->use, of->e, adjust,
                                &out_control[first + i], &out_treated[first + i]);
    }
}

enum status pilot_risks(struct arena *arena, const struct pilot_effect *of, const struct inputs *inputs, size_t n,
                        double *out_control, double *out_treated, struct error *err)
{
    struct room room;
    TRY(room_init(arena, of->plan, &room, err));
    for (size_t first = 0; first < n; first += BLOCK)
        fill_block(of, inputs, first, n - first < BLOCK ? n - first : BLOCK, &room, out_control, out_treated);
    return STATUS_OK;
}
