/* Figures of weighted samples. */
#include <criterion/criterion.h>
#include <math.h>

#include "sim/numeric/weighted.h"

Test(weighted, effective_size)
{
    cr_expect_float_eq(weighted_size((double[]){1, 1, 1, 1}, 4), 4, 1e-15);
    cr_expect_float_eq(weighted_size((double[]){2, 1, 1, 0}, 4), 16.0 / 6, 1e-15);
    cr_expect_eq(weighted_size((double[]){0, 0}, 2), 0);
}

/* Whole weights are as good as members that stand there so many times, but for the quantile's steps. */
Test(weighted, equal_weights_give_the_plain_figures)
{
    double x[] = {3, 1, 4, 1.5, 9, 2.6, 5};
    struct weighted member[7];
    for (size_t i = 0; i < 7; i++) member[i] = (struct weighted){x[i], 0.3, i};
    weighted_sort(member, 7);
    statistics_sort(x, 7);
    cr_expect_float_eq(weighted_mean(member, 7), statistics_mean(x, 7).value, 1e-14);
    cr_expect_float_eq(weighted_sd(member, 7), sqrt(statistics_variance(x, 7) * 6 / 7), 1e-14);
    for (double level = 0; level <= 1; level += 0.05)
        cr_expect_float_eq(weighted_quantile(member, 7, level), statistics_percentile(x, 7, level).value, 1e-12);
}

Test(weighted, what_has_no_weight_is_not_there)
{
    struct weighted member[] = {{-100, 0, 0}, {1, 1, 1}, {2, 1, 2}, {2.5, 0, 3}, {3, 2, 4}, {100, 0, 5}};
    cr_expect_eq(weighted_quantile(member, 6, 0), 1);
    cr_expect_eq(weighted_quantile(member, 6, 1), 3);
    cr_expect_float_eq(weighted_mean(member, 6), 9.0 / 4, 1e-15);
    struct weighted one[] = {{5, 0, 0}, {7, 1, 1}};
    cr_expect_eq(weighted_quantile(one, 2, 0.3), 7);
}

Test(weighted, ranks_and_their_correlation)
{
    struct weighted member[] = {{10, 1, 2}, {20, 2, 0}, {20, 2, 1}, {30, 5, 3}};
    double rank[4];
    weighted_ranks(member, 4, rank);
    cr_expect_float_eq(rank[2], 0.05, 1e-15);
    cr_expect_float_eq(rank[0], 0.3, 1e-15);
    cr_expect_float_eq(rank[1], 0.3, 1e-15);
    cr_expect_float_eq(rank[3], 0.75, 1e-15);
    const double a[] = {1, 2, 3, 4}, b[] = {-2, -4, -6, -8}, w[] = {1, 5, 1, 2}, flat[] = {1, 1, 1, 1};
    cr_expect_float_eq(weighted_correlation(a, b, w, 4), -1, 1e-14);
    cr_expect_eq(weighted_correlation(a, flat, w, 4), 0);
}
