#include "sim/document/render_text.h"

#include <string.h>

#include "sim/document/text_wrap.h"

enum { GAP = 2, GAP_LEAST = 1, INDENT = 2, LABEL_LEAST = 18 };

struct printer {
    struct arena *arena;
    struct text_style style;
    struct sink *sink;
    bool failed;
};

static const char bold[] = "\033[1m", dim[] = "\033[2m", yellow[] = "\033[33m", plain[] = "\033[0m";

static void put_styled(struct printer *printer, const char *style, const char *text)
{
    const bool coloured = printer->style.colour && style && text[0];
    if (coloured) sink_text(printer->sink, style);
    sink_text(printer->sink, text);
    if (coloured) sink_text(printer->sink, plain);
}

static void put_blanks(struct printer *printer, int count)
{
    for (int i = 0; i < count; i++) sink_text(printer->sink, " ");
}

/* The text made safe and cut into lines; one empty line when memory runs out. */
static struct text_lines lines_of(struct printer *printer, const char *text, int width)
{
    struct text_lines lines = {0, NULL};
    const char *const clean = text_clean(printer->arena, text);
    if (!clean || !text_wrap(printer->arena, clean, width, &lines)) printer->failed = true;
    return lines;
}

/* lead stands before the first line, blanks of its width before the others. */
static void put_paragraph(struct printer *printer, const char *style, const char *text, const char *lead)
{
    const int indent = text_width(lead);
    const struct text_lines lines = lines_of(printer, text, printer->style.width - indent);
    for (size_t i = 0; i < lines.count; i++) {
        if (i == 0)
            sink_text(printer->sink, lead);
        else
            put_blanks(printer, indent);
        put_styled(printer, style, lines.line[i]);
        sink_text(printer->sink, "\n");
    }
}

/* Widths of a table's columns that keep the table within the line. */
struct layout {
    int *width; /* [columns] */
    int total;
    int gap;
};

/* Remembers that memory ran out; returns its argument. */
static void *need(struct printer *printer, void *memory)
{
    printer->failed |= !memory;
    return memory;
}

static int clean_width(struct printer *printer, const char *text, int (*measure)(const char *))
{
    const char *const clean = text_clean(printer->arena, text);
    if (!clean) printer->failed = true;
    return clean ? measure(clean) : 0;
}

static int cells_width(struct printer *printer, const struct document_table *table, size_t column,
                       int (*measure)(const char *))
{
    int widest = 0;
    for (const struct document_row *row = table->first; row; row = row->next) {
        const int width = clean_width(printer, row->cell[column].text, measure);
        if (width > widest) widest = width;
    }
    return widest;
}

