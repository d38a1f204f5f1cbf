/* Kinds made of arrays: discrete, empirical, mixture. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/numeric/distribution_kinds.h"
#include "sim/numeric/root.h"
#include "sim/numeric/statistics.h"

static struct distribution untruncated(enum distribution_kind kind, size_t count)
{
    return (struct distribution){
        .kind = kind, .minimum = -INFINITY, .maximum = INFINITY, .u_maximum = 1, .count = count};
}

static enum status check_values(const double *value, size_t count, const char *what, struct error *err)
{
    if (count == 0) return error_set(err, STATUS_SCENARIO, "%s without a value", what);
    for (size_t i = 0; i < count; i++)
        if (!isfinite(value[i])) return error_set(err, STATUS_SCENARIO, "%s: value %zu is not finite", what, i + 1);
    return STATUS_OK;
}

static enum status check_weights(const double *weight, size_t count, const char *what, double *out_sum,
                                 struct error *err)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (!(weight[i] >= 0 && isfinite(weight[i])))
            return error_set(err, STATUS_SCENARIO, "%s: weight %zu must be 0 or more (found %g)", what, i + 1,
                             weight[i]);
        sum += weight[i];
    }
    if (!(sum > 0 && isfinite(sum)))
        return error_set(err, STATUS_SCENARIO, "%s: the weights must sum to more than 0 (found %g)", what, sum);
    *out_sum = sum;
    return STATUS_OK;
}

/* Running sum; the last is exactly 1. */
static void accumulate(const double *weight, size_t count, double *out_cumulative)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) out_cumulative[i] = sum += weight[i];
    for (size_t i = count; i-- > 0 && (i + 1 == count || weight[i + 1] == 0);) out_cumulative[i] = 1;
}

/* discrete: values ascending, weights */

struct weighted {
    double value, weight;
};

static int weighted_compare(const void *a, const void *b)
{
    const struct weighted *const x = a, *const y = b;
    if (x->value != y->value) return x->value < y->value ? -1 : 1;
    return (x->weight > y->weight) - (x->weight < y->weight); /* no ties, whose order libraries differ in */
}

/* Sorts and joins equal values; returns how many are left. */
static size_t weighted_join(struct weighted *pair, size_t count)
{
    qsort(pair, count, sizeof *pair, weighted_compare);
    size_t kept = 0;
    for (size_t i = 1; i < count; i++) {
        if (pair[i].value == pair[kept].value)
            pair[kept].weight += pair[i].weight;
        else
            pair[++kept] = pair[i];
    }
    return kept + 1;
}

enum status distribution_discrete(struct arena *arena, const double *value, const double *weight, size_t count,
                                  struct distribution *out, struct error *err)
{
    double sum;
    TRY(check_values(value, count, "discrete", err));
    TRY(check_weights(weight, count, "discrete", &sum, err));
    struct weighted *const pair = ARENA_ARRAY(arena, count, struct weighted);
    double *const values = ARENA_ARRAY(arena, count, double), *const weights = ARENA_ARRAY(arena, count, double);
    double *const cumulative = ARENA_ARRAY(arena, count, double);
    if (!pair || !values || !weights || !cumulative) return error_out_of_memory(err);
    for (size_t i = 0; i < count; i++) pair[i] = (struct weighted){value[i], weight[i] / sum};
    const size_t kept = weighted_join(pair, count);
    for (size_t i = 0; i < kept; i++) {
        values[i] = pair[i].value;
        weights[i] = pair[i].weight;
    }
    accumulate(weights, kept, cumulative);
    *out = untruncated(DISTRIBUTION_DISCRETE, kept);
    out->value = values;
    out->weight = weights;
    out->cumulative = cumulative;
    return STATUS_OK;
}

double discrete_quantile(const struct distribution *d, double u)
{
    const size_t index = statistics_count_below(d->cumulative, d->count, u, false);
    return d->value[index < d->count ? index : d->count - 1];
}

double discrete_cdf(const struct distribution *d, double x)
{
    const size_t below = statistics_count_below(d->value, d->count, x, true);
    return below > 0 ? d->cumulative[below - 1] : 0;
}

