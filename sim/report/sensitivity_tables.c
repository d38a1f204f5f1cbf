#include <math.h>

#include "sim/report/cells.h"
#include "sim/report/sensitivity_report.h"
#include "sim/words/amount.h"
#include "sim/words/quantity_label.h"
#include "sim/words/words.h"

static const char *word(const struct sensitivity_builder *builder, enum word id)
{
    return word_text(id, builder->language);
}

static struct document_cell none_cell(const struct sensitivity_builder *builder)
{
    return cell_text(word(builder, WORD_NOT_DEFINED));
}

static struct document_cell result_cell(const struct sensitivity_builder *builder, struct estimate value)
{
    return cell_number(sensitivity_amount(builder, value), builder->sensitivity->unit, value);
}

static struct document_cell number_cell(const struct sensitivity_builder *builder, struct estimate number)
{
    return cell_number(format_number(&builder->format, number.value, number.error, 2), UNIT_NUMBER, number);
}

static struct document_cell label_cell(const struct sensitivity_builder *builder, const struct sensitivity_item *item)
{
    const char *const label = sensitivity_item_label(builder, item);
    if (!item->factor || !item->factor->factor->correlated) return cell_text(label);
    return cell_text(WORDS(builder->format.arena, WORD_CORRELATED_MARK, builder->language, {"label", label}));
}

static struct document_cell range_cell(const struct sensitivity_builder *builder,
                                       const struct sensitivity_quantity *quantity)
{
    const enum unit unit = builder->scenario->quantity[quantity->quantity].unit;
    const double low = quantity->low.quantity, high = quantity->high.quantity;
    return cell_exact_ends(amount_range_cell(&builder->format, unit, low, high), unit, low, high);
}

static void add_item(struct sensitivity_builder *builder, struct document_table *table,
                     const struct sensitivity_item *item)
{
    const struct sensitivity_quantity *const quantity = item->quantity;
    const struct sensitivity_index shown = sensitivity_shown(&item->factor->index);
    document_add_row(
        builder->document, table, false,
        (struct document_cell[]){label_cell(builder, item),
                                 quantity ? range_cell(builder, quantity) : cell_text(word(builder, WORD_DRAWN_SHARES)),
                                 quantity ? result_cell(builder, quantity->low.mean) : none_cell(builder),
                                 quantity ? result_cell(builder, quantity->high.mean) : none_cell(builder),
                                 cell_probability(&builder->format, shown.first),
                                 cell_probability(&builder->format, shown.total)});
}

static struct document_table *importance_table(struct sensitivity_builder *builder)
{
    return CELLS_TABLE(
        builder->document, "importance", word(builder, WORD_SENSITIVITY_TORNADO_TITLE),
        {"assumption", WORD_ASSUMPTION, DOCUMENT_TEXTS}, {"p10_to_p90", WORD_P10_TO_P90, DOCUMENT_FIGURES},
        {"mean_at_low", WORD_MEAN_AT_LOW, DOCUMENT_FIGURES}, {"mean_at_high", WORD_MEAN_AT_HIGH, DOCUMENT_FIGURES},
        {"explains_alone", WORD_EXPLAINS_ALONE, DOCUMENT_FIGURES},
        {"explains_total", WORD_EXPLAINS_TOTAL, DOCUMENT_FIGURES});
}

/* Labels of all quantities that are correlated with any other. */
static void say_correlated(struct sensitivity_builder *builder)
{
    const struct sensitivity *const is = builder->sensitivity;
    for (size_t f = 0; f < is->factors; f++)
        if (is->factor[f].factor->correlated && !is->factor[f].idle)
            document_say(builder->document, DOCUMENT_NOTE,
                         WORDS(builder->format.arena, WORD_SENSITIVITY_CORRELATED_NOTE, builder->language,
                               {"labels", factor_label(builder->format.arena, is->plan, is->factor[f].factor,
                                                       builder->language)}));
}

static void build_importance(struct sensitivity_builder *builder, const struct sensitivity_item *item, size_t items)
{
    if (items == 0) return;
    struct document_table *const table = importance_table(builder);
    for (size_t i = 0; i < items; i++) add_item(builder, table, &item[i]);
    document_say(builder->document, DOCUMENT_NOTE, word(builder, WORD_SENSITIVITY_ENDS_NOTE));
    document_say(builder->document, DOCUMENT_NOTE, word(builder, WORD_SENSITIVITY_SHARES_NOTE));
    say_correlated(builder);
}

static void build_groups(struct sensitivity_builder *builder)
{
    const struct sensitivity *const is = builder->sensitivity;
    if (is->groups == 0) return;
    struct document_table *const table =
        CELLS_TABLE(builder->document, "groups", word(builder, WORD_SENSITIVITY_GROUPS_TITLE),
                    {"group", WORD_GROUP, DOCUMENT_TEXTS}, {"explains_alone", WORD_EXPLAINS_ALONE, DOCUMENT_FIGURES},
                    {"explains_total", WORD_EXPLAINS_TOTAL, DOCUMENT_FIGURES});
    for (size_t g = 0; g < is->groups; g++) {
        const struct sensitivity_index shown = sensitivity_shown(&is->group[g].index);
        document_add_row(builder->document, table, false,
                         (struct document_cell[]){cell_text(is->group[g].factor->name),
                                                  cell_probability(&builder->format, shown.first),
                                                  cell_probability(&builder->format, shown.total)});
    }
}

