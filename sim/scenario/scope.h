/* The scope of a cost figure: its basis and who bears it. A source that states a cost states these too, so they may
 * stand with an assumption, and with each of its alternatives; an item whose cost is that assumption takes them from
 * there. */
#ifndef HYOTY_SCENARIO_SCOPE_H
#define HYOTY_SCENARIO_SCOPE_H

#include "sim/base/error.h"
#include "sim/scenario/node.h"

/* Copies `basis` and `payers` of the assumptions in use to the items of the tree that take their cost from them and do
 * not state these keys. An item that does, although an alternative brings its own, is a mistake. */
enum status scope_resolve(struct arena *arena, struct node *root, struct diagnostics *diagnostics);

#endif
