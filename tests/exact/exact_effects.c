/* Effects on a risk whose cases are known: absolute effects add first and are cut once, factors multiply, odds ratios
 * act at what stands then; by both computations of a cohort, with and without integrals taken once. And what is said to
 * be reached of what was stated. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "sim/analysis/effect_reach.h"
#include "tests/twice/simulate.h"

enum { TEXT = 2048 };

/* Cases avoided among 1 000 persons an intake, in iteration 0 or on average. */
static double avoided(const char *text, bool mean)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct simulation_run run = simulate(&arena, text, 2);
    const double *const cases = simulate_column(&run, "cases_avoided.o");
    double sum = 0;
    for (uint32_t i = 0; i < run.outcomes.iterations; i++) sum += cases[i];
    const double result = mean ? sum / run.outcomes.iterations : cases[0];
    simulate_free(&run);
    arena_free(&arena);
    return result;
}

struct example {
    const char *risk, *concentration, *interventions;
    double avoided; /* of 1 000 */
    int intakes;    /* 0: one */
};

static void write_example(const struct example *of, const char *settings, const char *more, const char *simulation,
                          char *out)
{
    const int n = snprintf(out, TEXT,
                           "title: T\nsettings: {horizon: 10, discount_rate: 0%%%s}\n"
                           "population: {g: {size: 1000, intakes: %d}}\n"
                           "outcomes: {o: {risk: %s, annual_cost: 10, duration: 1, concentration: %s}}\n"
                           "interventions:\n%s%ssimulation: {%s}\n",
                           settings, of->intakes ? of->intakes : 1, of->risk, of->concentration, of->interventions,
                           more, simulation);
    cr_assert(n > 0 && n < TEXT);
}

/* Without effect, so that more effects act than integrals are taken for. */
#define IDLE(name)               "  " name ": {cost: {fixed: 1}, effects: {o: {relative_risk: 1}}}\n"
#define ONE(effect)              "  a: {cost: {fixed: 1}, effects: {o: {" effect "}}}\n"
#define AND(name, reach, effect) "  " name ": {cost: {fixed: 1}, " reach ", effects: {o: {" effect "}}}\n"
#define ALL                      "target: {top: 100%}"
#define RAMP                     "  a: {cost: {fixed: 1}, ramp_up: [50%, 100%], effects: {o: {"

/* a quarter of ranks has a risk, from 0 up to 8 times the mean */
#define QUARTER "{shape: empirical, values: [0, 0, 0, 0, 1]}"

