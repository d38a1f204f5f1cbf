/* Kinds made from the normal distribution: normal, truncated normal (its bounds are the truncation), lognormal. */
#include <math.h>

#include "sim/numeric/distribution_kinds.h"
#include "sim/numeric/fixed_math.h"

/* Mean and standard deviation from two quantiles. */
static void normal_fit(const double *pair, double *out_mean, double *out_sd)
{
    const double z1 = fixed_normal_quantile(pair[0]), z2 = fixed_normal_quantile(pair[2]);
    *out_sd = (pair[3] - pair[1]) / (z2 - z1);
    *out_mean = (pair[1] * z2 - pair[3] * z1) / (z2 - z1);
}

static double interval_sd(double low, double high)
{
    return (high - low) / (2 * fixed_normal_quantile(0.975));
}

/* normal: mean, sd */

enum status normal_from_moments(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_above("sd", argument[1], 0, err));
    out->parameter[0] = argument[0];
    out->parameter[1] = argument[1];
    return STATUS_OK;
}

enum status normal_from_quantiles(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_quantiles(argument, -INFINITY, INFINITY, err));
    normal_fit(argument, &out->parameter[0], &out->parameter[1]);
    return STATUS_OK;
}

enum status normal_from_interval(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_order("ci95_low", argument[1], "ci95_high", argument[2], err));
    TRY(distribution_check_inside(argument[0], argument[1], argument[2], err));
    TRY(distribution_check_interval(argument[0], argument[1], argument[2], err));
    out->parameter[0] = argument[0];
    out->parameter[1] = interval_sd(argument[1], argument[2]);
    return STATUS_OK;
}

double normal_quantile(const struct distribution *d, double u)
{
    return d->parameter[0] + d->parameter[1] * fixed_normal_quantile(u);
}

double normal_cdf(const struct distribution *d, double x)
{
    return fixed_normal_cdf((x - d->parameter[0]) / d->parameter[1]);
}

double normal_mean(const struct distribution *d)
{
    return d->parameter[0];
}

double normal_variance(const struct distribution *d)
{
    return d->parameter[1] * d->parameter[1];
}

/* truncated_normal: mean and sd of the normal before the cut */

static enum status truncated_bounds(const double *bound, struct distribution *out, struct error *err)
{
    if (isnan(bound[0]) && isnan(bound[1]))
        return error_set(err, STATUS_SCENARIO, "truncated_normal needs min, max or both");
    if (!isnan(bound[0])) out->minimum = bound[0];
    if (!isnan(bound[1])) out->maximum = bound[1];
    return distribution_check_order("min", out->minimum, "max", out->maximum, err);
}

enum status truncated_from_moments(const double *argument, struct distribution *out, struct error *err)
{
    TRY(truncated_bounds(argument + 2, out, err));
    return normal_from_moments(argument, out, err);
}

enum status truncated_from_quantiles(const double *argument, struct distribution *out, struct error *err)
{
    TRY(truncated_bounds(argument + 4, out, err));
    return normal_from_quantiles(argument, out, err);
}

/* lognormal: mu, sigma of the logarithm */

enum status lognormal_from_logs(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_above("sigma", argument[1], 0, err));
    out->parameter[0] = argument[0];
    out->parameter[1] = argument[1];
    return STATUS_OK;
}

enum status lognormal_from_moments(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_above("mean", argument[0], 0, err));
    TRY(distribution_check_above("sd", argument[1], 0, err));
    const double cv = argument[1] / argument[0], variance = fixed_log1p(cv * cv);
    out->parameter[0] = fixed_log(argument[0]) - variance / 2;
    out->parameter[1] = sqrt(variance);
    return STATUS_OK;
}

enum status lognormal_from_quantiles(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_quantiles(argument, 0, INFINITY, err));
    normal_fit((double[]){argument[0], fixed_log(argument[1]), argument[2], fixed_log(argument[3])}, &out->parameter[0],
               &out->parameter[1]);
    return STATUS_OK;
}

/* The estimate is the median, as for the ratios and costs that are published so. */
enum status lognormal_from_interval(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_above("ci95_low", argument[1], 0, err));
    TRY(distribution_check_above("estimate", argument[0], 0, err));
    TRY(distribution_check_order("ci95_low", argument[1], "ci95_high", argument[2], err));
    TRY(distribution_check_inside(argument[0], argument[1], argument[2], err));
    const double middle = fixed_log(argument[0]), low = fixed_log(argument[1]), high = fixed_log(argument[2]);
    TRY(distribution_check_interval(middle, low, high, err));
    out->parameter[0] = middle;
    out->parameter[1] = interval_sd(low, high);
    return STATUS_OK;
}

double lognormal_quantile(const struct distribution *d, double u)
{
    return fixed_exp(d->parameter[0] + d->parameter[1] * fixed_normal_quantile(u));
}

double lognormal_cdf(const struct distribution *d, double x)
{
    return x > 0 ? fixed_normal_cdf((fixed_log(x) - d->parameter[0]) / d->parameter[1]) : 0;
}

double lognormal_mean(const struct distribution *d)
{
    return fixed_exp(d->parameter[0] + d->parameter[1] * d->parameter[1] / 2);
}

double lognormal_variance(const struct distribution *d)
{
    const double mean = lognormal_mean(d);
    return mean * mean * fixed_expm1(d->parameter[1] * d->parameter[1]);
}
