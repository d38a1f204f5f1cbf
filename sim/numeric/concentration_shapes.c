#include "sim/numeric/concentration_shapes.h"

#include <math.h>

#include "sim/numeric/double_double.h"
#include "sim/numeric/fixed_math.h"
#include "sim/numeric/root.h"

/* none */

static double none_weight(const struct concentration *c, double rank)
{
    (void)c;
    (void)rank;
    return 1;
}

static double none_rank(const struct concentration *c, double weight)
{
    (void)c;
    return weight >= 1 ? 1 : 0;
}

static double none_share(const struct concentration *c, double p)
{
    (void)c;
    return p;
}

static double none_variation(const struct concentration *c)
{
    (void)c;
    return 0;
}

static void none_fill(const struct concentration *c, const double *rank, size_t n, double *out_w)
{
    (void)c;
    (void)rank;
    for (size_t i = 0; i < n; i++) out_w[i] = 1;
}

/* pareto. With v = 1 - r, the bounded form is w = high (1 + spread v)^(-1/alpha), spread = (high/low)^alpha - 1; the
 * unbounded one low v^(-1/alpha). */

/* Integral of (1 + t)^(beta - 1) for t from 0 to y, given ln(1 + y) */
static double power_integral(double beta, double logarithm)
{
    if (fabs(beta * logarithm) < 1e-18) return logarithm;
    return fixed_expm1(beta * logarithm) / beta;
}

static double pareto_top_weight(const struct concentration *c, double distance)
{
    const double power = -1 / c->alpha;
    if (isinf(c->high)) return c->low * fixed_pow(distance, power);
    return c->high * fixed_exp(power * fixed_log1p(c->spread * distance));
}

static double pareto_weight(const struct concentration *c, double rank)
{
    return pareto_top_weight(c, 1 - rank);
}

static double pareto_rank(const struct concentration *c, double weight)
{
    if (weight <= c->low) return 0;
    if (weight >= c->high) return 1;
    if (isinf(c->high)) return 1 - fixed_pow(c->low / weight, c->alpha);
    const double ratio = fixed_log(c->high / weight);
    return 1 - fixed_expm1(c->alpha * ratio) / c->spread;
}

static double pareto_top_share(const struct concentration *c, double q)
{
    const double beta = 1 - 1 / c->alpha;
    if (isinf(c->high)) return fixed_pow(q, beta);
    return power_integral(beta, fixed_log1p(c->spread * q)) / c->whole;
}

/* The integral over the lowest p, from the lower end, so that small shares keep their digits. */
static double pareto_lorenz(const struct concentration *c, double p)
{
    const double beta = 1 - 1 / c->alpha;
    if (isinf(c->high)) return -fixed_expm1(beta * fixed_log1p(-p));
    const double rest = 1 / (1 + c->spread);
    /* - p spread / (1 + spread), which comes near -1 where the spread is great */
    const struct dd step = c->spread < 1 ? dd_of(-c->spread * p * rest) : dd_sum(-p, p * rest);
    return -power_integral(beta, dd_log1p(step).high) * c->rise / c->whole;
}

static double pareto_variation(const struct concentration *c)
{
    const double alpha = c->alpha, gamma = 1 - 2 / alpha;
    if (isinf(c->high)) return alpha > 2 ? sqrt(c->low * c->low / gamma - 1) : INFINITY;
    const double square = c->high * (power_integral(gamma, fixed_log1p(c->spread)) / c->spread) * c->high;
    return sqrt(square - 1);
}

/* lognormal: w = exp(sigma z - sigma^2 / 2), z the normal score of the rank */

static double lognormal_top_weight(const struct concentration *c, double distance)
{
    const double sigma = c->sigma;
    return fixed_exp(-sigma * fixed_normal_quantile(distance) - sigma * sigma / 2);
}

static double lognormal_weight(const struct concentration *c, double rank)
{
    const double sigma = c->sigma;
    if (!(rank > 0)) return 0;
    return fixed_exp(sigma * fixed_normal_quantile(rank) - sigma * sigma / 2);
}

static double lognormal_rank(const struct concentration *c, double weight)
{
    if (!(weight > 0)) return 0;
    if (isinf(weight)) return 1;
    return fixed_normal_cdf(fixed_log(weight) / c->sigma + c->sigma / 2);
}

static double lognormal_lorenz(const struct concentration *c, double p)
{
    return fixed_normal_cdf(fixed_normal_quantile(p) - c->sigma);
}

static double lognormal_top_share(const struct concentration *c, double q)
{
    return fixed_normal_cdf(c->sigma + fixed_normal_quantile(q));
}

static double lognormal_variation(const struct concentration *c)
{
    return sqrt(fixed_expm1(c->sigma * c->sigma));
}

/* empirical: linear between the weights */

