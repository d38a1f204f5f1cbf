#include "sim/cli/analysis_command.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sim/analysis/stochastic.h"
#include "sim/base/text_buffer.h"
#include "sim/chart/charts.h"
#include "sim/cli/command_text.h"
#include "sim/cli/commands.h"
#include "sim/cli/engine_options.h"
#include "sim/cli/message.h"
#include "sim/report/render.h"

/* Standard input, read already, can only be the first operand. */
static enum status load_one(const struct arguments *arguments, size_t index, const struct scenario **scenario,
                            struct error *err)
{
    struct load_options options = arguments_load_options(arguments);
    if (index > 0) options.text = NULL;
    if (index > 0 && strcmp(arguments->operands[index], "-") == 0)
        return error_set(err, STATUS_USAGE, "-: only the first scenario can come from standard input");
    return command_load_next(arguments, &options, arguments->operands[index], scenario, index, &scenario[index], err);
}

static enum status load_all(const struct arguments *arguments, const struct scenario **out, struct error *err)
{
    for (size_t s = 0; s < arguments->operand_count; s++) {
        size_t same = 0;
        while (strcmp(arguments->operands[same], arguments->operands[s]) != 0) same++;
        if (same < s)
            out[s] = out[same];
        else
            TRY(load_one(arguments, s, out, err));
    }
    return STATUS_OK;
}

/* Where no payer is named, asking for public finances gives an answer that says nothing of them. */
static void warn_public(const struct arguments *arguments, const struct scenario *const *scenario)
{
    const char *const asked = arguments->result ? arguments->result : arguments->target;
    if (!asked || !strstr(asked, "public") || arguments->quiet) return;
    for (size_t s = 0; s < arguments->operand_count; s++)
        if (scenario_names_no_payer(scenario[s]))
            message_print(arguments->arena, arguments->language,
                          "hyoty: warning: %s names no payers: all its money counts as public finances\n"
                          "  hint: a section `payers:` says who pays and saves, and which of them are public\n",
                          arguments->operands[s]);
}

static enum status prepare_folder(const struct arguments *arguments, bool *out_holds_results, struct error *err)
{
    const struct files_request request = command_files_request(arguments);
    const char *templates;
    if (arguments->plots && (!arguments->output || !arguments->charts)) {
        error_set(err, STATUS_USAGE,
                  arguments->output ? "--plots: no charts are drawn with --no-charts"
                                    : "--plots: no charts are drawn without -o");
        return error_hint(err, arguments->output ? "leave one of both out" : "-o out/first-run --plots %s",
                          arguments->plots);
    }
    if (!arguments->output) return STATUS_OK;
    TRY(files_prepare(&request, "results", arguments->arena, out_holds_results, err));
    return request.charts ? chart_templates_find(arguments->arena, request.plots, &templates, err) : STATUS_OK;
}

enum status analysis_refuse_stochastic(const struct analysis *analysis, struct error *err)
{
    error_set(err, STATUS_USAGE, "--cohort sampled: %-s", analysis->no_stochastic);
    return error_hint(err, "%-s", analysis->instead);
}

/* --set asks for luck too. */
static enum status check_stochastic(const struct arguments *arguments, const struct scenario *scenario,
                                    struct error *err)
{
    const struct analysis *const analysis = arguments->command->analysis;
    if (!analysis->no_stochastic || stochastic_cohort(scenario) == COHORT_EXPECTED) return STATUS_OK;
    return analysis_refuse_stochastic(analysis, err);
}

enum status analysis_hint_again(const struct arguments *arguments, uint32_t finished, struct error *err)
{
    const char *const command = command_line_text(arguments->arena, arguments->argc, arguments->argv);
    const bool fits = command && strlen(command) < ERROR_TEXT_MAX - 100;
    const char *const text = fits ? command : PHRASE("the same command once more");
    if (finished == 0) return error_hint(err, "run it whole: %-s", text);
    return error_hint(err, "run it whole: %-s; with -n %u at the end it gives these figures again", text, finished);
}

static enum status say_cancelled(const struct arguments *arguments, struct error *err)
{
    static const char *const said[2][2] = {
        {PHRASE("interrupted before the analysis was finished; there is nothing to report"),
         PHRASE("interrupted before the analysis was finished; there is nothing to report, and nothing was written")},
        {PHRASE("interrupted before the first iteration was finished; there is nothing to report"),
         PHRASE("interrupted before the first iteration was finished; there is nothing to report, and nothing was "
                "written")}};
    error_set(err, STATUS_CANCELLED, "%-s", said[arguments->command->bit == COMMAND_RUN][arguments->output != NULL]);
    return analysis_hint_again(arguments, 0, err);
}

static enum status compute(const struct arguments *arguments, const struct scenario *const *scenario,
                           struct result *out, struct error *err)
{
    struct interrupt interrupt = {0};
    struct progress progress;
    struct analysis_context context = {.arguments = arguments,
                                       .arena = arguments->arena,
                                       .scenarios = arguments->operand_count,
                                       .scenario = scenario,
                                       .progress = progress_report,
                                       .shown = &progress};
    TRY(engine_options(arguments, &interrupt, 1, &context.run, err));
    interrupt_start(&interrupt);
    progress_start(&progress, arguments->language, arguments->quiet);
    const enum status status = arguments->command->analysis->analyse(&context, out, err);
    progress_end(&progress);
    interrupt_stop(&interrupt);
    return status == STATUS_CANCELLED ? say_cancelled(arguments, err) : status;
}

