/* Measures of sensitivity of functions whose indices are known in closed form. */
#include <criterion/criterion.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "sim/analysis/sensitivity_measures.h"
#include "sim/numeric/stream.h"

enum { N = 4096, MOST = 8 };

static const double PI = 3.14159265358979323846;

/* Saltelli's design for a function of uniforms. */
struct sample {
    struct sensitivity_design design;
    double x[MOST][N], first[N], second[N], mixed[MOST][N];
};

typedef double function_of_uniforms(const double *u);

static void fill(uint64_t seed, enum sampling method, size_t inputs, function_of_uniforms *function, struct sample *out)
{
    const struct sampling_design design = {.method = method, .seed = seed, .iterations = N};
    static double other[MOST][N];
    for (size_t d = 0; d < inputs; d++) {
        const struct sampling_axis axis = sampling_axis_of(1000 + d, d),
                                   second = sampling_axis_of(2000 + d, inputs + d);
        sampling_fill(&design, &axis, 0, N, out->x[d]);
        sampling_fill(&design, &second, 0, N, other[d]);
    }
    for (size_t i = 0; i < N; i++) {
        double a[MOST], b[MOST];
        for (size_t d = 0; d < inputs; d++) a[d] = out->x[d][i], b[d] = other[d][i];
        out->first[i] = function(a);
        out->second[i] = function(b);
        for (size_t d = 0; d < inputs; d++) {
            const double kept = a[d];
            a[d] = b[d];
            out->mixed[d][i] = function(a);
            a[d] = kept;
        }
    }
    out->design = (struct sensitivity_design){
        .n = N, .first = out->first, .second = out->second, .factors = inputs, .mixed = out->mixed[0], .seed = seed};
}

/* Ishigami and Homma (1990) on (-pi, pi)^3, a = 7, b = 0.1. */
static double ishigami(const double *u)
{
    const double x = PI * (2 * u[0] - 1), y = PI * (2 * u[1] - 1), z = PI * (2 * u[2] - 1);
    return sin(x) + 7 * sin(y) * sin(y) + 0.1 * z * z * z * z * sin(x);
}

static const double g_weight[MOST] = {0, 1, 4.5, 9, 99, 99, 99, 99};

/* Sobol' g function in eight dimensions (Saltelli and Sobol' 1995). */
static double g_function(const double *u)
{
    double product = 1;
    for (size_t d = 0; d < MOST; d++) product *= (fabs(4 * u[d] - 2) + g_weight[d]) / (1 + g_weight[d]);
    return product;
}

static double additive(const double *u)
{
    return 3 * u[0] - 2 * u[1] + u[2];
}

static double product_of_two(const double *u)
{
    return u[0] * u[1];
}

static double alone(const double *u)
{
    return exp(u[1]);
}

/* Within the tolerance that is promised, and within 7 of the errors reported: with Student's t of 15 degrees of freedom
 * a right one fails four times in a million. */
static void expect_index(const char *what, struct estimate got, double exact, double tolerance)
{
    const double off = fabs(got.value - exact);
    cr_expect(off <= tolerance, "%s: %.5f, exact %.5f", what, got.value, exact);
    cr_expect(got.low <= got.value && got.value <= got.high, "%s: %g to %g", what, got.low, got.high);
    cr_expect(off <= 7 * got.error, "%s: %.5f, exact %.5f, error %.5f", what, got.value, exact, got.error);
    cr_expect(got.error <= tolerance, "%s: an error of %.5f tells too little", what, got.error);
}

static struct sample sample;

Test(exact, ishigami_indices)
{
    static const double first[] = {0.3139, 0.4424, 0}, whole[] = {0.5576, 0.4424, 0.2437};
    struct sensitivity_index index[3];
    struct estimate sum;
    fill(1, SAMPLING_SOBOL, 3, ishigami, &sample);
    sensitivity_indices(&sample.design, index, &sum);
    for (size_t d = 0; d < 3; d++) {
        expect_index("first", index[d].first, first[d], 0.02);
        expect_index("total", index[d].total, whole[d], 0.02);
    }
    expect_index("sum", sum, 0.7563, 0.02);
}

