#include <criterion/criterion.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <string.h>

#include "sim/numeric/copula.h"
#include "sim/numeric/stream.h"

enum { N = 100000, DIMENSION = 4 };

static double before[DIMENSION][N], after[DIMENSION][N];

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
        /* uniforms are their own ranks; the standard error is below 0.0032 */
        const double got = gsl_stats_correlation(after[pair[i].first], 1, after[pair[i].second], 1, N);
        cr_expect_float_eq(got, pair[i].rho, 0.015, "pair %zu: %g", i, got);
    }
    cr_expect_float_eq(gsl_stats_correlation(after[2], 1, after[1], 1, N), 0, 0.015);
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
    {{{3, 2, 0.5}, {0, 1, 0.6}, {0, 2, 0.6}, {1, 2, -0.6}, {1, 3, 0.1}}, 5, 3, "positive definite): (0,1) (0,2) (1,2)"},
    {{{0, 1, 1}}, 1, 0, "(0,1)"},
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
