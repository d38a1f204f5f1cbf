/* Names that the user gave to items. A misspelt one makes a new item where it should have changed an old one. */
#ifndef HYOTY_SCENARIO_NAMES_H
#define HYOTY_SCENARIO_NAMES_H

#include "sim/scenario/loader.h"

/* Whether the items on the way of an option's path exist in `root`. One that does not is a mistake (STATUS_SCENARIO)
 * unless the path ends with it and `value` is a whole one, a map. `place` is that of the path, `file` that of the
 * scenario. STATUS_MEMORY. */
enum status names_check_path(struct arena *arena, const struct node *root, const char *path, const struct node *value,
                             struct place place, const char *file, struct diagnostics *diagnostics);

/* Warns of what looks misspelt in a scenario that extends another: an item that only it has and that is not whole, and
 * an assumption that nothing uses beside one of nearly the same name. */
void names_check_added(struct loader *loader);

#endif
