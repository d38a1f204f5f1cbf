#include "sim/document/render_markdown.h"

#include <string.h>

#include "sim/document/text_wrap.h"

struct writer {
    struct arena *arena;
    struct sink *sink;
    const char *pictures; /* NULL: none */
    bool failed;
};

/* Marks that mean something anywhere in a line. */
static bool is_mark(char c)
{
    return c && strchr("\\`*_{}[]<>|~&$#!", c);
}

/* Marks that mean something where a line begins: a list, a quotation, a rule, a heading, a number with a point. */
static bool begins_block(const char *text)
{
    const size_t digits = strspn(text, "0123456789");
    return strchr("-+=", text[0]) || (digits > 0 && text[digits] && strchr(".)", text[digits]));
}

/* One line of text that is only text. */
static void put_text(struct writer *writer, const char *given, bool begins)
{
    const char *text = text_clean(writer->arena, given);
    writer->failed |= !text;
    if (!text) return;
    if (begins && text[0] && begins_block(text)) {
        const size_t digits = strspn(text, "0123456789");
        sink_write(writer->sink, text, digits);
        sink_text(writer->sink, "\\");
        sink_write(writer->sink, text + digits, 1);
        text += digits + 1;
    }
    for (; *text; text++) {
        if (is_mark(*text)) sink_text(writer->sink, "\\");
        sink_write(writer->sink, text, 1);
    }
}

/* "before TEXT after": a block of its own. */
static void put_block(struct writer *writer, const char *before, const char *text, const char *after, bool begins)
{
    sink_text(writer->sink, before);
    put_text(writer, text, begins);
    sink_text(writer->sink, after);
    sink_text(writer->sink, "\n");
}

static void put_cells(struct writer *writer, const struct document_table *table, const struct document_row *row)
{
    sink_text(writer->sink, "|");
    for (size_t c = 0; c < table->columns; c++) {
        const char *const text = row ? row->cell[c].text : table->column[c].title;
        const char *const strong = row && row->total && text[0] ? "**" : "";
        sink_text(writer->sink, " ");
        sink_text(writer->sink, strong);
        put_text(writer, text, false);
        sink_text(writer->sink, strong);
        sink_text(writer->sink, " |");
    }
    sink_text(writer->sink, "\n");
}

static void put_table(struct writer *writer, const struct document_table *table)
{
    put_block(writer, "### ", table->title, "\n", false);
    put_cells(writer, table, NULL);
    sink_text(writer->sink, "|");
    for (size_t c = 0; c < table->columns; c++)
        sink_text(writer->sink, table->column[c].holds == DOCUMENT_FIGURES ? " ---: |" : " :--- |");
    sink_text(writer->sink, "\n");
    for (const struct document_row *row = table->first; row; row = row->next) put_cells(writer, table, row);
}

/* How a block of text is marked. */
static const struct {
    const char *before, *after;
    bool begins; /* the text stands where a line begins */
} mark[DOCUMENT_KINDS] = {
    [DOCUMENT_VERDICT] = {"**", "**", false},    [DOCUMENT_HEADLINE] = {"**", "**", false},
    [DOCUMENT_DETAIL] = {"", "", true},          [DOCUMENT_LINE] = {"", "", true},
    [DOCUMENT_ITEM] = {"- ", "", true},          [DOCUMENT_WARNING] = {"> ", "", true},
    [DOCUMENT_HEADING] = {"## ", "", false},     [DOCUMENT_FACT] = {"- ", "", true},
    [DOCUMENT_PARAGRAPH] = {"", "", true},       [DOCUMENT_ASIDE] = {"", "", true},
    [DOCUMENT_SUBHEADING] = {"### ", "", false}, [DOCUMENT_STEP] = {"### ", "", false},
    [DOCUMENT_QUOTE] = {"> ", "", true},         [DOCUMENT_NOTE] = {"", "", true},
};

/* A place in the file system, as the destination of a link. */
static void put_place(struct writer *writer, const char *folder, const char *name)
{
    sink_text(writer->sink, "<");
    for (const char *at = folder; *at; at++) {
        if (strchr("<>\\", *at)) sink_text(writer->sink, "\\");
        sink_write(writer->sink, at, 1);
    }
    sink_text(writer->sink, "/");
    sink_text(writer->sink, name);
    sink_text(writer->sink, ".svg>");
}

/* A picture; what it belongs to stands for it where it cannot be seen. */
static void put_chart(struct writer *writer, const char *about, const char *name)
{
    sink_text(writer->sink, "![");
    put_text(writer, about, false);
    sink_text(writer->sink, "](");
    put_place(writer, writer->pictures, name);
    sink_text(writer->sink, ")\n");
}

/* What is typed stands as it is: nothing is a mark there. */
static void put_code(struct writer *writer, const char *text)
{
    const char *const clean = text_clean(writer->arena, text);
    writer->failed |= !clean;
    sink_text(writer->sink, "    ");
    sink_text(writer->sink, clean ? clean : "");
    sink_text(writer->sink, "\n");
}

static bool is_list(enum document_kind kind)
{
    return kind == DOCUMENT_ITEM || kind == DOCUMENT_FACT;
}

static void put(struct writer *writer, const struct document_block *block, const char *about)
{
    if (block->kind == DOCUMENT_TABLE)
        put_table(writer, block->table);
    else if (block->kind == DOCUMENT_CHART)
        put_chart(writer, about, block->text);
    else if (block->kind == DOCUMENT_CODE)
        put_code(writer, block->text);
    else
        put_block(writer, mark[block->kind].before, block->text, mark[block->kind].after, mark[block->kind].begins);
}

enum status render_markdown(const struct document *document, const char *pictures, struct sink *sink, struct error *err)
{
    struct writer writer = {document->arena, sink, pictures, false};
    enum document_kind before = DOCUMENT_KINDS;
    const char *about = document->title;
    put_block(&writer, "# ", document->title, "", false);
    for (const struct document_block *block = document->first; block; block = block->next) {
        if (block->kind == DOCUMENT_CHART && !pictures) continue;
        if (block->table) about = block->table->title;
        /* items of one list stand together; everything else is a block of its own */
        if (!is_list(block->kind) || before != block->kind) sink_text(sink, "\n");
        put(&writer, block, about);
        before = block->kind;
    }
    return writer.failed ? error_out_of_memory(err) : STATUS_OK;
}
