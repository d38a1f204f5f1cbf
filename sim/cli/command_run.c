/* hyoty run SCENARIO */
#include "sim/analysis/study.h"
#include "sim/cli/analysis_command.h"
#include "sim/cli/commands.h"
#include "sim/cli/message.h"
#include "sim/report/render.h"
#include "sim/report/run_report.h"

/* What the run was made for decides what is kept of it: only files and tables for machines hold the drawn quantities.
 * The memory of a run that seeks a precision bounds its iterations, which must not depend on where it is written. */
static enum record_detail detail_of(const struct arguments *arguments)
{
    const bool told = !arguments->format->drawn && !arguments->output && arguments->precision == 0;
    return told ? RECORD_RESULTS : RECORD_ALL;
}

static void say_left_out(const struct analysis_context *context, const struct study *study)
{
    for (size_t a = 0; a < study->left_out; a++) {
        const char *const text = message_text(context->arena, study->left_out_why[a]);
        message_print(context->arena, context->arguments->language, "hyoty: warning: an alternative is left out: %s\n",
                      text ? text : "");
    }
}

/* Why the work is not whole, and how to have it whole. */
static void cut_short(const struct arguments *arguments, const struct study *study, struct error *out)
{
    const uint32_t finished = study->outcomes.iterations, requested = study->outcomes.requested;
    const struct precision_goal *const goal = study->precision;
    out->language = arguments->language;
    if (goal && goal->reached.value > goal->wanted)
        error_set(out, STATUS_CANCELLED,
                  "interrupted before the precision was reached; the figures rest on %u iterations", finished);
    else if (finished == requested)
        error_set(out, STATUS_CANCELLED, "interrupted before every alternative was run");
    else
        error_set(out, STATUS_CANCELLED, "interrupted after %u of %u iterations; the figures rest on these", finished,
                  requested);
    /* a Latin hypercube of another size is another one, and with --precision the run would go on */
    const bool again =
        finished < requested && !goal && study->scenario->simulation.sampling != SAMPLING_LATIN_HYPERCUBE;
    analysis_hint_again(arguments, again ? finished : 0, out);
}

static void release(void *study)
{
    study_free(study);
}

static enum status analyse(const struct analysis_context *context, struct result *out, struct error *err)
{
    const struct arguments *const arguments = context->arguments;
    struct study_request request = {.scenario = context->scenario[0],
                                    .run = context->run,
                                    .choices = arguments->detail,
                                    .precision = arguments->precision,
                                    .stage = progress_stage};
    struct study *const study = ARENA_NEW(context->arena, struct study);
    struct report *const report = ARENA_NEW(context->arena, struct report);
    if (!study || !report) return error_out_of_memory(err);
    request.run.detail = detail_of(arguments);
    request.run.progress = context->progress;
    request.run.context = context->shown;
    /* an alternative's run stands beside the main one */
    if (request.scenario->alternatives > 0) request.run.memory_limit /= 2;
    out->owned = study;
    out->release = release;
    TRY(study_run(context->arena, &request, study, err));
    say_left_out(context, study);
    if (study->interrupted) cut_short(arguments, study, &out->cut);
    *report = run_report_of(study);
    report->detail = arguments->detail || !arguments->format->brief;
    return run_report(context->arena, report, out, err);
}

const struct analysis analysis_run = {&run_kind, analyse, NULL, NULL};
