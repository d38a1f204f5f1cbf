/* Cells of tables, alike for every command. */
#ifndef HYOTY_REPORT_CELLS_H
#define HYOTY_REPORT_CELLS_H

#include "sim/analysis/summary.h"
#include "sim/document/document.h"
#include "sim/words/format.h"

struct document_cell cell_text(const char *text);
struct document_cell cell_money(const struct format *format, struct estimate amount);
struct document_cell cell_probability(const struct format *format, struct estimate probability);
/* An amount's 5 to 95 per cent. */
struct document_cell cell_range(const struct format *format, const struct column_summary *column);

#endif
