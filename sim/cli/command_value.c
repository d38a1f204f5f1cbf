/* hyoty value SCENARIO… */
#include "sim/analysis/net_result.h"
#include "sim/analysis/value.h"
#include "sim/cli/analysis_command.h"
#include "sim/cli/analysis_points.h"
#include "sim/cli/commands.h"
#include "sim/report/value_data.h"

static enum status check_arguments(const struct arguments *arguments, struct error *err)
{
    if (arguments->pilot_participants || !(arguments->intervention || arguments->outcome || arguments->pilot_priced))
        return STATUS_OK;
    error_set(err, STATUS_USAGE, "a pilot is described, but not how many take part");
    return error_hint(err, "--pilot 200 is a pilot of 200 participants and as many controls");
}

static enum status check_iterations(uint32_t iterations, struct error *err)
{
    if (iterations >= VALUE_ITERATIONS_LEAST) return STATUS_OK;
    return error_set(err, STATUS_USAGE, "`hyoty value` takes at least %d iterations (found %u)", VALUE_ITERATIONS_LEAST,
                     iterations);
}

static enum status analyse(const struct analysis_context *context, struct result *out, struct error *err)
{
    const struct arguments *const arguments = context->arguments;
    const struct value_pilot_request pilot = {.participants = arguments->pilot_participants,
                                              .intervention = arguments->intervention,
                                              .outcome = arguments->outcome,
                                              .fixed_cost = arguments->pilot_cost,
                                              .priced = arguments->pilot_priced};
    const struct value_request request = {.scenario = context->scenario,
                                          .scenarios = context->scenarios,
                                          .result = arguments->result ? arguments->result
                                                                      : net_result_usual(context->scenario[0]),
                                          .groups = arguments->groups,
                                          .group = arguments->group,
                                          .iterations = context->scenario[0]->simulation.iterations,
                                          .pilot = arguments->pilot_participants ? &pilot : NULL,
                                          .run = context->run,
                                          .progress = context->progress,
                                          .context = context->shown};
    struct value *const value = ARENA_NEW(context->arena, struct value);
    if (!value) return error_out_of_memory(err);
    TRY(check_iterations(request.iterations, err));
    TRY(value_analyse(context->arena, &request, value, err));
    return value_report(context->arena, value, out, err);
}

const struct analysis analysis_value = {
    &value_kind, analyse, PHRASE("nobody can know luck before deciding, so that `hyoty value` is always without it"),
    PHRASE("leave it out; `hyoty compare --do-nothing` weighs choices with luck")};

enum status command_value(const struct arguments *arguments, struct error *err)
{
    TRY(check_arguments(arguments, err));
    return analysis_command(arguments, err);
}
