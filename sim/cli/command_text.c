#include "sim/cli/command_text.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "sim/base/sink.h"
#include "sim/report/render_text.h"

/* The width of the terminal; 80 where the output is none. */
static struct text_style style_of_output(void)
{
    struct winsize size = {0};
    const char *const term = getenv("TERM"), *const no_colour = getenv("NO_COLOR");
    const bool terminal = isatty(STDOUT_FILENO);
    const bool measured = terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return (struct text_style){.width = measured ? size.ws_col : TEXT_WIDTH_USUAL,
                               .colour = terminal && !(no_colour && no_colour[0]) && term && strcmp(term, "dumb") != 0};
}

enum status command_print_document(const struct document *document, struct error *err)
{
    struct sink sink;
    const struct text_style style = style_of_output();
    sink_attach(&sink, &sink_system_posix, STDOUT_FILENO, "standard output");
    TRY(render_text(document, &style, &sink, err));
    return sink_close(&sink, NULL, err);
}
