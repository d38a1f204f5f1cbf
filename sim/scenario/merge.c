#include "sim/scenario/merge.h"
#include "sim/scenario/load.h"

#include <stdlib.h>
#include <string.h>

#include "sim/scenario/number.h"
#include "sim/scenario/schema.h"

/* --- merging --- */

/* Keys whose maps hold names that the user chose: there, a key is never a form of a value. */
static bool holds_names(const char *key)
{
    static const char *const keys[] = {"effects", "dirichlet", "alternatives"};
    if (key && schema_items(key)) return true;
    for (size_t i = 0; key && i < sizeof keys / sizeof *keys; i++)
        if (strcmp(key, keys[i]) == 0) return true;
    return false;
}

/* A key that says the value of a quantity; those that belong together have the same answer. NULL for others. */
static const char *form_of(const char *key)
{
    if (strcmp(key, "value") == 0) return "value";
    if (strcmp(key, "high") == 0) return "low";
    if (strcmp(key, "ci95") == 0) return "estimate";
    if (strcmp(key, "min") == 0 || strcmp(key, "max") == 0) return NULL;
    const struct field *const field = schema_find(&schema_distribution, key);
    return field ? field->key : NULL;
}

static const char *form_in(const struct node *map)
{
    const char *form = NULL;
    for (const struct node *member = map->first; member && !form; member = member->next)
        if (!node_is_null(member)) form = form_of(member->key);
    return form;
}

/* Takes the old value of a quantity out of the base where the new one is written in another form. */
static void drop_other_forms(struct node *base, const struct node *over)
{
    const char *const form = form_in(over);
    if (!form || holds_names(over->key) || !form_in(base)) return;
    for (struct node *member = base->first, *next; member; member = next) {
        next = member->next;
        const char *const other = form_of(member->key);
        if (other && strcmp(other, form) != 0) node_remove(base, member);
    }
}

/* Remembers which items are new: a member of a section, or all of a section that the base has not. */
static void mark_added(struct node *member, const char *path)
{
    member->added = schema_items(path) != NULL;
    const bool section = !path[0] && schema_items(member->key) && member->kind == NODE_MAP;
    for (struct node *item = section ? member->first : NULL; item; item = item->next) item->added = true;
}

static void merge_maps(struct node *base, struct node *over, const char *path, struct diagnostics *diagnostics);

static void merge_member(struct node *base, struct node *member, const char *path, struct diagnostics *diagnostics)
{
    struct node *const old = node_find(base, member->key);
    const char *const joined = arena_printf(diagnostics->arena, "%s%s%s", path, path[0] ? "." : "", member->key);
    const char *const at = joined ? joined : member->key;
    if (node_is_null(member)) {
        if (old)
            node_remove(base, old);
        else
            diagnostics_add(diagnostics, SEVERITY_ERROR, member->key_place, at, NULL,
                            "null removes what the other scenario has, and there is nothing");
    } else if (!old) {
        mark_added(member, path);
        node_append(base, member);
    } else if (old->kind == NODE_MAP && member->kind == NODE_MAP) {
        old->key_place = member->key_place;
        merge_maps(old, member, at, diagnostics);
    } else {
        node_replace(base, old, member);
    }
}

static void merge_maps(struct node *base, struct node *over, const char *path, struct diagnostics *diagnostics)
{
    if (base->key) drop_other_forms(base, over);
    for (struct node *member = over->first, *next; member; member = next) {
        next = member->next;
        merge_member(base, member, path, diagnostics);
    }
}

void node_merge(struct node *base, struct node *over, struct diagnostics *diagnostics)
{
    merge_maps(base, over, "", diagnostics);
}

/* --- paths --- */

struct node *node_step(const struct node *node, const char *key)
{
    uint64_t index;
    if (node && node->kind == NODE_LIST) return number_parse_seed(key, &index) ? node_at(node, (size_t)index) : NULL;
    return node_find(node, key);
}

