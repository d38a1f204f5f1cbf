/* Programmes that start later than their scenario, against closed forms and against those that do not. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/analysis/effect_reach.h"
#include "sim/analysis/readback.h"
#include "sim/model/plan.h"
#include "tests/twice/simulate.h"

static void near(double value, double answer, const char *what, int start)
{
    cr_expect(fabs(value - answer) <= 1e-12 * fmax(1, fabs(answer)), "%s, start %d: %.17g, not %.17g", what, start,
              value, answer);
}

static const char *const figures[] = {
    "net", "gross", "cost", "participants.a", "savings.overheads.h", "savings.services.s", "savings.workforce.w"};
enum { FIGURES = sizeof figures / sizeof *figures };

/* Three programme years of everything that costs by the year, in a horizon that cuts none of it. */
static void of_three_years(int start, const char *discounting, double figure[FIGURES])
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    const char *const text =
        arena_printf(&arena,
                     "title: Later\n"
                     "settings: {horizon: 40, discount_rate: 3%%, discounting: %s}\n"
                     "simulation: {cohort: expected, iterations: 1}\n"
                     "population: {g: {size: 1000, intakes: 20}}\n"
                     "services: {s: {annual_cost: 500, duration: 2.5, growth: 1%%}}\n"
                     "overheads: {h: {annual_cost: 100k, growth: 1%%}}\n"
                     "workforce: {w: {fte: 10, sickness_absence: {days: 10, cost_per_day: 200}, growth: 1%%}}\n"
                     "interventions:\n"
                     "  a:\n"
                     "    start: %d\n"
                     "    years: 3\n"
                     "    ramp_up: [20%%, 70%%]\n"
                     "    uptake: 40%%\n"
                     "    cost: {fixed: [50k, 20k], per_participant: 100, growth: 1%%}\n"
                     "    effects:\n"
                     "      s: {reduction: 30%%}\n"
                     "      h: {reduction: 10%%, persistence: 1.5}\n"
                     "      w: {sickness_absence: 20%%, persistence: 0.5}\n",
                     discounting, start);
    struct simulation_run run = simulate(&arena, text, 1);
    for (int i = 0; i < FIGURES; i++) figure[i] = simulate_first(&run, figures[i]);
    simulate_free(&run);
    arena_free(&arena);
}

/* Money of a year later is worth a year's growth more and a year's discount less. */
Test(exact_start, a_later_start_is_discounted_and_grown)
{
    static const char *const discounting[] = {"start", "mid", "end"};
    for (int d = 0; d < 3; d++) {
        double now[FIGURES], later[FIGURES];
        of_three_years(0, discounting[d], now);
        for (int start = 1; start <= 12; start++) {
            of_three_years(start, discounting[d], later);
            for (int i = 0; i < FIGURES; i++)
                near(later[i], now[i] * (figures[i][0] == 'p' ? 1 : pow(1.01 / 1.03, start)), figures[i], start);
        }
    }
}

/* In closed form: fixed costs by year, and an overhead in the last of ten years. */
Test(exact_start, in_the_last_year_leaves_one)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct simulation_run run = simulate(&arena,
                                         "title: Last\n"
                                         "settings: {start_year: 2026, horizon: 10, discount_rate: 3%}\n"
                                         "simulation: {cohort: expected, iterations: 1}\n"
                                         "overheads: {h: {annual_cost: 100k}}\n"
                                         "interventions: {a: {start: 2035, years: 4, ramp_up: [50%, 100%], "
                                         "cost: {fixed: [7000, 9000]}, effects: {h: {reduction: 20%}}}}\n",
                                         1);
    near(simulate_first(&run, "cost"), 7000 * pow(1.03, -9), "cost", 9);
    near(simulate_first(&run, "gross"), 10000 * pow(1.03, -9), "gross", 9);
    simulate_free(&run);
    arena_free(&arena);
}

