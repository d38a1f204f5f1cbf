#include <criterion/criterion.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "sim/numeric/statistics.h"
#include "sim/numeric/stream.h"

enum { N = 1001 };

static void sample(double x[N], uint64_t stream)
{
    stream_fill_wide(5, stream, 0, N, x);
    for (size_t i = 0; i < N; i++) x[i] = 1e6 + 1000 * (x[i] - 0.3) * (x[i] - 0.3);
}

Test(numeric_statistics, sum_has_eight_lanes_in_a_fixed_order)
{
    double x[37], lane[8] = {0};
    for (size_t i = 0; i < 37; i++) {
        x[i] = 1 / (1.0 + (double)i) * (i % 3 ? 1 : -1e8);
        lane[i % 8] += x[i];
    }
    const double wanted = ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
    cr_expect_eq(statistics_sum(x, 37), wanted);
    cr_expect_eq(statistics_sum(x, 0), 0);
}

Test(numeric_statistics, mean_and_variance)
{
    double x[N];
    sample(x, 1);
    const struct estimate mean = statistics_mean(x, N);
    cr_expect_float_eq(mean.value, gsl_stats_mean(x, 1, N), 1e-8);
    cr_expect_float_eq(statistics_variance(x, N), gsl_stats_variance(x, 1, N), 1e-6);
    cr_expect_float_eq(mean.error, gsl_stats_sd(x, 1, N) / sqrt(N), 1e-9);
    cr_expect_float_eq(mean.high - mean.low, 2 * 1.959964 * mean.error, 1e-6);
    cr_expect_eq(statistics_mean(x, 1).value, x[0]);
    cr_expect_eq(statistics_mean(x, 1).error, INFINITY);
    cr_expect_eq(statistics_variance(x, 1), 0);
    cr_expect(isnan(statistics_mean(x, 0).value));
    const double same[] = {0.1, 0.1, 0.1, 0.1, 0.1};
    cr_expect_eq(statistics_variance(same, 5), 0);
}

Test(numeric_statistics, percentiles_of_type_7)
{
    double x[N];
    sample(x, 2);
    statistics_sort(x, N);
    for (size_t i = 1; i < N; i++) cr_assert_leq(x[i - 1], x[i]);
    for (double p = 0; p <= 1; p += 0.037) {
        const struct estimate got = statistics_percentile(x, N, p);
        cr_expect_float_eq(got.value, gsl_stats_quantile_from_sorted_data(x, 1, N, p), 1e-9);
        cr_expect(got.low <= got.value && got.value <= got.high);
    }
    /* n p -/+ 1.96 sqrt(n p (1 - p)) = 500.5 -/+ 31.01: the order statistics 469 and 533 */
    const struct estimate median = statistics_percentile(x, N, 0.5);
    cr_expect_eq(median.low, x[468]);
    cr_expect_eq(median.high, x[532]);
    cr_expect_eq(statistics_percentile(x, 1, 0.3).value, x[0]);
    cr_expect_eq(statistics_percentile(x, N, 0).value, x[0]);
    cr_expect_eq(statistics_percentile(x, N, 1).value, x[N - 1]);
}

/* Of many columns of uniforms, the intervals hold the true percentile in about 95 of 100. */
Test(numeric_statistics, percentile_intervals_cover)
{
    enum { COLUMNS = 2000, ROWS = 400 };
    size_t covered = 0;
    for (uint64_t c = 0; c < COLUMNS; c++) {
        double x[ROWS];
        stream_fill_wide(6, c, 0, ROWS, x);
        statistics_sort(x, ROWS);
        const struct estimate got = statistics_percentile(x, ROWS, 0.1);
        covered += got.low <= 0.1 && 0.1 <= got.high;
    }
    cr_expect(covered >= 1880 && covered <= 1960, "%zu of 2000", covered);
}

Test(numeric_statistics, probability_by_wilson)
{
    /* Newcombe (Statistics in Medicine 17, 1998), table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29 */
    static const struct {
        size_t hits, n;
        double low, high;
    } known[] = {{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}};
    for (size_t i = 0; i < 4; i++) {
        const struct estimate got = statistics_probability(known[i].hits, known[i].n);
        cr_expect_eq(got.value, (double)known[i].hits / (double)known[i].n);
        cr_expect_float_eq(got.low, known[i].low, 5.1e-5, "%zu: %g", i, got.low);
        cr_expect_float_eq(got.high, known[i].high, 5.1e-5, "%zu: %g", i, got.high);
        cr_expect_gt(got.error, 0);
    }
    cr_expect_eq(statistics_probability(20, 20).high, 1);
    cr_expect(isnan(statistics_probability(0, 0).value));
}

Test(numeric_statistics, shortfall_takes_a_part_of_the_last_element)
{
    const double x[] = {-10, -4, 0, 1, 2, 3, 4, 5, 6, 7};
    cr_expect_float_eq(statistics_shortfall(x, 10, 0.1).value, -10, 1e-14);
    cr_expect_float_eq(statistics_shortfall(x, 10, 0.25).value, (-10 - 4 + 0.5 * 0) / 2.5, 1e-14);
    cr_expect_float_eq(statistics_shortfall(x, 10, 0.05).value, -10, 1e-14);
    cr_expect_float_eq(statistics_shortfall(x, 10, 1).value, 1.4, 1e-14);
    cr_expect(statistics_shortfall(x, 10, 0.2).error > 0);
}

