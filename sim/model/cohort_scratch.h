/* Working memory of the person loop and of the quadrature; private to the cohort files. */
#ifndef HYOTY_MODEL_COHORT_SCRATCH_H
#define HYOTY_MODEL_COHORT_SCRATCH_H

#include <stdint.h>

#include "sim/model/cohort.h"

enum {
    COHORT_CHUNK = 256, /* persons whose columns stay in the first-level cache */
    COHORT_LANES = 8,   /* accumulators of a sum over persons, whatever the vector width */
    COHORT_NODES = 10   /* Gauss-Legendre nodes of a panel */
};

struct cohort_scratch {
    double rank[COHORT_CHUNK], u[COHORT_CHUNK];
    unsigned char in[COHORT_CHUNK];
    uint16_t mask[COHORT_CHUNK];
    /* of the gathered participants */
    uint16_t position[COHORT_CHUNK], subset[COHORT_CHUNK];
    double gathered[COHORT_CHUNK], weight[COHORT_CHUNK], risk[COHORT_CHUNK], treated[COHORT_CHUNK];
    double (*lane)[COHORT_LANES]; /* [most cells of any group] */
    /* quadrature */
    double node[COHORT_NODES], node_weight[COHORT_NODES];       /* on (0,1) */
    double *edge;                                               /* panel edges */
    double *quadrature_rank, *quadrature_weight, *quadrature_w; /* [panels * COHORT_NODES] */
};

/* A person's risk, not clipped to 1, when the effects of the subset reach them. */
double cohort_own_risk(const struct plan *plan, const struct plan_use *use, const struct use_state *state, int intake,
                       size_t subset, double p);

#endif
