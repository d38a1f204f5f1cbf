#include "sim/numeric/extended.h"

#include <float.h>
#include <math.h>
#include <stddef.h>

_Static_assert(LDBL_MANT_DIG >= 64, "long double must be wider than double");

/* ln 2 in two parts: the first has 36 bits, so that its product with an exponent is exact. */
static const long double LN2_HIGH = 0xb.17217f7dp-4L, LN2_LOW = 0x1.cf79abc9e3b39803p-40L;
static const long double LOG2_E = 1.4426950408889634073599246810018921L;
static const long double HALF_LN_2PI = 0.9189385332046727417803297364056176L;

/* Taylor polynomial of (e^r - 1 - r) / r^2 for |r| < 0.35: the reciprocals of 2! to 18! */
static long double exp_tail(long double r)
{
    static const long double term[] = {1.0L / 2,
                                       1.0L / 6,
                                       1.0L / 24,
                                       1.0L / 120,
                                       1.0L / 720,
                                       1.0L / 5040,
                                       1.0L / 40320,
                                       1.0L / 362880,
                                       1.0L / 3628800,
                                       1.0L / 39916800,
                                       1.0L / 479001600,
                                       1.0L / 6227020800,
                                       1.0L / 87178291200,
                                       1.0L / 1307674368000,
                                       1.0L / 20922789888000,
                                       1.0L / 355687428096000,
                                       1.0L / 6402373705728000};
    long double sum = 0;
    for (size_t n = sizeof term / sizeof *term; n-- > 0;) sum = sum * r + term[n];
    return sum;
}

long double extended_exp(long double x)
{
    if (isnan(x)) return x;
    if (x > 11356) return INFINITY;
    if (x < -11400) return 0;
    const int k = (int)(x * LOG2_E + (x < 0 ? -0.5L : 0.5L));
    const long double r = (x - (long double)k * LN2_HIGH) - (long double)k * LN2_LOW;
    return ldexpl(1 + (r + r * r * exp_tail(r)), k);
}

long double extended_expm1(long double x)
{
    if (fabsl(x) < 0.34L) return x + x * x * exp_tail(x);
    return extended_exp(x) - 1;
}

/* 2 atanh(s) - 2 s for |s| < 0.18 */
static long double atanh_tail(long double s)
{
    enum { TERMS = 14 };
    static const long double reciprocal[TERMS] = {1.0L / 3,  1.0L / 5,  1.0L / 7,  1.0L / 9,  1.0L / 11,
                                                  1.0L / 13, 1.0L / 15, 1.0L / 17, 1.0L / 19, 1.0L / 21,
                                                  1.0L / 23, 1.0L / 25, 1.0L / 27, 1.0L / 29};
    const long double z = s * s;
    long double sum = 0;
    for (int n = TERMS; n-- > 0;) sum = sum * z + reciprocal[n];
    return 2 * s * z * sum;
}

long double extended_log(long double x)
{
    if (!(x > 0)) return x == 0 ? -(long double)INFINITY : (long double)NAN;
    if (isinf(x)) return x;
    int e;
    long double m = frexpl(x, &e);
    if (m < 0.70710678L) {
        m *= 2;
        e--;
    }
    const long double f = m - 1, s = f / (2 + f);
    return (long double)e * LN2_HIGH + ((long double)e * LN2_LOW + (2 * s + atanh_tail(s)));
}

long double extended_log1p(long double x)
{
    if (fabsl(x) >= 0.25L) return extended_log(1 + x);
    const long double s = x / (2 + x);
    return 2 * s + atanh_tail(s);
}

long double extended_pow(long double x, long double y)
{
    if (y == 0 || x == 1) return 1;
    if (x == 0) return y > 0 ? 0 : (long double)INFINITY;
    return extended_exp(y * extended_log(x));
}

/* t - ln(1 + t), without cancellation near 0 */
static long double log_deviance(long double t)
{
    if (fabsl(t) >= 0.3L) return t - extended_log(1 + t);
    const long double s = t / (2 + t);
    return t * s - atanh_tail(s);
}