static enum status print_result(const struct arguments *arguments, const struct result *result, struct error *err)
{
    struct sink sink;
    struct rendering rendering = {arguments->arena, arguments->language, command_text_style(), NULL, NULL};
    if (arguments->quiet || arguments->write_prints || arguments->file_count > 0) return STATUS_OK;
    if (arguments->output && arguments->charts)
        rendering.pictures =
            arena_printf(arguments->arena, "%s/charts/%s", arguments->output, language_code(arguments->language));
    sink_attach(&sink, &sink_system_posix, STDOUT_FILENO, phrase_in(arguments->language, PHRASE("standard output")));
    TRY(arguments->format->render(result, &rendering, &sink, err));
    return sink_close(&sink, NULL, err);
}

static void add_name(struct text_buffer *names, const char *name)
{
    text_buffer_printf(names, names->length > 0 ? ", %s" : "%s", name);
}

/* Where the files are, on standard error: standard output holds the report alone. */
static enum status say_files(const struct arguments *arguments, const struct files_result *result, struct error *err)
{
    struct text_buffer names;
    if (arguments->quiet) return STATUS_OK;
    text_buffer_init(&names, arguments->arena);
    for (size_t f = 0; f < result->files; f++)
        if (!strchr(result->file[f].path, '/')) add_name(&names, result->file[f].path); /* not of the charts */
    add_name(&names, "manifest.json");
    if (result->pictures) add_name(&names, "charts/");
    const char *const text = text_buffer_finish(&names);
    if (!text) return error_out_of_memory(err);
    fprintf(stderr, "%s: %s\n", arguments->output, text);
    if (result->note) fprintf(stderr, "hyoty: %s\n", result->note);
    return STATUS_OK;
}

static enum status write_files(const struct arguments *arguments, const struct result *result, bool holds_results,
                               struct error *err)
{
    const struct files_request request = command_files_request(arguments);
    struct files_result files;
    if (!arguments->output) return STATUS_OK;
    if (result->cut.status != STATUS_OK && holds_results) {
        message_print(arguments->arena, arguments->language, "hyoty: %s keeps its earlier results\n",
                      arguments->output);
        return STATUS_OK;
    }
    TRY(result_write(result, &request, arguments->arena, &files, err));
    return say_files(arguments, &files, err);
}

/* Whether the files of a report can be written at all, before time is spent. */
static enum status try_files(const struct arguments *arguments, struct error *err)
{
    struct sink *const sink = arguments->file_count > 0 ? ARENA_NEW(arguments->arena, struct sink) : NULL;
    if (arguments->file_count > 0 && !sink) return error_out_of_memory(err);
    for (size_t f = 0; f < arguments->file_count; f++) {
        TRY(sink_open(sink, &sink_system_posix, arguments->files[f], err));
        sink_discard(sink);
    }
    return STATUS_OK;
}

/* Each file by the renderer that its name ends with. */
static enum status write_reports(const struct arguments *arguments, const struct result *result, struct error *err)
{
    const char *note = NULL;
    const struct rendering rendering = {arguments->arena, arguments->language, {TEXT_WIDTH_USUAL, false}, NULL, &note};
    struct sink *const sink = arguments->file_count > 0 ? ARENA_NEW(arguments->arena, struct sink) : NULL;
    if (arguments->file_count > 0 && !sink) return error_out_of_memory(err);
    for (size_t f = 0; f < arguments->file_count; f++) {
        const char *const file = arguments->files[f];
        TRY(sink_open(sink, &sink_system_posix, file, err));
        const enum status status = renderer_of_file(file)->render(result, &rendering, sink, err);
        if (status != STATUS_OK) sink_discard(sink);
        TRY(status);
        TRY(sink_close(sink, NULL, err));
        if (!arguments->quiet) fprintf(stderr, "%s\n", file);
    }
    if (note && !arguments->quiet) fprintf(stderr, "hyoty: %s\n", note);
    return STATUS_OK;
}

static enum status print_and_write(const struct arguments *arguments, const struct result *result, bool holds_results,
                                   struct error *err)
{
    TRY(result_check(result, err));
    TRY(print_result(arguments, result, err));
    TRY(write_files(arguments, result, holds_results, err));
    TRY(write_reports(arguments, result, err));
    if (result->cut.status != STATUS_OK && err) *err = result->cut;
    return result->cut.status;
}

enum status analysis_result(const struct arguments *arguments, struct result *out, bool *out_holds_results,
                            struct error *err)
{
    const struct scenario **const scenario =
        ARENA_ARRAY(arguments->arena, arguments->operand_count, const struct scenario *);
    if (!scenario) return error_out_of_memory(err);
    *out = result_of(arguments->command->analysis->kind, arguments->operand_count, scenario);
    out->language = arguments->language;
    out->csv = arguments->csv;
    TRY(load_all(arguments, scenario, err));
    TRY(check_stochastic(arguments, scenario[0], err));
    warn_public(arguments, scenario);
    TRY(prepare_folder(arguments, out_holds_results, err));
    TRY(try_files(arguments, err));
    return compute(arguments, scenario, out, err);
}

enum status analysis_command(const struct arguments *arguments, struct error *err)
{
    struct result result = {0};
    bool holds_results = false;
    enum status status = analysis_result(arguments, &result, &holds_results, err);
    if (status == STATUS_OK && (arguments->command->bit & COMMAND_COMPUTES))
        status = result_choose_charts(&result, arguments->arena, arguments->chart_names, err);
    if (status == STATUS_OK) status = print_and_write(arguments, &result, holds_results, err);
    if (result.release) result.release(result.owned);
    return status;
}
