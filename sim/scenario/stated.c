/* Warnings where what is drawn is not what was stated: a fit that misses its interval, a cut that moves the rest. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/scenario/loader.h"

/* Two arguments that belong together, with what was drawn. */
struct pair {
    const char *name[2];
    double stated[2], drawn[2];
};

/* More of the width than this is said. */
static const double BEARABLE = 0.05;

/* As the number could stand in the file: a share in percent, unless that wants an exponent. */
static void amount_write(enum unit unit, double value, int digits, char out[40])
{
    char text[40], number[36];
    bool percent = unit == UNIT_SHARE;
    snprintf(text, sizeof text, "%.*g", digits, percent ? 100 * value : value);
    if (percent && strchr(text, 'e')) {
        percent = false;
        snprintf(text, sizeof text, "%.*g", digits, value);
    }
    number_write(strtod(text, NULL), number, sizeof number);
    snprintf(out, 40, "%s%s", number, percent ? "%" : "");
}

/* Texts of both pairs, with as many digits as show that they differ. */
static void pair_write(const struct pair *pair, enum unit unit, char stated[2][40], char drawn[2][40])
{
    bool same = true;
    for (int digits = 4; same && digits <= 17; digits++) {
        for (size_t i = 0; i < 2; i++) {
            amount_write(unit, pair->stated[i], digits, stated[i]);
            amount_write(unit, pair->drawn[i], digits, drawn[i]);
        }
        same = strcmp(stated[0], drawn[0]) == 0 && strcmp(stated[1], drawn[1]) == 0;
    }
}

/* By how much what is drawn misses what was stated, as a part of the width; the width of a mean and an sd is the sd. */
static double miss_of(const struct pair *pair, double width)
{
    const double low = fabs(pair->drawn[0] - pair->stated[0]), high = fabs(pair->drawn[1] - pair->stated[1]);
    return fmax(low, high) / width * (1 - 1e-9);
}

static const struct distribution_argument *argument_of(const struct stated *stated, const char *name)
{
    for (size_t i = 0; i < stated->count; i++)
        if (strcmp(stated->argument[i].name, name) == 0) return &stated->argument[i];
    return NULL;
}

/* Fills a pair from two arguments; false where they were not given. */
static bool pair_fill(const struct stated *stated, const struct distribution_argument *first,
                      const struct distribution_argument *second, struct pair *out)
{
    if (!first || !second) return false;
    const struct distribution_argument *const both[] = {first, second};
    for (size_t i = 0; i < 2; i++) {
        out->name[i] = both[i]->name;
        out->stated[i] = both[i]->value;
        out->drawn[i] = distribution_has(stated->distribution, both[i]->name);
    }
    return true;
}

/* How to keep the interval, where a distribution of the kind has it. */
static const char *interval_hint(struct loader *loader, const struct stated *stated, char said[2][40])
{
    static const char *const name[] = {"ci95_low", "ci95_high"};
    const struct distribution *const d = stated->distribution;
    struct distribution other;
    if (d->u_minimum > 0 || d->u_maximum < 1) return PHRASE("those stated are the ones before the cut at min and max");
    const struct distribution_argument pair[] = {{"p2.5", argument_of(stated, name[0])->value},
                                                 {"p97.5", argument_of(stated, name[1])->value}};
    if (distribution_solve(d->kind, pair, 2, &other, NULL) != STATUS_OK) return PHRASE("the estimate is kept");
    const char *harm = "";
    if (stated->unit == UNIT_RATIO && pair[0].value < 1 && pair[1].value > 1)
        harm = loader_text(loader, " (above 1 in %-.2g%% of futures, by the interval in %-.2g%%)",
                           100 * (1 - distribution_cdf(d, 1)), 100 * (1 - distribution_cdf(&other, 1)));
    if (!harm) return NULL;
    return loader_text(loader,
                       "the estimate is kept%s; to keep the interval in its place: {%s: {p2.5: "
                       "%s, p97.5: %s}}",
                       harm, distribution_table[d->kind].name, said[0], said[1]);
}

