#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/numeric/statistics.h"
#include "sim/numeric/stream.h"

enum { MOST = 5000 };

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    if (x != y) return x < y ? -1 : 1;
    return (signbit(y) != 0) - (signbit(x) != 0);
}

static double spread(double u)
{
    return u < 0.5 ? -exp2(200 * u) : exp2(200 * u - 100);
}

static double steps(double u)
{
    return floor(9 * u) - 4;
}

static double plain(double u)
{
    return u - 0.5;
}

Test(numeric_sort, same_order_as_by_comparison)
{
    static double (*const shape[])(double) = {plain, steps, spread};
    static const size_t length[] = {0, 1, 2, 24, 25, 26, 300, MOST};
    static const double special[] = {0.0, -0.0, INFINITY, -INFINITY, 5e-324, -5e-324, 1.7e308, -1.7e308};
    static double got[MOST], wanted[MOST];
    for (size_t s = 0; s < sizeof shape / sizeof *shape; s++)
        for (size_t l = 0; l < sizeof length / sizeof *length; l++) {
            const size_t n = length[l];
            stream_fill_wide(5, stream_id("sort"), 0, n, got);
            for (size_t i = 0; i < n; i++) got[i] = shape[s](got[i]);
            for (size_t i = 0; i < 8 && i + 1 < n; i++) got[i * n / 8] = special[i];
            memcpy(wanted, got, sizeof got);
            qsort(wanted, n, sizeof *wanted, compare);
            statistics_sort(got, n);
            cr_expect_eq(memcmp(got, wanted, n * sizeof *got), 0, "shape %zu, %zu numbers", s, n);
        }
}
