/* The engine against the plain second implementation, over random scenarios that use every part of the format. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "tests/twice/generate.h"
#include "tests/twice/simulate.h"
#include "tests/twice/twice.h"

/* Money, as counted from persons and as integrated, of what is added up. */
static const double TOLERANCE = 1e-9;

enum { SCENARIOS = 80, EXPECTED_SCENARIOS = 300, PARTS = 4 };

/* Everything to be compared in one iteration; `seen` counts columns, so that none is left out. */
struct comparison {
    const struct simulation_run *run;
    const struct twice *twice;
    uint32_t iteration;
    uint32_t number; /* of the generated scenario */
    bool counts_exact;
    size_t seen;
    const char *text;
};

static void compare(struct comparison *c, int column, double expected, double magnitude, bool exact)
{
    const struct column *found = &c->run->outcomes.column[column];
    const double value = found->value[c->iteration];
    c->seen++;
    const bool same = exact ? value == expected : fabs(value - expected) <= TOLERANCE * fmax(magnitude, fabs(expected));
    cr_expect(same, "scenario %u, iteration %u, %s: engine %.17g, plainly %.17g (off by %.3g)\n%s", c->number,
              c->iteration, found->name, value, expected, value - expected, c->text);
    if (!same) c->text = ""; /* once is enough */
}

/* The first year from which the cumulative net stays at 0 or above, once it has left 0; either side of a tie that only
 * rounding decides is right. */
static void compare_break_even(struct comparison *c, int column, const double *cumulative, double magnitude)
{
    const int horizon = c->run->outcomes.horizon;
    const double year = c->run->outcomes.column[column].value[c->iteration], slack = TOLERANCE * magnitude;
    int first = 0;
    while (first < horizon && fabs(cumulative[first]) < fmax(slack, 0.005)) first++;
    c->seen++;
    for (int t = (int)year; t < horizon; t++)
        cr_expect(cumulative[t] >= -slack, "scenario %u: in debt in year %d, engine says %g", c->number, t, year);
    cr_expect(year == (first < horizon ? first : 0) || (year > first && cumulative[(int)year - 1] < slack),
              "scenario %u: break-even before year %g", c->number, year);
}

struct totals {
    double gross, cost, released;
};

/* Sums over payers; every: all of them, else those of public finances. */
static struct totals totals(const struct twice *t, bool every)
{
    struct totals sum = {0};
    for (size_t p = 0; p < t->scenario->payers; p++) {
        if (!every && !t->scenario->payer[p].public_finances) continue;
        sum.gross += t->gross[p];
        sum.cost += t->cost[p];
        sum.released += t->released[p];
    }
    return sum;
}

/* Sum of the absolute values of all that was added up: what rounding is measured against. */
static double magnitude_of(const struct twice *t)
{
    double sum = 0;
    for (size_t l = 0; l < t->lines; l++)
        for (int y = 0; y < t->scenario->settings.horizon; y++)
            sum += fabs(t->flow[l][y]) * twice_discount(&t->scenario->settings, y);
    return sum;
}

static void compare_totals(struct comparison *c, double magnitude)
{
    const struct outcome_index *at = &c->run->outcomes.at;
    const struct totals all = totals(c->twice, true), public_finances = totals(c->twice, false);
    compare(c, at->gross, all.gross, magnitude, false);
    compare(c, at->cost, all.cost, magnitude, false);
    compare(c, at->net, all.gross - all.cost, magnitude, false);
    compare(c, at->net_cashable, all.released - all.cost, magnitude, false);
    compare(c, at->gross_public, public_finances.gross, magnitude, false);
    compare(c, at->cost_public, public_finances.cost, magnitude, false);
    compare(c, at->net_public, public_finances.gross - public_finances.cost, magnitude, false);
    compare(c, at->net_cashable_public, public_finances.released - public_finances.cost, magnitude, false);
    for (size_t p = 0; p < c->twice->scenario->payers; p++) {
        compare(c, at->gross_payer + (int)p, c->twice->gross[p], magnitude, false);
        compare(c, at->cost_payer + (int)p, c->twice->cost[p], magnitude, false);
        compare(c, at->net_payer + (int)p, c->twice->gross[p] - c->twice->cost[p], magnitude, false);
        compare(c, at->net_cashable_payer + (int)p, c->twice->released[p] - c->twice->cost[p], magnitude, false);
    }
}

