/* Messages as the reader of a terminal sees them. */
#ifndef HYOTY_CLI_MESSAGE_H
#define HYOTY_CLI_MESSAGE_H

#include "sim/base/arena.h"
#include "sim/base/language.h"

/* A copy in which every input (INPUT in base/error.h) is its option, and which holds nothing that a terminal would
 * obey: messages repeat what the user wrote, which may hold anything. NULL when out of memory. */
char *message_text(struct arena *arena, const char *message);

/* Writes to standard error in a language, as phrase_printf has it. */
void message_print(struct arena *arena, enum language language, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
