/* Zero is zero: what differs by half a cent or less neither saves nor costs, wherever it is asked. */
#include <criterion/criterion.h>
#include <math.h>

#include "sim/analysis/breakeven.h"
#include "sim/analysis/sensitivity.h"
#include "sim/analysis/summary.h"
#include "sim/engine/money.h"
#include "tests/twice/simulate.h"

static const char certain[] = "title: Nothing is uncertain\n"
                              "settings: {horizon: 1, discount_rate: 0%}\n"
                              "simulation: {cohort: expected, iterations: 200}\n"
                              "population: {g: {size: 1000}}\n"
                              "outcomes: {o: {risk: 10%, cost_per_case: 10k, duration: 1}}\n"
                              "interventions: {a: {cost: {fixed: 100k}, effects: {o: {relative_risk: 0.9}}}}\n";

static const char flow[] = "title: Savings and costs are the same flow\n"
                           "settings: {horizon: 5, discount_rate: 3%}\n"
                           "simulation: {cohort: expected, iterations: 200}\n"
                           "overheads: {x: {annual_cost: 100k}}\n"
                           "interventions: {a: {population: none, years: 3, cost: {fixed: 30k}, "
                           "effects: {x: {reduction: 30%}}}}\n";

static const char thirds[] = "title: Shared by three\n"
                             "settings: {horizon: 7, discount_rate: 3.7%}\n"
                             "simulation: {iterations: 200}\n"
                             "payers: {a: {}, b: {}, c: {}}\n"
                             "assumptions: {cost: {uniform: [77k, 99k]}}\n"
                             "overheads: {x: {annual_cost: $cost, payers: {dirichlet: {a: 3, b: 2, c: 2}}}}\n"
                             "interventions: {i: {population: none, years: 7, cost: {fixed: $cost, "
                             "payers: {a: 31%, b: 37%, c: 32%}}, effects: {x: {reduction: 100%}}}}\n";

static const char *const tie[] = {certain, flow, thirds};
enum { TIES = sizeof tie / sizeof *tie };

Test(exact_zero, neither_saves_nor_costs)
{
    for (size_t t = 0; t < TIES; t++) {
        struct arena arena;
        struct summary summary;
        struct error err = {0};
        arena_init(&arena, allocator_libc, 0);
        struct simulation_run run = simulate(&arena, tie[t], 1);
        money_settle_outcomes(&run.outcomes);
        cr_assert_eq(summary_compute(&arena, &run.outcomes, run.scenario, &summary, &err), STATUS_OK);
        const struct column_summary *const net = &summary.column[run.outcomes.at.net];
        cr_expect(net->constant && net->minimum == 0 && net->mean.value == 0, "%zu: %g", t, net->mean.value);
        cr_expect(net->positive.value == 0 && net->zero.value == 1, "%zu", t);
        cr_expect_eq(net->zero.low == 1 && net->positive.high == 0, run.outcomes.certain,
                     "%zu: of as many futures as were drawn, if any were", t);
        cr_expect_eq(summary.break_even.median, 0, "%zu: it has never cost anything", t);
        cr_expect_eq(summary.break_even.never.value, 0, "%zu", t);
        cr_expect(summary.return_on_investment.of_means.value == 0, "%zu", t);
        cr_expect(summary.variance.stochastic.value == 0 && summary.variance.knowledge.value == 0, "%zu", t);
        simulate_free(&run);
        arena_free(&arena);
    }
}

Test(exact_zero, no_elasticity_of_nothing)
{
    for (size_t t = 0; t < TIES; t++) {
        struct arena arena;
        struct sensitivity is;
        struct error err = {0};
        arena_init(&arena, allocator_libc, 0);
        const struct sensitivity_request request = {.scenario = simulate_load(&arena, tie[t]),
                                                    .result = "net",
                                                    .points = 128,
                                                    .run = {.threads = 1, .isa = isa_best()}};
        cr_assert_eq(sensitivity_analyse(&arena, &request, &is, &err), STATUS_OK, "%s", err.message);
        cr_expect(is.mean.value == 0 && is.sd.value == 0, "%zu: %g, %g", t, is.mean.value, is.sd.value);
        cr_expect_gt(is.quantities, 0);
        for (size_t q = 0; q < is.quantities; q++)
            cr_expect(is.quantity[q].elastic != ELASTICITY_DEFINED, "%zu: %zu has an elasticity of %g", t, q,
                      is.quantity[q].elasticity.value);
        arena_free(&arena);
    }
}

Test(exact_zero, breaks_even_today)
{
    for (size_t t = 0; t < TIES; t++) {
        struct arena arena;
        struct breakeven is;
        struct target target;
        struct error err = {0};
        arena_init(&arena, allocator_libc, 0);
        cr_assert_eq(target_parse(&arena, "mean(net)=0", &target, &err), STATUS_OK);
        const struct breakeven_request request = {.scenario = simulate_load(&arena, tie[t]),
                                                  .target = target,
                                                  .points = 128,
                                                  .cohort = COHORT_EXPECTED,
                                                  .run = {.threads = 1, .isa = isa_best()}};
        cr_assert_eq(breakeven_analyse(&arena, &request, &is, &err), STATUS_OK, "%s", err.message);
        cr_expect(is.today.met && is.today.reached.value == 0 && is.today.positive.value == 0, "%zu", t);
        arena_free(&arena);
    }
}

