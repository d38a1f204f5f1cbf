/* Messages as the reader of a terminal sees them. */
#ifndef HYOTY_CLI_MESSAGE_H
#define HYOTY_CLI_MESSAGE_H

#include "sim/base/arena.h"

/* A copy in which every input (INPUT in base/error.h) is its option, and which holds nothing that a terminal would
 * obey: messages repeat what the user wrote, which may hold anything. NULL when out of memory. */
char *message_text(struct arena *arena, const char *message);

#endif
