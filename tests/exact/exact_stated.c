/* What a scenario states of a quantity is what its futures hold: samples, published intervals, cut ranges, shares of
 * payers, correlations. Right values: by hand, or in closed form as said. */
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/twice/simulate.h"

enum { N = 16384 };

static struct arena arena;

static void setup(void)
{
    arena_init(&arena, allocator_libc, 0);
}

static void teardown(void)
{
    arena_free(&arena);
}

TestSuite(stated_runs, .init = setup, .fini = teardown);

#define EXPECTED                                                                                                       \
    "title: Stated\nsettings: {horizon: 1, discount_rate: 0}\n"                                                        \
    "simulation: {cohort: expected, sampling: sobol, iterations: 16384}\npopulation: {g: {size: 100}}\n"

/* A run in which `what` is the cost of a programme, a risk, or a relative risk. */
static struct simulation_run run_of(const char *format, const char *what)
{
    char text[2000];
    snprintf(text, sizeof text, format, what);
    return simulate(&arena, text, 1);
}

static const char cost[] = EXPECTED "interventions: {p: {cost: {fixed: %s}, effects: {}}}\n";
static const char risk[] = EXPECTED "outcomes: {o: {risk: %s, annual_cost: 1000, duration: 1}}\n"
                                    "interventions: {p: {cost: {fixed: 0}, effects: {o: {relative_risk: 0}}}}\n";
static const char effect[] = EXPECTED "outcomes: {o: {risk: 40%%, annual_cost: 1000, duration: 1}}\n"
                                      "interventions: {p: {cost: {fixed: 0}, effects: {o: {%s}}}}\n";

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Ascending. */
static const double *sorted(const double *x)
{
    double *const copy = ARENA_ARRAY(&arena, N, double);
    memcpy(copy, x, N * sizeof *x);
    qsort(copy, N, sizeof *copy, compare);
    return copy;
}

static double share_above(const double *x, double bound)
{
    size_t above = 0;
    for (size_t i = 0; i < N; i++) above += x[i] > bound;
    return (double)above / N;
}

Test(stated_runs, a_sample_keeps_its_mean_and_sd)
{
    static const struct {
        const char *values;
        double mean, sd, mode, share; /* the value `mode` stands in this share of futures */
    } sample[] = {
        {"[0, 0, 0, 0, 0, 0, 0, 0, 0, 100000]", 10000, 30000, 0, 0.9},
        {"[1000, 1000, 1000, 5000]", 2000, 1732.0508075688772, 1000, 0.75},
        {"[0, 1, 1, 1]", 0.75, 0.4330127018922193, 1, 0.75},
        {"[1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10000]", 5500, 2872.2813232690143, 7000, 0.1},
        {"[10, 20, 1e6]", 333343.33333333331, 471397.4456, 10, 1.0 / 3}};
    for (size_t i = 0; i < sizeof sample / sizeof *sample; i++) {
        char what[200];
        snprintf(what, sizeof what, "{empirical: {values: %s}}", sample[i].values);
        struct simulation_run run = run_of(cost, what);
        const double *const x = simulate_column(&run, "interventions.p.cost.fixed");
        /* each of the 16 replicates of 1024 points may have one more or less of a value */
        const double width = sorted(x)[N - 1] - sorted(x)[0];
        size_t same = 0;
        for (size_t k = 0; k < N; k++) same += x[k] == sample[i].mode;
        cr_expect_float_eq(gsl_stats_mean(x, 1, N), sample[i].mean, 16 * width / N, "%s", what);
        cr_expect_float_eq(gsl_stats_sd(x, 1, N), sample[i].sd, 32 * width / N, "%s", what);
        cr_expect_float_eq((double)same / N, sample[i].share, 16.0 / N, "%s: %zu", what, same);
        simulate_free(&run);
    }
}

/* join: yes is the line between the values: (1 + 2 * 1 + 5) / 2 / 3 of 1, 1, 1, 5. */
Test(stated_runs, a_joined_sample_is_a_line)
{
    struct simulation_run run = run_of(cost, "{empirical: {join: yes, values: [1000, 1000, 1000, 5000]}}");
    cr_expect_float_eq(gsl_stats_mean(simulate_column(&run, "interventions.p.cost.fixed"), 1, N), 1666.6666666666667,
                       0.5);
    simulate_free(&run);
}

