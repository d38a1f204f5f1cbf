/* What `hyoty learn` hands over: its document, tables and chart. */
#ifndef HYOTY_REPORT_LEARN_REPORT_H
#define HYOTY_REPORT_LEARN_REPORT_H

#include "sim/analysis/learn.h"
#include "sim/document/document.h"
#include "sim/report/result.h"

extern const struct result_kind learn_kind;

/* Fills a result of learn_kind; learn must live as long as it. */
enum status learn_report(struct arena *arena, const struct learn *learn, struct result *out, struct error *err);

/* What a file with the posterior says in every language. */
extern const struct learn_words learn_words;

/* Net savings before and after. */
extern const struct chart_table learn_charts;

enum status learn_build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                        struct error *err);

#endif
