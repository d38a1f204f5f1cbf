#include <math.h>

#include "sim/analysis/sensitivity_measures.h"
#include "sim/numeric/stream.h"

enum { R = SAMPLING_REPLICATES, RESAMPLES = 1000 };

/* Squared, a billionth of a standard deviation. */
static const double ROUNDING = 1e-18;

/* Sums of (a - b)^2 by replicate. */
static void square_distance(const double *a, const double *b, size_t n, double out_sum[R])
{
    for (size_t r = 0; r < R; r++) out_sum[r] = 0;
    for (size_t i = 0; i < n; i++) out_sum[i % R] += (a[i] - b[i]) * (a[i] - b[i]);
}

static double total(const double sum[R])
{
    double all = 0;
    for (size_t r = 0; r < R; r++) all += sum[r];
    return all;
}

/* The ratio of the sums of R - 1 replicates drawn with replacement. */
static double resampled_ratio(const double numerator[R], const double denominator[R], uint64_t seed, uint32_t resample)
{
    const uint64_t stream = stream_id("sensitivity/bootstrap");
    double above = 0, below = 0;
    for (uint32_t i = 0; i < R - 1; i++) {
        const size_t r = (size_t)(stream_wide(seed, stream, resample, i) * R);
        above += numerator[r];
        below += denominator[r];
    }
    return below > 0 ? above / below : 0;
}

static struct estimate bootstrap_ratio(const double numerator[R], const double denominator[R], uint64_t seed)
{
    double ratio[RESAMPLES];
    for (uint32_t b = 0; b < RESAMPLES; b++) ratio[b] = resampled_ratio(numerator, denominator, seed, b);
    return replicates_estimate(total(numerator) / total(denominator), sqrt(statistics_variance(ratio, RESAMPLES)));
}

/* The interval of a share ends at 0 and 1, but for an estimate beyond them, which it holds. */
static struct estimate share(const double numerator[R], const double denominator[R], uint64_t seed)
{
    struct estimate out = bootstrap_ratio(numerator, denominator, seed);
    out.low = fmin(fmin(fmax(out.low, 0), 1), out.value);
    out.high = fmax(fmin(fmax(out.high, 0), 1), out.value);
    return out;
}

void sensitivity_indices(const struct sensitivity_design *design, struct sensitivity_index *out_index,
                         struct estimate *out_additive)
{
    double whole[R], rest[R], alone[R], part[R], additive[R] = {0};
    square_distance(design->second, design->first, design->n, whole);
    const double all = total(whole);
    for (size_t f = 0; f < design->factors; f++) {
        const double *const mixed = design->mixed + f * design->n;
        square_distance(design->second, mixed, design->n, rest);
        square_distance(design->first, mixed, design->n, part);
        out_index[f] = (struct sensitivity_index){.first = {0}};
        if (total(part) <= ROUNDING * all) continue;
        for (size_t r = 0; r < R; r++) additive[r] += alone[r] = whole[r] - rest[r];
        out_index[f] = (struct sensitivity_index){share(alone, whole, design->seed), share(part, whole, design->seed)};
    }
    *out_additive = all > 0 ? share(additive, whole, design->seed) : (struct estimate){0};
}
