/* Columns of CSV files, and lists of values in their place. */
#include <math.h>
#include <string.h>

#include "sim/scenario/loader.h"
#include "sim/scenario/parse.h"

enum { CSV_BYTES = 8 << 20, CELL_LONGEST = 200 };

struct csv {
    struct loader *loader;
    const struct source *source;
    const char *at, *end;
    int line;
    char separator;
    char cell[CELL_LONGEST + 1];
    bool last; /* the cell just read ends its line */
};

/* Reads the next cell of a line; quotes as in RFC 4180, except that a line end inside them ends the cell. */
static void next_cell(struct csv *csv)
{
    size_t length = 0;
    const bool quoted = csv->at < csv->end && *csv->at == '"';
    if (quoted) csv->at++;
    bool inside = quoted;
    for (; csv->at < csv->end && *csv->at != '\n'; csv->at++) {
        const char c = *csv->at;
        if (inside && c == '"') {
            inside = csv->at + 1 < csv->end && csv->at[1] == '"';
            if (!inside) continue;
            csv->at++;
        } else if (!inside && c == csv->separator) {
            break;
        }
        if (c != '\r' && length < CELL_LONGEST) csv->cell[length++] = c;
    }
    while (!quoted && length > 0 && csv->cell[length - 1] == ' ') length--;
    csv->cell[length] = '\0';
    csv->last = csv->at >= csv->end || *csv->at == '\n';
    if (csv->at < csv->end) csv->at++;
    csv->line += csv->last;
}

static char separator_of(const char *text, size_t length)
{
    const char *const end = memchr(text, '\n', length);
    const size_t line = end ? (size_t)(end - text) : length;
    if (memchr(text, '\t', line)) return '\t';
    return memchr(text, ';', line) ? ';' : ',';
}

/* Index of a column in the first line; -1 after a mistake. */
static int find_column(struct csv *csv, const struct node *column, const char *path)
{
    struct nearest nearest = nearest_to(column->text);
    struct text_buffer names;
    text_buffer_init(&names, csv->loader->arena);
    int found = -1, index = 0;
    do {
        next_cell(csv);
        if (found < 0 && strcmp(csv->cell, column->text) == 0) found = index;
        const char *const name = loader_need(csv->loader, arena_strdup(csv->loader->arena, csv->cell));
        if (!name) return -1;
        if (index < ITEMS_MOST) {
            nearest_offer(&nearest, name);
            text_buffer_printf(&names, "%s%s", index ? ", " : "the columns are: ", name);
        }
        index++;
    } while (!csv->last);
    if (found < 0)
        loader_error(csv->loader, column->place, path, nearest_hint(csv->loader, &nearest, text_buffer_finish(&names)),
                     "%s has no column %s", csv->source->name, loader_found(csv->loader, column));
    return found;
}

static bool cell_value(struct csv *csv, int line, const char *path, double *out)
{
    struct number number;
    char *const comma = csv->separator == ',' ? NULL : strchr(csv->cell, ',');
    if (comma) *comma = '.'; /* a file with ; or tabs may use the decimal comma */
    if (number_parse(csv->cell, &number) == NUMBER_OK && number.suffix == SUFFIX_NONE) {
        *out = number.value;
        return true;
    }
    char guess[80];
    const bool guessed = number_guess(csv->cell, guess, sizeof guess);
    loader_error(csv->loader, (struct place){csv->source, line, 1}, path,
                 guessed ? loader_need(csv->loader, arena_printf(csv->loader->arena, "write %s", guess)) : NULL,
                 "must be a number (found \"%.60s\")", csv->cell);
    return false;
}

/* One line; false after a mistake. Empty lines are passed over. */
static bool line_value(struct csv *csv, int column, const char *path, double *value, size_t *count)
{
    const int line = csv->line;
    if (*csv->at == '\n' || (*csv->at == '\r' && csv->at + 1 < csv->end && csv->at[1] == '\n')) {
        next_cell(csv);
        return true;
    }
    bool good = false;
    int index = 0;
    do {
        next_cell(csv);
        if (index++ == column) good = cell_value(csv, line, path, &value[*count]);
    } while (!csv->last);
    if (index <= column)
        loader_error(csv->loader, (struct place){csv->source, line, 1}, path, NULL, "the line has no column %d",
                     column + 1);
    *count += good;
    return good;
}

static bool column_load(struct csv *csv, const struct node *column, const char *path, double **out_value,
                        size_t *out_count)
{
    const int index = find_column(csv, column, loader_path(csv->loader, path, "column"));
    double *const value =
        index < 0 ? NULL : loader_need(csv->loader, ARENA_ARRAY(csv->loader->arena, SAMPLE_MOST, double));
    if (!value) return false;
    size_t count = 0;
    while (csv->at < csv->end) {
        if (count == SAMPLE_MOST) {
            loader_error(csv->loader, column->place, path, "a random sample of the lines serves as well",
                         "%s holds too many values (allowed %d)", csv->source->name, SAMPLE_MOST);
            return false;
        }
        if (!line_value(csv, index, path, value, &count)) return false;
    }
    if (count == 0) loader_error(csv->loader, column->place, path, NULL, "%s holds no values", csv->source->name);
    *out_value = value;
    *out_count = count;
    return count > 0;
}

static bool file_load(struct loader *loader, const struct node *file, const struct node *column, const char *path,
                      double **out_value, size_t *out_count)
{
    struct error err;
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
    struct csv csv = {.loader = loader,
                      .source = source,
                      .at = source->text,
                      .end = source->text + source->length,
                      .line = 1,
                      .separator = separator_of(source->text, source->length)};
    return column_load(&csv, column, path, out_value, out_count);
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
        loader_error(loader, node_place(map), path,
                     "values come from {file: clients.csv, column: cost} or {values: [1, 2]}", "%s is missing",
                     file     ? "column"
                     : column ? "file"
                              : "values, or file and column,");
        return false;
    }
    if (!loader_expect(loader, file, NODE_SCALAR, loader_path(loader, path, "file"), "the name of a CSV file") ||
        !loader_expect(loader, column, NODE_SCALAR, loader_path(loader, path, "column"), "the name of a column"))
        return false;
    return file_load(loader, file, column, path, out_value, out_count);
}
