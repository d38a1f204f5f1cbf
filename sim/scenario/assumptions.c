/* Named assumptions: read when something uses them, shared by all who do. */
#include <string.h>

#include "sim/scenario/loader.h"
#include "sim/scenario/parse.h"

enum { REFERENCES_MOST = 16 };

static struct assumption *find(const struct loader *loader, const char *name)
{
    for (size_t i = 0; i < loader->assumptions; i++)
        if (strcmp(loader->assumption[i].name, name) == 0) return &loader->assumption[i];
    return NULL;
}

static void unknown_name(struct loader *loader, const struct node *node, const char *path)
{
    struct nearest nearest = nearest_to(node->text + 1);
    const bool shown = loader->diagnostics->errors < PARSE_MISTAKES; /* a flood of names need not be compared */
    for (size_t i = 0; shown && i < loader->assumptions; i++) nearest_offer(&nearest, loader->assumption[i].name);
    const char *hint = loader->assumptions ? NULL : PHRASE("`assumptions:` or an included library defines them");
    if (nearest.best) hint = loader_text(loader, "did you mean `$%s`?", nearest.best);
    loader_error(loader, node->place, path, hint, "there is no assumption of this name (found %-s)",
                 loader_found(loader, node));
}

/* Reads the definition once. `unit` serves where the assumption states none. */
static bool read(struct loader *loader, struct assumption *assumption, enum unit unit, const struct node *user,
                 const char *user_path)
{
    if (assumption->state == ASSUMPTION_READING || loader->references >= REFERENCES_MOST) {
        loader_error(loader, user->place, user_path, NULL,
                     assumption->state == ASSUMPTION_READING ? "%s leads back to itself"
                                                             : "%s is reached through too many references (allowed 16)",
                     user->text);
        return false;
    }
    if (assumption->state != ASSUMPTION_UNREAD) return assumption->state == ASSUMPTION_READ;
    assumption->state = ASSUMPTION_READING;
    loader->references++;
    const struct node *const stated = node_find(assumption->node, "unit");
    const char *const path = loader_path(loader, "assumptions", assumption->name);
    const bool good =
        definition_load(loader, assumption->node, stated ? UNIT_COUNT : unit, NULL, path, &assumption->definition);
    loader->references--;
    assumption->state = good ? ASSUMPTION_READ : ASSUMPTION_WRONG;
    return good;
}

/* The index of the quantity, made at the first use. */
static int settle(struct loader *loader, struct assumption *assumption)
{
    if (assumption->quantity >= 0) return assumption->quantity;
    assumption->used = assumption->used || !loader->unused;
    if (assumption->definition.alias >= 0)
        assumption->quantity = assumption->definition.alias;
    else
        assumption->quantity =
            definition_settle(loader, &assumption->definition, loader_path(loader, "assumptions", assumption->name));
    return assumption->quantity;
}

static int reach(struct loader *loader, const struct node *node, enum unit unit, const char *path,
                 struct assumption **out)
{
    struct assumption *const assumption = find(loader, node->text + 1);
    *out = assumption;
    if (!assumption) {
        unknown_name(loader, node, path);
        return -1;
    }
    if (!read(loader, assumption, unit, node, path)) return -1;
    const int index = settle(loader, assumption);
    const struct quantity *const quantity = loader_quantity(loader, index);
    if (!quantity || unit == UNIT_COUNT) return index;
    if (quantity->unit == UNIT_COUNT) loader->quantity[index].unit = unit;
    if (unit_fits(quantity->unit, unit)) return index;
    const char *const currency = loader->scenario->settings.currency;
    loader_error(loader, node->place, path, NULL, "the unit of %s does not fit (found %s, needed %s)", node->text,
                 unit_text(loader->arena, quantity->unit, currency), unit_text(loader->arena, unit, currency));
    return -1;
}

int assumption_quantity(struct loader *loader, const struct node *node, enum unit unit, const char *path)
{
    struct assumption *assumption;
    return reach(loader, node, unit, path, &assumption);
}

int assumption_use(struct loader *loader, const struct field *field, const struct node *node, const char *path)
{
    struct assumption *assumption;
    const int index = reach(loader, node, field->unit, path, &assumption);
    if (index < 0) return -1;
    bool good = support_check(loader, field, node, path, &loader->quantity[index]);
    for (size_t i = 0; i < assumption->definition.alternatives; i++)
        good = support_check(loader, field, node, path, &assumption->definition.alternative[i].quantity) && good;
    return good ? index : -1;
}

static void assumptions_load(struct loader *loader, const struct field *field, const struct node *node,
                             const char *path, void *record)
{
    (void)field;
    (void)record;
    if (!node || !loader_expect(loader, node, NODE_MAP, path, "a map from names to quantities")) return;
    if (node->count > ASSUMPTIONS_MOST) {
        loader_error(loader, node_place(node), path, NULL, "too many (found %zu, allowed %d)", node->count,
                     ASSUMPTIONS_MOST);
        return;
    }
    loader->assumption = loader_need(loader, ARENA_ARRAY(loader->arena, node->count, struct assumption));
    if (!loader->assumption) return;
    for (const struct node *member = node->first; member; member = member->next) {
        name_check(loader, member, loader_path(loader, path, member->key));
        loader->assumption[loader->assumptions++] =
            (struct assumption){.name = member->key, .node = member, .quantity = -1};
    }
}

void assumptions_finish(struct loader *loader)
{
    loader->unused = true;
    loader->difference = false;
    for (size_t i = 0; i < loader->assumptions && !loader->exhausted; i++) {
        struct assumption *const assumption = &loader->assumption[i];
        if (assumption->state == ASSUMPTION_UNREAD) read(loader, assumption, UNIT_COUNT, assumption->node, "");
    }
}

const struct kind kind_assumptions = {"map of names to quantities", assumptions_load, show_assumptions};
