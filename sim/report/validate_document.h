/* The document of `hyoty validate`: what was understood, as counts of items and as plain totals. */
#ifndef HYOTY_REPORT_VALIDATE_DOCUMENT_H
#define HYOTY_REPORT_VALIDATE_DOCUMENT_H

#include "sim/analysis/readback.h"
#include "sim/report/result.h"

extern const struct result_kind validate_kind;

/* The document of a struct readback, as result_kind.build. */
enum status validate_build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                           struct error *err);

#endif