double discrete_moment(const struct distribution *d, int power, double u_low, double u_high)
{
    double sum = 0, before = 0;
    for (size_t i = 0; i < d->count; i++) {
        const double from = fmax(before, u_low), to = fmin(d->cumulative[i], u_high);
        if (to > from) sum += (to - from) * (power == 2 ? d->value[i] * d->value[i] : d->value[i]);
        before = d->cumulative[i];
    }
    return sum;
}

double discrete_mean(const struct distribution *d)
{
    return discrete_moment(d, 1, 0, 1);
}

double discrete_variance(const struct distribution *d)
{
    const double mean = discrete_mean(d);
    double sum = 0;
    for (size_t i = 0; i < d->count; i++) sum += d->weight[i] * (d->value[i] - mean) * (d->value[i] - mean);
    return sum;
}

/* empirical: values ascending, each as likely as another; or joined, the quantile being linear between them (Hyndman
 * and Fan, type 7) */

static bool is_joined(const struct distribution *d)
{
    return d->parameter[0] > 0;
}

enum status distribution_empirical(struct arena *arena, const double *value, size_t count, bool joined,
                                   struct distribution *out, struct error *err)
{
    TRY(check_values(value, count, "empirical", err));
    double *const values = ARENA_ARRAY(arena, count, double);
    if (!values) return error_out_of_memory(err);
    memcpy(values, value, count * sizeof *values);
    statistics_sort(values, count);
    *out = untruncated(DISTRIBUTION_EMPIRICAL, count);
    out->parameter[0] = joined;
    out->value = values;
    return STATUS_OK;
}

/* The value whose share of (0,1) holds u; its upper end belongs to it, so that a cut by values leaves whole shares. */
static double row_quantile(const struct distribution *d, double u)
{
    const double position = u * (double)d->count;
    size_t index = (size_t)position;
    if ((double)index == position && index > 0) index--;
    return d->value[index < d->count ? index : d->count - 1];
}

double empirical_quantile(const struct distribution *d, double u)
{
    if (!is_joined(d)) return row_quantile(d, u);
    const double position = u * (double)(d->count - 1);
    size_t index = (size_t)position;
    if (index + 1 >= d->count) return d->value[d->count - 1];
    const double part = position - (double)index;
    return d->value[index] + part * (d->value[index + 1] - d->value[index]);
}

double empirical_cdf(const struct distribution *d, double x)
{
    const size_t below = statistics_count_below(d->value, d->count, x, true);
    if (!is_joined(d)) return (double)below / (double)d->count;
    if (below == 0) return 0;
    if (below == d->count) return 1;
    const double low = d->value[below - 1], part = (x - low) / (d->value[below] - low);
    return ((double)(below - 1) + part) / (double)(d->count - 1);
}

/* Every value by the part of its share that lies between the levels. */
static double row_moment(const struct distribution *d, int power, double u_low, double u_high)
{
    const double rows = (double)d->count;
    double sum = 0;
    for (size_t i = 0; i < d->count; i++) {
        const double from = fmax((double)i, u_low * rows), to = fmin((double)i + 1, u_high * rows);
        if (to > from) sum += (to - from) * (power == 2 ? d->value[i] * d->value[i] : d->value[i]);
    }
    return sum / rows;
}

double empirical_moment(const struct distribution *d, int power, double u_low, double u_high)
{
    if (!is_joined(d)) return row_moment(d, power, u_low, u_high);
    if (d->count == 1) return (u_high - u_low) * (power == 2 ? d->value[0] * d->value[0] : d->value[0]);
    const double steps = (double)(d->count - 1);
    double sum = 0;
    for (size_t i = (size_t)(u_low * steps); i + 1 < d->count && (double)i < u_high * steps; i++) {
        const double from = fmax((double)i / steps, u_low), to = fmin((double)(i + 1) / steps, u_high);
        const double x = empirical_quantile(d, from), y = empirical_quantile(d, to);
        sum += (to - from) * (power == 2 ? (x * x + x * y + y * y) / 3 : (x + y) / 2);
    }
    return sum;
}

double empirical_mean(const struct distribution *d)
{
    return empirical_moment(d, 1, 0, 1);
}

