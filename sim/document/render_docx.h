/* A document for word processors (Office Open XML, ECMA-376): headings, captions and lists by styles, tables that are
 * tables, pictures with words for whoever cannot see them. What texts hold is text. */
#ifndef HYOTY_DOCUMENT_RENDER_DOCX_H
#define HYOTY_DOCUMENT_RENDER_DOCX_H

#include "sim/document/archive.h"
#include "sim/document/document.h"

/* A chart as it stands between the margins. */
struct docx_picture {
    const char *name; /* of its chart */
    const char *title, *subtitle, *description;
    char *png; /* [length] */
    size_t length;
    double width, height; /* in any unit: what counts is their ratio */
};

/* What stands beside the document, in its language. */
struct docx_page {
    const char *locale; /* "fi-FI" */
    const char *tagline, *foot, *table, *figure, *behind;
    size_t pictures;
    const struct docx_picture *picture; /* a chart that is not among them is left out, and its figures stay in place */
};

/* Writes to the sink; the caller closes it. The same bytes for the same document and pictures. STATUS_MEMORY. */
enum status render_docx(const struct document *document, const struct docx_page *page, struct sink *sink,
                        struct error *err);

/* Parts that are alike in every document, and its styles for a language, "fi-FI"; NULL when out of memory. */
enum { DOCX_PARTS = 4 };
extern const struct archive_part docx_part[DOCX_PARTS];
char *docx_styles(struct arena *arena, const char *locale);

#endif
