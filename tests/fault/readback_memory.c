/* Memory that runs out while a scenario is read back, or while it is doubted, is an error message. */
#include <criterion/criterion.h>
#include <string.h>

#include "sim/report/validate_document.h"
#include "sim/scenario/load.h"
#include "tests/twice/simulate.h"

static enum status read_back(struct arena *arena, struct error *err)
{
    static const struct scenario *scenario;
    static struct arena kept;
    struct readback readback;
    struct document document;
    if (!scenario) {
        arena_init(&kept, allocator_libc, 0);
        scenario = simulate_load_file(&kept, "scenarios/pohjois-savo-transition.yaml", NULL, 0);
    }
    TRY(readback_compute(arena, scenario, &readback, err));
    return validate_build(&readback, arena, LANGUAGE_SV, &document, err);
}

/* Everything that loading doubts, in a few lines. */
static enum status doubt(struct arena *arena, struct error *err)
{
    static const char text[] =
        "title: Doubts\n"
        "settings: {horizon: 5}\n"
        "population: {a: {size: 400}, b: {size: 300}}\n"
        "outcomes:\n"
        "  oa: {population: a, risk: {beta: {mean: 10%, sd: 2%}}, annual_cost: 1k, duration: 1}\n"
        "  ob: {population: b, risk: {beta: {mean: 12%, sd: 2.4%}}, annual_cost: 1k, duration: 1}\n"
        "  never: {risk: 0, annual_cost: 1k, duration: 1}\n"
        "services: {care: {annual_cost: 60k, duration: 9}}\n"
        "overheads: {meetings: {annual_cost: 1k}}\n"
        "interventions:\n"
        "  ia: {population: a, years: 3, uptake: {uniform: [10%, 20%]}, cost: {fixed: [10k, 20k]},\n"
        "    effects: {oa: {absolute_risk_reduction: 20%}, care: {reduction: {uniform: [1%, 9%]}, persistence: 11},\n"
        "      never: {odds_ratio: 0.1}, meetings: {reduction: 1%, persistence: 9}}}\n"
        "  ib: {population: b, uptake: {uniform: [10%, 20%]}, cost: {fixed: 10k}, effects: {ob: {relative_risk: 4%}}}\n"
        "  harm: {population: b, uptake: {uniform: [10%, 20%]}, cost: {fixed: 10k}, effects: {care: {reduction: "
        "-1%}}}\n";
    const struct scenario *scenario = NULL;
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics, arena);
    const enum status status =
        scenario_load_text(arena, "doubts.yaml", text, strlen(text), NULL, &scenario, &diagnostics, err);
    if (status == STATUS_OK) cr_expect_eq(diagnostics.warnings, 13, "%d doubts", diagnostics.warnings);
    if (status == STATUS_OK) cr_expect_eq(diagnostics.lost, 0);
    return status;
}

static void every_limit(enum status (*work)(struct arena *, struct error *), size_t step, double faster)
{
    int failures = 0;
    size_t limit = 1;
    enum status status = STATUS_MEMORY;
    for (; limit < (1 << 28) && status == STATUS_MEMORY; limit += step + (size_t)(faster * (double)limit)) {
        struct arena small;
        struct error err = {0};
        arena_init(&small, allocator_libc, limit);
        status = work(&small, &err);
        cr_expect(status == STATUS_OK || (status == STATUS_MEMORY && err.message[0]), "limit %zu: %d %s", limit,
                  (int)status, err.message);
        failures += status != STATUS_OK;
        arena_free(&small);
    }
    cr_expect_eq(status, STATUS_OK, "never enough");
    cr_expect_gt(failures, 10);
}

Test(readback_memory, every_limit_of_reading_back)
{
    every_limit(read_back, 997, 0.08);
}

Test(readback_memory, every_limit_of_doubts)
{
    every_limit(doubt, 499, 0);
}
