/* Order statistics on demand against a full sort by comparison, on hostile columns. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/numeric/order.h"
#include "sim/numeric/replicates.h"
#include "sim/numeric/stream.h"

enum { MOST = 20000 };

static double column[MOST], sorted[MOST], got[MOST], room[MOST];

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    if (x != y) return x < y ? -1 : 1;
    return (signbit(y) != 0) - (signbit(x) != 0);
}

static double plain(double u)
{
    return u - 0.5;
}

static double steps(double u)
{
    return floor(9 * u) - 4;
}

static double spread(double u)
{
    return u < 0.5 ? -exp2(200 * u) : exp2(200 * u - 100);
}

static double whole_range(double u)
{
    return u < 0.5 ? -exp2(2044 * u) : exp2(2046 * (u - 0.5));
}

static double denormal(double u)
{
    return floor(1000 * u - 300) * 5e-324;
}

static double skewed(double u)
{
    return exp(-30 * log(u));
}

static double two_heaps(double u)
{
    return u < 0.4 ? 1 + u * 1e-9 : 1e12 + u;
}

static double zeros(double u)
{
    return u < 0.5 ? -0.0 : 0.0;
}

static double equal(double u)
{
    return u > 2 ? 0 : 1234.5;
}

static double mostly_one(double u)
{
    return u < 0.001 ? u : u > 0.999 ? 1e300 * u : 7;
}

static double infinite(double u)
{
    return u < 0.2 ? -INFINITY : u > 0.7 ? INFINITY : u;
}

static double (*const shape[])(double) = {plain,     steps, spread, whole_range, denormal, skewed,
                                          two_heaps, zeros, equal,  mostly_one,  infinite};
static const double special[] = {0.0, -0.0, INFINITY, -INFINITY, 5e-324, -5e-324, 1.7e308, -1.7e308};

enum { SHAPES = sizeof shape / sizeof *shape };

static void fill(size_t s, size_t n, bool specials)
{
    stream_fill_wide(5, s, 0, n, column);
    for (size_t i = 0; i < n; i++) column[i] = shape[s](column[i]);
    for (size_t i = 0; specials && i < 8 && i < n; i++) column[(2 * i + 1) * n / 16] = special[i];
    memcpy(sorted, column, n * sizeof *column);
    qsort(sorted, n, sizeof *sorted, compare);
}

static const size_t length[] = {1, 2, 3, 24, 25, 26, 300, 511, 2047, 2048, 2049, 2600, MOST - 1, MOST};

enum { LENGTHS = sizeof length / sizeof *length };

static bool same(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static void check_ranks(size_t s, size_t n)
{
    struct order order;
    order_init(&order, column, n, room);
    for (size_t i = 0; i < 60; i++) {
        const size_t rank = i < 2 ? i * (n - 1) : i * 7919 * n / 60 % n;
        cr_assert(same(order_value(&order, rank), sorted[rank]), "shape %zu, n %zu, rank %zu", s, n, rank);
    }
    cr_assert_eq(memcmp(order_lowest(&order, n / 3), sorted, n / 3 * sizeof *sorted), 0, "shape %zu, n %zu", s, n);
    cr_assert_eq(memcmp(order_lowest(&order, n), sorted, n * sizeof *sorted), 0, "shape %zu, n %zu", s, n);
}

Test(numeric_order, every_rank_is_that_of_a_full_sort)
{
    for (size_t s = 0; s < SHAPES; s++)
        for (size_t l = 0; l < 2 * LENGTHS; l++) {
            fill(s, length[l / 2], l % 2);
            check_ranks(s, length[l / 2]);
        }
}

Test(numeric_order, sort_is_that_by_comparison)
{
    statistics_sort(NULL, 0);
    for (size_t s = 0; s < SHAPES; s++)
        for (size_t l = 0; l < 2 * LENGTHS; l++) {
            fill(s, length[l / 2], l % 2);
            memcpy(got, column, sizeof got);
            statistics_sort(got, length[l / 2]);
            cr_expect_eq(memcmp(got, sorted, length[l / 2] * sizeof *got), 0, "shape %zu, %zu numbers", s,
                         length[l / 2]);
        }
}

static bool same_estimate(struct estimate a, struct estimate b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

Test(numeric_order, percentiles_and_shortfall_have_the_bits_of_the_sorted_column)
{
    for (size_t s = 0; s < SHAPES; s++)
        for (size_t l = 0; l < LENGTHS; l++) {
            const size_t n = length[l];
            struct order order;
            fill(s, n, false);
            order_init(&order, column, n, room);
            for (double p = 0; p <= 1; p += 0.0625)
                cr_assert(same_estimate(statistics_percentile_of(&order, p), statistics_percentile(sorted, n, p)),
                          "shape %zu, n %zu, p %g", s, n, p);
            cr_assert(same_estimate(statistics_shortfall_of(&order, 0.05), statistics_shortfall(sorted, n, 0.05)));
        }
}

/* One level after the other, each with a pass of its own over the replicates. */
Test(numeric_order, percentiles_between_replicates_are_those_of_single_passes)
{
    enum { N = 5003, LEVELS = 4 };
    static const double level[LEVELS] = {0.01, 0.3, 0.5, 0.99};
    for (size_t s = 0; s < SHAPES - 1; s++) {
        struct order order;
        struct estimate out[LEVELS];
        fill(s, N, false);
        order_init(&order, column, N, room);
        replicates_percentiles(column, &order, level, LEVELS, out);
        for (size_t p = 0; p < LEVELS; p++) {
            const double value = statistics_percentile(sorted, N, level[p]).value;
            double mean[SAMPLING_REPLICATES] = {0};
            for (size_t i = 0; i < N; i++) mean[i % 16] += column[i] > value;
            for (size_t r = 0; r < 16; r++) mean[r] /= (double)(N / 16 + (r < N % 16));
            const double error = sqrt(statistics_variance(mean, 16) / 16);
            const double reach = fmax(2.1314495455597742 * error * N, 3);
            const size_t low = (size_t)fmax(floor(N * level[p] - reach), 1);
            const size_t high = (size_t)fmin(ceil(N * level[p] + reach) + 1, N);
            cr_expect(same(out[p].value, value));
            cr_expect(same(out[p].low, sorted[low - 1]) && same(out[p].high, sorted[high - 1]), "shape %zu, p %g", s,
                      level[p]);
        }
    }
}
