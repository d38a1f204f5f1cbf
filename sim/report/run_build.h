/* The parts of a run's document, one builder for each. */
#ifndef HYOTY_REPORT_RUN_BUILD_H
#define HYOTY_REPORT_RUN_BUILD_H

#include "sim/report/cells.h"
#include "sim/report/run_amounts.h"
#include "sim/report/run_findings.h"
#include "sim/report/run_view.h"
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
    size_t views;
    struct run_view view[RUN_VIEWS];
    struct run_amounts shown; /* means that add up */
};

/* What can be said of a mean: its 95 % Monte Carlo interval leaves zero out, or not. */
enum sign { SIGN_SAVES, SIGN_COSTS, SIGN_EVEN, SIGNS };

static inline enum sign sign_of(struct estimate mean)
{
    if (mean.low > 0) return SIGN_SAVES;
    return mean.high < 0 ? SIGN_COSTS : SIGN_EVEN;
}

/* The answer: a verdict and its figures for each view, what society's figure is made of, who pays and who saves
 * (run_answer.c); of how many, and on what evidence (run_facts.c). */
void build_answer(struct builder *builder);
void build_facts(struct builder *builder);
/* One line for each alternative of a disputed number (run_sources.c). */
void build_alternatives(struct builder *builder);
/* What is chosen and not known: discount rate, horizon, when a case costs (run_choices.c). */
void build_choices(struct builder *builder);

/* A mean that is shown as this multiple of the grid's step. */
struct document_cell build_on_grid(const struct builder *builder, double shown, struct estimate mean);
/* Net savings, mechanisms, payers, people, break-even, ratios (run_tables.c, run_effects.c). */
void build_net_savings(struct builder *builder);
void build_mechanisms(struct builder *builder);
void build_payers(struct builder *builder);
void build_years(struct builder *builder);
void build_people(struct builder *builder);
void build_break_even(struct builder *builder);
void build_ratios(struct builder *builder);

/* Where the uncertainty comes from, and what the run rests on (run_basis.c). */
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
