/* The designs as a run uses them: strata, nets, uniform and independent replicates. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/numeric/sampling.h"
#include "sim/numeric/stream.h"

enum { MOST = 16384, R = SAMPLING_REPLICATES };

static double u[MOST], v[MOST];

static void fill(enum sampling method, uint64_t seed, const char *name, size_t dimension, uint32_t total, double *out)
{
    const struct sampling_design design = {.method = method, .seed = seed, .iterations = total};
    const struct sampling_axis axis = sampling_axis_of(stream_id(name), dimension);
    sampling_fill(&design, &axis, 0, total, out);
}

Test(sampling_designs, random_is_the_plain_stream)
{
    fill(SAMPLING_RANDOM, 5, "a.b", 3, 1000, u);
    for (uint32_t i = 0; i < 1000; i++) cr_expect_eq(u[i], stream_wide(5, stream_id("a.b"), i, 0));
    cr_expect_eq(sampling_replicates(SAMPLING_RANDOM), 1);
}

static void one_in_each(const double *x, uint32_t total, uint32_t replicate, const char *what)
{
    const uint32_t strata = (total - replicate - 1) / R + 1;
    bool seen[MOST / R + 1] = {false};
    for (uint32_t i = replicate; i < total; i += R) {
        cr_assert(x[i] > 0 && x[i] < 1);
        const size_t stratum = (size_t)floor(x[i] * strata);
        cr_expect(!seen[stratum], "%s, replicate %u of %u: stratum %zu twice", what, replicate, total, stratum);
        seen[stratum] = true;
    }
}

Test(sampling_designs, latin_hypercubes_have_one_point_in_each_stratum)
{
    static const uint32_t totals[] = {1, 16, 17, 128, 1000, 1007, 10000};
    for (size_t t = 0; t < sizeof totals / sizeof *totals; t++)
        for (size_t d = 0; d < 5; d++) {
            char name[16];
            snprintf(name, sizeof name, "quantity %zu", d);
            fill(SAMPLING_LATIN_HYPERCUBE, 7, name, d, totals[t], u);
            for (uint32_t r = 0; r < R && r < totals[t]; r++) one_in_each(u, totals[t], r, name);
        }
}

/* Also those beyond the table of dimensions, and every prefix of a power of two. */
Test(sampling_designs, replicates_of_sobol_points_are_nets_in_each_dimension)
{
    static const size_t dimensions[] = {0, 1, 2, 17, 63, 127, 128, 129, 500};
    for (size_t d = 0; d < sizeof dimensions / sizeof *dimensions; d++) {
        char name[32];
        snprintf(name, sizeof name, "dimension %zu", dimensions[d]);
        fill(SAMPLING_SOBOL, 7, name, dimensions[d], MOST, u);
        for (uint32_t points = 1; points <= MOST / R; points *= 2)
            for (uint32_t r = 0; r < R; r++) one_in_each(u, points * R, r, name);
    }
}

/* The first two dimensions are a (0,m,2)-net: one point in every elementary interval. */
Test(sampling_designs, two_dimensions_are_a_net_together)
{
    enum { BITS = 8, POINTS = 1 << BITS };
    fill(SAMPLING_SOBOL, 3, "one", 0, POINTS * R, u);
    fill(SAMPLING_SOBOL, 3, "two", 1, POINTS * R, v);
    for (uint32_t r = 0; r < R; r++)
        for (int a = 0; a <= BITS; a++) {
            bool seen[POINTS] = {false};
            for (uint32_t i = r; i < POINTS * R; i += R) {
                const size_t x = (size_t)(u[i] * (1 << a)), y = (size_t)(v[i] * (1 << (BITS - a)));
                const size_t cell = x << (BITS - a) | y;
                cr_expect(!seen[cell], "replicate %u, 2^%d by 2^%d", r, a, BITS - a);
                seen[cell] = true;
            }
        }
}

Test(sampling_designs, a_longer_sobol_run_starts_with_the_shorter)
{
    for (size_t d = 0; d < 140; d += 137) {
        fill(SAMPLING_SOBOL, 3, "one", d, 4096, u);
        fill(SAMPLING_SOBOL, 3, "one", d, 5000, v);
        cr_expect_arr_eq(u, v, 4096 * sizeof *u, "dimension %zu", d);
    }
}

