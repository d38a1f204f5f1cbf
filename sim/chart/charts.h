/* The charts of a run or an analysis: DIR/charts/ with
 *   data/LANGUAGE/CHART/    what each picture shows, as tab-separated files (plots/README.md names the columns)
 *   *.gp                    the templates, and charts.gp, which draws everything again
 *   LANGUAGE/CHART.svg .png .pdf, and CHART-narrow.svg for phones
 * Texts reach gnuplot only through the data files. Without gnuplot all but the pictures is there. */
#ifndef HYOTY_CHART_CHARTS_H
#define HYOTY_CHART_CHARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/base/arena.h"
#include "sim/chart/chart_job.h"
#include "sim/data/files.h"

struct chart_options {
    const char *directory;         /* DIR; made where it is missing */
    const char *plots;             /* folder of templates (--plots); NULL: chart_templates_find */
    const char *gnuplot;           /* program; NULL: "gnuplot" in PATH */
    const enum language *language; /* [languages] */
    size_t languages;
    enum chart_place place; /* in a page: wide PNG alone, without what the page says itself */
};

struct chart_report {
    size_t pictures;   /* drawn */
    size_t wanted;     /* to be drawn; equal unless gnuplot is missing or failed */
    bool no_gnuplot;   /* there is no such program: run charts.gp later */
    const char *plots; /* where the templates came from */
    const char *font;  /* family used */
    const char
        *note; /* NULL, or a sentence in the language of err that the user should see (no gnuplot, another font) */
    size_t files;
    const struct written_file *file;
    const struct chart_set *set; /* [languages][charts] of those that apply: what each says */
};

/* Writes the charts of a subject of at least one iteration. Everything in *out lives in the arena.
 * STATUS_USAGE: no templates; STATUS_IO: a file cannot be written, or gnuplot failed (the message holds what it said;
 * the other pictures are there, and no old picture stays beside new data); STATUS_MEMORY. */
enum status charts_write(struct arena *arena, const struct chart_subject *subject, const struct chart_options *options,
                         struct chart_report *out, struct error *err);

/* The folder with the templates: `given` (may be NULL), $HYOTY_PLOTS, or plots/ beside the program or above it, or the
 * installed one. A folder that was named is never replaced by another. STATUS_USAGE where there is none; STATUS_MEMORY.
 */
enum status chart_templates_find(struct arena *arena, const char *given, const char **out, struct error *err);

#endif
