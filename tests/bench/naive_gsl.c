#include "tests/bench/naive_gsl.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_roots.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>

/* --- distributions --- */

double naive_pert(gsl_rng *rng, double min, double mode, double max)
{
    const double width = max - min;
    return min + width * gsl_ran_beta(rng, 1 + 4 * (mode - min) / width, 1 + 4 * (max - mode) / width);
}

double naive_triangular(gsl_rng *rng, double min, double mode, double max)
{
    const double u = gsl_rng_uniform_pos(rng), corner = (mode - min) / (max - min);
    if (u < corner) return min + sqrt(u * (max - min) * (mode - min));
    return max - sqrt((1 - u) * (max - min) * (max - mode));
}

double naive_beta(gsl_rng *rng, double mean, double sd)
{
    const double n = mean * (1 - mean) / (sd * sd) - 1;
    return gsl_ran_beta(rng, mean * n, (1 - mean) * n);
}

double naive_lognormal(gsl_rng *rng, double p5, double p95)
{
    const double z95 = 1.6448536269514722;
    return gsl_ran_lognormal(rng, (log(p5) + log(p95)) / 2, (log(p95) - log(p5)) / (2 * z95));
}

/* --- concentration --- */

static double solve(double (*function)(double, void *), void *parameters, double low, double high)
{
    gsl_function f = {function, parameters};
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    gsl_root_fsolver_set(solver, &f, low, high);
    do gsl_root_fsolver_iterate(solver);
    while (gsl_root_test_interval(gsl_root_fsolver_x_lower(solver), gsl_root_fsolver_x_upper(solver), 0, 1e-10) ==
           GSL_CONTINUE);
    const double root = gsl_root_fsolver_root(solver);
    gsl_root_fsolver_free(solver);
    return root;
}

double naive_weight(const struct naive_curve *curve, double rank)
{
    return curve->low * pow(1 - rank * (1 - curve->spread), -1 / curve->alpha);
}

/* Integral of the weight over the top share of persons. */
static double held_by(const struct naive_curve *curve, double top)
{
    const double spread = curve->spread, power = 1 - 1 / curve->alpha;
    return curve->low / (1 - spread) * (pow(spread + top * (1 - spread), power) - pow(spread, power)) / power;
}

static double mean_off(double low, void *parameters)
{
    struct naive_curve *curve = parameters;
    curve->low = low;
    curve->spread = pow(low / curve->high, curve->alpha);
    return held_by(curve, 1) - 1;
}

struct wanted {
    struct naive_curve curve;
    double top, share;
};

static double share_off(double alpha, void *parameters)
{
    struct wanted *wanted = parameters;
    wanted->curve.alpha = alpha;
    mean_off(solve(mean_off, &wanted->curve, 1e-4, 0.99), &wanted->curve);
    return held_by(&wanted->curve, wanted->top) - wanted->share;
}

static struct naive_curve curve_of(double top, double share, double cap)
{
    struct wanted wanted = {{0, 0, cap, 0}, top, share};
    share_off(solve(share_off, &wanted, 0.61, 9.3), &wanted);
    return wanted.curve;
}

struct struck {
    const struct naive_curve *curve;
    double risk;
};

/* Mean of min(1, kappa w), less the risk wanted. */
static double risk_off(double kappa, void *parameters)
{
    const struct struck *struck = parameters;
    const struct naive_curve *c = struck->curve;
    const double ratio = pow(c->low * kappa, c->alpha);
    const double certain = kappa * c->high > 1 ? (ratio - c->spread) / (1 - c->spread) : 0; /* share of persons */
    return kappa * (1 - held_by(c, certain)) + certain - struck->risk;
}

double naive_kappa(const struct naive_curve *curve, double risk)
{
    struct struck struck = {curve, risk};
    return solve(risk_off, &struck, risk * 0.999, 1 / curve->low);
}

/* Score above which the top share of accuracy * rank + (1 - accuracy) * v lies, for v and rank uniform. */
double naive_threshold(double accuracy, double top)
{
    const double wide = fmax(accuracy, 1 - accuracy), narrow = 1 - wide, corner = narrow / (2 * wide);
    if (top <= corner) return 1 - sqrt(2 * wide * narrow * top);
    if (top <= 1 - corner) return 1 - wide * top - narrow / 2;
    return sqrt(2 * wide * narrow * (1 - top));
}

/* --- a run --- */

bool naive_run(naive_model *model, unsigned long persons, bool sparing, unsigned iterations, double out_mean[],
               double out_error[])
{
    double(*const result)[NAIVE_RESULTS] = calloc(iterations, sizeof *result);
    if (!result) return false;
    gsl_rng *const rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 20260101);
    const struct naive naive = {persons, sparing, rng, curve_of(0.2, 0.6, 100), curve_of(0.2, 0.8, 100)};
    for (unsigned i = 0; i < iterations; i++) model(&naive, result[i]);
    for (int k = 0; k < NAIVE_RESULTS; k++) {
        out_mean[k] = gsl_stats_mean(result[0] + k, NAIVE_RESULTS, iterations);
        out_error[k] = gsl_stats_sd(result[0] + k, NAIVE_RESULTS, iterations) / sqrt(iterations);
    }
    gsl_rng_free(rng);
    free(result);
    return true;
}
