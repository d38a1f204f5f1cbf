/* Polynomials through given points, for tables of functions. */
#ifndef HYOTY_NUMERIC_POLYNOMIAL_H
#define HYOTY_NUMERIC_POLYNOMIAL_H

#include <stddef.h>

enum { POLYNOMIAL_TERMS_MAX = 16 };

/* Node i of the Chebyshev nodes on (-1, 1): terms is 8 or 16. */
double polynomial_node(size_t terms, size_t i);

/* Coefficients, from the constant term up, of the polynomial with value[i] at node i. */
void polynomial_fit(size_t terms, const double *value, double *out_coefficient);

/* The same with any nodes, all different; for few terms, in which no digits are lost. */
void polynomial_interpolate(size_t terms, const double *node, const double *value, double *out_coefficient);

/* Shortens a polynomial on (-1, 1) from `terms` to `kept` terms, which stay in their places: every term beyond them is
 * replaced by what Chebyshev's polynomial of its degree n leaves of it, for an error of 2^(1-n) times its coefficient.
 */
void polynomial_economise(size_t terms, size_t kept, double *coefficient);

#endif
