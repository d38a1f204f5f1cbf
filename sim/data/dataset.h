/* A tidy table as data: what an analysis found, for other programs. One row is one observation; columns say what they
 * hold and in which unit. */
#ifndef HYOTY_DATA_DATASET_H
#define HYOTY_DATA_DATASET_H

#include "sim/base/sink.h"
#include "sim/data/json_maker.h"
#include "sim/numeric/statistics.h"

enum dataset_type { DATASET_TEXT, DATASET_NUMBER, DATASET_INTEGER };

struct dataset_column {
    const char *name; /* "mean" */
    enum dataset_type type;
    const char *unit;  /* "EUR"; NULL: a text, or a number without unit */
    const char *about; /* one sentence in English; NULL where the name says it all */
};

/* The four columns of an estimate, as dataset_estimate fills them: NAME, NAME_error, NAME_low, NAME_high. */
#define DATASET_ESTIMATE(name, unit, about)                                                                            \
    {name, DATASET_NUMBER, unit, about}, {name "_error", DATASET_NUMBER, unit, "Monte Carlo standard error"},          \
        {name "_low", DATASET_NUMBER, unit, "Lower end of the 95% Monte Carlo interval"},                              \
    {                                                                                                                  \
        name "_high", DATASET_NUMBER, unit, "Upper end of the 95% Monte Carlo interval"                                \
    }

struct dataset_cell {
    const char *text; /* of a text; NULL: missing */
    double number;    /* of a number; what is not finite is missing */
};

struct dataset {
    struct arena *arena;
    const char *name;  /* "points": points.csv */
    const char *about; /* what a row is, in one sentence in English */
    size_t columns;
    const struct dataset_column *column;
    size_t cells, room;
    struct dataset_cell *cell;   /* [rows][columns] */
    size_t rows;                 /* of series */
    const double *const *series; /* [columns][rows] numbers that stand in columns already; NULL: cells */
    bool failed;                 /* memory ran out */
    bool crooked;                /* a cell was not of its column's type */
};

/* column[columns] is copied; its texts are not. */
void dataset_init(struct dataset *dataset, struct arena *arena, const char *name, const char *about,
                  const struct dataset_column *column, size_t columns);

/* A table of numbers whose columns stand in memory: series[columns][rows], which must live as long as the dataset. */
void dataset_init_series(struct dataset *dataset, struct arena *arena, const char *name, const char *about,
                         const struct dataset_column *column, size_t columns, size_t rows, const double *const *series);

/* Each adds one cell, from the left; the last one of a row completes it. Texts must live as long as the dataset. */
void dataset_text(struct dataset *dataset, const char *text);
void dataset_number(struct dataset *dataset, double number);
void dataset_estimate(struct dataset *dataset, struct estimate estimate); /* four cells */

size_t dataset_rows(const struct dataset *dataset);

/* STATUS_MEMORY if memory ran out on the way, STATUS_INTERNAL if a row is incomplete or a cell of the wrong type. */
enum status dataset_check(const struct dataset *dataset, struct error *err);

/* CSV as csv.h says: a line of names, then the rows. */
void dataset_csv(const struct dataset *dataset, struct sink *sink);
/* {"about", "columns": [{"name", "type", "unit", "about"}], "rows": [{NAME: value}]}; a missing value is null. */
json_t *dataset_json(struct json_maker *maker, const struct dataset *dataset);
/* The entry of datapackage.json. */
json_t *dataset_resource(struct json_maker *maker, const struct dataset *dataset);

#endif
