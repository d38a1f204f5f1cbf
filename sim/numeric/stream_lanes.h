/* Narrow uniforms (see stream.h) for kernels: the same numbers, eight blocks at a time. */
#ifndef HYOTY_NUMERIC_STREAM_LANES_H
#define HYOTY_NUMERIC_STREAM_LANES_H

#include <string.h>

#include "sim/numeric/lanes.h"
#include "sim/numeric/stream.h"

enum { STREAM_RUN = 4 * LANES }; /* persons that eight blocks serve */

static inline void stream_lanes_start(const struct stream_block *block, lanes_u64 index[LANES_VECTORS],
                                      lanes_u64 word[4][LANES_VECTORS])
{
    for (size_t i = 0; i < LANES_VECTORS; i++) {
        word[0][i] = index[i];
        for (size_t c = 1; c < 4; c++) word[c][i] = lanes_splat(block->counter[c]);
    }
    lanes_philox(word, block->key[0], block->key[1]);
}

/* Runs that are computed together: what one vector of a word does not keep busy, two do. */
enum { STREAM_TOGETHER = LANES_VECTORS == 1 ? 2 : 1 };

/* Uniforms of `runs` runs from the person `first` on. */
static inline __attribute__((always_inline)) void stream_lanes_runs(const struct stream_block *block, uint32_t first,
                                                                    size_t runs, double *out_u)
{
    lanes_u64 word[STREAM_TOGETHER][4][LANES_VECTORS];
    for (size_t r = 0; r < runs; r++) {
        lanes_u64 index[LANES_VECTORS];
        for (size_t i = 0; i < LANES_VECTORS; i++)
            index[i] = lanes_count(i) + lanes_splat((first + r * STREAM_RUN) / 4);
        stream_lanes_start(block, index, word[r]);
    }
    for (size_t r = 0; r < runs; r++)
        for (size_t w = 0; w < 4; w++)
            for (size_t i = 0; i < LANES_VECTORS; i++)
                lanes_store(out_u + r * STREAM_RUN + w * LANES + i * LANES_WIDTH, lanes_uniform(word[r][w][i]));
}

/* Uniforms of the persons first .. first + n - 1; first and n are multiples of STREAM_RUN. out_u[n]. */
static inline void stream_lanes_fill(const struct stream_block *block, uint32_t first, size_t n, double *out_u)
{
    const size_t runs = n / STREAM_RUN, paired = runs / STREAM_TOGETHER * STREAM_TOGETHER;
    for (size_t r = 0; r < paired; r += STREAM_TOGETHER)
        stream_lanes_runs(block, first + (uint32_t)r * STREAM_RUN, STREAM_TOGETHER, out_u + r * STREAM_RUN);
    for (size_t r = paired; r < runs; r++)
        stream_lanes_runs(block, first + (uint32_t)r * STREAM_RUN, 1, out_u + r * STREAM_RUN);
}

/* Uniforms of the persons first + position[i], i < n; reads and writes up to the next multiple of LANES. */
static inline void stream_lanes_gather(const struct stream_block *block, uint32_t first, const uint32_t *position,
                                       size_t n, double *out_u)
{
    for (size_t done = 0; done < n; done += LANES) {
        uint64_t person[LANES];
        for (size_t lane = 0; lane < LANES; lane++) person[lane] = first + position[done + lane];
        lanes_u64 index[LANES_VECTORS], which[LANES_VECTORS], word[4][LANES_VECTORS];
        for (size_t i = 0; i < LANES_VECTORS; i++) {
            lanes_u64 p;
            memcpy(&p, person + i * LANES_WIDTH, sizeof p);
            index[i] = (p >> 5 << 3) + (p & 7);
            which[i] = p >> 3 & 3;
        }
        stream_lanes_start(block, index, word);
        for (size_t i = 0; i < LANES_VECTORS; i++) {
            lanes_u64 chosen = lanes_splat(0);
            for (size_t w = 0; w < 4; w++) chosen |= word[w][i] & (lanes_u64)(which[i] == lanes_splat(w));
            lanes_store(out_u + done + i * LANES_WIDTH, lanes_uniform(chosen));
        }
    }
}

#endif
