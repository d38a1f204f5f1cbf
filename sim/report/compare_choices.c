/* The choices side by side: what each costs, whom it reaches, what it leaves. */
#include <math.h>

#include "sim/report/compare_report.h"

/* Money of one column of the table, on one grid. */
static struct money_grid grid_of(const struct compare_builder *builder, const struct column_summary *column)
{
    const size_t choices = builder->compare->choices;
    struct estimate *const mean = ARENA_ARRAY(builder->format.arena, choices, struct estimate);
    for (size_t c = 0; mean && c < choices; c++) mean[c] = column[c].mean;
    return format_money_grid(&builder->format, mean, mean ? choices : 0);
}

static struct document_cell on_grid(const struct compare_builder *builder, const struct money_grid *grid,
                                    struct estimate amount)
{
    return cell_number(format_money_on(&builder->format, grid, format_grid_round(grid, amount.value), amount.value),
                       UNIT_MONEY, amount);
}

static struct document_cell none(void)
{
    return cell_text("–");
}

/* A ratio of two means that are known apart from each other at worst: relative errors add up. */
static struct estimate ratio_of(struct estimate a, struct estimate b)
{
    const double value = a.value / b.value;
    return (struct estimate){value, fabs(value) * (a.error / fabs(a.value) + b.error / fabs(b.value)), NAN, NAN};
}

static struct document_cell per_case(const struct compare_builder *builder, size_t c)
{
    const struct estimate cost = builder->compare->cost[c].mean, cases = builder->compare->cases[c].mean;
    return cases.value > 0 && cases.low > 0 && cost.value > 0 ? cell_money(&builder->format, ratio_of(cost, cases))
                                                              : none();
}

/* Benefits of a perspective over costs: what is left, and the cost itself, over the cost. */
static struct document_cell benefit_cost(const struct compare_builder *builder, struct estimate net, size_t c)
{
    const struct estimate cost = builder->compare->cost[c].mean;
    if (!(cost.value > 0)) return none();
    const struct estimate left = ratio_of(net, cost);
    const struct estimate ratio = {1 + left.value, net.error / cost.value + fabs(left.value) * cost.error / cost.value,
                                   NAN, NAN};
    return cell_number(format_number(&builder->format, ratio.value, ratio.error, 2), UNIT_RATIO, ratio);
}

void compare_build_choices(struct compare_builder *builder, const struct compare_perspective *perspective,
                           size_t perspectives)
{
    enum { COLUMNS = 9 };
    const struct compare *const compare = builder->compare;
    const struct format *const format = &builder->format;
    const struct column_summary *const first = perspective[0].comparison->column;
    const struct money_grid cost = grid_of(builder, compare->cost), net = grid_of(builder, first),
                            all = grid_of(builder, perspective[perspectives - 1].comparison->column);
    struct document_table *const table =
        CELLS_TABLE(builder->document, "choices", word_text(WORD_COMPARE_CHOICES_TITLE, builder->language),
                    {"choice", WORD_COUNT, DOCUMENT_TEXTS}, {"cost", WORD_COMPARE_COST, DOCUMENT_FIGURES},
                    {"participants", WORD_COMPARE_PARTICIPANTS, DOCUMENT_FIGURES},
                    {"cases", WORD_COMPARE_CASES, DOCUMENT_FIGURES}, {"net", WORD_COMPARE_NET, DOCUMENT_FIGURES});
    if (perspectives > 1)
        cells_add_columns(table, &(struct cells_column){"all", WORD_COMPARE_NET_ALL, DOCUMENT_FIGURES}, 1);
    cells_add_columns(table,
                      (const struct cells_column[]){{"chance", WORD_COMPARE_CHANCE, DOCUMENT_FIGURES},
                                                    {"per_case", WORD_COMPARE_PER_CASE, DOCUMENT_FIGURES},
                                                    {"benefit_cost", WORD_COMPARE_BENEFIT_COST, DOCUMENT_FIGURES}},
                      3);
    for (size_t c = 0; c < compare->choices; c++) {
        const struct column_summary *const cases = &compare->cases[c], *const persons = &compare->participants[c];
        struct document_cell cell[COLUMNS] = {cell_text(compare_id(compare, c)),
                                              on_grid(builder, &cost, compare->cost[c].mean)};
        size_t n = 2;
        cell[n++] = cell_number(format_count(format, persons->mean.value, fmax(persons->mean.error, 0.5)), UNIT_PERSONS,
                                persons->mean);
        cell[n++] = cell_value(format, UNIT_PERSONS, cases->mean);
        cell[n++] = on_grid(builder, &net, first[c].mean);
        if (perspectives > 1) cell[n++] = on_grid(builder, &all, perspective[1].comparison->column[c].mean);
        cell[n++] = c < compare->scenarios ? cell_probability(format, first[c].positive) : none();
        cell[n++] = per_case(builder, c);
        cell[n] = benefit_cost(builder, first[c].mean, c);
        document_add_row(builder->document, table, false, cell);
    }
    if (perspectives > 1)
        document_say(builder->document, DOCUMENT_NOTE, word_text(WORD_COMPARE_CHOICES_NOTE, builder->language));
}
