/* hyoty sensitivity SCENARIO */
#include <string.h>

#include "sim/cli/analysis_command.h"
#include "sim/cli/analysis_points.h"
#include "sim/cli/commands.h"
#include "sim/report/sensitivity_charts.h"

static enum status build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                         struct error *err)
{
    return sensitivity_build(analysis, arena, language, out, err);
}

static enum status analyse(const struct analysis_context *context, struct result *out, struct error *err)
{
    const struct arguments *const arguments = context->arguments;
    struct sensitivity_request request = {.scenario = context->scenario[0],
                                          .result = arguments->result ? arguments->result : "net",
                                          .groups = arguments->groups,
                                          .group = arguments->group,
                                          .run = context->run,
                                          .progress = context->progress,
                                          .context = context->shown};
    struct sensitivity *const sensitivity = ARENA_NEW(context->arena, struct sensitivity);
    struct dataset *const dataset = ARENA_ARRAY(context->arena, SENSITIVITY_DATASETS, struct dataset);
    if (!sensitivity || !dataset) return error_out_of_memory(err);
    TRY(analysis_without_luck(request.scenario,
                              "no assumption explains luck, so that `hyoty sensitivity` is always without it",
                              "leave it out; `hyoty run` says how much of the variance is luck", err));
    TRY(analysis_points(request.scenario, SENSITIVITY_POINTS, SENSITIVITY_POINTS_LEAST, SENSITIVITY_POINTS_MOST,
                        &request.points, err));
    TRY(sensitivity_analyse(context->arena, &request, sensitivity, err));
    TRY(sensitivity_datasets(sensitivity, context->arena, dataset, err));
    out->simulation = &sensitivity->plan->scenario->simulation;
    out->datasets = SENSITIVITY_DATASETS;
    out->dataset = dataset;
    out->charts = sensitivity_chart_count;
    out->chart = sensitivity_charts;
    out->analysis = sensitivity;
    out->build = build;
    return STATUS_OK;
}

enum status command_sensitivity(const struct arguments *arguments, struct error *err)
{
    return analysis_command(arguments, analyse, err);
}
