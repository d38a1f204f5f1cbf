/* What `hyoty sensitivity` says: the document, and what its parts share. */
#ifndef HYOTY_REPORT_SENSITIVITY_REPORT_H
#define HYOTY_REPORT_SENSITIVITY_REPORT_H

#include "sim/analysis/sensitivity.h"
#include "sim/document/document.h"
#include "sim/report/result.h"
#include "sim/words/format.h"

/* The finding, the assumptions by importance, what has no effect, and what it rests on. */
enum status sensitivity_build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                              struct error *err);

/* Tables for other programs: tornado, sobol, rank_correlation, elasticity, result. */
enum { SENSITIVITY_DATASETS = 5 };
enum status sensitivity_datasets(const struct sensitivity *sensitivity, struct arena *arena, enum language language,
                                 struct dataset out[SENSITIVITY_DATASETS], struct error *err);

extern const struct result_kind sensitivity_kind;

/* Fills a result of sensitivity_kind; sensitivity must live as long as it. */
enum status sensitivity_report(struct arena *arena, const struct sensitivity *sensitivity, struct result *out,
                               struct error *err);

/* --- shared by its parts --- */

struct sensitivity_builder {
    const struct sensitivity *sensitivity;
    const struct scenario *scenario;
    struct document *document;
    struct format format;
    enum language language;
};

/* What is listed by importance: an uncertain quantity, or a factor that is none (shares of payers). */
struct sensitivity_item {
    const struct sensitivity_quantity *quantity; /* NULL: shares */
    const struct sensitivity_factor *factor;
};

/* Those with an effect, the greatest total index first, then the greatest swing: out[uncertain + factors]. */
size_t sensitivity_items(const struct sensitivity *sensitivity, struct sensitivity_item *out);

const char *sensitivity_item_label(const struct sensitivity_builder *builder, const struct sensitivity_item *item);

/* Labels of what has no effect, certain numbers too. */
size_t sensitivity_idle_labels(const struct sensitivity_builder *builder, const char **out_label);

/* "A; B; C": labels hold commas. NULL when out of memory. */
char *sensitivity_joined(const struct sensitivity_builder *builder, const char *const *label, size_t count);

/* Factors that may be the one with the greatest total index, as far as its errors tell, the greatest first. */
size_t sensitivity_leaders(const struct sensitivity *sensitivity, const struct sensitivity_factor **out);

/* The quantity of a factor of one quantity; NULL for others. */
const struct sensitivity_quantity *sensitivity_quantity_of(const struct sensitivity *sensitivity,
                                                           const struct sensitivity_factor *factor);

/* A result's value, in its unit. */
char *sensitivity_amount(const struct sensitivity_builder *builder, struct estimate value);

/* An index as it is printed: both parts to the digits of the less certain, and never the first above the total, which
 * it is a part of. */
struct sensitivity_index sensitivity_shown(const struct sensitivity_index *index);

void sensitivity_build_answer(struct sensitivity_builder *builder); /* sensitivity_answer.c */
void sensitivity_build_tables(struct sensitivity_builder *builder); /* sensitivity_tables.c */

#endif
