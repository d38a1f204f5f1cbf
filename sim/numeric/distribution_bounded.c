/* Kinds between two bounds that have a place and a width: fixed, uniform, triangular, PERT. */
#include <math.h>

#include "sim/numeric/distribution_kinds.h"
#include "sim/numeric/fixed_math.h"
#include "sim/numeric/root.h"

enum status fixed_from_value(const double *argument, struct distribution *out, struct error *err)
{
    (void)err;
    out->parameter[0] = argument[0];
    return STATUS_OK;
}

double fixed_quantile(const struct distribution *d, double u)
{
    (void)u;
    return d->parameter[0];
}

double fixed_cdf(const struct distribution *d, double x)
{
    return x >= d->parameter[0] ? 1 : 0;
}

double fixed_mean(const struct distribution *d)
{
    return d->parameter[0];
}

double fixed_variance(const struct distribution *d)
{
    (void)d;
    return 0;
}

double fixed_moment(const struct distribution *d, int power, double u_low, double u_high)
{
    const double value = d->parameter[0];
    return (u_high - u_low) * (power == 2 ? value * value : value);
}

/* uniform: min, max */

enum status uniform_from_bounds(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_order("min", argument[0], "max", argument[1], err));
    out->parameter[0] = argument[0];
    out->parameter[1] = argument[1];
    return STATUS_OK;
}

enum status uniform_from_moments(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_above("sd", argument[1], 0, err));
    const double half = sqrt(3) * argument[1];
    return uniform_from_bounds((double[]){argument[0] - half, argument[0] + half}, out, err);
}

enum status uniform_from_quantiles(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_quantiles(argument, -INFINITY, INFINITY, err));
    const double width = (argument[3] - argument[1]) / (argument[2] - argument[0]);
    const double least = argument[1] - argument[0] * width;
    return uniform_from_bounds((double[]){least, least + width}, out, err);
}

double uniform_quantile(const struct distribution *d, double u)
{
    return d->parameter[0] * (1 - u) + d->parameter[1] * u;
}

double uniform_cdf(const struct distribution *d, double x)
{
    if (x <= d->parameter[0]) return 0;
    if (x >= d->parameter[1]) return 1;
    return (x - d->parameter[0]) / (d->parameter[1] - d->parameter[0]);
}

double uniform_mean(const struct distribution *d)
{
    return (d->parameter[0] + d->parameter[1]) / 2;
}

double uniform_variance(const struct distribution *d)
{
    const double width = d->parameter[1] - d->parameter[0];
    return width * width / 12;
}

/* A kind of location and scale whose mode is known: the position m of the mode within the bounds solves
 * min + m * width = mode, min and width being those that give the two quantiles. */
struct mode_problem {
    double (*quantile)(const struct mode_problem *, double m, double u); /* on [0,1] */
    double shape, mode;
    const double *pair;
};

struct bounds {
    double least, width;
};

static struct bounds mode_bounds(const struct mode_problem *problem, double m)
{
    const double *const pair = problem->pair;
    const double q1 = problem->quantile(problem, m, pair[0]), q2 = problem->quantile(problem, m, pair[2]);
    const double width = (pair[3] - pair[1]) / (q2 - q1);
    return (struct bounds){pair[1] - q1 * width, width};
}

static double mode_excess(double m, const void *context)
{
    const struct mode_problem *const problem = context;
    const struct bounds bounds = mode_bounds(problem, m);
    return (bounds.least - problem->mode) / bounds.width + m;
}

static enum status mode_solve(const struct mode_problem *problem, double out_bounds[3], struct error *err)
{
    TRY(distribution_check_quantiles(problem->pair, -INFINITY, INFINITY, err));
    double m;
    if (!root_find(mode_excess, problem, 0, 1, &m))
        return error_set(err, STATUS_SCENARIO, "no distribution of this kind has mode %g and these two quantiles",
                         problem->mode);
    const struct bounds bounds = mode_bounds(problem, m);
    out_bounds[0] = bounds.least;
    out_bounds[1] = bounds.least + m * bounds.width;
    out_bounds[2] = bounds.least + bounds.width;
    return STATUS_OK;
}

