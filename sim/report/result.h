/* What every command hands over: a document for people, tables and charts, which are printed and written alike.
 * Files: NAME.json (everything), a CSV file of each table, datapackage.json, charts/, and manifest.json last. */
#ifndef HYOTY_REPORT_RESULT_H
#define HYOTY_REPORT_RESULT_H

#include "sim/chart/chart_job.h"
#include "sim/data/dataset.h"
#include "sim/data/files.h"
#include "sim/document/document.h"

enum { RESULT_FORMAT_VERSION = 1 };

struct result {
    const char *command; /* "sweep" */
    const char *name;    /* of its JSON, NULL: as the command; "results": results.json of the format hyoty-results */
    size_t scenarios;
    const struct scenario *const *scenario; /* [scenarios] as loaded, with their overrides */
    const struct simulation *simulation;    /* as it was done: that of the plan's scenario; iterations are of one run */
    size_t datasets;
    const struct dataset *dataset; /* [datasets] at least one; --format csv prints the first */
    size_t charts;
    const struct chart *chart; /* [charts] builders find the analysis in chart_job.analysis */
    const void *analysis;
    const void *(*prepare_charts)(const void *analysis, struct arena *arena); /* as chart_subject.prepare */
    enum status (*build)(const void *analysis, struct arena *arena, enum language language, struct document *out,
                         struct error *err); /* the document for people */
    /* What the JSON holds, and what the manifest says of how it came to be; NULL: the scenarios, the simulation and, in
     * the JSON, the tables. */
    void (*json)(struct json_maker *maker, json_t *root, const struct result *result);
    void (*describe)(struct json_maker *maker, json_t *root, const struct result *result);
    void *owned; /* what does not live in the arena, and how to release it after writing (also after a failure); NULL */
    void (*release)(void *owned);
    /* Where the work was cut short and the rest of it is worth showing: STATUS_CANCELLED and how to go on. No charts
     * are drawn of it, and it does not replace what is whole. */
    struct error cut;
};

/* STATUS_INTERNAL where a dataset does not fit its columns, STATUS_MEMORY where one ran out of memory. To be asked
 * before anything is printed or written. */
enum status result_check(const struct result *result, struct error *err);

/* NAME.json: the same bytes whatever the language and the number of threads. */
enum status result_json(const struct result *result, struct sink *sink, struct error *err);
/* The first table. */
enum status result_csv(const struct result *result, struct sink *sink, struct error *err);

/* As files_write. */
enum status result_write(const struct result *result, const struct files_request *request, struct arena *arena,
                         struct files_result *out, struct error *err);

#endif
