/* The functions behind the rows of distributions.def, and what they share. For the numeric layer alone. */
#ifndef HYOTY_NUMERIC_DISTRIBUTION_KINDS_H
#define HYOTY_NUMERIC_DISTRIBUTION_KINDS_H

#include <math.h>

#include "sim/numeric/distribution.h"

typedef double distribution_at(const struct distribution *, double);
typedef double distribution_of(const struct distribution *);
typedef double distribution_moment(const struct distribution *, int power, double u_low, double u_high);
typedef enum status distribution_solver(const double *argument, struct distribution *out, struct error *err);

#define FORM(arguments, function) distribution_solver function;
#define NO_FORM
#define MOMENT(function)       distribution_moment function;
#define MODE(function, weight) distribution_of function;
#define ROW(...)
#define D(constant, name, functions, help, keys, example, forms, more)                                                 \
    distribution_at functions##_quantile, functions##_cdf;                                                             \
    distribution_of functions##_mean, functions##_variance;                                                            \
    forms more
#define D_UNNAMED D
#include "sim/numeric/distributions.def"
#undef FORM
#undef NO_FORM
#undef MOMENT
#undef MODE
#undef ROW
#undef D
#undef D_UNNAMED

/* The uniform of the distribution before truncation, strictly inside (0,1): within these bounds. */
#define DISTRIBUTION_LEAST_U    0x1p-1022
#define DISTRIBUTION_GREATEST_U (1 - 0x1p-53)
double distribution_inner(const struct distribution *distribution, double u);

/* Checks that the forms share; each sets an error that names the arguments. */
enum status distribution_check_above(const char *name, double value, double bound, struct error *err);
enum status distribution_check_order(const char *low_name, double low, const char *high_name, double high,
                                     struct error *err);
/* Quantile pair {p1, v1, p2, v2}: p1 well below p2, v1 < v2, and both values within (least, greatest). */
enum status distribution_check_quantiles(const double *pair, double least, double greatest, struct error *err);
enum status distribution_check_inside(double estimate, double low, double high, struct error *err);
/* Not far off the middle of its interval, all three on the scale on which the kind is symmetric. */
enum status distribution_check_interval(double estimate, double low, double high, struct error *err);
/* An argument of a kind of shares, strictly between 0 and 1. */
enum status distribution_check_share(const char *name, const char *kind, double value, struct error *err);

/* Of shares no kind has so great an sd with this mean, or none but with nearly all of it at 0 and 1. */
enum status distribution_error_ends(const char *kind, double mean, double sd, struct error *err);

/* Standard deviation before truncation: what errors of tables are measured by near 0. */
static inline double distribution_spread(const struct distribution *distribution)
{
    return sqrt(distribution_table[distribution->kind].variance(distribution));
}

#endif
