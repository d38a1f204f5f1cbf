/* What every command hands over: a document for people, tables and charts, which are printed and written alike.
 * Files: NAME.json (everything), a CSV file of each table, datapackage.json, charts/, and manifest.json last. */
#ifndef HYOTY_REPORT_RESULT_H
#define HYOTY_REPORT_RESULT_H

#include "sim/chart/chart_job.h"
#include "sim/data/dataset.h"
#include "sim/data/files.h"
#include "sim/document/document.h"
#include "sim/document/render_docx.h"
#include "sim/document/render_html.h"

enum { RESULT_FORMAT_VERSION = 1 };

struct result;

/* What the results of a command have in common: an object of its family. NULL where it says nothing. */
struct result_kind {
    const char *command;              /* "sweep" */
    const char *name;                 /* of its JSON, NULL: as the command; "results": results.json */
    bool people_alone;                /* it has no tables, and nothing to say to programs */
    const struct chart_table *charts; /* builders find the analysis in chart_job.analysis */
    const void *(*prepare_charts)(const void *analysis, struct arena *arena); /* as chart_subject.prepare */
    /* The document for people. */
    enum status (*build)(const void *analysis, struct arena *arena, enum language language, struct document *out,
                         struct error *err);
    /* The analysis as its whole document wants it, whatever a terminal shows of it: NULL when out of memory. NULL: it
     * is always whole. */
    const void *(*whole)(const void *analysis, struct arena *arena);
    /* What the JSON holds; NULL: the scenarios, the simulation and the tables. */
    void (*json)(struct json_maker *maker, json_t *root, const struct result *result);
    /* How it was computed, in JSON and manifest; NULL: as struct result says. */
    json_t *(*simulation)(struct json_maker *maker, const struct result *result);
};

struct result {
    const struct result_kind *kind;
    size_t scenarios;
    const struct scenario *const *scenario; /* [scenarios] as loaded, with their overrides */
    enum language language;                 /* of labels in its tables */
    enum language csv;                      /* as whose spreadsheets read it */
    const void *analysis;
    const struct simulation *simulation; /* as it was done: that of the plan's scenario; iterations are of one run */
    size_t datasets;
    const struct dataset
        *dataset;              /* [datasets] --format csv prints the first; none where its kind is for people alone */
    struct chart_table charts; /* those of its kind, or some of them */
    size_t parts;
    const struct result *part; /* [parts] results that it is made of, whose charts its document may place */
    void *owned; /* what does not live in the arena, and how to release it after writing (also after a failure); NULL */
    void (*release)(void *owned);
    /* Where the work was cut short and the rest of it is worth showing: STATUS_CANCELLED and how to go on. No charts
     * are drawn of it, and it does not replace what is whole. */
    struct error cut;
};

/* A result of these scenarios, before anything is found. */
struct result result_of(const struct result_kind *kind, size_t scenarios, const struct scenario *const *scenario);

/* Puts in what was found, all of which must live as long as the result. */
void result_fill(struct result *result, const void *analysis, const struct simulation *simulation,
                 const struct dataset *dataset, size_t datasets);

/* Keeps of its charts those that a list names, "dots,fan", or all of them; NULL: those that need not be named. */
enum status result_choose_charts(struct result *result, struct arena *arena, const char *names, struct error *err);
/* Whether a list names a chart. */
bool chart_is_listed(const char *names, const char *chart);

/* What its charts are drawn of. */
struct chart_subject result_subject(const struct result *result);

/* Its document, with a place for every chart that is drawn of it. */
enum status result_document(const struct result *result, struct arena *arena, enum language language,
                            struct document *out, struct error *err);

/* The pictures of the charts that have a place in the document, its own and those of its parts, as a page has them. */
enum status result_pictures(const struct result *result, struct arena *arena, const struct document *document,
                            struct html_page *out, struct error *err);

/* The same as gnuplot draws them; *out_note says why there are none, or what is amiss, in the language of err; NULL. */
enum status result_drawings(const struct result *result, struct arena *arena, const struct document *document,
                            struct docx_page *out, const char **out_note, struct error *err);

/* STATUS_INTERNAL where a dataset does not fit its columns, STATUS_MEMORY where one ran out of memory. To be asked
 * before anything is printed or written. */
enum status result_check(const struct result *result, struct error *err);

/* NAME.json: the same bytes whatever the number of threads. */
enum status result_json(const struct result *result, struct sink *sink, struct error *err);
/* The first table. */
enum status result_csv(const struct result *result, struct sink *sink, struct error *err);

/* As files_write. */
enum status result_write(const struct result *result, const struct files_request *request, struct arena *arena,
                         struct files_result *out, struct error *err);

#endif
