/* What is in fractions of a year, and what is paid at once, against closed forms. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "sim/analysis/beyond.h"
#include "tests/twice/simulate.h"

/* The mean of a column over the iterations. */
__attribute__((format(printf, 2, 3))) static double mean_of(const char *column, const char *format, ...)
{
    struct arena arena;
    va_list arguments;
    arena_init(&arena, allocator_libc, 0);
    va_start(arguments, format);
    struct simulation_run run = simulate(&arena, arena_vprintf(&arena, format, arguments), 1);
    va_end(arguments);
    const double *const value = simulate_column(&run, column);
    double sum = 0;
    for (uint32_t i = 0; i < run.outcomes.iterations; i++) sum += value[i];
    const double mean = sum / run.outcomes.iterations;
    simulate_free(&run);
    arena_free(&arena);
    return mean;
}

static void near(double value, double answer, const char *what)
{
    cr_expect(fabs(value - answer) <= 1e-12 * fmax(1, fabs(answer)), "%s: %.17g, not %.17g", what, value, answer);
}

/* --- a case: `what` it costs and when; 1 000 persons an intake, a risk of 5 %, half of it avoided --- */

static double saved_by_cases(int intakes, const char *discounting, const char *what)
{
    return mean_of("gross",
                   "title: Cases\n"
                   "settings: {horizon: 10, discount_rate: 3%%, discounting: %s}\n"
                   "simulation: {cohort: expected, iterations: 64}\n"
                   "population: {g: {size: 1000, intakes: %d}}\n"
                   "outcomes: {o: {risk: 5%%, %s}}\n"
                   "interventions: {a: {cost: {fixed: 0}, effects: {o: {relative_risk: 0.5}}}}\n",
                   discounting, intakes, what);
}

Test(exact_time, a_payment_at_once)
{
    static const char *const at_once = "cost_per_case: 100k, duration: 0";
    near(saved_by_cases(1, "start", at_once), 2.5e6, "in the year of the intake");
    near(saved_by_cases(1, "end", at_once), 2.5e6 / 1.03, "counted at its end");
    near(saved_by_cases(3, "start", at_once), 2.5e6 * (1 + 1 / 1.03 + 1 / 1.0609), "of three intakes");
    near(saved_by_cases(1, "start", "cost_per_case: 100k, duration: 0, onset: 3"), 2.5e6 / pow(1.03, 3), "an onset");
    near(saved_by_cases(1, "start", "cost_per_case: 100k, duration: 0, onset: 2.9"), 2.5e6 / pow(1.03, 2),
         "an onset within a year");
    near(saved_by_cases(1, "start", "cost_per_case: 100k, duration: 0, onset: 9.99"), 2.5e6 / pow(1.03, 9),
         "just before the horizon");
    near(saved_by_cases(1, "start", "cost_per_case: 100k, duration: 0, onset: 10"), 0, "at the horizon");
    near(saved_by_cases(1, "start", "annual_cost: 100k, duration: 0"), 0, "a yearly cost for no time");
}

Test(exact_time, a_present_value_at_once)
{
    static const char *const at_once = "cost_per_case: 100k, basis: present_value, duration: 0";
    near(saved_by_cases(1, "start", at_once), 2.5e6, "in the year of the intake");
    near(saved_by_cases(1, "mid", at_once), 2.5e6, "whenever in the year it is counted");
    near(saved_by_cases(2, "start", at_once), 2.5e6 * (1 + 1 / 1.03), "each from its intake");
    near(saved_by_cases(1, "start", "cost_per_case: 100k, basis: present_value, duration: 0, onset: 4.5"), 2.5e6,
         "discounted to the intake, not to the onset");
}

/* A figure given as a present value is that of the whole case, counted from the intake; the horizon cuts its years. */
Test(exact_time, a_present_value_cut_by_the_horizon)
{
    double inside = 0, whole = 0;
    for (int t = 4; t < 24; t++) {
        whole += pow(1.03, -t);
        inside += t < 10 ? pow(1.03, -t) : 0;
    }
    near(saved_by_cases(1, "start", "cost_per_case: 100k, basis: present_value, duration: 20, onset: 4"),
         2.5e6 * inside / whole, "six of twenty years");
    near(saved_by_cases(1, "start", "cost_per_case: 100k, basis: present_value, duration: 4, onset: 4"), 2.5e6,
         "all within");
    near(saved_by_cases(1, "start", "cost_per_case: 100k, basis: present_value, duration: 1.5, onset: 9.5"),
         2.5e6 * 0.5 * pow(1.03, -9) / (0.5 * pow(1.03, -9) + pow(1.03, -10)), "a third of it, in two years");
    near(saved_by_cases(1, "start", "cost_per_case: 100k, basis: present_value, profile: [1, 3], onset: 9"),
         2.5e6 * pow(1.03, -9) / (pow(1.03, -9) + 3 * pow(1.03, -10)), "the first year of a profile");
}