/* Those who enter before the start are not reached: of five intakes the last three, of three the middle one. */
Test(exact_start, reaches_those_who_enter_from_then_on)
{
    struct arena arena;
    struct readback readback;
    struct error err = {0};
    arena_init(&arena, allocator_libc, 0);
    const struct scenario *const scenario =
        simulate_load(&arena, "title: Reach\n"
                              "settings: {start_year: 2030, horizon: 20}\n"
                              "population: {g: {size: 100, intakes: 5}}\n"
                              "outcomes: {o: {risk: 10%, cost_per_case: 1000, duration: 1}}\n"
                              "interventions:\n"
                              "  rest: {start: 2032, cost: {fixed: 10, per_participant: 1}, "
                              "effects: {o: {relative_risk: 0.5}}}\n"
                              "  one: {start: 1 year, years: 1, uptake: 50%, cost: {fixed: 10}, "
                              "effects: {o: {relative_risk: 0.5}}}\n");
    cr_expect_eq(scenario->intervention[0].years, 3);
    cr_assert_eq(readback_compute(&arena, scenario, &readback, &err), STATUS_OK, "%s", err.message);
    static const double rest[] = {0, 0, 100, 100, 100}, one[] = {0, 50, 0, 0, 0};
    for (int a = 0; a < 5; a++) {
        near(readback.participants[0][a], rest[a], "participants of the rest", 2);
        near(readback.participants[1][a], one[a], "participants of one", 1);
    }
    for (size_t i = 0; i < readback.lines; i++)
        if (readback.line[i].line.kind == LINE_PROGRAMME)
            for (int t = 0; t < 20; t++)
                near(readback.line[i].year[t],
                     readback.line[i].line.item == 0 ? (t >= 2 && t < 5 ? 110 : 0) : (t == 1 ? 10 : 0), "cost", t);
    arena_free(&arena);
}

/* --- the same scenario some years later, with nothing discounted and nothing growing --- */

static const struct scenario *shifted(struct arena *arena, int years, const char *interactions)
{
    const char *const text = arena_printf(
        arena,
        "title: Shifted\n"
        "settings: {horizon: %d, discount_rate: 0, interactions: %s}\n"
        "simulation: {cohort: expected, iterations: 20}\n"
        "population: {g: {size: 300, intakes: %d}}\n"
        "outcomes:\n"
        "  o: {risk: {uniform: [5%%, 15%%]}, concentration: {top: 20%%, share: 60%%}, cost_per_case: 10k, onset: 1, "
        "duration: 4}\n"
        "  k: {risk: 3%%, annual_cost: 2000, duration: 6}\n"
        "services: {s: {annual_cost: 500, duration: 4.5, concentration: {top: 20%%, share: 80%%}}}\n"
        "overheads: {h: {annual_cost: 100k}}\n"
        "workforce: {w: {fte: 10, sickness_absence: {days: 10, cost_per_day: 200}, turnover: {rate: 10%%, "
        "cost_per_recruitment: 5000}}}\n"
        "interventions:\n"
        "  a:\n"
        "    start: %d\n"
        "    ramp_up: [20%%, {uniform: [50%%, 90%%]}, 100%%]\n"
        "    target: {top: 30%%, accuracy: 70%%}\n"
        "    uptake: {uniform: [40%%, 60%%]}\n"
        "    cost: {fixed: [50k, 20k], per_participant: 100}\n"
        "    effects:\n"
        "      o: {absolute_risk_reduction: 12%%, deadweight: 10%%}\n"
        "      k: {odds_ratio: 0.7}\n"
        "      s: {reduction: 30%%, persistence: 1.5, half_life: 2}\n"
        "      h: {reduction: 10%%, persistence: 1.5}\n"
        "  b:\n"
        "    start: %d\n"
        "    years: 2\n"
        "    uptake: 50%%\n"
        "    cost: {fixed: 3000}\n"
        "    effects:\n"
        "      o: {absolute_risk_reduction: 9%%}\n"
        "      k: {relative_risk: {uniform: [0.7, 1]}}\n"
        "      h: {reduction: 20%%, half_life: 1}\n"
        "      w: {sickness_absence: 20%%, turnover: 10%%, persistence: 0.5}\n",
        8 + years, interactions, 4 + years, years, 1 + years);
    return simulate_load(arena, text);
}

