/* Rank correlation of quantities through a Gaussian copula. */
#ifndef HYOTY_NUMERIC_COPULA_H
#define HYOTY_NUMERIC_COPULA_H

#include <stddef.h>

#include "sim/base/arena.h"
#include "sim/base/error.h"
#include "sim/numeric/distribution.h"

struct copula_pair {
    size_t first, second; /* indices below the dimension */
    double rho;           /* Spearman's rank correlation, -1..1 */
};

enum { COPULA_DIMENSION_MAX = 1024 };

struct copula {
    size_t dimension;
    const double *factor; /* [dimension][dimension] lower Cholesky factor, row by row */
};

/* Spearman's rho is turned into the normal correlation by 2 sin(pi rho / 6). Not positive semidefinite:
 * STATUS_SCENARIO; the message names, by index pairs "(0,2) (1,2)", those that take part; *out_bad gets the index of
 * the pair that first breaks it when pairs are added in order. Never repaired silently. A pair that is given twice,
 * joins a quantity to itself or has rho outside -1..1, and more than COPULA_DIMENSION_MAX quantities, are errors as
 * well. */
enum status copula_compile(struct arena *arena, size_t dimension, const struct copula_pair *pair, size_t pairs,
                           struct copula *out, size_t *out_bad, struct error *err);

/* Spearman's rho, with middle ranks, of two quantities that are drawn for this one: less where single values have
 * probabilities of their own, for equal values have one rank. By a sum over 2^14 places; to about 0.005. */
double copula_reached(double rho, const struct distribution *a, const struct distribution *b);

/* Transforms independent uniforms into correlated ones, in place: column d of iteration i is u[d][i], i < n.
 * A dimension that is not correlated with an earlier one keeps its values, so that what is listed first keeps its luck.
 */
void copula_apply(const struct copula *copula, double *const *u, size_t n);

/* Makes correlated uniforms (as copula_apply leaves them) those of a world in which `dimension` is known to stand at
 * the level (its uniform, inside (0,1)): u[dimension] becomes the level, and the others follow their conditional
 * distribution, each shifted by its correlation times the shift of that score, as normal scores are conditioned. What
 * is not correlated with it stays to the bit. */
void copula_condition(const struct copula *copula, size_t dimension, double level, double *const *u, size_t n);

#endif
