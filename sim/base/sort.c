#include "sim/base/sort.h"

static void swap(unsigned char *a, unsigned char *b, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        const unsigned char other = a[i];
        a[i] = b[i], b[i] = other;
    }
}

void sort_stable(void *list, size_t count, size_t size, sort_before *before, const void *context)
{
    unsigned char *const first = list;
    for (size_t i = 1; i < count; i++)
        for (unsigned char *at = first + i * size; at > first && before(at, at - size, context); at -= size)
            swap(at - size, at, size);
}
