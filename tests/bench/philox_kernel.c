/* Raw Philox4x32-10, the limit of any loop that needs one block a person. Compiled once for each instruction set. */
#include "tests/bench/philox.h"

#include <string.h>

#include "sim/numeric/lanes.h"

#ifndef KERNEL_SUFFIX
#    define KERNEL_SUFFIX baseline
#endif
#define KERNEL_PASTE(name, suffix)  name##_##suffix
#define KERNEL_EXPAND(name, suffix) KERNEL_PASTE(name, suffix)
#define KERNEL(name)                KERNEL_EXPAND(name, KERNEL_SUFFIX)

/* Independent groups of eight blocks: what one vector of a word does not keep busy, two do. */
enum { IN_FLIGHT = LANES_VECTORS == 1 ? 2 : 1 };

uint64_t KERNEL(philox_sum)(uint32_t first, uint32_t blocks)
{
    static const uint64_t count[LANES] = {0, 1, 2, 3, 4, 5, 6, 7};
    lanes_u64 lane[LANES_VECTORS], sum[LANES_VECTORS] = {{0}};
    memcpy(lane, count, sizeof lane);
    for (uint32_t done = 0; done < blocks; done += LANES * IN_FLIGHT) {
        lanes_u64 word[IN_FLIGHT][4][LANES_VECTORS];
        for (uint32_t g = 0; g < IN_FLIGHT; g++) {
            for (size_t i = 0; i < LANES_VECTORS; i++) {
                word[g][0][i] = lane[i] + lanes_splat(first + done + g * LANES);
                for (size_t c = 1; c < 4; c++) word[g][c][i] = lanes_splat(c);
            }
            lanes_philox(word[g], 20260101, 7);
        }
        for (uint32_t g = 0; g < IN_FLIGHT; g++)
            for (size_t i = 0; i < LANES_VECTORS; i++)
                sum[i] += (word[g][0][i] + word[g][1][i]) + (word[g][2][i] + word[g][3][i]);
    }
    uint64_t lanes[LANES], total = 0;
    memcpy(lanes, sum, sizeof lanes);
    for (size_t i = 0; i < LANES; i++) total += lanes[i];
    return total;
}
