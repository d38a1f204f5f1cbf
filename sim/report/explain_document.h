/* The document of `hyoty explain`: the scenario in plain totals, then one iteration, every drawn value and every step
 * from persons to net. */
#ifndef HYOTY_REPORT_EXPLAIN_DOCUMENT_H
#define HYOTY_REPORT_EXPLAIN_DOCUMENT_H

#include "sim/analysis/readback.h"
#include "sim/engine/run.h"
#include "sim/report/result.h"

struct explain {
    const struct plan *plan;
    struct replay replay;
    struct readback readback;
};

extern const struct result_kind explain_kind;

#endif
