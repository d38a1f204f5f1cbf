/* The assumptions: the ten that move the result most in full, the others in a table. */
#include <math.h>
#include <string.h>

#include "sim/report/breakeven_report.h"
#include "sim/report/cells.h"
#include "sim/report/report_build.h"
#include "sim/words/amount.h"
#include "sim/words/quantity_label.h"

enum { IN_FULL = 10 };

static const enum word evidence_word[EVIDENCE_COUNT] = {[EVIDENCE_UNSTATED] = WORD_REPORT_UNSTATED,
                                                        [EVIDENCE_PUBLISHED] = WORD_REPORT_PUBLISHED,
                                                        [EVIDENCE_DERIVED] = WORD_REPORT_DERIVED,
                                                        [EVIDENCE_JUDGEMENT] = WORD_REPORT_JUDGEMENT};

static struct estimate exactly(double value)
{
    return (struct estimate){value, 0, value, value};
}

/* A distribution in words: its ends and what is likeliest, or the range that nine values in ten lie in. */
static const char *value_text(const struct report_builder *builder, const struct quantity *quantity)
{
    const struct format *const format = &builder->format;
    const struct distribution *const d = &quantity->distribution;
    if (distribution_is_fixed(d)) return amount_text(format, quantity->unit, exactly(distribution_mean(d)));
    const bool bounded = distribution_table[d->kind].support == SUPPORT_BOUNDS;
    const double mode = distribution_has(d, "mode");
    const double low = bounded ? fmax(distribution_least(d), d->minimum) : distribution_quantile(d, 0.05);
    const double high = bounded ? fmin(distribution_greatest(d), d->maximum) : distribution_quantile(d, 0.95);
    const enum word word = !bounded                          ? WORD_REPORT_VALUE_RANGE
                           : d->kind == DISTRIBUTION_UNIFORM ? WORD_REPORT_VALUE_EVEN
                           : isfinite(mode)                  ? WORD_REPORT_VALUE_MODE
                                                             : WORD_REPORT_VALUE_BOUNDS;
    return WORDS(format->arena, word, builder->language, {"range", amount_range(format, quantity->unit, low, high)},
                 {"mode", isfinite(mode) ? amount_text(format, quantity->unit, exactly(mode)) : ""},
                 {"mean", amount_text(format, quantity->unit, exactly(distribution_mean(d)))});
}

/* Where the values lie, as they are drawn: the ends, or nearly all of them where there are none. NULL when out of
 * memory; of a number that is one value or one of few. */
static const struct document_sketch *sketch_of(const struct report_builder *builder, const struct quantity *quantity)
{
    const struct format *const format = &builder->format;
    const struct distribution *const d = &quantity->distribution;
    struct document_sketch *const sketch = ARENA_NEW(format->arena, struct document_sketch);
    builder->document->failed |= !sketch;
    if (!sketch || distribution_is_fixed(d) || d->kind == DISTRIBUTION_DISCRETE) return NULL;
    const bool bounded = distribution_table[d->kind].support == SUPPORT_BOUNDS;
    const double low = bounded ? fmax(distribution_least(d), d->minimum) : distribution_quantile(d, 0.005);
    const double high = bounded ? fmin(distribution_greatest(d), d->maximum) : distribution_quantile(d, 0.995);
    if (!(high > low) || !isfinite(high - low)) return NULL;
    *sketch = (struct document_sketch){.low = low,
                                       .high = high,
                                       .from = distribution_quantile(d, 0.05),
                                       .to = distribution_quantile(d, 0.95),
                                       .low_text = format_value(format, quantity->unit, low, 0),
                                       .high_text = format_value(format, quantity->unit, high, 0)};
    double most = 0, before = distribution_cdf(d, low);
    for (int i = 0; i < DOCUMENT_SKETCH; i++) {
        const double to = distribution_cdf(d, low + (high - low) * (i + 1) / DOCUMENT_SKETCH);
        sketch->height[i] = to - before;
        most = fmax(most, sketch->height[i]);
        before = to;
    }
    for (int i = 0; i < DOCUMENT_SKETCH && most > 0; i++) sketch->height[i] /= most;
    builder->document->failed |= !sketch->low_text || !sketch->high_text;
    return sketch;
}

