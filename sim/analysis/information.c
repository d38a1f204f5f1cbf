#include "sim/analysis/information.h"

#include <math.h>

enum { PARTS = INFORMATION_PARTS };

enum status prospects_init(struct arena *arena, const double *const *net, size_t choices, size_t n,
                           struct prospects *out, struct error *err)
{
    double *const mean = ARENA_ARRAY(arena, choices, double);
    if (!mean) return error_out_of_memory(err);
    struct prospects made = {.choices = choices, .n = n, .net = net, .mean = mean};
    for (size_t c = 0; c < choices; c++) {
        mean[c] = statistics_sum(net[c], n) / (double)n;
        if (mean[c] > mean[made.best]) made.best = c;
    }
    *out = made;
    return STATUS_OK;
}

static const double *part_of(const double *part, size_t points, size_t choice, size_t replicate)
{
    return part + (choice * PARTS + replicate) * points;
}

enum status learnt_init(struct arena *arena, const struct prospects *prospects, const double *part, size_t points,
                        struct learnt *out, struct error *err)
{
    double *const net = ARENA_ARRAY(arena, prospects->choices * points, double);
    if (!net) return error_out_of_memory(err);
    for (size_t c = 0; c < prospects->choices; c++) {
        double *const of = net + c * points;
        for (size_t r = 0; r < PARTS; r++)
            for (size_t i = 0; i < points; i++) of[i] += part_of(part, points, c, r)[i] / PARTS;
        const double shift = prospects->mean[c] - statistics_sum(of, points) / (double)points;
        for (size_t i = 0; i < points; i++) of[i] += shift;
    }
    *out = (struct learnt){.points = points, .part = part, .net = net};
    return STATUS_OK;
}

/* --- errors --- */

/* Standard error of the mean of a column between replicates; 0 where it does not vary. */
static double error_of(const double *x, size_t n)
{
    bool varies = false;
    for (size_t i = 1; i < n && !varies; i++) varies = x[i] != x[0];
    return varies ? replicates_error(x, n) : 0;
}

/* An estimate that cannot be negative. */
static struct estimate worth_of(double value, double error)
{
    struct estimate worth = replicates_estimate(value, error);
    worth.low = fmax(worth.low, 0);
    return worth;
}

/* Chances that the choice changes, a number for each iteration or point; a share moves in steps of one of them. */
static void set_change(const double *changes, size_t n, struct information *out)
{
    out->change = fmax(0, statistics_sum(changes, n) / (double)n);
    out->change_error = out->change > 0 ? fmax(error_of(changes, n), 0.5 / (double)n) : 0;
}

/* How often each choice is made. */
static void fill_shares(const struct prospects *prospects, size_t points, const double *chance, double *out_share)
{
    for (size_t c = 0; c < prospects->choices; c++)
        out_share[c] = statistics_sum(chance + c * points, points) / (double)points;
}

/* Of the points: each one's part in the worth, less what the shift takes back. column: [points]. */
static double error_of_points(const struct prospects *prospects, const struct learnt *learnt, const double *chance,
                              const double *share, double *column)
{
    const size_t points = learnt->points;
    for (size_t i = 0; i < points; i++) {
        column[i] = 0;
        for (size_t c = 0; c < prospects->choices; c++)
            column[i] += (chance[c * points + i] - share[c]) * (learnt->net[c * points + i] - prospects->mean[c]);
    }
    return error_of(column, points);
}

/* Of the sample of the rest: the worth by each of its replicates. */
static double error_of_rest(const struct prospects *prospects, const struct learnt *learnt, const double *chance,
                            const double *share, double *column)
{
    const size_t points = learnt->points;
    double worth[PARTS];
    for (size_t r = 0; r < PARTS; r++) {
        for (size_t i = 0; i < points; i++) {
            column[i] = 0;
            for (size_t c = 0; c < prospects->choices; c++)
                column[i] += (chance[c * points + i] - share[c]) * part_of(learnt->part, points, c, r)[i];
        }
        worth[r] = statistics_sum(column, points) / (double)points;
    }
    return sqrt(statistics_variance(worth, PARTS) / PARTS);
}

/* Of the means as things stand. column: [n]. */
static double error_of_means(const struct prospects *prospects, const double *share, double *column)
{
    for (size_t i = 0; i < prospects->n; i++) {
        column[i] = -prospects->net[prospects->best][i];
        for (size_t c = 0; c < prospects->choices; c++) column[i] += share[c] * prospects->net[c][i];
    }
    return error_of(column, prospects->n);
}

/* --- worth --- */

enum status information_perfect(struct arena *arena, const struct prospects *prospects, struct information *out,
                                struct error *err)
{
    double *const gain = ARENA_ARRAY(arena, prospects->n, double);
    if (!gain) return error_out_of_memory(err);
    for (size_t i = 0; i < prospects->n; i++) {
        double best = prospects->net[0][i];
        for (size_t c = 1; c < prospects->choices; c++) best = fmax(best, prospects->net[c][i]);
        gain[i] = best - prospects->net[prospects->best][i];
    }
    const double worth = statistics_sum(gain, prospects->n) / (double)prospects->n,
                 error = error_of(gain, prospects->n);
    for (size_t i = 0; i < prospects->n; i++) gain[i] = gain[i] > 0;
    *out = (struct information){.worth = worth_of(worth, error), .estimated = worth};
    set_change(gain, prospects->n, out);
    return STATUS_OK;
}

