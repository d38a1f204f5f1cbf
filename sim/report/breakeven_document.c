/* What `hyoty breakeven` says to people. */
#include <math.h>
#include <string.h>

#include "sim/analysis/net_result.h"
#include "sim/report/analysis_basis.h"
#include "sim/report/basis.h"
#include "sim/report/breakeven_report.h"
#include "sim/report/cells.h"
#include "sim/scenario/programme.h"
#include "sim/words/amount.h"
#include "sim/words/quantity_label.h"
#include "sim/words/words.h"

struct builder {
    const struct breakeven *is;
    const struct scenario *scenario;
    struct document *document;
    struct format format;
    enum language language;
};

#define SAY(builder, id, ...) WORDS((builder)->format.arena, (id), (builder)->language, __VA_ARGS__)

static void say(struct builder *builder, enum document_kind kind, const char *text)
{
    document_say(builder->document, kind, text);
}

static const char *word(const struct builder *builder, enum word id)
{
    return word_text(id, builder->language);
}

static const char *label_of(const struct builder *builder, int quantity)
{
    return quantity_label(builder->format.arena, builder->scenario, quantity, builder->language);
}

static enum unit unit_of(const struct builder *builder, const struct breakeven_quantity *quantity)
{
    return builder->scenario->quantity[quantity->quantity].unit;
}

static struct document_cell range_cell(const struct builder *builder, const struct breakeven_quantity *quantity,
                                       double low, double high)
{
    const enum unit unit = unit_of(builder, quantity);
    return cell_exact_ends(amount_range_cell(&builder->format, unit, low, high), unit, low, high);
}

static const char *range_of(const struct builder *builder, const struct breakeven_quantity *quantity, double low,
                            double high)
{
    return amount_range(&builder->format, unit_of(builder, quantity), low, high);
}

/* Chance that an uncertain quantity is on the side of the target. */
static struct estimate chance_of(const struct breakeven_quantity *quantity)
{
    const double whole_points = 0.005; /* an assumption is known no better */
    return (struct estimate){quantity->chance, whole_points, quantity->chance, quantity->chance};
}

/* --- the answer --- */

static const char *pays_text(const struct builder *builder)
{
    const struct breakeven *const is = builder->is;
    const struct format *const format = &builder->format;
    return stochastic_both(format, is->cohort, format_probability(format, is->today.positive),
                           is->stochastic_told ? format_probability(format, is->with_stochastic.positive) : NULL);
}

static enum word target_word(const struct breakeven *is)
{
    const bool stochastic_decides =
        is->stochastic_told && is->target.statistic != TARGET_MEAN && is->with_stochastic.met != is->today.met;
    if (stochastic_decides) return is->today.met ? WORD_BE_TARGET_ONLY_WITHOUT : WORD_BE_TARGET_ONLY_WITH;
    return is->today.met ? WORD_BE_TARGET_MET : WORD_BE_TARGET_MISSED;
}

/* What the chance is of an uncertain quantity's being on the side of the target, and of what it is not the chance: a
 * programme pays for itself with everybody's money. */
static void say_first(struct builder *builder, const struct breakeven_quantity *first)
{
    const struct target *const target = &builder->is->target;
    const bool saves = target->statistic == TARGET_MEAN && target->wanted == 0 &&
                       net_result_pays(builder->is->plan->scenario, target->result);
    if (!first->uncertain) {
        say(builder, DOCUMENT_DETAIL, word(builder, WORD_BE_DETAIL_FIXED));
        return;
    }
    say(builder, DOCUMENT_DETAIL,
        SAY(builder, saves ? WORD_BE_DETAIL_PAYS : WORD_BE_DETAIL_UNCERTAIN,
            {"range", range_of(builder, first, first->low, first->high)},
            {"p", format_probability(&builder->format, chance_of(first))}, {"pays", pays_text(builder)}));
}

