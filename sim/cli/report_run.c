#include "sim/cli/report_run.h"

#include <stdio.h>
#include <string.h>

#include "sim/cli/commands.h"
#include "sim/cli/engine_options.h"
#include "sim/cli/progress.h"
#include "sim/engine/money.h"
#include "sim/engine/run.h"
#include "sim/model/plan.h"
#include "sim/report/text_wrap.h"

static enum status run_engine(const struct arguments *arguments, const struct plan *plan,
                              const struct interrupt *interrupt, const char *what, enum record_detail detail,
                              const struct outcomes *begun, struct outcomes *out, struct error *err)
{
    struct progress progress;
    struct run_options options;
    /* a second run, of an alternative, stands beside the first */
    TRY(engine_options(arguments, interrupt, plan->scenario->alternatives > 0 ? 2 : 1, &options, err));
    progress_start(&progress, arguments->quiet, what);
    options.progress = progress_report;
    options.context = &progress;
    options.begun = begun;
    options.detail = detail;
    const enum status status = engine_run(plan, &options, out, err);
    if (status == STATUS_OK || status == STATUS_CANCELLED) money_settle_outcomes(out);
    progress_end(&progress);
    return status;
}

/* The load options with one more --assume, which replaces an earlier one of the same assumption. */
static enum status assume_also(const struct arguments *arguments, const struct alternative *alternative,
                               struct load_options *out, struct error *err)
{
    const char **const assume = ARENA_ARRAY(arguments->arena, arguments->assumes + 1, const char *);
    char *const added = arena_printf(arguments->arena, "%s=%s", alternative->assumption, alternative->name);
    if (!assume || !added) return error_out_of_memory(err);
    const size_t length = strlen(alternative->assumption);
    size_t assumes = 0;
    for (size_t a = 0; a < arguments->assumes; a++) {
        const char *const given = arguments->assume[a];
        if (strncmp(given, added, length) != 0 || given[length] != '=') assume[assumes++] = given;
    }
    assume[assumes++] = added;
    *out = arguments_load_options(arguments);
    out->assume = assume;
    out->assumes = assumes;
    return STATUS_OK;
}

static void summarise(const struct outcomes *outcomes, const struct scenario *scenario,
                      const struct alternative *alternative, double *scratch, struct alternative_result *out)
{
    const size_t n = outcomes->iterations;
    out->alternative = alternative;
    out->scope = report_scope_of(scenario);
    const bool replicated = summary_replicated(outcomes);
    summary_column(outcomes->column[outcomes->at.net].value, n, replicated, scratch, &out->net);
    summary_column(outcomes->column[outcomes->at.net_public].value, n, replicated, scratch, &out->net_public);
}

/* The scenario loaded once more in its own arena, its warnings unsaid: they are those of the main run. */
static enum status load_alternative(const struct arguments *arguments, struct arena *arena, const struct scenario *main,
                                    const struct alternative *alternative, const struct scenario **out,
                                    struct error *err)
{
    struct load_options options;
    struct diagnostics diagnostics;
    TRY(assume_also(arguments, alternative, &options, err));
    options.akin = main;
    diagnostics_init(&diagnostics, arena);
    const enum status status = scenario_load(arena, arguments->operand, &options, out, &diagnostics, err);
    if (status != STATUS_SCENARIO || !diagnostics.first) return status;
    return error_set(err, status, "with --assume %s=%s: %s: %s", alternative->assumption, alternative->name,
                     diagnostics.first->path, diagnostics.first->message);
}

