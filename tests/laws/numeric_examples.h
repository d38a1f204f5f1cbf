/* One distribution of each kind (two where an array kind has a special case), for tests that loop over the registry. */
#ifndef HYOTY_TESTS_NUMERIC_EXAMPLES_H
#define HYOTY_TESTS_NUMERIC_EXAMPLES_H

#include "sim/numeric/distribution.h"

enum { EXAMPLE_ARGUMENTS = 4, EXAMPLES_MAX = 40 };

/* Arguments of a base distribution for each scalar kind, in its first form; symmetric where a form supposes it. */
struct base_arguments {
    struct distribution_argument argument[EXAMPLE_ARGUMENTS];
    size_t count;
};

extern const struct base_arguments base_arguments[DISTRIBUTION_KINDS];

struct example {
    char name[32];
    struct distribution distribution;
};

/* Fills examples of every kind: plain, skewed and truncated ones. Returns their number. */
size_t examples_make(struct arena *arena, struct example out[EXAMPLES_MAX]);

#endif
