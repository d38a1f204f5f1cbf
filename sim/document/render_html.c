#include "sim/document/render_html.h"

#include <math.h>
#include <string.h>

#include "sim/base/text_buffer.h"
#include "sim/document/text_wrap.h"

/* Columns stand closer where there are more; on paper a table of more rows may begin on one sheet and end on another.
 */
enum { MANY = 6, LONG = 16 };

struct html_writer {
    struct arena *arena;
    struct sink *sink;
    const struct html_page *page;
    const struct document *document;
    const char *list; /* the list that is open: "ul"; NULL: none */
    size_t part;      /* of the document: 0 is the answer */
    bool side;        /* what stands beside a part's heading is not finished */
    bool failed;
};

static void put(struct html_writer *writer, const char *markup)
{
    sink_text(writer->sink, markup);
}

char *html_escape(struct arena *arena, const char *text)
{
    static const struct {
        char mark;
        const char *written;
    } written[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};
    const char *const clean = text_clean(arena, text);
    struct text_buffer out;
    text_buffer_init(&out, arena);
    if (!clean) return NULL;
    text_buffer_add(&out, "");
    for (const char *at = clean; *at; at++) {
        size_t i = 0;
        while (i < sizeof written / sizeof *written && written[i].mark != *at) i++;
        if (i < sizeof written / sizeof *written)
            text_buffer_add(&out, written[i].written);
        else
            text_buffer_add_bytes(&out, at, 1);
    }
    return text_buffer_finish(&out);
}

static void put_text(struct html_writer *writer, const char *text)
{
    const char *const escaped = html_escape(writer->arena, text);
    writer->failed |= !escaped;
    if (escaped) put(writer, escaped);
}

/* "before TEXT after" */
static void put_in(struct html_writer *writer, const char *before, const char *text, const char *after)
{
    put(writer, before);
    put_text(writer, text);
    put(writer, after);
}

/* A heading of a figure or a table: the next level below that of its part. */
static void put_heading(struct html_writer *writer, const char *text)
{
    const char *const level = writer->part == 0 ? "h2" : "h3";
    put(writer, "<");
    put(writer, level);
    put_in(writer, " class=\"title\">", text, "</");
    put(writer, level);
    put(writer, ">");
}

/* --- tables as data --- */

/* What an address takes as it is. */
static void add_address(struct text_buffer *out, const char *text)
{
    for (; *text; text++) {
        const unsigned char byte = (unsigned char)*text;
        const bool plain =
            strchr("-_.~", byte) || (byte >= '0' && byte <= '9') || ((byte | 32) >= 'a' && (byte | 32) <= 'z');
        text_buffer_printf(out, byte < 0x80 && plain ? "%c" : "%%%02X", byte);
    }
}

static void add_number(struct text_buffer *out, double number)
{
    if (isfinite(number)) text_buffer_printf(out, "%.10g", number);
}

static bool is_range(const struct document_table *table, size_t c)
{
    for (const struct document_row *row = table->first; row; row = row->next)
        if (row->cell[c].numbers == 2) return true;
    return false;
}

/* Text in quotes; numbers in full, without a language; both ends of a range. */
static void add_cell(struct text_buffer *csv, struct html_writer *writer, const struct document_cell *cell, bool range)
{
    if (cell->numbers == 0) {
        const char *const clean = text_clean(writer->arena, cell->text);
        writer->failed |= !clean;
        text_buffer_add(csv, "\"");
        for (const char *at = clean ? clean : ""; *at; at++) text_buffer_printf(csv, *at == '"' ? "\"\"" : "%c", *at);
        text_buffer_add(csv, range ? "\"," : "\"");
        return;
    }
    add_number(csv, cell->number[0].value);
    if (!range) return;
    text_buffer_add(csv, ",");
    add_number(csv, cell->number[cell->numbers - 1].value);
}

static const char *csv_of(struct html_writer *writer, const struct document_table *table)
{
    struct text_buffer csv;
    text_buffer_init(&csv, writer->arena);
    for (size_t c = 0; c < table->columns; c++) {
        const char *const id = table->column[c].id, *const comma = c ? "," : "";
        if (is_range(table, c))
            text_buffer_printf(&csv, "%s%s_low,%s_high", comma, id, id);
        else
            text_buffer_printf(&csv, "%s%s", comma, id);
    }
    for (const struct document_row *row = table->first; row; row = row->next)
        for (size_t c = 0; c < table->columns; c++) {
            text_buffer_add(&csv, c ? "," : "\n");
            add_cell(&csv, writer, &row->cell[c], is_range(table, c));
        }
    text_buffer_add(&csv, "\n");
    return text_buffer_finish(&csv);
}