static double empirical_position(const struct concentration *c, double rank, size_t *out_index)
{
    const double position = rank * (double)(c->count - 1);
    const size_t last = c->count > 1 ? c->count - 2 : 0;
    *out_index = position > 0 ? (size_t)position : 0;
    if (*out_index > last) *out_index = last;
    return position - (double)*out_index;
}

static double empirical_weight(const struct concentration *c, double rank)
{
    size_t i;
    const double part = empirical_position(c, rank, &i);
    if (c->count == 1) return c->weight[0];
    return c->weight[i] + part * (c->weight[i + 1] - c->weight[i]);
}

static double empirical_rank(const struct concentration *c, double weight)
{
    size_t low = 0, high = c->count; /* the first weight above */
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (c->weight[middle] <= weight)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0) return 0;
    if (low == c->count) return 1;
    const double part = (weight - c->weight[low - 1]) / (c->weight[low] - c->weight[low - 1]);
    return ((double)(low - 1) + part) / (double)(c->count - 1);
}

static double empirical_lorenz(const struct concentration *c, double p)
{
    size_t i;
    const double part = empirical_position(c, p, &i);
    if (c->count == 1) return p;
    const double rise = c->weight[i + 1] - c->weight[i];
    return c->cumulative[i] + part * (c->weight[i] + part * rise / 2) / (double)(c->count - 1);
}

static double empirical_top_share(const struct concentration *c, double q)
{
    return 1 - empirical_lorenz(c, 1 - q);
}

static double empirical_top_weight(const struct concentration *c, double distance)
{
    return empirical_weight(c, 1 - distance);
}

static double empirical_variation(const struct concentration *c)
{
    double sum = 0;
    for (size_t i = 1; i < c->count; i++) {
        const double x = c->weight[i - 1] - 1, y = c->weight[i] - 1;
        sum += (x * x + x * y + y * y) / 3;
    }
    return c->count > 1 ? sqrt(sum / (double)(c->count - 1)) : 0;
}

static void empirical_fill(const struct concentration *c, const double *rank, size_t n, double *out_w)
{
    for (size_t i = 0; i < n; i++) out_w[i] = empirical_weight(c, rank[i]);
}

static double none_top_weight(const struct concentration *c, double distance)
{
    (void)c;
    (void)distance;
    return 1;
}

const struct concentration_functions concentration_functions[CONCENTRATION_SHAPES] = {
    [CONCENTRATION_NONE] = {none_weight, none_rank, none_share, none_share, none_variation, none_top_weight, none_fill},
    [CONCENTRATION_PARETO] = {pareto_weight, pareto_rank, pareto_lorenz, pareto_top_share, pareto_variation,
                              pareto_top_weight, concentration_table_fill},
    [CONCENTRATION_LOGNORMAL] = {lognormal_weight, lognormal_rank, lognormal_lorenz, lognormal_top_share,
                                 lognormal_variation, lognormal_top_weight, concentration_table_fill},
    [CONCENTRATION_EMPIRICAL] = {empirical_weight, empirical_rank, empirical_lorenz, empirical_top_share,
                                 empirical_variation, empirical_top_weight, empirical_fill},
};

/* Mean of the bounded Pareto on [cap / e^width, cap], over its target 1, in logarithms */
struct mean_problem {
    double alpha, cap;
};

static double mean_excess(double width, const void *context)
{
    const struct mean_problem *const problem = context;
    const double spread = fixed_expm1(problem->alpha * width);
    const double mean = problem->cap * power_integral(1 - 1 / problem->alpha, problem->alpha * width) / spread;
    return fixed_log(mean);
}

struct concentration concentration_bounded_pareto(double alpha, double cap)
{
    static const double MOST = 709; /* e to it is a double */
    /* A cap that less than 1e-300 of the persons would reach is none. */
    if (alpha * fixed_log(cap) > 690) return concentration_unbounded_pareto(alpha);
    const struct mean_problem problem = {alpha, cap};
    double width = 1e-9;
    for (double high = 1; high < 1e7; high *= 4) {
        const bool greatest = alpha * high > MOST;
        if (root_find(mean_excess, &problem, 1e-9, greatest ? MOST / alpha : high, &width) || greatest) break;
    }
    struct concentration made = {.shape = CONCENTRATION_PARETO,
                                 .alpha = alpha,
                                 .low = cap * fixed_exp(-width),
                                 .high = cap,
                                 .spread = fixed_expm1(alpha * width)};
    const double beta = 1 - 1 / made.alpha;
    made.whole = power_integral(beta, fixed_log1p(made.spread));
    made.rise = fixed_pow(1 + made.spread, beta);
    return made;
}

struct concentration concentration_unbounded_pareto(double alpha)
{
    return (struct concentration){
        .shape = CONCENTRATION_PARETO, .alpha = alpha, .low = 1 - 1 / alpha, .high = INFINITY, .spread = INFINITY};
}
