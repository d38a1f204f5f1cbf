#include "tests/twice/simulate.h"

#include <criterion/criterion.h>

#include "sim/engine/run.h"
#include "sim/scenario/load.h"

static void fail_with_messages(struct arena *arena, const struct diagnostics *diagnostics, const struct error *err,
                               const char *text)
{
    const char *all = "";
    for (const struct diagnostic *d = diagnostics->first; d; d = d->next)
        if (d->severity == SEVERITY_ERROR) all = arena_printf(arena, "%s%s\n", all, diagnostic_format(arena, d));
    cr_assert_fail("the scenario was refused: %s\n%s\n%s", err->message, all, text);
}

const struct scenario *simulate_load(struct arena *arena, const char *text)
{
    return simulate_load_with(arena, text, &(struct load_options){0});
}

const struct scenario *simulate_load_with(struct arena *arena, const char *text, const struct load_options *options)
{
    const struct scenario *scenario = NULL;
    struct diagnostics diagnostics;
    struct error err = {0};
    diagnostics_init(&diagnostics, arena);
    if (scenario_load_text(arena, "test.yaml", text, strlen(text), options, &scenario, &diagnostics, &err) != STATUS_OK)
        fail_with_messages(arena, &diagnostics, &err, text);
    return scenario;
}

const struct scenario *simulate_load_file(struct arena *arena, const char *file, const char *const *set, size_t sets)
{
    const struct scenario *scenario = NULL;
    struct diagnostics diagnostics;
    struct error err = {0};
    diagnostics_init(&diagnostics, arena);
    const struct load_options options = {.set = set, .sets = sets};
    if (scenario_load(arena, file, &options, &scenario, &diagnostics, &err) != STATUS_OK)
        fail_with_messages(arena, &diagnostics, &err, file);
    return scenario;
}

struct simulation_run twice_simulate(struct arena *arena, const struct scenario *scenario, int threads)
{
    struct simulation_run run = {.scenario = scenario};
    const struct plan *plan = NULL;
    struct error err = {0};
    cr_assert_eq(plan_compile(arena, scenario, &plan, &err), STATUS_OK, "not compiled: %s", err.message);
    const struct run_options options = {.threads = threads};
    cr_assert_eq(engine_run(plan, &options, &run.outcomes, &err), STATUS_OK, "not run: %s", err.message);
    cr_assert_eq(run.outcomes.iterations, scenario->simulation.iterations);
    return run;
}

struct simulation_run simulate(struct arena *arena, const char *text, int threads)
{
    return twice_simulate(arena, simulate_load(arena, text), threads);
}

void simulate_free(struct simulation_run *run)
{
    outcomes_free(&run->outcomes);
}

const double *simulate_column(const struct simulation_run *run, const char *name)
{
    const struct column *column = outcomes_find(&run->outcomes, name);
    cr_assert_not_null(column, "no column %s", name);
    return column->value;
}

double simulate_first(const struct simulation_run *run, const char *name)
{
    return simulate_column(run, name)[0];
}

double replay_net(const struct plan *plan, const struct replay *replay)
{
    double net[LEDGER_MOST];
    ledger_sum_payers(plan, replay->ledger, replay->ledger->net_payer, 1, false, net);
    return net[0];
}