int path_characters(const char *text, size_t bytes)
{
    int n = 0;
    for (size_t i = 0; i < bytes; i++) n += ((unsigned char)text[i] & 0xC0U) != 0x80U;
    return n;
}

char *path_next(struct arena *arena, const char **path)
{
    const size_t length = strcspn(*path, ".");
    char *const key = arena_strndup(arena, *path, length);
    *path += length + ((*path)[length] == '.' && (*path)[length + 1] != '\0');
    return key;
}

struct node *node_by_path(struct arena *arena, const struct node *root, const char *path)
{
    const struct node *node = root;
    while (node && *path) {
        const char *const key = path_next(arena, &path);
        node = key ? node_step(node, key) : NULL;
    }
    return (struct node *)(uintptr_t)node;
}

static enum status refuse(struct diagnostics *diagnostics, struct place place, const char *path, const char *what,
                          const char *hint)
{
    diagnostics_add(diagnostics, SEVERITY_ERROR, place, path, hint, "%-s", what);
    return STATUS_SCENARIO;
}

/* Puts the value into its map or list. */
static enum status set_last(struct node *parent, const char *key, struct place place, struct node *value,
                            const char *path, struct diagnostics *diagnostics)
{
    struct node *const old = node_step(parent, key);
    if (!value) {
        if (!old) return refuse(diagnostics, place, path, PHRASE("there is nothing to remove"), NULL);
        node_remove(parent, old);
        return STATUS_OK;
    }
    value->key = parent->kind == NODE_MAP ? key : NULL;
    value->key_place = parent->kind == NODE_MAP ? place : (struct place){NULL, 0, 0};
    if (old)
        node_replace(parent, old, value);
    else if (parent->kind == NODE_MAP)
        node_append(parent, value);
    else
        return refuse(diagnostics, place, path, PHRASE("the list has no such element"),
                      PHRASE("elements are counted from 0"));
    return STATUS_OK;
}

/* The map or list of a key on the way, made where it is missing. */
static enum status descend(struct arena *arena, struct node **node, const char *key, struct place place,
                           const char *path, struct diagnostics *diagnostics)
{
    struct node *next = node_step(*node, key);
    if (!next && (*node)->kind == NODE_LIST)
        return refuse(diagnostics, place, path, PHRASE("the list has no such element"),
                      PHRASE("elements are counted from 0"));
    if (!next) {
        next = ARENA_NEW(arena, struct node);
        if (!next) return STATUS_MEMORY;
        *next = (struct node){.kind = NODE_MAP, .text = "", .key = key, .place = place, .key_place = place};
        node_append(*node, next);
    }
    if (next->kind == NODE_SCALAR)
        return refuse(diagnostics, place, path, PHRASE("leads into a value that has no parts"),
                      PHRASE("replace the whole: " LOAD_SET " PATH={value: ..., source: ...}"));
    *node = next;
    return STATUS_OK;
}

enum status node_set(struct arena *arena, struct node *root, const char *path, struct place place, struct node *value,
                     struct diagnostics *diagnostics)
{
    enum { DEEPEST = 32 };
    const char *rest = path;
    struct node *node = root;
    for (int depth = 0; depth < DEEPEST; depth++) {
        const char *const start = rest, *const key = path_next(arena, &rest);
        if (!key) return STATUS_MEMORY;
        place.column += start == path ? 0 : 1;
        if (!key[0] || strcmp(rest, ".") == 0)
            return refuse(diagnostics, place, path, PHRASE("an empty name in the path"),
                          LOAD_SET " interventions.x.uptake=30%");
        if (!*rest) return set_last(node, key, place, value, path, diagnostics);
        TRY(descend(arena, &node, key, place, path, diagnostics));
        place.column += path_characters(key, strlen(key));
    }
    return refuse(diagnostics, place, path, PHRASE("the path is too deep"), NULL);
}
