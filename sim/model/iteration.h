/* One iteration as far as persons go: drawn values and what they do to the cohort. Its money is a column of a ledger.
 */
#ifndef HYOTY_MODEL_ITERATION_H
#define HYOTY_MODEL_ITERATION_H

#include "sim/base/arena.h"
#include "sim/base/error.h"
#include "sim/model/plan.h"

struct cohort_scratch;

/* Numbers of one use in one iteration. */
struct use_state {
    double kappa;   /* outcome: p = min(1, kappa w) */
    double *value;  /* [effects] */
    double *adjust; /* [intakes][effects] */
    double *factor; /* [intakes][subsets] of linear outcome uses */
    double *points; /* [intakes][subsets] of those with absolute effects */
};

struct iteration {
    uint32_t number;
    double *theta;                                     /* [columns]; those that are not drawn keep their constants */
    struct targeting (*targeting)[PLAN_INTERVENTIONS]; /* [groups] */
    struct use_state **use;                            /* [groups][uses] */
    double *cell;                                      /* [cells] sampled */
    double *expected;                                  /* [cells] expected */
};

/* Allocates what one iteration needs. */
enum status iteration_init(struct arena *arena, const struct plan *plan, struct iteration *out, struct error *err);

/* A quantity held at one value, in the scenario's price year, whatever would be drawn. */
struct pin {
    int quantity;
    double value;
};

/* A draw that is known to stand at a level of its distribution; what is correlated with it follows. */
struct given {
    size_t draw;
    double level; /* probability below, inside (0,1) */
};

/* Drawn values of n iterations, [draws][n]. */
struct drawn {
    size_t n;
    const double *value;
};

/* Every row of one sample with every row of another: the i-th iteration, counted from `first`, has the draws that are
 * `known` from row i / rest.n of one and all others from row i % rest.n of the other. So consecutive iterations hold
 * what is known and vary the rest, and whatever is known meets the same rest. */
struct crossing {
    const bool *known; /* [draws] those that are correlated with each other all or none */
    struct drawn knowledge, rest;
    size_t first;
};

/* Draws whose independent normal scores are multiplied by a factor from an iteration on, so that values far out are met
 * as well. */
struct stretch {
    const bool *draw; /* [draws] */
    double factor;    /* 1 and more */
    uint32_t from;
};

/* How the parameters of an analysis differ from the plan's own draws. */
struct inputs {
    const bool *second; /* [draws] true: from the second, independent sample; NULL: none. Correlated draws are mixed
                         * afterwards: a set of them that belongs together should be taken whole */
    const struct given *given;       /* NULL: none */
    const struct stretch *stretch;   /* NULL: none */
    const struct crossing *crossing; /* NULL: none; otherwise neither of the above is looked at */
    size_t pins;
    const struct pin *pin;
};

/* Draws what is uncertain for n iterations from `first` on: out_drawn[draws][n]. inputs: NULL for the plan's own. The
 * same bytes by every instruction set (one that the processor has). */
void plan_draw_by(enum isa isa, const struct plan *plan, const struct inputs *inputs, uint32_t first, size_t n,
                  double *out_drawn);
void plan_draw_parameters(const struct plan *plan, const struct inputs *inputs, uint32_t first, size_t n,
                          double *out_drawn);

/* Adds to out_log[n] the logarithm of how much likelier the iterations 0 .. n - 1 of a draw (of its first sample) would
 * be if all were stretched than if none were; room[n]. */
void stretch_add_likelihood(const struct plan *plan, size_t draw, const struct stretch *stretch, size_t n, double *room,
                            double *out_log);

/* Makes this iteration `number`, whose drawn values are the i-th of drawn[draws][n], and resolves what they mean for
 * persons: targeting, risks, effects. */
void iteration_set(const struct plan *plan, const struct inputs *inputs, uint32_t number, const double *drawn, size_t n,
                   size_t i, struct iteration *iteration);

/* Fills `expected`. */
void iteration_expect(const struct plan *plan, struct cohort_scratch *scratch, struct iteration *iteration);

/* Most intakes of any group. */
size_t iteration_longest(const struct plan *plan);

#endif
