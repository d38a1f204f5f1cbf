#include <math.h>
#include <string.h>

#include "sim/numeric/concentration_shapes.h"
#include "sim/numeric/fixed_math.h"
#include "sim/numeric/root.h"
#include "sim/numeric/statistics.h"

/* A family of curves with one parameter, and the points it shall meet. Pareto: ln alpha; lognormal: sigma. */
struct family {
    const struct concentration_request *request;
    struct concentration (*make)(const struct family *, double parameter);
    size_t point; /* of the root that is sought */
};

static const double LEAST_LOG_ALPHA = -4.6, GREATEST_LOG_ALPHA = 14;

static struct concentration make_bounded(const struct family *family, double parameter)
{
    return concentration_bounded_pareto(fixed_exp(parameter), family->request->cap);
}

static struct concentration make_unbounded(const struct family *family, double parameter)
{
    (void)family;
    return concentration_unbounded_pareto(fixed_exp(parameter));
}

static struct concentration make_lognormal(const struct family *family, double parameter)
{
    (void)family;
    return (struct concentration){.shape = CONCENTRATION_LOGNORMAL, .sigma = (double)parameter};
}

static double share_excess(double parameter, const void *context)
{
    const struct family *const family = context;
    const struct concentration made = family->make(family, parameter);
    const struct concentration_request *const request = family->request;
    return concentration_top_share(&made, request->top[family->point]) - request->share[family->point];
}

static enum status point_bounded(struct family *family, double *out, struct error *err)
{
    const struct concentration_request *const request = family->request;
    const double q = request->top[family->point], s = request->share[family->point];
    if (root_find(share_excess, family, LEAST_LOG_ALPHA, GREATEST_LOG_ALPHA, out)) return STATUS_OK;
    const double greatest = s + share_excess(LEAST_LOG_ALPHA, family);
    error_set(err, STATUS_SCENARIO, "cap %g is too low for the top %g%% to hold %g%% (at most %.4g%%)", request->cap,
              100 * q, 100 * s, floor(1e4 * greatest) / 100);
    return error_hint(err, "raise the cap, or lower the share");
}

/* The parameter that meets one point exactly. */
static enum status point_solve(struct family *family, double *out, struct error *err)
{
    const double q = family->request->top[family->point], s = family->request->share[family->point];
    if (family->request->shape == CONCENTRATION_LOGNORMAL) {
        *out = fixed_normal_quantile(s) - fixed_normal_quantile(q);
        return STATUS_OK;
    }
    if (!isinf(family->request->cap)) return point_bounded(family, out, err);
    *out = -fixed_log1p(-fixed_log(s) / fixed_log(q));
    return STATUS_OK;
}

static double squares(struct family *family, double parameter)
{
    double sum = 0;
    for (family->point = 0; family->point < family->request->points; family->point++) {
        const double excess = share_excess(parameter, family);
        sum += excess * excess;
    }
    return sum;
}

/* Least squares between the parameters that meet the one and the other point, by golden section: outside them both
 * errors grow. Nearer to their minimum than ENOUGH the squares differ by rounding alone. */
static double least_squares(struct family *family, double a, double b)
{
    static const double GOLDEN = 0.6180339887498948482, ENOUGH = 1e-8;
    double inner_a = b - GOLDEN * (b - a), inner_b = a + GOLDEN * (b - a);
    double at_a = squares(family, inner_a), at_b = squares(family, inner_b);
    while (fabs(b - a) > ENOUGH) {
        if (at_a < at_b) {
            b = inner_b, inner_b = inner_a, at_b = at_a;
            inner_a = b - GOLDEN * (b - a), at_a = squares(family, inner_a);
        } else {
            a = inner_a, inner_a = inner_b, at_a = at_b;
            inner_b = a + GOLDEN * (b - a), at_b = squares(family, inner_b);
        }
    }
    return (a + b) / 2;
}

