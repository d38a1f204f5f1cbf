/* Rows of a chart in groups with headings: label, mark, number and interval. As many as twenty in a group stay legible.
 */
#ifndef HYOTY_CHART_CHART_GROUPS_H
#define HYOTY_CHART_CHART_GROUPS_H

#include "sim/chart/chart_axis.h"

struct chart_group_row {
    const char *label;
    const char *number, *interval; /* beside the mark; NULL: none */
    double y, half;                /* out: middle of the mark above the foot of the plot, half of its room; px */
};

struct chart_group {
    const char *heading; /* NULL: none */
    struct chart_group_row *row;
    size_t rows;
};

struct chart_groups {
    struct chart_group *group;
    size_t groups;
    const char *number_head, *interval_head;
    double least;       /* height of a row at least, wide; px */
    double least_mark;  /* and of its mark, narrow, below the label */
    size_t label_lines; /* at most */
    /* out: where grid lines may stand without crossing a text */
    struct chart_span *span;
    size_t spans;
};

/* Places everything from y on; sets the plot, its y range in px, and the spans. Returns the y of the plot's foot. */
double chart_groups_lay_out(struct chart_scene *scene, struct chart_groups *groups, double y);

/* Lines and labels of shares, 0 to 100 %, on the x axis, through the spans. */
void chart_groups_percent_axis(struct chart_scene *scene, const struct chart_groups *groups,
                               const struct format *format);

#endif
