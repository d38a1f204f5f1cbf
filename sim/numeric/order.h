/* Order statistics of a column on demand: the same numbers as after a full sort, for the price of what is asked.
 *
 * The column is dealt into buckets of equal width, whose bounds come from a small sample; a bucket is sorted when a
 * rank in it is asked for. A few percentiles with their intervals touch a twentieth of the numbers. */
#ifndef HYOTY_NUMERIC_ORDER_H
#define HYOTY_NUMERIC_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ORDER_BUCKETS = 512 };

struct order {
    size_t n;
    double *value;                       /* [n] bucket by bucket */
    size_t buckets;                      /* 0: sorted throughout */
    size_t start[ORDER_BUCKETS + 1];     /* bucket b is value[start[b]] .. value[start[b + 1] - 1] */
    uint64_t sorted[ORDER_BUCKETS / 64]; /* a bit for each bucket */
};

/* The order of x[n] (no NaN; -0 before 0). room[n], not x itself, holds its numbers as long as it is used. */
void order_init(struct order *order, const double *x, size_t n, double *room);

/* The order of numbers that are ascending already, and stay the caller's. */
void order_of_sorted(struct order *order, const double *sorted, size_t n);

/* The number of a rank from 0 below n. */
double order_value(struct order *order, size_t rank);

/* The lowest `count` numbers, ascending. */
const double *order_lowest(struct order *order, size_t count);

/* Percentile, Hyndman-Fan type 7. */
double order_percentile(struct order *order, double probability);

#endif