/* The table once more, as a file that the page carries in the address of a link. */
static void put_csv(struct html_writer *writer, const struct document_table *table)
{
    const char *const csv = csv_of(writer, table);
    struct text_buffer address;
    text_buffer_init(&address, writer->arena);
    add_address(&address, csv ? csv : "");
    const char *const text = text_buffer_finish(&address);
    writer->failed |= !csv || !text;
    if (!text) return;
    put_in(writer, "<a class=\"data\" download=\"", table->id, ".csv\" href=\"data:text/csv;charset=utf-8,");
    put(writer, text);
    put_in(writer, "\">", writer->page->csv, "</a>");
}

/* --- tables --- */

static const char *class_of(const struct document_table *table, size_t c)
{
    return table->column[c].holds == DOCUMENT_TEXTS ? " class=\"text\"" : "";
}

static void put_head(struct html_writer *writer, const struct document_table *table)
{
    put(writer, "<thead><tr>");
    for (size_t c = 0; c < table->columns; c++) {
        const bool empty = !table->column[c].title[0];
        put(writer, empty ? "<td" : "<th scope=\"col\"");
        put(writer, class_of(table, c));
        put_in(writer, ">", table->column[c].title, empty ? "</td>" : "</th>");
    }
    put(writer, "</tr></thead>");
}

static void put_row(struct html_writer *writer, const struct document_table *table, const struct document_row *row)
{
    put(writer, row->total ? "<tr class=\"total\">" : "<tr>");
    for (size_t c = 0; c < table->columns; c++) {
        const bool heads = c == 0 && row->cell[c].text[0];
        put(writer, heads ? "<th scope=\"row\"" : "<td");
        put(writer, class_of(table, c));
        put_in(writer, ">", row->cell[c].text, heads ? "</th>" : "</td>");
    }
    put(writer, "</tr>");
}

static void put_rows(struct html_writer *writer, const struct document_table *table)
{
    put(writer, table->rows > LONG ? "<div class=\"rows long\">" : "<div class=\"rows\">");
    put_heading(writer, table->title);
    put_in(writer, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"", table->title, "\">");
    put(writer, table->columns > MANY ? "<table class=\"many\">" : "<table>");
    put_in(writer, "<caption class=\"hidden\">", table->title, "</caption>");
    put_head(writer, table);
    put(writer, "<tbody>");
    for (const struct document_row *row = table->first; row; row = row->next) put_row(writer, table, row);
    put(writer, "</tbody></table></div>");
    put_csv(writer, table);
    put(writer, "</div>\n");
}

static void put_ledger(struct html_writer *writer, const struct document_table *table)
{
    put_in(writer, "<div class=\"ledger\"><table><caption>", table->title, "</caption><tbody>");
    for (const struct document_row *row = table->first; row; row = row->next) put_row(writer, table, row);
    put(writer, "</tbody></table></div>\n");
}

/* Marks of a table whose rows are no rows: around it, around a row, around each of its first cells, and around the
 * rest. The label of what is no figure and no paragraph names the list for whoever cannot see it. */
struct html_shape {
    const char *open, *close, *row, *row_close;
    struct {
        const char *before, *after;
    } cell[3];
};

static void put_shape(struct html_writer *writer, const struct document_table *table, const struct html_shape *shape)
{
    const size_t shaped = sizeof shape->cell / sizeof *shape->cell - 1;
    put(writer, shape->open);
    for (const struct document_row *row = table->first; row; row = row->next) {
        put(writer, shape->row);
        for (size_t c = 0; c < table->columns; c++) {
            const size_t k = c < shaped ? c : shaped;
            if (row->cell[c].text[0]) put_in(writer, shape->cell[k].before, row->cell[c].text, shape->cell[k].after);
        }
        put(writer, shape->row_close);
    }
    put(writer, shape->close);
}

static void put_key(struct html_writer *writer, const struct document_table *table)
{
    static const struct html_shape shape = {"<dl class=\"key\">",
                                            "</dl>\n",
                                            "<div>",
                                            "</dd></div>",
                                            {{"<dt>", "</dt><dd>"}, {"<div class=\"figure\">", "</div>"}, {"", ""}}};
    put_shape(writer, table, &shape);
}

static void put_terms(struct html_writer *writer, const struct document_table *table)
{
    static const struct html_shape shape = {
        "<dl class=\"terms\">", "</dl>\n", "", "", {{"<dt>", "</dt>"}, {"<dd>", "</dd>"}, {"<dd>", "</dd>"}}};
    put_shape(writer, table, &shape);
}

