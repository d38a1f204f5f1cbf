/* What becomes of a picture after gnuplot: completeness, resolution, no date, and words for whoever cannot see it. */
#ifndef HYOTY_CHART_CHART_PICTURE_H
#define HYOTY_CHART_CHART_PICTURE_H

#include <stddef.h>

#include "sim/base/arena.h"
#include "sim/base/error.h"

enum chart_format { CHART_SVG, CHART_PNG, CHART_PDF, CHART_FORMATS };
extern const char *const chart_format_name[CHART_FORMATS]; /* also the ending of the file's name */

struct chart_picture {
    char *data;
    size_t length;
};

/* What an SVG says of itself. */
struct chart_about {
    const char *prefix;   /* makes the ids of the file unique among several on one page: letters, digits, hyphens */
    const char *language; /* "fi" */
    const char *title, *description;
};

/* Refuses a picture that is cut or empty (gnuplot exits 0 on a full disk). Then
 * SVG: role, title, description, prefixed ids, further font families, "]]>" in texts made well-formed;
 * PNG: 300 dpi, as pHYs;  PDF: a constant CreationDate, so that equal runs leave equal bytes.
 * STATUS_IO (the message names what is missing), STATUS_MEMORY. */
enum status chart_picture_finish(struct arena *arena, enum chart_format format, const struct chart_about *about,
                                 struct chart_picture *picture, struct error *err);

#endif
