#include "sim/numeric/fixed_math.h"

#include <math.h>
#include <stddef.h>

#include "sim/numeric/double_double.h"
#include "sim/numeric/incomplete.h"

double fixed_exp(double x)
{
    return dd_exp(dd_of(x)).high;
}

double fixed_log(double x)
{
    return dd_log(dd_of(x)).high;
}

double fixed_pow(double x, double y)
{
    return x < 0 ? NAN : dd_pow(dd_of(x), dd_of(y)).high;
}

double fixed_expm1(double x)
{
    return dd_expm1(dd_of(x)).high;
}

double fixed_log1p(double x)
{
    return dd_log1p(dd_of(x)).high;
}

double fixed_log_gamma(double x)
{
    return dd_log_gamma(dd_of(x)).high;
}

static const struct dd INVERSE_SQRT_2PI = {0x1.9884533d43651p-2, -0x1.cbc0d30ebfd15p-56};

enum { RATIO_CELLS = 4 }; /* in 1 */

/* r(y) = e^(y^2/2) Phi(-y) in y = j / RATIO_CELLS */
static const struct dd tail_ratio[] = {
    {0.5, 0},
    {0x1.a7f808169e570p-2, 0x1.321648ec65d38p-56},
    {0x1.66027ad4c24afp-2, 0x1.afd28a45ae232p-58},
    {0x1.3370237bca626p-2, 0x1.5b5ccb581f89cp-59},
    {0x1.0bdb2e039df32p-2, -0x1.389f1b0bbd828p-57},
    {0x1.d898de09c6f19p-3, 0x1.d6ac48da9b5e4p-57},
    {0x1.a5705596892b7p-3, -0x1.d00ba6107c90ep-59},
    {0x1.7b5abd2fd03adp-3, 0x1.800e52e98304cp-58},
    {0x1.5845dcad2a54ep-3, 0x1.c9ff43b08bf90p-57},
    {0x1.3aadddf19e980p-3, -0x1.a4235d20a0b3bp-58},
    {0x1.21725231700b8p-3, 0x1.b027a77ad33e6p-57},
    {0x1.0bb968cded93fp-3, 0x1.188df3f4c6335p-63},
    {0x1.f1b89c231e9b8p-4, -0x1.da9b41d833643p-58},
    {0x1.d0b31c082543cp-4, -0x1.fa9e33c6acfbdp-58},
    {0x1.b396f9cf1e260p-4, -0x1.1646b36c1f44dp-61},
    {0x1.99c2b6db3b3a0p-4, -0x1.f9a402f2d631ap-59},
    {0x1.82b4bb8c94dcep-4, -0x1.990ea270aca77p-59},
    {0x1.6e0409710781ap-4, 0x1.8b681fc4edeaep-60},
    {0x1.5b5acd3b15fbbp-4, 0x1.3b0a597c9f99ep-58},
    {0x1.4a7249909b035p-4, 0x1.df2f08f62e185p-59},
    {0x1.3b0fbcb4c77bep-4, 0x1.31794a900891fp-58},
    {0x1.2d01fec27390ap-4, -0x1.015ceffeeecfdp-58},
    {0x1.201fa9259b7acp-4, 0x1.4a005c06100b4p-58},
    {0x1.1445a52cb7b7cp-4, -0x1.debe16e94854fp-58},
    {0x1.095608c7b15f1p-4, 0x1.fe1c4aaf40c1ap-62},
    {0x1.fe6e5e311bedcp-5, 0x1.1a8c3738851b8p-60},
    {0x1.eba5fe5b14b2ap-5, 0x1.f61ed10bbb526p-60},
    {0x1.da2cad4855d33p-5, 0x1.067d4bf689709p-59},
    {0x1.c9e120e488937p-5, -0x1.25b6cb9d698b5p-59},
    {0x1.baa643d0bc394p-5, -0x1.2872745f659d7p-60},
    {0x1.ac6292bdbbfdcp-5, 0x1.4eeb71192e8b4p-61},
    {0x1.9eff960c1b22bp-5, -0x1.618c3e874252fp-60},
    {0x1.9269722f50cddp-5, -0x1.9403443e0f2cap-59},
    {0x1.868e8a7fd36a7p-5, -0x1.2eb7c4ee116d7p-67},
    {0x1.7b5f3310487cap-5, -0x1.da8139d5cefa4p-63},
};

/* The same between them by its Taylor series, whose terms follow from r' = y r - 1 / sqrt(2 pi). */
static struct dd tail_near(double y, size_t cell)
{
    static const double reciprocal[] = {1.0 / 2, 1.0 / 3,  1.0 / 4,  1.0 / 5,  1.0 / 6,  1.0 / 7, 1.0 / 8,
                                        1.0 / 9, 1.0 / 10, 1.0 / 11, 1.0 / 12, 1.0 / 13, 1.0 / 14};
    const struct dd start = tail_ratio[cell];
    const double at = (double)cell / RATIO_CELLS, step = y - at;
    const struct dd slope = dd_subtract(dd_scale(start, at), INVERSE_SQRT_2PI);
    double before = start.high, term = slope.high * step, sum = 0;
    for (size_t n = 0; n < sizeof reciprocal / sizeof *reciprocal; n++) {
        const double next = step * (at * term + step * before) * reciprocal[n];
        before = term, term = next, sum += next;
    }
    return dd_add(start, dd_shift(dd_scale(slope, step), sum));
}

