/* Ascending order of doubles by their bits: an American flag sort (McIlroy, Bostic and McIlroy, Computing Systems 6,
 * 1993), in place, byte by byte from the highest bit that differs, with insertion below a few numbers. */
#include <stdint.h>

#include "sim/numeric/statistics.h"

enum { BUCKETS = 256, BUCKET_BITS = 8, FEW = 24 };

typedef uint64_t __attribute__((may_alias)) key;

/* Bits whose order as unsigned numbers is that of the doubles; -0 comes before 0. */
static void to_keys(key *x, size_t n)
{
    for (size_t i = 0; i < n; i++) x[i] ^= -(x[i] >> 63) | UINT64_C(1) << 63;
}

static void from_keys(key *x, size_t n)
{
    for (size_t i = 0; i < n; i++) x[i] ^= ((x[i] >> 63) - 1) | UINT64_C(1) << 63;
}

static void insert(key *x, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const key moved = x[i];
        size_t at = i;
        for (; at > 0 && x[at - 1] > moved; at--) x[at] = x[at - 1];
        x[at] = moved;
    }
}

/* Bits in which the numbers differ. */
static key difference(const key *x, size_t n)
{
    key differ = 0;
    for (size_t i = 0; i < n; i++) differ |= x[i] ^ x[0];
    return differ;
}

/* Moves every number into the bucket of its byte; out_end[b] is where bucket b ends. */
static void distribute(key *x, size_t n, int shift, size_t out_end[BUCKETS])
{
    size_t next[BUCKETS], count[BUCKETS] = {0}, start = 0;
    for (size_t i = 0; i < n; i++) count[x[i] >> shift & (BUCKETS - 1)]++;
    for (size_t b = 0; b < BUCKETS; b++) {
        next[b] = start;
        out_end[b] = start += count[b];
    }
    for (size_t b = 0; b < BUCKETS; b++)
        while (next[b] < out_end[b]) {
            const size_t home = x[next[b]] >> shift & (BUCKETS - 1);
            const key other = x[next[home]];
            x[next[home]++] = x[next[b]];
            if (home != b) x[next[b]] = other;
        }
}

static void sort_keys(key *x, size_t n)
{
    if (n <= FEW) {
        insert(x, n);
        return;
    }
    const key differ = difference(x, n);
    if (differ == 0) return;
    const int top = 64 - __builtin_clzll(differ), shift = top > BUCKET_BITS ? top - BUCKET_BITS : 0;
    size_t end[BUCKETS], start = 0;
    distribute(x, n, shift, end);
    for (size_t b = 0; shift > 0 && b < BUCKETS; start = end[b++])
        if (end[b] - start > 1) sort_keys(x + start, end[b] - start);
}

void statistics_sort(double *x, size_t n)
{
    key *const keys = (key *)(void *)x;
    to_keys(keys, n);
    sort_keys(keys, n);
    from_keys(keys, n);
}