/* triangular: min, mode, max */

enum status triangular_from_bounds(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_order("min", argument[0], "max", argument[2], err));
    if (argument[1] < argument[0] || argument[1] > argument[2])
        return error_set(err, STATUS_SCENARIO, "mode must lie between min and max (found %g, allowed %g to %g)",
                         argument[1], argument[0], argument[2]);
    for (int i = 0; i < 3; i++) out->parameter[i] = argument[i];
    return STATUS_OK;
}

static double unit_triangular(const struct mode_problem *problem, double m, double u)
{
    (void)problem;
    return u <= m ? sqrt(u * m) : 1 - sqrt((1 - u) * (1 - m));
}

enum status triangular_from_mode(const double *argument, struct distribution *out, struct error *err)
{
    const struct mode_problem problem = {unit_triangular, 0, argument[0], argument + 1};
    double bounds[3];
    TRY(mode_solve(&problem, bounds, err));
    return triangular_from_bounds(bounds, out, err);
}

enum status triangular_from_moments(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_above("sd", argument[1], 0, err));
    const double half = sqrt(6) * argument[1];
    return triangular_from_bounds((double[]){argument[0] - half, argument[0], argument[0] + half}, out, err);
}

enum status triangular_from_quantiles(const double *argument, struct distribution *out, struct error *err)
{
    TRY(distribution_check_quantiles(argument, -INFINITY, INFINITY, err));
    const struct mode_problem problem = {unit_triangular, 0, 0, argument};
    const struct bounds b = mode_bounds(&problem, 0.5);
    return triangular_from_bounds((double[]){b.least, b.least + b.width / 2, b.least + b.width}, out, err);
}

double triangular_quantile(const struct distribution *d, double u)
{
    const double least = d->parameter[0], mode = d->parameter[1], most = d->parameter[2], width = most - least;
    if (u * width <= mode - least) return least + sqrt(u * width * (mode - least));
    return most - sqrt((1 - u) * width * (most - mode));
}

double triangular_cdf(const struct distribution *d, double x)
{
    const double least = d->parameter[0], mode = d->parameter[1], most = d->parameter[2], width = most - least;
    if (x <= least) return 0;
    if (x >= most) return 1;
    if (x <= mode) return (x - least) / width * ((x - least) / (mode - least));
    return 1 - (most - x) / width * ((most - x) / (most - mode));
}

double triangular_mean(const struct distribution *d)
{
    return (d->parameter[0] + d->parameter[1] + d->parameter[2]) / 3;
}

double triangular_variance(const struct distribution *d)
{
    const double left = d->parameter[1] - d->parameter[0], right = d->parameter[2] - d->parameter[1];
    return (left * left + left * right + right * right) / 18;
}

double triangular_mode(const struct distribution *d)
{
    return d->parameter[1];
}

/* Integral of (end + sign * sqrt(slope v))^power over v in [v0, v1] */
static double triangular_side(double end, double sign, double slope, int power, double v0, double v1)
{
    const double root0 = sqrt(slope * v0), root1 = sqrt(slope * v1);
    const double root = 2.0 / 3 * (v1 * root1 - v0 * root0);
    if (power == 1) return end * (v1 - v0) + sign * root;
    return end * end * (v1 - v0) + 2 * end * sign * root + slope * (v1 * v1 - v0 * v0) / 2;
}

double triangular_moment(const struct distribution *d, int power, double u_low, double u_high)
{
    const double least = d->parameter[0], most = d->parameter[2], width = most - least;
    const double split = (d->parameter[1] - least) / width;
    double sum = 0;
    if (u_low < split)
        sum += triangular_side(least, 1, width * (d->parameter[1] - least), power, u_low, fmin(u_high, split));
    if (u_high > split)
        sum += triangular_side(most, -1, width * (most - d->parameter[1]), power, 1 - u_high, 1 - fmax(u_low, split));
    return sum;
}