static void say_answer(struct builder *builder)
{
    const struct breakeven *const is = builder->is;
    say(builder, DOCUMENT_HEADLINE, breakeven_headline(&builder->format, is));
    if (is->quantities > 0 && breakeven_is_found(is->quantity)) say_first(builder, is->quantity);
    say(builder, DOCUMENT_LINE,
        SAY(builder, target_word(is), {"target", breakeven_target_text(&builder->format, is)},
            {"reached", breakeven_standing_text(&builder->format, is)}));
}

/* --- tables of quantities --- */

/* Of a certain number: how far the break-even is from it. */
static struct document_cell change_cell(const struct builder *builder, const struct breakeven_quantity *quantity)
{
    const struct format *const format = &builder->format;
    const double change = breakeven_change(quantity, quantity->value.value);
    const double error = quantity->today != 0 ? quantity->value.error / fabs(quantity->today) : 0;
    if (!isfinite(change)) return cell_text(word(builder, WORD_BE_NOT_DEFINED));
    const char *const text = format_share(format, change, error);
    return cell_number(text && change > 0 ? arena_printf(format->arena, "+%s", text) : text, UNIT_SHARE,
                       (struct estimate){change, error, change, change});
}

static struct document_cell position_cell(const struct builder *builder, const struct breakeven_quantity *quantity)
{
    const double percent = 100 * quantity->level;
    if (!quantity->uncertain) return change_cell(builder, quantity);
    if (quantity->verdict != BREAKEVEN_WITHIN)
        return cell_text(
            word(builder, quantity->value.value < quantity->low ? WORD_BE_BELOW_RANGE : WORD_BE_ABOVE_RANGE));
    return cell_exact(SAY(builder, WORD_BE_PERCENTILE,
                          {"n", format_decimals(&builder->format, percent, percent < 1 || percent > 99 ? 1 : 0)}),
                      UNIT_NUMBER, percent);
}

/* The end, or the ends, of what meets the target. */
static struct document_cell value_cell(const struct builder *builder, const struct breakeven_quantity *quantity)
{
    const char *const text = breakeven_value_text(&builder->format, builder->scenario, quantity);
    const enum unit unit = unit_of(builder, quantity);
    if (!quantity->stretch) return cell_number(text, unit, quantity->value);
    return quantity->above ? cell_ends(text, unit, quantity->value, quantity->end)
                           : cell_ends(text, unit, quantity->end, quantity->value);
}

static struct document_cell reached_cell(const struct builder *builder, struct estimate reached)
{
    const struct breakeven *const is = builder->is;
    return cell_number(breakeven_reached_text(&builder->format, is, reached),
                       is->target.statistic == TARGET_PROBABILITY ? UNIT_SHARE : is->unit, reached);
}

static void add_found(struct builder *builder, struct document_table *table, const struct breakeven_quantity *quantity)
{
    document_add_row(
        builder->document, table, false,
        (struct document_cell[]){cell_text(label_of(builder, quantity->quantity)),
                                 cell_exact(breakeven_today_text(&builder->format, builder->scenario, quantity),
                                            unit_of(builder, quantity), quantity->today),
                                 quantity->uncertain ? range_cell(builder, quantity, quantity->low, quantity->high)
                                                     : cell_text(word(builder, WORD_BE_NOT_DEFINED)),
                                 value_cell(builder, quantity), position_cell(builder, quantity)});
}

static void say_crossings(struct builder *builder)
{
    for (size_t q = 0; q < builder->is->quantities; q++) {
        const struct breakeven_quantity *const quantity = &builder->is->quantity[q];
        if (breakeven_is_found(quantity) && quantity->crossings > 1 + (size_t)quantity->stretch)
            say(builder, DOCUMENT_NOTE,
                SAY(builder, WORD_BE_CROSSINGS, {"label", label_of(builder, quantity->quantity)},
                    {"n", format_count(&builder->format, (double)quantity->crossings, 0)}));
    }
}

