/* hyoty chart NAME --from DIR -o FILE: a chart of saved results, drawn once more */
#include <string.h>

#include "sim/base/file.h"
#include "sim/base/phrase.h"
#include "sim/chart/charts.h"
#include "sim/cli/analysis_command.h"
#include "sim/cli/commands.h"
#include "sim/cli/made_again.h"
#include "sim/data/temporary.h"

static const char *const endings[] = {"svg", "png", "pdf"};

/* How the name of the file ends; NULL: as no picture does. */
static const char *ending_of(const char *file)
{
    const char *const point = strrchr(file, '.');
    for (size_t i = 0; point && i < sizeof endings / sizeof *endings; i++)
        if (strcmp(point + 1, endings[i]) == 0) return endings[i];
    return NULL;
}

static enum status check(const struct arguments *arguments, struct error *err)
{
    if (!arguments->from) {
        error_set(err, STATUS_USAGE, "--from: the folder of the results is needed (found nothing)");
        return error_hint(err, "hyoty chart %s --from out/first-run -o %s.svg", arguments->operand, arguments->operand);
    }
    const char *const ending = arguments->output ? ending_of(arguments->output) : NULL;
    if (ending && !(arguments->narrow && strcmp(ending, "svg") != 0)) return STATUS_OK;
    error_set(err, STATUS_USAGE,
              ending ? "--narrow: a picture for phones is an SVG (found \"%.60s\")"
                     : "-o: a file that ends in svg, png or pdf is needed (found \"%.60s\")",
              arguments->output ? arguments->output : "");
    return error_hint(err, "-o %s.svg", arguments->operand);
}

/* The chart that is meant, alone, and what it is drawn of. */
static enum status choose(const struct arguments *arguments, struct result *result, struct error *err)
{
    TRY(result_choose_charts(result, arguments->arena, arguments->operand, err));
    const struct chart_subject subject = result_subject(result);
    if (result->charts.charts == 0) {
        error_set(err, STATUS_USAGE, "%s: %s draws no such chart", arguments->operand, result->kind->command);
        return error_hint(err, "--charts lists them: hyoty help %s", result->kind->command);
    }
    if (!chart_applies(result->charts.chart, &subject))
        return error_set(err, STATUS_USAGE, "%s: this chart has nothing to say of these results", arguments->operand);
    return STATUS_OK;
}

/* Scenarios that are no longer those of the results give another chart. */
static enum status check_scenarios(const struct arguments *arguments, const struct manifest *then,
                                   const struct result *result, struct error *err)
{
    for (size_t s = 0; s < then->scenarios && s < result->scenarios; s++)
        if (strcmp(then->scenario[s].mark, result->scenario[s]->hash) != 0) {
            error_set(err, STATUS_DIFFERENT, "%s: the scenario has changed since these results: %s", arguments->from,
                      then->scenario[s].name);
            return error_hint(err, "run it again with -o, or bring the file back");
        }
    return STATUS_OK;
}

static enum status copy(const struct arguments *arguments, const char *from, struct error *err)
{
    struct sink sink;
    char *bytes;
    size_t length;
    TRY(file_read(arguments->arena, from, SIZE_MAX, &bytes, &length, err));
    TRY(sink_open(&sink, &sink_system_posix, arguments->output, err));
    sink_write(&sink, bytes, length);
    return sink_close(&sink, NULL, err);
}

static enum status draw(const struct arguments *arguments, const struct result *result, const char *folder,
                        struct error *err)
{
    const struct chart_subject subject = result_subject(result);
    const struct chart_options options = {
        .directory = folder, .plots = arguments->plots, .language = &arguments->language, .languages = 1};
    struct chart_report report = {0};
    TRY(charts_write(arguments->arena, &subject, &options, &report, err));
    if (report.no_gnuplot) return error_set(err, STATUS_IO, "gnuplot is needed to draw, and is not there");
    const char *const picture =
        arena_printf(arguments->arena, "%s/charts/%s/%s%s.%s", folder, language_code(arguments->language),
                     result->charts.chart->name, arguments->narrow ? "-narrow" : "", ending_of(arguments->output));
    return picture ? copy(arguments, picture, err) : error_out_of_memory(err);
}

static enum status draw_again(const struct arguments *arguments, const struct manifest *then, struct arguments *again,
                              struct error *err)
{
    struct result result = {0};
    const char *folder;
    bool holds_results;
    again->output = NULL;
    again->language = arguments->language;
    enum status status = analysis_result(again, &result, &holds_results, err);
    if (status == STATUS_OK) status = check_scenarios(arguments, then, &result, err);
    if (status == STATUS_OK) status = choose(arguments, &result, err);
    if (status == STATUS_OK) status = made_again_folder(arguments->arena, &folder, err);
    if (status == STATUS_OK) {
        status = draw(arguments, &result, folder, err);
        temporary_remove(folder);
    }
    if (result.release) result.release(result.owned);
    return status;
}

enum status command_chart(const struct arguments *arguments, struct error *err)
{
    struct manifest then;
    struct arguments again;
    TRY(check(arguments, err));
    const char *const path = arena_printf(arguments->arena, "%s/manifest.json", arguments->from);
    if (!path) return error_out_of_memory(err);
    TRY(manifest_read(arguments->arena, path, &then, err));
    TRY(made_again_command(arguments, &then, &again, err));
    if (err) err->language = arguments->language; /* not that of the results */
    return draw_again(arguments, &then, &again, err);
}
