/* What `hyoty learn` hands over: its document, tables and chart. */
#ifndef HYOTY_REPORT_LEARN_REPORT_H
#define HYOTY_REPORT_LEARN_REPORT_H

#include "sim/analysis/learn.h"
#include "sim/document/document.h"
#include "sim/report/result.h"

/* Fills all but the scenarios of a report. Both must live as long as it. */
enum status learn_report(struct arena *arena, const struct learn *learn, struct result *out, struct error *err);

/* Net savings before and after. */
extern const struct chart learn_charts[];
extern const size_t learn_chart_count;

enum status learn_build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                        struct error *err);

#endif
