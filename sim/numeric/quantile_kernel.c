/* Quantiles of many uniforms. Compiled once for each instruction set (KERNEL_SUFFIX), with the same bytes. */
#include <string.h>

#include "sim/numeric/distribution_kinds.h"
#include "sim/numeric/fixed_lanes.h"
#include "sim/numeric/kernel.h"
#include "sim/numeric/quantile_function.h"

/* One vector of uniforms, with the truncation behind it. Its body is compiled into its own loop. */
typedef lanes_f64 kernel_quantile(const struct quantile_function *function, lanes_f64 u);

__attribute__((always_inline)) static inline void each(const struct quantile_function *function, const double *u,
                                                       size_t n, double *out_x, kernel_quantile *quantile)
{
    for (size_t i = 0; i < n; i += LANES_WIDTH) lanes_store(out_x + i, quantile(function, lanes_load(u + i)));
}

static inline lanes_f64 uniform(const struct quantile_function *function, lanes_f64 u)
{
    const double *const p = function->distribution.parameter;
    return p[0] * (1 - u) + p[1] * u;
}

/* parameters: min, mode, max */
static inline lanes_f64 triangular(const struct quantile_function *function, lanes_f64 u)
{
    const double *const p = function->distribution.parameter, width = p[2] - p[0];
    const lanes_mask falling = lanes_below(lanes_splat_f64(p[1] - p[0]), u * width);
    const lanes_f64 left = u * width * (p[1] - p[0]), right = (1 - u) * width * (p[2] - p[1]);
    const lanes_f64 root = lanes_sqrt(lanes_select(falling, right, left));
    return lanes_select(falling, p[2] - root, p[0] + root);
}

static inline lanes_f64 normal(const struct quantile_function *function, lanes_f64 u)
{
    const double *const p = function->distribution.parameter;
    return p[0] + p[1] * fixed_lanes_normal_quantile(u);
}

static inline lanes_f64 lognormal(const struct quantile_function *function, lanes_f64 u)
{
    return fixed_lanes_exp(normal(function, u));
}

/* e^y / (1 + e^y) from the side on which the exponential does not grow. */
static inline lanes_f64 logistic(const struct quantile_function *function, lanes_f64 u)
{
    const lanes_f64 y = normal(function, u), part = fixed_lanes_exp(lanes_least(y, -y));
    return lanes_select(lanes_below(y, lanes_splat_f64(0)), part, lanes_splat_f64(1)) / (1 + part);
}

/* scale * E^(1/shape) with E = -ln(1 - u), to which the rounding of 1 - u is given back. */
static inline lanes_f64 weibull(const struct quantile_function *function, lanes_f64 u)
{
    const double *const p = function->distribution.parameter;
    const lanes_f64 above = 1 - u, lost = (1 - above) - u;
    const lanes_f64 exponential = -(fixed_lanes_log(above) + lost / above);
    const lanes_f64 power = fixed_lanes_log(exponential) / p[0];
    return p[1] * fixed_lanes_exp(lanes_greatest(power, lanes_splat_f64(QUANTILE_LEAST_EXPONENT)));
}

static inline lanes_f64 series(const struct quantile_function *function, lanes_f64 u)
{
    const struct quantile_series *const table = &function->series;
    const lanes_f64 z = fixed_lanes_normal_quantile(u), place = (z - table->first) * table->cells_per_unit;
    const lanes_f64 last = lanes_splat_f64((double)(table->cells - 1));
    const lanes_f64 inside = lanes_least(lanes_greatest(place, lanes_splat_f64(0)), last), shifted = inside + 0x1p52;
    const lanes_u64 cell = (lanes_u64)shifted & lanes_splat(UINT32_MAX);
    const lanes_f64 x = place - (shifted - 0x1p52);
    const double *const coefficient = table->coefficient[0];
    const lanes_u64 index = lanes_multiply(cell, lanes_splat(QUANTILE_TERMS));
    lanes_f64 sum = lanes_gather(coefficient + QUANTILE_TERMS - 1, index);
#pragma GCC unroll 8
    for (int term = QUANTILE_TERMS - 2; term >= 0; term--) sum = sum * x + lanes_gather(coefficient + term, index);
    return sum;
}

