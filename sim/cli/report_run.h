/* From a loaded scenario to its report: the run, its summary, and the same run with each alternative. */
#ifndef HYOTY_CLI_REPORT_RUN_H
#define HYOTY_CLI_REPORT_RUN_H

#include "sim/cli/arguments.h"
#include "sim/cli/interrupt.h"
#include "sim/report/report.h"

struct report_run {
    const struct plan *plan;
    struct outcomes outcomes;
    struct summary summary;
    struct report report;
};

/* STATUS_OK also where the run was interrupted after at least one iteration (report.interrupted is set);
 * STATUS_CANCELLED without any. The caller frees *out (also after a failure). */
enum status report_run_make(const struct arguments *arguments, const struct scenario *scenario,
                            const struct interrupt *interrupt, struct report_run *out, struct error *err);
void report_run_free(struct report_run *run);

#endif