static enum status check_request(const struct concentration_request *request, struct error *err)
{
    if (request->points < 1 || request->points > CONCENTRATION_POINTS)
        return error_set(err, STATUS_SCENARIO, "a concentration needs one or two points, top and share");
    for (size_t i = 0; i < request->points; i++) {
        const double q = request->top[i], s = request->share[i];
        if (!(q > 0 && q < 1))
            return error_set(err, STATUS_SCENARIO, "top must lie between 0 and 100%% (found %g%%)", 100 * q);
        if (!(s > q && s < 1))
            return error_set(err, STATUS_SCENARIO, "share must be above top (%g%%) and below 100%% (found %g%%)",
                             100 * q, 100 * s);
    }
    if (request->points == 2 && (request->top[0] < request->top[1]) != (request->share[0] < request->share[1]))
        return error_set(err, STATUS_SCENARIO, "the two points contradict each other: more persons must hold more");
    if (request->points == 2 && request->top[0] == request->top[1])
        return error_set(err, STATUS_SCENARIO, "the two points have the same top (%g%%)", 100 * request->top[0]);
    if (request->shape == CONCENTRATION_PARETO && !(request->cap > 1))
        return error_set(err, STATUS_SCENARIO, "cap must be above 1, the mean (found %g)", request->cap);
    return STATUS_OK;
}

static enum status solve_smooth(struct arena *arena, const struct concentration_request *request,
                                struct concentration *out, struct error *err)
{
    struct family family = {.request = request, .make = make_lognormal};
    if (request->shape == CONCENTRATION_PARETO) family.make = isinf(request->cap) ? make_unbounded : make_bounded;
    double parameter[CONCENTRATION_POINTS] = {0};
    TRY(check_request(request, err));
    for (family.point = 0; family.point < request->points; family.point++)
        TRY(point_solve(&family, &parameter[family.point], err));
    if (request->points == 2) parameter[0] = least_squares(&family, parameter[0], parameter[1]);
    struct concentration made = family.make(&family, parameter[0]);
    TRY(concentration_table_build(arena, &made, err));
    *out = made;
    return STATUS_OK;
}

static enum status solve_none(struct arena *arena, const struct concentration_request *request,
                              struct concentration *out, struct error *err)
{
    (void)arena;
    (void)request;
    (void)err;
    *out = (struct concentration){.shape = CONCENTRATION_NONE};
    return STATUS_OK;
}

static enum status check_sample(const double *sample, size_t count, struct error *err)
{
    if (count == 0) return error_set(err, STATUS_SCENARIO, "the sample of the concentration is empty");
    for (size_t i = 0; i < count; i++)
        if (!(sample[i] >= 0 && isfinite(sample[i])))
            return error_set(err, STATUS_SCENARIO, "value %zu of the sample must be 0 or more (found %g)", i + 1,
                             sample[i]);
    return STATUS_OK;
}

/* Integral of the line through ascending values from 0 to each. */
static void integrate(const double *value, size_t count, double *out)
{
    double sum = 0;
    out[0] = 0;
    for (size_t i = 1; i < count; i++) {
        sum += (value[i - 1] + value[i]) / 2;
        out[i] = sum / (double)(count - 1);
    }
}

static enum status solve_empirical(struct arena *arena, const struct concentration_request *request,
                                   struct concentration *out, struct error *err)
{
    const size_t count = request->sample_count;
    TRY(check_sample(request->sample, count, err));
    double *const weight = ARENA_ARRAY(arena, count, double), *const cumulative = ARENA_ARRAY(arena, count, double);
    if (!weight || !cumulative) return error_out_of_memory(err);
    memcpy(weight, request->sample, count * sizeof *weight);
    statistics_sort(weight, count);
    integrate(weight, count, cumulative);
    const double mean = count > 1 ? cumulative[count - 1] : weight[0];
    if (!(mean > 0 && isfinite(mean)))
        return error_set(err, STATUS_SCENARIO, "the sample of the concentration sums to %g", mean);
    for (size_t i = 0; i < count; i++) weight[i] /= mean;
    integrate(weight, count, cumulative);
    *out = (struct concentration){
        .shape = CONCENTRATION_EMPIRICAL, .count = count, .weight = weight, .cumulative = cumulative};
    return STATUS_OK;
}

enum status concentration_solve(struct arena *arena, const struct concentration_request *request,
                                struct concentration *out, struct error *err)
{
    static enum status (*const solve[CONCENTRATION_SHAPES])(struct arena *, const struct concentration_request *,
                                                            struct concentration *, struct error *) = {
        [CONCENTRATION_NONE] = solve_none,
        [CONCENTRATION_PARETO] = solve_smooth,
        [CONCENTRATION_LOGNORMAL] = solve_smooth,
        [CONCENTRATION_EMPIRICAL] = solve_empirical,
    };
    return solve[request->shape](arena, request, out, err);
}
