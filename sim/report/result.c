#include <string.h>

#include "sim/report/result.h"

#include "sim/chart/chart_png.h"
#include "sim/chart/chart_svg.h"
#include "sim/chart/charts.h"
#include "sim/data/manifest.h"

struct result result_of(const struct result_kind *kind, size_t scenarios, const struct scenario *const *scenario)
{
    struct result result = {.kind = kind, .scenarios = scenarios, .scenario = scenario};
    if (kind->charts) result.charts = *kind->charts;
    return result;
}

void result_fill(struct result *result, const void *analysis, const struct simulation *simulation,
                 const struct dataset *dataset, size_t datasets)
{
    result->analysis = analysis;
    result->simulation = simulation;
    result->dataset = dataset;
    result->datasets = datasets;
}

enum status result_check(const struct result *result, struct error *err)
{
    for (size_t d = 0; d < result->datasets; d++) TRY(dataset_check(&result->dataset[d], err));
    return STATUS_OK;
}

static const char *name_of(const struct result *result)
{
    return result->kind->name ? result->kind->name : result->kind->command;
}

static json_t *simulation_of(struct json_maker *maker, const struct result *result)
{
    const struct simulation *const simulation = result->simulation;
    if (result->kind->simulation) return result->kind->simulation(maker, result);
    json_t *const object = json_object();
    json_put(maker, object, "iterations", json_integer(simulation->iterations));
    json_put(maker, object, "seed",
             json_text(maker, arena_printf(maker->arena, "%llu", (unsigned long long)simulation->seed)));
    json_put(maker, object, "cohort", json_string(cohort_name[simulation->cohort]));
    json_put(maker, object, "sampling", json_string(sampling_name[simulation->sampling]));
    return object;
}

/* From what it came. Where a scenario stood is of this machine: the manifest alone says it. */
static void put_origin(struct json_maker *maker, json_t *root, const struct result *result, bool paths)
{
    json_t *const scenarios = json_array();
    for (size_t s = 0; s < result->scenarios; s++) {
        json_t *const object = json_scenario(maker, result->scenario[s]);
        if (paths) json_put(maker, object, "path", json_text(maker, result->scenario[s]->file));
        json_put(maker, object, "overrides", json_overrides(maker, result->scenario[s]));
        json_put(maker, object, "warnings", json_warnings(maker, result->scenario[s]));
        json_append(maker, scenarios, object);
    }
    json_put(maker, root, "scenarios", scenarios);
    json_put(maker, root, "simulation", simulation_of(maker, result));
}

static void json_of_tables(struct json_maker *maker, json_t *root, const struct result *result)
{
    json_t *const datasets = json_object();
    for (size_t d = 0; d < result->datasets; d++)
        json_put(maker, datasets, result->dataset[d].name, dataset_json(maker, &result->dataset[d]));
    json_put(maker, root, "program", json_program(maker));
    put_origin(maker, root, result, false);
    json_put(maker, root, "datasets", datasets);
}

/* The sentences of its answer: what stands before the first heading of its document. */
static json_t *answer_in(struct json_maker *maker, const struct result *result, enum language language)
{
    struct document document;
    const void *const analysis =
        result->kind->whole ? result->kind->whole(result->analysis, maker->arena) : result->analysis;
    if (!analysis || result->kind->build(analysis, maker->arena, language, &document, NULL) != STATUS_OK) return NULL;
    json_t *const sentences = json_array();
    for (const struct document_block *block = document.first; block && block->kind != DOCUMENT_HEADING;
         block = block->next)
        if (block->kind < DOCUMENT_HEADING) json_append(maker, sentences, json_text(maker, block->text));
    return sentences;
}

/* In every language, so that the file does not depend on who asked. */
static json_t *answer(struct json_maker *maker, const struct result *result)
{
    json_t *const object = json_object();
    for (int l = 0; l < LANGUAGE_COUNT; l++)
        json_put(maker, object, language_code((enum language)l), answer_in(maker, result, (enum language)l));
    return object;
}

enum status result_json(const struct result *result, struct sink *sink, struct error *err)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct json_maker maker = {&arena, false};
    json_t *const root = json_object();
    json_begin(&maker, root, name_of(result), RESULT_FORMAT_VERSION);
    json_put(&maker, root, "answer", answer(&maker, result));
    (result->kind->json ? result->kind->json : json_of_tables)(&maker, root, result);
    const enum status status = json_finish(&maker, root, sink, err);
    arena_free(&arena);
    return status;
}

enum status result_csv(const struct result *result, struct sink *sink, struct error *err)
{
    (void)err;
    dataset_csv(&result->dataset[0], csv_style(result->csv), sink);
    return STATUS_OK;
}

static enum status write_json(const void *of, struct sink *sink, struct error *err)
{
    return result_json(of, sink, err);
}

/* A table, and how it is written. */
struct styled {
    const struct dataset *dataset;
    const struct csv_style *style;
};

static enum status write_dataset(const void *of, struct sink *sink, struct error *err)
{
    const struct styled *const styled = of;
    (void)err;
    dataset_csv(styled->dataset, styled->style, sink);
    return STATUS_OK;
}

static enum status write_datapackage(const void *of, struct sink *sink, struct error *err)
{
    const struct result *const result = of;
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct json_maker maker = {&arena, false};
    json_t *const root = json_object(), *const resources = json_array();
    for (size_t d = 0; d < result->datasets; d++)
        json_append(&maker, resources, dataset_resource(&maker, &result->dataset[d], csv_style(result->csv)));
    datapackage_head(&maker, root, result->kind->command, result->scenario[0], result->language);
    json_put(&maker, root, "resources", resources);
    const enum status status = json_finish(&maker, root, sink, err);
    arena_free(&arena);
    return status;
}

