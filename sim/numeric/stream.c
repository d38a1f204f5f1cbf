#include "sim/numeric/stream.h"

#include <Random123/philox.h>
#include <string.h>

enum { BLOCK_WORDS = 4, LANES = 8, RUN_PERSONS = BLOCK_WORDS * LANES };

static const double WIDE_STEP = 0x1p-52, NARROW_STEP = 0x1p-32;

uint64_t stream_id(const char *name)
{
    /* FNV-1a, then the finaliser of MurmurHash3, so that names that differ in one character share no bits. */
    uint64_t hash = UINT64_C(14695981039346656037);
    for (const char *at = name; *at; at++) hash = (hash ^ (unsigned char)*at) * UINT64_C(1099511628211);
    hash = (hash ^ (hash >> 33)) * UINT64_C(0xff51afd7ed558ccd);
    hash = (hash ^ (hash >> 33)) * UINT64_C(0xc4ceb9fe1a85ec53);
    return (hash ^ (hash >> 33)) >> 8;
}

struct stream_block stream_pack(uint64_t seed, uint64_t stream, uint32_t iteration, uint32_t index,
                                enum stream_purpose purpose)
{
    const uint32_t high = (uint32_t)(stream >> 32) << 8 | (uint32_t)purpose;
    return (struct stream_block){.key = {(uint32_t)seed, (uint32_t)(seed >> 32)},
                                 .counter = {index, iteration, (uint32_t)stream, high}};
}

static philox4x32_ctr_t philox_block(const struct stream_block *block)
{
    const philox4x32_key_t key = {{block->key[0], block->key[1]}};
    const philox4x32_ctr_t counter = {{block->counter[0], block->counter[1], block->counter[2], block->counter[3]}};
    return philox4x32_R(10, counter, key);
}

void stream_words(const struct stream_block *block, uint32_t out_word[4])
{
    const philox4x32_ctr_t words = philox_block(block);
    for (size_t i = 0; i < BLOCK_WORDS; i++) out_word[i] = words.v[i];
}

double stream_wide(uint64_t seed, uint64_t stream, uint32_t iteration, uint32_t index)
{
    const struct stream_block block = stream_pack(seed, stream, iteration, index, STREAM_WIDE);
    const philox4x32_ctr_t words = philox_block(&block);
    const uint64_t bits = ((uint64_t)words.v[1] << 32 | words.v[0]) >> 12;
    return ((double)bits + 0.5) * WIDE_STEP;
}

void stream_fill_wide(uint64_t seed, uint64_t stream, uint32_t first_iteration, size_t n, double *out_u)
{
    for (size_t i = 0; i < n; i++) out_u[i] = stream_wide(seed, stream, first_iteration + (uint32_t)i, 0);
}

/* The four words of the eight blocks from the one that `person` (a multiple of 32) takes: a run of 32 persons. */
static void fill_run(struct stream_block block, uint32_t person, double out_u[RUN_PERSONS])
{
    for (size_t lane = 0; lane < LANES; lane++) {
        block.counter[0] = person / BLOCK_WORDS + (uint32_t)lane;
        const philox4x32_ctr_t words = philox_block(&block);
        for (size_t word = 0; word < BLOCK_WORDS; word++)
            out_u[word * LANES + lane] = (words.v[word] + 0.5) * NARROW_STEP;
    }
}

void stream_fill_narrow(uint64_t seed, uint64_t stream, uint32_t iteration, uint32_t first_person, size_t n,
                        double *out_u)
{
    const struct stream_block block = stream_pack(seed, stream, iteration, 0, STREAM_NARROW);
    for (size_t done = 0; done < n;) {
        const uint32_t person = first_person + (uint32_t)done;
        const size_t skip = person % RUN_PERSONS, whole = RUN_PERSONS - skip;
        const size_t take = whole < n - done ? whole : n - done;
        if (take == RUN_PERSONS) {
            fill_run(block, person, out_u + done);
        } else {
            double run[RUN_PERSONS];
            fill_run(block, person - (uint32_t)skip, run);
            memcpy(out_u + done, run + skip, take * sizeof *run);
        }
        done += take;
    }
}
