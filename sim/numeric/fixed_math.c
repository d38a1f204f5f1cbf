#include "sim/numeric/fixed_math.h"

#include <math.h>
#include <stddef.h>

#include "sim/numeric/extended.h"

double fixed_exp(double x)
{
    return (double)extended_exp(x);
}

double fixed_log(double x)
{
    return (double)extended_log(x);
}

double fixed_pow(double x, double y)
{
    if (x < 0) return NAN;
    return (double)extended_pow(x, y);
}

double fixed_expm1(double x)
{
    return (double)extended_expm1(x);
}

double fixed_log1p(double x)
{
    return (double)extended_log1p(x);
}

double fixed_log_gamma(double x)
{
    return (double)extended_log_gamma(x);
}

/* Quotient of two polynomials; coefficients from the constant term up. */
static long double rational(const long double *above, const long double *below, size_t terms, long double x)
{
    long double p = above[terms - 1], q = below[terms - 1];
    for (size_t i = terms - 1; i-- > 0;) {
        p = p * x + above[i];
        q = q * x + below[i];
    }
    return p / q;
}

/* Phi(x) - 1/2 by its Taylor series (Abramowitz and Stegun 26.2.10), for |x| < 0.7: 1 / (n! (2n + 1)) */
static long double normal_centre(long double x)
{
    static const long double INVERSE_SQRT_2PI = 0.39894228040143267793994605993438187L;
    static const long double term[] = {1.0L / 1,           1.0L / 3,           1.0L / 10,       1.0L / 42,
                                       1.0L / 216,         1.0L / 1320,        1.0L / 9360,     1.0L / 75600,
                                       1.0L / 685440,      1.0L / 6894720,     1.0L / 76204800, 1.0L / 918086400,
                                       1.0L / 11975040000, 1.0L / 168129561600};
    const long double z = -x * x / 2;
    long double sum = 0;
    for (size_t n = sizeof term / sizeof *term; n-- > 0;) sum = sum * z + term[n];
    return INVERSE_SQRT_2PI * x * sum;
}

/* e^(y^2/2) Phi(-y): rational Chebyshev approximation of W. J. Cody (1969), as restated in his algorithm 715 (1993). */
static long double normal_shoulder(long double y)
{
    static const long double above[] = {9842.7148383839780218L, 11602.651437647350124L,  6848.1904505362823326L,
                                        2494.5375852903726711L, 597.27027639480026226L,  93.506656132177855979L,
                                        8.8831497943883759412L, 0.39894151208813466764L, 1.0765576773720192317e-8L};
    static const long double below[] = {19685.429676859990727L, 38912.003286093271411L, 34900.952721145977266L,
                                        18615.571640885098091L, 6485.558298266760755L,  1519.377599407554805L,
                                        235.38790178262499861L, 22.266688044328115691L, 1.0L};
    return rational(above, below, sizeof above / sizeof *above, y);
}

/* Mills' ratio by its continued fraction (Abramowitz and Stegun 26.2.14), for y > 5 */
static long double normal_tail(long double y)
{
    enum { DEPTH = 40 };
    static const long double SQRT_2PI = 2.5066282746310005024157652848110453L;
    long double fraction = y;
    for (int n = DEPTH; n > 0; n--) fraction = y + (long double)n / fraction;
    return 1 / (fraction * SQRT_2PI);
}

double fixed_normal_cdf(double z)
{
    const long double y = fabsl((long double)z);
    if (y < 0.6625L) return (double)(0.5L + normal_centre(z));
    if (!(y < 40)) return isnan(z) ? z : z > 0 ? 1 : 0;
    const long double tail = extended_exp(-y * y / 2) * (y < 5.5L ? normal_shoulder(y) : normal_tail(y));
    return (double)(z < 0 ? tail : 1 - tail);
}

