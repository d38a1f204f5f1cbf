/* The phrases of a scenario read back in plain totals, as blocks of a document. */
#ifndef HYOTY_REPORT_READBACK_TEXT_H
#define HYOTY_REPORT_READBACK_TEXT_H

#include "sim/analysis/readback.h"
#include "sim/document/document.h"

/* Adds what is read back, without a heading of its own. */
void readback_say(const struct readback *readback, struct document *document);

#endif
