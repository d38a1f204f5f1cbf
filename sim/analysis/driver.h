/* The uncertain number that a result hangs on most, told from the iterations of a run. */
#ifndef HYOTY_ANALYSIS_DRIVER_H
#define HYOTY_ANALYSIS_DRIVER_H

#include "sim/engine/outcomes.h"
#include "sim/model/plan.h"

enum { DRIVER_ITERATIONS = 4096 }; /* the first ones tell which it is */

struct driver {
    int quantity; /* -1: no number is uncertain, or the result does not vary */
    double share; /* of the variance of the result's ranks that goes along with those of the quantity alone */
};

/* By Spearman's rank correlation with a column of the outcomes of the plan. */
enum status driver_find(struct arena *arena, const struct plan *plan, const struct outcomes *outcomes, size_t column,
                        struct driver *out, struct error *err);

#endif
