/* Sobol' points: the numbers of the table, nets, scrambling. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

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

/* How often x is multiplied by itself until it is 1, modulo the polynomial over the field of two elements. */
static uint32_t order_of_x(uint32_t polynomial, unsigned degree)
{
    uint32_t power = 2 % (1U << degree), order = 1;
    if (degree == 1) return 1;
    while (power != 1 && order < 1U << degree) {
        power <<= 1;
        if (power >> degree & 1) power ^= polynomial;
        order++;
    }
    return order;
}

Test(sampling_sobol, polynomials_are_primitive_and_different)
{
    for (size_t i = 0; i < SOBOL_DIMENSIONS - 1; i++) {
        const unsigned degree = table[i].degree;
        const uint32_t polynomial = 1U << degree | table[i].coefficients << 1 | 1;
        cr_assert(degree >= 1 && degree <= DEGREE_MOST);
        cr_assert(table[i].coefficients < 1U << (degree - 1) || degree == 1);
        cr_expect_eq(order_of_x(polynomial, degree), (1U << degree) - 1, "dimension %zu", i + 2);
        for (size_t k = 0; k < i; k++)
            cr_expect(table[k].degree != degree || table[k].coefficients != table[i].coefficients, "dimension %zu",
                      i + 2);
    }
}

Test(sampling_sobol, initial_numbers_are_odd_and_small)
{
    for (size_t i = 0; i < SOBOL_DIMENSIONS - 1; i++)
        for (unsigned k = 0; k < DEGREE_MOST; k++) {
            const uint32_t m = table[i].initial[k];
            cr_expect(k < table[i].degree ? m % 2 == 1 && m < 2U << k : m == 0, "dimension %zu", i + 2);
        }
}

/* The first points of the first dimensions, in units of 1/8, by hand: directions 4 2 1; 4 6 5; 4 6 3. */
Test(sampling_sobol, first_points)
{
    static const uint32_t eighths[3][8] = {
        {0, 4, 2, 6, 1, 5, 3, 7}, {0, 4, 6, 2, 5, 1, 3, 7}, {0, 4, 6, 2, 3, 7, 5, 1}};
    for (size_t d = 0; d < 3; d++) {
        uint32_t direction[SOBOL_BITS];
        sobol_directions(d, direction);
        for (uint32_t i = 0; i < 8; i++)
            cr_expect_eq(sobol_point(direction, i) >> (SOBOL_BITS - 3), eighths[d][i], "dimension %zu, point %u", d, i);
    }
}

Test(sampling_sobol, every_dimension_is_a_net_whole_and_scrambled)
{
    static const uint32_t key[4] = {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344};
    enum { BITS = 9, POINTS = 1 << BITS };
    for (size_t d = 0; d < SOBOL_DIMENSIONS; d++) {
        uint32_t direction[SOBOL_BITS];
        bool plain[POINTS] = {false}, scrambled[POINTS] = {false};
        sobol_directions(d, direction);
        for (uint32_t i = 0; i < POINTS; i++) {
            const uint32_t x = sobol_point(direction, i);
            cr_assert_lt(x, 1U << SOBOL_BITS);
            plain[x >> (SOBOL_BITS - BITS)] = true;
            scrambled[sobol_scramble(key, x) >> (SOBOL_BITS - BITS)] = true;
        }
        for (size_t i = 0; i < POINTS; i++) cr_expect(plain[i] && scrambled[i], "dimension %zu, interval %zu", d, i);
    }
}

/* What scrambling does to the first bits does not depend on those after them. */
Test(sampling_sobol, scrambling_is_nested)
{
    static const uint32_t key[4] = {1, 2, 3, 4};
    for (uint32_t i = 0; i < 1000; i++) {
        const uint32_t x = i * 268399U % (1U << SOBOL_BITS), bits = i % SOBOL_BITS + 1, rest = SOBOL_BITS - bits;
        const uint32_t y = x ^ ((1U << rest) - 1);
        cr_expect_eq(sobol_scramble(key, x) >> rest, sobol_scramble(key, y) >> rest);
    }
}

/* The coins of one key as seen over many keys: each is fair, and no two of the first 255 go together. */
Test(sampling_sobol, coins_are_fair_and_independent)
{
    enum { NODES = 127, KEYS = 4096, DEPTH = 7 };
    static unsigned char coin[NODES][KEYS];
    srand(1);
    for (uint32_t k = 0; k < KEYS; k++) {
        const uint32_t key[4] = {(uint32_t)rand() * 3U, (uint32_t)rand() * 5U, (uint32_t)rand() * 7U,
                                 (uint32_t)rand() * 9U};
        for (uint32_t node = 1; node <= NODES; node++) {
            uint32_t depth = 0;
            while (node >> (depth + 1)) depth++;
            const uint32_t x = (node - (1U << depth)) << (SOBOL_BITS - depth);
            coin[node - 1][k] = (sobol_scramble(key, x) ^ x) >> (SOBOL_BITS - 1 - depth) & 1;
        }
    }
    /* 8 128 comparisons at 6.5 standard deviations: one false alarm in a million */
    const double most = 6.5 * 32;
    for (size_t a = 0; a < NODES; a++) {
        int ones = 0;
        for (size_t k = 0; k < KEYS; k++) ones += coin[a][k];
        cr_expect_lt(abs(ones - KEYS / 2), most, "coin %zu: %d of %d", a + 1, ones, KEYS);
        for (size_t b = 0; b < a; b++) {
            int same = 0;
            for (size_t k = 0; k < KEYS; k++) same += coin[a][k] == coin[b][k];
            cr_expect_lt(abs(same - KEYS / 2), most, "coins %zu and %zu: %d of %d", a + 1, b + 1, same, KEYS);
        }
    }
}