static enum status run_alternative(const struct arguments *arguments, const struct plan *main,
                                   const struct alternative *alternative, const struct interrupt *interrupt,
                                   struct alternative_result *out, struct error *err)
{
    struct arena arena;
    struct outcomes outcomes = {0};
    const struct scenario *scenario;
    const struct plan *plan;
    arena_init(&arena, allocator_libc, 0);
    enum status status = load_alternative(arguments, &arena, main->scenario, alternative, &scenario, err);
    if (status == STATUS_OK) status = plan_compile_paired(&arena, scenario, main, &plan, err);
    if (status == STATUS_OK)
        status = run_engine(arguments, plan, interrupt, alternative->name, RECORD_TOTALS, NULL, &outcomes, err);
    double *const scratch = status == STATUS_OK ? ARENA_ARRAY(&arena, outcomes.iterations, double) : NULL;
    if (status == STATUS_OK && !scratch) status = error_out_of_memory(err);
    if (status == STATUS_OK) summarise(&outcomes, scenario, alternative, scratch, out);
    outcomes_free(&outcomes);
    arena_free(&arena);
    return status;
}

/* In use already: the run itself shows it. */
static bool is_in_force(const struct scenario *scenario, const struct alternative *alternative)
{
    for (size_t o = 0; o < scenario->overrides; o++)
        if (strcmp(scenario->override[o].option, "--assume") == 0 &&
            strcmp(scenario->override[o].path, alternative->assumption) == 0 &&
            strcmp(scenario->override[o].value, alternative->name) == 0)
            return true;
    return false;
}

/* An alternative that does not fit the rest of the scenario (a fixed number where a correlation stands) is left out,
 * and said; the run itself stands. */
static void say_left_out(const struct arguments *arguments, const struct error *failure)
{
    const char *const text = text_clean(arguments->arena, failure->message);
    fprintf(stderr, "hyoty: warning: an alternative is left out: %s\n", text ? text : "out of memory");
}

static enum status run_alternatives(const struct arguments *arguments, const struct scenario *scenario,
                                    const struct interrupt *interrupt, struct report_run *run, struct error *err)
{
    struct alternative_result *const result =
        ARENA_ARRAY(arguments->arena, scenario->alternatives, struct alternative_result);
    if (!result) return error_out_of_memory(err);
    run->report.alternative = result;
    for (size_t a = 0; a < scenario->alternatives && !run->report.interrupted; a++) {
        struct error failure = {0};
        if (is_in_force(scenario, &scenario->alternative[a])) continue;
        const enum status status = run_alternative(arguments, run->plan, &scenario->alternative[a], interrupt,
                                                   &result[run->report.alternatives], &failure);
        run->report.interrupted = status == STATUS_CANCELLED;
        run->report.alternatives += status == STATUS_OK;
        if (status == STATUS_SCENARIO)
            say_left_out(arguments, &failure);
        else if (status != STATUS_OK && !run->report.interrupted)
            return error_set(err, status, "%s", failure.message);
    }
    return STATUS_OK;
}

/* Only files and tables for machines hold the drawn quantities. The memory of a run that seeks a precision bounds its
 * iterations, which must not depend on where it is written. */
static enum record_detail detail_of(const struct arguments *arguments)
{
    const bool told = arguments->format == OUTPUT_TEXT && !arguments->output && arguments->precision == 0;
    return told ? RECORD_RESULTS : RECORD_ALL;
}

/* One run of a scenario and what it says, without alternatives. begun: as in struct run_options. */
static enum status run_once(const struct arguments *arguments, const struct scenario *scenario,
                            const struct interrupt *interrupt, const struct outcomes *begun, struct report_run *out,
                            struct error *err)
{
    *out = (struct report_run){0};
    TRY(plan_compile(arguments->arena, scenario, &out->plan, err));
    const enum status status =
        run_engine(arguments, out->plan, interrupt, "", detail_of(arguments), begun, &out->outcomes, err);
    const bool interrupted = status == STATUS_CANCELLED;
    if (status != STATUS_OK && (!interrupted || out->outcomes.iterations == 0)) return status;
    TRY(summary_compute(arguments->arena, &out->outcomes, scenario, &out->summary, err));
    out->report = (struct report){.scenario = scenario, .interrupted = interrupted};
    return STATUS_OK;
}

