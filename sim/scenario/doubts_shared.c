/* Quantities that look like the same ignorance and are drawn one by one: then what is not known in one place makes up
 * for it in another, and the whole looks surer than it is. */
#include <math.h>
#include <string.h>

#include "sim/scenario/doubts.h"
#include "sim/scenario/section.h"

enum { COMPARED_MOST = 1000 }; /* quantities; each is compared with all others */

struct candidate {
    int index;
    const struct quantity *quantity;
    const char *section, *key; /* of its path: "interventions", "relative_risk" */
    size_t key_length;
    bool told;
};

/* The last key of a path that is no number of a list. */
static void find_key(struct candidate *candidate)
{
    const char *const path = candidate->quantity->path;
    const char *end = path + strlen(path);
    for (;;) {
        const char *start = end;
        while (start > path && start[-1] != '.') start--;
        candidate->key = start;
        candidate->key_length = (size_t)(end - start);
        if (start == path || strspn(start, "0123456789") < candidate->key_length) return;
        end = start - 1;
    }
}

static bool is_below(const char *path, const char *section)
{
    const size_t length = strlen(section);
    return strncmp(path, section, length) == 0 && path[length] == '.';
}

static size_t find_candidates(const struct loader *loader, struct candidate *out)
{
    size_t count = 0;
    for (size_t q = 0; q < loader->quantities && count < COMPARED_MOST; q++) {
        struct candidate one = {.index = (int)q, .quantity = &loader->quantity[q]};
        if (distribution_is_fixed(&one.quantity->distribution)) continue;
        for (size_t s = 0; s < SECTIONS; s++)
            if (is_below(one.quantity->path, section_table[s].name)) one.section = section_table[s].name;
        if (!one.section) continue;
        find_key(&one);
        out[count++] = one;
    }
    return count;
}

static bool same_numbers(const double *a, const double *b, size_t count)
{
    if (!a || !b) return a == b;
    for (size_t i = 0; i < count; i++)
        if (a[i] != b[i]) return false;
    return true;
}

static bool same_distribution(const struct distribution *a, const struct distribution *b)
{
    if (a->kind != b->kind || a->minimum != b->minimum || a->maximum != b->maximum || a->count != b->count)
        return false;
    if (!same_numbers(a->parameter, b->parameter, DISTRIBUTION_PARAMETERS)) return false;
    if (!same_numbers(a->value, b->value, a->count) || !same_numbers(a->weight, b->weight, a->count)) return false;
    for (size_t i = 0; a->part && i < a->count; i++)
        if (!same_distribution(&a->part[i], &b->part[i])) return false;
    return true;
}

static const struct outcome *outcome_of_risk(const struct loader *loader, int quantity)
{
    for (size_t k = 0; k < loader->scenario->outcomes; k++)
        if (loader->scenario->outcome[k].risk == quantity) return &loader->scenario->outcome[k];
    return NULL;
}

/* Risks in different groups that vary by the same share of themselves: one level, known as badly in all of them. */
static bool same_spread(const struct loader *loader, const struct candidate *a, const struct candidate *b)
{
    const double close = 0.05;
    const struct outcome *const one = outcome_of_risk(loader, a->index), *const other =
                                                                             outcome_of_risk(loader, b->index);
    const struct distribution *const x = &a->quantity->distribution, *const y = &b->quantity->distribution;
    if (!one || !other || x->kind != y->kind) return false;
    for (size_t g = 0; g < loader->scenario->groups; g++)
        if (one->applies[g] && other->applies[g]) return false;
    const double spread_x = distribution_sd(x) / distribution_mean(x),
                 spread_y = distribution_sd(y) / distribution_mean(y);
    return fabs(spread_x - spread_y) <= close * spread_x;
}

static bool correlated(const struct loader *loader, int a, int b)
{
    for (size_t i = 0; i < loader->scenario->correlations; i++) {
        const struct correlation *const pair = &loader->scenario->correlation[i];
        if ((pair->first == a && pair->second == b) || (pair->first == b && pair->second == a)) return true;
    }
    return false;
}

static bool same_role(const struct candidate *a, const struct candidate *b)
{
    return a->section == b->section && a->key_length == b->key_length && strncmp(a->key, b->key, a->key_length) == 0;
}

enum likeness { UNLIKE, SPREAD, EQUAL };

static enum likeness likeness_of(const struct loader *loader, const struct candidate *a, const struct candidate *b)
{
    if (!same_role(a, b) || correlated(loader, a->index, b->index)) return UNLIKE;
    const bool equal = a->quantity->scale == b->quantity->scale &&
                       same_distribution(&a->quantity->distribution, &b->quantity->distribution);
    return equal ? EQUAL : same_spread(loader, a, b) ? SPREAD : UNLIKE;
}

/* The first of those that are alike, with the name of the next and the number of further ones. */
static void warn_shared(struct loader *loader, struct candidate *first, struct candidate *end)
{
    const char *next = NULL;
    enum likeness least = EQUAL;
    size_t others = 0;
    for (struct candidate *other = first + 1; other < end; other++) {
        const enum likeness likeness = other->told ? UNLIKE : likeness_of(loader, first, other);
        if (likeness == UNLIKE) continue;
        other->told = true;
        least = likeness < least ? likeness : least;
        if (next)
            others++;
        else
            next = other->quantity->path;
    }
    if (!next) return;
    static const char *const said[2][3] = {
        {PHRASE("is drawn apart from %s, which has the same spread in other groups"),
         PHRASE("is drawn apart from %s and one more, which have the same spread in other "
                "groups"),
         PHRASE("is drawn apart from %s and %zu more, which have the same spread in other "
                "groups")},
        {PHRASE("is drawn apart from %s, which has the same distribution"),
         PHRASE("is drawn apart from %s and one more, which have the same distribution"),
         PHRASE("is drawn apart from %s and %zu more, which have the same distribution")}};
    loader_warning(loader, first->quantity->place, first->quantity->path,
                   least == EQUAL ? "if it is the same ignorance, say it once under `assumptions` and write $name"
                                  : "if it is the same ignorance, tie them by `correlations`",
                   said[least == EQUAL][others < 2 ? others : 2], next, others);
}

void doubt_shared(struct loader *loader, const struct subject *subject)
{
    (void)subject;
    struct candidate *const candidate =
        loader_need(loader, ARENA_ARRAY(loader->arena, COMPARED_MOST, struct candidate));
    if (!candidate) return;
    const size_t count = find_candidates(loader, candidate);
    for (size_t i = 0; i < count; i++)
        if (!candidate[i].told) warn_shared(loader, &candidate[i], candidate + count);
}
