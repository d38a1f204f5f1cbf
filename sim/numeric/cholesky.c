#include "sim/numeric/cholesky.h"

#include <math.h>

static const double LEAST = 1e-10; /* of the variance: less is a dependence that rounding hides */

bool cholesky_factorise(size_t n, double *matrix)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++) {
            double sum = matrix[i * n + j];
            for (size_t k = 0; k < j; k++) sum -= matrix[i * n + k] * matrix[j * n + k];
            if (i == j && !(sum >= LEAST)) return false;
            matrix[i * n + j] = i == j ? sqrt(sum) : sum / matrix[j * n + j];
        }
    return true;
}

bool cholesky_factorise_semidefinite(size_t n, double *matrix)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++) {
            double sum = matrix[i * n + j];
            for (size_t k = 0; k < j; k++) sum -= matrix[i * n + k] * matrix[j * n + k];
            const bool determined = i == j ? sum < LEAST : matrix[j * n + j] == 0;
            if (determined && (i == j ? sum < -LEAST : sum * sum > LEAST)) return false;
            matrix[i * n + j] = determined ? 0 : i == j ? sqrt(sum) : sum / matrix[j * n + j];
        }
    return true;
}

void cholesky_solve(size_t n, const double *factor, double *x)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < i; k++) x[i] -= factor[i * n + k] * x[k];
        x[i] /= factor[i * n + i];
    }
    for (size_t i = n; i-- > 0;) {
        for (size_t k = i + 1; k < n; k++) x[i] -= factor[k * n + i] * x[k];
        x[i] /= factor[i * n + i];
    }
}
