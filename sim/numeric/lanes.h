/* Eight lanes of 64 bits on any instruction set: one vector of eight, two of four or four of two, by GCC and clang
 * vector extensions. Included by kernels, which are compiled once for each instruction set. The one intrinsic is the 32
 * × 32 → 64 bit multiply, which the compilers do not find behind the general one. */
#ifndef HYOTY_NUMERIC_LANES_H
#define HYOTY_NUMERIC_LANES_H

#include <stddef.h>
#include <stdint.h>

#if defined(__SSE2__)
#    include <immintrin.h>
#endif

#if defined(__AVX512F__)
enum { LANES_WIDTH = 8 };
#elif defined(__AVX2__)
enum { LANES_WIDTH = 4 };
#else
enum { LANES_WIDTH = 2 };
#endif

enum { LANES = 8, LANES_VECTORS = LANES / LANES_WIDTH };

typedef uint64_t lanes_u64 __attribute__((vector_size(8 * LANES_WIDTH)));
typedef double lanes_f64 __attribute__((vector_size(8 * LANES_WIDTH)));
typedef double lanes_f64_unaligned __attribute__((vector_size(8 * LANES_WIDTH), aligned(8)));

static inline lanes_u64 lanes_splat(uint64_t value)
{
    return value + (lanes_u64){0};
}

/* The numbers of the lanes of the v-th vector of eight lanes. */
static inline lanes_u64 lanes_count(size_t v)
{
    static const uint64_t count[LANES] = {0, 1, 2, 3, 4, 5, 6, 7};
    lanes_u64 out;
    __builtin_memcpy(&out, count + v * LANES_WIDTH, sizeof out);
    return out;
}

/* Products of the low 32 bits. */
static inline lanes_u64 lanes_multiply(lanes_u64 a, lanes_u64 b)
{
#if defined(__AVX512F__)
    return (lanes_u64)_mm512_mul_epu32((__m512i)a, (__m512i)b);
#elif defined(__AVX2__)
    return (lanes_u64)_mm256_mul_epu32((__m256i)a, (__m256i)b);
#elif defined(__SSE2__)
    return (lanes_u64)_mm_mul_epu32((__m128i)a, (__m128i)b);
#else
    return (a & UINT32_MAX) * (b & UINT32_MAX);
#endif
}

/* Philox4x32-10 on eight blocks: counter words in, random words out, each a 32-bit number in a lane of 64 bits.
 * Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011. */
static inline void lanes_philox(lanes_u64 word[4][LANES_VECTORS], uint32_t key0, uint32_t key1)
{
    const lanes_u64 multiplier0 = lanes_splat(0xD2511F53), multiplier1 = lanes_splat(0xCD9E8D57);
#pragma GCC unroll 10
    for (int round = 0; round < 10; round++) {
        const lanes_u64 k0 = lanes_splat(key0), k1 = lanes_splat(key1);
#pragma GCC unroll 4
        for (size_t i = 0; i < LANES_VECTORS; i++) {
            const lanes_u64 p0 = lanes_multiply(word[0][i], multiplier0), p1 = lanes_multiply(word[2][i], multiplier1);
            word[0][i] = (p1 >> 32) ^ word[1][i] ^ k0;
            word[2][i] = (p0 >> 32) ^ word[3][i] ^ k1;
            word[1][i] = p1; /* the upper halves stay out of what multiplies */
            word[3][i] = p0;
        }
        key0 += 0x9E3779B9;
        key1 += 0xBB67AE85;
    }
    for (size_t w = 0; w < 4; w++)
        for (size_t i = 0; i < LANES_VECTORS; i++) word[w][i] &= lanes_splat(UINT32_MAX);
}

/* Numbers of up to 52 bits, exactly, by way of the mantissa of 2^52 + k. */
static inline lanes_f64 lanes_exact(lanes_u64 k)
{
    return (lanes_f64)(k | lanes_splat(UINT64_C(0x4330000000000000))) - 0x1p52;
}

