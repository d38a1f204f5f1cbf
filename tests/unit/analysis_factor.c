/* What analyses vary: every draw in one factor, and groups by name. */
#include <criterion/criterion.h>
#include <gsl/gsl_errno.h>
#include <string.h>

#include "sim/analysis/factor.h"
#include "tests/twice/simulate.h"

static const char text[] =
    "title: Factors\n"
    "settings: {horizon: 1, discount_rate: 0%}\n"
    "population: {people: {size: 10}}\n"
    "payers: {county: {public: yes}, town: {public: yes}}\n"
    "overheads:\n"
    "  rooms: {annual_cost: {uniform: {min: 1000, max: 3000}}, payers: {dirichlet: {county: 1, town: 2}}}\n"
    "  cars: {annual_cost: {uniform: {min: 1000, max: 2000}}, payers: {county: 100%}}\n"
    "  phones: {annual_cost: {uniform: {min: 100, max: 200}}, payers: {town: 100%}}\n"
    "interventions:\n"
    "  plan:\n"
    "    population: people\n"
    "    cost: {fixed: 0, payers: {town: 100%}}\n"
    "    effects: {rooms: {reduction: {uniform: {min: 5%, max: 15%}}}, cars: {reduction: 40%}, phones: {reduction: "
    "10%}}\n"
    "correlations: [{between: [overheads.rooms.annual_cost, overheads.cars.annual_cost], rho: 0.5}]\n";

static struct arena arena;
static const struct plan *plan;
static struct factors factors;
static struct error err;

static void setup(void)
{
    gsl_set_error_handler_off();
    arena_init(&arena, allocator_libc, 0);
    cr_assert_eq(plan_compile(&arena, simulate_load(&arena, text), &plan, &err), STATUS_OK, "%s", err.message);
    cr_assert_eq(factors_of(&arena, plan, &factors, &err), STATUS_OK);
}

static void teardown(void)
{
    arena_free(&arena);
}

TestSuite(factor, .init = setup, .fini = teardown);

static const struct factor *find(const char *name)
{
    for (size_t f = 0; f < factors.count; f++)
        if (strcmp(factors.factor[f].name, name) == 0) return &factors.factor[f];
    cr_assert_fail("no factor %s", name);
    return NULL;
}

static const char *path_of(const struct factor *factor, size_t i)
{
    return plan->scenario->quantity[plan->draw[factor->draw[i]].column].path;
}

Test(factor, every_draw_is_in_exactly_one)
{
    cr_assert_eq(factors.count, 4);
    cr_assert_eq(plan->draws, 6);
    int times[6] = {0};
    for (size_t f = 0; f < factors.count; f++)
        for (size_t i = 0; i < factors.factor[f].draws; i++) times[factors.factor[f].draw[i]]++;
    for (size_t d = 0; d < 6; d++) cr_expect_eq(times[d], 1, "draw %zu", d);
}

Test(factor, a_quantity_alone_is_one)
{
    const struct factor *const phones = find("overheads.phones.annual_cost");
    cr_assert_eq(phones->draws, 1);
    cr_expect(!phones->correlated);
    cr_expect_str_eq(path_of(phones, 0), phones->name);
    cr_expect_str_eq(plan->scenario->quantity[phones->quantity].path, phones->name);
}

Test(factor, correlated_quantities_are_one_together)
{
    const struct factor *const both = find("overheads.rooms.annual_cost + overheads.cars.annual_cost");
    cr_assert_eq(both->draws, 2);
    cr_expect(both->correlated);
    cr_expect_eq(both->quantity, -1);
    cr_expect_str_eq(path_of(both, 0), "overheads.rooms.annual_cost");
    cr_expect_str_eq(path_of(both, 1), "overheads.cars.annual_cost");
}

Test(factor, drawn_shares_of_a_line_are_one_together)
{
    const struct factor *const shares = find("overheads.rooms.payers");
    cr_assert_eq(shares->draws, 2);
    cr_expect(!shares->correlated);
    cr_expect_eq(shares->quantity, -1);
    for (size_t i = 0; i < 2; i++)
        cr_expect_geq((size_t)plan->draw[shares->draw[i]].column, plan->scenario->quantities);
    cr_expect_eq(shares, &factors.factor[factors.count - 1], "shares stand last");
}

static size_t marked(const struct factor *factor)
{
    bool second[6];
    size_t count = 0;
    memset(second, true, sizeof second); /* what stood there before is forgotten */
    factor_mark(plan, factor, second);
    for (size_t d = 0; d < 6; d++) count += second[d];
    for (size_t i = 0; i < factor->draws; i++) cr_expect(second[factor->draw[i]]);
    return count;
}

Test(factor, a_group_is_made_of_paths_and_of_what_stands_below_them)
{
    static const struct {
        const char *text, *name;
        size_t draws;
    } groups[] = {
        {"costs=overheads", "costs", 5},
        {"overheads.phones.annual_cost", "overheads.phones.annual_cost", 1},
        {"two=overheads.rooms.annual_cost,overheads.cars.annual_cost", "two", 2},
        {"mixed=interventions.plan,overheads.phones", "mixed", 2},
        {"again=interventions.plan,interventions.plan.effects", "again", 1},
        {"shares=overheads.rooms.payers", "shares", 2},
    };
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++) {
        struct factor group;
        cr_assert_eq(factor_group(&arena, plan, &factors, groups[g].text, &group, &err), STATUS_OK, "%s", err.message);
        cr_expect_str_eq(group.name, groups[g].name);
        cr_expect_eq(group.draws, groups[g].draws, "%s: %zu", groups[g].text, group.draws);
        cr_expect_eq(marked(&group), groups[g].draws);
        for (size_t i = 1; i < group.draws; i++) cr_expect_lt(group.draw[i - 1], group.draw[i]);
    }
}

Test(factor, a_group_of_nothing_is_a_mistake)
{
    static const char *const texts[] = {"x=overheads.nothing", "overheads.phones.annual", "x=", "x=overheads,",
                                        "x=interventions.plan.effects.cars"};
    struct factor group;
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
        cr_expect_eq(factor_group(&arena, plan, &factors, texts[t], &group, &err), STATUS_USAGE, "%s", texts[t]);
        cr_expect(strstr(err.message, "names no uncertain quantity"), "%s", err.message);
    }
}

Test(factor, a_group_of_a_part_of_what_is_correlated_is_a_mistake)
{
    struct factor group;
    cr_expect_eq(factor_group(&arena, plan, &factors, "x=overheads.rooms", &group, &err), STATUS_USAGE);
    cr_expect(strstr(err.message, "overheads.rooms.annual_cost + overheads.cars.annual_cost"), "%s", err.message);
    cr_expect_str_eq(err.hint, "name all of them, or none");
}
