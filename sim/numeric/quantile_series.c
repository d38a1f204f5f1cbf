/* Tables of the quantiles of gamma, beta and PERT distributions.
 *
 * As a function of the normal score z, F(x(z)) = Phi(z), a quantile obeys x'' = -z x' - (ln f)'(x) x'^2 (G.
 * Steinbrecher and W. T. Shaw, Quantile mechanics, European Journal of Applied Mathematics 19, 2008), with (ln f)' = (a
 * - 1)/x - 1 for gamma and (a - 1)/x - (b - 1)/(1 - x) for beta. From x and x' at the middle of a cell its Taylor
 * series follows by recurrences, without any special function; it gives the cell's polynomial, and x and x' in the
 * middle of the next. The march goes from either end inwards, which damps its errors: outwards an error in the middle
 * would be divided by the density of the tail. */
#include <math.h>
#include <string.h>

#include "sim/numeric/distribution_kinds.h"
#include "sim/numeric/fixed_math.h"
#include "sim/numeric/incomplete.h"
#include "sim/numeric/polynomial.h"
#include "sim/numeric/quantile_function.h"

enum { TERMS = QUANTILE_TERMS, ORDER = 14 };

static const double TOLERANCE = 1e-11; /* of the value or the standard deviation, whichever is greater */

/* One side of the median, as a lower side of negative z: the upper side of gamma falls with -z, that of beta is the
 * lower side of 1 - x. */
struct side {
    bool gamma, falling;
    double a, b;   /* the power of x at its end, and of 1 - x */
    double spread; /* standard deviation */
};

/* What the polynomials of a side are turned into: offset + factor * x. */
struct units {
    double offset, factor;
};

/* sum of x[i] y[k - i], i from `from` to k */
static double convolve(const double *x, const double *y, size_t from, size_t k)
{
    double sum = 0;
    for (size_t i = from; i <= k; i++) sum += x[i] * y[k - i];
    return sum;
}

/* Completes the Taylor series of x at z from its first two terms. */
static void expand(const struct side *side, double z, double series[ORDER])
{
    double rest[ORDER], slope[ORDER], square[ORDER], over[ORDER], over_rest[ORDER], log_density[ORDER];
    const double start = series[0], start_rest = 1 - start;
    for (size_t k = 0; k + 2 < ORDER; k++) {
        slope[k] = (double)(k + 1) * series[k + 1];
        square[k] = convolve(slope, slope, 0, k);
        over[k] = k == 0 ? 1 / start : -convolve(series, over, 1, k) / start;
        log_density[k] = (side->a - 1) * over[k];
        if (side->gamma) {
            if (k == 0) log_density[k] -= 1;
        } else {
            rest[k] = -series[k];
            over_rest[k] = k == 0 ? 1 / start_rest : -convolve(rest, over_rest, 1, k) / start_rest;
            log_density[k] -= (side->b - 1) * over_rest[k];
        }
        const double bend = z * slope[k] + (k > 0 ? slope[k - 1] : 0) + convolve(log_density, square, 0, k);
        series[k + 2] = -bend / (double)((k + 1) * (k + 2));
    }
}

/* x and x' a step further; false where the series has not converged there. */
static bool advance(const struct side *side, const double series[ORDER], double step, double out[2])
{
    double x = 0, slope = 0;
    for (size_t k = ORDER; k-- > 0;) {
        x = x * step + series[k];
        if (k > 0) slope = slope * step + (double)k * series[k];
    }
    double last = fabs(series[ORDER - 1]);
    for (size_t k = 1; k < ORDER; k++) last *= step;
    out[0] = x, out[1] = slope;
    return isfinite(x) && isfinite(slope) && x > 0 && last <= 1e-14 * fmax(x, 1e-3 * side->spread);
}

/* From powers of the distance to powers of the place in a cell of this width, -1/2..1/2, with fewer terms. */
static void economise(const double series[ORDER], double width, double out[TERMS])
{
    double scaled[ORDER], power = 1;
    for (size_t k = 0; k < ORDER; k++, power *= width / 2) scaled[k] = series[k] * power;
    polynomial_economise(ORDER, TERMS, scaled);
    power = 1;
    for (size_t k = 0; k < TERMS; k++, power *= 2) out[k] = scaled[k] * power;
}

static double polynomial(const double *coefficient, double place)
{
    double sum = coefficient[TERMS - 1];
    for (int i = TERMS - 2; i >= 0; i--) sum = sum * place + coefficient[i];
    return sum;
}

static struct incomplete tails_of(const struct side *side, double x)
{
    return side->gamma ? incomplete_gamma(side->a, x) : incomplete_beta(side->a, side->b, x);
}

/* x and x' = phi / f at z, exactly. */
static bool start_at(const struct side *side, double z, double out[2])
{
    static const double INVERSE_SQRT_2PI = 0.39894228040143267793994605993438187;
    const double tail = fixed_normal_cdf(z), density = INVERSE_SQRT_2PI * fixed_exp(-z * z / 2);
    const double x = side->gamma ? incomplete_gamma_inverse(side->a, tail, side->falling)
                                 : incomplete_beta_quantile(side->a, side->b, tail);
    const double kernel = tails_of(side, x).kernel;
    if (kernel == 0) return false; /* x is at an end of what a number can say */
    out[0] = x;
    out[1] = density * x / kernel * (side->falling ? -1 : 1);
    return out[0] > 0 && isfinite(out[0]) && isfinite(out[1]);
}