/* What is stated is worth itself whatever grows within it; a case of the next intake is worth a year's growth more. */
Test(exact_time, a_present_value_that_grows)
{
    static const char *const lasting = "cost_per_case: 100k, basis: present_value, duration: 5.5, onset: 2.7";
    char what[160];
    for (int g = -2; g <= 6; g += 2) {
        snprintf(what, sizeof what, "%s, growth: %d%%", lasting, g);
        near(saved_by_cases(1, "start", what), 2.5e6, what);
        near(saved_by_cases(1, "mid", what), 2.5e6, what);
        near(saved_by_cases(2, "start", what), 2.5e6 * (1 + (1 + g / 100.0) / 1.03), what);
    }
    near(saved_by_cases(1, "start", "cost_per_case: 100k, basis: present_value, duration: 0, onset: 2.7, growth: 2%"),
         2.5e6, "at once");
    near(saved_by_cases(1, "start",
                        "cost_per_case: 100k, basis: present_value, onset: {uniform: [1, 3]}, "
                        "duration: {uniform: [0, 4]}, growth: {uniform: [0%, 9%]}"),
         2.5e6, "drawn");
    near(saved_by_cases(1, "start", "cost_per_case: 100k, basis: present_value, profile: [1, 3], onset: 9, growth: 3%"),
         2.5e6 / 4, "of a profile that grows as it is discounted, the year before the horizon");
}

/* The limit of short durations is payment at once, and nothing is lost on the way. */
Test(exact_time, short_durations)
{
    static const char *const duration[] = {"1e-3",
                                           "1e-9",
                                           "1e-15",
                                           "1e-100",
                                           "{pert: {min: 0, mode: 0, max: 1e-9}}",
                                           "{pert: {min: 0, mode: 0.1, max: 0.5}}",
                                           "{uniform: [0, 0.25]}"};
    for (size_t i = 0; i < sizeof duration / sizeof *duration; i++) {
        char what[160];
        snprintf(what, sizeof what, "cost_per_case: 100k, onset: 2.5, duration: %s", duration[i]);
        near(saved_by_cases(1, "start", what), 2.5e6 / pow(1.03, 2), what);
        snprintf(what, sizeof what, "cost_per_case: 100k, basis: present_value, onset: 2.5, duration: %s", duration[i]);
        near(saved_by_cases(1, "start", what), 2.5e6, what);
    }
}

Test(exact_time, fractions_of_a_case)
{
    near(saved_by_cases(1, "start", "cost_per_case: 100k, onset: 0.75, duration: 0.5"), 2.5e6 * (0.5 + 0.5 / 1.03),
         "over the turn of a year");
    near(saved_by_cases(1, "start", "cost_per_case: 100k, duration: 2.5"), 1e6 * (1 + 1 / 1.03 + 0.5 / 1.0609),
         "two and a half years");
    near(saved_by_cases(1, "start", "annual_cost: 100k, onset: 0.5, duration: 0.25"), 2.5e6 * 0.25, "a quarter of one");
    near(saved_by_cases(1, "start", "cost_per_case: 100k, onset: 1.25, profile: [1, 3]"),
         2.5e6 * (0.75 * 0.25 / 1.03 + (0.25 * 0.25 + 0.75 * 0.75) / 1.0609 + 0.25 * 0.75 / pow(1.03, 3)),
         "the years of a profile begin with the onset");
}

/* --- effects that last: a service of 1 000 persons at 1 000 a year, or an overhead of a million; a tenth is saved ---
 */

static double saved_by_service(const char *duration, const char *lasting)
{
    return mean_of("gross",
                   "title: Service\n"
                   "settings: {horizon: 20, discount_rate: 0%%}\n"
                   "simulation: {cohort: expected, iterations: 64}\n"
                   "population: {g: {size: 1000}}\n"
                   "services: {s: {annual_cost: 1k, concentration: none, duration: %s}}\n"
                   "interventions: {a: {cost: {fixed: 0}, effects: {s: {reduction: 10%%%s}}}}\n",
                   duration, lasting);
}

static double saved_by_overhead(const char *lasting)
{
    return mean_of("gross",
                   "title: Overhead\n"
                   "settings: {horizon: 20, discount_rate: 0%%}\n"
                   "simulation: {cohort: expected, iterations: 64}\n"
                   "overheads: {x: {annual_cost: 1M}}\n"
                   "interventions: {a: {population: none, years: 2, cost: {fixed: 0}, effects: {x: {reduction: "
                   "10%%%s}}}}\n",
                   lasting);
}

Test(exact_time, fractions_of_a_service)
{
    near(saved_by_service("2.5", ""), 250e3, "as long as it runs");
    near(saved_by_service("0", ""), 0, "it does not run");
    near(saved_by_service("5", ", persistence: 1.5"), 150e3, "half of the second year");
    near(saved_by_service("5", ", persistence: 0.25"), 25e3, "a quarter of the first");
    near(saved_by_service("5", ", persistence: 0"), 0, "not at all");
    near(saved_by_service("1.5", ", persistence: 1.25"), 125e3, "half of the half year that it runs");
    near(saved_by_service("1.5", ", persistence: 1.75"), 150e3, "longer than it runs");
    near(saved_by_service("5", ", persistence: {uniform: [1.4999999999999, 1.5000000000001]}"), 150e3, "drawn");
}

