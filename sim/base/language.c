#include "sim/base/language.h"

#include <string.h>

#define LANGUAGE_CODE(name, code, own, words) code,
static const char *const codes[LANGUAGE_COUNT] = {LANGUAGE_TABLE(LANGUAGE_CODE)};

const char *language_code(enum language language)
{
    return codes[language];
}

const char *language_codes(struct arena *arena)
{
    const char *text = codes[0];
    for (int i = 1; i < LANGUAGE_COUNT && text; i++) text = arena_printf(arena, "%s, %s", text, codes[i]);
    return text;
}

int language_find(const char *code)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (strcmp(codes[i], code) == 0) return i;
    return -1;
}

bool text_is_empty(const struct text *text)
{
    return !text_in(text, LANGUAGE_EN, NULL);
}

const char *text_in(const struct text *text, enum language language, const char *fallback)
{
    if (text->in[language]) return text->in[language];
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (text->in[i]) return text->in[i];
    return fallback;
}