static const struct example example[] = {
    /* a harm where there is no risk */
    {"0%", "none", ONE("absolute_risk_reduction: -5%"), -50, 0},
    {"1e-9", "none", ONE("absolute_risk_reduction: -5%"), -50, 0},
    {"0%", QUARTER, ONE("absolute_risk_reduction: -5%"), -50, 0},
    {"0%", "{top: 20%, share: 80%}", ONE("absolute_risk_reduction: -5%"), -50, 0},
    {"0%", "none", ONE("absolute_risk_reduction: 5%"), 0, 0},
    {"0%", "none", ONE("absolute_risk_reduction: -5%") AND("b", ALL, "absolute_risk_reduction: -3%"), -80, 0},
    {"0%", "none", ONE("absolute_risk_reduction: -5%") AND("b", ALL, "relative_risk: 0.5"), -25, 0},
    {"0%", "none", RAMP "absolute_risk_reduction: -10%, deadweight: 20%}}}\n", -40 - 80 - 80, 3},
    /* persons without a weight, and with little: risks are uniform up to 40 % in a quarter */
    {"5%", QUARTER, ONE("absolute_risk_reduction: -10%"), -100, 0},
    {"5%", QUARTER, ONE("absolute_risk_reduction: 10%"), 250 * (0.0125 + 0.075), 0},
    {"5%", QUARTER, ONE("absolute_risk_reduction: -70%"), -525 - 250 * (0.525 + 0.1625), 0},
    {"5%", QUARTER, ONE("absolute_risk_reduction: -10%") AND("b", "uptake: 50%", "absolute_risk_reduction: 10%"), -50,
     0},
    {"5%", QUARTER, RAMP "absolute_risk_reduction: -10%, deadweight: 20%}}}\n", -40 - 80 - 80, 3},
    /* sums, cut once */
    {"5%", "none", ONE("absolute_risk_reduction: 3%") AND("b", ALL, "absolute_risk_reduction: -8%"), -50, 0},
    {"5%", "none", ONE("absolute_risk_reduction: 30%") AND("b", ALL, "absolute_risk_reduction: -28%"), 20, 0},
    {"5%", "none", ONE("absolute_risk_reduction: 4%") AND("b", "uptake: 50%", "absolute_risk_reduction: 4%"), 45, 0},
    {"90%", "none", ONE("absolute_risk_reduction: -30%") AND("b", ALL, "relative_risk: 0.5"), 300, 0},
    {"90%", "none", ONE("relative_risk: 0.5") AND("b", ALL, "absolute_risk_reduction: -30%"), 300, 0},
    {"20%", "none", ONE("absolute_risk_reduction: 5%, deadweight: 40%") AND("b", ALL, "relative_risk: 0.5"), 115, 0},
    /* odds ratios at what stands: 20 % - 5 points = 15 %, where a ratio of 0.5 is a factor of 0.5 / 0.925 */
    {"20%", "none", ONE("absolute_risk_reduction: 5%") AND("b", ALL, "odds_ratio: 0.5"), 200 - 150 * 0.5 / 0.925, 0},
    {"20%", "none",
     ONE("odds_ratio: 0.5") AND("b", ALL, "relative_risk: 0.8") AND("c", ALL, "absolute_risk_reduction: 5%"),
     200 - 150 * 0.8 * 0.5 / 0.925, 0},
    {"0%", "none", ONE("absolute_risk_reduction: -10%") AND("b", ALL, "odds_ratio: 4"), -100 * 4 / 1.3, 0},
    {"80%", "none", ONE("absolute_risk_reduction: -30%") AND("b", ALL, "odds_ratio: 0.25"), -200, 0},
    /* likewise person by person: with t uniform in a quarter, p = 0.4 t, and the ratio acts at max(0, p - 0.1);
     * integral of 2 x / (1 + x), x = 0.4 t - 0.1 from 0 to 0.3, over 0.4 */
    {"5%", QUARTER, ONE("absolute_risk_reduction: 10%") AND("b", ALL, "odds_ratio: 2"),
     50 - 250 * 5 * 0.03763573553250893 /* 0.3 - ln 1.3 */, 0},
};

Test(exact_effects, known_cases)
{
    char text[TEXT];
    for (size_t i = 0; i < sizeof example / sizeof *example; i++) {
        const struct example *const of = &example[i];
        write_example(of, "", "", "iterations: 1, cohort: expected", text);
        const double once = avoided(text, false);
        write_example(of, "", IDLE("x") IDLE("y") IDLE("z"), "iterations: 1, cohort: expected", text);
        const double anew = avoided(text, false);
        write_example(of, "", "", "iterations: 3000", text);
        const double sampled = avoided(text, true);
        const double tolerance = 1e-9 * fmax(1, fabs(of->avoided));
        cr_expect(fabs(once - of->avoided) <= tolerance, "%zu: by integrals %.15g, not %.15g", i, once, of->avoided);
        cr_expect(fabs(anew - of->avoided) <= tolerance, "%zu: by quadrature %.15g, not %.15g", i, anew, of->avoided);
        cr_expect(fabs(sampled - of->avoided) <= 4.89 * sqrt(3 * 250 / 3000.0), "%zu: sampled %.15g, not %.15g", i,
                  sampled, of->avoided);
    }
}

