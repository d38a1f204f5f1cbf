/* Variances that have a closed form: shared costs, costs of cases, luck and knowledge; and runs with consecutive seeds.
 * Fixed seeds; a deviation beyond 4.89 standard errors (1e-6) fails. */
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdio.h>

#include "sim/analysis/summary.h"
#include "tests/twice/simulate.h"

static const double LIMIT = 4.89;

enum { N = 40000 };

static void expect_z(const char *what, double value, double wanted, double error)
{
    const double z = (value - wanted) / error;
    cr_expect(fabs(z) <= LIMIT, "%s: %.6g, should be %.6g (z = %.2f)", what, value, wanted, z);
}

/* Mean and variance of a column against their closed forms; fourth: the fourth central moment. */
static void expect_moments(const char *what, const double *x, size_t n, double mean, double variance, double fourth)
{
    char name[128];
    const double rows = (double)n;
    snprintf(name, sizeof name, "%s, mean", what);
    expect_z(name, gsl_stats_mean(x, 1, n), mean, sqrt(variance / rows));
    snprintf(name, sizeof name, "%s, variance", what);
    expect_z(name, gsl_stats_variance_with_fixed_mean(x, 1, n, mean), variance,
             sqrt((fourth - variance * variance) / rows));
}

static double beta_fourth(double a, double b, double variance)
{
    const double s = a + b;
    const double excess = 6 * ((a - b) * (a - b) * (s + 1) - a * b * (s + 2)) / (a * b * (s + 2) * (s + 3));
    return variance * variance * (3 + excess);
}

#define SHARED                                                                                                         \
    "title: Shared\n"                                                                                                  \
    "settings: {horizon: 1, discount_rate: 0}\n"                                                                       \
    "payers: {a: {}, b: {}, c: {}, d: {}}\n"                                                                           \
    "overheads: {work: {annual_cost: 1, payers: {dirichlet: {a: 0.5, b: 2, c: 7.5, d: 20}}}}\n"                        \
    "interventions: {stop: {years: 1, cost: {fixed: 0}, effects: {work: {reduction: 100%}}}}\n"

/* A Dirichlet share is beta-distributed: mean a_i / a, variance a_i (a - a_i) / (a^2 (a + 1)), and two of them have the
 * covariance -a_i a_j / (a^2 (a + 1)). */
Test(exact, dirichlet_shares)
{
    static const double weight[] = {0.5, 2, 7.5, 20}, all = 30;
    static const char *const name[] = {"gross.a", "gross.b", "gross.c", "gross.d"};
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct simulation_run run =
        simulate(&arena, SHARED "simulation: {iterations: 40000, seed: 5, sampling: random}\n", 2);
    const double *column[4];
    for (int i = 0; i < 4; i++) {
        const double mean = weight[i] / all, variance = mean * (1 - mean) / (all + 1);
        column[i] = simulate_column(&run, name[i]);
        expect_moments(name[i], column[i], N, mean, variance, beta_fourth(weight[i], all - weight[i], variance));
    }
    double product[N];
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < i; j++) {
            for (int k = 0; k < N; k++)
                product[k] = (column[i][k] - weight[i] / all) * (column[j][k] - weight[j] / all);
            expect_z("covariance", gsl_stats_mean(product, 1, N), -weight[i] * weight[j] / (all * all * (all + 1)),
                     gsl_stats_sd(product, 1, N) / sqrt(N));
        }
    for (int k = 0; k < N; k++) cr_expect_float_eq(column[0][k] + column[1][k] + column[2][k] + column[3][k], 1, 1e-12);
    simulate_free(&run);
    arena_free(&arena);
}