/* The first cell from the end whose values matter beside the standard deviation. */
static size_t first_cell(const struct side *side, double width, size_t cells)
{
    static const double NEGLIGIBLE = 1e-13;
    if (side->falling) return 0;
    const double tail = tails_of(side, NEGLIGIBLE * side->spread).lower;
    const double z = tail > 0 ? fixed_normal_quantile(fmin(tail, 0.5)) : -INFINITY;
    size_t cell = 0;
    while (cell + 1 < cells && -((double)(cells - cell) - 0.5) * width < z) cell++;
    return cell;
}

/* Polynomials of the cells of one side, from the end to the median; false where they do not fit. */
static bool march(const struct side *side, double width, size_t cells, double (*out)[TERMS])
{
    const size_t first = first_cell(side, width, cells);
    double series[ORDER], next[2];
    memset(out, 0, first * sizeof *out);
    if (!start_at(side, -((double)(cells - first) - 0.5) * width, next)) return false;
    for (size_t cell = first; cell < cells; cell++) {
        series[0] = next[0], series[1] = next[1];
        expand(side, -((double)(cells - cell) - 0.5) * width, series);
        economise(series, width, out[cell]);
        if (!advance(side, series, width, next) && cell + 1 < cells) return false;
        const double joint = polynomial(out[cell], -0.5),
                     before = cell > first ? polynomial(out[cell - 1], 0.5) : joint;
        if (!(fabs(joint - before) <= TOLERANCE * fmax(fabs(joint), side->spread))) return false;
    }
    return true;
}

/* Puts a side's polynomials into the table, mirrored where they are those of the upper side. */
static void place_cells(const double (*from)[TERMS], size_t cells, struct units units, bool upper, double (*out)[TERMS])
{
    for (size_t cell = 0; cell < cells; cell++) {
        double *const to = out[upper ? 2 * cells - 1 - cell : cell];
        for (size_t k = 0; k < TERMS; k++) to[k] = units.factor * (upper && k % 2 ? -from[cell][k] : from[cell][k]);
        to[0] += units.offset;
    }
}

/* The sides of a distribution, and their units. */
struct sides {
    struct side side[2];
    struct units units[2];
};

static struct sides sides_of(const struct distribution *d)
{
    const double *const p = d->parameter;
    if (d->kind == DISTRIBUTION_GAMMA) {
        const struct side lower = {.gamma = true, .a = p[0], .spread = sqrt(p[0])};
        struct side upper = lower;
        upper.falling = true;
        return (struct sides){{lower, upper}, {{0, p[1]}, {0, p[1]}}};
    }
    const bool pert = d->kind == DISTRIBUTION_PERT;
    const double a = p[pert ? 2 : 0], b = p[pert ? 3 : 1], least = pert ? p[0] : 0, most = pert ? p[1] : 1;
    const double spread = sqrt(a / (a + b) * (b / (a + b)) / (a + b + 1));
    return (struct sides){{{.a = a, .b = b, .spread = spread}, {.a = b, .b = a, .spread = spread}},
                          {{least, most - least}, {most, least - most}}};
}

/* Both sides with cells of one width, into room for 2 * cells; they must meet in the median. */
static bool fit(const struct sides *sides, double width, size_t cells, double (*work)[TERMS], double (*out)[TERMS])
{
    for (size_t i = 0; i < 2; i++) {
        if (!march(&sides->side[i], width, cells, work)) return false;
        place_cells((const double(*)[TERMS])work, cells, sides->units[i], i == 1, out);
    }
    const double below = polynomial(out[cells - 1], 0.5), above = polynomial(out[cells], -0.5);
    const double spread = sides->side[0].spread * fabs(sides->units[0].factor);
    return fabs(below - above) <= 2 * TOLERANCE * fmax(fabs(below), spread);
}

enum status quantile_series_build(struct arena *arena, const struct distribution *distribution, double least_u,
                                  struct quantile_series *out, struct error *err)
{
    static const size_t cells_per_unit[] = {8, 16, 32, 64};
    const double reach = least_u >= 0x1p-54 ? 8.5 : 10.75; /* beyond the scores of 2^-54, and of 1e-9 of that */
    const struct sides sides = sides_of(distribution);
    *out = (struct quantile_series){0};
    for (size_t i = 0; i < sizeof cells_per_unit / sizeof *cells_per_unit; i++) {
        const double width = 1 / (double)cells_per_unit[i];
        const size_t cells = (size_t)(reach * (double)cells_per_unit[i]);
        double(*const table)[TERMS] = arena_calloc(arena, 3 * cells, sizeof *table);
        if (!table) return error_out_of_memory(err);
        if (!fit(&sides, width, cells, table + 2 * cells, table)) continue;
        *out = (struct quantile_series){.first = -reach + width / 2,
                                        .cells_per_unit = (double)cells_per_unit[i],
                                        .cells = 2 * cells,
                                        .coefficient = (const double(*)[TERMS])table};
        break;
    }
    return STATUS_OK;
}
