/* What came of what was stated. */
#include <math.h>
#include <string.h>

#include "sim/numeric/distribution_kinds.h"

/* Where the density of a triangular or a PERT distribution is greatest, within what is drawn. */
static double mode_of(const struct distribution *d)
{
    const double *const p = d->parameter;
    double mode = NAN;
    if (d->kind == DISTRIBUTION_TRIANGULAR) mode = p[1];
    if (d->kind == DISTRIBUTION_PERT) mode = p[0] + (p[2] - 1) / (p[2] + p[3] - 2) * (p[1] - p[0]);
    return isnan(mode) ? mode : fmin(fmax(mode, d->minimum), d->maximum);
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
    return d->kind == DISTRIBUTION_LOGNORMAL ? distribution_quantile(d, 0.5) : distribution_mean(d);
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
