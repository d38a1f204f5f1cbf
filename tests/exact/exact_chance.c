/* Distributions of results that have a closed form. Fixed seeds; a deviation beyond 4.89 standard errors (1e-6) fails.
 */
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "sim/numeric/concentration.h"
#include "sim/numeric/distribution.h"
#include "tests/twice/simulate.h"

static const double LIMIT = 4.89;

static void expect_share(const char *what, double hits, double n, double probability)
{
    const double z = (hits / n - probability) / sqrt(probability * (1 - probability) / n);
    cr_expect(fabs(z) <= LIMIT, "%s: %.5f, should be %.5f (z = %.2f)", what, hits / n, probability, z);
}

static void expect_mean(const char *what, const double *x, size_t n, double mean, double sd)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += x[i];
    const double z = (sum / (double)n - mean) / (sd / sqrt((double)n));
    cr_expect(fabs(z) <= LIMIT, "%s: mean %.6g, should be %.6g (z = %.2f)", what, sum / (double)n, mean, z);
}

/* A hundred participants, each 4 points less likely to be struck. */
Test(exact, cases_avoided_among_a_hundred)
{
    static const double at_least[] = {1, 0.98313, 0.91284, 0.76786, 0.57052, 0.37114};
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct simulation_run run = simulate(&arena,
                                         "title: A hundred\n"
                                         "settings: {horizon: 1}\n"
                                         "population: {youths: {size: 100}}\n"
                                         "outcomes: {case: {risk: 30%, annual_cost: 1, duration: 1}}\n"
                                         "interventions: {help: {target: {top: 100%}, cost: {fixed: 0}, "
                                         "effects: {case: {absolute_risk_reduction: 4%}}}}\n"
                                         "simulation: {iterations: 20000, seed: 7}\n",
                                         2);
    const double *avoided = simulate_column(&run, "cases_avoided.case");
    const uint32_t n = run.outcomes.iterations;
    for (int k = 1; k <= 5; k++) {
        double hits = 0;
        for (uint32_t i = 0; i < n; i++) hits += avoided[i] >= k;
        cr_expect_float_eq(gsl_cdf_binomial_Q((unsigned)k - 1, 0.04, 100), at_least[k], 5e-6);
        expect_share("at least that many cases", hits, n, gsl_cdf_binomial_Q((unsigned)k - 1, 0.04, 100));
    }
    simulate_free(&run);
    arena_free(&arena);
}

/* No concentration, one intervention for all: avoided cases are binomial. */
Test(exact, avoided_cases_are_binomial)
{
    enum { PERSONS = 250 };
    const double p = 0.12 * (1 - 0.7), mean = PERSONS * p, variance = PERSONS * p * (1 - p);
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct simulation_run run = simulate(&arena,
                                         "title: Binomial\n"
                                         "settings: {horizon: 1}\n"
                                         "population: {youths: {size: 250}}\n"
                                         "outcomes: {case: {risk: 12%, annual_cost: 1, duration: 1}}\n"
                                         "interventions: {help: {target: {top: 100%}, cost: {fixed: 0}, "
                                         "effects: {case: {relative_risk: 0.7}}}}\n"
                                         "simulation: {iterations: 20000, seed: 11}\n",
                                         2);
    const double *avoided = simulate_column(&run, "cases_avoided.case");
    const uint32_t n = run.outcomes.iterations;
    double square[20000], chi = 0;
    expect_mean("avoided cases", avoided, n, mean, sqrt(variance));
    for (uint32_t i = 0; i < n; i++) square[i] = (avoided[i] - mean) * (avoided[i] - mean);
    const double fourth = variance * (1 + 3 * variance - 6 * p * (1 - p)); /* fourth central moment */
    expect_mean("their variance", square, n, variance, sqrt(fourth - variance * variance));
    for (unsigned k = 2; k <= 17; k++) { /* and the whole shape */
        double hits = 0;
        for (uint32_t i = 0; i < n; i++) hits += avoided[i] == k;
        const double wanted = n * gsl_ran_binomial_pdf(k, p, PERSONS);
        chi += (hits - wanted) * (hits - wanted) / wanted;
    }
    cr_expect_lt(chi, gsl_cdf_chisq_Qinv(1e-6, 16));
    simulate_free(&run);
    arena_free(&arena);
}