static void compare_lines(struct comparison *c)
{
    const struct outcomes *o = &c->run->outcomes;
    double cashable = 0, gross = 0, magnitude = 0;
    cr_assert_eq(o->lines, c->twice->lines);
    for (size_t l = 0; l < o->lines; l++) {
        const double present = c->twice->present[l];
        double sum = 0;
        cr_assert(o->line[l].kind == c->twice->line[l].kind && o->line[l].item == c->twice->line[l].item);
        for (int y = 0; y < o->horizon; y++) sum += fabs(c->twice->flow[l][y]);
        compare(c, o->at.line + (int)l, present, sum, false);
        magnitude += sum;
        if (o->line[l].kind == LINE_PROGRAMME) continue;
        gross += present;
        cashable += present * c->twice->cashable[l];
    }
    compare(c, o->at.cashable, cashable, magnitude, false);
    compare(c, o->at.capacity, gross - cashable, magnitude, false);
}

static void compare_years(struct comparison *c, double magnitude)
{
    const struct outcomes *o = &c->run->outcomes;
    const struct scenario *s = c->twice->scenario;
    double all[TWICE_YEARS], public_finances[TWICE_YEARS], payer[64] = {0}, sum = 0, public_sum = 0;
    for (int y = 0; y < o->horizon; y++) {
        for (size_t p = 0; p < s->payers; p++) {
            const double net = c->twice->net_year[p * (size_t)o->horizon + (size_t)y];
            payer[p] += net;
            sum += net;
            if (s->payer[p].public_finances) public_sum += net;
            compare(c, o->at.cumulative_net_payer + (int)p * o->horizon + y, payer[p], magnitude, false);
        }
        all[y] = sum;
        public_finances[y] = public_sum;
        compare(c, o->at.cumulative_net + y, sum, magnitude, false);
        compare(c, o->at.cumulative_net_public + y, public_sum, magnitude, false);
    }
    compare_break_even(c, o->at.break_even, all, magnitude);
    compare_break_even(c, o->at.break_even_public, public_finances, magnitude);
}

/* Cash alone: of each year, undiscounted, and added up. */
static void compare_cash(struct comparison *c, double magnitude)
{
    const struct outcomes *o = &c->run->outcomes;
    const struct scenario *s = c->twice->scenario;
    double all[TWICE_YEARS], public_finances[TWICE_YEARS], sum = 0, public_sum = 0;
    for (int y = 0; y < o->horizon; y++) {
        const double discount = twice_discount(&s->settings, y), of_year = magnitude / fmin(1, discount);
        double flow = 0, public_flow = 0;
        for (size_t p = 0; p < s->payers; p++) {
            const double cash = c->twice->cash_year[p * (size_t)o->horizon + (size_t)y];
            flow += cash;
            if (s->payer[p].public_finances) public_flow += cash;
            compare(c, o->at.cash_flow_payer + (int)p * o->horizon + y, cash, of_year, false);
        }
        compare(c, o->at.cash_flow + y, flow, of_year, false);
        compare(c, o->at.cash_flow_public + y, public_flow, of_year, false);
        all[y] = sum += flow * discount;
        public_finances[y] = public_sum += public_flow * discount;
        compare(c, o->at.cumulative_cashable + y, sum, magnitude, false);
        compare(c, o->at.cumulative_cashable_public + y, public_sum, magnitude, false);
    }
    compare_break_even(c, o->at.break_even_cashable, all, magnitude);
    compare_break_even(c, o->at.break_even_cashable_public, public_finances, magnitude);
}

static void compare_people(struct comparison *c)
{
    const struct outcomes *o = &c->run->outcomes;
    const struct scenario *s = c->twice->scenario;
    for (size_t j = 0; j < s->interventions; j++) {
        double sum = 0;
        for (int a = 0; a < TWICE_YEARS; a++) sum += c->twice->people.participants[j][a];
        compare(c, o->at.participants + (int)j, sum, sum, c->counts_exact);
    }
    for (size_t k = 0; k < s->outcomes; k++) {
        double sum = 0, size = 0;
        for (int a = 0; a < TWICE_YEARS; a++) {
            sum += c->twice->people.avoided[k][a];
            size += fabs(c->twice->people.avoided[k][a]);
        }
        compare(c, o->at.cases_avoided + (int)k, sum, size, c->counts_exact);
    }
}

/* A tenth of the standard deviation before truncation: a compiled quantile near 0 is exact to 1e-10 of that. */
static double spread(const struct quantity *quantity)
{
    struct distribution whole = quantity->distribution;
    whole.u_minimum = 0, whole.u_maximum = 1, whole.minimum = -INFINITY, whole.maximum = INFINITY;
    return 0.1 * fabs(quantity->scale) * distribution_sd(&whole);
}