Test(exact, g_function_indices)
{
    double part[MOST], all = 1, sum_of_parts = 0;
    struct sensitivity_index index[MOST];
    struct estimate sum;
    for (size_t d = 0; d < MOST; d++) {
        part[d] = 1 / (3 * (1 + g_weight[d]) * (1 + g_weight[d]));
        all *= 1 + part[d];
        sum_of_parts += part[d];
    }
    fill(2, SAMPLING_SOBOL, MOST, g_function, &sample);
    sensitivity_indices(&sample.design, index, &sum);
    for (size_t d = 0; d < MOST; d++) {
        expect_index("first", index[d].first, part[d] / (all - 1), d < 2 ? 0.02 : 0.005);
        expect_index("total", index[d].total, part[d] * all / (1 + part[d]) / (all - 1), d < 2 ? 0.02 : 0.005);
    }
    expect_index("sum", sum, sum_of_parts / (all - 1), 0.02);
}

/* Where nothing acts together, first and total are the same and the parts add up to the whole. */
Test(exact, additive_indices)
{
    static const double part[] = {9.0 / 14, 4.0 / 14, 1.0 / 14};
    struct sensitivity_index index[3];
    struct estimate sum;
    fill(3, SAMPLING_SOBOL, 3, additive, &sample);
    sensitivity_indices(&sample.design, index, &sum);
    for (size_t d = 0; d < 3; d++) {
        expect_index("first", index[d].first, part[d], 0.01);
        expect_index("total", index[d].total, part[d], 0.01);
    }
    cr_expect(fabs(sum.value - 1) <= 0.005, "sum %.5f", sum.value);
}

/* u v has variance 7/144; each alone explains 3/7, both together the last seventh. */
Test(exact, indices_of_a_product)
{
    struct sensitivity_index index[2];
    struct estimate sum;
    fill(4, SAMPLING_SOBOL, 2, product_of_two, &sample);
    sensitivity_indices(&sample.design, index, &sum);
    for (size_t d = 0; d < 2; d++) {
        expect_index("first", index[d].first, 3.0 / 7, 0.01);
        expect_index("total", index[d].total, 4.0 / 7, 0.01);
    }
    expect_index("sum", sum, 6.0 / 7, 0.01);
}

/* A factor without effect has exactly 0, one that does everything exactly 1, without error. */
Test(exact, indices_of_nothing_and_everything)
{
    struct sensitivity_index index[3];
    struct estimate sum;
    fill(5, SAMPLING_SOBOL, 3, alone, &sample);
    sensitivity_indices(&sample.design, index, &sum);
    for (size_t d = 0; d < 3; d++) {
        const double exact = d == 1;
        cr_expect(index[d].first.value == exact && index[d].first.low == exact && index[d].first.high == exact);
        cr_expect(index[d].total.value == exact && index[d].total.low == exact && index[d].total.high == exact);
    }
    cr_expect(sum.value == 1);
    for (size_t i = 0; i < N; i++) sample.first[i] = sample.second[i] = sample.mixed[0][i] = 5;
    sample.design.factors = 1;
    sensitivity_indices(&sample.design, index, &sum);
    cr_expect(index[0].first.value == 0 && index[0].total.value == 0 && sum.value == 0);
}

/* The order of the factors changes nothing. */
Test(exact, indices_do_not_depend_on_the_order)
{
    static double turned[3][N];
    struct sensitivity_index index[3], again[3];
    struct estimate sum, sum_again;
    fill(6, SAMPLING_SOBOL, 3, ishigami, &sample);
    sensitivity_indices(&sample.design, index, &sum);
    for (size_t d = 0; d < 3; d++) memcpy(turned[2 - d], sample.mixed[d], sizeof turned[0]);
    sample.design.mixed = turned[0];
    sensitivity_indices(&sample.design, again, &sum_again);
    for (size_t d = 0; d < 3; d++) cr_expect_arr_eq(&index[d], &again[2 - d], sizeof index[d]);
    cr_expect_float_eq(sum.value, sum_again.value, 1e-14);
}

