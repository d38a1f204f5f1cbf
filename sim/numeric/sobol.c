#include "sim/numeric/sobol.h"

enum { DEGREE_MOST = 10 };

struct numbers {
    unsigned degree, coefficients;
    uint32_t initial[DEGREE_MOST];
};

#define S(degree, coefficients, ...) {degree, coefficients, {__VA_ARGS__}},
static const struct numbers table[SOBOL_DIMENSIONS - 1] = {
#include "sim/numeric/sobol_numbers.def"
};
#undef S

/* The first dimension reverses the digits of the index (van der Corput). The others follow the recurrence of Bratley
 * and Fox, ACM Transactions on Mathematical Software 14 (1988), in direction numbers that are shifted to SOBOL_BITS. */
void sobol_directions(size_t dimension, uint32_t out_direction[SOBOL_BITS])
{
    const struct numbers first = {0};
    const struct numbers *const numbers = dimension == 0 ? &first : &table[dimension - 1];
    const unsigned degree = numbers->degree;
    for (unsigned i = 0; i < SOBOL_BITS; i++) {
        if (i < degree || degree == 0) {
            out_direction[i] = (degree == 0 ? 1 : numbers->initial[i]) << (SOBOL_BITS - 1 - i);
            continue;
        }
        uint32_t next = out_direction[i - degree] ^ (out_direction[i - degree] >> degree);
        for (unsigned k = 1; k < degree; k++)
            if (numbers->coefficients >> (degree - 1 - k) & 1) next ^= out_direction[i - k];
        out_direction[i] = next;
    }
}

uint32_t sobol_point(const uint32_t direction[SOBOL_BITS], uint32_t index)
{
    uint32_t x = 0;
    for (unsigned i = 0; index >> i; i++) x ^= direction[i] & (0 - (index >> i & 1));
    return x;
}

_Static_assert(SOBOL_BITS % SOBOL_LEVELS == 0, "whole groups of levels");

/* Random bits of a node of the binary tree: node 1 is the root, node n has the children 2n and 2n + 1. The constants
 * are Chris Wellons' for a mixing function of 32 bits (hash-prospector). */
static uint32_t coins(const uint32_t key[4], uint32_t node)
{
    uint32_t hash = (node ^ key[0]) * (key[2] | 1) + key[1];
    hash = (hash ^ hash >> 16) * UINT32_C(0x7feb352d);
    hash = (hash ^ hash >> 15) * UINT32_C(0x846ca68b) ^ key[3];
    hash = (hash ^ hash >> 16) * UINT32_C(0x9e3779b1);
    return hash ^ hash >> 15;
}

/* Of a group of levels, coin 1 belongs to its first bit, 2 and 3 to the second, by the first, and so on. */
uint32_t sobol_scramble(const uint32_t key[4], uint32_t x)
{
    uint32_t flips = 0;
    for (unsigned level = 0; level < SOBOL_BITS; level += SOBOL_LEVELS) {
        const uint32_t node = UINT32_C(1) << level | x >> (SOBOL_BITS - level);
        const uint32_t hash = coins(key, node), group = x >> (SOBOL_BITS - level - SOBOL_LEVELS);
        for (unsigned i = 0; i < SOBOL_LEVELS; i++) {
            const uint32_t before = (group & ((UINT32_C(1) << SOBOL_LEVELS) - 1)) >> (SOBOL_LEVELS - i);
            flips = flips << 1 | (hash >> ((UINT32_C(1) << i) + before) & 1);
        }
    }
    return x ^ flips;
}