/* (k + 1/2) / 2^32 of 32-bit numbers: exact, as the mantissa of 2^20 + k / 2^32, less 2^20 - 2^-33. */
static inline lanes_f64 lanes_uniform(lanes_u64 k)
{
    return (lanes_f64)(k | lanes_splat(UINT64_C(0x4130000000000000))) - (0x1p20 - 0x1p-33);
}

static inline lanes_f64 lanes_load(const double *from)
{
    return *(const lanes_f64_unaligned *)from;
}

static inline lanes_f64 lanes_splat_f64(double value)
{
    return value + (lanes_f64){0};
}

/* The outcome of a comparison in each lane. For AVX-512 not by vectors of all ones, which GCC makes from whatever a
 * register held, so that every turn of a loop waits for the one before. */
#if defined(__AVX512F__)
typedef __mmask8 lanes_mask;
#else
typedef lanes_u64 lanes_mask;
#endif

static inline lanes_mask lanes_below(lanes_f64 a, lanes_f64 b)
{
#if defined(__AVX512F__)
    return _mm512_cmp_pd_mask(a, b, _CMP_LT_OQ);
#else
    return (lanes_mask)(a < b);
#endif
}

/* Where a lane is NaN. */
static inline lanes_mask lanes_unknown(lanes_f64 x)
{
#if defined(__AVX512F__)
    return _mm512_cmp_pd_mask(x, x, _CMP_UNORD_Q);
#else
    return (lanes_mask)(x != x);
#endif
}

/* value where the mask says so, other elsewhere. */
static inline lanes_f64 lanes_select(lanes_mask mask, lanes_f64 value, lanes_f64 other)
{
#if defined(__AVX512F__)
    return _mm512_mask_blend_pd(mask, other, value);
#else
    return (lanes_f64)(((lanes_u64)value & mask) | ((lanes_u64)other & ~mask));
#endif
}

static inline int lanes_any(lanes_mask mask)
{
#if defined(__AVX512F__)
    return mask != 0;
#elif defined(__AVX2__)
    return _mm256_movemask_pd((__m256d)mask) != 0;
#elif defined(__SSE2__)
    return _mm_movemask_pd((__m128d)mask) != 0;
#else
    return (mask[0] | mask[1]) != 0;
#endif
}

static inline lanes_f64 lanes_least(lanes_f64 a, lanes_f64 b)
{
    return lanes_select(lanes_below(a, b), a, b);
}

static inline lanes_f64 lanes_greatest(lanes_f64 a, lanes_f64 b)
{
    return lanes_select(lanes_below(b, a), a, b);
}

static inline lanes_f64 lanes_sqrt(lanes_f64 x)
{
#if defined(__AVX512F__)
    return _mm512_sqrt_pd(x);
#elif defined(__AVX2__)
    return _mm256_sqrt_pd(x);
#elif defined(__SSE2__)
    return _mm_sqrt_pd(x);
#else
    return (lanes_f64){__builtin_sqrt(x[0]), __builtin_sqrt(x[1])};
#endif
}

/* base[index] of each lane. */
static inline lanes_f64 lanes_gather(const double *base, lanes_u64 index)
{
#if defined(__AVX512F__)
    return _mm512_i64gather_pd((__m512i)index, base, sizeof *base);
#elif defined(__AVX2__)
    return _mm256_i64gather_pd(base, (__m256i)index, sizeof *base);
#else
    return (lanes_f64){base[index[0]], base[index[1]]};
#endif
}

/* Rows of eight numbers, one for each lane, turned into columns: out[k] holds the k-th number of every lane's row. Rows
 * are loaded whole and transposed, which costs a fraction of eight gathers. */
