/* Runs a compiled plan over its iterations. */
#ifndef HYOTY_ENGINE_RUN_H
#define HYOTY_ENGINE_RUN_H

#include <signal.h>

#include "sim/base/error.h"
#include "sim/engine/block.h"
#include "sim/engine/outcomes.h"

struct run_options {
    int threads;  /* 0: as many as OpenMP offers */
    enum isa isa; /* of the person loop; one that the processor has (isa_best) */
    void (*progress)(void *context, uint32_t done, uint32_t total); /* NULL; called from one thread at a time */
    void *context;
    const volatile sig_atomic_t *cancel; /* NULL; set: stop soon, keep the finished first iterations */
    size_t memory_limit;                 /* bytes; 0: none */
    const struct inputs *inputs;         /* NULL: the plan's own draws */
    enum record_detail detail;           /* RECORD_ALL unless said */
    const struct outcomes *begun; /* NULL, or finished outcomes of the same scenario with fewer iterations: they are
                                   * copied, and the run goes on after them. Not for a Latin hypercube, whose
                                   * iterations depend on how many there are */
};

/* Runs all iterations of the plan. STATUS_CANCELLED leaves valid outcomes of the iterations finished (maybe 0).
 * The result is the same bytes for any number of threads. The caller frees *out (also after a failure). */
enum status engine_run(const struct plan *plan, const struct run_options *options, struct outcomes *out,
                       struct error *err);

/* One iteration simulated alone, every step of it: persons, and money in lane 0 of the ledger's columns. */
struct replay {
    const struct iteration *iteration;
    const struct ledger *ledger;
};

/* The same to the bit as in a run; everything lives in the arena. */
enum status engine_replay(struct arena *arena, const struct plan *plan, uint32_t number, struct replay *out,
                          struct error *err);

#endif
