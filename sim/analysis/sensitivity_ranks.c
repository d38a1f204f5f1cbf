#include <math.h>

#include "sim/analysis/sensitivity_measures.h"
#include "sim/numeric/cholesky.h"
#include "sim/numeric/fixed_math.h"

void sensitivity_ranks(const double *x, size_t n, double *scratch, double *out_rank)
{
    for (size_t i = 0; i < n; i++) scratch[i] = x[i];
    statistics_sort(scratch, n);
    for (size_t i = 0; i < n; i++)
        out_rank[i] = ((double)statistics_count_below(scratch, n, x[i], false) +
                       (double)statistics_count_below(scratch, n, x[i], true) + 1) /
                      2;
}

/* A column made ready for correlations: mean 0, sum of squares 1; all 0 where it does not vary. */
static bool standardise(double *x, size_t n)
{
    const double mean = statistics_sum(x, n) / (double)n;
    double square = 0;
    for (size_t i = 0; i < n; i++) square += (x[i] - mean) * (x[i] - mean);
    for (size_t i = 0; i < n; i++) x[i] = square > 0 ? (x[i] - mean) / sqrt(square) : 0;
    return square > 0;
}

static double product(const double *a, const double *b, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += a[i] * b[i];
    return sum;
}

/* Least squares on correlations: the result's ranks on those of the inputs. */
struct regression {
    size_t inputs;
    double *factor; /* [inputs][inputs] of the inputs' correlations, by Cholesky */
    double *slope, *scratch;
    double left; /* share of the result's variance that is left */
};

/* False where the inputs depend on each other exactly. rank[inputs][n] and y[n] are standardised. */
static bool regress(const double *rank, const double *y, size_t n, struct regression *out)
{
    const size_t inputs = out->inputs;
    double explained = 0;
    for (size_t a = 0; a < inputs; a++) {
        for (size_t b = 0; b <= a; b++)
            out->factor[a * inputs + b] = a == b ? 1 : product(rank + a * n, rank + b * n, n);
        out->slope[a] = product(rank + a * n, y, n);
    }
    if (!cholesky_factorise(inputs, out->factor)) return false;
    cholesky_solve(inputs, out->factor, out->slope);
    for (size_t a = 0; a < inputs; a++) explained += out->slope[a] * product(rank + a * n, y, n);
    out->left = fmax(1 - explained, 0);
    return true;
}

/* Element of the diagonal of the inverse of the inputs' correlations. */
static double inverse_at(const struct regression *regression, size_t input)
{
    for (size_t a = 0; a < regression->inputs; a++) regression->scratch[a] = a == input;
    cholesky_solve(regression->inputs, regression->factor, regression->scratch);
    return regression->scratch[input];
}

static double partial_correlation(const struct regression *regression, size_t input)
{
    static const double rounding = 1e-12;
    const double slope = regression->slope[input], noise = regression->left * inverse_at(regression, input);
    if (noise > rounding) return slope / sqrt(slope * slope + noise);
    return slope * slope <= rounding ? 0 : copysign(1, slope); /* nothing is left to be explained */
}

static double hyperbolic_tangent(double z)
{
    const double twice = fixed_exp(2 * z);
    return isinf(twice) ? 1 : (twice - 1) / (twice + 1);
}

static struct estimate with_interval(double r, double freedom)
{
    struct estimate out = {.value = r, .low = r, .high = r};
    if (fabs(r) >= 1) return out;
    const double z = fixed_log((1 + r) / (1 - r)) / 2,
                 reach = freedom > 0 ? NORMAL_95 * sqrt(1.06 / freedom) : INFINITY;
    out.low = freedom > 0 ? hyperbolic_tangent(z - reach) : -1;
    out.high = freedom > 0 ? hyperbolic_tangent(z + reach) : 1;
    out.error = (out.high - out.low) / (2 * NORMAL_95);
    return out;
}

enum status sensitivity_rank_correlations(struct arena *arena, const double *x, size_t inputs, const double *y,
                                          size_t n, struct estimate *out, struct error *err)
{
    double *const rank = ARENA_ARRAY(arena, (inputs + 1) * n, double), *const scratch = ARENA_ARRAY(arena, n, double);
    struct regression regression = {.inputs = inputs,
                                    .factor = ARENA_ARRAY(arena, inputs * inputs, double),
                                    .slope = ARENA_ARRAY(arena, inputs, double),
                                    .scratch = ARENA_ARRAY(arena, inputs, double)};
    bool *const varies = ARENA_ARRAY(arena, inputs + 1, bool);
    if (!rank || !scratch || !regression.factor || !regression.slope || !regression.scratch || !varies)
        return error_out_of_memory(err);
    for (size_t i = 0; i <= inputs; i++) {
        sensitivity_ranks(i < inputs ? x + i * n : y, n, scratch, rank + i * n);
        varies[i] = standardise(rank + i * n, n);
    }
    if (inputs == 0) return STATUS_OK;
    const bool defined = varies[inputs] && regress(rank, rank + inputs * n, n, &regression);
    for (size_t i = 0; i < inputs; i++)
        out[i] = defined && varies[i]
                     ? with_interval(partial_correlation(&regression, i), (double)n - (double)inputs - 2)
                     : (struct estimate){NAN, INFINITY, -1, 1};
    return STATUS_OK;
}
