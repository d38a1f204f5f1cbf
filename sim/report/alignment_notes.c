#include "sim/report/alignment_notes.h"

#include <string.h>

#include "sim/base/phrase.h"
#include "sim/words/quantity_label.h"

static char *value_of(const struct format *format, const char *name, const char *value)
{
    return WORDS(format->arena, WORD_COMPARE_VALUE, format->language, {"id", name},
                 {"value", phrase_in(format->language, value)});
}

/* "A: 7; B: 8": the first, then each that differs; the notes of a key follow each other. Moves on behind them. */
static const char *values_of(const struct format *format, const struct alignment *alignment, const char *const *name,
                             size_t *at)
{
    const char *const key = alignment->note[*at].key;
    const char **const value = ARENA_ARRAY(format->arena, alignment->notes + 1, const char *);
    size_t values = 0;
    if (value) value[values++] = value_of(format, name[0], alignment->note[*at].ours);
    for (; *at < alignment->notes && strcmp(alignment->note[*at].key, key) == 0; ++*at)
        if (value) value[values++] = value_of(format, name[alignment->note[*at].scenario], alignment->note[*at].theirs);
    return value ? words_join(format->arena, WORD_LABELS_NEXT, format->language, value, values) : NULL;
}

void alignment_say(struct document *document, const struct format *format, const struct alignment *alignment,
                   const char *const *name, bool (*says)(const struct alignment_note *), enum document_kind kind,
                   enum word word)
{
    for (size_t at = 0; name && at < alignment->notes;) {
        const struct alignment_note *const note = &alignment->note[at];
        const char *const values = values_of(format, alignment, name, &at);
        if (says(note))
            document_say(document, kind,
                         WORDS(format->arena, word, format->language,
                               {"key", setting_label(note->key, format->language)}, {"values", values},
                               {"a", name[0]}));
    }
    if (!name) document_say(document, kind, NULL);
}
