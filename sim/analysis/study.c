#include "sim/analysis/study.h"

#include <math.h>
#include <string.h>

#include "sim/engine/money.h"
#include "sim/model/plan.h"
#include "sim/scenario/programme.h"

static enum status run_engine(const struct study_request *request, const struct plan *plan, const char *name,
                              enum record_detail detail, const struct outcomes *begun, struct outcomes *out,
                              struct error *err)
{
    struct run_options options = request->run;
    options.begun = begun;
    options.detail = detail;
    if (request->stage) request->stage(request->run.context, name);
    const enum status status = engine_run(plan, &options, out, err);
    if (status == STATUS_OK || status == STATUS_CANCELLED) money_settle_outcomes(out);
    return status;
}

/* --- alternatives --- */

/* The scenario once more in an arena of its own, its warnings unsaid: they are those of the main run. */
static enum status load_changed(struct arena *arena, const struct scenario *main, const struct load_change *change,
                                const struct scenario **out, struct diagnostics *diagnostics, struct error *err)
{
    diagnostics_init(diagnostics, arena);
    diagnostics->language = error_language(err);
    return scenario_reload(arena, main, change, 1, out, diagnostics, err);
}

static enum status load_alternative(struct arena *arena, const struct scenario *main,
                                    const struct alternative *alternative, const struct scenario **out,
                                    struct error *err)
{
    const struct load_change change = {CHANGE_ASSUME, alternative->assumption, alternative->name, NULL};
    struct diagnostics diagnostics;
    const enum status status = load_changed(arena, main, &change, out, &diagnostics, err);
    if (status != STATUS_SCENARIO || !diagnostics.first) return status;
    return error_set(err, status, "with " LOAD_ASSUME " %s=%s: %s: %s", alternative->assumption, alternative->name,
                     diagnostics.first->path, diagnostics.first->message);
}

static enum status summarise(struct arena *arena, const struct outcomes *outcomes, const struct scenario *scenario,
                             struct study_alternative *out, struct error *err)
{
    const size_t n = outcomes->iterations;
    const bool replicated = summary_replicated(outcomes);
    double *const scratch = ARENA_ARRAY(arena, n, double);
    if (!scratch) return error_out_of_memory(err);
    out->scope = perspective_scope_of(scenario);
    const struct outcome_index *const at = &outcomes->at;
    const struct {
        int column;
        struct column_summary *summary;
    } each[] = {
        {at->net, &out->net}, {at->net_public, &out->net_public}, {at->net_cashable_public, &out->net_cashable_public}};
    for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
        summary_column(outcomes->column[each[i].column].value, n, replicated, scratch, each[i].summary);
        if (outcomes->certain) summary_settle(each[i].summary);
    }
    return STATUS_OK;
}

/* Runs a scenario that was loaded into the arena, on the random numbers of the main one. */
static enum status run_beside(struct arena *arena, const struct study_request *request, const struct plan *main,
                              const struct scenario *scenario, const char *name, struct study_alternative *out,
                              struct error *err)
{
    struct outcomes outcomes = {0};
    const struct plan *plan;
    enum status status = plan_compile_paired(arena, scenario, main, &plan, err);
    if (status == STATUS_OK) status = run_engine(request, plan, name, RECORD_TOTALS, NULL, &outcomes, err);
    if (status == STATUS_OK) status = summarise(arena, &outcomes, scenario, out, err);
    outcomes_free(&outcomes);
    return status;
}

static enum status run_alternative(const struct study_request *request, const struct plan *main,
                                   const struct alternative *alternative, struct study_alternative *out,
                                   struct error *err)
{
    struct arena arena;
    const struct scenario *scenario;
    arena_init(&arena, allocator_libc, 0);
    enum status status = load_alternative(&arena, main->scenario, alternative, &scenario, err);
    if (status == STATUS_OK) status = run_beside(&arena, request, main, scenario, alternative->name, out, err);
    out->alternative = alternative;
    arena_free(&arena);
    return status;
}

/* In use already: the run itself shows it. */
static bool is_in_force(const struct scenario *scenario, const struct alternative *alternative)
{
    for (size_t o = 0; o < scenario->overrides; o++)
        if (strcmp(scenario->override[o].option, LOAD_ASSUME) == 0 &&
            strcmp(scenario->override[o].path, alternative->assumption) == 0 &&
            strcmp(scenario->override[o].value, alternative->name) == 0)
            return true;
    return false;
}

