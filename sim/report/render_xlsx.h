/* A document and its tables for spreadsheets (Office Open XML): a sheet for each part of the document, then one for
 * each table of data. A number is a number, with a format of its unit, so that every language reads it; a text is a
 * text, whatever it begins with. */
#ifndef HYOTY_REPORT_RENDER_XLSX_H
#define HYOTY_REPORT_RENDER_XLSX_H

#include "sim/data/dataset.h"
#include "sim/document/document.h"
#include "sim/words/format.h"

/* Writes to the sink; the caller closes it. The same bytes for the same document and data. Numbers of the document are
 * rounded to what their errors support; those of the data are not, but single futures have six digits, amounts whole
 * units of the currency. STATUS_IO, STATUS_MEMORY. */
enum status render_xlsx(const struct document *document, const struct format *format, const struct dataset *dataset,
                        size_t datasets, struct sink *sink, struct error *err);

#endif