/* The same with the prices that it is given in. */
static const char *value_priced(const struct report_builder *builder, const struct quantity *quantity)
{
    const char *const value = value_text(builder, quantity);
    if (!quantity->price_year || quantity->price_year == builder->scenario->settings.price_year) return value;
    return WORDS(builder->format.arena, WORD_REPORT_VALUE_PRICES, builder->language, {"value", value},
                 {"year", format_year(&builder->format, quantity->price_year)});
}

static const char *source_text(const struct report_builder *builder, const struct quantity *quantity)
{
    const char *const grade = report_say(builder, evidence_word[quantity->evidence]);
    const char *const source = text_in(&quantity->source, builder->language, NULL);
    if (!source) return grade;
    return WORDS(builder->format.arena, WORD_REPORT_SOURCE, builder->language, {"grade", grade}, {"source", source});
}

/* The result at the ends of the range of a quantity, the worse first. */
static struct document_cell result_cell(const struct report_builder *builder, const struct sensitivity_quantity *of)
{
    const bool rises = of->low.mean.value <= of->high.mean.value;
    const struct estimate low = rises ? of->low.mean : of->high.mean, high = rises ? of->high.mean : of->low.mean;
    return cell_ends(format_money_range(&builder->format, low, high), UNIT_MONEY, low, high);
}

static struct document_cell ends_cell(const struct report_builder *builder, const struct sensitivity_quantity *of)
{
    const enum unit unit = builder->scenario->quantity[of->quantity].unit;
    const double low = of->low.quantity, high = of->high.quantity;
    return cell_exact_ends(amount_range(&builder->format, unit, low, high), unit, low, high);
}

static struct document_cell threshold_cell(const struct report_builder *builder, int quantity)
{
    const struct breakeven *const breakeven = builder->breakeven;
    const enum unit unit = builder->scenario->quantity[quantity].unit;
    for (size_t q = 0; q < breakeven->quantities; q++) {
        const struct breakeven_quantity *const of = &breakeven->quantity[q];
        if (of->quantity != quantity || !breakeven_is_found(of)) continue;
        const char *const text = breakeven_value_text(&builder->format, builder->scenario, of);
        if (!of->stretch) return cell_number(text, unit, of->value);
        return of->above ? cell_ends(text, unit, of->value, of->end) : cell_ends(text, unit, of->end, of->value);
    }
    return cell_text("");
}

/* What the answer would be with another source of the assumption. */
static const char *alternatives_text(const struct report_builder *builder, const struct quantity *quantity)
{
    static const char assumptions[] = "assumptions.";
    struct arena *const arena = builder->format.arena;
    const char **const sentence = ARENA_ARRAY(arena, builder->run->alternatives + 1, const char *);
    size_t count = 0;
    if (!sentence || strncmp(quantity->path, assumptions, strlen(assumptions)) != 0) return sentence ? "" : NULL;
    for (size_t a = 0; a < builder->run->alternatives; a++) {
        const struct study_alternative *const with = &builder->run->alternative[a];
        if (strcmp(with->alternative->assumption, quantity->path + strlen(assumptions)) != 0) continue;
        const struct estimate net = (builder->views > 1 ? &with->net_cashable_public : &with->net)->mean;
        sentence[count++] =
            WORDS(arena, WORD_REPORT_ALTERNATIVE, builder->language,
                  {"label", text_in(&with->alternative->label, builder->language, with->alternative->name)},
                  {"net", format_money(&builder->format, net.value, net.error)});
    }
    return words_join(arena, WORD_SENTENCES_NEXT, builder->language, sentence, count);
}