/* The estimate is the median of a ratio and the mean of a share or a difference; P(RR > 1) in closed form. */
Test(stated_runs, a_published_interval)
{
    static const struct {
        const char *low, *estimate, *high;
    } ratio[] = {{"0.62", "0.72", "1.02"}, {"0.62", "0.80", "1.02"}, {"0.4", "0.8", "1.1"}, {"0.9", "1", "1.3"}};
    for (size_t i = 0; i < sizeof ratio / sizeof *ratio; i++) {
        char what[200];
        snprintf(what, sizeof what, "relative_risk: {estimate: %s, ci95: [%s, %s]}", ratio[i].estimate, ratio[i].low,
                 ratio[i].high);
        struct simulation_run run = run_of(effect, what);
        const double *const x = sorted(simulate_column(&run, "interventions.p.effects.o.relative_risk"));
        const double middle = atof(ratio[i].estimate),
                     sd = log(atof(ratio[i].high) / atof(ratio[i].low)) / 2 / gsl_cdf_ugaussian_Pinv(0.975);
        cr_expect_float_eq(x[N / 2], middle, 1e-3 * middle, "%s", what);
        cr_expect_float_eq(share_above(x, 1), gsl_cdf_ugaussian_Q(-log(middle) / sd), 1e-3, "%s", what);
        simulate_free(&run);
    }
    /* by the interval, as the warning offers: 1 - Phi of the middle of the logarithms, 3.6 % */
    struct simulation_run run = run_of(effect, "relative_risk: {lognormal: {p2.5: 0.62, p97.5: 1.02}}");
    cr_expect_float_eq(share_above(simulate_column(&run, "interventions.p.effects.o.relative_risk"), 1), 0.0357, 4e-4);
    simulate_free(&run);
}

static void expect_normal(const char *key, const char *what, double mean, double sd)
{
    char text[200], path[80];
    snprintf(text, sizeof text, "%s: %s", key, what);
    snprintf(path, sizeof path, "interventions.p.effects.o.%s", key);
    struct simulation_run run = run_of(effect, text);
    const double *const x = sorted(simulate_column(&run, path));
    static const double level[] = {0.025, 0.3, 0.5, 0.9, 0.975};
    for (size_t i = 0; i < sizeof level / sizeof *level; i++) {
        const double wanted = mean + sd * gsl_cdf_ugaussian_Pinv(level[i]);
        cr_expect_float_eq(x[(size_t)(level[i] * N)], wanted, 0.01 * sd, "%s at %g", text, level[i]);
    }
    simulate_free(&run);
}

Test(stated_runs, a_difference_is_normal)
{
    const double z = gsl_cdf_ugaussian_Pinv(0.975);
    expect_normal("absolute_risk_reduction", "{estimate: 3%, ci95: [-1%, 7%]}", 0.03, 0.04 / z);
    expect_normal("absolute_risk_reduction", "{estimate: -2%, ci95: [-5%, 1%]}", -0.02, 0.03 / z);
    expect_normal("relative_risk_reduction", "{estimate: 20%, ci95: [2%, 38%]}", 0.2, 0.18 / z);
    expect_normal("absolute_risk_reduction", "{estimate: 4%, ci95: [1%, 7%]}", 0.04, 0.03 / z);
}

Test(stated_runs, a_share_keeps_its_estimate)
{
    static const struct {
        const char *what;
        double mean;
    } share[] = {{"{estimate: 8%, ci95: [5%, 20%]}", 0.08},
                 {"{estimate: 10%, ci95: [5%, 20%]}", 0.1},
                 {"{estimate: 1e-6, ci95: [5e-7, 2e-6]}", 1e-6},
                 {"{estimate: 30%, ci95: [22%, 39%]}", 0.3}};
    for (size_t i = 0; i < sizeof share / sizeof *share; i++) {
        struct simulation_run run = run_of(risk, share[i].what);
        cr_expect_float_eq(gsl_stats_mean(simulate_column(&run, "outcomes.o.risk"), 1, N), share[i].mean,
                           1e-3 * share[i].mean, "%s", share[i].what);
        simulate_free(&run);
    }
}

