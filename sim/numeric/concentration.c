#include "sim/numeric/concentration.h"

#include <math.h>
#include <string.h>

#include "sim/numeric/concentration_shapes.h"
#include "sim/numeric/fixed_math.h"
#include "sim/numeric/root.h"

const char *const concentration_shape_name[] = {[CONCENTRATION_NONE] = "none",
                                                [CONCENTRATION_PARETO] = "pareto",
                                                [CONCENTRATION_LOGNORMAL] = "lognormal",
                                                [CONCENTRATION_EMPIRICAL] = "empirical",
                                                [CONCENTRATION_SHAPES] = NULL};

static const struct concentration_functions *functions(const struct concentration *concentration)
{
    return &concentration_functions[concentration->shape];
}

double concentration_weight(const struct concentration *concentration, double rank)
{
    return functions(concentration)->weight(concentration, rank);
}

double concentration_rank(const struct concentration *concentration, double weight)
{
    return fmin(fmax(functions(concentration)->rank(concentration, weight), 0), 1);
}

double concentration_lorenz(const struct concentration *concentration, double p)
{
    if (!(p > 0)) return 0;
    return p < 1 ? functions(concentration)->lorenz(concentration, p) : 1;
}

double concentration_top_share(const struct concentration *concentration, double q)
{
    if (!(q > 0)) return 0;
    return q < 1 ? functions(concentration)->top_share(concentration, q) : 1;
}

double concentration_top_weight(const struct concentration *concentration, double distance)
{
    return functions(concentration)->top_weight(concentration, distance);
}

double concentration_variation(const struct concentration *concentration)
{
    return functions(concentration)->variation(concentration);
}

double concentration_greatest_risk(const struct concentration *concentration)
{
    return 1 - concentration_rank(concentration, 0);
}

double concentration_clipped_mean(const struct concentration *concentration, double kappa)
{
    if (!(kappa > 0)) return 0;
    if (isinf(kappa)) return concentration_greatest_risk(concentration);
    const double rank = concentration_rank(concentration, 1 / kappa);
    return fmin(kappa * concentration_lorenz(concentration, rank) + (1 - rank), 1);
}

static double clipped_excess(double log_kappa, const void *context)
{
    const struct kappa_problem *const problem = context;
    const double kappa = fixed_exp(log_kappa);
    return concentration_clipped_mean(problem->concentration, kappa) - problem->risk;
}

/* Where Newton's method is slow (a risk near 1): a bracketed root in ln kappa. */
static double kappa_bracketed(const struct concentration *concentration, double risk, double low)
{
    const struct kappa_problem problem = {concentration, risk};
    const double start = fixed_log(low);
    double root = start;
    for (double step = 1; step < 2000; step *= 2)
        if (root_find(clipped_excess, &problem, start, start + step, &root)) break;
    return fixed_exp(root);
}

/* The mean is concave in kappa with slope L(rank where kappa w = 1), so Newton's method from the left never overshoots.
 */
double concentration_kappa(const struct concentration *concentration, double risk)
{
    enum { STEPS = 40 };
    static const double ENOUGH = 1e-9; /* the next error is its square */
    double found;
    if (!(risk > 0)) return 0;
    if (concentration->kappa && concentration_kappa_find(concentration->kappa, risk, &found)) return found;
    if (risk >= 1) {
        const double least = concentration_weight(concentration, 0);
        return least > 0 ? 1 / least : INFINITY;
    }
    if (risk > concentration_greatest_risk(concentration)) return INFINITY;
    double kappa = risk;
    for (int i = 0; i < STEPS; i++) {
        const double rank = concentration_rank(concentration, 1 / kappa);
        const double slope = concentration_lorenz(concentration, rank);
        const double missing = (risk - (1 - rank)) - kappa * slope;
        if (!(slope > 0)) break;
        const double step = missing / slope;
        kappa += fmax(step, -kappa / 2);
        if (fabs(step) <= ENOUGH * kappa) return kappa;
    }
    return kappa_bracketed(concentration, risk, fmax(kappa / 4, risk));
}

void concentration_fill(const struct concentration *concentration, const double *rank, size_t n, double *out_w)
{
    functions(concentration)->fill(concentration, rank, n, out_w);
}
