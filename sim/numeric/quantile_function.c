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

/* Whether a kernel's exponentials stay among the normal numbers wherever the quantile can reach. */
static bool lognormal_fits(const double *p)
{
    return fabs(p[0]) + FARTHEST_SCORE * p[1] < -QUANTILE_LEAST_EXPONENT;
}

/* The error of a normal score is 1e-11, that of the share up to sigma times as great. */
static bool logistic_fits(const double *p)
{
    return p[1] <= 8 && lognormal_fits(p);
}

static bool weibull_fits(const double *p)
{
    return 4 / p[0] < -QUANTILE_LEAST_EXPONENT; /* E is at most 37 */
}

#define QUANTILE_KERNEL(constant, function, costly, fits) [QUANTILE_##constant] = {costly, fits},
static const struct {
    bool costly;
    bool (*fits)(const double *parameter);
} kernel_table[QUANTILE_KERNEL_COUNT] = {QUANTILE_KERNELS(QUANTILE_KERNEL)};

/* Bounds of what may come out: those of the truncation, and for tables those of the kind. */
static void find_bounds(struct quantile_function *function)
{
    const struct distribution *const d = &function->distribution;
    const bool table = function->kernel == QUANTILE_SERIES;
    function->least = table ? fmax(d->minimum, distribution_least(d)) : d->minimum;
    function->greatest = table ? fmin(d->maximum, distribution_greatest(d)) : d->maximum;
    function->bounded = function->least > -INFINITY || function->greatest < INFINITY;
    function->truncated = d->u_minimum > 0 || d->u_maximum < 1;
}

enum status quantile_compile(struct arena *arena, const struct distribution *distribution,
                             const struct quantile_function **out, struct error *err)
{
    struct quantile_function *const function = ARENA_NEW(arena, struct quantile_function);
    if (!function) return error_out_of_memory(err);
    function->distribution = *distribution;
    function->kernel = distribution_table[distribution->kind].kernel;
    bool (*const fits)(const double *) = kernel_table[function->kernel].fits;
    if (fits && !fits(distribution->parameter)) function->kernel = QUANTILE_EXACT;
    if (function->kernel == QUANTILE_OCTAVES) TRY(quantile_octaves_build(arena, distribution, &function->octaves, err));
    if (function->kernel == QUANTILE_SERIES) {
        const double least_u = distribution_inner(distribution, 0x1p-53);
        TRY(quantile_series_build(arena, distribution, least_u, &function->series, err));
        if (function->series.cells == 0) function->kernel = QUANTILE_EXACT;
    }
    find_bounds(function);
    if (kernel_table[function->kernel].costly) TRY(quantile_cells_build(arena, function, err));
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
