/* What `hyoty sweep` says, for people, for programs and as charts. */
#ifndef HYOTY_REPORT_SWEEP_REPORT_H
#define HYOTY_REPORT_SWEEP_REPORT_H

#include "sim/analysis/sweep.h"
#include "sim/report/result.h"

extern const struct result_kind sweep_kind;

/* Fills a result of sweep_kind: one table, a row for each point. */
enum status sweep_report(struct arena *arena, const struct sweep *sweep, struct result *out, struct error *err);

/* The document: the answer, the figures of every point, what they rest on. As result_kind.build. */
enum status sweep_build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                        struct error *err);

/* --- shared by document and charts; texts are NULL when out of memory --- */

/* "Net saving of public finances"; the column's name where the result has no other. */
const char *sweep_result(struct arena *arena, const struct sweep *sweep, enum language language);
/* What people call the axis: the quantity's label, or the key. */
const char *sweep_label(struct arena *arena, const struct sweep *sweep, size_t axis, enum language language);
/* The unit of the values of an axis. */
enum unit sweep_unit(const struct sweep *sweep, size_t axis);
/* A value of an axis: "20%", "€470k", "2031". */
const char *sweep_value(const struct format *format, const struct sweep *sweep, size_t axis, double value);

/* "€m, present value at a discount rate of 3%, 2021 prices", without the rate where that is what is varied. */
const char *sweep_basis(const struct chart_job *job, const char *unit);
/* Whether an axis is (part of) the discount rate. */
bool sweep_varies_rate(const struct sweep *sweep);

enum sweep_course {
    SWEEP_ABOVE,
    SWEEP_BELOW,
    SWEEP_CROSSING,
    SWEEP_HILL,   /* above zero along one stretch, and below on both sides of it */
    SWEEP_VALLEY, /* below zero along one stretch */
    SWEEP_CROSSINGS,
    SWEEP_UNTOLD,
    SWEEP_COURSES
};

/* Where the mean of a sweep of one axis stands to zero, as far as the Monte Carlo error tells. */
struct sweep_signs {
    enum sweep_course course;
    size_t crossings, low, high; /* low, high: the points that surely lie on either side of the first crossing */
    size_t from, to;             /* of a hill or valley: its first and last point whose sign is told */
};
struct sweep_signs sweep_signs(const struct sweep *sweep);

/* The point of the first axis at which the mean is surely farther out than at both ends, the farthest; the first point
 * where there is none. */
size_t sweep_bend(const struct sweep *sweep);

/* The first point of the first axis from which on the mean stays as it is; the last point where it never does. */
size_t sweep_flat_from(const struct sweep *sweep);

/* The tested values of the first axis at y (px), as many as have room, and what it is below them. Returns the y that
 * follows. */
double sweep_axis_x(struct chart_scene *scene, const struct format *format, const struct sweep *sweep,
                    const char *label, double y);

void chart_sweep(const struct chart_job *job, enum chart_size size, struct chart_set *out); /* one axis */
void chart_heat(const struct chart_job *job, enum chart_size size, struct chart_set *out);  /* two axes */

#endif
