/* hyoty compare A.yaml B.yaml … */
#include <stdio.h>

#include "sim/analysis/compare.h"
#include "sim/base/phrase.h"
#include "sim/cli/analysis_command.h"
#include "sim/cli/commands.h"
#include "sim/report/compare_data.h"
#include "sim/report/render.h"

static enum status analyse(const struct analysis_context *context, struct result *out, struct error *err)
{
    const struct compare_request request = {.scenario = context->scenario,
                                            .scenarios = context->scenarios,
                                            .nothing = context->arguments->nothing,
                                            .outcome = context->arguments->outcome,
                                            .options = context->run,
                                            .progress = context->progress,
                                            .context = context->shown};
    struct compare *const compare = ARENA_NEW(context->arena, struct compare);
    if (!compare) return error_out_of_memory(err);
    if (context->arguments->nothing_told)
        fprintf(
            stderr, "hyoty: %s\n",
            phrase_in(context->arguments->language,
                      PHRASE("--do-nothing is not needed: doing nothing is a choice (--no-do-nothing leaves it out)")));
    TRY(compare_run(context->arena, &request, compare, err));
    compare->detail = context->arguments->detail || !context->arguments->format->brief;
    return compare_report(context->arena, compare, out, err);
}

const struct analysis analysis_compare = {&compare_kind, analyse, NULL, NULL};

enum status command_compare(const struct arguments *arguments, struct error *err)
{
    if (arguments->operand_count < COMPARE_LEAST) {
        error_set(err, STATUS_USAGE, "`hyoty compare` needs at least two scenarios (found one)");
        return error_hint(err, "hyoty compare %s OTHER.yaml; doing nothing is a choice beside them",
                          arguments->operand);
    }
    return analysis_command(arguments, err);
}
