/* hyoty explain SCENARIO */
#include "sim/cli/analysis_command.h"
#include "sim/report/explain_document.h"

static enum status analyse(const struct analysis_context *context, struct result *out, struct error *err)
{
    const struct scenario *const scenario = context->scenario[0];
    const uint32_t iteration = context->arguments->iteration;
    struct explain *const explain = ARENA_NEW(context->arena, struct explain);
    if (!explain) return error_out_of_memory(err);
    if (iteration >= scenario->simulation.iterations)
        return error_set(err, STATUS_USAGE, "--iteration: the scenario has the iterations 0 to %u (found %u)",
                         scenario->simulation.iterations - 1, iteration);
    TRY(plan_compile(context->arena, scenario, &explain->plan, err));
    TRY(engine_replay(context->arena, explain->plan, iteration, &explain->replay, err));
    TRY(readback_compute(context->arena, scenario, &explain->readback, err));
    result_fill(out, explain, &scenario->simulation, NULL, 0);
    return STATUS_OK;
}

const struct analysis analysis_explain = {&explain_kind, analyse, NULL, NULL};
