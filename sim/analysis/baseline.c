#include "sim/analysis/baseline.h"

#include "sim/analysis/abolition.h"
#include "sim/analysis/readback.h"
#include "sim/analysis/summary.h"
#include "sim/engine/run.h"
#include "sim/scenario/programme.h"

/* In place of what an intervention has on outcomes, the same outcomes without any risk left; nothing else. */
static enum status leave_nothing(struct arena *arena, const struct abolition *abolition, size_t outcomes,
                                 struct intervention *intervention, struct error *err)
{
    struct effect *const effect = ARENA_ARRAY(arena, outcomes, struct effect);
    size_t effects = 0;
    if (!effect) return error_out_of_memory(err);
    for (int k = 0; k < (int)outcomes; k++)
        if (intervention_changes(intervention, k))
            effect[effects++] =
                abolition_effect(abolition, EFFECT_OUTCOME, k, MEASURE_RELATIVE_RISK, ABOLITION_NOTHING);
    intervention->ramp_up_count = 1;
    intervention->ramp_up = &abolition->number[ABOLITION_WHOLE];
    intervention->effect_count = effects;
    intervention->effect = effect;
    return STATUS_OK;
}

static enum status without_risk(struct arena *arena, const struct scenario *scenario, struct scenario *out,
                                struct error *err)
{
    struct abolition *const abolition = ARENA_NEW(arena, struct abolition);
    struct intervention *const copy = ARENA_ARRAY(arena, scenario->interventions, struct intervention);
    struct quantity *quantity;
    if (!abolition || !copy) return error_out_of_memory(err);
    TRY(abolition_numbers(arena, scenario, abolition, &quantity, out, err));
    for (size_t j = 0; j < scenario->interventions; j++) {
        copy[j] = scenario->intervention[j];
        TRY(leave_nothing(arena, abolition, scenario->outcomes, &copy[j], err));
    }
    out->intervention = copy;
    out->settings.interactions = INTERACTIONS_MULTIPLY;
    out->simulation.cohort = COHORT_EXPECTED;
    if (out->simulation.iterations > BASELINE_ITERATIONS) out->simulation.iterations = BASELINE_ITERATIONS;
    return STATUS_OK;
}

static enum status at_risk(struct arena *arena, const struct plan *plan, struct baseline_outcome *out,
                           struct error *err)
{
    struct scenario scenario;
    const struct plan *without;
    struct outcomes outcomes = {0};
    const struct run_options options = {.threads = 1, .isa = isa_best(), .detail = RECORD_TOTALS};
    TRY(without_risk(arena, plan->scenario, &scenario, err));
    TRY(plan_compile_paired(arena, &scenario, plan, &without, err));
    const enum status status = engine_run(without, &options, &outcomes, err);
    for (size_t k = 0; status == STATUS_OK && k < scenario.outcomes; k++)
        out[k].at_risk = summary_mean(outcomes.column[(size_t)outcomes.at.cases_avoided + k].value, outcomes.iterations,
                                      summary_replicated(&outcomes));
    outcomes_free(&outcomes);
    return status;
}

static bool is_touched(const struct scenario *scenario, int outcome)
{
    bool touched = false;
    for (size_t j = 0; j < scenario->interventions; j++)
        touched = touched || intervention_changes(&scenario->intervention[j], outcome);
    return touched;
}

static double cost_today(const struct readback *readback)
{
    double sum = 0;
    for (size_t l = 0; l < readback->lines; l++)
        if (readback->line[l].line.kind != LINE_PROGRAMME) sum += readback->line[l].total;
    return sum;
}

enum status baseline_find(struct arena *arena, const struct plan *plan, struct baseline *out, struct error *err)
{
    const struct scenario *const scenario = plan->scenario;
    struct baseline_outcome *const outcome = ARENA_ARRAY(arena, scenario->outcomes, struct baseline_outcome);
    struct readback readback;
    bool any = false;
    if (!outcome) return error_out_of_memory(err);
    TRY(readback_compute(arena, scenario, &readback, err));
    for (int k = 0; k < (int)scenario->outcomes; k++) {
        outcome[k].persons = readback_sum(readback.entering[k], readback.intakes);
        outcome[k].struck = readback_sum(readback.struck[k], readback.intakes);
        outcome[k].touched = is_touched(scenario, k);
        any = any || outcome[k].touched;
    }
    if (any) TRY(at_risk(arena, plan, outcome, err));
    *out = (struct baseline){scenario->outcomes, outcome, cost_today(&readback)};
    return STATUS_OK;
}
