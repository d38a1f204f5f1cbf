#include "sim/report/run_build.h"
#include "sim/words/labels.h"

#include <math.h>
#include <string.h>

#include "sim/words/words.h"

/* Which sentence tells the answer; each that is not exact has a twin that names the end of the horizon. */
enum answer {
    ANSWER_ZERO,
    ANSWER_SAME_SAVES,
    ANSWER_SAME_COSTS,
    ANSWER_SAVES,
    ANSWER_SAVES_BY,
    ANSWER_COSTS,
    ANSWER_COSTS_BY,
    ANSWER_EVEN,
    ANSWER_EVEN_BY,
    ANSWER_COUNT
};

#define ANSWERS(who)                                                                                                   \
    {                                                                                                                  \
        WORD_##who##_ZERO, WORD_##who##_SAME_SAVES, WORD_##who##_SAME_COSTS, WORD_##who##_SAVES,                       \
            WORD_##who##_SAVES_BY, WORD_##who##_COSTS, WORD_##who##_COSTS_BY, WORD_##who##_EVEN, WORD_##who##_EVEN_BY  \
    }

/* Told in the words of a scope: where society is spoken of, public finances have theirs too. */
static const enum word answer_word[][ANSWER_COUNT] = {
    [SCOPE_PUBLIC_PAYERS] = ANSWERS(ALL), [SCOPE_PUBLIC_ALONE] = ANSWERS(PUBLIC), [SCOPE_SOCIETY] = ANSWERS(SOCIETY)};

/* What is said of the year: the median one; the share that has broken even; nothing, where that is the chance to pay
 * for itself once more. */
enum when { WHEN_YEAR, WHEN_SHARE, WHEN_SAID };

/* What can be said of a mean: its 95 % Monte Carlo interval leaves zero out, or not. */
enum sign { SIGN_SAVES, SIGN_COSTS, SIGN_EVEN, SIGNS };

static enum sign sign_of(struct estimate mean)
{
    if (mean.low > 0) return SIGN_SAVES;
    return mean.high < 0 ? SIGN_COSTS : SIGN_EVEN;
}

static enum when when_of(const struct format *format, const struct column_summary *net,
                         const struct break_even_summary *year)
{
    const struct estimate reached = year->by_year[year->years - 1];
    if (year->median < (int)year->years) return WHEN_YEAR;
    const char *const p = format_probability(format, net->positive), *const q = format_probability(format, reached);
    const bool same = fabs(net->positive.value - reached.value) <= 0.005 || (p && q && strcmp(p, q) == 0);
    return same ? WHEN_SAID : WHEN_SHARE;
}

static enum answer answer_of(const struct column_summary *net, enum when when)
{
    static const enum answer uncertain[][2] = {[SIGN_SAVES] = {ANSWER_SAVES, ANSWER_SAVES_BY},
                                               [SIGN_COSTS] = {ANSWER_COSTS, ANSWER_COSTS_BY},
                                               [SIGN_EVEN] = {ANSWER_EVEN, ANSWER_EVEN_BY}};
    if (!net->constant) return uncertain[sign_of(net->mean)][when == WHEN_SAID];
    if (net->minimum == 0) return ANSWER_ZERO;
    return net->minimum > 0 ? ANSWER_SAME_SAVES : ANSWER_SAME_COSTS;
}

static char *amount(const struct builder *builder, struct estimate mean)
{
    return format_money(&builder->format, fabs(mean.value), mean.error);
}

/* All that few iterations tell. */
static void say_mean(struct builder *builder, enum perspective_scope who, struct estimate mean)
{
    static const enum word few[][2] = {[SCOPE_PUBLIC_PAYERS] = {WORD_ALL_FEW, WORD_ALL_ONE},
                                       [SCOPE_PUBLIC_ALONE] = {WORD_PUBLIC_FEW, WORD_PUBLIC_ONE},
                                       [SCOPE_SOCIETY] = {WORD_SOCIETY_FEW, WORD_SOCIETY_ONE}};
    const struct format *const format = &builder->format;
    const size_t n = builder->report->summary->iterations;
    document_say(builder->document, DOCUMENT_HEADLINE,
                 WORDS(format->arena, few[who][n == 1], builder->language,
                       {"net", format_money(format, mean.value, mean.error)},
                       {"n", format_count(format, (double)n, 0)}));
}

