#include "sim/numeric/incomplete.h"

#include <math.h>
#include <stddef.h>

#include "sim/numeric/double_double.h"
#include "sim/numeric/fixed_math.h"
#include "sim/numeric/legendre.h"

static const struct dd HALF_LN_2PI = {0x1.d67f1c864beb5p-1, -0x1.65b5a1b7ff5dfp-55};

/* n (t - ln(1 + t)) for 1 + t = x n / a and t = shift / a: where t is near -1, from x itself */
static struct dd deviance(double a, struct dd shift, struct dd ratio)
{
    const struct dd t = dd_divide(shift, dd_of(a));
    return dd_scale(t.high > -0.9 ? dd_log_deviance(t) : dd_subtract(t, dd_log(ratio)), a);
}

/* x^a e^-x / Gamma(a), by the saddle-point form (Loader, Fast and accurate computation of binomial probabilities, 2000)
 */
static double gamma_kernel(double a, double x)
{
    const struct dd ratio = dd_divide(dd_of(x), dd_of(a)), distance = deviance(a, dd_sum(x, -a), ratio);
    return sqrt(a) * dd_exp(dd_negate(dd_add(dd_add(HALF_LN_2PI, dd_stirling_error(a)), distance))).high;
}

/* x^a y^b / B(a, b), likewise; y = 1 - x, shift = (a + b) x - a */
static double beta_kernel(double a, double b, double x, struct dd y, struct dd shift)
{
    const struct dd n = dd_sum(a, b), nx = dd_scale(n, x);
    const struct dd from_a = deviance(a, shift, dd_divide(nx, dd_of(a)));
    const struct dd from_b = deviance(b, dd_negate(shift), dd_divide(dd_multiply(n, y), dd_of(b)));
    const struct dd stirling =
        dd_subtract(dd_stirling_error(n.high), dd_add(dd_stirling_error(a), dd_stirling_error(b)));
    const struct dd exponent = dd_subtract(dd_subtract(stirling, HALF_LN_2PI), dd_add(from_a, from_b));
    return sqrt(a) * sqrt(b / n.high) * dd_exp(exponent).high;
}

enum { ITERATIONS_MAX = 100000 };

static const double PRECISION = 0x1p-54, ENOUGH = 0x1p-51, TINY = 1e-290;

static double gamma_series(double a, double x)
{
    double term = 1 / a, sum = term;
    for (double n = a + 1; term > sum * PRECISION; n++) sum += term *= x / n;
    return sum;
}

/* Lentz's method, as modified by Thompson and Barnett, one step: *c and *d are updated, the factor returned. */
static double lentz_step(double numerator, double denominator, double *c, double *d)
{
    *d = denominator + numerator * *d;
    if (fabs(*d) < TINY) *d = TINY;
    *c = denominator + numerator / *c;
    if (fabs(*c) < TINY) *c = TINY;
    *d = 1 / *d;
    return *c * *d;
}

/* Continued fraction of Q(a, x) / kernel (Abramowitz and Stegun 6.5.31, contracted), for x > a + 1 */
static double gamma_fraction(double a, double x)
{
    double b = x + 1 - a, c = 1 / TINY, d = 1 / b, value = d;
    for (int i = 1; i < ITERATIONS_MAX; i++) {
        const double n = (double)i;
        b += 2;
        const double factor = lentz_step(n * (a - n), b, &c, &d);
        value *= factor;
        if (fabs(factor - 1) <= ENOUGH) break;
    }
    return value;
}

/* Integral of the density of gamma(a) from x, outwards from the mode, relative to its kernel at x: for great a, where
 * series and fraction need hundreds of terms. The integrand falls by e^-50 or more before the end. */
static double gamma_integral(double a, double x)
{
    enum { PANELS = 6 };
    const double sd = sqrt(a), z = (x - a) / sd;
    const double reach = 1.15 * (sqrt(z * z + 100) - fabs(z)) * sd, width = (x > a ? reach : -reach) / PANELS;
    double sum = 0;
    for (int panel = 0; panel < PANELS; panel++)
        for (size_t i = 0; i < LEGENDRE_NODES; i++) {
            const double t = ((double)panel + legendre_node[i]) * width / x;
            /* (x + xt)^(a-1) e^-(x + xt) over x^(a-1) e^-x */
            const double exponent = (a - 1 - x) * t - (a - 1) * dd_log_deviance(dd_of(t)).high;
            sum += legendre_weight[i] * fixed_exp(exponent);
        }
    return fabs(width) / x * sum;
}

struct incomplete incomplete_gamma(double a, double x)
{
    static const double GREAT = 20000;
    if (!(x > 0)) return (struct incomplete){0, 1, 0};
    if (isinf(x)) return (struct incomplete){1, 0, 0};
    const double kernel = gamma_kernel(a, x);
    const bool central = a > GREAT && fabs(x - a) < 9 * sqrt(a);
    if (x < a + (central ? 0 : 1)) {
        const double lower = kernel * (central ? gamma_integral(a, x) : gamma_series(a, x));
        return (struct incomplete){lower, 1 - lower, kernel};
    }
    const double upper = kernel * (central ? gamma_integral(a, x) : gamma_fraction(a, x));
    return (struct incomplete){1 - upper, upper, kernel};
}

/* Continued fraction of I_x(a, b) / kernel, for x <= a / (a + b): that of Abramowitz and Stegun 26.5.8, contracted so
 * that nothing cancels (DiDonato and Morris, ACM Transactions on Mathematical Software 18, 1992). */
static double beta_fraction(double a, double b, double x, double y, double lambda)
{
    double c = 1 / TINY, d = (a + 1) / (a * (lambda + 1)), value = d;
    for (int i = 1; i < ITERATIONS_MAX; i++) {
        const double n = (double)i, odd = a + 2 * n - 1, above = n * (b - n) * x;
        const double numerator = (a + n - 1) / odd * ((a + b + n - 1) / odd) * above * x;
        const double denominator = n + above / odd + (a + n) / (odd + 2) * (lambda + 1 + n * (1 + y));
        const double factor = lentz_step(numerator, denominator, &c, &d);
        value *= factor;
        if (fabs(factor - 1) <= ENOUGH) break;
    }
    return value;
}

struct incomplete incomplete_beta(double a, double b, double x)
{
    const struct dd y = dd_sum(1, -x);
    if (!(x > 0)) return (struct incomplete){0, 1, 0};
    if (!(x < 1)) return (struct incomplete){1, 0, 0};
    const struct dd shift = dd_shift(dd_scale(dd_sum(a, b), x), -a); /* of x from the mean, times a + b */
    const double kernel = beta_kernel(a, b, x, y, shift);
    if (shift.high <= 0) {
        const double lower = kernel * beta_fraction(a, b, x, y.high, -shift.high);
        return (struct incomplete){lower, 1 - lower, kernel / y.high};
    }
    const double upper = kernel * beta_fraction(b, a, y.high, x, shift.high);
    return (struct incomplete){1 - upper, upper, kernel / y.high};
}
