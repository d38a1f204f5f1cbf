#include "sim/numeric/distribution.h"

#include <math.h>
#include <string.h>

#include "sim/numeric/distribution_kinds.h"

struct distribution distribution_fixed(double value)
{
    return (struct distribution){
        .kind = DISTRIBUTION_FIXED, .parameter = {value}, .minimum = -INFINITY, .maximum = INFINITY, .u_maximum = 1};
}

/* Of what a truncation leaves: with less, the uniforms that remain are too coarse. */
static const double LEAST_PROBABILITY = 1e-9;

double distribution_inner(const struct distribution *distribution, double u)
{
    const double inner = distribution->u_minimum + u * (distribution->u_maximum - distribution->u_minimum);
    return fmin(fmax(inner, DISTRIBUTION_LEAST_U), DISTRIBUTION_GREATEST_U);
}

static enum status error_cut_away(double least, double most, double left, struct error *err)
{
    static const double ROUNDING = 1e-15;
    if (left > ROUNDING)
        error_set(err, STATUS_SCENARIO,
                  "too little of the distribution is left between min %g and max %g (found a "
                  "probability of %-.2g, needed more than %g)",
                  least, most, left, LEAST_PROBABILITY);
    else
        error_set(err, STATUS_SCENARIO,
                  "nothing of the distribution is left between min %g and max %g (found a "
                  "probability below %g, needed more than %g)",
                  least, most, ROUNDING, LEAST_PROBABILITY);
    return error_hint(err, "state the distribution of what lies between them itself");
}

enum status distribution_truncate(struct distribution *distribution, double minimum, double maximum, struct error *err)
{
    const struct distribution_row *const row = &distribution_table[distribution->kind];
    const double least = fmax(minimum, distribution->minimum), most = fmin(maximum, distribution->maximum);
    if (isnan(minimum) || isnan(maximum) || !(least <= most))
        return error_set(err, STATUS_SCENARIO, "min must not be above max (found %g and %g)", least, most);
    /* The value at the bound itself belongs to what is left: kinds may have single values of their own weight. */
    const double u_least = least > -INFINITY ? row->cdf(distribution, nextafter(least, -INFINITY)) : 0;
    const double u_most = most < INFINITY ? row->cdf(distribution, most) : 1;
    if (!(u_most - u_least > LEAST_PROBABILITY)) return error_cut_away(least, most, u_most - u_least, err);
    distribution->minimum = least;
    distribution->maximum = most;
    distribution->u_minimum = u_least;
    distribution->u_maximum = u_most;
    return STATUS_OK;
}

enum status distribution_range(const struct distribution_argument *argument, size_t count, struct distribution *out,
                               struct error *err)
{
    static const double FAR_APART = 3;
    const double low = argument[0].value, high = argument[1].value;
    if (!isfinite(low) || !isfinite(high)) return error_set(err, STATUS_SCENARIO, "low and high must be finite");
    TRY(distribution_check_order("low", low, "high", high, err));
    const bool skewed = low > 0 && high >= FAR_APART * low;
    return distribution_solve(skewed ? DISTRIBUTION_LOGNORMAL : DISTRIBUTION_NORMAL, argument, count, out, err);
}

double distribution_quantile(const struct distribution *distribution, double u)
{
    const double x = distribution_table[distribution->kind].quantile(distribution, distribution_inner(distribution, u));
    return fmin(fmax(x, distribution->minimum), distribution->maximum);
}

double distribution_cdf(const struct distribution *distribution, double x)
{
    if (x < distribution->minimum) return 0;
    if (x >= distribution->maximum) return 1;
    const double inner = distribution_table[distribution->kind].cdf(distribution, x);
    const double part = (inner - distribution->u_minimum) / (distribution->u_maximum - distribution->u_minimum);
    return fmin(fmax(part, 0), 1);
}

/* Integral over [a, b] of quantile^power, Gauss-Legendre with 10 nodes (Abramowitz and Stegun, table 25.4). The
 * argument is the distance from 0, or from 1 where `mirrored`. */
static double moment_panel(const struct distribution *d, int power, double a, double b, bool mirrored)
{
    static const double node[] = {0.148874338981631211, 0.433395394129247191, 0.679409568299024406,
                                  0.865063366688984511, 0.973906528517171720};
    static const double weight[] = {0.295524224714752870, 0.269266719309996355, 0.219086362515982044,
                                    0.149451349150580593, 0.066671344308688138};
    const double middle = (a + b) / 2, half = (b - a) / 2;
    double sum = 0;
    for (size_t i = 0; i < 10; i++) {
        const double t = middle + (i % 2 ? -half : half) * node[i / 2];
        const double x = distribution_table[d->kind].quantile(d, mirrored ? 1 - t : t);
        sum += weight[i / 2] * (power == 2 ? x * x : x);
    }
    return sum * half;
}

/* The same over any interval within (0, 1/2], octave by octave: a quantile is smooth on each. */
static double moment_side(const struct distribution *d, int power, double a, double b, bool mirrored)
{
    static const double LEAST = 0x1p-51; /* what lies beyond is below the rounding of the sum */
    double sum = 0;
    for (double top = b; top > a && top > LEAST; top /= 2)
        sum += moment_panel(d, power, fmax(a, top / 2), top, mirrored);
    return sum;
}

static double moment(const struct distribution *d, int power)
{
    const double low = d->u_minimum, high = d->u_maximum;
    double sum = 0;
    if (distribution_table[d->kind].moment) {
        sum = distribution_table[d->kind].moment(d, power, low, high);
    } else {
        if (low < 0.5) sum += moment_side(d, power, low, fmin(high, 0.5), false);
        if (high > 0.5) sum += moment_side(d, power, 1 - high, 1 - fmax(low, 0.5), true);
    }
    return sum / (high - low);
}

static bool is_truncated(const struct distribution *d)
{
    return d->u_minimum > 0 || d->u_maximum < 1;
}

double distribution_mean(const struct distribution *distribution)
{
    if (!is_truncated(distribution)) return distribution_table[distribution->kind].mean(distribution);
    return fmin(fmax(moment(distribution, 1), distribution->minimum), distribution->maximum);
}

double distribution_sd(const struct distribution *distribution)
{
    if (!is_truncated(distribution)) return sqrt(distribution_table[distribution->kind].variance(distribution));
    const double mean = moment(distribution, 1), square = moment(distribution, 2);
    return sqrt(fmax(square - mean * mean, 0));
}

bool distribution_is_fixed(const struct distribution *distribution)
{
    if (distribution->kind == DISTRIBUTION_FIXED) return true;
    if (!distribution->value) return false;
    return distribution->value[0] == distribution->value[distribution->count - 1];
}