static enum status run_alternatives(struct arena *arena, const struct study_request *request, struct study *out,
                                    struct error *err)
{
    const struct scenario *const scenario = out->scenario;
    out->alternative = ARENA_ARRAY(arena, scenario->alternatives, struct study_alternative);
    out->left_out_why = ARENA_ARRAY(arena, scenario->alternatives, const char *);
    if (!out->alternative || !out->left_out_why) return error_out_of_memory(err);
    for (size_t a = 0; a < scenario->alternatives && !out->interrupted; a++) {
        struct error failure = {.language = error_language(err)};
        if (is_in_force(scenario, &scenario->alternative[a])) continue;
        const enum status status = run_alternative(request, out->plan, &scenario->alternative[a],
                                                   &out->alternative[out->alternatives], &failure);
        out->interrupted = status == STATUS_CANCELLED;
        out->alternatives += status == STATUS_OK;
        if (status == STATUS_SCENARIO && !(out->left_out_why[out->left_out++] = arena_strdup(arena, failure.message)))
            return error_out_of_memory(err);
        if (status != STATUS_OK && status != STATUS_SCENARIO && !out->interrupted)
            return error_set(err, status, "%s", failure.message);
    }
    return STATUS_OK;
}

/* --- choices --- */

static const char *change_of(struct arena *arena, const struct scenario *scenario, const struct study_choice *choice,
                             struct load_change *out)
{
    *out = (struct load_change){.kind = CHANGE_SET};
    switch (choice->kind) {
        case STUDY_DISCOUNT_RATE:
            out->path = "settings.discount_rate";
            return out->value = arena_printf(arena, "%.17g", choice->value);
        case STUDY_HORIZON:
            out->path = "settings.horizon";
            return out->value = arena_printf(arena, "%.0f years", choice->value);
        case STUDY_AT_ONCE:
            out->path = arena_printf(arena, "outcomes.%s.duration", scenario->outcome[choice->outcome].name);
            return out->path ? out->value = "0 years" : NULL;
    }
    return NULL;
}

static enum status run_choice(const struct study_request *request, const struct plan *main, struct study_choice *choice,
                              struct error *err)
{
    struct arena arena;
    struct load_change change;
    struct diagnostics diagnostics;
    const struct scenario *scenario;
    arena_init(&arena, allocator_libc, 0);
    enum status status = change_of(&arena, main->scenario, choice, &change) ? STATUS_OK : error_out_of_memory(err);
    if (status == STATUS_OK) status = load_changed(&arena, main->scenario, &change, &scenario, &diagnostics, err);
    if (status == STATUS_OK) status = run_beside(&arena, request, main, scenario, change.path, &choice->is, err);
    arena_free(&arena);
    return status;
}

static bool is_rate(const struct settings *settings, double rate)
{
    return settings->discount_steps == 1 && fabs(settings->discount_step[0].rate - rate) < 1e-12;
}

/* Room for them is made for as many as there may be. */
static size_t list_choices(const struct scenario *scenario, struct study_choice *out)
{
    static const double rate[] = {0, 0.01, 0.02, 0.03, 0.05};
    static const int horizon[] = {10, 20};
    size_t n = 0;
    for (size_t i = 0; i < sizeof rate / sizeof *rate; i++)
        out[n++] = (struct study_choice){
            .kind = STUDY_DISCOUNT_RATE, .value = rate[i], .current = is_rate(&scenario->settings, rate[i])};
    for (size_t i = 0; i < sizeof horizon / sizeof *horizon; i++)
        if (horizon[i] < scenario->settings.horizon)
            out[n++] = (struct study_choice){.kind = STUDY_HORIZON, .value = horizon[i]};
    for (size_t k = 0; k < scenario->outcomes; k++)
        if (outcome_is_spread(scenario, &scenario->outcome[k]))
            out[n++] = (struct study_choice){.kind = STUDY_AT_ONCE, .outcome = (int)k};
    return n;
}

/* A choice that does not fit the rest of the scenario is left out. */
static enum status run_choices(struct arena *arena, const struct study_request *request, struct study *out,
                               struct error *err)
{
    enum { SETTINGS = 7 };
    out->choice = ARENA_ARRAY(arena, SETTINGS + out->scenario->outcomes, struct study_choice);
    if (!out->choice) return error_out_of_memory(err);
    const size_t listed = list_choices(out->scenario, out->choice);
    for (size_t c = 0; c < listed && !out->interrupted; c++) {
        struct error failure = {.language = error_language(err)};
        struct study_choice choice = out->choice[c];
        const enum status status = run_choice(request, out->plan, &choice, &failure);
        out->interrupted = status == STATUS_CANCELLED;
        if (status == STATUS_OK) out->choice[out->choices++] = choice;
        if (status != STATUS_OK && status != STATUS_SCENARIO && !out->interrupted)
            return error_set(err, status, "%s", failure.message);
    }
    return STATUS_OK;
}

/* --- the run --- */

