#include "sim/report/build.h"

#include <math.h>

#include "sim/report/words.h"

/* Which sentence tells the answer. */
enum answer {
    ANSWER_ZERO,
    ANSWER_SAME_SAVES,
    ANSWER_SAME_COSTS,
    ANSWER_SAVES_YEAR,
    ANSWER_SAVES_NEVER,
    ANSWER_COSTS_YEAR,
    ANSWER_COSTS_NEVER,
    ANSWER_EVEN_YEAR,
    ANSWER_EVEN_NEVER,
    ANSWER_COUNT
};

enum perspective { PERSPECTIVE_ALL, PERSPECTIVE_PUBLIC, PERSPECTIVE_SOCIETY, PERSPECTIVE_COUNT };

#define ANSWERS(who)                                                                                                   \
    {                                                                                                                  \
        WORD_##who##_ZERO, WORD_##who##_SAME_SAVES, WORD_##who##_SAME_COSTS, WORD_##who##_SAVES_YEAR,                  \
            WORD_##who##_SAVES_NEVER, WORD_##who##_COSTS_YEAR, WORD_##who##_COSTS_NEVER, WORD_##who##_EVEN_YEAR,       \
            WORD_##who##_EVEN_NEVER                                                                                    \
    }

static const enum word answer_word[PERSPECTIVE_COUNT][ANSWER_COUNT] = {
    [PERSPECTIVE_ALL] = ANSWERS(ALL), [PERSPECTIVE_PUBLIC] = ANSWERS(PUBLIC), [PERSPECTIVE_SOCIETY] = ANSWERS(SOCIETY)};

/* What can be said of a mean: its 95 % Monte Carlo interval leaves zero out, or not. */
enum sign { SIGN_SAVES, SIGN_COSTS, SIGN_EVEN, SIGNS };

static enum sign sign_of(struct estimate mean)
{
    if (mean.low > 0) return SIGN_SAVES;
    return mean.high < 0 ? SIGN_COSTS : SIGN_EVEN;
}

static enum answer answer_of(const struct column_summary *net, const struct break_even_summary *year)
{
    static const enum answer uncertain[][2] = {[SIGN_SAVES] = {ANSWER_SAVES_YEAR, ANSWER_SAVES_NEVER},
                                               [SIGN_COSTS] = {ANSWER_COSTS_YEAR, ANSWER_COSTS_NEVER},
                                               [SIGN_EVEN] = {ANSWER_EVEN_YEAR, ANSWER_EVEN_NEVER}};
    const bool never = year->median >= (int)year->years;
    if (!net->constant) return uncertain[sign_of(net->mean)][never];
    if (net->minimum == 0) return ANSWER_ZERO;
    return net->minimum > 0 ? ANSWER_SAME_SAVES : ANSWER_SAME_COSTS;
}

static char *amount(const struct builder *builder, struct estimate mean)
{
    return format_money(&builder->format, fabs(mean.value), mean.error);
}

static void say_answer(struct builder *builder, enum perspective who, int column, const struct break_even_summary *year)
{
    const struct report *const report = builder->report;
    const struct format *const format = &builder->format;
    const struct column_summary *const net = &report->summary->column[column];
    const int start = report->scenario->settings.start_year, last = (int)year->years - 1;
    const struct estimate reached = year->by_year[last];
    document_say(builder->document, DOCUMENT_HEADLINE,
                 WORDS(format->arena, answer_word[who][answer_of(net, year)], builder->language,
                       {"net", amount(builder, net->mean)},
                       {"range", format_money_range(format, net->percentile[LEVEL_P5], net->percentile[LEVEL_P95])},
                       {"p", format_probability(format, net->positive)},
                       {"year", format_year(format, start + (year->median > last ? last : year->median))},
                       {"end", format_year(format, start + last)}, {"reached", format_probability(format, reached)},
                       {"n", format_count(format, (double)report->summary->iterations, 0)}));
}

/* Labels of the payers whose mean net has this sign; public ones alone where public and private money differ. */
static size_t payers_of(const struct builder *builder, enum sign sign, const char **out_label)
{
    const struct scenario *const scenario = builder->report->scenario;
    size_t count = 0;
    for (size_t p = 0; p < scenario->payers; p++) {
        if (builder->split && !scenario->payer[p].public_finances) continue;
        const size_t column = (size_t)builder->report->outcomes->at.net_payer + p;
        if (sign_of(builder->report->summary->column[column].mean) != sign) continue;
        out_label[count++] = report_payer_label(scenario, p, builder->language);
    }
    return count;
}

