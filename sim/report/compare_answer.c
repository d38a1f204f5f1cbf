/* The first lines: which choice leads, by how much, and how sure that is. */
#include <math.h>

#include "sim/report/compare_report.h"

static bool all_same(const struct ranking *ranking, size_t choices)
{
    for (size_t i = 0; i + 1 < choices; i++)
        if (!ranking->step[i].same) return false;
    return true;
}

static enum word mean_word(const struct compare_builder *builder, const struct comparison *comparison)
{
    const struct ranking *const ranking = &comparison->ranking[FIGURE_MEAN];
    if (all_same(ranking, comparison->choices)) return WORD_COMPARE_MEAN_ALL_SAME;
    if (ranking->step[0].same) return WORD_COMPARE_MEAN_SAME;
    if (!ranking->step[0].settled) return WORD_COMPARE_MEAN_OPEN;
    if (ranking->order[0] >= builder->compare->scenarios) return WORD_COMPARE_MEAN_NOTHING;
    return comparison->column[ranking->order[0]].mean.value < 0 ? WORD_COMPARE_MEAN_COSTS : WORD_COMPARE_MEAN_FIRST;
}

static const char *money(const struct compare_builder *builder, struct estimate amount)
{
    return format_money(&builder->format, amount.value, amount.error);
}

static const char *mean_sentence(const struct compare_builder *builder, const struct comparison *comparison)
{
    const struct ranking *const ranking = &comparison->ranking[FIGURE_MEAN];
    const size_t a = ranking->order[0], b = ranking->order[1];
    const char *const first = money(builder, comparison->column[a].mean);
    return WORDS(builder->format.arena, mean_word(builder, comparison), builder->language,
                 {"a", compare_name(builder, a, true)}, {"b", compare_name(builder, b, false)}, {"net", first},
                 {"first", first}, {"second", money(builder, comparison->column[b].mean)},
                 {"difference", format_money(&builder->format, ranking->step[0].difference, ranking->step[0].error)},
                 {"n", format_count(&builder->format, (double)comparison->n, 0)});
}

static const char *best_sentence(const struct compare_builder *builder, const struct comparison *comparison)
{
    const size_t a = comparison_likeliest(comparison), b = comparison_least_regret(comparison);
    const struct standing *const standing = &comparison->standing[a];
    const bool level = standing->level.value > 0;
    const enum word word = level ? WORD_COMPARE_BEST_LEVEL : a == b ? WORD_COMPARE_BEST_BOTH : WORD_COMPARE_BEST_APART;
    return WORDS(builder->format.arena, word, builder->language, {"a", compare_name(builder, a, !level)},
                 {"b", compare_name(builder, b, false)},
                 {"p", format_probability(&builder->format, standing->unbeaten)},
                 {"level", format_probability(&builder->format, standing->level)},
                 {"regret", money(builder, comparison->standing[b].regret)});
}

/* Where the worst futures, each choice's own, favour another choice than the mean, and surely. */
static const char *worst_sentence(const struct compare_builder *builder, const struct comparison *comparison)
{
    const struct ranking *const worst = &comparison->ranking[FIGURE_SHORTFALL];
    const size_t a = worst->order[0], b = comparison->ranking[FIGURE_MEAN].order[0];
    if (a == b || !worst->step[0].settled || worst->step[0].same) return "";
    const struct estimate second = comparison->column[b].shortfall;
    return WORDS(builder->format.arena,
                 a >= builder->compare->scenarios ? WORD_COMPARE_WORST_NOTHING : WORD_COMPARE_WORST, builder->language,
                 {"a", compare_name(builder, a, false)}, {"b", compare_name(builder, b, false)},
                 {"first", money(builder, comparison->column[a].shortfall)}, {"second", money(builder, second)},
                 {"loss", format_money(&builder->format, fabs(second.value), second.error)});
}

/* Where doing nothing is no choice, that it would beat them all. */
static const char *nothing_sentence(const struct compare_builder *builder, const struct comparison *comparison)
{
    for (size_t c = 0; c < comparison->choices; c++)
        if (!(comparison->column[c].mean.value < 0)) return "";
    return word_text(WORD_COMPARE_ALL_LOSE, builder->language);
}

void compare_build_answer(struct compare_builder *builder, const struct compare_perspective *perspective)
{
    const struct comparison *const comparison = perspective->comparison;
    const char *const answer = mean_sentence(builder, comparison);
    const bool same = all_same(&comparison->ranking[FIGURE_MEAN], comparison->choices);
    document_say(builder->document, DOCUMENT_HEADLINE,
                 builder->compare->split
                     ? WORDS(builder->format.arena, WORD_COMPARE_OF, builder->language,
                             {"title", word_text(perspective->name, builder->language)}, {"who", answer})
                     : answer);
    document_say(builder->document, DOCUMENT_DETAIL, nothing_sentence(builder, comparison));
    if (!same) document_say(builder->document, DOCUMENT_DETAIL, best_sentence(builder, comparison));
    document_say(builder->document, DOCUMENT_DETAIL, worst_sentence(builder, comparison));
}
