/* Whom interventions reach, by how much need: integrals over the need rank that the drawn values of an iteration only
 * scale, so that they are taken once and for all.
 *
 *   R(x) = integral over r of i(r) min(w(r), x),  i(r) the product of the probabilities of being invited
 *
 * With p = min(1, kappa w), min(p, c) = kappa min(w, c / kappa) for every c <= 1: every clipped risk is an R. */
#ifndef HYOTY_MODEL_REACH_H
#define HYOTY_MODEL_REACH_H

#include "sim/base/arena.h"
#include "sim/base/error.h"
#include "sim/model/targeting.h"
#include "sim/numeric/concentration.h"

/* Whom the topmost sliver of ranks holds is invited alike, and what it holds is told by distances from 1: there tables
 * of w have the steps of the top ranks, which hold conditional means, and an unbounded weight has mass. */
extern const double reach_sliver;

/* Adds a rank to count edges in ascending order, inside (0, most); returns how many there are. */
size_t reach_add_edge(double *edge, size_t count, double rank, double most);

struct reach;

/* breakpoint[breakpoints]: ranks between which w is smooth enough for ten Gauss-Legendre nodes, inside (0,1);
 * invited[windows]: uptake 1. Relative error of what follows below 1e-11 of the integral of i w. */
enum status reach_build(struct arena *arena, const struct concentration *concentration, const double *breakpoint,
                        size_t breakpoints, const struct targeting *invited, size_t windows, const struct reach **out,
                        struct error *err);

double reach_below(const struct reach *reach, double x); /* R(x), x >= 0 */
double reach_weight(const struct reach *reach); /* integral of i w, the mean weight of the topmost ranks in it */
double reach_share(const struct reach *reach);  /* integral of i */

/* Cells of the table, and those of them in which no polynomial is good enough, so that R is integrated anew. */
size_t reach_cells(const struct reach *reach, size_t *out_integrated);

#endif
