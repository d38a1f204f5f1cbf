/* The tables of `hyoty compare` for other programs. */
#ifndef HYOTY_REPORT_COMPARE_DATA_H
#define HYOTY_REPORT_COMPARE_DATA_H

#include "sim/report/compare_report.h"
#include "sim/report/result.h"

enum { COMPARE_DATASETS = 6 };

/* choices, pairs, ranking, payers, acceptability, alignment; some may have no rows. Errors are the datasets' own. */
void compare_data(const struct compare *compare, struct arena *arena, enum language language,
                  struct dataset out[COMPARE_DATASETS]);

extern const struct result_kind compare_kind;

/* Fills a result of compare_kind; compare must live as long as it. */
enum status compare_report(struct arena *arena, const struct compare *compare, struct result *out, struct error *err);

#endif
