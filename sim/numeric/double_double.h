/* Numbers as the unevaluated sum of two doubles, about 106 bits long, by additions, multiplications and divisions of
 * doubles alone: the same bits on every machine with IEEE doubles, whatever wider numbers it has.
 *
 * The error-free transforms are those of Knuth (sum) and of Dekker and Veltkamp (product), the operations those of
 * Joldes, Muller and Popescu (ACM Transactions on Mathematical Software 44, 2017): relative errors below 2^-100. A
 * product of numbers above 2^970 or so is lost. */
#ifndef HYOTY_NUMERIC_DOUBLE_DOUBLE_H
#define HYOTY_NUMERIC_DOUBLE_DOUBLE_H

#include <float.h>

_Static_assert(FLT_EVAL_METHOD == 0 && DBL_MANT_DIG == 53, "doubles must be computed as IEEE doubles");

/* high is the nearest double to the sum of both. */
struct dd {
    double high, low;
};

static inline struct dd dd_of(double x)
{
    return (struct dd){x, 0};
}

/* a + b exactly, where |a| >= |b| or a is 0 */
static inline struct dd dd_sum_ordered(double a, double b)
{
    const double sum = a + b;
    return (struct dd){sum, b - (sum - a)};
}

/* a + b exactly */
static inline struct dd dd_sum(double a, double b)
{
    const double sum = a + b, from_b = sum - a;
    return (struct dd){sum, (a - (sum - from_b)) + (b - from_b)};
}

/* The upper half of a number's bits. */
static inline double dd_upper_half(double x)
{
    const double shifted = 0x1.0000002p27 * x;
    return shifted - (shifted - x);
}

/* a * b exactly */
static inline struct dd dd_product(double a, double b)
{
    const double product = a * b, ah = dd_upper_half(a), bh = dd_upper_half(b), al = a - ah, bl = b - bh;
    return (struct dd){product, ((ah * bh - product) + ah * bl + al * bh) + al * bl};
}

static inline struct dd dd_add(struct dd a, struct dd b)
{
    const struct dd high = dd_sum(a.high, b.high), low = dd_sum(a.low, b.low);
    const struct dd sum = dd_sum_ordered(high.high, high.low + low.high);
    return dd_sum_ordered(sum.high, sum.low + low.low);
}

static inline struct dd dd_negate(struct dd a)
{
    return (struct dd){-a.high, -a.low};
}

static inline struct dd dd_subtract(struct dd a, struct dd b)
{
    return dd_add(a, dd_negate(b));
}

/* a + b, of which b is a double */
static inline struct dd dd_shift(struct dd a, double b)
{
    const struct dd high = dd_sum(a.high, b);
    return dd_sum_ordered(high.high, high.low + a.low);
}

/* a * b, of which b is a double */
static inline struct dd dd_scale(struct dd a, double b)
{
    const struct dd high = dd_product(a.high, b);
    return dd_sum_ordered(high.high, high.low + a.low * b);
}

static inline struct dd dd_multiply(struct dd a, struct dd b)
{
    const struct dd high = dd_product(a.high, b.high);
    return dd_sum_ordered(high.high, high.low + (a.high * b.low + a.low * b.high));
}

static inline struct dd dd_divide(struct dd a, struct dd b)
{
    const double first = a.high / b.high;
    const struct dd left = dd_subtract(a, dd_scale(b, first));
    return dd_sum_ordered(first, left.high / b.high);
}

/* Elementary functions, relative error below 1e-19. */
struct dd dd_exp(struct dd x);
struct dd dd_expm1(struct dd x);
struct dd dd_log(struct dd x);              /* x > 0; 0 gives -INFINITY, below NAN */
struct dd dd_log1p(struct dd x);            /* x > -1 */
struct dd dd_log_deviance(struct dd x);     /* x - ln(1 + x), without cancellation near 0; relative error below 1e-17 */
struct dd dd_pow(struct dd x, struct dd y); /* x >= 0 */
struct dd dd_log_gamma(struct dd x);        /* x > 0; absolute error below 1e-19 * max(1, value) */
struct dd dd_stirling_error(double x);      /* ln Gamma(x) - ((x - 1/2) ln x - x + ln(2 pi) / 2), likewise */

#endif
