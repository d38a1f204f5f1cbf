/* What the comparison rests on: what differed between the files, and what was done about it. */
#include <math.h>
#include <string.h>

#include "sim/report/alignment_notes.h"
#include "sim/report/analysis_basis.h"
#include "sim/report/basis.h"
#include "sim/report/compare_report.h"
#include "sim/words/labels.h"

static void paragraph(struct compare_builder *builder, const char *text)
{
    document_say(builder->document, DOCUMENT_PARAGRAPH, text);
}

static const char *const *ids(const struct compare_builder *builder)
{
    const struct compare *const compare = builder->compare;
    const char **const id = ARENA_ARRAY(builder->format.arena, compare->scenarios, const char *);
    for (size_t s = 0; id && s < compare->scenarios; s++) id[s] = compare_id(compare, s);
    return id;
}

static bool is_aligned(const struct alignment_note *note)
{
    return note->aligned;
}

static bool is_mixed(const struct alignment_note *note)
{
    return !note->aligned;
}

/* Scenarios that are one and the same: they cannot differ, and share every first place. */
static void say_twins(struct compare_builder *builder)
{
    const struct compare *const compare = builder->compare;
    for (size_t b = 1; b < compare->scenarios; b++)
        for (size_t a = 0; a < b; a++) {
            if (strcmp(compare->scenario[a]->hash, compare->scenario[b]->hash) != 0) continue;
            document_say(builder->document, DOCUMENT_WARNING,
                         WORDS(builder->format.arena, WORD_COMPARE_TWINS, builder->language,
                               {"a", compare_id(compare, a)}, {"b", compare_id(compare, b)}));
            break;
        }
}

void compare_build_warnings(struct compare_builder *builder)
{
    if (builder->compare->iterations == 1)
        document_say(builder->document, DOCUMENT_WARNING, word_text(WORD_ONE_ITERATION, builder->language));
    if (builder->compare->scenario[0]->simulation.cohort == COHORT_EXPECTED)
        document_say(builder->document, DOCUMENT_WARNING, word_text(WORD_STOCHASTIC_BASIS, builder->language));
    say_twins(builder);
    alignment_say(builder->document, &builder->format, &builder->compare->alignment, ids(builder), is_mixed,
                  DOCUMENT_WARNING, WORD_COMPARE_MIXED);
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
    alignment_say(builder->document, format, &builder->compare->alignment, ids(builder), is_aligned, DOCUMENT_PARAGRAPH,
                  WORD_COMPARE_ALIGNED);
    paragraph(builder, WORDS(format->arena, WORD_COMPARE_MONEY, builder->language, {"currency", settings->currency},
                             {"price_year", format_year(format, settings->price_year)},
                             {"start_year", format_year(format, settings->start_year)},
                             {"rate", format_discount_rate(format, settings)},
                             {"end", format_year(format, settings->start_year + settings->horizon - 1)}));
    if (builder->compare->replicated) paragraph(builder, word_text(WORD_SAMPLING_ERRORS, builder->language));
    if (first->simulation.cohort == COHORT_SAMPLED) basis_say_stochastic(builder->document, format, COHORT_SAMPLED);
}

static const char *gain_text(const struct compare_builder *builder, double gain)
{
    if (isnan(gain)) return word_text(WORD_COMPARE_ABSENT, builder->language);
    if (isinf(gain)) return word_text(WORD_COMPARE_GAIN_ALL, builder->language);
    if (gain < 1.05) return word_text(WORD_COMPARE_GAIN_NONE, builder->language);
    return WORDS(builder->format.arena, WORD_COMPARE_TIMES, builder->language,
                 {"n", format_number(&builder->format, gain, 0, 2)});
}

/* By how much common random numbers sharpen each difference to the first choice. */
static void say_gains(struct compare_builder *builder)
{
    struct compare_perspective perspective[COMPARE_PERSPECTIVES];
    const size_t perspectives = compare_perspectives(builder->compare, perspective);
    struct arena *const arena = builder->format.arena;
    for (size_t p = 0; p < perspectives; p++) {
        const struct comparison *const comparison = perspective[p].comparison;
        const char *item[COMPARE_MOST + 1];
        size_t items = 0;
        for (size_t s = 1; s < builder->compare->scenarios; s++)
            item[items++] =
                WORDS(arena, WORD_COMPARE_GAIN_ITEM, builder->language, {"id", compare_id(builder->compare, s)},
                      {"gain", gain_text(builder, comparison->pair[comparison_pair(comparison, 0, s)].gain)});
        paragraph(builder, WORDS(arena, perspectives > 1 ? WORD_COMPARE_GAIN_OF : WORD_COMPARE_GAIN, builder->language,
                                 {"who", word_text(perspective[p].name, builder->language)},
                                 {"a", compare_id(builder->compare, 0)},
                                 {"gains", words_list(arena, builder->language, item, items)}));
    }
    paragraph(builder, word_text(WORD_COMPARE_GAIN_NOTE, builder->language));
}

/* Values changed by options, which hold for every scenario. */
static void say_overrides(struct compare_builder *builder)
{
    const struct scenario *const first = builder->compare->scenario[0];
    struct arena *const arena = builder->format.arena;
    const char **const item = ARENA_ARRAY(arena, first->overrides, const char *);
    if (first->overrides == 0) return;
    for (size_t o = 0; item && o < first->overrides; o++) item[o] = label_of_override(arena, &first->override[o]);
    const char *const changes = item ? words_list(arena, builder->language, item, first->overrides) : NULL;
    paragraph(builder, WORDS(arena, WORD_COMPARE_CHANGED, builder->language, {"changes", changes}));
}

void compare_build_basis(struct compare_builder *builder)
{
    basis_begin(builder->document, builder->compare->scenario, builder->compare->scenarios);
    say_settings(builder);
    say_gains(builder);
    say_overrides(builder);
    basis_say_made_by(builder->document, &builder->format, builder->compare->scenarios, builder->compare->scenario,
                      ids(builder));
}
