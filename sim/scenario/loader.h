/* What the files that load parts of a scenario share. Inside sim/scenario only. */
#ifndef HYOTY_SCENARIO_LOADER_H
#define HYOTY_SCENARIO_LOADER_H

#include "sim/base/error.h"
#include "sim/base/nearest.h"
#include "sim/base/text_buffer.h"
#include "sim/scenario/files.h"
#include "sim/scenario/node.h"
#include "sim/scenario/number.h"
#include "sim/scenario/scenario.h"
#include "sim/scenario/schema.h"

/* A definition of a quantity, before it becomes one. */
struct definition {
    struct quantity quantity;
    const struct node *node;
    int alias; /* quantity that `value: $name` leads to, else -1 */
    size_t alternatives;
    struct definition *alternative; /* [alternatives] */
};

enum assumption_state { ASSUMPTION_UNREAD, ASSUMPTION_READING, ASSUMPTION_READ, ASSUMPTION_WRONG };

struct assumption {
    const char *name;
    const struct node *node;
    enum assumption_state state;
    bool used;
    struct definition definition;
    int quantity; /* once used; -1 before */
};

struct loader {
    struct arena *arena;
    struct diagnostics *diagnostics;
    struct files *files; /* where CSV files come from */
    struct scenario *scenario;
    const struct node *root;
    struct quantity *quantity; /* [quantities], room for `room` */
    size_t quantities, room;
    struct alternative *alternative;
    size_t alternatives, alternative_room;
    struct assumption *assumption;
    size_t assumptions;
    struct price_index *price_index;
    bool *price_index_short; /* it was said to lack the scenario's price year */
    size_t price_indices;
    const struct curve *curve; /* concentrations that were solved, for those who want the same */
    int references;            /* depth of $name leading to $name */
    struct place here;         /* of the record that is being loaded */
    bool payers_stated;        /* the file has a section payers */
    bool difference;           /* the key that is being read holds a difference of shares, which may be below 0 */
    bool unused;               /* assumptions that nothing uses are being read */
    bool exhausted;            /* memory ran out: everything is given up at the end */
};

/* Remembers that memory ran out; returns its argument. */
void *loader_need(struct loader *loader, void *memory);

/* Adds a mistake (or a warning); path and hint may be NULL. After PARSE_MISTAKES of them only one more line. */
void loader_error(struct loader *loader, struct place place, const char *path, const char *hint, const char *format,
                  ...) __attribute__((format(printf, 5, 6)));
void loader_warning(struct loader *loader, struct place place, const char *path, const char *hint, const char *format,
                    ...) __attribute__((format(printf, 5, 6)));

/* A text in the language of the messages (phrase_printf); NULL when out of memory, which is remembered. */
const char *loader_text(struct loader *loader, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* "path.key"; "key" where the path is empty; never NULL. */
const char *loader_path(struct loader *loader, const char *path, const char *key);
const char *loader_path_index(struct loader *loader, const char *path, size_t index);

/* What stands at a node, for messages. */
const char *loader_found(struct loader *loader, const struct node *node);

/* Whether the node is of a kind; reports if not: "must be a map such as …", a PHRASE */
bool loader_expect(struct loader *loader, const struct node *node, enum node_kind kind, const char *path,
                   const char *wanted);

/* Loads a record by its schema: unknown keys, missing keys, every row, then `finish`. node NULL: all defaults. */
void record_load(struct loader *loader, const struct schema *schema, const struct node *node, const char *path,
                 void *record);

/* Names are letters, digits, _ and -, and start with a letter. */
bool name_check(struct loader *loader, const struct node *member, const char *path);

/* Array of `count` elements of `size` bytes that grows to hold one more; NULL when out of memory. */
void *loader_grow(struct loader *loader, void *array, size_t count, size_t *room, size_t size);

/* --- numbers --- */
/* The greatest amount of money that a scenario may hold; a double still knows the cents of a hundredth of it. */
#define MONEY_MOST 1e15
/* Reads one number of a unit; reports and returns false where it is none or does not fit. */
bool number_load(struct loader *loader, const struct node *node, enum unit unit, const char *path, double *out);
/* Checks a number against a row's bounds. */
bool number_check(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                  double value);
/* The same of a whole number, within the row's bounds. */
bool whole_number_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                       double *out);
/* "0 .. 100%", "above 0", "at least 0" */
char *bounds_text(struct arena *arena, enum language language, const struct field *field);

