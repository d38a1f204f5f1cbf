/* What an analysis hands over: its document, its tables and its charts, printed and written alike for every command.
 * Files: COMMAND.json (everything), a CSV file of each table, datapackage.json, charts/, and manifest.json last. */
#ifndef HYOTY_REPORT_ANALYSIS_REPORT_H
#define HYOTY_REPORT_ANALYSIS_REPORT_H

#include "sim/report/chart_job.h"
#include "sim/report/dataset.h"
#include "sim/report/document.h"
#include "sim/report/files.h"

enum { ANALYSIS_FORMAT_VERSION = 1 };

struct analysis_report {
    const char *command; /* "sweep": sweep.json */
    size_t scenarios;
    const struct scenario *const *scenario; /* [scenarios] as loaded, with their overrides */
    const struct simulation *simulation;    /* as it was done: that of the plan's scenario; iterations are of one run */
    size_t datasets;
    const struct dataset *dataset; /* [datasets] at least one; --format csv prints the first */
    size_t charts;
    const struct chart *chart; /* [charts] builders find the analysis in chart_job.analysis */
    const void *analysis;
    enum status (*build)(const void *analysis, struct arena *arena, enum language language, struct document *out,
                         struct error *err); /* the document for people */
};

/* STATUS_INTERNAL where a dataset does not fit its columns, STATUS_MEMORY where one ran out of memory. To be asked
 * before anything is printed or written. */
enum status analysis_check(const struct analysis_report *report, struct error *err);

/* COMMAND.json: the same bytes whatever the language and the number of threads. */
enum status analysis_json(const struct analysis_report *report, struct sink *sink, struct error *err);
/* The first table. */
enum status analysis_csv(const struct analysis_report *report, struct sink *sink, struct error *err);

/* As files_write. */
enum status analysis_files_write(const struct analysis_report *report, const struct files_request *request,
                                 struct arena *arena, struct files_result *out, struct error *err);

#endif
