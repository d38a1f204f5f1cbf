/* The tables of `hyoty run` for other programs, and its JSON. */
#ifndef HYOTY_REPORT_RUN_DATA_H
#define HYOTY_REPORT_RUN_DATA_H

#include "sim/data/dataset.h"
#include "sim/report/result.h"
#include "sim/report/run_findings.h"

enum { RUN_DATASETS = 4 };

/* summary (one row for each statistic of a result), decision (one for each result that decides) and draws (one for each
 * iteration; the yearly courses are left to the summary), with labels in the language. The report must live as long as
 * they. Errors are the datasets' own. */
void run_data(const struct report *report, struct arena *arena, enum language language,
              struct dataset out[RUN_DATASETS]);

/* Whether a column holds years of break-even, where the horizon stands for never. */
bool run_is_break_even(const struct outcomes *outcomes, size_t column);
/* A year of break-even, or an end of its interval, that is none because it is never reached, is NAN. */
struct estimate run_break_even_year(struct estimate year, int horizon);

/* As result_kind.json and .simulation: everything that a run found, by results.schema.json; and how it was computed. */
void run_json(struct json_maker *maker, json_t *root, const struct result *result);
json_t *run_simulation(struct json_maker *maker, const struct result *result);

#endif
