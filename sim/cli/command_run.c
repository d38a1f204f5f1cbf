#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "sim/cli/commands.h"
#include "sim/cli/report_run.h"
#include "sim/report/files.h"
#include "sim/report/render_csv.h"
#include "sim/report/render_json.h"
#include "sim/report/render_text.h"

/* The width of the terminal; 80 where the output is none. */
static struct text_style style_of_output(void)
{
    struct winsize size = {0};
    const char *const term = getenv("TERM"), *const no_colour = getenv("NO_COLOR");
    const bool terminal = isatty(STDOUT_FILENO);
    const bool measured = terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return (struct text_style){.width = measured ? size.ws_col : TEXT_WIDTH_USUAL,
                               .colour = terminal && !(no_colour && no_colour[0]) && term && strcmp(term, "dumb") != 0};
}

static enum status print_text(const struct arguments *arguments, const struct report *report, struct sink *sink,
                              struct error *err)
{
    struct document document;
    const struct text_style style = style_of_output();
    TRY(report_build_run(report, arguments->arena, arguments->language, &document, err));
    return render_text(&document, &style, sink, err);
}

static enum status print_json(const struct arguments *arguments, const struct report *report, struct sink *sink,
                              struct error *err)
{
    (void)arguments;
    return render_json(report, sink, err);
}

static enum status print_csv(const struct arguments *arguments, const struct report *report, struct sink *sink,
                             struct error *err)
{
    (void)arguments;
    return render_summary_csv(report, sink, err);
}

static enum status print_report(const struct arguments *arguments, const struct report *report, struct error *err)
{
    static enum status (*const print[OUTPUT_FORMATS])(const struct arguments *, const struct report *, struct sink *,
                                                      struct error *) = {print_text, print_json, print_csv};
    struct sink sink;
    if (arguments->quiet) return STATUS_OK;
    sink_attach(&sink, &sink_system_posix, STDOUT_FILENO, "standard output");
    TRY(print[arguments->format](arguments, report, &sink, err));
    return sink_close(&sink, NULL, err);
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
