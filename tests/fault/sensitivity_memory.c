/* Memory that runs out during a sensitivity analysis or its document is an error message. */
#include <criterion/criterion.h>

#include "sim/report/sensitivity_report.h"
#include "tests/fault/memory_fixture.h"
#include "tests/twice/simulate.h"

static enum status analyse_within(const void *subject, struct arena *arena, struct error *err)
{
    static const char *const group[] = {"all=interventions"};
    const struct sensitivity_request request = {.scenario = subject,
                                                .result = "net",
                                                .groups = 1,
                                                .group = group,
                                                .points = SENSITIVITY_POINTS_LEAST,
                                                .run = {.threads = 1, .isa = isa_best()}};
    struct sensitivity sensitivity;
    struct document document;
    TRY(sensitivity_analyse(arena, &request, &sensitivity, err));
    return sensitivity_build(&sensitivity, arena, LANGUAGE_FI, &document, err);
}

Test(sensitivity_memory, no_memory_is_an_error_at_any_moment)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    memory_runs_out(analyse_within, simulate_load_file(&arena, "scenarios/mentoring.yaml", NULL, 0), 5);
    arena_free(&arena);
}
