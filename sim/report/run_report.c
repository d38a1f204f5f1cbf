#include "sim/report/run_report.h"

#include "sim/report/run_charts.h"
#include "sim/report/run_data.h"

static enum status build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                         struct error *err)
{
    return report_build_run(analysis, arena, language, out, err);
}

struct report run_report_of(const struct study *study)
{
    return (struct report){.scenario = study->scenario,
                           .outcomes = &study->outcomes,
                           .summary = &study->summary,
                           .alternatives = study->alternatives,
                           .alternative = study->alternative,
                           .interrupted = study->interrupted,
                           .precision = study->precision,
                           .reach = study->reach};
}

enum status run_result(struct arena *arena, const struct report *report, struct result *out, struct error *err)
{
    struct dataset *const dataset = ARENA_ARRAY(arena, RUN_DATASETS, struct dataset);
    if (!dataset) return error_out_of_memory(err);
    run_data(report, arena, dataset);
    out->name = "results";
    out->simulation = &report->scenario->simulation;
    out->datasets = RUN_DATASETS;
    out->dataset = dataset;
    out->charts = run_chart_count;
    out->chart = run_charts;
    out->analysis = report;
    out->prepare_charts = run_charts_prepare;
    out->build = build;
    out->json = run_json;
    out->describe = run_describe;
    return STATUS_OK;
}
