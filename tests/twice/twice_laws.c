/* Laws that hold between two runs whatever the scenario: each is a change with a known effect. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "sim/analysis/summary.h"
#include "tests/twice/generate.h"
#include "tests/twice/simulate.h"

enum { SCENARIOS = 40, ITERATIONS = 12 };

typedef void law(uint32_t number, const struct simulation_run *plain, const struct simulation_run *changed);

static void check(const struct generate_change *base, const struct generate_change *change, law *holds)
{
    for (uint32_t n = 100; n < 100 + SCENARIOS; n++) {
        struct arena arena;
        arena_init(&arena, allocator_libc, 0);
        struct generate_change before = *base, after = *change;
        if (!before.iterations) before.iterations = ITERATIONS;
        if (!after.iterations) after.iterations = ITERATIONS;
        struct simulation_run plain = simulate(&arena, generate_scenario(&arena, n, &before), 2);
        struct simulation_run changed = simulate(&arena, generate_scenario(&arena, n, &after), 2);
        holds(n, &plain, &changed);
        simulate_free(&plain);
        simulate_free(&changed);
        arena_free(&arena);
    }
}

static const struct generate_change nothing;

/* Every column of the first run that the second also has is the same, byte for byte; `except` may be NULL. */
static void same_columns_except(uint32_t number, const struct simulation_run *plain,
                                const struct simulation_run *changed, const char *except)
{
    const struct outcomes *a = &plain->outcomes;
    for (size_t k = 0; k < a->columns; k++) {
        if (except && !strcmp(a->column[k].name, except)) continue;
        const double *other = simulate_column(changed, a->column[k].name);
        for (uint32_t i = 0; i < a->iterations; i++)
            cr_expect(a->column[k].value[i] == other[i], "scenario %u, iteration %u: %s is %.17g, was %.17g", number, i,
                      a->column[k].name, other[i], a->column[k].value[i]);
    }
}

static void same_columns(uint32_t number, const struct simulation_run *plain, const struct simulation_run *changed)
{
    same_columns_except(number, plain, changed, NULL);
}

/* One intervention more puts other nodes into the quadrature over ranks. */
static void same_draws(uint32_t number, const struct simulation_run *plain, const struct simulation_run *changed)
{
    const double *was = simulate_column(plain, "net_expected"), *is = simulate_column(changed, "net_expected");
    const double *gross = simulate_column(plain, "gross"), *cost = simulate_column(plain, "cost");
    same_columns_except(number, plain, changed, "net_expected");
    for (uint32_t i = 0; i < plain->outcomes.iterations; i++)
        cr_expect(fabs(is[i] - was[i]) <= 1e-9 * (fabs(was[i]) + fabs(gross[i]) + cost[i]),
                  "scenario %u, iteration %u: expected net is %.17g, was %.17g", number, i, is[i], was[i]);
}

static bool is_money(enum unit unit)
{
    return unit >= UNIT_MONEY;
}

enum { TIMES = 7 };

static void all_money_is_multiplied(uint32_t number, const struct simulation_run *plain,
                                    const struct simulation_run *changed)
{
    const struct outcomes *a = &plain->outcomes;
    for (size_t k = 0; k < a->columns; k++)
        for (uint32_t i = 0; i < a->iterations; i++) {
            const double factor = is_money(a->column[k].unit) ? TIMES : 1;
            const double was = a->column[k].value[i], is = changed->outcomes.column[k].value[i];
            const double scale = fmax(fabs(was), is_money(a->column[k].unit) ? fabs(a->column[a->at.gross].value[i]) +
                                                                                   a->column[a->at.cost].value[i]
                                                                             : 0);
            cr_expect(fabs(is - factor * was) <= 1e-9 * factor * scale, "scenario %u, %s: %.17g, not %g times %.17g",
                      number, a->column[k].name, is, factor, was);
        }
}

static void same_shares(uint32_t number, const char *what, const struct estimate *was, const struct estimate *is,
                        size_t count, double ties)
{
    for (size_t i = 0; i < count; i++)
        cr_expect(fabs(was[i].value - is[i].value) <= ties, "scenario %u, %s %zu: %.17g, was %.17g", number, what, i,
                  is[i].value, was[i].value);
}

/* Share of iterations whose value is 0 but for rounding, as where a case that is avoided and one that is caused cost
 * the same: on which side of 0 they are is chance. */
static double ties_of(const struct outcomes *outcomes, size_t column)
{
    const double *const value = outcomes->column[column].value;
    double most = 0, ties = 0;
    for (uint32_t i = 0; i < outcomes->iterations; i++) most = fmax(most, fabs(value[i]));
    for (uint32_t i = 0; i < outcomes->iterations; i++) ties += value[i] != 0 && fabs(value[i]) < 1e-12 * most;
    return ties / outcomes->iterations * (1 + 1e-12);
}

static const struct break_even_summary *break_even_of(const struct summary *summary, bool public_only)
{
    return public_only ? &summary->break_even_public : &summary->break_even;
}

