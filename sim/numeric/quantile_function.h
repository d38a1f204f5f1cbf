/* What a compiled quantile function is made of. For the numeric layer alone. */
#ifndef HYOTY_NUMERIC_QUANTILE_FUNCTION_H
#define HYOTY_NUMERIC_QUANTILE_FUNCTION_H

#include <stdbool.h>

#include "sim/numeric/distribution.h"
#include "sim/numeric/isa.h"

enum { QUANTILE_TERMS = 6 };

/* e to the power of less is as good as 0. */
#define QUANTILE_LEAST_EXPONENT (-700.0)

/* The quantile as a function of the normal score z of the uniform: cells of equal width, each with a polynomial in the
 * place within it, -1/2..1/2. */
struct quantile_series {
    double first;                                /* z in the middle of the first cell */
    double cells_per_unit;                       /* of z */
    size_t cells;                                /* 0: no table fits */
    const double (*coefficient)[QUANTILE_TERMS]; /* [cells] */
};

/* A quantile as a function of the uniform's distance d from the nearer end, 0 or 1: every octave of d is cut into cells
 * of equal width, each with a polynomial in the place within it. Cells without one hold NaN. */
enum {
    QUANTILE_CELL_TERMS = 8,
    QUANTILE_CELL_BITS = 2, /* of the mantissa of d, that number the cells of an octave */
    QUANTILE_CELL_OCTAVES = 8,
    QUANTILE_CELLS_OCTAVE = 1 << QUANTILE_CELL_BITS,
    QUANTILE_CELLS_SIDE = QUANTILE_CELLS_OCTAVE * (QUANTILE_CELL_OCTAVES + 1) + 1 /* one octave too far; d = 1/2 */
};

/* The least d of the octave too far. */
static const double QUANTILE_CELLS_FROM = 0x1p-10;

struct quantile_function {
    struct distribution distribution;
    enum quantile_kernel kernel;
    bool truncated, bounded;
    double least, greatest; /* of what may come out, where bounded */
    struct quantile_series series;
    const double (*cell)[QUANTILE_CELL_TERMS]; /* [2][QUANTILE_CELLS_SIDE] from 0, from 1; NULL: none */
    const struct quantile_octaves *octaves;
};

/* Gamma, beta and PERT distributions (quantile_series.c). The table covers normal scores down to that of `least_u`. */
enum status quantile_series_build(struct arena *arena, const struct distribution *distribution, double least_u,
                                  struct quantile_series *out, struct error *err);

/* Cells of a function that has a kernel (quantile_cells.c). */
enum status quantile_cells_build(struct arena *arena, struct quantile_function *function, struct error *err);

/* Tables of other costly quantiles (quantile_octaves.c). */
enum status quantile_octaves_build(struct arena *arena, const struct distribution *distribution,
                                   const struct quantile_octaves **out, struct error *err);
void quantile_octaves_fill(const struct quantile_octaves *octaves, const struct distribution *distribution,
                           const double *u, size_t n, double *out_x);

/* Forms that have kernels, n a multiple of LANES; out_x may be u. One function for each instruction set, all with the
 * same bytes. */
typedef void quantile_lanes_fill(const struct quantile_function *function, const double *u, size_t n, double *out_x);

#define QUANTILE_DECLARE(constant, name, suffix) quantile_lanes_fill quantile_lanes_fill_##suffix;
ISA_TABLE(QUANTILE_DECLARE)
#undef QUANTILE_DECLARE

#endif
