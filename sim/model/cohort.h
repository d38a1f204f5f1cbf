/* What interventions do to the persons of one group and intake, as result cells (see struct plan_group):
 * participants by intervention, avoided cases by outcome use, sums of the weight w by service use and subset. */
#ifndef HYOTY_MODEL_COHORT_H
#define HYOTY_MODEL_COHORT_H

#include "sim/base/arena.h"
#include "sim/model/iteration.h"

/* Persons are simulated in tiles of this many, whose sums are added in order. */
enum { COHORT_TILE = 65536 };

struct cohort_scratch;

/* Memory for the person loops and quadratures of one thread; NULL when out of memory. */
struct cohort_scratch *cohort_scratch_new(struct arena *arena, const struct plan *plan);

/* Simulates the persons first .. first + n - 1 (n <= COHORT_TILE, first a multiple of it) of an intake and adds their
 * cells to out_cell[group cells]. One function for each instruction set, all with the same bytes. */
typedef void cohort_sample_tile(const struct plan *plan, const struct iteration *iteration,
                                struct cohort_scratch *scratch, size_t group, int intake, uint32_t first, size_t n,
                                double *out_cell);

#define COHORT_DECLARE(constant, name, suffix) cohort_sample_tile cohort_sample_tile_##suffix;
ISA_TABLE(COHORT_DECLARE)
#undef COHORT_DECLARE

extern cohort_sample_tile *const cohort_sample_tile_table[ISA_COUNT];

/* The same cells for the whole intake with individual variation integrated out, by Gauss-Legendre quadrature over the
 * need rank between the kinks of the integrand. Sets out_cell[group cells]; the cells of the intake before, which stand
 * before them, are set already. */
void cohort_expect(const struct plan *plan, const struct iteration *iteration, struct cohort_scratch *scratch,
                   size_t group, int intake, double *out_cell);

/* The risk of an outcome among those whom one intervention invites, without it and with its effect alone, `adjust`
 * being how much of the effect comes about: effect e of a use of the group. Equal where nobody is invited. */
void cohort_risks_of_invited(const struct plan *plan, const struct iteration *iteration, struct cohort_scratch *scratch,
                             size_t group, const struct plan_use *use, size_t e, double adjust, double *out_without,
                             double *out_with);

/* Cases of an intake that the absolute effects of a use avoid together, were no other effects there. */
double cohort_avoided_by_points(const struct plan *plan, const struct iteration *iteration,
                                struct cohort_scratch *scratch, size_t group, const struct plan_use *use, int intake);

#endif
