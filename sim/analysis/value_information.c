#include "sim/analysis/value_information.h"

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

static double *part_of(const double *part, size_t points, size_t choice, size_t replicate)
{
    return (double *)part + (choice * PARTS + replicate) * points;
}

/* Weights with mean 1. */
static double mean_over_points(const double *x, const double *weight, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += weight[i] * x[i];
    return sum / (double)n;
}

/* --- errors --- */

/* Standard error of the mean of a column between replicates; 0 where it does not vary. */
static double error_of(const double *x, size_t n)
{
    bool varies = false;
    for (size_t i = 1; i < n && !varies; i++) varies = x[i] != x[0];
    return varies ? replicates_error(x, n) : 0;
}

/* --- what is learnt --- */

/* Weights with mean 1. */
static enum status fill_weights(struct arena *arena, const double *weight, size_t points, const double **out,
                                struct error *err)
{
    double *const own = ARENA_ARRAY(arena, points, double);
    if (!own) return error_out_of_memory(err);
    const double sum = weight ? statistics_sum(weight, points) : (double)points;
    for (size_t i = 0; i < points; i++) own[i] = (weight ? weight[i] : 1) / sum * (double)points;
    *out = own;
    return STATUS_OK;
}

static double squared_error(const double *x, size_t n)
{
    const double error = error_of(x, n);
    return error * error;
}

/* Of one choice, from the means of the replicates over all points: the least squares line through the parts, less steep
 * the less the mean over the points is worse known than that of the prospects. */
static void follow(const struct prospects *prospects, size_t c, const struct learnt *learnt, double *net,
                   double *follows, double *column)
{
    const size_t points = learnt->points;
    double part[PARTS], all = 0, spread = 0;
    for (size_t r = 0; r < PARTS; r++) {
        part[r] = mean_over_points(part_of(learnt->part, points, c, r), learnt->weight, points);
        all += part[r] / PARTS;
    }
    for (size_t r = 0; r < PARTS; r++) spread += (part[r] - all) * (part[r] - all);
    for (size_t i = 0; i < points; i++) column[i] = learnt->weight[i] * (net[i] - all);
    spread += PARTS * (PARTS - 1) * (squared_error(column, points) + squared_error(prospects->net[c], prospects->n));
    for (size_t i = 0; i < points; i++) {
        double together = 0;
        for (size_t r = 0; r < PARTS; r++)
            together += (part_of(learnt->part, points, c, r)[i] - net[i]) * (part[r] - all);
        follows[i] = spread > 0 ? together / spread : 0;
        net[i] += follows[i] * (prospects->mean[c] - all);
        for (size_t r = 0; r < PARTS; r++)
            part_of(learnt->part, points, c, r)[i] += follows[i] * (prospects->mean[c] - part[r]);
    }
}

enum status learnt_init(struct arena *arena, const struct prospects *prospects, double *part, const double *weight,
                        size_t points, struct learnt *out, struct error *err)
{
    double *const net = ARENA_ARRAY(arena, prospects->choices * points, double);
    double *const follows = ARENA_ARRAY(arena, prospects->choices * points, double);
    double *const column = ARENA_ARRAY(arena, points, double);
    struct learnt learnt = {.points = points, .part = part, .follows = follows, .net = net};
    if (!net || !follows || !column) return error_out_of_memory(err);
    TRY(fill_weights(arena, weight, points, &learnt.weight, err));
    for (size_t c = 0; c < prospects->choices; c++) {
        double *const of = net + c * points;
        for (size_t r = 0; r < PARTS; r++)
            for (size_t i = 0; i < points; i++) of[i] += part_of(part, points, c, r)[i] / PARTS;
        follow(prospects, c, &learnt, of, follows + c * points, column);
    }
    *out = learnt;
    return STATUS_OK;
}

/* An estimate that cannot be negative. */
static struct estimate voi_of(double value, double error)
{
    struct estimate voi = replicates_estimate(value, error);
    voi.low = fmax(voi.low, 0);
    return voi;
}

/* Chances that the choice changes, a number for each iteration or point; a share moves in steps of one of them. */
static void set_change(const double *changes, size_t n, struct information *out)
{
    size_t steps = 0;
    for (size_t i = 0; i < n; i++) steps += changes[i] > 0;
    out->change = fmax(0, statistics_sum(changes, n) / (double)n);
    out->change_error = steps > 0 ? fmax(error_of(changes, n), 0.5 * out->change / (double)steps) : 0;
}

