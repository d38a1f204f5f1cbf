#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/numeric/copula.h"
#include "sim/numeric/stream.h"

enum { N = 100000, DIMENSION = 4 };

static double before[DIMENSION][N], after[DIMENSION][N];

/* Uniforms are their own ranks, so that Spearman's rho is their correlation: 12 times the mean product of what is left
 * of them without 1/2, whose standard error the products themselves tell. */
static void expect_spearman(const double *a, const double *b, double rho)
{
    static double product[N];
    for (size_t i = 0; i < N; i++) product[i] = 12 * (a[i] - 0.5) * (b[i] - 0.5);
    const double got = gsl_stats_mean(product, 1, N), error = gsl_stats_sd(product, 1, N) / sqrt(N);
    cr_expect(fabs(got - rho) <= 5 * error, "rho %g: %g, %.2f standard errors off", rho, got, (got - rho) / error);
}

/* Of two normals with correlation r, Spearman's rho is (6 / pi) asin(r / 2): the factor that is compiled holds the r
 * that belongs to the rho asked for, and what is drawn reaches it. */
Test(numeric_copula, spearmans_rho_in_closed_form)
{
    static const double rhos[] = {-0.99, -0.8, -0.5, -0.2, -0.05, 0.05, 0.3, 0.6, 0.9, 0.99};
    for (size_t k = 0; k < sizeof rhos / sizeof *rhos; k++) {
        const struct copula_pair pair = {0, 1, rhos[k]};
        struct arena arena;
        struct copula copula;
        struct error err = {0};
        size_t bad;
        arena_init(&arena, allocator_libc, 0);
        cr_assert_eq(copula_compile(&arena, 2, &pair, 1, &copula, &bad, &err), STATUS_OK, "%s", err.message);
        const double r = copula.factor[2];
        cr_expect_float_eq(6 / acos(-1) * asin(r / 2), rhos[k], 1e-14, "r = %.17g for %g", r, rhos[k]);
        cr_expect_float_eq(r * r + copula.factor[3] * copula.factor[3], 1, 1e-14);
        double *column[2] = {after[0], after[1]};
        for (size_t d = 0; d < 2; d++) stream_fill_wide(17 + k, d, 0, N, after[d]);
        copula_apply(&copula, column, N);
        expect_spearman(after[0], after[1], 6 / acos(-1) * asin(r / 2));
        arena_free(&arena);
    }
}

/* Ranks are the same with rho 1, and the other way round with -1; what goes with the one goes as far with the other. */
Test(numeric_copula, what_is_wholly_determined)
{
    static const struct copula_pair pair[] = {{0, 1, 1},   {0, 2, -1},  {1, 2, -1},
                                              {1, 3, 0.4}, {0, 3, 0.4}, {2, 3, -0.4}};
    struct arena arena;
    struct copula copula;
    struct error err = {0};
    size_t bad;
    arena_init(&arena, allocator_libc, 0);
    cr_assert_eq(copula_compile(&arena, DIMENSION, pair, 6, &copula, &bad, &err), STATUS_OK, "%s", err.message);
    double *column[DIMENSION];
    for (size_t d = 0; d < DIMENSION; d++) {
        stream_fill_wide(5, d, 0, N, after[d]);
        column[d] = after[d];
    }
    copula_apply(&copula, column, N);
    for (size_t i = 0; i < N; i++) {
        cr_assert_float_eq(after[1][i], after[0][i], 1e-13);
        cr_assert_float_eq(after[2][i], 1 - after[0][i], 1e-13);
    }
    expect_spearman(after[0], after[3], 0.4);
    copula_condition(&copula, 1, 0.9, column, N);
    for (size_t i = 0; i < N; i++) {
        cr_assert_float_eq(after[0][i], 0.9, 1e-12);
        cr_assert_float_eq(after[2][i], 0.1, 1e-12);
    }
    arena_free(&arena);
}

static int by_value(const void *a, const void *b)
{
    const double x = before[0][*(const size_t *)a], y = before[0][*(const size_t *)b];
    return (x > y) - (x < y);
}

/* Middle ranks of before[0], 0..1. */
static void rank_values(double *out)
{
    static size_t order[N];
    for (size_t i = 0; i < N; i++) order[i] = i;
    qsort(order, N, sizeof *order, by_value);
    for (size_t i = 0, end; i < N; i = end) {
        for (end = i; end < N && before[0][order[end]] == before[0][order[i]];) end++;
        for (size_t k = i; k < end; k++) out[order[k]] = (double)(i + end) / 2 / N;
    }
}

