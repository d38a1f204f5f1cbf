/* From weighted draws to figures, and to a distribution that a scenario file can hold. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/analysis/learn_work.h"
#include "sim/base/text_buffer.h"
#include "sim/scenario/number.h"

/* --- figures --- */

enum { MEAN, SD, P5, P95, POSITIVE, FIGURES };

static void measure(const double *value, const double *weight, size_t n, size_t from, size_t step,
                    struct weighted *member, double out[FIGURES])
{
    size_t count = 0;
    double positive = 0, all = 0;
    for (size_t i = from; i < n; i += step, count++) {
        member[count] = (struct weighted){value[i], weight ? weight[i] : 1, i};
        all += member[count].weight;
        positive += value[i] > 0 ? member[count].weight : 0;
    }
    weighted_sort(member, count);
    out[MEAN] = weighted_mean(member, count);
    out[SD] = weighted_sd(member, count);
    out[P5] = weighted_quantile(member, count, 0.05);
    out[P95] = weighted_quantile(member, count, 0.95);
    out[POSITIVE] = positive / all;
}

/* Of all draws, with the error that the figures of the replicates, each for itself, show. */
struct learn_spread learn_spread_of(const double *value, const double *weight, size_t n, struct weighted *member)
{
    double whole[FIGURES], part[SAMPLING_REPLICATES][FIGURES];
    struct estimate out[FIGURES];
    for (size_t r = 0; r < SAMPLING_REPLICATES; r++) measure(value, weight, n, r, SAMPLING_REPLICATES, member, part[r]);
    measure(value, weight, n, 0, 1, member, whole);
    for (int f = 0; f < FIGURES; f++) {
        double one[SAMPLING_REPLICATES];
        for (size_t r = 0; r < SAMPLING_REPLICATES; r++) one[r] = part[r][f];
        out[f] =
            replicates_estimate(whole[f], sqrt(statistics_variance(one, SAMPLING_REPLICATES) / SAMPLING_REPLICATES));
    }
    return (struct learn_spread){out[MEAN], out[SD], out[P5], out[P95], out[POSITIVE]};
}

/* --- distributions --- */

/* With other than three decimals: 352.136 is taken for thousands by too many, and the loader warns of it. */
static void write_number(struct text_buffer *text, double value)
{
    char number[40];
    number_write(value, number, sizeof number);
    const char *const point = strchr(number, '.');
    text_buffer_printf(text, "%s%s", number, point && strspn(point + 1, "0123456789") == 3 && !point[4] ? "0" : "");
}

/* Six digits: more than any pilot supports, and readable. */
static double rounded(double value)
{
    char text[40];
    snprintf(text, sizeof text, "%.6g", value);
    return strtod(text, NULL);
}

enum { ARGUMENTS = 4 };

struct candidate {
    struct distribution_argument argument[ARGUMENTS];
    size_t arguments;
};

static void add(struct candidate *candidate, const char *name, double value)
{
    candidate->argument[candidate->arguments++] = (struct distribution_argument){name, value};
}

/* The bounds of the prior hold for the posterior, where they are no part of the kind. */
static void add_bounds(struct candidate *candidate, const struct distribution *prior)
{
    if (distribution_table[prior->kind].support == SUPPORT_BOUNDS) return;
    if (isfinite(prior->minimum)) add(candidate, "min", prior->minimum);
    if (isfinite(prior->maximum)) add(candidate, "max", prior->maximum);
}

/* Greatest distance between the cdf of a distribution and that of the draws. */
static double misfit_of(const struct distribution *distribution, const struct weighted *sorted, size_t n)
{
    double all = 0, below = 0, greatest = 0;
    for (size_t i = 0; i < n; i++) all += sorted[i].weight;
    for (size_t i = 0; i < n; i++) {
        if (!(sorted[i].weight > 0)) continue;
        const double cdf = distribution_cdf(distribution, sorted[i].value);
        greatest = fmax(greatest, fabs(cdf - below / all));
        below += sorted[i].weight;
        greatest = fmax(greatest, fabs(cdf - below / all));
    }
    return greatest;
}

