/* The tree of a YAML file: every node knows where it stands. Nodes live in an arena. */
#ifndef HYOTY_SCENARIO_NODE_H
#define HYOTY_SCENARIO_NODE_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/base/arena.h"
#include "sim/base/error.h"
#include "sim/base/text_buffer.h"

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
    enum node_kind kind;
    bool added;             /* an item that only a scenario that extends another has */
    bool inherited;         /* copied from the assumption behind an item's cost (scope.h) */
    bool thinned;           /* a member was taken out: `null` over what was extended, or --set */
    bool quoted;            /* scalar in quotes, or a block text: never a number, switch or null */
    const char *text;       /* scalar, NUL-terminated, no control characters but line ends and tabs */
    const char *key;        /* as a member of a map, else NULL */
    struct place place;     /* of the value */
    struct place key_place; /* of the key; no source for elements of lists */
    size_t count;           /* members of a map or elements of a list */
    struct node *first, *last, *next;
};

/* Appends to a list or a map. */
void node_append(struct node *parent, struct node *child);

/* A member by its key, an element by its index; NULL if there is none or `parent` is NULL or of another kind. */
struct node *node_find(const struct node *parent, const char *key);
struct node *node_at(const struct node *parent, size_t index);

/* Takes a member out; does nothing if it is not there. */
void node_remove(struct node *parent, const struct node *child);

/* Replaces a member by another (which gets the old one's key and position). */
void node_replace(struct node *parent, const struct node *old, struct node *replacement);

/* A deep copy; NULL when out of memory. */
struct node *node_copy(struct arena *arena, const struct node *node);

/* A plain scalar without quotes that means "nothing": empty, null, ~ */
bool node_is_null(const struct node *node);

/* Where a message about the node belongs: its key where it has one, its value where not. */
struct place node_place(const struct node *node);

/* What stands there, for messages: `"0,25"`, "a map", "a list", "nothing"; long texts are cut. */
const char *node_found(struct arena *arena, enum language language, const struct node *node);

/* Flow YAML on one line. */
void node_write(const struct node *node, struct text_buffer *out);
/* The same, but a map without its braces; NULL when out of memory. */
char *node_written(struct arena *arena, const struct node *node);

/* For a line such as "risk:6%" or "risk = 6%": "write `risk: 6%`"; NULL: it is none (hints.c). */
char *hint_colon(struct arena *arena, enum language language, const char *line, size_t length);

/* Column of a blank in the indentation that is no ordinary one, a no-break, figure or narrow space; 0: there is none.
 */
int hint_blank(const char *line, size_t length);

/* Text in double quotes with escapes, so that it reads back as it is. */
void yaml_write_text(struct text_buffer *out, const char *text);

#endif
