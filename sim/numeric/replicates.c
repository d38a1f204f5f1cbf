#include "sim/numeric/replicates.h"

#include <math.h>

enum { R = SAMPLING_REPLICATES };
_Static_assert(R == 16, "the point of Student's distribution is that of 15 degrees of freedom");

/* The 97.5 % point of Student's distribution with 15 degrees of freedom. */
static const double T95 = 2.1314495455597742;

/* Fewest iterations by which a share may be wrong where every replicate agrees. */
static const double RULE_OF_THREE = 3;

struct estimate replicates_estimate(double value, double error)
{
    return (struct estimate){value, error, value - T95 * error, value + T95 * error};
}

/* Error of a mean from the sums of the replicates of n iterations. */
static double error_of_sums(const double sum[R], size_t n)
{
    double mean[R];
    for (size_t r = 0; r < R; r++) mean[r] = sum[r] / (double)((n + R - 1 - r) / R);
    return n < 2 * R ? INFINITY : sqrt(statistics_variance(mean, R) / R);
}

double replicates_error(const double *x, size_t n)
{
    double sum[R] = {0};
    for (size_t i = 0; i < n; i++) sum[i % R] += x[i] - x[0];
    return error_of_sums(sum, n);
}

struct estimate replicates_mean(const double *x, size_t n)
{
    return replicates_estimate(statistics_mean(x, n).value, replicates_error(x, n));
}

/* Error of the share of values above a bound (and of that not above it). */
static double share_error(const double *x, size_t n, double bound)
{
    double sum[R] = {0};
    size_t i = 0;
    for (; i + R <= n; i += R)
        for (size_t r = 0; r < R; r++) sum[r] += x[i + r] > bound;
    for (; i < n; i++) sum[i % R] += x[i] > bound;
    return error_of_sums(sum, n);
}

/* Half the width of a share's interval, for its error and n iterations. */
static double share_reach(double error, double n)
{
    return fmax(T95 * error, RULE_OF_THREE / n);
}

struct estimate replicates_share(const double *x, size_t n, double bound)
{
    size_t above = 0;
    for (size_t i = 0; i < n; i++) above += x[i] > bound;
    if (above == 0 || above == n) return statistics_probability(above, n);
    const double share = (double)above / (double)n, reach = share_reach(share_error(x, n, bound), (double)n);
    return (struct estimate){share, reach / T95, fmax(share - reach, 0), fmin(share + reach, 1)};
}

/* The interval of a share at the percentile, carried over to values (Woodruff 1952): order statistics, rounded
 * outwards; beyond either end the extreme value. */
static struct estimate percentile(const double *sorted, size_t n, double probability, double error)
{
    const double count = (double)n, reach = count * share_reach(error, count), middle = count * probability;
    const double low = fmax(floor(middle - reach), 1), high = fmin(ceil(middle + reach) + 1, count);
    struct estimate out = {.value = statistics_percentile(sorted, n, probability).value,
                           .low = sorted[(size_t)low - 1],
                           .high = sorted[(size_t)high - 1]};
    out.error = (out.high - out.low) / (2 * T95);
    return out;
}

struct estimate replicates_percentile(const double *x, const double *sorted, size_t n, double probability)
{
    const double value = statistics_percentile(sorted, n, probability).value;
    return percentile(sorted, n, probability, share_error(x, n, value));
}

struct estimate replicates_shortfall(const double *x, const double *sorted, size_t n, double tail)
{
    const struct estimate plain = statistics_shortfall(sorted, n, tail);
    const size_t whole = (size_t)((double)n * tail);
    const double bound = sorted[whole < n ? whole : n - 1];
    double sum[R] = {0};
    for (size_t i = 0; i < n; i++) sum[i % R] += fmax(bound - x[i], 0);
    return replicates_estimate(plain.value, error_of_sums(sum, n) / tail);
}

struct estimate replicates_ratio(const double *numerator, const double *denominator, size_t n)
{
    const struct estimate plain = statistics_ratio(numerator, denominator, n);
    const double mean = statistics_sum(denominator, n) / (double)n;
    if (mean == 0) return plain;
    double sum[R] = {0};
    for (size_t i = 0; i < n; i++) sum[i % R] += numerator[i] - plain.value * denominator[i];
    return replicates_estimate(plain.value, error_of_sums(sum, n) / fabs(mean));
}

struct estimate replicates_ratio_percentile(const double *numerator, const double *denominator, size_t n,
                                            const double *sorted, size_t count, double probability)
{
    const double value = statistics_percentile(sorted, count, probability).value;
    double sum[R] = {0};
    for (size_t i = 0; i < n; i++)
        if (denominator[i] > 0) sum[i % R] += (numerator[i] / denominator[i] <= value) - probability;
    return percentile(sorted, count, probability, error_of_sums(sum, n) * (double)n / (double)count);
}