/* --- an unbounded Pareto weight, 20/80 ---------------------------------------------------------------------------- */

static double pareto_exponent(void)
{
    return log(0.8) / log(0.2); /* 1 - 1 / alpha */
}

/* E min(kappa w, c): of ranks 1 - x, those with x below (kappa e / c)^alpha are at c. */
static double pareto_below(double kappa, double c)
{
    const double e = pareto_exponent(), x = c > 0 ? pow(kappa * e / c, 1 / (1 - e)) : 1;
    return x >= 1 ? c : x * c + kappa * (1 - pow(x, e));
}

static double pareto_kappa(double risk)
{
    double low = risk, high = 10;
    for (int i = 0; i < 200; i++) *(pareto_below((low + high) / 2, 1) < risk ? &low : &high) = (low + high) / 2;
    return low;
}

/* E max(0, min(1, (p - d) f)) */
static double pareto_with(double kappa, double d, double f)
{
    const double full = d + 1 / f, harm = fmax(0, -d);
    if (full <= 0) return 1;
    const double below_d = d > 0 ? pareto_below(kappa, fmin(1, d)) : 0;
    return f * (pareto_below(kappa, fmin(1, full)) - below_d + harm);
}

Test(exact_effects, clipped_at_both_ends_of_a_pareto_weight)
{
    static const double points[] = {-0.9, -0.3, -0.04, -0.001, 0.001, 0.04, 0.3}, factor[] = {0.5, 1, 1.7};
    static const double risk[] = {1e-4, 0.03, 0.2};
    for (size_t r = 0; r < 3; r++)
        for (size_t i = 0; i < sizeof points / sizeof *points; i++)
            for (size_t k = 0; k < 3; k++)
                for (int many = 0; many < 2; many++) {
                    char text[TEXT], interventions[512], of_risk[32];
                    snprintf(of_risk, sizeof of_risk, "%g", risk[r]);
                    snprintf(interventions, sizeof interventions,
                             ONE("absolute_risk_reduction: %g") AND("b", "uptake: 1", "relative_risk: %g"), points[i],
                             factor[k]);
                    const struct example of = {of_risk, "{top: 20%, share: 80%, shape: pareto, cap: none}",
                                               interventions, 0, 0};
                    write_example(&of, "", many ? IDLE("x") IDLE("y") : "", "iterations: 1, cohort: expected", text);
                    const double wanted = 1000 * (risk[r] - pareto_with(pareto_kappa(risk[r]), points[i], factor[k]));
                    const double got = avoided(text, false);
                    cr_expect(fabs(got - wanted) <= 1e-9 * fmax(1, fabs(wanted)),
                              "%g of %g, times %g: %.15g, not %.15g", points[i], risk[r], factor[k], got, wanted);
                }
}

/* --- what is not cut is what was stated ----------------------------------------------------------------------------
 */

/* N top uptake d adj cases, whatever the concentration, and as many caused where d is a harm. */
Test(exact_effects, points_that_are_not_cut_are_cases)
{
    static const char *const concentration[] = {
        "none", "{top: 20%, share: 80%, shape: pareto, cap: 60}", "{top: 30%, share: 50%, shape: lognormal}",
        "{shape: empirical, values: [1, 2, 2, 5, 9]}", "{top: 20%, share: 60%, shape: pareto, cap: 20}"};
    static const double adjustment = 0.7 * 0.9 * 0.8 * 0.95;
    for (size_t c = 0; c < sizeof concentration / sizeof *concentration; c++)
        for (int sign = -1; sign <= 1; sign += 2)
            for (int best = 0; best < 2; best++) {
                char text[TEXT], interventions[512];
                snprintf(interventions, sizeof interventions,
                         "  a: {cost: {fixed: 1}, target: {top: 30%%, accuracy: 0.6}, uptake: 50%%, ramp_up: [70%%],\n"
                         "    effects: {o: {absolute_risk_reduction: %g, deadweight: 10%%, attribution: 80%%, "
                         "displacement: 5%%}}}\n",
                         sign * 1e-3);
                const struct example of = {"1%", concentration[c], interventions, 0, 0};
                write_example(&of, best ? ", interactions: best" : "", "", "iterations: 1, cohort: expected", text);
                const double wanted = sign * 1000 * 0.3 * 0.5 * 1e-3 * adjustment;
                const bool reaches_zero = sign > 0 && c == 2; /* lognormal weights begin at 0 */
                const double got = avoided(text, false);
                cr_expect(fabs(got - wanted) <= (reaches_zero ? 1e-4 : 1e-9) * fabs(wanted), "%s: %.15g, not %.15g",
                          concentration[c], got, wanted);
            }
}

