#include "sim/engine/block.h"

#include <omp.h>
#include <string.h>

#include "sim/model/cohort.h"

static size_t intake_tiles(const struct plan_group *group)
{
    return group->interventions > 0 ? (group->size + (size_t)COHORT_TILE - 1) / COHORT_TILE : 0;
}

static size_t count_tiles(const struct plan *plan)
{
    size_t count = 0;
    if (plan->scenario->simulation.cohort == COHORT_EXPECTED || plan->cells == 0) return 0;
    for (size_t g = 0; g < plan->groups; g++) count += (size_t)plan->group[g].intakes * intake_tiles(&plan->group[g]);
    return count;
}

enum status tiles_of(struct arena *arena, const struct plan *plan, struct tiles *out, struct error *err)
{
    struct tiles tiles = {.count = count_tiles(plan)};
    struct tile *const tile = ARENA_ARRAY(arena, tiles.count, struct tile);
    if (!tile) return error_out_of_memory(err);
    size_t u = 0;
    for (size_t g = 0; tiles.count > 0 && g < plan->groups; g++) {
        const struct plan_group *const group = &plan->group[g];
        if (group->cells > tiles.cells) tiles.cells = group->cells;
        for (int a = 0; a < group->intakes; a++)
            for (uint32_t first = 0, k = 0; k < intake_tiles(group); k++, first += COHORT_TILE) {
                const uint32_t left = group->size - first;
                tile[u++] = (struct tile){g, a, first, left < COHORT_TILE ? left : COHORT_TILE};
            }
    }
    tiles.tile = tile;
    *out = tiles;
    return STATUS_OK;
}

enum status block_init(struct arena *arena, const struct plan *plan, const struct tiles *tiles, size_t length,
                       int threads, size_t pins, enum isa isa, struct block *out, struct error *err)
{
    struct block block = {.threads = threads,
                          .iteration = ARENA_ARRAY(arena, length, struct iteration),
                          .scratch = ARENA_ARRAY(arena, (size_t)threads, struct cohort_scratch *),
                          .done = ARENA_ARRAY(arena, length * tiles->count, bool)};
    block.cell = arena_calloc(arena, length * tiles->count, tiles->cells * sizeof *block.cell);
    if (!block.iteration || !block.scratch || !block.done || !block.cell) return error_out_of_memory(err);
    TRY(ledger_init(arena, plan, pins, isa, &block.ledger, err));
    for (size_t i = 0; i < length; i++) TRY(iteration_init(arena, plan, &block.iteration[i], err));
    for (int t = 0; t < threads; t++) {
        block.scratch[t] = cohort_scratch_new(arena, plan);
        if (!block.scratch[t]) return error_out_of_memory(err);
    }
    *out = block;
    return STATUS_OK;
}

static bool cancelled(const struct block_options *options)
{
    return options->cancel && *options->cancel;
}

/* Parameters, what they mean for persons, and the money of the expected cohort. */
static void expect(const struct plan *plan, const struct block_options *options, uint32_t first, size_t n,
                   struct block *block)
{
    struct ledger *const ledger = block->ledger;
    ledger_set(plan, options->inputs, first, n, ledger);
    for (size_t i = 0; i < n && plan->cells > 0; i++) {
        struct iteration *const iteration = &block->iteration[i];
        iteration_set(plan, options->inputs, first + (uint32_t)i, ledger->drawn, ledger->n, i, iteration);
        iteration_expect(plan, block->scratch[0], iteration);
        ledger_enter(plan, i, iteration->expected, ledger);
    }
    ledger_expect(plan, ledger);
}

static void sample_one(const struct plan *plan, const struct tiles *tiles, const struct block_options *options,
                       size_t at, struct cohort_scratch *scratch, struct block *block)
{
    const struct tile *const tile = &tiles->tile[at % tiles->count];
    double *const cell = block->cell + at * tiles->cells;
    if (cancelled(options)) return;
    memset(cell, 0, plan->group[tile->group].cells * sizeof *cell);
    cohort_sample_tile_table[block->ledger->isa](plan, &block->iteration[at / tiles->count], scratch, tile->group,
                                                 tile->intake, tile->first, tile->n, cell);
    block->done[at] = true;
}

static void sample_tiles(const struct plan *plan, const struct tiles *tiles, const struct block_options *options,
                         size_t n, struct block *block)
{
    const size_t count = n * tiles->count;
    memset(block->done, 0, count * sizeof *block->done);
    if (block->threads == 1) {
        for (size_t u = 0; u < count; u++) sample_one(plan, tiles, options, u, block->scratch[0], block);
        return;
    }
#pragma omp parallel for schedule(dynamic) num_threads(block->threads) default(none)                                   \
    shared(plan, tiles, options, count, block)
    for (size_t u = 0; u < count; u++) sample_one(plan, tiles, options, u, block->scratch[omp_get_thread_num()], block);
}

/* Adds the cells of the tiles of one iteration in their order; false where one is missing. */
static bool gather(const struct plan *plan, const struct tiles *tiles, size_t i, struct block *block)
{
    double *const cell = block->iteration[i].cell;
    memset(cell, 0, plan->cells * sizeof *cell);
    for (size_t u = 0; u < tiles->count; u++) {
        const struct tile *const tile = &tiles->tile[u];
        const struct plan_group *const group = &plan->group[tile->group];
        const double *const part = block->cell + (i * tiles->count + u) * tiles->cells;
        double *const whole = cell + group->cell_base + (size_t)tile->intake * group->cells;
        if (!block->done[i * tiles->count + u]) return false;
        for (size_t c = 0; c < group->cells; c++) whole[c] += part[c];
    }
    return true;
}

size_t block_run(const struct plan *plan, const struct tiles *tiles, const struct block_options *options,
                 uint32_t first, size_t n, struct block *block)
{
    size_t finished = n;
    if (cancelled(options)) return 0;
    expect(plan, options, first, n, block);
    if (tiles->count > 0) {
        sample_tiles(plan, tiles, options, n, block);
        for (finished = 0; finished < n && gather(plan, tiles, finished, block); finished++)
            ledger_enter(plan, finished, block->iteration[finished].cell, block->ledger);
    }
    ledger_add_up(plan, tiles->count > 0, block->ledger);
    return finished;
}
