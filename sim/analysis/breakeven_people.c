/* People that must be reached, and cases that must be avoided. */
#include <math.h>

#include "sim/analysis/breakeven_work.h"
#include "sim/analysis/net_result.h"
#include "sim/numeric/replicates.h"
#include "sim/scenario/programme.h"
#include "sim/scenario/schema.h"

/* --- people --- */

static enum status participants(struct breakeven_work *work, int intervention, const struct pin *pin, size_t pins,
                                struct estimate *out, struct error *err)
{
    const char *const name =
        arena_printf(work->arena, "participants.%s", work->plan->scenario->intervention[intervention].name);
    if (!name) return error_out_of_memory(err);
    return breakeven_means(work, work->plan, &(struct inputs){.pins = pins, .pin = pin}, &name, 1, NULL, out, err);
}

/* The search of the table where it holds this quantity, else a new one. */
static enum status found_or_search(struct breakeven_work *work, const struct breakeven *made, int quantity,
                                   struct breakeven_quantity *out, struct error *err)
{
    for (size_t i = 0; i < made->quantities; i++) {
        if (made->quantity[i].quantity != quantity) continue;
        *out = made->quantity[i];
        return STATUS_OK;
    }
    return breakeven_search(work, quantity, out, err);
}

static enum status needed_by(struct breakeven_work *work, const struct breakeven *made, int quantity,
                             struct breakeven_people *out, struct error *err)
{
    struct breakeven_quantity search;
    if (out->found) return STATUS_OK;
    TRY(found_or_search(work, made, quantity, &search, err));
    if (search.verdict > BREAKEVEN_OUTSIDE) return STATUS_OK;
    const struct pin pin = {.quantity = quantity, .value = search.value.value};
    TRY(participants(work, out->intervention, &pin, 1, &out->needed, err));
    const double relative = search.value.value != 0 ? search.value.error / search.value.value : 0;
    const double own = out->needed.error, passed = relative * out->needed.value;
    out->needed = replicates_estimate(out->needed.value, sqrt(own * own + passed * passed));
    out->found = true;
    out->above = search.above;
    out->quantity = quantity;
    out->setting = search.value.value;
    out->by = search;
    return STATUS_OK;
}

static enum status people_of(struct breakeven_work *work, const struct breakeven *made, int j,
                             struct breakeven_people *out, struct error *err)
{
    const struct intervention *const intervention = &work->plan->scenario->intervention[j];
    const struct pin all[] = {{intervention->uptake, 1}, {intervention->top, 1}};
    *out = (struct breakeven_people){.intervention = j, .quantity = -1};
    TRY(participants(work, j, NULL, 0, &out->today, err));
    TRY(participants(work, j, all, 2, &out->most, err));
    TRY(needed_by(work, made, intervention->uptake, out, err));
    return needed_by(work, made, intervention->top, out, err);
}

enum status breakeven_people_needed(struct breakeven_work *work, struct breakeven *out, struct error *err)
{
    const struct scenario *const scenario = work->plan->scenario;
    struct breakeven_people *const list = ARENA_ARRAY(work->arena, scenario->interventions, struct breakeven_people);
    if (!list) return error_out_of_memory(err);
    size_t count = 0;
    for (int j = 0; j < (int)scenario->interventions; j++)
        if (scenario->intervention[j].group >= 0) TRY(people_of(work, out, j, &list[count++], err));
    out->people = count;
    out->person = list;
    return STATUS_OK;
}

/* --- cases --- */

enum { COST, SAVINGS, CASES, FIGURES };

static const char *cost_name(struct arena *arena, const struct scenario *scenario, const struct breakeven_cases *of)
{
    if (of->perspective == PERSPECTIVE_PAYER) return arena_printf(arena, "cost.%s", scenario->payer[of->payer].name);
    return of->perspective == PERSPECTIVE_PUBLIC ? "cost_public" : "cost";
}

/* A product or ratio of means: its relative error is that of the mean of sums and differences of the columns over their
 * means (delta method). sign[FIGURES]: 1, -1 or 0. */
static struct estimate of_means(const double *value, const struct estimate mean[FIGURES], const int sign[FIGURES],
                                double figure, size_t n, double *room)
{
    for (size_t i = 0; i < n; i++) room[i] = 0;
    for (int f = 0; f < FIGURES; f++)
        for (size_t i = 0; sign[f] != 0 && mean[f].value != 0 && i < n; i++)
            room[i] += sign[f] * value[(size_t)f * n + i] / mean[f].value;
    return replicates_estimate(figure, fabs(figure) * replicates_error(room, n));
}

