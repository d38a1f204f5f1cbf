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

/* The document of a struct explain, as result_kind.build. */
enum status explain_build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                          struct error *err);

#endif
