/* Raw Philox4x32-10 for each instruction set. */
#ifndef HYOTY_BENCH_PHILOX_H
#define HYOTY_BENCH_PHILOX_H

#include <stdint.h>

#include "sim/numeric/isa.h"

/* Sum of all words of the blocks first .. first + blocks - 1 (a multiple of 32, no carry out of 32 bits). */
typedef uint64_t philox_sum(uint32_t first, uint32_t blocks);

#define PHILOX_DECLARE(constant, name, suffix) philox_sum philox_sum_##suffix;
ISA_TABLE(PHILOX_DECLARE)
#undef PHILOX_DECLARE

#endif
