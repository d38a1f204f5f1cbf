/* The parts of a run's document, one builder for each. */
#ifndef HYOTY_REPORT_RUN_BUILD_H
#define HYOTY_REPORT_RUN_BUILD_H

#include "sim/report/cells.h"
#include "sim/report/report.h"
#include "sim/words/format.h"

/* What the builders share. */
struct builder {
    const struct report *report;
    struct document *document;
    struct format format;
    enum language language;
    bool split; /* report_has_private_money */
    enum perspective_scope scope;
    bool few; /* too few iterations for anything but means */
};

/* The first lines: the answer in one sentence, who pays and who saves, the alternatives (build_answer.c). */
void build_answer(struct builder *builder);

/* Net savings, mechanisms, payers, people, break-even, ratios (build_tables.c, build_effects.c). */
void build_net_savings(struct builder *builder);
void build_mechanisms(struct builder *builder);
void build_payers(struct builder *builder);
void build_people(struct builder *builder);
void build_break_even(struct builder *builder);
void build_ratios(struct builder *builder);

/* Where the uncertainty comes from, and what the run rests on (build_basis.c). */
void build_uncertainty(struct builder *builder);
void build_basis(struct builder *builder);

/* The columns after the labels, the mean first: it alone where the iterations are too few for more. Cells of the others
 * are left out of rows by themselves. */
void build_columns(const struct builder *builder, struct document_table *table, const struct cells_column *column,
                   size_t columns);
#define BUILD_COLUMNS(builder, table, ...)                                                                             \
    build_columns((builder), (table), (const struct cells_column[]){__VA_ARGS__},                                      \
                  sizeof((const struct cells_column[]){__VA_ARGS__}) / sizeof(struct cells_column))

#endif