/* One run of a scenario and what it says. begun: as in struct run_options. */
static enum status run_once(struct arena *arena, const struct study_request *request, const struct scenario *scenario,
                            const struct outcomes *begun, struct study *out, struct error *err)
{
    *out = (struct study){.scenario = scenario};
    TRY(plan_compile(arena, scenario, &out->plan, err));
    const enum status status = run_engine(request, out->plan, "", request->run.detail, begun, &out->outcomes, err);
    out->interrupted = status == STATUS_CANCELLED;
    if (status != STATUS_OK && (!out->interrupted || out->outcomes.iterations == 0)) return status;
    return summary_compute(arena, &out->outcomes, scenario, &out->summary, err);
}

/* The scenario with another number of iterations, as if it had been given. */
static enum status load_longer(struct arena *arena, const struct scenario *scenario, uint32_t iterations,
                               const struct scenario **out, struct error *err)
{
    struct diagnostics diagnostics;
    const struct load_change change = {CHANGE_SET, "simulation.iterations", arena_printf(arena, "%u", iterations),
                                       NULL};
    if (!change.value) return error_out_of_memory(err);
    diagnostics_init(&diagnostics, arena);
    diagnostics.language = error_language(err);
    return scenario_reload(arena, scenario, &change, 1, out, &diagnostics, err);
}

/* Most iterations of a run that seeks a precision: a million, in a gibibyte of recorded columns. */
static uint32_t most_iterations(const struct outcomes *outcomes)
{
    const size_t million = 1000000, memory = (size_t)1 << 30;
    const size_t most = memory / (outcomes->columns * sizeof(double));
    return (uint32_t)(most < million ? most : million);
}

/* Takes the longer run in place of the shorter, unless it got no further. */
static enum status take_longer(struct study *study, struct study *next, enum status status)
{
    if (status == STATUS_OK && next->outcomes.iterations > study->outcomes.iterations) {
        study_free(study);
        *study = *next;
        return STATUS_OK;
    }
    study_free(next);
    if (status != STATUS_OK && status != STATUS_CANCELLED) return status;
    study->interrupted = true;
    return STATUS_OK;
}

/* Runs with more and more iterations until the precision is reached, the limit, or an interruption; keeps the longest.
 * Each goes on from the one before; only a Latin hypercube, which of another size is another one, starts afresh. */
static enum status run_longer(struct arena *arena, const struct study_request *request, struct study *out,
                              struct error *err)
{
    struct precision_goal *const goal = ARENA_NEW(arena, struct precision_goal);
    const enum sampling method = out->plan->sampling.method;
    if (!goal) return error_out_of_memory(err);
    *goal = (struct precision_goal){.wanted = request->precision, .limit = most_iterations(&out->outcomes)};
    for (;;) {
        const uint32_t n = out->outcomes.iterations;
        goal->reached = precision_measure(&out->outcomes, &out->summary);
        out->precision = goal;
        const uint32_t more = precision_next(method, n, goal->reached.value, goal->wanted, goal->limit);
        if (out->interrupted || more == n) return STATUS_OK;
        const struct scenario *scenario;
        struct study next;
        TRY(load_longer(arena, out->scenario, more, &scenario, err));
        const struct outcomes *const begun = method == SAMPLING_LATIN_HYPERCUBE ? NULL : &out->outcomes;
        TRY(take_longer(out, &next, run_once(arena, request, scenario, begun, &next, err)));
    }
}

static enum status find_driver(struct arena *arena, struct study *out, struct error *err)
{
    const struct outcome_index *const at = &out->outcomes.at;
    TRY(driver_find(arena, out->plan, &out->outcomes, (size_t)at->net_cashable_public, &out->driver, err));
    if (out->driver.quantity >= 0) return STATUS_OK;
    return driver_find(arena, out->plan, &out->outcomes, (size_t)at->net, &out->driver, err);
}

enum status study_run(struct arena *arena, const struct study_request *request, struct study *out, struct error *err)
{
    TRY(run_once(arena, request, request->scenario, NULL, out, err));
    if (request->precision > 0) TRY(run_longer(arena, request, out, err));
    const uint32_t n = out->outcomes.iterations;
    TRY(baseline_find(arena, out->plan, &out->baseline, err));
    TRY(find_driver(arena, out, err));
    TRY(effect_reach_find(arena, out->plan, n < EFFECT_REACH_ITERATIONS ? n : EFFECT_REACH_ITERATIONS, &out->reach,
                          err));
    TRY(run_alternatives(arena, request, out, err));
    return request->choices && !out->interrupted ? run_choices(arena, request, out, err) : STATUS_OK;
}

void study_free(struct study *study)
{
    outcomes_free(&study->outcomes);
}
