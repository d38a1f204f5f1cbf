#include "sim/engine/run.h"

#include <math.h>
#include <omp.h>
#include <stdatomic.h>

#include "sim/engine/record.h"
#include "sim/model/iteration.h"

enum {
    TILE_MOST = 32,   /* iterations whose parameters are drawn together */
    TILES_WANTED = 64 /* so that threads end at about the same time, and progress moves */
};

/* What one thread needs: an iteration's workspace and the parameters of a tile. */
struct worker {
    struct iteration *iteration;
    double *drawn; /* [draws][TILE_MOST] */
};

/* State shared by the threads of a run. Everything but the atomics is constant while they work. */
struct run {
    const struct plan *plan;
    const struct run_options *options;
    struct outcomes *out;
    uint32_t tile;         /* iterations of a tile */
    struct worker *worker; /* [threads] */
    unsigned char *done;   /* [tiles] finished iterations, the first ones of each */
    atomic_uint_least32_t finished;
    atomic_uint_least32_t bad; /* 1 + the least iteration with a result that is not finite; 0 for none */
};

static uint32_t tiles(const struct run *run)
{
    return (run->out->requested + run->tile - 1) / run->tile;
}

static uint32_t tile_length(const struct run *run, uint32_t tile)
{
    const uint32_t left = run->out->requested - tile * run->tile;
    return left < run->tile ? left : run->tile;
}

static uint32_t tile_for(uint32_t iterations)
{
    const uint32_t even = iterations / TILES_WANTED;
    return even < 1 ? 1 : even > TILE_MOST ? TILE_MOST : even;
}

static bool cancelled(const struct run *run)
{
    return run->options->cancel && *run->options->cancel;
}

static void note_bad(struct run *run, uint32_t iteration)
{
    uint_least32_t known = atomic_load(&run->bad);
    while ((known == 0 || iteration + 1 < known) && !atomic_compare_exchange_weak(&run->bad, &known, iteration + 1)) {
    }
}

/* Simulates a tile; returns how many of its iterations were finished. */
static unsigned char run_tile(struct run *run, struct worker *worker, uint32_t tile)
{
    const struct plan *const plan = run->plan;
    const uint32_t first = tile * run->tile;
    const size_t n = tile_length(run, tile);
    plan_draw_parameters(plan, run->options->inputs, first, n, worker->drawn);
    for (size_t i = 0; i < n; i++) {
        if (cancelled(run)) return (unsigned char)i;
        iteration_set(plan, run->options->inputs, first + (uint32_t)i, worker->drawn, n, i, worker->iteration);
        iteration_simulate(plan, worker->iteration);
        record_iteration(plan, worker->iteration, run->out, first + i);
        if (!isfinite(iteration_net(plan, worker->iteration, run->out->horizon - 1, false)))
            note_bad(run, first + (uint32_t)i);
    }
    return (unsigned char)n;
}

static void report_progress(struct run *run, uint32_t n)
{
    const uint32_t done = (uint32_t)atomic_fetch_add(&run->finished, n) + n;
    if (!run->options->progress) return;
#pragma omp critical(engine_progress)
    run->options->progress(run->options->context, done, run->out->requested);
}

/* Tiles are taken in ascending order, so that a cancelled run keeps nearly all it did. */
static void run_tiles(struct run *run, int threads)
{
    const uint32_t count = tiles(run);
#pragma omp parallel for schedule(dynamic) num_threads(threads) default(none) shared(run, count)
    for (uint32_t tile = 0; tile < count; tile++) {
        if (cancelled(run)) continue;
        run->done[tile] = run_tile(run, &run->worker[omp_get_thread_num()], tile);
        if (run->done[tile]) report_progress(run, run->done[tile]);
    }
}

static enum status init_workers(struct arena *arena, struct run *run, int threads, struct error *err)
{
    run->worker = ARENA_ARRAY(arena, (size_t)threads, struct worker);
    run->done = ARENA_ARRAY(arena, tiles(run), unsigned char);
    if (!run->worker || !run->done) return error_out_of_memory(err);
    for (int i = 0; i < threads; i++) {
        struct worker *const worker = &run->worker[i];
        TRY(iteration_init(arena, run->plan, run->options->isa, &worker->iteration, err));
        worker->drawn = ARENA_ARRAY(arena, run->plan->draws * TILE_MOST, double);
        if (!worker->drawn) return error_out_of_memory(err);
    }
    return STATUS_OK;
}

/* The iterations before the first that is missing. */
static uint32_t finished_iterations(const struct run *run)
{
    uint32_t tile = 0;
    while (tile < tiles(run) && run->done[tile] == tile_length(run, tile)) tile++;
    const uint32_t n = tile * run->tile + (tile < tiles(run) ? run->done[tile] : 0);
    return n < run->out->requested ? n : run->out->requested;
}

static enum status conclude(struct run *run, struct error *err)
{
    const uint32_t bad = (uint32_t)atomic_load(&run->bad);
    run->out->iterations = finished_iterations(run);
    if (bad > 0)
        return error_set(err, STATUS_NUMERIC,
                         "iteration %u gives a result that is not a finite number; `hyoty explain --iteration %u` "
                         "shows its values",
                         bad - 1, bad - 1);
    if (run->out->iterations < run->out->requested)
        return error_set(err, STATUS_CANCELLED, "stopped after %u of %u iterations", run->out->iterations,
                         run->out->requested);
    return STATUS_OK;
}

enum status engine_run(const struct plan *plan, const struct run_options *options, struct outcomes *out,
                       struct error *err)
{
    const int threads = options->threads > 0 ? options->threads : omp_get_max_threads();
    struct run run = {
        .plan = plan, .options = options, .out = out, .tile = tile_for(plan->scenario->simulation.iterations)};
    struct arena workers;
    *out = (struct outcomes){0};
    arena_init(&out->arena, allocator_libc, options->memory_limit);
    TRY(record_init(plan, plan->scenario->simulation.iterations, options->detail, out, err));
    arena_init(&workers, allocator_libc, options->memory_limit);
    enum status status = init_workers(&workers, &run, threads, err);
    if (status == STATUS_OK) {
        run_tiles(&run, threads);
        status = conclude(&run, err);
    }
    arena_free(&workers);
    return status;
}

enum status engine_replay(struct arena *arena, const struct plan *plan, uint32_t number, struct iteration **out,
                          struct error *err)
{
    struct iteration *iteration;
    TRY(iteration_init(arena, plan, ISA_BASELINE, &iteration, err));
    double *const drawn = ARENA_ARRAY(arena, plan->draws, double);
    if (!drawn) return error_out_of_memory(err);
    plan_draw_parameters(plan, NULL, number, 1, drawn);
    iteration_set(plan, NULL, number, drawn, 1, 0, iteration);
    iteration_simulate(plan, iteration);
    *out = iteration;
    return STATUS_OK;
}
