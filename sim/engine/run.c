#include "sim/engine/run.h"

#include <math.h>
#include <omp.h>
#include <stdatomic.h>
#include <string.h>

#include "sim/engine/record.h"

enum {
    BLOCKS_WANTED = 64,   /* so that threads end at about the same time, and progress moves */
    TILES_TO_SHARE = 16,  /* an iteration of so many tiles is worked on by all threads together */
    SHARED_ITERATIONS = 8 /* of a block that is shared */
};

/* State shared by the threads of a run. Everything but the atomics is constant while they work. */
struct run {
    const struct plan *plan;
    const struct run_options *options;
    struct block_options block_options;
    struct outcomes *out;
    struct tiles tiles;
    uint32_t start;      /* iterations that were there before */
    uint32_t length;     /* iterations of a block */
    int teams;           /* blocks in work at once */
    int members;         /* threads of each */
    struct block *block; /* [teams] */
    unsigned char *done; /* [blocks] finished iterations, the first ones of each */
    atomic_uint_least32_t finished;
    atomic_uint_least32_t bad; /* 1 + the least iteration with a result that is not finite; 0 for none */
};

static uint32_t blocks(const struct run *run)
{
    return (run->out->requested - run->start + run->length - 1) / run->length;
}

static uint32_t block_length(const struct run *run, uint32_t block)
{
    const uint32_t left = run->out->requested - run->start - block * run->length;
    return left < run->length ? left : run->length;
}

/* Small cohorts: every thread has blocks of its own. Large ones: all threads share the tiles of one block, so that few
 * iterations still keep all of them busy, and an interruption is answered soon. Neither changes a result. */
static void share_out(struct run *run, int threads)
{
    const bool shared = threads > 1 && run->tiles.count >= TILES_TO_SHARE;
    const uint32_t even = (run->out->requested - run->start) / BLOCKS_WANTED;
    run->teams = shared ? 1 : threads;
    run->members = shared ? threads : 1;
    run->length = shared ? SHARED_ITERATIONS : even < 1 ? 1 : even > LEDGER_MOST ? LEDGER_MOST : even;
}

static void note_bad(struct run *run, uint32_t iteration)
{
    uint_least32_t known = atomic_load(&run->bad);
    while ((known == 0 || iteration + 1 < known) && !atomic_compare_exchange_weak(&run->bad, &known, iteration + 1)) {
    }
}

static void report_progress(struct run *run, uint32_t n)
{
    const uint32_t done = (uint32_t)atomic_fetch_add(&run->finished, n) + n;
    if (!run->options->progress) return;
#pragma omp critical(engine_progress)
    run->options->progress(run->options->context, done, run->out->requested);
}

static void run_block(struct run *run, uint32_t block, struct block *workspace)
{
    const struct plan *const plan = run->plan;
    const uint32_t first = run->start + block * run->length;
    const size_t n = block_run(plan, &run->tiles, &run->block_options, first, block_length(run, block), workspace);
    record_block(plan, workspace->ledger, n, run->out);
    const double *const net = run->out->column[run->out->at.net].value;
    for (uint32_t i = first; i < first + n; i++)
        if (!isfinite(net[i])) note_bad(run, i);
    run->done[block] = (unsigned char)n;
    if (n > 0) report_progress(run, (uint32_t)n);
}

/* Blocks are taken in ascending order, so that a cancelled run keeps nearly all it did. */
static void run_blocks(struct run *run)
{
    const uint32_t count = blocks(run);
    if (run->teams == 1) {
        for (uint32_t block = 0; block < count; block++) run_block(run, block, &run->block[0]);
        return;
    }
#pragma omp parallel for schedule(dynamic) num_threads(run->teams) default(none) shared(run, count)
    for (uint32_t block = 0; block < count; block++) run_block(run, block, &run->block[omp_get_thread_num()]);
}

static enum status init_blocks(struct arena *arena, struct run *run, struct error *err)
{
    const struct run_options *const options = run->options;
    const size_t pins = options->inputs ? options->inputs->pins : 0;
    TRY(tiles_of(arena, run->plan, &run->tiles, err));
    share_out(run, options->threads > 0 ? options->threads : omp_get_max_threads());
    run->block = ARENA_ARRAY(arena, (size_t)run->teams, struct block);
    run->done = ARENA_ARRAY(arena, blocks(run), unsigned char);
    if (!run->block || !run->done) return error_out_of_memory(err);
    for (int t = 0; t < run->teams; t++)
        TRY(block_init(arena, run->plan, &run->tiles, run->length, run->members, pins, options->isa, &run->block[t],
                       err));
    return STATUS_OK;
}

/* The iterations before the first that is missing. */
static uint32_t finished_iterations(const struct run *run)
{
    uint32_t block = 0;
    while (block < blocks(run) && run->done[block] == block_length(run, block)) block++;
    const uint32_t n = run->start + block * run->length + (block < blocks(run) ? run->done[block] : 0);
    return n < run->out->requested ? n : run->out->requested;
}

static enum status conclude(struct run *run, struct error *err)
{
    const uint32_t bad = (uint32_t)atomic_load(&run->bad);
    run->out->iterations = finished_iterations(run);
    if (bad > 0)
        return error_set(err, STATUS_NUMERIC,
                         "iteration %u gives a result that is not a finite number; `hyoty explain " INPUT(
                             "iteration") " %u` "
                                          "shows its values",
                         bad - 1, bad - 1);
    if (run->out->iterations < run->out->requested)
        return error_set(err, STATUS_CANCELLED, "stopped after %u of %u iterations", run->out->iterations,
                         run->out->requested);
    return STATUS_OK;
}

/* Takes over the iterations of a shorter run. */
static void go_on(struct run *run)
{
    const struct outcomes *const begun = run->options->begun;
    if (!begun) return;
    run->start = begun->iterations;
    atomic_store(&run->finished, begun->iterations);
    for (size_t c = 0; c < begun->columns; c++)
        if (run->out->owned[c])
            memcpy(run->out->value + (run->out->column[c].value - run->out->value), begun->column[c].value,
                   begun->iterations * sizeof *run->out->value);
}

enum status engine_run(const struct plan *plan, const struct run_options *options, struct outcomes *out,
                       struct error *err)
{
    struct run run = {
        .plan = plan, .options = options, .block_options = {options->inputs, options->cancel}, .out = out};
    struct arena workers;
    *out = (struct outcomes){0};
    arena_init(&out->arena, allocator_libc, options->memory_limit);
    TRY(record_init(plan, plan->scenario->simulation.iterations, options->detail, out, err));
    go_on(&run);
    arena_init(&workers, allocator_libc, options->memory_limit);
    enum status status = init_blocks(&workers, &run, err);
    if (status == STATUS_OK) {
        run_blocks(&run);
        status = conclude(&run, err);
    }
    arena_free(&workers);
    return status;
}

enum status engine_replay(struct arena *arena, const struct plan *plan, uint32_t number, struct replay *out,
                          struct error *err)
{
    struct tiles tiles;
    struct block block;
    const struct block_options options = {0};
    TRY(tiles_of(arena, plan, &tiles, err));
    TRY(block_init(arena, plan, &tiles, 1, 1, 0, ISA_BASELINE, &block, err));
    block_run(plan, &tiles, &options, number, 1, &block);
    *out = (struct replay){.iteration = &block.iteration[0], .ledger = block.ledger};
    return STATUS_OK;
}
