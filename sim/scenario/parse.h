/* From YAML text to a tree of nodes, with limits that keep a hostile file harmless. */
#ifndef HYOTY_SCENARIO_PARSE_H
#define HYOTY_SCENARIO_PARSE_H

#include "sim/base/error.h"
#include "sim/scenario/node.h"

enum {
    PARSE_BYTES = 1 << 20, /* of one file */
    PARSE_DEPTH = 32,      /* of maps and lists in each other */
    PARSE_NODES = 200000,  /* values in one file */
    PARSE_SCALAR = 65536,  /* bytes of one text */
    PARSE_KEY = 256,       /* bytes of one key */
    PARSE_MISTAKES = 200   /* reported; then one line says that there are more */
};

/* A source whose text is known to be UTF-8 without control characters. Takes away a byte order mark. Where the text
 * is something else (Latin-1, UTF-16, binary) or longer than `limit` bytes, *out holds a printable copy, a diagnostic
 * is added and the status is STATUS_SCENARIO. STATUS_MEMORY. */
enum status source_make(struct arena *arena, const char *name, const char *text, size_t length, size_t limit, int order,
                        struct source **out, struct diagnostics *diagnostics);

/* Whether a text that was written with escapes ("\x1b") holds no character that source_make would refuse; a mistake at
 * `place` if it does. */
bool text_check(const char *text, size_t length, struct place place, struct diagnostics *diagnostics);

/* Parses the text of a source from byte `from` on, which stands in its first line when it is not 0. Exactly one
 * document; no directives, tags, anchors, aliases or merge keys. Mistakes become diagnostics and STATUS_SCENARIO;
 * STATUS_MEMORY. A key that is given twice is a mistake too, but the tree is made. An empty document is an empty map.
 */
enum status yaml_parse(struct arena *arena, const struct source *source, size_t from, struct node **out,
                       struct diagnostics *diagnostics);

#endif
