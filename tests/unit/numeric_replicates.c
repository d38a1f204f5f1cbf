/* Errors between replicates: each estimate is the mean of one number of every iteration, and has the error of that
 * mean, also where the replicates differ in length. */
#include <criterion/criterion.h>
#include <gsl/gsl_statistics.h>
#include <math.h>

#include "sim/numeric/replicates.h"
#include "sim/numeric/stream.h"

enum { R = SAMPLING_REPLICATES, MOST = 200 };

static double x[MOST], y[MOST];

static void setup(void)
{
    stream_fill_wide(5, 1, 0, MOST, x);
    stream_fill_wide(5, 2, 0, MOST, y);
    for (size_t i = 0; i < MOST; i++) y[i] += x[i] - 0.8;
}

TestSuite(numeric_replicates, .init = setup);

/* sd / sqrt(R) of the means of the replicates of a column. */
static double error_of(const double *column, size_t n)
{
    double mean[R];
    for (size_t r = 0; r < R; r++) {
        double sum = 0;
        size_t count = 0;
        for (size_t i = r; i < n; i += R) sum += column[i], count++;
        mean[r] = sum / (double)count;
    }
    return gsl_stats_sd(mean, 1, R) / sqrt(R);
}

static double mean_of(const double *column, size_t n)
{
    return gsl_stats_mean(column, 1, n);
}

static void check(const struct estimate *got, double value, double error, size_t n)
{
    static const double t95 = 2.1314495455597742; /* Student's t, 15 degrees of freedom, 97.5 % */
    cr_expect_float_eq(got->value, value, 1e-12, "%zu: %.17g, not %.17g", n, got->value, value);
    cr_expect_float_eq(got->error, error, 1e-12, "%zu: error %.17g, not %.17g", n, got->error, error);
    cr_expect_float_eq(got->high - got->value, t95 * error, 1e-12);
    cr_expect_float_eq(got->value - got->low, t95 * error, 1e-12);
}

Test(numeric_replicates, of_a_mean)
{
    for (size_t n = REPLICATES_LEAST; n <= MOST; n++) {
        const struct moments moments = statistics_moments(y, n);
        const struct estimate got = replicates_mean(y, &moments);
        check(&got, mean_of(y, n), error_of(y, n), n);
    }
}

Test(numeric_replicates, of_a_share)
{
    for (size_t n = REPLICATES_LEAST; n <= MOST; n++) {
        double above[MOST];
        for (size_t i = 0; i < n; i++) above[i] = x[i] > 0.5;
        const struct estimate got = replicates_share(x, n, 0.5);
        check(&got, mean_of(above, n), error_of(above, n), n);
    }
}

Test(numeric_replicates, of_a_ratio)
{
    for (size_t n = REPLICATES_LEAST; n <= MOST; n++) {
        const double ratio = mean_of(y, n) / mean_of(x, n);
        double rest[MOST];
        for (size_t i = 0; i < n; i++) rest[i] = y[i] - ratio * x[i];
        const struct estimate got = replicates_ratio(y, x, n);
        check(&got, ratio, error_of(rest, n) / mean_of(x, n), n);
    }
}

/* The next number above the tail less the mean lack to it, over the tail. */
Test(numeric_replicates, of_a_shortfall)
{
    static const double tail = 0.1;
    for (size_t n = REPLICATES_LEAST; n <= MOST; n++) {
        double room[MOST], sorted[MOST], lack[MOST];
        struct order order;
        order_init(&order, y, n, room);
        for (size_t i = 0; i < n; i++) sorted[i] = y[i];
        statistics_sort(sorted, n);
        const double bound = sorted[(size_t)((double)n * tail)];
        for (size_t i = 0; i < n; i++) lack[i] = fmax(bound - y[i], 0);
        const struct estimate got = replicates_shortfall(y, &order, tail);
        check(&got, bound - mean_of(lack, n) / tail, error_of(lack, n) / tail, n);
    }
}

/* The interval of the share at or below a percentile, carried over to values. */
static void check_percentile(const struct estimate *got, const double *ascending, size_t n, double level, double reach)
{
    const double count = (double)n, low = fmax(floor(count * (level - reach)), 1);
    const double high = fmin(ceil(count * (level + reach)) + 1, count);
    cr_expect_float_eq(got->low, ascending[(size_t)low - 1], 1e-15, "%zu, level %g: from %g", n, level, got->low);
    cr_expect_float_eq(got->high, ascending[(size_t)high - 1], 1e-15, "%zu, level %g: to %g", n, level, got->high);
}

static double reach_of(const double *ratio, size_t n, size_t count, double level, double bound)
{
    static const double t95 = 2.1314495455597742;
    double below[MOST];
    for (size_t i = 0; i < n; i++) below[i] = isnan(ratio[i]) ? 0 : (ratio[i] <= bound) - level;
    return fmax(t95 * error_of(below, n) * (double)n / (double)count, 3 / (double)count);
}

/* Of ratios, where some have no denominator and do not count. */
Test(numeric_replicates, of_the_percentiles_of_a_ratio)
{
    static const double level[] = {0.05, 0.25, 0.5, 0.9};
    enum { LEVELS = sizeof level / sizeof *level };
    for (size_t n = 5 * R; n <= MOST; n += 7) {
        double ratio[MOST], ascending[MOST], room[MOST], denominator[MOST], defined[MOST];
        size_t count = 0;
        for (size_t i = 0; i < n; i++) {
            denominator[i] = x[i] > 0.1 ? x[i] : 0;
            ratio[i] = denominator[i] > 0 ? y[i] / denominator[i] : NAN;
            if (denominator[i] > 0) ascending[count] = defined[count] = ratio[i], count++;
        }
        struct order order;
        struct estimate got[LEVELS];
        statistics_sort(ascending, count);
        order_init(&order, defined, count, room);
        replicates_ratio_percentiles(y, denominator, n, &order, level, LEVELS, got);
        for (size_t l = 0; l < LEVELS; l++) {
            const double place = level[l] * (double)(count - 1), part = place - floor(place);
            const double *const at = ascending + (size_t)place;
            const double bound = at[0] + part * (part > 0 ? at[1] - at[0] : 0);
            cr_expect_float_eq(got[l].value, bound, 1e-12);
            check_percentile(&got[l], ascending, count, level[l], reach_of(ratio, n, count, level[l], got[l].value));
        }
    }
}
