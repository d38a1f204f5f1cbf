#include "sim/data/dataset.h"

#include <math.h>
#include <string.h>

#include "sim/data/manifest.h"

/* As datapackage.json and the JSON of an analysis call them. */
static const char *const type_name[] = {
    [DATASET_TEXT] = "string", [DATASET_NUMBER] = "number", [DATASET_INTEGER] = "integer"};

void dataset_init(struct dataset *dataset, struct arena *arena, const char *name, const char *about)
{
    *dataset = (struct dataset){.arena = arena, .name = name, .about = about};
}

void dataset_init_series(struct dataset *dataset, struct arena *arena, const char *name, const char *about,
                         struct dataset_column *column, size_t columns, size_t rows, const double *const *series)
{
    dataset_init(dataset, arena, name, about);
    dataset->column = column;
    dataset->columns = columns;
    dataset->listed = true;
    dataset->rows = rows;
    dataset->series = series;
}

/* Where `used` things of `size` bytes stand, with room for one more. */
static void *make_room(struct dataset *dataset, void *things, size_t used, size_t *room, size_t size)
{
    enum { ROOM_FIRST = 32 };
    if (dataset->failed || used < *room) return things;
    *room = *room ? 2 * *room : ROOM_FIRST;
    void *const more = arena_calloc(dataset->arena, *room, size);
    dataset->failed = !more;
    if (more && used > 0) memcpy(more, things, used * size);
    return more;
}

const char *dataset_made(struct dataset *dataset, const char *text)
{
    dataset->failed |= !text;
    return text;
}

void dataset_column(struct dataset *dataset, const char *name, enum dataset_type type, const char *unit,
                    const char *about)
{
    dataset->column =
        make_room(dataset, dataset->column, dataset->columns, &dataset->columns_room, sizeof *dataset->column);
    if (dataset->failed) return;
    dataset->column[dataset->columns++] = (struct dataset_column){name, type, unit, about, NULL};
}

void dataset_estimate_columns(struct dataset *dataset, const char *name, const char *unit, const char *about)
{
    static const struct {
        const char *end, *about;
    } beside[] = {{"error", "Monte Carlo standard error"},
                  {"mc_low", "Lower end of the 95% Monte Carlo interval"},
                  {"mc_high", "Upper end of the 95% Monte Carlo interval"}};
    dataset_column(dataset, name, DATASET_NUMBER, unit, about);
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
        dataset_column(dataset, dataset_made(dataset, arena_printf(dataset->arena, "%s_%s", name, beside[i].end)),
                       DATASET_NUMBER, unit, beside[i].about);
}

static void add(struct dataset *dataset, enum dataset_type type, struct dataset_cell cell)
{
    dataset->cell = make_room(dataset, dataset->cell, dataset->cells, &dataset->room, sizeof *dataset->cell);
    if (dataset->failed) return;
    dataset->crooked |= dataset->column[dataset->cells % dataset->columns].type != type;
    dataset->cell[dataset->cells++] = cell;
}

void dataset_text(struct dataset *dataset, const char *text)
{
    add(dataset, DATASET_TEXT, (struct dataset_cell){text, NAN});
}

void dataset_number(struct dataset *dataset, double number)
{
    add(dataset, DATASET_NUMBER, (struct dataset_cell){NULL, number});
}

void dataset_estimate(struct dataset *dataset, struct estimate estimate)
{
    dataset_number(dataset, estimate.value);
    dataset_number(dataset, estimate.error);
    dataset_number(dataset, estimate.low);
    dataset_number(dataset, estimate.high);
}

size_t dataset_rows(const struct dataset *dataset)
{
    return dataset->series ? dataset->rows : dataset->cells / dataset->columns;
}

static struct dataset_cell cell_at(const struct dataset *dataset, size_t row, size_t column)
{
    if (dataset->series) return (struct dataset_cell){NULL, dataset->series[column][row]};
    return dataset->cell[row * dataset->columns + column];
}

