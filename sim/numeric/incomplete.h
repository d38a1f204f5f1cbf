/* The incomplete gamma and beta functions and their inverses, on which fixed_math.h and the tables of quantiles stand:
 * series, fractions and quadrature in double, the exponents of the densities in double-double. */
#ifndef HYOTY_NUMERIC_INCOMPLETE_H
#define HYOTY_NUMERIC_INCOMPLETE_H

#include <stdbool.h>

/* Both tails of a cdf (each with small relative error) and x * density. */
struct incomplete {
    double lower, upper, kernel;
};

struct incomplete incomplete_gamma(double a, double x);
struct incomplete incomplete_beta(double a, double b, double x);

/* Quantiles; u in (0,1). */
double incomplete_gamma_quantile(double a, double u);
double incomplete_beta_quantile(double a, double b, double u);

/* The x at which the lower or upper tail of gamma(a) is this small. */
double incomplete_gamma_inverse(double a, double tail, bool upper);

#endif
