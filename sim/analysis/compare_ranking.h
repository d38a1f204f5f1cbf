/* Choices in the order of a figure, and how sure that order is. */
#ifndef HYOTY_ANALYSIS_COMPARE_RANKING_H
#define HYOTY_ANALYSIS_COMPARE_RANKING_H

#include "sim/analysis/compare_paired.h"
#include "sim/base/arena.h"
#include "sim/base/error.h"

enum { RANKING_LEAST = 100 };

/* Two neighbours of a ranking. */
struct ranking_step {
    double difference; /* figure of the upper minus that of the lower; >= 0 */
    double error;      /* paired: of this difference, not of two figures apart */
    bool same;         /* the difference is 0, and has no error */
    bool settled;  /* the sign of the difference is sure at 95 %; true also where they are the same; never with fewer
                    * than RANKING_LEAST iterations, whose worst 5 % are too few to know their spread */
    double wanted; /* iterations that would settle it, n (z error / difference)^2 but RANKING_LEAST or more; n where
                    * settled; INFINITY where the difference is 0 but for its error */
};

struct ranking {
    const size_t *order;             /* [choices] best first; equals in the order given */
    const struct ranking_step *step; /* [choices - 1] between place i and i + 1 */
    bool settled;                    /* every step is */
    double wanted;                   /* the most that any step wants */
};

/* value, sorted: [choices][n], in the order of iterations and ascending; column: their summaries. */
enum status ranking_compute(struct arena *arena, enum figure figure, const double *const *value,
                            const double *const *sorted, const struct column_summary *column, size_t choices, size_t n,
                            bool replicated, struct ranking *out, struct error *err);

#endif
