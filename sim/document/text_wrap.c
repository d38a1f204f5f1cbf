#include "sim/document/text_wrap.h"

#include <string.h>
#include <utf8proc.h>

static const char replacement[] = "\uFFFD";

/* Length in bytes of the UTF-8 character at `at`, 0 if there is none; *out_code gets its code point. */
static size_t character(const char *at, utf8proc_int32_t *out_code)
{
    const utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)at, -1, out_code);
    return length > 0 ? (size_t)length : 0;
}

/* Control characters of both sets, line and paragraph separators, marks of writing direction, and what is no character,
 * which XML forbids. */
static bool is_obeyed(utf8proc_int32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0x200E || code == 0x200F || (code & 0xFFFE) == 0xFFFE;
}

char *text_clean(struct arena *arena, const char *text)
{
    char *const clean = arena_calloc(arena, strlen(text) * strlen(replacement) + 1, 1);
    if (!clean) return NULL;
    char *to = clean;
    for (const char *at = text; *at;) {
        utf8proc_int32_t code = 0;
        const size_t length = character(at, &code);
        if (length == 1 && (code == '\n' || code == '\t'))
            *to++ = ' ';
        else if (length == 0 || is_obeyed(code))
            to = stpcpy(to, replacement);
        else
            to = (char *)memcpy(to, at, length) + length;
        at += length ? length : 1;
    }
    return clean;
}

/* The character at `at`, or one byte that is none: its columns, and its bytes. */
static int character_width(const char *at, size_t *out_bytes)
{
    utf8proc_int32_t code = 0;
    const size_t length = character(at, &code);
    *out_bytes = length ? length : 1;
    return length ? utf8proc_charwidth(code) : 1;
}

int text_width(const char *text)
{
    int columns = 0;
    for (size_t bytes; *text; text += bytes) columns += character_width(text, &bytes);
    return columns;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* Whether a path such as "interventions.x.uptake" may be broken before the character: after a full stop that is in no
 * number. */
static bool breaks_path(const char *at, const char *start)
{
    return at > start + 1 && at[-1] == '.' && is_letter(*at) && at[-2] != ' ';
}

/* End of the line that starts at `start`; *out_next is where the next one starts. Blanks come before full stops. */
static const char *line_end(const char *start, int width, const char **out_next)
{
    const char *blank = NULL, *joint = NULL, *at = start;
    int used = 0;
    for (size_t bytes; *at; at += bytes) {
        if (*at == ' ') blank = at;
        if (breaks_path(at, start) && used <= width) joint = at;
        used += character_width(at, &bytes);
        if (used > width && *at != ' ' && at > start) break;
    }
    if (!blank || blank == start) blank = joint;
    const char *const end = *at && blank && blank > start ? blank : at;
    *out_next = end;
    while (**out_next == ' ') ++*out_next;
    return end;
}

bool text_wrap(struct arena *arena, const char *text, int width, struct text_lines *out)
{
    char **const line = ARENA_ARRAY(arena, strlen(text) + 1, char *);
    if (!line) return false;
    size_t count = 0;
    const char *start = text;
    do {
        const char *next;
        const char *end = line_end(start, width < 1 ? 1 : width, &next);
        while (end > start && end[-1] == ' ') end--;
        line[count] = arena_strndup(arena, start, (size_t)(end - start));
        if (!line[count++]) return false;
        start = next;
    } while (*start);
    *out = (struct text_lines){count, line};
    return true;
}

int text_widest_word(const char *text)
{
    int widest = 0, width = 0;
    for (const char *at = text; *at;) {
        size_t bytes;
        const int columns = character_width(at, &bytes);
        if (*at == ' ' || breaks_path(at, text)) width = 0;
        if (*at != ' ') width += columns;
        if (width > widest) widest = width;
        at += bytes;
    }
    return widest;
}
