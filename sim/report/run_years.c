/* The money of public budgets year by year: what a budget needs. */
#include "sim/report/run_build.h"
#include "sim/words/labels.h"
#include "sim/words/words.h"

enum { BUDGET_YEARS = 10, PAYERS_MOST = 5 };

static const struct column_summary *flow_at(const struct builder *builder, int column, int t)
{
    return &builder->report->summary->column[column + t];
}

static int budget_years(const struct builder *builder)
{
    const int horizon = builder->report->outcomes->horizon;
    return horizon < BUDGET_YEARS ? horizon : BUDGET_YEARS;
}

/* Payers that have a column: the public ones, where they fit beside each other. */
static size_t payers_shown(const struct builder *builder, size_t out_payer[PAYERS_MOST])
{
    const struct scenario *const scenario = builder->report->scenario;
    size_t n = 0;
    for (size_t p = 0; p < scenario->payers; p++)
        if (scenario->payer[p].public_finances && n++ < PAYERS_MOST) out_payer[n - 1] = p;
    return n > 1 && n <= PAYERS_MOST ? n : 0;
}

static int payer_column(const struct builder *builder, size_t payer)
{
    return builder->report->outcomes->at.cash_flow_payer + (int)payer * builder->report->outcomes->horizon;
}

static struct money_grid grid_of(const struct builder *builder, bool ends, const char **out_unit)
{
    const int years = budget_years(builder), column = builder->report->outcomes->at.cash_flow_public;
    struct estimate figure[2 * BUDGET_YEARS];
    size_t n = 0;
    for (int t = 0; t < years; t++) {
        const struct column_summary *const flow = flow_at(builder, column, t);
        figure[n++] = ends ? flow->percentile[LEVEL_P5] : flow->mean;
        if (ends) figure[n++] = flow->percentile[LEVEL_P95];
    }
    return format_money_grid_bare(&builder->format, figure, n, out_unit);
}

/* One year: the payers add up to all of them. */
static void add_year(struct builder *builder, struct document_table *table, const struct money_grid *means,
                     const struct money_grid *ends, const size_t *payer, size_t payers, int t)
{
    const struct outcome_index *const at = &builder->report->outcomes->at;
    const struct column_summary *const all = flow_at(builder, at->cash_flow_public, t);
    const double sum = format_grid_round(means, all->mean.value);
    const struct estimate low = all->percentile[LEVEL_P5], high = all->percentile[LEVEL_P95];
    const struct format *const format = &builder->format;
    const int year = builder->report->scenario->settings.start_year + t;
    double value[PAYERS_MOST], shown[PAYERS_MOST];
    struct document_cell cell[PAYERS_MOST + 3] = {cell_exact(format_year(format, year), UNIT_NUMBER, year)};
    for (size_t i = 0; i < payers; i++) value[i] = flow_at(builder, payer_column(builder, payer[i]), t)->mean.value;
    format_grid_share(means, value, payers, sum, shown);
    for (size_t i = 0; i < payers; i++)
        cell[1 + i] = cell_number(format_money_on(format, means, shown[i], value[i]), UNIT_MONEY,
                                  flow_at(builder, payer_column(builder, payer[i]), t)->mean);
    cell[1 + payers] = cell_number(format_money_on(format, means, sum, all->mean.value), UNIT_MONEY, all->mean);
    cell[2 + payers] = cell_ends(format_money_range_on(format, ends, low, high), UNIT_MONEY, low, high);
    document_add_row(builder->document, table, false, cell);
}

void build_years(struct builder *builder)
{
    const struct scenario *const scenario = builder->report->scenario;
    const struct format *const format = &builder->format;
    const char *unit, *of_ends;
    const struct money_grid means = grid_of(builder, false, &unit), own = grid_of(builder, true, &of_ends),
                            ends = format_grid_in(&own, means.unit.divisor);
    size_t payer[PAYERS_MOST];
    const size_t payers = payers_shown(builder, payer);
    if (builder->few || summary_nothing(&builder->report->summary->column[builder->report->outcomes->at.cost])) return;
    struct document_table *const table = CELLS_TABLE(
        builder->document, "years", WORDS(format->arena, WORD_YEARS_TITLE, builder->language, {"unit", unit}),
        {"year", WORD_COUNT, DOCUMENT_TEXTS});
    if (table) table->scale = means.unit.divisor;
    for (size_t i = 0; i < payers; i++)
        document_add_column(table, scenario->payer[payer[i]].name,
                            label_of_payer(scenario, payer[i], builder->language), DOCUMENT_FIGURES);
    cells_add_columns(table,
                      (const struct cells_column[]){{"public_finances", WORD_PUBLIC_FINANCES, DOCUMENT_FIGURES},
                                                    {"p5_to_p95", WORD_RANGE_90, DOCUMENT_FIGURES}},
                      2);
    for (int t = 0; t < budget_years(builder); t++) add_year(builder, table, &means, &ends, payer, payers, t);
    document_say(builder->document, DOCUMENT_NOTE,
                 WORDS(format->arena, WORD_YEARS_NOTE, builder->language,
                       {"price_year", format_year(format, scenario->settings.price_year)}));
}
