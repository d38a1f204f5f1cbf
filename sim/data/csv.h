/* Cells of CSV (RFC 4180, UTF-8, LF, "." as decimal point) for R, pandas and spreadsheets. */
#ifndef HYOTY_DATA_CSV_H
#define HYOTY_DATA_CSV_H

#include "sim/base/sink.h"

enum { CSV_NUMBER = 32 };

/* The shortest decimal that reads back as the same double; "" for what is not finite. Returns its length. */
size_t csv_number(double value, char out[CSV_NUMBER]);

/* A text as a cell: quoted where it needs it; what a spreadsheet would take for a formula gets an apostrophe. */
void csv_text(struct sink *sink, const char *text);

#endif