static void layout_add_up(const struct document_table *table, struct layout *layout)
{
    layout->total = INDENT + layout->gap * (int)(table->columns - 1);
    for (size_t c = 0; c < table->columns; c++) layout->total += layout->width[c];
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* Least width of a column: no title and no text is broken but at a blank; cells of numbers stay whole if `whole`. */
static int least_width(struct printer *printer, const struct document_table *table, size_t column, bool whole)
{
    return larger(
        clean_width(printer, table->column[column].title, text_widest_word),
        cells_width(printer, table, column,
                    whole && table->column[column].holds == DOCUMENT_FIGURES ? text_width : text_widest_word));
}

/* Takes from one column what the table is too wide, as far as the column can give it. */
static void shrink(struct printer *printer, const struct document_table *table, size_t column, int least,
                   struct layout *layout)
{
    const int excess = layout->total - printer->style.width;
    if (excess <= 0 || least >= layout->width[column]) return;
    layout->width[column] = larger(least, layout->width[column] - excess);
    layout_add_up(table, layout);
}

/* Room is won first by breaking titles, then the texts of the first column, then other texts; and, where cells of
 * numbers need not stay whole, ranges at their blanks. */
static struct layout layout_with(struct printer *printer, const struct document_table *table, int gap, bool whole)
{
    struct layout layout = {.gap = gap, .width = need(printer, ARENA_ARRAY(printer->arena, table->columns, int))};
    if (!layout.width) return layout;
    for (size_t c = 0; c < table->columns; c++)
        layout.width[c] = larger(clean_width(printer, table->column[c].title, text_width),
                                 cells_width(printer, table, c, text_width));
    layout_add_up(table, &layout);
    for (size_t c = 1; c < table->columns; c++)
        shrink(printer, table, c,
               larger(clean_width(printer, table->column[c].title, text_widest_word),
                      cells_width(printer, table, c, text_width)),
               &layout);
    const int label = table->columns > 0 ? least_width(printer, table, 0, true) : 0;
    shrink(printer, table, 0, larger(LABEL_LEAST, label), &layout);
    for (size_t c = 1; c < table->columns; c++)
        shrink(printer, table, c, least_width(printer, table, c, true), &layout);
    shrink(printer, table, 0, label, &layout);
    for (size_t c = 1; c < table->columns && !whole; c++)
        shrink(printer, table, c, least_width(printer, table, c, false), &layout);
    return layout;
}

/* The first layout that fits; the last one, too wide for the line, means that the table is to be stacked. */
static struct layout layout_of(struct printer *printer, const struct document_table *table)
{
    static const struct {
        int gap;
        bool whole;
    } tried[] = {{GAP, true}, {GAP_LEAST, true}, {GAP, false}};
    struct layout layout = {0};
    for (size_t i = 0; i < sizeof tried / sizeof *tried; i++) {
        layout = layout_with(printer, table, tried[i].gap, tried[i].whole);
        if (layout.total <= printer->style.width) break;
    }
    return layout;
}

/* One line of one cell, with the blanks that put it in its place. The last column gets no blanks after it. */
static void put_cell_line(struct printer *printer, const char *style, const char *text, bool right, int width,
                          bool last)
{
    const int blanks = larger(0, width - text_width(text));
    if (right) put_blanks(printer, blanks);
    put_styled(printer, style, text);
    if (!right && !last) put_blanks(printer, blanks);
}

/* A row of a table: cells may take several lines; numbers stand on the last one, titles too. */
static void put_row(struct printer *printer, const struct document_table *table, const struct layout *layout,
                    const char *style, const char *const *text)
{
    struct text_lines *const lines = need(printer, ARENA_ARRAY(printer->arena, table->columns, struct text_lines));
    size_t height = 1;
    if (!lines) return;
    for (size_t c = 0; c < table->columns; c++) {
        lines[c] = lines_of(printer, text[c], layout->width[c]);
        if (lines[c].count > height) height = lines[c].count;
    }
    for (size_t l = 0; l < height; l++) {
        size_t last = 0;
        for (size_t c = 0; c < table->columns; c++)
            if (l + lines[c].count >= height && lines[c].line[l + lines[c].count - height][0]) last = c;
        put_blanks(printer, INDENT);
        for (size_t c = 0; c <= last; c++) {
            const size_t above = height - lines[c].count;
            const char *const line = l >= above ? lines[c].line[l - above] : "";
            put_blanks(printer, c ? layout->gap : 0);
            put_cell_line(printer, style, line, table->column[c].holds == DOCUMENT_FIGURES, layout->width[c],
                          c == last);
        }
        sink_text(printer->sink, "\n");
    }
}

static void put_rule(struct printer *printer, const struct layout *layout)
{
    put_blanks(printer, INDENT);
    if (printer->style.colour) sink_text(printer->sink, dim);
    for (int i = INDENT; i < layout->total; i++) sink_text(printer->sink, "─");
    if (printer->style.colour) sink_text(printer->sink, plain);
    sink_text(printer->sink, "\n");
}

/* A row below each other: its label, then "title: value" for each further column that holds anything. */
static void put_stacked_row(struct printer *printer, const struct document_table *table, const struct document_row *row)
{
    const char *const style = row->total ? bold : NULL;
    if (row->cell[0].text[0]) put_paragraph(printer, style, row->cell[0].text, "  ");
    for (size_t c = 1; c < table->columns; c++) {
        if (!row->cell[c].text[0]) continue;
        const char *const title = table->column[c].title;
        const char *const line =
            title[0] ? arena_printf(printer->arena, "%s: %s", title, row->cell[c].text) : row->cell[c].text;
        printer->failed |= !line;
        if (line) put_paragraph(printer, style, line, "    ");
    }
}

static void put_table(struct printer *printer, const struct document_table *table)
{
    const struct layout layout = layout_of(printer, table);
    const bool stacked = layout.total > printer->style.width;
    const char **const text = need(printer, ARENA_ARRAY(printer->arena, table->columns, const char *));
    if (!layout.width || !text) return;
    put_paragraph(printer, bold, table->title, "");
    for (size_t c = 0; c < table->columns; c++) text[c] = table->column[c].title;
    if (document_table_has_head(table) && !stacked) put_row(printer, table, &layout, dim, text);
    bool totals = false;
    for (const struct document_row *row = table->first; row; row = row->next) {
        for (size_t c = 0; c < table->columns; c++) text[c] = row->cell[c].text;
        if (row->total && !totals && row != table->first && !stacked) put_rule(printer, &layout);
        totals = row->total;
        if (stacked)
            put_stacked_row(printer, table, row);
        else
            put_row(printer, table, &layout, row->total ? bold : NULL, text);
    }
}

/* How a block of text looks. */
static const struct {
    const char *style, *lead;
} look[DOCUMENT_KINDS] = {
    [DOCUMENT_VERDICT] = {bold, ""},   [DOCUMENT_HEADLINE] = {bold, ""},   [DOCUMENT_DETAIL] = {NULL, ""},
    [DOCUMENT_LINE] = {NULL, ""},      [DOCUMENT_ITEM] = {NULL, "– "},     [DOCUMENT_WARNING] = {yellow, ""},
    [DOCUMENT_HEADING] = {bold, ""},   [DOCUMENT_FACT] = {NULL, "  "},     [DOCUMENT_PARAGRAPH] = {NULL, "  "},
    [DOCUMENT_ASIDE] = {NULL, "  "},   [DOCUMENT_SUBHEADING] = {bold, ""}, [DOCUMENT_STEP] = {bold, "→ "},
    [DOCUMENT_QUOTE] = {NULL, "  │ "}, [DOCUMENT_CODE] = {NULL, "  "},     [DOCUMENT_NOTE] = {NULL, "  "},
};

static bool stands_apart(enum document_kind before, enum document_kind kind)
{
    static const bool always[DOCUMENT_KINDS] = {[DOCUMENT_TABLE] = true,
                                                [DOCUMENT_HEADING] = true,
                                                [DOCUMENT_SUBHEADING] = true,
                                                [DOCUMENT_STEP] = true,
                                                [DOCUMENT_QUOTE] = true};
    static const bool never[DOCUMENT_KINDS] = {[DOCUMENT_PARAGRAPH] = true,
                                               [DOCUMENT_ASIDE] = true,
                                               [DOCUMENT_NOTE] = true,
                                               [DOCUMENT_DETAIL] = true,
                                               [DOCUMENT_FACT] = true};
    return always[kind] || (!never[kind] && before != kind);
}

/* A fact is no prose, and what is typed stands as it is: neither is ever broken. */
static bool is_whole(const struct document_block *block)
{
    return block->kind == DOCUMENT_FACT || block->kind == DOCUMENT_CODE;
}

static void put_block(struct printer *printer, const struct document_block *block)
{
    const char *const text = is_whole(block) ? need(printer, text_clean(printer->arena, block->text)) : NULL;
    if (block->table) {
        put_table(printer, block->table);
    } else if (!is_whole(block)) {
        put_paragraph(printer, look[block->kind].style, block->text, look[block->kind].lead);
    } else if (text) {
        sink_text(printer->sink, look[block->kind].lead);
        sink_text(printer->sink, text);
        sink_text(printer->sink, "\n");
    }
}

enum status render_text(const struct document *document, const struct text_style *style, struct sink *sink,
                        struct error *err)
{
    struct printer printer = {document->arena, *style, sink, false};
    if (printer.style.width < TEXT_WIDTH_LEAST) printer.style.width = TEXT_WIDTH_LEAST;
    if (printer.style.width > TEXT_WIDTH_MOST) printer.style.width = TEXT_WIDTH_MOST;
    put_paragraph(&printer, dim, document->title, "");
    enum document_kind before = DOCUMENT_KINDS;
    for (const struct document_block *block = document->first; block; block = block->next) {
        if (block->kind == DOCUMENT_CHART) continue;
        if (stands_apart(before, block->kind)) sink_text(sink, "\n");
        put_block(&printer, block);
        before = block->kind;
    }
    return printer.failed ? error_out_of_memory(err) : STATUS_OK;
}