/* Algorithm AS 241 (Wichura 1988): the coefficients of PPND16. */
static long double quantile_centre(long double q)
{
    static const long double above[] = {3.3871328727963666080e0L,  1.3314166789178437745e+2L, 1.9715909503065514427e+3L,
                                        1.3731693765509461125e+4L, 4.5921953931549871457e+4L, 6.7265770927008700853e+4L,
                                        3.3430575583588128105e+4L, 2.5090809287301226727e+3L};
    static const long double below[] = {1.0L,
                                        4.2313330701600911252e+1L,
                                        6.8718700749205790830e+2L,
                                        5.3941960214247511077e+3L,
                                        2.1213794301586595867e+4L,
                                        3.9307895800092710610e+4L,
                                        2.8729085735721942674e+4L,
                                        5.2264952788528545610e+3L};
    return q * rational(above, below, sizeof above / sizeof *above, 0.180625L - q * q);
}

static long double quantile_shoulder(long double r)
{
    static const long double above[] = {
        1.42343711074968357734e0L, 4.63033784615654529590e0L,  5.76949722146069140550e0L,  3.64784832476320460504e0L,
        1.27045825245236838258e0L, 2.41780725177450611770e-1L, 2.27238449892691845833e-2L, 7.74545014278341407640e-4L};
    static const long double below[] = {1.0L,
                                        2.05319162663775882187e0L,
                                        1.67638483018380384940e0L,
                                        6.89767334985100004550e-1L,
                                        1.48103976427480074590e-1L,
                                        1.51986665636164571966e-2L,
                                        5.47593808499534494600e-4L,
                                        1.05075007164441684324e-9L};
    return rational(above, below, sizeof above / sizeof *above, r - 1.6L);
}

static long double quantile_tail(long double r)
{
    static const long double above[] = {
        6.65790464350110377720e0L,  5.46378491116411436990e0L,  1.78482653991729133580e0L,  2.96560571828504891230e-1L,
        2.65321895265761230930e-2L, 1.24266094738807843860e-3L, 2.71155556874348757815e-5L, 2.01033439929228813265e-7L};
    static const long double below[] = {1.0L,
                                        5.99832206555887937690e-1L,
                                        1.36929880922735805310e-1L,
                                        1.48753612908506148525e-2L,
                                        7.86869131145613259100e-4L,
                                        1.84631831751005468180e-5L,
                                        1.42151175831644588870e-7L,
                                        2.04426310338993978564e-15L};
    return rational(above, below, sizeof above / sizeof *above, r - 5);
}

double fixed_normal_quantile(double u)
{
    const long double q = (long double)u - 0.5L;
    if (fabsl(q) <= 0.425L) return (double)quantile_centre(q);
    if (!(u > 0 && u < 1)) return u == 0 ? -INFINITY : u == 1 ? INFINITY : NAN;
    const long double r = sqrtl(-extended_log(q < 0 ? (long double)u : 1 - (long double)u));
    const long double z = r <= 5 ? quantile_shoulder(r) : quantile_tail(r);
    return (double)(q < 0 ? -z : z);
}

double fixed_gamma_cdf(double a, double x)
{
    return (double)extended_gamma(a, x).lower;
}

double fixed_beta_cdf(double a, double b, double x)
{
    return (double)extended_beta(a, b, x, 1 - (long double)x).lower;
}

double fixed_gamma_quantile(double a, double u)
{
    return (double)extended_gamma_quantile(a, u);
}

double fixed_beta_quantile(double a, double b, double u)
{
    return (double)extended_beta_quantile(a, b, u);
}

/* Near 0, P(a, x) = x^a / Gamma(a + 1), but for a part of less than x. */
double fixed_log_gamma_quantile(double a, double u)
{
    static const double NEAR = 1e-18, LEAST = -1e300;
    const double x = fixed_gamma_quantile(a, u);
    if (x > NEAR) return fixed_log(x);
    return fmax((fixed_log(u) + (double)extended_log_gamma(1 + (long double)a)) / a, LEAST);
}
