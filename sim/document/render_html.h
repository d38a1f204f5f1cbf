/* A document as one page for a browser, a phone and paper: nothing is fetched, nothing runs, and what texts hold is
 * text. A scenario's words reach it escaped; the style sheet is the only one that the page obeys, by its hash. */
#ifndef HYOTY_DOCUMENT_RENDER_HTML_H
#define HYOTY_DOCUMENT_RENDER_HTML_H

#include "sim/base/sink.h"
#include "sim/document/document.h"

/* A chart as inline SVG, twice: as wide as a column of the page, and for phones. */
struct html_picture {
    const char *name; /* of its chart */
    const char *title, *subtitle;
    const char *wide, *narrow; /* markup, well-formed and escaped */
};

/* What the page says beside the document, in its language. */
struct html_page {
    const char *tagline, *skip, *contents, *behind, *csv, *foot;
    size_t pictures;
    const struct html_picture *picture; /* a chart that is not among them is left out */
};

/* Writes to the sink; the caller closes it. The same bytes for the same document. STATUS_MEMORY. */
enum status render_html(const struct document *document, const struct html_page *page, struct sink *sink,
                        struct error *err);

/* The text as it stands in markup, also within double quotes; NULL when out of memory. */
char *html_escape(struct arena *arena, const char *text);

/* The style sheet of a page whose title stands at the foot of each sheet of paper; NULL when out of memory. */
char *html_style(struct arena *arena, const char *title);

#endif
