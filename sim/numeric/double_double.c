#include "sim/numeric/double_double.h"

#include <math.h>
#include <stddef.h>

static const struct dd LN2 = {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
static const struct dd HALF_LN_2PI = {0x1.d67f1c864beb5p-1, -0x1.65b5a1b7ff5dfp-55};

/* Polynomial with the coefficients from the constant term up. */
static double polynomial(const double *coefficient, size_t terms, double x)
{
    double sum = coefficient[terms - 1];
    for (size_t i = terms - 1; i-- > 0;) sum = sum * x + coefficient[i];
    return sum;
}

/* --- exponential: x = k ln 2 + j ln 2 / 32 + r --- */

enum { STEPS = 32 }; /* in an octave */

/* ln 2 / 32 in two parts: the first has 37 bits, so that its product with a count of steps is exact. */
static const double STEP_HIGH = 0x1.62e42fefap-6, STEP_LOW = 0x1.cf79abc9e3b3ap-45, STEPS_IN_E = 0x1.71547652b82fep+5;
static const double SMALL_EXPONENT = 0.0108; /* about half a step */

/* 2^(j / 32) */
static const struct dd power_of_two[STEPS] = {
    {0x1.0000000000000p+0, 0},
    {0x1.059b0d3158574p+0, 0x1.d73e2a475b465p-55},
    {0x1.0b5586cf9890fp+0, 0x1.8a62e4adc610bp-54},
    {0x1.11301d0125b51p+0, -0x1.6c51039449b3ap-54},
    {0x1.172b83c7d517bp+0, -0x1.19041b9d78a76p-55},
    {0x1.1d4873168b9aap+0, 0x1.e016e00a2643cp-54},
    {0x1.2387a6e756238p+0, 0x1.9b07eb6c70573p-54},
    {0x1.29e9df51fdee1p+0, 0x1.612e8afad1255p-55},
    {0x1.306fe0a31b715p+0, 0x1.6f46ad23182e4p-55},
    {0x1.371a7373aa9cbp+0, -0x1.63aeabf42eae2p-54},
    {0x1.3dea64c123422p+0, 0x1.ada0911f09ebcp-55},
    {0x1.44e086061892dp+0, 0x1.89b7a04ef80d0p-59},
    {0x1.4bfdad5362a27p+0, 0x1.d4397afec42e2p-56},
    {0x1.5342b569d4f82p+0, -0x1.07abe1db13cadp-55},
    {0x1.5ab07dd485429p+0, 0x1.6324c054647adp-54},
    {0x1.6247eb03a5585p+0, -0x1.383c17e40b497p-54},
    {0x1.6a09e667f3bcdp+0, -0x1.bdd3413b26456p-54},
    {0x1.71f75e8ec5f74p+0, -0x1.16e4786887a99p-55},
    {0x1.7a11473eb0187p+0, -0x1.41577ee04992fp-55},
    {0x1.82589994cce13p+0, -0x1.d4c1dd41532d8p-54},
    {0x1.8ace5422aa0dbp+0, 0x1.6e9f156864b27p-54},
    {0x1.93737b0cdc5e5p+0, -0x1.75fc781b57ebcp-57},
    {0x1.9c49182a3f090p+0, 0x1.c7c46b071f2bep-56},
    {0x1.a5503b23e255dp+0, -0x1.d2f6edb8d41e1p-54},
    {0x1.ae89f995ad3adp+0, 0x1.7a1cd345dcc81p-54},
    {0x1.b7f76f2fb5e47p+0, -0x1.5584f7e54ac3bp-56},
    {0x1.c199bdd85529cp+0, 0x1.11065895048ddp-55},
    {0x1.cb720dcef9069p+0, 0x1.503cbd1e949dbp-56},
    {0x1.d5818dcfba487p+0, 0x1.2ed02d75b3707p-55},
    {0x1.dfc97337b9b5fp+0, -0x1.1a5cd4f184b5cp-54},
    {0x1.ea4afa2a490dap+0, -0x1.e9c23179c2893p-54},
    {0x1.f50765b6e4540p+0, 0x1.9d3e12dd8a18bp-54},
};

/* e^r - 1 by its Taylor series, |r| <= SMALL_EXPONENT or a little more */
static struct dd exp_series(struct dd r)
{
    static const double term[] = {1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040, 1.0 / 40320, 1.0 / 362880};
    const double x = r.high;
    const struct dd square = dd_product(x, x);
    const double rest = x * square.high * polynomial(term, sizeof term / sizeof *term, x);
    return dd_add(r, dd_sum_ordered(square.high / 2, square.low / 2 + (x * r.low + rest)));
}

struct dd dd_exp(struct dd x)
{
    if (isnan(x.high)) return x;
    if (x.high > 709.79) return dd_of(INFINITY);
    if (x.high < -746) return dd_of(0);
    const double steps = floor(x.high * STEPS_IN_E + 0.5), octaves = floor(steps / STEPS);
    const struct dd r = dd_sum(x.high - steps * STEP_HIGH, x.low - steps * STEP_LOW);
    const struct dd power = power_of_two[(int)(steps - octaves * STEPS)];
    const struct dd product = dd_add(power, dd_multiply(power, exp_series(r)));
    return (struct dd){ldexp(product.high, (int)octaves), ldexp(product.low, (int)octaves)};
}

struct dd dd_expm1(struct dd x)
{
    return fabs(x.high) < SMALL_EXPONENT ? exp_series(x) : dd_shift(dd_exp(x), -1);
}

/* --- logarithm: x = 2^e m, m from sqrt(1/2) to sqrt(2), m near 1 / reciprocal --- */

enum { LOG_CELLS = 32, LOG_FIRST = 23 }; /* cells in 1, and the cell of sqrt(1/2) */

static const double SMALL_LOG = 0.0222; /* as near as a reciprocal is at least */

/* 32 / j in whole 256ths, and minus its logarithm, from j = LOG_FIRST on */
static const struct {
    double reciprocal;
    struct dd log;
} log_table[] = {
    {0x1.64p+0, {-0x1.51aad872df82dp-2, -0x1.3927ac19f55e3p-59}},
    {0x1.55p+0, {-0x1.2596010df763ap-2, 0x1.0f76c57075e9ep-58}},
    {0x1.48p+0, {-0x1.fb9186d5e3e2bp-3, 0x1.caaae64f21acbp-57}},
    {0x1.3bp+0, {-0x1.a8becfc882f19p-3, 0x1.e8c37918c39ebp-58}},
    {0x1.2fp+0, {-0x1.59338d9982086p-3, 0x1.65d22aa8ad7cfp-58}},
    {0x1.25p+0, {-0x1.14785846742acp-3, -0x1.a28813e3a7f07p-57}},
    {0x1.1ap+0, {-0x1.8c345d6319b21p-4, 0x1.4a697ab3424a9p-61}},
    {0x1.11p+0, {-0x1.075983598e471p-4, -0x1.80da5333c45b8p-59}},
    {0x1.08p+0, {-0x1.f829b0e783300p-6, -0x1.33e3f04f1ef23p-60}},
    {0x1.00p+0, {0, 0}},
    {0x1.f0p-1, {0x1.0415d89e74444p-5, 0x1.c05cf1d753622p-59}},
    {0x1.e2p-1, {0x1.eea31c006b87cp-5, -0x1.3e4fc93b7b66cp-59}},
    {0x1.d4p-1, {0x1.700d30aeac0e1p-4, -0x1.72566212cdd05p-61}},
    {0x1.c8p-1, {0x1.da727638446a2p-4, 0x1.401fa71733019p-58}},
    {0x1.bap-1, {0x1.2d1610c86813ap-3, -0x1.499a3f25af95fp-58}},
    {0x1.b0p-1, {0x1.5bf406b543db2p-3, -0x1.1f5b44c0df7e7p-61}},
    {0x1.a4p-1, {0x1.95a5adcf7017fp-3, 0x1.142c507fb7a3dp-58}},
    {0x1.9ap-1, {0x1.c6ffbc6f00f71p-3, -0x1.8e58b2c57a4a5p-57}},
    {0x1.90p-1, {0x1.f991c6cb3b379p-3, 0x1.f665066f980a2p-57}},
    {0x1.86p-1, {0x1.16b5ccbacfb73p-2, 0x1.66fbd28b40935p-56}},
    {0x1.7ep-1, {0x1.2bef07cdc9354p-2, -0x1.82dad7fd86088p-56}},
    {0x1.74p-1, {0x1.4718dc271c41bp-2, 0x1.8fb4c14c56eefp-60}},
    {0x1.6cp-1, {0x1.5d5bddf595f30p-2, -0x1.6541148cbb8a2p-56}},
};

/* The terms from r^3 on of the series of ln(1 + r) */
static double log_rest(double r)
{
    static const double term[] = {1.0 / 3, -1.0 / 4,  1.0 / 5,  -1.0 / 6,  1.0 / 7,  -1.0 / 8,
                                  1.0 / 9, -1.0 / 10, 1.0 / 11, -1.0 / 12, 1.0 / 13, -1.0 / 14};
    return r * r * r * polynomial(term, sizeof term / sizeof *term, r);
}

/* r - ln(1 + r) by the series, |r| <= SMALL_LOG or a little more */
static struct dd deviance_series(struct dd r)
{
    const struct dd square = dd_product(r.high, r.high);
    return dd_sum_ordered(square.high / 2, square.low / 2 + (r.high * r.low - log_rest(r.high)));
}

static struct dd log1p_series(struct dd r)
{
    return dd_subtract(r, deviance_series(r));
}

struct dd dd_log(struct dd x)
{
    if (!(x.high > 0)) return dd_of(x.high == 0 ? -INFINITY : NAN);
    if (isinf(x.high)) return x;
    int e;
    const double mantissa = frexp(x.high, &e); /* from 1/2 to 1 */
    const int doubled = mantissa < 0.70710678;
    const double m = doubled ? 2 * mantissa : mantissa, low = ldexp(x.low, doubled - e);
    const size_t cell = (size_t)(m * LOG_CELLS + 0.5) - LOG_FIRST;
    const double reciprocal = log_table[cell].reciprocal;
    const struct dd near_one = dd_product(m, reciprocal);
    const struct dd r = dd_sum(near_one.high - 1, near_one.low + low * reciprocal);
    return dd_add(dd_add(dd_scale(LN2, e - doubled), log_table[cell].log), log1p_series(r));
}

struct dd dd_log1p(struct dd x)
{
    return fabs(x.high) < SMALL_LOG ? log1p_series(x) : dd_log(dd_shift(x, 1));
}

struct dd dd_log_deviance(struct dd x)
{
    return fabs(x.high) < SMALL_LOG ? deviance_series(x) : dd_subtract(x, dd_log1p(x));
}

struct dd dd_pow(struct dd x, struct dd y)
{
    if (y.high == 0 || (x.high == 1 && x.low == 0)) return dd_of(1);
    if (x.high == 0) return dd_of(y.high > 0 ? 0 : INFINITY);
    if (isinf(x.high) || isinf(y.high)) return dd_exp(dd_of(y.high * dd_log(x).high));
    return dd_exp(dd_multiply(y, dd_log(x)));
}

/* --- logarithm of the gamma function --- */

static const double STIRLING_FROM = 16;

/* Stirling's series (Abramowitz and Stegun 6.1.41), for x >= STIRLING_FROM */
static struct dd stirling_series(struct dd x)
{
    static const double term[] = {-1.0 / 360,      1.0 / 1260, -1.0 / 1680,      1.0 / 1188,
                                  -691.0 / 360360, 1.0 / 156,  -3617.0 / 122400, 43867.0 / 244188};
    const struct dd reciprocal = dd_divide(dd_of(1), x);
    const double z = reciprocal.high * reciprocal.high;
    const double rest = reciprocal.high * z * polynomial(term, sizeof term / sizeof *term, z);
    return dd_shift(dd_divide(reciprocal, dd_of(12)), rest);
}

static struct dd stirling_main(struct dd x)
{
    const struct dd product = dd_multiply(dd_shift(x, -0.5), dd_log(x));
    return dd_add(dd_subtract(product, x), HALF_LN_2PI);
}

struct dd dd_log_gamma(struct dd x)
{
    struct dd product = dd_of(1);
    for (; x.high < STIRLING_FROM; x = dd_shift(x, 1)) product = dd_multiply(product, x);
    return dd_subtract(dd_add(stirling_main(x), stirling_series(x)), dd_log(product));
}

struct dd dd_stirling_error(double x)
{
    const struct dd at = dd_of(x);
    return x >= STIRLING_FROM ? stirling_series(at) : dd_subtract(dd_log_gamma(at), stirling_main(at));
}
