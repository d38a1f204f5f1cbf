/* Axes of charts: round numbers, and amounts of money in one scale with the digits that their error supports. */
#ifndef HYOTY_CHART_CHART_AXIS_H
#define HYOTY_CHART_CHART_AXIS_H

#include <stdbool.h>

#include "sim/chart/chart_scene.h"
#include "sim/words/format.h"

/* A step of 1, 2 or 5 times a power of ten, such that about `count` of them cover the span (> 0). */
double chart_axis_step(double span, int count);

/* How the amounts of a chart are written: all in one scale, each with the digits that its own error supports. */
struct chart_amounts {
    const struct format *format;
    const char *unit; /* "€m", "milj. €" */
    double scale;
    double finest; /* euros; no amount is written more finely: three significant digits of the largest */
};

struct chart_amounts chart_amounts(const struct format *format, double largest);
/* "3.8"; with sign: "+3.8", "−2.1", "0". NULL when out of memory. */
char *chart_amount(const struct chart_amounts *amounts, struct estimate figure, bool sign);
/* "−2.1 to 14.6": the ends as format_money_range rounds them, but no more finely than `finest`. NULL when out of
 * memory. */
char *chart_amount_range(const struct chart_amounts *amounts, struct estimate low, struct estimate high);

/* A share without error and with no more decimals (at most 2) than it has: "50%", "3,5 %". */
char *chart_percent(const struct format *format, double share);

/* A vertical stretch of the canvas, px. */
struct chart_span {
    double top, bottom;
};

/* Labels of the x axis (money, signed) under the plot, about `count` of them and never touching; grid lines and the
 * zero line through the plot, or only through the given spans (so that they do not cross texts). A count of 0: zero
 * alone. */
void chart_axis_money_x(struct chart_scene *scene, const struct format *format, double scale, int count,
                        const struct chart_span *span, size_t spans);
/* The same for the y axis, left of the plot. */
void chart_axis_money_y(struct chart_scene *scene, const struct format *format, double scale, int count);

/* Width that the labels of a y axis need, for a plot that spans ymin to ymax. */
double chart_axis_room_y(const struct chart_scene *scene, const struct format *format, double scale, int count);

#endif
