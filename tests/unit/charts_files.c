#include "tests/unit/charts_files.h"

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

enum status charts_draw(struct charts_fixture *fixture, const char *folder, const char *gnuplot,
                        struct chart_report *out, struct error *err)
{
    static const enum language languages[] = {LANGUAGE_EN, LANGUAGE_FI};
    const struct chart_options options = {folder, "plots", gnuplot, languages, 2};
    const struct chart_subject subject = charts_of_run(&fixture->report);
    return charts_write(&fixture->arena, &subject, &options, out, err);
}
