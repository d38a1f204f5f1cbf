#include "sim/chart/chart_density.h"

#include <criterion/criterion.h>
#include <math.h>

#include "sim/numeric/fixed_math.h"

enum { N = 4000 };

static struct arena arena;
static struct chart_density *density;
static double *x;

static void setup(void)
{
    arena_init(&arena, allocator_libc, 0);
    density = ARENA_NEW(&arena, struct chart_density);
    x = ARENA_ARRAY(&arena, N, double);
    cr_assert(density && x);
}

static void teardown(void)
{
    arena_free(&arena);
}

TestSuite(charts_density, .init = setup, .fini = teardown);

static double u(int i)
{
    return (i + 0.5) / N;
}

static double area(double from, double to)
{
    double sum = 0;
    for (size_t i = 1; i < density->points; i++)
        if (density->x[i - 1] >= from && density->x[i] <= to)
            sum += (density->x[i] - density->x[i - 1]) * (density->height[i] + density->height[i - 1]) / 2;
    return sum;
}

Test(charts_density, normal_sample_gives_a_normal_curve)
{
    for (int i = 0; i < N; i++) x[i] = 1 + fixed_normal_quantile(u(i));
    cr_assert(chart_density_fill(&arena, x, N, -10, 10, density));
    cr_expect_not(density->atom);
    for (size_t i = 0; i < density->points; i++) {
        const double z = density->x[i] - 1;
        cr_expect_float_eq(density->height[i], fixed_exp(-z * z / 2), 0.03, "at %g", z);
    }
    cr_expect_float_eq(area(-10, 0) / area(-10, 10), fixed_normal_cdf(-1), 0.01);
}

Test(charts_density, no_mass_beyond_the_range_and_none_lost_at_it)
{
    for (int i = 0; i < N; i++) x[i] = u(i);
    cr_assert(chart_density_fill(&arena, x, N, -5, 5, density));
    cr_expect(density->x[0] >= x[0] && density->x[density->points - 1] <= x[N - 1]);
    for (size_t i = 0; i < density->points; i++) cr_expect_float_eq(density->height[i], 1, 0.02);
}

Test(charts_density, zero_is_a_point_where_it_lies_inside)
{
    for (int i = 0; i < N; i++) x[i] = u(i) - 0.3217;
    cr_assert(chart_density_fill(&arena, x, N, -5, 5, density));
    int zeros = 0;
    for (size_t i = 0; i < density->points; i++) {
        zeros += density->x[i] == 0;
        cr_expect(i == 0 || density->x[i] > density->x[i - 1]);
    }
    cr_expect_eq(zeros, 1);
}

/* Results of whole avoided cases: narrow peaks, one of them just below zero. */
Test(charts_density, peaks_stay_on_their_side_of_zero)
{
    for (int i = 0; i < N; i++) {
        const int cases = i * 4 / N;
        x[i] = -0.14 + 0.7 * cases + 0.015 * fixed_normal_quantile((i % (N / 4) + 0.5) / (N / 4.0));
    }
    cr_assert(chart_density_fill(&arena, x, N, -5, 5, density));
    cr_expect_float_eq(area(-5, 0) / area(-5, 5), 0.25, 0.02);
}

Test(charts_density, equal_values_stand_apart)
{
    for (int i = 0; i < N; i++) x[i] = i < N / 2 ? -1 : 2 + u(i);
    cr_assert(chart_density_fill(&arena, x, N, -5, 5, density));
    cr_assert(density->atom);
    cr_expect_eq(density->atom_at, -1);
    cr_expect_eq(density->atom_share.value, 0.5);
    cr_expect(density->points > 0 && density->x[0] > 2);
}

Test(charts_density, one_value_has_no_curve)
{
    for (int i = 0; i < N; i++) x[i] = 7;
    cr_assert(chart_density_fill(&arena, x, N, -5, 8, density));
    cr_expect_eq(density->points, 0);
    cr_expect(density->atom);
    cr_assert(chart_density_fill(&arena, x, 1, -5, 8, density));
    cr_expect_eq(density->points, 0);
}
