/* hyoty sensitivity SCENARIO */
#include "sim/analysis/net_result.h"
#include "sim/cli/analysis_command.h"
#include "sim/cli/analysis_points.h"
#include "sim/cli/commands.h"
#include "sim/report/sensitivity_report.h"

static enum status analyse(const struct analysis_context *context, struct result *out, struct error *err)
{
    const struct arguments *const arguments = context->arguments;
    struct sensitivity_request request = {.scenario = context->scenario[0],
                                          .result = arguments->result ? arguments->result
                                                                      : net_result_usual(context->scenario[0]),
                                          .groups = arguments->groups,
                                          .group = arguments->group,
                                          .run = context->run,
                                          .progress = context->progress,
                                          .context = context->shown};
    struct sensitivity *const sensitivity = ARENA_NEW(context->arena, struct sensitivity);
    if (!sensitivity) return error_out_of_memory(err);
    TRY(analysis_points(request.scenario, SENSITIVITY_POINTS, SENSITIVITY_POINTS_LEAST, SENSITIVITY_POINTS_MOST,
                        &request.points, err));
    TRY(sensitivity_analyse(context->arena, &request, sensitivity, err));
    return sensitivity_report(context->arena, sensitivity, out, err);
}

const struct analysis analysis_sensitivity = {
    &sensitivity_kind, analyse, PHRASE("no assumption explains luck, so that `hyoty sensitivity` is always without it"),
    PHRASE("leave it out; `hyoty run` says how much of the variance is luck")};
