/* Rank correlations between quantities. */
#include <math.h>
#include <string.h>

#include "sim/numeric/copula.h"
#include "sim/scenario/loader.h"
#include "sim/scenario/merge.h"

enum { CORRELATIONS_MOST = 500 };

/* The quantity of a path; where the field says $name, the assumption. -1 after a mistake. */
static int quantity_of(struct loader *loader, const struct node *node, const char *path)
{
    if (!loader_expect(loader, node, NODE_SCALAR, path, "the path of a quantity")) return -1;
    const char *wanted = node->text;
    const struct node *const field = node_by_path(loader->arena, loader->root, wanted);
    if (field && field->kind == NODE_SCALAR && !field->quoted && field->text[0] == '$')
        wanted = loader_path(loader, "assumptions", field->text + 1);
    struct nearest nearest = nearest_to(wanted);
    for (size_t i = 0; i < loader->quantities; i++) {
        const struct quantity *const quantity = &loader->quantity[i];
        if (!quantity->defaulted) nearest_offer(&nearest, quantity->path);
        if (strcmp(quantity->path, wanted) == 0) return (int)i;
    }
    loader_error(loader, node->place, path, nearest_hint(loader, &nearest, NULL),
                 strncmp(wanted, "assumptions.", 12) == 0 ? "no quantity has this path, or nothing uses it (found %-s)"
                                                          : "no quantity has this path (found %-s)",
                 loader_found(loader, node));
    return -1;
}

static bool correlation_load(struct loader *loader, const struct node *node, const char *path, struct correlation *out)
{
    struct correlation unused;
    const int errors = loader->diagnostics->errors;
    record_load(loader, &schema_correlation, node, path, &unused);
    if (node->kind != NODE_MAP || loader->diagnostics->errors > errors) return false;
    const struct node *const between = node_find(node, "between"), *const rho = node_find(node, "rho");
    const char *const between_path = loader_path(loader, path, "between"), *const rho_path =
                                                                               loader_path(loader, path, "rho");
    if (between->kind != NODE_LIST || between->count != 2) {
        loader_error(loader, between->place, between_path, NULL, "must be a list of two paths (found %-s)",
                     loader_found(loader, between));
        return false;
    }
    out->first = quantity_of(loader, node_at(between, 0), loader_path_index(loader, between_path, 0));
    out->second = quantity_of(loader, node_at(between, 1), loader_path_index(loader, between_path, 1));
    const bool number = number_load(loader, rho, UNIT_NUMBER, rho_path, &out->rho) &&
                        number_check(loader, schema_find(&schema_correlation, "rho"), rho, rho_path, out->rho);
    if (out->first < 0 || out->second < 0 || !number) return false;
    if (out->first != out->second) return true;
    loader_error(loader, between->place, between_path, NULL, "both paths lead to the same quantity (%s)",
                 loader->quantity[out->first].path);
    return false;
}

/* A fixed number goes with nothing. No mistake: --set and --assume may fix what is correlated in the file. */
static bool is_idle(struct loader *loader, const struct node *element, const char *path, const struct correlation *pair)
{
    const int both[] = {pair->first, pair->second};
    for (size_t i = 0; i < 2; i++) {
        const struct quantity *const quantity = &loader->quantity[both[i]];
        if (!distribution_is_fixed(&quantity->distribution)) continue;
        loader_warning(loader, element->place, path, NULL, "has no effect, because %s is a fixed number",
                       quantity->path);
        return true;
    }
    return false;
}

static bool same_pair(const struct correlation *a, const struct correlation *b)
{
    return (a->first == b->first && a->second == b->second) || (a->first == b->second && a->second == b->first);
}

/* --- positive definiteness --- */

/* Position of a quantity among those that are correlated; appended when it is new. */
static size_t position(int *list, size_t *count, int quantity)
{
    for (size_t i = 0; i < *count; i++)
        if (list[i] == quantity) return i;
    list[*count] = quantity;
    return (*count)++;
}

/* The pairs up to `bad` that hang together with it. */
static const char *pairs_text(struct loader *loader, const struct correlation *list, size_t bad)
{
    bool *const taken = loader_need(loader, ARENA_ARRAY(loader->arena, bad + 1, bool));
    struct text_buffer text;
    text_buffer_init(&text, loader->arena);
    if (!taken) return "";
    taken[bad] = true;
    for (bool grown = true; grown;) {
        grown = false;
        for (size_t i = 0; i < bad; i++) {
            for (size_t j = 0; j <= bad && !taken[i]; j++) {
                const bool touch = list[i].first == list[j].first || list[i].first == list[j].second ||
                                   list[i].second == list[j].first || list[i].second == list[j].second;
                if (!taken[j] || !touch) continue;
                taken[i] = grown = true;
            }
        }
    }
    const char *separator = "";
    for (size_t i = 0; i <= bad; i++) {
        if (!taken[i]) continue;
        const char *const pair = loader_text(loader, "%s and %s %-g", loader->quantity[list[i].first].path,
                                             loader->quantity[list[i].second].path, list[i].rho);
        text_buffer_printf(&text, "%s%s", separator, pair ? pair : "");
        separator = "; ";
    }
    const char *const done = loader_need(loader, text_buffer_finish(&text));
    return done ? done : "";
}