/* P5 and P95 are those of what is drawn, also where min and max cut. */
Test(stated_runs, a_cut_range_keeps_its_quantiles)
{
    static const struct {
        const char *what;
        double low, high;
    } range[] = {{"{low: 20%, high: 60%, min: 15%, max: 70%}", 0.2, 0.6},
                 {"{low: 10%, high: 60%, max: 65%}", 0.1, 0.6},
                 {"{beta: {p5: 10%, p95: 40%, max: 45%}}", 0.1, 0.4},
                 {"{truncated_normal: {p5: 10%, p95: 40%, min: 8%, max: 90%}}", 0.1, 0.4},
                 {"{gamma: {p5: 20%, p95: 60%, min: 10%, max: 70%}}", 0.2, 0.6}};
    for (size_t i = 0; i < sizeof range / sizeof *range; i++) {
        struct simulation_run run = run_of(risk, range[i].what);
        const double *const x = sorted(simulate_column(&run, "outcomes.o.risk"));
        cr_expect_float_eq(x[N / 20], range[i].low, 1e-3, "%s: P5 %g", range[i].what, x[N / 20]);
        cr_expect_float_eq(x[N - N / 20], range[i].high, 1e-3, "%s: P95 %g", range[i].what, x[N - N / 20]);
        simulate_free(&run);
    }
}

/* However small the weights: society's 10 000 are paid in every future, by shares whose means are those of the weights.
 */
Test(stated_runs, drawn_shares_sum_to_all)
{
    static const double weights[][3] = {{1e-6, 1e-6, 1e-6}, {0.01, 0.01, 0.01},   {0.05, 0.05, 0.05}, {0.1, 0.1, 0.1},
                                        {0.05, 0.03, 0.02}, {1e-300, 2e-9, 6e-9}, {0.4, 0.3, 0.2},    {2, 1e-6, 3}};
    static const char *const name[] = {"gross.p", "gross.q", "gross.r"};
    for (size_t w = 0; w < sizeof weights / sizeof *weights; w++) {
        const double *const a = weights[w], all = a[0] + a[1] + a[2];
        char text[1000];
        snprintf(text, sizeof text,
                 EXPECTED
                 "payers: {p: {}, q: {}, r: {}}\noutcomes: {o: {risk: 10%%, annual_cost: 1000, duration: 1,\n"
                 "  payers: {dirichlet: {p: %g, q: %g, r: %g}}}}\ninterventions: {a: {cost: {fixed: 0, payers: "
                 "{p: 100%%}}, effects: {o: {relative_risk: 0}}}}\n",
                 a[0], a[1], a[2]);
        struct simulation_run run = simulate(&arena, text, 1);
        const double *const net = simulate_column(&run, "net");
        for (size_t i = 0; i < N; i++) cr_assert_float_eq(net[i], 10000, 1e-11, "%g: %.17g", a[0], net[i]);
        for (size_t p = 0; p < 3; p++) {
            const double mean = a[p] / all, error = sqrt(mean * (1 - mean) / (all + 1) / N);
            cr_expect_float_eq(gsl_stats_mean(simulate_column(&run, name[p]), 1, N) / 10000, mean, 5 * error + 1e-12,
                               "%g of %g", a[p], all);
        }
        simulate_free(&run);
    }
}

/* rho 1 and -1: the same order, and the reverse. */
Test(stated_runs, whole_correlations)
{
    static const char *const rho[] = {"1", "-1"};
    for (size_t r = 0; r < 2; r++) {
        char text[1000];
        snprintf(text, sizeof text,
                 EXPECTED "overheads: {x: {annual_cost: {lognormal: {mean: 10000, sd: 10000}}}, y: {annual_cost: "
                          "{uniform: [5000, 15000]}}}\ninterventions: {a: {years: 1, cost: {fixed: 0}, effects: "
                          "{x: {reduction: 10%%}, y: {reduction: 10%%}}}}\ncorrelations: [{between: "
                          "[overheads.x.annual_cost, overheads.y.annual_cost], rho: %s}]\n",
                 rho[r]);
        struct simulation_run run = simulate(&arena, text, 1);
        const double *const x = simulate_column(&run, "overheads.x.annual_cost"), *const y = simulate_column(
                                                                                      &run, "overheads.y.annual_cost");
        /* lognormal of cv 1: its uniform is that of the other */
        const double variance = log(2), middle = log(10000) - variance / 2;
        for (size_t i = 0; i < N; i++) {
            const double u = gsl_cdf_ugaussian_P((log(x[i]) - middle) / sqrt(variance));
            cr_assert_float_eq((y[i] - 5000) / 10000, r ? 1 - u : u, 1e-8);
        }
        simulate_free(&run);
    }
}
