#include "sim/cli/command_text.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "sim/base/text_buffer.h"

struct text_style command_text_style(void)
{
    struct winsize size = {0};
    const char *const term = getenv("TERM"), *const no_colour = getenv("NO_COLOR");
    const bool terminal = isatty(STDOUT_FILENO);
    const bool measured = terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return (struct text_style){.width = measured ? size.ws_col : TEXT_WIDTH_USUAL,
                               .colour = terminal && !(no_colour && no_colour[0]) && term && strcmp(term, "dumb") != 0};
}

static void add_quoted(struct text_buffer *out, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=:,%+@";
    if (word[0] && strspn(word, plain) == strlen(word)) {
        text_buffer_add(out, word);
        return;
    }
    text_buffer_add(out, "'");
    for (const char *at = word; *at; at++)
        if (*at == '\'')
            text_buffer_add(out, "'\\''");
        else
            text_buffer_add_bytes(out, at, 1);
    text_buffer_add(out, "'");
}

char *command_line_text(struct arena *arena, int argc, char *const *argv)
{
    struct text_buffer out;
    text_buffer_init(&out, arena);
    for (int i = 0; i < argc; i++) {
        if (i > 0) text_buffer_add(&out, " ");
        add_quoted(&out, argv[i]);
    }
    return text_buffer_finish(&out);
}
