/* The functions of each mechanism (struct mechanism, members compile and flow): one file each. */
#ifndef HYOTY_MODEL_MECHANISM_FLOW_H
#define HYOTY_MODEL_MECHANISM_FLOW_H

#include "sim/model/iteration.h"
#include "sim/model/plan_build.h"

enum status mechanism_outcome_compile(struct plan_build *build, int item, struct plan_item *out);
enum status mechanism_service_compile(struct plan_build *build, int item, struct plan_item *out);
enum status mechanism_workforce_compile(struct plan_build *build, int item, struct plan_item *out);
enum status mechanism_overhead_compile(struct plan_build *build, int item, struct plan_item *out);
enum status mechanism_programme_compile(struct plan_build *build, int item, struct plan_item *out);

void mechanism_outcome_flow(const struct plan *plan, const struct iteration *iteration, int item, double *out_flow);
void mechanism_service_flow(const struct plan *plan, const struct iteration *iteration, int item, double *out_flow);
void mechanism_workforce_flow(const struct plan *plan, const struct iteration *iteration, int item, double *out_flow);
void mechanism_overhead_flow(const struct plan *plan, const struct iteration *iteration, int item, double *out_flow);
void mechanism_programme_flow(const struct plan *plan, const struct iteration *iteration, int item, double *out_flow);

/* Cost of n avoided cases of an intake in units of the mean cost of one: n itself, or, where cases differ, a gamma
 * variate of mean |n| and shape |n| / cv^2 with the sign of n. */
double mechanism_case_cost(const struct plan *plan, const struct iteration *iteration, int outcome, int intake,
                           double cases);

/* Years that the interval from `start` lasting `duration` shares with the year [year, year + 1): 0..1. */
double mechanism_overlap(double year, double start, double duration);

/* Multiplies year t of a flow by (1 + growth)^t. */
void mechanism_grow(double growth, int horizon, double *flow);

#endif