/* What a rule gains at a point over today's choice; net: of the points, or of one part. */
static double gain_at(const struct prospects *prospects, const double *const *net, const double *chance, size_t points,
                      size_t i)
{
    double gain = 0;
    for (size_t c = 0; c < prospects->choices; c++)
        gain += chance[c * points + i] * (net[c][i] - net[prospects->best][i]);
    return gain;
}

/* Of the sample of the rest: the worth by each of its replicates. net: [choices]. */
static double error_of_rest(const struct prospects *prospects, const struct learnt *learnt, const double *chance,
                            const double **net, double *column)
{
    const size_t points = learnt->points;
    double voi[PARTS];
    for (size_t r = 0; r < PARTS; r++) {
        for (size_t c = 0; c < prospects->choices; c++) net[c] = part_of(learnt->part, points, c, r);
        for (size_t i = 0; i < points; i++) column[i] = gain_at(prospects, net, chance, points, i);
        voi[r] = mean_over_points(column, learnt->weight, points);
    }
    return sqrt(statistics_variance(voi, PARTS) / PARTS);
}

/* Of the means as things stand, as far as the points where the choice changes follow them. column: [n]. */
static double error_of_means(const struct prospects *prospects, const struct learnt *learnt, const double *chance,
                             double *column)
{
    const size_t points = learnt->points;
    for (size_t i = 0; i < prospects->n; i++) column[i] = 0;
    for (size_t c = 0; c < prospects->choices; c++) {
        double share = 0, today = 0;
        for (size_t i = 0, at = c * points; i < points; i++, at++) {
            share += learnt->weight[i] * chance[at] * learnt->follows[at];
            today += learnt->weight[i] * chance[at] * learnt->follows[prospects->best * points + i];
        }
        for (size_t i = 0; i < prospects->n; i++)
            column[i] += (share * prospects->net[c][i] - today * prospects->net[prospects->best][i]) / (double)points;
    }
    return error_of(column, prospects->n);
}

double learnt_mean(const struct learnt *learnt, const double *x)
{
    return mean_over_points(x, learnt->weight, learnt->points);
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
    const double voi = statistics_sum(gain, prospects->n) / (double)prospects->n, error = error_of(gain, prospects->n);
    for (size_t i = 0; i < prospects->n; i++) gain[i] = gain[i] > 0;
    *out = (struct information){.voi = voi_of(voi, error), .estimated = voi};
    set_change(gain, prospects->n, out);
    information_unseen(out, prospects, (double)prospects->n);
    return STATUS_OK;
}

