/* hyoty breakeven SCENARIO */
#include <string.h>

#include "sim/analysis/net_result.h"
#include "sim/base/nearest.h"
#include "sim/cli/analysis_command.h"
#include "sim/cli/analysis_points.h"
#include "sim/cli/commands.h"
#include "sim/report/breakeven_report.h"

static enum status check_payer(const struct scenario *scenario, const char *name, struct error *err)
{
    struct nearest nearest = nearest_to(name);
    for (size_t p = 0; p < scenario->payers; p++) {
        if (strcmp(scenario->payer[p].name, name) == 0) return STATUS_OK;
        nearest_offer(&nearest, scenario->payer[p].name);
    }
    error_set(err, STATUS_USAGE, "--payer: the scenario has no payer \"%.80s\"", name);
    if (nearest.best) return error_hint(err, "did you mean %s?", nearest.best);
    return error_hint(err, "the first one is %s; `hyoty show` prints them all", scenario->payer[0].name);
}

/* --target, or the mean of --result at 0; --payer makes either that of a payer. */
static enum status choose_target(const struct arguments *arguments, const struct scenario *scenario, struct target *out,
                                 struct error *err)
{
    struct target target = {.statistic = TARGET_MEAN,
                            .result = arguments->result ? arguments->result : net_result_usual(scenario)};
    if (arguments->target && arguments->result) {
        error_set(err, STATUS_USAGE, "--result: the result stands in --target already");
        return error_hint(err, "leave --result out");
    }
    if (arguments->target) TRY(target_parse(arguments->arena, arguments->target, &target, err));
    if (arguments->payer) TRY(check_payer(scenario, arguments->payer, err));
    if (arguments->payer) TRY(target_of_payer(arguments->arena, arguments->payer, &target, err));
    *out = target;
    return STATUS_OK;
}

static enum status analyse(const struct analysis_context *context, struct result *out, struct error *err)
{
    struct breakeven_request request = {.scenario = context->scenario[0],
                                        .of = context->arguments->of,
                                        .cohort = stochastic_cohort(context->scenario[0]),
                                        .run = context->run,
                                        .progress = context->progress,
                                        .context = context->shown};
    struct breakeven *const breakeven = ARENA_NEW(context->arena, struct breakeven);
    if (!breakeven) return error_out_of_memory(err);
    TRY(choose_target(context->arguments, request.scenario, &request.target, err));
    TRY(analysis_points(request.scenario, BREAKEVEN_POINTS, BREAKEVEN_POINTS_LEAST, BREAKEVEN_POINTS_MOST,
                        &request.points, err));
    TRY(breakeven_analyse(context->arena, &request, breakeven, err));
    return breakeven_report(context->arena, breakeven, out, err);
}

const struct analysis analysis_breakeven = {&breakeven_kind, analyse, NULL, NULL};
