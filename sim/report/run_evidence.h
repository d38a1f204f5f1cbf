/* On what evidence a result rests. */
#ifndef HYOTY_REPORT_RUN_EVIDENCE_H
#define HYOTY_REPORT_RUN_EVIDENCE_H

#include "sim/report/run_findings.h"

/* By the number that carries most of the uncertainty; strong only where over half of all numbers are published or
 * derived. Where nothing is uncertain, the worst grade decides. */
enum run_strength { RUN_WEAK, RUN_MODERATE, RUN_STRONG, RUN_STRENGTHS };

struct run_evidence {
    size_t all, judged, derived; /* numbers that were given, that nobody published, that are derived from published */
    enum run_strength strength;
};

struct run_evidence run_evidence_of(const struct report *report);

#endif
