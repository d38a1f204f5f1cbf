/* The finding: which assumption matters most, whether any turns the sign, and what matters not at all. */
#include <string.h>

#include "sim/analysis/net_result.h"
#include "sim/analysis/perspective.h"
#include "sim/report/sensitivity_report.h"
#include "sim/words/amount.h"
#include "sim/words/quantity_label.h"
#include "sim/words/words.h"

static void say(struct sensitivity_builder *builder, enum document_kind kind, const char *text)
{
    document_say(builder->document, kind, text);
}

static void say_nothing(struct sensitivity_builder *builder)
{
    const struct sensitivity *const is = builder->sensitivity;
    say(builder, DOCUMENT_HEADLINE,
        WORDS(builder->format.arena, is->factors > 0 ? WORD_SENSITIVITY_CONSTANT : WORD_SENSITIVITY_CERTAIN,
              builder->language, {"mean", sensitivity_amount(builder, is->mean)}));
}

static void say_tie(struct sensitivity_builder *builder, const struct sensitivity_factor *const *leader, size_t leaders)
{
    struct arena *const arena = builder->format.arena;
    const char **const label = ARENA_ARRAY(arena, leaders, const char *);
    for (size_t f = 0; label && f < leaders; f++)
        label[f] = factor_label(arena, builder->sensitivity->plan, leader[f]->factor, builder->language);
    say(builder, DOCUMENT_HEADLINE,
        label ? WORDS(arena, WORD_SENSITIVITY_TIE, builder->language,
                      {"labels", sensitivity_joined(builder, label, leaders)},
                      {"n", format_count(&builder->format, builder->sensitivity->points, 0)})
              : NULL);
}

static void say_ends(struct sensitivity_builder *builder, const struct sensitivity_quantity *quantity)
{
    const struct sensitivity_end *const low = &quantity->low, *const high = &quantity->high;
    const struct sensitivity_end *const middle = &quantity->middle;
    const enum unit unit = builder->scenario->quantity[quantity->quantity].unit;
    say(builder, DOCUMENT_DETAIL,
        WORDS(builder->format.arena, sensitivity_bends(quantity) ? WORD_SENSITIVITY_BENDS : WORD_SENSITIVITY_ENDS,
              builder->language, {"middle", sensitivity_amount(builder, middle->mean)},
              {"m", amount_range(&builder->format, unit, middle->quantity, middle->quantity)},
              {"low", sensitivity_amount(builder, low->mean)}, {"high", sensitivity_amount(builder, high->mean)},
              {"a", amount_range(&builder->format, unit, low->quantity, low->quantity)},
              {"b", amount_range(&builder->format, unit, high->quantity, high->quantity)}));
}

static void say_leader(struct sensitivity_builder *builder)
{
    const struct sensitivity *const is = builder->sensitivity;
    struct arena *const arena = builder->format.arena;
    const struct sensitivity_factor **const leader = ARENA_ARRAY(arena, is->factors, const struct sensitivity_factor *);
    const size_t leaders = leader ? sensitivity_leaders(is, leader) : 0;
    if (!leader) {
        say(builder, DOCUMENT_HEADLINE, NULL);
    } else if (leaders == 0) {
        say_nothing(builder);
    } else if (leaders > 1) {
        say_tie(builder, leader, leaders);
    } else {
        const struct sensitivity_quantity *const quantity = sensitivity_quantity_of(is, leader[0]);
        say(builder, DOCUMENT_HEADLINE,
            WORDS(arena, WORD_SENSITIVITY_TOP, builder->language,
                  {"label", factor_label(arena, is->plan, leader[0]->factor, builder->language)},
                  {"first", format_probability(&builder->format, sensitivity_shown(&leader[0]->index).first)}));
        if (quantity) say_ends(builder, quantity);
    }
}

static void say_result(struct sensitivity_builder *builder)
{
    const struct sensitivity *const is = builder->sensitivity;
    struct arena *const arena = builder->format.arena;
    say(builder, DOCUMENT_LINE,
        WORDS(arena, WORD_SENSITIVITY_RESULT, builder->language,
              {"result", result_label(arena, builder->scenario, is->result, builder->language)},
              {"mean", sensitivity_amount(builder, is->mean)}, {"sd", sensitivity_amount(builder, is->sd)}));
    const bool usual = strcmp(is->result, net_result_usual(builder->scenario)) == 0;
    if (perspective_scope_of(builder->scenario) == SCOPE_SOCIETY && usual && strcmp(is->result, "net") != 0)
        say(builder, DOCUMENT_LINE, word_text(WORD_SENSITIVITY_PUBLIC_TOO, builder->language));
}

/* Somewhere among its low, middle and high value a loss for sure, and somewhere a saving. */
static bool turns_sign(const struct sensitivity_quantity *quantity)
{
    const struct estimate mean[] = {quantity->low.mean, quantity->middle.mean, quantity->high.mean};
    bool loses = false, saves = false;
    for (size_t i = 0; i < sizeof mean / sizeof *mean; i++) {
        loses = loses || mean[i].high < 0;
        saves = saves || mean[i].low > 0;
    }
    return loses && saves;
}

/* Only of net savings: cases and costs have no loss. */
static void say_turns(struct sensitivity_builder *builder)
{
    const struct sensitivity *const is = builder->sensitivity;
    struct arena *const arena = builder->format.arena;
    const char **const label = ARENA_ARRAY(arena, is->uncertain, const char *);
    size_t count = 0;
    for (size_t q = 0; label && q < is->uncertain; q++)
        if (turns_sign(&is->quantity[q]))
            label[count++] = quantity_label(arena, builder->scenario, is->quantity[q].quantity, builder->language);
    if (strncmp(is->result, "net", 3) != 0 || is->sd.value == 0) return;
    if (label && count == 0) {
        say(builder, DOCUMENT_LINE, word_text(WORD_SENSITIVITY_TURNS_NONE, builder->language));
        return;
    }
    say(builder, DOCUMENT_LINE,
        label ? WORDS(arena, WORD_SENSITIVITY_TURNS, builder->language,
                      {"labels", sensitivity_joined(builder, label, count)})
              : NULL);
}

/* Whether the errors leave no doubt that assumptions act on each other. */
static bool shows_interplay(const struct sensitivity *is)
{
    bool shows = is->additive.high < 1;
    for (size_t f = 0; f < is->factors; f++)
        shows = shows || is->factor[f].index.total.low > is->factor[f].index.first.high;
    return shows;
}

/* Where several assumptions could act on each other. */
static void say_additive(struct sensitivity_builder *builder)
{
    const struct sensitivity *const is = builder->sensitivity;
    size_t effective = 0;
    for (size_t f = 0; f < is->factors; f++) effective += !is->factor[f].idle;
    if (effective < 2) return;
    const enum word said = shows_interplay(is) ? WORD_SENSITIVITY_ADDITIVE : WORD_SENSITIVITY_ADDITIVE_ALL;
    say(builder, DOCUMENT_LINE,
        WORDS(builder->format.arena, said, builder->language,
              {"sum", format_probability(&builder->format, is->additive)},
              {"n", format_count(&builder->format, is->points, 0)}));
}

void sensitivity_build_answer(struct sensitivity_builder *builder)
{
    say_leader(builder);
    say_result(builder);
    say_turns(builder);
    say_additive(builder);
}