static void describe(struct json_maker *maker, json_t *root, const void *of)
{
    put_origin(maker, root, of, true);
}

bool chart_is_listed(const char *names, const char *chart)
{
    const size_t length = strlen(chart);
    for (const char *at = names; *at; at += strcspn(at, ",") + (strchr(at, ',') ? 1 : 0))
        if (strcspn(at, ",") == length && strncmp(at, chart, length) == 0) return true;
    return false;
}

enum status result_choose_charts(struct result *result, struct arena *arena, const char *names, struct error *err)
{
    struct chart *const kept = ARENA_ARRAY(arena, result->charts.charts, struct chart);
    size_t charts = 0;
    if (!kept) return error_out_of_memory(err);
    for (size_t c = 0; c < result->charts.charts; c++) {
        const struct chart *const chart = &result->charts.chart[c];
        const bool wanted = !names ? !chart->named : strcmp(names, "all") == 0 || chart_is_listed(names, chart->name);
        if (wanted) kept[charts++] = *chart;
    }
    result->charts = (struct chart_table){charts, kept};
    return STATUS_OK;
}

struct chart_subject result_subject(const struct result *result)
{
    return (struct chart_subject){.charts = result->charts.charts,
                                  .chart = result->charts.chart,
                                  .scenarios = result->scenarios,
                                  .scenario = result->scenario,
                                  .iterations = result->simulation->iterations,
                                  .analysis = result->analysis,
                                  .prepare = result->kind->prepare_charts};
}

static bool draws(const struct result *result)
{
    return result->charts.charts > 0 && result->cut.status == STATUS_OK;
}

/* A chart whose table was left out stands with the answer. */
static void place(const struct chart *chart, struct document *document)
{
    if (!document_place_chart(document, chart->name, chart->after)) document_place_chart(document, chart->name, NULL);
}

enum status result_document(const struct result *result, struct arena *arena, enum language language,
                            struct document *out, struct error *err)
{
    const struct chart_subject subject = result_subject(result);
    TRY(result->kind->build(result->analysis, arena, language, out, err));
    for (size_t c = 0; draws(result) && c < subject.charts; c++)
        if (chart_applies(&subject.chart[c], &subject)) place(&subject.chart[c], out);
    return document_check(out, err);
}

/* Charts of itself and of its parts. */
static size_t count_charts(const struct result *result)
{
    size_t count = result->charts.charts;
    for (size_t p = 0; p < result->parts; p++) count += result->part[p].charts.charts;
    return count;
}

static const struct result *drawn_part(const struct result *result, size_t part)
{
    return part < result->parts ? &result->part[part] : result;
}

enum status result_pictures(const struct result *result, struct arena *arena, const struct document *document,
                            struct html_page *out, struct error *err)
{
    const size_t room = count_charts(result);
    struct html_picture *const picture = ARENA_ARRAY(arena, room, struct html_picture);
    if (!picture) return error_out_of_memory(err);
    for (size_t p = 0; p <= result->parts; p++) {
        const struct result *const of = drawn_part(result, p);
        const struct chart_subject subject = result_subject(of);
        if (draws(of)) TRY(chart_svg_draw(arena, &subject, document, picture, room, &out->pictures, err));
    }
    out->picture = picture;
    return STATUS_OK;
}

enum status result_drawings(const struct result *result, struct arena *arena, const struct document *document,
                            struct docx_page *out, const char **out_note, struct error *err)
{
    const size_t room = count_charts(result);
    struct docx_picture *const picture = ARENA_ARRAY(arena, room, struct docx_picture);
    if (!picture) return error_out_of_memory(err);
    for (size_t p = 0; p <= result->parts; p++) {
        const struct result *const of = drawn_part(result, p);
        const struct chart_subject subject = result_subject(of);
        if (draws(of)) TRY(chart_png_draw(arena, &subject, document, picture, room, &out->pictures, out_note, err));
    }
    out->picture = picture;
    return STATUS_OK;
}

static enum status draw(const void *of, const struct files_request *request, struct arena *arena,
                        struct files_drawn *out, struct error *err)
{
    const enum language language[] = {LANGUAGE_EN, LANGUAGE_FI, request->language};
    const bool third = request->language != LANGUAGE_EN && request->language != LANGUAGE_FI;
    const struct chart_subject subject = result_subject(of);
    const struct chart_options options = {
        .directory = request->folder, .plots = request->plots, .language = language, .languages = third ? 3 : 2};
    struct chart_report charts = {0};
    const enum status status = charts_write(arena, &subject, &options, &charts, err);
    *out = (struct files_drawn){charts.files, charts.file, charts.pictures, charts.note};
    return status;
}

enum status result_write(const struct result *result, const struct files_request *request, struct arena *arena,
                         struct files_result *out, struct error *err)
{
    const size_t tables = result->datasets + 2;
    struct files_table *const table = ARENA_ARRAY(arena, tables, struct files_table);
    struct styled *const styled = ARENA_ARRAY(arena, result->datasets, struct styled);
    if (!table || !styled) return error_out_of_memory(err);
    table[0] = (struct files_table){arena_printf(arena, "%s.json", name_of(result)), write_json, result};
    for (size_t d = 0; d < result->datasets; d++) {
        styled[d] = (struct styled){&result->dataset[d], csv_style(result->csv)};
        table[1 + d] =
            (struct files_table){arena_printf(arena, "%s.csv", result->dataset[d].name), write_dataset, &styled[d]};
    }
    table[tables - 1] = (struct files_table){"datapackage.json", write_datapackage, result};
    for (size_t t = 0; t < tables; t++)
        if (!table[t].name) return error_out_of_memory(err);
    const struct files_content content = {tables, table, draws(result) ? draw : NULL, describe, result};
    return files_write(&content, request, arena, out, err);
}
