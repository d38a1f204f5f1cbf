/* How choices stand among each other, iteration by iteration: the chance of being best, the regret of having chosen
 * otherwise, and how both change with what one avoided case is worth beyond money.
 * value[choices]: columns of n iterations each; more is better. */
#ifndef HYOTY_ANALYSIS_COMPARE_STANDING_H
#define HYOTY_ANALYSIS_COMPARE_STANDING_H

#include "sim/analysis/summary.h"
#include "sim/base/arena.h"
#include "sim/base/error.h"

struct standing {
    struct estimate best;     /* probability of being best; k that share the first place have 1/k each */
    struct estimate unbeaten; /* probability that no choice is better */
    struct estimate level;    /* … and that another is as good */
    struct estimate regret;   /* E[max over all choices - this choice] */
};

/* out[choices]. */
enum status standing_compute(struct arena *arena, const double *const *value, size_t choices, size_t n, bool replicated,
                             struct standing *out, struct error *err);

/* Probability of value + willingness * cases > 0, and of being best by value + willingness * cases. */
struct acceptability {
    size_t points;               /* >= 2 */
    const double *willingness;   /* [points] ascending from 0: the value of one avoided case beyond money */
    const struct estimate *pays; /* [choices][points] */
    const struct estimate *best; /* [choices][points] */
};

enum { ACCEPTABILITY_POINTS = 41 };

/* worth_most > 0 is the last of ACCEPTABILITY_POINTS equal steps. cases[choices]: columns, NULL where a choice has no
 * cases. */
enum status acceptability_compute(struct arena *arena, const double *const *value, const double *const *cases,
                                  size_t choices, size_t n, bool replicated, double willingness_most,
                                  struct acceptability *out, struct error *err);

#endif
