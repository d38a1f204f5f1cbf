#include "tests/unit/charts_files.h"
#include "sim/chart/chart_text.h"
#include "sim/document/text_wrap.h"

#include <criterion/criterion.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *charts_read(struct arena *arena, const char *folder, const char *name, size_t *out_length)
{
    char *const path = arena_printf(arena, "%s/%s", folder, name);
    FILE *const file = fopen(path, "rb");
    cr_assert(file != NULL, "%s", path);
    fseek(file, 0, SEEK_END);
    const long length = ftell(file);
    rewind(file);
    char *const text = arena_calloc(arena, (size_t)length + 1, 1);
    cr_assert(text && fread(text, 1, (size_t)length, file) == (size_t)length);
    fclose(file);
    if (out_length) *out_length = (size_t)length;
    return text;
}

/* A field without its quotes and octal escapes. */
static void unquote(const char *from, size_t length, char *out)
{
    cr_assert(length < CHARTS_CELL);
    const bool quoted = length >= 2 && from[0] == '"';
    for (size_t i = quoted; i < length - quoted; i++)
        if (from[i] == '\\') {
            *out++ = (char)strtol((char[]){from[i + 1], from[i + 2], from[i + 3], '\0'}, NULL, 8);
            i += 3;
        } else {
            *out++ = from[i];
        }
    *out = '\0';
}

struct charts_table *charts_table(struct arena *arena, const char *folder, const char *name)
{
    const char *at = charts_read(arena, folder, name, NULL);
    struct charts_table *const table = ARENA_NEW(arena, struct charts_table);
    cr_assert(table);
    for (size_t line = 0; *at; line++, at += *at == '\n') {
        at += strspn(at, "\n"); /* an empty line ends a curve */
        if (!*at) break;
        cr_assert(line <= CHARTS_ROWS);
        size_t column = 0;
        for (bool more = true; more; column++) {
            const size_t length = strcspn(at, "\t\n");
            cr_assert(column < CHARTS_COLUMNS);
            unquote(at, length, line == 0 ? table->name[column] : table->cell[line - 1][column]);
            at += length;
            more = *at == '\t';
            at += more;
        }
        cr_assert(line == 0 || column == table->columns, "%s, line %zu", name, line + 1);
        table->columns = column;
        table->rows = line;
    }
    return table;
}

const char *charts_cell(const struct charts_table *table, size_t row, const char *column)
{
    for (size_t i = 0; i < table->columns; i++)
        if (strcmp(table->name[i], column) == 0) return table->cell[row][i];
    cr_assert_fail("no column %s", column);
    return NULL;
}

double charts_number(const struct charts_table *table, size_t row, const char *column)
{
    char *end;
    const char *const cell = charts_cell(table, row, column);
    const double value = strtod(cell, &end);
    cr_assert(end > cell && *end == '\0' && value - value == 0, "%s: '%s'", column, cell);
    return value;
}

char *charts_folder(struct arena *arena)
{
    char *const folder = arena_strdup(arena, "/tmp/hyoty-charts-XXXXXX");
    cr_assert(folder && mkdtemp(folder));
    return folder;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status, (void)kind, (void)walk;
    return remove(path);
}