/* The year of break-even where half of 100 000 is saved in each of two years, and `cost` is spent. */
static void expect_year(const char *cost, double year)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct simulation_run run = simulate(&arena,
                                         arena_printf(&arena,
                                                      "title: Two years\n"
                                                      "settings: {horizon: 3, discount_rate: 0%%}\n"
                                                      "simulation: {cohort: expected, iterations: 1}\n"
                                                      "overheads: {x: {annual_cost: 100k}}\n"
                                                      "interventions: {a: {population: none, years: 2, cost: {fixed: "
                                                      "%s}, effects: {x: {reduction: 50%%}}}}\n",
                                                      cost),
                                         1);
    cr_expect_eq(simulate_first(&run, "break_even"), year, "%s: %g, not %g", cost, simulate_first(&run, "break_even"),
                 year);
    simulate_free(&run);
    arena_free(&arena);
}

Test(exact_zero, a_cumulative_net_of_nothing_has_broken_even)
{
    expect_year("[50k, 50k]", 0);
    expect_year("[100k, 0]", 1);
    expect_year("[0, 100k]", 0);
    expect_year("[100000.004, 0]", 1);
    expect_year("[100000.006, 0]", 3);
    expect_year("[0, 100000.004]", 0);
    expect_year("[0, 100000.006]", 3);
}

Test(exact_zero, half_a_cent)
{
    double amount[] = {0.005, -0.005, 0.00500001, -0.00500001, -0.0, 1e-12, 7};
    money_settle(amount, sizeof amount / sizeof *amount);
    const double settled[] = {0, 0, 0.00500001, -0.00500001, 0, 0, 7};
    for (size_t i = 0; i < sizeof amount / sizeof *amount; i++) {
        cr_expect_eq(amount[i], settled[i], "%zu: %g", i, amount[i]);
        cr_expect(!signbit(amount[i]) || amount[i] < 0, "%zu: no negative zero", i);
    }
}

/* --- what nobody drew --- */

/* 1 000 persons, half of whose cases of ten million are avoided at a cost of 100. */
static struct summary summary_of(struct arena *arena, const char *risk, struct outcome_index *out_at)
{
    struct summary summary;
    struct error err = {0};
    struct simulation_run run =
        simulate(arena,
                 arena_printf(arena,
                              "title: Rare\n"
                              "settings: {horizon: 10, discount_rate: 0%%}\n"
                              "simulation: {iterations: 1000}\n"
                              "population: {g: {size: 1000}}\n"
                              "outcomes: {o: {risk: %s, cost_per_case: 10M, duration: 0}}\n"
                              "interventions: {a: {cost: {fixed: 100}, effects: {o: {relative_risk: 0.5}}}}\n",
                              risk),
                 2);
    cr_assert_eq(summary_compute(arena, &run.outcomes, run.scenario, &summary, &err), STATUS_OK);
    *out_at = run.outcomes.at;
    simulate_free(&run);
    return summary;
}

/* A chance of a ten-millionth struck nobody in a million lives: 500 are expected to be saved all the same. */
Test(exact_zero, what_nobody_drew_is_not_impossible)
{
    struct arena arena;
    struct outcome_index at;
    arena_init(&arena, allocator_libc, 0);
    const struct summary rare = summary_of(&arena, "0.00001%", &at);
    const struct column_summary *const net = &rare.column[at.net], *const cases = &rare.column[at.cases_avoided];
    cr_assert_eq(net->mean.value, -100);
    cr_expect(fabs(rare.missed - 500) < 1e-6, "%g", rare.missed);
    cr_expect(!net->constant && net->mean.error > 250 && net->mean.high > 399.999, "%g", net->mean.high);
    cr_expect(rare.column[at.gross].mean.error > 250 && rare.column[at.net_payer].mean.error > 250);
    cr_expect(cases->mean.value == 0 && cases->mean.high == 0.003 && !cases->constant, "%g", cases->mean.high);
    cr_expect(rare.column[at.cost].constant && rare.column[at.cost].mean.error == 0, "the cost is known");
    arena_free(&arena);
}

Test(exact_zero, what_is_impossible_or_drawn_is_known)
{
    static const char *const risk[] = {"0%", "1%", "20%"};
    for (size_t i = 0; i < sizeof risk / sizeof *risk; i++) {
        struct arena arena;
        struct outcome_index at;
        arena_init(&arena, allocator_libc, 0);
        const struct summary is = summary_of(&arena, risk[i], &at);
        cr_expect_eq(is.missed, 0, "%s: %g", risk[i], is.missed);
        cr_expect_eq(is.column[at.net].constant, i == 0, "%s", risk[i]);
        cr_expect_eq(is.column[at.net].mean.error == 0, i == 0, "%s", risk[i]);
        arena_free(&arena);
    }
}
