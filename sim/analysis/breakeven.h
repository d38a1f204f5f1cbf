/* What would have to be true: the value of each quantity at which a result meets its target (`hyoty breakeven`; MODEL,
 * Break-even). Every value is tried on the same draws of all other quantities, and persons are integrated out, so that
 * the result is a smooth function of the one; or they are simulated, on the same random numbers, where luck is asked
 * for.
 */
#ifndef HYOTY_ANALYSIS_BREAKEVEN_H
#define HYOTY_ANALYSIS_BREAKEVEN_H

#include "sim/analysis/breakeven_target.h"
#include "sim/analysis/evaluate.h"
#include "sim/analysis/perspective.h"
#include "sim/analysis/stochastic.h"
#include "sim/numeric/replicates.h"

enum {
    BREAKEVEN_POINTS = 1024,                   /* where the user does not say */
    BREAKEVEN_POINTS_LEAST = REPLICATES_LEAST, /* fewer do not show their error */
    BREAKEVEN_POINTS_MOST = 1 << 20
};

struct breakeven_request {
    const struct scenario *scenario;
    struct target target;
    const char *of;         /* path of one quantity; NULL: every one that is uncertain or that the scenario states */
    uint32_t points;        /* iterations of one run: Sobol' points in 16 replicates */
    enum cohort cohort;     /* COHORT_SAMPLED: with luck */
    struct run_options run; /* threads, instruction set, cancellation */
    void (*progress)(void *context, uint32_t done, uint32_t total); /* NULL */
    void *context;
};

enum breakeven_verdict {
    BREAKEVEN_WITHIN,  /* inside the range of the quantity */
    BREAKEVEN_OUTSIDE, /* beyond it, where its key still allows a value */
    BREAKEVEN_NONE,    /* no value that was tried meets the target */
    BREAKEVEN_IDLE,    /* no value changes the result */
    BREAKEVEN_VERDICTS
};

/* A value that was tried, and what the statistic of the target is there. */
struct breakeven_end {
    double quantity;
    struct estimate reached;
};

/* Values in the price year of the scenario. An uncertain quantity is set to one certain value; what is correlated with
 * it keeps its own distribution. */
struct breakeven_quantity {
    int quantity;
    bool uncertain;
    double today;                  /* the mean; of a fixed quantity its value; may be infinite (no limit) */
    double low, high;              /* P5 and P95; of a fixed quantity the value */
    struct breakeven_end from, to; /* the least and the greatest value that was tried */
    enum breakeven_verdict verdict;
    struct estimate value; /* where the target is met; error: that of the target's statistic there over its slope */
    double level;          /* of that value in the quantity's distribution, 0..1; only of an uncertain one */
    double chance;         /* that the quantity has a value that meets the target; only of an uncertain one */
    bool above;            /* greater values meet the target, smaller ones miss it; else the other way round */
    bool stretch;          /* the target is met between `value` and `end` alone, and missed beyond both */
    struct estimate end;   /* of a stretch: where the target is missed again */
    size_t crossings;      /* places where the result crosses the target; `value` is the one nearest to today's */
};

/* How many people an intervention must reach: its uptake, else the share that is invited, is what changes. */
struct breakeven_people {
    int intervention;
    struct estimate today; /* participants of all intakes */
    bool found;
    bool above;                   /* at least so many; else at most */
    struct estimate needed;       /* where found */
    int quantity;                 /* uptake or top, by which; where found */
    double setting;               /* … and its value */
    struct breakeven_quantity by; /* the whole search for it */
    struct estimate most;         /* participants where both are 100 % */
};

/* Cases of an outcome that would have to be avoided to repay the programme, if they alone did. */
struct breakeven_cases {
    int outcome;
    enum perspective perspective;
    int payer;                      /* of PERSPECTIVE_PAYER */
    bool defined;                   /* cases are avoided and save something */
    struct estimate cost, per_case; /* of the programme; of one case that is avoided; present values */
    struct estimate cases;          /* cost / worth */
    struct estimate undiscounted_per_case, undiscounted_cost, undiscounted_cases; /* over the whole life of a case */
};

/* Where the scenario stands as it is. */
struct breakeven_today {
    struct estimate reached; /* the statistic */
    bool met;
    struct estimate positive; /* P(result > 0) */
};

struct breakeven {
    const struct plan *plan;
    struct target target;
    enum unit unit; /* of the result */
    uint32_t points, runs;
    enum cohort cohort;
    struct breakeven_today today;
    struct breakeven_today with_stochastic; /* the same of `hyoty run` */
    bool stochastic_told;                   /* … where that was cheap, and is another */
    size_t shares;                          /* uncertain payer shares, which are no single numbers and are left out */
    size_t quantities;
    const struct breakeven_quantity *quantity; /* by how near the break-even is: uncertain ones by its level or
                                                * its distance from the range, then fixed ones by the change; then those
                                                * without one */
    size_t people;
    const struct breakeven_people *person; /* of each intervention that reaches people */
    size_t cases;
    const struct breakeven_cases *needed; /* of each outcome that an intervention changes, for each perspective */
};

/* STATUS_USAGE: no such result or quantity, with the nearest name; STATUS_CANCELLED. */
enum status breakeven_analyse(struct arena *arena, const struct breakeven_request *request, struct breakeven *out,
                              struct error *err);

/* From today's value to x, relative to the former; infinite where that is 0 or no limit. */
double breakeven_change(const struct breakeven_quantity *quantity, double x);

#endif