/* What the summary says of chances does not know the size of a euro. */
static void chances_stay(uint32_t number, const struct simulation_run *plain, const struct simulation_run *changed)
{
    struct arena arena;
    struct summary was, is;
    struct error err = {0};
    arena_init(&arena, allocator_libc, 0);
    cr_assert_eq(summary_compute(&arena, &plain->outcomes, plain->scenario, &was, &err), STATUS_OK);
    cr_assert_eq(summary_compute(&arena, &changed->outcomes, changed->scenario, &is, &err), STATUS_OK);
    for (size_t c = 0; c < was.columns; c++)
        same_shares(number, plain->outcomes.column[c].name, &was.column[c].positive, &is.column[c].positive, 1,
                    ties_of(&plain->outcomes, c) + ties_of(&changed->outcomes, c));
    for (int public_only = 0; public_only < 2; public_only++) {
        const struct break_even_summary *const a = break_even_of(&was, public_only);
        const struct break_even_summary *const b = break_even_of(&is, public_only);
        same_shares(number, "broken even by year", a->by_year, b->by_year, a->years, 0);
        same_shares(number, "never breaks even", &a->never, &b->never, 1, 0);
        cr_expect_eq(a->median, b->median);
    }
    arena_free(&arena);
}

Test(laws_of_scenarios, all_money_times_k_changes_no_probability)
{
    check(&(struct generate_change){.iterations = 60}, &(struct generate_change){.money = TIMES, .iterations = 60},
          chances_stay);
}

Test(laws_of_scenarios, all_money_times_k_is_all_results_times_k)
{
    check(&nothing, &(struct generate_change){.money = TIMES}, all_money_is_multiplied);
}

static void saves_nothing(uint32_t number, const struct simulation_run *plain, const struct simulation_run *changed)
{
    const struct outcomes *o = &changed->outcomes;
    (void)plain;
    for (uint32_t i = 0; i < o->iterations; i++) {
        cr_expect(o->column[o->at.gross].value[i] == 0, "scenario %u saves %.17g", number,
                  o->column[o->at.gross].value[i]);
        cr_expect(o->column[o->at.net].value[i] == -o->column[o->at.cost].value[i]);
        for (size_t l = 0; l < o->lines; l++)
            cr_expect(o->line[l].kind == LINE_PROGRAMME || o->column[o->at.line + (int)l].value[i] == 0);
        for (size_t k = 0; k < changed->scenario->outcomes; k++)
            cr_expect(o->column[o->at.cases_avoided + (int)k].value[i] == 0);
    }
}

Test(laws_of_scenarios, no_effect_saves_exactly_nothing)
{
    check(&nothing, &(struct generate_change){.no_effect = true}, saves_nothing);
}

Test(laws_of_scenarios, what_happens_anyway_saves_exactly_nothing)
{
    check(&nothing, &(struct generate_change){.all_deadweight = true}, saves_nothing);
}

Test(laws_of_scenarios, no_effect_saves_exactly_nothing_in_expectation)
{
    check(&(struct generate_change){.expected = true}, &(struct generate_change){.no_effect = true, .expected = true},
          saves_nothing);
}

static void never_fewer_cases_avoided(uint32_t number, const struct simulation_run *plain,
                                      const struct simulation_run *changed)
{
    const struct outcomes *a = &plain->outcomes, *b = &changed->outcomes;
    for (size_t k = 0; k < plain->scenario->outcomes; k++)
        for (uint32_t i = 0; i < a->iterations; i++)
            cr_expect(b->column[b->at.cases_avoided + (int)k].value[i] >=
                          a->column[a->at.cases_avoided + (int)k].value[i],
                      "scenario %u, iteration %u: fewer cases avoided by a stronger effect", number, i);
}

Test(laws_of_scenarios, a_relative_risk_nearer_0_never_avoids_fewer_cases)
{
    check(&(struct generate_change){.only_relative_risks = true},
          &(struct generate_change){.only_relative_risks = true, .relative_risk = 0.7}, never_fewer_cases_avoided);
}

static void never_fewer_participants(uint32_t number, const struct simulation_run *plain,
                                     const struct simulation_run *changed)
{
    const struct outcomes *a = &plain->outcomes, *b = &changed->outcomes;
    for (size_t j = 0; j < plain->scenario->interventions; j++)
        for (uint32_t i = 0; i < a->iterations; i++)
            cr_expect(b->column[b->at.participants + (int)j].value[i] >=
                          a->column[a->at.participants + (int)j].value[i],
                      "scenario %u, iteration %u: fewer participants by a higher uptake", number, i);
}

Test(laws_of_scenarios, a_higher_uptake_never_loses_a_participant)
{
    check(&(struct generate_change){.uptake = 0.6}, &nothing, never_fewer_participants);
}

static void never_fewer_cases_by_uptake(uint32_t number, const struct simulation_run *plain,
                                        const struct simulation_run *changed)
{
    never_fewer_cases_avoided(number, plain, changed);
}

Test(laws_of_scenarios, a_higher_uptake_of_what_helps_never_avoids_fewer_cases)
{
    check(&(struct generate_change){.only_relative_risks = true, .uptake = 0.6},
          &(struct generate_change){.only_relative_risks = true}, never_fewer_cases_by_uptake);
}

