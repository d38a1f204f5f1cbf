#include "sim/numeric/replicates.h"

#include <math.h>

enum { R = SAMPLING_REPLICATES };
_Static_assert(R == 16, "the point of Student's distribution is that of 15 degrees of freedom");

/* Fewest iterations by which a share may be wrong where every replicate agrees. */
static const double RULE_OF_THREE = 3;

struct estimate replicates_estimate(double value, double error)
{
    return (struct estimate){value, error, value - REPLICATES_95 * error, value + REPLICATES_95 * error};
}

double replicates_error_of_sums(const double sum[SAMPLING_REPLICATES], size_t n)
{
    double mean[R];
    for (size_t r = 0; r < R; r++) mean[r] = sum[r] / (double)((n + R - 1 - r) / R);
    return n < 2 * R ? INFINITY : sqrt(statistics_variance(mean, R) / R);
}

double replicates_error(const double *x, size_t n)
{
    double sum[R] = {0};
    size_t i = 0;
    for (; i + R <= n; i += R)
        for (size_t r = 0; r < R; r++) sum[r] += x[i + r] - x[0];
    for (; i < n; i++) sum[i % R] += x[i] - x[0];
    return replicates_error_of_sums(sum, n);
}

struct estimate replicates_mean(const double *x, const struct moments *moments)
{
    return replicates_estimate(moments->mean, replicates_error(x, moments->n));
}

/* Half the width of a share's interval, for its error and n iterations. */
static double share_reach(double error, double n)
{
    return fmax(REPLICATES_95 * error, RULE_OF_THREE / n);
}

struct estimate replicates_share_of(const size_t hits[R], size_t n)
{
    size_t all = 0;
    double sum[R];
    for (size_t r = 0; r < R; r++) {
        all += hits[r];
        sum[r] = (double)hits[r];
    }
    if (all == 0 || all == n) return statistics_probability(all, n);
    const double share = (double)all / (double)n, reach = share_reach(replicates_error_of_sums(sum, n), (double)n);
    return (struct estimate){share, reach / REPLICATES_95, fmax(share - reach, 0), fmin(share + reach, 1)};
}

struct estimate replicates_share(const double *x, size_t n, double bound)
{
    size_t above[R] = {0}, i = 0;
    for (; i + R <= n; i += R)
        for (size_t r = 0; r < R; r++) above[r] += x[i + r] > bound;
    for (; i < n; i++) above[i % R] += x[i] > bound;
    return replicates_share_of(above, n);
}

/* The interval of a share at the percentile, carried over to values (Woodruff 1952). */
static struct estimate percentile(struct order *order, double probability, double error)
{
    const double count = (double)order->n;
    return statistics_between_ranks(order, probability, count * share_reach(error, count), REPLICATES_95);
}

/* How many of the bounds[15], ascending, lie below x. */
static size_t bounds_below(const double *bound, double x)
{
    size_t below = 0;
    for (size_t step = (REPLICATES_LEVELS + 1) / 2; step > 0; step /= 2) below += step * (x > bound[below + step - 1]);
    return below;
}

/* Sums over the replicates of whether a number is above each bound: out_sum[REPLICATES_LEVELS][R]. */
static void count_above(const double *x, size_t n, const double *bound, double out_sum[][R])
{
    size_t count[R][REPLICATES_LEVELS + 1] = {{0}};
    for (size_t i = 0; i < n; i++) count[i % R][bounds_below(bound, x[i])]++;
    for (size_t r = 0; r < R; r++) {
        size_t above = 0;
        for (size_t level = REPLICATES_LEVELS; level-- > 0;) {
            above += count[r][level + 1];
            out_sum[level][r] = (double)above;
        }
    }
}

/* The percentiles themselves, and bounds above all numbers in the places of levels that are not asked for. */
static void fill_bounds(struct order *order, const double *level, size_t levels, double out_bound[REPLICATES_LEVELS])
{
    for (size_t i = 0; i < REPLICATES_LEVELS; i++)
        out_bound[i] = i < levels ? order_percentile(order, level[i]) : INFINITY;
}

void replicates_percentiles(const double *x, struct order *order, const double *level, size_t levels,
                            struct estimate *out)
{
    double bound[REPLICATES_LEVELS], sum[REPLICATES_LEVELS][R];
    fill_bounds(order, level, levels, bound);
    count_above(x, order->n, bound, sum);
    for (size_t i = 0; i < levels; i++)
        out[i] = percentile(order, level[i], replicates_error_of_sums(sum[i], order->n));
}

struct estimate replicates_shortfall(const double *x, struct order *order, double tail)
{
    const size_t n = order->n, whole = (size_t)((double)n * tail);
    const struct estimate plain = statistics_shortfall_of(order, tail);
    const double bound = order_value(order, whole < n ? whole : n - 1);
    double sum[R] = {0};
    for (size_t i = 0; i < n; i++) sum[i % R] += bound > x[i] ? bound - x[i] : 0;
    return replicates_estimate(plain.value, replicates_error_of_sums(sum, n) / tail);
}

struct estimate replicates_ratio(const double *numerator, const double *denominator, size_t n)
{
    const struct estimate plain = statistics_ratio(numerator, denominator, n);
    const double mean = statistics_sum(denominator, n) / (double)n;
    if (mean == 0) return plain;
    double sum[R] = {0};
    for (size_t i = 0; i < n; i++) sum[i % R] += numerator[i] - plain.value * denominator[i];
    return replicates_estimate(plain.value, replicates_error_of_sums(sum, n) / fabs(mean));
}

void replicates_ratio_percentiles(const double *numerator, const double *denominator, size_t n, struct order *order,
                                  const double *level, size_t levels, struct estimate *out)
{
    double bound[REPLICATES_LEVELS], sum[REPLICATES_LEVELS][R] = {{0}};
    fill_bounds(order, level, levels, bound);
    for (size_t i = 0; i < n; i++) {
        if (!(denominator[i] > 0)) continue;
        const double ratio = numerator[i] / denominator[i];
        for (size_t l = 0; l < levels; l++) sum[l][i % R] += (ratio <= bound[l]) - level[l];
    }
    for (size_t l = 0; l < levels; l++)
        out[l] = percentile(order, level[l], replicates_error_of_sums(sum[l], n) * (double)n / (double)order->n);
}
