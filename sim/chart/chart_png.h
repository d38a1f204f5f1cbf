/* Charts as gnuplot's pictures within a document that is one file, drawn in a folder that is gone afterwards. */
#ifndef HYOTY_CHART_CHART_PNG_H
#define HYOTY_CHART_CHART_PNG_H

#include "sim/chart/chart_job.h"
#include "sim/document/render_docx.h"

/* Adds the pictures of every chart of a subject that has a place in the document. picture[room] are in the order of the
 * table, *pictures of them already there. *out_note as that of charts_write: without gnuplot there are none.
 * STATUS_IO, STATUS_MEMORY. */
enum status chart_png_draw(struct arena *arena, const struct chart_subject *subject, const struct document *document,
                           struct docx_picture *picture, size_t room, size_t *pictures, const char **out_note,
                           struct error *err);

#endif
