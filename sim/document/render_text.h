/* A document for a terminal. */
#ifndef HYOTY_DOCUMENT_RENDER_TEXT_H
#define HYOTY_DOCUMENT_RENDER_TEXT_H

#include "sim/base/sink.h"
#include "sim/document/document.h"

struct text_style {
    int width;   /* columns; tables and paragraphs keep to it */
    bool colour; /* bold, dim and one warning colour by escape sequences */
};

enum { TEXT_WIDTH_LEAST = 40, TEXT_WIDTH_USUAL = 80, TEXT_WIDTH_MOST = 120 };

/* Writes to the sink; the caller closes it. STATUS_MEMORY. */
enum status render_text(const struct document *document, const struct text_style *style, struct sink *sink,
                        struct error *err);

#endif
