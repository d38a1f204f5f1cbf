/* A scenario read back in plain totals: who is there, what goes on without the programme, what the programme comes to.
 *
 * Every uncertain number stands at its mean, persons are integrated out, nothing is discounted, and only years before
 * the horizon count. So the totals are exact, and a figure that is wrong by a factor of fifty is seen before anything
 * is simulated. What goes on without the programme is what a measure would save that reaches everybody, from the start
 * to the horizon, and leaves nothing of it: the totals and a run come from the same model. */
#ifndef HYOTY_ANALYSIS_READBACK_H
#define HYOTY_ANALYSIS_READBACK_H

#include "sim/base/error.h"
#include "sim/model/mechanism.h"

/* A line of money: outcomes, services, workforce and overheads without the programme; the cost of a programme. */
struct readback_line {
    struct line line;
    const double *year; /* [horizon] real money of calendar year t */
    double total;       /* of all years before the horizon */
};

/* When a case costs, at the means, and the years in which it does of those who enter first: 0 is the start year. */
struct readback_case {
    double onset, duration; /* years; a duration may be without end */
    double first, last;
};

struct readback {
    const struct scenario *scenario;
    size_t lines;
    const struct readback_line *line;
    int intakes;                         /* of the group that has most of them before the horizon; 0 without groups */
    const double *const *entering;       /* [outcomes][intakes] persons whom the outcome concerns, by intake */
    const struct readback_case *of_case; /* [outcomes] */
    const double *const *struck;         /* [outcomes][intakes] of them without the programme */
    const double *const *participants;   /* [interventions][intakes] */
};

enum status readback_compute(struct arena *arena, const struct scenario *scenario, struct readback *out,
                             struct error *err);

double readback_sum(const double *value, int count);

#endif