/* So few that nearly all goes to one, whose variates are too small for a number. */
Test(exact, dirichlet_shares_of_next_to_nothing)
{
    static const double weight[] = {0.0002, 0.0005, 0.0003}, all = 0.001;
    static const char *const name[] = {"gross.a", "gross.b", "gross.c"};
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct simulation_run run =
        simulate(&arena,
                 "title: Shared\n"
                 "settings: {horizon: 1, discount_rate: 0}\n"
                 "payers: {a: {}, b: {}, c: {}}\n"
                 "overheads: {work: {annual_cost: 1, payers: {dirichlet: {a: 0.0002, b: 0.0005, c: 0.0003}}}}\n"
                 "interventions: {stop: {years: 1, cost: {fixed: 0}, effects: {work: {reduction: 100%}}}}\n"
                 "simulation: {iterations: 40000, seed: 5, sampling: random}\n",
                 2);
    const double *column[3];
    for (int i = 0; i < 3; i++) {
        const double mean = weight[i] / all, variance = mean * (1 - mean) / (all + 1);
        column[i] = simulate_column(&run, name[i]);
        expect_moments(name[i], column[i], N, mean, variance, beta_fourth(weight[i], all - weight[i], variance));
    }
    for (int k = 0; k < N; k++) cr_expect_float_eq(column[0][k] + column[1][k] + column[2][k], 1, 1e-12);
    simulate_free(&run);
    arena_free(&arena);
}

/* Every case costs a gamma-distributed sum with mean 100 and coefficient of variation 2: fifty of them, all avoided,
 * vary with 50 (100 * 2)^2, as a gamma of shape 50 / 2^2. */
Test(exact, cost_of_a_known_number_of_cases)
{
    const double shape = 50 / 4.0, scale = 400, variance = shape * scale * scale;
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct simulation_run run = simulate(&arena,
                                         "title: Cases\n"
                                         "settings: {horizon: 1, discount_rate: 0}\n"
                                         "population: {youths: {size: 50}}\n"
                                         "outcomes: {case: {risk: 100%, annual_cost: 100, duration: 1, case_cv: 2}}\n"
                                         "interventions: {help: {cost: {fixed: 0}, "
                                         "effects: {case: {relative_risk: 0}}}}\n"
                                         "simulation: {iterations: 40000, seed: 8, sampling: random}\n",
                                         2);
    const double *const gross = simulate_column(&run, "gross"), *avoided = simulate_column(&run, "cases_avoided.case");
    for (int k = 0; k < N; k++) cr_assert(avoided[k] == 50);
    expect_moments("fifty cases", gross, N, 5000, variance, pow(scale, 4) * (3 * shape * shape + 6 * shape));
    simulate_free(&run);
    arena_free(&arena);
}

/* With a random number of cases, n binomial: variance c^2 (E n cv^2 + Var n). */
Test(exact, cost_of_a_random_number_of_cases)
{
    const double p = 0.2 * 0.5, mean = 60 * p * 100, variance = 1e4 * (60 * p * 2.25 + 60 * p * (1 - p));
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct simulation_run run =
        simulate(&arena,
                 "title: Cases\n"
                 "settings: {horizon: 1, discount_rate: 0}\n"
                 "population: {youths: {size: 60}}\n"
                 "outcomes: {case: {risk: 20%, annual_cost: 100, duration: 1, case_cv: 1.5}}\n"
                 "interventions: {help: {cost: {fixed: 0}, effects: {case: {relative_risk: 0.5}}}}\n"
                 "simulation: {iterations: 40000, seed: 8, sampling: random}\n",
                 2);
    const double *const gross = simulate_column(&run, "gross");
    double fourth = 0;
    for (int k = 0; k < N; k++) fourth += pow(gross[k] - mean, 4) / N;
    expect_moments("random cases", gross, N, mean, variance, fourth);
    simulate_free(&run);
    arena_free(&arena);
}

/* --- luck and knowledge --- */

