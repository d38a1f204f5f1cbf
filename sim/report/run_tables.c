/* Tables of money. */
#include "sim/report/run_build.h"
#include "sim/words/labels.h"
#include "sim/words/words.h"

static const char *say(const struct builder *builder, enum word word)
{
    return word_text(word, builder->language);
}

void build_columns(const struct builder *builder, struct document_table *table, const struct cells_column *column,
                   size_t columns)
{
    cells_add_columns(table, column, builder->few ? 1 : columns);
}

static const struct column_summary *summary_at(const struct builder *builder, size_t column)
{
    return &builder->report->summary->column[column];
}

static void net_row(struct builder *builder, struct document_table *table, bool total, const char *label, size_t column)
{
    const struct column_summary *const net = summary_at(builder, column);
    const struct money_cells money = cells_of_money(&builder->format, net);
    document_add_row(builder->document, table, total,
                     (struct document_cell[]){cell_text(label), money.mean, money.median, money.range,
                                              cell_probability(&builder->format, net->positive)});
}

/* The payer's label, marked where it is not public although others are. */
static const char *payer_label(const struct builder *builder, size_t payer)
{
    const struct scenario *const scenario = builder->report->scenario;
    const char *const label = label_of_payer(scenario, payer, builder->language);
    if (scenario->payer[payer].public_finances) return label;
    return WORDS(builder->format.arena, WORD_NOT_PUBLIC, builder->language, {"payer", label});
}

void build_net_savings(struct builder *builder)
{
    const struct outcome_index *const at = &builder->report->outcomes->at;
    struct document_table *const table = CELLS_TABLE(
        builder->document, "net_savings", say(builder, WORD_NET_SAVINGS_TITLE), {"payer", WORD_COUNT, DOCUMENT_TEXTS});
    BUILD_COLUMNS(builder, table, {"mean", WORD_MEAN, DOCUMENT_FIGURES}, {"median", WORD_MEDIAN, DOCUMENT_FIGURES},
                  {"p5_to_p95", WORD_RANGE_90, DOCUMENT_FIGURES}, {"chance", WORD_CHANCE_SAVES, DOCUMENT_FIGURES});
    const size_t payers = builder->report->scenario->payers;
    for (size_t p = 0; p < payers && payers > 1; p++)
        net_row(builder, table, false, payer_label(builder, p), (size_t)at->net_payer + p);
    if (builder->split) net_row(builder, table, true, say(builder, WORD_PUBLIC_FINANCES), (size_t)at->net_public);
    net_row(builder, table, true, say(builder, builder->split ? WORD_SOCIETY : WORD_ALL_PAYERS), (size_t)at->net);
}

static void money_row(struct builder *builder, struct document_table *table, bool total, const char *label,
                      size_t column)
{
    const struct money_cells money = cells_of_money(&builder->format, summary_at(builder, column));
    document_add_row(builder->document, table, total,
                     (struct document_cell[]){cell_text(label), money.mean, money.range});
}

static void mechanism_rows(struct builder *builder, struct document_table *table, bool programme)
{
    const struct outcomes *const outcomes = builder->report->outcomes;
    for (size_t l = 0; l < outcomes->lines; l++) {
        if ((outcomes->line[l].kind == LINE_PROGRAMME) != programme) continue;
        const char *const label = label_of_line(builder->report->scenario, &outcomes->line[l], builder->language);
        money_row(builder, table, false,
                  programme ? WORDS(builder->format.arena, WORD_PROGRAMME_COST_OF, builder->language, {"label", label})
                            : label,
                  (size_t)outcomes->at.line + l);
    }
}

void build_mechanisms(struct builder *builder)
{
    const struct outcome_index *const at = &builder->report->outcomes->at;
    struct document_table *const table = CELLS_TABLE(
        builder->document, "mechanisms", say(builder, WORD_MECHANISM_TITLE), {"line", WORD_COUNT, DOCUMENT_TEXTS});
    BUILD_COLUMNS(builder, table, {"mean", WORD_MEAN, DOCUMENT_FIGURES},
                  {"p5_to_p95", WORD_RANGE_90, DOCUMENT_FIGURES});
    mechanism_rows(builder, table, false);
    money_row(builder, table, true, say(builder, WORD_GROSS_SAVINGS), (size_t)at->gross);
    const struct column_summary *const capacity = summary_at(builder, (size_t)at->capacity);
    if (!capacity->constant || capacity->minimum != 0) {
        money_row(builder, table, false, say(builder, WORD_CASHABLE), (size_t)at->cashable);
        money_row(builder, table, false, say(builder, WORD_CAPACITY), (size_t)at->capacity);
    }
    mechanism_rows(builder, table, true);
    money_row(builder, table, true, say(builder, WORD_NET_SAVINGS), (size_t)at->net);
}

static void payer_row(struct builder *builder, struct document_table *table, bool total, const char *label,
                      size_t gross, size_t cost, size_t net)
{
    const struct estimate figure[] = {summary_at(builder, gross)->mean, summary_at(builder, cost)->mean,
                                      summary_at(builder, net)->mean};
    const struct money_unit unit = format_money_unit(&builder->format, figure, sizeof figure / sizeof *figure);
    struct document_cell cell[4] = {cell_text(label)};
    for (size_t i = 0; i < 3; i++)
        cell[1 + i] = cell_number(format_money_in(&builder->format, &unit, figure[i]), UNIT_MONEY, figure[i]);
    document_add_row(builder->document, table, total, cell);
}

void build_payers(struct builder *builder)
{
    const struct outcome_index *const at = &builder->report->outcomes->at;
    if (builder->report->scenario->payers < 2) return;
    struct document_table *const table =
        CELLS_TABLE(builder->document, "payers", say(builder, WORD_PAYERS_TITLE), {"payer", WORD_COUNT, DOCUMENT_TEXTS},
                    {"saves", WORD_SAVES, DOCUMENT_FIGURES}, {"pays", WORD_PAYS, DOCUMENT_FIGURES},
                    {"net", WORD_NET, DOCUMENT_FIGURES});
    for (size_t p = 0; p < builder->report->scenario->payers; p++)
        payer_row(builder, table, false, payer_label(builder, p), (size_t)at->gross_payer + p,
                  (size_t)at->cost_payer + p, (size_t)at->net_payer + p);
    if (builder->split)
        payer_row(builder, table, true, say(builder, WORD_PUBLIC_FINANCES), (size_t)at->gross_public,
                  (size_t)at->cost_public, (size_t)at->net_public);
    payer_row(builder, table, true, say(builder, builder->split ? WORD_SOCIETY : WORD_ALL_PAYERS), (size_t)at->gross,
              (size_t)at->cost, (size_t)at->net);
}
