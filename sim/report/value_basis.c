#include "sim/report/basis.h"
#include "sim/report/value_report.h"

#include "sim/report/analysis_basis.h"
#include "sim/words/labels.h"

static void paragraph(struct value_builder *builder, const char *text)
{
    document_say(builder->document, DOCUMENT_PARAGRAPH, text);
}

static void say_pilot(struct value_builder *builder)
{
    const struct value_pilot *const pilot = builder->value->pilot;
    const struct format *const format = &builder->format;
    if (!pilot) return;
    const struct scenario *const scenario = builder->value->plan[pilot->scenario]->scenario;
    const struct intervention *const intervention = &scenario->intervention[pilot->intervention];
    const struct outcome *const outcome = &scenario->outcome[pilot->outcome];
    const enum language language = builder->language;
    paragraph(builder, WORDS(format->arena, WORD_VALUE_PILOT_BASIS, language,
                             {"intervention", text_in(&intervention->label, language, intervention->name)},
                             {"outcome", text_in(&outcome->label, language, outcome->name)},
                             {"control", format_share(format, pilot->control, 0)},
                             {"treated", format_share(format, pilot->treated, 0)}));
    if (pilot->priced)
        paragraph(builder,
                  WORDS(format->arena, WORD_VALUE_PILOT_COST, language,
                        {"fixed", format_money(format, pilot->fixed_cost, 0)},
                        {"each", format_money(format, pilot->per_participant.value, pilot->per_participant.error)},
                        {"who", value_who(builder)}));
    paragraph(builder, word_text(WORD_VALUE_PILOT_LEFT_OUT, language));
}

static void say_overrides(struct value_builder *builder)
{
    const struct scenario *const first = builder->value->plan[0]->scenario;
    struct arena *const arena = builder->format.arena;
    const char **const item = ARENA_ARRAY(arena, first->overrides, const char *);
    if (first->overrides == 0) return;
    for (size_t o = 0; item && o < first->overrides; o++) item[o] = label_of_override(arena, &first->override[o]);
    paragraph(builder, WORDS(arena, WORD_COMPARE_CHANGED, builder->language,
                             {"changes", item ? words_list(arena, builder->language, item, first->overrides) : NULL}));
}

/* [scenarios]; NULL when memory ran out, which the document then knows. */
static const struct scenario *const *scenarios_of(struct value_builder *builder)
{
    const struct value *const value = builder->value;
    const struct scenario **const scenario =
        ARENA_ARRAY(builder->format.arena, value->scenarios, const struct scenario *);
    for (size_t s = 0; scenario && s < value->scenarios; s++) scenario[s] = value->plan[s]->scenario;
    builder->document->failed = builder->document->failed || !scenario;
    return scenario;
}

void value_build_basis(struct value_builder *builder)
{
    const struct value *const value = builder->value;
    const struct scenario *const first = value->plan[0]->scenario;
    const struct settings *const settings = &first->settings;
    const struct format *const format = &builder->format;
    const struct scenario *const *const scenario = scenarios_of(builder);
    if (!scenario) return;
    basis_begin(builder->document, scenario, value->scenarios);
    paragraph(builder, word_text(WORD_VALUE_MEANING, builder->language));
    paragraph(builder, word_text(WORD_VALUE_LAWS, builder->language));
    basis_say_stochastic(builder->document, format, COHORT_EXPECTED);
    if (value->scenarios == 1) basis_say_mean(builder->document, format, UNIT_MONEY, value->mean[1], value->iterations);
    say_pilot(builder);
    if (value->wanted > value->iterations)
        paragraph(builder, WORDS(format->arena, WORD_VALUE_FEWER, builder->language,
                                 {"wanted", format_count(format, value->wanted, 0)},
                                 {"n", format_count(format, value->iterations, 0)}));
    paragraph(builder,
              WORDS(format->arena, WORD_VALUE_BASIS, builder->language,
                    {"n", format_count(format, value->iterations, 0)},
                    {"points", format_count(format, value->points, 0)}, {"rest", format_count(format, value->rest, 0)},
                    {"seed", arena_printf(format->arena, "%llu", (unsigned long long)first->simulation.seed)}));
    paragraph(builder, WORDS(format->arena, WORD_COMPARE_MONEY, builder->language, {"currency", settings->currency},
                             {"price_year", format_year(format, settings->price_year)},
                             {"start_year", format_year(format, settings->start_year)},
                             {"rate", format_discount_rate(format, settings)},
                             {"end", format_year(format, settings->start_year + settings->horizon - 1)}));
    say_overrides(builder);
    basis_say_made_by(builder->document, format, value->scenarios, scenario, value_names(builder));
}
