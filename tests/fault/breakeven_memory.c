/* Memory that runs out while break-evens are looked for, a pilot is learnt from or numbers are swept: an error message.
 */
#include <criterion/criterion.h>

#include "sim/report/breakeven_report.h"
#include "sim/report/learn_report.h"
#include "sim/report/sweep_report.h"
#include "tests/fault/memory_fixture.h"
#include "tests/twice/simulate.h"

#define SCENARIO "tests/golden/learn-exact/scenario.yaml"

static enum status look(const void *subject, struct arena *arena, struct error *err)
{
    const struct scenario *const scenario = subject;
    struct breakeven_request request = {.cohort = COHORT_EXPECTED,
                                        .scenario = scenario,
                                        .points = BREAKEVEN_POINTS_LEAST,
                                        .run = {.threads = 1, .isa = isa_best()}};
    struct breakeven breakeven;
    struct result report = result_of(&breakeven_kind, 1, &scenario);
    struct document document;
    TRY(target_parse(arena, "P(net>0)=60%", &request.target, err));
    TRY(breakeven_analyse(arena, &request, &breakeven, err));
    TRY(breakeven_report(arena, &breakeven, &report, err));
    TRY(result_check(&report, err));
    return report.kind->build(report.analysis, arena, LANGUAGE_FI, &document, err);
}

static enum status learn(const void *subject, struct arena *arena, struct error *err)
{
    const struct scenario *const scenario = subject;
    struct learn_request request = {.cohort = COHORT_EXPECTED,
                                    .scenario = scenario,
                                    .name = "pilot.csv",
                                    .words = &learn_words,
                                    .points = 1024,
                                    .run = {.threads = 1, .isa = isa_best()}};
    static const char pilot[] = "arm,n,events\ncontrol,100,9\ntreated,90,4\n";
    struct learn learn;
    struct result report = result_of(&learn_kind, 1, &scenario);
    struct document document;
    const char *text;
    TRY(pilot_read_text("pilot.csv", pilot, sizeof pilot - 1, &request.pilot, err));
    TRY(learn_analyse(arena, &request, &learn, err));
    TRY(learn_write(arena, &learn, &text, err));
    TRY(learn_report(arena, &learn, &report, err));
    TRY(result_check(&report, err));
    return report.kind->build(report.analysis, arena, LANGUAGE_FI, &document, err);
}

static enum status sweep(const void *subject, struct arena *arena, struct error *err)
{
    struct sweep_request request = {.cohort = COHORT_EXPECTED,
                                    .scenario = subject,
                                    .axes = 2,
                                    .result = "net",
                                    .run = {.threads = 1, .isa = isa_best()}};
    struct sweep_axis axis[SWEEP_AXES];
    struct sweep made;
    struct result report = result_of(&sweep_kind, 1, &request.scenario);
    struct document document;
    TRY(sweep_axis_parse(arena, subject, "outcomes.dropout.cost_per_case=20k,40k", &axis[0], err));
    TRY(sweep_axis_parse(arena, subject, "settings.horizon=5:10:2", &axis[1], err));
    request.axis = axis;
    TRY(sweep_run(arena, &request, &made, err));
    TRY(sweep_report(arena, &made, &report, err));
    TRY(result_check(&report, err));
    return report.kind->build(report.analysis, arena, LANGUAGE_FI, &document, err);
}

static void without_memory(memory_work *work)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    memory_runs_out(work, simulate_load_file(&arena, SCENARIO, NULL, 0), 5);
    arena_free(&arena);
}

Test(breakeven_memory, no_memory_is_an_error_at_any_moment)
{
    without_memory(look);
}

Test(learn_memory, no_memory_is_an_error_at_any_moment)
{
    without_memory(learn);
}

Test(sweep_memory, no_memory_is_an_error_at_any_moment)
{
    without_memory(sweep);
}
