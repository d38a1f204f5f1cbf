/* results.json: everything that a run found, for other programs. Its schema is results.schema.json. */
#ifndef HYOTY_REPORT_RENDER_JSON_H
#define HYOTY_REPORT_RENDER_JSON_H

#include "sim/base/sink.h"
#include "sim/report/report.h"

enum { RESULTS_FORMAT_VERSION = 1 };

/* Writes to the sink; the caller closes it. The same bytes whatever the language and the number of threads. */
enum status render_json(const struct report *report, struct sink *sink, struct error *err);

#endif