static void expect_split(const char *what, const char *yaml, double knowledge, double stochastic)
{
    struct arena arena;
    struct summary summary;
    struct error err = {0};
    arena_init(&arena, allocator_libc, 0);
    struct simulation_run run = simulate(&arena, yaml, 2);
    cr_assert_eq(summary_compute(&arena, &run.outcomes, run.scenario, &summary, &err), STATUS_OK, "%s", err.message);
    const struct estimate share = summary.variance.share_of_stochastic;
    const struct {
        const char *part;
        struct estimate got;
        double wanted;
    } parts[] = {{"knowledge", summary.variance.knowledge, knowledge},
                 {"luck", summary.variance.stochastic, stochastic},
                 {"share of luck", share, stochastic / (knowledge + stochastic)}};
    for (int i = 0; i < 3; i++) {
        char name[128];
        snprintf(name, sizeof name, "%s, %s", what, parts[i].part);
        if (parts[i].wanted == 0 || parts[i].wanted == 1)
            cr_expect_float_eq(parts[i].got.value, parts[i].wanted, 1e-9, "%s: %g", name, parts[i].got.value);
        else
            expect_z(name, parts[i].got.value, parts[i].wanted, parts[i].got.error);
    }
    simulate_free(&run);
    arena_free(&arena);
}

#define STRUCK(risk)                                                                                                   \
    "title: Struck\n"                                                                                                  \
    "settings: {horizon: 1, discount_rate: 0}\n"                                                                       \
    "population: {youths: {size: 300}}\n"                                                                              \
    "outcomes: {case: {risk: " risk ", annual_cost: 1000, duration: 1}}\n"                                             \
    "interventions: {help: {cost: {fixed: 0}, effects: {case: {relative_risk: 0.6}}}}\n"                               \
    "simulation: {iterations: 20000, seed: 21, sampling: random}\n"

Test(exact, variance_is_split_into_stochastic_and_knowledge)
{
    const double n = 300, c2 = 1e6, q = 0.25 * 0.4; /* of a person, the chance that a case is avoided */
    expect_split("fixed parameters", STRUCK("25%"), 0, c2 * n * q * (1 - q));
    /* risk uniform on 10 .. 40 %: E q = 0.1, Var q = (0.3 * 0.4)^2 / 12 */
    const double spread = 0.12 * 0.12 / 12;
    expect_split("luck and knowledge", STRUCK("{uniform: [10%, 40%]}"), c2 * n * n * spread,
                 c2 * n * (q - q * q - spread));
    expect_split("parameters alone",
                 "title: Known\n"
                 "settings: {horizon: 1, discount_rate: 0}\n"
                 "overheads: {work: {annual_cost: {uniform: [0, 600]}}}\n"
                 "interventions: {stop: {years: 1, cost: {fixed: 0}, effects: {work: {reduction: 50%}}}}\n"
                 "simulation: {iterations: 20000, seed: 22, sampling: random}\n",
                 300.0 * 300 / 12, 0);
}

/* --- seeds --- */

enum { SEEDS = 200, DRAWS = 400 };

/* Means of runs with consecutive seeds behave as independent normal draws: sum, sum of squares, and how neighbours go
 * together; and the first six, of which a bias was suspected. */
static void expect_independent(const char *what, const double *z)
{
    double sum = 0, squares = 0, neighbours = 0, first = 0;
    for (int s = 0; s < SEEDS; s++) {
        sum += z[s];
        squares += z[s] * z[s];
        if (s > 0) neighbours += z[s] * z[s - 1];
        if (s < 6) first += z[s];
    }
    const double p = fmin(gsl_cdf_chisq_P(squares, SEEDS), gsl_cdf_chisq_Q(squares, SEEDS));
    cr_expect(p > 5e-7, "%s: chi-square %.1f of %d (p = %g)", what, squares, SEEDS, p);
    expect_z(what, sum / sqrt(SEEDS), 0, 1);
    expect_z(what, neighbours / sqrt(SEEDS - 1), 0, 1);
    expect_z(what, first / sqrt(6), 0, 1);
}

