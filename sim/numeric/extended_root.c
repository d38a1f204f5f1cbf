#include <math.h>

#include "sim/numeric/extended.h"

static const long double PRECISION = 0x1p-63L;

/* The step t in (0,1) from a to b: inverse quadratic interpolation where it is safe, else one half. */
static long double root_step(long double a, long double b, long double c, long double fa, long double fb,
                             long double fc)
{
    if (fc == fb || fc == fa || c == b) return 0.5L;
    const long double xi = (a - b) / (c - b), phi = (fa - fb) / (fc - fb);
    if (phi * phi >= xi || (1 - phi) * (1 - phi) >= 1 - xi) return 0.5L;
    return fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb);
}

bool extended_root(extended_function *function, const void *context, long double low, long double high,
                   long double *out)
{
    enum { STEPS = 500 };
    long double a = low, b = high, fa = function(a, context), fb = function(b, context), t = 0.5L;
    if (isnan(fa) || isnan(fb)) return false;
    if (fa == 0 || fb == 0) return *out = fa == 0 ? a : b, true;
    if ((fa < 0) == (fb < 0)) return false;
    for (int i = 0; i < STEPS; i++) {
        const long double x = a + t * (b - a), fx = function(x, context);
        const bool same = (fx < 0) == (fa < 0);
        const long double c = same ? a : b, fc = same ? fa : fb;
        if (!same) b = a, fb = fa;
        a = x, fa = fx;
        *out = fabsl(fa) < fabsl(fb) ? a : b;
        if (fa == 0 || a == b) return true;
        const long double least = (PRECISION * fabsl(*out) + 1e-4900L) / fabsl(b - a);
        if (!(least <= 0.5L)) return true;
        t = root_step(a, b, c, fa, fb, fc);
        t = t > least ? (t < 1 - least ? t : 1 - least) : least;
    }
    return true;
}
