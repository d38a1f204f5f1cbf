#include "sim/chart/chart_density.h"

#include <math.h>
#include <string.h>

#include "sim/numeric/fixed_math.h"
#include "sim/numeric/statistics.h"

enum { BINS = 4096, PAIR_BINS = 1000 };

/* Pairs of values by their distance in bins of the given width: the sums over pairs of Sheather and Jones (1991). */
struct pairs {
    double count[PAIR_BINS];
    double width;
    double n;
    double scale; /* of the sample: the smaller of sd and IQR / 1.349 */
};

static void count_pairs(const double *sorted, size_t n, double *bin, struct pairs *out)
{
    const double low = sorted[0];
    out->width = (sorted[n - 1] - low) * 1.01 / PAIR_BINS;
    out->n = (double)n;
    memset(bin, 0, PAIR_BINS * sizeof *bin);
    for (size_t i = 0; i < n; i++) bin[(size_t)((sorted[i] - low) / out->width)]++;
    for (size_t k = 0; k < PAIR_BINS; k++) {
        double sum = 0;
        for (size_t i = 0; i + k < PAIR_BINS; i++) sum += k ? bin[i] * bin[i + k] : bin[i] * (bin[i] - 1) / 2;
        out->count[k] = sum;
    }
}

static double fourth(double delta)
{
    return (delta - 6) * delta + 3;
}

static double sixth(double delta)
{
    return ((delta - 15) * delta + 45) * delta - 15;
}

/* Mean over all pairs of the Gaussian kernel's derivative whose polynomial in the squared distance is given. */
static double functional(const struct pairs *pairs, double h, double (*polynomial)(double), double power)
{
    double sum = 0;
    for (size_t k = 0; k < PAIR_BINS; k++) {
        const double distance = (double)k * pairs->width / h, delta = distance * distance;
        if (delta > 1000) break;
        sum += pairs->count[k] * fixed_exp(-delta / 2) * polynomial(delta);
    }
    const double all = 2 * sum + pairs->n * polynomial(0);
    return all / (pairs->n * (pairs->n - 1) * fixed_pow(h, power) * sqrt(2 * M_PI));
}

/* The bandwidth h at which the equation of Sheather and Jones holds, between the bounds; least where it never does. */
static double solve_equation(const struct pairs *pairs, double least, double most)
{
    const double a = 1.24 * pairs->scale * fixed_pow(pairs->n, -1.0 / 7);
    const double b = 1.23 * pairs->scale * fixed_pow(pairs->n, -1.0 / 9);
    const double td = -functional(pairs, b, sixth, 7), sd = functional(pairs, a, fourth, 5);
    if (!(td > 0) || !(sd > 0)) return least;
    const double alpha = 1.357 * fixed_pow(sd / td, 1.0 / 7), c = 1 / (2 * sqrt(M_PI) * pairs->n);
    for (int i = 0; i < 30; i++) {
        const double h = sqrt(least * most);
        const double rough = functional(pairs, alpha * fixed_pow(h, 5.0 / 7), fourth, 5);
        const bool above = rough > 0 && fixed_pow(c / rough, 0.2) > h;
        if (above)
            least = h;
        else
            most = h;
    }
    return sqrt(least * most);
}

