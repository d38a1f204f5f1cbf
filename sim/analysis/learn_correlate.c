/* Rank correlations after the data, and what a scenario file can hold of them. */
#include <math.h>

#include "sim/analysis/learn_work.h"

static const double least_rho = 0.05;

/* Whether pairs of the learnt quantities can be correlated so, each times a factor. */
static enum status can_hold(struct learn_work *work, size_t quantities, const struct copula_pair *pair, size_t pairs,
                            double factor, bool *out, struct error *err)
{
    struct arena arena;
    struct copula copula;
    size_t bad;
    arena_init(&arena, work->arena->allocator, work->request->run.memory_limit);
    struct copula_pair *const tried = ARENA_ARRAY(&arena, pairs, struct copula_pair);
    for (size_t i = 0; tried && i < pairs; i++)
        tried[i] = (struct copula_pair){pair[i].first, pair[i].second, factor * pair[i].rho};
    const enum status status =
        tried ? copula_compile(&arena, quantities, tried, pairs, &copula, &bad, err) : error_out_of_memory(err);
    arena_free(&arena);
    *out = status == STATUS_OK;
    return status == STATUS_SCENARIO ? STATUS_OK : status;
}

/* Each pair is measured by itself, and together they need not be correlations of a normal copula: not where the data
 * fix the product of three quantities. The greatest factor to a ten-thousandth with which they are, less another one,
 * so that neither rounding nor the order of the pairs matters when the file is loaded. */
static enum status keep_possible(struct learn_work *work, const struct copula_pair *pair, struct learn *out,
                                 struct error *err)
{
    const double margin = 1e-4;
    double possible = 0, impossible = 1 + 1.5 * margin;
    for (double factor = 1 + margin; impossible - possible > margin; factor = (possible + impossible) / 2) {
        bool holds;
        TRY(can_hold(work, out->quantities, pair, out->pairs, factor, &holds, err));
        *(holds ? &possible : &impossible) = factor;
    }
    out->kept = possible > 1 ? 1 : possible - margin;
    return STATUS_OK;
}

static void fill_ranks(struct learn_work *work, const double *after, const struct learn *learn, double *rank)
{
    const size_t n = work->n;
    for (size_t q = 0; q < learn->quantities; q++) {
        const double *const value = after + learn_draw_of(work->drawn, learn->quantity[q].quantity) * n;
        for (size_t i = 0; i < n; i++) work->member[i] = (struct weighted){value[i], work->weight[i], i};
        weighted_sort(work->member, n);
        weighted_ranks(work->member, n, rank + q * n);
    }
}

enum status learn_correlate(struct learn_work *work, const double *after, struct learn *out, struct error *err)
{
    const size_t n = work->n, count = out->quantities;
    double *const rank = ARENA_ARRAY(work->arena, count * n, double);
    struct learn_pair *const pair = ARENA_ARRAY(work->arena, count * count, struct learn_pair);
    struct copula_pair *const place = ARENA_ARRAY(work->arena, count * count, struct copula_pair);
    if (!rank || !pair || !place) return error_out_of_memory(err);
    fill_ranks(work, after, out, rank);
    for (size_t a = 0; a < count; a++)
        for (size_t b = a + 1; b < count; b++) {
            const double rho = weighted_correlation(rank + a * n, rank + b * n, work->weight, n);
            if (!(fabs(rho) > least_rho)) continue;
            place[out->pairs] = (struct copula_pair){a, b, rho};
            pair[out->pairs++] = (struct learn_pair){out->quantity[a].quantity, out->quantity[b].quantity, rho};
        }
    out->pair = pair;
    return keep_possible(work, place, out, err);
}
