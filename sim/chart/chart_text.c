#include "sim/chart/chart_text.h"

#include <stdint.h>
#include <string.h>

const struct chart_font chart_font[CHART_FONTS] = {{"Inter", 1}, {"Liberation Sans", 1}, {"DejaVu Sans", 1.17}};

enum { LATIN_FIRST = 0x20, LATIN_END = 0x180, MARKS_FIRST = 0x2010, MARKS_END = 0x2040, CHARACTER_BYTES = 4 };

/* Advance widths of Inter 4.0 in thousandths of the size: U+0020 to U+017F, and U+2010 to U+203F. */
static const unsigned short regular_latin[] = {
    281, 278, 403, 631, 638, 812, 639, 222, 362, 362, 500, 659, 280, 460, 276, 357, 625, 464, 605, 636, 642, 608,
    624, 571, 616, 624, 276, 280, 659, 659, 659, 507, 936, 676, 651, 727, 719, 598, 587, 743, 740, 264, 543, 652,
    562, 889, 753, 761, 635, 761, 639, 638, 642, 741, 676, 949, 642, 665, 625, 362, 357, 362, 469, 452, 497, 564,
    621, 558, 621, 582, 361, 609, 591, 237, 237, 544, 237, 869, 585, 597, 609, 609, 372, 523, 364, 581, 557, 812,
    540, 557, 541, 362, 327, 362, 659, 0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,
    0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   281, 278, 558, 631,
    723, 548, 266, 551, 591, 915, 449, 540, 540, 460, 670, 449, 455, 659, 420, 430, 497, 622, 599, 276, 267, 313,
    449, 540, 884, 926, 949, 507, 676, 676, 676, 676, 676, 676, 990, 727, 598, 598, 598, 598, 264, 264, 264, 264,
    719, 753, 761, 761, 761, 761, 761, 659, 761, 741, 741, 741, 741, 665, 631, 609, 564, 564, 564, 564, 564, 564,
    925, 558, 582, 582, 582, 582, 237, 237, 237, 237, 580, 585, 597, 597, 597, 597, 597, 659, 597, 581, 581, 581,
    581, 557, 609, 557, 676, 564, 676, 564, 676, 564, 727, 558, 727, 558, 727, 558, 727, 558, 719, 677, 719, 621,
    598, 582, 598, 582, 598, 582, 598, 582, 598, 582, 743, 609, 743, 609, 743, 609, 743, 609, 740, 591, 777, 591,
    443, 278, 264, 237, 264, 237, 264, 237, 264, 237, 807, 474, 543, 237, 652, 544, 631, 562, 237, 562, 237, 562,
    305, 562, 315, 562, 237, 753, 585, 753, 585, 753, 585, 0,   753, 585, 761, 597, 761, 597, 761, 597, 953, 990,
    639, 372, 639, 372, 639, 372, 638, 523, 638, 523, 638, 523, 638, 523, 642, 364, 642, 364, 642, 364, 741, 581,
    741, 581, 741, 581, 741, 581, 741, 581, 741, 581, 949, 812, 665, 557, 665, 625, 541, 625, 541, 625, 541, 267};
static const unsigned short regular_marks[] = {358, 358, 648, 500, 1000, 1000, 358, 452, 199,  185,  199, 222,
                                               381, 381, 381, 449, 631,  540,  562, 562, 267,  548,  821, 267,
                                               0,   0,   0,   0,   0,    0,    0,   182, 1045, 1268, 220, 405,
                                               589, 220, 405, 589, 449,  358,  358, 631, 557,  507,  540, 812};
