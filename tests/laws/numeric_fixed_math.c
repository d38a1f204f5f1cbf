#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>

#include "sim/numeric/extended.h"
#include "sim/numeric/fixed_math.h"

static double relative(long double got, long double wanted)
{
    return (double)(fabsl(got - wanted) / (wanted != 0 ? fabsl(wanted) : 1));
}

Test(numeric_fixed_math, elementary_functions_agree_with_the_c_library)
{
    for (double x = -690; x < 700; x += 0.137) cr_assert_lt(relative(extended_exp(x), expl(x)), 1e-18, "exp %g", x);
    for (double x = 1e-300; x < 1e300; x *= 1.37) {
        cr_assert_lt(relative(extended_log(x), logl(x)), 1e-18, "log %g", x);
        cr_assert_lt(relative(fixed_log(x), logl(x)), 1.2e-16, "log %g", x);
        cr_assert_lt(relative(fixed_pow(x, 0.3), powl(x, 0.3)), 1.4e-16, "pow %g", x);
    }
    for (double x = 0.9; x < 1.1; x += 0.00037) cr_assert_lt(relative(extended_log(x), logl(x)), 1e-18, "log %g", x);
    for (double x = -0.99; x < 3; x += 0.00137) {
        cr_assert_lt(relative(extended_log1p(x), log1pl(x)), 1e-18, "log1p %g", x);
        cr_assert_lt(relative(extended_expm1(x), expm1l(x)), 1e-18, "expm1 %g", x);
    }
    for (double x = 0.001; x < 1e7; x *= 1.037)
        cr_assert_lt(fabsl(extended_log_gamma(x) - lgammal(x)), 1e-17L * fmaxl(1, lgammal(x)), "lgamma %g", x);
}

Test(numeric_fixed_math, elementary_functions_at_their_limits)
{
    cr_expect_eq(fixed_exp(0), 1);
    cr_expect_eq(fixed_exp(-1e9), 0);
    cr_expect_eq(fixed_exp(1e9), INFINITY);
    cr_expect(isnan(fixed_exp(NAN)));
    cr_expect_eq(fixed_log(1), 0);
    cr_expect_eq(fixed_log(0), -INFINITY);
    cr_expect(isnan(fixed_log(-1)));
    cr_expect_eq(fixed_log(INFINITY), INFINITY);
    cr_expect_eq(fixed_pow(0, 0), 1);
    cr_expect_eq(fixed_pow(0, 2), 0);
    cr_expect_eq(fixed_pow(0, -1), INFINITY);
    cr_expect_eq(fixed_pow(1.03, 1), 1.03);
    cr_expect_eq(fixed_pow(3, 4), 81);
    cr_expect(isnan(fixed_pow(-1, 2)));
    cr_expect_eq(fixed_normal_cdf(-INFINITY), 0);
    cr_expect_eq(fixed_normal_cdf(INFINITY), 1);
    cr_expect_eq(fixed_normal_cdf(0), 0.5);
    cr_expect(isnan(fixed_normal_cdf(NAN)));
    cr_expect_eq(fixed_normal_quantile(0.5), 0);
    cr_expect_eq(fixed_normal_quantile(0), -INFINITY);
    cr_expect_eq(fixed_normal_quantile(1), INFINITY);
    cr_expect(isnan(fixed_normal_quantile(2)));
    cr_expect_eq(fixed_gamma_cdf(2, 0), 0);
    cr_expect_eq(fixed_gamma_cdf(2, INFINITY), 1);
    cr_expect_eq(fixed_beta_cdf(2, 3, 0), 0);
    cr_expect_eq(fixed_beta_cdf(2, 3, 1), 1);
}

Test(numeric_fixed_math, normal_distribution_in_the_tails_as_well)
{
    for (double z = -37; z < 8; z += 0.0137) {
        const long double wanted = erfcl(-z * sqrtl(0.5L)) / 2;
        cr_assert_lt(relative(fixed_normal_cdf(z), wanted), 3e-16, "at %g", z);
    }
    for (double u = 1e-300; u < 0.5; u *= 1.07) {
        const double z = fixed_normal_quantile(u);
        const long double excess = erfcl(-z * sqrtl(0.5L)) / 2 - u;
        const long double density = expl(-0.5L * z * z) * 0.398942280401432677940L;
        cr_assert_lt(fabsl(excess / density / z), 1e-15, "at %g", u);
        cr_assert(u < 1e-3 || fabs(z + fixed_normal_quantile(1 - u)) < 1e-12 * fabs(z));
    }
    cr_expect_float_eq(fixed_normal_quantile(0.975), 1.959963984540054, 4e-16);
}

