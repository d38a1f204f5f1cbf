/* Tables of costly quantiles without a law of their own: on each side of the median, octaves of the distance from the
 * end (0 or 1), each cut into one or more cells with a polynomial; where none fits or few draws fall, the quantile
 * itself. */
#include <math.h>
#include <string.h>

#include "sim/numeric/distribution_kinds.h"
#include "sim/numeric/polynomial.h"
#include "sim/numeric/quantile_function.h"

/* A run of this many iterations repays what is tabulated. */
static const double USUAL_DRAWS = 10000;

enum { TERMS = POLYNOMIAL_TERMS_MAX, OCTAVES = 52, CELLS_MAX = 32, CHECKS = 3 };

static const double TOLERANCE = 1e-10;

struct octave {
    double scale;                       /* cells over the octave's length */
    double start;                       /* least distance */
    size_t cells;                       /* 0: no table here */
    const double (*coefficient)[TERMS]; /* [cells] */
};

struct quantile_octaves {
    double spread;                  /* standard deviation, the measure of errors near 0 */
    struct octave side[2][OCTAVES]; /* from 0, from 1; octave i is [2^-(i+2), 2^-(i+1)) */
};

/* The table that is built, of which distribution. */
struct work {
    const struct distribution *distribution;
    double spread;
};

/* Quantile of the distribution before truncation, by the distance from 0, or from 1 where `upper`. */
static double quantile_at(const struct distribution *distribution, bool upper, double distance)
{
    return distribution_table[distribution->kind].quantile(distribution, upper ? 1 - distance : distance);
}

static double polynomial(const double *coefficient, double x)
{
    double sum = coefficient[TERMS - 1];
    for (int i = TERMS - 2; i >= 0; i--) sum = sum * x + coefficient[i];
    return sum;
}

/* Fits one cell; false where the polynomial misses the quantile between its nodes. */
static bool cell_fit(const struct work *work, bool upper, double from, double length, double *out)
{
    static const double check[CHECKS] = {-1, 0, 1};
    const double middle = from + length / 2;
    double value[TERMS];
    for (size_t i = 0; i < TERMS; i++) {
        const double place = polynomial_node(TERMS, i);
        value[i] = quantile_at(work->distribution, upper, middle + length / 2 * place);
        if (!isfinite(value[i])) return false;
    }
    polynomial_fit(TERMS, value, out);
    for (size_t i = 0; i < CHECKS; i++) {
        const double exact = quantile_at(work->distribution, upper, middle + length / 2 * check[i]);
        const double scale = fmax(fabs(exact), work->spread);
        if (!(fabs(polynomial(out, check[i]) - exact) <= TOLERANCE / 4 * scale)) return false;
    }
    return true;
}

static bool octave_fit(const struct work *work, bool upper, struct octave *octave, size_t cells,
                       double (*coefficient)[TERMS])
{
    const double length = octave->start / (double)cells;
    for (size_t i = 0; i < cells; i++)
        if (!cell_fit(work, upper, octave->start + length * (double)i, length, coefficient[i])) return false;
    octave->cells = cells;
    octave->scale = 1 / length;
    octave->coefficient = (const double(*)[TERMS])coefficient;
    return true;
}

/* How many draws of a usual run an octave may expect, given the part of (0,1) that truncation leaves. */
static double octave_draws(const struct distribution *distribution, bool upper, double start)
{
    double low = start, high = 2 * start;
    if (upper) low = 1 - 2 * start, high = 1 - start;
    const double from = fmax(low, distribution->u_minimum), to = fmin(high, distribution->u_maximum);
    return to > from ? USUAL_DRAWS * (to - from) / (distribution->u_maximum - distribution->u_minimum) : 0;
}

static enum status octave_build(struct arena *arena, const struct work *work, bool upper, struct octave *octave,
                                double expected, struct error *err)
{
    static const size_t trial[] = {1, 4, 16, CELLS_MAX};
    for (size_t i = 0; i < sizeof trial / sizeof *trial; i++) {
        const size_t cells = trial[i];
        if (expected < (double)(cells * (TERMS + CHECKS))) return STATUS_OK;
        double(*const coefficient)[TERMS] = arena_calloc(arena, cells, sizeof *coefficient);
        if (!coefficient) return error_out_of_memory(err);
        if (octave_fit(work, upper, octave, cells, coefficient)) return STATUS_OK;
    }
    return STATUS_OK;
}

enum status quantile_octaves_build(struct arena *arena, const struct distribution *distribution,
                                   const struct quantile_octaves **out, struct error *err)
{
    struct quantile_octaves *const octaves = ARENA_NEW(arena, struct quantile_octaves);
    if (!octaves) return error_out_of_memory(err);
    const double spread = distribution_spread(distribution);
    const struct work work = {distribution, isfinite(spread) ? spread : 0};
    for (size_t i = 0; i < 2; i++) {
        double start = 0.25;
        for (size_t k = 0; k < OCTAVES; k++, start /= 2) {
            octaves->side[i][k].start = start;
            const double expected = octave_draws(distribution, i == 1, start);
            TRY(octave_build(arena, &work, i == 1, &octaves->side[i][k], expected, err));
        }
    }
    *out = octaves;
    return STATUS_OK;
}

static double table_quantile(const struct quantile_octaves *octaves, const struct distribution *distribution, double u)
{
    const bool upper = u > 0.5;
    const double distance = upper ? 1 - u : u;
    int exponent;
    frexp(distance, &exponent); /* distance in [2^(e-1), 2^e) */
    const size_t index = distance < 0.5 ? (size_t)(-exponent - 1) : 0;
    if (index >= OCTAVES) return quantile_at(distribution, upper, distance);
    const struct octave *const octave = &octaves->side[upper][index];
    if (octave->cells == 0) return distribution_table[distribution->kind].quantile(distribution, u);
    const double place = (distance - octave->start) * octave->scale;
    size_t cell = (size_t)place;
    if (cell >= octave->cells) cell = octave->cells - 1; /* the median itself */
    return polynomial(octave->coefficient[cell], 2 * (place - (double)cell) - 1);
}

void quantile_octaves_fill(const struct quantile_octaves *octaves, const struct distribution *distribution,
                           const double *u, size_t n, double *out_x)
{
    for (size_t i = 0; i < n; i++) {
        const double x = table_quantile(octaves, distribution, distribution_inner(distribution, u[i]));
        out_x[i] = fmin(fmax(x, distribution->minimum), distribution->maximum);
    }
}
