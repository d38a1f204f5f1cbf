/* Reading what the charts leave, for their tests. */
#ifndef HYOTY_TESTS_CHARTS_FILES_H
#define HYOTY_TESTS_CHARTS_FILES_H

#include "tests/unit/charts_fixture.h"

enum { CHARTS_COLUMNS = 16, CHARTS_ROWS = 600, CHARTS_CELL = 256 };

/* A data file: named columns, texts unquoted. */
struct charts_table {
    size_t columns, rows;
    char name[CHARTS_COLUMNS][CHARTS_CELL];
    char cell[CHARTS_ROWS][CHARTS_COLUMNS][CHARTS_CELL];
};

/* Each aborts the test where it fails. */
char *charts_read(struct arena *arena, const char *folder, const char *name, size_t *out_length);
struct charts_table *charts_table(struct arena *arena, const char *folder, const char *name);
const char *charts_cell(const struct charts_table *table, size_t row, const char *column);
double charts_number(const struct charts_table *table, size_t row, const char *column);

/* A new folder below /tmp, and its removal with everything in it. */
char *charts_folder(struct arena *arena);
void charts_remove(const char *folder);

/* What the charts of a run are drawn of. */
struct chart_subject charts_subject(const struct report *report);

/* Writes the charts into folder/charts in English and Finnish; gnuplot NULL: the real one. */
enum status charts_draw(struct charts_fixture *fixture, const char *folder, const char *gnuplot,
                        struct chart_report *out, struct error *err);

/* Writes the charts of an analysis of these scenarios into a new folder, in three languages, without gnuplot, which
 * draws what is written and decides nothing; returns the folder. */
char *charts_write_analysis(struct arena *arena, size_t charts, const struct chart *chart,
                            const struct scenario *const *scenario, size_t scenarios, const void *analysis);

/* A data file of the wide English chart. */
struct charts_table *charts_wide(struct arena *arena, const char *folder, const char *chart, const char *name);

/* No text of a chart leaves its canvas, lies on another or keeps a placeholder; there are some. */
void charts_check_texts(struct arena *arena, const char *folder, const char *language, const char *chart,
                        const char *size);

/* The same of every language and size that charts_write_analysis leaves. */
void charts_check_all_texts(struct arena *arena, const char *folder, const char *chart);

#endif
