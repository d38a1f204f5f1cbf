#include "sim/analysis/learn.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/analysis/factor.h"
#include "sim/analysis/learn_work.h"
#include "sim/analysis/pilot_risks.h"
#include "sim/analysis/summary.h"
#include "sim/numeric/fixed_math.h"
#include "sim/scenario/number.h"

/* --- runs --- */

/* Runs of the model that an analysis takes, for progress. */
enum { LEARN_RUNS = 2 };

static void report_part(void *context, uint32_t done, uint32_t total)
{
    const struct learn_work *const work = context;
    work->request->progress(work->request->context, work->runs * total + done, LEARN_RUNS * total);
}

/* Runs a plan for some results: out_value[results][n]. */
static enum status run_results(struct learn_work *work, const struct plan *plan, const char *const *result,
                               size_t results, double *out_value, struct error *err)
{
    struct evaluator evaluator = {.plan = plan,
                                  .options = work->request->run,
                                  .results = results,
                                  .result = result,
                                  .runs_wanted = 1,
                                  .progress = work->request->progress ? report_part : NULL,
                                  .context = work};
    TRY(evaluate(&evaluator, NULL, out_value, err));
    work->runs++;
    return STATUS_OK;
}

/* --- the exact update --- */

static bool is_correlated(const struct plan *plan, int quantity)
{
    for (size_t d = 0; d < plan->correlated; d++)
        if (plan->draw[d].column == quantity) return true;
    return false;
}

size_t learn_draw_of(const struct plan *plan, int quantity)
{
    size_t d = 0;
    while (d < plan->draws && plan->draw[d].column != quantity) d++;
    return d;
}

static bool is_uncertain(const struct plan *plan, int quantity)
{
    return learn_draw_of(plan, quantity) < plan->draws;
}

/* Whether the control arm is struck at the very risk that a free, untruncated beta distribution says. */
static bool is_conjugate(const struct learn_work *work, const double *drawn)
{
    const double rounding = 1e-9;
    const int risk = work->request->scenario->outcome[work->outcome].risk;
    const struct quantity *const quantity = &work->request->scenario->quantity[risk];
    const struct distribution *const beta = &quantity->distribution;
    if (beta->kind != DISTRIBUTION_BETA || is_correlated(work->prior, risk)) return false;
    if (beta->minimum > 0 || beta->maximum < 1 || quantity->scale != 1) return false;
    const double *const value = drawn + learn_draw_of(work->prior, risk) * work->n;
    for (uint32_t i = 0; i < work->n; i++)
        if (fabs(work->chance[PILOT_CONTROL][i] - value[i]) > rounding * value[i]) return false;
    return true;
}

/* Beta and binomial: alpha + events, beta + the others (any textbook; Raiffa and Schlaifer 1961). */
static enum status update_exactly(const struct learn_work *work, struct learn_quantity *out, struct error *err)
{
    const struct scenario *const scenario = work->request->scenario;
    const int risk = scenario->outcome[work->outcome].risk;
    const struct distribution *const prior = &scenario->quantity[risk].distribution;
    const uint32_t persons = work->request->pilot.arm[PILOT_CONTROL].persons;
    const uint32_t events = work->request->pilot.arm[PILOT_CONTROL].events;
    const struct distribution_argument argument[] = {{"alpha", prior->parameter[0] + events},
                                                     {"beta", prior->parameter[1] + (persons - events)}};
    char alpha[40], beta[40];
    *out = (struct learn_quantity){.quantity = risk, .form = LEARN_CONJUGATE};
    TRY(distribution_solve(DISTRIBUTION_BETA, argument, 2, &out->posterior, err));
    number_write(argument[0].value, alpha, sizeof alpha);
    number_write(argument[1].value, beta, sizeof beta);
    out->definition = arena_printf(work->arena, "{beta: {alpha: %s, beta: %s}}", alpha, beta);
    return out->definition ? STATUS_OK : error_out_of_memory(err);
}

/* The scenario with one distribution replaced. */
static enum status with_distribution(struct arena *arena, const struct scenario *scenario, int quantity,
                                     const struct distribution *distribution, const struct scenario **out,
                                     struct error *err)
{
    struct scenario *const copy = ARENA_NEW(arena, struct scenario);
    struct quantity *const list = ARENA_ARRAY(arena, scenario->quantities, struct quantity);
    if (!copy || !list) return error_out_of_memory(err);
    memcpy(list, scenario->quantity, scenario->quantities * sizeof *list);
    list[quantity].distribution = *distribution;
    *copy = *scenario;
    copy->quantity = list;
    *out = copy;
    return STATUS_OK;
}

/* --- weights --- */

