/* Means of money as they are shown: all on one grid, so that what stands in sums with each other adds up as printed. */
#ifndef HYOTY_REPORT_RUN_AMOUNTS_H
#define HYOTY_REPORT_RUN_AMOUNTS_H

#include "sim/report/run_findings.h"
#include "sim/words/format.h"

/* Multiples of the grid's step. net_cash of the payers adds up to public_cash and others_cash, and those with `time` to
 * net; cost of the payers to cost; gross less cost is net. */
struct run_amounts {
    struct money_grid grid;
    double net, public_cash, others_cash, time; /* time: staff time and places set free */
    double gross, cost, cost_public;
    const double *net_cash, *cost_payer, *time_payer; /* [payers] */
};

/* NULL texts and numbers are never made; false when out of memory. */
bool run_amounts_fill(const struct report *report, const struct format *format, struct run_amounts *out);

#endif