static void put_counts(struct html_writer *writer, const struct document_table *table)
{
    static const struct html_shape shape = {"<dl class=\"counts\">",
                                            "</dl>\n",
                                            "<div>",
                                            "</div>",
                                            {{"<dt>", "</dt>"}, {"<dd>", "</dd>"}, {"<dd>", "</dd>"}}};
    put_shape(writer, table, &shape);
}

/* Figures beside what is said of them, each under what it is. */
static void put_figures(struct html_writer *writer, const struct document_table *table, const struct document_row *row)
{
    put(writer, "<div class=\"figures\">");
    for (size_t c = 0; c < table->columns; c++)
        if (table->column[c].holds == DOCUMENT_FIGURES && row->cell[c].text[0]) {
            put_in(writer, "<p>", table->column[c].title, " ");
            put_in(writer, "<b>", row->cell[c].text, "</b></p>");
        }
    put(writer, "</div>");
}

/* The words beside it say the same: it is for the eye alone. */
static void put_sketch(struct html_writer *writer, const struct document_sketch *sketch)
{
    enum { WIDTH = 132, HEIGHT = 28, MARGIN = 14, ALL = 46 };
    const double span = sketch->high - sketch->low, step = (double)WIDTH / DOCUMENT_SKETCH;
    struct text_buffer svg;
    text_buffer_init(&svg, writer->arena);
    text_buffer_printf(&svg,
                       "<svg class=\"sketch\" viewBox=\"%d 0 %d %d\" width=\"%d\" height=\"%d\" aria-hidden=\"true\">"
                       "<path class=\"shape\" d=\"M0 %d",
                       -MARGIN, WIDTH + 2 * MARGIN, ALL, WIDTH + 2 * MARGIN, ALL, HEIGHT);
    for (int i = 0; i < DOCUMENT_SKETCH; i++)
        text_buffer_printf(&svg, "L%.1f %.1f", (i + 0.5) * step, HEIGHT - (HEIGHT - 4) * sketch->height[i]);
    text_buffer_printf(&svg, "L%d %dz\"/><line class=\"axis\" x1=\"0\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", WIDTH, HEIGHT,
                       HEIGHT, WIDTH, HEIGHT);
    text_buffer_printf(&svg, "<line class=\"range\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
                       WIDTH * (sketch->from - sketch->low) / span, HEIGHT, WIDTH * (sketch->to - sketch->low) / span,
                       HEIGHT);
    if (sketch->low < 0 && sketch->high > 0)
        text_buffer_printf(&svg, "<line class=\"zero\" x1=\"%.1f\" y1=\"2\" x2=\"%.1f\" y2=\"33\"/>",
                           -WIDTH * sketch->low / span, -WIDTH * sketch->low / span);
    const char *const text = text_buffer_finish(&svg);
    writer->failed |= !text;
    put(writer, text ? text : "");
    put_in(writer, "<text class=\"s12 mute\" x=\"0\" y=\"44\">", sketch->low_text, "</text>");
    put_in(writer, "<text class=\"s12 mute\" x=\"132\" y=\"44\" text-anchor=\"end\">", sketch->high_text,
           "</text></svg>");
}

static void put_cards(struct html_writer *writer, const struct document_table *table)
{
    put(writer, "<ol class=\"cards\">");
    for (const struct document_row *row = table->first; row; row = row->next) {
        put_in(writer, "<li><div><h3>", row->cell[0].text, "</h3>");
        for (size_t c = 1; c < table->columns; c++)
            if (table->column[c].holds == DOCUMENT_TEXTS && row->cell[c].text[0])
                put_in(writer, c == 1 ? "<p class=\"value\">" : "<p>", row->cell[c].text, "</p>");
        put(writer, "</div>");
        if (row->cell[1].sketch) put_sketch(writer, row->cell[1].sketch);
        put_figures(writer, table, row);
        put(writer, "</li>");
    }
    put(writer, "</ol>\n");
}

static void (*const put_table[DOCUMENT_LOOKS])(struct html_writer *writer, const struct document_table *table) = {
    [DOCUMENT_ROWS] = put_rows,   [DOCUMENT_LEDGER] = put_ledger, [DOCUMENT_KEY_FACTS] = put_key,
    [DOCUMENT_TERMS] = put_terms, [DOCUMENT_COUNTS] = put_counts, [DOCUMENT_CARDS] = put_cards,
    [DOCUMENT_BEHIND] = put_rows};

/* --- texts, charts, parts --- */