/* The arm whose data were expected least, for a message. */
static enum pilot_arm strangest(const struct learn_work *work, const struct learn *made)
{
    const bool *const observed = (const bool[]){work->request->pilot.arm[PILOT_CONTROL].observed,
                                                work->request->pilot.arm[PILOT_TREATED].observed};
    if (!observed[PILOT_CONTROL] || !observed[PILOT_TREATED])
        return observed[PILOT_CONTROL] ? PILOT_CONTROL : PILOT_TREATED;
    return made->arm[PILOT_TREATED].as_far.value < made->arm[PILOT_CONTROL].as_far.value ? PILOT_TREATED
                                                                                         : PILOT_CONTROL;
}

/* How many draws would leave enough: a power of two with half as many again in reserve; 0 where that is too many, or
 * where so few count that nothing is to be learnt from their number. */
static uint32_t draws_needed(const struct learn_work *work, double effective)
{
    const double reserve = 1.5, telling = 10;
    const double needed = effective >= telling ? reserve * LEARN_SIZE_LEAST / effective * work->n : INFINITY;
    uint32_t draws = work->n;
    while (draws < needed && draws < LEARN_POINTS_MOST) draws *= 2;
    return draws < needed ? 0 : draws;
}

static enum status no_answer(const struct learn_work *work, const struct learn *made, double effective,
                             struct error *err)
{
    const enum pilot_arm arm = strangest(work, made);
    const uint32_t draws = draws_needed(work, effective);
    error_set(err, STATUS_NUMERIC,
              "after the data only %.0f of %u draws count (%d are needed): nothing reliable can be said", effective,
              work->n, LEARN_SIZE_LEAST);
    return error_hint(
        err,
        draws > 0 ? "of %u persons (%-s) the scenario expected %-.3g events, and %u were observed: if these are "
                    "other people (" INPUT("who") "), another outcome or time span, the data do not belong "
                                                  "here; otherwise take more draws, " INPUT("n") " %u"
                  : "of %u persons (%-s) the scenario expected %-.3g events, and %u were observed: if these are "
                    "other people (" INPUT("who") "), another outcome or time span, the data do not belong here",
        work->request->pilot.arm[arm].persons, pilot_arm_name[arm], made->arm[arm].expected.value,
        work->request->pilot.arm[arm].events, draws);
}

/* Likelihoods of the arms that the exact update has not used, relative to the greatest. */
static enum status weigh(struct learn_work *work, bool conjugate, struct learn *out, struct error *err)
{
    double greatest = -INFINITY;
    work->weight = ARENA_ARRAY(work->arena, work->n, double);
    if (!work->weight) return error_out_of_memory(err);
    for (uint32_t i = 0; i < work->n; i++) {
        for (int arm = conjugate ? PILOT_TREATED : PILOT_CONTROL; arm < PILOT_ARMS; arm++)
            if (work->request->pilot.arm[arm].observed)
                work->weight[i] += learn_likelihood(work->chance[arm][i], work->request->pilot.arm[arm].persons,
                                                    work->request->pilot.arm[arm].events);
        greatest = fmax(greatest, work->weight[i]);
    }
    if (greatest == -INFINITY) return no_answer(work, out, 0, err);
    for (uint32_t i = 0; i < work->n; i++) work->weight[i] = fixed_exp(work->weight[i] - greatest);
    out->weighted = true;
    out->effective = weighted_size(work->weight, work->n);
    return out->effective < LEARN_SIZE_LEAST ? no_answer(work, out, out->effective, err) : STATUS_OK;
}

/* --- what the data bear on --- */

/* Marks the quantities that the likelihood depends on. */
static void mark_direct(const struct learn_work *work, bool *touched)
{
    pilot_mark(work->request->scenario, work->intervention, work->outcome,
               work->request->pilot.arm[PILOT_TREATED].observed, work->request->who == LEARN_POPULATION, touched);
}

/* … and what is correlated with them. */
static enum status mark(const struct learn_work *work, bool *touched, struct error *err)
{
    struct factors factors;
    mark_direct(work, touched);
    TRY(factors_of(work->arena, work->prior, &factors, err));
    for (size_t f = 0; f < factors.count; f++) {
        const struct factor *const factor = &factors.factor[f];
        bool any = false;
        for (size_t d = 0; d < factor->draws; d++) {
            const int column = work->prior->draw[factor->draw[d]].column;
            any = any || (column < (int)work->request->scenario->quantities && touched[column]);
        }
        for (size_t d = 0; factor->correlated && any && d < factor->draws; d++)
            touched[work->prior->draw[factor->draw[d]].column] = true;
    }
    return STATUS_OK;
}

