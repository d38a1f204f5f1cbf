#include <string.h>

#include "sim/model/cohort.h"
#include "sim/model/cohort_scratch.h"
#include "sim/numeric/stream.h"

/* The persons of one chunk and who of them takes part in what. */
struct chunk {
    const struct plan *plan;
    const struct iteration *iteration;
    size_t group;
    int intake;
    uint32_t first;
    size_t n;
};

static void fill(const struct chunk *chunk, const uint64_t *stream, double *out_u)
{
    stream_fill_narrow(chunk->plan->scenario->simulation.seed, stream[chunk->intake], chunk->iteration->number,
                       chunk->first, chunk->n, out_u);
}

/* Clears those of `in` who are not invited. */
static void select_invited(const struct chunk *chunk, const struct plan_targeting *targeting,
                           const struct targeting *state, struct cohort_scratch *scratch)
{
    const double accuracy = state->accuracy, error = 1 - accuracy, threshold = state->threshold;
    if (error > 0) {
        fill(chunk, targeting->targeting, scratch->u);
        for (size_t i = 0; i < chunk->n; i++)
            scratch->in[i] &= accuracy * scratch->rank[i] + error * scratch->u[i] > threshold;
    } else {
        for (size_t i = 0; i < chunk->n; i++) scratch->in[i] &= scratch->rank[i] > threshold;
    }
}

static void select_participants(const struct chunk *chunk, const struct plan_targeting *targeting,
                                const struct targeting *state, struct cohort_scratch *scratch)
{
    memset(scratch->in, 1, sizeof scratch->in);
    if (!state->everybody) select_invited(chunk, targeting, state, scratch);
    if (state->uptake >= 1) return;
    fill(chunk, targeting->uptakes, scratch->u);
    for (size_t i = 0; i < chunk->n; i++) scratch->in[i] &= scratch->u[i] < state->uptake;
}

/* Participation masks of the chunk; adds the counts of participants to the first cells. */
static void fill_masks(const struct chunk *chunk, struct cohort_scratch *scratch, double *cell)
{
    const struct plan_group *const group = &chunk->plan->group[chunk->group];
    memset(scratch->mask, 0, sizeof scratch->mask);
    for (size_t j = 0; j < group->interventions; j++) {
        select_participants(chunk, &group->targeting[j], &chunk->iteration->targeting[chunk->group][j], scratch);
        unsigned count = 0;
        for (size_t i = 0; i < chunk->n; i++) {
            count += scratch->in[i];
            scratch->mask[i] |= (uint16_t)((unsigned)scratch->in[i] << j);
        }
        cell[j] += count;
    }
}

/* Positions in the chunk of those who take part in anything that changes this use. */
static size_t gather(const struct chunk *chunk, const struct plan_use *use, struct cohort_scratch *scratch)
{
    size_t n = 0;
    for (size_t i = 0; i < chunk->n; i++) {
        scratch->position[n] = (uint16_t)i;
        n += use->subset_of[scratch->mask[i]] != 0;
    }
    for (size_t i = 0; i < n; i++) {
        const size_t person = scratch->position[i];
        scratch->subset[i] = use->subset_of[scratch->mask[person]];
        scratch->gathered[i] = scratch->rank[person];
    }
    concentration_fill(use->concentration, scratch->gathered, n, scratch->weight);
    return n;
}

static void add_service(const struct chunk *chunk, const struct plan_use *use, struct cohort_scratch *scratch)
{
    const size_t n = gather(chunk, use, scratch);
    double(*const lane)[COHORT_LANES] = scratch->lane + use->cell;
    for (size_t i = 0; i < n; i++) lane[scratch->subset[i]][scratch->position[i] % COHORT_LANES] += scratch->weight[i];
}

static void fill_risks(const struct chunk *chunk, const struct plan_use *use, const struct use_state *state, size_t n,
                       struct cohort_scratch *scratch)
{
    const double *const factor = state->factor + (size_t)chunk->intake * use->subsets;
    for (size_t i = 0; i < n; i++) {
        const double p = state->kappa * scratch->weight[i];
        scratch->risk[i] = p < 1 ? p : 1;
    }
    if (use->relative) {
        for (size_t i = 0; i < n; i++) scratch->treated[i] = scratch->risk[i] * factor[scratch->subset[i]];
    } else {
        for (size_t i = 0; i < n; i++)
            scratch->treated[i] =
                cohort_own_risk(chunk->plan, use, state, chunk->intake, scratch->subset[i], scratch->risk[i]);
    }
}

static void add_outcome(const struct chunk *chunk, const struct plan_use *use, const struct use_state *state,
                        struct cohort_scratch *scratch, double *cell)
{
    const size_t n = gather(chunk, use, scratch);
    if (n == 0) return;
    fill_risks(chunk, use, state, n, scratch);
    fill(chunk, use->strikes, scratch->u);
    int avoided = 0;
    for (size_t i = 0; i < n; i++) {
        const double u = scratch->u[scratch->position[i]];
        avoided += (u < scratch->risk[i]) - (u < scratch->treated[i]);
    }
    cell[use->cell] += avoided;
}

static void simulate_chunk(const struct chunk *chunk, struct cohort_scratch *scratch, double *cell)
{
    const struct plan_group *const group = &chunk->plan->group[chunk->group];
    if (group->rank_needed) fill(chunk, group->rank, scratch->rank);
    fill_masks(chunk, scratch, cell);
    for (size_t i = 0; i < group->uses; i++) {
        const struct plan_use *const use = &group->use[i];
        if (use->target == EFFECT_SERVICE)
            add_service(chunk, use, scratch);
        else
            add_outcome(chunk, use, &chunk->iteration->use[chunk->group][i], scratch, cell);
    }
}

/* The lanes of the service cells summed in a fixed shape. */
static void add_lanes(const struct plan_group *group, const struct cohort_scratch *scratch, double *cell)
{
    for (size_t i = 0; i < group->uses; i++) {
        const struct plan_use *const use = &group->use[i];
        if (use->target != EFFECT_SERVICE) continue;
        for (size_t c = use->cell; c < use->cell + use->subsets; c++) {
            const double *const x = scratch->lane[c];
            cell[c] += ((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7]));
        }
    }
}

void cohort_sample_tile(const struct plan *plan, const struct iteration *iteration, size_t group, int intake,
                        uint32_t first, size_t n, double *out_cell)
{
    struct cohort_scratch *const scratch = iteration->scratch;
    memset(scratch->lane, 0, plan->group[group].cells * sizeof *scratch->lane);
    for (size_t done = 0; done < n; done += COHORT_CHUNK) {
        const struct chunk chunk = {.plan = plan,
                                    .iteration = iteration,
                                    .group = group,
                                    .intake = intake,
                                    .first = first + (uint32_t)done,
                                    .n = n - done < COHORT_CHUNK ? n - done : COHORT_CHUNK};
        simulate_chunk(&chunk, scratch, out_cell);
    }
    add_lanes(&plan->group[group], scratch, out_cell);
}
