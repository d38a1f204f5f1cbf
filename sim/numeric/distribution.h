/* Probability distributions of quantities (parameter uncertainty), as a registry.
 *
 * A distribution is drawn through its quantile function from one uniform. It is made from named arguments, in every
 * parametrisation that analysts have (mean + sd, two quantiles, an estimate with its 95 % interval, …), solved once. */
#ifndef HYOTY_NUMERIC_DISTRIBUTION_H
#define HYOTY_NUMERIC_DISTRIBUTION_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/base/arena.h"
#include "sim/base/error.h"
#include "sim/numeric/isa.h"

#define D(constant, name, functions, help, keys, example, forms, more) DISTRIBUTION_##constant,
#define D_UNNAMED                                                      D
enum distribution_kind {
#include "sim/numeric/distributions.def"
    DISTRIBUTION_KINDS
};
#undef D
#undef D_UNNAMED

enum { DISTRIBUTION_PARAMETERS = 4 };

/* A solved distribution: plain numbers, in the units of the quantity. Arrays live in the arena that made it. */
struct distribution {
    enum distribution_kind kind;
    double parameter[DISTRIBUTION_PARAMETERS]; /* the kind's own; empirical: 1 if joined */
    double minimum, maximum;                   /* truncation; -INFINITY, INFINITY where none */
    double u_minimum, u_maximum;               /* cdf of the untruncated distribution at these bounds; 0 and 1 */
    size_t count;                              /* values of discrete, empirical; parts of a mixture */
    const double *value;                       /* [count] ascending */
    const double *weight;                      /* [count] sums to 1; NULL for empirical */
    const double *cumulative;                  /* [count] running sum of weight; NULL for empirical */
    const struct distribution *part;           /* [count] for mixture */
};

/* A named argument as the user gave it. "p5" .. "p99.5" name quantiles. ci95 gives two: "ci95_low", "ci95_high". */
struct distribution_argument {
    const char *name;
    double value;
};

/* One way of giving a distribution: "mean sd", "p* p*" (two quantiles), "estimate ci95_low ci95_high", "min mode max".
 */
struct distribution_form {
    const char *arguments; /* names, separated by blanks; a name in [] may be left out */
    enum status (*solve)(const double *argument, struct distribution *out, struct error *err);
    /* argument: one a name, NAN where one was left out; a "p*" takes two, probability and value, by rising probability.
     * *out has its kind and no truncation; parameters (and, where the form says so, minimum and maximum) are filled. */
};

enum { DISTRIBUTION_FORMS = 6, DISTRIBUTION_ARGUMENTS = 8, DISTRIBUTION_EXAMPLE = 4 };

/* How many quantiles at once are computed: K(CONSTANT, function of quantile_kernel.c, whether cells are faster,
 * function of quantile_function.c that says which parameters it can do for, or NULL). */
#define QUANTILE_KERNELS(K)                                                                                            \
    K(UNIFORM, uniform, false, NULL)                                                                                   \
    K(TRIANGULAR, triangular, false, NULL)                                                                             \
    K(NORMAL, normal, true, NULL)                                                                                      \
    K(LOGNORMAL, lognormal, true, lognormal_fits)                                                                      \
    K(LOGISTIC, logistic, true, logistic_fits)                                                                         \
    K(WEIBULL, weibull, true, weibull_fits)                                                                            \
    K(SERIES, series, true, NULL) /* a table in the normal score, from the differential equation of the quantile */

#define QUANTILE_CONSTANT(constant, function, costly, fits) QUANTILE_##constant,
enum quantile_kernel {
    QUANTILE_EXACT,   /* one by one, by the kind's own function */
    QUANTILE_OCTAVES, /* a table in the uniform, from the kind's own function */
    QUANTILE_KERNELS(QUANTILE_CONSTANT) QUANTILE_KERNEL_COUNT
};
#undef QUANTILE_CONSTANT

/* Where the values of a kind lie, before truncation. */
enum distribution_support {
    SUPPORT_LINE,     /* anywhere, or at values of their own */
    SUPPORT_POSITIVE, /* above 0 */
    SUPPORT_SHARE,    /* between 0 and 1 */
    SUPPORT_BOUNDS    /* between the first parameter and the one that is the greatest value */
};

