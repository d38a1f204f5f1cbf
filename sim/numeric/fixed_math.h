/* Elementary and special functions whose bits do not depend on the machine.
 *
 * C libraries and processors differ in the last bits of exp, log, pow, erf … (glibc alone chooses variants with and
 * without FMA when it starts), and machines in their wider numbers. These functions are computed by additions,
 * multiplications, divisions and square roots of doubles alone, in double-double where it matters, and rounded once.
 * tests/lint/symbols.sh lists what may be called beside them on the path to a result. */
#ifndef HYOTY_NUMERIC_FIXED_MATH_H
#define HYOTY_NUMERIC_FIXED_MATH_H

double fixed_exp(double x);
double fixed_log(double x);
double fixed_pow(double x, double y);
double fixed_expm1(double x);
double fixed_log1p(double x);
double fixed_log_gamma(double x); /* x > 0 */

/* Standard normal distribution: Phi and its inverse; relative error below 1e-14 in the tails as well. */
double fixed_normal_cdf(double z);
double fixed_normal_quantile(double u);

/* Regularised incomplete gamma P(a, x), and beta I_x(a, b); absolute error below 1e-14. */
double fixed_gamma_cdf(double a, double x);
double fixed_beta_cdf(double a, double b, double x);

/* Their inverses in x. u in (0,1). fixed_gamma_quantile is the quantile of the gamma distribution of scale 1. */
double fixed_gamma_quantile(double a, double u);
double fixed_beta_quantile(double a, double b, double u);

/* ln of fixed_gamma_quantile(a, u), also where that is smaller than any number; -1e300 where its logarithm is, too. */
double fixed_log_gamma_quantile(double a, double u);

#endif
