/* Runs a scenario on four threads and on one, for a build with -fsanitize=thread: Criterion does not run under it, and
 * the program's own thread for Ctrl-C is ended from outside, which the sanitizer takes for a fault. */
#include <stdio.h>
#include <string.h>

#include "sim/engine/run.h"
#include "sim/scenario/load.h"

static enum status run_threads(const struct plan *plan, int threads, struct outcomes *out, struct error *err)
{
    const struct run_options options = {.threads = threads};
    return engine_run(plan, &options, out, err);
}

static bool same_bytes(const struct outcomes *a, const struct outcomes *b)
{
    if (a->columns != b->columns || a->iterations != b->iterations) return false;
    for (size_t k = 0; k < a->columns; k++)
        if (memcmp(a->column[k].value, b->column[k].value, a->iterations * sizeof(double)) != 0) return false;
    return true;
}

static enum status compare(struct arena *arena, const char *file, struct error *err)
{
    static const char *const set[] = {"simulation.iterations=300"};
    const struct load_options options = {.set = set, .sets = 1};
    const struct scenario *scenario;
    const struct plan *plan;
    struct diagnostics diagnostics;
    struct outcomes one = {0}, four = {0};
    diagnostics_init(&diagnostics, arena);
    TRY(scenario_load(arena, file, &options, &scenario, &diagnostics, err));
    TRY(plan_compile(arena, scenario, &plan, err));
    enum status status = run_threads(plan, 4, &four, err);
    if (status == STATUS_OK) status = run_threads(plan, 1, &one, err);
    if (status == STATUS_OK && !same_bytes(&one, &four)) status = error_set(err, STATUS_INTERNAL, "results differ");
    outcomes_free(&one);
    outcomes_free(&four);
    return status;
}

int main(int count, char **argument)
{
    struct arena arena;
    struct error err = {0};
    enum status status = STATUS_USAGE;
    arena_init(&arena, allocator_libc, 0);
    for (int i = 1; i < count && (i == 1 || status == STATUS_OK); i++) status = compare(&arena, argument[i], &err);
    arena_free(&arena);
    if (status != STATUS_OK) fprintf(stderr, "races: %s\n", err.message);
    return (int)status;
}