/* A list of numbers: out_value[*out_count] in the arena. */
bool numbers_load(struct loader *loader, const struct node *list, const struct field *field, const char *path,
                  size_t most, double **out_value, size_t *out_count);

/* The numbers of {file:, column:, values:} */
bool sample_load(struct loader *loader, const struct node *map, enum unit unit, const char *path, double **out_value,
                 size_t *out_count);

/* --- quantities --- */
/* Loads the quantity of a field: its index, or -1 after a mistake. node NULL: the default, or -1 where there is none.
 */
int quantity_load(struct loader *loader, const struct field *field, const struct node *node, const char *path);
/* Reads a definition without making a quantity of it. unit UNIT_COUNT: not known. */
bool definition_load(struct loader *loader, const struct node *node, enum unit unit, const struct field *field,
                     const char *path, struct definition *out);
/* Makes a quantity of a definition (that is no alias) and lists its alternatives. -1 when out of memory. */
int definition_settle(struct loader *loader, struct definition *definition, const char *path);
/* Checks that a distribution stays inside a field's bounds; cuts off less than a millionth with a warning. */
bool support_check(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                   struct quantity *quantity);
/* Reads the distribution forms of a map: {pert: {…}}, {low: …, high: …}. */
bool distribution_load(struct loader *loader, const struct node *map, enum unit unit, const char *path,
                       struct distribution *out, const char **out_reading);
/* What was stated of a distribution, and what was made of it. */
struct stated {
    const struct distribution_argument *argument; /* [count] */
    size_t count;
    const char *word[2]; /* what the writer calls the two quantiles; NULL: by their names */
    const struct distribution *distribution;
    enum unit unit;
    struct place place;
    const char *path;
};
/* Warns where what is drawn differs from what was stated by more than 5 % of the width. */
void stated_check(struct loader *loader, const struct stated *stated);
/* The quantity of $name for a field; -1 after a mistake. */
int assumption_use(struct loader *loader, const struct field *field, const struct node *node, const char *path);
/* The quantity that `value: $name` leads to, without the checks of a field. */
int assumption_quantity(struct loader *loader, const struct node *node, enum unit unit, const char *path);
/* After everything is loaded: reads the assumptions that nothing uses, for their mistakes alone. */
void assumptions_finish(struct loader *loader);
const struct quantity *loader_quantity(const struct loader *loader, int index); /* NULL: out of range */
/* Factor that brings the quantity's money to the scenario's price year; fills quantity->scale. */
bool price_scale(struct loader *loader, const struct node *node, const char *path, struct quantity *quantity);

/* --- checks between sections --- */
void scenario_check(struct loader *loader);

/* --- did you mean --- */
/* "did you mean `x`?", or `otherwise` where nothing is near. */
const char *nearest_hint(struct loader *loader, const struct nearest *nearest, const char *otherwise);

/* --- what people write by habit (hints.c); NULL: no hint --- */
/* For a number of a unit that cannot be read: "write 0.25", "in years: write 0.5 years". */
const char *hint_number(struct loader *loader, const char *text, enum unit unit);
/* For a quantity: "write {low: 5%, high: 10%}, which is a 90% range", "write {normal: {mean: 0.06, sd: 0.01}}". */
const char *hint_quantity(struct loader *loader, const char *text);
/* An entry of a map that is what stands behind a decimal comma. */
const char *hint_comma(const struct node *map, const struct node *member);
/* For {mean: 6%, sd: 1%}: the distributions that these values give, within the field's bounds (NULL: not known). */
const char *hint_nameless(struct loader *loader, const struct node *map, enum unit unit, const struct field *field);
/* A time in months, weeks or days, in years. */
bool hint_years(const char *text, double *out);

/* --- printing --- */
struct printer {
    struct text_buffer out;
    const struct scenario *scenario;
    int indent;
};

void record_show(struct printer *printer, const struct schema *schema, const void *record);
void show_key(struct printer *printer, const char *key); /* indentation, key, colon */
void show_line(struct printer *printer, const char *key, const char *value);
void show_number(struct printer *printer, double value);
void show_text(struct printer *printer, const struct text *text);
/* ", KEY: TEXT" in a flow map; nothing where the text is empty. */
void show_text_after(struct printer *printer, const char *key, const struct text *text);
void show_quantity(struct printer *printer, int index); /* on one line, $name for an assumption */
void show_assumptions(struct printer *printer, const struct field *field, const void *record);

#endif