/* Beyond the table by Mills' continued fraction (Abramowitz and Stegun 26.2.14) */
static struct dd tail_far(double y)
{
    enum { DEPTH = 14 };
    double fraction = y;
    for (int n = DEPTH; n > 1; n--) fraction = y + (double)n / fraction;
    return dd_divide(INVERSE_SQRT_2PI, dd_sum(y, 1 / fraction));
}

/* Phi(-y) for y >= 0 below 40, and e^(-y^2/2) */
static struct dd normal_tail(double y, struct dd *out_bell)
{
    const size_t cell = (size_t)(y * RATIO_CELLS + 0.5);
    const struct dd ratio = cell < sizeof tail_ratio / sizeof *tail_ratio ? tail_near(y, cell) : tail_far(y);
    *out_bell = dd_exp(dd_scale(dd_product(y, y), -0.5));
    return dd_multiply(*out_bell, ratio);
}

double fixed_normal_cdf(double z)
{
    struct dd bell;
    const double y = fabs(z);
    if (!(y < 40)) return isnan(z) ? z : z > 0 ? 1 : 0;
    const struct dd tail = normal_tail(y, &bell);
    return z < 0 ? tail.high : dd_subtract(dd_of(1), tail).high;
}

/* Quotient of two polynomials; coefficients from the constant term up. */
static double rational(const double *above, const double *below, size_t terms, double x)
{
    double p = above[terms - 1], q = below[terms - 1];
    for (size_t i = terms - 1; i-- > 0;) {
        p = p * x + above[i];
        q = q * x + below[i];
    }
    return p / q;
}

/* Algorithm AS 241 (Wichura 1988): the coefficients of PPND16. */
static double quantile_centre(double q)
{
    static const double above[] = {3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3,
                                   1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                   3.3430575583588128105e+4, 2.5090809287301226727e+3};
    static const double below[] = {1.0,
                                   4.2313330701600911252e+1,
                                   6.8718700749205790830e+2,
                                   5.3941960214247511077e+3,
                                   2.1213794301586595867e+4,
                                   3.9307895800092710610e+4,
                                   2.8729085735721942674e+4,
                                   5.2264952788528545610e+3};
    return q * rational(above, below, sizeof above / sizeof *above, 0.180625 - q * q);
}

static double quantile_shoulder(double r)
{
    static const double above[] = {1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                                   3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                                   2.27238449892691845833e-2, 7.74545014278341407640e-4};
    static const double below[] = {1.0,
                                   2.05319162663775882187e0,
                                   1.67638483018380384940e0,
                                   6.89767334985100004550e-1,
                                   1.48103976427480074590e-1,
                                   1.51986665636164571966e-2,
                                   5.47593808499534494600e-4,
                                   1.05075007164441684324e-9};
    return rational(above, below, sizeof above / sizeof *above, r - 1.6);
}

static double quantile_tail(double r)
{
    static const double above[] = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                   2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                   2.71155556874348757815e-5, 2.01033439929228813265e-7};
    static const double below[] = {1.0,
                                   5.99832206555887937690e-1,
                                   1.36929880922735805310e-1,
                                   1.48753612908506148525e-2,
                                   7.86869131145613259100e-4,
                                   1.84631831751005468180e-5,
                                   1.42151175831644588870e-7,
                                   2.04426310338993978564e-15};
    return rational(above, below, sizeof above / sizeof *above, r - 5);
}

double fixed_normal_quantile(double u)
{
    static const double STEP_LEAST = 1e-280; /* below it the second halves of numbers run out */
    const double q = u - 0.5;
    if (fabs(q) <= 0.425) return quantile_centre(q);
    if (!(u > 0 && u < 1)) return u == 0 ? -INFINITY : u == 1 ? INFINITY : NAN;
    const double tail = q < 0 ? u : 1 - u, r = sqrt(-fixed_log(tail));
    const double y = r <= 5 ? quantile_shoulder(r) : quantile_tail(r);
    if (tail < STEP_LEAST) return q < 0 ? -y : y;
    /* A step of Newton's takes away what was rounded. */
    struct dd bell;
    const double missed = dd_shift(normal_tail(y, &bell), -tail).high;
    const double step = missed / (bell.high * INVERSE_SQRT_2PI.high);
    return q < 0 ? -(y + step) : y + step;
}

double fixed_gamma_cdf(double a, double x)
{
    return incomplete_gamma(a, x).lower;
}

double fixed_beta_cdf(double a, double b, double x)
{
    return incomplete_beta(a, b, x).lower;
}

double fixed_gamma_quantile(double a, double u)
{
    return incomplete_gamma_quantile(a, u);
}

double fixed_beta_quantile(double a, double b, double u)
{
    return incomplete_beta_quantile(a, b, u);
}

/* Near 0, P(a, x) = x^a / Gamma(a + 1), but for a part of less than x. */
double fixed_log_gamma_quantile(double a, double u)
{
    static const double NEAR = 1e-18, LEAST = -1e300;
    const double x = fixed_gamma_quantile(a, u);
    if (x > NEAR) return fixed_log(x);
    return fmax((fixed_log(u) + dd_log_gamma(dd_sum(1, a)).high) / a, LEAST);
}
