/* Bars as the rows of a table: label, bar, mean, and the interval that holds half of the results. Labels of any length
 * have room, and every number stands beside its interval. */
#ifndef HYOTY_CHART_CHART_ROWS_H
#define HYOTY_CHART_CHART_ROWS_H

#include "sim/chart/chart_job.h"

struct chart_row {
    const char *label;
    const char *number, *interval;
    bool total;     /* bold, with a rule above */
    double y, half; /* out: middle of the bar above the foot of the plot, half of its height; px, the axis' unit */
};

/* Places the rows from y on; the scene's x range is set. head: title of the column of numbers. Returns the y below. */
double chart_rows_lay_out(struct chart_scene *scene, const struct chart_job *job, struct chart_row *row, size_t rows,
                          double y, const char *head, double scale);

/* Range of x over all values given, with zero; pads both ends. */
void chart_rows_range(struct chart_scene *scene, const double *value, size_t values);

#endif
