/* A tidy table as data: what an analysis found, for other programs. One row is one observation; columns say what they
 * hold and in which unit. */
#ifndef HYOTY_DATA_DATASET_H
#define HYOTY_DATA_DATASET_H

#include <math.h>

#include "sim/base/sink.h"
#include "sim/data/csv.h"
#include "sim/data/json_maker.h"
#include "sim/numeric/statistics.h"

enum dataset_type { DATASET_TEXT, DATASET_NUMBER, DATASET_INTEGER };

struct dataset_column {
    const char *name; /* "mean" */
    enum dataset_type type;
    const char *unit;  /* of a number: "EUR"; DATASET_ROW_UNIT; "number" where it has none. NULL: a text */
    const char *about; /* what it is, in English */
    const char *label; /* what people call it, in the language of the files; NULL: as the name says */
};

/* Unit of numbers each of which has another: the column `unit` of the same table names it. */
#define DATASET_ROW_UNIT "see unit"

struct dataset_cell {
    const char *text; /* of a text; NULL: missing */
    double number;    /* of a number; what is not finite is missing */
};

struct dataset {
    struct arena *arena;
    const char *name;  /* "points": points.csv */
    const char *about; /* what a row is, in one sentence in English */
    size_t columns, columns_room;
    struct dataset_column *column;
    bool listed; /* all columns are known: what follows are rows */
    size_t cells, room;
    struct dataset_cell *cell;   /* [rows][columns] */
    size_t rows;                 /* of series */
    const double *const *series; /* [columns][rows] numbers that stand in columns already; NULL: cells */
    bool failed;                 /* memory ran out */
    bool crooked;                /* a cell was not of its column's type */
};

/* A table is one list: a function that says each column together with its cell in a row, from the left, by the COLUMN_…
 * below. DATASET_INIT(out, arena, "points", "One row for each point", point_row(NULL, out)) calls it for the columns;
 * from then on each point_row(&point[p], out) adds a row. What a cell holds is looked at for a row alone, so that for
 * the columns the row may be NULL. */
#define DATASET_INIT(dataset, arena, name, about, columns)                                                             \
    (dataset_init((dataset), (arena), (name), (about)), (columns), (void)((dataset)->listed = true))
void dataset_init(struct dataset *dataset, struct arena *arena, const char *name, const char *about);

#define COLUMN_TEXT(dataset, name, about, text)                                                                        \
    ((dataset)->listed ? dataset_text((dataset), (text))                                                               \
                       : dataset_column((dataset), (name), DATASET_TEXT, NULL, (about)))
#define COLUMN_YES(dataset, name, about, yes) COLUMN_TEXT((dataset), (name), (about), (yes) ? "yes" : "no")
#define COLUMN_NUMBER(dataset, name, unit, about, number)                                                              \
    ((dataset)->listed ? dataset_number((dataset), (number))                                                           \
                       : dataset_column((dataset), (name), DATASET_NUMBER, (unit), (about)))
/* Four columns: NAME, NAME_error, NAME_mc_low, NAME_mc_high. The last two are what luck of the draw leaves open of the
 * figure, not how uncertain the result is. */
#define COLUMN_ESTIMATE(dataset, name, unit, about, estimate)                                                          \
    ((dataset)->listed ? dataset_estimate((dataset), (estimate))                                                       \
                       : dataset_estimate_columns((dataset), (name), (unit), (about)))

/* A text or unit made on the way: where memory ran out for it, the dataset has failed. */
const char *dataset_made(struct dataset *dataset, const char *text);

/* An estimate that is missing. */
static const struct estimate DATASET_MISSING = {NAN, NAN, NAN, NAN};

/* What the lists are made of. Texts must live as long as the dataset. */
void dataset_column(struct dataset *dataset, const char *name, enum dataset_type type, const char *unit,
                    const char *about);
void dataset_estimate_columns(struct dataset *dataset, const char *name, const char *unit, const char *about);
void dataset_text(struct dataset *dataset, const char *text);
void dataset_number(struct dataset *dataset, double number);
void dataset_estimate(struct dataset *dataset, struct estimate estimate);

/* A table of numbers whose columns stand in memory: column[columns] and series[columns][rows], which must live as long
 * as the dataset. */
void dataset_init_series(struct dataset *dataset, struct arena *arena, const char *name, const char *about,
                         struct dataset_column *column, size_t columns, size_t rows, const double *const *series);

size_t dataset_rows(const struct dataset *dataset);

/* STATUS_MEMORY if memory ran out on the way; STATUS_INTERNAL if a row is incomplete or a cell of the wrong type, or a
 * column does not say what it holds, a number its unit. */
enum status dataset_check(const struct dataset *dataset, struct error *err);

/* CSV as csv.h says: a line of names, then the rows. */
void dataset_csv(const struct dataset *dataset, const struct csv_style *style, struct sink *sink);
/* {"about", "columns": [{"name", "type", "unit", "about"}], "rows": [{NAME: value}]}; a missing value is null. */
json_t *dataset_json(struct json_maker *maker, const struct dataset *dataset);
/* The entry of datapackage.json. */
json_t *dataset_resource(struct json_maker *maker, const struct dataset *dataset, const struct csv_style *style);

#endif