void charts_remove(const char *folder)
{
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

struct chart_subject charts_subject(const struct report *report)
{
    return (struct chart_subject){.charts = run_charts.charts,
                                  .chart = run_charts.chart,
                                  .scenarios = 1,
                                  .scenario = &report->scenario,
                                  .iterations = report->outcomes->iterations,
                                  .analysis = report,
                                  .prepare = run_charts_prepare};
}

enum status charts_draw(struct charts_fixture *fixture, const char *folder, const char *gnuplot,
                        struct chart_report *out, struct error *err)
{
    static const enum language languages[] = {LANGUAGE_EN, LANGUAGE_FI};
    const struct chart_options options = {folder, "plots", gnuplot, languages, 2, CHART_FILE};
    const struct chart_subject subject = charts_subject(&fixture->report);
    return charts_write(&fixture->arena, &subject, &options, out, err);
}

struct box {
    double left, right, top, bottom;
    const char *text;
};

static struct box box_of(const struct charts_table *texts, const struct charts_table *frame, size_t i)
{
    const double left = charts_number(frame, 0, "left"), right = charts_number(frame, 0, "right");
    const double top = charts_number(frame, 0, "top"), bottom = charts_number(frame, 0, "bottom");
    const double xmin = charts_number(frame, 0, "xmin"), xmax = charts_number(frame, 0, "xmax");
    const double ymin = charts_number(frame, 0, "ymin"), ymax = charts_number(frame, 0, "ymax");
    double x = charts_number(texts, i, "x"), y = charts_number(texts, i, "y");
    if (strcmp(charts_cell(texts, i, "xunit"), "axis") == 0) x = left + (x - xmin) / (xmax - xmin) * (right - left);
    if (strcmp(charts_cell(texts, i, "yunit"), "axis") == 0) y = bottom - (y - ymin) / (ymax - ymin) * (bottom - top);
    const char *const text = charts_cell(texts, i, "text"), *const align = charts_cell(texts, i, "align");
    const double size = charts_number(texts, i, "size");
    const double width =
        chart_text_width(text, (struct chart_type){size, strcmp(charts_cell(texts, i, "weight"), "bold") == 0});
    const double start = *align == 'l' ? x : *align == 'r' ? x - width : x - width / 2;
    return (struct box){start, start + width, y - 0.36 * size, y + 0.36 * size, text};
}

static struct charts_table *table_of(struct arena *arena, const char *folder, const char *language, const char *chart,
                                     const char *size, const char *file)
{
    return charts_table(arena, folder, arena_printf(arena, "charts/data/%s/%s/%s.%s.tsv", language, chart, size, file));
}

void charts_check_texts(struct arena *arena, const char *folder, const char *language, const char *chart,
                        const char *size)
{
    const struct charts_table *const texts = table_of(arena, folder, language, chart, size, "texts");
    const struct charts_table *const frame = table_of(arena, folder, language, chart, size, "frame");
    const double width = charts_number(frame, 0, "width"), height = charts_number(frame, 0, "height");
    cr_assert_eq((double)texts->rows, charts_number(frame, 0, "texts"));
    cr_assert(texts->rows > 3);
    for (size_t i = 0; i < texts->rows; i++) {
        const struct box a = box_of(texts, frame, i);
        cr_expect(a.left >= 0 && a.right <= width && a.top >= 0 && a.bottom <= height,
                  "%s %s %s: '%s' leaves the canvas (%g to %g of %g)", language, chart, size, a.text, a.left, a.right,
                  width);
        cr_expect(!strchr(a.text, '{'), "%s", a.text);
        for (size_t j = 0; j < i; j++) {
            const struct box b = box_of(texts, frame, j);
            const bool apart = a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom;
            cr_expect(apart, "%s %s %s: '%s' lies on '%s'", language, chart, size, a.text, b.text);
        }
    }
}

static const enum language languages[] = {LANGUAGE_EN, LANGUAGE_FI, LANGUAGE_SV};
enum { LANGUAGES = sizeof languages / sizeof *languages };

void charts_check_all_texts(struct arena *arena, const char *folder, const char *chart)
{
    static const char *const sizes[] = {"wide", "narrow"};
    for (size_t l = 0; l < LANGUAGES; l++)
        for (size_t s = 0; s < 2; s++) charts_check_texts(arena, folder, language_code(languages[l]), chart, sizes[s]);
}

struct charts_table *charts_wide(struct arena *arena, const char *folder, const char *chart, const char *name)
{
    return table_of(arena, folder, "en", chart, "wide", name);
}

char *charts_write_analysis(struct arena *arena, size_t charts, const struct chart *chart,
                            const struct scenario *const *scenario, size_t scenarios, const void *analysis)
{
    struct chart_report drawn;
    struct error err = {0};
    char *const folder = charts_folder(arena);
    const struct chart_subject subject = {.charts = charts,
                                          .chart = chart,
                                          .scenarios = scenarios,
                                          .scenario = scenario,
                                          .iterations = 1000,
                                          .analysis = analysis};
    const struct chart_options options = {
        .directory = folder, .gnuplot = "/nonexistent/gnuplot", .language = languages, .languages = LANGUAGES};
    cr_assert_eq(charts_write(arena, &subject, &options, &drawn, &err), STATUS_OK, "%s", err.message);
    cr_assert(drawn.no_gnuplot || drawn.wanted == 0);
    return folder;
}
