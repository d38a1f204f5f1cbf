/* Lines of a given width from UTF-8 text, safe for a terminal. */
#ifndef HYOTY_DOCUMENT_TEXT_WRAP_H
#define HYOTY_DOCUMENT_TEXT_WRAP_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/base/arena.h"

/* A copy without what a terminal would obey: control characters (line ends become blanks), bytes that are not UTF-8,
 * and marks that reverse the direction of writing become U+FFFD. NULL when out of memory. */
char *text_clean(struct arena *arena, const char *text);

/* Columns of a terminal that a UTF-8 text takes: 0 for combining marks, 2 for wide forms and emoji. */
int text_width(const char *text);

struct text_lines {
    size_t count; /* >= 1 */
    char **line;  /* [count], each at most `width` columns wide */
};

/* Breaks at blanks (never at U+00A0), and inside a word only where it is wider than a line. False: out of memory. */
bool text_wrap(struct arena *arena, const char *text, int width, struct text_lines *out);

/* Columns of the widest piece that may not be broken. */
int text_widest_word(const char *text);

#endif
