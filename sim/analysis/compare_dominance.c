#include "sim/analysis/compare_dominance.h"

#include <math.h>
#include <string.h>

#include "sim/numeric/replicates.h"
#include "sim/numeric/statistics.h"

static const double dominance_tolerance = 0.01;

/* The points of the normal and of Student's distribution with 15 degrees of freedom beyond which 0.05 / (2 * 199) lies.
 */
static const double z_normal = 3.660976015372247, z_student = 4.763510940211984;
static const double rule_of_three = 3;

enum { LANES = SAMPLING_REPLICATES };

/* What all iterations say at one place, lane by lane: a lane is also a replicate. */
struct tally {
    double sum[LANES], square[LANES];
};

/* d = [b <= x] - [a <= x] */
static double lower(double a, double b, double x)
{
    return (b <= x ? 1.0 : 0.0) - (a <= x ? 1.0 : 0.0);
}

/* d = (x - b)+ - (x - a)+ */
static double shorter(double a, double b, double x)
{
    return (b < x ? x - b : 0.0) - (a < x ? x - a : 0.0);
}

/* Whole rows of lanes first, in a loop that compilers make vectors of. */
#define TALLY(name, d)                                                                                                 \
    static void name(const double *a, const double *b, size_t n, double x, struct tally *out)                          \
    {                                                                                                                  \
        double sum[LANES] = {0}, square[LANES] = {0};                                                                  \
        size_t i = 0;                                                                                                  \
        for (; i + LANES <= n; i += LANES)                                                                             \
            for (size_t l = 0; l < LANES; l++) {                                                                       \
                const double one = d(a[i + l], b[i + l], x);                                                           \
                sum[l] += one;                                                                                         \
                square[l] += one * one;                                                                                \
            }                                                                                                          \
        for (; i < n; i++) {                                                                                           \
            const double one = d(a[i], b[i], x);                                                                       \
            sum[i % LANES] += one;                                                                                     \
            square[i % LANES] += one * one;                                                                            \
        }                                                                                                              \
        memcpy(out->sum, sum, sizeof sum);                                                                             \
        memcpy(out->square, square, sizeof square);                                                                    \
    }

TALLY(tally_first, lower)
TALLY(tally_second, shorter)

static double lanes(const double lane[LANES])
{
    double sum = 0;
    for (size_t i = 0; i < LANES; i++) sum += lane[i];
    return sum;
}

/* The band around the mean of d. */
struct band {
    double middle, reach;
};

static struct band band_of(const struct tally *m, size_t n, bool replicated, double least)
{
    const double count = (double)n, sum = lanes(m->sum), mean = sum / count;
    const double variance = fmax(lanes(m->square) - sum * mean, 0) / (count - 1);
    const double error = replicated ? replicates_error_of_sums(m->sum, n) : sqrt(variance / count);
    return (struct band){mean, fmax((replicated ? z_student : z_normal) * error, least)};
}

/* What the bands say so far of one direction. */
struct verdict {
    double lowest, highest_low, lowest_high;
};

static void verdict_add(struct verdict *verdict, double middle, double reach)
{
    verdict->lowest = fmin(verdict->lowest, middle - reach);
    verdict->highest_low = fmax(verdict->highest_low, middle - reach);
    verdict->lowest_high = fmin(verdict->lowest_high, middle + reach);
}

static enum dominance verdict_of(const struct verdict *verdict, double tolerance)
{
    if (verdict->lowest_high < 0) return DOMINANCE_NO;
    return verdict->lowest >= -tolerance && verdict->highest_low > 0 ? DOMINANCE_YES : DOMINANCE_OPEN;
}

static void order_compute(enum dominance_order order, const double *a, const double *b, size_t n, bool replicated,
                          const double *pooled, double scale, struct dominance_pair *out)
{
    static void (*const tally[DOMINANCE_ORDERS])(const double *, const double *, size_t, double,
                                                 struct tally *) = {tally_first, tally_second};
    struct verdict forward = {INFINITY, -INFINITY, INFINITY}, backward = forward;
    for (size_t p = 0; p < DOMINANCE_POINTS; p++) {
        struct tally m;
        const size_t rank = (2 * n - 1) * (p + 1) / (DOMINANCE_POINTS + 1);
        tally[order](a, b, n, pooled[rank], &m);
        const struct band band = band_of(&m, n, replicated, rule_of_three / (double)n * scale);
        verdict_add(&forward, band.middle, band.reach);
        verdict_add(&backward, -band.middle, band.reach);
    }
    out->forward[order] = verdict_of(&forward, dominance_tolerance * scale);
    out->backward[order] = verdict_of(&backward, dominance_tolerance * scale);
}

static void agree(enum dominance verdict[DOMINANCE_ORDERS])
{
    if (verdict[DOMINANCE_SECOND] == DOMINANCE_NO) verdict[DOMINANCE_FIRST] = DOMINANCE_NO;
    if (verdict[DOMINANCE_FIRST] == DOMINANCE_YES) verdict[DOMINANCE_SECOND] = DOMINANCE_YES;
}

void dominance_compute(const double *a, const double *b, size_t n, bool replicated, double *pooled,
                       struct dominance_pair *out)
{
    *out = (struct dominance_pair){0};
    if (memcmp(a, b, n * sizeof *a) == 0) {
        for (int order = 0; order < DOMINANCE_ORDERS; order++)
            out->forward[order] = out->backward[order] = DOMINANCE_SAME;
        return;
    }
    if (n < 2) return;
    memcpy(pooled, a, n * sizeof *a);
    memcpy(pooled + n, b, n * sizeof *b);
    statistics_sort(pooled, 2 * n);
    const double sd = sqrt(fmax(statistics_variance(a, n), statistics_variance(b, n)));
    order_compute(DOMINANCE_FIRST, a, b, n, replicated, pooled, 1, out);
    order_compute(DOMINANCE_SECOND, a, b, n, replicated, pooled, sd, out);
    agree(out->forward);
    agree(out->backward);
}
