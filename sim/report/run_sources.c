/* What other sources of disputed numbers come to. */
#include <math.h>
#include <string.h>

#include "sim/report/run_build.h"
#include "sim/words/quantity_label.h"
#include "sim/words/words.h"

static char *alternative_label(const struct builder *builder, const struct alternative *alternative)
{
    const char *const given = text_in(&alternative->label, builder->language, NULL);
    if (given) return arena_strdup(builder->format.arena, given);
    return WORDS(builder->format.arena, WORD_ALTERNATIVE_DEFAULT, builder->language,
                 {"assumption", alternative->assumption}, {"name", alternative->name},
                 {"written", alternative->written ? alternative->written : ""});
}

/* The number that it replaces. */
static const char *assumption_label(const struct builder *builder, const struct alternative *alternative)
{
    struct arena *const arena = builder->format.arena;
    const struct scenario *const scenario = builder->report->scenario;
    const char *const path = arena_printf(arena, "assumptions.%s", alternative->assumption);
    for (int q = 0; path && q < (int)scenario->quantities; q++)
        if (strcmp(scenario->quantity[q].path, path) == 0) return quantity_label(arena, scenario, q, builder->language);
    return path;
}

/* by_sign: a sentence for each sign, and one for exactly zero in every iteration. */
static char *alternative_sentence(const struct builder *builder, const enum word by_sign[SIGNS + 1],
                                  const struct alternative *alternative, const struct column_summary *net)
{
    struct arena *const arena = builder->format.arena;
    const bool zero = net->constant && net->minimum == 0;
    const enum sign sign = zero ? SIGNS : sign_of(net->mean);
    const double value = sign == SIGN_EVEN ? net->mean.value : fabs(net->mean.value);
    return WORDS(arena, by_sign[sign], builder->language, {"quantity", assumption_label(builder, alternative)},
                 {"label", alternative_label(builder, alternative)},
                 {"net", format_money(&builder->format, value, net->mean.error)},
                 {"p", format_probability(&builder->format, net->positive)});
}

#define BY_SIGN(who)                                                                                                   \
    {                                                                                                                  \
        WORD_ALTERNATIVE_##who##SAVES, WORD_ALTERNATIVE_##who##COSTS, WORD_ALTERNATIVE_##who##EVEN,                    \
            WORD_ALTERNATIVE_##who##ZERO                                                                               \
    }

/* The second view of an alternative, after its cash; RUN_VIEW_ALL: there is none. */
static enum run_view_kind second_view(const struct builder *builder, const struct study_alternative *result)
{
    if (result->scope == SCOPE_SOCIETY) return RUN_VIEW_SOCIETY;
    return run_has_capacity(builder->report) ? RUN_VIEW_CAPACITY : RUN_VIEW_ALL;
}

/* Money of public budgets first; then all that anybody gains, or that nothing is said of it. */
static void say_alternative(struct builder *builder, const struct study_alternative *result)
{
    static const enum word by_view[RUN_VIEW_KINDS][SIGNS + 1] = {[RUN_VIEW_ALL] = BY_SIGN(),
                                                                 [RUN_VIEW_PUBLIC] = BY_SIGN(PUBLIC_),
                                                                 [RUN_VIEW_SOCIETY] = BY_SIGN(SOCIETY_),
                                                                 [RUN_VIEW_CAPACITY] = BY_SIGN(CAPACITY_)};
    const enum run_view_kind second = second_view(builder, result);
    const bool one = second == RUN_VIEW_ALL && result->scope == SCOPE_PUBLIC_PAYERS;
    const char *const sentence[] = {
        alternative_sentence(builder, by_view[one ? RUN_VIEW_ALL : RUN_VIEW_PUBLIC], result->alternative,
                             one ? &result->net : &result->net_cashable_public),
        second == RUN_VIEW_ALL ? "" : alternative_sentence(builder, by_view[second], result->alternative, &result->net),
        result->scope == SCOPE_PUBLIC_ALONE ? word_text(WORD_ALTERNATIVE_PUBLIC_ALONE, builder->language) : ""};
    document_say(builder->document, DOCUMENT_ITEM,
                 words_join(builder->format.arena, WORD_SENTENCES_NEXT, builder->language, sentence,
                            sizeof sentence / sizeof *sentence));
}

void build_alternatives(struct builder *builder)
{
    for (size_t a = 0; a < builder->report->alternatives && !builder->few; a++)
        say_alternative(builder, &builder->report->alternative[a]);
}
