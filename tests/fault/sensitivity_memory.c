/* Memory that runs out during a sensitivity analysis or its document is an error message. */
#include <criterion/criterion.h>

#include "sim/report/sensitivity_report.h"
#include "tests/twice/simulate.h"

static enum status analyse_within(const struct scenario *scenario, size_t limit)
{
    static const char *const group[] = {"all=interventions"};
    const struct sensitivity_request request = {.scenario = scenario,
                                                .result = "net",
                                                .groups = 1,
                                                .group = group,
                                                .points = SENSITIVITY_POINTS_LEAST,
                                                .run = {.threads = 1, .isa = isa_best()}};
    struct arena arena;
    struct sensitivity sensitivity;
    struct document document;
    struct error err = {0};
    arena_init(&arena, allocator_libc, limit);
    enum status status = sensitivity_analyse(&arena, &request, &sensitivity, &err);
    if (status == STATUS_OK) status = sensitivity_build(&sensitivity, &arena, LANGUAGE_FI, &document, &err);
    cr_expect(status == STATUS_OK || (status == STATUS_MEMORY && err.message[0]));
    arena_free(&arena);
    return status;
}

Test(sensitivity_memory, every_limit)
{
    struct arena arena;
    int failures = 0;
    arena_init(&arena, allocator_libc, 0);
    const struct scenario *const scenario = simulate_load_file(&arena, "scenarios/mentoring.yaml", NULL, 0);
    size_t limit = 1;
    for (; limit < (1 << 28) && analyse_within(scenario, limit) != STATUS_OK; limit += 997 + limit / 8) failures++;
    cr_expect(limit < (1 << 28), "never enough");
    cr_expect_gt(failures, 10);
    arena_free(&arena);
}
