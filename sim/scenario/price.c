/* Price indices: money of another year, moved to the scenario's price year. */
#include <stdlib.h>
#include <string.h>

#include "sim/scenario/loader.h"

struct year_factor {
    int year;
    double factor;
};

static int compare_years(const void *a, const void *b)
{
    const int first = ((const struct year_factor *)a)->year, second = ((const struct year_factor *)b)->year;
    return (first > second) - (first < second);
}

static bool year_load(struct loader *loader, const struct node *member, const char *path, struct year_factor *out)
{
    static const struct field positive = {.least = 0, .most = 1e6, .above = true, .unit = UNIT_NUMBER};
    uint64_t year;
    const char *const at = loader_path(loader, path, member->key);
    if (!number_parse_seed(member->key, &year) || year < 1800 || year > 2200) {
        loader_error(loader, member->key_place, at, NULL, "must be a year from 1800 to 2200 (found \"%s\")",
                     member->key);
        return false;
    }
    out->year = (int)year;
    return number_load(loader, member, UNIT_NUMBER, at, &out->factor) &&
           number_check(loader, &positive, member, at, out->factor);
}

static bool store_years(struct loader *loader, struct price_index *index, struct year_factor *list, size_t count)
{
    qsort(list, count, sizeof *list, compare_years);
    int *const year = loader_need(loader, ARENA_ARRAY(loader->arena, count, int));
    double *const factor = loader_need(loader, ARENA_ARRAY(loader->arena, count, double));
    if (!year || !factor) return false;
    for (size_t i = 0; i < count; i++) {
        year[i] = list[i].year;
        factor[i] = list[i].factor;
    }
    index->year = year;
    index->factor = factor;
    index->years = count;
    return true;
}

/* The factors by year, the base year's 1 among them. */
static void factors_load(struct loader *loader, const struct node *map, const char *path, struct price_index *index)
{
    if (!loader_expect(loader, map, NODE_MAP, path, "a map from years to factors such as {2007: 1.402}")) return;
    if (map->count > 400) {
        loader_error(loader, map->place, path, NULL, "too many years (found %zu, allowed 400)", map->count);
        return;
    }
    struct year_factor *const list =
        loader_need(loader, ARENA_ARRAY(loader->arena, map->count + 1, struct year_factor));
    if (!list) return;
    size_t count = 0;
    bool base = false, good = true;
    for (const struct node *member = map->first; member; member = member->next, count++) {
        good = year_load(loader, member, path, &list[count]) && good;
        if (list[count].year != index->base) continue;
        base = true;
        if (list[count].factor != 1)
            loader_error(loader, member->place, path, NULL, "the factor of the base year is 1 (found %-s)",
                         loader_found(loader, member));
    }
    if (!base) list[count++] = (struct year_factor){index->base, 1};
    if (good) store_years(loader, index, list, count);
}

static void price_indices_load(struct loader *loader, const struct field *field, const struct node *node,
                               const char *path, void *record)
{
    (void)field;
    (void)record;
    if (!node || !loader_expect(loader, node, NODE_MAP, path, "a map from names to price indices")) return;
    if (node->count > ITEMS_MOST) {
        loader_error(loader, node_place(node), path, NULL, "too many (found %zu, allowed %d)", node->count, ITEMS_MOST);
        return;
    }
    loader->price_index = loader_need(loader, ARENA_ARRAY(loader->arena, node->count, struct price_index));
    loader->price_index_short = loader_need(loader, ARENA_ARRAY(loader->arena, node->count, bool));
    if (!loader->price_index || !loader->price_index_short) return;
    for (const struct node *member = node->first; member; member = member->next) {
        struct price_index *const index = &loader->price_index[loader->price_indices++];
        const char *const at = loader_path(loader, path, member->key);
        name_check(loader, member, at);
        index->name = member->key;
        record_load(loader, &schema_price_index, member, at, index);
        const struct node *const factors = node_find(member, "factors");
        if (factors) factors_load(loader, factors, loader_path(loader, at, "factors"), index);
    }
}

static void price_index_show(struct printer *printer, const struct price_index *index)
{
    show_key(printer, index->name);
    text_buffer_printf(&printer->out, " {base: %d, factors: {", index->base);
    for (size_t i = 0; i < index->years; i++) {
        text_buffer_printf(&printer->out, "%s%d: ", i ? ", " : "", index->year[i]);
        show_number(printer, index->factor[i]);
    }
    text_buffer_add(&printer->out, "}");
    show_text_after(printer, "label", &index->label);
    show_text_after(printer, "source", &index->source);
    show_text_after(printer, "note", &index->note);
    text_buffer_add(&printer->out, "}\n");
}

