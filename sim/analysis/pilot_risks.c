#include "sim/analysis/pilot_risks.h"

#include <string.h>

#include "sim/base/nearest.h"
#include "sim/base/text_buffer.h"
#include "sim/model/cohort.h"
#include "sim/scenario/programme.h"

enum { BLOCK = 1024 }; /* iterations that are drawn at once */

/* --- what is piloted --- */

/* Lists the outcomes that an intervention has an effect on, of a name (NULL: of any). Returns how many; out: the last.
 */
static size_t list_outcomes(const struct scenario *scenario, int intervention, const char *name,
                            struct text_buffer *names, int *out)
{
    size_t count = 0;
    for (int k = 0; k < (int)scenario->outcomes; k++) {
        const char *const own = scenario->outcome[k].name;
        if (name && strcmp(name, own) != 0) continue;
        if (!intervention_effect_on(&scenario->intervention[intervention], k)) continue;
        text_buffer_printf(names, "%s%s", count++ > 0 ? ", " : "", own);
        *out = k;
    }
    return count;
}

/* … the interventions of a name that have an effect on one of them. */
static size_t list_interventions(const struct scenario *scenario, const char *name, const char *outcome,
                                 struct text_buffer *names, int *out)
{
    size_t count = 0;
    for (int j = 0; j < (int)scenario->interventions; j++) {
        char unused[1];
        struct text_buffer none = text_buffer_in(unused, sizeof unused);
        const char *const own = scenario->intervention[j].name;
        if (name && strcmp(name, own) != 0) continue;
        if (list_outcomes(scenario, j, outcome, &none, &(int){0}) == 0) continue;
        text_buffer_printf(names, "%s%s", count++ > 0 ? ", " : "", own);
        *out = j;
    }
    return count;
}

static enum status no_intervention(const struct scenario *const *scenario, size_t scenarios, const char *name,
                                   struct error *err)
{
    struct nearest nearest = nearest_to(name);
    for (size_t s = 0; s < scenarios; s++)
        for (size_t j = 0; j < scenario[s]->interventions; j++)
            nearest_offer(&nearest, scenario[s]->intervention[j].name);
    error_set(err, STATUS_USAGE, INPUT("intervention") ": there is no intervention \"%.80s\"", name);
    return nearest.best ? error_hint(err, "did you mean %s?", nearest.best) : err->status;
}

/* The intervention is the named one, or the only one that could be; -1: any. */
static enum status no_outcome(const struct scenario *scenario, int intervention, const char *name, struct error *err)
{
    struct nearest nearest = nearest_to(name);
    for (int j = 0; j < (int)scenario->interventions; j++)
        for (int k = 0; k < (int)scenario->outcomes; k++)
            if ((intervention < 0 || j == intervention) && intervention_effect_on(&scenario->intervention[j], k))
                nearest_offer(&nearest, scenario->outcome[k].name);
    if (intervention < 0)
        error_set(err, STATUS_USAGE, INPUT("outcome") ": no intervention has an effect on an outcome \"%.80s\"", name);
    else
        error_set(err, STATUS_USAGE, INPUT("outcome") ": interventions.%.80s has no effect on an outcome \"%.80s\"",
                  scenario->intervention[intervention].name, name);
    return nearest.best ? error_hint(err, "did you mean %s?", nearest.best) : err->status;
}

static enum status no_cases(const char *intervention, struct error *err)
{
    if (intervention)
        error_set(err, STATUS_USAGE, "interventions.%.80s has no effect on an outcome, so there are no cases to count",
                  intervention);
    else
        error_set(err, STATUS_USAGE, "no intervention has an effect on an outcome, so there are no cases to count");
    return error_hint(err, "a pilot counts cases of an outcome among those who take part and those who do not");
}

static enum status several_interventions(size_t count, const struct text_buffer *names, struct error *err)
{
    error_set(err, STATUS_USAGE, INPUT("intervention") ": which is piloted must be said, there are %zu", count);
    return error_hint(err, "they are %s", names->text);
}

static enum status several_outcomes(size_t count, const struct text_buffer *names, struct error *err)
{
    error_set(err, STATUS_USAGE, INPUT("outcome") ": which is counted must be said, there are %zu", count);
    return error_hint(err, "they are %s", names->text);
}

static enum status choose_in(const struct scenario *scenario, const char *intervention, const char *outcome,
                             struct pilot_choice *choice, struct error *err)
{
    char room[200];
    struct text_buffer names = text_buffer_in(room, sizeof room);
    const size_t could = list_interventions(scenario, intervention, NULL, &names, &choice->intervention);
    if (could == 0) return no_cases(intervention, err);
    names = text_buffer_in(room, sizeof room);
    const int only = could == 1 ? choice->intervention : -1;
    const size_t fit = list_interventions(scenario, intervention, outcome, &names, &choice->intervention);
    if (fit == 0) return no_outcome(scenario, only, outcome, err);
    if (fit > 1) return several_interventions(fit, &names, err);
    names = text_buffer_in(room, sizeof room);
    const size_t outcomes = list_outcomes(scenario, choice->intervention, outcome, &names, &choice->outcome);
    return outcomes == 1 ? STATUS_OK : several_outcomes(outcomes, &names, err);
}

enum status pilot_choose(const struct scenario *const *scenario, size_t scenarios, const char *intervention,
                         const char *outcome, struct pilot_choice *out, struct error *err)
{
    for (size_t s = 0; s < scenarios; s++)
        for (size_t j = 0; j < scenario[s]->interventions; j++) {
            if (intervention && strcmp(scenario[s]->intervention[j].name, intervention) != 0) continue;
            struct pilot_choice made = {.scenario = s};
            TRY(choose_in(scenario[s], intervention, outcome, &made, err));
            *out = made;
            return STATUS_OK;
        }
    return intervention ? no_intervention(scenario, scenarios, intervention, err) : no_cases(NULL, err);
}

/* --- the effect in a plan --- */

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

enum status pilot_effect_find(const struct plan *plan, int intervention, int outcome, struct pilot_effect *out,
                              struct error *err)
{
    const struct intervention *const pilot = &plan->scenario->intervention[intervention];
    const struct plan_group *const group = pilot->group >= 0 ? &plan->group[pilot->group] : NULL;
    *out = (struct pilot_effect){
        .plan = plan, .group = (size_t)pilot->group, .ramp_up = pilot->ramp_up[pilot->ramp_up_count - 1]};
    for (size_t u = 0; group && u < group->uses; u++)
        if (group->use[u].target == EFFECT_OUTCOME && group->use[u].item == outcome &&
            find_in(&group->use[u], intervention, out))
            return STATUS_OK;
    return error_set(err, STATUS_USAGE, "interventions.%.80s reaches nobody whom outcomes.%.80s concerns", pilot->name,
                     plan->scenario->outcome[outcome].name);
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

/* --- its risks --- */

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
