/* The keys of a scenario file as tables: one row is all that a key needs. The loader, the printer of `hyoty show`, the
 * "did you mean" hints and the reference page all read the same rows. */
#ifndef HYOTY_SCENARIO_SCHEMA_H
#define HYOTY_SCENARIO_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/base/arena.h"
#include "sim/scenario/node.h"
#include "sim/scenario/scenario.h"

struct loader;
struct printer;
struct field;

/* How a value is read and printed. Open set: a new kind is one such constant. */
struct kind {
    const char *noun; /* for the reference page: "quantity", "yes or no" */
    /* node NULL: the key is absent, take the default or "nothing" (quantity -1). Mistakes are reported. */
    void (*load)(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                 void *record);
    /* Prints "key: value" with its indentation, or nothing where there is nothing to say. NULL: never printed. */
    void (*show)(struct printer *printer, const struct field *field, const void *record);
};

struct field {
    const char *key;
    const struct kind *kind;
    enum unit unit;
    double least, most; /* allowed; of a distribution, all of it */
    bool above;         /* `least` itself is not allowed */
    bool required;
    const char *fallback; /* the default, as it would be written */
    const char *word;     /* a word that may stand for a number, "none", … */
    double word_value;    /* … and the value it stands for */
    size_t offset;        /* in the record */
    size_t count_offset;  /* of the length, where the value is an array */
    const void *detail;   /* of the kind: a struct schema, a struct items, NULL-terminated names */
    const char *help;     /* one sentence, with a full stop */
};

struct schema {
    const char *title; /* "interventions.NAME.target" */
    const char *help;
    const struct field *field;
    size_t fields;
    /* What the rows cannot say: defaults that depend on other keys, checks between keys. NULL where nothing. */
    void (*finish)(struct loader *loader, const struct node *node, const char *path, void *record);
};

/* A map of names to records. Every record starts with its name and its label, like struct group. */
struct items {
    const struct schema *schema;
    size_t size;              /* of a record */
    const char *noun;         /* "intervention" */
    const char *const *whole; /* NULL or NULL-terminated: keys beside the required ones without which it does little */
};

enum {
    ITEMS_MOST = 64,
    INTERVENTIONS_OF_A_GROUP = 12,
    ASSUMPTIONS_MOST = 2000,
    YEARS_MOST = 200,
    NAME_LONGEST = 64,
    SAMPLE_MOST = 50000
};

extern const struct schema schema_scenario, schema_library, schema_quantity, schema_distribution, schema_part;
extern const struct schema schema_empirical, schema_discrete, schema_price_index, schema_concentration;
extern const struct schema schema_effect[EFFECT_TARGETS];
extern const struct schema schema_correlation;

extern const struct kind kind_quantity, kind_quantities, kind_integer, kind_count, kind_seed, kind_text, kind_string,
    kind_switch, kind_choice, kind_currency, kind_map, kind_items, kind_payer_list, kind_payers, kind_cost_payers,
    kind_groups, kind_group, kind_concentration, kind_discount, kind_case_cost, kind_basis, kind_profile,
    kind_case_duration, kind_start, kind_fixed_cost, kind_effects, kind_correlations, kind_assumptions,
    kind_price_indices, kind_node, kind_form, kind_distribution, kind_format;

/* Row of a key, NULL if there is none. */
const struct field *schema_find(const struct schema *schema, const char *key);

/* What a section holds whose members the user names; NULL where the keys are fixed. */
const struct items *schema_items(const char *section);

/* The reference page in Markdown, made from the tables; NULL when out of memory. */
char *schema_reference(struct arena *arena, enum language language);

#endif