static void price_indices_show(struct printer *printer, const struct field *field, const void *record)
{
    (void)record;
    if (printer->scenario->price_indices == 0) return;
    show_key(printer, field->key);
    text_buffer_add(&printer->out, "\n");
    printer->indent++;
    for (size_t i = 0; i < printer->scenario->price_indices; i++)
        price_index_show(printer, &printer->scenario->price_index[i]);
    printer->indent--;
}

const struct kind kind_price_indices = {"map of names to price indices", price_indices_load, price_indices_show};

/* --- using them --- */

/* The index of the name, or the only one there is. NULL after a mistake. */
static struct price_index *choose(struct loader *loader, const struct node *node, const char *path, const char *name)
{
    const char *const at = loader_path(loader, path, name ? "price_index" : "price_year");
    const struct node *const said = node_find(node, name ? "price_index" : "price_year");
    struct nearest nearest = nearest_to(name ? name : "");
    for (size_t i = 0; i < loader->price_indices; i++) {
        nearest_offer(&nearest, loader->price_index[i].name);
        const bool only = !name && loader->price_indices == 1;
        if (!only && !(name && strcmp(loader->price_index[i].name, name) == 0)) continue;
        return &loader->price_index[i];
    }
    const struct place place = node_place(said ? said : node);
    if (name)
        loader_error(loader, said ? said->place : place, at, nearest_hint(loader, &nearest, NULL),
                     "there is no price index \"%s\"", name);
    else
        loader_error(loader, place, at, "name one with price_index",
                     loader->price_indices ? "there are several price indices"
                                           : "there is no price index to move the money to another year");
    return NULL;
}

static bool factor_find(const struct price_index *index, int year, double *out)
{
    for (size_t i = 0; i < index->years; i++) {
        if (index->year[i] != year) continue;
        *out = index->factor[i];
        return true;
    }
    return false;
}

/* "2000, 2007, 2015" */
static const char *years_of(struct loader *loader, const struct price_index *index)
{
    struct text_buffer list;
    text_buffer_init(&list, loader->arena);
    for (size_t i = 0; i < index->years; i++) text_buffer_printf(&list, "%s%d", i ? ", " : "", index->year[i]);
    const char *const years = loader_need(loader, text_buffer_finish(&list));
    return years ? years : "";
}

static void refuse_year(struct loader *loader, const struct price_index *index, int year, const struct node *node,
                        const char *path)
{
    const struct node *const said = node_find(node, "price_year");
    loader_error(loader, node_place(said ? said : node), loader_path(loader, path, "price_year"), NULL,
                 "the price index %s has no factor for %d (it has %s)", index->name, year, years_of(loader, index));
}

/* The scenario's own price year is missing: one mistake, however many amounts it concerns. */
static void refuse_price_year(struct loader *loader, const struct price_index *index)
{
    bool *const said = &loader->price_index_short[index - loader->price_index];
    const int year = loader->scenario->settings.price_year;
    const struct node *const settings = node_find(loader->root, "settings");
    const struct node *place = node_find(settings, "price_year");
    if (!place) place = node_find(settings, "start_year");
    if (*said || loader->unused) return;
    *said = true;
    loader_error(loader, place ? place->place : (struct place){loader->root->place.source, 0, 0}, "settings.price_year",
                 loader_text(loader, "settings: {price_year: %d}", index->year[index->years - 1]),
                 "the price index %s has no factor for %d, the price year of the results (it has %s)", index->name,
                 year, years_of(loader, index));
}

bool price_scale(struct loader *loader, const struct node *node, const char *path, struct quantity *quantity)
{
    if (quantity->price_year == 0) {
        const struct node *const index = node_find(node, "price_index");
        if (index)
            loader_error(loader, index->key_place, loader_path(loader, path, "price_index"),
                         "add the year of the money: price_year", "stands without price_year");
        return !index;
    }
    if (quantity->unit != UNIT_COUNT && !unit_is_money(quantity->unit)) {
        const struct node *const said = node_find(node, "price_year");
        loader_error(loader, node_place(said ? said : node), loader_path(loader, path, "price_year"), NULL,
                     "only money has a price year (the unit is %s)",
                     unit_text(loader->arena, quantity->unit, loader->scenario->settings.currency));
        return false;
    }
    if (quantity->price_year == loader->scenario->settings.price_year && !quantity->price_index) return true;
    const struct price_index *const index = choose(loader, node, path, quantity->price_index);
    double from, to;
    if (!index || index->years == 0) return false;
    if (!factor_find(index, quantity->price_year, &from)) {
        refuse_year(loader, index, quantity->price_year, node, path);
        return false;
    }
    quantity->price_index = index->name;
    if (factor_find(index, loader->scenario->settings.price_year, &to))
        quantity->scale = from / to;
    else
        refuse_price_year(loader, index);
    return true;
}