static const unsigned short bold_latin[] = {
    232, 325, 392, 650, 655, 859, 674, 209, 409, 409, 565,  680,  303,  469, 298, 390, 688, 489, 630, 659, 678,  645,
    660, 595, 661, 660, 298, 303, 680, 680, 680, 562, 1031, 748,  661,  752, 727, 613, 585, 761, 746, 281, 570,  690,
    567, 915, 735, 782, 648, 783, 656, 655, 668, 729, 748,  1036, 714,  724, 667, 409, 390, 409, 488, 477, 497,  580,
    635, 587, 635, 598, 386, 633, 624, 272, 272, 582, 272,  912,  622,  614, 632, 632, 409, 562, 388, 622, 586,  850,
    574, 586, 572, 409, 374, 409, 680, 0,   0,   0,   0,    0,    0,    0,   0,   0,   0,   0,   0,   0,   0,    0,
    0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,    0,    0,    0,   0,   0,   0,   0,   232, 325, 587,  672,
    765, 572, 345, 593, 535, 915, 487, 626, 580, 469, 664,  565,  460,  680, 424, 442, 497, 667, 610, 298, 374,  321,
    485, 629, 879, 916, 965, 562, 748, 748, 748, 748, 748,  748,  1030, 752, 613, 613, 613, 613, 281, 281, 281,  281,
    727, 735, 782, 782, 782, 782, 782, 680, 782, 729, 729,  729,  729,  724, 671, 664, 580, 580, 580, 580, 580,  580,
    914, 587, 598, 598, 598, 598, 272, 272, 272, 272, 599,  622,  614,  614, 614, 614, 614, 680, 614, 622, 622,  622,
    622, 586, 613, 586, 748, 580, 748, 580, 748, 580, 752,  587,  752,  587, 752, 587, 752, 587, 727, 736, 727,  635,
    613, 598, 613, 598, 613, 598, 613, 598, 613, 598, 761,  633,  761,  633, 761, 633, 761, 633, 746, 624, 810,  624,
    451, 289, 281, 272, 281, 272, 281, 281, 281, 272, 850,  544,  570,  272, 690, 582, 671, 567, 272, 567, 272,  567,
    376, 580, 412, 586, 272, 735, 622, 735, 622, 735, 622,  0,    735,  631, 782, 614, 782, 614, 782, 614, 1018, 977,
    656, 409, 656, 409, 656, 409, 655, 562, 655, 562, 655,  562,  655,  562, 668, 388, 668, 425, 668, 388, 729,  622,
    729, 622, 729, 622, 729, 622, 729, 622, 729, 622, 1036, 850,  724,  586, 724, 667, 572, 667, 572, 667, 572,  289};
static const unsigned short bold_marks[] = {464, 464, 682, 500, 1000, 1000, 505, 478, 242,  228,  242, 246,
                                            422, 421, 421, 444, 592,  575,  464, 464, 295,  548,  799, 295,
                                            0,   0,   0,   0,   0,    0,    0,   154, 1093, 1332, 279, 489,
                                            700, 279, 489, 700, 556,  392,  392, 824, 649,  562,  494, 852};