enum status information_of_rule(struct arena *arena, const struct prospects *prospects, const struct learnt *learnt,
                                const double *chance, struct information *out, struct error *err)
{
    const size_t points = learnt->points, longest = points > prospects->n ? points : prospects->n;
    const double **const net = ARENA_ARRAY(arena, prospects->choices, const double *);
    double *const column = ARENA_ARRAY(arena, longest, double);
    if (!net || !column) return error_out_of_memory(err);
    for (size_t c = 0; c < prospects->choices; c++) net[c] = learnt->net + c * points;
    for (size_t i = 0; i < points; i++) column[i] = gain_at(prospects, net, chance, points, i);
    const double voi = mean_over_points(column, learnt->weight, points);
    for (size_t i = 0; i < points; i++) column[i] = learnt->weight[i] * (column[i] - voi);
    const double of_points = error_of(column, points);
    const double of_rest = error_of_rest(prospects, learnt, chance, net, column);
    const double of_means = error_of_means(prospects, learnt, chance, column);
    *out = (struct information){
        .voi = voi_of(fmax(0, voi), sqrt(of_points * of_points + of_rest * of_rest + of_means * of_means)),
        .estimated = voi};
    for (size_t i = 0; i < points; i++) column[i] = learnt->weight[i] * (1 - chance[prospects->best * points + i]);
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

/* The worth of choosing by all parts but one, judged by that one. without: [choices][points]. */
static double voi_without(const struct prospects *prospects, const struct learnt *learnt, size_t replicate,
                          double *without, double *column)
{
    const size_t points = learnt->points;
    const double *const today = part_of(learnt->part, points, prospects->best, replicate);
    for (size_t c = 0; c < prospects->choices; c++) {
        const double *const part = part_of(learnt->part, points, c, replicate);
        for (size_t i = 0, at = c * points; i < points; i++, at++)
            without[at] = (PARTS * learnt->net[at] - part[i]) / (PARTS - 1);
    }
    for (size_t i = 0; i < points; i++)
        column[i] = part_of(learnt->part, points, best_at(prospects, without, points, i), replicate)[i] - today[i];
    return mean_over_points(column, learnt->weight, points);
}

static enum status add_optimism(struct arena *arena, const struct prospects *prospects, const struct learnt *learnt,
                                struct information *of, struct error *err)
{
    double *const without = ARENA_ARRAY(arena, prospects->choices * learnt->points, double);
    double *const column = ARENA_ARRAY(arena, learnt->points, double);
    double sum = 0;
    if (!without || !column) return error_out_of_memory(err);
    for (size_t r = 0; r < PARTS; r++) sum += voi_without(prospects, learnt, r, without, column);
    of->optimism = fmax(0, of->voi.value - sum / PARTS);
    of->voi = voi_of(of->voi.value, sqrt(of->voi.error * of->voi.error + of->optimism * of->optimism));
    return STATUS_OK;
}

/* How much better than today's a choice may be at a point: the upper end of the 95 % interval, 0 where below. of_mean:
 * error of the difference of the means as things stand. */
static double gain_at_best(const struct prospects *prospects, const struct learnt *learnt, size_t c, size_t i,
                           double of_mean)
{
    const size_t points = learnt->points, at = c * points + i, today = prospects->best * points + i;
    double part[PARTS];
    for (size_t r = 0; r < PARTS; r++)
        part[r] = part_of(learnt->part, points, c, r)[i] - part_of(learnt->part, points, prospects->best, r)[i];
    const double followed = fmax(fabs(learnt->follows[at]), fabs(learnt->follows[today])) * of_mean;
    const double error = sqrt(statistics_variance(part, PARTS) / PARTS + followed * followed);
    return fmax(0, replicates_estimate(learnt->net[at] - learnt->net[today], error).high);
}

/* The worth if every mean were better by its error. */
static enum status voi_at_best(struct arena *arena, const struct prospects *prospects, const struct learnt *learnt,
                               double *out, struct error *err)
{
    const size_t points = learnt->points;
    double *const gain = ARENA_ARRAY(arena, points, double);
    double *const column = ARENA_ARRAY(arena, prospects->n, double);
    if (!gain || !column) return error_out_of_memory(err);
    for (size_t c = 0; c < prospects->choices; c++) {
        if (c == prospects->best) continue;
        for (size_t i = 0; i < prospects->n; i++) column[i] = prospects->net[c][i] - prospects->net[prospects->best][i];
        const double of_mean = error_of(column, prospects->n);
        for (size_t i = 0; i < points; i++) gain[i] = fmax(gain[i], gain_at_best(prospects, learnt, c, i, of_mean));
    }
    *out = mean_over_points(gain, learnt->weight, points);
    return STATUS_OK;
}

enum status information_partial(struct arena *arena, const struct prospects *prospects, const struct learnt *learnt,
                                struct information *out, struct error *err)
{
    const size_t points = learnt->points;
    double *const chance = ARENA_ARRAY(arena, prospects->choices * points, double);
    double at_best = 0;
    if (!chance) return error_out_of_memory(err);
    for (size_t i = 0; i < points; i++) chance[best_at(prospects, learnt->net, points, i) * points + i] = 1;
    TRY(information_of_rule(arena, prospects, learnt, chance, out, err));
    TRY(add_optimism(arena, prospects, learnt, out, err));
    TRY(voi_at_best(arena, prospects, learnt, &at_best, err));
    out->voi.high = fmax(out->voi.high, at_best);
    return STATUS_OK;
}

/* --- what must hold, whatever the error --- */

void information_raise(struct information *of, double least)
{
    if (of->voi.value >= least) return;
    of->voi.value = least;
    of->voi.high = fmax(of->voi.high, least);
}

void information_lower(struct information *of, struct estimate whole)
{
    of->voi.high = fmin(of->voi.high, fmax(whole.high, whole.value));
    if (of->voi.value <= whole.value) return;
    of->voi.value = whole.value;
    of->voi.low = fmin(of->voi.low, whole.value);
}

void information_unseen(struct information *of, const struct prospects *prospects, double tried)
{
    static const double RULE_OF_THREE = 3;
    double variance = 0;
    if (of->change > 0) return;
    for (size_t c = 0; c < prospects->choices; c++) {
        double difference = 0, square = 0;
        for (size_t i = 0; i < prospects->n; i++) {
            const double x = prospects->net[c][i] - prospects->net[prospects->best][i];
            difference += x, square += x * x;
        }
        difference /= (double)prospects->n;
        variance = fmax(variance, square / (double)prospects->n - difference * difference);
    }
    of->voi.high = fmax(of->voi.high, RULE_OF_THREE / tried * sqrt(variance));
}
