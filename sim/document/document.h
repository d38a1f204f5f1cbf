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
    DOCUMENT_VERDICT,  /* a sentence of the answer that stands for all of it: the heading of a page */
    DOCUMENT_HEADLINE, /* a sentence of the answer */
    DOCUMENT_DETAIL,   /* the range and the year that belong to the headline before */
    DOCUMENT_LINE,     /* a sentence that belongs to the answer: who pays */
    DOCUMENT_ITEM,     /* one of a list: an alternative */
    DOCUMENT_WARNING,  /* what the reader must know before the figures */
    DOCUMENT_HEADING,  /* of the paragraphs that follow */
    DOCUMENT_FACT,     /* one of what was understood: a line of its own, however long */
    DOCUMENT_PARAGRAPH,
    DOCUMENT_ASIDE,      /* the same, beside the heading where there is room */
    DOCUMENT_SUBHEADING, /* of what follows within a heading */
    DOCUMENT_STEP,       /* the same, one of those that are done after each other */
    DOCUMENT_QUOTE,      /* a paragraph to be taken over as it stands */
    DOCUMENT_CODE,       /* what is typed */
    DOCUMENT_NOTE,       /* to the table before: how to read it, what it leaves out */
    DOCUMENT_TABLE,
    DOCUMENT_CHART, /* the place of a chart: text leaves it out */
    DOCUMENT_KINDS
};

enum { DOCUMENT_SKETCH = 48 };

/* How likely which values are, as a page draws it small beside the words: heights over equal steps from low to high,
 * the greatest 1, and the range that nine values in ten lie in. */
struct document_sketch {
    double low, high, from, to;
    double height[DOCUMENT_SKETCH];
    const char *low_text, *high_text;
};

/* A cell as people read it, and the numbers behind it: none (text alone), one, or the ends of a range. The text says
 * them as far as their errors allow; a text that begins with "<", ">" or words like them is a bound. An error is finite
 * and at least 0 (exact), or NAN: none is known. A calendar year is a number without a unit. */
struct document_cell {
    const char *text;
    int numbers; /* 0, 1, 2 */
    enum unit unit;
    struct estimate number[2];            /* [numbers] */
    const struct document_sketch *sketch; /* NULL: none */
};

/* Texts stand to the left, figures (also "no limit", "–", nothing) to the right. */
enum document_content { DOCUMENT_TEXTS, DOCUMENT_FIGURES };

struct document_column {
    const char *id; /* the same in every language and version: "mean"; no two of a table are alike */
    const char *title;
    enum document_content holds;
};

struct document_row {
    bool total;                       /* set apart from the rows above */
    const struct document_cell *cell; /* [columns] */
    struct document_row *next;
};

/* What a table is, where a page shows it otherwise than as rows and columns. */
enum document_look {
    DOCUMENT_ROWS,
    DOCUMENT_LEDGER,    /* amounts that add up: what, amount */
    DOCUMENT_KEY_FACTS, /* the few figures that come first: what, figure, sentence */
    DOCUMENT_TERMS,     /* term, what it is */
    DOCUMENT_COUNTS,    /* figure, of what */
    DOCUMENT_CARDS,     /* a paragraph a row: name, value, then lines */
    DOCUMENT_BEHIND,    /* the figures of the chart before */
    DOCUMENT_LOOKS
};

struct document;

struct document_table {
    struct document *document;
    enum document_look look;
    const char *id; /* the same in every language and version: "net_savings"; no two of a document are alike */
    const char *title;
    double
        scale; /* texts of its money are in so many units of the currency, as the title says; 0: they say their own */
    size_t columns, room;
    struct document_column *column; /* [columns] */
    size_t rows;
    struct document_row *first, *last;
};

struct document_block {
    enum document_kind kind;
    const char *text;             /* of a chart: its name; NULL for a table */
    struct document_table *table; /* of a table alone */
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
void document_add_column(struct document_table *table, const char *id, const char *title, enum document_content holds);
/* cell[columns] is copied; a NULL text in a cell means that memory ran out. */
void document_add_row(struct document *document, struct document_table *table, bool total,
                      const struct document_cell *cell);

/* Gives a chart its place: after the table of that id and its notes; where the answer ends if `after` is NULL. False
 * where there is no such table: then it has no place. */
bool document_place_chart(struct document *document, const char *chart, const char *after);

/* Whether a chart has a place. */
bool document_has_chart(const struct document *document, const char *chart);

/* NULL: there is no table of that id. */
struct document_table *document_table_of(const struct document *document, const char *id);

/* Whether some column has a title. */
bool document_table_has_head(const struct document_table *table);

/* Takes over the table of that id from another document of the same arena, with its notes, as `look` shows it. Nothing
 * where there is no such table. */
void document_take_table(struct document *document, const struct document *from, const char *id,
                         enum document_look look);
/* Takes over the blocks of one kind that stand before the first table or heading, as another kind. */
void document_take_answer(struct document *document, const struct document *from, enum document_kind kind,
                          enum document_kind as);
/* Takes over what follows the heading of that text, up to the next one. */
void document_take_part(struct document *document, const struct document *from, const char *heading);

/* STATUS_MEMORY if anything failed on the way. */
enum status document_check(const struct document *document, struct error *err);

#endif
