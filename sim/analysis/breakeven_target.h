/* What a result should reach: "mean(net)=0", "P(net_public>0)=80%", "p5(net.county)=-100k". */
#ifndef HYOTY_ANALYSIS_BREAKEVEN_TARGET_H
#define HYOTY_ANALYSIS_BREAKEVEN_TARGET_H

#include <stdbool.h>

#include "sim/base/arena.h"
#include "sim/base/error.h"
#include "sim/numeric/statistics.h"

enum target_statistic {
    TARGET_MEAN,        /* mean(RESULT)=X */
    TARGET_PROBABILITY, /* P(RESULT>X)=p, 0 < p < 1 */
    TARGET_PERCENTILE,  /* pNN(RESULT)=X, 0 < NN < 100 */
    TARGET_STATISTICS
};

struct target {
    enum target_statistic statistic;
    const char *result; /* name of a column */
    double threshold;   /* X of a probability */
    double level;       /* NN / 100 of a percentile */
    double wanted;      /* what the statistic should be */
};

/* Blanks count for nothing; numbers as in scenario files (470k, 1.2M, 80%). STATUS_USAGE with the forms allowed. */
enum status target_parse(struct arena *arena, const char *text, struct target *out, struct error *err);

/* The target of one payer: net, gross and cost become those of the payer. STATUS_USAGE for any other result. */
enum status target_of_payer(struct arena *arena, const char *payer, struct target *target, struct error *err);

/* The statistic of a column of iterations, replicated (replicates.h) or independent; room[n]. */
struct estimate target_measure(const struct target *target, const double *value, size_t n, bool replicated,
                               double *room);

/* How far a column of the replicated design is from the target, continuous in its values, below 0 where it falls short,
 * and the Monte Carlo error of that: of a mean and a percentile the statistic less what is wanted; of a probability p
 * the percentile at 1 - p less the threshold, which is 0 at the same place and has no steps of 1/n. room[n]. */
struct estimate target_gap(const struct target *target, const double *value, size_t n, double *room);

#endif