/* A shorter time over which a sum is spread helps nobody. */
static void say_no_remedy(struct builder *builder)
{
    const struct scenario *const scenario = builder->scenario;
    for (size_t q = 0; q < builder->is->quantities; q++)
        for (size_t k = 0; k < scenario->outcomes && breakeven_is_found(&builder->is->quantity[q]); k++)
            if (scenario->outcome[k].duration == builder->is->quantity[q].quantity &&
                outcome_is_spread(scenario, &scenario->outcome[k]))
                say(builder, DOCUMENT_NOTE,
                    SAY(builder, WORD_BE_NO_REMEDY, {"label", label_of(builder, builder->is->quantity[q].quantity)}));
}

/* Amounts stand in the scenario's prices, as --set PATH takes them; the file may state another year's. */
static void say_own_prices(struct builder *builder)
{
    for (size_t q = 0; q < builder->is->quantities; q++) {
        struct breakeven_quantity own = builder->is->quantity[q];
        const struct quantity *const quantity = &builder->scenario->quantity[own.quantity];
        if (!breakeven_is_found(&own) || quantity->scale == 1) continue;
        own.value.value /= quantity->scale, own.value.error /= quantity->scale;
        own.end.value /= quantity->scale, own.end.error /= quantity->scale;
        say(builder, DOCUMENT_NOTE,
            SAY(builder, WORD_BE_OWN_PRICES, {"label", label_of(builder, own.quantity)}, {"path", quantity->path},
                {"year", format_year(&builder->format, quantity->price_year)},
                {"x", breakeven_value_text(&builder->format, builder->scenario, &own)}));
    }
}

static void build_found(struct builder *builder)
{
    const struct breakeven *const is = builder->is;
    if (is->quantities == 0 || !breakeven_is_found(is->quantity)) return;
    struct document_table *const table = CELLS_TABLE(
        builder->document, "breakeven", word(builder, WORD_BE_TABLE), {"number", WORD_BE_NUMBER, DOCUMENT_TEXTS},
        {"today", WORD_BE_TODAY, DOCUMENT_FIGURES}, {"p5_to_p95", WORD_BE_RANGE, DOCUMENT_FIGURES},
        {"breakeven", WORD_BE_VALUE, DOCUMENT_FIGURES}, {"position", WORD_BE_POSITION, DOCUMENT_FIGURES});
    for (size_t q = 0; q < is->quantities && breakeven_is_found(&is->quantity[q]); q++)
        add_found(builder, table, &is->quantity[q]);
    say(builder, DOCUMENT_NOTE, word(builder, WORD_BE_NOTE));
    say_crossings(builder);
    say_no_remedy(builder);
    say_own_prices(builder);
}

static void build_missing(struct builder *builder)
{
    static const struct cells_column column[] = {{"number", WORD_BE_NUMBER, DOCUMENT_TEXTS},
                                                 {"tried", WORD_BE_TRIED, DOCUMENT_FIGURES},
                                                 {"at_low", WORD_BE_AT_LOW, DOCUMENT_FIGURES},
                                                 {"at_high", WORD_BE_AT_HIGH, DOCUMENT_FIGURES}};
    struct document_table *table = NULL;
    for (size_t q = 0; q < builder->is->quantities; q++) {
        const struct breakeven_quantity *const quantity = &builder->is->quantity[q];
        if (quantity->verdict != BREAKEVEN_NONE) continue;
        if (!table) {
            table = cells_add_table(builder->document, "no_breakeven", word(builder, WORD_BE_NONE_TABLE), column,
                                    sizeof column / sizeof *column);
            for (size_t c = 2; table && c < table->columns && builder->is->target.statistic != TARGET_MEAN; c++)
                table->column[c].title = stochastic_heading(&builder->format, builder->is->cohort, column[c].title);
        }
        document_add_row(
            builder->document, table, false,
            (struct document_cell[]){cell_text(label_of(builder, quantity->quantity)),
                                     range_cell(builder, quantity, quantity->from.quantity, quantity->to.quantity),
                                     reached_cell(builder, quantity->from.reached),
                                     reached_cell(builder, quantity->to.reached)});
    }
    say(builder, DOCUMENT_PARAGRAPH, word(builder, WORD_BE_TRIED_NOTE));
}

