/* Measures of sensitivity as functions of arrays: whatever the model, its inputs and its results.
 *
 * Arrays are in the order of iterations, and iteration i belongs to replicate i % SAMPLING_REPLICATES, as
 * numeric/sampling.h makes them; of independent points these replicates are batches. */
#ifndef HYOTY_ANALYSIS_SENSITIVITY_MEASURES_H
#define HYOTY_ANALYSIS_SENSITIVITY_MEASURES_H

#include <stddef.h>
#include <stdint.h>

#include "sim/base/arena.h"
#include "sim/base/error.h"
#include "sim/numeric/replicates.h"

/* Saltelli's design (Saltelli et al., Computer Physics Communications 181, 2010): the model at n points of a sample and
 * of a second, independent one; and for each factor once more at the first points, with this factor from the second. */
struct sensitivity_design {
    size_t n;
    const double *first, *second; /* [n] */
    size_t factors;
    const double *mixed; /* [factors][n] */
    uint64_t seed;       /* of the bootstrap */
};

/* Shares of the variance of the result. */
struct sensitivity_index {
    struct estimate first; /* that the factor explains alone: what would go if it were known, on average */
    struct estimate
        total; /* in which it has a part, alone or together with others: what stays if it alone is not known */
};

/* Jansen's estimators (Computer Physics Communications 117, 1999), with f, f', f_i the results of the three samples:
 *   first = 1 - E(f' - f_i)^2 / E(f' - f)^2,  total = E(f - f_i)^2 / E(f' - f)^2
 * The variance is estimated as they estimate their parts, by half the mean square of f' - f: so a factor without effect
 * has exactly 0 and 0, one that does everything exactly 1 and 1, and small indices small errors.
 * Errors: standard deviation over 1 000 bootstrap resamples of replicates, each of one replicate less than there are
 * (Rao and Wu, JASA 83, 1988: otherwise the variance of so few is underestimated), on random numbers of the seed; 95 %
 * intervals by Student's t, not beyond 0 and 1.
 * A factor that moves the result by less than a billionth of its standard deviation moves rounding: it has 0.
 * out_index[factors]; *out_additive: the sum of the first-order indices. All 0 where the result does not vary. */
void sensitivity_indices(const struct sensitivity_design *design, struct sensitivity_index *out_index,
                         struct estimate *out_additive);

/* Ranks 1 .. n of a column; equal values share the mean of theirs. scratch[n] */
void sensitivity_ranks(const double *x, size_t n, double *scratch, double *out_rank);

/* Partial rank correlation of each input with the result: what is left of Spearman's correlation when the ranks of all
 * other inputs are held fixed by linear regression. x[inputs][n], y[n], out[inputs]. The 95 % interval is Fisher's for
 * independent points, with the variance 1.06 / (n - inputs - 2) of a rank correlation (Fieller, Hartley and Pearson,
 * Biometrika 44, 1957). Value NAN: not defined, because the input or the result does not vary or inputs depend on each
 * other exactly. */
enum status sensitivity_rank_correlations(struct arena *arena, const double *x, size_t inputs, const double *y,
                                          size_t n, struct estimate *out, struct error *err);

#endif
