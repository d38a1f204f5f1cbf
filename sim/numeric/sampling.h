/* How the uniforms of uncertain quantities are spread over the iterations of a run. Every value is a pure function of
 * the design, the axis and the iteration.
 *
 * random: independent, one stream an axis.
 * The stratified designs have SAMPLING_REPLICATES independent randomisations ("replicates"), so that their error can be
 * measured: iteration i is point i / 16 of replicate i % 16. In a stopped run
 * they differ in length by at most one.
 *   latin_hypercube   a replicate of M points has one in each of the M strata of every axis (McKay, Beckman and Conover
 *                     1979), in an order of its own; M comes from the number of iterations, so that a longer run is
 *                     another one
 *   sobol             scrambled Sobol' points; the first points of a longer run are those of a shorter. Beyond
 *                     SOBOL_DIMENSIONS an axis is stratified by itself: the first dimension's points in an order of its
 *                     own that keeps the first 2^m of them a net
 * Randomisations are keyed by the axis' name (its stream) and the replicate, but under sobol the axis also matters by
 * its place. */
#ifndef HYOTY_NUMERIC_SAMPLING_H
#define HYOTY_NUMERIC_SAMPLING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/numeric/isa.h"
#include "sim/numeric/sobol.h"

enum sampling { SAMPLING_RANDOM, SAMPLING_LATIN_HYPERCUBE, SAMPLING_SOBOL, SAMPLING_COUNT };
enum { SAMPLING_REPLICATES = 16 };

/* Their names in a scenario, with a NULL at the end. */
extern const char *const sampling_name[SAMPLING_COUNT + 1];

struct sampling_design {
    enum sampling method;
    uint64_t seed;
    uint32_t iterations; /* of the whole run */
};

struct sampling_axis {
    uint64_t stream;
    bool alone;                     /* beyond the dimensions of Sobol' points */
    uint32_t direction[SOBOL_BITS]; /* of sobol */
};

/* What randomises the replicates of an axis under a design: the order of their points, and the bits of Sobol' points.
 */
struct sampling_keys {
    uint64_t order[4][SAMPLING_REPLICATES], scramble[4][SAMPLING_REPLICATES]; /* 32 bits each */
};

/* 1 for independent iterations, else SAMPLING_REPLICATES. */
size_t sampling_replicates(enum sampling method);

/* The axis with the number `dimension` from 0. */
struct sampling_axis sampling_axis_of(uint64_t stream, size_t dimension);

/* Uniforms of an axis for the iterations first .. first + n - 1, strictly inside (0,1). Iterations beyond those of a
 * Latin hypercube are random. */
void sampling_fill(const struct sampling_design *design, const struct sampling_axis *axis, uint32_t first, size_t n,
                   double *out_u);

/* The same from keys that were found before, and by the lanes of an instruction set (one that the processor has): the
 * same bytes for every one. */
struct sampling_keys sampling_keys_of(const struct sampling_design *design, const struct sampling_axis *axis);
void sampling_fill_by_keys(enum isa isa, const struct sampling_design *design, const struct sampling_axis *axis,
                           const struct sampling_keys *keys, uint32_t first, size_t n, double *out_u);

#endif
