#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <string.h>

#include "sim/numeric/cholesky.h"
#include "sim/numeric/double_double.h"
#include "sim/numeric/fixed_math.h"
#include "sim/numeric/incomplete.h"
#include "sim/numeric/legendre.h"
#include "sim/numeric/root.h"

/* How far a number is from what is wanted, as a share of that. */
static double relative(struct dd got, struct dd wanted)
{
    const double distance = fabs(dd_subtract(got, wanted).high);
    return wanted.high != 0 ? distance / fabs(wanted.high) : distance;
}

/* e^x - 1 by its plain series and e^x by 2^10 of its parts: slow, and right to 1e-28. */
static struct dd plain_expm1(struct dd x)
{
    struct dd term = x, sum = x;
    for (int n = 2; fabs(term.high) > 1e-35 * fabs(x.high); n++) {
        term = dd_divide(dd_multiply(term, x), dd_of(n));
        sum = dd_add(sum, term);
    }
    return sum;
}

static struct dd plain_exp(struct dd x)
{
    struct dd power = dd_shift(plain_expm1(dd_scale(x, 0x1p-10)), 1);
    for (int i = 0; i < 10; i++) power = dd_multiply(power, power);
    return power;
}

static void assert_exponential(double x)
{
    const struct dd at = {x, x * 0x1.23p-54}, wanted = plain_exp(at);
    cr_assert_lt(relative(dd_exp(at), wanted), 1e-19, "exp %g", x);
    cr_assert_lt(relative(dd_of(fixed_exp(x)), plain_exp(dd_of(x))), 1.2e-16, "exp %g", x);
}

/* The logarithm of x: e to it is x. What e^y misses of x, relatively, is what y misses, absolutely. */
static void assert_logarithm(double x)
{
    const struct dd at = {x, x * 0x1.23p-54}, got = dd_log(at);
    cr_assert_lt(relative(plain_exp(got), at), 1e-19 * fabs(got.high), "log %g", x);
    const double rounded = fixed_log(x);
    cr_assert_lt(relative(plain_exp(dd_of(rounded)), dd_of(x)), 1.2e-16 * fabs(rounded), "log %g", x);
}

Test(numeric_fixed_math, exponential_and_logarithm_agree_with_the_plain_series)
{
    for (double x = -600; x < 700; x += 0.137) assert_exponential(x);
    for (double x = 1e-250; x < 1e250; x *= 1.37) assert_logarithm(x);
    for (double x = 0.9; x < 1.1; x += 0.00037) assert_logarithm(x);
    for (double x = 1e-250; x < 1e250; x *= 1.37) {
        const struct dd wanted = plain_exp(dd_scale(dd_log(dd_of(x)), 0.3));
        cr_assert_lt(relative(dd_of(fixed_pow(x, 0.3)), wanted), 1.2e-16, "pow %g", x);
    }
    for (double x = -0.99; x < 3; x += 0.00137) {
        const struct dd wanted = plain_expm1(dd_of(x)), got = dd_log1p(dd_of(x));
        cr_assert_lt(relative(dd_expm1(dd_of(x)), wanted), 1e-19, "expm1 %g", x);
        const struct dd missed = dd_subtract(plain_expm1(got), dd_of(x));
        cr_assert_lt(fabs(missed.high), 1e-19 * fabs(got.high) * (1 + x), "log1p %g", x);
    }
    for (double x = 1e-100; x < 0.02; x *= 3.7) { /* x - x^2/2 + x^3/3 ... from below and above */
        const struct dd square = dd_product(x, x), deviance = dd_log_deviance(dd_of(x));
        cr_assert_lt(
            fabs(deviance.high / (square.high / 2 * (1 - x * (2.0 / 3 - x * (1.0 / 2 - x * 0.4 + x * x / 3)))) - 1),
            1e-8, "deviance %g", x);
    }
}