/* Hubbard, How to Measure Anything: profit = 25 * units - 5 000 000, units normal with a 90 % interval. */
Test(exact, hubbards_investment)
{
    enum { N = 100000 };
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct simulation_run run =
        simulate(&arena,
                 "title: Hubbard\n"
                 "settings: {horizon: 1, discount_rate: 0}\n"
                 "overheads: {revenue: {annual_cost: {normal: {p5: 3.75M, p95: 7.5M}}}}\n"
                 "interventions: {invest: {years: 1, cost: {fixed: 5M}, effects: {revenue: {reduction: 100%}}}}\n"
                 "simulation: {iterations: 100000, seed: 3}\n",
                 2);
    const double *net = simulate_column(&run, "net");
    const double sd = 3750000 / (2 * gsl_cdf_ugaussian_Pinv(0.95)), mean = 625000;
    const double loss = gsl_cdf_ugaussian_P(-mean / sd);
    const double information = sd * gsl_ran_ugaussian_pdf(mean / sd) - mean * loss; /* E[max(0, -net)] */
    cr_expect_float_eq(loss, 0.291748, 5e-7);
    cr_expect_float_eq(information, 208954, 0.5);
    double losses = 0, regret[N];
    for (int i = 0; i < N; i++) {
        losses += net[i] < 0;
        regret[i] = fmax(0, -net[i]);
    }
    const double second = (mean * mean + sd * sd) * loss - mean * sd * gsl_ran_ugaussian_pdf(mean / sd);
    expect_mean("profit", net, N, mean, sd);
    expect_share("P(loss)", losses, N, loss);
    expect_mean("EVPI", regret, N, information, sqrt(second - information * information));
    simulate_free(&run);
    arena_free(&arena);
}

struct known_concentration {
    enum concentration_shape shape;
    double top, share, cap;
    double alpha, low, sigma;             /* 0: not known */
    double top1, top10, top20, variation; /* likewise */
};

static void expect_known(const char *what, double value, double known, double tolerance)
{
    if (known != 0) cr_expect(fabs(value - known) <= tolerance, "%s is %.8g, not %.8g", what, value, known);
}

Test(exact, concentration_of_costs)
{
    static const struct known_concentration known[] = {
        {CONCENTRATION_PARETO, 0.2, 0.8, INFINITY, 1.160964, 0, 0, 0.5281, 0.7267, 0.8, 0},
        {CONCENTRATION_PARETO, 0.2, 0.8, 100, 0.897968, 0.113692, 0, 0.3491, 0.7031, 0.8, 4.187},
        {CONCENTRATION_PARETO, 0.2, 0.8, 50, 0.806293, 0.103169, 0, 0.2778, 0.6913, 0.8, 3.258},
        {CONCENTRATION_PARETO, 0.2, 0.8, 1000, 1.041557, 0.128316, 0, 0.4611, 0.7178, 0.8, 9.751},
        {CONCENTRATION_PARETO, 0.1, 0.81, INFINITY, 1.1007336, 0, 0, 0, 0.81, 0.8630, 0},
        {CONCENTRATION_LOGNORMAL, 0.2, 0.8, INFINITY, 0, 0, 1.683242, 0, 0.6560, 0.8, 4.0002},
        {CONCENTRATION_LOGNORMAL, 0.1, 0.81, INFINITY, 0, 0, 2.159448, 0, 0.81, 0.9062, 0},
    };
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        const struct known_concentration *w = &known[k];
        struct arena arena;
        struct error err = {0};
        arena_init(&arena, allocator_libc, 0);
        const struct concentration_request request = {
            .shape = w->shape, .points = 1, .top = {w->top}, .share = {w->share}, .cap = w->cap};
        struct concentration c;
        cr_assert_eq(concentration_solve(&arena, &request, &c, &err), STATUS_OK, "%s", err.message);
        expect_known("alpha", c.alpha, w->alpha, 5e-7);
        expect_known("least weight", c.low, w->low, 5e-7);
        expect_known("sigma", c.sigma, w->sigma, 5e-7);
        expect_known("share of the top 1 %", concentration_top_share(&c, 0.01), w->top1, 5e-5);
        expect_known("share of the top 10 %", concentration_top_share(&c, 0.1), w->top10, 5e-5);
        expect_known("share of the top 20 %", concentration_top_share(&c, 0.2), w->top20, 5e-5);
        expect_known("coefficient of variation", concentration_variation(&c), w->variation, 5e-4);
        arena_free(&arena);
    }
}
