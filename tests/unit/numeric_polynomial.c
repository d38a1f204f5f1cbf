/* Polynomials through points, and what is left of one that is shortened. */
#include <criterion/criterion.h>
#include <math.h>

#include "sim/numeric/polynomial.h"

static double value(const double *coefficient, size_t terms, double x)
{
    double sum = 0;
    for (size_t k = terms; k-- > 0;) sum = sum * x + coefficient[k];
    return sum;
}

/* Without its highest term of degree n, a polynomial differs by coefficient / 2^(n - 1) times cos(n arccos x). */
Test(numeric_polynomial, one_term_less_leaves_a_chebyshev_polynomial)
{
    for (size_t degree = 2; degree < POLYNOMIAL_TERMS_MAX; degree++) {
        double whole[POLYNOMIAL_TERMS_MAX], kept[POLYNOMIAL_TERMS_MAX];
        for (size_t k = 0; k <= degree; k++) whole[k] = kept[k] = 1 / (1.0 + (double)(k * k));
        polynomial_economise(degree + 1, degree, kept);
        for (int i = 0; i <= 40; i++) {
            const double angle = acos(-1) * i / 40, x = cos(angle);
            const double left = value(whole, degree + 1, x) - value(kept, degree, x);
            cr_expect_float_eq(left, ldexp(whole[degree], 1 - (int)degree) * cos((double)degree * angle), 1e-14,
                               "degree %zu at %g: %g", degree, x, left);
        }
    }
}

Test(numeric_polynomial, terms_go_one_after_another)
{
    double at_once[12], singly[12];
    for (size_t k = 0; k < 12; k++) at_once[k] = singly[k] = 1.0 / (double)(k + 1);
    polynomial_economise(12, 7, at_once);
    for (size_t terms = 12; terms > 7; terms--) polynomial_economise(terms, terms - 1, singly);
    for (size_t k = 0; k < 7; k++) cr_expect_eq(at_once[k], singly[k], "term %zu", k);
}
