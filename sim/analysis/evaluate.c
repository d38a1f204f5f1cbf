#include "sim/analysis/evaluate.h"

#include <string.h>

#include "sim/base/nearest.h"
#include "sim/engine/money.h"
#include "sim/engine/record.h"

enum status evaluate_compile(struct arena *arena, const struct scenario *scenario, enum cohort cohort,
                             uint32_t iterations, enum sampling sampling, const struct plan *other,
                             const struct plan **out, struct error *err)
{
    struct scenario *const used = ARENA_NEW(arena, struct scenario);
    if (!used) return error_out_of_memory(err);
    *used = *scenario;
    used->simulation.cohort = cohort;
    used->simulation.iterations = iterations;
    used->simulation.sampling = sampling;
    return plan_compile_paired(arena, used, other, out, err);
}

static enum status no_result(const struct outcomes *outcomes, const char *name, struct error *err)
{
    struct nearest nearest = nearest_to(name);
    for (size_t i = 0; i < outcomes->columns; i++) nearest_offer(&nearest, outcomes->column[i].name);
    error_set(err, STATUS_USAGE, INPUT("result") ": there is no result \"%.80s\"", name);
    if (nearest.best) return error_hint(err, "did you mean %s?", nearest.best);
    return error_hint(err,
                      "results are net, net_public, net.PAYER, net_cashable, gross, cost, savings.SECTION.NAME, …");
}

enum status evaluate_unit(const struct plan *plan, const char *result, enum unit *out, struct error *err)
{
    struct outcomes outcomes = {0};
    arena_init(&outcomes.arena, allocator_libc, 0);
    enum status status = record_init(plan, 1, RECORD_TOTALS, &outcomes, err);
    const struct column *const column = status == STATUS_OK ? outcomes_find(&outcomes, result) : NULL;
    if (column) *out = column->unit;
    if (status == STATUS_OK && !column) status = no_result(&outcomes, result, err);
    outcomes_free(&outcomes);
    return status;
}

static void report_part(void *context, uint32_t done, uint32_t total)
{
    const struct evaluator *const evaluator = context;
    evaluator->progress(evaluator->context, evaluator->runs * total + done, evaluator->runs_wanted * total);
}

static enum status copy_results(const struct evaluator *evaluator, const struct outcomes *outcomes, double *out_value,
                                struct error *err)
{
    const size_t n = outcomes->iterations;
    for (size_t r = 0; r < evaluator->results; r++) {
        const struct column *const column = outcomes_find(outcomes, evaluator->result[r]);
        if (!column) return no_result(outcomes, evaluator->result[r], err);
        memcpy(out_value + r * n, column->value, n * sizeof *out_value);
        if (column->unit == UNIT_MONEY && !evaluator->exact) money_settle(out_value + r * n, n);
    }
    return STATUS_OK;
}

enum status evaluate(struct evaluator *evaluator, const struct inputs *inputs, double *out_value, struct error *err)
{
    struct run_options options = evaluator->options;
    struct outcomes outcomes;
    options.inputs = inputs;
    options.detail = RECORD_TOTALS;
    options.progress = evaluator->progress && evaluator->runs_wanted ? report_part : NULL;
    options.context = evaluator;
    enum status status = engine_run(evaluator->plan, &options, &outcomes, err);
    if (status == STATUS_OK) status = copy_results(evaluator, &outcomes, out_value, err);
    outcomes_free(&outcomes);
    evaluator->runs++;
    return status;
}
