#include "sim/report/run_report.h"

#include "sim/report/run_charts.h"
#include "sim/report/run_data.h"

static const void *whole(const void *analysis, struct arena *arena)
{
    struct report *const report = ARENA_NEW(arena, struct report);
    if (!report) return NULL;
    *report = *(const struct report *)analysis;
    report->detail = true;
    return report;
}

const struct result_kind run_kind = {.command = "run",
                                     .name = "results",
                                     .charts = &run_charts,
                                     .prepare_charts = run_charts_prepare,
                                     .build = report_build_run,
                                     .whole = whole,
                                     .json = run_json,
                                     .simulation = run_simulation};

struct report run_report_of(const struct study *study)
{
    return (struct report){.scenario = study->scenario,
                           .outcomes = &study->outcomes,
                           .summary = &study->summary,
                           .alternatives = study->alternatives,
                           .alternative = study->alternative,
                           .interrupted = study->interrupted,
                           .precision = study->precision,
                           .reach = study->reach,
                           .baseline = study->baseline,
                           .choices = study->choices,
                           .choice = study->choice,
                           .driver = study->driver};
}

enum status run_report(struct arena *arena, const struct report *report, struct result *out, struct error *err)
{
    struct dataset *const dataset = ARENA_ARRAY(arena, RUN_DATASETS, struct dataset);
    if (!dataset) return error_out_of_memory(err);
    run_data(report, arena, out->language, dataset);
    result_fill(out, report, &report->scenario->simulation, dataset, RUN_DATASETS);
    return STATUS_OK;
}
