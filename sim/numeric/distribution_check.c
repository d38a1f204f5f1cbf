#include <math.h>

#include "sim/numeric/distribution_kinds.h"

enum status distribution_check_above(const char *name, double value, double bound, struct error *err)
{
    if (value > bound) return STATUS_OK;
    return error_set(err, STATUS_SCENARIO, "%s must be above %g (found %g)", name, bound, value);
}

enum status distribution_check_order(const char *low_name, double low, const char *high_name, double high,
                                     struct error *err)
{
    if (low < high) return STATUS_OK;
    return error_set(err, STATUS_SCENARIO, "%s must be below %s (found %g and %g)", low_name, high_name, low, high);
}

enum status distribution_check_quantiles(const double *pair, double least, double greatest, struct error *err)
{
    static const double LEAST_APART = 1e-9; /* nearer levels have one quantile, to a number's precision */
    const double p1 = 100 * pair[0], p2 = 100 * pair[2];
    if (!(pair[2] - pair[0] >= LEAST_APART))
        return error_set(err, STATUS_SCENARIO, "p%.15g and p%.15g are too close to each other", p1, p2);
    if (!(pair[1] < pair[3]))
        return error_set(err, STATUS_SCENARIO, "p%.6g must be below p%.6g (found %g and %g)", p1, p2, pair[1], pair[3]);
    if (pair[1] > least && pair[3] < greatest) return STATUS_OK;
    if (isinf(greatest))
        return error_set(err, STATUS_SCENARIO, "p%.6g must be above %g (found %g)", p1, least, pair[1]);
    return error_set(err, STATUS_SCENARIO, "p%.6g and p%.6g must lie between %g and %g (found %g and %g)", p1, p2,
                     least, greatest, pair[1], pair[3]);
}

enum status distribution_check_inside(double estimate, double low, double high, struct error *err)
{
    if (estimate > low && estimate < high) return STATUS_OK;
    return error_set(err, STATUS_SCENARIO, "the estimate must lie inside its ci95 (found %g in %g to %g)", estimate,
                     low, high);
}

enum status distribution_check_interval(double estimate, double low, double high, struct error *err)
{
    static const double OFF_MIDDLE = 0.25; /* of the width: more than rounding of published figures explains */
    if (fabs(estimate - (low + high) / 2) <= OFF_MIDDLE * (high - low)) return STATUS_OK;
    error_set(err, STATUS_SCENARIO, "the estimate is too far from the middle of its ci95 for this distribution");
    return error_hint(err, "give p2.5 and p97.5 instead, or another distribution");
}

enum status distribution_check_share(const char *name, const char *kind, double value, struct error *err)
{
    if (value > 0 && value < 1) return STATUS_OK;
    return error_set(err, STATUS_SCENARIO, "%s of a %s distribution must lie between 0 and 1 (found %g)", name, kind,
                     value);
}

enum status distribution_error_ends(const char *kind, double mean, double sd, struct error *err)
{
    static const double ROUNDING = 0.01; /* of published figures */
    const double greatest = sqrt(mean * (1 - mean));
    const enum status status =
        error_set(err, STATUS_SCENARIO,
                  "no %s distribution with mean %g has sd %g (allowed: below %.6g, at which it is 0 or 1 alone)", kind,
                  mean, sd, greatest);
    if (sd > (1 + ROUNDING) * greatest) return status;
    return error_hint(err, "{discrete: {values: [0, 1], weights: [%.6g, %.6g]}} is what is always 0 or 1", 1 - mean,
                      mean);
}
