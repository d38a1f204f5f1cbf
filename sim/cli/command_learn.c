/* hyoty learn SCENARIO */
#include <sys/stat.h>

#include "sim/base/sink.h"
#include "sim/cli/analysis_command.h"
#include "sim/cli/analysis_points.h"
#include "sim/cli/commands.h"
#include "sim/cli/message.h"
#include "sim/report/learn_report.h"
#include "sim/report/render.h"

/* --observed, --control and --treated add up. */
static enum status read_pilot(const struct arguments *arguments, struct pilot *out, struct error *err)
{
    *out = arguments->pilot;
    if (arguments->observed) TRY(pilot_read(arguments->arena, arguments->observed, out, err));
    if (out->arm[PILOT_CONTROL].persons > 0 || out->arm[PILOT_TREATED].persons > 0) return STATUS_OK;
    error_set(err, STATUS_USAGE, "learning needs persons who were observed (found none)");
    return error_hint(err, "--observed pilot.csv, or --control 200,14 --treated 200,9");
}

/* Whether the file can be written is known before the work, not after it. */
static enum status check_written(const struct arguments *arguments, struct error *err)
{
    struct sink sink;
    struct stat kind;
    if (arguments->write_prints && arguments->format != &renderer_table[0])
        return error_set(err, STATUS_USAGE, "-f: standard output holds the scenario (-w %s), and nothing beside it",
                         arguments->write);
    if (!arguments->write || arguments->write_prints) return STATUS_OK;
    if (stat(arguments->write, &kind) == 0 && S_ISFIFO(kind.st_mode)) return STATUS_OK;
    TRY(sink_open(&sink, &sink_system_posix, arguments->write, err));
    sink_discard(&sink);
    return STATUS_OK;
}

static enum status write_scenario(const struct arguments *arguments, const struct learn *learn, struct error *err)
{
    struct sink sink;
    const char *text;
    if (!arguments->write) return STATUS_OK;
    TRY(learn_write(arguments->arena, learn, &text, err));
    if (arguments->write_prints) return command_print(text, err);
    TRY(sink_open(&sink, &sink_system_posix, arguments->write, err));
    sink_text(&sink, text);
    TRY(sink_close(&sink, NULL, err));
    if (!arguments->quiet)
        message_print(arguments->arena, arguments->language, "%s: the scenario with what was learnt\n",
                      arguments->write);
    return STATUS_OK;
}

static enum status analyse(const struct analysis_context *context, struct result *out, struct error *err)
{
    const struct arguments *const arguments = context->arguments;
    struct learn_request request = {.scenario = context->scenario[0],
                                    .outcome = arguments->outcome,
                                    .intervention = arguments->intervention,
                                    .who = arguments->who,
                                    .cohort = stochastic_cohort(context->scenario[0]),
                                    .name = arguments->observed,
                                    .words = &learn_words,
                                    .run = context->run,
                                    .progress = context->progress,
                                    .context = context->shown};
    struct learn *const learn = ARENA_NEW(context->arena, struct learn);
    if (!learn) return error_out_of_memory(err);
    TRY(check_written(arguments, err));
    TRY(read_pilot(arguments, &request.pilot, err));
    TRY(analysis_points(request.scenario, LEARN_POINTS, LEARN_POINTS_LEAST, LEARN_POINTS_MOST, &request.points, err));
    TRY(learn_analyse(context->arena, &request, learn, err));
    TRY(write_scenario(arguments, learn, err));
    return learn_report(context->arena, learn, out, err);
}

const struct analysis analysis_learn = {&learn_kind, analyse, NULL, NULL};