static inline void lanes_rows(const double (*base)[8], lanes_u64 row, lanes_f64 out[8])
{
    uint64_t at[LANES_WIDTH];
    __builtin_memcpy(at, &row, sizeof at);
#if defined(__AVX512F__)
    __m512d low[4], high[4]; /* even and odd numbers of two lanes; then of four */
#    pragma GCC unroll 4
    for (size_t i = 0; i < 4; i++) {
        const __m512d a = _mm512_loadu_pd(base[at[2 * i]]), b = _mm512_loadu_pd(base[at[2 * i + 1]]);
        low[i] = _mm512_unpacklo_pd(a, b), high[i] = _mm512_unpackhi_pd(a, b);
    }
    const __m512d half[2][4] = {
        {_mm512_shuffle_f64x2(low[0], low[1], 0x88), _mm512_shuffle_f64x2(high[0], high[1], 0x88),
         _mm512_shuffle_f64x2(low[0], low[1], 0xdd), _mm512_shuffle_f64x2(high[0], high[1], 0xdd)},
        {_mm512_shuffle_f64x2(low[2], low[3], 0x88), _mm512_shuffle_f64x2(high[2], high[3], 0x88),
         _mm512_shuffle_f64x2(low[2], low[3], 0xdd), _mm512_shuffle_f64x2(high[2], high[3], 0xdd)}};
#    pragma GCC unroll 4
    for (size_t k = 0; k < 4; k++) {
        out[k] = _mm512_shuffle_f64x2(half[0][k], half[1][k], 0x88);
        out[k + 4] = _mm512_shuffle_f64x2(half[0][k], half[1][k], 0xdd);
    }
#elif defined(__AVX2__)
#    pragma GCC unroll 2
    for (size_t k = 0; k < 8; k += 4) {
        const __m256d a = _mm256_loadu_pd(base[at[0]] + k), b = _mm256_loadu_pd(base[at[1]] + k);
        const __m256d c = _mm256_loadu_pd(base[at[2]] + k), d = _mm256_loadu_pd(base[at[3]] + k);
        const __m256d low = _mm256_unpacklo_pd(a, b), high = _mm256_unpackhi_pd(a, b);
        const __m256d low2 = _mm256_unpacklo_pd(c, d), high2 = _mm256_unpackhi_pd(c, d);
        out[k] = _mm256_permute2f128_pd(low, low2, 0x20), out[k + 1] = _mm256_permute2f128_pd(high, high2, 0x20);
        out[k + 2] = _mm256_permute2f128_pd(low, low2, 0x31), out[k + 3] = _mm256_permute2f128_pd(high, high2, 0x31);
    }
#elif defined(__SSE2__)
#    pragma GCC unroll 4
    for (size_t k = 0; k < 8; k += 2) {
        const __m128d a = _mm_loadu_pd(base[at[0]] + k), b = _mm_loadu_pd(base[at[1]] + k);
        out[k] = _mm_unpacklo_pd(a, b), out[k + 1] = _mm_unpackhi_pd(a, b);
    }
#else
    for (size_t k = 0; k < 8; k++) out[k] = (lanes_f64){base[at[0]][k], base[at[1]][k]};
#endif
}

/* Writes first + i for every i of eight whose mask is not 0, and returns how many; up to eight numbers are touched. */
static inline size_t lanes_positions(const uint64_t *mask, uint32_t first, uint32_t *out)
{
#if defined(__AVX512F__) && defined(__AVX512VL__)
    const __m512i masks = _mm512_loadu_si512(mask);
    const __mmask8 chosen = _mm512_test_epi64_mask(masks, masks);
    const __m256i lane = _mm256_add_epi32(_mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7), _mm256_set1_epi32((int)first));
    _mm256_storeu_si256((__m256i *)(void *)out, _mm256_maskz_compress_epi32(chosen, lane));
    return (size_t)__builtin_popcount(chosen);
#else
    size_t n = 0;
    for (uint32_t i = 0; i < LANES; i++) {
        out[n] = first + i;
        n += mask[i] != 0;
    }
    return n;
#endif
}

static inline void lanes_store(double *to, lanes_f64 value)
{
    *(lanes_f64_unaligned *)to = value;
}

#endif