/* --- `interactions: best` ------------------------------------------------------------------------------------------
 */

Test(exact_effects, best_is_what_moves_a_risk_farthest)
{
    static const struct example best[] = {
        {"20%", "none", ONE("absolute_risk_reduction: 6%") AND("b", ALL, "relative_risk: 0.8"), 60, 0},
        {"40%", "none", ONE("absolute_risk_reduction: 6%") AND("b", ALL, "relative_risk: 0.8"), 80, 0},
        {"20%", "none", ONE("absolute_risk_reduction: 5%") AND("b", ALL, "absolute_risk_reduction: -5%"), -50, 0},
        {"20%", "none", ONE("absolute_risk_reduction: -5%") AND("b", ALL, "absolute_risk_reduction: 5%"), -50, 0},
        {"4%", "none", ONE("absolute_risk_reduction: 50%") AND("b", ALL, "absolute_risk_reduction: -5%"), -50, 0},
        {"0%", "none", ONE("absolute_risk_reduction: -1%") AND("b", ALL, "relative_risk: 5"), -10, 0},
        {"20%", "none", ONE("absolute_risk_reduction: 6%") AND("b", "uptake: 50%", "relative_risk: 0.2"), 110, 0},
        /* p = 0.4 t in a quarter: half of it beyond p = 0.1, else 5 points off what is there */
        {"5%", QUARTER, ONE("absolute_risk_reduction: 5%") AND("b", ALL, "relative_risk: 0.5"),
         250 * (0.125 * 0.025 + 0.125 * 0.05 + 0.75 * 0.125), 0},
    };
    char text[TEXT];
    for (size_t i = 0; i < sizeof best / sizeof *best; i++) {
        write_example(&best[i], ", interactions: best", "", "iterations: 1, cohort: expected", text);
        const double expected = avoided(text, false);
        write_example(&best[i], ", interactions: best", "", "iterations: 3000", text);
        const double sampled = avoided(text, true);
        cr_expect(fabs(expected - best[i].avoided) <= 1e-9 * fabs(best[i].avoided), "%zu: %.15g, not %.15g", i,
                  expected, best[i].avoided);
        cr_expect(fabs(sampled - best[i].avoided) <= 4.89 * sqrt(3 * 250 / 3000.0), "%zu: sampled %.15g, not %.15g", i,
                  sampled, best[i].avoided);
    }
}

/* --- what is reached of what was stated ----------------------------------------------------------------------------
 */

static struct effect_reaches reach_of(struct arena *arena, const struct example *of, uint32_t iterations)
{
    char text[TEXT];
    const struct plan *plan;
    struct effect_reaches reach;
    struct error err = {0};
    arena_init(arena, allocator_libc, 0);
    write_example(of, "", "", "iterations: 100", text);
    cr_assert_eq(plan_compile(arena, simulate_load(arena, text), &plan, &err), STATUS_OK, "%s", err.message);
    cr_assert_eq(effect_reach_find(arena, plan, iterations, &reach, &err), STATUS_OK, "%s", err.message);
    return reach;
}