/* "a, b, c": labels may hold an "and" of their own. */
static char *joined(struct arena *arena, const char *const *item, size_t items)
{
    char *text = arena_strdup(arena, items ? item[0] : "");
    for (size_t i = 1; i < items && text; i++) text = arena_printf(arena, "%s, %s", text, item[i]);
    return text;
}

static void say_payers(struct builder *builder)
{
    static const enum word sentence[2][3] = {
        {WORD_PAYERS_BOTH, WORD_PAYERS_NO_SAVER, WORD_PAYERS_NO_PAYER},
        {WORD_PUBLIC_PAYERS_BOTH, WORD_PUBLIC_PAYERS_NO_SAVER, WORD_PUBLIC_PAYERS_NO_PAYER}};
    struct arena *const arena = builder->format.arena;
    const size_t payers = builder->report->scenario->payers;
    if (payers < 2) return;
    const char **const pays = ARENA_ARRAY(arena, payers, const char *);
    const char **const saves = ARENA_ARRAY(arena, payers, const char *);
    if (!pays || !saves) {
        document_say(builder->document, DOCUMENT_LINE, NULL);
        return;
    }
    const size_t paying = payers_of(builder, SIGN_COSTS, pays), saving = payers_of(builder, SIGN_SAVES, saves);
    if (paying + saving == 0) return;
    document_say(builder->document, DOCUMENT_LINE,
                 WORDS(arena,
                       sentence[builder->split][saving == 0   ? 1
                                                : paying == 0 ? 2
                                                              : 0],
                       builder->language, {"payers", joined(arena, pays, paying)},
                       {"savers", joined(arena, saves, saving)}));
}

static void say_society_note(struct builder *builder)
{
    const struct scenario *const scenario = builder->report->scenario;
    struct arena *const arena = builder->format.arena;
    const char **const label = ARENA_ARRAY(arena, scenario->payers, const char *);
    size_t count = 0;
    for (size_t p = 0; p < scenario->payers && label; p++)
        if (!scenario->payer[p].public_finances) label[count++] = report_payer_label(scenario, p, builder->language);
    document_say(builder->document, DOCUMENT_LINE,
                 label ? WORDS(arena, WORD_SOCIETY_NOTE, builder->language, {"payers", joined(arena, label, count)})
                       : NULL);
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

static void say_alternative(struct builder *builder, const struct alternative_result *result)
{
    static const enum word all[] = {WORD_ALTERNATIVE_SAVES, WORD_ALTERNATIVE_COSTS, WORD_ALTERNATIVE_EVEN,
                                    WORD_ALTERNATIVE_ZERO};
    static const enum word public[] = {WORD_ALTERNATIVE_PUBLIC_SAVES, WORD_ALTERNATIVE_PUBLIC_COSTS,
                                       WORD_ALTERNATIVE_PUBLIC_EVEN, WORD_ALTERNATIVE_PUBLIC_ZERO};
    static const enum word society[] = {WORD_ALTERNATIVE_SOCIETY_SAVES, WORD_ALTERNATIVE_SOCIETY_COSTS,
                                        WORD_ALTERNATIVE_SOCIETY_EVEN, WORD_ALTERNATIVE_SOCIETY_ZERO};
    char *const label = alternative_label(builder, result->alternative);
    char *text;
    if (builder->split) {
        const char *const first = alternative_sentence(builder, public, label, &result->net_public);
        const char *const second = alternative_sentence(builder, society, label, &result->net);
        text = first && second ? arena_printf(builder->format.arena, "%s %s", first, second) : NULL;
    } else {
        text = alternative_sentence(builder, all, label, &result->net);
    }
    document_say(builder->document, DOCUMENT_ITEM, text);
}

void build_answer(struct builder *builder)
{
    const struct report *const report = builder->report;
    const struct outcome_index *const at = &report->outcomes->at;
    if (builder->split) {
        say_answer(builder, PERSPECTIVE_PUBLIC, at->net_public, &report->summary->break_even_public);
        say_answer(builder, PERSPECTIVE_SOCIETY, at->net, &report->summary->break_even);
    } else {
        say_answer(builder, PERSPECTIVE_ALL, at->net, &report->summary->break_even);
    }
    say_payers(builder);
    if (builder->split) say_society_note(builder);
    for (size_t a = 0; a < report->alternatives; a++) say_alternative(builder, &report->alternative[a]);
}
