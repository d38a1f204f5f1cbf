/* Running a plan again and again under other inputs, as one piece of work: what every analysis does. */
#ifndef HYOTY_ANALYSIS_EVALUATE_H
#define HYOTY_ANALYSIS_EVALUATE_H

#include "sim/engine/run.h"

struct evaluator {
    const struct plan *plan;
    struct run_options options; /* threads, instruction set, cancellation; inputs and progress are the evaluator's */
    bool exact; /* leave amounts of half a cent as they are (engine/money.h): for a search between values */
    size_t results;
    const char *const *result;  /* [results] names of columns: "net", "net.county", "net_public" */
    uint32_t runs, runs_wanted; /* of all its runs, for progress; 0 wanted: none is shown */
    void (*progress)(void *context, uint32_t done, uint32_t total); /* in iterations of all runs; NULL */
    void *context;
};

/* The plan that analyses use: with COHORT_EXPECTED persons are integrated out, so that no luck blurs a comparison;
 * `iterations` draws of the given sampling. `other` as in plan_compile_paired. */
enum status evaluate_compile(struct arena *arena, const struct scenario *scenario, enum cohort cohort,
                             uint32_t iterations, enum sampling sampling, const struct plan *other,
                             const struct plan **out, struct error *err);

/* What a result is measured in, to be asked before time is spent. STATUS_USAGE where there is no such result, with the
 * nearest name. */
enum status evaluate_unit(const struct plan *plan, const char *result, enum unit *out, struct error *err);

/* Runs the plan under the inputs (NULL: its own draws); out_value[results][iterations of the plan], result by result.
 * STATUS_USAGE where there is no such result, with the nearest name; STATUS_CANCELLED leaves nothing. */
enum status evaluate(struct evaluator *evaluator, const struct inputs *inputs, double *out_value, struct error *err);

#endif
