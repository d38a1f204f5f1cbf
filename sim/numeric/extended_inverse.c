#include <math.h>

#include "sim/numeric/extended.h"

/* Solves lower tail = u (u <= 1/2) or upper tail = v, by Halley's method inside a bracket. */
struct inversion {
    struct extended_tails (*tails)(const struct inversion *, long double x);
    /* logarithmic derivative of the density */
    long double (*slope)(const struct inversion *, long double x);
    long double a, b;
    long double target; /* probability of the tail */
    bool upper;         /* the upper tail is the target */
    bool logarithmic;   /* the lower tail is nearly a power of x: Newton's step in ln x, ln u */
    long double least, greatest;
};

static long double inversion_step(const struct inversion *problem, long double x, struct extended_tails tails,
                                  long double excess)
{
    if (problem->logarithmic && tails.lower > 0)
        return x * extended_exp(-extended_log(tails.lower / problem->target) * tails.lower / tails.kernel);
    const long double newton = excess * x / tails.kernel;
    const long double bend = newton * problem->slope(problem, x) / 2;
    return x - newton / (1 - (bend > 0.5L ? 0.5L : bend < -1 ? -1 : bend));
}

static long double inversion_bisect(long double low, long double high)
{
    if (isinf(high)) return 2 * low + 1;
    if (low > 0 && high > 4 * low) return sqrtl(low) * sqrtl(high);
    return low > 0 ? (low + high) / 2 : high / 16;
}

static long double inversion_solve(const struct inversion *problem, long double start)
{
    enum { STEPS = 300 };
    static const long double ENOUGH = 1e-10L; /* the next error is its square or cube */
    long double low = problem->least, high = problem->greatest;
    long double x = start > low && start < high ? start : inversion_bisect(low, high);
    for (int i = 0; i < STEPS; i++) {
        const struct extended_tails tails = problem->tails(problem, x);
        const long double excess = problem->upper ? problem->target - tails.upper : tails.lower - problem->target;
        if (excess == 0) return x;
        if (excess > 0)
            high = x;
        else
            low = x;
        const long double next = tails.kernel > 0 ? inversion_step(problem, x, tails, excess) : (long double)NAN;
        if (fabsl(next - x) <= ENOUGH * x) return next;
        x = next > low && next < high ? next : inversion_bisect(low, high);
        if (!(x > 1e-4900L) || x == low || x == high) return x;
    }
    return x;
}

static struct extended_tails gamma_tails(const struct inversion *problem, long double x)
{
    return extended_gamma(problem->a, x);
}

static long double gamma_slope(const struct inversion *problem, long double x)
{
    return (problem->a - 1) / x - 1;
}

static struct extended_tails beta_tails(const struct inversion *problem, long double x)
{
    return extended_beta(problem->a, problem->b, x, 1 - x);
}

static long double beta_slope(const struct inversion *problem, long double x)
{
    return (problem->a - 1) / x - (problem->b - 1) / (1 - x);
}

/* Rough normal quantile (Abramowitz and Stegun 26.2.22), error below 0.003, for a first guess. */
static long double rough_normal(long double u)
{
    const long double tail = u < 0.5L ? u : 1 - u, t = sqrtl(-2 * extended_log(tail));
    const long double z = t - (2.30753L + 0.27061L * t) / (1 + t * (0.99229L + 0.04481L * t));
    return u < 0.5L ? -z : z;
}

/* Wilson and Hilferty (1931); near 0 the first term of the series. */
static long double gamma_start(long double a, long double u)
{
    const long double cube = 1 - 1 / (9 * a) + rough_normal(u) / (3 * sqrtl(a));
    const long double guess = a * cube * cube * cube;
    if (cube > 0 && guess > 0.3L * a && a > 0.5L) return guess;
    const long double power = extended_exp((extended_log(u) + extended_log_gamma(a + 1)) / a);
    if (power < 0.5L * (a + 1)) return power * (1 + power / (a + 1));
    return a + 1 - extended_log1p(-u);
}

long double extended_gamma_inverse(long double a, long double tail, bool upper)
{
    const long double u = upper ? 1 - tail : tail;
    const struct inversion problem = {.tails = gamma_tails,
                                      .slope = gamma_slope,
                                      .a = a,
                                      .target = tail,
                                      .upper = upper,
                                      .logarithmic = !upper && u < (a < 1 ? 0.25L : 0.01L),
                                      .least = 0,
                                      .greatest = INFINITY};
    const long double start = gamma_start(a, u);
    return start > 1e-4900L ? inversion_solve(&problem, start) : 0;
}

long double extended_gamma_quantile(long double a, long double u)
{
    return u <= 0.5L ? extended_gamma_inverse(a, u, false) : extended_gamma_inverse(a, 1 - u, true);
}

/* Abramowitz and Stegun 26.5.22 where both shapes are at least 1, else the power law of the lower end. */
static long double beta_start(long double a, long double b, long double u)
{
    if (a >= 1 && b >= 1) {
        const long double y = -rough_normal(u), lambda = (y * y - 3) / 6;
        const long double h = 2 / (1 / (2 * a - 1) + 1 / (2 * b - 1));
        const long double w = y * sqrtl(h + lambda > 0 ? h + lambda : 0) / h -
                              (1 / (2 * b - 1) - 1 / (2 * a - 1)) * (lambda + 5.0L / 6 - 2 / (3 * h));
        return a / (a + b * extended_exp(2 * w));
    }
    const long double log_beta = extended_log_gamma(a) + extended_log_gamma(b) - extended_log_gamma(a + b);
    const long double power = extended_exp((extended_log(u * a) + log_beta) / a);
    return power < 0.5L ? power : a / (a + b);
}

/* The end from which the solution is seen: the nearer to 0, the better it is resolved. */
static bool beta_mirrored(long double a, long double b, long double u)
{
    if (a >= 1 && b >= 1) return beta_start(a, b, u) > 0.5L;
    return extended_beta(a, b, 0.5L, 0.5L).lower < u;
}

long double extended_beta_quantile(long double a, long double b, long double u)
{
    const bool mirrored = beta_mirrored(a, b, u), upper = mirrored ? u <= 0.5L : u > 0.5L;
    const struct inversion problem = {.tails = beta_tails,
                                      .slope = beta_slope,
                                      .a = mirrored ? b : a,
                                      .b = mirrored ? a : b,
                                      .target = u > 0.5L ? 1 - u : u,
                                      .upper = upper,
                                      .logarithmic = !upper && ((mirrored ? b : a) < 1 || u < 0.01L || u > 0.99L),
                                      .least = 0,
                                      .greatest = 1};
    const long double start = beta_start(problem.a, problem.b, mirrored ? 1 - u : u);
    const long double x = start > 1e-4900L ? inversion_solve(&problem, start) : 0;
    return mirrored ? 1 - x : x;
}
