/* The models of the bench as one writes them with GSL: a generator, gsl_ran_*, pow, one person after the other. Shares
 * with the engine the names of the lines of money, no code and no number; the figures of its three models stand in the
 * scenario files too. */
#ifndef HYOTY_BENCH_NAIVE_GSL_H
#define HYOTY_BENCH_NAIVE_GSL_H

#include <gsl/gsl_rng.h>
#include <stdbool.h>

#include "sim/model/mechanism.h"

/* NAIVE_LINES: present values by enum line_kind; the programme's is minus its cost. */
enum naive_result { NAIVE_PARTICIPANTS, NAIVE_AVOIDED, NAIVE_NET, NAIVE_NET_PUBLIC, NAIVE_LINES };

enum { NAIVE_RESULTS = NAIVE_LINES + LINE_KINDS };

/* "The top share holds so much", as a bounded Pareto of mean 1. */
struct naive_curve {
    double alpha, low, high, spread; /* spread: (low / high)^alpha */
};

struct naive {
    unsigned long persons; /* in an intake */
    bool sparing; /* looks closer only at those who take part; otherwise everybody is simulated with and without */
    gsl_rng *rng;
    struct naive_curve need, cost; /* 20/60 of risk, 20/80 of a service */
};

/* One iteration; adds to out[NAIVE_RESULTS], which are 0. */
typedef void naive_model(const struct naive *naive, double *out);
naive_model naive_simplest, naive_simplest_expected, naive_parameters, naive_demo;

/* Means over the iterations and their standard errors. False when out of memory. */
bool naive_run(naive_model *model, unsigned long persons, bool sparing, unsigned iterations, double out_mean[],
               double out_error[]);

/* What the models have in common (naive_gsl.c). */
double naive_weight(const struct naive_curve *curve, double rank);
double naive_kappa(const struct naive_curve *curve, double risk);
double naive_threshold(double accuracy, double top);
double naive_pert(gsl_rng *rng, double min, double mode, double max);
double naive_triangular(gsl_rng *rng, double min, double mode, double max);
double naive_beta(gsl_rng *rng, double mean, double sd);
double naive_lognormal(gsl_rng *rng, double p5, double p95);

#endif
