/* What holds for every file that office programs open: a strict reader takes it, it says all that its document says,
 * texts that would be something else are text, and its bytes are the same again. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/file.h"
#include "sim/document/text_wrap.h"
#include "sim/report/render.h"
#include "sim/words/format.h"
#include "tests/laws/command_lines.h"

static char folder[] = "/tmp/hyoty-office-XXXXXX";
static const char *const formats[] = {"docx", "xlsx"};
enum { FORMATS = sizeof formats / sizeof *formats };

static void make_folder(void)
{
    cr_assert(mkdtemp(folder));
}

static void look(void)
{
    char command[256];
    snprintf(command, sizeof command, "python3 tests/office.py %s >&2 && rm -r %s", folder, folder);
    cr_expect_eq(system(command), 0);
}

/* A number as far as its error supports it. */
static void write_cell(struct arena *arena, const struct document_cell *cell, FILE *file)
{
    if (cell->numbers == 0) fprintf(file, "T\t%s\n", text_clean(arena, cell->text));
    for (int i = 0; i < cell->numbers; i++) {
        const struct estimate *const is = &cell->number[i];
        if (isfinite(is->value))
            fprintf(file, "N\t%.17g\n", is->error > 0 ? format_rounded(is->value, is->error) : is->value);
    }
}

/* Each text of the document on a line, as it is when nothing obeys it. */
static void write_said(struct arena *arena, const struct document *document, const char *name, const char *format)
{
    FILE *const file = fopen(arena_printf(arena, "%s/%s-%s.said", folder, name, format), "w");
    cr_assert(file);
    for (const struct document_block *block = document->first; block; block = block->next) {
        if (block->text && block->kind != DOCUMENT_CHART) fprintf(file, "T\t%s\n", text_clean(arena, block->text));
        for (const struct document_row *row = block->table ? block->table->first : NULL; row; row = row->next)
            for (size_t c = 0; c < block->table->columns; c++) write_cell(arena, &row->cell[c], file);
    }
    cr_assert_eq(fclose(file), 0);
}

static const char *file_of(struct arena *arena, const char *name, const char *format)
{
    return arena_printf(arena, "%s/%s-%s.%s", folder, name, format, format);
}

static char *bytes_of(struct arena *arena, const char *path, size_t *length)
{
    char *bytes;
    struct error err = {0};
    cr_assert_eq(file_read(arena, path, 1 << 28, &bytes, length, &err), STATUS_OK, "%s", err.message);
    return bytes;
}

static void write_result(struct found *found, enum language language, const char *name, const char *format)
{
    static struct sink sink;
    struct error err = {0};
    const char *note = NULL, *const path = file_of(&found->arena, name, format);
    const struct rendering rendering = {&found->arena, language, {80, false}, NULL, &note};
    struct document document;
    char *bytes[2];
    size_t length[2];
    for (int again = 0; again < 2; again++) {
        cr_assert_eq(sink_open(&sink, &sink_system_posix, path, &err), STATUS_OK, "%s", err.message);
        cr_assert_eq(renderer_find(format)->render(&found->result, &rendering, &sink, &err), STATUS_OK, "%s",
                     err.message);
        cr_assert_eq(sink_close(&sink, NULL, &err), STATUS_OK, "%s", err.message);
        bytes[again] = bytes_of(&found->arena, path, &length[again]);
    }
    cr_expect(length[0] == length[1] && memcmp(bytes[0], bytes[1], length[0]) == 0, "%s: other bytes", path);
    cr_assert_eq(result_document(&found->result, &found->arena, language, &document, &err), STATUS_OK);
    write_said(&found->arena, &document, name, format);
}

/* Pictures take their time: they are drawn for reports alone, and elsewhere there is no gnuplot. */
Test(report_files, every_file_is_read_by_a_strict_reader, .init = make_folder, .timeout = 400)
{
    char *const path = strdup(getenv("PATH"));
    for (size_t l = 0; l < command_line_count; l++) {
        struct found found;
        command_line_begin(command_lines[l], &found);
        const bool drawn = strncmp(command_lines[l], "report", 6) == 0;
        setenv("PATH", drawn ? path : "/nowhere", 1);
        for (int f = 0; f < FORMATS; f++)
            write_result(&found, (enum language)(l % LANGUAGE_COUNT), arena_printf(&found.arena, "%zu", l), formats[f]);
        command_line_end(&found);
    }
    setenv("PATH", path, 1);
    free(path);
    look();
}

