/* Cells of CSV (RFC 4180, UTF-8, LF) for R, pandas and spreadsheets. */
#ifndef HYOTY_DATA_CSV_H
#define HYOTY_DATA_CSV_H

#include <stdbool.h>

#include "sim/base/language.h"
#include "sim/base/sink.h"

enum { CSV_NUMBER = 32 };

/* How numbers and cells are told apart: as programs read them everywhere, or as the spreadsheets of a language open
 * them, which also want a byte order mark to see that the text is UTF-8. */
struct csv_style {
    char delimiter, decimal;
    bool mark;
};

/* That of a language; English is that of programs. */
const struct csv_style *csv_style(enum language language);

/* What stands before the first cell. */
void csv_begin(const struct csv_style *style, struct sink *sink);

/* The shortest decimal that reads back as the same double; "" for what is not finite. Returns its length. */
size_t csv_number(const struct csv_style *style, double value, char out[CSV_NUMBER]);

/* A text as a cell: quoted where it needs it; what a spreadsheet would take for a formula gets an apostrophe. */
void csv_text(const struct csv_style *style, struct sink *sink, const char *text);

#endif
