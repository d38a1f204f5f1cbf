/* The columns of a run as a registry: what is recorded of an iteration, under which name. */
#ifndef HYOTY_ENGINE_RECORD_H
#define HYOTY_ENGINE_RECORD_H

#include "sim/engine/outcomes.h"
#include "sim/model/ledger.h"

/* Makes all columns of a plan for the iterations asked for, in out->arena (initialised by the caller). STATUS_MEMORY
 * says how much is needed. */
enum status record_init(const struct plan *plan, uint32_t iterations, enum record_detail detail, struct outcomes *out,
                        struct error *err);

/* Writes the results of the first n iterations of a ledger into the rows from ledger->first on of every column. */
void record_block(const struct plan *plan, const struct ledger *ledger, size_t n, struct outcomes *outcomes);

#endif
