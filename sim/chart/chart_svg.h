/* Scenes as inline SVG of a page: wide and narrow, classes and no attributes of style, so that the page's colours,
 * light, dark and printed, are theirs. */
#ifndef HYOTY_CHART_CHART_SVG_H
#define HYOTY_CHART_CHART_SVG_H

#include "sim/chart/chart_job.h"
#include "sim/document/render_html.h"

/* Adds the pictures of every chart of a subject that has a place in the document and marks to draw. picture[room] are
 * in the order of the table, *pictures of them already there. STATUS_MEMORY. */
enum status chart_svg_draw(struct arena *arena, const struct chart_subject *subject, const struct document *document,
                           struct html_picture *picture, size_t room, size_t *pictures, struct error *err);

#endif
