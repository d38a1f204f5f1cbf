#include "sim/base/nearest.h"

#include <stdbool.h>
#include <string.h>

enum { NEAREST_LONGEST = 40 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c == '-' ? '_' : c;
}

/* Edit distance with swapped neighbours (optimal string alignment), without regard to case; - and _ are the same. */
static size_t edit_distance(const char *a, const char *b)
{
    const size_t n = strlen(a), m = strlen(b);
    if (n > NEAREST_LONGEST || m > NEAREST_LONGEST) return NEAREST_LONGEST;
    size_t row[3][NEAREST_LONGEST + 1];
    for (size_t j = 0; j <= m; j++) row[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *const now = row[i % 3], *const before = row[(i + 2) % 3], *const earlier = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            now[j] = least(least(before[j] + 1, now[j - 1] + 1), before[j - 1] + !same);
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
                now[j] = least(now[j], earlier[j - 2] + 1);
        }
    }
    return row[n % 3][m];
}

struct nearest nearest_to(const char *wanted)
{
    return (struct nearest){.wanted = wanted, .distance = strlen(wanted) / 3 + 2};
}

void nearest_offer(struct nearest *nearest, const char *candidate)
{
    const size_t distance = edit_distance(nearest->wanted, candidate);
    if (distance >= nearest->distance || distance >= strlen(candidate)) return;
    nearest->distance = distance;
    nearest->best = candidate;
}
