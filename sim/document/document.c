#include "sim/document/document.h"

#include <string.h>

void document_init(struct document *document, struct arena *arena, enum language language, const char *title)
{
    *document = (struct document){.arena = arena, .language = language, .title = title, .failed = !title};
}

/* after NULL: the block comes first. */
static struct document_block *insert_block(struct document *document, struct document_block *after,
                                           enum document_kind kind)
{
    struct document_block *const block = ARENA_NEW(document->arena, struct document_block);
    if (!block) {
        document->failed = true;
        return NULL;
    }
    struct document_block **const link = after ? &after->next : &document->first;
    block->kind = kind;
    block->next = *link;
    *link = block;
    if (document->last == after) document->last = block;
    return block;
}

static struct document_block *add_block(struct document *document, enum document_kind kind)
{
    return insert_block(document, document->last, kind);
}

void document_say(struct document *document, enum document_kind kind, const char *text)
{
    if (!text) document->failed = true;
    if (!text || !text[0]) return;
    struct document_block *const block = add_block(document, kind);
    if (block) block->text = text;
}

struct document_table *document_add_table(struct document *document, const char *id, const char *title)
{
    struct document_table *const table = ARENA_NEW(document->arena, struct document_table);
    struct document_block *const block = table ? add_block(document, DOCUMENT_TABLE) : NULL;
    if (!block || !title) {
        document->failed = true;
        return NULL;
    }
    table->document = document;
    table->id = id;
    table->title = title;
    block->table = table;
    return table;
}

static bool make_room(struct document_table *table)
{
    enum { FIRST = 8 };
    if (table->columns < table->room) return true;
    const size_t room = table->room ? 2 * table->room : FIRST;
    struct document_column *const column = ARENA_ARRAY(table->document->arena, room, struct document_column);
    if (!column) return false;
    if (table->columns > 0) memcpy(column, table->column, table->columns * sizeof *column);
    table->column = column;
    table->room = room;
    return true;
}

void document_add_column(struct document_table *table, const char *id, const char *title, enum document_content holds)
{
    if (!table) return;
    if (!id || !title || !make_room(table))
        table->document->failed = true;
    else
        table->column[table->columns++] = (struct document_column){id, title, holds};
}

static bool cells_complete(const struct document_cell *cell, size_t columns)
{
    for (size_t c = 0; c < columns; c++)
        if (!cell[c].text) return false;
    return true;
}

void document_add_row(struct document *document, struct document_table *table, bool total,
                      const struct document_cell *cell)
{
    if (!table) return;
    struct document_row *const row = ARENA_NEW(document->arena, struct document_row);
    struct document_cell *const copy = ARENA_ARRAY(document->arena, table->columns, struct document_cell);
    if (!row || !copy || !cells_complete(cell, table->columns)) {
        document->failed = true;
        return;
    }
    memcpy(copy, cell, table->columns * sizeof *cell);
    *row = (struct document_row){.total = total, .cell = copy};
    if (table->last)
        table->last->next = row;
    else
        table->first = row;
    table->last = row;
    table->rows++;
}

/* Whether a block is a table, or begins what follows the answer. */
static bool ends_answer(const struct document_block *block)
{
    return block->kind == DOCUMENT_TABLE || block->kind == DOCUMENT_HEADING || block->kind == DOCUMENT_CHART;
}

/* The last block of the answer, NULL where there is none. */
static struct document_block *answer_of(struct document *document)
{
    struct document_block *last = NULL;
    for (struct document_block *block = document->first; block && !ends_answer(block); block = block->next)
        last = block;
    return last;
}

static struct document_block *table_of(const struct document *document, const char *id)
{
    for (struct document_block *block = document->first; block; block = block->next)
        if (block->table && strcmp(block->table->id, id) == 0) return block;
    return NULL;
}

bool document_place_chart(struct document *document, const char *chart, const char *after)
{
    struct document_block *before = after ? table_of(document, after) : answer_of(document);
    if (after && !before) return false;
    while (before && before->next && (before->next->kind == DOCUMENT_NOTE || before->next->kind == DOCUMENT_CHART))
        before = before->next;
    struct document_block *const block = insert_block(document, before, DOCUMENT_CHART);
    if (block) block->text = chart;
    return true;
}

bool document_has_chart(const struct document *document, const char *chart)
{
    for (const struct document_block *block = document->first; block; block = block->next)
        if (block->kind == DOCUMENT_CHART && strcmp(block->text, chart) == 0) return true;
    return false;
}

struct document_table *document_table_of(const struct document *document, const char *id)
{
    const struct document_block *const block = table_of(document, id);
    return block ? block->table : NULL;
}

bool document_table_has_head(const struct document_table *table)
{
    for (size_t c = 0; c < table->columns; c++)
        if (table->column[c].title[0]) return true;
    return false;
}

static void take_block(struct document *document, const struct document_block *from)
{
    struct document_block *const block = add_block(document, from->kind);
    if (!block) return;
    block->text = from->text;
    block->table = from->table;
}

void document_take_table(struct document *document, const struct document *from, const char *id,
                         enum document_look look)
{
    const struct document_block *at = table_of(from, id);
    struct document_table *const table = at ? ARENA_NEW(document->arena, struct document_table) : NULL;
    document->failed |= at && !table;
    if (!table) return;
    *table = *at->table;
    table->document = document;
    table->look = look;
    take_block(document, at);
    if (document->last) document->last->table = table;
    for (at = at->next; at && (at->kind == DOCUMENT_NOTE || at->kind == DOCUMENT_CHART); at = at->next)
        if (at->kind == DOCUMENT_NOTE) take_block(document, at);
}

void document_take_answer(struct document *document, const struct document *from, enum document_kind kind,
                          enum document_kind as)
{
    for (const struct document_block *at = from->first; at; at = at->next) {
        if (at->table || at->kind == DOCUMENT_HEADING) return;
        if (at->kind == kind) document_say(document, as, at->text);
    }
}

void document_take_part(struct document *document, const struct document *from, const char *heading)
{
    const struct document_block *at = from->first;
    while (at && !(at->kind == DOCUMENT_HEADING && strcmp(at->text, heading) == 0)) at = at->next;
    for (at = at ? at->next : NULL; at && at->kind != DOCUMENT_HEADING; at = at->next) take_block(document, at);
}

enum status document_check(const struct document *document, struct error *err)
{
    return document->failed ? error_out_of_memory(err) : STATUS_OK;
}
