/* What holds for every row of the tables of charts: legible in every language and size, its marks are numbers, the same
 * bytes again, a place in the document, a template and a page that say what it shows. */
#include <criterion/criterion.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "sim/cli/analysis_command.h"
#include "tests/laws/command_lines.h"
#include "tests/unit/charts_files.h"

enum { CHARTS_MOST = 100 };

static const enum language languages[] = {LANGUAGE_EN, LANGUAGE_FI, LANGUAGE_SV};

/* Without gnuplot, which draws what is written and decides nothing. */
static char *write_charts(struct found *found, struct chart_report *out)
{
    struct error err = {0};
    char *const folder = charts_folder(&found->arena);
    const struct chart_subject subject = result_subject(&found->result);
    const struct chart_options options = {folder, "plots", "/nonexistent/gnuplot", languages, 3, CHART_FILE};
    cr_assert_eq(charts_write(&found->arena, &subject, &options, out, &err), STATUS_OK, "%s", err.message);
    return folder;
}

/* A field is a text in quotes or a finite number. */
static bool is_field(const char *field, size_t length)
{
    char *end;
    if (length >= 2 && field[0] == '"') return field[length - 1] == '"';
    const double number = strtod(field, &end);
    return length > 0 && (size_t)(end - field) == length && number - number == 0;
}

/* Every line of a data file has a field for each name, a text or a finite number; an empty line ends a curve. */
static void check_marks(struct arena *arena, const char *folder, const char *path)
{
    const char *at = charts_read(arena, folder, path, NULL);
    size_t columns = 0;
    for (size_t number = 0; *at; number++) {
        const size_t length = strcspn(at, "\n");
        size_t fields = 0;
        for (size_t from = 0, width; length > 0 && from <= length; from += width + 1, fields++) {
            width = strcspn(at + from, "\t\n");
            if (number > 0) cr_expect(is_field(at + from, width), "%s: '%.*s'", path, (int)width, at + from);
        }
        if (number == 0) columns = fields;
        cr_expect(fields == columns || length == 0, "%s, line %zu: %zu fields", path, number + 1, fields);
        at += length + (at[length] == '\n');
    }
    cr_expect_gt(columns, 0, "%s", path);
}

/* "curve-" of wide.curve-3.tsv, NULL of what every chart has. */
static const char *stem_of(struct arena *arena, const char *path)
{
    const char *const name = strchr(strrchr(path, '/'), '.') + 1;
    const size_t length = strcspn(name, ".0123456789");
    const char *const stem = arena_strndup(arena, name, length);
    static const char *const common[] = {"frame", "texts", "lines"};
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (strcmp(stem, common[i]) == 0) return NULL;
    return stem;
}

/* The page of charts says what the chart answers, and names its files. */
static void check_page(struct arena *arena, const char *chart, const char *stem)
{
    const char *const page = charts_read(arena, "plots", "README.md", NULL);
    const char *const name = arena_printf(arena, "`%s`", chart), *const first = strstr(page, name);
    cr_expect(first, "plots/README.md does not say what %s answers", name);
    const char *const files = strstr(page, "## Data files");
    cr_expect(files && strstr(files, name), "plots/README.md does not list the files of %s", name);
    cr_expect(!stem || (files && strstr(files, arena_printf(arena, "`%s", stem))),
              "plots/README.md does not list the columns of %s of %s", stem, name);
}

static void check_files(struct found *found, const char *folder, const char *chart)
{
    const char *const below = arena_printf(&found->arena, "%s/charts/data/en/%s", folder, chart);
    size_t marks = 0;
    glob_t files;
    cr_assert_eq(glob(arena_printf(&found->arena, "%s/*.tsv", below), 0, NULL, &files), 0, "%s leaves no files", chart);
    for (size_t f = 0; f < files.gl_pathc; f++) {
        const char *const path = files.gl_pathv[f], *const stem = stem_of(&found->arena, path);
        marks += stem != NULL;
        if (stem) check_marks(&found->arena, folder, path + strlen(folder) + 1);
        check_page(&found->arena, chart, stem);
    }
    globfree(&files);
    cr_expect_gt(marks, 0, "%s has no marks", chart);
}

static void check_same_bytes(struct found *found, const struct chart_report *first)
{
    struct chart_report again;
    char *const folder = write_charts(found, &again);
    cr_assert_eq(first->files, again.files);
    for (size_t f = 0; f < again.files; f++) {
        cr_expect_str_eq(first->file[f].path, again.file[f].path);
        cr_expect_str_eq(first->file[f].sha256, again.file[f].sha256, "%s", again.file[f].path);
    }
    charts_remove(folder);
}

/* The chart stands once, behind the table that its row names. */
static bool check_place(struct found *found, const struct chart *chart)
{
    struct document document;
    struct error err = {0};
    size_t places = 0;
    const char *table = NULL, *at = NULL;
    cr_assert_eq(result_document(&found->result, &found->arena, LANGUAGE_EN, &document, &err), STATUS_OK);
    for (const struct document_block *block = document.first; block; block = block->next) {
        if (block->table) table = block->table->id;
        if (block->kind != DOCUMENT_CHART || strcmp(block->text, chart->name) != 0) continue;
        places++;
        at = table;
    }
    cr_expect_eq(places, 1, "%s has %zu places", chart->name, places);
    return chart->after ? at && strcmp(at, chart->after) == 0 : !at;
}

/* What was seen of a row by any line. */
struct seen {
    const struct chart *chart;
    bool drawn, placed;
};

static struct seen *seen_of(struct seen *seen, const struct chart *chart)
{
    size_t i = 0;
    while (i < CHARTS_MOST && seen[i].chart && seen[i].chart != chart) i++;
    cr_assert(i < CHARTS_MOST);
    seen[i].chart = chart;
    return &seen[i];
}

static void check_line(const char *line, struct seen *seen)
{
    struct found found;
    struct chart_report report;
    command_line_begin(line, &found);
    const struct chart_subject subject = result_subject(&found.result);
    if (subject.charts > 0) {
        char *const folder = write_charts(&found, &report);
        for (size_t c = 0; c < subject.charts; c++) {
            const struct chart *const chart = &subject.chart[c];
            if (!chart_applies(chart, &subject)) continue;
            struct seen *const row = seen_of(seen, chart);
            charts_check_all_texts(&found.arena, folder, chart->name);
            check_files(&found, folder, chart->name);
            row->drawn = true;
            row->placed = check_place(&found, chart) || row->placed;
        }
        check_same_bytes(&found, &report);
        charts_remove(folder);
    }
    command_line_end(&found);
}

Test(chart_rows, every_row_is_drawn_legibly_placed_and_described)
{
    static struct seen seen[CHARTS_MOST];
    for (size_t l = 0; l < command_line_count; l++) check_line(command_lines[l], seen);
    for (size_t c = 0; c < command_count; c++) {
        const struct analysis *const analysis = command_table[c].analysis;
        const struct chart_table *const table = analysis ? analysis->kind->charts : NULL;
        for (size_t i = 0; table && i < table->charts; i++) {
            const struct seen *const row = seen_of(seen, &table->chart[i]);
            cr_expect(row->drawn, "no line of command_lines.c draws %s", table->chart[i].name);
            cr_expect(row->placed, "%s: there is no table %s", table->chart[i].name, table->chart[i].after);
        }
    }
}