/* Any piece, down to one iteration, has the bytes of the whole. */
Test(sampling_designs, pieces_are_those_of_the_whole)
{
    for (int m = 0; m < SAMPLING_COUNT; m++)
        for (size_t dimension = 0; dimension < 200; dimension += 130) {
            const struct sampling_design design = {.method = (enum sampling)m, .seed = 9, .iterations = 1000};
            const struct sampling_axis axis = sampling_axis_of(stream_id("x"), dimension);
            sampling_fill(&design, &axis, 0, 1000, u);
            for (uint32_t first = 0; first < 1000; first += 37) {
                const size_t n = first + 50 > 1000 ? 1000 - first : 50;
                sampling_fill(&design, &axis, first, n, v);
                cr_expect_arr_eq(v, u + first, n * sizeof *u, "%s", sampling_name[m]);
                sampling_fill(&design, &axis, first, 1, v);
                cr_expect_eq(v[0], u[first], "%s", sampling_name[m]);
            }
        }
}

/* Among them iterations beyond the design. */
Test(sampling_designs, every_instruction_set_gives_the_same_bytes)
{
    for (int m = 0; m < SAMPLING_COUNT; m++)
        for (size_t dimension = 0; dimension < 200; dimension += 130) {
            const struct sampling_design design = {.method = (enum sampling)m, .seed = 9, .iterations = 989};
            const struct sampling_axis axis = sampling_axis_of(stream_id("x"), dimension);
            const struct sampling_keys keys = sampling_keys_of(&design, &axis);
            sampling_fill(&design, &axis, 3, 1100, u);
            for (int isa = 0; isa < ISA_COUNT; isa++) {
                if (!isa_supported((enum isa)isa)) continue;
                sampling_fill_by_keys((enum isa)isa, &design, &axis, &keys, 3, 1100, v);
                cr_expect_arr_eq(v, u, 1100 * sizeof *u, "%s by %s", sampling_name[m], isa_name((enum isa)isa));
            }
        }
}

/* The scrambling by lanes is that of single numbers, and what lies below it comes from the wide uniform. */
Test(sampling_designs, sobol_points_are_those_of_single_numbers)
{
    for (size_t dimension = 5; dimension < 200; dimension += 130) {
        const struct sampling_design design = {.method = SAMPLING_SOBOL, .seed = 9, .iterations = 1000};
        const struct sampling_axis axis = sampling_axis_of(stream_id("x"), dimension);
        const struct sampling_keys keys = sampling_keys_of(&design, &axis);
        sampling_fill(&design, &axis, 0, 4096, u);
        stream_fill_wide(9, axis.stream, 0, 4096, v);
        for (uint32_t i = 0; i < 4096; i++) {
            uint32_t order[4], scramble[4];
            for (size_t w = 0; w < 4; w++) {
                order[w] = (uint32_t)keys.order[w][i % R];
                scramble[w] = (uint32_t)keys.scramble[w][i % R];
            }
            const uint32_t index = axis.alone ? sobol_scramble(order, i / R) : i / R;
            const uint64_t high = sobol_scramble(scramble, sobol_point(axis.direction, index));
            const uint64_t low = (uint64_t)(v[i] * 0x1p52) >> SOBOL_BITS;
            cr_assert_eq(u[i], ((double)(high << (52 - SOBOL_BITS) | low) + 0.5) * 0x1p-52, "iteration %u", i);
        }
    }
}

/* Eight rounds on two halves of `half` bits. */
static uint32_t network(const uint32_t key[4], uint32_t half, uint32_t x)
{
    const uint32_t mask = (UINT32_C(1) << half) - 1;
    uint32_t left = x >> half, right = x & mask;
    for (uint32_t round = 0; round < 8; round++) {
        uint32_t hash = (right + round * UINT32_C(0x9e3779b9)) ^ key[round % 4];
        hash = (hash ^ hash >> 16) * UINT32_C(0x7feb352d);
        hash = (hash ^ hash >> 15) * UINT32_C(0x846ca68b);
        const uint32_t before = left;
        left = right;
        right = before ^ ((hash ^ hash >> 16) & mask);
    }
    return left << half | right;
}

/* Point i of `strata` points: its stratum by the least network that holds them all, walked until it is among them; its
 * place there by the wide uniform, to as many bits as keep the sum exact. */
static double hypercube_point(const uint32_t key[4], uint32_t strata, uint32_t i, double wide)
{
    uint32_t half = 0, bits = 0, stratum = i;
    while (UINT32_C(1) << 2 * half < strata) half++;
    while (UINT32_C(1) << bits <= strata) bits++;
    do stratum = network(key, half, stratum);
    while (stratum >= strata);
    const uint64_t place = (uint64_t)(wide * 0x1p52) >> bits;
    return (stratum + ldexp((double)place + 0.5, (int)bits - 52)) / strata;
}

