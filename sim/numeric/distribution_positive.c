/* Kinds on the positive half-line: gamma, Weibull. */
#include <math.h>

#include "sim/numeric/distribution_kinds.h"
#include "sim/numeric/double_double.h"
#include "sim/numeric/fixed_math.h"
#include "sim/numeric/root.h"

/* gamma: shape, scale. Beyond this shape the coefficient of variation is below 1e-5. */

static const double GAMMA_SHAPE_MAX = 1e10;

enum status gamma_from_scale(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_above("shape", argument[0], 0, err));
    TRY(distribution_check_above("scale", argument[1], 0, err));
    if (argument[0] > GAMMA_SHAPE_MAX) {
        error_set(err, STATUS_SCENARIO, "this gamma distribution is too narrow (shape is %.3g, allowed up to %g)",
                  argument[0], GAMMA_SHAPE_MAX);
        return error_hint(err, "use a plain number, or a normal distribution");
    }
    out->parameter[0] = argument[0];
    out->parameter[1] = argument[1];
    return STATUS_OK;
}

enum status gamma_from_rate(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_above("rate", argument[1], 0, err));
    return gamma_from_scale((double[]){argument[0], 1 / argument[1]}, out, err);
}

enum status gamma_from_moments(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_above("mean", argument[0], 0, err));
    TRY(distribution_check_above("sd", argument[1], 0, err));
    const double cv = argument[1] / argument[0];
    return gamma_from_scale((double[]){1 / (cv * cv), argument[1] * cv}, out, err);
}

/* The ratio of two quantiles falls with the shape. */
static double gamma_ratio_excess(double log_shape, const void *context)
{
    const double *const pair = context;
    const double shape = fixed_exp(log_shape);
    const double q1 = fixed_gamma_quantile(shape, pair[0]), q2 = fixed_gamma_quantile(shape, pair[2]);
    return q1 > 0 ? fixed_log(q2 / q1) - fixed_log(pair[3] / pair[1]) : 1;
}

enum status gamma_from_quantiles(const double *argument, struct distribution *out, struct error *err)
{
    static const double LEAST = -7, STEP = 5, GREATEST = 18;
    TRY(distribution_check_quantiles(argument, 0, INFINITY, err));
    for (double low = LEAST; low < GREATEST; low += STEP) {
        double log_shape;
        if (!root_find(gamma_ratio_excess, argument, low, low + STEP, &log_shape)) continue;
        const double shape = fixed_exp(log_shape);
        const double scale = argument[3] / fixed_gamma_quantile(shape, argument[2]);
        return gamma_from_scale((double[]){shape, scale}, out, err);
    }
    return error_set(err, STATUS_SCENARIO, "no gamma distribution has p%.6g = %g and p%.6g = %g", 100 * argument[0],
                     argument[1], 100 * argument[2], argument[3]);
}

double gamma_quantile(const struct distribution *d, double u)
{
    return fixed_gamma_quantile(d->parameter[0], u) * d->parameter[1];
}

double gamma_cdf(const struct distribution *d, double x)
{
    return fixed_gamma_cdf(d->parameter[0], x / d->parameter[1]);
}

double gamma_mean(const struct distribution *d)
{
    return d->parameter[0] * d->parameter[1];
}

double gamma_variance(const struct distribution *d)
{
    return d->parameter[0] * d->parameter[1] * d->parameter[1];
}

/* weibull: shape, scale */

enum status weibull_from_scale(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_above("shape", argument[0], 0, err));
    TRY(distribution_check_above("scale", argument[1], 0, err));
    out->parameter[0] = argument[0];
    out->parameter[1] = argument[1];
    return STATUS_OK;
}

/* ln (1 + cv^2) of shape k: ln Gamma(1 + 2/k) - 2 ln Gamma(1 + 1/k) */
static double weibull_spread(double shape)
{
    const struct dd part = dd_divide(dd_of(1), dd_of(shape)), once = dd_log_gamma(dd_shift(part, 1));
    return dd_subtract(dd_log_gamma(dd_shift(dd_scale(part, 2), 1)), dd_scale(once, 2)).high;
}

static double weibull_spread_excess(double log_shape, const void *context)
{
    return weibull_spread(fixed_exp(log_shape)) - *(const double *)context;
}

enum status weibull_from_moments(const double *argument, struct distribution *out, struct error *err)
{
    static const double LEAST = -3, GREATEST = 12;
    TRY(distribution_check_above("mean", argument[0], 0, err));
    TRY(distribution_check_above("sd", argument[1], 0, err));
    const double cv = argument[1] / argument[0], spread = fixed_log1p(cv * cv);
    double log_shape;
    if (!root_find(weibull_spread_excess, &spread, LEAST, GREATEST, &log_shape))
        return error_set(err, STATUS_SCENARIO, "no Weibull distribution has mean %g and sd %g", argument[0],
                         argument[1]);
    const double shape = fixed_exp(log_shape);
    const double scale = argument[0] * fixed_exp(-fixed_log_gamma(1 + 1 / shape));
    return weibull_from_scale((double[]){shape, scale}, out, err);
}

enum status weibull_from_quantiles(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_quantiles(argument, 0, INFINITY, err));
    const double log1 = fixed_log(-fixed_log1p(-argument[0]));
    const double log2 = fixed_log(-fixed_log1p(-argument[2]));
    const double shape = (log2 - log1) / fixed_log(argument[3] / argument[1]);
    const double scale = argument[3] * fixed_exp(-log2 / shape);
    return weibull_from_scale((double[]){shape, scale}, out, err);
}

double weibull_quantile(const struct distribution *d, double u)
{
    const double exponential = -fixed_log1p(-u);
    return d->parameter[1] * fixed_pow(exponential, 1 / d->parameter[0]);
}

double weibull_cdf(const struct distribution *d, double x)
{
    if (!(x > 0)) return 0;
    return -fixed_expm1(-fixed_pow(x / d->parameter[1], d->parameter[0]));
}

double weibull_mean(const struct distribution *d)
{
    return d->parameter[1] * fixed_exp(fixed_log_gamma(1 + 1 / d->parameter[0]));
}

double weibull_variance(const struct distribution *d)
{
    const double mean = weibull_mean(d);
    return mean * mean * fmax(fixed_expm1(weibull_spread(d->parameter[0])), 0);
}
