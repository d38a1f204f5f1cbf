#include "sim/numeric/sampling.h"

#include "sim/numeric/stream.h"

enum { WIDE_BITS = 52 };

const char *const sampling_name[SAMPLING_COUNT + 1] = {"random", "latin_hypercube", "sobol", NULL};

size_t sampling_replicates(enum sampling method)
{
    return method == SAMPLING_RANDOM ? 1 : SAMPLING_REPLICATES;
}

struct sampling_axis sampling_axis_of(uint64_t stream, size_t dimension)
{
    struct sampling_axis axis = {.stream = stream, .alone = dimension >= SOBOL_DIMENSIONS};
    sobol_directions(axis.alone ? 0 : dimension, axis.direction);
    return axis;
}

/* What randomises one replicate of an axis: the order of its points, and the bits of Sobol' points. */
struct keys {
    uint32_t order[4], scramble[4];
};

static struct keys keys_of(const struct sampling_design *design, const struct sampling_axis *axis, uint32_t replicate)
{
    struct keys keys;
    struct stream_block block = stream_pack(design->seed, axis->stream, 0, replicate, STREAM_ORDER);
    stream_words(&block, keys.order);
    block = stream_pack(design->seed, axis->stream, 0, replicate, STREAM_SCRAMBLE);
    stream_words(&block, keys.scramble);
    return keys;
}

/* --- Latin hypercube --- */

static uint32_t bits_of(uint32_t number)
{
    uint32_t bits = 0;
    while (bits < 32 && number >> bits) bits++;
    return bits;
}

/* Rounds of a Feistel network on 2 * half bits. */
static uint32_t feistel(const uint32_t key[4], uint32_t half, uint32_t x)
{
    enum { ROUNDS = 8 };
    const uint32_t mask = (UINT32_C(1) << half) - 1;
    uint32_t left = x >> half, right = x & mask;
    for (uint32_t round = 0; round < ROUNDS; round++) {
        uint32_t hash = (right + round * UINT32_C(0x9e3779b9)) ^ key[round % 4];
        hash = (hash ^ hash >> 16) * UINT32_C(0x7feb352d);
        hash = (hash ^ hash >> 15) * UINT32_C(0x846ca68b);
        const uint32_t next = left ^ ((hash ^ hash >> 16) & mask);
        left = right;
        right = next;
    }
    return left << half | right;
}

/* A permutation of the integers below `size` that depends on the key: the network is walked until it is back among them
 * (Black and Rogaway, Ciphers with arbitrary finite domains, 2002). */
static uint32_t permute(const uint32_t key[4], uint32_t size, uint32_t x)
{
    const uint32_t half = (bits_of(size - 1) + 1) / 2;
    do x = feistel(key, half, x);
    while (x >= size);
    return x;
}

/* The point has as many bits inside its stratum as keep stratum + inside exact. */
static double latin_hypercube(const struct sampling_design *design, const struct sampling_axis *axis,
                              const struct keys *keys, uint32_t iteration)
{
    const uint32_t replicate = iteration % SAMPLING_REPLICATES, point = iteration / SAMPLING_REPLICATES;
    const double wide = stream_wide(design->seed, axis->stream, iteration, 0);
    if (iteration >= design->iterations) return wide;
    const uint32_t strata = (design->iterations - replicate - 1) / SAMPLING_REPLICATES + 1, bits = bits_of(strata);
    const uint64_t inside = (uint64_t)(wide * 0x1p52) >> bits;
    const double width = (double)(UINT64_C(1) << (WIDE_BITS - bits));
    return (permute(keys->order, strata, point) + ((double)inside + 0.5) / width) / strata;
}

/* --- Sobol' --- */

/* A point of SOBOL_BITS, and below it random bits of its own, which is what the scrambling of further bits would give:
 * no two points of a replicate share the bits above. */
static double sobol(const struct sampling_design *design, const struct sampling_axis *axis, const struct keys *keys,
                    uint32_t iteration)
{
    enum { LOW_BITS = WIDE_BITS - SOBOL_BITS };
    const uint32_t point = iteration / SAMPLING_REPLICATES;
    const uint32_t index = axis->alone ? sobol_scramble(keys->order, point) : point;
    const uint64_t high = sobol_scramble(keys->scramble, sobol_point(axis->direction, index));
    const double wide = stream_wide(design->seed, axis->stream, iteration, 0);
    const uint64_t low = (uint64_t)(wide * 0x1p52) >> SOBOL_BITS;
    return ((double)(high << LOW_BITS | low) + 0.5) * 0x1p-52;
}

void sampling_fill(const struct sampling_design *design, const struct sampling_axis *axis, uint32_t first, size_t n,
                   double *out_u)
{
    static double (*const uniform[SAMPLING_COUNT])(const struct sampling_design *, const struct sampling_axis *,
                                                   const struct keys *, uint32_t) = {
        [SAMPLING_LATIN_HYPERCUBE] = latin_hypercube, [SAMPLING_SOBOL] = sobol};
    if (!uniform[design->method]) {
        stream_fill_wide(design->seed, axis->stream, first, n, out_u);
        return;
    }
    for (size_t start = 0; start < SAMPLING_REPLICATES && start < n; start++) {
        const struct keys keys = keys_of(design, axis, (first + (uint32_t)start) % SAMPLING_REPLICATES);
        for (size_t i = start; i < n; i += SAMPLING_REPLICATES)
            out_u[i] = uniform[design->method](design, axis, &keys, first + (uint32_t)i);
    }
}