enum status information_of_rule(struct arena *arena, const struct prospects *prospects, const struct learnt *learnt,
                                const double *chance, struct information *out, struct error *err)
{
    const size_t points = learnt->points, longest = points > prospects->n ? points : prospects->n;
    double *const share = ARENA_ARRAY(arena, prospects->choices, double);
    double *const column = ARENA_ARRAY(arena, longest, double);
    if (!share || !column) return error_out_of_memory(err);
    const double *const today = learnt->net + prospects->best * points;
    for (size_t c = 0; c < prospects->choices; c++)
        for (size_t i = 0; i < points; i++)
            column[i] += chance[c * points + i] * (learnt->net[c * points + i] - today[i]);
    const double worth = statistics_sum(column, points) / (double)points;
    fill_shares(prospects, points, chance, share);
    const double of_points = error_of_points(prospects, learnt, chance, share, column);
    const double of_rest = error_of_rest(prospects, learnt, chance, share, column);
    const double of_means = error_of_means(prospects, share, column);
    *out = (struct information){
        .worth = worth_of(fmax(0, worth), sqrt(of_points * of_points + of_rest * of_rest + of_means * of_means)),
        .estimated = worth};
    for (size_t i = 0; i < points; i++) column[i] = 1 - chance[prospects->best * points + i];
    set_change(column, points, out);
    return STATUS_OK;
}

/* The best choice at a point, by net or by all parts but one; today's where it is among equals. */
static size_t best_at(const struct prospects *prospects, const double *net, size_t points, size_t i)
{
    size_t best = prospects->best;
    for (size_t c = 0; c < prospects->choices; c++)
        if (net[c * points + i] > net[best * points + i]) best = c;
    return best;
}

/* The worth of choosing by all parts but one, judged by that one. without, left_out: [choices][points]. */
static double worth_without(const struct prospects *prospects, const struct learnt *learnt, size_t replicate,
                            double *without, double *left_out, double *column)
{
    const size_t points = learnt->points;
    for (size_t c = 0; c < prospects->choices; c++) {
        const double *const part = part_of(learnt->part, points, c, replicate);
        const double shift = prospects->mean[c] - statistics_sum(part, points) / (double)points;
        for (size_t i = 0, at = c * points; i < points; i++, at++) {
            left_out[at] = part[i] + shift;
            without[at] = (PARTS * learnt->net[at] - left_out[at]) / (PARTS - 1);
        }
    }
    for (size_t i = 0; i < points; i++)
        column[i] =
            left_out[best_at(prospects, without, points, i) * points + i] - left_out[prospects->best * points + i];
    return statistics_sum(column, points) / (double)points;
}

static enum status add_optimism(struct arena *arena, const struct prospects *prospects, const struct learnt *learnt,
                                struct information *of, struct error *err)
{
    double *const without = ARENA_ARRAY(arena, prospects->choices * learnt->points, double);
    double *const left_out = ARENA_ARRAY(arena, prospects->choices * learnt->points, double);
    double *const column = ARENA_ARRAY(arena, learnt->points, double);
    double sum = 0;
    if (!without || !left_out || !column) return error_out_of_memory(err);
    for (size_t r = 0; r < PARTS; r++) sum += worth_without(prospects, learnt, r, without, left_out, column);
    of->optimism = fmax(0, of->worth.value - sum / PARTS);
    of->worth = worth_of(of->worth.value, sqrt(of->worth.error * of->worth.error + of->optimism * of->optimism));
    return STATUS_OK;
}

/* How far the interval reaches where no point changes the choice. */
static double unseen(const struct prospects *prospects, const struct learnt *learnt, double *column)
{
    static const double RULE_OF_THREE = 3;
    const size_t points = learnt->points;
    double variance = 0;
    for (size_t c = 0; c < prospects->choices; c++) {
        for (size_t i = 0; i < points; i++)
            column[i] = learnt->net[c * points + i] - learnt->net[prospects->best * points + i];
        variance = fmax(variance, statistics_variance(column, points));
    }
    return RULE_OF_THREE / (double)points * sqrt(variance);
}

enum status information_partial(struct arena *arena, const struct prospects *prospects, const struct learnt *learnt,
                                struct information *out, struct error *err)
{
    const size_t points = learnt->points;
    double *const chance = ARENA_ARRAY(arena, prospects->choices * points, double);
    double *const column = ARENA_ARRAY(arena, points, double);
    bool changes = false;
    if (!chance || !column) return error_out_of_memory(err);
    for (size_t i = 0; i < points; i++) {
        const size_t best = best_at(prospects, learnt->net, points, i);
        chance[best * points + i] = 1;
        changes = changes || best != prospects->best;
    }
    TRY(information_of_rule(arena, prospects, learnt, chance, out, err));
    TRY(add_optimism(arena, prospects, learnt, out, err));
    if (!changes) out->worth.high = fmax(out->worth.high, unseen(prospects, learnt, column));
    return STATUS_OK;
}

/* --- what must hold, whatever the error --- */

void information_raise(struct information *of, double least)
{
    if (of->worth.value >= least) return;
    of->worth.value = least;
    of->worth.high = fmax(of->worth.high, least);
}

void information_lower(struct information *of, double most)
{
    if (of->worth.value <= most) return;
    of->worth.value = most;
    of->worth.low = fmin(of->worth.low, most);
}
