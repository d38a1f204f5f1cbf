/* What becomes of a result as one or two numbers of the scenario change: `hyoty sweep` (MODEL, Sweeps). */
#ifndef HYOTY_ANALYSIS_SWEEP_H
#define HYOTY_ANALYSIS_SWEEP_H

#include "sim/analysis/evaluate.h"
#include "sim/analysis/stochastic.h"
#include "sim/numeric/statistics.h"
#include "sim/scenario/load.h"

enum { SWEEP_AXES = 2, SWEEP_POINTS_MOST = 1000 };

/* What is varied, and its values. */
struct sweep_axis {
    const char *path;
    size_t points;
    const double *value;     /* [points] ascending, each once */
    const char *const *text; /* [points] as --set takes them */
    int quantity;            /* index in the scenario; -1: another key, such as settings.horizon */
    double today;            /* the quantity as the scenario has it: its median; NAN where it is no quantity */
    bool uncertain;          /* today it is drawn; in the sweep it is held */
};

struct sweep_point {
    struct estimate mean, p5, p95, positive; /* positive: P(> 0) */
};

struct sweep_request {
    const struct scenario *scenario;
    size_t axes;
    const struct sweep_axis *axis; /* [axes] from sweep_axis_parse */
    const char *result;            /* name of a column: "net" */
    enum cohort cohort;
    struct run_options run;
    void (*progress)(void *context, uint32_t done, uint32_t total); /* in iterations of all points; NULL */
    void *context;
};

struct sweep {
    const struct scenario *scenario;     /* as it is */
    const struct simulation *simulation; /* as it was done, at every point */
    const char *result;
    enum unit unit; /* of the result */
    size_t axes;
    struct sweep_axis axis[SWEEP_AXES];
    size_t points;                      /* of the grid */
    const struct sweep_point *point;    /* [points] the first axis runs fastest */
    struct sweep_point today;           /* the scenario as it is, on the same random numbers */
    struct sweep_point with_stochastic; /* … as `hyoty run` has it */
    bool stochastic_told;               /* … where that is cheap, and another */
};

/* "PATH=FROM:TO:POINTS" (equal steps, both ends included) or "PATH=a,b,c". STATUS_USAGE names the right form. */
enum status sweep_axis_parse(struct arena *arena, const struct scenario *scenario, const char *text,
                             struct sweep_axis *out, struct error *err);

/* Loads and runs the scenario at every point of the grid with the swept keys set, as --set would; common random numbers
 * at all of them: what has a name at two points is the same draw at both. STATUS_USAGE: no such result, no such key,
 * too many points; STATUS_SCENARIO: a point that the scenario refuses, named; STATUS_CANCELLED. */
enum status sweep_run(struct arena *arena, const struct sweep_request *request, struct sweep *out, struct error *err);

#endif