/* Decodes one character; *out_bytes is its length. An invalid byte is U+FFFD of length 1. */
static uint32_t decode(const char *text, size_t *out_bytes)
{
    const unsigned char *const s = (const unsigned char *)text;
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const size_t bytes = s[0] < 0x80 ? 1 : s[0] < 0xC2 ? 0 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : s[0] < 0xF5 ? 4 : 0;
    *out_bytes = 1;
    if (bytes == 1) return s[0];
    if (bytes == 0) return 0xFFFD;
    uint32_t code = s[0] & (0xFFu >> (bytes + 1));
    for (size_t i = 1; i < bytes; i++) {
        if ((s[i] & 0xC0) != 0x80) return 0xFFFD;
        code = code << 6 | (s[i] & 0x3Fu);
    }
    if (code < least[bytes] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return 0xFFFD;
    *out_bytes = bytes;
    return code;
}

static double character_width(uint32_t code, bool bold)
{
    if (code >= LATIN_FIRST && code < LATIN_END) return (bold ? bold_latin : regular_latin)[code - LATIN_FIRST];
    if (code >= MARKS_FIRST && code < MARKS_END) return (bold ? bold_marks : regular_marks)[code - MARKS_FIRST];
    if (code >= 0x300 && code < 0x370) return 0; /* combining */
    if (code >= 0x20A0 && code < 0x22FF) return 700;
    return code >= 0x1F000 ? 1400 : code < 0x2E80 ? 900 : 1050;
}

double chart_text_width(const char *text, struct chart_type type)
{
    double width = 0;
    for (size_t bytes; *text; text += bytes) width += character_width(decode(text, &bytes), type.bold);
    return width * type.size / 1000;
}

struct code_range {
    uint32_t first, last;
};

static bool in_ranges(uint32_t code, const struct code_range *range, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (code >= range[i].first && code <= range[i].last) return true;
    return false;
}

/* Soft hyphens, joiners, marks of direction, and what only varies the look of the character before. */
static bool character_hidden(uint32_t code)
{
    static const struct code_range hidden[] = {{0xAD, 0xAD},     {0x200B, 0x200F},   {0x202A, 0x202E},
                                               {0x2060, 0x206F}, {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},
                                               {0xFFFE, 0xFFFF}, {0x1F3FB, 0x1F3FF}, {0xE0000, 0xE0FFF}};
    return in_ranges(code, hidden, sizeof hidden / sizeof *hidden) || (code & 0xFFFE) == 0xFFFE;
}

/* What every font of the charts has a glyph for, so that pictures do not depend on which of them is there. Where one is
 * missing, gnuplot's cairo draws a shape as high as the page. */
static bool character_drawn(uint32_t code)
{
    static const struct code_range drawn[] = {
        {0x20, 0x7E},     {0xA0, 0x148},    {0x14A, 0x1C3},   {0x1C5, 0x2E9},   {0x300, 0x31E},   {0x321, 0x34F},
        {0x384, 0x38A},   {0x38C, 0x38C},   {0x38E, 0x3A1},   {0x3A3, 0x3E1},   {0x400, 0x49D},   {0x4A0, 0x4FF},
        {0x1E00, 0x1EF9}, {0x2000, 0x200A}, {0x2010, 0x2027}, {0x202F, 0x205E}, {0x2070, 0x2071}, {0x2074, 0x208E},
        {0x20A0, 0x20B5}, {0x2116, 0x2116}, {0x2122, 0x2122}, {0x2126, 0x2126}, {0x215B, 0x215E}, {0x2190, 0x2195},
        {0x2202, 0x2202}, {0x2206, 0x2206}, {0x220F, 0x220F}, {0x2211, 0x2212}, {0x221A, 0x221A}, {0x221E, 0x221E},
        {0x222B, 0x222B}, {0x2248, 0x2248}, {0x2260, 0x2260}, {0x2264, 0x2265}, {0x25A0, 0x25A1}, {0x25AA, 0x25AA},
        {0x25B2, 0x25B2}, {0x25BA, 0x25BA}, {0x25BC, 0x25BC}, {0x25C4, 0x25C4}, {0x25CA, 0x25CB}, {0x25CF, 0x25CF}};
    return in_ranges(code, drawn, sizeof drawn / sizeof *drawn);
}

static bool character_blank(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029;
}

/* The bytes that stand for one character of the input in the clean text; 0 where it is dropped. */
static size_t clean_character(uint32_t code, const char *from, size_t bytes, char *out)
{
    if (character_hidden(code)) return 0;
    if (character_blank(code)) return (size_t)(stpcpy(out, " ") - out);
    if (!character_drawn(code)) return (size_t)(stpcpy(out, CHART_NO_GLYPH) - out);
    memcpy(out, from, bytes);
    return bytes;
}

/* Where a text that is cut at `end` ends: between words, unless that loses more than two fifths of it. */
static char *between_words(char *text, char *end)
{
    char *at = end;
    while (at > text && *at != ' ') at--;
    if ((at - text) * 5 < (end - text) * 3) return end;
    while (at > text && (at[-1] == ' ' || at[-1] == ',')) at--;
    return at;
}

char *chart_clean(struct arena *arena, const char *text, size_t most)
{
    char *const out = arena_calloc(arena, strlen(text) * 3 + CHARACTER_BYTES, 1);
    if (!out) return NULL;
    char *at = out;
    size_t count = 0;
    for (size_t bytes; *text; text += bytes) {
        const uint32_t code = decode(text, &bytes);
        const size_t written = clean_character(code, text, bytes, at);
        count += written > 0;
        if (most > 0 && count > most) {
            strcpy(between_words(out, at), "…");
            return out;
        }
        at += written;
        *at = '\0';
    }
    return out;
}

static size_t character_count(const char *text, const char *end)
{
    size_t count = 0;
    for (size_t bytes; text < end; text += bytes, count++) decode(text, &bytes);
    return count;
}

/* The character after the n-th. */
static const char *skip_characters(const char *text, size_t n)
{
    for (size_t bytes; n > 0 && *text; text += bytes, n--) decode(text, &bytes);
    return text;
}

char *chart_shorten(struct arena *arena, const char *text, size_t most)
{
    enum { NAME_LEAST = 12 };
    char *const clean = chart_clean(arena, text, 0);
    if (!clean || character_count(clean, clean + strlen(clean)) <= most) return clean;
    const char *tail = clean + strlen(clean);
    for (const char *at = strstr(clean, ": "); at; at = strstr(at + 1, ": ")) tail = at;
    if (character_count(tail, tail + strlen(tail)) + NAME_LEAST > most) tail = clean + strlen(clean);
    const size_t name = character_count(clean, tail), keep = most - character_count(tail, tail + strlen(tail)) - 1;
    const char *head = skip_characters(clean, keep * 3 / 5), *rest = skip_characters(clean, name - keep * 2 / 5);
    for (const char *at = head; at > clean + (head - clean) / 2; at--)
        if (*at == ' ') {
            head = at;
            break;
        }
    for (const char *at = rest; at < rest + (tail - rest) / 2; at++)
        if (*at == ' ') {
            rest = at + 1;
            break;
        }
    const char *const gap = *head == ' ' ? " … " : "…";
    return arena_printf(arena, "%.*s%s%s", (int)(head - clean), clean, gap, rest);
}

/* A text on its way into lines. */
struct wrap {
    struct arena *arena;
    struct chart_type type;
    double width;
    const char **line;
    size_t lines, room;
};

static double span_width(const struct wrap *wrap, const char *from, const char *end)
{
    double width = 0;
    for (size_t bytes; from < end; from += bytes) width += character_width(decode(from, &bytes), wrap->type.bold);
    return width * wrap->type.size / 1000;
}

static bool add_line(struct wrap *wrap, const char *from, const char *end, const char *tail)
{
    while (end > from && end[-1] == ' ') end--;
    if (wrap->lines == wrap->room) return false;
    char *const copy = arena_printf(wrap->arena, "%.*s%s", (int)(end - from), from, tail);
    if (copy) wrap->line[wrap->lines++] = copy;
    return copy != NULL;
}

/* The end of the piece that starts at text: behind the next space; in a word that takes more than half a line also
 * behind a hyphen, a dash or a slash between other characters. */
static const char *piece_end(const struct wrap *wrap, const char *text)
{
    const char *const end = text + strcspn(text, " ");
    const bool breaks = span_width(wrap, text, end) > wrap->width / 2;
    const char *at = text;
    for (size_t bytes; breaks && at < end; at += bytes) {
        const uint32_t code = decode(at, &bytes);
        const bool inside = at > text && at + bytes < end;
        if (inside && (code == '-' || code == '/' || code == 0x2010 || code == 0x2013 || code == 0x2014))
            return at + bytes;
    }
    return *end ? end + 1 : end;
}

static bool is_vowel(uint32_t code)
{
    return code < 0x80 ? code && strchr("aeiouyAEIOUY", (int)code) != NULL
                       : code == 0xE4 || code == 0xF6 || code == 0xE5 || code == 0xC4 || code == 0xD6 || code == 0xC5;
}

static bool is_letter(uint32_t code)
{
    return (code | 0x20) >= 'a' ? (code | 0x20) <= 'z' || (code >= 0xC0 && code < 0x250) : false;
}

/* A syllable begins at a consonant before a vowel. */
static bool syllable_begins(const char *at)
{
    size_t first, second;
    const uint32_t consonant = decode(at, &first);
    if (!consonant || !is_letter(consonant) || is_vowel(consonant)) return false;
    return is_vowel(decode(at + first, &second));
}

/* Where a word that is too wide breaks: the last syllable that fits, else the last character that fits. */
static const char *word_break(const struct wrap *wrap, const char *word, const char *end)
{
    static const char hyphen[] = "-";
    const double width = wrap->width - span_width(wrap, hyphen, hyphen + 1);
    const char *fits = word, *syllable = NULL;
    size_t bytes;
    decode(word, &bytes);
    for (const char *at = word + bytes; at < end && span_width(wrap, word, at) <= width; at += bytes) {
        fits = at;
        if (at - word >= 4 && syllable_begins(at)) syllable = at;
        decode(at, &bytes);
    }
    if (fits == word) {
        decode(word, &bytes);
        fits = word + bytes;
    }
    return syllable && (syllable - word) * 2 >= fits - word ? syllable : fits;
}

/* Breaks a word that is wider than a line; returns what is left of it. */
static const char *break_word(struct wrap *wrap, const char *from, const char *end, bool *ok)
{
    while (*ok && span_width(wrap, from, end) > wrap->width) {
        const char *const at = word_break(wrap, from, end);
        if (at >= end) break;
        *ok = add_line(wrap, from, at, "-");
        from = at;
    }
    return from;
}

static bool wrap_lines(struct wrap *wrap, const char *text)
{
    const char *from = text, *end = text;
    bool ok = true;
    while (ok && *end) {
        const char *const next = piece_end(wrap, end);
        const char *const visible = next[-1] == ' ' ? next - 1 : next;
        if (end > from && span_width(wrap, from, visible) > wrap->width) {
            ok = add_line(wrap, from, end, "");
            from = end;
        }
        if (ok && span_width(wrap, from, visible) > wrap->width) from = break_word(wrap, from, visible, &ok);
        end = next;
    }
    return ok && (end > from || wrap->lines == 0 ? add_line(wrap, from, end, "") : true);
}

/* The last line that may stay, shortened so that "…" fits. */
static bool shorten(struct wrap *wrap, size_t most)
{
    const char *const text = wrap->line[most - 1];
    const double width = wrap->width - chart_text_width("…", wrap->type);
    const char *end = text;
    for (size_t bytes; *end; end += bytes) {
        decode(end, &bytes);
        if (span_width(wrap, text, end + bytes) > width) break;
    }
    if (*end) {
        const char *word = end;
        while (word > text && *word != ' ') word--;
        if ((word - text) * 2 > end - text) end = word;
    }
    if (end > text && end[-1] == '-') end--;
    wrap->lines = most - 1;
    return add_line(wrap, text, end, "…");
}

const char **chart_wrap(struct arena *arena, const char *text, struct chart_type type, double width, size_t most,
                        size_t *out_lines)
{
    const size_t room = strlen(text) + 2;
    struct wrap wrap = {arena, type, width, ARENA_ARRAY(arena, room, const char *), 0, room};
    if (!wrap.line || !wrap_lines(&wrap, text)) return NULL;
    if (most > 0 && wrap.lines > most && !shorten(&wrap, most)) return NULL;
    *out_lines = wrap.lines;
    return wrap.line;
}

const char **chart_wrap_evenly(struct arena *arena, const char *text, struct chart_type type, double width,
                               double least, size_t *out_lines)
{
    size_t fewest = 0;
    const char **best = chart_wrap(arena, text, type, width, 0, &fewest);
    double low = width * least, high = width;
    for (int i = 0; best && fewest > 1 && i < 7; i++) {
        const double middle = (low + high) / 2;
        size_t lines = 0;
        const char **const line = chart_wrap(arena, text, type, middle, 0, &lines);
        if (line && lines > fewest) {
            low = middle;
        } else {
            high = middle;
            best = line;
        }
    }
    if (best) *out_lines = fewest;
    return best;
}

char *chart_quote(struct arena *arena, const char *text)
{
    char *const out = arena_calloc(arena, strlen(text) * 4 + 3, 1);
    if (!out) return NULL;
    char *at = out;
    *at++ = '"';
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            at = stpcpy(at, *text == '"' ? "\\042" : "\\134");
        else
            *at++ = *text;
    }
    *at++ = '"';
    *at = '\0';
    return out;
}