/* Two lines: how much and how sure; the range and when. The second says nothing new where nothing varies. */
static void say_answer(struct builder *builder, enum perspective_scope who, int column,
                       const struct break_even_summary *year)
{
    static const enum word range_word[] = {
        [WHEN_YEAR] = WORD_ANSWER_RANGE_YEAR, [WHEN_SHARE] = WORD_ANSWER_RANGE_NEVER, [WHEN_SAID] = WORD_ANSWER_RANGE};
    const struct report *const report = builder->report;
    const struct format *const format = &builder->format;
    const struct column_summary *const net = &report->summary->column[column];
    if (builder->few) {
        say_mean(builder, who, net->mean);
        return;
    }
    const int start = report->scenario->settings.start_year, last = (int)year->years - 1;
    const enum when when = when_of(format, net, year);
    const char *const end = format_year(format, start + last);
    const char *const median = format_year(format, start + (year->median > last ? last : year->median));
    document_say(builder->document, DOCUMENT_HEADLINE,
                 WORDS(format->arena, answer_word[who][answer_of(net, when)], builder->language,
                       {"net", amount(builder, net->mean)}, {"p", format_probability(format, net->positive)},
                       {"year", median}, {"end", end},
                       {"n", format_count(format, (double)report->summary->iterations, 0)}));
    if (net->constant) return;
    document_say(builder->document, DOCUMENT_DETAIL,
                 WORDS(format->arena, range_word[when], builder->language,
                       {"range", format_money_range(format, net->percentile[LEVEL_P5], net->percentile[LEVEL_P95])},
                       {"year", median}, {"end", end}, {"reached", format_probability(format, year->by_year[last])}));
    if (net->zero.value > 0)
        document_say(
            builder->document, DOCUMENT_DETAIL,
            WORDS(format->arena, WORD_ANSWER_NEITHER, builder->language, {"p", format_probability(format, net->zero)}));
}

/* A payer whose result is a coin toss neither saves nor pays, whatever the sign of its mean. */
static bool is_even(const struct column_summary *net)
{
    static const double toss = 0.05;
    return !net->constant && (sign_of(net->mean) == SIGN_EVEN || fabs(net->positive.value - 0.5) <= toss);
}

static const char *even_label(const struct builder *builder, const char *payer, const struct column_summary *net)
{
    return WORDS(builder->format.arena, WORD_ABOUT_EVEN_PAYER, builder->language, {"payer", payer},
                 {"p", format_probability(&builder->format, net->positive)});
}

/* Labels of the payers that save, pay or are about even; public ones alone where public and private money differ. */
static size_t payers_of(const struct builder *builder, enum sign sign, const char **out_label)
{
    const struct scenario *const scenario = builder->report->scenario;
    size_t count = 0;
    for (size_t p = 0; p < scenario->payers; p++) {
        if (builder->split && !scenario->payer[p].public_finances) continue;
        const struct column_summary *const net =
            &builder->report->summary->column[(size_t)builder->report->outcomes->at.net_payer + p];
        if (is_even(net) ? sign != SIGN_EVEN : sign == SIGN_EVEN || sign_of(net->mean) != sign) continue;
        const char *const label = label_of_payer(scenario, p, builder->language);
        out_label[count++] = sign == SIGN_EVEN ? even_label(builder, label, net) : label;
    }
    return count;
}

/* "a; b; c" */
static const char *joined(const struct builder *builder, const char *const *item, size_t items)
{
    return words_join(builder->format.arena, WORD_LABELS_NEXT, builder->language, item, items);
}

static const char *sentences(const struct builder *builder, const char *const *sentence, size_t count)
{
    return words_join(builder->format.arena, WORD_SENTENCES_NEXT, builder->language, sentence, count);
}

/* One sentence of those who pay, save or are about even: none, one, more of them. That nobody pays or saves is said
 * only where nobody is about even. */
static const char *payers_sentence(const struct builder *builder, enum sign sign, bool alone, const char **label)
{
    static const enum word sentence[2][SIGNS][3] = {
        {[SIGN_SAVES] = {WORD_NO_SAVER, WORD_NET_SAVER, WORD_NET_SAVERS},
         [SIGN_COSTS] = {WORD_NO_PAYER, WORD_NET_PAYER, WORD_NET_PAYERS},
         [SIGN_EVEN] = {WORD_ABOUT_EVEN, WORD_ABOUT_EVEN, WORD_ABOUT_EVEN}},
        {[SIGN_SAVES] = {WORD_PUBLIC_NO_SAVER, WORD_PUBLIC_NET_SAVER, WORD_PUBLIC_NET_SAVERS},
         [SIGN_COSTS] = {WORD_PUBLIC_NO_PAYER, WORD_PUBLIC_NET_PAYER, WORD_PUBLIC_NET_PAYERS},
         [SIGN_EVEN] = {WORD_ABOUT_EVEN, WORD_ABOUT_EVEN, WORD_ABOUT_EVEN}}};
    struct arena *const arena = builder->format.arena;
    const size_t count = payers_of(builder, sign, label);
    if (count == 0 && !alone) return "";
    return WORDS(arena, sentence[builder->split][sign][count > 1 ? 2 : count], builder->language,
                 {"payers", joined(builder, label, count)});
}

