/* The tables of `hyoty value` for other programs. */
#ifndef HYOTY_REPORT_VALUE_DATA_H
#define HYOTY_REPORT_VALUE_DATA_H

#include "sim/analysis/value.h"
#include "sim/report/result.h"

enum { VALUE_DATASETS = 3 };

/* evppi, choices and, where a pilot was asked for, evsi; returns how many. Errors are the datasets' own. */
size_t value_data(const struct value *value, struct arena *arena, enum language language,
                  struct dataset out[VALUE_DATASETS]);

extern const struct result_kind value_kind;

/* Fills a result of value_kind; value must live as long as it. */
enum status value_report(struct arena *arena, const struct value *value, struct result *out, struct error *err);

#endif