static void expect_near(double got, double wanted, const char *what)
{
    cr_expect(fabs(got - wanted) <= 1e-9 * fmax(1, fabs(wanted)), "%s: %.15g, not %.15g", what, got, wanted);
}

Test(exact_effects, reached_of_stated_points)
{
    struct arena arena;
    const struct example of = {"5%", QUARTER,
                               RAMP "absolute_risk_reduction: 20%, deadweight: 50%}}}\n" AND(
                                   "b", "uptake: 50%", "absolute_risk_reduction: -70%"),
                               0, 2};
    const struct effect_reaches reach = reach_of(&arena, &of, 3);
    cr_assert_eq(reach.count, 3);
    const struct effect_reach *const a = &reach.effect[0], *const b = &reach.effect[1], *const all = &reach.effect[2];
    /* E min(p, d) = (d - d^2 / 0.8) / 4, p uniform up to 0.4 in a quarter */
    const double first = 1000 * (0.05 - 0.05 * 0.05 / 0.8) / 4, second = 1000 * (0.1 - 0.1 * 0.1 / 0.8) / 4;
    cr_expect(a->intervention == 0 && b->intervention == 1 && all->intervention == -1);
    expect_near(a->stated, 0.2, "stated");
    expect_near(a->meant, 0.075, "after ramp-up and deadweight");
    expect_near(a->participants, 2000, "participants");
    expect_near(a->cases_meant, 150, "cases stated");
    expect_near(a->cases_reached, first + second, "cases reached");
    expect_near(a->reached, (first + second) / 2000, "points reached");
    expect_near(a->cut, 1 - (first + second) / 150, "what is cut");
    expect_near(b->cases_meant, -700, "cases stated to be caused");
    expect_near(b->cases_reached, -525 - 250 * (0.525 + 0.1625), "cases caused");
    expect_near(all->cases_meant, 150 - 700, "all together");
    cr_expect(all->cases_reached < a->cases_reached + b->cases_reached + 150 && all->cut > 0);
    arena_free(&arena);
}

Test(exact_effects, nothing_is_said_to_be_cut_that_is_not)
{
    static const struct example whole[] = {{"0%", "none", ONE("absolute_risk_reduction: -5%"), -50, 0},
                                           {"20%", "{top: 20%, share: 80%}", ONE("absolute_risk_reduction: 1%"), 10, 0},
                                           {"20%", "none", ONE("odds_ratio: 0.5"), 200 - 200 * 0.5 / 0.9, 0}};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        struct arena arena;
        const struct effect_reaches reach = reach_of(&arena, &whole[i], 2);
        cr_assert_eq(reach.count, 1);
        cr_expect_eq(reach.effect[0].cut, 0, "%zu: %g", i, reach.effect[0].cut);
        cr_expect_not(effect_reach_is_short(&reach.effect[0]));
        expect_near(reach.effect[0].cases_reached, whole[i].avoided, "cases");
        expect_near(reach.effect[0].reached, reach.effect[0].stated, "reached");
        arena_free(&arena);
    }
}

/* The ratio of a group is that of its mean risks: 10 % without, and what a run leaves with. */
Test(exact_effects, odds_ratio_of_the_group)
{
    struct arena arena;
    char text[TEXT];
    const struct example of = {"10%", "{top: 20%, share: 80%}", ONE("odds_ratio: 0.5"), 0, 0};
    const struct effect_reaches reach = reach_of(&arena, &of, 2);
    write_example(&of, "", "", "iterations: 1, cohort: expected", text);
    const double cases = avoided(text, false), with = 0.1 - cases / 1000;
    cr_assert_eq(reach.count, 1);
    expect_near(reach.effect[0].cases_reached, cases, "person by person");
    expect_near(reach.effect[0].cases_meant, 100 - 100 * 0.5 / 0.95, "at the mean risk");
    expect_near(reach.effect[0].reached, with / (1 - with) / (0.1 / 0.9), "of the group");
    cr_expect(fabs(cases - 31.08) < 0.01 && effect_reach_is_short(&reach.effect[0]));
    arena_free(&arena);
}