/* Stirling's series: ln Gamma(a) - ((a - 1/2) ln a - a + ln(2 pi) / 2), for a >= 16 (Abramowitz and Stegun 6.1.41). */
static long double stirling_series(long double a)
{
    static const long double term[] = {1.0L / 12,   -1.0L / 360,      1.0L / 1260, -1.0L / 1680,
                                       1.0L / 1188, -691.0L / 360360, 1.0L / 156,  -3617.0L / 122400};
    const long double z = 1 / (a * a);
    long double sum = 0;
    for (size_t n = sizeof term / sizeof *term; n-- > 0;) sum = sum * z + term[n];
    return sum / a;
}

static long double stirling_main(long double a)
{
    return (a - 0.5L) * extended_log(a) - a + HALF_LN_2PI;
}

long double extended_log_gamma(long double x)
{
    long double product = 1;
    for (; x < 16; x++) product *= x;
    return stirling_main(x) + stirling_series(x) - extended_log(product);
}

static long double stirling_error(long double a)
{
    return a >= 16 ? stirling_series(a) : extended_log_gamma(a) - stirling_main(a);
}

/* x^a e^-x / Gamma(a), by the saddle-point form (Loader, Fast and accurate computation of binomial probabilities, 2000)
 */
static long double gamma_kernel(long double a, long double x)
{
    const long double t = (x - a) / a;
    const long double deviance = t > -0.9L ? log_deviance(t) : t - extended_log(x / a);
    return sqrtl(a) * extended_exp(-HALF_LN_2PI - stirling_error(a) - a * deviance);
}

/* x^a y^b / B(a, b), likewise */
static long double beta_kernel(long double a, long double b, long double x, long double y)
{
    const long double n = a + b, shift = b * x - a * y;
    const long double ta = shift / a, tb = -shift / b;
    const long double da = ta > -0.9L ? log_deviance(ta) : ta - extended_log(n * x / a);
    const long double db = tb > -0.9L ? log_deviance(tb) : tb - extended_log(n * y / b);
    const long double stirling = stirling_error(n) - stirling_error(a) - stirling_error(b);
    return sqrtl(a) * sqrtl(b / n) * extended_exp(-HALF_LN_2PI + stirling - a * da - b * db);
}

enum { ITERATIONS_MAX = 100000 };

static const long double PRECISION = 0x1p-65L, TINY = 1e-4000L;

static long double gamma_series(long double a, long double x)
{
    long double term = 1 / a, sum = term;
    for (long double n = a + 1; term > sum * PRECISION; n++) sum += term *= x / n;
    return sum;
}

/* Lentz's method, as modified by Thompson and Barnett, one step: *c and *d are updated, the factor returned. */
static long double lentz_step(long double numerator, long double denominator, long double *c, long double *d)
{
    *d = denominator + numerator * *d;
    if (fabsl(*d) < TINY) *d = TINY;
    *c = denominator + numerator / *c;
    if (fabsl(*c) < TINY) *c = TINY;
    *d = 1 / *d;
    return *c * *d;
}

/* Continued fraction of Q(a, x) / kernel (Abramowitz and Stegun 6.5.31, contracted), for x > a + 1 */
static long double gamma_fraction(long double a, long double x)
{
    long double b = x + 1 - a, c = 1 / TINY, d = 1 / b, value = d;
    for (int i = 1; i < ITERATIONS_MAX; i++) {
        const long double n = (long double)i;
        b += 2;
        const long double factor = lentz_step(n * (a - n), b, &c, &d);
        value *= factor;
        if (fabsl(factor - 1) <= 4 * PRECISION) break;
    }
    return value;
}

