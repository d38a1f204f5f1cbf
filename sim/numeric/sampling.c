#include "sim/numeric/sampling.h"

#include <string.h>

#include "sim/numeric/lanes.h"
#include "sim/numeric/sampling_lanes.h"
#include "sim/numeric/stream.h"

#define SAMPLING_ROW(constant, name, suffix) [constant] = sampling_lanes_fill_##suffix,
static sampling_lanes_fill *const lanes_fill[ISA_COUNT] = {ISA_TABLE(SAMPLING_ROW)};

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

static void fill_keys(uint64_t seed, uint64_t stream, enum stream_purpose purpose, uint64_t out[4][SAMPLING_REPLICATES])
{
    for (uint32_t replicate = 0; replicate < SAMPLING_REPLICATES; replicate++) {
        uint32_t word[4];
        const struct stream_block block = stream_pack(seed, stream, 0, replicate, purpose);
        stream_words(&block, word);
        for (size_t w = 0; w < 4; w++) out[w][replicate] = word[w];
    }
}

struct sampling_keys sampling_keys_of(const struct sampling_design *design, const struct sampling_axis *axis)
{
    struct sampling_keys keys = {0};
    if (design->method == SAMPLING_RANDOM) return keys;
    fill_keys(design->seed, axis->stream, STREAM_ORDER, keys.order);
    if (design->method == SAMPLING_SOBOL) fill_keys(design->seed, axis->stream, STREAM_SCRAMBLE, keys.scramble);
    return keys;
}

void sampling_fill_by_keys(enum isa isa, const struct sampling_design *design, const struct sampling_axis *axis,
                           const struct sampling_keys *keys, uint32_t first, size_t n, double *out_u)
{
    for (size_t done = 0; done < n;) {
        const uint32_t at = first + (uint32_t)done, skip = at % LANES;
        const size_t left = n - done, whole = skip == 0 ? left / LANES * LANES : 0;
        if (whole > 0) {
            lanes_fill[isa](design, axis, keys, at, whole, out_u + done);
            done += whole;
            continue;
        }
        double part[LANES];
        const size_t take = left < LANES - skip ? left : LANES - skip;
        lanes_fill[isa](design, axis, keys, at - skip, LANES, part);
        memcpy(out_u + done, part + skip, take * sizeof *part);
        done += take;
    }
}

void sampling_fill(const struct sampling_design *design, const struct sampling_axis *axis, uint32_t first, size_t n,
                   double *out_u)
{
    const struct sampling_keys keys = sampling_keys_of(design, axis);
    sampling_fill_by_keys(ISA_BASELINE, design, axis, &keys, first, n, out_u);
}
