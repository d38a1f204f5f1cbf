#include "sim/model/targeting.h"

#include <math.h>

double targeting_threshold(double accuracy, double top)
{
    const double wide = fmax(accuracy, 1 - accuracy), narrow = 1 - wide;
    const double corner = narrow / (2 * wide); /* probability of either sloping end */
    if (top <= corner) return 1 - sqrt(2 * wide * narrow * top);
    if (top <= 1 - corner) return 1 - (wide * top + narrow / 2);
    return sqrt(2 * wide * narrow * (1 - top));
}

struct targeting targeting_resolve(const struct plan_targeting *targeting, double size, const double *theta)
{
    const double top = theta[targeting->top], accuracy = theta[targeting->accuracy];
    const double places = size * top;
    const double reachable = places > 0 ? theta[targeting->capacity] / places : 1;
    return (struct targeting){.everybody = top >= 1,
                              .accuracy = accuracy,
                              .threshold = targeting_threshold(accuracy, top),
                              .uptake = fmin(theta[targeting->uptake], reachable)};
}

double targeting_probability(const struct targeting *targeting, double rank)
{
    if (targeting->everybody) return targeting->uptake;
    const double error = 1 - targeting->accuracy, missing = targeting->threshold - targeting->accuracy * rank;
    if (error <= 0) return missing < 0 ? targeting->uptake : 0;
    return targeting->uptake * fmin(1, fmax(0, 1 - missing / error));
}

int targeting_kinks(const struct targeting *targeting, double out_rank[2])
{
    if (targeting->everybody || targeting->accuracy <= 0) return 0;
    const double error = 1 - targeting->accuracy;
    const double kink[2] = {(targeting->threshold - error) / targeting->accuracy,
                            targeting->threshold / targeting->accuracy};
    int count = 0;
    for (int i = 0; i < 2; i++)
        if (kink[i] > 0 && kink[i] < 1) out_rank[count++] = kink[i];
    return count;
}
