#include "sim/numeric/copula.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "sim/base/text_buffer.h"
#include "sim/numeric/cholesky.h"
#include "sim/numeric/double_double.h"
#include "sim/numeric/fixed_math.h"

/* sin(x) for |x| <= pi / 6, by its Taylor series, so that its bits are the same everywhere. */
static struct dd sine(struct dd x)
{
    const struct dd square = dd_negate(dd_multiply(x, x));
    struct dd term = x, sum = x;
    for (int n = 1; n < 14; n++) {
        term = dd_divide(dd_multiply(term, square), dd_of(2 * n * (2 * n + 1)));
        sum = dd_add(sum, term);
    }
    return sum;
}

static double normal_correlation(double rho)
{
    static const struct dd PI = {0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53};
    return 2 * sine(dd_divide(dd_scale(PI, rho), dd_of(6))).high;
}

/* Cholesky factor of the correlations of the pairs that `use` marks (NULL: all); false where they contradict each other
 * (not positive semidefinite). What the earlier ones determine wholly (a rho of 1) has a 0 on the diagonal. */
static bool factorise(size_t n, const struct copula_pair *pair, size_t pairs, const bool *use, double *factor)
{
    memset(factor, 0, n * n * sizeof *factor);
    for (size_t i = 0; i < n; i++) factor[i * n + i] = 1;
    for (size_t k = 0; k < pairs; k++) {
        const size_t low = pair[k].first < pair[k].second ? pair[k].first : pair[k].second;
        if (!use || use[k]) factor[(pair[k].first + pair[k].second - low) * n + low] = normal_correlation(pair[k].rho);
    }
    return cholesky_factorise_semidefinite(n, factor);
}

static bool same_pair(const struct copula_pair *a, const struct copula_pair *b)
{
    return (a->first == b->first && a->second == b->second) || (a->first == b->second && a->second == b->first);
}

static enum status check_pair(size_t dimension, const struct copula_pair *pair, size_t index, struct error *err)
{
    const struct copula_pair *const at = &pair[index];
    if (at->first >= dimension || at->second >= dimension || at->first == at->second)
        return error_set(err, STATUS_SCENARIO, "a correlation needs two different quantities (found pair (%zu,%zu))",
                         at->first, at->second);
    if (!(at->rho >= -1 && at->rho <= 1))
        return error_set(err, STATUS_SCENARIO, "rho must lie between -1 and 1 (found %g)", at->rho);
    for (size_t i = 0; i < index; i++)
        if (same_pair(&pair[i], at))
            return error_set(err, STATUS_SCENARIO, "the correlation of pair (%zu,%zu) is given twice", at->first,
                             at->second);
    return STATUS_OK;
}

/* Names a smallest set of pairs up to `bad` that contradict each other: those without which it would do are dropped. */
static enum status error_contradiction(size_t dimension, const struct copula_pair *pair, size_t bad, bool *use,
                                       double *factor, struct error *err)
{
    char room[ERROR_TEXT_MAX / 2];
    struct text_buffer names = text_buffer_in(room, sizeof room);
    for (size_t i = 0; i <= bad; i++) use[i] = true;
    for (size_t i = 0; i <= bad; i++) {
        use[i] = false;
        if (factorise(dimension, pair, bad + 1, use, factor)) use[i] = true;
    }
    for (size_t i = 0; i <= bad; i++)
        if (use[i]) text_buffer_printf(&names, "%s(%zu,%zu)", names.length ? " " : "", pair[i].first, pair[i].second);
    return error_set(err, STATUS_SCENARIO, "these correlations cannot hold together (not positive semidefinite): %s",
                     names.text);
}

enum status copula_compile(struct arena *arena, size_t dimension, const struct copula_pair *pair, size_t pairs,
                           struct copula *out, size_t *out_bad, struct error *err)
{
    if (dimension > COPULA_DIMENSION_MAX)
        return error_set(err, STATUS_SCENARIO, "at most %d quantities can be correlated (found %zu)",
                         COPULA_DIMENSION_MAX, dimension);
    double *const factor = ARENA_ARRAY(arena, dimension * dimension, double);
    bool *const use = ARENA_ARRAY(arena, pairs, bool);
    if (!factor || !use) return error_out_of_memory(err);
    for (size_t i = 0; i < pairs; i++) {
        const enum status status = check_pair(dimension, pair, i, err);
        if (status == STATUS_OK) continue;
        *out_bad = i;
        return status;
    }
    if (!factorise(dimension, pair, pairs, NULL, factor)) {
        size_t bad = 0;
        while (bad + 1 < pairs && factorise(dimension, pair, bad + 1, NULL, factor)) bad++;
        *out_bad = bad;
        return error_contradiction(dimension, pair, bad, use, factor, err);
    }
    *out = (struct copula){dimension, factor};
    return STATUS_OK;
}

