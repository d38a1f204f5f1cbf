/* The charts of a sensitivity analysis: jobs whose analysis is a struct sensitivity. */
#ifndef HYOTY_REPORT_SENSITIVITY_CHARTS_H
#define HYOTY_REPORT_SENSITIVITY_CHARTS_H

#include "sim/chart/chart_job.h"
#include "sim/report/sensitivity_report.h"

/* The charts of the command. */
extern const struct chart_table sensitivity_charts;

enum { CHART_SENSITIVITY_ROWS = 10 };

/* The result at both ends of each quantity, around its mean; of money, and where anything has an effect. */
void chart_tornado(const struct chart_job *job, enum chart_size size, struct chart_set *out);
bool chart_tornado_applies(const struct chart_subject *subject);

/* First-order and total indices with their intervals. */
void chart_indices(const struct chart_job *job, enum chart_size size, struct chart_set *out);
bool chart_indices_applies(const struct chart_subject *subject);

/* What both share: the kicker with the name of the result. */
const char *chart_sensitivity_kicker(const struct chart_job *job);
/* A label that fits a chart; marked where its quantity is correlated. */
const char *chart_sensitivity_label(const struct chart_job *job, const struct sensitivity_item *item);

#endif
