/* Languages of texts that people read. Keys and file formats are English. */
#ifndef HYOTY_BASE_LANGUAGE_H
#define HYOTY_BASE_LANGUAGE_H

#include <stdbool.h>

#include "sim/base/arena.h"

/* X(constant, ISO 639-1 code, own name, its texts in words/): the languages, the first the one that stands in for
 * others */
#define LANGUAGE_TABLE(X)                                                                                              \
    X(LANGUAGE_EN, "en", "English", words_english)                                                                     \
    X(LANGUAGE_FI, "fi", "suomi", words_finnish)                                                                       \
    X(LANGUAGE_SV, "sv", "svenska", words_swedish)

#define LANGUAGE_ENUM(name, code, own, words) name,
enum language { LANGUAGE_TABLE(LANGUAGE_ENUM) LANGUAGE_COUNT };
#undef LANGUAGE_ENUM

const char *language_code(enum language language);

/* The codes, "en, fi, sv"; NULL when out of memory. */
const char *language_codes(struct arena *arena);

/* Finds a language by its code; -1 if there is none. */
int language_find(const char *code);

/* A text in one or more languages; NULL where a language is missing. */
struct text {
    const char *in[LANGUAGE_COUNT];
};

bool text_is_empty(const struct text *text);

/* The text in a language, else in English, else in any language, else the fallback. */
const char *text_in(const struct text *text, enum language language, const char *fallback);

#endif
