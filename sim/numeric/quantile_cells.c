/* Cells of quantiles that have a kernel: it is computed in Chebyshev nodes of every cell, and beside them to see
 * whether their polynomial holds. Where it does not, and nearer to 0 and 1 than cells reach, the kernel itself goes on.
 */
#include <math.h>
#include <string.h>

#include "sim/numeric/distribution_kinds.h"
#include "sim/numeric/lanes.h"
#include "sim/numeric/polynomial.h"
#include "sim/numeric/quantile_function.h"

enum { TERMS = QUANTILE_CELL_TERMS, CHECKS = 4, POINTS = TERMS + CHECKS, CELLS = QUANTILE_CELLS_SIDE };

static const double TOLERANCE = 2e-11; /* of the value or the standard deviation, whichever is greater */

#define FILL(constant, name, suffix) [constant] = quantile_lanes_fill_##suffix,
static quantile_lanes_fill *const lanes_fill[ISA_COUNT] = {ISA_TABLE(FILL)};

/* Places in a cell, -1..1: the nodes, then the checks. */
static double point(size_t i)
{
    static const double check[CHECKS] = {-1, -0.7, 0.4, 1};
    return i < TERMS ? polynomial_node(TERMS, i) : check[i - TERMS];
}

/* The distance of a point of a cell from the end of its side. */
static double distance(size_t cell, double place)
{
    const double width = 1.0 / QUANTILE_CELLS_OCTAVE, within = (double)(cell % QUANTILE_CELLS_OCTAVE);
    return ldexp(QUANTILE_CELLS_FROM, (int)(cell / QUANTILE_CELLS_OCTAVE)) * (1 + width * (within + (1 + place) / 2));
}

static double polynomial(const double *coefficient, double x)
{
    double sum = coefficient[TERMS - 1];
    for (int i = TERMS - 2; i >= 0; i--) sum = sum * x + coefficient[i];
    return sum;
}

/* The coefficients of the polynomial through the nodes are linear in its values there: [i] of those that are 1 in node
 * i and 0 in the others. */
static void unit_polynomials(double out[TERMS][TERMS])
{
    for (size_t i = 0; i < TERMS; i++) {
        double value[TERMS] = {0};
        value[i] = 1;
        polynomial_fit(TERMS, value, out[i]);
    }
}

/* In powers of the place among mantissas; NaN where the polynomial misses a check. */
static void fit(const double unit[TERMS][TERMS], const double value[POINTS], double spread, double out[TERMS])
{
    bool holds = true;
    double scale = 1;
    memset(out, 0, TERMS * sizeof *out);
    for (size_t i = 0; i < TERMS; i++)
        for (size_t k = 0; k < TERMS; k++) out[k] += value[i] * unit[i][k];
    for (size_t i = TERMS; i < POINTS; i++)
        holds &= fabs(polynomial(out, point(i)) - value[i]) <= TOLERANCE * fmax(fabs(value[i]), spread);
    for (size_t k = 0; k < TERMS; k++, scale *= 2 * QUANTILE_CELLS_OCTAVE) out[k] = holds ? out[k] * scale : NAN;
}

static bool is_reached(size_t cell)
{
    return cell >= QUANTILE_CELLS_OCTAVE && cell < CELLS - 1;
}

/* The function in the points of the cells of both sides, before truncation. */
static void fill_values(const struct quantile_function *function, double (*out)[CELLS][POINTS])
{
    struct quantile_function whole = *function;
    whole.truncated = whole.bounded = false;
    for (size_t c = 0; c < CELLS; c++)
        for (size_t i = 0; i < POINTS; i++) {
            out[0][c][i] = fmin(distance(c, point(i)), 0.5);
            out[1][c][i] = 1 - out[0][c][i];
        }
    lanes_fill[isa_best()](&whole, out[0][0], 2 * (size_t)CELLS * POINTS, out[0][0]);
}

enum status quantile_cells_build(struct arena *arena, struct quantile_function *function, struct error *err)
{
    _Static_assert(2 * CELLS * POINTS % LANES == 0, "points fill whole vectors");
    double(*const cell)[TERMS] = arena_calloc(arena, 2 * (size_t)CELLS, sizeof *cell);
    double(*const value)[CELLS][POINTS] = arena_calloc(arena, 2, sizeof *value);
    double unit[TERMS][TERMS];
    if (!cell || !value) return error_out_of_memory(err);
    const double spread = distribution_spread(&function->distribution);
    unit_polynomials(unit);
    fill_values(function, value);
    for (size_t c = 0; c < 2 * (size_t)CELLS; c++)
        if (is_reached(c % CELLS))
            fit((const double(*)[TERMS])unit, value[c / CELLS][c % CELLS], spread, cell[c]);
        else
            for (size_t k = 0; k < TERMS; k++) cell[c][k] = NAN;
    function->cell = (const double(*)[TERMS])cell;
    return STATUS_OK;
}
