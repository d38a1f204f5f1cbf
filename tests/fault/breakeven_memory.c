/* Memory that runs out while break-evens are looked for or a pilot is learnt from is an error message. */
#include <criterion/criterion.h>
#include <gsl/gsl_errno.h>

#include "sim/report/breakeven_report.h"
#include "sim/report/learn_report.h"
#include "tests/twice/simulate.h"

#define SCENARIO "tests/golden/learn-exact/scenario.yaml"

static enum status look(const struct scenario *scenario, struct arena *arena, struct error *err)
{
    struct breakeven_request request = {.cohort = COHORT_EXPECTED,
                                        .scenario = scenario,
                                        .points = BREAKEVEN_POINTS_LEAST,
                                        .run = {.threads = 1, .isa = isa_best()}};
    struct breakeven breakeven;
    struct result report = {.command = "breakeven", .scenarios = 1, .scenario = &scenario};
    struct document document;
    TRY(target_parse(arena, "P(net>0)=60%", &request.target, err));
    TRY(breakeven_analyse(arena, &request, &breakeven, err));
    TRY(breakeven_report(arena, &breakeven, &report, err));
    TRY(result_check(&report, err));
    return report.build(report.analysis, arena, LANGUAGE_FI, &document, err);
}

static enum status learn(const struct scenario *scenario, struct arena *arena, struct error *err)
{
    struct learn_request request = {.cohort = COHORT_EXPECTED,
                                    .scenario = scenario,
                                    .name = "pilot.csv",
                                    .points = 1024,
                                    .run = {.threads = 1, .isa = isa_best()}};
    static const char pilot[] = "arm,n,events\ncontrol,100,9\ntreated,90,4\n";
    struct learn learn;
    struct result report = {.command = "learn", .scenarios = 1, .scenario = &scenario};
    struct document document;
    const char *text;
    TRY(pilot_read_text("pilot.csv", pilot, sizeof pilot - 1, &request.pilot, err));
    TRY(learn_analyse(arena, &request, &learn, err));
    TRY(learn_write(arena, &learn, &text, err));
    TRY(learn_report(arena, &learn, &report, err));
    TRY(result_check(&report, err));
    return report.build(report.analysis, arena, LANGUAGE_FI, &document, err);
}

static void every_limit(enum status (*work)(const struct scenario *, struct arena *, struct error *))
{
    struct arena arena;
    int failures = 0;
    gsl_set_error_handler_off();
    arena_init(&arena, allocator_libc, 0);
    const struct scenario *const scenario = simulate_load_file(&arena, SCENARIO, NULL, 0);
    size_t limit = 1;
    enum status status = STATUS_MEMORY;
    for (; limit < (1 << 28) && status != STATUS_OK; limit += 997 + limit / 12) {
        struct arena small;
        struct error err = {0};
        arena_init(&small, allocator_libc, limit);
        status = work(scenario, &small, &err);
        cr_expect(status == STATUS_OK || (status == STATUS_MEMORY && err.message[0]), "limit %zu: %d %s", limit,
                  (int)status, err.message);
        failures += status != STATUS_OK;
        arena_free(&small);
    }
    cr_expect_eq(status, STATUS_OK, "never enough");
    cr_expect_gt(failures, 10);
    arena_free(&arena);
}

Test(breakeven_memory, every_limit)
{
    every_limit(look);
}

Test(learn_memory, every_limit)
{
    every_limit(learn);
}