/* Half of the group are invited in some iterations, all of them in most: who they are is drawn in both. */
Test(exact_effects, whom_an_invitation_to_most_reaches)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct simulation_run run =
        simulate(&arena,
                 "title: T\n"
                 "population: {g: {size: 10000}}\n"
                 "outcomes: {o: {risk: 10%, annual_cost: 10, duration: 1}}\n"
                 "simulation: {iterations: 200}\n"
                 "interventions: {a: {target: {top: {discrete: {values: [50%, 100%], weights: [1, 3]}}, accuracy: 1}, "
                 "cost: {fixed: 1}, effects: {o: {relative_risk: 0.5}}}}\n",
                 2);
    const double *const participants = simulate_column(&run, "participants.a");
    int all = 0, half = 0;
    for (uint32_t i = 0; i < run.outcomes.iterations; i++) {
        all += participants[i] == 10000;
        half += fabs(participants[i] - 5000) <= 5 * 50;
    }
    cr_expect_eq(all + half, 200, "%d and %d", all, half);
    cr_expect(all > 100 && half > 20, "%d and %d", all, half);
    simulate_free(&run);
    arena_free(&arena);
}

/* Of nobody at risk nobody is spared, by integrals taken once too. */
Test(exact_effects, a_risk_that_is_sometimes_0)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct simulation_run run =
        simulate(&arena,
                 "title: T\n"
                 "population: {g: {size: 1000}}\n"
                 "outcomes: {o: {risk: {discrete: {values: [0%, 10%], weights: [1, 1]}}, annual_cost: 10, duration: 1, "
                 "concentration: {top: 20%, share: 60%}}}\n"
                 "simulation: {iterations: 64, cohort: expected}\n"
                 "interventions: {a: {target: {top: 50%}, cost: {fixed: 1}, effects: {o: {relative_risk: 0.5}}}}\n",
                 2);
    const double *const cases = simulate_column(&run, "cases_avoided.o");
    int none = 0, some = 0;
    for (uint32_t i = 0; i < run.outcomes.iterations; i++) none += cases[i] == 0, some += cases[i] > 25;
    cr_expect(none > 0 && some > 0 && none + some == 64, "%d and %d", none, some);
    simulate_free(&run);
    arena_free(&arena);
}

/* Four interventions that leave 0.9 each of a cost, on the second of two services: the first has but one. */
Test(exact_effects, many_effects_on_the_second_service)
{
    struct arena arena;
    char text[2 * TEXT];
    arena_init(&arena, allocator_libc, 0);
    int n = snprintf(text, sizeof text,
                     "title: T\nsettings: {horizon: 8, discount_rate: 0}\n"
                     "population: {g: {size: 100, intakes: 4}}\n"
                     "services: {s: {annual_cost: 10, duration: 2}, t: {annual_cost: 1000, duration: 2}}\n"
                     "simulation: {iterations: 16384, cohort: expected}\ninterventions:\n"
                     "  a: {cost: {fixed: 0}, years: 4, effects: {s: {reduction: 50%%}}}\n");
    for (char name = 'b'; name <= 'e'; name++)
        n += snprintf(text + n, sizeof text - (size_t)n,
                      "  %c: {cost: {fixed: 0}, years: 4, effects: {t: {reduction: 10%%}}}\n", name);
    struct simulation_run run = simulate(&arena, text, 1);
    const double *const net = simulate_column(&run, "net");
    const double persons = 4 * 100, years = 2, gain = persons * years * (5 + 1000 * (1 - pow(0.9, 4)));
    for (uint32_t i = 0; i < run.outcomes.iterations; i++)
        cr_expect(fabs(net[i] - gain) < 1e-6, "%.17g, not %.17g", net[i], gain);
    simulate_free(&run);
    arena_free(&arena);
}
