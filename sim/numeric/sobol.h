/* Sobol' points in base 2, any of them alone, and Owen's scrambling of one coordinate.
 *
 * A coordinate is an integer of SOBOL_BITS bits, the most significant first: x / 2^SOBOL_BITS is in [0,1). The first
 * 2^m points have, in every dimension, one point in each of the 2^m intervals of that length. */
#ifndef HYOTY_NUMERIC_SOBOL_H
#define HYOTY_NUMERIC_SOBOL_H

#include <stddef.h>
#include <stdint.h>

enum { SOBOL_DIMENSIONS = 128, SOBOL_BITS = 28, SOBOL_LEVELS = 4 /* whose 15 coins come from one hash */ };

/* Direction numbers of a dimension below SOBOL_DIMENSIONS, those of Joe and Kuo (2008). */
void sobol_directions(size_t dimension, uint32_t out_direction[SOBOL_BITS]);

/* Coordinate of point `index` (below 2^SOBOL_BITS), in the order of the index's binary digits, not of the Gray code. */
uint32_t sobol_point(const uint32_t direction[SOBOL_BITS], uint32_t index);

/* Nested uniform scrambling (A. B. Owen, Randomly permuted (t,m,s)-nets and (t,s)-sequences, 1995): every bit is
 * flipped or not by a coin that belongs to the key and to the bits before it. A permutation of the integers below
 * 2^SOBOL_BITS that keeps nets nets. The key should be random words. */
uint32_t sobol_scramble(const uint32_t key[4], uint32_t x);

#endif
