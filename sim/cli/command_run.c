#include <stdio.h>
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

static enum status write_files(const struct arguments *arguments, const struct report *report, struct error *err)
{
    struct files_result result;
    if (!arguments->output) return STATUS_OK;
    const struct files_request request = {.folder = arguments->output,
                                          .argc = arguments->argc,
                                          .argv = arguments->argv,
                                          .charts = arguments->charts,
                                          .language = arguments->language,
                                          .plots = arguments->plots};
    TRY(files_write(report, &request, arguments->arena, &result, err));
    say_files(arguments, &result);
    return STATUS_OK;
}

static enum status report_on(const struct arguments *arguments, const struct report_run *run, struct error *err)
{
    TRY(print_report(arguments, &run->report, err));
    TRY(write_files(arguments, &run->report, err));
    if (!run->interrupted) return STATUS_OK;
    const struct precision_goal *const goal = run->report.precision;
    if (goal && goal->reached.value > goal->wanted)
        return error_set(err, STATUS_CANCELLED, "interrupted before the precision was reached, after %u iterations",
                         run->outcomes.iterations);
    if (run->outcomes.iterations == run->outcomes.requested)
        return error_set(err, STATUS_CANCELLED, "interrupted before every alternative was run");
    return error_set(err, STATUS_CANCELLED, "interrupted after %u of %u iterations; the figures rest on these",
                     run->outcomes.iterations, run->outcomes.requested);
}

enum status command_run(const struct arguments *arguments, struct error *err)
{
    const struct load_options options = arguments_load_options(arguments);
    const struct scenario *scenario;
    struct report_run run;
    struct interrupt interrupt;
    TRY(command_load(arguments, &options, &scenario, err));
    interrupt_start(&interrupt);
    enum status status = report_run_make(arguments, scenario, &interrupt, &run, err);
    interrupt_stop(&interrupt);
    if (status == STATUS_OK) status = report_on(arguments, &run, err);
    report_run_free(&run);
    return status;
}
