/* hyoty compare A.yaml B.yaml … */
#include "sim/analysis/compare.h"
#include "sim/cli/analysis_command.h"
#include "sim/cli/commands.h"
#include "sim/report/compare_charts.h"
#include "sim/report/compare_data.h"

static enum status build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                         struct error *err)
{
    return compare_build(analysis, arena, language, out, err);
}

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
    struct dataset *const dataset = ARENA_ARRAY(context->arena, COMPARE_DATASETS, struct dataset);
    if (!compare || !dataset) return error_out_of_memory(err);
    TRY(compare_run(context->arena, &request, compare, err));
    compare_data(compare, context->arena, dataset);
    out->simulation = &compare->scenario[0]->simulation;
    out->datasets = COMPARE_DATASETS;
    out->dataset = dataset;
    out->charts = compare_chart_count;
    out->chart = compare_charts;
    out->analysis = compare;
    out->build = build;
    return STATUS_OK;
}

enum status command_compare(const struct arguments *arguments, struct error *err)
{
    if (arguments->operand_count < COMPARE_LEAST) {
        error_set(err, STATUS_USAGE, "`hyoty compare` needs at least two scenarios (found one)");
        return error_hint(err, "hyoty compare %s OTHER.yaml; --do-nothing adds doing nothing as a choice",
                          arguments->operand);
    }
    return analysis_command(arguments, analyse, err);
}