/* ln Gamma by its recurrence from ln Gamma(1) = 0 and ln Gamma(1/2) = ln(pi) / 2. */
Test(numeric_fixed_math, log_gamma_of_whole_and_half_numbers)
{
    const struct dd pi = {0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53};
    struct dd whole = dd_of(0), half = dd_scale(dd_log(pi), 0.5);
    for (double x = 1; x < 3000; x++) {
        cr_assert_lt(fabs(dd_subtract(dd_log_gamma(dd_of(x)), whole).high), 1e-19 * fmax(1, whole.high), "at %g", x);
        cr_assert_lt(fabs(dd_subtract(dd_log_gamma(dd_of(x - 0.5)), half).high), 1e-19 * fmax(1, half.high), "at %g",
                     x);
        whole = dd_add(whole, dd_log(dd_of(x)));
        half = dd_add(half, dd_log(dd_of(x - 0.5)));
    }
    for (double x = 0.001; x < 1e7; x *= 1.037)
        cr_assert_lt(fabs(fixed_log_gamma(x) - gsl_sf_lngamma(x)), 4e-15 * fmax(1, fabs(fixed_log_gamma(x))), "at %g",
                     x);
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

static const struct dd INVERSE_SQRT_2PI = {0x1.9884533d43651p-2, -0x1.cbc0d30ebfd15p-56};

/* Phi(z) for z <= 0 or a little above, in double-double: by the series of positive terms (Abramowitz and
 * Stegun 26.2.11) and by Mills' fraction, deep. */
static struct dd plain_normal_cdf(double z)
{
    const struct dd square = dd_product(z, z),
                    density = dd_multiply(INVERSE_SQRT_2PI, plain_exp(dd_scale(square, -0.5)));
    if (z < -3) {
        struct dd fraction = dd_of(-z);
        for (int n = 500; n > 0; n--) fraction = dd_shift(dd_divide(dd_of(n), fraction), -z);
        return dd_divide(density, fraction);
    }
    struct dd term = dd_of(z), sum = term;
    for (int n = 3; fabs(term.high) > 1e-34 * fabs(z); n += 2) {
        term = dd_divide(dd_multiply(term, square), dd_of(n));
        sum = dd_add(sum, term);
    }
    return dd_shift(dd_multiply(density, sum), 0.5);
}

Test(numeric_fixed_math, normal_distribution_in_the_tails_as_well)
{
    for (double z = -37; z < 8; z += 0.0137)
        cr_assert_lt(relative(dd_of(fixed_normal_cdf(z)), plain_normal_cdf(z)), 1.3e-16, "at %g", z);
    for (double u = 1e-300; u < 0.5; u *= 1.07) {
        const double z = fixed_normal_quantile(u), density = INVERSE_SQRT_2PI.high * fixed_exp(-0.5 * z * z);
        const double excess = dd_shift(plain_normal_cdf(z), -u).high;
        cr_assert_lt(fabs(excess / density / z), 1e-15, "at %g", u);
        cr_assert(u < 1e-3 || fabs(z + fixed_normal_quantile(1 - u)) < 1e-12 * fabs(z));
    }
    cr_expect_float_eq(fixed_normal_quantile(0.975), 1.959963984540054, 4e-16);
    /* down to the least number that there is (40 digits of the logarithm of the tail) */
    static const double tail[][2] = {{1e-279, -35.719065932521634},
                                     {1e-300, -37.047096299361199},
                                     {5e-320, -38.227075149851214},
                                     {4.94065645841246544e-324, -38.467405617144346}};
    for (size_t i = 0; i < sizeof tail / sizeof *tail; i++)
        cr_expect_float_eq(fixed_normal_quantile(tail[i][0]), tail[i][1], 2e-14, "%.17g",
                           fixed_normal_quantile(tail[i][0]));
}

static const double shape[] = {0.02, 0.1, 0.5, 1, 1.5, 3, 10, 100, 1000, 19000, 21000, 1e6};
static const double probability[] = {1e-15,    1e-9, 1e-4, 0.01, 0.1,    0.3,      0.5,
                                     0.500001, 0.7,  0.9,  0.99, 0.9999, 1 - 1e-9, 1 - 0x1p-52};
enum { SHAPES = sizeof shape / sizeof *shape, PROBABILITIES = sizeof probability / sizeof *probability };

/* What rounding the quantile to a double may change, and a little more. */
static double slack(double kernel)
{
    return 1e-14 + 2.3e-16 * kernel;
}

Test(numeric_fixed_math, gamma_quantile_inverts_the_cdf)
{
    gsl_set_error_handler_off();
    for (size_t i = 0; i < SHAPES; i++) {
        for (size_t k = 0; k < PROBABILITIES; k++) {
            const double a = shape[i], u = probability[k], x = fixed_gamma_quantile(a, u);
            cr_assert(isfinite(x) && x >= 0);
            if (x < 1e-300) continue;
            const struct incomplete tails = incomplete_gamma(a, x);
            cr_assert_float_eq(fixed_gamma_cdf(a, x), u, slack(tails.kernel), "a %g, u %g", a, u);
            const double least = fmin(u, 1 - u), got = u < 0.5 ? tails.lower : tails.upper;
            cr_assert_float_eq(got, least, 1e-10 * least + tails.kernel * 3e-16, "a %g, u %g", a, u);
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
            const struct incomplete tails = incomplete_beta(a, b, x);
            cr_assert_float_eq(fixed_beta_cdf(a, b, x), u, slack(tails.kernel), "a %g, b %g, u %g: %.17g", a, b, u,
                               fixed_beta_cdf(a, b, x));
            if (a < 500 && b < 500)
                cr_assert_float_eq(gsl_cdf_beta_P(x, a, b), u, slack(tails.kernel) + 1e-12, "a %g, b %g, u %g", a, b,
                                   u);
        }
    }
}

static double parabola(double x, const void *context)
{
    return x * x - *(const double *)context;
}

Test(numeric_fixed_math, roots)
{
    const double two = 2, four = 4;
    double root;
    cr_assert(root_find(parabola, &two, 0, 10, &root));
    cr_expect_float_eq(root, sqrt(2), 2.3e-16);
    cr_assert(root_find(parabola, &four, 2, 10, &root));
    cr_expect_eq(root, 2);
    cr_expect_not(root_find(parabola, &two, 2, 10, &root));
}

/* GSL's table, by its own computation. */
Test(numeric_fixed_math, nodes_and_weights_of_gauss_and_legendre)
{
    gsl_integration_glfixed_table *const table = gsl_integration_glfixed_table_alloc(LEGENDRE_NODES);
    cr_assert_not_null(table);
    for (size_t i = 0; i < LEGENDRE_NODES; i++) {
        double node, weight;
        gsl_integration_glfixed_point(0, 1, i, &node, &weight, table);
        cr_expect_float_eq(legendre_node[i], node, 2e-16);
        cr_expect_float_eq(legendre_weight[i], weight, 1e-16);
    }
    gsl_integration_glfixed_table_free(table);
}

/* GSL's factor and solution, by its own computation; and none where a variance is used up. */
Test(numeric_fixed_math, cholesky_solves_what_gsl_solves)
{
    enum { N = 4 };
    const double correlations[N * N] = {1, 0.5, -0.2, 0.1, 0.5, 1, 0.3, 0, -0.2, 0.3, 1, 0.7, 0.1, 0, 0.7, 1};
    double ours[N * N], theirs[N * N], x[N] = {1, -2, 3, 0.5}, y[N] = {1, -2, 3, 0.5};
    memcpy(ours, correlations, sizeof ours);
    memcpy(theirs, correlations, sizeof theirs);
    gsl_matrix_view matrix = gsl_matrix_view_array(theirs, N, N);
    gsl_vector_view vector = gsl_vector_view_array(y, N);
    cr_assert_eq(gsl_linalg_cholesky_decomp1(&matrix.matrix), 0);
    gsl_linalg_cholesky_svx(&matrix.matrix, &vector.vector);
    cr_assert(cholesky_factorise(N, ours));
    cholesky_solve(N, ours, x);
    for (size_t i = 0; i < N; i++) {
        cr_expect_float_eq(x[i], y[i], 1e-14 * fabs(y[i]));
        for (size_t k = 0; k <= i; k++) cr_expect_float_eq(ours[i * N + k], theirs[i * N + k], 4e-16);
    }
    double dependent[] = {1, 0.6, 0.6, 0.36 + 1e-11};
    cr_expect_not(cholesky_factorise(2, dependent));
}