/* A sentence about all quantities of a kind, where there are any. */
static void say_kind(struct builder *builder,
                     bool (*is_of)(const struct breakeven *, const struct breakeven_quantity *), enum word sentence)
{
    const struct breakeven *const is = builder->is;
    struct arena *const arena = builder->format.arena;
    const char **const label = ARENA_ARRAY(arena, is->quantities, const char *);
    size_t labels = 0;
    for (size_t q = 0; label && q < is->quantities; q++)
        if (is_of(is, &is->quantity[q])) label[labels++] = label_of(builder, is->quantity[q].quantity);
    if (label && labels == 0) return;
    say(builder, DOCUMENT_PARAGRAPH,
        label ? SAY(builder, sentence,
                    {"labels", words_join(arena, WORD_LABELS_NEXT, builder->format.language, label, labels)})
              : NULL);
}

static bool is_idle(const struct breakeven *is, const struct breakeven_quantity *quantity)
{
    (void)is;
    return quantity->verdict == BREAKEVEN_IDLE;
}

/* No sign changes, but an end is the target itself: a break-even that is no more than touched. */
static bool is_exact(const struct breakeven *is, const struct breakeven_quantity *quantity)
{
    const double wanted = is->target.wanted, low = quantity->from.reached.value, high = quantity->to.reached.value;
    return quantity->verdict == BREAKEVEN_NONE && (low == wanted) != (high == wanted) && fmin(low, high) >= wanted;
}

/* What changes nothing, and what was not looked at. */
static void say_left_out(struct builder *builder)
{
    const struct breakeven *const is = builder->is;
    say_kind(builder, is_exact, WORD_BE_EXACTLY);
    say_kind(builder, is_idle, WORD_BE_IDLE);
    if (is->shares > 0) say(builder, DOCUMENT_PARAGRAPH, word(builder, WORD_BE_SHARES));
    if (is->quantities != 1) say(builder, DOCUMENT_PARAGRAPH, word(builder, WORD_BE_FILLED));
}

/* --- people and cases --- */

static const char *count_text(const struct builder *builder, struct estimate count)
{
    return format_count(&builder->format, count.value, count.error);
}

static const char *person_text(const struct builder *builder, const struct breakeven_people *people)
{
    const struct intervention *const intervention = &builder->scenario->intervention[people->intervention];
    const char *const name = text_in(&intervention->label, builder->language, intervention->name);
    if (!people->found)
        return SAY(builder, WORD_BE_PEOPLE_NONE, {"intervention", name}, {"today", count_text(builder, people->today)},
                   {"most", count_text(builder, people->most)});
    return SAY(builder, people->above ? WORD_BE_PEOPLE_LEAST : WORD_BE_PEOPLE_MOST, {"intervention", name},
               {"n", breakeven_persons_text(&builder->format, people)}, {"today", count_text(builder, people->today)},
               {"label", label_of(builder, people->quantity)},
               {"setting", breakeven_value_text(&builder->format, builder->scenario, &people->by)});
}

static void build_people(struct builder *builder)
{
    if (builder->is->people == 0) return;
    say(builder, DOCUMENT_HEADING, word(builder, WORD_BE_PEOPLE));
    for (size_t i = 0; i < builder->is->people; i++)
        say(builder, DOCUMENT_PARAGRAPH, person_text(builder, &builder->is->person[i]));
}

static const char *case_label(const struct builder *builder, const struct breakeven_cases *cases)
{
    const struct outcome *const outcome = &builder->scenario->outcome[cases->outcome];
    const char *perspective =
        word(builder, cases->perspective == PERSPECTIVE_PUBLIC ? WORD_BE_PERSPECTIVE_PUBLIC : WORD_BE_PERSPECTIVE_ALL);
    if (cases->perspective == PERSPECTIVE_PAYER)
        perspective = text_in(&builder->scenario->payer[cases->payer].label, builder->language,
                              builder->scenario->payer[cases->payer].name);
    return SAY(builder, WORD_BE_CASE_OF, {"outcome", text_in(&outcome->label, builder->language, outcome->name)},
               {"purse", perspective});
}