static void compare_iteration(struct comparison *c, double net_expected)
{
    const struct outcomes *o = &c->run->outcomes;
    const double magnitude = magnitude_of(c->twice);
    c->seen = 0;
    for (size_t d = 0; d < o->drawn; d++)
        compare(c, o->at.quantity + (int)d, c->twice->value[o->drawn_quantity[d]],
                spread(&c->run->scenario->quantity[o->drawn_quantity[d]]), false);
    compare_people(c);
    compare_lines(c);
    compare_totals(c, magnitude);
    compare_years(c, magnitude);
    compare_cash(c, magnitude);
    compare(c, o->at.net_expected, net_expected, magnitude, false);
    cr_expect_eq(c->seen, o->columns, "%zu columns of %zu were compared", c->seen, o->columns);
}

static double net_of(const struct twice *t)
{
    const struct totals all = totals(t, true);
    return all.gross - all.cost;
}

static void compare_scenario(uint32_t number, bool expected)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    char *text = generate_scenario(&arena, number, &(struct generate_change){.expected = expected});
    struct simulation_run run = simulate(&arena, text, 2);
    for (uint32_t i = 0; i < run.outcomes.iterations; i++) {
        struct arena scratch;
        arena_init(&scratch, allocator_libc, 0);
        const enum cohort cohort = run.scenario->simulation.cohort;
        const struct twice *twice = twice_run(&scratch, run.scenario, i, cohort);
        const struct twice *mean = expected ? twice : twice_run(&scratch, run.scenario, i, COHORT_EXPECTED);
        struct comparison c = {&run, twice, i, number, !expected, 0, text};
        compare_iteration(&c, net_of(mean));
        arena_free(&scratch);
    }
    simulate_free(&run);
    arena_free(&arena);
}

static void compare_part(int part)
{
    for (uint32_t n = 0; n < SCENARIOS; n++)
        if ((int)n % PARTS == part) compare_scenario(n, false);
    for (uint32_t n = 1000; n < 1000 + EXPECTED_SCENARIOS; n++)
        if ((int)n % PARTS == part) compare_scenario(n, true);
}

Test(twice, engine_agrees_person_by_person_1)
{
    compare_part(0);
}

Test(twice, engine_agrees_person_by_person_2)
{
    compare_part(1);
}

Test(twice, engine_agrees_person_by_person_3)
{
    compare_part(2);
}

Test(twice, engine_agrees_person_by_person_4)
{
    compare_part(3);
}

/* Persons drawn and persons integrated out have one mean. */
Test(twice, sampled_and_expected_agree_in_the_mean)
{
    enum { ITERATIONS = 400 };
    for (uint32_t n = 2000; n < 2040; n++) {
        struct arena arena;
        double sum = 0, squares = 0, size = 0;
        arena_init(&arena, allocator_libc, 0);
        char *text = generate_scenario(&arena, n, &(struct generate_change){.iterations = ITERATIONS});
        struct simulation_run run = simulate(&arena, text, 2);
        const double *net = simulate_column(&run, "net"), *expected = simulate_column(&run, "net_expected");
        for (int i = 0; i < ITERATIONS; i++) {
            const double stochastic = net[i] - expected[i];
            sum += stochastic, squares += stochastic * stochastic, size += fabs(net[i]);
        }
        cr_expect(fabs(sum) <= 4.89 * sqrt(squares) + 1e-9 * size, "scenario %u: luck of %.0f, standard error %.0f\n%s",
                  n, sum / ITERATIONS, sqrt(squares) / ITERATIONS, text);
        simulate_free(&run);
        arena_free(&arena);
    }
}

static void same_bytes(const struct outcomes *a, const struct outcomes *b, uint32_t number, int threads)
{
    cr_assert_eq(a->columns, b->columns);
    for (size_t k = 0; k < a->columns; k++)
        cr_expect_arr_eq(a->column[k].value, b->column[k].value, a->iterations * sizeof(double),
                         "scenario %u: %s differs with %d threads", number, a->column[k].name, threads);
}

Test(twice, any_number_of_threads_gives_the_same_bytes)
{
    for (uint32_t n = 0; n < 12; n++) {
        struct arena arena;
        arena_init(&arena, allocator_libc, 0);
        char *text = generate_scenario(&arena, n, &(struct generate_change){.expected = n % 3 == 2, .iterations = 137});
        struct simulation_run one = simulate(&arena, text, 1);
        for (int threads = 2; threads <= 3; threads++) {
            struct simulation_run more = simulate(&arena, text, threads);
            same_bytes(&one.outcomes, &more.outcomes, n, threads);
            simulate_free(&more);
        }
        simulate_free(&one);
        arena_free(&arena);
    }
}
