/* The person loop. Compiled once for each instruction set (KERNEL_SUFFIX), with the same bytes as the result. */
#include <string.h>

#include "sim/model/cohort.h"
#include "sim/model/cohort_scratch.h"
#include "sim/numeric/concentration_lanes.h"
#include "sim/numeric/kernel.h"
#include "sim/numeric/stream_lanes.h"

/* The persons of one chunk. */
struct chunk {
    const struct plan *plan;
    const struct iteration *iteration;
    size_t group;
    int intake;
    uint32_t first;
    size_t n;      /* persons */
    size_t padded; /* n up to a multiple of STREAM_RUN: columns are filled that far */
};

static struct stream_block block_of(const struct chunk *chunk, const uint64_t *stream)
{
    return stream_pack(chunk->plan->scenario->simulation.seed, stream[chunk->intake], chunk->iteration->number, 0,
                       STREAM_NARROW);
}

static void fill(const struct chunk *chunk, const uint64_t *stream, double *out_u)
{
    const struct stream_block block = block_of(chunk, stream);
    stream_lanes_fill(&block, chunk->first, chunk->padded, out_u);
}

/* Clears, in all-ones masks, those who are not invited. */
static void select_invited(const struct chunk *chunk, const struct plan_targeting *targeting,
                           const struct targeting *state, struct cohort_scratch *scratch)
{
    const double accuracy = state->accuracy, error = 1 - accuracy, threshold = state->threshold;
    const double *const rank = scratch->rank, *const u = scratch->u;
    uint64_t *const in = scratch->in;
    if (error > 0) {
        fill(chunk, targeting->targeting, scratch->u);
        for (size_t i = 0; i < chunk->padded; i++) in[i] &= -(uint64_t)(accuracy * rank[i] + error * u[i] > threshold);
    } else {
        for (size_t i = 0; i < chunk->padded; i++) in[i] &= -(uint64_t)(rank[i] > threshold);
    }
}

static void select_participants(const struct chunk *chunk, const struct plan_targeting *targeting,
                                const struct targeting *state, struct cohort_scratch *scratch)
{
    uint64_t *const in = scratch->in;
    for (size_t i = 0; i < chunk->padded; i++) in[i] = -(uint64_t)(i < chunk->n);
    if (!state->everybody) select_invited(chunk, targeting, state, scratch);
    if (state->uptake >= 1) return;
    fill(chunk, targeting->uptakes, scratch->u);
    const double *const u = scratch->u, uptake = state->uptake;
    for (size_t i = 0; i < chunk->padded; i++) in[i] &= -(uint64_t)(u[i] < uptake);
}

/* Participation masks of the chunk; adds the counts of participants to the first cells. */
static void fill_masks(const struct chunk *chunk, struct cohort_scratch *scratch, double *cell)
{
    const struct plan_group *const group = &chunk->plan->group[chunk->group];
    const uint64_t *const in = scratch->in;
    uint64_t *const mask = scratch->mask;
    memset(mask, 0, sizeof scratch->mask);
    for (size_t j = 0; j < group->interventions; j++) {
        if (!programme_runs(group->targeting[j].programme, chunk->intake)) continue;
        select_participants(chunk, &group->targeting[j], &chunk->iteration->targeting[chunk->group][j], scratch);
        uint64_t count = 0;
        for (size_t i = 0; i < chunk->padded; i++) {
            count += in[i] & 1;
            mask[i] |= in[i] & (uint64_t)1 << j;
        }
        cell[j] += (double)count;
    }
}

/* Positions in the chunk of those who take part in anything. */
static size_t gather_participants(const struct chunk *chunk, struct cohort_scratch *scratch)
{
    size_t n = 0;
    for (uint32_t i = 0; i < chunk->padded; i += LANES)
        n += lanes_positions(scratch->mask + i, i, scratch->participant + n);
    return n;
}

/* Those whom a use concerns. */
struct concerned {
    size_t n;
    uint32_t *position;     /* [n], and LANES more */
    const double *rank;     /* [n] */
    const uint16_t *subset; /* [n]; NULL: of the one intervention there is */
};

/* Of the participants, those whose interventions change this use. */
static struct concerned gather_use(const struct plan_use *use, size_t participants, struct cohort_scratch *scratch)
{
    size_t n = 0;
    for (size_t i = 0; i < participants; i++) {
        const uint32_t position = scratch->participant[i];
        const uint16_t subset = use->subset_of[scratch->mask[position]];
        scratch->position[n] = position;
        scratch->subset[n] = subset;
        scratch->gathered[n] = scratch->rank[position];
        n += subset != 0;
    }
    return (struct concerned){n, scratch->position, scratch->gathered, scratch->subset};
}

/* All participants, where there is one intervention: every use that is kept is changed by it. */
static struct concerned gather_all(size_t participants, struct cohort_scratch *scratch)
{
    for (size_t i = 0; i < participants; i++) scratch->gathered[i] = scratch->rank[scratch->participant[i]];
    return (struct concerned){participants, scratch->participant, scratch->gathered, NULL};
}

