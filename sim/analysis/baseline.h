/* What a result is measured against: of how many. */
#ifndef HYOTY_ANALYSIS_BASELINE_H
#define HYOTY_ANALYSIS_BASELINE_H

#include "sim/model/plan.h"
#include "sim/numeric/statistics.h"

/* An outcome without the programme, over all intakes within the horizon. */
struct baseline_outcome {
    double persons;          /* whom it concerns */
    double struck;           /* of them, at the means of the quantities */
    bool touched;            /* some intervention has an effect on it */
    struct estimate at_risk; /* of those who take part in such an intervention, struck without it: a mean over the
                              * first iterations, persons integrated out; 0 where none is touched */
};

struct baseline {
    size_t outcomes;
    const struct baseline_outcome *outcome; /* [outcomes] */
    double today; /* what outcomes, services, workforce and overheads cost without the programme in the whole period,
                   * undiscounted, at the means */
};

enum { BASELINE_ITERATIONS = 1024 };

/* Of those who take part, the persons struck without the programme are the cases that an effect would avoid that
 * leaves nothing of their risk. */
enum status baseline_find(struct arena *arena, const struct plan *plan, struct baseline *out, struct error *err);

#endif
