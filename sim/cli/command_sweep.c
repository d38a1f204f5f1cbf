/* hyoty sweep SCENARIO --vary PATH=FROM:TO:POINTS */
#include "sim/analysis/net_result.h"
#include "sim/analysis/sweep.h"
#include "sim/cli/analysis_command.h"
#include "sim/cli/commands.h"
#include "sim/report/sweep_report.h"

static enum status parse_axes(const struct analysis_context *context, struct sweep_axis axis[SWEEP_AXES],
                              struct error *err)
{
    const struct arguments *const arguments = context->arguments;
    if (arguments->varies == 0 || arguments->varies > SWEEP_AXES) {
        error_set(err, STATUS_USAGE, "`hyoty sweep` takes one or two --vary (found %zu)", arguments->varies);
        return error_hint(err, "hyoty sweep SCENARIO --vary interventions.x.uptake=10%%:50%%:9");
    }
    for (size_t a = 0; a < arguments->varies; a++)
        TRY(sweep_axis_parse(context->arena, context->scenario[0], arguments->vary[a], &axis[a], err));
    return STATUS_OK;
}

static enum status analyse(const struct analysis_context *context, struct result *out, struct error *err)
{
    const struct arguments *const arguments = context->arguments;
    struct sweep_axis axis[SWEEP_AXES];
    struct sweep *const sweep = ARENA_NEW(context->arena, struct sweep);
    if (!sweep) return error_out_of_memory(err);
    TRY(parse_axes(context, axis, err));
    const struct sweep_request request = {.scenario = context->scenario[0],
                                          .axes = arguments->varies,
                                          .axis = axis,
                                          .result = arguments->result ? arguments->result
                                                                      : net_result_usual(context->scenario[0]),
                                          .cohort = stochastic_cohort(context->scenario[0]),
                                          .run = context->run,
                                          .progress = context->progress,
                                          .context = context->shown};
    TRY(sweep_run(context->arena, &request, sweep, err));
    return sweep_report(context->arena, sweep, out, err);
}

const struct analysis analysis_sweep = {&sweep_kind, analyse, NULL, NULL};
