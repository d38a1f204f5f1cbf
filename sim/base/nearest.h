/* "Did you mean": the candidate nearest to a word. */
#ifndef HYOTY_BASE_NEAREST_H
#define HYOTY_BASE_NEAREST_H

#include <stddef.h>

struct nearest {
    const char *wanted, *best; /* best: NULL while nothing is near */
    size_t distance;           /* in edits; below it a candidate is near */
};

struct nearest nearest_to(const char *wanted);
void nearest_offer(struct nearest *nearest, const char *candidate);

#endif
