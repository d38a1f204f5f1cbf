#include "sim/model/discount.h"

#include <math.h>

static double rate_of_step(const struct settings *settings, int step)
{
    size_t i = 0;
    while (i + 1 < settings->discount_steps && step > settings->discount_step[i].until) i++;
    return settings->discount_step[i].rate;
}

void discount_fill(const struct settings *settings, size_t years, double *out_factor)
{
    double start = 1;
    for (size_t t = 0; t < years; t++) {
        const double growth = 1 + rate_of_step(settings, (int)t + 1);
        const double timed[] = {
            [DISCOUNT_START] = start, [DISCOUNT_MID] = start / sqrt(growth), [DISCOUNT_END] = start / growth};
        out_factor[t] = timed[settings->discounting];
        start /= growth;
    }
}
