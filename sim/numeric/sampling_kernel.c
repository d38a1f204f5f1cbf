/* Uniforms of many iterations. Compiled once for each instruction set (KERNEL_SUFFIX), with the same bytes. */
#include <string.h>

#include "sim/numeric/kernel.h"
#include "sim/numeric/lanes.h"
#include "sim/numeric/sampling_lanes.h"
#include "sim/numeric/stream.h"

enum { WIDE_BITS = 52 };

/* (k + 1/2) / 2^52 of 52-bit numbers: exact, by way of the mantissa of 2^52 + k. */
static lanes_f64 wide_uniform(lanes_u64 k)
{
    return (lanes_exact(k) + 0.5) * 0x1p-52;
}

/* The wide uniforms of eight iterations, as numbers of 52 bits. */
static void wide_bits(const struct stream_block *block, uint32_t first, lanes_u64 out[LANES_VECTORS])
{
    lanes_u64 word[4][LANES_VECTORS];
    for (size_t v = 0; v < LANES_VECTORS; v++) {
        word[0][v] = lanes_splat(block->counter[0]);
        word[1][v] = lanes_count(v) + (uint64_t)first;
        word[2][v] = lanes_splat(block->counter[2]);
        word[3][v] = lanes_splat(block->counter[3]);
    }
    lanes_philox(word, block->key[0], block->key[1]);
    for (size_t v = 0; v < LANES_VECTORS; v++) out[v] = (word[1][v] << 32 | word[0][v]) >> 12;
}

/* Low 32 bits of products. */
static lanes_u64 multiply(lanes_u64 a, uint32_t b)
{
    return lanes_multiply(a, lanes_splat(b)) & lanes_splat(UINT32_MAX);
}

/* One key word of the replicates from `replicate` on. */
static lanes_u64 key_of(const uint64_t word[SAMPLING_REPLICATES], size_t replicate)
{
    lanes_u64 key;
    memcpy(&key, word + replicate, sizeof key);
    return key;
}

/* --- Sobol' (sobol.c has the same functions of one number) --- */

static lanes_u64 coins(const lanes_u64 key[4], lanes_u64 node)
{
    lanes_u64 hash = (lanes_multiply(node ^ key[0], key[2] | 1) + key[1]) & lanes_splat(UINT32_MAX);
    hash = multiply(hash ^ hash >> 16, UINT32_C(0x7feb352d));
    hash = multiply(hash ^ hash >> 15, UINT32_C(0x846ca68b)) ^ key[3];
    hash = multiply(hash ^ hash >> 16, UINT32_C(0x9e3779b1));
    return hash ^ hash >> 15;
}

static lanes_u64 scramble(const uint64_t word[4][SAMPLING_REPLICATES], size_t replicate, lanes_u64 x)
{
    lanes_u64 key[4], flips = lanes_splat(0);
    for (size_t w = 0; w < 4; w++) key[w] = key_of(word[w], replicate);
    for (unsigned level = 0; level < SOBOL_BITS; level += SOBOL_LEVELS) {
        const lanes_u64 hash = coins(key, lanes_splat(UINT64_C(1) << level) | x >> (SOBOL_BITS - level));
        const lanes_u64 group = x >> (SOBOL_BITS - level - SOBOL_LEVELS) & lanes_splat((1U << SOBOL_LEVELS) - 1);
        for (unsigned i = 0; i < SOBOL_LEVELS; i++) {
            const lanes_u64 coin = (group >> (SOBOL_LEVELS - i)) + lanes_splat(UINT64_C(1) << i);
            flips = flips << 1 | (hash >> coin & lanes_splat(1));
        }
    }
    return x ^ flips;
}

static lanes_u64 point(const uint32_t direction[SOBOL_BITS], lanes_u64 index)
{
    lanes_u64 x = lanes_splat(0);
    for (unsigned i = 0; i < SOBOL_BITS; i++)
        x ^= lanes_splat(direction[i]) & (lanes_splat(0) - (index >> i & lanes_splat(1)));
    return x;
}

static void sobol(const struct sampling_axis *axis, const struct sampling_keys *keys, uint32_t first,
                  lanes_u64 bits[LANES_VECTORS])
{
    const uint32_t number = first / SAMPLING_REPLICATES;
    const lanes_u64 common = lanes_splat(sobol_point(axis->direction, number));
    for (size_t v = 0; v < LANES_VECTORS; v++) {
        const size_t replicate = first % SAMPLING_REPLICATES + v * LANES_WIDTH;
        const lanes_u64 x =
            axis->alone ? point(axis->direction, scramble(keys->order, replicate, lanes_splat(number))) : common;
        bits[v] = scramble(keys->scramble, replicate, x) << (WIDE_BITS - SOBOL_BITS) | bits[v] >> SOBOL_BITS;
    }
}

/* --- Latin hypercube --- */

/* The strata of the replicates, and the width in bits of half their numbers. */
struct strata {
    uint64_t count[SAMPLING_REPLICATES], bits[SAMPLING_REPLICATES], half[SAMPLING_REPLICATES];
};

static uint64_t bits_of(uint64_t number)
{
    return number == 0 ? 0 : 64 - (uint64_t)__builtin_clzll(number);
}

