/* Changing a tree: merging one over another, setting a value by its path. */
#ifndef HYOTY_SCENARIO_MERGE_H
#define HYOTY_SCENARIO_MERGE_H

#include "sim/base/error.h"
#include "sim/scenario/node.h"

/* Lays `over` on `base`, key by key: maps merge, everything else replaces, null removes. A distribution of another
 * kind replaces the one that stands there. `base` is changed and keeps nodes of both. Null where there is nothing to
 * remove is a mistake. */
void node_merge(struct node *base, struct node *over, struct diagnostics *diagnostics);

/* The next component of a path, copied; *path moves behind it. NULL when out of memory. */
char *path_next(struct arena *arena, const char **path);
/* Characters of UTF-8 text: columns of places. */
int path_characters(const char *text, size_t bytes);

/* A member of a map by its key, an element of a list by its index; NULL if there is none or `node` is NULL. */
struct node *node_step(const struct node *node, const char *key);

/* The node at a path such as "interventions.x.cost.fixed.0"; NULL if there is none or memory ran out. */
struct node *node_by_path(struct arena *arena, const struct node *root, const char *path);

/* Puts `value` at a path, making the maps on the way that are missing; NULL as `value` removes. `column` is the first
 * column of the path in its source: places of new keys. Reports what cannot be (STATUS_SCENARIO, or STATUS_MEMORY). */
enum status node_set(struct arena *arena, struct node *root, const char *path, struct place place, struct node *value,
                     struct diagnostics *diagnostics);

#endif
