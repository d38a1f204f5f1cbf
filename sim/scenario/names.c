#include "sim/scenario/names.h"
#include "sim/scenario/load.h"

#include <string.h>

#include "sim/scenario/merge.h"
#include "sim/scenario/section.h"

enum { NAMES_LISTED = 12 };

/* What is said of the names that there are: all of them, or the first of many. */
static const char *const scenario_has[2] = {PHRASE("the scenario has %s"), PHRASE("the scenario has %s, …")};
static const char *const it_has[2] = {PHRASE("it has %s"), PHRASE("it has %s, …")};

/* "did you mean `b`?", or the names that there are: "the scenario has a, b, c". NULL where there is none. */
static const char *hint_names(struct arena *arena, enum language language, const struct node *map,
                              const struct node *except, const char *name, const char *const has[2])
{
    struct nearest nearest = nearest_to(name);
    struct text_buffer list;
    size_t count = 0;
    text_buffer_init(&list, arena);
    for (const struct node *one = map && map->kind == NODE_MAP ? map->first : NULL; one; one = one->next) {
        if (one == except) continue;
        nearest_offer(&nearest, one->key);
        if (count < NAMES_LISTED) text_buffer_printf(&list, "%s%s", count ? ", " : "", one->key);
        count++;
    }
    if (nearest.best) return phrase_printf(arena, language, "did you mean `%s`?", nearest.best);
    const char *const names = text_buffer_finish(&list);
    if (!names || count == 0) return NULL;
    return phrase_printf(arena, language, has[count > NAMES_LISTED], names);
}

/* --- in options --- */

/* The item `key`, which ends `end` bytes into the path, is not in its map. */
static enum status refuse(struct arena *arena, const struct node *map, const char *key, const char *noun,
                          struct place place, const char *path, size_t end, const char *file,
                          struct diagnostics *diagnostics)
{
    const char *const near = hint_names(arena, diagnostics->language, map, NULL, key, scenario_has);
    const char *const hint = near ? near
                                  : phrase_printf(arena, diagnostics->language,
                                                  "a new one is given whole: " LOAD_SET " '%.*s={…}'", (int)end, path);
    place.column += path_characters(path, end) - path_characters(key, strlen(key));
    diagnostics_add(diagnostics, SEVERITY_ERROR, place, path, hint, "there is no %-s \"%s\" in %s", noun, key, file);
    return STATUS_SCENARIO;
}

enum status names_check_path(struct arena *arena, const struct node *root, const char *path, const struct node *value,
                             struct place place, const char *file, struct diagnostics *diagnostics)
{
    static const char alternative[] = PHRASE("alternative");
    const char *rest = path, *noun = NULL;
    for (const struct node *node = root; *rest;) {
        const char *const start = rest, *const key = path_next(arena, &rest);
        if (!key) return STATUS_MEMORY;
        const struct node *const next = node_step(node, key);
        const bool whole = !*rest && value && (value->kind == NODE_MAP || noun == alternative);
        if (noun && !next && !whole && key[0])
            return refuse(arena, node, key, noun, place, path, (size_t)(start - path) + strlen(key), file, diagnostics);
        const struct items *const items = start == path ? schema_items(key) : NULL;
        noun = items ? items->noun : strcmp(key, "alternatives") == 0 ? alternative : NULL;
        if (!next && !noun) return STATUS_OK; /* a key: the schema knows whether it exists */
        node = next;
    }
    return STATUS_OK;
}

/* --- in scenarios that extend others --- */

static bool is_whole(const struct items *items, const struct node *node)
{
    for (size_t f = 0; items->schema && f < items->schema->fields; f++)
        if (items->schema->field[f].required && !node_find(node, items->schema->field[f].key)) return false;
    for (const char *const *key = items->whole; key && *key; key++)
        if (!node_find(node, *key)) return false;
    return true;
}

static bool is_used(const struct loader *loader, const char *name)
{
    for (size_t a = 0; a < loader->assumptions; a++)
        if (strcmp(loader->assumption[a].name, name) == 0) return loader->assumption[a].used;
    for (size_t p = 0; p < loader->scenario->payers; p++)
        if (strcmp(loader->scenario->payer[p].name, name) == 0) return section_names_payer(loader->scenario, p);
    return true;
}

/* What is whole with little, an assumption or a payer, does nothing where nobody names it; but it may be meant for
 * later unless its name is nearly that of another. */
static bool is_suspect(const struct loader *loader, const struct items *items, const struct node *section,
                       const struct node *node)
{
    struct nearest nearest = nearest_to(node->key);
    if (!is_whole(items, node)) return true;
    if (items != schema_items("assumptions") && items != schema_items("payers")) return false;
    for (const struct node *one = section->first; one; one = one->next)
        if (one != node) nearest_offer(&nearest, one->key);
    return nearest.best && !is_used(loader, node->key);
}

void names_check_added(struct loader *loader)
{
    for (size_t f = 0; f < schema_scenario.fields; f++) {
        const char *const key = schema_scenario.field[f].key;
        const struct items *const items = schema_items(key);
        const struct node *const section = items ? node_find(loader->root, key) : NULL;
        for (const struct node *node = section && section->kind == NODE_MAP ? section->first : NULL; node;
             node = node->next)
            if (node->added && is_suspect(loader, items, section, node))
                loader_warning(
                    loader, node_place(node), loader_path(loader, key, node->key),
                    hint_names(loader->arena, loader->diagnostics->language, section, node, node->key, it_has),
                    "is new here: the scenario that is extended has no %-s of this name", items->noun);
    }
}
