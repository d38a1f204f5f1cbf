/* logitnormal: mu, sigma of the logit ln (x / (1 - x)), which is normal.
 *
 * Mean and variance have no closed form. Computed is the side with mu <= 0, of which the other is the mirror image, so
 * that nothing is lost near 1; by the trapezoidal rule, whose error falls as e^(-2 pi^2 / step) where, as here, a
 * function is smooth within pi of the real line (Trefethen and Weideman, SIAM Review 56, 2014):
 *   sigma <= 1: over the normal score z, of the distance D(z) of the value from that at the median;
 *   sigma > 1:  over the logit y, by parts: E[s(Y)^k] is the integral of (s^k)'(y) P(Y > y), s the logistic function.
 */
#include <math.h>

#include "sim/numeric/distribution_kinds.h"
#include "sim/numeric/fixed_math.h"
#include "sim/numeric/root.h"

/* Beyond SIGMA_MAX it is 0 or 1 in all but a few of a million draws; within mu_most its variance is a number. */
static const double SIGMA_MAX = 1e6;

static double mu_most(double sigma)
{
    return 330 + 10 * sigma;
}

/* e^y / (1 + e^y), without loss at either end. */
static double logistic(double y)
{
    const double part = fixed_exp(-fabs(y));
    return (y < 0 ? part : 1) / (1 + part);
}

/* Without loss at 1/2, near 1 as exactly as x is there. */
static double logit(double x)
{
    if (x < 0.25) return fixed_log(x) - fixed_log1p(-x);
    return x < 0.5 ? -fixed_log1p((1 - 2 * x) / x) : fixed_log1p((2 * x - 1) / (1 - x));
}

/* --- mean and variance --- */

/* Of the value of the lower side: mean and variance. */
struct share_moments {
    double mean, variance;
};

static const double STEP = 0.375;

/* D = s(mu + t) - s(mu) with t = sigma z is c (1 - c) (e^t - 1) / (1 + c (e^t - 1)), c = s(mu). */
static struct share_moments narrow_moments(double mu, double sigma)
{
    static const double FROM = -9, TO = 12; /* beyond it e^(2 sigma z) of the normal weight is below 1e-17 */
    const double c = logistic(mu);
    double weights = 0, first = 0, second = 0;
    for (double z = FROM; z <= TO; z += STEP) {
        const double weight = fixed_exp(-z * z / 2), grown = fixed_expm1(sigma * z);
        const double distance = (1 - c) * grown / (1 + c * grown); /* over c */
        weights += weight;
        first += weight * distance;
        second += weight * distance * distance;
    }
    first /= weights;
    return (struct share_moments){c + c * first, c * c * (second / weights - first * first)};
}

/* The least logit that counts, at which the logarithm of the integrand is LOST below its greatest. Below mu it falls
 * with y, and where it still rises at 0, at least so steeply below 0. */
static const double LOST = 40;

static double wide_from(double mu, double sigma)
{
    const double hazard = 1 - mu / sigma; /* at most, of the normal distribution at 0: 1 + its score there */
    const double slope = 1 - hazard / sigma;
    return slope > 0 ? fmax(mu - LOST, -LOST / slope) : mu - LOST;
}

static struct share_moments wide_moments(double mu, double sigma)
{
    const double from = wide_from(mu, sigma), to = fmin(LOST, mu + sigma * (2 * sigma + 9));
    double first = 0, second = 0;
    for (double y = from; y <= to; y += STEP) {
        const double s = logistic(y), slope = s * logistic(-y) * fixed_normal_cdf((mu - y) / sigma);
        first += slope;
        second += 2 * s * slope;
    }
    first *= STEP;
    return (struct share_moments){first, STEP * second - first * first};
}

static struct share_moments lower_moments(double mu, double sigma)
{
    return sigma <= 1 ? narrow_moments(mu, sigma) : wide_moments(mu, sigma);
}

double logitnormal_mean(const struct distribution *d)
{
    const double lower = lower_moments(-fabs(d->parameter[0]), d->parameter[1]).mean;
    return d->parameter[0] > 0 ? 1 - lower : lower;
}

double logitnormal_variance(const struct distribution *d)
{
    return lower_moments(-fabs(d->parameter[0]), d->parameter[1]).variance;
}

/* --- ways of giving it --- */

