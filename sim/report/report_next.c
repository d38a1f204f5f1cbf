/* What to do next: what is worth finding out, what would have to be true, what to measure; a text for an application.
 */
#include "sim/report/breakeven_report.h"
#include "sim/report/report_build.h"
#include "sim/report/value_report.h"
#include "sim/words/amount.h"
#include "sim/words/quantity_label.h"

static void step(struct report_builder *builder, const char *what, const char *why)
{
    document_say(builder->document, DOCUMENT_STEP, what);
    document_say(builder->document, DOCUMENT_PARAGRAPH, why);
}

/* What is worth most to find out, and how much; or that nothing would change the choice. */
static void add_learning(struct report_builder *builder)
{
    struct arena *const arena = builder->format.arena;
    const struct value_builder of = value_builder_of(builder->value, arena, builder->language, builder->document);
    const struct value_item *const first = value_first(builder->value);
    if (!first) {
        step(builder, report_say(builder, WORD_REPORT_LEARN_NOTHING),
             report_say(builder, WORD_REPORT_LEARN_NOTHING_WHY));
        return;
    }
    step(builder, WORDS(arena, WORD_REPORT_LEARN, builder->language, {"label", value_label(&of, &first->topic)}),
         WORDS(arena, WORD_REPORT_LEARN_WHY, builder->language, {"who", value_who(&of)},
               {"worth", value_voi(&of, first->information.voi)}));
}

/* The nearest value at which public budgets would break even. */
static void add_threshold(struct report_builder *builder)
{
    struct arena *const arena = builder->format.arena;
    const struct breakeven *const breakeven = builder->breakeven;
    for (size_t q = 0; q < breakeven->quantities; q++) {
        const struct breakeven_quantity *const quantity = &breakeven->quantity[q];
        if (!breakeven_is_found(quantity) || !quantity->uncertain) continue;
        const char *const label = quantity_label(arena, builder->scenario, quantity->quantity, builder->language);
        step(builder, WORDS(arena, WORD_REPORT_BELIEVE, builder->language, {"label", label}),
             WORDS(arena, builder->views > 1 ? WORD_REPORT_BELIEVE_WHY : WORD_REPORT_BELIEVE_WHY_ALL, builder->language,
                   {"label", label}, {"value", breakeven_value_text(&builder->format, builder->scenario, quantity)},
                   {"today", breakeven_today_text(&builder->format, builder->scenario, quantity)}));
        return;
    }
}

/* Cases of an outcome are seen when they would begin to cost. */
static void add_measuring(struct report_builder *builder)
{
    struct arena *const arena = builder->format.arena;
    const int k = report_outcome(builder);
    if (k < 0) return;
    const struct outcome *const outcome = &builder->scenario->outcome[k];
    const double years = distribution_mean(&builder->scenario->quantity[outcome->onset].distribution);
    const char *const label = text_in(&outcome->label, builder->language, outcome->name);
    step(builder, WORDS(arena, WORD_REPORT_MEASURE, builder->language, {"label", label}),
         WORDS(arena, WORD_REPORT_MEASURE_WHY, builder->language, {"label", label},
               {"years", amount_text(&builder->format, UNIT_YEARS, (struct estimate){years, 0, years, years})}));
}

static const char *signed_amount(const struct report_builder *builder, const struct column_summary *net)
{
    return format_money(&builder->format, net->mean.value, net->mean.error);
}

static void quote(struct report_builder *builder, const char *text)
{
    document_say(builder->document, DOCUMENT_QUOTE, text);
}

/* Three paragraphs: what is done and what it costs; what comes back, for whom, how surely; on what that rests. */
static void build_application(struct report_builder *builder)
{
    const struct format *const format = &builder->format;
    struct arena *const arena = format->arena;
    const struct settings *const settings = &builder->scenario->settings;
    const struct estimate cost = report_column(builder, builder->run->outcomes->at.cost)->mean,
                          persons = report_participants(builder);
    const int k = report_outcome(builder);
    document_say(builder->document, DOCUMENT_SUBHEADING, report_say(builder, WORD_REPORT_APPLICATION));
    if (k >= 0) {
        const struct column_summary *const cases = report_column(builder, builder->run->outcomes->at.cases_avoided + k);
        const struct outcome *const outcome = &builder->scenario->outcome[k];
        quote(builder,
              WORDS(arena, WORD_REPORT_APPLICATION_WHAT, builder->language, {"title", builder->document->title},
                    {"n", format_count(format, persons.value, persons.error > 0.5 ? persons.error : 0.5)},
                    {"cost", format_money(format, cost.value, cost.error)},
                    {"cases", format_number(format, cases->mean.value, cases->mean.error, 2)},
                    {"label", text_in(&outcome->label, builder->language, outcome->name)},
                    {"range",
                     format_range(format, UNIT_PERSONS, cases->percentile[LEVEL_P5], cases->percentile[LEVEL_P95])}));
    }
    quote(builder,
          WORDS(arena, builder->views > 1 ? WORD_REPORT_APPLICATION_BOTH : WORD_REPORT_APPLICATION_ALL,
                builder->language, {"end", format_year(format, settings->start_year + settings->horizon - 1)},
                {"net", signed_amount(builder, builder->budget)}, {"range", report_range(builder, builder->budget)},
                {"p", format_probability(format, builder->budget->positive)},
                {"society", signed_amount(builder, builder->society)},
                {"society_p", format_probability(format, builder->society->positive)}));
    quote(builder, report_say(builder, WORD_REPORT_APPLICATION_RESTS));
}

void report_build_next(struct report_builder *builder)
{
    document_say(builder->document, DOCUMENT_HEADING, report_say(builder, WORD_REPORT_NEXT));
    document_say(builder->document, DOCUMENT_ASIDE, report_say(builder, WORD_REPORT_BELIEF));
    add_learning(builder);
    add_threshold(builder);
    add_measuring(builder);
    build_application(builder);
}