static enum status learn_one(struct learn_work *work, int quantity, const struct learn_quantity *exact,
                             const double *before, const double *after, double *room, struct learn_quantity *out,
                             struct error *err)
{
    const struct quantity *const source = &work->request->scenario->quantity[quantity];
    const double *const prior = before + learn_draw_of(work->prior, quantity) * work->n;
    const double *const posterior = after + learn_draw_of(work->drawn, quantity) * work->n;
    *out = work->weight ? (struct learn_quantity){.quantity = quantity} : *exact;
    out->before = learn_spread_of(prior, NULL, work->n, work->member);
    out->after = learn_spread_of(posterior, work->weight, work->n, work->member);
    if (!work->weight) return STATUS_OK;
    for (uint32_t i = 0; i < work->n; i++) room[i] = posterior[i] / source->scale;
    return learn_fit(work->arena, source, room, work->weight, work->n, work->member, out, err);
}

static enum status learn_quantities(struct learn_work *work, const struct learn_quantity *exact, const double *before,
                                    struct learn *out, struct error *err)
{
    const size_t quantities = work->request->scenario->quantities;
    bool *const touched = ARENA_ARRAY(work->arena, quantities, bool);
    double *const after = ARENA_ARRAY(work->arena, work->drawn->draws * work->n, double);
    double *const room = ARENA_ARRAY(work->arena, work->n, double);
    struct learn_quantity *const list = ARENA_ARRAY(work->arena, quantities, struct learn_quantity);
    if (!touched || !after || !room || !list) return error_out_of_memory(err);
    plan_draw_parameters(work->drawn, NULL, 0, work->n, after);
    if (work->weight)
        TRY(mark(work, touched, err));
    else
        touched[exact->quantity] = true;
    for (int q = 0; q < (int)quantities; q++)
        if (touched[q] && is_uncertain(work->prior, q))
            TRY(learn_one(work, q, exact, before, after, room, &list[out->quantities++], err));
    out->quantity = list;
    return work->weight ? learn_correlate(work, after, out, err) : STATUS_OK;
}

/* --- the analysis --- */

static enum status prepare(struct learn_work *work, struct error *err)
{
    const struct learn_request *const request = work->request;
    if (!request->pilot.arm[PILOT_CONTROL].observed && !request->pilot.arm[PILOT_TREATED].observed)
        return error_set(err, STATUS_USAGE, "nobody was observed");
    struct pilot_choice choice;
    TRY(pilot_choose(&request->scenario, 1, request->intervention, request->outcome, &choice, err));
    work->intervention = choice.intervention;
    work->outcome = choice.outcome;
    TRY(evaluate_compile(work->arena, request->scenario, COHORT_EXPECTED, work->n, SAMPLING_SOBOL, NULL, &work->prior,
                         err));
    work->drawn = work->prior;
    work->member = ARENA_ARRAY(work->arena, work->n, struct weighted);
    for (int arm = 0; arm < PILOT_ARMS; arm++) work->chance[arm] = ARENA_ARRAY(work->arena, work->n, double);
    return work->member && work->chance[0] && work->chance[1] ? STATUS_OK : error_out_of_memory(err);
}

/* A scenario in which everything that the data bear on is certain has nothing to learn. */
static enum status check_uncertain(const struct learn_work *work, struct error *err)
{
    const size_t quantities = work->request->scenario->quantities;
    bool *const touched = ARENA_ARRAY(work->arena, quantities, bool);
    if (!touched) return error_out_of_memory(err);
    mark_direct(work, touched);
    for (int q = 0; q < (int)quantities; q++)
        if (touched[q] && is_uncertain(work->prior, q)) return STATUS_OK;
    error_set(err, STATUS_USAGE,
              work->request->pilot.arm[PILOT_TREATED].observed
                  ? "there is nothing to learn: the scenario is certain of %s and of the effect"
                  : "there is nothing to learn: the scenario is certain of %s",
              work->request->scenario->quantity[work->request->scenario->outcome[work->outcome].risk].path);
    return error_hint(err, "give them distributions, as wide as what was known before the pilot");
}

/* Fills the mean risks of both arms in every draw of a plan. */
static enum status fill_chances(struct learn_work *work, const struct plan *plan, struct error *err)
{
    struct pilot_effect of;
    TRY(pilot_effect_find(plan, work->intervention, work->outcome, &of, err));
    of.everybody = work->request->who == LEARN_POPULATION;
    return pilot_risks(work->arena, &of, NULL, work->n, work->chance[PILOT_CONTROL], work->chance[PILOT_TREATED], err);
}

static enum status expect_arms(struct learn_work *work, struct learn *out, struct error *err)
{
    double *const room = ARENA_ARRAY(work->arena, work->n, double);
    if (!room) return error_out_of_memory(err);
    TRY(fill_chances(work, work->prior, err));
    for (int arm = 0; arm < PILOT_ARMS; arm++) {
        const uint32_t persons = work->request->pilot.arm[arm].persons;
        if (!work->request->pilot.arm[arm].observed) continue;
        for (uint32_t i = 0; i < work->n; i++) room[i] = persons * work->chance[arm][i];
        const struct moments moments = statistics_moments(room, work->n);
        out->arm[arm].expected = replicates_mean(room, &moments);
        out->arm[arm].as_far =
            learn_as_far(work->chance[arm], work->n, persons, work->request->pilot.arm[arm].events, room);
    }
    return STATUS_OK;
}

