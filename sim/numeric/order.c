#include "sim/numeric/order.h"

#include <math.h>
#include <string.h>

#include "sim/numeric/lanes.h"
#include "sim/numeric/statistics.h"

enum {
    FEW = 2048, /* a column of so many is sorted whole */
    SAMPLE = 256,
    TAIL = 2,    /* of the sample on either side: beyond lie the end buckets */
    BLOCK = 256, /* numbers whose buckets are found together */
    AHEAD = 16   /* the next line of the cache but one */
};

/* Buckets of equal width: rising with x, rounding included, so that they are in order. */
struct scale {
    double low, buckets_per_unit;
};

/* False where the sample has no width, or too much. */
static bool scale_find(const double *x, size_t n, struct scale *out)
{
    double sample[SAMPLE];
    for (size_t i = 0; i < SAMPLE; i++) sample[i] = x[i * n / SAMPLE];
    statistics_sort(sample, SAMPLE);
    const double low = sample[TAIL], width = sample[SAMPLE - 1 - TAIL] - low;
    if (!(width > 0 && isfinite(low) && isfinite(width))) return false;
    *out = (struct scale){low, ORDER_BUCKETS / width};
    return isfinite(out->buckets_per_unit);
}

/* Buckets of BLOCK numbers, by way of the mantissa of 2^52 + bucket. */
static void find_buckets(struct scale scale, const double *x, uint64_t *out_bucket)
{
    const double last = ORDER_BUCKETS - 1;
    for (size_t i = 0; i < BLOCK; i += LANES_WIDTH) {
        const lanes_f64 place = (lanes_load(x + i) - scale.low) * scale.buckets_per_unit;
        const lanes_u64 inside = (lanes_u64)(place > 0) & (lanes_u64)(place < last), above = (lanes_u64)(place >= last);
        const lanes_u64 end = (lanes_u64)(last + (lanes_f64){0}) & above;
        const lanes_u64 clamped = ((lanes_u64)place & inside) | end;
        const lanes_u64 bits = (lanes_u64)((lanes_f64)clamped + 0x1p52) & lanes_splat(2 * ORDER_BUCKETS - 1);
        memcpy(out_bucket + i, &bits, sizeof bits);
    }
}

/* The same of the numbers from i on, of which there may be fewer; returns how many. */
static size_t next_buckets(struct scale scale, const double *x, size_t n, size_t i, uint64_t out_bucket[BLOCK])
{
    if (n - i >= BLOCK) {
        find_buckets(scale, x + i, out_bucket);
        return BLOCK;
    }
    double last[BLOCK] = {0};
    memcpy(last, x + i, (n - i) * sizeof *x);
    find_buckets(scale, last, out_bucket);
    return n - i;
}

static void deal(struct order *order, struct scale scale, const double *x)
{
    uint64_t bucket[BLOCK];
    size_t next[ORDER_BUCKETS] = {0}, sum = 0, block;
    for (size_t i = 0; i < order->n; i += block) {
        block = next_buckets(scale, x, order->n, i, bucket);
        for (size_t k = 0; k < block; k++) next[bucket[k]]++;
    }
    for (size_t b = 0; b < ORDER_BUCKETS; b++) {
        const size_t count = next[b];
        order->start[b] = next[b] = sum;
        sum += count;
    }
    order->start[ORDER_BUCKETS] = sum;
    for (size_t i = 0; i < order->n; i += block) {
        block = next_buckets(scale, x, order->n, i, bucket);
        for (size_t k = 0; k < block; k++) {
            double *const to = &order->value[next[bucket[k]]++];
            __builtin_prefetch(to + AHEAD, 1); /* hundreds of places are written in turn: more than are foreseen */
            *to = x[i + k];
        }
    }
}

void order_init(struct order *order, const double *x, size_t n, double *room)
{
    struct scale scale;
    order->n = n;
    order->value = room;
    order->buckets = 0;
    if (n > FEW && scale_find(x, n, &scale)) {
        order->buckets = ORDER_BUCKETS;
        memset(order->sorted, 0, sizeof order->sorted);
        deal(order, scale, x);
        return;
    }
    memcpy(room, x, n * sizeof *x);
    statistics_sort(room, n);
}

void order_of_sorted(struct order *order, const double *sorted, size_t n)
{
    order->n = n;
    order->value = (double *)sorted; /* without buckets nothing is ever written */
    order->buckets = 0;
}

static void sort_bucket(struct order *order, size_t bucket)
{
    const uint64_t bit = UINT64_C(1) << bucket % 64;
    if (order->sorted[bucket / 64] & bit) return;
    statistics_sort(order->value + order->start[bucket], order->start[bucket + 1] - order->start[bucket]);
    order->sorted[bucket / 64] |= bit;
}

double order_value(struct order *order, size_t rank)
{
    size_t low = 0, high = order->buckets; /* the bucket is in low .. high - 1 */
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (order->start[middle] <= rank)
            low = middle;
        else
            high = middle;
    }
    if (order->buckets > 0) sort_bucket(order, low);
    return order->value[rank];
}

const double *order_lowest(struct order *order, size_t count)
{
    for (size_t b = 0; b < order->buckets && order->start[b] < count; b++) sort_bucket(order, b);
    return order->value;
}

double order_percentile(struct order *order, double probability)
{
    const double position = probability * (double)(order->n - 1);
    const size_t index = (size_t)position;
    if (index + 1 >= order->n) return order_value(order, order->n - 1);
    const double below = order_value(order, index), above = order_value(order, index + 1);
    return below + (position - (double)index) * (above - below);
}
