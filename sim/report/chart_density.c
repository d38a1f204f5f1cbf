#include "sim/report/chart_density.h"

#include <math.h>

#include "sim/numeric/fixed_math.h"
#include "sim/numeric/statistics.h"

enum { BINS = 4096 };

static double bandwidth(const double *sorted, size_t n)
{
    const double sd = sqrt(statistics_variance(sorted, n));
    const double quartiles =
        statistics_percentile(sorted, n, 0.75).value - statistics_percentile(sorted, n, 0.25).value;
    const double spread = quartiles > 0 ? fmin(sd, quartiles / 1.349) : sd;
    return 1.144 * spread * fixed_pow((double)n, -0.2);
}

/* Counts in bins over the sample's range, each value shared between the two nearest bin centres. */
static void count(const double *sorted, size_t n, double *bin)
{
    const double low = sorted[0], width = (sorted[n - 1] - low) / (BINS - 1);
    for (size_t i = 0; i < n; i++) {
        const double place = (sorted[i] - low) / width;
        size_t k = place > 0 ? (size_t)place : 0;
        if (k > BINS - 2) k = BINS - 2;
        bin[k] += 1 - (place - (double)k);
        bin[k + 1] += place - (double)k;
    }
}

/* Bin i of the sample reflected at both ends of its range. */
static double reflected(const double *bin, long i)
{
    const long last = BINS - 1;
    while (i < 0 || i > last) i = i < 0 ? -i : 2 * last - i;
    return bin[i];
}

static double smoothed(const double *bin, const double *kernel, long reach, double place)
{
    const long centre = lround(place);
    double sum = kernel[0] * reflected(bin, centre);
    for (long k = 1; k <= reach; k++) sum += kernel[k] * (reflected(bin, centre - k) + reflected(bin, centre + k));
    return sum;
}

static void place_points(double low, double high, struct chart_density *out)
{
    out->points = 0;
    for (size_t i = 0; i < CHART_DENSITY_POINTS; i++) {
        const double x = low + (high - low) * (double)i / (CHART_DENSITY_POINTS - 1);
        if (i > 0 && x > 0 && out->x[out->points - 1] < 0) out->x[out->points++] = 0;
        out->x[out->points++] = x;
    }
}

int chart_density_fill(struct arena *arena, const double *sorted, size_t n, double low, double high,
                       struct chart_density *out)
{
    out->points = 0;
    const double least = sorted[0], greatest = sorted[n - 1];
    const double width = (greatest - least) / (BINS - 1), h = bandwidth(sorted, n);
    if (!(width > 0) || !(h > 0)) return 1;
    long reach = (long)fmin(ceil(4 * h / width), BINS);
    if (reach < 1) reach = 1;
    double *const bin = ARENA_ARRAY(arena, BINS, double);
    double *const kernel = ARENA_ARRAY(arena, BINS + 1, double);
    if (!bin || !kernel) return 0;
    count(sorted, n, bin);
    for (long k = 0; k <= reach; k++) {
        const double z = (double)k * width / h;
        kernel[k] = fixed_exp(-0.5 * z * z);
    }
    place_points(fmax(low, least), fmin(high, greatest), out);
    double most = 0;
    for (size_t i = 0; i < out->points; i++) {
        out->height[i] = smoothed(bin, kernel, reach, (out->x[i] - least) / width);
        most = fmax(most, out->height[i]);
    }
    for (size_t i = 0; i < out->points; i++) out->height[i] /= most > 0 ? most : 1;
    return 1;
}
