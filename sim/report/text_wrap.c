#include "sim/report/text_wrap.h"

#include <stdint.h>
#include <string.h>

#include "sim/report/format.h"

static const char replacement[] = "\uFFFD";

/* Length in bytes of the UTF-8 character at `at`, 0 if there is none; *out_code gets its code point. */
static size_t character(const unsigned char *at, uint32_t *out_code)
{
    static const struct {
        unsigned char mask, lead;
        uint32_t least;
    } form[] = {{0x80, 0x00, 0}, {0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}};
    for (size_t length = 1; length <= sizeof form / sizeof *form; length++) {
        if ((at[0] & form[length - 1].mask) != form[length - 1].lead) continue;
        uint32_t code = at[0] & (unsigned char)~form[length - 1].mask;
        for (size_t i = 1; i < length; i++) {
            if ((at[i] & 0xC0U) != 0x80U) return 0;
            code = code << 6U | (at[i] & 0x3FU);
        }
        *out_code = code;
        return code >= form[length - 1].least && code <= 0x10FFFF && (code & 0xFFFFF800U) != 0xD800 ? length : 0;
    }
    return 0;
}

/* Control characters of both sets, line and paragraph separators, and marks of writing direction. */
static bool is_obeyed(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0x200E || code == 0x200F;
}

char *text_clean(struct arena *arena, const char *text)
{
    char *const clean = arena_calloc(arena, strlen(text) * strlen(replacement) + 1, 1);
    if (!clean) return NULL;
    char *to = clean;
    for (const unsigned char *at = (const unsigned char *)text; *at;) {
        uint32_t code = 0;
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

static size_t character_bytes(const char *at)
{
    size_t bytes = 1;
    while (((unsigned char)at[bytes] & 0xC0U) == 0x80U) bytes++;
    return bytes;
}

static int width_of(const char *at, size_t bytes)
{
    char one[8] = "";
    if (bytes >= sizeof one) return 1;
    memcpy(one, at, bytes);
    return format_width(one);
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
    while (*at) {
        const size_t bytes = character_bytes(at);
        if (*at == ' ') blank = at;
        if (breaks_path(at, start) && used <= width) joint = at;
        used += width_of(at, bytes);
        if (used > width && *at != ' ' && at > start) break;
        at += bytes;
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
    for (const char *at = text; *at; at += character_bytes(at)) {
        if (*at == ' ' || breaks_path(at, text)) width = 0;
        if (*at != ' ') width += width_of(at, character_bytes(at));
        if (width > widest) widest = width;
    }
    return widest;
}
