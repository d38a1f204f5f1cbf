#include <math.h>

#include "sim/numeric/fixed_math.h"
#include "sim/numeric/incomplete.h"

/* Solves lower tail = u (u <= 1/2) or upper tail = v, by Halley's method inside a bracket. */
static const double LEAST = 1e-300; /* quantiles below are 0 */

struct inversion {
    struct incomplete (*tails)(const struct inversion *, double x);
    /* logarithmic derivative of the density */
    double (*slope)(const struct inversion *, double x);
    double a, b;
    double target;    /* probability of the tail */
    bool upper;       /* the upper tail is the target */
    bool logarithmic; /* the lower tail is nearly a power of x: Newton's step in ln x, ln u */
    double least, greatest;
};

static double inversion_step(const struct inversion *problem, double x, struct incomplete tails, double excess)
{
    if (problem->logarithmic && tails.lower > 0)
        return x * fixed_exp(-fixed_log(tails.lower / problem->target) * tails.lower / tails.kernel);
    const double newton = excess * x / tails.kernel;
    const double bend = newton * problem->slope(problem, x) / 2;
    return x - newton / (1 - (bend > 0.5 ? 0.5 : bend < -1 ? -1 : bend));
}

static double inversion_bisect(double low, double high)
{
    if (isinf(high)) return 2 * low + 1;
    if (low > 0 && high > 4 * low) return sqrt(low) * sqrt(high);
    return low > 0 ? (low + high) / 2 : high / 16;
}

static double inversion_solve(const struct inversion *problem, double start)
{
    enum { STEPS = 300 };
    static const double ENOUGH = 1e-10; /* the next error is its square or cube */
    double low = problem->least, high = problem->greatest;
    double x = start > low && start < high ? start : inversion_bisect(low, high);
    for (int i = 0; i < STEPS; i++) {
        const struct incomplete tails = problem->tails(problem, x);
        const double excess = problem->upper ? problem->target - tails.upper : tails.lower - problem->target;
        if (excess == 0) return x;
        if (excess > 0)
            high = x;
        else
            low = x;
        const double next = tails.kernel > 0 ? inversion_step(problem, x, tails, excess) : NAN;
        if (fabs(next - x) <= ENOUGH * x) return next;
        x = next > low && next < high ? next : inversion_bisect(low, high);
        if (!(x > LEAST) || x == low || x == high) return x;
    }
    return x;
}

static struct incomplete gamma_tails(const struct inversion *problem, double x)
{
    return incomplete_gamma(problem->a, x);
}

static double gamma_slope(const struct inversion *problem, double x)
{
    return (problem->a - 1) / x - 1;
}

static struct incomplete beta_tails(const struct inversion *problem, double x)
{
    return incomplete_beta(problem->a, problem->b, x);
}

static double beta_slope(const struct inversion *problem, double x)
{
    return (problem->a - 1) / x - (problem->b - 1) / (1 - x);
}

/* A probability and its complement, each with its own digits: a tail of 1e-17 is lost in 1 minus it. */
struct level {
    double lower, upper;
};

/* Rough normal quantile (Abramowitz and Stegun 26.2.22), error below 0.003, for a first guess. */
static double rough_normal(struct level level)
{
    const double t = sqrt(-2 * fixed_log(fmin(level.lower, level.upper)));
    const double z = t - (2.30753 + 0.27061 * t) / (1 + t * (0.99229 + 0.04481 * t));
    return level.lower < level.upper ? -z : z;
}

/* Wilson and Hilferty (1931); near 0 the first term of the series. */
static double gamma_start(double a, struct level level)
{
    const double cube = 1 - 1 / (9 * a) + rough_normal(level) / (3 * sqrt(a));
    const double guess = a * cube * cube * cube;
    if (cube > 0 && guess > 0.3 * a && a > 0.5) return guess;
    const double power = fixed_exp((fixed_log(level.lower) + fixed_log_gamma(a + 1)) / a);
    if (power < 0.5 * (a + 1)) return power * (1 + power / (a + 1));
    return a + 1 - fixed_log(level.upper);
}

double incomplete_gamma_inverse(double a, double tail, bool upper)
{
    const struct level level = upper ? (struct level){1 - tail, tail} : (struct level){tail, 1 - tail};
    const struct inversion problem = {.tails = gamma_tails,
                                      .slope = gamma_slope,
                                      .a = a,
                                      .target = tail,
                                      .upper = upper,
                                      .logarithmic = !upper && tail < (a < 1 ? 0.25 : 0.01),
                                      .least = 0,
                                      .greatest = INFINITY};
    const double start = gamma_start(a, level);
    return start > LEAST ? inversion_solve(&problem, start) : 0;
}

double incomplete_gamma_quantile(double a, double u)
{
    return u <= 0.5 ? incomplete_gamma_inverse(a, u, false) : incomplete_gamma_inverse(a, 1 - u, true);
}

/* Abramowitz and Stegun 26.5.22 where both shapes are at least 1, else the power law of the lower end. */
static double beta_start(double a, double b, struct level level)
{
    if (a >= 1 && b >= 1) {
        const double y = -rough_normal(level), lambda = (y * y - 3) / 6;
        const double h = 2 / (1 / (2 * a - 1) + 1 / (2 * b - 1));
        const double w = y * sqrt(h + lambda > 0 ? h + lambda : 0) / h -
                         (1 / (2 * b - 1) - 1 / (2 * a - 1)) * (lambda + 5.0 / 6 - 2 / (3 * h));
        return a / (a + b * fixed_exp(2 * w));
    }
    const double log_beta = fixed_log_gamma(a) + fixed_log_gamma(b) - fixed_log_gamma(a + b);
    const double power = fixed_exp((fixed_log(level.lower * a) + log_beta) / a);
    return power < 0.5 ? power : a / (a + b);
}

/* The end from which the solution is seen: the nearer to 0, the better it is resolved. */
static bool beta_mirrored(double a, double b, double u)
{
    if (a >= 1 && b >= 1) return beta_start(a, b, (struct level){u, 1 - u}) > 0.5;
    return incomplete_beta(a, b, 0.5).lower < u;
}

double incomplete_beta_quantile(double a, double b, double u)
{
    const bool mirrored = beta_mirrored(a, b, u), upper = mirrored ? u <= 0.5 : u > 0.5;
    const struct level level = mirrored ? (struct level){1 - u, u} : (struct level){u, 1 - u};
    const struct inversion problem = {.tails = beta_tails,
                                      .slope = beta_slope,
                                      .a = mirrored ? b : a,
                                      .b = mirrored ? a : b,
                                      .target = u > 0.5 ? 1 - u : u,
                                      .upper = upper,
                                      .logarithmic = !upper && ((mirrored ? b : a) < 1 || u < 0.01 || u > 0.99),
                                      .least = 0,
                                      .greatest = 1};
    const double start = beta_start(problem.a, problem.b, level);
    const double x = start > LEAST ? inversion_solve(&problem, start) : 0;
    return mirrored ? 1 - x : x;
}
