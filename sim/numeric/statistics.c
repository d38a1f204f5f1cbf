#include "sim/numeric/statistics.h"

#include <math.h>
#include <string.h>

#include "sim/numeric/lanes.h"
#include "sim/numeric/order.h"

/* Eight interleaved accumulators: number i of a column goes into lane i % LANES. */
struct sums {
    lanes_f64 lane[LANES_VECTORS];
};

static double sums_total(const struct sums *sums)
{
    double lane[LANES];
    memcpy(lane, sums, sizeof lane);
    return ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
}

/* A pass over a column: step(context, eight numbers, masks of the lanes in use). Its body is compiled into each pass.
 * A lane that is not in use adds 0, which changes no sum. */
typedef void pass_step(void *context, const double *x, const lanes_u64 *use);

__attribute__((always_inline)) static inline void pass(const double *x, size_t n, pass_step *step, void *context)
{
    static const uint64_t uses[2 * LANES] = {-1ULL, -1ULL, -1ULL, -1ULL, -1ULL, -1ULL, -1ULL, -1ULL};
    const size_t whole = n / LANES * LANES, rest = n - whole;
    lanes_u64 use[LANES_VECTORS];
    memcpy(use, uses, sizeof use);
    for (size_t i = 0; i < whole; i += LANES) step(context, x + i, use);
    if (rest == 0) return;
    double last[LANES] = {0};
    memcpy(last, x + whole, rest * sizeof *x);
    memcpy(use, uses + LANES - rest, sizeof use);
    step(context, last, use);
}

static lanes_f64 only(lanes_u64 use, lanes_f64 value)
{
    return (lanes_f64)((lanes_u64)value & use);
}

struct sum_pass {
    double centre;
    struct sums first, second; /* of x - centre and its square */
};

static inline void sum_step(void *context, const double *x, const lanes_u64 *use)
{
    struct sum_pass *const sum = context;
#pragma GCC unroll 4
    for (size_t v = 0; v < LANES_VECTORS; v++) {
        const lanes_f64 difference = only(use[v], lanes_load(x + v * LANES_WIDTH) - sum->centre);
        sum->first.lane[v] += difference;
        sum->second.lane[v] += difference * difference;
    }
}

static struct sum_pass sum_over(const double *x, size_t n, double centre)
{
    struct sum_pass sum = {.centre = centre};
    pass(x, n, sum_step, &sum);
    return sum;
}

double statistics_sum(const double *x, size_t n)
{
    const struct sum_pass sum = sum_over(x, n, 0);
    return sums_total(&sum.first);
}

struct level_pass {
    double first;
    struct sums sum, shifted; /* of x, and of x - first */
    lanes_u64 positive[LANES_VECTORS];
};

static inline void level_step(void *context, const double *x, const lanes_u64 *use)
{
    struct level_pass *const level = context;
#pragma GCC unroll 4
    for (size_t v = 0; v < LANES_VECTORS; v++) {
        const lanes_f64 value = lanes_load(x + v * LANES_WIDTH);
        level->sum.lane[v] += only(use[v], value);
        level->shifted.lane[v] += only(use[v], value - level->first);
        level->positive[v] -= (lanes_u64)(value > 0) & use[v];
    }
}

struct spread_pass {
    double centre, mean;
    struct sums shift, square;  /* of x - centre, its square */
    struct sums second, fourth; /* powers of x - mean */
};

static inline void spread_step(void *context, const double *x, const lanes_u64 *use)
{
    struct spread_pass *const spread = context;
#pragma GCC unroll 4
    for (size_t v = 0; v < LANES_VECTORS; v++) {
        const lanes_f64 value = lanes_load(x + v * LANES_WIDTH);
        const lanes_f64 difference = only(use[v], value - spread->centre), deviation = value - spread->mean;
        const lanes_f64 second = only(use[v], deviation * deviation);
        spread->shift.lane[v] += difference;
        spread->square.lane[v] += difference * difference;
        spread->second.lane[v] += second;
        spread->fourth.lane[v] += second * second;
    }
}

/* The mean about which the variance is summed comes from x - x[0], so that a column far from 0 keeps its digits. */
struct moments statistics_moments(const double *x, size_t n)
{
    if (n == 0) return (struct moments){.mean = NAN};
    const double count = (double)n;
    struct level_pass level = {.first = x[0]};
    pass(x, n, level_step, &level);
    struct moments out = {.n = n, .mean = sums_total(&level.sum) / count};
    uint64_t positive[LANES];
    memcpy(positive, level.positive, sizeof positive);
    for (size_t i = 0; i < LANES; i++) out.positive += positive[i];
    if (n < 2) return out;
    struct spread_pass spread = {.centre = x[0] + sums_total(&level.shifted) / count, .mean = out.mean};
    pass(x, n, spread_step, &spread);
    const double shift = sums_total(&spread.shift), square = sums_total(&spread.square);
    out.variance = fmax(square - shift * shift / count, 0) / (count - 1);
    out.second = sums_total(&spread.second) / count;
    out.fourth = sums_total(&spread.fourth) / count;
    return out;
}

