/* hyoty report SCENARIO… -o FILE */
#include "sim/analysis/perspective.h"
#include "sim/cli/analysis_command.h"
#include "sim/cli/command_text.h"
#include "sim/report/render.h"
#include "sim/report/report_parts.h"

/* The analyses that a report is made of, all on the scenario's seed. */
static const struct analysis *const analyses[REPORT_PARTS] = {
    [REPORT_RUN] = &analysis_run,
    [REPORT_COMPARE] = &analysis_compare,
    [REPORT_SENSITIVITY] = &analysis_sensitivity,
    [REPORT_BREAKEVEN] = &analysis_breakeven,
    [REPORT_VALUE] = &analysis_value,
    [REPORT_RATES] = &analysis_sweep,
};

static const char rates[] = "settings.discount_rate=0%,1%,2%,3%,5%";

/* Those after the run look at money that a budget can release: of public finances, where others bear some too. */
static const char *result_of_budget(const struct scenario *scenario)
{
    for (size_t p = 0; p < scenario->payers; p++)
        if (!scenario->payer[p].public_finances) return "net_cashable_public";
    return "net_cashable";
}

static void release(void *parts)
{
    struct report_parts *const report = parts;
    for (size_t p = 0; p < REPORT_PARTS; p++)
        if (report->part[p].release) report->part[p].release(report->part[p].owned);
}

static enum status analyse_part(const struct analysis_context *context, enum report_part part, struct result *out,
                                struct error *err)
{
    const char *vary[] = {rates};
    struct arguments arguments = *context->arguments;
    struct analysis_context one = *context;
    const bool several = part == REPORT_COMPARE || part == REPORT_VALUE;
    one.arguments = &arguments;
    one.scenarios = several ? context->scenarios : 1;
    for (size_t f = 0; f < arguments.file_count; f++)
        if (renderer_of_file(arguments.files[f])->drawn) arguments.format = renderer_of_file(arguments.files[f]);
    arguments.nothing = true;
    arguments.detail = true;
    arguments.result = result_of_budget(context->scenario[0]);
    arguments.vary = vary;
    arguments.varies = 1;
    *out = result_of(analyses[part]->kind, one.scenarios, context->scenario);
    return analyses[part]->analyse(&one, out, err);
}

static enum status analyse(const struct analysis_context *context, struct result *out, struct error *err)
{
    struct report_parts *const report = ARENA_NEW(context->arena, struct report_parts);
    if (!report) return error_out_of_memory(err);
    report->command = command_line_text(context->arena, context->arguments->argc, context->arguments->argv);
    if (!report->command) return error_out_of_memory(err);
    out->owned = report;
    out->release = release;
    for (int part = 0; part < REPORT_PARTS; part++)
        TRY(analyse_part(context, (enum report_part)part, &report->part[part], err));
    report_fill(report, out);
    return STATUS_OK;
}

const struct analysis analysis_report = {&report_kind, analyse, NULL, NULL};
