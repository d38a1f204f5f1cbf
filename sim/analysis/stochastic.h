/* Luck: who happens to be struck. Analyses integrate it out unless they are asked for it, and `hyoty run` does not, so
 * that their chances and ranges differ; here is what a run says of a result, to stand beside theirs. */
#ifndef HYOTY_ANALYSIS_STOCHASTIC_H
#define HYOTY_ANALYSIS_STOCHASTIC_H

#include "sim/engine/run.h"

/* A run that would simulate more persons than these (a second or two) is left to `hyoty run`. */
enum { STOCHASTIC_PERSONS_MOST = 300 * 1000 * 1000 };

struct stochastic {
    bool told;           /* false: the scenario's own run is without luck too, or would take long */
    bool replicated;     /* as summary_replicated */
    size_t n;            /* iterations */
    const double *value; /* [results][n] result by result */
};

/* The run that `hyoty run` makes of the scenario, where it has luck and is cheap. STATUS_USAGE where there is no such
 * result; STATUS_CANCELLED. */
enum status stochastic_run(struct arena *arena, const struct scenario *scenario, const struct run_options *run,
                           const char *const *result, size_t results, struct stochastic *out, struct error *err);

/* What simulation.cohort is for an analysis: persons are integrated out unless the command line asks for them; what the
 * file says is for `hyoty run`. */
enum cohort stochastic_cohort(const struct scenario *scenario);

#endif
