/* How likely the events of a pilot are at a risk. */
#include <math.h>

#include "sim/analysis/learn_work.h"
#include "sim/numeric/fixed_math.h"

double learn_likelihood(double chance, uint32_t persons, uint32_t events)
{
    const double free_of_it = 1 - chance;
    double sum = 0;
    if (events > 0) sum += chance > 0 ? events * fixed_log(chance) : -INFINITY;
    if (persons > events) sum += free_of_it > 0 ? (persons - events) * fixed_log(free_of_it) : -INFINITY;
    return sum;
}

/* P(X <= x) of the binomial, by the incomplete beta function. */
static double binomial_cdf(double chance, uint32_t persons, uint32_t x)
{
    if (x >= persons) return 1;
    if (!(chance > 0)) return 1;
    if (!(chance < 1)) return 0;
    return fixed_beta_cdf(persons - x, x + 1.0, 1 - chance);
}

static struct estimate mean_of(const double *value, size_t n)
{
    const struct moments moments = statistics_moments(value, n);
    return replicates_mean(value, &moments);
}

struct estimate learn_as_far(const double *chance, size_t n, uint32_t persons, uint32_t events, double *room)
{
    struct estimate tail[2];
    for (size_t i = 0; i < n; i++) room[i] = binomial_cdf(chance[i], persons, events);
    tail[0] = mean_of(room, n);
    for (size_t i = 0; i < n; i++) room[i] = events > 0 ? 1 - binomial_cdf(chance[i], persons, events - 1) : 1;
    tail[1] = mean_of(room, n);
    const struct estimate *const smaller = tail[0].value < tail[1].value ? &tail[0] : &tail[1];
    return replicates_estimate(fmin(1, 2 * smaller->value), 2 * smaller->error);
}