/* All columns but those by year; the year of a break-even is later by as many. */
static void same_columns(const struct outcomes *now, const struct outcomes *later, int years)
{
    size_t compared = 0;
    for (size_t c = 0; c < now->columns; c++) {
        const char *const name = now->column[c].name;
        if (strstr(name, "year") || strncmp(name, "cumulative", 10) == 0 || strncmp(name, "cash_flow", 9) == 0)
            continue;
        const int shift = strstr(name, "break_even") ? years : 0;
        for (size_t other = 0; other < later->columns; other++) {
            if (strcmp(name, later->column[other].name) != 0) continue;
            for (uint32_t i = 0; i < now->iterations; i++) {
                const double a = now->column[c].value[i] + shift, b = later->column[other].value[i];
                cr_expect(fabs(a - b) <= 1e-10 * (1 + fabs(a)), "%s, start %d: %.17g, not %.17g", name, years, b, a);
            }
            compared++;
        }
    }
    cr_expect_gt(compared, 20);
}

static struct effect_reaches reaches_of(struct arena *arena, const struct scenario *scenario)
{
    const struct plan *plan;
    struct effect_reaches reaches;
    struct error err = {0};
    cr_assert_eq(plan_compile(arena, scenario, &plan, &err), STATUS_OK, "%s", err.message);
    cr_assert_eq(effect_reach_find(arena, plan, scenario->simulation.iterations, &reaches, &err), STATUS_OK, "%s",
                 err.message);
    return reaches;
}

static void same_reach(const struct effect_reaches *now, const struct effect_reaches *later, int years)
{
    cr_assert_eq(now->count, later->count);
    cr_expect_gt(now->count, 2);
    for (size_t i = 0; i < now->count; i++) {
        near(later->effect[i].participants, now->effect[i].participants, "participants", years);
        near(later->effect[i].cases_meant, now->effect[i].cases_meant, "cases meant", years);
        near(later->effect[i].cases_reached, now->effect[i].cases_reached, "cases reached", years);
    }
}

Test(exact_start, of_all_a_few_years_later_changes_nothing)
{
    static const char *const interactions[] = {"multiply", "best"};
    for (int i = 0; i < 2; i++)
        for (int years = 1; years <= 3; years += 2) {
            struct arena arena;
            arena_init(&arena, allocator_libc, 0);
            const struct scenario *const now = shifted(&arena, 0, interactions[i]);
            const struct scenario *const later = shifted(&arena, years, interactions[i]);
            struct simulation_run first = twice_simulate(&arena, now, 1), second = twice_simulate(&arena, later, 1);
            const struct effect_reaches reach = reaches_of(&arena, now), reach_later = reaches_of(&arena, later);
            same_columns(&first.outcomes, &second.outcomes, years);
            same_reach(&reach, &reach_later, years);
            simulate_free(&first);
            simulate_free(&second);
            arena_free(&arena);
        }
}

/* --- how it is written --- */

static const char *hash_with(struct arena *arena, const char *start)
{
    const char *const sets[] = {start ? arena_printf(arena, "interventions.a.start=%s", start) : NULL};
    const struct load_options options = {.set = sets, .sets = start ? 1 : 0};
    static const char text[] = "title: T\nsettings: {start_year: 2026, horizon: 10}\n"
                               "population: {g: {size: 10, intakes: 5}}\n"
                               "outcomes: {o: {risk: 10%, cost_per_case: 1000, duration: 1}}\n"
                               "interventions: {a: {cost: {fixed: 1}, effects: {o: {relative_risk: 0.5}}}}\n";
    return simulate_load_with(arena, text, &options)->hash;
}

Test(exact_start, a_calendar_year_is_years_after_the_start)
{
    static const char *const now[] = {"0", "0 years", "2026"}, *const later[] = {"3", "3 years", "2029"};
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    for (int i = 0; i < 3; i++) {
        cr_expect_str_eq(hash_with(&arena, now[i]), hash_with(&arena, NULL), "%s", now[i]);
        cr_expect_str_eq(hash_with(&arena, later[i]), hash_with(&arena, later[0]), "%s", later[i]);
    }
    cr_expect_str_neq(hash_with(&arena, later[0]), hash_with(&arena, NULL));
    arena_free(&arena);
}