Test(laws_of_scenarios, an_idle_intervention_shifts_no_other_draw)
{
    check(&nothing, &(struct generate_change){.idle_intervention = true}, same_draws);
}

Test(laws_of_scenarios, words_change_nothing)
{
    check(&nothing, &(struct generate_change){.other_words = true}, same_columns);
}

Test(laws_of_scenarios, the_order_of_sections_changes_nothing)
{
    check(&nothing, &(struct generate_change){.rotate = 4}, same_columns);
}

Test(laws_of_scenarios, timing_does_not_matter_without_discounting)
{
    check(&(struct generate_change){.no_discounting = true, .timing = "start"},
          &(struct generate_change){.no_discounting = true, .timing = "end"}, same_columns);
}

static void early_years_stay(uint32_t number, const struct simulation_run *plain, const struct simulation_run *changed)
{
    const struct outcomes *a = &plain->outcomes, *b = &changed->outcomes;
    for (int t = 0; t < a->horizon; t++)
        for (uint32_t i = 0; i < a->iterations; i++)
            cr_expect(a->column[a->at.cumulative_net + t].value[i] == b->column[b->at.cumulative_net + t].value[i],
                      "scenario %u: year %d changes with the horizon", number, t);
}

Test(laws_of_scenarios, a_longer_horizon_leaves_the_earlier_years_alone)
{
    check(&nothing, &(struct generate_change){.longer = 6}, early_years_stay);
}

/* The longer run computes some of them side by side, as every run of ordinary length does; in the short one, which is
 * also the one that is compared person by person, each is alone. */
Test(laws_of_scenarios, more_iterations_leave_the_first_ones_alone)
{
    check(&nothing, &(struct generate_change){.iterations = 100 * ITERATIONS}, same_columns);
}

/* Not between two runs: inside one. */
static void payers_add_up(uint32_t number, const struct simulation_run *plain, const struct simulation_run *changed)
{
    const struct outcomes *o = &plain->outcomes;
    (void)changed;
    for (uint32_t i = 0; i < o->iterations; i++) {
        double net = 0, gross = 0, cost = 0, lines = 0;
        for (size_t p = 0; p < plain->scenario->payers; p++) {
            net += o->column[o->at.net_payer + (int)p].value[i];
            gross += o->column[o->at.gross_payer + (int)p].value[i];
            cost += o->column[o->at.cost_payer + (int)p].value[i];
        }
        cr_expect(o->column[o->at.gross].value[i] == gross && o->column[o->at.cost].value[i] == cost &&
                      o->column[o->at.net].value[i] == net,
                  "scenario %u: the payers' sums are not the totals", number);
        for (size_t l = 0; l < o->lines; l++) lines += o->column[o->at.line + (int)l].value[i];
        cr_expect(fabs(lines - net) <= 1e-10 * (fabs(gross) + cost),
                  "scenario %u: the lines sum to %.17g, net is %.17g", number, lines, net);
        for (int t = 0; t < o->horizon; t++) {
            double year = 0;
            for (size_t p = 0; p < plain->scenario->payers; p++)
                year += o->column[o->at.cumulative_net_payer + (int)p * o->horizon + t].value[i];
            const double total = o->column[o->at.cumulative_net + t].value[i];
            cr_expect(fabs(year - total) <= 1e-10 * (fabs(gross) + cost),
                      "scenario %u, year %d: payers %.17g, total %.17g", number, t, year, total);
        }
        const double last = o->column[o->at.cumulative_net + o->horizon - 1].value[i];
        cr_expect(fabs(last - net) <= 1e-10 * (fabs(gross) + cost));
    }
}

/* Money and capacity: what releases no money is all that net_cashable lacks. */
static void cash_and_capacity_add_up(uint32_t number, const struct simulation_run *plain,
                                     const struct simulation_run *changed)
{
    const struct outcomes *o = &plain->outcomes;
    (void)changed;
    for (uint32_t i = 0; i < o->iterations; i++) {
        double all = 0, public_finances = 0;
        for (size_t p = 0; p < plain->scenario->payers; p++) {
            const double cash = o->column[o->at.net_cashable_payer + (int)p].value[i];
            all += cash;
            public_finances += plain->scenario->payer[p].public_finances ? cash : 0;
        }
        cr_expect(o->column[o->at.net_cashable].value[i] == all &&
                      o->column[o->at.net_cashable_public].value[i] == public_finances,
                  "scenario %u: the payers' money does not sum to the totals", number);
        const double net = o->column[o->at.net].value[i], capacity = o->column[o->at.capacity].value[i];
        const double size = fabs(o->column[o->at.gross].value[i]) + o->column[o->at.cost].value[i] + fabs(capacity);
        cr_expect(fabs(all + capacity - net) <= 1e-10 * size, "scenario %u: money %.17g and capacity %.17g of %.17g",
                  number, all, capacity, net);
    }
}

Test(laws_of_scenarios, money_and_capacity_add_up)
{
    check(&nothing, &nothing, cash_and_capacity_add_up);
}

Test(laws_of_scenarios, payers_lines_and_years_add_up)
{
    check(&nothing, &nothing, payers_add_up);
}
