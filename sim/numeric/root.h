/* Root of a continuous function between two points where its signs differ, asked for value by value, so that the
 * function may be anything that takes time and can fail (Chandrupatla 1997: inverse quadratic interpolation where it is
 * safe, else bisection). At a jump it closes in on the jump.
 *
 *   root_start(&root, a, fa, b, fb, tolerance);
 *   while (root_next(&root, &x)) root_offer(&root, f(x));
 *   root_value(&root)
 */
#ifndef HYOTY_NUMERIC_ROOT_H
#define HYOTY_NUMERIC_ROOT_H

#include <stdbool.h>

struct root {
    double tolerance;  /* of x */
    double x[3], f[3]; /* the latest point, the other end of the bracket, the point before */
    double share;      /* of the bracket, where the next point is */
    int left;          /* evaluations that may still follow */
    double next;       /* the point that was asked for */
};

/* fa and fb differ in sign, or one of them is 0. At most ROOT_STEPS values are asked for. */
enum { ROOT_STEPS = 100 };
void root_start(struct root *root, double a, double fa, double b, double fb, double tolerance);
bool root_next(struct root *root, double *out_x); /* false: it is found */
void root_offer(struct root *root, double f);     /* the value there */
double root_value(const struct root *root);       /* the end of the bracket with the smaller value */

/* The same for a function that never fails, to the last digit of the root. False where the signs agree. */
typedef double root_function(double x, const void *context);
bool root_find(root_function *function, const void *context, double low, double high, double *out);

#endif