/* How a block of text is marked, and the list that it is an item of. */
static const struct {
    const char *before, *after, *list;
} mark[DOCUMENT_KINDS] = {
    [DOCUMENT_HEADLINE] = {"<p class=\"headline\">", "</p>\n", NULL},
    [DOCUMENT_DETAIL] = {"<p class=\"detail\">", "</p>\n", NULL},
    [DOCUMENT_LINE] = {"<p>", "</p>\n", NULL},
    [DOCUMENT_ITEM] = {"<li>", "</li>\n", "ul"},
    [DOCUMENT_WARNING] = {"<p class=\"warning\">", "</p>\n", NULL},
    [DOCUMENT_FACT] = {"<li>", "</li>\n", "ul"},
    [DOCUMENT_PARAGRAPH] = {"<p>", "</p>\n", NULL},
    [DOCUMENT_ASIDE] = {"<p>", "</p>\n", NULL},
    [DOCUMENT_SUBHEADING] = {"<h3 class=\"subheading\">", "</h3>\n", NULL},
    [DOCUMENT_STEP] = {"<h3 class=\"step\">", "</h3>\n", NULL},
    [DOCUMENT_QUOTE] = {"<blockquote><p>", "</p></blockquote>\n", NULL},
    [DOCUMENT_CODE] = {"<pre tabindex=\"0\">", "</pre>\n", NULL},
    [DOCUMENT_NOTE] = {"<p class=\"note\">", "</p>\n", NULL},
};

static void choose_list(struct html_writer *writer, const char *list)
{
    if (list == writer->list) return;
    if (writer->list) put(writer, "</ul>\n");
    if (list) put(writer, "<ul class=\"items\">\n");
    writer->list = list;
}

static const struct html_picture *picture_of(const struct html_writer *writer, const char *chart)
{
    for (size_t i = 0; i < writer->page->pictures; i++)
        if (strcmp(writer->page->picture[i].name, chart) == 0) return &writer->page->picture[i];
    return NULL;
}

static bool is_behind(const struct document_block *block)
{
    return block && block->table && block->table->look == DOCUMENT_BEHIND;
}

/* A table and its notes behind a word to open them; returns the last block of it. */
static const struct document_block *put_opened(struct html_writer *writer, const struct document_block *block)
{
    put_in(writer, "<details><summary>", writer->page->behind, ": ");
    put_in(writer, "", block->table->title, "</summary>");
    put_rows(writer, block->table);
    for (; block->next && block->next->kind == DOCUMENT_NOTE; block = block->next)
        put_in(writer, "<p class=\"note\">", block->next->text, "</p>");
    put(writer, "</details>\n");
    return block;
}

/* A chart, the notes to it and the tables behind it; returns the last block that belongs to it. */
static const struct document_block *put_figure(struct html_writer *writer, const struct document_block *block)
{
    const struct html_picture *const picture = picture_of(writer, block->text);
    if (!picture) return block;
    put(writer, "<figure>");
    put_heading(writer, picture->title);
    put_in(writer, "<p class=\"under\">", picture->subtitle, "</p>\n");
    put(writer, picture->wide);
    put(writer, picture->narrow);
    for (; block->next && block->next->kind == DOCUMENT_NOTE; block = block->next)
        put_in(writer, "<p class=\"note\">", block->next->text, "</p>");
    while (is_behind(block->next)) block = put_opened(writer, block->next);
    put(writer, "</figure>\n");
    return block;
}

/* What stands beside the heading ends where the first figure, table or list begins. */
static bool stays_aside(const struct document_block *block)
{
    return block->kind == DOCUMENT_ASIDE || (block->table && block->table->look == DOCUMENT_TERMS);
}

static bool has_main(const struct document_block *heading)
{
    const struct document_block *block = heading->next;
    while (block && stays_aside(block)) block = block->next;
    return block && block->kind != DOCUMENT_HEADING;
}

static void leave_side(struct html_writer *writer, const struct document_block *block)
{
    if (!writer->side || stays_aside(block)) return;
    put(writer, "</div><div class=\"main\">\n");
    writer->side = false;
}

static void put_contents(struct html_writer *writer)
{
    size_t part = 0;
    for (const struct document_block *at = writer->document->first; at; at = at->next)
        part += at->kind == DOCUMENT_HEADING;
    if (part < 2) return;
    put_in(writer, "<nav aria-label=\"", writer->page->contents, "\"><ul class=\"toc\">");
    part = 0;
    for (const struct document_block *at = writer->document->first; at; at = at->next) {
        if (at->kind != DOCUMENT_HEADING) continue;
        const char *const link = arena_printf(writer->arena, "<li><a href=\"#part-%zu\">", ++part);
        writer->failed |= !link;
        if (link) put_in(writer, link, at->text, "</a></li>");
    }
    put(writer, "</ul></nav>\n");
}

