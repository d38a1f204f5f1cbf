/* hyoty sensitivity SCENARIO */
#include <string.h>

#include "sim/cli/command_text.h"
#include "sim/cli/commands.h"
#include "sim/cli/engine_options.h"
#include "sim/cli/progress.h"
#include "sim/report/sensitivity_report.h"

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

static enum status analyse(const struct arguments *arguments, struct sensitivity_request *request,
                           struct sensitivity *out, struct error *err)
{
    struct progress progress;
    struct interrupt interrupt;
    TRY(choose_points(request->scenario, &request->points, err));
    TRY(engine_options(arguments, &interrupt, 1, &request->run, err));
    interrupt_start(&interrupt);
    progress_start(&progress, arguments->quiet, "");
    request->progress = progress_report;
    request->context = &progress;
    const enum status status = sensitivity_analyse(arguments->arena, request, out, err);
    progress_end(&progress);
    interrupt_stop(&interrupt);
    return status;
}

enum status command_sensitivity(const struct arguments *arguments, struct error *err)
{
    const struct load_options options = arguments_load_options(arguments);
    struct sensitivity_request request = {.result = arguments->result ? arguments->result : "net",
                                          .groups = arguments->groups,
                                          .group = arguments->group};
    struct sensitivity sensitivity;
    struct document document;
    TRY(command_load(arguments, &options, NULL, &request.scenario, err));
    TRY(analyse(arguments, &request, &sensitivity, err));
    TRY(sensitivity_build(&sensitivity, arguments->arena, arguments->language, &document, err));
    return arguments->quiet ? STATUS_OK : command_print_document(&document, err);
}
