#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "sim/scenario/parse.h"

/* Length of the UTF-8 character at `text`, 0 if it is none. Overlong forms, surrogates and what lies beyond U+10FFFF
 * are none (Unicode, table 3-7). */
static size_t character(const unsigned char *text, size_t left, uint32_t *out_code)
{
    static const struct {
        unsigned char mask, lead;
        uint32_t least;
    } form[] = {{0x80, 0x00, 0}, {0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}};
    for (size_t extra = 0; extra < 4; extra++) {
        if ((text[0] & form[extra].mask) != form[extra].lead) continue;
        if (left <= extra) return 0;
        uint32_t code = text[0] & (unsigned char)~form[extra].mask;
        for (size_t i = 1; i <= extra; i++) {
            if ((text[i] & 0xC0U) != 0x80U) return 0;
            code = code << 6 | (text[i] & 0x3FU);
        }
        *out_code = code;
        return code < form[extra].least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF) ? 0 : extra + 1;
    }
    return 0;
}

/* Characters that would move lines or colours on a terminal, that YAML counts as line ends and editors do not, that
 * turn the order of reading (so that a figure reads otherwise than it is computed), or that Unicode says are none. */
static const struct {
    uint32_t first, last;
    const char *what;
} forbidden[] = {
    {0x00, 0x08, PHRASE("a control character")},
    {0x0B, 0x1F, PHRASE("a control character")},
    {0x7F, 0x9F, PHRASE("a control character")},
    {0x2028, 0x2029, PHRASE("a control character")},
    {0x202A, 0x202E, PHRASE("a reversal of the order of reading")},
    {0x2066, 0x2069, PHRASE("a reversal of the order of reading")},
    {0xFDD0, 0xFDEF, PHRASE("a non-character")},
    {0xFEFF, 0xFEFF, PHRASE("a control character")},
};

/* What is wrong with a character; NULL: nothing. */
static const char *forbidden_as(uint32_t code)
{
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
        if (code >= forbidden[i].first && code <= forbidden[i].last) return forbidden[i].what;
    return (code & 0xFFFEU) == 0xFFFEU ? PHRASE("a non-character") : NULL;
}

static void refuse_byte(struct diagnostics *diagnostics, struct place place, unsigned char byte)
{
    const bool letter = byte >= 0xC0;
    const unsigned char utf8[3] = {(unsigned char)(0xC0U | byte >> 6), (unsigned char)(0x80U | (byte & 0x3FU)), 0};
    diagnostics_add(diagnostics, SEVERITY_ERROR, place, NULL,
                    "save the file as UTF-8; on a command line: iconv -f LATIN1 -t UTF-8 OLD > NEW",
                    letter ? "the text is not UTF-8 (found byte 0x%02X, in Latin-1 the letter %s)"
                           : "the text is not UTF-8 (found byte 0x%02X)",
                    byte, (const char *)utf8);
}

static void refuse_character(struct diagnostics *diagnostics, struct place place, const char *hint, uint32_t code)
{
    diagnostics_add(diagnostics, SEVERITY_ERROR, place, NULL, hint, "%-s that a scenario cannot hold (found U+%04X)",
                    forbidden_as(code), (unsigned)code);
}

bool text_check(const char *text, size_t length, struct place place, struct diagnostics *diagnostics)
{
    for (size_t at = 0; at < length;) {
        uint32_t code = 0;
        const size_t bytes = character((const unsigned char *)text + at, length - at, &code);
        if (bytes == 0 || forbidden_as(code)) {
            refuse_character(diagnostics, place, PHRASE("take the escape out of the text"), code);
            return false;
        }
        at += bytes;
    }
    return true;
}

/* Goes through the text; bytes that are no text become '?' in place. Only the first mistake is reported. */
static bool check_characters(struct source *source, char *text, struct diagnostics *diagnostics)
{
    bool good = true;
    struct place place = {.source = source, .line = 1, .column = 1};
    for (size_t at = 0; at < source->length;) {
        uint32_t code = 0;
        const size_t length = character((const unsigned char *)text + at, source->length - at, &code);
        const bool line_end = code == '\r' && text[at + length] == '\n';
        if (length == 0 || (forbidden_as(code) && !line_end)) {
            const unsigned char byte = (unsigned char)text[at];
            memset(text + at, '?', length ? length : 1);
            if (good && length == 0) refuse_byte(diagnostics, place, byte);
            if (good && length != 0)
                refuse_character(diagnostics, place,
                                 code == '\r' ? PHRASE("end lines with a line feed, as editors do by default")
                                              : PHRASE("remove it"),
                                 code);
            good = false;
        }
        place.column++;
        if (code == '\n') place = (struct place){source, place.line + 1, 1};
        at += length ? length : 1;
    }
    return good;
}

static bool is_utf16(const char *text, size_t length)
{
    return length >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0);
}

enum status source_make(struct arena *arena, const char *name, const char *text, size_t length, size_t limit, int order,
                        struct source **out, struct diagnostics *diagnostics)
{
    const size_t mark = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    struct source *const source = ARENA_NEW(arena, struct source);
    const char *const own_name = arena_strdup(arena, name);
    char *const copy = arena_strndup(arena, text + mark, length - mark);
    if (!source || !copy || !own_name) return STATUS_MEMORY;
    *source = (struct source){.name = own_name, .text = copy, .length = length - mark, .order = order};
    *out = source;
    if (source->length > limit) {
        diagnostics_add(diagnostics, SEVERITY_ERROR, (struct place){source, 0, 0}, NULL, NULL,
                        "the file is too large (found %zu bytes, allowed %zu)", source->length, limit);
        return STATUS_SCENARIO;
    }
    if (is_utf16(text, length)) {
        source->text = "";
        source->length = 0;
        diagnostics_add(diagnostics, SEVERITY_ERROR, (struct place){source, 0, 0}, NULL, "save the file as UTF-8",
                        "the text is UTF-16, not UTF-8");
        return STATUS_SCENARIO;
    }
    return check_characters(source, copy, diagnostics) ? STATUS_OK : STATUS_SCENARIO;
}