static size_t subset_of(const struct concerned *persons, size_t i)
{
    return persons->subset ? persons->subset[i] : 1;
}

static void fill_weights(const struct plan_use *use, const struct concerned *persons, struct cohort_scratch *scratch)
{
    if (use->concentration->table)
        concentration_lanes_fill(use->concentration->table, persons->rank, persons->n, scratch->weight);
    else
        concentration_fill(use->concentration, persons->rank, persons->n, scratch->weight);
}

static void add_service(const struct plan_use *use, const struct concerned *persons, struct cohort_scratch *scratch)
{
    double(*const lane)[COHORT_LANES] = scratch->lane + use->cell;
    for (size_t i = 0; i < persons->n; i++)
        lane[subset_of(persons, i)][persons->position[i] % COHORT_LANES] += scratch->weight[i];
}

/* Risks without and with the effects. What lies outside 0..1 needs no cut: a uniform is inside. */
static void fill_risks(const struct chunk *chunk, const struct plan_use *use, const struct use_state *state,
                       const struct concerned *persons, struct cohort_scratch *scratch)
{
    const double *const factor = state->factor + (size_t)chunk->intake * use->subsets;
    for (size_t i = 0; i < persons->n; i++) scratch->risk[i] = cohort_risk(state->kappa, scratch->weight[i]);
    if (use->linear && !use->absolute) {
        for (size_t i = 0; i < persons->n; i++) scratch->treated[i] = scratch->risk[i] * factor[subset_of(persons, i)];
    } else if (use->linear) {
        const double *const points = state->points + (size_t)chunk->intake * use->subsets;
        for (size_t i = 0; i < persons->n; i++) {
            const size_t subset = subset_of(persons, i);
            scratch->treated[i] = (scratch->risk[i] - points[subset]) * factor[subset];
        }
    } else {
        for (size_t i = 0; i < persons->n; i++)
            scratch->treated[i] =
                cohort_own_risk(chunk->plan, use, state, chunk->intake, subset_of(persons, i), scratch->risk[i]);
    }
}

static void add_outcome(const struct chunk *chunk, const struct plan_use *use, const struct use_state *state,
                        const struct concerned *persons, struct cohort_scratch *scratch, double *cell)
{
    const struct stream_block block = block_of(chunk, use->strikes);
    fill_risks(chunk, use, state, persons, scratch);
    memset(persons->position + persons->n, 0, LANES * sizeof *persons->position); /* the rest of the last eight */
    stream_lanes_gather(&block, chunk->first, persons->position, persons->n, scratch->u);
    int64_t avoided = 0;
    for (size_t i = 0; i < persons->n; i++)
        avoided += (scratch->u[i] < scratch->risk[i]) - (scratch->u[i] < scratch->treated[i]);
    cell[use->cell] += (double)avoided;
}

static void simulate_chunk(const struct chunk *chunk, struct cohort_scratch *scratch, double *cell)
{
    const struct plan_group *const group = &chunk->plan->group[chunk->group];
    if (group->rank_needed) fill(chunk, group->rank, scratch->rank);
    fill_masks(chunk, scratch, cell);
    if (group->uses == 0) return;
    const size_t participants = gather_participants(chunk, scratch);
    const bool single = group->interventions == 1;
    struct concerned persons = {0};
    if (single) persons = gather_all(participants, scratch);
    for (size_t i = 0; i < group->uses; i++) {
        const struct plan_use *const use = &group->use[i];
        if (!single) persons = gather_use(use, participants, scratch);
        fill_weights(use, &persons, scratch);
        if (use->target == EFFECT_SERVICE)
            add_service(use, &persons, scratch);
        else
            add_outcome(chunk, use, &chunk->iteration->use[chunk->group][i], &persons, scratch, cell);
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

void KERNEL(cohort_sample_tile)(const struct plan *plan, const struct iteration *iteration,
                                struct cohort_scratch *scratch, size_t group, int intake, uint32_t first, size_t n,
                                double *out_cell)
{
    memset(scratch->lane, 0, plan->group[group].cells * sizeof *scratch->lane);
    for (size_t done = 0; done < n; done += COHORT_CHUNK) {
        const size_t left = n - done, persons = left < COHORT_CHUNK ? left : COHORT_CHUNK;
        const struct chunk chunk = {.plan = plan,
                                    .iteration = iteration,
                                    .group = group,
                                    .intake = intake,
                                    .first = first + (uint32_t)done,
                                    .n = persons,
                                    .padded = (persons + STREAM_RUN - 1) / STREAM_RUN * STREAM_RUN};
        simulate_chunk(&chunk, scratch, out_cell);
    }
    add_lanes(&plan->group[group], scratch, out_cell);
}
