/* The one sort that keeps the order of equals: what is printed by size stands in the order of the scenario where sizes
 * are the same. For lists that people read; a list of n costs n^2 comparisons at most. */
#ifndef HYOTY_BASE_SORT_H
#define HYOTY_BASE_SORT_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a belongs before b; of equals neither does. */
typedef bool sort_before(const void *a, const void *b, const void *context);

void sort_stable(void *list, size_t count, size_t size, sort_before *before, const void *context);

#endif