static bool has_single_values(const struct distribution *distribution)
{
    return distribution->count > 0;
}

/* Equal values have one rank: a quantity of few values goes less far with another than is asked for. */
static void warn_reached(struct loader *loader, const struct node *const *element, const char *path,
                         const struct correlation *list, size_t count)
{
    static const double BEARABLE = 0.05;
    for (size_t i = 0; i < count; i++) {
        const struct quantity *const a = &loader->quantity[list[i].first], *const b = &loader->quantity[list[i].second];
        const bool first = has_single_values(&a->distribution), second = has_single_values(&b->distribution);
        if (!first && !second) continue;
        const double reached = copula_reached(list[i].rho, &a->distribution, &b->distribution);
        if (fabs(reached - list[i].rho) <= BEARABLE * fabs(list[i].rho)) continue;
        loader_warning(
            loader, element[i]->place, path, NULL,
            first && second
                ? "the rank correlation that is drawn differs from the one stated (drawn %-.2f, stated %-g): "
                  "equal values of %s and of %s have one rank"
                : "the rank correlation that is drawn differs from the one stated (drawn %-.2f, stated %-g): "
                  "equal values of %s have one rank",
            reached, list[i].rho, (first ? a : b)->path, b->path);
    }
}

/* element: where each pair of the list stands. */
static void check_definite(struct loader *loader, const struct node *const *element, const char *path,
                           const struct correlation *list, size_t count)
{
    int *const quantity = loader_need(loader, ARENA_ARRAY(loader->arena, 2 * count, int));
    struct copula_pair *const pair = loader_need(loader, ARENA_ARRAY(loader->arena, count, struct copula_pair));
    if (!quantity || !pair) return;
    size_t dimension = 0;
    for (size_t i = 0; i < count; i++) {
        pair[i].first = position(quantity, &dimension, list[i].first);
        pair[i].second = position(quantity, &dimension, list[i].second);
        pair[i].rho = list[i].rho;
    }
    struct copula copula;
    struct error err = {.language = loader->diagnostics->language};
    size_t bad = 0;
    const enum status status = copula_compile(loader->arena, dimension, pair, count, &copula, &bad, &err);
    if (status == STATUS_MEMORY) loader->exhausted = true;
    if (status == STATUS_OK || status == STATUS_MEMORY) return;
    if (bad >= count) bad = count - 1;
    loader_error(loader, element[bad]->place, path, "weaken one of them; a pair that is not listed counts as 0",
                 "these correlations cannot hold together (%s)", pairs_text(loader, list, bad));
}

static void correlations_load(struct loader *loader, const struct field *field, const struct node *node,
                              const char *path, void *record)
{
    (void)field;
    struct scenario *const scenario = record;
    if (!node || !loader_expect(loader, node, NODE_LIST, path, "a list of {between: [PATH, PATH], rho: 0.5}")) return;
    if (node->count > CORRELATIONS_MOST) {
        loader_error(loader, node_place(node), path, NULL, "too many (found %zu, allowed %d)", node->count,
                     CORRELATIONS_MOST);
        return;
    }
    struct correlation *const list = loader_need(loader, ARENA_ARRAY(loader->arena, node->count, struct correlation));
    const struct node **const kept = loader_need(loader, ARENA_ARRAY(loader->arena, node->count, const struct node *));
    bool good = list && kept;
    size_t count = 0, index = 0;
    for (const struct node *element = node->first; list && kept && element; element = element->next, index++) {
        const char *const at = loader_path_index(loader, path, index);
        const bool loaded = correlation_load(loader, element, at, &list[count]);
        for (size_t i = 0; loaded && good && i < count; i++) {
            if (!same_pair(&list[i], &list[count])) continue;
            loader_error(loader, element->place, at, NULL, "this pair is given twice (first in line %d)",
                         kept[i]->place.line);
            good = false;
        }
        good = good && loaded;
        if (!loaded || is_idle(loader, element, at, &list[count])) continue;
        kept[count++] = element;
    }
    if (!good || count == 0) return;
    check_definite(loader, kept, path, list, count);
    warn_reached(loader, kept, path, list, count);
    scenario->correlation = list;
    scenario->correlations = count;
}

static void correlations_show(struct printer *printer, const struct field *field, const void *record)
{
    const struct scenario *const scenario = record;
    if (scenario->correlations == 0) return;
    show_key(printer, field->key);
    text_buffer_add(&printer->out, "\n");
    for (size_t i = 0; i < scenario->correlations; i++) {
        const struct correlation *const one = &scenario->correlation[i];
        text_buffer_printf(&printer->out, "  - {between: [%s, %s], rho: ", scenario->quantity[one->first].path,
                           scenario->quantity[one->second].path);
        show_number(printer, one->rho);
        text_buffer_add(&printer->out, "}\n");
    }
}

const struct kind kind_correlations = {"list of {between, rho}", correlations_load, correlations_show};
