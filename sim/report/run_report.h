/* What `hyoty run` hands over: its document, tables, JSON and charts. */
#ifndef HYOTY_REPORT_RUN_REPORT_H
#define HYOTY_REPORT_RUN_REPORT_H

#include "sim/analysis/study.h"
#include "sim/report/result.h"
#include "sim/report/run_findings.h"

extern const struct result_kind run_kind;

/* What the renderers take of a study, which must live as long as it. */
struct report run_report_of(const struct study *study);

/* Fills a result of run_kind. The report must live as long as it. */
enum status run_report(struct arena *arena, const struct report *report, struct result *out, struct error *err);

#endif
