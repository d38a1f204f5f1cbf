#include "sim/cli/message.h"

#include <stdio.h>
#include <string.h>

#include "sim/base/error.h"
#include "sim/base/text_buffer.h"
#include "sim/document/text_wrap.h"

static const struct {
    const char *name;
    char brief;
} options[] = {
#define O(name, brief, ...) {name, brief},
#include "sim/cli/options.def"
#undef O
};

/* The hyphens of the option that is named so; "" where there is none. */
static const char *hyphens(const char *name, size_t length)
{
    for (size_t o = 0; length > 0 && o < sizeof options / sizeof *options; o++) {
        if (length == 1 && options[o].brief == *name) return "-";
        if (strlen(options[o].name) == length && strncmp(options[o].name, name, length) == 0) return "--";
    }
    return "";
}

char *message_text(struct arena *arena, const char *message)
{
    struct text_buffer text;
    text_buffer_init(&text, arena);
    for (const char *mark; (mark = strchr(message, INPUT_MARK)); message = mark + 1) {
        const char *const prefix = hyphens(mark + 1, strspn(mark + 1, "abcdefghijklmnopqrstuvwxyz-"));
        text_buffer_add_bytes(&text, message, (size_t)(mark - message) + (*prefix == '\0'));
        text_buffer_add(&text, prefix);
    }
    text_buffer_add(&text, message);
    const char *const spelled = text_buffer_finish(&text);
    return spelled ? text_clean(arena, spelled) : NULL;
}

void message_print(struct arena *arena, enum language language, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *const text = phrase_vprintf(arena, language, format, arguments);
    va_end(arguments);
    if (text)
        fputs(text, stderr);
    else
        fprintf(stderr, "%s\n", phrase_in(language, PHRASE("out of memory")));
}
