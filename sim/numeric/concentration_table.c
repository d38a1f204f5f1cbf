/* Builds the table of w(r); concentration_lanes.h says how it is laid out and read. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "sim/numeric/concentration_lanes.h"
#include "sim/numeric/concentration_shapes.h"
#include "sim/numeric/polynomial.h"

enum {
    TERMS = CONCENTRATION_TERMS,
    CELLS = CONCENTRATION_CELLS,
    OCTAVES = CONCENTRATION_OCTAVES,
    SIDE = CONCENTRATION_SIDE,
    MEAN_OCTAVES = 5 /* at the top: 1 + 1 + 2 + 4 + 8 ranks */
};

static const double TOLERANCE = 1e-10;

static double polynomial(size_t terms, const double *coefficient, double x)
{
    double sum = coefficient[terms - 1];
    for (size_t i = terms - 1; i-- > 0;) sum = sum * x + coefficient[i];
    return sum;
}

void concentration_table_fill(const struct concentration *concentration, const double *rank, size_t n, double *out_w)
{
    const size_t whole = n / LANES * LANES, rest = n - whole;
    double last[LANES] = {0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
    concentration_lanes_fill(concentration->table, rank, whole, out_w);
    if (rest == 0) return;
    memcpy(last, rank + whole, rest * sizeof *rank);
    concentration_lanes_fill(concentration->table, last, LANES, last);
    memcpy(out_w + whole, last, rest * sizeof *out_w);
}

void concentration_fill_top(const struct concentration *concentration, const double *distance, size_t n, double *out_w)
{
    static const double least = 0x1p-64, most = 0x1p-28;
    for (size_t i = 0; i < n; i++) {
        int exponent;
        const double place = 4 * frexp(fmax(distance[i], least), &exponent) - 3;
        const bool tabulated = concentration->table && distance[i] < most;
        out_w[i] = tabulated ? polynomial(CONCENTRATION_TOP_TERMS, concentration->table->top[exponent + 63], place)
                             : concentration_top_weight(concentration, distance[i]);
    }
}

static void fit_top(const struct concentration *concentration, struct concentration_table *table)
{
    for (int octave = 0; octave < CONCENTRATION_TOP_OCTAVES; octave++) {
        const double half = ldexp(1, octave - 65), middle = 3 * half;
        double value[CONCENTRATION_TOP_TERMS];
        for (size_t i = 0; i < CONCENTRATION_TOP_TERMS; i++)
            value[i] =
                concentration_top_weight(concentration, middle + half * polynomial_node(CONCENTRATION_TOP_TERMS, i));
        polynomial_fit(CONCENTRATION_TOP_TERMS, value, table->top[octave]);
    }
}

static double weight_at(const struct concentration *concentration, bool upper, double distance)
{
    return upper ? concentration_top_weight(concentration, distance) : concentration_weight(concentration, distance);
}

/* Fits one cell, whose distances are least * (1 .. 1 + 1/CELLS at an octave's start); false where it misses. */
static bool cell_fit(const struct concentration *concentration, bool upper, double from, double to, double *out)
{
    const double middle = (from + to) / 2, half = (to - from) / 2;
    double value[TERMS];
    for (size_t i = 0; i < TERMS; i++)
        value[i] = weight_at(concentration, upper, middle + half * polynomial_node(TERMS, i));
    polynomial_fit(TERMS, value, out);
    for (double x = -1; x <= 1; x += 1) {
        const double exact = weight_at(concentration, upper, middle + half * x);
        if (fabs(polynomial(TERMS, out, x) - exact) > TOLERANCE * exact) return false;
    }
    return true;
}

/* The same for a Pareto, a power of 1 + spread (1 - rank), by its binomial series from the middle of the cell; false
 * where the series is too long. */
static bool cell_expand(const struct concentration *concentration, bool upper, double from, double to, double *out)
{
    enum { ORDER = 16 };
    if (concentration->shape != CONCENTRATION_PARETO) return false;
    const double middle = (from + to) / 2, half = (to - from) / 2, top = upper ? middle : 1 - middle;
    const double spread = concentration->spread, power = -1 / concentration->alpha;
    const double step = (upper ? half : -half) * (isinf(spread) ? 1 / top : spread / (1 + spread * top));
    double series[ORDER] = {weight_at(concentration, upper, middle)}, lost = 0;
    for (size_t k = 0; k + 1 < ORDER; k++) series[k + 1] = series[k] * (power - (double)k) / (double)(k + 1) * step;
    for (size_t k = TERMS; k < ORDER; k++) lost += fabs(ldexp(series[k], 1 - (int)k));
    if (!(lost + fabs(series[ORDER - 1]) <= TOLERANCE / 8 * series[0])) return false;
    polynomial_economise(ORDER, TERMS, series);
    memcpy(out, series, TERMS * sizeof *out);
    return true;
}

/* Mean weight of the persons of the ranks that a cell of the top octaves holds. */
static double cell_mean(const struct concentration *concentration, size_t octave, size_t cell)
{
    static const double STEP = 0x1p-32;
    double from = 0, to = STEP;
    if (octave > 0) {
        const size_t ranks = (size_t)1 << (octave - 1); /* in the octave, which starts at rank `ranks` */
        from = STEP * (double)(ranks + cell * ranks / CELLS);
        to = from + STEP;
    }
    return (concentration_top_share(concentration, to) - concentration_top_share(concentration, from)) / STEP;
}

enum status concentration_table_build(struct arena *arena, struct concentration *concentration, struct error *err)
{
    struct concentration_table *const table = ARENA_NEW(arena, struct concentration_table);
    if (!table) return error_out_of_memory(err);
    for (size_t index = 0; index < 2 * SIDE; index++) {
        const bool upper = index >= SIDE;
        const size_t octave = index % SIDE / CELLS, cell = index % CELLS;
        double *const coefficient = table->coefficient[index];
        const double octave_start = ldexp(1, (int)octave - OCTAVES);
        const double from = octave_start * (1 + (double)cell / CELLS), to = from + octave_start / CELLS;
        if (upper && octave < MEAN_OCTAVES)
            coefficient[0] = cell_mean(concentration, octave, cell);
        else if (octave + 1 == OCTAVES && cell > 0) /* beyond the median: the other side's */
            memset(coefficient, 0, sizeof table->coefficient[index]);
        else if (!cell_expand(concentration, upper, from, to, coefficient) &&
                 !cell_fit(concentration, upper, from, to, coefficient))
            return error_set(err, STATUS_NUMERIC, "the concentration is too extreme to be tabulated");
    }
    fit_top(concentration, table);
    concentration->table = table;
    return STATUS_OK;
}
