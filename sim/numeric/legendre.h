/* Gauss and Legendre's quadrature: nodes and weights on (0,1), which integrate polynomials up to degree 19 exactly. */
#ifndef HYOTY_NUMERIC_LEGENDRE_H
#define HYOTY_NUMERIC_LEGENDRE_H

enum { LEGENDRE_NODES = 10 };

extern const double legendre_node[LEGENDRE_NODES], legendre_weight[LEGENDRE_NODES];

#endif
