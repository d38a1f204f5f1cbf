/* Times that a busy machine does not spoil: processor time, A B A B, the median of what each pair says. */
#ifndef HYOTY_BENCH_MEASURE_H
#define HYOTY_BENCH_MEASURE_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

enum { MEASURE_MOST = 31 };

/* Something to be timed. */
struct task {
    void (*run)(void *context);
    void *context;
};

struct comparison {
    double a, b;  /* seconds, medians */
    double ratio; /* median of b / a of the pairs */
};

double measure_seconds(clockid_t clock);
struct comparison measure_alternately(struct task a, struct task b, int pairs, clockid_t clock);

/* FNV-1a of 64 bits; goes on from `hash`, which starts as MEASURE_HASH_START. */
#define MEASURE_HASH_START UINT64_C(0xCBF29CE484222325)
uint64_t measure_hash(uint64_t hash, const void *data, size_t bytes);

#endif
