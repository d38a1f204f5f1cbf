/* One iteration: drawn values, what they do to the cohort, and the money of it. A workspace is reused over iterations;
 * after iteration_simulate every step from persons to net can be read from it (`hyoty explain` does). */
#ifndef HYOTY_MODEL_ITERATION_H
#define HYOTY_MODEL_ITERATION_H

#include "sim/base/arena.h"
#include "sim/base/error.h"
#include "sim/model/plan.h"
#include "sim/numeric/isa.h"

/* Who is reached, in one iteration. */
struct targeting {
    bool everybody; /* no selection by score */
    double accuracy;
    double threshold; /* of the score */
    double uptake;    /* after capacity */
};

/* Numbers of one use in one iteration. */
struct use_state {
    double kappa;      /* outcome: p = min(1, kappa w) */
    double *value;     /* [effects] */
    double *adjust;    /* [intakes][effects] */
    double *factor;    /* [intakes][subsets] of relative outcome uses */
    double *remaining; /* [subsets] of service uses, in one year */
};

struct iteration {
    uint32_t number;
    double *theta;                                     /* [columns]; those that are not drawn keep their constants */
    struct targeting (*targeting)[PLAN_INTERVENTIONS]; /* [groups] */
    struct use_state **use;                            /* [groups][uses] */
    double *cell;                                      /* [cells] sampled or expected, as the plan says */
    double *expected;                 /* [cells] expected; the same memory as `cell` in an expected cohort */
    double *case_cost;                /* [outcomes][longest intake count] avoided cases, in mean costs, by intake */
    double *share;                    /* [lines][payers] */
    double *flow;                     /* [lines][horizon] undiscounted */
    double *line_pv;                  /* [lines] positive for what the line is about */
    double *gross_payer, *cost_payer; /* [payers] present values */
    double *cumulative_payer;         /* [payers][horizon] discounted net */
    double net_expected;
    struct cohort_scratch *scratch;
    enum isa isa;   /* of the person loop */
    size_t longest; /* most intakes of any group */
};

/* Allocates the workspace of one thread, whose person loop uses an instruction set that the processor has. */
enum status iteration_init(struct arena *arena, const struct plan *plan, enum isa isa, struct iteration **out,
                           struct error *err);

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

/* How the parameters of an analysis differ from the plan's own draws. */
struct inputs {
    const bool *second; /* [draws] true: from the second, independent sample; NULL: none. Correlated draws are mixed
                         * afterwards: a set of them that belongs together should be taken whole */
    const struct given *given; /* NULL: none */
    size_t pins;
    const struct pin *pin;
};

/* Draws what is uncertain for n iterations from `first` on: out_drawn[draws][n]. inputs: NULL for the plan's own. */
void plan_draw_parameters(const struct plan *plan, const struct inputs *inputs, uint32_t first, size_t n,
                          double *out_drawn);

/* Makes the workspace that of iteration `number`, whose drawn values are the i-th of drawn[draws][n]. */
void iteration_set(const struct plan *plan, const struct inputs *inputs, uint32_t number, const double *drawn, size_t n,
                   size_t i, struct iteration *iteration);

/* Simulates the iteration that has been set. */
void iteration_simulate(const struct plan *plan, struct iteration *iteration);

/* Sum over payers, in their order; `public_only` leaves out payers that are not public finances. */
double iteration_payers(const struct plan *plan, const double *by_payer, bool public_only);

/* Discounted net to the end of a year, likewise. */
double iteration_net(const struct plan *plan, const struct iteration *iteration, int year, bool public_only);

/* Avoided cases of an outcome in an intake over all groups (from the cells given). */
double iteration_avoided(const struct plan *plan, const double *cell, int outcome, int intake);
/* Participants of an intervention in an intake. */
double iteration_participants(const struct plan *plan, const double *cell, int intervention, int intake);

#endif
