#include "sim/numeric/statistics.h"

#include <math.h>
#include <stdlib.h>

/* The 97.5 % point of the standard normal distribution */
static const double Z95 = 1.959963984540054;

enum { LANES = 8 };

/* Sums (x - centre)^power, power 1 or 2, in LANES interleaved accumulators. */
static double lane_sum(const double *x, size_t n, double centre, int power)
{
    double lane[LANES] = {0};
    for (size_t i = 0; i < n; i++) {
        const double difference = x[i] - centre;
        lane[i % LANES] += power == 2 ? difference * difference : difference;
    }
    return ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
}

double statistics_sum(const double *x, size_t n)
{
    return lane_sum(x, n, 0, 1);
}

static struct estimate estimate_normal(double value, double error)
{
    return (struct estimate){value, error, value - Z95 * error, value + Z95 * error};
}

struct estimate statistics_mean(const double *x, size_t n)
{
    if (n == 0) return (struct estimate){NAN, INFINITY, -INFINITY, INFINITY};
    const double mean = statistics_sum(x, n) / (double)n;
    return estimate_normal(mean, n < 2 ? INFINITY : sqrt(statistics_variance(x, n) / (double)n));
}

double statistics_variance(const double *x, size_t n)
{
    if (n < 2) return 0;
    const double count = (double)n, centre = x[0], mean = centre + lane_sum(x, n, centre, 1) / count;
    const double shift = lane_sum(x, n, mean, 1), square = lane_sum(x, n, mean, 2);
    return fmax(square - shift * shift / count, 0) / (count - 1);
}

static double percentile(const double *sorted, size_t n, double probability)
{
    const double position = probability * (double)(n - 1);
    const size_t index = (size_t)position;
    if (index + 1 >= n) return sorted[n - 1];
    return sorted[index] + (position - (double)index) * (sorted[index + 1] - sorted[index]);
}

/* The interval has the order statistics whose ranks are n p -/+ 1.96 sqrt(n p (1 - p)), rounded outwards: ranks from 1,
 * beyond either end the extreme value. */
struct estimate statistics_percentile(const double *sorted, size_t n, double probability)
{
    if (n == 0) return (struct estimate){NAN, INFINITY, -INFINITY, INFINITY};
    const double count = (double)n, middle = count * probability;
    const double reach = Z95 * sqrt(count * probability * (1 - probability));
    const double low = fmax(floor(middle - reach), 1), high = fmin(ceil(middle + reach) + 1, count);
    struct estimate out = {
        .value = percentile(sorted, n, probability), .low = sorted[(size_t)low - 1], .high = sorted[(size_t)high - 1]};
    out.error = (out.high - out.low) / (2 * Z95);
    return out;
}

/* Wilson (1927). The error is that of the interval. */
struct estimate statistics_probability(size_t hits, size_t n)
{
    if (n == 0) return (struct estimate){NAN, INFINITY, 0, 1};
    const double count = (double)n, share = (double)hits / count, square = Z95 * Z95 / count;
    const double middle = (share + square / 2) / (1 + square);
    const double half = Z95 / (1 + square) * sqrt(share * (1 - share) / count + square / (4 * count));
    return (struct estimate){.value = share,
                             .error = half / Z95,
                             .low = hits == 0 ? 0 : fmax(middle - half, 0),
                             .high = hits == n ? 1 : fmin(middle + half, 1)};
}

/* With m = n tail elements (the last in part) and v the tail's quantile, the estimate is v - mean((v - x)+) / tail; its
 * error is that of this mean, v being stationary (Trindade et al., Journal of Banking and Finance 31, 2007). */
struct estimate statistics_shortfall(const double *sorted, size_t n, double tail)
{
    if (n == 0) return (struct estimate){NAN, INFINITY, -INFINITY, INFINITY};
    const double count = (double)n, mass = fmax(count * tail, 0);
    const size_t whole = mass < count ? (size_t)mass : n;
    const double bound = sorted[whole < n ? whole : n - 1];
    if (mass == 0) return (struct estimate){sorted[0], INFINITY, -INFINITY, sorted[0]};
    const double depth = -lane_sum(sorted, whole, bound, 1), square = lane_sum(sorted, whole, bound, 2);
    const double value = bound - depth / fmin(mass, count);
    if (n < 2) return estimate_normal(value, INFINITY);
    const double variance = fmax(square - depth * depth / count, 0) / (count - 1);
    return estimate_normal(value, sqrt(variance / count) / fmin(tail, 1));
}

/* Variance of the ratio of means: that of (y - r x) / mean(x), over n. */
struct estimate statistics_ratio(const double *numerator, const double *denominator, size_t n)
{
    const double below = n > 0 ? statistics_sum(denominator, n) : 0;
    if (below == 0) return (struct estimate){NAN, INFINITY, -INFINITY, INFINITY};
    const double ratio = statistics_sum(numerator, n) / below;
    if (n < 2) return estimate_normal(ratio, INFINITY);
    double lane[LANES] = {0}, square = 0;
    for (size_t i = 0; i < n; i++) {
        const double rest = numerator[i] - ratio * denominator[i];
        lane[i % LANES] += rest * rest;
    }
    for (size_t i = 0; i < LANES; i++) square += lane[i];
    const double count = (double)n, mean = fabs(below) / count;
    return estimate_normal(ratio, sqrt(square / (count - 1) / count) / mean);
}
