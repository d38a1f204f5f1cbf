#include "sim/base/language.h"

#include <string.h>

#define LANGUAGE_CODE(name, code, own) code,
static const char *const codes[LANGUAGE_COUNT] = {LANGUAGE_TABLE(LANGUAGE_CODE)};

const char *language_code(enum language language)
{
    return codes[language];
}

int language_find(const char *code)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (strcmp(codes[i], code) == 0) return i;
    return -1;
}

const char *text_in(const struct text *text, enum language language, const char *fallback)
{
    if (text->in[language]) return text->in[language];
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (text->in[i]) return text->in[i];
    return fallback;
}
