#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sim/cli/command_text.h"
#include "sim/cli/commands.h"
#include "sim/cli/report_run.h"
#include "sim/report/files.h"
#include "sim/report/render_csv.h"
#include "sim/report/render_json.h"

static enum status print_text(const struct arguments *arguments, const struct report *report, struct error *err)
{
    struct document document;
    TRY(report_build_run(report, arguments->arena, arguments->language, &document, err));
    return command_print_document(&document, err);
}

static enum status print_rendered(const struct report *report,
                                  enum status (*render)(const struct report *, struct sink *, struct error *),
                                  struct error *err)
{
    struct sink sink;
    sink_attach(&sink, &sink_system_posix, STDOUT_FILENO, "standard output");
    TRY(render(report, &sink, err));
    return sink_close(&sink, NULL, err);
}

static enum status print_json(const struct arguments *arguments, const struct report *report, struct error *err)
{
    (void)arguments;
    return print_rendered(report, render_json, err);
}

static enum status print_csv(const struct arguments *arguments, const struct report *report, struct error *err)
{
    (void)arguments;
    return print_rendered(report, render_summary_csv, err);
}

static enum status print_report(const struct arguments *arguments, const struct report *report, struct error *err)
{
    static enum status (*const print[OUTPUT_FORMATS])(const struct arguments *, const struct report *,
                                                      struct error *) = {print_text, print_json, print_csv};
    return arguments->quiet ? STATUS_OK : print[arguments->format](arguments, report, err);
}

/* Where the files are, on standard error: standard output holds the report alone. */
static void say_files(const struct arguments *arguments, const struct files_result *result)
{
    if (arguments->quiet) return;
    fprintf(stderr, "%s: results.json, summary.csv, draws.csv, datapackage.json, manifest.json%s\n", arguments->output,
            result->pictures ? ", charts/" : "");
    if (result->note) fprintf(stderr, "hyoty: %s\n", result->note);
}

/* An interrupted run draws no charts, and leaves a folder alone that holds the results of an earlier one. */
static enum status write_files(const struct arguments *arguments, const struct report_run *run, bool holds_results,
                               struct error *err)
{
    struct files_result result;
    if (!arguments->output) return STATUS_OK;
    if (run->report.interrupted && holds_results) {
        fprintf(stderr, "hyoty: %s keeps its earlier results\n", arguments->output);
        return STATUS_OK;
    }
    struct files_request request = command_files_request(arguments);
    request.charts = request.charts && !run->report.interrupted;
    TRY(files_write(&run->report, &request, arguments->arena, &result, err));
    say_files(arguments, &result);
    return STATUS_OK;
}

/* How to go on after an interruption: the command as it was, to be run whole. */
static enum status hint_again(const struct arguments *arguments, uint32_t finished, struct error *err)
{
    const char *const command = command_line_text(arguments->arena, arguments->argc, arguments->argv);
    const bool fits = command && strlen(command) < ERROR_TEXT_MAX - 100;
    if (finished == 0) return error_hint(err, "run it whole: %s", fits ? command : "the same command once more");
    return error_hint(err, "run it whole: %s; with -n %u at the end it gives these figures again",
                      fits ? command : "the same command once more", finished);
}

static enum status say_interrupted(const struct arguments *arguments, const struct report_run *run, struct error *err)
{
    const uint32_t finished = run->outcomes.iterations, requested = run->outcomes.requested;
    const struct precision_goal *const goal = run->report.precision;
    if (finished == 0)
        error_set(err, STATUS_CANCELLED, "interrupted before one iteration was finished; there is nothing to report");
    else if (goal && goal->reached.value > goal->wanted)
        error_set(err, STATUS_CANCELLED,
                  "interrupted before the precision was reached; the figures rest on %u iterations", finished);
    else if (finished == requested)
        error_set(err, STATUS_CANCELLED, "interrupted before every alternative was run");
    else
        error_set(err, STATUS_CANCELLED, "interrupted after %u of %u iterations; the figures rest on these", finished,
                  requested);
    /* a Latin hypercube of another size is another one, and with --precision the run would go on */
    const bool again = finished > 0 && finished < requested && !goal &&
                       run->report.scenario->simulation.sampling != SAMPLING_LATIN_HYPERCUBE;
    return hint_again(arguments, again ? finished : 0, err);
}

static enum status report_on(const struct arguments *arguments, const struct report_run *run, bool holds_results,
                             struct error *err)
{
    TRY(print_report(arguments, &run->report, err));
    TRY(write_files(arguments, run, holds_results, err));
    return run->report.interrupted ? say_interrupted(arguments, run, err) : STATUS_OK;
}

static enum status run_and_report(const struct arguments *arguments, const struct scenario *scenario,
                                  bool holds_results, struct report_run *run, struct error *err)
{
    struct interrupt interrupt;
    interrupt_start(&interrupt);
    const enum status status = report_run_make(arguments, scenario, &interrupt, run, err);
    interrupt_stop(&interrupt);
    if (status == STATUS_OK) return report_on(arguments, run, holds_results, err);
    return status == STATUS_CANCELLED ? say_interrupted(arguments, run, err) : status;
}

enum status command_run(const struct arguments *arguments, struct error *err)
{
    const struct load_options options = arguments_load_options(arguments);
    const struct files_request request = command_files_request(arguments);
    const struct scenario *scenario;
    struct report_run run;
    bool holds_results = false;
    TRY(command_load(arguments, &options, &scenario, err));
    if (arguments->output) TRY(files_prepare(&request, arguments->arena, &holds_results, err));
    const enum status status = run_and_report(arguments, scenario, holds_results, &run, err);
    report_run_free(&run);
    return status;
}