static struct estimate estimate_normal(double value, double error)
{
    return (struct estimate){value, error, value - NORMAL_95 * error, value + NORMAL_95 * error};
}

struct estimate statistics_mean_of(const struct moments *moments)
{
    const double count = (double)moments->n;
    if (moments->n == 0) return (struct estimate){NAN, INFINITY, -INFINITY, INFINITY};
    return estimate_normal(moments->mean, moments->n < 2 ? INFINITY : sqrt(moments->variance / count));
}

struct estimate statistics_mean(const double *x, size_t n)
{
    const struct moments moments = statistics_moments(x, n);
    return statistics_mean_of(&moments);
}

double statistics_variance(const double *x, size_t n)
{
    return statistics_moments(x, n).variance;
}

/* sqrt((m4 - m2^2 (n - 3)/(n - 1)) / n) (Mood, Graybill and Boes 1974, VI.2) */
double statistics_variance_error(const struct moments *moments)
{
    if (moments->n < 2) return INFINITY;
    const double size = (double)moments->n, second = moments->second;
    return sqrt(fmax(0, moments->fourth - second * second * (size - 3) / (size - 1)) / size);
}

struct estimate statistics_between_ranks(struct order *order, double probability, double reach, double width)
{
    const double count = (double)order->n, middle = count * probability;
    const double low = fmax(floor(middle - reach), 1), high = fmin(ceil(middle + reach) + 1, count);
    struct estimate out = {.value = order_percentile(order, probability),
                           .low = order_value(order, (size_t)low - 1),
                           .high = order_value(order, (size_t)high - 1)};
    out.error = (out.high - out.low) / (2 * width);
    return out;
}

size_t statistics_count_below(const double *ascending, size_t n, double x, bool or_equal)
{
    size_t low = 0, high = n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (ascending[middle] < x || (or_equal && ascending[middle] == x))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The order statistics whose ranks are n p -/+ 1.96 sqrt(n p (1 - p)). */
struct estimate statistics_percentile_of(struct order *order, double probability)
{
    if (order->n == 0) return (struct estimate){NAN, INFINITY, -INFINITY, INFINITY};
    const double reach = NORMAL_95 * sqrt((double)order->n * probability * (1 - probability));
    return statistics_between_ranks(order, probability, reach, NORMAL_95);
}

struct estimate statistics_percentile(const double *sorted, size_t n, double probability)
{
    struct order order;
    order_of_sorted(&order, sorted, n);
    return statistics_percentile_of(&order, probability);
}

/* Wilson (1927). The error is that of the interval. */
struct estimate statistics_probability(size_t hits, size_t n)
{
    if (n == 0) return (struct estimate){NAN, INFINITY, 0, 1};
    const double count = (double)n, share = (double)hits / count, square = NORMAL_95 * NORMAL_95 / count;
    const double middle = (share + square / 2) / (1 + square);
    const double half = NORMAL_95 / (1 + square) * sqrt(share * (1 - share) / count + square / (4 * count));
    return (struct estimate){.value = share,
                             .error = half / NORMAL_95,
                             .low = hits == 0 ? 0 : fmax(middle - half, 0),
                             .high = hits == n ? 1 : fmin(middle + half, 1)};
}

/* With m = n tail elements (the last in part) and v the tail's quantile, the estimate is v - mean((v - x)+) / tail; its
 * error is that of this mean, v being stationary (Trindade et al., Journal of Banking and Finance 31, 2007). */
struct estimate statistics_shortfall_of(struct order *order, double tail)
{
    const size_t n = order->n;
    if (n == 0) return (struct estimate){NAN, INFINITY, -INFINITY, INFINITY};
    const double count = (double)n, mass = fmax(count * tail, 0);
    const size_t whole = mass < count ? (size_t)mass : n;
    const double bound = order_value(order, whole < n ? whole : n - 1), *const lowest = order_lowest(order, whole);
    if (mass == 0) return (struct estimate){bound, INFINITY, -INFINITY, bound};
    const struct sum_pass sum = sum_over(lowest, whole, bound);
    const double depth = -sums_total(&sum.first), square = sums_total(&sum.second);
    const double value = bound - depth / fmin(mass, count);
    if (n < 2) return estimate_normal(value, INFINITY);
    const double variance = fmax(square - depth * depth / count, 0) / (count - 1);
    return estimate_normal(value, sqrt(variance / count) / fmin(tail, 1));
}

struct estimate statistics_shortfall(const double *sorted, size_t n, double tail)
{
    struct order order;
    order_of_sorted(&order, sorted, n);
    return statistics_shortfall_of(&order, tail);
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