Test(sampling_designs, latin_hypercubes_are_those_of_single_numbers)
{
    static const uint32_t totals[] = {1, 16, 40, 64, 256, 1000, 1024, 4095};
    for (size_t t = 0; t < sizeof totals / sizeof *totals; t++) {
        const struct sampling_design design = {.method = SAMPLING_LATIN_HYPERCUBE, .seed = 9, .iterations = totals[t]};
        const struct sampling_axis axis = sampling_axis_of(stream_id("x"), 0);
        const struct sampling_keys keys = sampling_keys_of(&design, &axis);
        sampling_fill(&design, &axis, 0, totals[t] + 20, u);
        stream_fill_wide(9, axis.stream, 0, totals[t] + 20, v);
        for (uint32_t i = 0; i < totals[t]; i++) {
            uint32_t key[4];
            for (size_t w = 0; w < 4; w++) key[w] = (uint32_t)keys.order[w][i % R];
            const uint32_t strata = (totals[t] - i % R - 1) / R + 1;
            cr_assert_eq(u[i], hypercube_point(key, strata, i / R, v[i]), "iteration %u of %u", i, totals[t]);
        }
        for (uint32_t i = totals[t]; i < totals[t] + 20; i++) cr_assert_eq(u[i], v[i], "beyond the design");
    }
}

/* Chi-square of `bins` equal bins; its standard normal deviate by Wilson and Hilferty. */
static double deviate(const double *x, size_t n, size_t bins)
{
    double count[256] = {0}, square = 0;
    for (size_t i = 0; i < n; i++) count[(size_t)(x[i] * (double)bins)]++;
    const double expected = (double)n / (double)bins, degrees = (double)bins - 1;
    for (size_t b = 0; b < bins; b++) square += (count[b] - expected) * (count[b] - expected) / expected;
    return (cbrt(square / degrees) - (1 - 2 / (9 * degrees))) / sqrt(2 / (9 * degrees));
}

static double correlation(const double *x, const double *y, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += (x[i] - 0.5) * (y[i] - 0.5);
    return 12 * sum / sqrt((double)n);
}

static const enum sampling stratified[] = {SAMPLING_LATIN_HYPERCUBE, SAMPLING_SOBOL};

/* One iteration under many seeds: uniform over (0,1), coarsely and within the finest stratum. */
Test(sampling_designs, every_point_alone_is_uniform)
{
    static const uint32_t iterations[] = {0, 1, 16, 100, 1023};
    for (size_t m = 0; m < 2; m++)
        for (size_t k = 0; k < sizeof iterations / sizeof *iterations; k++)
            for (size_t dimension = 0; dimension < 130; dimension += 129) {
                const struct sampling_axis axis = sampling_axis_of(stream_id("uniform"), dimension);
                for (uint64_t seed = 0; seed < MOST; seed++) {
                    const struct sampling_design design = {stratified[m], seed, 1024};
                    sampling_fill(&design, &axis, iterations[k], 1, &u[seed]);
                    v[seed] = u[seed] * 64 - floor(u[seed] * 64);
                }
                cr_expect_lt(deviate(u, MOST, 256), 5.2, "%s, iteration %u", sampling_name[stratified[m]],
                             iterations[k]);
                cr_expect_lt(deviate(v, MOST, 256), 5.2, "%s, iteration %u", sampling_name[stratified[m]],
                             iterations[k]);
            }
}

/* Of two points of a replicate, the halves of (0,1) are settled by stratification (for Sobol's first two), but not
 * where they lie in them; points of different replicates and different axes know nothing of each other. */
Test(sampling_designs, replicates_and_axes_are_independent)
{
    static double w[MOST], z[MOST];
    for (size_t m = 0; m < 2; m++) {
        const struct sampling_axis one = sampling_axis_of(stream_id("one"), 0);
        const struct sampling_axis two = sampling_axis_of(stream_id("two"), 1);
        for (uint64_t seed = 0; seed < MOST; seed++) {
            const struct sampling_design design = {stratified[m], seed, 1024};
            sampling_fill(&design, &one, 0, 1, &u[seed]);
            sampling_fill(&design, &one, 1, 1, &v[seed]);
            sampling_fill(&design, &two, 0, 1, &w[seed]);
            sampling_fill(&design, &one, R, 1, &z[seed]);
            z[seed] = 2 * z[seed] - floor(2 * z[seed]);
        }
        cr_expect_lt(fabs(correlation(u, v, MOST)), 5.1, "%s: replicates", sampling_name[stratified[m]]);
        cr_expect_lt(fabs(correlation(u, w, MOST)), 5.1, "%s: axes", sampling_name[stratified[m]]);
        for (size_t i = 0; i < MOST; i++) u[i] = 2 * u[i] - floor(2 * u[i]);
        cr_expect_lt(fabs(correlation(u, z, MOST)), 5.1, "%s: points", sampling_name[stratified[m]]);
    }
}
