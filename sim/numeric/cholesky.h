/* Cholesky's factor of a matrix of correlations, in a fixed order of operations. */
#ifndef HYOTY_NUMERIC_CHOLESKY_H
#define HYOTY_NUMERIC_CHOLESKY_H

#include <stdbool.h>
#include <stddef.h>

/* Replaces the lower triangle of matrix[n][n] by its factor L, matrix = L L'; the upper one is neither read nor
 * written. False where what is left of a variance is rounding: the matrix is not positive definite, or nearly so. */
bool cholesky_factorise(size_t n, double *matrix);

/* The same where some rows may be determined wholly by earlier ones (correlations of 1): these have a 0 on the
 * diagonal. False where the matrix is not positive semidefinite. */
bool cholesky_factorise_semidefinite(size_t n, double *matrix);

/* Solves L L' x = b, in place. */
void cholesky_solve(size_t n, const double *factor, double *x);

#endif
