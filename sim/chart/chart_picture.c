#include "sim/chart/chart_picture.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

const char *const chart_format_name[CHART_FORMATS] = {"svg", "png", "pdf"};

static const char fallback_fonts[] = ", 'Liberation Sans', Arial, sans-serif";

/* An SVG on its way from `in` to `out`. */
struct rewrite {
    const char *in, *end;
    char *out;
    const struct chart_about *about;
};

/* Longest growth of one input byte is bounded by the insertions below; they are counted before. */
static size_t count_of(const char *text, const char *what)
{
    size_t count = 0;
    for (const char *at = strstr(text, what); at; at = strstr(at + 1, what)) count++;
    return count;
}

static void copy_escaped(struct rewrite *r, const char *text)
{
    for (; *text; text++) {
        const char *const entity = *text == '<' ? "&lt;" : *text == '>' ? "&gt;" : *text == '&' ? "&amp;" : NULL;
        if (entity)
            r->out = stpcpy(r->out, entity);
        else
            *r->out++ = *text;
    }
}

static bool starts(const struct rewrite *r, const char *what)
{
    const size_t length = strlen(what);
    return (size_t)(r->end - r->in) >= length && memcmp(r->in, what, length) == 0;
}

static void copy(struct rewrite *r, size_t bytes)
{
    memcpy(r->out, r->in, bytes);
    r->out += bytes;
    r->in += bytes;
}

/* Copies `what` if it stands here and writes the prefix behind it. */
static bool copy_prefixed(struct rewrite *r, const char *what)
{
    if (!starts(r, what)) return false;
    copy(r, strlen(what));
    r->out = stpcpy(stpcpy(r->out, r->about->prefix), "-");
    return true;
}

/* Copies a font-family attribute up to its closing quote and adds what follows if the font is missing. */
static bool copy_family(struct rewrite *r)
{
    static const char what[] = " font-family=\"";
    if (!starts(r, what)) return false;
    copy(r, sizeof what - 1);
    while (r->in < r->end && *r->in != '"') copy(r, 1);
    r->out = stpcpy(r->out, fallback_fonts);
    return true;
}

static void copy_tag(struct rewrite *r)
{
    static const char *const referring[] = {" id=\"", " id='", "href=\"#", "href='#", "url(#"};
    while (r->in < r->end && *r->in != '>') {
        bool done = copy_family(r);
        for (size_t i = 0; i < sizeof referring / sizeof *referring && !done; i++)
            done = copy_prefixed(r, referring[i]);
        if (!done) copy(r, 1);
    }
    if (r->in < r->end) copy(r, 1);
}

/* Replaces the element that starts here, say <title>…</title>, by one with an id and the given text. */
static bool replace_element(struct rewrite *r, const char *open, const char *close, const char *id, const char *text)
{
    if (!starts(r, open)) return false;
    const char *const end = strstr(r->in, close);
    if (!end) return false;
    r->out = stpcpy(r->out, "<");
    memcpy(r->out, open + 1, strlen(open) - 2);
    r->out += strlen(open) - 2;
    r->out = stpcpy(stpcpy(stpcpy(stpcpy(stpcpy(r->out, " id=\""), r->about->prefix), "-"), id), "\">");
    copy_escaped(r, text);
    r->out = stpcpy(r->out, close);
    r->in = end + strlen(close);
    return true;
}

static bool open_svg(struct rewrite *r)
{
    static const char what[] = "<svg";
    if (!starts(r, what)) return false;
    const char *const p = r->about->prefix;
    copy(r, sizeof what - 1);
    r->out = stpcpy(stpcpy(stpcpy(r->out, " lang=\""), r->about->language), "\" role=\"img\" aria-labelledby=\"");
    r->out = stpcpy(r->out, p);
    r->out = stpcpy(stpcpy(stpcpy(r->out, "-title "), p), "-description\"");
    copy_tag(r);
    return true;
}

/* The titles that gnuplot gives to the parts of a picture: browsers would show its code as a tooltip. */
static bool drop_title(struct rewrite *r)
{
    static const char open[] = "<title>", close[] = "</title>";
    if (!starts(r, open)) return false;
    const char *const end = strstr(r->in, close);
    if (!end) return false;
    r->in = end + sizeof close - 1;
    return true;
}

static void rewrite_svg(struct rewrite *r)
{
    bool opened = false, titled = false, described = false;
    while (r->in < r->end) {
        if (!opened && open_svg(r)) {
            opened = true;
        } else if (!titled && replace_element(r, "<title>", "</title>", "title", r->about->title)) {
            titled = true;
        } else if (!described && replace_element(r, "<desc>", "</desc>", "description", r->about->description)) {
            described = true;
        } else if (drop_title(r)) {
            continue;
        } else if (*r->in == '<') {
            copy_tag(r);
        } else if (*r->in == '>') {
            r->in++;
            r->out = stpcpy(r->out, "&gt;");
        } else {
            copy(r, 1);
        }
    }
}

