#include "sim/words/words.h"

#include <string.h>

#include "sim/base/text_buffer.h"

#define LANGUAGE_WORDS(name, code, own, words) [name] = words,
static const char *const *const table[LANGUAGE_COUNT] = {LANGUAGE_TABLE(LANGUAGE_WORDS)};
#undef LANGUAGE_WORDS

const char *word_text(enum word word, enum language language)
{
    return table[language][word];
}

/* The value whose name stands between the braces at `open`, and the position after the closing brace. */
static const struct word_value *placeholder_value(const char *open, const struct word_value *value, size_t values,
                                                  const char **out_after)
{
    const char *const close = strchr(open, '}');
    if (!close) return NULL;
    const size_t length = (size_t)(close - open) - 1;
    for (size_t i = 0; i < values; i++) {
        if (strlen(value[i].name) != length || strncmp(value[i].name, open + 1, length) != 0) continue;
        *out_after = close + 1;
        return &value[i];
    }
    return NULL;
}

char *words_fill(struct arena *arena, enum word word, enum language language, const struct word_value *value,
                 size_t values)
{
    struct text_buffer text;
    for (size_t i = 0; i < values; i++)
        if (!value[i].text) return NULL;
    text_buffer_init(&text, arena);
    for (const char *at = word_text(word, language), *after = at + 1; *at; at = after, after = at + 1) {
        const struct word_value *const found = *at == '{' ? placeholder_value(at, value, values, &after) : NULL;
        text_buffer_add_bytes(&text, found ? found->text : at, found ? strlen(found->text) : 1);
    }
    return text_buffer_finish(&text);
}

char *words_join(struct arena *arena, enum word next, enum language language, const char *const *item, size_t items)
{
    char *text = arena_strdup(arena, "");
    for (size_t i = 0; i < items && text; i++) {
        if (!item[i]) return NULL;
        if (!item[i][0]) continue;
        text = text[0] ? WORDS(arena, next, language, {"a", text}, {"b", item[i]}) : arena_strdup(arena, item[i]);
    }
    return text;
}

char *words_list(struct arena *arena, enum language language, const char *const *item, size_t items)
{
    if (items < 2) return words_join(arena, WORD_LIST_NEXT, language, item, items);
    return WORDS(arena, WORD_LIST_LAST, language, {"a", words_join(arena, WORD_LIST_NEXT, language, item, items - 1)},
                 {"b", item[items - 1]});
}
