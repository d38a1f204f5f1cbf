/* Axes of charts: round numbers, and amounts of money in one scale with the digits that their error supports. */
#ifndef HYOTY_REPORT_CHART_AXIS_H
#define HYOTY_REPORT_CHART_AXIS_H

#include <stdbool.h>

#include "sim/report/chart_scene.h"
#include "sim/report/format.h"

/* A step of 1, 2 or 5 times a power of ten, such that about `count` of them cover the span (> 0). */
double chart_axis_step(double span, int count);

/* How the amounts of a chart are written: value / scale with the decimals of quantum. */
struct chart_amounts {
    const struct format *format;
    const char *unit; /* "€m", "milj. €" */
    double scale;
    double quantum; /* euros; amounts are rounded to it */
    int decimals;
};

/* For amounts up to `largest` whose standard errors reach `error`: at most three significant digits. */
struct chart_amounts chart_amounts(const struct format *format, double largest, double error);
/* "3.8"; with sign: "+3.8", "−2.1", "0.0". NULL when out of memory. */
char *chart_amount(const struct chart_amounts *amounts, double value, bool sign);
/* "−2.1 to 14.6". NULL when out of memory. */
char *chart_amount_range(const struct chart_amounts *amounts, double low, double high);

/* Labels and grid lines of the x axis (money, signed) under the plot, zero line included where zero is in range. */
void chart_axis_money_x(struct chart_scene *scene, const struct format *format, double scale, int count);
/* The same for the y axis, left of the plot. */
void chart_axis_money_y(struct chart_scene *scene, const struct format *format, double scale, int count);

/* Width that the labels of a y axis need, for a plot that spans ymin to ymax. */
double chart_axis_room_y(const struct chart_scene *scene, const struct format *format, double scale, int count);

#endif
