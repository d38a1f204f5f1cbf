/* Every text that people read, by id, in every language. Whole sentences with named placeholders, never glued
 * fragments: a sentence's word order is the translator's. english.def lists them; a language is one file beside it. */
#ifndef HYOTY_WORDS_WORDS_H
#define HYOTY_WORDS_WORDS_H

#include <stddef.h>

#include "sim/base/arena.h"
#include "sim/base/language.h"

#define W(id, text) WORD_##id,
enum word {
#include "sim/words/english.def"
    WORD_COUNT
};
#undef W

/* The texts of each language of LANGUAGE_TABLE, [WORD_COUNT]: a file for each, made by words_language.h. */
#define LANGUAGE_WORDS(name, code, own, words) extern const char *const words[WORD_COUNT];
LANGUAGE_TABLE(LANGUAGE_WORDS)
#undef LANGUAGE_WORDS

/* A value for the placeholder {name}. */
struct word_value {
    const char *name;
    const char *text;
};

/* The text as it stands in the table; constant, never NULL. */
const char *word_text(enum word word, enum language language);

/* The text with its placeholders filled. NULL when out of memory, and when a value's text is NULL (so that a chain of
 * calls needs one check). A placeholder without a value stays as it is: a test looks for braces in every output. */
char *words_fill(struct arena *arena, enum word word, enum language language, const struct word_value *value,
                 size_t values);

/* WORDS(arena, WORD_X, language, {"net", text}, {"year", text}) */
#define WORDS(arena, word, language, ...)                                                                              \
    words_fill((arena), (word), (language), (const struct word_value[]){__VA_ARGS__},                                  \
               sizeof((const struct word_value[]){__VA_ARGS__}) / sizeof(struct word_value))

/* Items after each other, by a word of {a} and {b}: LABELS_NEXT, "a; b; c"; SENTENCES_NEXT; LIST_NEXT. Empty ones are
 * left out. "" for none; NULL when out of memory or an item is NULL. */
char *words_join(struct arena *arena, enum word next, enum language language, const char *const *item, size_t items);

/* "a, b and c" in the language; the same of none and NULL. */
char *words_list(struct arena *arena, enum language language, const char *const *item, size_t items);

#endif