/* pert: min, max and the shapes alpha, beta */

static const double PERT_SHAPE = 4, PERT_SHAPE_MAX = 1e6;

static enum status pert_shape(double argument, double *out_shape, struct error *err)
{
    *out_shape = isnan(argument) ? PERT_SHAPE : argument;
    if (*out_shape > PERT_SHAPE_MAX)
        return error_set(err, STATUS_SCENARIO, "shape must be at most %g (found %g)", PERT_SHAPE_MAX, *out_shape);
    return distribution_check_above("shape", *out_shape, 0, err);
}

enum status pert_from_bounds(const double *argument, struct distribution *out, struct error *err)
{
    double shape;
    TRY(triangular_from_bounds(argument, out, err));
    TRY(pert_shape(argument[3], &shape, err));
    const double width = argument[2] - argument[0];
    out->parameter[1] = argument[2];
    out->parameter[2] = 1 + shape * (argument[1] - argument[0]) / width;
    out->parameter[3] = 1 + shape * (argument[2] - argument[1]) / width;
    return STATUS_OK;
}

static double unit_pert(const struct mode_problem *problem, double m, double u)
{
    return fixed_beta_quantile(1 + problem->shape * m, 1 + problem->shape * (1 - m), u);
}

enum status pert_from_mode(const double *argument, struct distribution *out, struct error *err)
{
    struct mode_problem problem = {unit_pert, 0, argument[0], argument + 1};
    double bounds[4];
    TRY(pert_shape(argument[5], &problem.shape, err));
    TRY(mode_solve(&problem, bounds, err));
    bounds[3] = problem.shape;
    return pert_from_bounds(bounds, out, err);
}

/* Symmetric: the variance of beta(a, a) is 1 / (4 (2 a + 1)), a = 1 + shape / 2. */
enum status pert_from_moments(const double *argument, struct distribution *out, struct error *err)
{
    double shape;
    TRY(distribution_check_above("sd", argument[1], 0, err));
    TRY(pert_shape(argument[2], &shape, err));
    const double half = argument[1] * sqrt(3 + shape);
    return pert_from_bounds((double[]){argument[0] - half, argument[0], argument[0] + half, shape}, out, err);
}

enum status pert_from_quantiles(const double *argument, struct distribution *out, struct error *err)
{
    struct mode_problem problem = {unit_pert, 0, 0, argument};
    TRY(distribution_check_quantiles(argument, -INFINITY, INFINITY, err));
    TRY(pert_shape(argument[4], &problem.shape, err));
    const struct bounds b = mode_bounds(&problem, 0.5);
    return pert_from_bounds((double[]){b.least, b.least + b.width / 2, b.least + b.width, problem.shape}, out, err);
}

double pert_quantile(const struct distribution *d, double u)
{
    const double share = fixed_beta_quantile(d->parameter[2], d->parameter[3], u);
    return d->parameter[0] + share * (d->parameter[1] - d->parameter[0]);
}

double pert_cdf(const struct distribution *d, double x)
{
    const double width = d->parameter[1] - d->parameter[0];
    return fixed_beta_cdf(d->parameter[2], d->parameter[3], (x - d->parameter[0]) / width);
}

double pert_mean(const struct distribution *d)
{
    const double a = d->parameter[2], b = d->parameter[3];
    return (b * d->parameter[0] + a * d->parameter[1]) / (a + b);
}

double pert_variance(const struct distribution *d)
{
    const double width = d->parameter[1] - d->parameter[0], a = d->parameter[2], b = d->parameter[3];
    return width * width * (a / (a + b) * (b / (a + b)) / (a + b + 1));
}

double pert_mode(const struct distribution *d)
{
    const double *const p = d->parameter;
    return p[0] + (p[2] - 1) / (p[2] + p[3] - 2) * (p[1] - p[0]);
}
