/* What a file states is what the compiled plan has, in every spelling, for every key of a number: each key has a
 * quantity, stated or by default, so that the loop runs over all rows of the field tables. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "sim/model/plan.h"
#include "sim/scenario/load.h"
#include "tests/twice/simulate.h"

static const char everything[] =
    "title: Every key\n"
    "settings: {horizon: 10 years}\n"
    "population: {g: {size: 1000, intakes: 2}}\n"
    "outcomes:\n"
    "  o: {risk: 5%, cost_per_case: 10k, duration: 2}\n"
    "  y: {risk: 5%, annual_cost: 10k, duration: 2}\n"
    "services: {s: {annual_cost: 1k, duration: 2}}\n"
    "workforce: {w: {fte: 100, sickness_absence: {days: 10, cost_per_day: 200}, turnover: {rate: 10%, "
    "cost_per_recruitment: 5k}}}\n"
    "overheads: {x: {annual_cost: 100k}}\n"
    "interventions:\n"
    "  a:\n"
    "    target: {top: 50%, accuracy: 90%}\n"
    "    ramp_up: [50%, 100%]\n"
    "    cost: {fixed: 1k, per_participant: 10, optimism_bias: 10%}\n"
    "    effects: {o: {relative_risk: 0.5}, y: {absolute_risk_reduction: 1%}, s: {reduction: 10%}, "
    "w: {sickness_absence: 5%, turnover: 5%}, x: {reduction: 10%}}\n";

struct spelling {
    const char *written;
    double kept;
};

static const struct spelling share[] = {{"37%", 0.37}, {"0.37", 0.37},  {"37.50%", 0.375},
                                        {"100%", 1},   {"0.1%", 0.001}, {"{value: 37%, source: x}", 0.37}};
static const struct spelling years[] = {{"3 years", 3},     {"3", 3},       {"1 year", 1},
                                        {"2.5 years", 2.5}, {"0.25", 0.25}, {"{value: 3 years, source: x}", 3}};
static const struct spelling money[] = {{"12500", 12500},
                                        {"12.5k", 12500},
                                        {"0.0125M", 12500},
                                        {"12500.25", 12500.25},
                                        {"{value: 12.5k, source: x}", 12500}};
static const struct spelling count[] = {{"250", 250}, {"0.25k", 250}, {"250.5", 250.5}};
static const struct spelling ratio[] = {{"0.5", 0.5}, {"1.25", 1.25}};
static const struct spelling days[] = {{"12", 12}, {"12 days", 12}, {"12.5", 12.5}};
static const struct spelling rate[] = {{"3%", 0.03}, {"0.03", 0.03}, {"3.25%", 0.0325}};

#define SPELLINGS(list) list, sizeof(list) / sizeof *(list)

static const struct {
    const struct spelling *spelling;
    size_t spellings;
} of_unit[UNIT_COUNT] = {
    [UNIT_SHARE] = {SPELLINGS(share)},
    [UNIT_YEARS] = {SPELLINGS(years)},
    [UNIT_RATIO] = {SPELLINGS(ratio)},
    [UNIT_PERSONS] = {SPELLINGS(count)},
    [UNIT_FTE] = {SPELLINGS(count)},
    [UNIT_DAYS_PER_YEAR] = {SPELLINGS(days)},
    [UNIT_PER_YEAR] = {SPELLINGS(rate)},
    [UNIT_MONEY] = {SPELLINGS(money)},
    [UNIT_MONEY_PER_YEAR] = {SPELLINGS(money)},
    [UNIT_MONEY_PER_PERSON] = {SPELLINGS(money)},
    [UNIT_MONEY_PER_PERSON_YEAR] = {SPELLINGS(money)},
    [UNIT_MONEY_PER_CASE] = {SPELLINGS(money)},
    [UNIT_MONEY_PER_CASE_YEAR] = {SPELLINGS(money)},
    [UNIT_MONEY_PER_DAY] = {SPELLINGS(money)},
};

/* The scenario with one key changed; fails with the first message. */
static const struct scenario *load_with(struct arena *arena, const char *path, const char *written)
{
    const char *const set[] = {arena_printf(arena, "%s=%s", path, written)};
    const struct load_options options = {.set = set, .sets = 1};
    const struct scenario *scenario = NULL;
    struct diagnostics diagnostics;
    struct error err = {0};
    diagnostics_init(&diagnostics, arena);
    const enum status status = scenario_load_text(arena, "test.yaml", everything, sizeof everything - 1, &options,
                                                  &scenario, &diagnostics, &err);
    cr_assert_eq(status, STATUS_OK, "%s: %s", set[0], diagnostics.first ? diagnostics.first->message : err.message);
    return scenario;
}