/* A row of distributions.def. */
struct distribution_row {
    const char *name; /* key in scenario files */
    const char *help; /* one line */
    const char *keys; /* what stands behind the key, in short; NULL: no file names the kind */
    struct distribution_argument example[DISTRIBUTION_EXAMPLE]; /* up to the first without a name */
    struct distribution_form form[DISTRIBUTION_FORMS];          /* up to the first without arguments */
    /* Of the untruncated distribution; u strictly inside (0,1). */
    double (*quantile)(const struct distribution *, double u);
    double (*cdf)(const struct distribution *, double x);
    double (*mean)(const struct distribution *);
    double (*variance)(const struct distribution *); /* may be INFINITY */
    /* Integral of quantile(u)^power from u_low to u_high, power 1 or 2; NULL: smooth, by quadrature */
    double (*moment)(const struct distribution *, int power, double u_low, double u_high);
    double (*mode)(const struct distribution *); /* NULL: not among what is stated */
    double mode_weight;                          /* of the mode in the mean, where that of either bound is 1 */
    const char *unitless;                        /* arguments without a unit, whatever the quantity's is; NULL: none */
    bool estimate_is_median;                     /* what an estimate states; else the mean */
    bool stated_uncut;                           /* mean and sd are known as those before a cut */
    enum quantile_kernel kernel;
    enum distribution_support support;
    size_t greatest; /* among the parameters, of SUPPORT_BOUNDS */
    int usual;       /* place among the kinds that are offered where values stand without a name, from 1; 0: none */
};

/* [DISTRIBUTION_KINDS], in the order of the enum. */
extern const struct distribution_row distribution_table[DISTRIBUTION_KINDS];

/* -1 if there is none of that name. */
int distribution_find(const char *name);

/* The distribution that is always one value. */
struct distribution distribution_fixed(double value);

/* Solves a distribution of scalar parameters from named arguments, in any order. "min" and "max" truncate where the
 * form does not use them itself. Errors (STATUS_SCENARIO): no form has these arguments (the hint lists the forms); a
 * value out of its bounds; no distribution of the kind has these quantiles or moments. Messages name the argument.
 *
 * Quantiles are those of the distribution as it is cut, wherever a distribution of the kind is found to have them; an
 * estimate, mean, sd and mode are those before the cut. distribution_has says what came of each. */
enum status distribution_solve(enum distribution_kind kind, const struct distribution_argument *argument, size_t count,
                               struct distribution *out, struct error *err);

/* The probability that a name like "p2.5" stands for; NAN if it is no such name. */
double distribution_level(const char *name);

/* What a distribution has, as it is drawn, of what an argument of this name states: a quantile, ci95_low, ci95_high,
 * mean, sd, mode, or estimate (the mean or the median, as the row says); NAN for the parameters of a kind. */
double distribution_has(const struct distribution *distribution, const char *name);

/* Whether an argument of this name has no unit, in whatever kind has it. */
bool distribution_unitless(const char *name);

/* The ends of the values of a distribution before truncation. */
double distribution_least(const struct distribution *distribution);
double distribution_greatest(const struct distribution *distribution);

/* Distributions of arrays; the arrays are copied into the arena (empirical is sorted, discrete sorted with weights). */
enum status distribution_discrete(struct arena *arena, const double *value, const double *weight, size_t count,
                                  struct distribution *out, struct error *err);
/* joined: the quantile is linear between the ordered values, which then are quantiles at equal steps from 0 to 1. */
enum status distribution_empirical(struct arena *arena, const double *value, size_t count, bool joined,
                                   struct distribution *out, struct error *err);
enum status distribution_mixture(struct arena *arena, const struct distribution *part, const double *weight,
                                 size_t count, struct distribution *out, struct error *err);

/* Adds truncation to [minimum, maximum] by rescaling the uniform. Error if no more than a probability of 1e-9 is left
 * between them, for which the uniforms are too coarse. */
enum status distribution_truncate(struct distribution *distribution, double minimum, double maximum, struct error *err);

/* A 90 % range that an expert says: {"p5", low}, {"p95", high}, and "min" and "max" where it is cut. Lognormal where
 * both are positive and high/low >= 3, else normal. */
enum status distribution_range(const struct distribution_argument *argument, size_t count, struct distribution *out,
                               struct error *err);

/* With truncation. u strictly inside (0,1). */
double distribution_quantile(const struct distribution *distribution, double u);
double distribution_cdf(const struct distribution *distribution, double x);
double distribution_mean(const struct distribution *distribution);
double distribution_sd(const struct distribution *distribution);
bool distribution_is_fixed(const struct distribution *distribution);

/* A quantile function made ready for many draws, with an error below 1e-10 of the value, or of the standard deviation
 * (before truncation) where that is greater. */
struct quantile_function;

/* What is tabulated depends on the distribution alone, never on how many draws follow: an iteration has the same bits
 * in a long run, in a short one, and alone. */
enum status quantile_compile(struct arena *arena, const struct distribution *distribution,
                             const struct quantile_function **out, struct error *err);

/* Whether the function is that of exactly this distribution (one without arrays of values). */
bool quantile_is_of(const struct quantile_function *function, const struct distribution *distribution);

/* out_x may be u. The same bytes by every instruction set (one that the processor has). */
void quantile_fill_by(enum isa isa, const struct quantile_function *function, const double *u, size_t n, double *out_x);
void quantile_fill(const struct quantile_function *function, const double *u, size_t n, double *out_x);

#endif
