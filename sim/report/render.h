/* How a result comes to a reader: each renderer is a row, and knows no command. */
#ifndef HYOTY_REPORT_RENDER_H
#define HYOTY_REPORT_RENDER_H

#include "sim/document/render_text.h"
#include "sim/report/result.h"

struct rendering {
    struct arena *arena;
    enum language language;
    struct text_style style; /* of the terminal */
    const char *pictures;    /* folder of the charts in the language, NULL: none are drawn */
    const char **note; /* out: what the user should hear of it, in the language; untouched where there is nothing */
};

struct renderer {
    const char *name; /* of --format, and how the name of a file of it ends: report.html */
    bool brief;       /* it shows the answer alone, unless all is asked for */
    bool file;        /* it is no text: for a file, never for a terminal */
    bool data;        /* it shows the tables alone */
    bool drawn;       /* it shows what was drawn: such columns are to be recorded */
    enum status (*render)(const struct result *result, const struct rendering *rendering, struct sink *sink,
                          struct error *err);
};

/* The first is the usual one. */
extern const struct renderer renderer_table[];

/* NULL if there is none of that name. */
const struct renderer *renderer_find(const char *name);

/* That of a file by the ending of its name; NULL if there is none. */
const struct renderer *renderer_of_file(const char *path);

/* Whether it has anything to show of results of the kind. */
bool renderer_fits(const struct renderer *renderer, const struct result_kind *kind);

/* The names of those that fit, "text, json, csv", or that a file of it may end with; NULL when out of memory. */
const char *renderer_names(struct arena *arena, const struct result_kind *kind, bool file);

#endif
