/* The functions behind the rows of the distribution registry; one block for each kind. For the numeric layer alone. */
#ifndef HYOTY_NUMERIC_DISTRIBUTION_KINDS_H
#define HYOTY_NUMERIC_DISTRIBUTION_KINDS_H

#include <math.h>

#include "sim/numeric/distribution.h"

#define DISTRIBUTION_DECLARE(kind)                                                                                     \
    double kind##_quantile(const struct distribution *, double u);                                                     \
    double kind##_cdf(const struct distribution *, double x);                                                          \
    double kind##_mean(const struct distribution *);                                                                   \
    double kind##_variance(const struct distribution *);

DISTRIBUTION_DECLARE(fixed)
DISTRIBUTION_DECLARE(uniform)
DISTRIBUTION_DECLARE(triangular)
DISTRIBUTION_DECLARE(pert)
DISTRIBUTION_DECLARE(normal)
DISTRIBUTION_DECLARE(lognormal)
DISTRIBUTION_DECLARE(beta)
DISTRIBUTION_DECLARE(gamma)
DISTRIBUTION_DECLARE(weibull)
DISTRIBUTION_DECLARE(discrete)
DISTRIBUTION_DECLARE(empirical)
DISTRIBUTION_DECLARE(mixture)

double fixed_moment(const struct distribution *, int power, double u_low, double u_high);
double triangular_moment(const struct distribution *, int power, double u_low, double u_high);
double discrete_moment(const struct distribution *, int power, double u_low, double u_high);
double empirical_moment(const struct distribution *, int power, double u_low, double u_high);
double mixture_moment(const struct distribution *, int power, double u_low, double u_high);

/* Solves of one form each; named kind_from_arguments. */
typedef enum status distribution_solver(const double *argument, struct distribution *out, struct error *err);
distribution_solver fixed_from_value, uniform_from_bounds, uniform_from_moments, uniform_from_quantiles;
distribution_solver triangular_from_bounds, triangular_from_moments, triangular_from_quantiles, triangular_from_mode;
distribution_solver pert_from_bounds, pert_from_moments, pert_from_quantiles, pert_from_mode;
distribution_solver normal_from_moments, normal_from_quantiles, normal_from_interval;
distribution_solver truncated_from_moments, truncated_from_quantiles;
distribution_solver lognormal_from_logs, lognormal_from_moments, lognormal_from_quantiles, lognormal_from_interval;
distribution_solver beta_from_shapes, beta_from_moments, beta_from_quantiles, beta_from_interval;
distribution_solver gamma_from_scale, gamma_from_rate, gamma_from_moments, gamma_from_quantiles;
distribution_solver weibull_from_scale, weibull_from_moments, weibull_from_quantiles;

/* The uniform of the distribution before truncation, strictly inside (0,1): within these bounds. */
#define DISTRIBUTION_LEAST_U    0x1p-1022
#define DISTRIBUTION_GREATEST_U (1 - 0x1p-53)
double distribution_inner(const struct distribution *distribution, double u);

/* Checks that the forms share; each sets an error that names the arguments. */
enum status distribution_check_above(const char *name, double value, double bound, struct error *err);
enum status distribution_check_order(const char *low_name, double low, const char *high_name, double high,
                                     struct error *err);
/* Quantile pair {p1, v1, p2, v2}: p1 well below p2, v1 < v2, and both values within (least, greatest). */
enum status distribution_check_quantiles(const double *pair, double least, double greatest, struct error *err);
/* An estimate inside its interval, and not far off its middle (all three on the scale on which the kind is symmetric).
 */
enum status distribution_check_interval(double estimate, double low, double high, struct error *err);

/* Standard deviation before truncation: what errors of tables are measured by near 0. */
static inline double distribution_spread(const struct distribution *distribution)
{
    return sqrt(distribution_table[distribution->kind].variance(distribution));
}

#endif
