/* Tables of money. */
#include <math.h>

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

/* The payer's label, marked where it is not public although others are. */
static const char *payer_label(const struct builder *builder, size_t payer)
{
    const struct scenario *const scenario = builder->report->scenario;
    const char *const label = label_of_payer(scenario, payer, builder->language);
    if (scenario->payer[payer].public_finances) return label;
    return WORDS(builder->format.arena, WORD_NOT_PUBLIC, builder->language, {"payer", label});
}

/* A row of money: the mean on the grid of all, the range on that of its table, and the chance to save. */
struct money_line {
    bool total;
    const char *label;
    size_t column;
    double shown;
    bool chance;
};

static void add_money_lines(struct builder *builder, struct document_table *table, const struct money_line *line,
                            size_t lines)
{
    struct estimate *const end = ARENA_ARRAY(builder->format.arena, 2 * lines, struct estimate);
    for (size_t i = 0; end && i < lines; i++) {
        end[2 * i] = summary_at(builder, line[i].column)->percentile[LEVEL_P5];
        end[2 * i + 1] = summary_at(builder, line[i].column)->percentile[LEVEL_P95];
    }
    const struct money_grid ends = end ? format_money_grid(&builder->format, end, 2 * lines) : builder->shown.grid;
    for (size_t i = 0; i < lines; i++) {
        const struct column_summary *const column = summary_at(builder, line[i].column);
        const struct estimate low = column->percentile[LEVEL_P5], high = column->percentile[LEVEL_P95];
        document_add_row(builder->document, table, line[i].total,
                         (struct document_cell[]){
                             cell_text(line[i].label), build_on_grid(builder, line[i].shown, column->mean),
                             cell_ends(end ? format_money_range_on(&builder->format, &ends, low, high) : NULL,
                                       UNIT_MONEY, low, high),
                             line[i].chance ? cell_probability(&builder->format, column->positive) : cell_text("")});
    }
}

/* Payers' money, then that of public budgets; time and places; all of it. */
static size_t net_lines(const struct builder *builder, struct money_line *out)
{
    const struct outcome_index *const at = &builder->report->outcomes->at;
    const struct scenario *const scenario = builder->report->scenario;
    const struct run_amounts *const shown = &builder->shown;
    const bool one = builder->views == 1;
    size_t n = 0;
    for (int side = 1; side >= 0 && scenario->payers > 1; side--) {
        for (size_t p = 0; p < scenario->payers; p++)
            if (scenario->payer[p].public_finances == side && (side || builder->split))
                out[n++] = (struct money_line){false, payer_label(builder, p), (size_t)at->net_cashable_payer + p,
                                               shown->net_cash[p], true};
        if (side && !(one && builder->view[0].kind == RUN_VIEW_ALL))
            out[n++] = (struct money_line){true, say(builder, WORD_VIEW_CASH), (size_t)at->net_cashable_public,
                                           shown->public_cash, true};
    }
    if (scenario->payers <= 1 && !one)
        out[n++] = (struct money_line){false, say(builder, WORD_VIEW_CASH), (size_t)at->net_cashable_public,
                                       shown->public_cash, true};
    if (run_has_capacity(builder->report))
        out[n++] = (struct money_line){false, say(builder, WORD_LEDGER_TIME), (size_t)at->capacity, shown->time, false};
    if (!one || builder->view[0].kind == RUN_VIEW_ALL)
        out[n++] = (struct money_line){true, say(builder, builder->view[builder->views - 1].label), (size_t)at->net,
                                       shown->net, true};
    return n;
}

