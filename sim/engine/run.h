/* Runs a compiled plan over its iterations. */
#ifndef HYOTY_ENGINE_RUN_H
#define HYOTY_ENGINE_RUN_H

#include <signal.h>

#include "sim/base/error.h"
#include "sim/engine/outcomes.h"
#include "sim/model/iteration.h"
#include "sim/model/plan.h"

struct run_options {
    int threads;  /* 0: as many as OpenMP offers */
    enum isa isa; /* of the person loop; one that the processor has (isa_best) */
    void (*progress)(void *context, uint32_t done, uint32_t total); /* NULL; called from one thread at a time */
    void *context;
    const volatile sig_atomic_t *cancel; /* NULL; set: stop soon, keep the finished first iterations */
    size_t memory_limit;                 /* bytes; 0: none */
    const struct inputs *inputs;         /* NULL: the plan's own draws */
    enum record_detail detail;           /* RECORD_ALL unless said */
};

/* Runs all iterations of the plan. STATUS_CANCELLED leaves valid outcomes of the iterations finished (maybe 0).
 * The result is the same bytes for any number of threads. The caller frees *out (also after a failure). */
enum status engine_run(const struct plan *plan, const struct run_options *options, struct outcomes *out,
                       struct error *err);

/* Simulates one iteration alone, the same to the bit as in a run; the workspace in the arena shows every step. */
enum status engine_replay(struct arena *arena, const struct plan *plan, uint32_t number, struct iteration **out,
                          struct error *err);

#endif
