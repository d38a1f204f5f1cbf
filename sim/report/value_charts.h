/* The charts of `hyoty value`. */
#ifndef HYOTY_REPORT_VALUE_CHARTS_H
#define HYOTY_REPORT_VALUE_CHARTS_H

#include "sim/chart/chart_job.h"

/* value_evppi: what each quantity is worth knowing; value_evsi: what a pilot is worth and costs, by its size. */
extern const struct chart_table value_charts;

#endif
