/* A document as Markdown (CommonMark with the tables of GitHub): for wikis, mail and pandoc. */
#ifndef HYOTY_DOCUMENT_RENDER_MARKDOWN_H
#define HYOTY_DOCUMENT_RENDER_MARKDOWN_H

#include "sim/base/sink.h"
#include "sim/document/document.h"

/* Writes to the sink; the caller closes it. What texts hold is text: every mark that Markdown or HTML would obey is
 * escaped. Charts are links to PICTURES/NAME.svg; pictures NULL: there are none. STATUS_MEMORY. */
enum status render_markdown(const struct document *document, const char *pictures, struct sink *sink,
                            struct error *err);

#endif
