/* The work of a run, cut into blocks of iterations, and the persons of a block into tiles. The cells of tiles are added
 * in their order, whoever filled them. */
#ifndef HYOTY_ENGINE_BLOCK_H
#define HYOTY_ENGINE_BLOCK_H

#include <signal.h>

#include "sim/model/ledger.h"

/* What is sampled of every iteration: the persons first .. first + n - 1 of an intake of a group. */
struct tile {
    size_t group;
    int intake;
    uint32_t first;
    size_t n;
};

struct tiles {
    size_t count;
    const struct tile *tile; /* [count]; none in an expected cohort, or where nothing depends on persons */
    size_t cells;            /* most cells of any group */
};

/* Iterations in work: their persons, then their money. */
struct block {
    struct ledger *ledger;
    struct iteration *iteration;     /* [length] */
    double *cell;                    /* [length][tiles][cells] */
    bool *done;                      /* [length][tiles] */
    struct cohort_scratch **scratch; /* [threads] */
    int threads;
};

struct block_options {
    const struct inputs *inputs;         /* NULL: the plan's own draws */
    const volatile sig_atomic_t *cancel; /* NULL: never */
};

enum status tiles_of(struct arena *arena, const struct plan *plan, struct tiles *out, struct error *err);

/* A block of up to `length` iterations that `threads` threads work on together. */
enum status block_init(struct arena *arena, const struct plan *plan, const struct tiles *tiles, size_t length,
                       int threads, size_t pins, enum isa isa, struct block *out, struct error *err);

/* Simulates n iterations from `first` on; returns how many of the first ones are in the ledger: fewer than n only after
 * a cancellation. */
size_t block_run(const struct plan *plan, const struct tiles *tiles, const struct block_options *options,
                 uint32_t first, size_t n, struct block *block);

#endif