enum status logitnormal_from_logits(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_above("sigma", argument[1], 0, err));
    const double most = mu_most(argument[1]);
    if (!(argument[1] <= SIGMA_MAX))
        return error_set(err, STATUS_SCENARIO, "sigma of a logitnormal distribution must be at most %g (found %g)",
                         SIGMA_MAX, argument[1]);
    if (!(fabs(argument[0]) <= most))
        return error_set(err, STATUS_SCENARIO, "mu of a logitnormal distribution must lie between %g and %g (found %g)",
                         -most, most, argument[0]);
    out->parameter[0] = argument[0];
    out->parameter[1] = argument[1];
    return STATUS_OK;
}

/* A mean of at most 1/2 and an sd that are looked for. */
struct moments_problem {
    double mean, sd, sigma;
};

static double mean_excess(double mu, const void *context)
{
    const struct moments_problem *const problem = context;
    return lower_moments(mu, problem->sigma).mean / problem->mean - 1;
}

/* The mu that gives the mean; NAN beyond mu_most. It lies below the logit of the mean; E[s(Y)] <= s(mu + sigma^2 / 2),
 * because a share is a concave function of its odds. */
static double mu_of_mean(const struct moments_problem *problem, double sigma)
{
    static const double BESIDE = 1e-9; /* more than rounding */
    struct moments_problem at = *problem;
    const double most = logit(problem->mean) + BESIDE;
    double mu;
    at.sigma = sigma;
    return root_find(mean_excess, &at, fmax(most - sigma * sigma / 2 - 2 * BESIDE, -mu_most(sigma)), most, &mu) ? mu
                                                                                                                : NAN;
}

static double sd_excess(double sigma, const void *context)
{
    const struct moments_problem *const problem = context;
    return sqrt(lower_moments(mu_of_mean(problem, sigma), sigma).variance) / problem->sd - 1;
}

/* The logistic function is nowhere steeper than 1/4, so that sigma is at least four times the sd. */
enum status logitnormal_from_moments(const double *argument, struct distribution *out, struct error *err)
{
    const double mean = argument[0], sd = argument[1];
    TRY(distribution_check_share("mean", "logitnormal", mean, err));
    TRY(distribution_check_above("sd", sd, 0, err));
    const struct moments_problem problem = {.mean = fmin(mean, 1 - mean), .sd = sd};
    double sigma;
    for (double low = 4 * sd, high; sd * sd < mean * (1 - mean) && low < SIGMA_MAX; low = high) {
        high = fmin(SIGMA_MAX, 4 * low);
        if (!root_find(sd_excess, &problem, low, high, &sigma)) continue;
        const double mu = mu_of_mean(&problem, sigma);
        return logitnormal_from_logits((double[]){mean > 0.5 ? -mu : mu, sigma}, out, err);
    }
    return distribution_error_ends("logitnormal", mean, sd, err);
}

enum status logitnormal_from_quantiles(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_quantiles(argument, 0, 1, err));
    TRY(normal_from_quantiles((double[]){argument[0], logit(argument[1]), argument[2], logit(argument[3])}, out, err));
    return logitnormal_from_logits((double[]){out->parameter[0], out->parameter[1]}, out, err);
}

/* The estimate is the median, and the interval is measured on the scale on which it is symmetric. */
enum status logitnormal_from_interval(const double *argument, struct distribution *out, struct error *err)
{
    static const char *const name[] = {"estimate", "ci95_low", "ci95_high"};
    double logits[3];
    for (size_t i = 0; i < 3; i++) {
        TRY(distribution_check_share(name[i], "logitnormal", argument[i], err));
        logits[i] = logit(argument[i]);
    }
    TRY(distribution_check_order("ci95_low", argument[1], "ci95_high", argument[2], err));
    TRY(distribution_check_inside(argument[0], argument[1], argument[2], err));
    TRY(normal_from_interval(logits, out, err));
    return logitnormal_from_logits((double[]){out->parameter[0], out->parameter[1]}, out, err);
}

/* --- quantile and cdf --- */

double logitnormal_quantile(const struct distribution *d, double u)
{
    return logistic(d->parameter[0] + d->parameter[1] * fixed_normal_quantile(u));
}

double logitnormal_cdf(const struct distribution *d, double x)
{
    if (!(x > 0)) return 0;
    return x < 1 ? fixed_normal_cdf((logit(x) - d->parameter[0]) / d->parameter[1]) : 1;
}
