/* Tables of choices: savings, differences to the first, standing, places, and who beats whom. */
#include "sim/report/analysis_basis.h"
#include "sim/report/compare_report.h"

static const char *say(const struct compare_builder *builder, enum word word)
{
    return word_text(word, builder->language);
}

static struct document_table *add_table(struct compare_builder *builder, const char *id, const char *title,
                                        const struct compare_perspective *perspective)
{
    return CELLS_TABLE(builder->document, compare_id_of(builder, id, perspective),
                       compare_title_of(builder, title, perspective), {"choice", WORD_COUNT, DOCUMENT_TEXTS});
}

static struct document_cell range_cell(const struct compare_builder *builder, const struct column_summary *column)
{
    return cell_range(&builder->format, UNIT_MONEY, column->percentile[LEVEL_P5], column->percentile[LEVEL_P95]);
}

static void build_savings(struct compare_builder *builder, const struct compare_perspective *perspective)
{
    const enum cohort cohort = builder->compare->scenario[0]->simulation.cohort;
    struct document_table *const table =
        add_table(builder, "savings", say(builder, WORD_NET_SAVINGS_TITLE), perspective);
    document_add_column(table, "mean", say(builder, WORD_MEAN), DOCUMENT_FIGURES);
    document_add_column(table, "median", say(builder, WORD_MEDIAN), DOCUMENT_FIGURES);
    document_add_column(table, "p5_to_p95", stochastic_heading(&builder->format, cohort, WORD_RANGE_90),
                        DOCUMENT_FIGURES);
    document_add_column(table, "chance", stochastic_heading(&builder->format, cohort, WORD_CHANCE_SAVES),
                        DOCUMENT_FIGURES);
    for (size_t c = 0; c < builder->compare->choices; c++) {
        const struct column_summary *const net = &perspective->comparison->column[c];
        document_add_row(
            builder->document, table, false,
            (struct document_cell[]){cell_text(compare_label(builder, c)), cell_money(&builder->format, net->mean),
                                     cell_money(&builder->format, net->percentile[LEVEL_P50]), range_cell(builder, net),
                                     cell_probability(&builder->format, net->positive)});
    }
}

static const char *of_first(const struct compare_builder *builder, enum word word)
{
    return WORDS(builder->format.arena, word, builder->language, {"a", compare_id(builder->compare, 0)});
}

static void build_differences(struct compare_builder *builder, const struct compare_perspective *perspective)
{
    struct document_table *const table =
        add_table(builder, "differences", of_first(builder, WORD_COMPARE_DIFFERENCE_TITLE), perspective);
    document_add_column(table, "mean", say(builder, WORD_MEAN), DOCUMENT_FIGURES);
    document_add_column(table, "p5_to_p95", say(builder, WORD_RANGE_90), DOCUMENT_FIGURES);
    document_add_column(table, "beats", of_first(builder, WORD_COMPARE_BEATS), DOCUMENT_FIGURES);
    document_add_column(table, "ties", say(builder, WORD_COMPARE_TIES), DOCUMENT_FIGURES);
    for (size_t c = 1; c < builder->compare->choices; c++) {
        const struct pair *const pair = &perspective->comparison->pair[comparison_pair(perspective->comparison, 0, c)];
        document_add_row(builder->document, table, false,
                         (struct document_cell[]){cell_text(compare_label(builder, c)),
                                                  cell_money(&builder->format, pair->difference.mean),
                                                  range_cell(builder, &pair->difference),
                                                  cell_probability(&builder->format, pair->second_wins),
                                                  cell_probability(&builder->format, pair->ties)});
    }
}

static bool any_level(const struct compare_builder *builder, const struct compare_perspective *perspective)
{
    for (size_t c = 0; c < builder->compare->choices; c++)
        if (perspective->comparison->standing[c].level.value > 0) return true;
    return false;
}

static void build_standing(struct compare_builder *builder, const struct compare_perspective *perspective)
{
    enum { FIGURES_MOST = 4 };
    const bool level = any_level(builder, perspective);
    struct document_table *const table =
        add_table(builder, "standing", say(builder, WORD_COMPARE_STANDING_TITLE), perspective);
    document_add_column(table, "unbeaten", say(builder, level ? WORD_COMPARE_UNBEATEN_IN : WORD_COMPARE_BEST_IN),
                        DOCUMENT_FIGURES);
    if (level) document_add_column(table, "level", say(builder, WORD_COMPARE_LEVEL_IN), DOCUMENT_FIGURES);
    document_add_column(table, "regret", say(builder, WORD_COMPARE_REGRET), DOCUMENT_FIGURES);
    document_add_column(table, "worst_5", say(builder, WORD_COMPARE_WORST_5), DOCUMENT_FIGURES);
    for (size_t c = 0; c < builder->compare->choices; c++) {
        const struct standing *const standing = &perspective->comparison->standing[c];
        struct document_cell cell[1 + FIGURES_MOST] = {cell_text(compare_label(builder, c)),
                                                       cell_probability(&builder->format, standing->unbeaten)};
        size_t cells = 2;
        if (level) cell[cells++] = cell_probability(&builder->format, standing->level);
        cell[cells++] = cell_money(&builder->format, standing->regret);
        cell[cells] = cell_money(&builder->format, perspective->comparison->column[c].shortfall);
        document_add_row(builder->document, table, false, cell);
    }
    if (level) document_say(builder->document, DOCUMENT_NOTE, say(builder, WORD_COMPARE_LEVEL_NOTE));
    document_say(builder->document, DOCUMENT_NOTE, say(builder, WORD_COMPARE_REGRET_NOTE));
}

/* Five are read at a glance; the whole square of more is in the files. */
static void build_matrix(struct compare_builder *builder, const struct compare_perspective *perspective)
{
    const size_t choices = builder->compare->choices;
    if (choices < 3) return;
    if (choices > COMPARE_COLUMNS) {
        document_say(builder->document, DOCUMENT_PARAGRAPH,
                     WORDS(builder->format.arena, WORD_COMPARE_MATRIX_ELSEWHERE, builder->language,
                           {"n", format_count(&builder->format, (double)(choices * (choices - 1) / 2), 0)}));
        return;
    }
    struct document_table *const table =
        add_table(builder, "beats", say(builder, WORD_COMPARE_MATRIX_TITLE), perspective);
    bool ties = false;
    for (size_t b = 0; b < choices; b++)
        document_add_column(table, compare_id(builder->compare, b), compare_id(builder->compare, b), DOCUMENT_FIGURES);
    for (size_t a = 0; a < choices; a++) {
        struct document_cell cell[1 + COMPARE_COLUMNS] = {cell_text(compare_label(builder, a))};
        for (size_t b = 0; b < choices; b++) {
            cell[b + 1] = a == b ? cell_text("")
                                 : cell_probability(&builder->format, comparison_beats(perspective->comparison, a, b));
            ties =
                ties ||
                (a < b && perspective->comparison->pair[comparison_pair(perspective->comparison, a, b)].ties.value > 0);
        }
        document_add_row(builder->document, table, false, cell);
    }
    if (ties) document_say(builder->document, DOCUMENT_NOTE, say(builder, WORD_COMPARE_MATRIX_TIES));
}

void compare_build_tables(struct compare_builder *builder, const struct compare_perspective *perspective)
{
    build_savings(builder, perspective);
    build_differences(builder, perspective);
    build_standing(builder, perspective);
    build_matrix(builder, perspective);
}
