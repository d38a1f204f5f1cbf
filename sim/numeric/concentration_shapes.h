/* The functions of each shape of concentration. For the numeric layer alone. */
#ifndef HYOTY_NUMERIC_CONCENTRATION_SHAPES_H
#define HYOTY_NUMERIC_CONCENTRATION_SHAPES_H

#include <stdbool.h>

#include "sim/numeric/concentration.h"

/* Arguments within (0,1), weights >= 0; ranks may come out of 0..1. */
struct concentration_functions {
    double (*weight)(const struct concentration *, double rank);
    double (*rank)(const struct concentration *, double weight);
    double (*lorenz)(const struct concentration *, double p);
    double (*top_share)(const struct concentration *, double q);
    double (*variation)(const struct concentration *);
    /* Weight at a rank given by its distance from the top, 1 - rank, so that no digits are lost there. */
    double (*top_weight)(const struct concentration *, double distance);
    void (*fill)(const struct concentration *, const double *rank, size_t n, double *out_w);
};

extern const struct concentration_functions concentration_functions[CONCENTRATION_SHAPES];

struct kappa_problem {
    const struct concentration *concentration;
    double risk;
};

/* The bounded Pareto with this exponent and cap and mean 1; alpha > 0. */
struct concentration concentration_bounded_pareto(double alpha, double cap);
struct concentration concentration_unbounded_pareto(double alpha);

/* kappa from its table (concentration_kappa.c); false outside it. */
bool concentration_kappa_find(const struct kappa_table *table, double risk, double *out_kappa);

/* Table of a smooth shape; see concentration_table.c. */
enum status concentration_table_build(struct arena *arena, struct concentration *concentration, struct error *err);
void concentration_table_fill(const struct concentration *concentration, const double *rank, size_t n, double *out_w);

#endif