enum status dataset_check(const struct dataset *dataset, struct error *err)
{
    if (dataset->failed) return error_out_of_memory(err);
    for (size_t c = 0; c < dataset->columns; c++) {
        const struct dataset_column *const column = &dataset->column[c];
        if (!column->about || (column->type != DATASET_TEXT && !column->unit))
            return error_set(err, STATUS_INTERNAL, "the table %s does not say what its column %s holds", dataset->name,
                             column->name);
    }
    if (dataset->listed && !dataset->crooked && dataset->cells % dataset->columns == 0) return STATUS_OK;
    return error_set(err, STATUS_INTERNAL, "the table %s does not fit its columns", dataset->name);
}

static void csv_cell(const struct csv_style *style, const struct dataset_column *column, struct dataset_cell cell,
                     struct sink *sink)
{
    char number[CSV_NUMBER];
    if (column->type != DATASET_TEXT)
        sink_write(sink, number, csv_number(style, cell.number, number));
    else if (cell.text)
        csv_text(style, sink, cell.text);
}

void dataset_csv(const struct dataset *dataset, const struct csv_style *style, struct sink *sink)
{
    const char delimiter[] = {style->delimiter, '\0'};
    csv_begin(style, sink);
    for (size_t c = 0; c < dataset->columns; c++) {
        if (c > 0) sink_text(sink, delimiter);
        csv_text(style, sink, dataset->column[c].name);
    }
    for (size_t r = 0; r < dataset_rows(dataset); r++)
        for (size_t c = 0; c < dataset->columns; c++) {
            sink_text(sink, c > 0 ? delimiter : "\n");
            csv_cell(style, &dataset->column[c], cell_at(dataset, r, c), sink);
        }
    sink_text(sink, "\n");
}

static json_t *columns(struct json_maker *maker, const struct dataset *dataset)
{
    json_t *const array = json_array();
    for (size_t c = 0; c < dataset->columns; c++) {
        const struct dataset_column *const column = &dataset->column[c];
        json_t *const object = json_object();
        json_put(maker, object, "name", json_text(maker, column->name));
        json_put(maker, object, "type", json_string(type_name[column->type]));
        if (column->unit) json_put(maker, object, "unit", json_text(maker, column->unit));
        json_put(maker, object, "about", json_text(maker, column->about));
        json_append(maker, array, object);
    }
    return array;
}

static json_t *rows(struct json_maker *maker, const struct dataset *dataset)
{
    json_t *const array = json_array();
    for (size_t r = 0; r < dataset_rows(dataset); r++) {
        json_t *const object = json_object();
        for (size_t c = 0; c < dataset->columns; c++) {
            const struct dataset_cell cell = cell_at(dataset, r, c);
            const bool number = dataset->column[c].type != DATASET_TEXT;
            json_put(maker, object, dataset->column[c].name,
                     number ? json_number(cell.number) : json_text(maker, cell.text));
        }
        json_append(maker, array, object);
    }
    return array;
}

json_t *dataset_json(struct json_maker *maker, const struct dataset *dataset)
{
    json_t *const object = json_object();
    json_put(maker, object, "about", json_text(maker, dataset->about));
    json_put(maker, object, "columns", columns(maker, dataset));
    json_put(maker, object, "rows", rows(maker, dataset));
    return object;
}

json_t *dataset_resource(struct json_maker *maker, const struct dataset *dataset, const struct csv_style *style)
{
    json_t *const fields = json_array();
    for (size_t c = 0; c < dataset->columns; c++) {
        const struct dataset_column *const column = &dataset->column[c];
        json_t *const object = datapackage_field(maker, column->name, type_name[column->type], column->unit);
        if (column->label) json_put(maker, object, "title", json_text(maker, column->label));
        json_put(maker, object, "description", json_text(maker, column->about));
        if (column->type == DATASET_NUMBER) json_put(maker, object, "decimalChar", json_char(maker, style->decimal));
        json_append(maker, fields, object);
    }
    json_t *const resource = datapackage_resource(
        maker, dataset->name, arena_printf(maker->arena, "%s.csv", dataset->name), dataset->about, fields);
    json_t *const dialect = json_object();
    json_put(maker, dialect, "delimiter", json_char(maker, style->delimiter));
    json_put(maker, resource, "dialect", dialect);
    return resource;
}
