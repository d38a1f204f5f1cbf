#include <math.h>

#include "sim/numeric/distribution_kinds.h"
#include "sim/numeric/fixed_math.h"
#include "sim/numeric/root.h"

/* beta: alpha, beta. Beyond this sum the standard deviation is below 5e-6. */

static const double BETA_SIZE_MAX = 1e10;

/* Of alpha + beta: with less, it is 0 or 1 in all but a few of a million draws. */
static const double BETA_SIZE_MIN = 1e-6;

enum status beta_from_shapes(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_above("alpha", argument[0], 0, err));
    TRY(distribution_check_above("beta", argument[1], 0, err));
    if (argument[0] + argument[1] > BETA_SIZE_MAX) {
        error_set(err, STATUS_SCENARIO, "this beta distribution is too narrow (alpha + beta is %.3g, allowed up to %g)",
                  argument[0] + argument[1], BETA_SIZE_MAX);
        return error_hint(err, "use a plain number, or a normal distribution");
    }
    out->parameter[0] = argument[0];
    out->parameter[1] = argument[1];
    return STATUS_OK;
}

enum status beta_from_moments(const double *argument, struct distribution *out, struct error *err)
{
    const double mean = argument[0], sd = argument[1];
    TRY(distribution_check_share("mean", "beta", mean, err));
    TRY(distribution_check_above("sd", sd, 0, err));
    const double size = mean * (1 - mean) / (sd * sd) - 1;
    if (!(size > BETA_SIZE_MIN)) return distribution_error_ends("beta", mean, sd, err);
    return beta_from_shapes((double[]){mean * size, (1 - mean) * size}, out, err);
}

struct beta_problem {
    const double *pair;
    double size, mean, width;
};

static double beta_low_excess(double mean, const void *context)
{
    const struct beta_problem *const problem = context;
    const double *const pair = problem->pair;
    const double a = mean * problem->size, b = (1 - mean) * problem->size;
    return fixed_beta_cdf(a, b, pair[1]) - pair[0];
}

/* With alpha + beta = e^log_size and the lower quantile met, by how much the cdf exceeds at the upper one. */
static double beta_high_excess(double log_size, const void *context)
{
    static const double EDGE = 1e-12;
    struct beta_problem problem = *(const struct beta_problem *)context;
    const double *const pair = problem.pair;
    problem.size = fixed_exp(log_size);
    if (!root_find(beta_low_excess, &problem, EDGE, 1 - EDGE, &problem.mean)) return NAN;
    const double a = problem.mean * problem.size, b = (1 - problem.mean) * problem.size;
    return fixed_beta_cdf(a, b, pair[3]) - pair[2];
}

enum status beta_from_quantiles(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_quantiles(argument, 0, 1, err));
    const struct beta_problem problem = {.pair = argument};
    double log_size;
    for (double low = 1; low > -8; low -= 3) {
        for (double high = 5; high < 24; high += 6) {
            if (!root_find(beta_high_excess, &problem, low, high, &log_size)) continue;
            struct beta_problem found = {.pair = argument, .size = fixed_exp(log_size)};
            if (!root_find(beta_low_excess, &found, 1e-12, 1 - 1e-12, &found.mean)) continue;
            const double a = (found.mean * found.size), b = (1 - found.mean) * found.size;
            return beta_from_shapes((double[]){a, b}, out, err);
        }
    }
    return error_set(err, STATUS_SCENARIO, "no beta distribution has p%.6g = %g and p%.6g = %g", 100 * argument[0],
                     argument[1], 100 * argument[2], argument[3]);
}

static double beta_width_excess(double log_size, const void *context)
{
    const struct beta_problem *const problem = context;
    const double size = fixed_exp(log_size), a = problem->mean * size, b = (1 - problem->mean) * size;
    return fixed_beta_quantile(a, b, 0.975) - fixed_beta_quantile(a, b, 0.025) - problem->width;
}

/* The mean is the estimate, and the central 95 % are as wide as the interval. The widest interval is not that of the
 * least size where the mean is near 0 or 1, so the size is sought from above. */
enum status beta_from_interval(const double *argument, struct distribution *out, struct error *err)
{
    const double mean = argument[0], low = argument[1], high = argument[2];
    TRY(distribution_check_share("estimate", "beta", mean, err));
    if (!(low >= 0 && low < mean && mean < high && high <= 1))
        return error_set(err, STATUS_SCENARIO,
                         "the estimate must lie inside its ci95, within 0 and 1 (found %g in %g to %g)", mean, low,
                         high);
    const struct beta_problem problem = {.mean = mean, .width = high - low};
    /* The normal approximation of the size is within a factor of e^2. */
    const double wanted = 4 * 3.8416 * mean * (1 - mean) / (problem.width * problem.width);
    const double guess = wanted < BETA_SIZE_MAX ? wanted : BETA_SIZE_MAX;
    for (double top = fixed_log(guess) + 2; top > -2; top -= 1) {
        double log_size;
        if (!root_find(beta_width_excess, &problem, top - 1, top, &log_size)) continue;
        const double size = fixed_exp(log_size), a = mean * size, b = (1 - mean) * size;
        const double found_low = fixed_beta_quantile(a, b, 0.025);
        if (fabs(found_low - low) > 0.25 * (high - low)) break;
        return beta_from_shapes((double[]){a, b}, out, err);
    }
    error_set(err, STATUS_SCENARIO, "no beta distribution with mean %g has a 95%% interval near %g to %g", mean, low,
              high);
    return error_hint(err, "give p2.5 and p97.5 instead, or another distribution");
}

double beta_quantile(const struct distribution *d, double u)
{
    return fixed_beta_quantile(d->parameter[0], d->parameter[1], u);
}

double beta_cdf(const struct distribution *d, double x)
{
    return fixed_beta_cdf(d->parameter[0], d->parameter[1], x);
}

double beta_mean(const struct distribution *d)
{
    return d->parameter[0] / (d->parameter[0] + d->parameter[1]);
}

double beta_variance(const struct distribution *d)
{
    const double a = d->parameter[0], b = d->parameter[1];
    return a / (a + b) * (b / (a + b)) / (a + b + 1);
}
