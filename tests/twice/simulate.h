/* From a scenario's text to its outcomes, for tests: any failure fails the test and shows the messages and the text. */
#ifndef HYOTY_TESTS_SIMULATE_H
#define HYOTY_TESTS_SIMULATE_H

#include "sim/base/arena.h"
#include "sim/engine/run.h"
#include "sim/scenario/load.h"
#include "sim/scenario/scenario.h"

struct simulation_run {
    const struct scenario *scenario;
    struct outcomes outcomes; /* lives until simulate_free */
};

const struct scenario *simulate_load(struct arena *arena, const char *text);
const struct scenario *simulate_load_with(struct arena *arena, const char *text, const struct load_options *options);
const struct scenario *simulate_load_file(struct arena *arena, const char *file, const char *const *set, size_t sets);
struct simulation_run twice_simulate(struct arena *arena, const struct scenario *scenario, int threads);
struct simulation_run simulate(struct arena *arena, const char *text, int threads);
void simulate_free(struct simulation_run *run);

/* Column by its name; fails the test where there is none. */
const double *simulate_column(const struct simulation_run *run, const char *name);
/* Value of the first iteration. */
double simulate_first(const struct simulation_run *run, const char *name);

/* Net savings of an iteration simulated alone. */
double replay_net(const struct plan *plan, const struct replay *replay);

#endif
