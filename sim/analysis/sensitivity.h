/* What drives a result: `hyoty sensitivity` (MODEL, Sensitivity). Persons are integrated out, so that a result is a
 * function of the quantities alone. */
#ifndef HYOTY_ANALYSIS_SENSITIVITY_H
#define HYOTY_ANALYSIS_SENSITIVITY_H

#include <stdbool.h>

#include "sim/analysis/evaluate.h"
#include "sim/analysis/factor.h"
#include "sim/analysis/sensitivity_measures.h"

enum {
    SENSITIVITY_POINTS = 4096,                   /* where the user does not say */
    SENSITIVITY_POINTS_LEAST = REPLICATES_LEAST, /* fewer do not show their error */
    SENSITIVITY_POINTS_MOST = 1 << 20
};

struct sensitivity_request {
    const struct scenario *scenario;
    const char *result; /* name of a column: "net", "net.county" */
    size_t groups;
    const char *const *group; /* as factor_group takes them */
    uint32_t points;          /* SENSITIVITY_POINTS_LEAST .. SENSITIVITY_POINTS_MOST */
    struct run_options run;   /* threads, instruction set, cancellation */
    void (*progress)(void *context, uint32_t done, uint32_t total); /* NULL */
    void *context;
};

/* A factor or a group, and its share of the variance. */
struct sensitivity_factor {
    const struct factor *factor;
    struct sensitivity_index index;
    bool idle; /* no effect on the result: its indices are exactly 0 */
};

enum sensitivity_elasticity {
    ELASTICITY_DEFINED,
    ELASTICITY_OF_ZERO, /* the result's mean is not told from 0: no percentage of it means anything */
    ELASTICITY_BY_ZERO, /* the quantity is 0, or has no limit: nothing is a percentage of it */
    ELASTICITY_STATES
};

/* One end of a quantity's range. */
struct sensitivity_end {
    double quantity;      /* its value, in the price year of the scenario */
    struct estimate mean; /* of the result, the other quantities as they are; correlated ones as they then would be */
    double alone;         /* the result with every other quantity at its median */
};

struct sensitivity_quantity {
    int quantity;
    int factor;                       /* index of its factor; -1: the quantity is certain, and has no range */
    struct sensitivity_end low, high; /* at P10 and P90 */
    struct sensitivity_end middle;    /* at its median */
    struct estimate swing;            /* mean at the high end minus that at the low end */
    struct estimate rank_correlation; /* value NAN: not defined */
    enum sensitivity_elasticity elastic;
    struct estimate per_percent; /* by how much the result's mean grows when every value of the quantity is 1 % larger;
                                  * not for ELASTICITY_BY_ZERO */
    struct estimate elasticity;  /* the same in per cent of the mean's absolute value; only for ELASTICITY_DEFINED */
    bool idle;                   /* nothing it does changes the result at all */
};

/* Whether the mean in the middle of the range is surely beyond those at both ends: the quantity helps up to a point,
 * and then hinders, or the other way round. */
bool sensitivity_bends(const struct sensitivity_quantity *quantity);

struct sensitivity {
    const struct plan *plan;
    const char *result;
    enum unit unit;
    uint32_t points, runs; /* iterations of one run of the model; runs of it in all */
    struct estimate mean, sd;
    double median;            /* the result with every quantity at its median */
    struct estimate additive; /* sum of the first-order indices: what the factors explain without interplay */
    bool correlated;          /* some factor is of correlated quantities */
    size_t factors, groups;
    const struct sensitivity_factor *factor, *group; /* in the order of factors_of; of the command line */
    size_t uncertain, quantities;
    const struct sensitivity_quantity *quantity; /* [quantities]: the uncertain ones by total index, then swing, the
                                                  * greatest first; then those that the user gave as certain numbers */
};

/* On one set of Sobol' points in 16 replicates, the same for every measure, so that differences are between like and
 * like. Errors of means are those between replicates. STATUS_USAGE: no such result, a group that is none;
 * STATUS_CANCELLED. */
enum status sensitivity_analyse(struct arena *arena, const struct sensitivity_request *request, struct sensitivity *out,
                                struct error *err);

#endif
