/* Concentration of cost or risk over the need rank r in (0,1): a weight function w(r), rising, with mean 1
 * (MODEL, Persons, need and cost concentration: "the top q of persons holds share s of the total"). */
#ifndef HYOTY_NUMERIC_CONCENTRATION_H
#define HYOTY_NUMERIC_CONCENTRATION_H

#include <stddef.h>

#include "sim/base/arena.h"
#include "sim/base/error.h"

enum concentration_shape {
    CONCENTRATION_NONE,      /* w = 1 */
    CONCENTRATION_PARETO,    /* bounded at cap, or unbounded when cap is INFINITY */
    CONCENTRATION_LOGNORMAL, /* L(p) = Phi(Phi^-1(p) - sigma) */
    CONCENTRATION_EMPIRICAL, /* a sample of real clients' costs, interpolated */
    CONCENTRATION_SHAPES
};

enum { CONCENTRATION_POINTS = 2 };

/* What the user asked for. Two points select the shape parameter by least squares on the shares. */
struct concentration_request {
    enum concentration_shape shape;
    size_t points;                      /* 0 for none and empirical, else 1 or 2 */
    double top[CONCENTRATION_POINTS];   /* q in (0,1) */
    double share[CONCENTRATION_POINTS]; /* s in (q,1) */
    double cap;                         /* multiple of the mean, > 1; INFINITY for none; pareto only */
    const double *sample;               /* [sample_count] >= 0, empirical only */
    size_t sample_count;
};

/* What was made of it: plain numbers and tables in the arena. */
struct concentration {
    enum concentration_shape shape;
    double alpha, low, high; /* pareto: exponent, least and greatest weight (high INFINITY when unbounded) */
    double spread;           /* pareto: (high / low)^alpha - 1 */
    double whole, rise;      /* bounded pareto: of the Lorenz curve, what does not depend on the rank */
    double sigma;            /* lognormal */
    size_t count;            /* empirical: [count] weights ascending, mean 1 under interpolation */
    const double *weight;
    const double *cumulative;                /* [count] integral of w from 0 to i/(count-1) */
    const struct concentration_table *table; /* fast w(r), relative error <= 1e-10 */
    const struct kappa_table *kappa;         /* fast kappa; NULL: none is made */
};

extern const char *const concentration_shape_name[CONCENTRATION_SHAPES + 1];

/* Errors (STATUS_SCENARIO / STATUS_NUMERIC): share not above top; cap too low to reach the share (the message names the
 * greatest share that the cap allows); a sample that is empty, negative or sums to 0. */
enum status concentration_solve(struct arena *arena, const struct concentration_request *request,
                                struct concentration *out, struct error *err);

/* w(r), its inverse (rank at which the weight is reached, clamped to 0..1), and the Lorenz curve: share of the total
 * that the lowest p of persons hold. */
double concentration_weight(const struct concentration *concentration, double rank);
double concentration_rank(const struct concentration *concentration, double weight);
double concentration_lorenz(const struct concentration *concentration, double p);
/* Share held by the top q: 1 - L(1 - q), without cancellation. */
double concentration_top_share(const struct concentration *concentration, double q);
/* w at a rank told by its distance from the top, 1 - rank > 0, of which no digits are lost there. */
double concentration_top_weight(const struct concentration *concentration, double distance);
double concentration_variation(const struct concentration *concentration); /* coefficient of variation; INFINITY */

/* Mean over r of min(1, kappa * w(r)), in closed form; and the kappa at which that mean is `risk` (0..1).
 * risk = 0 gives 0. risk = 1 gives the least kappa with kappa * w >= 1 everywhere (INFINITY where w reaches 0).
 * An empirical sample may hold persons of weight 0, whom no kappa strikes: the greatest risk is then their complement,
 * and a risk above it gives INFINITY. */
double concentration_greatest_risk(const struct concentration *concentration);
double concentration_clipped_mean(const struct concentration *concentration, double kappa);
double concentration_kappa(const struct concentration *concentration, double risk);
/* Makes a table for it, where a kind has no closed form and the risk changes from iteration to iteration; with a
 * relative error below 1e-12, beside what the rounding of a risk near 1 is worth. */
enum status concentration_tabulate_kappa(struct arena *arena, struct concentration *concentration, struct error *err);

/* w of many ranks at once, from the table: out_w[n]. Ranks are of the form (k + 1/2) / 2^32; the highest 16 of them
 * hold the mean weight of their 2^-32 of persons, so that an unbounded Pareto keeps its mean. Same bits whatever n. */
void concentration_fill(const struct concentration *concentration, const double *rank, size_t n, double *out_w);
/* The same of ranks told by their distances from the top, without these means; what is nearer than 2^-64 is as there.
 */
void concentration_fill_top(const struct concentration *concentration, const double *distance, size_t n, double *out_w);

#endif
