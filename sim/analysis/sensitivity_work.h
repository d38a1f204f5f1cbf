/* What the parts of a sensitivity analysis share while it is made. */
#ifndef HYOTY_ANALYSIS_SENSITIVITY_WORK_H
#define HYOTY_ANALYSIS_SENSITIVITY_WORK_H

#include "sim/analysis/sensitivity.h"

struct sensitivity_work {
    struct arena *arena;
    const struct plan *plan;   /* n iterations */
    const struct plan *single; /* the same scenario in one iteration, for points without chance */
    struct evaluator evaluator;
    size_t n;
    double *base;           /* [n] the result as it is */
    double *drawn;          /* [draws][n] values of what is drawn */
    double *low, *high;     /* [n] scratch: results under two inputs */
    struct plan_draw *draw; /* [draws] scratch */
    struct pin *median;     /* [draws] every draw at its median */
    struct sensitivity_factor *factor;
    struct sensitivity_quantity *quantity;
    struct estimate mean;
};

/* The result under the inputs: out[n]. */
enum status sensitivity_run(struct sensitivity_work *work, const struct inputs *inputs, double *out, struct error *err);

/* Mean of n numbers in 16 replicates. */
static inline struct estimate sensitivity_mean(const double *x, size_t n)
{
    const struct moments moments = statistics_moments(x, n);
    return replicates_mean(x, &moments);
}

/* The draw of a quantity that is uncertain. */
size_t sensitivity_draw(const struct plan *plan, int quantity);

/* Value of a draw at a level of its distribution, in the scenario's price year. */
double sensitivity_value(const struct plan *plan, size_t draw, double level);

/* The result with one draw at a level and all others at their medians; draw = plan->draws: none. */
enum status sensitivity_alone(struct sensitivity_work *work, size_t draw, double level, double *out, struct error *err);

/* Ends and swing of an uncertain quantity; elasticity of any. They fill their members of *out alone. */
enum status sensitivity_ends(struct sensitivity_work *work, struct sensitivity_quantity *out, struct error *err);
enum status sensitivity_elastic(struct sensitivity_work *work, struct sensitivity_quantity *out, struct error *err);

#endif