/* What is said to be reached is what draws reach, by the ranks of a sort. */
Test(numeric_copula, quantities_of_few_values_reach_less)
{
    static const double value[] = {1, 2, 3}, weight[] = {6, 3, 1}, rhos[] = {-0.7, 0.3, 0.8, 1};
    static double rank[2][N];
    struct arena arena;
    struct copula copula;
    struct error err = {0};
    struct distribution margin[3];
    const struct distribution_argument bounds[] = {{"min", 0}, {"max", 1}};
    size_t bad;
    arena_init(&arena, allocator_libc, 0);
    cr_assert_eq(distribution_discrete(&arena, value, weight, 3, &margin[0], &err), STATUS_OK);
    cr_assert_eq(distribution_empirical(&arena, (double[]){0, 0, 1, 5}, 4, false, &margin[1], &err), STATUS_OK);
    cr_assert_eq(distribution_solve(DISTRIBUTION_UNIFORM, bounds, 2, &margin[2], &err), STATUS_OK);
    for (size_t a = 0; a < 3; a++)
        for (size_t k = 0; k < 4; k++) {
            const struct copula_pair pair = {0, 1, rhos[k]};
            const struct distribution *const margins[2] = {&margin[a], &margin[(a + 1) % 3]};
            double *column[2] = {after[0], after[1]};
            cr_assert_eq(copula_compile(&arena, 2, &pair, 1, &copula, &bad, &err), STATUS_OK);
            for (size_t d = 0; d < 2; d++) stream_fill_wide(23 + k, d, 0, N, after[d]);
            copula_apply(&copula, column, N);
            for (size_t d = 0; d < 2; d++) {
                for (size_t i = 0; i < N; i++) before[0][i] = distribution_quantile(margins[d], after[d][i]);
                rank_values(rank[d]);
            }
            const double got = gsl_stats_correlation(rank[0], 1, rank[1], 1, N);
            cr_expect_float_eq(copula_reached(rhos[k], margins[0], margins[1]), got, 0.015, "%zu, rho %g: %g, not %g",
                               a, rhos[k], copula_reached(rhos[k], margins[0], margins[1]), got);
        }
    cr_expect_float_eq(copula_reached(0.6, &margin[2], &margin[2]), 0.6, 0.005);
    arena_free(&arena);
}

Test(numeric_copula, spearmans_rho_is_reached_and_uniforms_stay_uniform)
{
    static const struct copula_pair pair[] = {{0, 1, 0.7}, {1, 3, -0.4}, {3, 0, -0.9}};
    struct arena arena;
    struct copula copula;
    struct error err = {0};
    size_t bad;
    arena_init(&arena, allocator_libc, 0);
    cr_assert_eq(copula_compile(&arena, DIMENSION, pair, 3, &copula, &bad, &err), STATUS_OK, "%s", err.message);
    double *column[DIMENSION];
    for (size_t d = 0; d < DIMENSION; d++) {
        stream_fill_wide(4, d, 0, N, before[d]);
        memcpy(after[d], before[d], sizeof before[d]);
        column[d] = after[d];
    }
    copula_apply(&copula, column, N);
    cr_expect_arr_eq(before[0], after[0], sizeof before[0], "the first keeps its values");
    cr_expect_arr_eq(before[2], after[2], sizeof before[2], "the uncorrelated keeps its values");
    for (size_t i = 0; i < 3; i++) {
        expect_spearman(after[pair[i].first], after[pair[i].second], pair[i].rho);
    }
    expect_spearman(after[2], after[1], 0);
    for (size_t d = 0; d < DIMENSION; d++) {
        cr_expect_float_eq(gsl_stats_mean(after[d], 1, N), 0.5, 5 * sqrt(1.0 / 12 / N));
        cr_expect_float_eq(gsl_stats_variance(after[d], 1, N), 1.0 / 12, 5 * sqrt(1.0 / 180 / N));
        for (size_t i = 0; i < N; i++) cr_assert(after[d][i] > 0 && after[d][i] < 1);
    }
    /* pieces give the bits of the whole */
    double *piece[DIMENSION];
    for (size_t at = 0; at < 1000; at += 10) {
        for (size_t d = 0; d < DIMENSION; d++) piece[d] = before[d] + at;
        copula_apply(&copula, piece, 10);
    }
    for (size_t d = 0; d < DIMENSION; d++) cr_expect_arr_eq(before[d], after[d], 1000 * sizeof(double));
    arena_free(&arena);
}

