/* What every chart is made from, and the data files that it leaves. */
#ifndef HYOTY_CHART_CHART_JOB_H
#define HYOTY_CHART_CHART_JOB_H

#include "sim/chart/chart_axis.h"
#include "sim/chart/chart_scene.h"
#include "sim/words/format.h"

struct chart;

/* What charts are drawn of. */
struct chart_subject {
    size_t charts;
    const struct chart *chart; /* [charts] rows, each a chart */
    size_t scenarios;
    const struct scenario *const *scenario; /* [scenarios] in the kicker and the footer; settings are the first one's */
    uint32_t iterations;                    /* of one run */
    const void *analysis;                   /* what the command found */
    /* What builders get of it, made once; NULL when out of memory. No function: the analysis itself. */
    const void *(*prepare)(const void *analysis, struct arena *arena);
};

/* A chart in the making, in one language. */
struct chart_job {
    struct arena *arena;
    const struct scenario *scenario; /* the first one, where there are several */
    const void *analysis;            /* what the command found, prepared */
    struct format format;
    double stretch; /* of the font in use */
    enum chart_place place;
    const char *kicker; /* the scenario's title, or the titles */
    const char *footer;
    const char *years; /* "2021–2065" */
};

/* Labels of charts, of the quantities in them and titles hold at most this many characters of a text of the user. */
enum { CHART_LABEL_MOST = 60, CHART_QUANTITY_MOST = 78, CHART_TITLE_MOST = 240 };

enum { CHART_FILES = 24 };

/* Data files of one chart in one language. */
struct chart_file {
    const char *name; /* "wide.frame.tsv" */
    const char *text;
};

struct chart_set {
    struct arena *arena;
    size_t files;
    struct chart_file file[CHART_FILES];
    const char *title, *description;       /* of the wide picture */
    struct chart_scene scene[CHART_SIZES]; /* as finished */
    bool failed;                           /* out of memory */
};

/* One row makes a chart. */
struct chart {
    const char *name; /* also that of its template and of its files */
    void (*build)(const struct chart_job *job, enum chart_size size, struct chart_set *out);
    bool (*applies)(const struct chart_subject *subject); /* NULL: always */
    const char *after; /* its place in the document: the id of a table; NULL: where the answer ends */
    bool named;        /* it is drawn where it, or all, are asked for: others answer a decision-maker's questions */
};

/* The charts of a command. */
struct chart_table {
    size_t charts;
    const struct chart *chart; /* [charts] */
};
/* Whether a chart says anything about its subject. */
bool chart_applies(const struct chart *chart, const struct chart_subject *subject);

#define CHART_TABLE(rows)                                                                                              \
    {                                                                                                                  \
        sizeof(rows) / sizeof *(rows), (rows)                                                                          \
    }

/* Adds the file "{size}.{name}". */
void chart_set_add(struct chart_set *set, enum chart_size size, const char *name, const struct text_buffer *text);
/* Adds frame, texts and lines of a finished scene. */
void chart_set_scene(struct chart_set *set, struct chart_scene *scene);

/* "2021–2065" */
const char *chart_job_years(const struct chart_job *job);
/* A scene with the job's language and font. */
void chart_job_scene(const struct chart_job *job, enum chart_size size, struct chart_scene *out);
/* "3%", or the discount rate as it is written. */
const char *chart_job_rate(const struct chart_job *job);
/* "€m, present value at a discount rate of 3%, 2021 prices" */
const char *chart_job_basis(const struct chart_job *job, const char *unit);
/* A label of the scenario in the job's language, cleaned and not too long. */
const char *chart_job_label(const struct chart_job *job, const struct text *label, const char *name);

/* "saves money →" and "← costs more" at either side of zero, or beside each other where zero is too
 * near an edge, at y. */
void chart_directions(struct chart_scene *scene, double y);

#endif
