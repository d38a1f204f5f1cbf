/* The section "How this was computed" of every report begins alike: with what changes how its figures are read. */
#ifndef HYOTY_REPORT_BASIS_H
#define HYOTY_REPORT_BASIS_H

#include "sim/document/document.h"

/* The heading, then each caveat of the scenarios: costs beyond the horizon, programmes without a cost, no payers named.
 * What not all of several scenarios share is said with the title of its scenario. */
void basis_begin(struct document *document, const struct scenario *const *scenario, size_t scenarios);

/* The table of what was changed by --set and --assume, where anything was. */
void basis_say_overrides(struct document *document, const struct scenario *scenario);

/* Numbers that the user gave, by evidence. An assumption counts once, under its own path. */
size_t basis_evidence(const struct scenario *scenario, enum evidence evidence);

#endif