static struct document_cell money_cell(const struct builder *builder, bool defined, struct estimate value)
{
    if (!defined) return cell_text(word(builder, WORD_BE_NOT_DEFINED));
    return cell_money(&builder->format, value);
}

static struct document_cell cases_cell(const struct builder *builder, bool defined, struct estimate value)
{
    if (!defined) return cell_text(word(builder, WORD_BE_NOT_DEFINED));
    return cell_number(format_number(&builder->format, value.value, value.error, 3), UNIT_PERSONS, value);
}

static void add_cases(struct builder *builder, struct document_table *table, const struct breakeven_cases *cases,
                      enum word which, struct estimate cost, struct estimate per_case, struct estimate needed)
{
    document_add_row(builder->document, table, false,
                     (struct document_cell[]){cell_text(SAY(builder, which, {"what", case_label(builder, cases)})),
                                              money_cell(builder, true, cost),
                                              money_cell(builder, cases->defined, per_case),
                                              cases_cell(builder, cases->defined, needed)});
}

static void build_cases(struct builder *builder)
{
    const struct settings *const settings = &builder->scenario->settings;
    bool all = true;
    if (builder->is->cases == 0) return;
    struct document_table *const table =
        CELLS_TABLE(builder->document, "cases", word(builder, WORD_BE_CASES), {"case", WORD_BE_CASE, DOCUMENT_TEXTS},
                    {"cost", WORD_BE_COST, DOCUMENT_FIGURES}, {"worth", WORD_BE_PER_CASE, DOCUMENT_FIGURES},
                    {"needed", WORD_BE_NEEDED, DOCUMENT_FIGURES});
    for (size_t i = 0; i < builder->is->cases; i++) {
        const struct breakeven_cases *const one = &builder->is->needed[i];
        add_cases(builder, table, one, WORD_BE_PRESENT_VALUE, one->cost, one->per_case, one->cases);
        add_cases(builder, table, one, WORD_BE_UNDISCOUNTED, one->undiscounted_cost, one->undiscounted_per_case,
                  one->undiscounted_cases);
        all = all && one->defined;
    }
    say(builder, DOCUMENT_NOTE,
        SAY(builder, WORD_BE_CASES_NOTE,
            {"end", format_year(&builder->format, settings->start_year + settings->horizon - 1)}));
    if (!all) say(builder, DOCUMENT_NOTE, word(builder, WORD_BE_CASES_NONE));
}

/* --- what it rests on --- */

static void build_basis(struct builder *builder)
{
    const struct breakeven *const is = builder->is;
    const struct format *const format = &builder->format;
    basis_begin(builder->document, &builder->scenario, 1);
    basis_say_stochastic(builder->document, format, is->cohort);
    if (is->target.statistic == TARGET_MEAN)
        basis_say_mean(builder->document, format, is->unit, is->today.reached, is->points);
    say(builder, DOCUMENT_PARAGRAPH,
        SAY(builder, WORD_BE_BASIS, {"runs", format_count(format, is->runs, 0)},
            {"n", format_count(format, is->points, 0)}, {"r", format_count(format, SAMPLING_REPLICATES, 0)}));
    basis_say_settings(builder->document, format, builder->scenario, is->points);
}

enum status breakeven_build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                            struct error *err)
{
    const struct breakeven *const is = analysis;
    const struct scenario *const scenario = is->plan->scenario;
    struct document document;
    struct builder builder = {.is = is,
                              .scenario = scenario,
                              .document = &document,
                              .format = {arena, language, scenario->settings.currency},
                              .language = language};
    document_init(&document, arena, language,
                  WORDS(arena, WORD_BE_TITLE, language,
                        {"title", text_in(&scenario->title, language, word_text(WORD_UNTITLED, language))}));
    say_answer(&builder);
    build_found(&builder);
    build_missing(&builder);
    say_left_out(&builder);
    build_people(&builder);
    build_cases(&builder);
    build_basis(&builder);
    TRY(document_check(&document, err));
    *out = document;
    return STATUS_OK;
}
