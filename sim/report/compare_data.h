/* The tables of `hyoty compare` for other programs. */
#ifndef HYOTY_REPORT_COMPARE_DATA_H
#define HYOTY_REPORT_COMPARE_DATA_H

#include "sim/data/dataset.h"
#include "sim/report/compare_report.h"

enum { COMPARE_DATASETS = 6 };

/* choices, pairs, ranking, payers, acceptability, alignment; some may have no rows. Errors are the datasets' own. */
void compare_data(const struct compare *compare, struct arena *arena, struct dataset out[COMPARE_DATASETS]);

#endif
