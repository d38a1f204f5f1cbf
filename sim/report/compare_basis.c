/* What the comparison rests on: what differed between the files, and what was done about it. */
#include <string.h>

#include "sim/report/compare_report.h"

static void paragraph(struct compare_builder *builder, const char *text)
{
    document_say(builder->document, DOCUMENT_PARAGRAPH, text);
}

static char *value_of(const struct compare_builder *builder, size_t choice, const char *value)
{
    return WORDS(builder->format.arena, WORD_COMPARE_VALUE, builder->language,
                 {"id", compare_id(builder->compare, choice)}, {"value", value});
}

/* "A: 7; B: 8": the first, then each that differs; the notes of a key follow each other. Moves on behind them. */
static const char *values_of(const struct compare_builder *builder, size_t *at)
{
    const struct alignment *const alignment = &builder->compare->alignment;
    const char *const key = alignment->note[*at].key;
    const char *text = value_of(builder, 0, alignment->note[*at].ours);
    for (; *at < alignment->notes && strcmp(alignment->note[*at].key, key) == 0; ++*at)
        text = WORDS(builder->format.arena, WORD_LABELS_NEXT, builder->language, {"a", text},
                     {"b", value_of(builder, alignment->note[*at].scenario, alignment->note[*at].theirs)});
    return text;
}

static void say_notes(struct compare_builder *builder, bool aligned, enum document_kind kind, enum word word)
{
    const struct alignment *const alignment = &builder->compare->alignment;
    for (size_t at = 0; at < alignment->notes;) {
        const struct alignment_note *const note = &alignment->note[at];
        const char *const values = values_of(builder, &at);
        if (note->aligned == aligned)
            document_say(builder->document, kind,
                         WORDS(builder->format.arena, word, builder->language, {"key", note->key}, {"values", values},
                               {"a", compare_id(builder->compare, 0)}));
    }
}

void compare_build_warnings(struct compare_builder *builder)
{
    if (builder->compare->iterations == 1)
        document_say(builder->document, DOCUMENT_WARNING, word_text(WORD_ONE_ITERATION, builder->language));
    say_notes(builder, false, DOCUMENT_WARNING, WORD_COMPARE_MIXED);
}

static const char *rate_text(const struct compare_builder *builder, const struct settings *settings)
{
    if (settings->discount_steps != 1) return settings->discount_written;
    return format_share(&builder->format, settings->discount_step[0].rate, 0);
}

static void say_settings(struct compare_builder *builder)
{
    const struct scenario *const first = builder->compare->scenario[0];
    const struct settings *const settings = &first->settings;
    const struct format *const format = &builder->format;
    paragraph(builder,
              WORDS(format->arena, WORD_COMPARE_BASIS, builder->language,
                    {"n", format_count(format, (double)builder->compare->iterations, 0)},
                    {"seed", arena_printf(format->arena, "%llu", (unsigned long long)first->simulation.seed)}));
    say_notes(builder, true, DOCUMENT_PARAGRAPH, WORD_COMPARE_ALIGNED);
    paragraph(builder,
              WORDS(format->arena, WORD_COMPARE_MONEY, builder->language, {"currency", settings->currency},
                    {"price_year", format_year(format, settings->price_year)},
                    {"start_year", format_year(format, settings->start_year)}, {"rate", rate_text(builder, settings)},
                    {"end", format_year(format, settings->start_year + settings->horizon - 1)}));
    if (builder->compare->replicated) paragraph(builder, word_text(WORD_SAMPLING_ERRORS, builder->language));
    if (first->simulation.cohort == COHORT_EXPECTED)
        paragraph(builder, word_text(WORD_VARIANCE_EXPECTED, builder->language));
}

/* Values changed by options, which hold for every scenario. */
static void say_overrides(struct compare_builder *builder)
{
    const struct scenario *const first = builder->compare->scenario[0];
    struct arena *const arena = builder->format.arena;
    const char **const item = ARENA_ARRAY(arena, first->overrides, const char *);
    if (first->overrides == 0) return;
    for (size_t o = 0; item && o < first->overrides; o++)
        item[o] = arena_printf(arena, "%s %s=%s", first->override[o].option, first->override[o].path,
                               first->override[o].value);
    const char *const changes = item ? words_list(arena, builder->language, item, first->overrides) : NULL;
    paragraph(builder, WORDS(arena, WORD_COMPARE_CHANGED, builder->language, {"changes", changes}));
}

static void say_hashes(struct compare_builder *builder)
{
    struct arena *const arena = builder->format.arena;
    const char *item[COMPARE_MOST];
    for (size_t s = 0; s < builder->compare->scenarios; s++)
        item[s] = WORDS(arena, WORD_COMPARE_HASH, builder->language, {"id", compare_id(builder->compare, s)},
                        {"hash", arena_strndup(arena, builder->compare->scenario[s]->hash, 12)});
    paragraph(builder, WORDS(arena, WORD_COMPARE_MADE_BY, builder->language, {"version", HYOTY_VERSION},
                             {"scenarios", words_list(arena, builder->language, item, builder->compare->scenarios)}));
}

void compare_build_basis(struct compare_builder *builder)
{
    document_say(builder->document, DOCUMENT_HEADING, word_text(WORD_BASIS_TITLE, builder->language));
    say_settings(builder);
    say_overrides(builder);
    say_hashes(builder);
    paragraph(builder, word_text(WORD_NOT_PROOF, builder->language));
}
