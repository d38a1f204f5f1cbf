#include "sim/numeric/root.h"

#include <math.h>

static int best(const struct root *root)
{
    return fabs(root->f[1]) < fabs(root->f[0]) ? 1 : 0;
}

double root_value(const struct root *root)
{
    return root->x[best(root)];
}

/* The least step, as a share of the bracket. */
static double least_share(const struct root *root)
{
    return root->tolerance / fabs(root->x[1] - root->x[0]);
}

void root_start(struct root *root, double a, double fa, double b, double fb, double tolerance)
{
    *root = (struct root){.tolerance = tolerance, .x = {b, a, a}, .f = {fb, fa, fa}, .left = ROOT_STEPS};
    root->share = fa == fb ? 0.5 : fb / (fb - fa); /* by the secant: right at once where the function is linear */
}

bool root_next(struct root *root, double *out_x)
{
    const double least = least_share(root);
    if (root->left-- == 0 || root->f[best(root)] == 0 || !(least < 0.5)) return false;
    const double share = fmin(1 - least, fmax(least, root->share));
    *out_x = root->next = root->x[0] + share * (root->x[1] - root->x[0]);
    return true;
}

/* Inverse quadratic interpolation through the three points, where Chandrupatla's criterion trusts it. */
static double next_share(const double x[3], const double f[3])
{
    const double xi = (x[0] - x[1]) / (x[2] - x[1]), phi = (f[0] - f[1]) / (f[2] - f[1]);
    if (!(phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi)) return 0.5;
    return f[0] / (f[1] - f[0]) * (f[2] / (f[1] - f[2])) +
           (x[2] - x[0]) / (x[1] - x[0]) * (f[0] / (f[2] - f[0])) * (f[1] / (f[2] - f[1]));
}

void root_offer(struct root *root, double f)
{
    double *const x = root->x, *const value = root->f;
    const bool same_side = (f > 0) == (value[0] > 0);
    x[2] = same_side ? x[0] : x[1], value[2] = same_side ? value[0] : value[1];
    if (!same_side) x[1] = x[0], value[1] = value[0];
    x[0] = root->next, value[0] = f;
    root->share = next_share(x, value);
}

bool root_find(root_function *function, const void *context, double low, double high, double *out)
{
    static const double PRECISION = 0x1p-53, LEAST = 0x1p-1000;
    const double at_low = function(low, context), at_high = function(high, context);
    struct root root;
    double x;
    if (isnan(at_low) || isnan(at_high)) return false;
    if (at_low != 0 && at_high != 0 && (at_low < 0) == (at_high < 0)) return false;
    root_start(&root, low, at_low, high, at_high, LEAST);
    while (root_next(&root, &x)) {
        root_offer(&root, function(x, context));
        root.tolerance = PRECISION * fabs(root_value(&root)) + LEAST;
    }
    *out = root_value(&root);
    return true;
}
