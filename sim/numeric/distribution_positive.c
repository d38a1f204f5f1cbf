/* Kinds on the positive half-line: gamma, Weibull. */
#include <math.h>

#include "sim/numeric/distribution_kinds.h"
#include "sim/numeric/extended.h"
#include "sim/numeric/fixed_math.h"

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
static long double gamma_ratio_excess(long double log_shape, const void *context)
{
    const double *const pair = context;
    const long double shape = extended_exp(log_shape);
    const long double q1 = extended_gamma_quantile(shape, pair[0]), q2 = extended_gamma_quantile(shape, pair[2]);
    return q1 > 0 ? extended_log(q2 / q1) - extended_log((long double)pair[3] / pair[1]) : 1;
}

enum status gamma_from_quantiles(const double *argument, struct distribution *out, struct error *err)
{
    static const long double LEAST = -7, STEP = 5, GREATEST = 18;
    TRY(distribution_check_quantiles(argument, 0, INFINITY, err));
    for (long double low = LEAST; low < GREATEST; low += STEP) {
        long double log_shape;
        if (!extended_root(gamma_ratio_excess, argument, low, low + STEP, &log_shape)) continue;
        const long double shape = extended_exp(log_shape);
        const long double scale = argument[3] / extended_gamma_quantile(shape, argument[2]);
        return gamma_from_scale((double[]){(double)shape, (double)scale}, out, err);
    }
    return error_set(err, STATUS_SCENARIO, "no gamma distribution has p%.6g = %g and p%.6g = %g", 100 * argument[0],
                     argument[1], 100 * argument[2], argument[3]);
}

double gamma_quantile(const struct distribution *d, double u)
{
    return (double)(extended_gamma_quantile(d->parameter[0], u) * d->parameter[1]);
}

double gamma_cdf(const struct distribution *d, double x)
{
    return (double)extended_gamma(d->parameter[0], (long double)x / d->parameter[1]).lower;
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
static long double weibull_spread(long double shape)
{
    return extended_log_gamma(1 + 2 / shape) - 2 * extended_log_gamma(1 + 1 / shape);
}

static long double weibull_spread_excess(long double log_shape, const void *context)
{
    return weibull_spread(extended_exp(log_shape)) - *(const long double *)context;
}

enum status weibull_from_moments(const double *argument, struct distribution *out, struct error *err)
{
    static const long double LEAST = -3, GREATEST = 12;
    TRY(distribution_check_above("mean", argument[0], 0, err));
    TRY(distribution_check_above("sd", argument[1], 0, err));
    const long double cv = (long double)argument[1] / argument[0], spread = extended_log1p(cv * cv);
    long double log_shape;
    if (!extended_root(weibull_spread_excess, &spread, LEAST, GREATEST, &log_shape))
        return error_set(err, STATUS_SCENARIO, "no Weibull distribution has mean %g and sd %g", argument[0],
                         argument[1]);
    const long double shape = extended_exp(log_shape);
    const long double scale = argument[0] * extended_exp(-extended_log_gamma(1 + 1 / shape));
    return weibull_from_scale((double[]){(double)shape, (double)scale}, out, err);
}

enum status weibull_from_quantiles(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_quantiles(argument, 0, INFINITY, err));
    const long double log1 = extended_log(-extended_log1p(-(long double)argument[0]));
    const long double log2 = extended_log(-extended_log1p(-(long double)argument[2]));
    const long double shape = (log2 - log1) / extended_log((long double)argument[3] / argument[1]);
    const long double scale = argument[3] * extended_exp(-log2 / shape);
    return weibull_from_scale((double[]){(double)shape, (double)scale}, out, err);
}

double weibull_quantile(const struct distribution *d, double u)
{
    const long double exponential = -extended_log1p(-(long double)u);
    return (double)(d->parameter[1] * extended_pow(exponential, 1 / (long double)d->parameter[0]));
}

double weibull_cdf(const struct distribution *d, double x)
{
    if (!(x > 0)) return 0;
    return (double)-extended_expm1(-extended_pow((long double)x / d->parameter[1], d->parameter[0]));
}

double weibull_mean(const struct distribution *d)
{
    return (double)(d->parameter[1] * extended_exp(extended_log_gamma(1 + 1 / (long double)d->parameter[0])));
}

double weibull_variance(const struct distribution *d)
{
    const double mean = weibull_mean(d);
    return mean * mean * (double)fmaxl(extended_expm1(weibull_spread(d->parameter[0])), 0);
}
