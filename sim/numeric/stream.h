/* Random numbers as a pure function of (seed, stream, iteration, index), by the counter-based generator
 * Philox4x32-10 (Salmon, Moraes, Dror and Shaw, SC 2011; Random123 is the reference).
 *
 * A stream is a 56-bit hash of the *name* of what is drawn, so that adding a draw shifts no other. Packing:
 *   key     = { seed low 32, seed high 32 }
 *   counter = { index, iteration, stream low 32, stream high 24 << 8 | purpose }
 * which is injective in (seed, stream, iteration, index, purpose).
 *
 * Names in use (g group, a intake from 0, k outcome, j intervention):
 *   quantity             its path, "interventions.co_development.uptake"     (wide, one an iteration)
 *   its second sample    "<stream in hexadecimal>/second"                    (wide, one an iteration)
 *   Dirichlet share      "<item path>.payers.<payer>"                        (wide, one an iteration)
 *   cost of n cases      "outcomes.<k>/case_cost", index a                    (wide, one an intake)
 *   need rank            "population.<g>/rank/<a>"                           (narrow, one a person)
 *   outcome strikes      "outcomes.<k>/strikes/<g>/<a>"                      (narrow, one a person)
 *   targeting error      "interventions.<j>/targeting/<a>"                   (narrow, one a person)
 *   takes part           "interventions.<j>/uptake/<a>"                      (narrow, one a person)
 */
#ifndef HYOTY_NUMERIC_STREAM_H
#define HYOTY_NUMERIC_STREAM_H

#include <stddef.h>
#include <stdint.h>

/* Version of everything above, and of the functions that make values of it (double_double.h, fixed_math.h): a change of
 * it is a change of every result. */
enum { STREAM_VERSION = 2 };

enum stream_purpose {
    STREAM_WIDE = 0,
    STREAM_NARROW = 1,
    STREAM_SCRAMBLE = 2, /* keys of the stratified designs (sampling.h), index the replicate */
    STREAM_ORDER = 3
};

/* 56-bit hash of a name. */
uint64_t stream_id(const char *name);

/* Key and counter of one block of four words, packed as above; stream below 2^56. */
struct stream_block {
    uint32_t key[2];
    uint32_t counter[4];
};

struct stream_block stream_pack(uint64_t seed, uint64_t stream, uint32_t iteration, uint32_t index,
                                enum stream_purpose purpose);
/* Philox4x32-10 of a block. */
void stream_words(const struct stream_block *block, uint32_t out_word[4]);

/* Wide uniform: (k + 1/2) / 2^52 with a 52-bit k, exact in double, strictly inside (0,1). Never 0 or 1. */
double stream_wide(uint64_t seed, uint64_t stream, uint32_t iteration, uint32_t index);

/* Wide uniforms of index 0 for the iterations first .. first + n - 1: out_u[n]. */
void stream_fill_wide(uint64_t seed, uint64_t stream, uint32_t first_iteration, size_t n, double *out_u);

/* Narrow uniforms, (k + 1/2) / 2^32, for the persons first .. first + n - 1 of one iteration: out_u[n].
 * Person p takes word p / 8 % 4 of block p / 32 * 8 + p % 8: eight blocks side by side serve 32 persons, so that lanes
 * of vectors need no shuffling. The values do not depend on how a cohort is cut into pieces. */
void stream_fill_narrow(uint64_t seed, uint64_t stream, uint32_t iteration, uint32_t first_person, size_t n,
                        double *out_u);

#endif
