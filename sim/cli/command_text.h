/* What the terminal wants, and what a shell takes. */
#ifndef HYOTY_CLI_COMMAND_TEXT_H
#define HYOTY_CLI_COMMAND_TEXT_H

#include "sim/document/render_text.h"

/* The width of the terminal, 80 where the output is none; colour where it is wanted. */
struct text_style command_text_style(void);

/* The command line as a shell takes it, quoted where that is needed; NULL when out of memory. */
char *command_line_text(struct arena *arena, int argc, char *const *argv);

#endif
