/* Uniforms by lanes: private to the sampling files. */
#ifndef HYOTY_NUMERIC_SAMPLING_LANES_H
#define HYOTY_NUMERIC_SAMPLING_LANES_H

#include "sim/numeric/sampling.h"

/* As sampling_fill, with first and n multiples of LANES: eight iterations are eight replicates of one point. One
 * function for each instruction set, all with the same bytes. */
typedef void sampling_lanes_fill(const struct sampling_design *design, const struct sampling_axis *axis,
                                 const struct sampling_keys *keys, uint32_t first, size_t n, double *out_u);

#define SAMPLING_DECLARE(constant, name, suffix) sampling_lanes_fill sampling_lanes_fill_##suffix;
ISA_TABLE(SAMPLING_DECLARE)
#undef SAMPLING_DECLARE

#endif