static void add_card(struct report_builder *builder, struct document_table *table,
                     const struct sensitivity_quantity *of)
{
    const struct quantity *const quantity = &builder->scenario->quantity[of->quantity];
    struct document_cell cell[] = {
        cell_text(quantity_label(builder->format.arena, builder->scenario, of->quantity, builder->language)),
        cell_text(value_priced(builder, quantity)),
        cell_text(source_text(builder, quantity)),
        cell_text(text_in(&quantity->note, builder->language, "")),
        cell_text(alternatives_text(builder, quantity)),
        result_cell(builder, of),
        ends_cell(builder, of),
        threshold_cell(builder, of->quantity)};
    cell[1].sketch = sketch_of(builder, quantity);
    document_add_row(builder->document, table, false, cell);
}

static bool in_full(const struct report_builder *builder, size_t quantity)
{
    const struct sensitivity *const is = builder->sensitivity;
    for (size_t q = 0; q < is->uncertain && q < IN_FULL; q++)
        if (is->quantity[q].quantity == (int)quantity) return true;
    return false;
}

static void build_cards(struct report_builder *builder)
{
    const struct sensitivity *const is = builder->sensitivity;
    if (is->uncertain == 0) return;
    struct document_table *const table = CELLS_TABLE(
        builder->document, "assumptions", report_say(builder, WORD_REPORT_ASSUMPTIONS),
        {"assumption", WORD_REPORT_ASSUMPTION, DOCUMENT_TEXTS}, {"value", WORD_REPORT_VALUE, DOCUMENT_TEXTS},
        {"evidence", WORD_REPORT_EVIDENCE, DOCUMENT_TEXTS}, {"note", WORD_REPORT_NOTE, DOCUMENT_TEXTS},
        {"alternatives", WORD_REPORT_ALTERNATIVES, DOCUMENT_TEXTS}, {"result", WORD_REPORT_MEANS, DOCUMENT_FIGURES},
        {"ends", WORD_REPORT_ENDS, DOCUMENT_FIGURES}, {"breakeven", WORD_REPORT_THRESHOLD, DOCUMENT_FIGURES});
    if (table) table->look = DOCUMENT_CARDS;
    for (size_t q = 0; q < is->uncertain && q < IN_FULL; q++) add_card(builder, table, &is->quantity[q]);
}

static void build_others(struct report_builder *builder)
{
    struct document_table *const table =
        CELLS_TABLE(builder->document, "other_assumptions", report_say(builder, WORD_REPORT_OTHER_ASSUMPTIONS),
                    {"assumption", WORD_REPORT_ASSUMPTION, DOCUMENT_TEXTS},
                    {"value", WORD_REPORT_VALUE, DOCUMENT_TEXTS}, {"evidence", WORD_REPORT_EVIDENCE, DOCUMENT_TEXTS});
    for (size_t q = 0; q < builder->scenario->quantities; q++) {
        const struct quantity *const quantity = &builder->scenario->quantity[q];
        if (quantity->defaulted || in_full(builder, q)) continue;
        const struct document_cell cell[] = {
            cell_text(quantity_label(builder->format.arena, builder->scenario, (int)q, builder->language)),
            cell_text(value_priced(builder, quantity)), cell_text(source_text(builder, quantity))};
        document_add_row(builder->document, table, false, cell);
    }
}

void report_build_assumptions(struct report_builder *builder)
{
    size_t all = 0;
    for (size_t q = 0; q < builder->scenario->quantities; q++) all += !builder->scenario->quantity[q].defaulted;
    document_say(builder->document, DOCUMENT_HEADING, report_say(builder, WORD_REPORT_ASSUMPTIONS));
    document_say(builder->document, DOCUMENT_ASIDE,
                 WORDS(builder->format.arena, WORD_REPORT_ASSUMPTIONS_HOW, builder->language,
                       {"n", format_count(&builder->format, (double)all, 0)}));
    build_cards(builder);
    build_others(builder);
}
