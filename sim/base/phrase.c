#include "sim/base/phrase.h"

#include <stdio.h>
#include <string.h>

#include "sim/base/checked_print.h"
#include "sim/base/conversion.h"
#include "sim/base/error.h"

#define DECIMAL_POINT PHRASE(".")

/* A row has a text for every language of LANGUAGE_TABLE, in its order, or it does not compile. */
#define P(en, fi, sv) {{en, fi, sv}},
#define TYPED(text)   P(text, text, text)
#define LIBRARY(...)  P(__VA_ARGS__)
static const struct text phrases[] = {
#include "sim/base/phrases.def"
#include "sim/base/phrases_keys.def"
};
#undef P
#undef TYPED
#undef LIBRARY

_Static_assert(LANGUAGE_COUNT == 3, "P has a text for each language");

const struct text *phrase_row(size_t row)
{
    return row < sizeof phrases / sizeof *phrases ? &phrases[row] : NULL;
}

const char *phrase_in(enum language language, const char *english)
{
    if (language == LANGUAGE_EN || !english) return english;
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        if (strcmp(phrases[i].in[LANGUAGE_EN], english) == 0) return phrases[i].in[language];
    return english;
}

/* What is being printed: as in snprintf, `length` grows also where there is no room. */
struct output {
    char *text;
    size_t size, length;
};

static char *room_of(const struct output *out, size_t *out_left)
{
    *out_left = out->length < out->size ? out->size - out->length : 0;
    return *out_left ? out->text + out->length : NULL;
}

static void add(struct output *out, const char *text, size_t length)
{
    size_t left;
    char *const room = room_of(out, &left);
    if (room) snprintf(room, left, "%.*s", (int)length, text);
    out->length += length;
}

/* Prints what the arguments hold for one conversion of the English format, which stand there next. */
static void add_argument(struct output *out, enum language language, const struct conversion *conversion,
                         va_list arguments)
{
    char format[24];
    size_t left;
    char *const room = room_of(out, &left);
    snprintf(format, sizeof format, "%.*s", (int)(conversion->end - conversion->start), conversion->start);
    if (conversion->flagged && conversion->end[-1] == 's') {
        const char *const said = phrase_in(language, va_arg(arguments, const char *));
        add(out, said, strlen(said));
        return;
    }
    const int length = checked_print(room, left, format, arguments);
    char *const point = conversion->flagged && room ? strchr(room, '.') : NULL;
    if (point) *point = *phrase_in(language, DECIMAL_POINT);
    out->length += length < 0 ? 0 : (size_t)length < left ? strlen(room) : (size_t)length;
}

/* The n-th argument, from 1, of those that the English format takes. */
static void add_nth(struct output *out, enum language language, const char *english, int n, va_list arguments)
{
    struct conversion_arguments taken;
    struct conversion conversion;
    va_copy(taken.list, arguments);
    for (int i = 1; conversion_find(english, &conversion) && i <= n; i++, english = conversion.end) {
        if (i == n)
            add_argument(out, language, &conversion, taken.list);
        else
            conversion_pass(&conversion, &taken);
    }
    va_end(taken.list);
}

/* The text of a template up to `end`, in which %% is a percent sign. */
static void add_plain(struct output *out, const char *from, const char *end)
{
    for (; from < end; from++) {
        add(out, from, 1);
        from += from[0] == '%';
    }
}

int phrase_vprint(char *out, size_t size, enum language language, const char *format, va_list arguments)
{
    if (language == LANGUAGE_EN) return checked_print(out, size, format, arguments);
    return phrase_vfill(out, size, language, phrase_in(language, format), format, arguments);
}

int phrase_vfill(char *out, size_t size, enum language language, const char *translation, const char *format,
                 va_list arguments)
{
    struct output made = {out, size, 0};
    struct conversion conversion;
    const char *at = translation;
    for (int next = 1; conversion_find(at, &conversion); at = conversion.end, next++) {
        add_plain(&made, at, conversion.start);
        add_nth(&made, language, format, conversion.place ? conversion.place : next, arguments);
    }
    add_plain(&made, at, at + strlen(at));
    return (int)made.length;
}

char *phrase_vprintf(struct arena *arena, enum language language, const char *format, va_list arguments)
{
    va_list again;
    if (language == LANGUAGE_EN) return arena_vprintf(arena, format, arguments);
    va_copy(again, arguments);
    const int length = phrase_vprint(NULL, 0, language, format, arguments);
    char *const text = length < 0 ? NULL : arena_calloc(arena, (size_t)length + 1, 1);
    if (text) phrase_vprint(text, (size_t)length + 1, language, format, again);
    va_end(again);
    return text;
}

char *phrase_printf(struct arena *arena, enum language language, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *const text = phrase_vprintf(arena, language, format, arguments);
    va_end(arguments);
    return text;
}