static void warn_interval(struct loader *loader, const struct stated *stated)
{
    struct pair pair;
    char said[2][40], drawn[2][40];
    if (!pair_fill(stated, argument_of(stated, "ci95_low"), argument_of(stated, "ci95_high"), &pair) ||
        !(miss_of(&pair, pair.stated[1] - pair.stated[0]) > BEARABLE))
        return;
    pair_write(&pair, stated->unit, said, drawn);
    loader_warning(loader, stated->place, stated->path, interval_hint(loader, stated, said),
                   "the 95%% interval that is drawn differs from the one stated (drawn %s to %s, stated %s to %s)",
                   drawn[0], drawn[1], said[0], said[1]);
}

static void warn_pair(struct loader *loader, const struct stated *stated, const struct pair *pair, const char *hint)
{
    char said[2][40], drawn[2][40];
    pair_write(pair, stated->unit, said, drawn);
    loader_warning(loader, stated->place, stated->path, hint,
                   "%s and %s that are drawn differ from those stated (drawn %s and %s, stated %s and %s)",
                   stated->word[0] ? stated->word[0] : pair->name[0], stated->word[0] ? stated->word[1] : pair->name[1],
                   drawn[0], drawn[1], said[0], said[1]);
}

static void warn_quantiles(struct loader *loader, const struct stated *stated)
{
    const struct distribution_argument *found[2] = {NULL, NULL};
    struct pair pair;
    for (size_t i = 0; i < stated->count; i++)
        if (!isnan(distribution_level(stated->argument[i].name))) found[found[0] != NULL] = &stated->argument[i];
    if (!pair_fill(stated, found[0], found[1], &pair)) return;
    if (miss_of(&pair, fabs(pair.stated[1] - pair.stated[0])) > BEARABLE)
        warn_pair(
            loader, stated, &pair,
            PHRASE(
                "cut at min and max, none of this kind was found to have them, unless with nearly all of it beyond the "
                "cut; the cut came after the fit"));
}

/* But of a kind whose mean and sd are those before the cut, as its key says. */
static void warn_moments(struct loader *loader, const struct stated *stated)
{
    struct pair pair;
    if (distribution_table[stated->distribution->kind].stated_uncut ||
        !pair_fill(stated, argument_of(stated, "mean"), argument_of(stated, "sd"), &pair))
        return;
    if (miss_of(&pair, pair.stated[1]) > BEARABLE)
        warn_pair(loader, stated, &pair, PHRASE("those stated are the ones before the cut at min and max"));
}

/* Almost all at the two ends, although it has a mean between them: the variance is near that of a share that is always
 * 0 or 1, mean (1 - mean). Of a beta distribution it is that part of it of which alpha + beta is less than 0.1. */
static void warn_ends(struct loader *loader, const struct stated *stated)
{
    static const double NEAR = 1 / (1 + 0.1);
    const struct distribution_row *const row = &distribution_table[stated->distribution->kind];
    if (row->support != SUPPORT_SHARE) return;
    const double mean = row->mean(stated->distribution);
    if (row->variance(stated->distribution) <= NEAR * mean * (1 - mean)) return;
    const double near = distribution_cdf(stated->distribution, 0.001);
    const double far = 1 - distribution_cdf(stated->distribution, 0.999);
    loader_warning(loader, stated->place, stated->path,
                   "the sd is near the greatest that there is with this mean: a smaller one says that the share lies "
                   "between",
                   "is as good as 0 in %-.3g%% of futures and as good as 1 in %-.3g%%", 100 * near, 100 * far);
}

void stated_check(struct loader *loader, const struct stated *stated)
{
    warn_interval(loader, stated);
    warn_quantiles(loader, stated);
    warn_moments(loader, stated);
    warn_ends(loader, stated);
}
