/* Functions of long double on which fixed_math.h, the distributions and the concentrations stand.
 *
 * They use additions, multiplications, divisions and square roots only: glibc's expl and logl are x87 instructions,
 * which differ in the last bit between makers of processors. Relative error about 1e-18 unless said otherwise. */
#ifndef HYOTY_NUMERIC_EXTENDED_H
#define HYOTY_NUMERIC_EXTENDED_H

#include <stdbool.h>

long double extended_exp(long double x);
long double extended_expm1(long double x);
long double extended_log(long double x);                /* x > 0; 0 gives -INFINITY, below NAN */
long double extended_log1p(long double x);              /* x > -1 */
long double extended_pow(long double x, long double y); /* x >= 0 */
long double extended_log_gamma(long double x);          /* x > 0; absolute error about 1e-18 * max(1, value) */

/* Both tails of a cdf (each with small relative error) and x * density. */
struct extended_tails {
    long double lower, upper, kernel;
};

struct extended_tails extended_gamma(long double a, long double x);
/* y = 1 - x, given beside x so that neither end loses digits. */
struct extended_tails extended_beta(long double a, long double b, long double x, long double y);

/* Quantiles; u in (0,1). */
long double extended_gamma_quantile(long double a, long double u);
long double extended_beta_quantile(long double a, long double b, long double u);

/* The x at which the lower or upper tail of gamma(a) is this small. */
long double extended_gamma_inverse(long double a, long double tail, bool upper);

/* Root of a continuous function that changes its sign between low and high, by Chandrupatla's method (inverse quadratic
 * interpolation safeguarded by bisection; Advances in Engineering Software 28, 1997). False where the signs agree. */
typedef long double extended_function(long double x, const void *context);
bool extended_root(extended_function *function, const void *context, long double low, long double high,
                   long double *out);

#endif
