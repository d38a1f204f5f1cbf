/* Working memory of the person loop and of the quadrature; private to the cohort files. */
#ifndef HYOTY_MODEL_COHORT_SCRATCH_H
#define HYOTY_MODEL_COHORT_SCRATCH_H

#include <stdint.h>

#include "sim/model/cohort.h"
#include "sim/numeric/legendre.h"

enum {
    COHORT_CHUNK = 256,            /* persons whose columns stay in the first-level cache */
    COHORT_LANES = 8,              /* accumulators of a sum over persons, whatever the vector width */
    COHORT_NODES = LEGENDRE_NODES, /* of a panel */
    COHORT_EDGE_EFFECTS = 4,       /* up to so many effects every subset has an edge of its own */
    COHORT_POLE_EDGES = 12,        /* towards the pole of an odds ratio */
    COHORT_CROSSINGS = 4           /* of two effects that are stronger in turn, as the risk rises */
};

struct cohort_scratch {
    _Alignas(64) double rank[COHORT_CHUNK], u[COHORT_CHUNK];
    _Alignas(64) uint64_t in[COHORT_CHUNK], mask[COHORT_CHUNK]; /* all ones or 0; participation bits */
    uint32_t participant[COHORT_CHUNK + COHORT_LANES];          /* positions in the chunk */
    /* of those whom a use concerns */
    uint32_t position[COHORT_CHUNK + COHORT_LANES];
    uint16_t subset[COHORT_CHUNK];
    _Alignas(64) double gathered[COHORT_CHUNK], weight[COHORT_CHUNK], risk[COHORT_CHUNK], treated[COHORT_CHUNK];
    double (*lane)[COHORT_LANES]; /* [most cells of any group] */
    /* quadrature */
    double *subset_probability;                                 /* [most subsets of any use] */
    double *edge;                                               /* panel edges */
    double *quadrature_rank, *quadrature_weight, *quadrature_w; /* [panels * COHORT_NODES] */
};

/* A person's own risk: none for a weight of 0, however great kappa. */
static inline double cohort_risk(double kappa, double weight)
{
    const double p = weight > 0 ? kappa * weight : 0;
    return p < 1 ? p : 1;
}

/* Percentage points that the absolute effects of the subset take off a risk together. */
double cohort_points(const struct plan_use *use, const struct use_state *state, int intake, size_t subset);

/* A person's risk, not cut to 0..1, when the effects of the subset reach them. */
double cohort_own_risk(const struct plan *plan, const struct plan_use *use, const struct use_state *state, int intake,
                       size_t subset, double p);

#endif