void build_net_savings(struct builder *builder)
{
    enum { BESIDE_PAYERS = 4 };
    struct money_line *const line =
        ARENA_ARRAY(builder->format.arena, builder->report->scenario->payers + BESIDE_PAYERS, struct money_line);
    struct document_table *const table = CELLS_TABLE(
        builder->document, "net_savings", say(builder, WORD_NET_SAVINGS_TITLE), {"payer", WORD_COUNT, DOCUMENT_TEXTS});
    BUILD_COLUMNS(builder, table, {"mean", WORD_MEAN, DOCUMENT_FIGURES}, {"p5_to_p95", WORD_RANGE_90, DOCUMENT_FIGURES},
                  {"chance", WORD_CHANCE_SAVES, DOCUMENT_FIGURES});
    if (line) add_money_lines(builder, table, line, net_lines(builder, line));
}

static void add_mechanisms(const struct builder *builder, bool programme, struct money_line *line, size_t *lines)
{
    const struct outcomes *const outcomes = builder->report->outcomes;
    const struct run_amounts *const shown = &builder->shown;
    const size_t first = *lines;
    double *const value = ARENA_ARRAY(builder->format.arena, 2 * outcomes->lines, double);
    for (size_t l = 0; value && l < outcomes->lines; l++) {
        if ((outcomes->line[l].kind == LINE_PROGRAMME) != programme) continue;
        const char *const label = label_of_line(builder->report->scenario, &outcomes->line[l], builder->language);
        const size_t column = (size_t)outcomes->at.line + l;
        value[*lines - first] = summary_at(builder, column)->mean.value;
        line[(*lines)++] = (struct money_line){.label = programme ? WORDS(builder->format.arena, WORD_PROGRAMME_COST_OF,
                                                                          builder->language, {"label", label})
                                                                  : label,
                                               .column = column};
    }
    if (!value) return;
    format_grid_share(&shown->grid, value, *lines - first, programme ? -shown->cost : shown->gross,
                      value + outcomes->lines);
    for (size_t i = first; i < *lines; i++) line[i].shown = value[outcomes->lines + i - first];
}

static void add_capacity(const struct builder *builder, struct money_line *line, size_t *lines)
{
    const struct outcome_index *const at = &builder->report->outcomes->at;
    const double value[2] = {summary_at(builder, (size_t)at->cashable)->mean.value,
                             summary_at(builder, (size_t)at->capacity)->mean.value};
    double shown[2];
    if (!run_has_capacity(builder->report)) return;
    format_grid_share(&builder->shown.grid, value, 2, builder->shown.gross, shown);
    line[(*lines)++] =
        (struct money_line){.label = say(builder, WORD_CASHABLE), .column = (size_t)at->cashable, .shown = shown[0]};
    line[(*lines)++] =
        (struct money_line){.label = say(builder, WORD_CAPACITY), .column = (size_t)at->capacity, .shown = shown[1]};
}

void build_mechanisms(struct builder *builder)
{
    enum { BESIDE_LINES = 4 };
    const struct outcome_index *const at = &builder->report->outcomes->at;
    struct money_line *const line =
        ARENA_ARRAY(builder->format.arena, builder->report->outcomes->lines + BESIDE_LINES, struct money_line);
    size_t lines = 0;
    struct document_table *const table = CELLS_TABLE(
        builder->document, "mechanisms", say(builder, WORD_MECHANISM_TITLE), {"line", WORD_COUNT, DOCUMENT_TEXTS});
    BUILD_COLUMNS(builder, table, {"mean", WORD_MEAN, DOCUMENT_FIGURES},
                  {"p5_to_p95", WORD_RANGE_90, DOCUMENT_FIGURES});
    if (!line) return;
    add_mechanisms(builder, false, line, &lines);
    line[lines++] = (struct money_line){.total = true,
                                        .label = say(builder, WORD_GROSS_SAVINGS),
                                        .column = (size_t)at->gross,
                                        .shown = builder->shown.gross};
    add_capacity(builder, line, &lines);
    add_mechanisms(builder, true, line, &lines);
    line[lines++] = (struct money_line){
        .total = true, .label = say(builder, WORD_NET_SAVINGS), .column = (size_t)at->net, .shown = builder->shown.net};
    add_money_lines(builder, table, line, lines);
}