static enum status cut(struct error *err, const char *what)
{
    return error_set(err, STATUS_IO, "gnuplot left an incomplete picture (no %s at its end; is the disk full?)", what);
}

static bool ends_with(const struct chart_picture *picture, const char *end, size_t length)
{
    return picture->length >= length && memcmp(picture->data + picture->length - length, end, length) == 0;
}

static enum status finish_svg(struct arena *arena, const struct chart_about *about, struct chart_picture *picture,
                              struct error *err)
{
    while (picture->length > 0 && strchr(" \r\n", picture->data[picture->length - 1])) picture->length--;
    if (!ends_with(picture, "</svg>", 6)) return cut(err, "</svg>");
    char *const text = arena_strndup(arena, picture->data, picture->length);
    if (!text) return error_out_of_memory(err);
    const size_t prefix = strlen(about->prefix) + 64;
    const size_t added = (count_of(text, "id=") + count_of(text, "#") + 8) * prefix +
                         count_of(text, "font-family") * sizeof fallback_fonts + count_of(text, ">") * 4 +
                         6 * (strlen(about->title) + strlen(about->description));
    char *const out = arena_calloc(arena, picture->length + added + 1024, 1);
    if (!out) return error_out_of_memory(err);
    struct rewrite rewrite = {text, text + picture->length, out, about};
    rewrite_svg(&rewrite);
    *rewrite.out++ = '\n';
    *picture = (struct chart_picture){out, (size_t)(rewrite.out - out)};
    return STATUS_OK;
}

/* The CRC of PNG (ISO 3309), bit by bit: only 13 bytes need one. */
static uint32_t crc(const unsigned char *data, size_t length)
{
    uint32_t value = UINT32_MAX;
    for (size_t i = 0; i < length; i++) {
        value ^= data[i];
        for (int bit = 0; bit < 8; bit++) value = value >> 1 ^ (0xEDB88320u & (0u - (value & 1u)));
    }
    return ~value;
}

static void put32(unsigned char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++) at[i] = (unsigned char)(value >> (24 - 8 * i));
}

/* Inserts pHYs, 11 811 pixels a metre, behind the header. */
static enum status finish_png(struct arena *arena, struct chart_picture *picture, struct error *err)
{
    enum { HEADER = 33, CHUNK = 21 }; /* signature and IHDR; length, name, 9 bytes, CRC */
    static const unsigned char last[] = {0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xAE, 0x42, 0x60, 0x82};
    if (picture->length < HEADER || !ends_with(picture, (const char *)last, sizeof last)) return cut(err, "IEND");
    unsigned char chunk[CHUNK] = {0, 0, 0, 9, 'p', 'H', 'Y', 's'};
    put32(chunk + 8, 11811);
    put32(chunk + 12, 11811);
    chunk[16] = 1;
    put32(chunk + 17, crc(chunk + 4, 13));
    char *const out = arena_calloc(arena, picture->length + CHUNK, 1);
    if (!out) return error_out_of_memory(err);
    memcpy(out, picture->data, HEADER);
    memcpy(out + HEADER, chunk, CHUNK);
    memcpy(out + HEADER + CHUNK, picture->data + HEADER, picture->length - HEADER);
    *picture = (struct chart_picture){out, picture->length + CHUNK};
    return STATUS_OK;
}

/* Overwrites the digits and the zone of "/CreationDate (D:20260101120000+02'00)" in place. */
static enum status finish_pdf(struct chart_picture *picture, struct error *err)
{
    static const char date[] = "/CreationDate (D:", fixed[] = "20000101000000";
    while (picture->length > 0 && strchr("\r\n", picture->data[picture->length - 1])) picture->length--;
    if (!ends_with(picture, "%%EOF", 5)) return cut(err, "%%EOF");
    char *const found = memmem(picture->data, picture->length, date, sizeof date - 1);
    if (!found) return STATUS_OK;
    char *at = found + sizeof date - 1;
    const char *const end = picture->data + picture->length;
    for (size_t i = 0; at < end && *at != ')'; at++, i++) *at = i < sizeof fixed - 1 ? fixed[i] : i == 14 ? 'Z' : '0';
    return STATUS_OK;
}

enum status chart_picture_finish(struct arena *arena, enum chart_format format, const struct chart_about *about,
                                 struct chart_picture *picture, struct error *err)
{
    if (format == CHART_SVG) return finish_svg(arena, about, picture, err);
    if (format == CHART_PNG) return finish_png(arena, picture, err);
    return finish_pdf(picture, err);
}