static const char *candidate_text(struct arena *arena, enum distribution_kind kind, const struct candidate *candidate)
{
    struct text_buffer text;
    text_buffer_init(&text, arena);
    text_buffer_printf(&text, "{%s: {", distribution_table[kind].name);
    for (size_t i = 0; i < candidate->arguments; i++) {
        text_buffer_printf(&text, "%s%s: ", i ? ", " : "", candidate->argument[i].name);
        write_number(&text, candidate->argument[i].value);
    }
    text_buffer_add(&text, "}}");
    return text_buffer_finish(&text);
}

/* Whether a distribution stays within what the keys of the quantity allow. */
static bool is_allowed(const struct quantity *quantity, const struct distribution *distribution)
{
    const double reachable = 0x1p-54, least = nextafter(quantity->least, -INFINITY);
    return !(isfinite(quantity->least) && distribution_cdf(distribution, least) > reachable) &&
           !(isfinite(quantity->most) && 1 - distribution_cdf(distribution, quantity->most) > reachable);
}

/* Takes a candidate where it exists, is allowed and fits better than what is there. */
static enum status try_candidate(struct arena *arena, const struct quantity *quantity,
                                 const struct candidate *candidate, const struct weighted *sorted, size_t n,
                                 struct learn_quantity *best, struct error *err)
{
    const enum distribution_kind kind = quantity->distribution.kind;
    struct distribution distribution;
    if (distribution_solve(kind, candidate->argument, candidate->arguments, &distribution, NULL) != STATUS_OK ||
        !is_allowed(quantity, &distribution))
        return STATUS_OK;
    const double misfit = misfit_of(&distribution, sorted, n);
    if (!(misfit < best->misfit)) return STATUS_OK;
    best->misfit = misfit;
    best->posterior = distribution;
    best->form = LEARN_FAMILY;
    best->definition = candidate_text(arena, kind, candidate);
    return best->definition ? STATUS_OK : error_out_of_memory(err);
}

/* A list of numbers in the form of a file. */
static void write_list(struct text_buffer *text, const double *value, size_t count)
{
    text_buffer_add(text, "[");
    for (size_t i = 0; i < count; i++) {
        text_buffer_add(text, i ? ", " : "");
        write_number(text, value[i]);
    }
    text_buffer_add(text, "]");
}

enum { VALUES = 201 };

/* The values of a sample, each once, ascending: out[VALUES]. 0 where there are more, or where it is joined. */
static size_t sample_values(const struct distribution *prior, double *out)
{
    size_t count = 0;
    if (prior->kind != DISTRIBUTION_EMPIRICAL || prior->parameter[0] > 0) return 0;
    for (size_t i = 0; i < prior->count; i++) {
        if (i > 0 && prior->value[i] == prior->value[i - 1]) continue;
        if (count == VALUES) return 0;
        out[count++] = prior->value[i];
    }
    return count;
}

/* The same values, each with the weight of its draws. */
static enum status fit_values(struct arena *arena, const double *value, size_t count, const struct weighted *sorted,
                              size_t n, struct learn_quantity *out, struct error *err)
{
    double *const weight = ARENA_ARRAY(arena, count, double);
    struct text_buffer text;
    if (!weight) return error_out_of_memory(err);
    double all = 0;
    for (size_t i = 0; i < n; i++) {
        size_t nearest = 0;
        for (size_t k = 1; k < count; k++)
            if (fabs(value[k] - sorted[i].value) < fabs(value[nearest] - sorted[i].value)) nearest = k;
        weight[nearest] += sorted[i].weight;
        all += sorted[i].weight;
    }
    for (size_t k = 0; k < count; k++) weight[k] = rounded(weight[k] / all);
    text_buffer_init(&text, arena);
    text_buffer_add(&text, "{discrete: {values: ");
    write_list(&text, value, count);
    text_buffer_add(&text, ", weights: ");
    write_list(&text, weight, count);
    text_buffer_add(&text, "}}");
    out->definition = text_buffer_finish(&text);
    if (!out->definition) return error_out_of_memory(err);
    out->form = LEARN_WEIGHTS;
    out->misfit = 0;
    return distribution_discrete(arena, value, weight, count, &out->posterior, err);
}

/* Mean of the quantiles between two levels. */
static double mean_between(const struct weighted *sorted, size_t n, double low, double high)
{
    enum { POINTS = 50 };
    double sum = 0;
    for (int i = 0; i < POINTS; i++) sum += weighted_quantile(sorted, n, low + (high - low) * (i + 0.5) / POINTS);
    return sum / POINTS;
}