Test(exact, consecutive_seeds_are_independent)
{
    static const struct {
        const char *column;
        double mean, variance;
    } of[] = {{"overheads.work.annual_cost", 0.5, 1.0 / 12},
              {"gross.state", 0.55, 0.55 * 0.45 / 21}, /* its cost is the share itself */
              {"cases_avoided.case", 100 * 0.03, 100 * 0.03 * 0.97}};
    static double z[3][SEEDS];
    for (int s = 0; s < SEEDS; s++) {
        struct arena arena;
        arena_init(&arena, allocator_libc, 0);
        const char *const yaml =
            arena_printf(&arena,
                         "title: Seeds\n"
                         "settings: {horizon: 1, discount_rate: 0}\n"
                         "payers: {state: {}, county: {}, municipality: {}, rest: {}}\n"
                         "population: {youths: {size: 100}}\n"
                         "outcomes: {case: {risk: 10%%, annual_cost: 1, duration: 1, payers: {rest: 100%%}}}\n"
                         "overheads:\n"
                         "  shared: {annual_cost: 1, payers: {dirichlet: {state: 11, county: 5, municipality: 4}}}\n"
                         "  work: {annual_cost: {uniform: [0, 1]}, payers: {rest: 100%%}}\n"
                         "interventions: {help: {years: 1, cost: {fixed: 0}, effects: {case: {relative_risk: 0.7}, "
                         "shared: {reduction: 100%%}, work: {reduction: 100%%}}}}\n"
                         "simulation: {iterations: %d, seed: %d, sampling: random}\n",
                         DRAWS, s + 1);
        struct simulation_run run = simulate(&arena, yaml, 1);
        for (int i = 0; i < 3; i++)
            z[i][s] = (gsl_stats_mean(simulate_column(&run, of[i].column), 1, DRAWS) - of[i].mean) /
                      sqrt(of[i].variance / DRAWS);
        simulate_free(&run);
        arena_free(&arena);
    }
    for (int i = 0; i < 3; i++) expect_independent(of[i].column, z[i]);
}

/* --- shares of what is drawn, and of what is not --- */

static void expect_shares(const char *risk, const char *split, const char *cohort, bool exact)
{
    struct arena arena;
    struct summary summary;
    struct error err = {0};
    arena_init(&arena, allocator_libc, 0);
    struct simulation_run run =
        simulate(&arena,
                 arena_printf(&arena,
                              "title: Shares\n"
                              "payers: {state: {label: State, public: true}, town: {label: Town, public: true}}\n"
                              "population: {youths: {size: 1000}}\n"
                              "outcomes: {case: {risk: %s, annual_cost: 100k, duration: 1, payers: %s}}\n"
                              "interventions: {help: {cost: {fixed: 1, payers: {state: 100%%}}, effects: {case: "
                              "{relative_risk: 0.5}}}}\n"
                              "simulation: {iterations: 200, cohort: %s}\n",
                              risk, split, cohort),
                 1);
    cr_assert_eq(summary_compute(&arena, &run.outcomes, run.scenario, &summary, &err), STATUS_OK, "%s", err.message);
    const struct estimate shares[] = {summary.column[run.outcomes.at.net].positive,
                                      summary.column[run.outcomes.at.cost].positive, summary.benefit_cost.positive,
                                      summary.break_even.by_year[0], summary.break_even_public.by_year[0]};
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        cr_expect_eq(shares[i].value, 1);
        cr_expect(exact ? shares[i].error == 0 && shares[i].low == 1 : shares[i].error > 0 && shares[i].low < 1,
                  "%s, %s, %s: share %zu is %g to %g", risk, split, cohort, i, shares[i].low, shares[i].high);
    }
    cr_expect_eq(summary.break_even.never.high == 0, exact);
    simulate_free(&run);
    arena_free(&arena);
}

/* That no iteration of few differed is no proof, unless there is nothing that could differ. */
Test(exact, shares_of_what_cannot_vary)
{
    expect_shares("20%", "{state: 50%, town: 50%}", "expected", true);
    expect_shares("20%", "{state: 50%, town: 50%}", "sampled", false);
    expect_shares("{uniform: [19%, 21%]}", "{state: 50%, town: 50%}", "expected", false);
    expect_shares("20%", "{dirichlet: {state: 5, town: 5}}", "expected", false);
}
