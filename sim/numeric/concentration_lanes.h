/* w(r) from its table (see concentration_table.c), eight ranks at a time: for kernels, the same bits as
 * concentration_fill. */
#ifndef HYOTY_NUMERIC_CONCENTRATION_LANES_H
#define HYOTY_NUMERIC_CONCENTRATION_LANES_H

#include "sim/numeric/concentration.h"
#include "sim/numeric/lanes.h"

/* On each side of the median, octaves of the distance from the end, each cut into cells with a polynomial. The cell and
 * the place in it are bits of the distance, so that nothing branches. */
enum {
    CONCENTRATION_TERMS = 8,
    CONCENTRATION_CELL_BITS = 4,
    CONCENTRATION_CELLS = 1 << CONCENTRATION_CELL_BITS, /* in an octave */
    CONCENTRATION_OCTAVES = 33,                         /* distances from 2^-33 to 1 */
    CONCENTRATION_SIDE = CONCENTRATION_OCTAVES * CONCENTRATION_CELLS,
    CONCENTRATION_TOP_TERMS = 16,
    CONCENTRATION_TOP_OCTAVES = 36 /* of w itself, distances from 2^-64 to 2^-28 from the top */
};

struct concentration_table {
    double coefficient[2 * CONCENTRATION_SIDE][CONCENTRATION_TERMS]; /* below the median, then above */
    double top[CONCENTRATION_TOP_OCTAVES][CONCENTRATION_TOP_TERMS];
};

/* Place in a cell, -1..1, and index of the cell's first coefficient. */
static inline lanes_f64 concentration_lanes_place(lanes_f64 rank, lanes_u64 *out_index)
{
    enum { MANTISSA_BITS = 52, EXPONENT_BIAS = 1023 };
    const uint64_t base = (uint64_t)(EXPONENT_BIAS - CONCENTRATION_OCTAVES) << CONCENTRATION_CELL_BITS;
    const uint64_t one = (uint64_t)EXPONENT_BIAS << MANTISSA_BITS, mantissa = (UINT64_C(1) << MANTISSA_BITS) - 1;
    const lanes_f64 above = 1 - rank;
    const lanes_u64 upper = (lanes_u64)(above < rank);
    const lanes_u64 nearer = ((lanes_u64)above & upper) | ((lanes_u64)rank & ~upper);
    const lanes_f64 least = (lanes_f64)lanes_splat((uint64_t)(EXPONENT_BIAS - CONCENTRATION_OCTAVES) << MANTISSA_BITS);
    const lanes_u64 far = (lanes_u64)((lanes_f64)nearer > least);
    const lanes_u64 bits = (nearer & far) | ((lanes_u64)least & ~far);
    const lanes_u64 cell =
        (bits >> (MANTISSA_BITS - CONCENTRATION_CELL_BITS)) - base + (upper & (uint64_t)CONCENTRATION_SIDE);
    *out_index = cell * (uint64_t)CONCENTRATION_TERMS;
    return 2 * (lanes_f64)((bits << CONCENTRATION_CELL_BITS & mantissa) | one) - 3;
}

/* rank[n] and out_w[n] are readable and writable up to the next multiple of LANES. */
static inline void concentration_lanes_fill(const struct concentration_table *table, const double *rank, size_t n,
                                            double *out_w)
{
    const double *const coefficient = table->coefficient[0];
    for (size_t i = 0; i < n; i += LANES_WIDTH) {
        lanes_u64 index;
        const lanes_f64 x = concentration_lanes_place(lanes_load(rank + i), &index);
        lanes_f64 sum = lanes_gather(coefficient + CONCENTRATION_TERMS - 1, index);
        for (int term = CONCENTRATION_TERMS - 2; term >= 0; term--)
            sum = sum * x + lanes_gather(coefficient + term, index);
        lanes_store(out_w + i, sum);
    }
}

#endif