Test(exact_time, fractions_that_fade)
{
    const double year[] = {1, 0.25 + 0.75 * pow(0.5, 0.75 / 2), pow(0.5, 1.75 / 2), pow(0.5, 2.75 / 2)};
    near(saved_by_service("4", ", persistence: 1.25, half_life: 2 years"),
         100e3 * (year[0] + year[1] + year[2] + year[3]), "a service");
    near(saved_by_service("1.5", ", persistence: 1.25, half_life: 2 years"),
         100e3 * (year[0] + 0.25 + 0.25 * pow(0.5, 0.75 / 2)), "a service that ends within the year");
    near(saved_by_service("2", ", persistence: 1, half_life: 2 years"), 100e3 * (1 + sqrt(0.5)), "whole years");
    double fading = 0;
    for (int t = 1; t < 18; t++) fading += pow(0.5, (t - 0.5 + 1) / 2);
    near(saved_by_overhead(", persistence: 0.5, half_life: 2 years"), 100e3 * (2 + 0.5 + 0.5 * pow(0.5, 0.25) + fading),
         "an overhead, to the horizon");
}

Test(exact_time, fractions_beyond_a_programme)
{
    near(saved_by_overhead(""), 200e3, "its two years");
    near(saved_by_overhead(", persistence: 0.5"), 250e3, "half a year more");
    near(saved_by_overhead(", persistence: 1.75"), 375e3, "a year and three quarters");
}

/* --- what the horizon cuts of the cost of cases --- */

static void expect_cut(const char *settings, int intakes, const char *what, double share)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    const struct scenario *const scenario =
        simulate_load(&arena, arena_printf(&arena,
                                           "title: Cut\n"
                                           "settings: {%s}\n"
                                           "population: {g: {size: 1000, intakes: %d}}\n"
                                           "outcomes: {o: {risk: 10%%, %s}}\n"
                                           "interventions: {a: {cost: {fixed: 0}, effects: {o: {relative_risk: "
                                           "0.5}}}}\n",
                                           settings, intakes, what));
    near(beyond_horizon(scenario, &scenario->outcome[0]), share, what);
    arena_free(&arena);
}

static void expect_beyond(const char *what, double share)
{
    expect_cut("horizon: 10 years", 2, what, share);
}

Test(exact_time, what_the_horizon_cuts)
{
    expect_beyond("cost_per_case: 1k, duration: 8", 0);
    expect_beyond("cost_per_case: 1k, duration: 20, onset: 1", (0.55 + 0.6) / 2);
    expect_beyond("cost_per_case: 1k, duration: 0, onset: 9.5", 0.5);
    expect_beyond("cost_per_case: 1k, duration: 0, onset: 12", 1);
    expect_beyond("cost_per_case: 1k, profile: [1, 3], onset: 8.5", (0.375 + 0.875) / 2);
    expect_beyond("annual_cost: 1k, profile: [1, 3], onset: 9", (0.75 + 1) / 2);
    expect_beyond("annual_cost: 1k, duration: {uniform: [4, 12]}", (0.25 + 0.5625) / 2 / 8);
}

/* Sum of x^t from year `from` to before year `to`. */
static double powers(double x, int from, int to)
{
    return x == 1 ? to - from : (pow(x, to) - pow(x, from)) / (x - 1);
}

Test(exact_time, what_the_horizon_cuts_of_costs_that_grow)
{
    double all = 0, later = 0;
    for (int a = 0; a < 3; a++) {
        all += pow(1.05, a) * powers(1.05, 0, 40);
        later += pow(1.05, a) * powers(1.05, 20 - a, 40);
    }
    expect_cut("horizon: 20", 3, "cost_per_case: 1k, duration: 40, growth: 5%", later / all);
    expect_cut("horizon: 20", 1, "annual_cost: 1k, duration: 40, growth: {discrete: {values: [0%, 4%]}}",
               (20 + powers(1.04, 20, 40)) / (40 + powers(1.04, 0, 40)));
}

/* Of two durations that are worth the same, the longer one costs more. */
Test(exact_time, what_the_horizon_cuts_of_present_values)
{
    static const char *const settings = "horizon: 20, discount_rate: 5%";
    const double five = 5 / powers(1 / 1.05, 0, 5), forty = 40 / powers(1 / 1.05, 0, 40);
    expect_cut(settings, 1, "cost_per_case: 1k, basis: present_value, duration: {discrete: {values: [5, 40]}}",
               forty / 2 / (five + forty));
    const double grown_five = powers(1.02, 0, 5) / powers(1.02 / 1.05, 0, 5);
    const double grown = powers(1.02, 0, 40) / powers(1.02 / 1.05, 0, 40);
    const double cut = powers(1.02, 20, 40) / powers(1.02 / 1.05, 0, 40);
    const double cut_next = powers(1.02, 19, 40) / powers(1.02 / 1.05, 0, 40);
    expect_cut(settings, 2,
               "cost_per_case: 1k, basis: present_value, growth: 2%, duration: {discrete: {values: [5, 40]}}",
               (cut + 1.02 * cut_next) / (2.02 * (grown_five + grown)));
}