/* What the compiled plan has of a path. */
static double kept(struct arena *arena, const struct scenario *scenario, const char *path)
{
    const struct plan *plan = NULL;
    struct error err = {0};
    cr_assert_eq(plan_compile(arena, scenario, &plan, &err), STATUS_OK, "%s", err.message);
    for (size_t q = 0; q < scenario->quantities; q++)
        if (strcmp(scenario->quantity[q].path, path) == 0) return plan->constant[q];
    cr_assert_fail("no quantity %s", path);
    return NAN;
}

static void check_key(const char *path, enum unit unit, double least, double most)
{
    size_t tried = 0;
    for (size_t i = 0; i < of_unit[unit].spellings; i++) {
        const struct spelling *const spelling = &of_unit[unit].spelling[i];
        if (spelling->kept < least || spelling->kept > most) continue;
        struct arena arena;
        arena_init(&arena, allocator_libc, 0);
        const double found = kept(&arena, load_with(&arena, path, spelling->written), path);
        cr_expect(fabs(found - spelling->kept) <= 1e-15 * spelling->kept, "%s: %s is kept as %.17g", path,
                  spelling->written, found);
        arena_free(&arena);
        tried++;
    }
    cr_expect(tried > 0, "%s: no spelling of its unit was tried", path);
}

Test(scenario_kept, every_key_of_a_number_in_every_spelling)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    const struct scenario *const scenario = simulate_load(&arena, everything);
    cr_assert_gt(scenario->quantities, 40);
    for (size_t q = 0; q < scenario->quantities; q++) {
        const struct quantity *const quantity = &scenario->quantity[q];
        check_key(quantity->path, quantity->unit, quantity->least, quantity->most);
    }
    arena_free(&arena);
}

/* Whole numbers, which are no quantities. */
Test(scenario_kept, whole_numbers)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    cr_expect_eq(load_with(&arena, "settings.horizon", "7 years")->settings.horizon, 7);
    cr_expect_eq(load_with(&arena, "settings.horizon", "7")->settings.horizon, 7);
    cr_expect_eq(load_with(&arena, "settings.start_year", "2031")->settings.start_year, 2031);
    cr_expect_eq(load_with(&arena, "population.g.size", "12.5k")->group[0].size, 12500);
    cr_expect_eq(load_with(&arena, "population.g.size", "12500")->group[0].size, 12500);
    cr_expect_eq(load_with(&arena, "population.g.intakes", "3")->group[0].intakes, 3);
    cr_expect_eq(load_with(&arena, "interventions.a.years", "2")->intervention[0].years, 2);
    cr_expect_eq(load_with(&arena, "interventions.a.start", "1")->intervention[0].start, 1);
    cr_expect_eq(load_with(&arena, "interventions.a.start", "1 year")->intervention[0].start, 1);
    cr_expect_eq(load_with(&arena, "simulation.iterations", "20k")->simulation.iterations, 20000);
    cr_expect_eq(load_with(&arena, "settings.discount_rate", "3.25%")->settings.discount_step[0].rate, 0.0325);
    cr_expect_eq(load_with(&arena, "settings.discount_rate", "0.0325")->settings.discount_step[0].rate, 0.0325);
    arena_free(&arena);
}
