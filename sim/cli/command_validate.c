/* hyoty validate SCENARIO */
#include "sim/cli/analysis_command.h"
#include "sim/report/validate_document.h"

static enum status analyse(const struct analysis_context *context, struct result *out, struct error *err)
{
    struct readback *const readback = ARENA_NEW(context->arena, struct readback);
    if (!readback) return error_out_of_memory(err);
    TRY(readback_compute(context->arena, context->scenario[0], readback, err));
    result_fill(out, readback, &context->scenario[0]->simulation, NULL, 0);
    return STATUS_OK;
}

const struct analysis analysis_validate = {&validate_kind, analyse, NULL, NULL};
