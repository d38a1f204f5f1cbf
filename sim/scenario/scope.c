#include "sim/scenario/scope.h"

#include <string.h>

/* Which items take what from the assumption behind which key. */
static const struct {
    const char *section, *cost, *key;
} scope_table[] = {
    {"outcomes", "cost_per_case", "basis"}, {"outcomes", "cost_per_case", "payers"},
    {"outcomes", "annual_cost", "payers"},  {"services", "annual_cost", "payers"},
    {"overheads", "annual_cost", "payers"},
};

enum { REFERENCES_MOST = 16 };

/* The map that defines a cost: it stands there itself, or behind $name; NULL for a plain number. */
static const struct node *definition_of(const struct node *root, const struct node *cost)
{
    for (int i = 0; cost && i < REFERENCES_MOST; i++) {
        const struct node *const value = cost->kind == NODE_MAP ? node_find(cost, "value") : cost;
        const bool reference = value && value->kind == NODE_SCALAR && !value->quoted && value->text[0] == '$';
        if (!reference) return cost->kind == NODE_MAP ? cost : NULL;
        cost = node_find(node_find(root, "assumptions"), value->text + 1);
    }
    return NULL;
}

static const struct node *alternative_in_use(const struct node *definition)
{
    const struct node *const chosen = node_find(definition, "alternative");
    if (!chosen || chosen->kind != NODE_SCALAR) return NULL;
    return node_find(node_find(definition, "alternatives"), chosen->text);
}

/* The first alternative that states the key. */
static const struct node *alternative_with(const struct node *definition, const char *key)
{
    const struct node *const list = node_find(definition, "alternatives");
    for (const struct node *one = list && list->kind == NODE_MAP ? list->first : NULL; one; one = one->next)
        if (node_find(one, key)) return one;
    return NULL;
}

static void refuse_both(struct node *own, const struct node *alternative, const char *section, const struct node *item,
                        struct arena *arena, struct diagnostics *diagnostics)
{
    const char *const path = arena_printf(arena, "%s.%s.%s", section, item->key, own->key);
    diagnostics_add(diagnostics, SEVERITY_ERROR, own->key_place, path,
                    "leave it out here, and let the assumption say it for its own value as well",
                    "the alternative %s of the cost brings its own, which could not take effect", alternative->key);
}

static enum status inherit(struct arena *arena, const struct node *root, const char *section, struct node *item,
                           const char *cost, const char *key, struct diagnostics *diagnostics)
{
    const struct node *const definition = definition_of(root, node_find(item, cost));
    if (!definition) return STATUS_OK;
    const struct node *const alternative = alternative_in_use(definition), *const other =
                                                                               alternative_with(definition, key);
    struct node *const own = node_find(item, key);
    if (own && other) refuse_both(own, other, section, item, arena, diagnostics);
    if (own) return STATUS_OK;
    const struct node *scope = node_find(alternative, key);
    if (!scope) scope = node_find(definition, key);
    if (!scope) return STATUS_OK;
    struct node *const copy = node_copy(arena, scope);
    if (!copy) return STATUS_MEMORY;
    copy->inherited = true;
    node_append(item, copy);
    return STATUS_OK;
}

enum status scope_resolve(struct arena *arena, struct node *root, struct diagnostics *diagnostics)
{
    for (size_t i = 0; i < sizeof scope_table / sizeof *scope_table; i++) {
        const struct node *const section = node_find(root, scope_table[i].section);
        if (!section || section->kind != NODE_MAP) continue;
        for (struct node *item = section->first; item; item = item->next)
            if (item->kind == NODE_MAP)
                TRY(inherit(arena, root, scope_table[i].section, item, scope_table[i].cost, scope_table[i].key,
                            diagnostics));
    }
    return STATUS_OK;
}
