#include "sim/analysis/compare_perspective.h"

#include <math.h>
#include <string.h>

void comparison_settle_ties(double *const *value, size_t choices, size_t n, double tie)
{
    for (size_t b = 1; b < choices; b++)
        for (size_t a = 0; a < b; a++)
            for (size_t i = 0; i < n; i++)
                if (fabs(value[b][i] - value[a][i]) <= tie) value[b][i] = value[a][i];
}

static enum status summarise(struct arena *arena, struct comparison *out, double *scratch, struct error *err)
{
    struct column_summary *const column = ARENA_ARRAY(arena, out->choices, struct column_summary);
    const double **const sorted = ARENA_ARRAY(arena, out->choices, const double *);
    if (!column || !sorted) return error_out_of_memory(err);
    for (size_t c = 0; c < out->choices; c++) {
        double *const copy = ARENA_ARRAY(arena, out->n, double);
        if (!copy) return error_out_of_memory(err);
        memcpy(copy, out->value[c], out->n * sizeof *copy);
        statistics_sort(copy, out->n);
        sorted[c] = copy;
        summary_column(out->value[c], out->n, out->replicated, scratch, &column[c]);
    }
    out->column = column;
    out->sorted = sorted;
    return STATUS_OK;
}

/* scratch: [2 n] */
static enum status compare_pairs(struct arena *arena, struct comparison *out, double *scratch, struct error *err)
{
    const size_t pairs = out->choices * (out->choices - 1) / 2;
    struct pair *const pair = ARENA_ARRAY(arena, pairs, struct pair);
    struct dominance_pair *const dominance = ARENA_ARRAY(arena, pairs, struct dominance_pair);
    if (!pair || !dominance) return error_out_of_memory(err);
    for (size_t b = 1; b < out->choices; b++)
        for (size_t a = 0; a < b; a++) {
            const size_t at = comparison_pair(out, a, b);
            pair[at] = (struct pair){.first = a, .second = b};
            pair_compute(out->value[a], out->value[b], out->n, out->replicated, scratch, scratch + out->n, &pair[at]);
            dominance_compute(out->value[a], out->value[b], out->n, out->replicated, scratch, &dominance[at]);
        }
    out->pair = pair;
    out->dominance = dominance;
    return STATUS_OK;
}

static enum status rank(struct arena *arena, struct comparison *out, struct error *err)
{
    for (int figure = 0; figure < FIGURES; figure++)
        TRY(ranking_compute(arena, (enum figure)figure, out->value, out->sorted, out->column, out->choices, out->n,
                            out->replicated, &out->ranking[figure], err));
    return STATUS_OK;
}

static enum status stand(struct arena *arena, struct comparison *out, struct error *err)
{
    struct standing *const standing = ARENA_ARRAY(arena, out->choices, struct standing);
    if (!standing) return error_out_of_memory(err);
    TRY(standing_compute(arena, out->value, out->choices, out->n, out->replicated, standing, err));
    out->standing = standing;
    return STATUS_OK;
}

enum status comparison_compute(struct arena *arena, const double *const *value, const double *const *cases,
                               size_t choices, size_t n, bool replicated, double willingness_most,
                               struct comparison *out, struct error *err)
{
    struct comparison made = {.choices = choices, .n = n, .replicated = replicated, .value = value};
    double *const scratch = ARENA_ARRAY(arena, 2 * n, double);
    if (!scratch) return error_out_of_memory(err);
    TRY(summarise(arena, &made, scratch, err));
    TRY(compare_pairs(arena, &made, scratch, err));
    TRY(stand(arena, &made, err));
    TRY(rank(arena, &made, err));
    if (willingness_most > 0)
        TRY(acceptability_compute(arena, value, cases, choices, n, replicated, willingness_most, &made.acceptability,
                                  err));
    *out = made;
    return STATUS_OK;
}

size_t comparison_pair(const struct comparison *comparison, size_t a, size_t b)
{
    return a * comparison->choices - a * (a + 1) / 2 + (b - a - 1);
}

struct estimate comparison_beats(const struct comparison *comparison, size_t a, size_t b)
{
    if (a < b) return comparison->pair[comparison_pair(comparison, a, b)].first_wins;
    return comparison->pair[comparison_pair(comparison, b, a)].second_wins;
}

enum dominance comparison_dominates(const struct comparison *comparison, size_t a, size_t b, enum dominance_order order)
{
    if (a < b) return comparison->dominance[comparison_pair(comparison, a, b)].forward[order];
    return comparison->dominance[comparison_pair(comparison, b, a)].backward[order];
}

size_t comparison_likeliest(const struct comparison *comparison)
{
    size_t best = 0;
    for (size_t c = 1; c < comparison->choices; c++)
        if (comparison->standing[c].unbeaten.value > comparison->standing[best].unbeaten.value) best = c;
    return best;
}

size_t comparison_least_regret(const struct comparison *comparison)
{
    size_t least = 0;
    for (size_t c = 1; c < comparison->choices; c++)
        if (comparison->standing[c].regret.value < comparison->standing[least].regret.value) least = c;
    return least;
}
