#include "sim/numeric/quantile_function.h"

#include <math.h>
#include <string.h>

#include "sim/numeric/distribution_kinds.h"
#include "sim/numeric/fixed_math.h"
#include "sim/numeric/lanes.h"

#define QUANTILE_ROW(constant, name, suffix) [constant] = quantile_lanes_fill_##suffix,
static quantile_lanes_fill *const lanes_fill[ISA_COUNT] = {ISA_TABLE(QUANTILE_ROW)};

/* Greatest normal score of a uniform, truncation included. */
static const double FARTHEST_SCORE = 11;

/* Whether the kernel's exponentials stay among the normal numbers wherever the quantile can reach. */
static bool exponents_fit(const struct distribution *d, enum quantile_kernel kernel)
{
    const double *const p = d->parameter, most = -QUANTILE_LEAST_EXPONENT;
    if (kernel == QUANTILE_LOGNORMAL) return fabs(p[0]) + FARTHEST_SCORE * p[1] < most;
    return kernel != QUANTILE_WEIBULL || 4 / p[0] < most; /* E is at most 37 */
}

/* Bounds of what may come out: those of the truncation, and for tables those of the kind. */
static void find_bounds(struct quantile_function *function)
{
    const struct distribution *const d = &function->distribution;
    const double *const p = d->parameter;
    function->least = d->minimum, function->greatest = d->maximum;
    if (function->kernel == QUANTILE_SERIES) {
        function->least = fmax(function->least, d->kind == DISTRIBUTION_PERT ? p[0] : 0);
        if (d->kind != DISTRIBUTION_GAMMA)
            function->greatest = fmin(function->greatest, d->kind == DISTRIBUTION_PERT ? p[1] : 1);
    }
    function->bounded = function->least > -INFINITY || function->greatest < INFINITY;
    function->truncated = d->u_minimum > 0 || d->u_maximum < 1;
}

/* Kernels that cells are faster than. */
static bool is_costly(enum quantile_kernel kernel)
{
    return kernel == QUANTILE_NORMAL || kernel == QUANTILE_LOGNORMAL || kernel == QUANTILE_WEIBULL ||
           kernel == QUANTILE_SERIES;
}

enum status quantile_compile(struct arena *arena, const struct distribution *distribution,
                             const struct quantile_function **out, struct error *err)
{
    struct quantile_function *const function = ARENA_NEW(arena, struct quantile_function);
    if (!function) return error_out_of_memory(err);
    function->distribution = *distribution;
    function->kernel = distribution_table[distribution->kind].kernel;
    if (!exponents_fit(distribution, function->kernel)) function->kernel = QUANTILE_EXACT;
    if (function->kernel == QUANTILE_OCTAVES) TRY(quantile_octaves_build(arena, distribution, &function->octaves, err));
    if (function->kernel == QUANTILE_SERIES) {
        const double least_u = distribution_inner(distribution, 0x1p-53);
        TRY(quantile_series_build(arena, distribution, least_u, &function->series, err));
        if (function->series.cells == 0) function->kernel = QUANTILE_EXACT;
    }
    find_bounds(function);
    if (is_costly(function->kernel)) TRY(quantile_cells_build(arena, function, err));
    *out = function;
    return STATUS_OK;
}

bool quantile_is_of(const struct quantile_function *function, const struct distribution *distribution)
{
    const struct distribution *const d = &function->distribution;
    return d->kind == distribution->kind && !d->value && !d->part && !distribution->value && !distribution->part &&
           memcmp(d->parameter, distribution->parameter, sizeof d->parameter) == 0 &&
           d->minimum == distribution->minimum && d->maximum == distribution->maximum;
}

void quantile_fill_by(enum isa isa, const struct quantile_function *function, const double *u, size_t n, double *out_x)
{
    const struct distribution *const d = &function->distribution;
    if (function->kernel == QUANTILE_EXACT) {
        for (size_t i = 0; i < n; i++) out_x[i] = distribution_quantile(d, u[i]);
        return;
    }
    if (function->kernel == QUANTILE_OCTAVES) {
        quantile_octaves_fill(function->octaves, d, u, n, out_x);
        return;
    }
    const size_t whole = n / LANES * LANES, rest = n - whole;
    double last[LANES] = {0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
    lanes_fill[isa](function, u, whole, out_x);
    if (rest == 0) return;
    memcpy(last, u + whole, rest * sizeof *u);
    lanes_fill[isa](function, last, LANES, last);
    memcpy(out_x + whole, last, rest * sizeof *out_x);
}

void quantile_fill(const struct quantile_function *function, const double *u, size_t n, double *out_x)
{
    quantile_fill_by(ISA_BASELINE, function, u, n, out_x);
}
