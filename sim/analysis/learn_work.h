/* What the parts of learning share. Inside sim/analysis only. */
#ifndef HYOTY_ANALYSIS_LEARN_WORK_H
#define HYOTY_ANALYSIS_LEARN_WORK_H

#include "sim/analysis/learn.h"
#include "sim/numeric/copula.h"
#include "sim/numeric/weighted.h"

struct learn_work {
    struct arena *arena;
    const struct learn_request *request;
    int outcome, intervention;
    uint32_t n;
    const struct plan *prior;   /* as the scenario says */
    const struct plan *drawn;   /* its risk updated where that is conjugate; else the prior */
    double *chance[PILOT_ARMS]; /* [n] mean risk of an arm, in each draw of `drawn` */
    double *weight;             /* [n]; NULL: every draw counts the same */
    struct weighted *member;    /* [n] */
    uint32_t runs;              /* of the model so far */
};

/* Logarithm of the binomial likelihood but for its constant; -INFINITY where the events are impossible. */
double learn_likelihood(double chance, uint32_t persons, uint32_t events);

/* Chance of events at least as far out as those observed, given the risk in each draw. */
struct estimate learn_as_far(const double *chance, size_t n, uint32_t persons, uint32_t events, double *room);

/* Mean, sd, percentiles, P(> 0) of a column under weights (NULL: all the same). */
struct learn_spread learn_spread_of(const double *value, const double *weight, size_t n, struct weighted *member);

/* The distribution that the scenario file will hold. value[n] in the quantity's own price year. */
enum status learn_fit(struct arena *arena, const struct quantity *quantity, const double *value, const double *weight,
                      size_t n, struct weighted *member, struct learn_quantity *out, struct error *err);

/* Place of a quantity among the draws of a plan; their number where it is certain. */
size_t learn_draw_of(const struct plan *plan, int quantity);

/* Fills the pairs and what is kept of them, from after[draws][n] of `drawn` under its weights. */
enum status learn_correlate(struct learn_work *work, const double *after, struct learn *out, struct error *err);

#endif
