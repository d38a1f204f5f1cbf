/* What the program says of a scenario, a command line or a key, in the language of who reads it. The English text in
 * the code is the key by which phrases.def and its like have the others; `make lint` refuses one that is not there. */
#ifndef HYOTY_BASE_PHRASE_H
#define HYOTY_BASE_PHRASE_H

#include <stdarg.h>
#include <stddef.h>

#include "sim/base/arena.h"
#include "sim/base/language.h"

/* A text of the code that is looked up when it is said. Formats of the functions that print need no such mark. */
#ifndef PHRASE /* make lint has one of its own */
#    define PHRASE(text) text
#endif

/* The text in a language; itself in English, and where it is none of the code's. */
const char *phrase_in(enum language language, const char *english);

/* vsnprintf in a language. What a conversion with the flag - prints is for the reader: a text, %-s, is a PHRASE and
 * looked up too, a number, %-.3g, has the decimal mark of the language. Without it both stay as they could be typed. A
 * translation may name arguments in another order, %2$s, or leave some out; how they are printed the English says. */
int phrase_vprint(char *out, size_t size, enum language language, const char *format, va_list arguments)
    __attribute__((format(printf, 4, 0)));

/* The same by a translation that is given. */
int phrase_vfill(char *out, size_t size, enum language language, const char *translation, const char *format,
                 va_list arguments) __attribute__((format(printf, 5, 0)));

/* The same in an arena; NULL when out of memory. */
char *phrase_vprintf(struct arena *arena, enum language language, const char *format, va_list arguments)
    __attribute__((format(printf, 3, 0)));
char *phrase_printf(struct arena *arena, enum language language, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The texts of a row, the English one among them; NULL behind the last. */
const struct text *phrase_row(size_t row);

#endif