double empirical_variance(const struct distribution *d)
{
    const double mean = empirical_mean(d);
    double sum = 0;
    for (size_t i = 0; !is_joined(d) && i < d->count; i++) sum += (d->value[i] - mean) * (d->value[i] - mean);
    if (!is_joined(d)) return sum / (double)d->count;
    if (d->count == 1) return 0;
    for (size_t i = 1; i < d->count; i++) {
        const double x = d->value[i - 1] - mean, y = d->value[i] - mean;
        sum += (x * x + x * y + y * y) / 3;
    }
    return sum / (double)(d->count - 1);
}

/* mixture: parts, weights */

enum status distribution_mixture(struct arena *arena, const struct distribution *part, const double *weight,
                                 size_t count, struct distribution *out, struct error *err)
{
    double sum;
    if (count == 0) return error_set(err, STATUS_SCENARIO, "mixture without a part");
    TRY(check_weights(weight, count, "mixture", &sum, err));
    struct distribution *const parts = ARENA_ARRAY(arena, count, struct distribution);
    double *const weights = ARENA_ARRAY(arena, count, double), *const cumulative = ARENA_ARRAY(arena, count, double);
    if (!parts || !weights || !cumulative) return error_out_of_memory(err);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (weight[i] == 0) continue;
        parts[kept] = part[i];
        weights[kept++] = weight[i] / sum;
    }
    accumulate(weights, kept, cumulative);
    *out = untruncated(DISTRIBUTION_MIXTURE, kept);
    out->part = parts;
    out->weight = weights;
    out->cumulative = cumulative;
    return STATUS_OK;
}

struct mixture_problem {
    const struct distribution *mixture;
    double u;
};

static double mixture_excess(double x, const void *context)
{
    const struct mixture_problem *const problem = context;
    return mixture_cdf(problem->mixture, x) - problem->u;
}

/* The quantile of a mixture lies between the least and the greatest of its parts' quantiles. Where the cdf jumps over u
 * the root is the place of the jump. */
double mixture_quantile(const struct distribution *d, double u)
{
    const struct mixture_problem problem = {d, u};
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < d->count; i++) {
        const double x = distribution_quantile(&d->part[i], u);
        low = fmin(low, x);
        high = fmax(high, x);
    }
    double root = low;
    if (low == high || mixture_cdf(d, low) >= u) return low;
    if (!root_find(mixture_excess, &problem, low, high, &root)) return high;
    return root;
}

double mixture_cdf(const struct distribution *d, double x)
{
    double sum = 0;
    for (size_t i = 0; i < d->count; i++) sum += d->weight[i] * distribution_cdf(&d->part[i], x);
    return fmin(sum, 1);
}

double mixture_mean(const struct distribution *d)
{
    double sum = 0;
    for (size_t i = 0; i < d->count; i++) sum += d->weight[i] * distribution_mean(&d->part[i]);
    return sum;
}

double mixture_variance(const struct distribution *d)
{
    const double mean = mixture_mean(d);
    double sum = 0;
    for (size_t i = 0; i < d->count; i++) {
        const double shift = distribution_mean(&d->part[i]) - mean, sd = distribution_sd(&d->part[i]);
        sum += d->weight[i] * (sd * sd + shift * shift);
    }
    return sum;
}

/* Between two values, a mixture is the mixture of its parts between them. */
double mixture_moment(const struct distribution *d, int power, double u_low, double u_high)
{
    const double low = u_low > 0 ? mixture_quantile(d, u_low) : -INFINITY;
    const double high = u_high < 1 ? mixture_quantile(d, u_high) : INFINITY;
    double sum = 0, mass = 0;
    for (size_t i = 0; i < d->count; i++) {
        struct distribution part = d->part[i];
        const double from = distribution_cdf(&part, nextafter(low, -INFINITY)), to = distribution_cdf(&part, high);
        if (distribution_truncate(&part, low, high, NULL) != STATUS_OK) continue;
        const double mean = distribution_mean(&part), sd = distribution_sd(&part);
        sum += d->weight[i] * (to - from) * (power == 2 ? sd * sd + mean * mean : mean);
        mass += d->weight[i] * (to - from);
    }
    return mass > 0 ? sum / mass * (u_high - u_low) : 0;
}
