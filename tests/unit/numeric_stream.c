#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "sim/numeric/stream_lanes.h"

struct tuple {
    uint64_t seed, stream;
    uint32_t iteration, index;
    enum stream_purpose purpose;
};

static struct tuple unpack(const struct stream_block *block)
{
    return (struct tuple){.seed = (uint64_t)block->key[1] << 32 | block->key[0],
                          .stream = (uint64_t)(block->counter[3] >> 8) << 32 | block->counter[2],
                          .iteration = block->counter[1],
                          .index = block->counter[0],
                          .purpose = (enum stream_purpose)(block->counter[3] & 0xff)};
}

/* A packing that can be undone gives no two tuples the same block. */
static bool survives(struct tuple t)
{
    const struct stream_block block = stream_pack(t.seed, t.stream, t.iteration, t.index, t.purpose);
    const struct tuple back = unpack(&block);
    return back.seed == t.seed && back.stream == t.stream && back.iteration == t.iteration && back.index == t.index &&
           back.purpose == t.purpose;
}

Test(numeric_stream, packing_is_injective)
{
    static const uint64_t STREAM_MASK = (UINT64_C(1) << 56) - 1;
    uint64_t state = 1;
    size_t lost = 0;
    for (int i = 0; i < 10000000; i++) {
        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        const uint64_t other = state ^ (state << 29) ^ (state >> 17);
        const struct tuple t = {other * 3, state & STREAM_MASK, (uint32_t)(other >> 32), (uint32_t)other,
                                (enum stream_purpose)(i & 1)};
        lost += !survives(t);
    }
    static const uint64_t limit[] = {0, 1, UINT32_MAX, (uint64_t)UINT32_MAX + 1, UINT64_MAX};
    for (int i = 0; i < 5 * 5 * 5 * 5 * 2; i++) {
        const struct tuple t = {limit[i % 5], limit[i / 5 % 5] & STREAM_MASK, (uint32_t)limit[i / 25 % 5],
                                (uint32_t)limit[i / 125 % 5], (enum stream_purpose)(i / 625)};
        lost += !survives(t);
    }
    cr_expect_eq(lost, 0);
}

Test(numeric_stream, uniforms_are_strictly_inside)
{
    double least = 1, most = 0;
    static double u[1 << 20];
    stream_fill_narrow(1, 2, 3, 0, 1 << 20, u);
    for (size_t i = 0; i < 1 << 20; i++) {
        least = u[i] < least ? u[i] : least;
        most = u[i] > most ? u[i] : most;
    }
    cr_expect(least > 0 && least < 1e-5 && most < 1 && most > 1 - 1e-5);
    /* The extreme words of a wide uniform */
    cr_expect(((double)((UINT64_C(1) << 52) - 1) + 0.5) * 0x1p-52 < 1);
}

Test(numeric_stream, pieces_of_a_cohort_are_the_whole)
{
    double whole[1000], piece[1000];
    stream_fill_narrow(11, 12, 13, 5, 1000, whole);
    for (size_t size = 1; size < 12; size++) {
        memset(piece, 0, sizeof piece);
        for (size_t at = 0; at < 1000; at += size)
            stream_fill_narrow(11, 12, 13, (uint32_t)(5 + at), at + size < 1000 ? size : 1000 - at, piece + at);
        cr_expect_arr_eq(whole, piece, sizeof whole, "pieces of %zu", size);
    }
    stream_fill_wide(11, 12, 100, 50, piece);
    for (uint32_t i = 0; i < 50; i++) cr_expect_eq(piece[i], stream_wide(11, 12, 100 + i, 0));
}

Test(numeric_stream, names_give_different_streams_of_56_bits)
{
    static uint64_t id[20000];
    size_t same = 0, wide = 0;
    for (int i = 0; i < 20000; i++) {
        char name[64];
        snprintf(name, sizeof name, "population.g%d/rank/%d", i / 10, i % 10);
        id[i] = stream_id(name);
        wide += id[i] >> 56 != 0;
        for (int k = i > 200 ? i - 200 : 0; k < i; k++) same += id[k] == id[i];
    }
    cr_expect_eq(same, 0);
    cr_expect_eq(wide, 0);
    cr_expect_neq(stream_id("a"), stream_id("b"));
    cr_expect_eq(stream_id("outcomes.x/strikes/0/1"), stream_id("outcomes.x/strikes/0/1"));
}

/* Kernels compute the same uniforms side by side, in their order or of single persons. */
Test(numeric_stream, lanes_are_those_numbers)
{
    enum { RUNS = 5, N = RUNS * STREAM_RUN, FIRST = 3 * STREAM_RUN };
    const struct stream_block block = stream_pack(11, 12, 13, 0, STREAM_NARROW);
    double one_by_one[N], lanes[N];
    stream_fill_narrow(11, 12, 13, FIRST, N, one_by_one);
    for (size_t runs = 1; runs <= RUNS; runs++) {
        memset(lanes, 0, sizeof lanes);
        stream_lanes_fill(&block, FIRST, runs * STREAM_RUN, lanes);
        cr_expect_arr_eq(lanes, one_by_one, runs * STREAM_RUN * sizeof *lanes, "%zu runs", runs);
    }
    uint32_t position[N];
    for (uint32_t i = 0; i < N; i++) position[i] = i * 37 % N;
    stream_lanes_gather(&block, FIRST, position, N, lanes);
    for (size_t i = 0; i < N; i++) cr_expect_eq(lanes[i], one_by_one[position[i]], "person %u", position[i]);
}