/* The stated error of the shortfall and of the ratio against the spread over many columns. */
Test(numeric_statistics, stated_errors_are_the_spread_of_repetitions)
{
    enum { COLUMNS = 1000, ROWS = 1000 };
    static double shortfall[COLUMNS], ratio[COLUMNS];
    double stated_shortfall = 0, stated_ratio = 0;
    for (uint64_t c = 0; c < COLUMNS; c++) {
        double x[ROWS], y[ROWS];
        stream_fill_wide(7, c, 0, ROWS, x);
        stream_fill_wide(8, c, 0, ROWS, y);
        for (size_t i = 0; i < ROWS; i++) y[i] = 2 * x[i] + y[i];
        const struct estimate r = statistics_ratio(y, x, ROWS);
        ratio[c] = r.value;
        stated_ratio += r.error / COLUMNS;
        statistics_sort(x, ROWS);
        const struct estimate s = statistics_shortfall(x, ROWS, 0.05);
        shortfall[c] = s.value;
        stated_shortfall += s.error / COLUMNS;
    }
    cr_expect_float_eq(gsl_stats_mean(shortfall, 1, COLUMNS), 0.025 * 1020 / 1001, 2e-4);
    cr_expect_float_eq(gsl_stats_mean(ratio, 1, COLUMNS), 3, 0.01);
    cr_expect_float_eq(stated_shortfall / gsl_stats_sd(shortfall, 1, COLUMNS), 1, 0.1);
    cr_expect_float_eq(stated_ratio / gsl_stats_sd(ratio, 1, COLUMNS), 1, 0.1);
}

Test(numeric_statistics, ratio_without_a_denominator_is_not_a_number)
{
    const double y[] = {1, 2}, zero[] = {0, 0}, x[] = {2, 4};
    cr_expect(isnan(statistics_ratio(y, zero, 2).value));
    cr_expect_eq(statistics_ratio(y, x, 2).value, 0.5);
    cr_expect_eq(statistics_ratio(y, x, 2).error, 0);
    cr_expect_eq(statistics_ratio(y, x, 1).error, INFINITY);
}

/* Of no numbers, and of a tail without any, only the extremes that are possible are known. */
Test(numeric_statistics, nothing_is_known_of_nothing)
{
    const struct estimate unknown[] = {statistics_percentile(NULL, 0, 0.5), statistics_shortfall(NULL, 0, 0.1),
                                       statistics_ratio(NULL, NULL, 0), statistics_probability(0, 0)};
    for (size_t i = 0; i < 4; i++) {
        cr_expect(isnan(unknown[i].value), "%zu: %g", i, unknown[i].value);
        cr_expect_eq(unknown[i].error, INFINITY, "%zu", i);
        cr_expect_eq(unknown[i].low, i < 3 ? -INFINITY : 0, "%zu", i);
        cr_expect_eq(unknown[i].high, i < 3 ? INFINITY : 1, "%zu", i);
    }
    const double x[] = {-3, 2, 5};
    const struct estimate tail = statistics_shortfall(x, 3, 0);
    cr_expect(tail.value == -3 && tail.error == INFINITY && tail.low == -INFINITY && tail.high == -3);
    cr_expect_eq(statistics_shortfall(x, 1, 0.5).value, -3);
    cr_expect_eq(statistics_shortfall(x, 1, 0.5).error, INFINITY);
}

/* The number at each rank is the rank, so that intervals name theirs: n p -/+ 1.96 sqrt(n p (1 - p)), outwards. */
Test(numeric_statistics, percentile_intervals_are_those_ranks)
{
    static const struct {
        double level, low, high;
    } known[] = {{0.5, 40, 61}, {0.1, 4, 17}, {0.01, 1, 4}, {0.98, 95, 100}, {0, 1, 1}, {1, 100, 100}};
    double x[100];
    for (size_t i = 0; i < 100; i++) x[i] = (double)i + 1;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const struct estimate got = statistics_percentile(x, 100, known[i].level);
        cr_expect_eq(got.low, known[i].low, "%g: %g", known[i].level, got.low);
        cr_expect_eq(got.high, known[i].high, "%g: %g", known[i].level, got.high);
        cr_expect_float_eq(got.error, (got.high - got.low) / (2 * 1.959963984540054), 1e-13);
    }
}

/* Errors as their formulas say, of few numbers: the spread of what each iteration adds. */
Test(numeric_statistics, errors_by_hand)
{
    /* The lowest quarter is -6 and -2, the next number 1, and (1 - x)+ is what each number lacks to it. */
    const double x[] = {-6, -2, 1, 2, 3, 4, 5, 6}, lack[] = {7, 3, 0, 0, 0, 0, 0, 0};
    cr_expect_float_eq(statistics_shortfall(x, 8, 0.25).value, -4, 1e-14);
    cr_expect_float_eq(statistics_shortfall(x, 8, 0.25).error, sqrt(gsl_stats_variance(lack, 1, 8) / 8) / 0.25, 1e-13);
    const double above[] = {1, 4, 2, 9, 5}, below[] = {2, 3, 1, 8, 1};
    double rest[5];
    for (size_t i = 0; i < 5; i++) rest[i] = above[i] - 1.4 * below[i];
    cr_expect_float_eq(statistics_ratio(above, below, 5).value, 1.4, 1e-15);
    cr_expect_float_eq(statistics_ratio(above, below, 5).error, sqrt(gsl_stats_variance(rest, 1, 5) / 5) / 3, 1e-14);
    /* Of 0 and 1 in equal number the fourth moment is 1/16 and the second 1/4. */
    const double coin[] = {0, 1, 0, 1, 1, 0};
    const struct moments moments = statistics_moments(coin, 6);
    cr_expect_eq(moments.positive, 3);
    cr_expect_float_eq(moments.fourth, 1.0 / 16, 1e-16);
    cr_expect_float_eq(statistics_variance_error(&moments), sqrt((1.0 / 16 - 1.0 / 16 * 3 / 5) / 6), 1e-15);
    const struct moments one = statistics_moments(coin, 1);
    cr_expect_eq(statistics_variance_error(&one), INFINITY);
}