static void say_idle(struct sensitivity_builder *builder)
{
    const struct sensitivity *const is = builder->sensitivity;
    struct arena *const arena = builder->format.arena;
    const char **const label = ARENA_ARRAY(arena, is->quantities + is->factors, const char *);
    const size_t count = label ? sensitivity_idle_labels(builder, label) : 0;
    if (label && count == 0) return;
    document_say(builder->document, DOCUMENT_PARAGRAPH,
                 label ? WORDS(arena, WORD_SENSITIVITY_IDLE, builder->language,
                               {"labels", sensitivity_joined(builder, label, count)})
                       : NULL);
}

/* 0 where only rounding is left. */
static double alone_swing(const struct sensitivity_quantity *quantity)
{
    const double low = quantity->low.alone, high = quantity->high.alone;
    return fabs(high - low) < 1e-9 * fmax(fabs(low), fabs(high)) ? 0 : high - low;
}

/* A certain number has no range, and nothing to correlate with. */
static void add_measures(struct sensitivity_builder *builder, struct document_table *table,
                         const struct sensitivity_quantity *quantity)
{
    const struct sensitivity_item item = {
        quantity, quantity->factor >= 0 ? &builder->sensitivity->factor[quantity->factor] : NULL};
    const double swing = alone_swing(quantity);
    const bool uncertain = quantity->factor >= 0;
    document_add_row(
        builder->document, table, false,
        (struct document_cell[]){
            label_cell(builder, &item),
            uncertain ? result_cell(builder, (struct estimate){swing, 0, swing, swing}) : none_cell(builder),
            uncertain && isfinite(quantity->rank_correlation.value) ? number_cell(builder, quantity->rank_correlation)
                                                                    : none_cell(builder),
            quantity->elastic != ELASTICITY_BY_ZERO ? result_cell(builder, quantity->per_percent) : none_cell(builder),
            quantity->elastic == ELASTICITY_DEFINED ? number_cell(builder, quantity->elasticity) : none_cell(builder)});
}

/* Whether there is anything to say of it in a row. */
static bool has_measures(const struct sensitivity_quantity *quantity)
{
    return !quantity->idle && (quantity->factor >= 0 || quantity->elastic != ELASTICITY_BY_ZERO);
}

static struct document_table *measures_table(struct sensitivity_builder *builder)
{
    return CELLS_TABLE(
        builder->document, "measures", word(builder, WORD_SENSITIVITY_MORE_TITLE),
        {"assumption", WORD_ASSUMPTION, DOCUMENT_TEXTS}, {"swing_alone", WORD_SWING_ALONE, DOCUMENT_FIGURES},
        {"rank_correlation", WORD_RANK_CORRELATION, DOCUMENT_FIGURES},
        {"per_percent", WORD_PER_PERCENT, DOCUMENT_FIGURES}, {"elasticity", WORD_ELASTICITY, DOCUMENT_FIGURES});
}

/* Which numbers have no elasticity, and why. */
static void say_undefined(struct sensitivity_builder *builder)
{
    const struct sensitivity *const is = builder->sensitivity;
    struct arena *const arena = builder->format.arena;
    const char **const label = ARENA_ARRAY(arena, is->quantities, const char *);
    bool of_zero = false;
    size_t count = 0;
    for (size_t q = 0; label && q < is->quantities; q++) {
        of_zero = of_zero || (has_measures(&is->quantity[q]) && is->quantity[q].elastic == ELASTICITY_OF_ZERO);
        if (is->quantity[q].elastic == ELASTICITY_BY_ZERO)
            label[count++] = quantity_label(arena, builder->scenario, is->quantity[q].quantity, builder->language);
    }
    if (of_zero) document_say(builder->document, DOCUMENT_PARAGRAPH, word(builder, WORD_SENSITIVITY_ELASTICITY_NONE));
    if (label && count == 0) return;
    document_say(builder->document, DOCUMENT_PARAGRAPH,
                 label ? WORDS(arena, WORD_SENSITIVITY_BY_ZERO, builder->language,
                               {"labels", sensitivity_joined(builder, label, count)})
                       : NULL);
}

static void build_measures(struct sensitivity_builder *builder)
{
    const struct sensitivity *const is = builder->sensitivity;
    struct document_table *table = NULL;
    for (size_t q = 0; q < is->quantities; q++) {
        if (!has_measures(&is->quantity[q])) continue;
        if (!table) table = measures_table(builder);
        add_measures(builder, table, &is->quantity[q]);
    }
    if (table) document_say(builder->document, DOCUMENT_NOTE, word(builder, WORD_SENSITIVITY_MORE_NOTE));
    say_undefined(builder);
}

void sensitivity_build_tables(struct sensitivity_builder *builder)
{
    const struct sensitivity *const is = builder->sensitivity;
    struct sensitivity_item *const item =
        ARENA_ARRAY(builder->format.arena, is->uncertain + is->factors, struct sensitivity_item);
    if (!item) {
        document_say(builder->document, DOCUMENT_PARAGRAPH, NULL);
        return;
    }
    build_importance(builder, item, sensitivity_items(is, item));
    say_idle(builder);
    build_groups(builder);
    build_measures(builder);
}