static void close_part(struct html_writer *writer)
{
    choose_list(writer, NULL);
    if (writer->part == 0) put_contents(writer);
    put(writer, writer->part == 0 ? "</div>\n" : "</div></div></section>\n");
    writer->side = false;
}

/* A part of nothing but paragraphs has no column beside its heading. */
static void open_part(struct html_writer *writer, const struct document_block *heading)
{
    close_part(writer);
    const bool two = has_main(heading);
    const char *const open =
        arena_printf(writer->arena, "<section id=\"part-%zu\"><div class=\"part\"><div class=\"%s\">", ++writer->part,
                     two ? "side" : "main");
    writer->failed |= !open;
    put(writer, open ? open : "");
    put_in(writer, "<h2>", heading->text, "</h2>\n");
    writer->side = two;
}

/* The heading of the page: the verdict, or the title where there is none. Returns the first block that follows. */
static const struct document_block *put_title(struct html_writer *writer)
{
    const struct document_block *block = writer->document->first;
    const bool verdict = block && block->kind == DOCUMENT_VERDICT;
    bool two = false;
    for (const struct document_block *at = block; at && at->kind != DOCUMENT_HEADING; at = at->next)
        two = two || (at->table && at->table->look == DOCUMENT_LEDGER);
    put(writer, two ? "<div class=\"answer two\">" : "<div class=\"answer\">");
    put_in(writer, verdict ? "<p class=\"kicker\">" : "<h1>", writer->document->title,
           verdict ? "</p><h1>" : "</h1>\n");
    for (; block && block->kind == DOCUMENT_VERDICT; block = block->next)
        put_in(writer, "<span>", block->text, "</span> ");
    if (verdict) put(writer, "</h1>\n");
    return block;
}

static void put_body(struct html_writer *writer)
{
    for (const struct document_block *block = put_title(writer); block; block = block->next) {
        if (block->kind == DOCUMENT_HEADING) {
            open_part(writer, block);
            continue;
        }
        leave_side(writer, block);
        choose_list(writer, block->table ? NULL : mark[block->kind].list);
        if (block->kind == DOCUMENT_CHART)
            block = put_figure(writer, block);
        else if (block->table)
            put_table[block->table->look](writer, block->table);
        else
            put_in(writer, mark[block->kind].before, block->text, mark[block->kind].after);
    }
    close_part(writer);
}

/* --- the page --- */

/* How a policy names a style sheet: its hash in base 64. */
static void base64_of_hash(const char *text, char out[45])
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char hex[SHA256_HEX + 2];
    sha256_hex(text, strlen(text), hex);
    strcpy(hex + SHA256_HEX - 1, "00"); /* 33 bytes are 44 letters; the last stands for nothing */
    for (size_t i = 0; i < 22; i++) {
        unsigned bits = 0;
        for (size_t k = 0; k < 3; k++) {
            const char c = hex[3 * i + k];
            bits = bits * 16 + (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
        }
        out[2 * i] = letters[bits >> 6];
        out[2 * i + 1] = letters[bits & 63];
    }
    strcpy(out + 43, "=");
}

static void put_top(struct html_writer *writer)
{
    char hash[45];
    const char *const style = html_style(writer->arena, writer->document->title);
    writer->failed |= !style;
    if (!style) return;
    base64_of_hash(style, hash);
    put(writer, "<!doctype html>\n<html lang=\"");
    put(writer, language_code(writer->document->language));
    put(writer,
        "\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'sha256-");
    put(writer, hash);
    put(writer, "'; base-uri 'none'; form-action 'none'\"><meta name=\"viewport\" content=\"width=device-width,"
                "initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">");
    put_in(writer, "<title>", writer->document->title, "</title><style>");
    put(writer, style);
    put_in(writer, "</style></head>\n<body><a class=\"skip\" href=\"#main\">", writer->page->skip, "</a>");
    put_in(writer, "<div class=\"page\"><header class=\"mast\"><b>hyöty</b> · ", writer->page->tagline,
           "</header>\n<main id=\"main\">");
}

enum status render_html(const struct document *document, const struct html_page *page, struct sink *sink,
                        struct error *err)
{
    struct html_writer writer = {.arena = document->arena, .sink = sink, .page = page, .document = document};
    put_top(&writer);
    put_body(&writer);
    put_in(&writer, "</main><footer>", page->foot, "</footer></div></body></html>\n");
    return writer.failed ? error_out_of_memory(err) : STATUS_OK;
}
