#include "tests/bench/measure.h"

#include <gsl/gsl_statistics.h>

double measure_seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double timed(struct task task, clockid_t clock)
{
    const double start = measure_seconds(clock);
    task.run(task.context);
    return measure_seconds(clock) - start;
}

struct comparison measure_alternately(struct task a, struct task b, int pairs, clockid_t clock)
{
    double time_a[MEASURE_MOST], time_b[MEASURE_MOST], ratio[MEASURE_MOST];
    const size_t n = (size_t)pairs;
    for (size_t i = 0; i < n; i++) {
        time_a[i] = timed(a, clock);
        time_b[i] = timed(b, clock);
        ratio[i] = time_b[i] / time_a[i];
    }
    return (struct comparison){gsl_stats_median(time_a, 1, n), gsl_stats_median(time_b, 1, n),
                               gsl_stats_median(ratio, 1, n)};
}

uint64_t measure_hash(uint64_t hash, const void *data, size_t bytes)
{
    const unsigned char *byte = data;
    for (size_t i = 0; i < bytes; i++) hash = (hash ^ byte[i]) * UINT64_C(0x100000001B3);
    return hash;
}
