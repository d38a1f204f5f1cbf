/* Cells and columns of tables, alike for every command. */
#ifndef HYOTY_REPORT_CELLS_H
#define HYOTY_REPORT_CELLS_H

#include "sim/analysis/summary.h"
#include "sim/document/document.h"
#include "sim/words/format.h"

struct document_cell cell_text(const char *text);
/* A text that says a number, or that it is infinite or none, and the number. */
struct document_cell cell_number(const char *text, enum unit unit, struct estimate number);
struct document_cell cell_exact(const char *text, enum unit unit, double number);
/* A text that says a range, or both of its ends as one number. */
struct document_cell cell_ends(const char *text, enum unit unit, struct estimate low, struct estimate high);
struct document_cell cell_exact_ends(const char *text, enum unit unit, double low, double high);

struct document_cell cell_money(const struct format *format, struct estimate amount);
struct document_cell cell_probability(const struct format *format, struct estimate probability);
struct document_cell cell_value(const struct format *format, enum unit unit, struct estimate value);
struct document_cell cell_range(const struct format *format, enum unit unit, struct estimate low, struct estimate high);

/* A column as a table lists it. */
struct cells_column {
    const char *id;
    enum word title; /* WORD_COUNT: it has none */
    enum document_content holds;
};
void cells_add_columns(struct document_table *table, const struct cells_column *column, size_t columns);
struct document_table *cells_add_table(struct document *document, const char *id, const char *title,
                                       const struct cells_column *column, size_t columns);

/* CELLS_TABLE(document, "people", title, {"item", WORD_ITEM, DOCUMENT_TEXTS}, …) */
#define CELLS_TABLE(document, id, title, ...)                                                                          \
    cells_add_table((document), (id), (title), (const struct cells_column[]){__VA_ARGS__},                             \
                    sizeof((const struct cells_column[]){__VA_ARGS__}) / sizeof(struct cells_column))

#endif