/* From the cells; NaN where there is none. */
static inline lanes_f64 tabulated(const struct quantile_function *function, lanes_f64 u)
{
    const uint64_t inside = (UINT64_C(1) << (52 - QUANTILE_CELL_BITS)) - 1, one = UINT64_C(0x3ff) << 52;
    const double middle = 1 + 0.5 / QUANTILE_CELLS_OCTAVE;
    uint64_t first;
    memcpy(&first, &QUANTILE_CELLS_FROM, sizeof first);
    const lanes_f64 from = lanes_splat_f64(QUANTILE_CELLS_FROM), above = 1 - u;
    const lanes_u64 d = (lanes_u64)lanes_greatest(lanes_least(u, above), from);
    const lanes_f64 side =
        lanes_select(lanes_below(above, u), (lanes_f64)lanes_splat(QUANTILE_CELLS_SIDE), (lanes_f64)lanes_splat(0));
    const lanes_u64 cell = ((d - first) >> (52 - QUANTILE_CELL_BITS)) + (lanes_u64)side;
    const lanes_f64 place = (lanes_f64)((d & inside) | one) - middle;
    lanes_f64 coefficient[QUANTILE_CELL_TERMS];
    lanes_rows(function->cell, cell, coefficient);
    lanes_f64 sum = coefficient[QUANTILE_CELL_TERMS - 1];
#pragma GCC unroll 8
    for (int term = QUANTILE_CELL_TERMS - 2; term >= 0; term--) sum = sum * place + coefficient[term];
    return sum;
}

static void rescale(const struct distribution *d, const double *u, size_t n, double *out_u)
{
    const lanes_f64 least = lanes_splat_f64(DISTRIBUTION_LEAST_U), greatest = lanes_splat_f64(DISTRIBUTION_GREATEST_U);
    for (size_t i = 0; i < n; i += LANES_WIDTH) {
        const lanes_f64 inner = d->u_minimum + lanes_load(u + i) * (d->u_maximum - d->u_minimum);
        lanes_store(out_u + i, lanes_least(lanes_greatest(inner, least), greatest));
    }
}

static void bound(const struct quantile_function *function, size_t n, double *x)
{
    const lanes_f64 least = lanes_splat_f64(function->least), greatest = lanes_splat_f64(function->greatest);
    for (size_t i = 0; i < n; i += LANES_WIDTH)
        lanes_store(x + i, lanes_least(lanes_greatest(lanes_load(x + i), least), greatest));
}

static void compute(const struct quantile_function *function, const double *u, size_t n, double *out_x)
{
#define COMPUTE(constant, by, costly, fits)                                                                            \
    case QUANTILE_##constant: each(function, u, n, out_x, by); break;
    switch (function->kernel) {
        QUANTILE_KERNELS(COMPUTE)
        default: break; /* not by lanes */
    }
#undef COMPUTE
}

/* Computes what no cell holds. */
__attribute__((noinline, cold)) static lanes_f64 complete(const struct quantile_function *function, lanes_f64 u,
                                                          lanes_f64 x)
{
    double exact[LANES_WIDTH];
    lanes_store(exact, u);
    compute(function, exact, LANES_WIDTH, exact);
    return lanes_select(lanes_unknown(x), lanes_load(exact), x);
}

static void look_up(const struct quantile_function *function, const double *u, size_t n, double *out_x)
{
    for (size_t i = 0; i < n; i += LANES_WIDTH) {
        const lanes_f64 at = lanes_load(u + i), x = tabulated(function, at);
        lanes_store(out_x + i, lanes_any(lanes_unknown(x)) ? complete(function, at, x) : x);
    }
}

void KERNEL(quantile_lanes_fill)(const struct quantile_function *function, const double *u, size_t n, double *out_x)
{
    if (function->truncated) rescale(&function->distribution, u, n, out_x);
    const double *const inner = function->truncated ? out_x : u;
    (function->cell ? look_up : compute)(function, inner, n, out_x);
    if (function->bounded) bound(function, n, out_x);
}