/* Every half per cent of the posterior: between them the quantile function is a straight line. The ends are such that
 * the last half per cent keeps its mean, within what was drawn. */
static void fill_sample(const struct weighted *sorted, size_t n, double value[VALUES])
{
    const double step = 1.0 / (VALUES - 1);
    for (int i = 0; i < VALUES; i++) value[i] = weighted_quantile(sorted, n, i * step);
    value[0] = fmax(value[0], 2 * mean_between(sorted, n, 0, step) - value[1]);
    value[VALUES - 1] = fmin(value[VALUES - 1], 2 * mean_between(sorted, n, 1 - step, 1) - value[VALUES - 2]);
    for (int i = 0; i < VALUES; i++) value[i] = rounded(value[i]);
}

static enum status fit_sample(struct arena *arena, const struct weighted *sorted, size_t n, struct learn_quantity *out,
                              struct error *err)
{
    double value[VALUES];
    struct text_buffer text;
    fill_sample(sorted, n, value);
    text_buffer_init(&text, arena);
    text_buffer_add(&text, "{empirical: {join: yes, values: ");
    write_list(&text, value, VALUES);
    text_buffer_add(&text, "}}");
    out->definition = text_buffer_finish(&text);
    if (!out->definition) return error_out_of_memory(err);
    out->form = LEARN_SAMPLE;
    TRY(distribution_empirical(arena, value, VALUES, true, &out->posterior, err));
    out->misfit = misfit_of(&out->posterior, sorted, n);
    return STATUS_OK;
}

/* The ends of the prior, and between them the mode that gives the mean: (least + k mode + most) / (k + 2). */
static void add_mode(struct candidate *candidate, const struct distribution *prior, double mean)
{
    const struct distribution_row *const row = &distribution_table[prior->kind];
    if (!row->mode) return;
    const double least = distribution_least(prior), most = distribution_greatest(prior), k = row->mode_weight;
    add(candidate, "min", least);
    add(candidate, "mode", rounded(((k + 2) * mean - least - most) / k));
    add(candidate, "max", most);
}

/* The kind of the prior, by the mean and the standard deviation, by P5 and P95, or with its own ends, whichever fits
 * best. */
static enum status fit_family(struct arena *arena, const struct quantity *quantity, const struct weighted *sorted,
                              size_t n, struct learn_quantity *out, struct error *err)
{
    const struct distribution *const prior = &quantity->distribution;
    struct candidate moments = {.arguments = 0}, quantiles = {.arguments = 0}, ends = {.arguments = 0};
    add(&moments, "mean", rounded(weighted_mean(sorted, n)));
    add(&moments, "sd", rounded(weighted_sd(sorted, n)));
    add_bounds(&moments, prior);
    add(&quantiles, "p5", rounded(weighted_quantile(sorted, n, 0.05)));
    add(&quantiles, "p95", rounded(weighted_quantile(sorted, n, 0.95)));
    add_bounds(&quantiles, prior);
    add_mode(&ends, prior, weighted_mean(sorted, n));
    TRY(try_candidate(arena, quantity, &moments, sorted, n, out, err));
    TRY(try_candidate(arena, quantity, &quantiles, sorted, n, out, err));
    return ends.arguments ? try_candidate(arena, quantity, &ends, sorted, n, out, err) : STATUS_OK;
}

enum status learn_fit(struct arena *arena, const struct quantity *quantity, const double *value, const double *weight,
                      size_t n, struct weighted *member, struct learn_quantity *out, struct error *err)
{
    const double bearable = 0.02; /* of probability */
    const struct distribution *const prior = &quantity->distribution;
    for (size_t i = 0; i < n; i++) member[i] = (struct weighted){value[i], weight ? weight[i] : 1, i};
    weighted_sort(member, n);
    double row[VALUES];
    const size_t rows = sample_values(prior, row);
    if (rows > 0) return fit_values(arena, row, rows, member, n, out, err);
    if (prior->kind == DISTRIBUTION_DISCRETE) return fit_values(arena, prior->value, prior->count, member, n, out, err);
    out->misfit = INFINITY;
    if (distribution_table[prior->kind].form[0].arguments) TRY(fit_family(arena, quantity, member, n, out, err));
    return out->misfit <= bearable ? STATUS_OK : fit_sample(arena, member, n, out, err);
}
