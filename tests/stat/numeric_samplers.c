/* Draws as the simulator takes them, by the compiled quantile from the streams, at fixed seeds. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "sim/numeric/statistics.h"
#include "sim/numeric/stream.h"
#include "tests/laws/numeric_examples.h"

enum { DRAWS = 1000000, ORDERED = 30000 };

static double u[DRAWS], x[DRAWS];

static void draw(struct arena *arena, const struct example *example, size_t draws)
{
    const struct quantile_function *function;
    struct error err = {0};
    cr_assert_eq(quantile_compile(arena, &example->distribution, &function, &err), STATUS_OK);
    stream_fill_wide(20210916, stream_id(example->name), 0, draws, u);
    quantile_fill(function, u, draws, x);
}

/* Fourth central moment of the draws, for the standard error of their variance. */
static double fourth_moment(double mean)
{
    double sum = 0;
    for (size_t i = 0; i < DRAWS; i++) {
        const double square = (x[i] - mean) * (x[i] - mean);
        sum += square * square;
    }
    return sum / DRAWS;
}

Test(numeric_samplers, mean_and_variance_of_a_million_draws)
{
    struct arena arena;
    static struct example example[EXAMPLES_MAX];
    arena_init(&arena, allocator_libc, 0);
    const size_t examples = examples_make(&arena, example);
    for (size_t i = 0; i < examples; i++) {
        const struct distribution *const d = &example[i].distribution;
        draw(&arena, &example[i], DRAWS);
        const double mean = distribution_mean(d), variance = distribution_sd(d) * distribution_sd(d);
        const double got_mean = statistics_mean(x, DRAWS).value, got = statistics_variance(x, DRAWS);
        cr_expect_leq(fabs(got_mean - mean), 5 * sqrt(variance / DRAWS) + 1e-12 * fabs(mean), "%s: mean %g, not %g",
                      example[i].name, got_mean, mean);
        const double error = sqrt(fmax(fourth_moment(mean) - variance * variance, 0) / DRAWS);
        cr_expect_leq(fabs(got - variance), 5 * error + 1e-12 * variance, "%s: variance %g, not %g", example[i].name,
                      got, variance);
    }
    arena_free(&arena);
}

/* Anderson and Darling's statistic of the draws against the distribution's own cdf. */
static double anderson_darling(const struct distribution *d, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        const double low = distribution_cdf(d, x[i]), high = 1 - distribution_cdf(d, x[n - 1 - i]);
        sum += (2.0 * (double)i + 1) * (log(fmax(low, 1e-17)) + log(fmax(high, 1e-17)));
    }
    return -(double)n - sum / (double)n;
}

static bool is_continuous(const struct distribution *d)
{
    return !d->value && !distribution_is_fixed(d);
}

Test(numeric_samplers, anderson_and_darling)
{
    /* P(A^2 > 12.6) is about 1e-6: the tail falls by a factor of ten for each 2.2 beyond 5.97 at 0.001 (Marsaglia and
     * Marsaglia, Journal of Statistical Software 9(2), 2004). */
    static const double LIMIT = 12.6;
    struct arena arena;
    static struct example example[EXAMPLES_MAX];
    arena_init(&arena, allocator_libc, 0);
    const size_t examples = examples_make(&arena, example);
    for (size_t i = 0; i < examples; i++) {
        if (!is_continuous(&example[i].distribution)) continue;
        draw(&arena, &example[i], ORDERED);
        statistics_sort(x, ORDERED);
        const double got = anderson_darling(&example[i].distribution, ORDERED);
        cr_expect_leq(got, LIMIT, "%s: A^2 = %g", example[i].name, got);
    }
    /* The test sees a bias of 0.05 standard deviations. */
    draw(&arena, &example[DISTRIBUTION_NORMAL], ORDERED);
    statistics_sort(x, ORDERED);
    struct distribution shifted = example[DISTRIBUTION_NORMAL].distribution;
    shifted.parameter[0] += 0.05 * shifted.parameter[1];
    cr_expect_gt(anderson_darling(&shifted, ORDERED), LIMIT);
    arena_free(&arena);
}
