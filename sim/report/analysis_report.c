#include "sim/report/analysis_report.h"

#include "sim/report/manifest.h"

enum status analysis_check(const struct analysis_report *report, struct error *err)
{
    for (size_t d = 0; d < report->datasets; d++) TRY(dataset_check(&report->dataset[d], err));
    return STATUS_OK;
}

static json_t *simulation(struct json_maker *maker, const struct simulation *simulation)
{
    json_t *const object = json_object();
    json_put(maker, object, "iterations", json_integer(simulation->iterations));
    json_put(maker, object, "seed",
             json_text(maker, arena_printf(maker->arena, "%llu", (unsigned long long)simulation->seed)));
    json_put(maker, object, "cohort", json_string(simulation->cohort == COHORT_SAMPLED ? "sampled" : "expected"));
    json_put(maker, object, "sampling", json_string(sampling_name[simulation->sampling]));
    return object;
}

/* From what the analysis came, for its JSON and for the manifest: of is a struct analysis_report. */
static void describe(struct json_maker *maker, json_t *root, const void *of)
{
    const struct analysis_report *const report = of;
    json_t *const scenarios = json_array();
    for (size_t s = 0; s < report->scenarios; s++) {
        json_t *const object = json_scenario(maker, report->scenario[s]);
        json_put(maker, object, "overrides", json_overrides(maker, report->scenario[s]));
        json_put(maker, object, "warnings", json_warnings(maker, report->scenario[s]));
        json_append(maker, scenarios, object);
    }
    json_put(maker, root, "scenarios", scenarios);
    json_put(maker, root, "simulation", simulation(maker, report->simulation));
}

enum status analysis_json(const struct analysis_report *report, struct sink *sink, struct error *err)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct json_maker maker = {&arena, false};
    json_t *const root = json_object(), *const datasets = json_object();
    for (size_t d = 0; d < report->datasets; d++)
        json_put(&maker, datasets, report->dataset[d].name, dataset_json(&maker, &report->dataset[d]));
    json_put(&maker, root, "format", json_text(&maker, arena_printf(&arena, "hyoty-%s", report->command)));
    json_put(&maker, root, "format_version", json_integer(ANALYSIS_FORMAT_VERSION));
    json_put(&maker, root, "program", json_program(&maker));
    describe(&maker, root, report);
    json_put(&maker, root, "datasets", datasets);
    const enum status status = json_finish(&maker, root, sink, err);
    arena_free(&arena);
    return status;
}

enum status analysis_csv(const struct analysis_report *report, struct sink *sink, struct error *err)
{
    (void)err;
    dataset_csv(&report->dataset[0], sink);
    return STATUS_OK;
}

static enum status write_json(const void *of, struct sink *sink, struct error *err)
{
    return analysis_json(of, sink, err);
}

static enum status write_dataset(const void *of, struct sink *sink, struct error *err)
{
    (void)err;
    dataset_csv(of, sink);
    return STATUS_OK;
}

static enum status write_datapackage(const void *of, struct sink *sink, struct error *err)
{
    const struct analysis_report *const report = of;
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct json_maker maker = {&arena, false};
    json_t *const root = json_object(), *const resources = json_array();
    for (size_t d = 0; d < report->datasets; d++)
        json_append(&maker, resources, dataset_resource(&maker, &report->dataset[d]));
    datapackage_head(&maker, root, report->command, report->scenario[0]);
    json_put(&maker, root, "resources", resources);
    const enum status status = json_finish(&maker, root, sink, err);
    arena_free(&arena);
    return status;
}

enum status analysis_files_write(const struct analysis_report *report, const struct files_request *request,
                                 struct arena *arena, struct files_result *out, struct error *err)
{
    const size_t tables = report->datasets + 2;
    struct files_table *const table = ARENA_ARRAY(arena, tables, struct files_table);
    if (!table) return error_out_of_memory(err);
    table[0] = (struct files_table){arena_printf(arena, "%s.json", report->command), write_json, report};
    for (size_t d = 0; d < report->datasets; d++)
        table[1 + d] = (struct files_table){arena_printf(arena, "%s.csv", report->dataset[d].name), write_dataset,
                                            &report->dataset[d]};
    table[tables - 1] = (struct files_table){"datapackage.json", write_datapackage, report};
    for (size_t t = 0; t < tables; t++)
        if (!table[t].name) return error_out_of_memory(err);
    const struct chart_subject charts = {.charts = report->charts,
                                         .chart = report->chart,
                                         .scenarios = report->scenarios,
                                         .scenario = report->scenario,
                                         .iterations = report->simulation->iterations,
                                         .analysis = report->analysis};
    const struct files_content content = {tables, table, report->charts ? &charts : NULL, describe, report};
    return files_write_content(&content, request, arena, out, err);
}
