/* Tidy CSV (RFC 4180, UTF-8, LF, "." as decimal point) for R, pandas and spreadsheets. */
#ifndef HYOTY_REPORT_RENDER_CSV_H
#define HYOTY_REPORT_RENDER_CSV_H

#include "sim/base/sink.h"
#include "sim/report/report.h"

enum { CSV_NUMBER = 32 };

/* The shortest decimal that reads back as the same double; "" for what is not finite. Returns its length. */
size_t csv_number(double value, char out[CSV_NUMBER]);

/* A text as a cell: quoted where it needs it; what a spreadsheet would take for a formula gets an apostrophe. */
void csv_text(struct sink *sink, const char *text);

/* One row for each statistic: column, unit, statistic, value, error, low, high. */
enum status render_summary_csv(const struct report *report, struct sink *sink, struct error *err);

/* One row for each iteration: its number, the drawn quantities, the results. The yearly courses are left to the summary
 * and results.json. */
enum status render_draws_csv(const struct report *report, struct sink *sink, struct error *err);

/* True for the columns of outcomes that draws.csv holds. */
bool csv_is_drawn_column(const struct outcomes *outcomes, size_t column);

/* Whether a column holds years of break-even, where the horizon stands for never. */
bool csv_is_break_even_column(const struct outcomes *outcomes, size_t column);
/* A percentile of such a column as far as it is a year: never is no number. */
struct estimate csv_break_even_year(struct estimate year, int horizon);

#endif
