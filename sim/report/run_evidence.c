#include "sim/report/run_evidence.h"

static bool is_judged(enum evidence evidence)
{
    return evidence == EVIDENCE_JUDGEMENT || evidence == EVIDENCE_UNSTATED;
}

static enum run_strength strength_of(const struct scenario *scenario, const struct run_evidence *counted, int driver)
{
    const bool mostly = 2 * counted->judged < counted->all;
    if (driver < 0) return counted->judged > 0 ? RUN_WEAK : counted->derived > 0 ? RUN_MODERATE : RUN_STRONG;
    const enum evidence evidence = scenario->quantity[driver].evidence;
    if (is_judged(evidence)) return RUN_WEAK;
    return evidence == EVIDENCE_PUBLISHED && mostly ? RUN_STRONG : RUN_MODERATE;
}

struct run_evidence run_evidence_of(const struct report *report)
{
    const struct scenario *const scenario = report->scenario;
    struct run_evidence found = {0};
    for (size_t q = 0; q < scenario->quantities; q++) {
        if (scenario->quantity[q].defaulted) continue;
        found.all++;
        found.judged += is_judged(scenario->quantity[q].evidence);
        found.derived += scenario->quantity[q].evidence == EVIDENCE_DERIVED;
    }
    found.strength = strength_of(scenario, &found, report->driver.quantity);
    return found;
}
