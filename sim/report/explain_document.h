/* The document of `hyoty explain`: the scenario in plain totals, then one iteration, every drawn value and every step
 * from persons to net. */
#ifndef HYOTY_REPORT_EXPLAIN_DOCUMENT_H
#define HYOTY_REPORT_EXPLAIN_DOCUMENT_H

#include "sim/analysis/readback.h"
#include "sim/document/document.h"
#include "sim/engine/run.h"

enum status explain_build(const struct plan *plan, const struct replay *replay, const struct readback *readback,
                          struct arena *arena, enum language language, struct document *out, struct error *err);

#endif
