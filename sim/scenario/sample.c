/* Columns of CSV files, and lists of values in their place. */
#include <math.h>
#include <string.h>

#include "sim/scenario/csv.h"
#include "sim/scenario/loader.h"
#include "sim/scenario/parse.h"

/* A file that the loader reads. */
struct table {
    struct loader *loader;
    const struct source *source;
    struct csv csv;
};

/* Whether nothing is wrong with the cell just read and its line. */
static bool is_sound(struct table *table, int line, const char *path)
{
    if (!table->csv.wrong) return true;
    loader_error(table->loader, (struct place){table->source, line, 1}, path, csv_hint(&table->csv), "%-s",
                 table->csv.wrong);
    return false;
}

/* Reports a name or a number that is longer than cells may be; false then. */
static bool is_whole(struct table *table, int line, const char *path)
{
    if (!table->csv.cut) return true;
    loader_error(table->loader, (struct place){table->source, line, 1}, path, NULL,
                 "the cell is too long (allowed %d characters, found \"%.20s...\")", CSV_CELL_LONGEST, table->csv.cell);
    return false;
}

/* Index of a column in the first line; -1 after a mistake. */
static int find_column(struct table *table, const struct node *column, const char *path)
{
    struct nearest nearest = nearest_to(column->text);
    struct text_buffer names;
    text_buffer_init(&names, table->loader->arena);
    int found = -1, index = 0;
    do {
        csv_next(&table->csv);
        if (!is_sound(table, 1, path) || !is_whole(table, 1, path)) return -1;
        const bool same = strcmp(table->csv.cell, column->text) == 0;
        if (same && found >= 0) {
            loader_error(table->loader, column->place, path, "give each column a name of its own",
                         "%s has two columns of this name, %d and %d (found %-s)", table->source->name, found + 1,
                         index + 1, loader_found(table->loader, column));
            return -1;
        }
        if (same) found = index;
        const char *const name = loader_need(table->loader, arena_strdup(table->loader->arena, table->csv.cell));
        if (!name) return -1;
        if (index < ITEMS_MOST) {
            nearest_offer(&nearest, name);
            text_buffer_printf(&names, "%s%s", index ? ", " : "", name);
        }
        index++;
    } while (!table->csv.last);
    const char *const all = found < 0 ? loader_need(table->loader, text_buffer_finish(&names)) : NULL;
    if (all)
        loader_error(table->loader, column->place, path,
                     nearest_hint(table->loader, &nearest, loader_text(table->loader, "the columns are: %s", all)),
                     "%s has no column %-s", table->source->name, loader_found(table->loader, column));
    return found;
}

/* A comma between cells is no decimal one, so that one inside a cell parts thousands. */
static bool parts_thousands(const struct table *table)
{
    const char *const cell = table->csv.cell, *at = strchr(cell, ',');
    if (table->csv.separator != ',' || !at || at == cell || cell[*cell == '-'] == '0') return false;
    for (; at; at = strchr(at + 1, ','))
        if (strspn(at + 1, "0123456789") != 3) return false;
    return true;
}

/* The plain number that is meant, where that can be told. */
static const char *cell_hint(struct table *table)
{
    static const char plain[] = PHRASE("cells are plain numbers: 0.1");
    char settled[CSV_CELL_LONGEST + 1], guess[80], written[40];
    struct number number;
    const bool thousands = parts_thousands(table);
    size_t length = 0;
    for (const char *at = table->csv.cell; *at; at++)
        if (!thousands || *at != ',') settled[length++] = *at;
    settled[length] = '\0';
    if (strchr(settled, '"') || !number_guess(settled, guess, sizeof guess) ||
        number_parse(guess, &number) != NUMBER_OK || number.suffix == SUFFIX_YEARS || number.suffix == SUFFIX_DAYS)
        return plain;
    number_write(number.value, written, sizeof written);
    return loader_text(table->loader, "write %s", written);
}

