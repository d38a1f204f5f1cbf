/* What came of what was stated. */
#include <math.h>
#include <string.h>

#include "sim/numeric/distribution_kinds.h"

/* Within what is drawn. */
static double mode_of(const struct distribution *d)
{
    distribution_of *const mode = distribution_table[d->kind].mode;
    return mode ? fmin(fmax(mode(d), d->minimum), d->maximum) : NAN;
}

static double low_of(const struct distribution *d)
{
    return distribution_quantile(d, 0.025);
}

static double high_of(const struct distribution *d)
{
    return distribution_quantile(d, 0.975);
}

static double estimate_of(const struct distribution *d)
{
    return distribution_table[d->kind].estimate_is_median ? distribution_quantile(d, 0.5) : distribution_mean(d);
}

double distribution_has(const struct distribution *distribution, const char *name)
{
    static const struct {
        const char *name;
        double (*of)(const struct distribution *);
    } known[] = {{"mean", distribution_mean}, {"sd", distribution_sd}, {"mode", mode_of},
                 {"ci95_low", low_of},        {"ci95_high", high_of},  {"estimate", estimate_of}};
    const double level = distribution_level(name);
    if (!isnan(level)) return distribution_quantile(distribution, level);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(name, known[i].name) == 0) return known[i].of(distribution);
    return NAN;
}
