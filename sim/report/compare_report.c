#include "sim/report/compare_report.h"

#include <string.h>

#include "sim/analysis/perspective.h"

/* Nobody but public payers has money, although others are named: nothing is said of theirs. */
static bool public_alone(const struct compare *compare)
{
    bool alone = false;
    for (size_t s = 0; s < compare->scenarios; s++)
        alone = alone || perspective_scope_of(compare->scenario[s]) == SCOPE_PUBLIC_ALONE;
    return alone && !compare->private_money;
}

size_t compare_perspectives(const struct compare *compare, struct compare_perspective out[COMPARE_PERSPECTIVES])
{
    if (!compare->split) {
        out[0] = public_alone(compare) ? (struct compare_perspective){&compare->society, WORD_VIEW_CASH, "public"}
                                       : (struct compare_perspective){&compare->society, WORD_ALL_PAYERS, "all"};
        return 1;
    }
    out[0] = (struct compare_perspective){&compare->public_finances, WORD_VIEW_CASH, "public"};
    out[1] = compare->private_money ? (struct compare_perspective){&compare->society, WORD_SOCIETY, "society"}
                                    : (struct compare_perspective){&compare->society, WORD_VIEW_CAPACITY, "all"};
    return 2;
}

const char *compare_file(const struct compare *compare, size_t choice)
{
    if (choice >= compare->scenarios || !compare->scenario[choice]->file) return "";
    const char *const file = compare->scenario[choice]->file, *const slash = strrchr(file, '/');
    return slash ? slash + 1 : file;
}

static const char *title_alone(const struct compare *compare, enum language language, size_t choice)
{
    if (choice >= compare->scenarios) return word_text(WORD_COMPARE_NOTHING, language);
    return text_in(&compare->scenario[choice]->title, language, word_text(WORD_UNTITLED, language));
}

/* Whether another scenario has the same title, or the same title and file. */
static bool is_shared(const struct compare *compare, enum language language, size_t choice, bool file)
{
    for (size_t c = 0; c < compare->scenarios; c++)
        if (c != choice && choice < compare->scenarios &&
            strcmp(title_alone(compare, language, c), title_alone(compare, language, choice)) == 0 &&
            (!file || strcmp(compare_file(compare, c), compare_file(compare, choice)) == 0))
            return true;
    return false;
}

const char *compare_title(const struct compare *compare, struct arena *arena, enum language language, size_t choice)
{
    const char *const title = title_alone(compare, language, choice);
    if (!is_shared(compare, language, choice, false)) return title;
    const bool twins = is_shared(compare, language, choice, true);
    return WORDS(arena, WORD_TOLD_APART, language, {"label", title},
                 {"mark", twins ? compare_id(compare, choice) : compare_file(compare, choice)});
}

const char *compare_label(const struct compare_builder *builder, size_t choice)
{
    return WORDS(builder->format.arena, WORD_COMPARE_CHOICE, builder->language,
                 {"id", compare_id(builder->compare, choice)},
                 {"title", compare_title(builder->compare, builder->format.arena, builder->language, choice)});
}

const char *compare_name(const struct compare_builder *builder, size_t choice, bool first)
{
    if (choice < builder->compare->scenarios)
        return compare_title(builder->compare, builder->format.arena, builder->language, choice);
    return word_text(first ? WORD_COMPARE_NOTHING : WORD_COMPARE_NOTHING_INSIDE, builder->language);
}

const char *compare_payer_label(const struct compare_builder *builder, const struct compare_payer *payer)
{
    const char *const own =
        strcmp(payer->name, "all") == 0 ? word_text(WORD_ALL_PAYERS, builder->language) : payer->name;
    const char *const label = text_in(&payer->payer->label, builder->language, own);
    if (payer->payer->public_finances) return label;
    return WORDS(builder->format.arena, WORD_NOT_PUBLIC, builder->language, {"payer", label});
}

const char *compare_title_of(const struct compare_builder *builder, const char *title,
                             const struct compare_perspective *perspective)
{
    if (!builder->compare->split) return title;
    return WORDS(builder->format.arena, WORD_COMPARE_OF, builder->language, {"title", title},
                 {"who", word_text(perspective->name, builder->language)});
}

const char *compare_id_of(const struct compare_builder *builder, const char *id,
                          const struct compare_perspective *perspective)
{
    const bool beside = builder->compare->split && perspective->comparison == &builder->compare->public_finances;
    return beside ? arena_printf(builder->format.arena, "%s_%s", id, perspective->key) : id;
}

static void say_choices(struct compare_builder *builder)
{
    for (size_t c = 0; c < builder->compare->choices; c++)
        document_say(builder->document, DOCUMENT_LINE, compare_label(builder, c));
}

static const char *not_proof(const struct compare_builder *builder)
{
    const char *const sentence[] = {word_text(WORD_NOT_PROOF, builder->language),
                                    builder->compare->detail ? "" : word_text(WORD_MORE_DETAIL, builder->language)};
    return words_join(builder->format.arena, WORD_SENTENCES_NEXT, builder->language, sentence, 2);
}

/* Everything but the answer. */
static void build_rest(struct compare_builder *builder, const struct compare_perspective *perspective,
                       size_t perspectives)
{
    for (size_t p = 0; p < perspectives; p++) {
        compare_build_tables(builder, &perspective[p]);
        compare_build_verdicts(builder, &perspective[p]);
    }
    compare_build_payers(builder);
    compare_build_willingness(builder, &perspective[perspectives - 1]);
    compare_build_basis(builder);
}

enum status compare_build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                          struct error *err)
{
    const struct compare *const compare = analysis;
    struct document document;
    struct compare_builder builder = {.compare = compare,
                                      .document = &document,
                                      .format = {arena, language, compare->scenario[0]->settings.currency},
                                      .language = language};
    struct compare_perspective perspective[COMPARE_PERSPECTIVES];
    const size_t perspectives = compare_perspectives(compare, perspective);
    document_init(&document, arena, language,
                  WORDS(arena, WORD_COMPARE_TITLE, language,
                        {"n", format_count(&builder.format, (double)compare->scenarios, 0)}));
    say_choices(&builder);
    compare_build_warnings(&builder);
    for (size_t p = 0; p < perspectives; p++) compare_build_answer(&builder, &perspective[p]);
    if (compare->private_money || public_alone(compare))
        document_say(
            &document, DOCUMENT_LINE,
            word_text(compare->private_money ? WORD_COMPARE_SOCIETY_NOTE : WORD_COMPARE_PUBLIC_ALONE, language));
    compare_build_choices(&builder, perspective, perspectives);
    document_say(&document, DOCUMENT_LINE, not_proof(&builder));
    if (compare->detail) build_rest(&builder, perspective, perspectives);
    TRY(document_check(&document, err));
    *out = document;
    return STATUS_OK;
}
