/* What `hyoty value` says: the document, and what its parts and charts share. */
#ifndef HYOTY_REPORT_VALUE_REPORT_H
#define HYOTY_REPORT_VALUE_REPORT_H

#include "sim/analysis/value.h"
#include "sim/document/document.h"
#include "sim/words/format.h"
#include "sim/words/words.h"

/* Which decision is best as things stand, what knowing more is worth, tables, and what they rest on. */
enum status value_build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                        struct error *err);

/* --- shared by its parts --- */

struct value_builder {
    const struct value *value;
    struct document *document;
    struct format format;
    enum language language;
};

struct value_builder value_builder_of(const struct value *value, struct arena *arena, enum language language,
                                      struct document *document);

/* Whose decision it is: "Society, all payers", "Public finances", a payer. */
const char *value_who(const struct value_builder *builder);
/* [scenarios] The title of each scenario, with its file or number where two titles are the same; NULL when out of
 * memory. */
const char *const *value_names(const struct value_builder *builder);
/* What people call a quantity, quantities that belong together, or a group. */
const char *value_label(const struct value_builder *builder, const struct topic *topic);
/* "€215k", "less than €1,100" where it is not told from 0 or below a unit, "€0" where it is exactly that. */
const char *value_voi(const struct value_builder *builder, struct estimate voi);
/* Whether a worth is told from 0. */
bool value_told(struct estimate voi);
/* The single quantity that is worth most, NULL where none is told from 0. */
const struct value_item *value_first(const struct value *value);
/* The sentence that states what a pilot is worth. */
const char *value_say_pilot(const struct value_builder *builder);

void value_build_basis(struct value_builder *builder); /* value_basis.c */

#endif
