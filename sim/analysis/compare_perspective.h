/* Choices compared by one result, on common random numbers: everything that a perspective wants to know. */
#ifndef HYOTY_ANALYSIS_COMPARE_PERSPECTIVE_H
#define HYOTY_ANALYSIS_COMPARE_PERSPECTIVE_H

#include "sim/analysis/compare_dominance.h"
#include "sim/analysis/compare_paired.h"
#include "sim/analysis/compare_ranking.h"
#include "sim/analysis/compare_standing.h"

struct comparison {
    size_t choices, n;
    bool replicated;
    const double *const *value;             /* [choices][n] in the order of iterations */
    const double *const *sorted;            /* [choices][n] ascending */
    const struct column_summary *column;    /* [choices] */
    const struct pair *pair;                /* [choices (choices - 1) / 2]; comparison_pair */
    const struct dominance_pair *dominance; /* likewise: forward is of the first over the second */
    const struct standing *standing;        /* [choices] */
    struct ranking ranking[FIGURES];
    struct acceptability acceptability; /* points 0: no case is avoided on average by any choice */
};

/* Makes equal what differs by no more than `tie`: sums in another order are the same money. An earlier choice gives the
 * value. */
void comparison_settle_ties(double *const *value, size_t choices, size_t n, double tie);

/* value[choices], choices >= 2, n >= 1 and cases[choices] (columns, NULL: a choice without cases) stay where they are.
 * worth_most: of acceptability; 0: none is computed. */
enum status comparison_compute(struct arena *arena, const double *const *value, const double *const *cases,
                               size_t choices, size_t n, bool replicated, double willingness_most,
                               struct comparison *out, struct error *err);

/* Place of the pair of two choices, a < b. */
size_t comparison_pair(const struct comparison *comparison, size_t a, size_t b);
/* P(a beats b), for any two. */
struct estimate comparison_beats(const struct comparison *comparison, size_t a, size_t b);
/* Whether a dominates b, for any two. */
enum dominance comparison_dominates(const struct comparison *comparison, size_t a, size_t b,
                                    enum dominance_order order);
/* The choice that is the most likely to be best; that with the least expected regret. The first of equals. */
size_t comparison_likeliest(const struct comparison *comparison);
size_t comparison_least_regret(const struct comparison *comparison);

#endif
