/* hyoty sensitivity SCENARIO */
#include <string.h>

#include "sim/cli/analysis_command.h"
#include "sim/cli/commands.h"
#include "sim/report/chart_sensitivity.h"

/* As many as the command line says; the scenario's own number of iterations is meant for runs. */
static enum status choose_points(const struct scenario *scenario, uint32_t *out, struct error *err)
{
    *out = SENSITIVITY_POINTS;
    for (size_t o = 0; o < scenario->overrides; o++)
        if (strcmp(scenario->override[o].path, "simulation.iterations") == 0) *out = scenario->simulation.iterations;
    if (*out >= SENSITIVITY_POINTS_LEAST && *out <= SENSITIVITY_POINTS_MOST) return STATUS_OK;
    return error_set(err, STATUS_USAGE, "-n: a sensitivity analysis takes %d to %d points (found %u)",
                     SENSITIVITY_POINTS_LEAST, SENSITIVITY_POINTS_MOST, *out);
}

static enum status build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                         struct error *err)
{
    return sensitivity_build(analysis, arena, language, out, err);
}

static enum status analyse(const struct analysis_context *context, struct analysis_report *out, struct error *err)
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
    TRY(choose_points(request.scenario, &request.points, err));
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
