/* Tables with a column for each choice: payers, and the value of an avoided case. */
#include <string.h>

#include "sim/report/compare_report.h"

/* Choices of one table. */
struct part {
    size_t first, count;
};

static struct document_table *add_table(struct compare_builder *builder, const char *id, const char *title,
                                        const char *head, const size_t *choice, size_t choices)
{
    struct document_table *const table = document_add_table(builder->document, id, title);
    document_add_column(table, "row", head, DOCUMENT_TEXTS);
    for (size_t c = 0; c < choices; c++)
        document_add_column(table, compare_id(builder->compare, choice[c]), compare_id(builder->compare, choice[c]),
                            DOCUMENT_FIGURES);
    return table;
}

static struct document_cell payer_cell(const struct compare_builder *builder, const struct compare_payer *payer,
                                       size_t choice)
{
    if (!payer->present[choice]) return cell_text(word_text(WORD_COMPARE_ABSENT, builder->language));
    return cell_money(&builder->format, payer->net[choice].mean);
}

static void total_row(struct compare_builder *builder, struct document_table *table, const struct part *part,
                      enum word who, const struct comparison *comparison)
{
    struct document_cell cell[1 + COMPARE_COLUMNS] = {cell_text(word_text(who, builder->language))};
    for (size_t i = 0; i < part->count; i++)
        cell[i + 1] = cell_money(&builder->format, comparison->column[part->first + i].mean);
    document_add_row(builder->document, table, true, cell);
}

static void payers_part(struct compare_builder *builder, const struct part *part, const char *title)
{
    const struct compare *const compare = builder->compare;
    size_t choice[COMPARE_COLUMNS];
    for (size_t i = 0; i < part->count; i++) choice[i] = part->first + i;
    const char *const id = part->first == 0
                               ? "payers"
                               : arena_printf(builder->format.arena, "payers_%zu", 1 + part->first / COMPARE_COLUMNS);
    struct document_table *const table = add_table(builder, id, title, "", choice, part->count);
    for (size_t p = 0; p < compare->payers; p++) {
        struct document_cell cell[1 + COMPARE_COLUMNS] = {cell_text(compare_payer_label(builder, &compare->payer[p]))};
        for (size_t i = 0; i < part->count; i++) cell[i + 1] = payer_cell(builder, &compare->payer[p], part->first + i);
        document_add_row(builder->document, table, false, cell);
    }
    struct compare_perspective perspective[COMPARE_PERSPECTIVES];
    const size_t perspectives = compare_perspectives(compare, perspective);
    for (size_t i = 0; i < perspectives; i++)
        total_row(builder, table, part, perspective[i].name, perspective[i].comparison);
}

/* Doing nothing pays nothing: it has no column. */
void compare_build_payers(struct compare_builder *builder)
{
    const size_t scenarios = builder->compare->scenarios;
    if (builder->compare->payers < 2) return;
    for (struct part part = {0}; part.first < scenarios; part.first += COMPARE_COLUMNS) {
        const size_t left = scenarios - part.first;
        part.count = left < COMPARE_COLUMNS ? left : COMPARE_COLUMNS;
        const enum word word = scenarios > COMPARE_COLUMNS ? WORD_COMPARE_PAYERS_PART : WORD_COMPARE_PAYERS_TITLE;
        payers_part(builder, &part,
                    WORDS(builder->format.arena, word, builder->language,
                          {"first", compare_id(builder->compare, part.first)},
                          {"last", compare_id(builder->compare, part.first + part.count - 1)}));
    }
}

/* --- the value of a case --- */

/* Names of the outcomes whose cases are counted together. */
static const char *outcome_names(const struct compare_builder *builder, size_t *out_count)
{
    const struct compare *const compare = builder->compare;
    struct arena *const arena = builder->format.arena;
    size_t most = 0;
    for (size_t s = 0; s < compare->scenarios; s++) most += compare->scenario[s]->outcomes;
    const char **const name = ARENA_ARRAY(arena, most, const char *),
                       **const label = ARENA_ARRAY(arena, most, const char *);
    *out_count = 0;
    for (size_t s = 0; name && label && s < compare->scenarios; s++)
        for (size_t k = 0; k < compare->scenario[s]->outcomes; k++) {
            const struct outcome *const outcome = &compare->scenario[s]->outcome[k];
            if (compare->outcome && strcmp(compare->outcome, outcome->name) != 0) continue;
            size_t known = 0;
            while (known < *out_count && strcmp(name[known], outcome->name) != 0) known++;
            if (known < *out_count) continue;
            name[known] = outcome->name;
            label[(*out_count)++] = text_in(&outcome->label, builder->language, outcome->name);
        }
    return label ? words_list(arena, builder->language, label, *out_count) : NULL;
}

static void say_outcomes(struct compare_builder *builder)
{
    size_t count;
    const char *const names = outcome_names(builder, &count);
    document_say(builder->document, DOCUMENT_NOTE,
                 WORDS(builder->format.arena, count > 1 ? WORD_COMPARE_CASES_TOGETHER : WORD_COMPARE_CASES_OF,
                       builder->language, {"outcome", names}, {"outcomes", names}));
}

/* The choices that the table has room for: the first, or the best by mean. */
static size_t choose(const struct compare *compare, const struct comparison *comparison, size_t choice[COMPARE_COLUMNS])
{
    const bool few = compare->choices <= COMPARE_COLUMNS;
    const size_t count = few ? compare->choices : COMPARE_COLUMNS;
    for (size_t i = 0; i < count; i++) choice[i] = few ? i : comparison->ranking[FIGURE_MEAN].order[i];
    return count;
}

void compare_build_willingness(struct compare_builder *builder, const struct compare_perspective *perspective)
{
    enum { STEPS = 4 };
    const struct acceptability *const acceptability = &perspective->comparison->acceptability;
    if (acceptability->points == 0) {
        document_say(builder->document, DOCUMENT_PARAGRAPH, word_text(WORD_COMPARE_CASES_NONE, builder->language));
        return;
    }
    size_t choice[COMPARE_COLUMNS];
    const size_t choices = choose(builder->compare, perspective->comparison, choice);
    struct document_table *const table =
        add_table(builder, "acceptability",
                  compare_title_of(builder, word_text(WORD_COMPARE_PAYS_TITLE, builder->language), perspective),
                  word_text(WORD_COMPARE_WILLINGNESS, builder->language), choice, choices);
    for (size_t step = 0; step <= STEPS; step++) {
        const size_t p = (acceptability->points - 1) * step / STEPS;
        struct document_cell cell[1 + COMPARE_COLUMNS] = {
            cell_exact(format_money(&builder->format, acceptability->willingness[p], 0), UNIT_MONEY,
                       acceptability->willingness[p])};
        for (size_t i = 0; i < choices; i++)
            cell[i + 1] =
                cell_probability(&builder->format, acceptability->pays[choice[i] * acceptability->points + p]);
        document_add_row(builder->document, table, false, cell);
    }
    say_outcomes(builder);
    if (choices < builder->compare->choices)
        document_say(builder->document, DOCUMENT_NOTE,
                     WORDS(builder->format.arena, WORD_COMPARE_PAYS_FEW, builder->language,
                           {"n", format_count(&builder->format, (double)choices, 0)}));
}
