/* Bracketed roots. */
#include "sim/numeric/root.h"

#include <criterion/criterion.h>
#include <math.h>

static double solve(double (*f)(double), double a, double b, double tolerance, int *out_values)
{
    struct root root;
    double x;
    *out_values = 0;
    root_start(&root, a, f(a), b, f(b), tolerance);
    while (root_next(&root, &x)) {
        cr_assert(x >= fmin(a, b) && x <= fmax(a, b));
        root_offer(&root, f(x));
        ++*out_values;
    }
    return root_value(&root);
}

static double line(double x)
{
    return 3 * x - 1;
}

static double cubic(double x)
{
    return x * x * x - 2;
}

/* flat nearly everywhere: Brent's and secant methods crawl */
static double flat(double x)
{
    return pow(x - 0.3, 9);
}

static double jump(double x)
{
    return x < 0.7 ? -2 : 5;
}

static double huge(double x)
{
    return exp(x) - 1e6;
}

Test(root, finds_what_is_known)
{
    static const struct {
        double (*f)(double);
        double a, b, root;
        int most;
    } known[] = {{line, 0, 1, 1.0 / 3, 4}, {line, 1, -40, 1.0 / 3, 4}, {cubic, 0, 5, 1.2599210498948732, 14},
                 {flat, -1, 1, 0.3, 60},   {jump, 0, 1, 0.7, 60},      {huge, -100, 100, 13.815510557964274, 60}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        int values;
        const double tolerance = 1e-12;
        const double found = solve(known[i].f, known[i].a, known[i].b, tolerance, &values);
        const double slack = known[i].f == flat ? 1e-3 : 2 * tolerance + 1e-14 * fabs(known[i].root);
        cr_expect(fabs(found - known[i].root) <= slack, "%zu: %.17g", i, found);
        cr_expect(values <= known[i].most, "%zu takes %d values", i, values);
    }
}

Test(root, an_end_may_be_the_root)
{
    int values;
    cr_expect_eq(solve(line, 1.0 / 3, 2, 1e-12, &values), 1.0 / 3);
    cr_expect_eq(values, 0);
}
