/* A neutral document: what is to be said, in one language, before any renderer decides how it looks. */
#ifndef HYOTY_DOCUMENT_DOCUMENT_H
#define HYOTY_DOCUMENT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/base/arena.h"
#include "sim/base/error.h"
#include "sim/base/language.h"
#include "sim/numeric/statistics.h"
#include "sim/scenario/scenario.h"

enum document_kind {
    DOCUMENT_HEADLINE, /* a sentence of the answer */
    DOCUMENT_DETAIL,   /* the range and the year that belong to the headline before */
    DOCUMENT_LINE,     /* a sentence that belongs to the answer: who pays */
    DOCUMENT_ITEM,     /* one of a list: an alternative */
    DOCUMENT_WARNING,  /* what the reader must know before the figures */
    DOCUMENT_HEADING,  /* of the paragraphs that follow */
    DOCUMENT_PARAGRAPH,
    DOCUMENT_TABLE,
    DOCUMENT_KINDS
};

enum document_align { DOCUMENT_LEFT, DOCUMENT_RIGHT };

/* A cell as people read it, and the number behind it (has_number false: text alone). */
struct document_cell {
    const char *text;
    bool has_number;
    enum unit unit;
    struct estimate number;
};

struct document_column {
    const char *title;
    enum document_align align;
};

struct document_row {
    bool total;                       /* set apart from the rows above */
    const struct document_cell *cell; /* [columns] */
    struct document_row *next;
};

struct document;

struct document_table {
    struct document *document;
    const char *id; /* constant, for renderers and tests: "net_savings" */
    const char *title;
    size_t columns, room;
    struct document_column *column; /* [columns] */
    size_t rows;
    struct document_row *first, *last;
};

struct document_block {
    enum document_kind kind;
    const char *text;             /* NULL for a table */
    struct document_table *table; /* NULL for a text */
    struct document_block *next;
};

struct document {
    struct arena *arena;
    enum language language;
    const char *title;
    struct document_block *first, *last;
    bool failed; /* memory ran out: sticks, so that one check at the end is enough */
};

void document_init(struct document *document, struct arena *arena, enum language language, const char *title);

/* Adds a text; a NULL text means that memory ran out. An empty text is left out. */
void document_say(struct document *document, enum document_kind kind, const char *text);

/* Adds an empty table; NULL when memory ran out (the functions below accept that). */
struct document_table *document_add_table(struct document *document, const char *id, const char *title);
void document_add_column(struct document_table *table, const char *title, enum document_align align);
/* cell[columns] is copied; a NULL text in a cell means that memory ran out. */
void document_add_row(struct document *document, struct document_table *table, bool total,
                      const struct document_cell *cell);

/* STATUS_MEMORY if anything failed on the way. */
enum status document_check(const struct document *document, struct error *err);

#endif