/* The exact update by the control arm where there is one; its draws then take the place of the prior's. */
static enum status update_risk(struct learn_work *work, const double *before, struct learn_quantity *out_exact,
                               bool *out_conjugate, struct error *err)
{
    const struct scenario *updated = NULL;
    *out_conjugate = work->request->pilot.arm[PILOT_CONTROL].observed && is_conjugate(work, before);
    if (!*out_conjugate) return STATUS_OK;
    TRY(update_exactly(work, out_exact, err));
    TRY(with_distribution(work->arena, work->request->scenario, out_exact->quantity, &out_exact->posterior, &updated,
                          err));
    TRY(evaluate_compile(work->arena, updated, COHORT_EXPECTED, work->n, SAMPLING_SOBOL, work->prior, &work->drawn,
                         err));
    if (!work->request->pilot.arm[PILOT_TREATED].observed) return STATUS_OK;
    return fill_chances(work, work->drawn, err);
}

/* The plan of the results: with luck where that is asked for. */
static enum status plan_results(struct learn_work *work, const struct plan *of, const struct plan *other,
                                const struct plan **out, struct error *err)
{
    *out = of;
    if (work->request->cohort == COHORT_EXPECTED) return STATUS_OK;
    return evaluate_compile(work->arena, of->scenario, work->request->cohort, work->n, SAMPLING_SOBOL, other, out, err);
}

static enum status compare_results(struct learn_work *work, const char *const *result, struct learn *out,
                                   struct error *err)
{
    double *const value = ARENA_ARRAY(work->arena, (size_t)LEARN_RESULTS * work->n, double);
    const struct plan *prior, *drawn;
    if (!value) return error_out_of_memory(err);
    TRY(plan_results(work, work->prior, NULL, &prior, err));
    TRY(run_results(work, prior, result, out->results, value, err));
    for (size_t r = 0; r < out->results; r++)
        out->before[r] = learn_spread_of(value + r * work->n, NULL, work->n, work->member);
    if (work->drawn != work->prior) {
        TRY(plan_results(work, work->drawn, prior, &drawn, err));
        TRY(run_results(work, drawn, result, out->results, value, err));
    }
    for (size_t r = 0; r < out->results; r++)
        out->after[r] = learn_spread_of(value + r * work->n, work->weight, work->n, work->member);
    return STATUS_OK;
}

/* What `hyoty run` says of the results before. */
static enum status measure_stochastic(struct learn_work *work, const char *const *result, struct learn *out,
                                      struct error *err)
{
    struct stochastic stochastic;
    if (work->request->cohort == COHORT_SAMPLED) return STATUS_OK;
    TRY(stochastic_run(work->arena, work->request->scenario, &work->request->run, result, out->results, &stochastic,
                       err));
    out->stochastic_told = stochastic.told;
    for (size_t r = 0; stochastic.told && r < out->results; r++)
        out->before_stochastic[r] =
            summary_share(stochastic.value + r * stochastic.n, stochastic.n, 0, stochastic.replicated);
    return STATUS_OK;
}

enum status learn_analyse(struct arena *arena, const struct learn_request *request, struct learn *out,
                          struct error *err)
{
    static const char *const result[LEARN_RESULTS] = {"net", "net_cashable_public"};
    struct learn_work work = {.arena = arena, .request = request, .n = request->points};
    struct learn made = {.request = *request, .points = request->points, .effective = request->points, .kept = 1};
    struct learn_quantity exact = {.quantity = -1};
    bool conjugate;
    TRY(prepare(&work, err));
    TRY(check_uncertain(&work, err));
    made.plan = work.prior;
    made.simulation = work.prior->scenario->simulation;
    made.simulation.cohort = request->cohort;
    made.outcome = work.outcome;
    made.intervention = work.intervention;
    double *const before = ARENA_ARRAY(arena, work.prior->draws * work.n, double);
    if (!before) return error_out_of_memory(err);
    plan_draw_parameters(work.prior, NULL, 0, work.n, before);
    TRY(expect_arms(&work, &made, err));
    TRY(update_risk(&work, before, &exact, &conjugate, err));
    if (!conjugate || request->pilot.arm[PILOT_TREATED].observed) TRY(weigh(&work, conjugate, &made, err));
    TRY(learn_quantities(&work, &exact, before, &made, err));
    made.results = scenario_has_private_payers(request->scenario) ? LEARN_RESULTS : 1;
    TRY(compare_results(&work, result, &made, err));
    TRY(measure_stochastic(&work, result, &made, err));
    *out = made;
    return STATUS_OK;
}