/* The arguments with another number of iterations, as if it had been given, and the scenario so loaded. */
static enum status load_longer(const struct arguments *arguments, uint32_t iterations, struct arguments *out,
                               const struct scenario **out_scenario, struct error *err)
{
    static const char key[] = "simulation.iterations=";
    struct diagnostics diagnostics;
    struct arguments longer = *arguments;
    longer.sets = 0;
    longer.set = ARENA_ARRAY(arguments->arena, arguments->sets + 1, const char *);
    char *const added = arena_printf(arguments->arena, "%s%u", key, iterations);
    if (!longer.set || !added) return error_out_of_memory(err);
    for (size_t s = 0; s < arguments->sets; s++)
        if (strncmp(arguments->set[s], key, sizeof key - 1) != 0) longer.set[longer.sets++] = arguments->set[s];
    longer.set[longer.sets++] = added;
    const struct load_options options = arguments_load_options(&longer);
    diagnostics_init(&diagnostics, arguments->arena);
    TRY(scenario_load(arguments->arena, arguments->operand, &options, out_scenario, &diagnostics, err));
    *out = longer;
    return STATUS_OK;
}

/* Most iterations of a run that seeks a precision: a million, in a gibibyte of recorded columns. */
static uint32_t most_iterations(const struct outcomes *outcomes)
{
    const size_t million = 1000000, memory = (size_t)1 << 30;
    const size_t most = memory / (outcomes->columns * sizeof(double));
    return (uint32_t)(most < million ? most : million);
}

/* Runs with more and more iterations until the precision is reached, the limit, or an interruption; keeps the longest.
 * Each goes on from the one before; only a Latin hypercube, which of another size is another one, starts afresh. */
static enum status run_longer(struct arguments *arguments, const struct interrupt *interrupt, struct report_run *run,
                              struct error *err)
{
    struct precision_goal *const goal = ARENA_NEW(arguments->arena, struct precision_goal);
    const bool afresh = run->plan->sampling.method == SAMPLING_LATIN_HYPERCUBE;
    if (!goal) return error_out_of_memory(err);
    *goal = (struct precision_goal){.wanted = arguments->precision, .limit = most_iterations(&run->outcomes)};
    for (;;) {
        const uint32_t n = run->outcomes.iterations;
        goal->reached = precision_measure(&run->outcomes, &run->summary);
        const uint32_t more =
            precision_next(run->plan->sampling.method, n, goal->reached.value, goal->wanted, goal->limit);
        run->report.precision = goal;
        if (run->report.interrupted || more == n) return STATUS_OK;
        const struct scenario *scenario;
        struct report_run next;
        TRY(load_longer(arguments, more, arguments, &scenario, err));
        const enum status status = run_once(arguments, scenario, interrupt, afresh ? NULL : &run->outcomes, &next, err);
        if (status == STATUS_OK && next.outcomes.iterations > n) {
            report_run_free(run);
            *run = next;
            continue;
        }
        report_run_free(&next);
        if (status != STATUS_OK && status != STATUS_CANCELLED) return status;
        run->report.interrupted = true;
    }
}

enum status report_run_make(const struct arguments *arguments, const struct scenario *scenario,
                            const struct interrupt *interrupt, struct report_run *out, struct error *err)
{
    struct arguments used = *arguments;
    TRY(run_once(arguments, scenario, interrupt, NULL, out, err));
    if (arguments->precision > 0) TRY(run_longer(&used, interrupt, out, err));
    out->report.outcomes = &out->outcomes;
    out->report.summary = &out->summary;
    const uint32_t n = out->outcomes.iterations;
    TRY(effect_reach_find(arguments->arena, out->plan, n < EFFECT_REACH_ITERATIONS ? n : EFFECT_REACH_ITERATIONS,
                          &out->report.reach, err));
    return run_alternatives(&used, out->report.scenario, interrupt, out, err);
}

void report_run_free(struct report_run *run)
{
    outcomes_free(&run->outcomes);
}