static bool is_independent(const double *row, size_t dimension)
{
    for (size_t j = 0; j < dimension; j++)
        if (row[j] != 0) return false;
    return true;
}

/* Strictly inside (0,1), like every uniform. */
static double inside(double u)
{
    return u < 0x1p-53 ? 0x1p-53 : u > 1 - 0x1p-53 ? 1 - 0x1p-53 : u;
}

/* One dimension of a block of `width` iterations from the normal scores of all. */
static void correlate(const double *row, size_t dimension, const double *score, size_t width, double *u)
{
    for (size_t i = 0; i < width; i++) {
        double sum = 0;
        for (size_t j = 0; j <= dimension; j++) sum += row[j] * score[j * width + i];
        u[i] = inside(fixed_normal_cdf(sum));
    }
}

void copula_apply(const struct copula *copula, double *const *u, size_t n)
{
    enum { SCRATCH = 4 * COPULA_DIMENSION_MAX };
    double score[SCRATCH];
    const size_t dimension = copula->dimension, block = SCRATCH / (dimension > 0 ? dimension : 1);
    for (size_t start = 0; start < n; start += block) {
        const size_t width = n - start < block ? n - start : block;
        for (size_t d = 0; d < dimension; d++)
            for (size_t i = 0; i < width; i++) score[d * width + i] = fixed_normal_quantile(u[d][start + i]);
        for (size_t d = 1; d < dimension; d++) {
            const double *const row = copula->factor + d * dimension;
            if (!is_independent(row, d)) correlate(row, d, score, width, u[d] + start);
        }
    }
}

/* Correlation of the normal scores of two dimensions. */
static double correlation(const struct copula *copula, size_t a, size_t b)
{
    const double *const first = copula->factor + a * copula->dimension, *const second =
                                                                            copula->factor + b * copula->dimension;
    double sum = 0;
    for (size_t k = 0; k <= (a < b ? a : b); k++) sum += first[k] * second[k];
    return sum;
}

void copula_condition(const struct copula *copula, size_t dimension, double level, double *const *u, size_t n)
{
    const double score = fixed_normal_quantile(level);
    for (size_t d = 0; d < copula->dimension; d++) {
        const double r = d == dimension ? 0 : correlation(copula, d, dimension);
        for (size_t i = 0; r != 0 && i < n; i++) {
            const double shift = score - fixed_normal_quantile(u[dimension][i]);
            u[d][i] = inside(fixed_normal_cdf(fixed_normal_quantile(u[d][i]) + r * shift));
        }
    }
    for (size_t i = 0; i < n; i++) u[dimension][i] = level;
}

/* --- what a pair reaches --- */

enum { RANK_CELLS = 1024, SCORES = 256, NOISES = 64 };

/* Ranks of a quantity, 0..1, by its uniform: equal values share their middle rank. */
static void fill_ranks(const struct distribution *distribution, double rank[RANK_CELLS])
{
    for (size_t i = 0; i < RANK_CELLS; i++) {
        const double x = distribution_quantile(distribution, ((double)i + 0.5) / RANK_CELLS);
        const double below = distribution_cdf(distribution, nextafter(x, -INFINITY));
        rank[i] = (below + distribution_cdf(distribution, x)) / 2;
    }
}

static double rank_at(const double rank[RANK_CELLS], double u)
{
    const size_t cell = (size_t)(u * RANK_CELLS);
    return rank[cell < RANK_CELLS ? cell : RANK_CELLS - 1];
}

static void fill_scores(size_t count, double *out)
{
    for (size_t i = 0; i < count; i++) out[i] = fixed_normal_quantile(((double)i + 0.5) / (double)count);
}

static double rank_variance(const double rank[RANK_CELLS])
{
    double square = 0;
    for (size_t i = 0; i < RANK_CELLS; i++) square += (rank[i] - 0.5) * (rank[i] - 0.5);
    return square / RANK_CELLS;
}

double copula_reached(double rho, const struct distribution *a, const struct distribution *b)
{
    double first[RANK_CELLS], second[RANK_CELLS], score[SCORES], noise[NOISES], sum = 0;
    const double r = normal_correlation(rho), rest = sqrt(fmax(1 - r * r, 0));
    fill_ranks(a, first);
    fill_ranks(b, second);
    fill_scores(SCORES, score);
    fill_scores(NOISES, noise);
    for (size_t i = 0; i < SCORES; i++) {
        double mean = 0;
        for (size_t j = 0; j < NOISES; j++)
            mean += rank_at(second, fixed_normal_cdf(r * score[i] + rest * noise[j])) - 0.5;
        sum += (rank_at(first, ((double)i + 0.5) / SCORES) - 0.5) * mean / NOISES;
    }
    return sum / SCORES / sqrt(rank_variance(first) * rank_variance(second));
}