/* 95 % intervals cover the truth about 95 times of 100: in 300 independent samples of Ishigami's function, and of
 * independent points as well. 300 binomial trials at 95 % lie below 264 once in a million. */
Test(exact, index_intervals_cover_the_truth)
{
    enum { TIMES = 300, LEAST = 264 };
    static const double exact[] = {0.31391, 0.44241, 0.55759, 0.44241, 0.24368};
    for (enum sampling method = SAMPLING_RANDOM; method <= SAMPLING_SOBOL; method += SAMPLING_SOBOL) {
        int covered[5] = {0};
        for (uint64_t seed = 0; seed < TIMES; seed++) {
            struct sensitivity_index index[3];
            struct estimate sum;
            fill(100 + seed, method, 3, ishigami, &sample);
            sensitivity_indices(&sample.design, index, &sum);
            const struct estimate got[] = {index[0].first, index[1].first, index[0].total, index[1].total,
                                           index[2].total};
            for (size_t k = 0; k < 5; k++) covered[k] += exact[k] >= got[k].low && exact[k] <= got[k].high;
        }
        for (size_t k = 0; k < 5; k++)
            cr_expect(covered[k] >= LEAST && covered[k] < TIMES, "%s, index %zu: %d of %d", sampling_name[method], k,
                      covered[k], TIMES);
    }
}

Test(exact, ranks_with_ties)
{
    static const double x[] = {3, 1, 2, 1, 3, 3, -0.5}, rank[] = {6, 2.5, 4, 2.5, 6, 6, 1};
    double scratch[7], got[7];
    sensitivity_ranks(x, 7, scratch, got);
    cr_expect_arr_eq(got, rank, sizeof rank);
}

static double rising(const double *u)
{
    return exp(3 * u[1]);
}

/* What rises strictly with one input alone, however crookedly, has +1 with it and -1 with the input turned round. */
Test(exact, rank_correlation_of_a_monotone_function)
{
    struct estimate got[3];
    struct error err = {0};
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    fill(7, SAMPLING_RANDOM, 3, rising, &sample);
    cr_assert_eq(sensitivity_rank_correlations(&arena, sample.x[0], 3, sample.first, N, got, &err), STATUS_OK);
    cr_expect(got[1].value == 1 && got[1].low == 1 && got[1].high == 1, "%g", got[1].value);
    cr_expect(got[0].value == 0 && got[2].value == 0, "%g, %g", got[0].value, got[2].value);
    for (size_t i = 0; i < N; i++) sample.x[1][i] = 1 - sample.x[1][i];
    cr_assert_eq(sensitivity_rank_correlations(&arena, sample.x[0], 3, sample.first, N, got, &err), STATUS_OK);
    cr_expect(got[1].value == -1, "%g", got[1].value);
    arena_free(&arena);
}

/* The same by another way: residuals of ranks on the other inputs' ranks, by Gram-Schmidt, and their correlation. */
static double by_residuals(double (*x)[N], size_t inputs, const double *y, size_t wanted)
{
    static double column[MOST + 1][N], scratch[N];
    size_t order[MOST + 1], n = 0;
    for (size_t d = 0; d < inputs; d++)
        if (d != wanted) order[n++] = d;
    order[n++] = wanted;
    for (size_t k = 0; k <= inputs; k++) {
        sensitivity_ranks(k < inputs ? x[order[k]] : y, N, scratch, column[k]);
        for (size_t i = 0; i < N; i++) column[k][i] -= (N + 1) / 2.0;
    }
    for (size_t k = 0; k <= inputs; k++)
        for (size_t j = 0; j < k && j < inputs - 1; j++) {
            double both = 0, square = 0;
            for (size_t i = 0; i < N; i++) both += column[k][i] * column[j][i], square += column[j][i] * column[j][i];
            for (size_t i = 0; i < N; i++) column[k][i] -= both / square * column[j][i];
        }
    double both = 0, a = 0, b = 0;
    for (size_t i = 0; i < N; i++) {
        both += column[inputs - 1][i] * column[inputs][i];
        a += column[inputs - 1][i] * column[inputs - 1][i];
        b += column[inputs][i] * column[inputs][i];
    }
    return both / sqrt(a * b);
}