/* Cost, worth of a case and their ratio, on one plan. */
static enum status measure_cases(struct breakeven_work *work, const struct plan *plan, struct breakeven_cases *of,
                                 struct estimate *out_cost, struct estimate *out_per_case, struct estimate *out_cases,
                                 struct error *err)
{
    static const int per_case_sign[FIGURES] = {0, 1, -1}, cases_sign[FIGURES] = {1, -1, 1};
    const struct scenario *const scenario = plan->scenario;
    const char *const outcome = scenario->outcome[of->outcome].name;
    const char *const name[FIGURES] = {cost_name(work->arena, scenario, of),
                                       arena_printf(work->arena, "savings.outcomes.%s", outcome),
                                       arena_printf(work->arena, "cases_avoided.%s", outcome)};
    double *const value = ARENA_ARRAY(work->arena, FIGURES * work->n, double);
    struct estimate mean[FIGURES];
    if (!value || !name[COST] || !name[SAVINGS] || !name[CASES]) return error_out_of_memory(err);
    TRY(breakeven_means(work, plan, NULL, name, FIGURES, value, mean, err));
    /* Uncertain shares are independent of everything else, so that their means multiply. */
    const double share =
        perspective_share(scenario, &scenario->outcome[of->outcome].payers, of->perspective, of->payer);
    of->defined = mean[CASES].low > 0 && share * mean[SAVINGS].low > 0;
    *out_cost = mean[COST];
    if (!of->defined) return STATUS_OK;
    const double per_case = share * mean[SAVINGS].value / mean[CASES].value;
    *out_per_case = of_means(value, mean, per_case_sign, per_case, work->n, work->room);
    *out_cases = of_means(value, mean, cases_sign, mean[COST].value / per_case, work->n, work->room);
    return STATUS_OK;
}

/* The scenario with a longer horizon, but nobody and no programme year that the horizon it had leaves out. */
static enum status lengthen(struct arena *arena, const struct scenario *from, int horizon, struct scenario *out,
                            struct error *err)
{
    struct group *const group = ARENA_ARRAY(arena, from->groups, struct group);
    struct intervention *const intervention = ARENA_ARRAY(arena, from->interventions, struct intervention);
    if (!group || !intervention) return error_out_of_memory(err);
    for (int g = 0; g < (int)from->groups; g++) {
        group[g] = from->group[g];
        group[g].intakes = programme_intakes(from, g);
    }
    for (size_t j = 0; j < from->interventions; j++)
        intervention[j] = programme_within(&from->intervention[j], from->settings.horizon);
    *out = *from;
    out->group = group;
    out->intervention = intervention;
    out->settings.horizon = horizon;
    return STATUS_OK;
}

/* The plan of all years of a case, with nothing discounted but what a case costs: a figure that is a present value
 * means the yearly cost that it means in the scenario. */
static enum status undiscounted(struct breakeven_work *work, const struct breakeven_request *request,
                                const struct plan **out, struct error *err)
{
    enum { WHOLE = 3 * YEARS_MOST }; /* intakes, onset and duration */
    struct scenario *const scenario = ARENA_NEW(work->arena, struct scenario);
    struct plan *const plan = ARENA_NEW(work->arena, struct plan);
    double *const one = ARENA_ARRAY(work->arena, WHOLE, double);
    const struct plan *discounted;
    if (!scenario || !plan || !one) return error_out_of_memory(err);
    TRY(lengthen(work->arena, request->scenario, WHOLE, scenario, err));
    TRY(evaluate_compile(work->arena, scenario, request->cohort, (uint32_t)work->n, SAMPLING_SOBOL, NULL, &discounted,
                         err));
    for (int t = 0; t < WHOLE; t++) one[t] = 1;
    *plan = *discounted;
    plan->discount = one;
    *out = plan;
    return STATUS_OK;
}

static bool is_changed(const struct scenario *scenario, int outcome)
{
    for (size_t j = 0; j < scenario->interventions; j++)
        if (intervention_effect_on(&scenario->intervention[j], outcome)) return true;
    return false;
}

static size_t list_cases(const struct scenario *scenario, const char *result, struct breakeven_cases *list)
{
    const int payer = result_payer(scenario, result);
    const bool wanted[PERSPECTIVES] = {[PERSPECTIVE_ALL] = true,
                                       [PERSPECTIVE_PUBLIC] = scenario_has_private_payers(scenario),
                                       [PERSPECTIVE_PAYER] = payer >= 0};
    size_t count = 0;
    for (int k = 0; k < (int)scenario->outcomes; k++)
        for (int perspective = 0; is_changed(scenario, k) && perspective < PERSPECTIVES; perspective++)
            if (wanted[perspective])
                list[count++] = (struct breakeven_cases){
                    .outcome = k, .perspective = (enum perspective)perspective, .payer = payer};
    return count;
}

enum status breakeven_cases_needed(struct breakeven_work *work, const struct breakeven_request *request,
                                   struct breakeven *out, struct error *err)
{
    const struct scenario *const scenario = work->plan->scenario;
    struct breakeven_cases *const list =
        ARENA_ARRAY(work->arena, PERSPECTIVES * scenario->outcomes, struct breakeven_cases);
    const struct plan *whole = NULL;
    if (!list) return error_out_of_memory(err);
    const size_t count = list_cases(scenario, work->target.result, list);
    if (count > 0) TRY(undiscounted(work, request, &whole, err));
    for (size_t i = 0; i < count; i++) {
        struct breakeven_cases *const one = &list[i];
        TRY(measure_cases(work, whole, one, &one->undiscounted_cost, &one->undiscounted_per_case,
                          &one->undiscounted_cases, err));
        TRY(measure_cases(work, work->plan, one, &one->cost, &one->per_case, &one->cases, err));
    }
    out->cases = count;
    out->needed = list;
    return STATUS_OK;
}