/* Gauss-Legendre, 20 nodes (Abramowitz and Stegun, table 25.4): the positive half */
static const struct {
    long double node, weight;
} legendre[] = {
    {0.076526521133497333754640L, 0.152753387130725850698084L},
    {0.227785851141645078080496L, 0.149172986472603746787829L},
    {0.373706088715419560672548L, 0.142096109318382051329298L},
    {0.510867001950827098004364L, 0.131688638449176626898494L},
    {0.636053680726515025452836L, 0.118194531961518417312377L},
    {0.746331906460150792614305L, 0.101930119817240435036750L},
    {0.839116971822218823394529L, 0.083276741576704748724758L},
    {0.912234428251325905867752L, 0.062672048334109063569506L},
    {0.963971927277913791267666L, 0.040601429800386941331039L},
    {0.993128599185094924786122L, 0.017614007139152118311861L},
};

/* Integral of the density of gamma(a) from x, outwards from the mode, relative to its kernel at x: for great a, where
 * series and fraction need hundreds of terms. The integrand falls by e^-50 or more before the end. */
static long double gamma_integral(long double a, long double x)
{
    enum { PANELS = 2 };
    const long double sd = sqrtl(a), z = (x - a) / sd;
    const long double reach = 1.15L * (sqrtl(z * z + 100) - fabsl(z)) * sd;
    const long double half = (x > a ? reach : -reach) / (2 * PANELS);
    long double sum = 0;
    for (int panel = 0; panel < PANELS; panel++) {
        const long double middle = half * (long double)(2 * panel + 1);
        for (size_t i = 0; i < 2 * sizeof legendre / sizeof *legendre; i++) {
            const long double node = i % 2 ? -legendre[i / 2].node : legendre[i / 2].node;
            const long double t = (middle + half * node) / x;
            /* (x + xt)^(a-1) e^-(x + xt) over x^(a-1) e^-x */
            const long double exponent = (a - 1 - x) * t - (a - 1) * log_deviance(t);
            sum += legendre[i / 2].weight * extended_exp(exponent);
        }
    }
    return fabsl(half) / x * sum;
}

struct extended_tails extended_gamma(long double a, long double x)
{
    static const long double GREAT = 20000;
    if (!(x > 0)) return (struct extended_tails){0, 1, 0};
    if (isinf(x)) return (struct extended_tails){1, 0, 0};
    const long double kernel = gamma_kernel(a, x);
    const bool central = a > GREAT && fabsl(x - a) < 9 * sqrtl(a);
    if (x < a + (central ? 0 : 1)) {
        const long double lower = kernel * (central ? gamma_integral(a, x) : gamma_series(a, x));
        return (struct extended_tails){lower, 1 - lower, kernel};
    }
    const long double upper = kernel * (central ? gamma_integral(a, x) : gamma_fraction(a, x));
    return (struct extended_tails){1 - upper, upper, kernel};
}

/* Continued fraction of I_x(a, b) * a / kernel (Abramowitz and Stegun 26.5.8), for x < (a + 1) / (a + b + 2) */
static long double beta_fraction(long double a, long double b, long double x)
{
    long double c = 1, d = 1 - (a + b) * x / (a + 1);
    d = 1 / (fabsl(d) < TINY ? TINY : d);
    long double value = d;
    for (int i = 1; i < ITERATIONS_MAX; i++) {
        const long double m = (long double)i, even = a + 2 * m;
        value *= lentz_step(m * (b - m) * x / ((even - 1) * even), 1, &c, &d);
        const long double factor = lentz_step(-(a + m) * (a + b + m) * x / (even * (even + 1)), 1, &c, &d);
        value *= factor;
        if (fabsl(factor - 1) <= 4 * PRECISION) break;
    }
    return value;
}

struct extended_tails extended_beta(long double a, long double b, long double x, long double y)
{
    if (!(x > 0)) return (struct extended_tails){0, 1, 0};
    if (!(y > 0)) return (struct extended_tails){1, 0, 0};
    const long double kernel = beta_kernel(a, b, x, y);
    if (x * (a + b + 2) < a + 1) {
        const long double lower = kernel / a * beta_fraction(a, b, x);
        return (struct extended_tails){lower, 1 - lower, kernel / y};
    }
    const long double upper = kernel / b * beta_fraction(b, a, y);
    return (struct extended_tails){1 - upper, upper, kernel / y};
}