Test(exact, rank_correlations_are_those_of_residuals)
{
    struct estimate got[MOST];
    struct error err = {0};
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    fill(8, SAMPLING_RANDOM, MOST, g_function, &sample);
    for (size_t i = 0; i < N; i++) { /* correlated inputs, ties, and a result that rises and falls with them */
        sample.x[1][i] = 0.6 * sample.x[0][i] + 0.4 * sample.x[1][i];
        sample.x[2][i] = floor(5 * sample.x[2][i]);
        sample.first[i] += 2 * sample.x[0][i] - sample.x[1][i] + 0.1 * sample.x[2][i];
    }
    cr_assert_eq(sensitivity_rank_correlations(&arena, sample.x[0], MOST, sample.first, N, got, &err), STATUS_OK);
    for (size_t d = 0; d < MOST; d++) {
        const double other = by_residuals(sample.x, MOST, sample.first, d);
        cr_expect_float_eq(got[d].value, other, 1e-12, "input %zu: %.15g, %.15g", d, got[d].value, other);
        cr_expect(got[d].low < got[d].value && got[d].value < got[d].high);
    }
    arena_free(&arena);
}

/* Of independent noise the intervals cover zero about 95 times of 100. */
Test(exact, rank_correlation_intervals_cover_zero)
{
    enum { POINTS = 64, INPUTS = 4, TIMES = 500, LEAST = 450 };
    static double x[INPUTS + 1][POINTS];
    struct error err = {0};
    int covered = 0;
    for (uint32_t k = 0; k < TIMES; k++) {
        struct estimate got[INPUTS];
        struct arena arena;
        arena_init(&arena, allocator_libc, 0);
        for (uint32_t d = 0; d <= INPUTS; d++) stream_fill_wide(9, d, k * POINTS, POINTS, x[d]);
        cr_assert_eq(sensitivity_rank_correlations(&arena, x[0], INPUTS, x[INPUTS], POINTS, got, &err), STATUS_OK);
        covered += got[2].low <= 0 && got[2].high >= 0;
        arena_free(&arena);
    }
    cr_expect(covered >= LEAST && covered < TIMES, "%d of %d", covered, TIMES);
}

Test(exact, rank_correlation_that_is_not_defined)
{
    struct estimate got[3];
    struct error err = {0};
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    gsl_set_error_handler_off();
    fill(10, SAMPLING_RANDOM, 3, additive, &sample);
    memcpy(sample.x[2], sample.x[0], sizeof sample.x[0]); /* inputs that depend on each other */
    cr_assert_eq(sensitivity_rank_correlations(&arena, sample.x[0], 3, sample.first, N, got, &err), STATUS_OK);
    for (size_t d = 0; d < 3; d++) cr_expect(isnan(got[d].value));
    memset(sample.x[2], 0, sizeof sample.x[2]); /* an input that does not vary: the others stand */
    cr_assert_eq(sensitivity_rank_correlations(&arena, sample.x[0], 3, sample.first, N, got, &err), STATUS_OK);
    cr_expect(isnan(got[2].value) && got[0].value > 0.9 && got[1].value < -0.8);
    memset(sample.first, 0, sizeof sample.first); /* a result that does not vary */
    cr_assert_eq(sensitivity_rank_correlations(&arena, sample.x[0], 2, sample.first, N, got, &err), STATUS_OK);
    cr_expect(isnan(got[0].value) && isnan(got[1].value));
    arena_free(&arena);
}
