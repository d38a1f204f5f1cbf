#include "sim/cli/command_text.h"
#include "sim/cli/commands.h"
#include "sim/engine/run.h"
#include "sim/report/explain_document.h"

enum status command_explain(const struct arguments *arguments, struct error *err)
{
    const struct load_options options = arguments_load_options(arguments);
    const struct scenario *scenario;
    const struct plan *plan;
    struct replay replay;
    struct readback readback;
    struct document document;
    TRY(command_load(arguments, &options, &scenario, err));
    if (arguments->iteration >= scenario->simulation.iterations)
        return error_set(err, STATUS_USAGE, "--iteration: the scenario has the iterations 0 to %u (found %u)",
                         scenario->simulation.iterations - 1, arguments->iteration);
    TRY(plan_compile(arguments->arena, scenario, &plan, err));
    TRY(engine_replay(arguments->arena, plan, arguments->iteration, &replay, err));
    TRY(readback_compute(arguments->arena, scenario, &readback, err));
    TRY(explain_build(plan, &replay, &readback, arguments->arena, arguments->language, &document, err));
    return command_print_document(&document, err);
}
