#include "sim/report/reproduce_document.h"

#include <string.h>

#include "sim/report/cells.h"

struct builder {
    const struct reproduction *is;
    struct document *document;
    struct format format;
};

#define SAY(builder, kind, word, ...)                                                                                  \
    document_say((builder)->document, (kind),                                                                          \
                 WORDS((builder)->format.arena, (word), (builder)->format.language, __VA_ARGS__))

static const char *count(const struct builder *builder, size_t n)
{
    return format_count(&builder->format, (double)n, 0);
}

static void say_answer(const struct builder *builder)
{
    const struct reproduction *const is = builder->is;
    SAY(builder, DOCUMENT_HEADLINE, is->same == is->files ? WORD_REPRODUCE_SAME : WORD_REPRODUCE_DIFFERENT,
        {"n", count(builder, is->files)}, {"same", count(builder, is->same)},
        {"other", count(builder, is->files - is->same)});
}

/* Parts of both that are not the same: what they are called stands in `word`. Returns how many there are. */
static size_t say_parts(const struct builder *builder, enum word word, size_t parts, const struct manifest_part *then,
                        size_t now_parts, const struct manifest_part *now)
{
    size_t said = 0;
    for (size_t p = 0; p < parts; p++) {
        const char *mark = "–";
        for (size_t n = 0; n < now_parts; n++)
            if (strcmp(now[n].name, then[p].name) == 0) mark = now[n].mark;
        if (strcmp(mark, then[p].mark) == 0) continue;
        SAY(builder, DOCUMENT_ITEM, word, {"name", then[p].name}, {"then", then[p].mark}, {"now", mark});
        said++;
    }
    return said;
}

static bool is_picture(const struct reproduced_file *file)
{
    return strncmp(file->path, "charts/", strlen("charts/")) == 0;
}

/* Why files were made otherwise, as far as the manifests know. */
static void say_reasons(const struct builder *builder)
{
    const struct manifest *const then = &builder->is->then, *const now = &builder->is->now;
    size_t tables = 0, pictures = 0;
    for (size_t f = 0; f < builder->is->files; f++)
        if (builder->is->file[f].again != AGAIN_SAME) ++*(is_picture(&builder->is->file[f]) ? &pictures : &tables);
    size_t said =
        say_parts(builder, WORD_REPRODUCE_SCENARIO, then->scenarios, then->scenario, now->scenarios, now->scenario);
    if (tables + pictures == 0) return;
    said += say_parts(builder, WORD_REPRODUCE_PART, then->parts, then->part, now->parts, now->part);
    if (then->requested > then->iterations && ++said)
        SAY(builder, DOCUMENT_ITEM, WORD_REPRODUCE_INTERRUPTED, {"n", count(builder, then->iterations)},
            {"all", count(builder, then->requested)});
    if (pictures > 0 && tables == 0 && ++said)
        SAY(builder, DOCUMENT_ITEM, WORD_REPRODUCE_PICTURES, {"n", count(builder, pictures)});
    if (said == 0) SAY(builder, DOCUMENT_ITEM, WORD_REPRODUCE_UNKNOWN, {"n", count(builder, tables)});
}

static void say_files(const struct builder *builder)
{
    static const enum word again[AGAIN_COUNT] = {WORD_REPRODUCE_AGAIN_SAME, WORD_REPRODUCE_AGAIN_DIFFERS,
                                                 WORD_REPRODUCE_AGAIN_NOT_MADE, WORD_REPRODUCE_AGAIN_NEW};
    static const enum word folder[FOLDER_COUNT] = {WORD_REPRODUCE_FOLDER_SAME, WORD_REPRODUCE_FOLDER_CHANGED,
                                                   WORD_REPRODUCE_FOLDER_MISSING};
    const struct reproduction *const is = builder->is;
    if (is->same == is->files) return;
    struct document_table *const table =
        CELLS_TABLE(builder->document, "reproduce_files", word_text(WORD_REPRODUCE_FILES, builder->format.language),
                    {"file", WORD_REPRODUCE_FILE, DOCUMENT_TEXTS}, {"again", WORD_REPRODUCE_AGAIN, DOCUMENT_TEXTS},
                    {"folder", WORD_REPRODUCE_FOLDER, DOCUMENT_TEXTS});
    for (size_t f = 0; f < is->files; f++) {
        const struct reproduced_file *const file = &is->file[f];
        if (file->again == AGAIN_SAME && file->folder == FOLDER_SAME) continue;
        document_add_row(
            builder->document, table, false,
            (const struct document_cell[]){
                cell_text(file->path), cell_text(word_text(again[file->again], builder->format.language)),
                cell_text(file->again == AGAIN_NEW ? "–" : word_text(folder[file->folder], builder->format.language))});
    }
}

enum status reproduce_build(const struct reproduction *reproduction, struct arena *arena, enum language language,
                            struct document *out, struct error *err)
{
    const struct builder builder = {reproduction, out, {arena, language, ""}};
    document_init(out, arena, language, WORDS(arena, WORD_REPRODUCE_TITLE, language, {"path", reproduction->path}));
    say_answer(&builder);
    say_reasons(&builder);
    say_files(&builder);
    return document_check(out, err);
}