static const struct {
    struct copula_pair pair[5];
    size_t pairs, bad;
    const char *says;
} refused[] = {
    {{{3, 2, 0.5}, {0, 1, 0.6}, {0, 2, 0.6}, {1, 2, -0.6}, {1, 3, 0.1}},
     5,
     3,
     "positive semidefinite): (0,1) (0,2) (1,2)"},
    {{{0, 1, 1}, {1, 2, 1}, {0, 2, 0.99}}, 3, 1, "(0,1) (1,2)"},
    {{{0, 1, -1}, {1, 2, 0.5}, {0, 2, 0.5}}, 3, 1, "(0,1) (1,2)"},
    {{{0, 2, 0.3}, {0, 0, 0.5}}, 2, 1, "two different"},
    {{{0, 9, 0.5}}, 1, 0, "two different"},
    {{{0, 1, 1.5}}, 1, 0, "between -1 and 1"},
    {{{0, 1, NAN}}, 1, 0, "between -1 and 1"},
    {{{0, 1, 0.5}, {1, 0, 0.2}}, 2, 1, "given twice"},
};

Test(numeric_copula, contradictions_name_their_pairs)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct copula copula;
        struct error err = {0};
        size_t bad = 99;
        cr_expect_eq(copula_compile(&arena, 4, refused[i].pair, refused[i].pairs, &copula, &bad, &err),
                     STATUS_SCENARIO);
        cr_expect_eq(bad, refused[i].bad, "case %zu: %zu", i, bad);
        cr_expect_not_null(strstr(err.message, refused[i].says), "\"%s\" lacks \"%s\"", err.message, refused[i].says);
    }
    struct copula copula;
    struct error err = {0};
    size_t bad;
    cr_expect_eq(copula_compile(&arena, 3, NULL, 0, &copula, &bad, &err), STATUS_OK);
    cr_expect_eq(copula_compile(&arena, 2000, NULL, 0, &copula, &bad, &err), STATUS_SCENARIO);
    arena_free(&arena);
}

/* Known to stand at a level, one dimension leaves the others their conditional normal distribution: mean r c, variance
 * 1 - r^2, and between two others the covariance r_12 - r_1 r_2. */
Test(numeric_copula, what_is_known_conditions_the_others)
{
    static const struct copula_pair pair[] = {{0, 1, 0.7}, {1, 3, -0.4}, {3, 0, -0.8}};
    static const double levels[] = {0.1, 0.5, 0.9};
    static double product[N];
    struct arena arena;
    struct copula copula;
    struct error err = {0};
    size_t bad;
    arena_init(&arena, allocator_libc, 0);
    cr_assert_eq(copula_compile(&arena, DIMENSION, pair, 3, &copula, &bad, &err), STATUS_OK, "%s", err.message);
    const double r01 = 2 * sin(acos(-1) * 0.7 / 6), r13 = 2 * sin(acos(-1) * -0.4 / 6),
                 r03 = 2 * sin(acos(-1) * -0.8 / 6);
    for (size_t k = 0; k < 3; k++) {
        const double c = gsl_cdf_ugaussian_Pinv(levels[k]);
        double *column[DIMENSION];
        for (size_t d = 0; d < DIMENSION; d++) {
            stream_fill_wide(4, d, 0, N, after[d]);
            column[d] = after[d];
        }
        memcpy(before[2], after[2], sizeof after[2]);
        copula_apply(&copula, column, N);
        copula_condition(&copula, 1, levels[k], column, N);
        cr_expect_arr_eq(before[2], after[2], sizeof before[2], "the uncorrelated keeps its values");
        for (size_t i = 0; i < N; i++) {
            cr_assert_eq(after[1][i], levels[k]);
            after[0][i] = gsl_cdf_ugaussian_Pinv(after[0][i]) - r01 * c;
            after[3][i] = gsl_cdf_ugaussian_Pinv(after[3][i]) - r13 * c;
            product[i] = after[0][i] * after[3][i];
        }
        cr_expect_float_eq(gsl_stats_mean(after[0], 1, N), 0, 5 * sqrt((1 - r01 * r01) / N));
        cr_expect_float_eq(gsl_stats_mean(after[3], 1, N), 0, 5 * sqrt((1 - r13 * r13) / N));
        cr_expect_float_eq(gsl_stats_variance(after[0], 1, N), 1 - r01 * r01, 5 * (1 - r01 * r01) * sqrt(2.0 / N));
        cr_expect_float_eq(gsl_stats_variance(after[3], 1, N), 1 - r13 * r13, 5 * (1 - r13 * r13) * sqrt(2.0 / N));
        cr_expect_float_eq(gsl_stats_mean(product, 1, N), r03 - r01 * r13, 5 * gsl_stats_sd(product, 1, N) / sqrt(N));
    }
    arena_free(&arena);
}