/* A browser takes its time: two reports are printed. */
Test(report_files, a_report_is_printed_as_tagged_pdf_without_a_date, .init = make_folder, .timeout = 120)
{
    struct found found;
    struct error err = {0};
    size_t length;
    command_line_begin("report tests/golden/certain/scenario.yaml -n 128", &found);
    if (system("command -v chromium chromium-browser google-chrome >/dev/null") == 0) {
        write_result(&found, LANGUAGE_SV, "printed", "pdf");
        const char *const pdf = bytes_of(&found.arena, file_of(&found.arena, "printed", "pdf"), &length);
        cr_expect(memmem(pdf, length, "/StructTreeRoot", 15) && memmem(pdf, length, "/Lang (sv)", 10));
        cr_expect(memmem(pdf, length, "/CreationDate (D:20000101000000", 31));
    }
    char *const path = strdup(getenv("PATH"));
    setenv("PATH", "/nowhere", 1);
    const struct rendering rendering = {&found.arena, LANGUAGE_EN, {80, false}, NULL, NULL};
    cr_expect_eq(renderer_find("pdf")->render(&found.result, &rendering, NULL, &err), STATUS_IO);
    cr_expect(strstr(err.message, "Chromium") && strstr(err.hint, "report.html"), "%s", err.message);
    setenv("PATH", path, 1);
    free(path);
    command_line_end(&found);
}

/* --- texts that would be something else --- */

static const char *const hostile[] = {"<script>alert(1)</script>",
                                      "\"><img src=x onerror=alert(1)>",
                                      "]]></w:t></w:p><!--",
                                      "&lt;&#0;&nbsp;&bogus;",
                                      "`touch x` @import {a} ${b} \\ %s %n",
                                      "=HYPERLINK(\"https://example.org\";\"x\")",
                                      "+1",
                                      "-1+1",
                                      "@SUM(A1)",
                                      "'single",
                                      "\u05E9\u05DC\u05D5\u05DD \u202E\u0645\u0631\u062D\u0628\u0627",
                                      "\U0001F600 \u6F22\u5B57 \uFFFE\uFFFF",
                                      "\x01\x02\x08\x0B\x1B[31m\x7F",
                                      "not \xC3( UTF-8 \xED\xA0\x80",
                                      "  blanks  \t at both ends  ",
                                      "https://example.org",
                                      "_x0041_"};
enum { HOSTILE = sizeof hostile / sizeof *hostile };

static const char *next(struct arena *arena)
{
    static size_t at;
    if (++at % (HOSTILE + 1)) return hostile[at % (HOSTILE + 1) - 1];
    char *const whole = arena_calloc(arena, 10001, 1);
    memset(whole, 'x', 10000);
    return whole;
}

/* Every kind of block, and a table of every look, twice over all texts. */
static void fill_hostile(struct document *document, struct arena *arena)
{
    document_init(document, arena, LANGUAGE_FI, next(arena));
    for (int round = 0; round < HOSTILE; round++) {
        for (int kind = 0; kind < DOCUMENT_KINDS; kind++)
            if (kind != DOCUMENT_TABLE) document_say(document, (enum document_kind)kind, next(arena));
        for (int look_of = 0; look_of < DOCUMENT_LOOKS; look_of++) {
            struct document_table *const table =
                document_add_table(document, arena_printf(arena, "t%d_%d", round, look_of), next(arena));
            table->look = (enum document_look)look_of;
            for (int c = 0; c < 3; c++)
                document_add_column(table, arena_printf(arena, "c%d", c), next(arena),
                                    c == 1 ? DOCUMENT_FIGURES : DOCUMENT_TEXTS);
            for (int r = 0; r < 3; r++)
                document_add_row(document, table, r == 2,
                                 (struct document_cell[]){{.text = next(arena)}, {.text = next(arena)}, {.text = ""}});
        }
    }
}

static enum status build_hostile(const void *analysis, struct arena *arena, enum language language,
                                 struct document *out, struct error *err)
{
    (void)language, (void)err;
    document_init(out, arena, LANGUAGE_FI, "");
    *out = *(const struct document *)analysis;
    return STATUS_OK;
}

Test(report_files, hostile_texts_are_text, .init = make_folder)
{
    static const struct result_kind kind = {.command = "hostile", .people_alone = true, .build = build_hostile};
    const struct simulation simulation = {.iterations = 1};
    struct found found = {.result = {.kind = &kind, .simulation = &simulation}};
    struct document document;
    arena_init(&found.arena, allocator_libc, 0);
    fill_hostile(&document, &found.arena);
    found.result.analysis = &document;
    for (int f = 0; f < FORMATS; f++) write_result(&found, LANGUAGE_FI, "hostile", formats[f]);
    look();
    arena_free(&found.arena);
}