static void say_payers(struct builder *builder)
{
    const size_t payers = builder->report->scenario->payers;
    if (payers < 2) return;
    const char **const label = ARENA_ARRAY(builder->format.arena, payers, const char *);
    if (!label) {
        document_say(builder->document, DOCUMENT_LINE, NULL);
        return;
    }
    const bool none_even = payers_of(builder, SIGN_EVEN, label) == 0;
    const bool any = payers_of(builder, SIGN_COSTS, label) + payers_of(builder, SIGN_SAVES, label) > 0;
    const char *const sentence[] = {payers_sentence(builder, SIGN_COSTS, none_even && any, label),
                                    payers_sentence(builder, SIGN_SAVES, none_even && any, label),
                                    payers_sentence(builder, SIGN_EVEN, false, label)};
    document_say(builder->document, DOCUMENT_LINE, sentences(builder, sentence, sizeof sentence / sizeof *sentence));
}

/* What the payers that are not public mean for the figures. */
static void say_private(struct builder *builder, enum word note)
{
    const struct scenario *const scenario = builder->report->scenario;
    struct arena *const arena = builder->format.arena;
    const char **const label = ARENA_ARRAY(arena, scenario->payers, const char *);
    size_t count = 0;
    for (size_t p = 0; p < scenario->payers && label; p++)
        if (!scenario->payer[p].public_finances) label[count++] = label_of_payer(scenario, p, builder->language);
    document_say(builder->document, DOCUMENT_LINE,
                 label ? WORDS(arena, note, builder->language, {"payers", joined(builder, label, count)}) : NULL);
}

static char *alternative_label(const struct builder *builder, const struct alternative *alternative)
{
    const char *const given = text_in(&alternative->label, builder->language, NULL);
    if (given) return arena_strdup(builder->format.arena, given);
    return WORDS(builder->format.arena, WORD_ALTERNATIVE_DEFAULT, builder->language,
                 {"assumption", alternative->assumption}, {"name", alternative->name},
                 {"written", alternative->written ? alternative->written : ""});
}

/* by_sign: a sentence for each sign, and one for exactly zero in every iteration. */
static char *alternative_sentence(const struct builder *builder, const enum word by_sign[SIGNS + 1], const char *label,
                                  const struct column_summary *net)
{
    const bool zero = net->constant && net->minimum == 0;
    const enum sign sign = zero ? SIGNS : sign_of(net->mean);
    const double value = sign == SIGN_EVEN ? net->mean.value : fabs(net->mean.value);
    return WORDS(builder->format.arena, by_sign[sign], builder->language, {"label", label},
                 {"net", format_money(&builder->format, value, net->mean.error)},
                 {"p", format_probability(&builder->format, net->positive)});
}

/* Public finances first; then society, or that nothing is said of it. */
static void say_alternative(struct builder *builder, const struct study_alternative *result)
{
    static const enum word all[] = {WORD_ALTERNATIVE_SAVES, WORD_ALTERNATIVE_COSTS, WORD_ALTERNATIVE_EVEN,
                                    WORD_ALTERNATIVE_ZERO};
    static const enum word public[] = {WORD_ALTERNATIVE_PUBLIC_SAVES, WORD_ALTERNATIVE_PUBLIC_COSTS,
                                       WORD_ALTERNATIVE_PUBLIC_EVEN, WORD_ALTERNATIVE_PUBLIC_ZERO};
    static const enum word society[] = {WORD_ALTERNATIVE_SOCIETY_SAVES, WORD_ALTERNATIVE_SOCIETY_COSTS,
                                        WORD_ALTERNATIVE_SOCIETY_EVEN, WORD_ALTERNATIVE_SOCIETY_ZERO};
    char *const label = alternative_label(builder, result->alternative);
    const bool apart = result->scope != SCOPE_PUBLIC_PAYERS;
    const char *const sentence[] = {
        alternative_sentence(builder, apart ? public : all, label, apart ? &result->net_public : &result->net),
        result->scope == SCOPE_PUBLIC_ALONE ? word_text(WORD_ALTERNATIVE_PUBLIC_ALONE, builder->language)
        : apart                             ? alternative_sentence(builder, society, label, &result->net)
                                            : ""};
    document_say(builder->document, DOCUMENT_ITEM, sentences(builder, sentence, sizeof sentence / sizeof *sentence));
}

void build_answer(struct builder *builder)
{
    const struct report *const report = builder->report;
    const struct outcome_index *const at = &report->outcomes->at;
    if (builder->split || builder->scope == SCOPE_PUBLIC_ALONE)
        say_answer(builder, SCOPE_PUBLIC_ALONE, at->net_public, &report->summary->break_even_public);
    if (builder->split)
        say_answer(builder, SCOPE_SOCIETY, at->net, &report->summary->break_even);
    else if (builder->scope != SCOPE_PUBLIC_ALONE)
        say_answer(builder, SCOPE_PUBLIC_PAYERS, at->net, &report->summary->break_even);
    if (!builder->few) say_payers(builder);
    if (builder->split) say_private(builder, WORD_SOCIETY_NOTE);
    if (builder->scope == SCOPE_PUBLIC_ALONE) say_private(builder, WORD_PUBLIC_ALONE);
    for (size_t a = 0; a < report->alternatives && !builder->few; a++)
        say_alternative(builder, &report->alternative[a]);
}