static bool cell_value(struct table *table, int line, const char *path, double *out)
{
    struct number number;
    char *const comma = table->csv.separator == ',' ? NULL : strchr(table->csv.cell, ',');
    if (comma) *comma = '.'; /* a file with ; or tabs may use the decimal comma */
    if (number_parse(table->csv.cell, &number) == NUMBER_OK && number.suffix == SUFFIX_NONE) {
        *out = number.value;
        return true;
    }
    loader_error(table->loader, (struct place){table->source, line, 1}, path, cell_hint(table),
                 "must be a number (found \"%.60s\")", table->csv.cell);
    return false;
}

/* One line; false after a mistake. Empty lines are passed over. */
static bool line_value(struct table *table, int column, const char *path, double *value, size_t *count)
{
    const int line = table->csv.line;
    if (csv_skip_empty(&table->csv)) return true;
    int index = 0;
    do {
        csv_next(&table->csv);
        if (!is_sound(table, line, path)) return false;
        if (index++ != column) continue;
        if (!is_whole(table, line, path) || !cell_value(table, line, path, &value[*count])) return false;
    } while (!table->csv.last);
    ++*count;
    return true;
}

static bool column_load(struct table *table, const struct node *column, const char *path, double **out_value,
                        size_t *out_count)
{
    const int index = find_column(table, column, loader_path(table->loader, path, "column"));
    double *const value =
        index < 0 ? NULL : loader_need(table->loader, ARENA_ARRAY(table->loader->arena, SAMPLE_MOST, double));
    if (!value) return false;
    size_t count = 0;
    while (table->csv.at < table->csv.end) {
        if (count == SAMPLE_MOST) {
            loader_error(table->loader, column->place, path, "a random sample of the lines serves as well",
                         "%s holds too many values (allowed %d)", table->source->name, SAMPLE_MOST);
            return false;
        }
        if (!line_value(table, index, path, value, &count)) return false;
    }
    if (count == 0) loader_error(table->loader, column->place, path, NULL, "%s holds no values", table->source->name);
    *out_value = value;
    *out_count = count;
    return count > 0;
}

static bool file_load(struct loader *loader, const struct node *file, const struct node *column, const char *path,
                      double **out_value, size_t *out_count)
{
    struct error err = {.language = loader->diagnostics->language};
    struct file_text text;
    const char *const file_path = loader_path(loader, path, "file");
    const enum status status = files_read(loader->files, file->place.source, file->text, CSV_BYTES, &text, &err);
    if (status != STATUS_OK) {
        if (status == STATUS_MEMORY) loader->exhausted = true;
        loader_error(loader, file->place, file_path, err.hint[0] ? err.hint : NULL, "%s", err.message);
        return false;
    }
    struct source *source;
    const enum status made = source_make(loader->arena, text.name, text.text, text.length, CSV_BYTES,
                                         loader->files->opened++, &source, loader->diagnostics);
    if (made == STATUS_MEMORY) loader->exhausted = true;
    if (made != STATUS_OK) return false;
    struct table table = {.loader = loader, .source = source};
    csv_init(&table.csv, source->text, source->length);
    return column_load(&table, column, path, out_value, out_count);
}

bool sample_load(struct loader *loader, const struct node *map, enum unit unit, const char *path, double **out_value,
                 size_t *out_count)
{
    const struct node *const values = node_find(map, "values"), *const file = node_find(map, "file");
    const struct node *const column = node_find(map, "column");
    if (values) {
        const struct field field = {.unit = unit, .least = -INFINITY, .most = INFINITY};
        return numbers_load(loader, values, &field, loader_path(loader, path, "values"), SAMPLE_MOST, out_value,
                            out_count);
    }
    if (!file || !column) {
        loader_error(
            loader, node_place(map), path, "values come from {file: clients.csv, column: cost} or {values: [1, 2]}",
            file || column ? "%s is missing" : "values, or file and column, is missing", file ? "column" : "file");
        return false;
    }
    if (!loader_expect(loader, file, NODE_SCALAR, loader_path(loader, path, "file"), "the name of a CSV file") ||
        !loader_expect(loader, column, NODE_SCALAR, loader_path(loader, path, "column"), "the name of a column"))
        return false;
    return file_load(loader, file, column, path, out_value, out_count);
}