static const double shape[] = {0.02, 0.1, 0.5, 1, 1.5, 3, 10, 100, 1000, 19000, 21000, 1e6};
static const double probability[] = {1e-15,    1e-9, 1e-4, 0.01, 0.1,    0.3,      0.5,
                                     0.500001, 0.7,  0.9,  0.99, 0.9999, 1 - 1e-9, 1 - 0x1p-52};
enum { SHAPES = sizeof shape / sizeof *shape, PROBABILITIES = sizeof probability / sizeof *probability };

/* What rounding the quantile to a double may change, and a little more. */
static double slack(long double kernel)
{
    return (double)(1e-14L + 2.3e-16L * kernel);
}

Test(numeric_fixed_math, gamma_quantile_inverts_the_cdf)
{
    gsl_set_error_handler_off();
    for (size_t i = 0; i < SHAPES; i++) {
        for (size_t k = 0; k < PROBABILITIES; k++) {
            const double a = shape[i], u = probability[k], x = fixed_gamma_quantile(a, u);
            cr_assert(isfinite(x) && x >= 0);
            if (x < 1e-300) continue;
            const struct extended_tails tails = extended_gamma(a, x);
            cr_assert_float_eq(fixed_gamma_cdf(a, x), u, slack(tails.kernel), "a %g, u %g", a, u);
            const double least = fmin(u, 1 - u), got = (double)(u < 0.5 ? tails.lower : tails.upper);
            cr_assert_float_eq(got, least, 1e-10 * least + (double)tails.kernel * 3e-16, "a %g, u %g", a, u);
            if (a < 500) cr_assert_float_eq(gsl_cdf_gamma_P(x, a, 1), u, 1e-12, "a %g, u %g", a, u);
        }
    }
}

Test(numeric_fixed_math, great_gamma_shapes_by_two_ways)
{
    /* On either side of the change from series and fraction to quadrature, the cdf runs on. */
    const double below = 20000, above = nextafter(20000, INFINITY);
    for (double z = -7; z < 7; z += 0.37) {
        const double x = below + z * sqrt(below);
        cr_assert_float_eq(fixed_gamma_cdf(below, x), fixed_gamma_cdf(above, x), 3e-14, "z %g", z);
    }
}

Test(numeric_fixed_math, beta_quantile_inverts_the_cdf)
{
    gsl_set_error_handler_off();
    for (size_t i = 0; i < SHAPES * SHAPES; i++) {
        const double a = shape[i % SHAPES], b = shape[i / SHAPES];
        for (size_t k = 0; k < PROBABILITIES; k++) {
            const double u = probability[k], x = fixed_beta_quantile(a, b, u);
            cr_assert(x >= 0 && x <= 1, "a %g, b %g, u %g: %g", a, b, u, x);
            if (x < 1e-300 || x == 1) continue;
            const struct extended_tails tails = extended_beta(a, b, x, 1 - (long double)x);
            cr_assert_float_eq(fixed_beta_cdf(a, b, x), u, slack(tails.kernel), "a %g, b %g, u %g: %.17g", a, b, u,
                               fixed_beta_cdf(a, b, x));
            if (a < 500 && b < 500)
                cr_assert_float_eq(gsl_cdf_beta_P(x, a, b), u, slack(tails.kernel) + 1e-12, "a %g, b %g, u %g", a, b,
                                   u);
        }
    }
}

static long double parabola(long double x, const void *context)
{
    return x * x - *(const long double *)context;
}

Test(numeric_fixed_math, roots)
{
    long double root;
    const long double two = 2, four = 4;
    cr_assert(extended_root(parabola, &two, 0, 10, &root));
    cr_expect_lt(fabsl(root - sqrtl(2)), 1e-18);
    cr_assert(extended_root(parabola, &four, 2, 10, &root));
    cr_expect_eq(root, 2);
    cr_expect_not(extended_root(parabola, &two, 2, 10, &root));
}