static double public_time(const struct builder *builder)
{
    const struct scenario *const scenario = builder->report->scenario;
    double sum = 0;
    for (size_t p = 0; p < scenario->payers; p++)
        sum += scenario->payer[p].public_finances ? builder->shown.time_payer[p] : 0;
    return format_grid_round(&builder->shown.grid, sum);
}

/* What a payer pays, saves in money, is left with, and gets of time and places. */
struct payer_line {
    bool total;
    const char *label;
    double cost, net, time;
    struct estimate mean_cost, mean_net, mean_all;
};

static void add_payer_line(struct builder *builder, struct document_table *table, const struct payer_line *line)
{
    const struct estimate saved = {line->mean_net.value + line->mean_cost.value, line->mean_net.error, NAN, NAN};
    const struct estimate time = {line->mean_all.value - line->mean_net.value, line->mean_all.error, NAN, NAN};
    document_add_row(builder->document, table, line->total,
                     (struct document_cell[]){
                         cell_text(line->label), build_on_grid(builder, line->cost, line->mean_cost),
                         build_on_grid(builder, format_grid_round(&builder->shown.grid, line->net + line->cost), saved),
                         build_on_grid(builder, line->net, line->mean_net), build_on_grid(builder, line->time, time)});
}

static struct estimate mean_at(const struct builder *builder, int column, size_t payer)
{
    return summary_at(builder, (size_t)column + payer)->mean;
}

static void add_payer_lines(struct builder *builder, struct document_table *table, bool public_finances)
{
    const struct outcome_index *const at = &builder->report->outcomes->at;
    const struct scenario *const scenario = builder->report->scenario;
    const struct run_amounts *const shown = &builder->shown;
    for (size_t p = 0; p < scenario->payers; p++)
        if (scenario->payer[p].public_finances == public_finances)
            add_payer_line(
                builder, table,
                &(struct payer_line){false, payer_label(builder, p), shown->cost_payer[p], shown->net_cash[p],
                                     shown->time_payer[p], mean_at(builder, at->cost_payer, p),
                                     mean_at(builder, at->net_cashable_payer, p), mean_at(builder, at->net_payer, p)});
}

void build_payers(struct builder *builder)
{
    const struct outcome_index *const at = &builder->report->outcomes->at;
    const struct scenario *const scenario = builder->report->scenario;
    const struct run_amounts *const shown = &builder->shown;
    if (scenario->payers < 2) return;
    struct document_table *const table =
        CELLS_TABLE(builder->document, "payers", say(builder, WORD_PAYERS_TITLE), {"payer", WORD_COUNT, DOCUMENT_TEXTS},
                    {"pays", WORD_PAYS, DOCUMENT_FIGURES}, {"saves", WORD_SAVES, DOCUMENT_FIGURES},
                    {"net", WORD_NET, DOCUMENT_FIGURES});
    if (run_has_capacity(builder->report))
        cells_add_columns(table, &(struct cells_column){"time", WORD_TIME_SET_FREE, DOCUMENT_FIGURES}, 1);
    add_payer_lines(builder, table, true);
    if (builder->split)
        add_payer_line(
            builder, table,
            &(struct payer_line){true, say(builder, WORD_PUBLIC_FINANCES), shown->cost_public, shown->public_cash,
                                 public_time(builder), mean_at(builder, at->cost_public, 0),
                                 mean_at(builder, at->net_cashable_public, 0), mean_at(builder, at->net_public, 0)});
    add_payer_lines(builder, table, false);
    add_payer_line(builder, table,
                   &(struct payer_line){true, say(builder, WORD_ALL_PAYERS), shown->cost,
                                        shown->public_cash + shown->others_cash, shown->time,
                                        mean_at(builder, at->cost, 0), mean_at(builder, at->net_cashable, 0),
                                        mean_at(builder, at->net, 0)});
}
