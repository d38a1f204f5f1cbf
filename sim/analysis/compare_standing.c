#include "sim/analysis/compare_standing.h"

#include <math.h>
#include <string.h>

/* The best value of each iteration, and how many choices have it. */
struct race {
    double *most, *winners; /* [n] */
};

static enum status race_init(struct arena *arena, size_t n, struct race *out, struct error *err)
{
    *out = (struct race){ARENA_ARRAY(arena, n, double), ARENA_ARRAY(arena, n, double)};
    return out->most && out->winners ? STATUS_OK : error_out_of_memory(err);
}

static void race_run(const double *const *value, size_t choices, size_t n, struct race *out)
{
    memcpy(out->most, value[0], n * sizeof *out->most);
    for (size_t c = 1; c < choices; c++)
        for (size_t i = 0; i < n; i++) out->most[i] = value[c][i] > out->most[i] ? value[c][i] : out->most[i];
    memset(out->winners, 0, n * sizeof *out->winners);
    for (size_t c = 0; c < choices; c++)
        for (size_t i = 0; i < n; i++) out->winners[i] += value[c][i] == out->most[i];
}

/* Mean of credits in 0..1. Where all are 0 or 1 it is a share, and has the interval of one. */
static struct estimate mean_credit(const double *credit, size_t n, bool replicated)
{
    size_t whole = 0;
    for (size_t i = 0; i < n; i++) whole += credit[i] == 0 || credit[i] == 1;
    if (whole == n) return summary_share(credit, n, 0.5, replicated);
    const struct estimate mean = summary_mean(credit, n, replicated);
    return (struct estimate){mean.value, mean.error, fmax(mean.low, 0), fmin(mean.high, 1)};
}

static struct estimate chance_of_best(const double *value, const struct race *race, size_t n, bool replicated,
                                      double *scratch)
{
    for (size_t i = 0; i < n; i++) scratch[i] = value[i] == race->most[i] ? 1 / race->winners[i] : 0;
    return mean_credit(scratch, n, replicated);
}

/* Chance to have the best value together with at least so many choices, itself included. */
static struct estimate chance_of_first(const double *value, const struct race *race, size_t n, double least,
                                       bool replicated, double *scratch)
{
    for (size_t i = 0; i < n; i++) scratch[i] = value[i] == race->most[i] && race->winners[i] >= least;
    return summary_share(scratch, n, 0.5, replicated);
}

static struct estimate regret(const double *value, const struct race *race, size_t n, bool replicated, double *scratch)
{
    for (size_t i = 0; i < n; i++) scratch[i] = race->most[i] - value[i];
    return summary_mean(scratch, n, replicated);
}

/* Of a choice that no iteration regrets: three chances in n may have been missed (the rule of three), each with a
 * standard deviation of a difference to another choice. */
static void regret_unseen(const double *const *value, size_t choices, size_t c, size_t n, double *scratch,
                          struct estimate *regret)
{
    static const double RULE_OF_THREE = 3;
    double variance = 0;
    if (regret->value != 0) return;
    for (size_t other = 0; other < choices; other++) {
        for (size_t i = 0; i < n; i++) scratch[i] = value[c][i] - value[other][i];
        variance = fmax(variance, statistics_variance(scratch, n));
    }
    regret->error = sqrt(variance) / (double)n;
    regret->high = RULE_OF_THREE * regret->error;
}

enum status standing_compute(struct arena *arena, const double *const *value, size_t choices, size_t n, bool replicated,
                             struct standing *out, struct error *err)
{
    struct race race;
    double *const scratch = ARENA_ARRAY(arena, n, double);
    TRY(race_init(arena, n, &race, err));
    if (!scratch) return error_out_of_memory(err);
    race_run(value, choices, n, &race);
    for (size_t c = 0; c < choices; c++) {
        out[c].best = chance_of_best(value[c], &race, n, replicated, scratch);
        out[c].unbeaten = chance_of_first(value[c], &race, n, 1, replicated, scratch);
        out[c].level = chance_of_first(value[c], &race, n, 2, replicated, scratch);
        out[c].regret = regret(value[c], &race, n, replicated, scratch);
        regret_unseen(value, choices, c, n, scratch, &out[c].regret);
    }
    return STATUS_OK;
}

/* Values with cases at their worth. */
struct weighed {
    double **column; /* [choices][n] */
    size_t choices, n;
};

static enum status weighed_init(struct arena *arena, size_t choices, size_t n, struct weighed *out, struct error *err)
{
    *out = (struct weighed){ARENA_ARRAY(arena, choices, double *), choices, n};
    if (!out->column) return error_out_of_memory(err);
    for (size_t c = 0; c < choices; c++)
        if (!(out->column[c] = ARENA_ARRAY(arena, n, double))) return error_out_of_memory(err);
    return STATUS_OK;
}

static void weigh(const double *const *value, const double *const *cases, double willingness, const struct weighed *out)
{
    for (size_t c = 0; c < out->choices; c++)
        for (size_t i = 0; i < out->n; i++)
            out->column[c][i] = value[c][i] + (cases[c] ? willingness * cases[c][i] : 0);
}

enum status acceptability_compute(struct arena *arena, const double *const *value, const double *const *cases,
                                  size_t choices, size_t n, bool replicated, double willingness_most,
                                  struct acceptability *out, struct error *err)
{
    enum { POINTS = ACCEPTABILITY_POINTS };
    double *const willingness = ARENA_ARRAY(arena, POINTS, double), *const scratch = ARENA_ARRAY(arena, n, double);
    struct estimate *const pays = ARENA_ARRAY(arena, choices * POINTS, struct estimate);
    struct estimate *const best = ARENA_ARRAY(arena, choices * POINTS, struct estimate);
    struct weighed weighed;
    struct race race;
    if (!willingness || !scratch || !pays || !best) return error_out_of_memory(err);
    TRY(weighed_init(arena, choices, n, &weighed, err));
    TRY(race_init(arena, n, &race, err));
    for (size_t p = 0; p < POINTS; p++) {
        willingness[p] = willingness_most * (double)p / (POINTS - 1);
        weigh(value, cases, willingness[p], &weighed);
        race_run((const double *const *)weighed.column, choices, n, &race);
        for (size_t c = 0; c < choices; c++) {
            pays[c * POINTS + p] = summary_share(weighed.column[c], n, 0, replicated);
            best[c * POINTS + p] = chance_of_best(weighed.column[c], &race, n, replicated, scratch);
        }
    }
    *out = (struct acceptability){POINTS, willingness, pays, best};
    return STATUS_OK;
}
