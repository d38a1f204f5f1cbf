/* One distribution of each kind (two where an array kind has a special case), for tests that loop over the registry. */
#ifndef HYOTY_TESTS_NUMERIC_EXAMPLES_H
#define HYOTY_TESTS_NUMERIC_EXAMPLES_H

#include "sim/numeric/distribution.h"

enum { EXAMPLES_MAX = 40 };

/* The arguments of a kind's example, and the distribution that they make; 0 and false of a kind without forms. */
size_t base_arguments(enum distribution_kind kind, const struct distribution_argument **out);
bool has_base(enum distribution_kind kind, struct distribution *out);

struct example {
    char name[32];
    struct distribution distribution;
};

/* Fills examples of every kind: plain, skewed and truncated ones. Returns their number. */
size_t examples_make(struct arena *arena, struct example out[EXAMPLES_MAX]);

#endif