static struct strata strata_of(uint32_t iterations)
{
    struct strata strata;
    for (uint32_t r = 0; r < SAMPLING_REPLICATES; r++) {
        const uint64_t count = r < iterations ? (iterations - r - 1) / SAMPLING_REPLICATES + 1 : 1;
        strata.count[r] = count;
        strata.bits[r] = bits_of(count);
        strata.half[r] = (bits_of(count - 1) + 1) / 2;
    }
    return strata;
}

/* Rounds of a Feistel network on 2 * half bits. */
static lanes_u64 feistel(const lanes_u64 key[4], lanes_u64 half, lanes_u64 x)
{
    enum { ROUNDS = 8 };
    const lanes_u64 mask = (lanes_splat(1) << half) - 1;
    lanes_u64 left = x >> half, right = x & mask;
    for (uint32_t round = 0; round < ROUNDS; round++) {
        const lanes_u64 step = lanes_splat((uint32_t)(round * UINT32_C(0x9e3779b9)));
        lanes_u64 hash = ((right + step) & lanes_splat(UINT32_MAX)) ^ key[round % 4];
        hash = multiply(hash ^ hash >> 16, UINT32_C(0x7feb352d));
        hash = multiply(hash ^ hash >> 15, UINT32_C(0x846ca68b));
        const lanes_u64 next = left ^ ((hash ^ hash >> 16) & mask);
        left = right;
        right = next;
    }
    return left << half | right;
}

static lanes_u64 choose(lanes_u64 mask, lanes_u64 value, lanes_u64 other)
{
    return (value & mask) | (other & ~mask);
}

/* A permutation of the integers below `size` that depends on the key: the network is walked until it is back among them
 * (Black and Rogaway, Ciphers with arbitrary finite domains, 2002). Lanes that are back wait for the others. */
static lanes_u64 permute(const lanes_u64 key[4], lanes_u64 half, lanes_u64 size, lanes_u64 x)
{
    lanes_u64 at = feistel(key, half, x);
    for (;;) {
        const lanes_u64 outside = ((at - size) >> 63) - 1; /* all ones where at >= size */
        uint64_t any = 0;
        for (size_t i = 0; i < LANES_WIDTH; i++) any |= outside[i];
        if (any == 0) return at;
        at = choose(outside, feistel(key, half, at), at);
    }
}

/* The number's place in its stratum has as many bits as keep stratum + place exact. */
static lanes_f64 in_stratum(const struct sampling_keys *keys, const struct strata *strata, size_t replicate,
                            lanes_u64 number, lanes_u64 bits)
{
    lanes_u64 key[4];
    for (size_t w = 0; w < 4; w++) key[w] = key_of(keys->order[w], replicate);
    const lanes_u64 count = key_of(strata->count, replicate), width = key_of(strata->bits, replicate);
    const lanes_u64 stratum = permute(key, key_of(strata->half, replicate), count, number);
    const lanes_f64 inside = (lanes_exact(bits >> width) + 0.5) / lanes_exact(lanes_splat(1) << (WIDE_BITS - width));
    return (lanes_exact(stratum) + inside) / lanes_exact(count);
}

/* Iterations beyond the design are random. */
static void latin_hypercube(const struct sampling_keys *keys, uint32_t iterations, const struct strata *strata,
                            uint32_t first, const lanes_u64 bits[LANES_VECTORS], double *out_u)
{
    for (size_t v = 0; v < LANES_VECTORS; v++) {
        const lanes_u64 within = lanes_splat(0) - ((lanes_count(v) + (uint64_t)first - (uint64_t)iterations) >> 63);
        const lanes_u64 number = within & lanes_splat(first / SAMPLING_REPLICATES);
        const lanes_f64 stratified =
            in_stratum(keys, strata, first % SAMPLING_REPLICATES + v * LANES_WIDTH, number, bits[v]);
        const lanes_u64 chosen = choose(within, (lanes_u64)stratified, (lanes_u64)wide_uniform(bits[v]));
        lanes_store(out_u + v * LANES_WIDTH, (lanes_f64)chosen);
    }
}

void KERNEL(sampling_lanes_fill)(const struct sampling_design *design, const struct sampling_axis *axis,
                                 const struct sampling_keys *keys, uint32_t first, size_t n, double *out_u)
{
    const struct stream_block block = stream_pack(design->seed, axis->stream, 0, 0, STREAM_WIDE);
    struct strata strata;
    if (design->method == SAMPLING_LATIN_HYPERCUBE) strata = strata_of(design->iterations);
    for (size_t i = 0; i < n; i += LANES) {
        lanes_u64 bits[LANES_VECTORS];
        wide_bits(&block, first + (uint32_t)i, bits);
        if (design->method == SAMPLING_LATIN_HYPERCUBE) {
            latin_hypercube(keys, design->iterations, &strata, first + (uint32_t)i, bits, out_u + i);
            continue;
        }
        if (design->method == SAMPLING_SOBOL) sobol(axis, keys, first + (uint32_t)i, bits);
        for (size_t v = 0; v < LANES_VECTORS; v++) lanes_store(out_u + i + v * LANES_WIDTH, wide_uniform(bits[v]));
    }
}
