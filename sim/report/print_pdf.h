/* A page on paper: printed by Chromium, tagged, without the time of printing. */
#ifndef HYOTY_REPORT_PRINT_PDF_H
#define HYOTY_REPORT_PRINT_PDF_H

#include "sim/base/sink.h"

/* Prints the page that `write` writes, and puts the PDF into the sink; the caller closes it. STATUS_IO says, with a
 * hint, that there is no Chromium, or what it said; STATUS_MEMORY. */
enum status print_pdf(struct arena *arena, enum status (*write)(const void *of, struct sink *page, struct error *err),
                      const void *of, struct sink *sink, struct error *err);

#endif