/* Each draw by itself moves along the regression on what is known, and what is known stands at its level. */
Test(numeric_copula, every_draw_is_conditioned)
{
    enum { FEW = 5 };
    static const struct copula_pair pair[] = {{0, 1, 0.5}};
    struct arena arena;
    struct copula copula;
    struct error err = {0};
    size_t bad;
    arena_init(&arena, allocator_libc, 0);
    cr_assert_eq(copula_compile(&arena, 2, pair, 1, &copula, &bad, &err), STATUS_OK, "%s", err.message);
    const double r = 2 * sin(acos(-1) * 0.5 / 6), c = gsl_cdf_ugaussian_Pinv(0.8);
    double u[2][FEW], was[2][FEW], *column[] = {u[0], u[1]};
    for (size_t d = 0; d < 2; d++) stream_fill_wide(6, d, 0, FEW, u[d]);
    memcpy(was, u, sizeof u);
    copula_condition(&copula, 1, 0.8, column, FEW);
    for (size_t i = 0; i < FEW; i++) {
        const double shift = r * (c - gsl_cdf_ugaussian_Pinv(was[1][i]));
        cr_expect_float_eq(gsl_cdf_ugaussian_Pinv(u[0][i]), gsl_cdf_ugaussian_Pinv(was[0][i]) + shift, 1e-12);
        cr_expect_eq(u[1][i], 0.8);
    }
    arena_free(&arena);
}

/* What Spearman's rho comes to between a quantity of two values and a continuous one: given the score z of the first,
 * the rank of the second has the mean Phi(r z / sqrt(2 - r^2)). */
Test(numeric_copula, what_a_pair_of_two_values_and_a_line_reaches)
{
    enum { STEPS = 100000 };
    static const double rare[] = {0.5, 0.1, 0.02};
    struct arena arena;
    struct error err = {0};
    arena_init(&arena, allocator_libc, 0);
    for (size_t k = 0; k < sizeof rare / sizeof *rare; k++)
        for (int swapped = 0; swapped < 2; swapped++)
            for (double rho = -0.8; rho < 1; rho += 0.4) {
                const double p = rare[k], r = 2 * sin(acos(-1) * rho / 6);
                const struct distribution_argument moment[] = {{"mean", 3}, {"sd", 2}};
                struct distribution two, line;
                cr_assert_eq(distribution_discrete(&arena, (double[]){0, 1}, (double[]){1 - p, p}, 2, &two, &err),
                             STATUS_OK);
                cr_assert_eq(distribution_solve(DISTRIBUTION_NORMAL, moment, 2, &line, &err), STATUS_OK);
                double covariance = 0;
                for (int i = 0; i < STEPS; i++) {
                    const double u = (i + 0.5) / STEPS, z = gsl_cdf_ugaussian_Pinv(u);
                    const double rank = u < 1 - p ? (1 - p) / 2 : 1 - p / 2;
                    covariance += (rank - 0.5) * gsl_cdf_ugaussian_P(r * z / sqrt(2 - r * r)) / STEPS;
                }
                const double exact = covariance / sqrt((1 - p) * p / 4 / 12);
                const double got = swapped ? copula_reached(rho, &line, &two) : copula_reached(rho, &two, &line);
                cr_expect(fabs(got - exact) < 0.01, "p %g, rho %g: %g, not %g", p, rho, got, exact);
            }
    arena_free(&arena);
}