/* Terrell's greatest bandwidth, unless Sheather and Jones see reason for much less (several peaks); NAN: no memory. */
static double bandwidth(struct arena *arena, const double *sorted, size_t n, bool *out_peaks)
{
    struct pairs *const pairs = ARENA_NEW(arena, struct pairs);
    double *const bin = ARENA_ARRAY(arena, PAIR_BINS, double);
    if (!pairs || !bin) return NAN;
    const double sd = sqrt(statistics_variance(sorted, n));
    const double quartiles =
        statistics_percentile(sorted, n, 0.75).value - statistics_percentile(sorted, n, 0.25).value;
    pairs->scale = quartiles > 0 ? fmin(sd, quartiles / 1.349) : sd;
    const double most = 1.144 * pairs->scale * fixed_pow((double)n, -0.2);
    count_pairs(sorted, n, bin, pairs);
    const double h = solve_equation(pairs, most / 50, most);
    *out_peaks = h <= 0.6 * most;
    return *out_peaks ? fmin(1.6 * h, most) : most; /* the equation aims at least error; the eye wants less noise */
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

/* Sum of the bins around a place (in bins), weighted by a Gaussian of the given bandwidth (in bins) whose own sum is 1.
 * Neighbouring weights follow from each other: exp(-(k + 1)^2 / 2 h^2) = exp(-k^2 / 2 h^2) exp(-(2 k + 1) / 2 h^2). */
static double smoothed(const double *bin, double place, double h)
{
    const long centre = lround(place), reach = (long)fmax(1, fmin(ceil(4 * h), BINS));
    const double decay = fixed_exp(-1 / (h * h));
    double ratio = fixed_exp(-0.5 / (h * h)), weight = 1, total = 1, sum = reflected(bin, centre);
    for (long k = 1; k <= reach; k++) {
        weight *= ratio;
        ratio *= decay;
        total += 2 * weight;
        sum += weight * (reflected(bin, centre - k) + reflected(bin, centre + k));
    }
    return sum / total;
}

/* Heights by a bandwidth (in bins) that is wider, up to twice, where the curve is low: there are few values. */
static void fill_heights(const double *bin, double least, double width, double h, bool wider, struct chart_density *out)
{
    double most = 0;
    for (size_t i = 0; i < out->points; i++) {
        out->height[i] = smoothed(bin, (out->x[i] - least) / width, h);
        most = fmax(most, out->height[i]);
    }
    for (size_t i = 0; wider && i < out->points; i++) {
        const double stretch = fmin(2, sqrt(0.5 * most / fmax(out->height[i], most * 1e-6)));
        if (stretch > 1) out->height[i] = smoothed(bin, (out->x[i] - least) / width, h * stretch);
    }
    for (size_t i = 0; i < out->points; i++) out->height[i] /= most > 0 ? most : 1;
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

/* The longest run of equal values: where it begins and how long it is. */
static size_t longest_run(const double *sorted, size_t n, size_t *out_start)
{
    size_t longest = 0;
    for (size_t start = 0, end; start < n; start = end) {
        for (end = start + 1; end < n && sorted[end] == sorted[start];) end++;
        if (end - start <= longest) continue;
        longest = end - start;
        *out_start = start;
    }
    return longest;
}

/* Density of a sample without atoms; 0 when out of memory. */
static int fill_smooth(struct arena *arena, const double *sorted, size_t n, double low, double high,
                       struct chart_density *out)
{
    const double least = sorted[0], greatest = sorted[n - 1];
    const double width = (greatest - least) / (BINS - 1);
    if (!(width > 0)) return 1;
    double *const bin = ARENA_ARRAY(arena, BINS, double);
    bool peaks = false;
    const double h = bandwidth(arena, sorted, n, &peaks);
    if (!bin || isnan(h)) return 0;
    count(sorted, n, bin);
    place_points(fmax(low, least), fmin(high, greatest), out);
    const double finest = (out->x[out->points - 1] - out->x[0]) / CHART_DENSITY_POINTS;
    out->peaks = peaks;
    fill_heights(bin, least, width, fmax(h, finest) / width, peaks, out);
    return 1;
}

int chart_density_fill(struct arena *arena, const double *sorted, size_t n, double low, double high,
                       struct chart_density *out)
{
    size_t start = 0;
    const size_t run = longest_run(sorted, n, &start);
    out->points = 0;
    out->peaks = false;
    out->atom = run > 1 && run >= n / 10;
    if (!out->atom) return n < 2 ? 1 : fill_smooth(arena, sorted, n, low, high, out);
    out->atom_at = sorted[start];
    out->atom_share = statistics_probability(run, n);
    double *const others = ARENA_ARRAY(arena, n - run, double);
    if (!others) return 0;
    memcpy(others, sorted, start * sizeof *others);
    memcpy(others + start, sorted + start + run, (n - start - run) * sizeof *others);
    return n - run < 2 ? 1 : fill_smooth(arena, others, n - run, low, high, out);
}

static void print_point(struct text_buffer *text, double x, double y, double foot)
{
    text_buffer_printf(text, "%.8g\t%.6g\t%g\n", x, y, foot);
}

/* The curve; a value that many results share stands in it as a line of full height. */
static void print_curve(struct text_buffer *text, const struct chart_density *density, double foot, double height)
{
    bool spiked = !density->atom;
    const double scale = height * (density->atom ? 0.85 : 1);
    double before = foot;
    for (size_t i = 0; i < density->points; i++) {
        if (!spiked && density->x[i] >= density->atom_at) {
            print_point(text, density->atom_at, before, foot);
            print_point(text, density->atom_at, foot + height, foot);
            before = foot + density->height[i] * scale;
            print_point(text, density->atom_at, density->x[i] > density->atom_at && i > 0 ? before : foot, foot);
            spiked = true;
        }
        before = foot + density->height[i] * scale;
        print_point(text, density->x[i], before, foot);
    }
    if (spiked) return;
    print_point(text, density->atom_at, foot, foot);
    print_point(text, density->atom_at, foot + height, foot);
}

void chart_density_print(struct text_buffer *text, const struct chart_density *density, double foot, double height)
{
    text_buffer_printf(text, "x\ty\tfoot\n");
    print_curve(text, density, foot, height);
}
