/* No number that is none reaches a text: "-nan" says nothing to a reader. */
#ifndef HYOTY_BASE_CHECKED_PRINT_H
#define HYOTY_BASE_CHECKED_PRINT_H

#include <stdarg.h>
#include <stddef.h>

/* vsnprintf, but a number that is none is written "n/a", an infinite one "∞". Every text of the program and every
 * message is printed by it (arena_vprintf, phrase_vprint). */
int checked_print(char *out, size_t size, const char *format, va_list arguments);

#endif
