/* Learning from a pilot, against conjugate answers and against integrals over a grid. */
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/analysis/learn.h"
#include "sim/analysis/pilot_risks.h"
#include "sim/report/learn_report.h"
#include "sim/scenario/load.h"
#include "tests/twice/generate.h"
#include "tests/twice/simulate.h"

struct analysis {
    struct arena arena;
    const struct scenario *scenario;
    struct learn is;
};

#define NEAR(value, answer, tolerance)                                                                                 \
    do {                                                                                                               \
        const double value_ = (value);                                                                                 \
        cr_expect(fabs(value_ - (answer)) <= (tolerance), "%s is %.12g, not %.12g", #value, value_, (double)(answer)); \
    } while (0)

static struct pilot control(uint32_t persons, uint32_t events)
{
    struct pilot pilot = {0};
    pilot.arm[PILOT_CONTROL].observed = true;
    pilot.arm[PILOT_CONTROL].persons = persons;
    pilot.arm[PILOT_CONTROL].events = events;
    return pilot;
}

static struct pilot both(uint32_t persons, uint32_t events, uint32_t treated, uint32_t treated_events)
{
    struct pilot pilot = control(persons, events);
    pilot.arm[PILOT_TREATED].observed = true;
    pilot.arm[PILOT_TREATED].persons = treated;
    pilot.arm[PILOT_TREATED].events = treated_events;
    return pilot;
}

static struct pilot treated(uint32_t persons, uint32_t events)
{
    struct pilot pilot = both(0, 0, persons, events);
    pilot.arm[PILOT_CONTROL].observed = false;
    return pilot;
}

static enum status analyse(const char *text, struct pilot pilot, int threads, struct analysis *out, struct error *err)
{
    gsl_set_error_handler_off();
    arena_init(&out->arena, allocator_libc, 0);
    out->scenario = simulate_load(&out->arena, text);
    const struct learn_request request = {.cohort = COHORT_EXPECTED,
                                          .scenario = out->scenario,
                                          .pilot = pilot,
                                          .name = "pilot.csv",
                                          .words = &learn_words,
                                          .points = 8192,
                                          .run = {.threads = threads, .isa = isa_best()}};
    return learn_analyse(&out->arena, &request, &out->is, err);
}

static struct analysis analysis_of(const char *text, struct pilot pilot)
{
    struct analysis out;
    struct error err = {0};
    cr_assert_eq(analyse(text, pilot, 2, &out, &err), STATUS_OK, "%s", err.message);
    return out;
}

static const struct learn_quantity *find(const struct analysis *analysis, const char *path)
{
    for (size_t q = 0; q < analysis->is.quantities; q++)
        if (strcmp(analysis->scenario->quantity[analysis->is.quantity[q].quantity].path, path) == 0)
            return &analysis->is.quantity[q];
    return NULL;
}

#define SCENARIO_OF(target, risk, more, effect)                                                                        \
    "title: Pilot\n"                                                                                                   \
    "population: {youths: {size: 1000}}\n"                                                                             \
    "outcomes: {case: {risk: " risk ", " more "cost_per_case: 100k, duration: 1}}\n"                                   \
    "interventions: {help: {target: {" target "}, uptake: 50%, cost: {fixed: 100k}, "                                  \
    "effects: {case: {" effect ", deadweight: 20%}}}}\n"
#define SCENARIO(risk, effect) SCENARIO_OF("top: 100%", risk, "", effect)

#define RISK   "outcomes.case.risk"
#define EFFECT "interventions.help.effects.case.relative_risk"
#define RR     "relative_risk: {lognormal: {mu: -0.3, sigma: 0.25}}"
#define BETA   "{beta: {alpha: 6, beta: 94}}"

Test(learn, a_control_arm_updates_a_beta_exactly)
{
    struct analysis a = analysis_of(SCENARIO(BETA, RR), control(200, 18));
    const struct learn_quantity *const risk = find(&a, RISK);
    cr_assert_not_null(risk);
    cr_expect_eq(a.is.quantities, 1, "the effect stays as it is");
    cr_expect_eq(risk->form, LEARN_CONJUGATE);
    cr_expect_eq(risk->posterior.parameter[0], 24);
    cr_expect_eq(risk->posterior.parameter[1], 276);
    cr_expect_str_eq(risk->definition, "{beta: {alpha: 24, beta: 276}}");
    cr_expect_not(a.is.weighted);
    NEAR(risk->before.mean.value, 0.06, 4 * risk->before.mean.error);
    NEAR(risk->after.mean.value, 24.0 / 300, 4 * risk->after.mean.error);
    NEAR(risk->after.sd.value, sqrt(24.0 * 276 / (300.0 * 300 * 301)), 5 * risk->after.sd.error);
    NEAR(risk->after.p95.value, gsl_cdf_beta_Pinv(0.95, 24, 276), 5 * risk->after.p95.error);
    /* E net = 1000 x 50 % x risk x (1 - E RR) x 80 % x 100 000 - 100 000 */
    const double avoided = 500 * (1 - exp(-0.3 + 0.25 * 0.25 / 2)) * 0.8;
    NEAR(a.is.before[LEARN_NET].mean.value, avoided * 0.06 * 1e5 - 1e5, 5 * a.is.before[LEARN_NET].mean.error);
    NEAR(a.is.after[LEARN_NET].mean.value, avoided * 0.08 * 1e5 - 1e5, 5 * a.is.after[LEARN_NET].mean.error);
    arena_free(&a.arena);
}

/* The same prior, cut where nothing is: importance resampling must find what the exact update says. */
Test(learn, weights_agree_with_the_exact_update)
{
    struct analysis a =
        analysis_of(SCENARIO("{beta: {alpha: 6, beta: 94, min: 0.01%, max: 90%}}", RR), control(200, 18));
    const struct learn_quantity *const risk = find(&a, RISK);
    cr_expect(a.is.weighted && a.is.effective > 1000 && a.is.effective < 8192);
    cr_expect_eq(risk->form, LEARN_FAMILY);
    NEAR(risk->after.mean.value, 24.0 / 300, 4 * risk->after.mean.error);
    cr_expect_lt(risk->after.mean.error, 1e-3);
    NEAR(risk->after.sd.value, sqrt(24.0 * 276 / (300.0 * 300 * 301)), 5 * risk->after.sd.error);
    NEAR(risk->after.p5.value, gsl_cdf_beta_Pinv(0.05, 24, 276), 5 * risk->after.p5.error);
    cr_expect_lt(risk->misfit, 0.02);
    NEAR(distribution_mean(&risk->posterior), risk->after.mean.value, 1e-4);
    arena_free(&a.arena);
}

/* What deadweight leaves of an effect. */
static const double own = 0.8;

/* Posterior means of risk and relative risk by sums over a fine grid of both. */
struct grid {
    double risk, effect, covariance;
};

static struct grid integrate(uint32_t n0, uint32_t x0, uint32_t n1, uint32_t x1)
{
    double sum = 0, risk = 0, effect = 0, both_of = 0;
    for (int i = 1; i < 2000; i++)
        for (int k = 1; k < 400; k++) {
            const double p = i * 0.25 / 2000, u = -0.3 + 0.25 * (k - 200) / 40.0, q = p * (1 - (1 - exp(u)) * own);
            const double weight = gsl_ran_beta_pdf(p, 6, 94) * gsl_ran_gaussian_pdf(u + 0.3, 0.25) *
                                  gsl_ran_binomial_pdf(x0, p, n0) * gsl_ran_binomial_pdf(x1, fmin(1, q), n1);
            sum += weight, risk += weight * p, effect += weight * exp(u), both_of += weight * p * exp(u);
        }
    return (struct grid){risk / sum, effect / sum, both_of / sum - risk / sum * effect / sum};
}

Test(learn, both_arms_agree_with_an_integral)
{
    struct analysis a = analysis_of(SCENARIO(BETA, RR), both(300, 24, 250, 9));
    const struct grid answer = integrate(300, 24, 250, 9);
    const struct learn_quantity *const risk = find(&a, RISK), *const effect = find(&a, EFFECT);
    cr_assert(risk && effect && a.is.quantities == 2);
    NEAR(risk->after.mean.value, answer.risk, 4 * risk->after.mean.error);
    NEAR(effect->after.mean.value, answer.effect, 4 * effect->after.mean.error);
    cr_expect(effect->after.mean.error < 0.005 && answer.effect < effect->before.mean.value - 0.05);
    /* risk and effect are now tied: what is seen of the treated is their product */
    cr_assert(a.is.pairs == 1 && answer.covariance < 0 && a.is.pair->rho < -0.05);
    arena_free(&a.arena);
}

Test(learn, nobody_teaches_nothing)
{
    struct analysis a = analysis_of(SCENARIO("{low: 3%, high: 12%}", RR), both(0, 0, 0, 0));
    cr_expect_eq(a.is.effective, 8192);
    for (size_t q = 0; q < a.is.quantities; q++)
        cr_expect_eq(memcmp(&a.is.quantity[q].before, &a.is.quantity[q].after, sizeof(struct learn_spread)), 0);
    cr_expect_eq(memcmp(&a.is.before[LEARN_NET], &a.is.after[LEARN_NET], sizeof(struct learn_spread)), 0);
    arena_free(&a.arena);
    a = analysis_of(SCENARIO(BETA, RR), control(0, 0));
    cr_expect_eq(find(&a, RISK)->posterior.parameter[0], 6);
    cr_expect_eq(find(&a, RISK)->posterior.parameter[1], 94);
    arena_free(&a.arena);
}

Test(learn, a_small_sample_moves_little_and_more_events_more)
{
    double before = 0;
    for (uint32_t events = 0; events <= 12; events += 3) {
        struct analysis a = analysis_of(SCENARIO("{low: 3%, high: 12%}", RR), both(60, events, 60, 3));
        const struct learn_quantity *const risk = find(&a, RISK);
        cr_expect_gt(risk->after.mean.value, before, "%u events", events);
        before = risk->after.mean.value;
        arena_free(&a.arena);
    }
    struct analysis a = analysis_of(SCENARIO("{low: 3%, high: 12%}", RR), both(10, 1, 10, 0));
    const struct learn_quantity *const risk = find(&a, RISK);
    cr_expect_lt(fabs(risk->after.mean.value - risk->before.mean.value), 0.25 * risk->before.sd.value);
    arena_free(&a.arena);
}

Test(learn, too_few_draws_are_no_answer)
{
    struct analysis a;
    struct error err = {0};
    cr_expect_eq(analyse(SCENARIO("{normal: {mean: 6%, sd: 0.5%}}", RR), control(4000, 1200), 1, &a, &err),
                 STATUS_NUMERIC);
    cr_expect(strstr(err.message, "of 8192 draws count (200 are needed)"), "%s", err.message);
    cr_expect(
        !strstr(err.hint, INPUT("n") " ") && /* no number of draws would do */
            strstr(err.hint, "of 4000 persons (control) the scenario expected 240 events, and 1200 were observed"),
        "%s", err.hint);
    arena_free(&a.arena);
    /* few: the advice is what would leave enough */
    cr_expect_eq(analyse(SCENARIO("{normal: {mean: 6%, sd: 0.5%}}", RR), control(4000, 340), 1, &a, &err),
                 STATUS_NUMERIC);
    const char *const draws = strstr(err.hint, INPUT("n") " ");
    cr_assert(draws && strtol(draws + 3, NULL, 10) > 8192, "%s (%s)", err.message, err.hint);
    arena_free(&a.arena);
    /* impossible altogether */
    cr_expect_eq(analyse(SCENARIO("0%", "relative_risk: {uniform: [0.5, 1]}"), both(10, 3, 10, 0), 1, &a, &err),
                 STATUS_NUMERIC);
    cr_expect(strstr(err.message, "only 0 of 8192"), "%s", err.message);
    arena_free(&a.arena);
}

#define CONCENTRATED                                                                                                   \
    SCENARIO_OF("top: 20%, accuracy: 1", "{beta: {mean: 0.1%, sd: 0.05%}}", "concentration: {top: 20%, share: 60%}, ", \
                RR)

/* Those reached hold 60 % of the cases and are 20 % of the people: three times the risk (none is clipped). */
Test(learn, those_reached_have_a_risk_of_their_own)
{
    struct analysis a = analysis_of(CONCENTRATED, both(50000, 160, 50000, 120));
    const double reached = 50000 * 0.001 * 3;
    NEAR(a.is.arm[PILOT_CONTROL].expected.value, reached, 5 * a.is.arm[PILOT_CONTROL].expected.error + 1e-6 * reached);
    const double with = reached * (1 - (1 - exp(-0.3 + 0.25 * 0.25 / 2)) * own);
    NEAR(a.is.arm[PILOT_TREATED].expected.value, with, 6 * a.is.arm[PILOT_TREATED].expected.error);
    cr_expect(a.is.weighted, "three times a beta is none");
    arena_free(&a.arena);

    struct error err = {0};
    arena_init(&a.arena, allocator_libc, 0);
    a.scenario = simulate_load(&a.arena, CONCENTRATED);
    const struct learn_request request = {.cohort = COHORT_EXPECTED,
                                          .scenario = a.scenario,
                                          .who = LEARN_POPULATION,
                                          .pilot = control(50000, 60),
                                          .name = "x",
                                          .points = 1024,
                                          .run = {.threads = 2, .isa = isa_best()}};
    cr_assert_eq(learn_analyse(&a.arena, &request, &a.is, &err), STATUS_OK, "%s", err.message);
    cr_expect_not(a.is.weighted, "a sample of everybody has the risk of everybody");
    NEAR(a.is.arm[PILOT_CONTROL].expected.value, 50, 0.5);
    arena_free(&a.arena);
}

/* Ten points less a fifth that would have happened anyway: whoever is at 30 % is at 22 % with them. */
Test(learn, the_treated_have_what_deadweight_leaves_of_the_effect)
{
    struct analysis a =
        analysis_of(SCENARIO("30%", "absolute_risk_reduction: {uniform: [10%, 10.0001%]}"), treated(1000, 200));
    NEAR(a.is.arm[PILOT_TREATED].expected.value, 220, 1e-3);
    const double far = a.is.arm[PILOT_TREATED].as_far.value;
    NEAR(far, fmin(1, 2 * fmin(gsl_cdf_binomial_P(200, 0.22, 1000), gsl_cdf_binomial_Q(199, 0.22, 1000))), 1e-3);
    arena_free(&a.arena);
}

/* A pilot waits for no start of the programme, even where that would be after everybody has entered. */
Test(learn, a_later_start_teaches_the_same)
{
    static const char *const path[] = {RISK, EFFECT};
    struct analysis now = analysis_of(SCENARIO(BETA, RR), both(500, 40, 500, 25));
    struct analysis later = analysis_of(
        SCENARIO_OF("top: 100%}, start: 1 year, years: 2, label: {en: Help", BETA, "", RR), both(500, 40, 500, 25));
    cr_expect_eq(later.scenario->intervention[0].start, 1);
    for (int i = 0; i < 2; i++)
        cr_expect_eq(find(&later, path[i])->after.mean.value, find(&now, path[i])->after.mean.value, "%s", path[i]);
    arena_free(&now.arena);
    arena_free(&later.arena);
}

/* The kind of the prior with its own ends, where other members of it would pass a bound of the key. */
Test(learn, a_posterior_stays_within_what_its_key_allows)
{
    static const char text[] =
        "title: Pilot\n"
        "population: {youths: {size: 1000}}\n"
        "outcomes: {case: {risk: 20%, cost_per_case: 100k, duration: 1}}\n"
        "interventions: {help: {target: {top: 100%}, uptake: 50%, cost: {fixed: 100k}, "
        "effects: {case: {relative_risk: 0.5, deadweight: {pert: {min: 0, mode: 20%, max: 50%}}}}}}\n";
    struct analysis a = analysis_of(text, treated(400, 50));
    const struct learn_quantity *const deadweight = find(&a, "interventions.help.effects.case.deadweight");
    cr_assert_not_null(deadweight, "deadweight is part of what the treated show");
    cr_expect_eq(deadweight->form, LEARN_FAMILY);
    cr_expect_eq(distribution_cdf(&deadweight->posterior, -1e-9), 0);
    cr_expect_lt(deadweight->misfit, 0.02);
    NEAR(distribution_mean(&deadweight->posterior), deadweight->after.mean.value, 1e-3);
    arena_free(&a.arena);
}

/* --- the file --- */

static const struct scenario *load_again(struct analysis *a, const char *assume)
{
    const char *text;
    struct error err = {0};
    struct diagnostics diagnostics;
    const struct scenario *again = NULL;
    const struct load_options options = {.assume = &assume, .assumes = assume ? 1 : 0};
    cr_assert_eq(learn_write(&a->arena, &a->is, &text, &err), STATUS_OK, "%s", err.message);
    diagnostics_init(&diagnostics, &a->arena);
    cr_assert_eq(scenario_load_text(&a->arena, "again.yaml", text, strlen(text), &options, &again, &diagnostics, &err),
                 STATUS_OK, "%s\n%s", diagnostics.first ? diagnostics.first->message : "", text);
    return again;
}

static double mean_again(const struct scenario *scenario, const char *path)
{
    return scenario_mean(scenario, scenario_find_quantity(scenario, path));
}

Test(learn, the_file_holds_the_posterior_and_the_prior)
{
    struct analysis a = analysis_of(SCENARIO(BETA, RR), both(300, 24, 250, 9));
    const struct learn_quantity *const risk = find(&a, RISK), *const effect = find(&a, EFFECT);
    const struct scenario *const again = load_again(&a, NULL);
    NEAR(mean_again(again, RISK), risk->after.mean.value, 1e-6 + risk->misfit * risk->after.sd.value);
    NEAR(mean_again(again, EFFECT), effect->after.mean.value, 1e-6 + effect->misfit * effect->after.sd.value);
    const struct quantity *const quantity = &again->quantity[scenario_find_quantity(again, RISK)];
    cr_expect_str_eq(quantity->source.in[LANGUAGE_EN],
                     "updated by pilot.csv (n = 550), prior: beta: {alpha: 6, beta: 94}");
    cr_expect_eq(quantity->evidence, EVIDENCE_DERIVED);
    cr_assert_eq(again->correlations, 1);
    NEAR(again->correlation->rho, a.is.pair->rho, 1e-12);
    const struct scenario *const prior = load_again(&a, RISK "=prior");
    NEAR(mean_again(prior, RISK), 0.06, 1e-12);
    /* and it can be learnt from again: the prior of the next pilot is this posterior, its name is taken */
    struct learn_request next = a.is.request;
    struct error err = {0};
    next.scenario = again;
    next.pilot = both(100, 9, 100, 5);
    cr_assert_eq(learn_analyse(&a.arena, &next, &a.is, &err), STATUS_OK, "%s", err.message);
    a.scenario = again;
    NEAR(mean_again(load_again(&a, RISK "=prior_2"), RISK), mean_again(again, RISK), 1e-9);
    arena_free(&a.arena);
}

static void expect_bayes(const char *scenario)
{
    struct analysis a = analysis_of(scenario, control(40, 6));
    const struct learn_quantity *const risk = find(&a, RISK);
    const double p[] = {0.05, 0.1, 0.2}, prior[] = {0.25, 0.5, 0.25};
    double weight[3], sum = 0;
    for (int k = 0; k < 3; k++) sum += weight[k] = prior[k] * gsl_ran_binomial_pdf(6, p[k], 40);
    cr_expect_eq(risk->form, LEARN_WEIGHTS);
    for (int k = 0; k < 3; k++) NEAR(risk->posterior.weight[k], weight[k] / sum, 1e-3);
    NEAR(mean_again(load_again(&a, NULL), RISK), risk->after.mean.value, 1e-4);
    arena_free(&a.arena);
}

/* A sample is the same prior as its values with their frequencies. */
Test(learn, priors_of_single_values_follow_bayes)
{
    expect_bayes(SCENARIO("{discrete: {values: [5%, 10%, 20%], weights: [1, 2, 1]}}", RR));
    expect_bayes(SCENARIO("{empirical: {values: [10%, 20%, 5%, 10%]}}", RR));
}

/* A kind that the posterior has left is written as its quantiles. */
Test(learn, what_fits_no_kind_is_a_sample)
{
    struct analysis a = analysis_of(SCENARIO("{uniform: [1%, 40%]}", RR), control(100, 12));
    const struct learn_quantity *const risk = find(&a, RISK);
    cr_expect_eq(risk->form, LEARN_SAMPLE);
    /* uniform prior: the beta of the data, all but cut off */
    NEAR(risk->after.mean.value, 13.0 / 102, 4 * risk->after.mean.error + 1e-4);
    NEAR(mean_again(load_again(&a, NULL), RISK), risk->after.mean.value, 1e-4);
    cr_expect_lt(risk->misfit, 0.01);
    cr_expect_not_null(strstr(risk->definition, "{empirical: {join: yes, values: ["));
    arena_free(&a.arena);
}

#define SHARED                                                                                                         \
    "title: Shared\n"                                                                                                  \
    "assumptions:\n"                                                                                                   \
    "  chance: {value: {beta: {alpha: 6, beta: 94}}, unit: share, source: a register}\n"                               \
    "  price: {value: {lognormal: {mean: 100k, sd: 30k}}, unit: EUR/person}\n"                                         \
    "population: {youths: {size: 1000}}\n"                                                                             \
    "outcomes: {case: {risk: $chance, cost_per_case: $price, duration: 1}}\n"                                          \
    "interventions: {help: {cost: {fixed: 100k}, effects: {case: {" RR "}}}}\n"                                        \
    "correlations: [{between: [assumptions.chance, assumptions.price], rho: 0.6}]\n"

/* What is correlated with the risk moves with it, and stays correlated. */
Test(learn, what_is_correlated_follows)
{
    struct analysis a = analysis_of(SHARED, control(200, 25));
    const struct learn_quantity *const price = find(&a, "assumptions.price");
    cr_assert(price && a.is.quantities == 2 && a.is.weighted);
    cr_expect_gt(price->after.mean.value, price->before.mean.value + 5000);
    const struct scenario *const again = load_again(&a, "chance=prior");
    NEAR(mean_again(again, "assumptions.chance"), 0.06, 1e-12);
    NEAR(mean_again(again, "assumptions.price"), price->after.mean.value, 0.02 * price->after.sd.value);
    cr_assert_eq(again->correlations, 1);
    cr_expect(again->correlation->rho > 0.2 && again->correlation->rho < 0.65, "%g", again->correlation->rho);
    arena_free(&a.arena);
}

Test(learn, the_same_bytes_for_any_threads)
{
    struct analysis a, b;
    struct error err = {0};
    const char *first, *second;
    cr_assert_eq(analyse(CONCENTRATED, both(900, 3, 900, 1), 1, &a, &err), STATUS_OK, "%s", err.message);
    cr_assert_eq(analyse(CONCENTRATED, both(900, 3, 900, 1), 3, &b, &err), STATUS_OK, "%s", err.message);
    cr_expect_eq(memcmp(a.is.after, b.is.after, sizeof(struct learn_spread)), 0);
    cr_assert_eq(learn_write(&a.arena, &a.is, &first, &err), STATUS_OK);
    cr_assert_eq(learn_write(&b.arena, &b.is, &second, &err), STATUS_OK);
    cr_expect_str_eq(first, second);
    arena_free(&a.arena);
    arena_free(&b.arena);
}

#define THREE                                                                                                          \
    "title: Three\n"                                                                                                   \
    "population: {youths: {size: 1000}}\n"                                                                             \
    "outcomes: {case: {risk: 50%, cost_per_case: 100k, duration: 1}}\n"                                                \
    "interventions: {help: {target: {top: 100%}, ramp_up: [{uniform: [70%, 100%]}], cost: {fixed: 100k}, effects: "    \
    "{case: {relative_risk_reduction: {uniform: [70%, 100%]}, attribution: {uniform: [70%, 100%]}}}}}\n"

/* Many treated fix the product of three numbers: each pair has a correlation of about -1/2, and their sum has no
 * variance left. */
Test(learn, correlations_that_cannot_hold_together_are_weakened)
{
    struct analysis a = analysis_of(THREE, treated(5000, 965));
    cr_assert_eq(a.is.pairs, 3);
    for (size_t i = 0; i < 3; i++) cr_expect(a.is.pair[i].rho < -0.45 && a.is.pair[i].rho > -0.55);
    cr_expect(a.is.kept > 0.9 && a.is.kept < 1, "%g", a.is.kept);
    const struct scenario *const again = load_again(&a, NULL);
    cr_assert_eq(again->correlations, 3);
    for (size_t i = 0; i < 3; i++) NEAR(again->correlation[i].rho, a.is.kept * a.is.pair[i].rho, 1e-12);
    arena_free(&a.arena);
    a = analysis_of(THREE, treated(100, 20));
    cr_expect_eq(a.is.kept, 1, "few leave them as they are");
    arena_free(&a.arena);
}

#define BY_LOT                                                                                                         \
    "title: By lot\n"                                                                                                  \
    "population: {youths: {size: 1000}}\n"                                                                             \
    "outcomes: {case: {risk: " BETA ", cost_per_case: 100k, duration: 1, concentration: {top: 20%, share: 60%}}}\n"    \
    "interventions: {help: {target: {top: {uniform: [10%, 50%]}, accuracy: 0}, uptake: {uniform: [40%, 80%]}, "        \
    "cost: {fixed: 100k}, effects: {case: {" RR "}}}}\n"                                                               \
    "correlations: [{between: [interventions.help.target.top, interventions.help.uptake], rho: 0.8}]\n"

/* Who are invited by lot have everybody's risk: how many they are is not what the data are about. */
Test(learn, the_exact_update_leaves_everything_else_alone)
{
    struct analysis a = analysis_of(BY_LOT, control(200, 18));
    cr_assert_eq(a.is.quantities, 1);
    cr_expect_eq(find(&a, RISK)->posterior.parameter[0], 24);
    const struct scenario *const again = load_again(&a, NULL);
    cr_assert_eq(again->correlations, 1);
    cr_expect_eq(again->correlation->rho, 0.8);
    const int top = scenario_find_quantity(again, "interventions.help.target.top");
    cr_expect_str_eq(again->quantity[top].written, "uniform: [10%, 50%]");
    arena_free(&a.arena);
}

/* --- laws over random scenarios --- */

static bool is_learnt(const struct learn *learn, int quantity)
{
    for (size_t q = 0; q < learn->quantities; q++)
        if (learn->quantity[q].quantity == quantity) return true;
    return false;
}

/* What the data do not bear on is in the file as it was. */
static void expect_others_kept(uint32_t n, const struct analysis *a, const struct scenario *again)
{
    for (int q = 0; q < (int)a->scenario->quantities; q++) {
        const struct quantity *const before = &a->scenario->quantity[q];
        const int other = scenario_find_quantity(again, before->path);
        cr_assert(other >= 0, "scenario %u: %s is gone", n, before->path);
        const double here = scenario_mean(a->scenario, q), there = scenario_mean(again, other);
        cr_expect(is_learnt(&a->is, q) || here == there || fabs(here - there) <= 1e-12 * fabs(here),
                  "scenario %u: %s was %.17g, is %.17g", n, before->path, here, there);
    }
    for (size_t c = 0; c < a->scenario->correlations; c++) {
        const struct correlation *const one = &a->scenario->correlation[c];
        bool kept = is_learnt(&a->is, one->first);
        for (size_t i = 0; i < again->correlations; i++)
            kept = kept || (strcmp(again->quantity[again->correlation[i].first].path,
                                   a->scenario->quantity[one->first].path) == 0 &&
                            again->correlation[i].rho == one->rho);
        cr_expect(kept, "scenario %u: a correlation of %s is gone", n, a->scenario->quantity[one->first].path);
    }
}

/* Figures after the data are within what was drawn before. */
static void expect_within(uint32_t n, const struct analysis *a)
{
    cr_expect(a->is.effective <= a->is.points * (1 + 1e-12) && a->is.kept > 0.5 && a->is.kept <= 1);
    for (size_t q = 0; q < a->is.quantities; q++) {
        const struct learn_quantity *const one = &a->is.quantity[q];
        const struct quantity *const quantity = &a->scenario->quantity[one->quantity];
        const double least = quantity->scale * distribution_quantile(&quantity->distribution, 1e-9);
        const double most = quantity->scale * distribution_quantile(&quantity->distribution, 1 - 1e-9);
        const double rounding = 1e-9 * (fabs(least) + fabs(most));
        cr_expect(one->after.p5.value >= least - rounding && one->after.p95.value <= most + rounding &&
                      one->after.mean.value >= least - rounding && one->after.mean.value <= most + rounding,
                  "scenario %u: %s left [%g, %g]", n, quantity->path, least, most);
    }
}

static const char *first_outcome(const struct scenario *scenario, const struct intervention *of)
{
    for (size_t e = 0; e < of->effect_count; e++)
        if (of->effect[e].target == EFFECT_OUTCOME) return scenario->outcome[of->effect[e].index].name;
    return NULL;
}

/* Half as many events again as the risk says among the controls, and as many as that among the treated. */
static struct pilot surprising(const struct analysis *a)
{
    const double risk = scenario_mean(a->scenario, a->scenario->outcome[a->is.outcome].risk);
    return both(150, (uint32_t)(150 * 1.5 * risk), 120, (uint32_t)(120 * risk));
}

/* Returns whether there was something to learn. */
static bool laws_hold(uint32_t n)
{
    struct analysis a;
    struct error err = {0};
    arena_init(&a.arena, allocator_libc, 0);
    a.scenario = simulate_load(&a.arena, generate_scenario(&a.arena, n, &(struct generate_change){.expected = true}));
    struct learn_request request = {.scenario = a.scenario,
                                    .intervention = a.scenario->intervention->name,
                                    .outcome = first_outcome(a.scenario, a.scenario->intervention),
                                    .pilot = both(0, 0, 0, 0),
                                    .name = "x",
                                    .words = &learn_words,
                                    .points = 1024,
                                    .run = {.threads = 2, .isa = isa_best()}};
    bool learnt = request.outcome && learn_analyse(&a.arena, &request, &a.is, &err) == STATUS_OK;
    if (learnt) {
        for (size_t r = 0; r < a.is.results; r++)
            cr_expect_eq(memcmp(&a.is.before[r], &a.is.after[r], sizeof *a.is.after), 0, "scenario %u: nobody", n);
        request.pilot = surprising(&a);
        learnt = learn_analyse(&a.arena, &request, &a.is, &err) == STATUS_OK;
    }
    if (learnt) {
        expect_within(n, &a);
        expect_others_kept(n, &a, load_again(&a, NULL));
    }
    arena_free(&a.arena);
    return learnt;
}

Test(learn, keeps_its_laws, .timeout = 120)
{
    int learnt = 0;
    for (uint32_t n = 500; n < 540; n++) learnt += laws_hold(n);
    cr_expect(learnt >= 20, "only %d scenarios had something to learn", learnt);
}

#define TWO                                                                                                            \
    "title: Two\n"                                                                                                     \
    "population: {youths: {size: 1000}}\n"                                                                             \
    "outcomes: {first: {risk: 5%, cost_per_case: 1k, duration: 1}, second: {risk: {uniform: [1%, 9%]}, "               \
    "cost_per_case: 1k, duration: 1}}\n"                                                                               \
    "interventions: {help: {cost: {fixed: 1}, effects: {first: {relative_risk: 0.9}, second: {relative_risk: "         \
    "0.8}}}}\n"

/* One name may say both, for `learn` and for the pilots of `value`. */
Test(learn, an_intervention_and_an_outcome_are_chosen_together)
{
    static const struct {
        const char *intervention, *outcome, *message, *hint; /* NULL: they are found */
        int found;                                           /* both have this place */
    } row[] = {
        {"late", NULL, NULL, NULL, 1},
        {NULL, "first", NULL, NULL, 0},
        {NULL, NULL, INPUT("intervention") ": which is piloted must be said, there are 2", "they are early, late", 0},
        {"early", "secnd", INPUT("outcome") ": interventions.early has no effect on an outcome \"secnd\"", NULL, 0},
        {NULL, "secnd", INPUT("outcome") ": no intervention has an effect on an outcome \"secnd\"",
         "did you mean second?", 0},
        {"layte", NULL, INPUT("intervention") ": there is no intervention \"layte\"", "did you mean late?", 0},
        {"idle", NULL, "interventions.idle has no effect on an outcome, so there are no cases to count",
         "a pilot counts cases of an outcome among those who take part and those who do not", 0},
    };
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    const struct scenario *const scenario =
        simulate_load(&arena, "title: Apart\n"
                              "population: {youths: {size: 1000}}\n"
                              "outcomes: {first: {risk: 5%, cost_per_case: 1k, duration: 1}, second: {risk: 5%, "
                              "cost_per_case: 1k, duration: 1}}\n"
                              "overheads: {rooms: {annual_cost: 5}}\n"
                              "interventions: {early: {cost: {fixed: 1}, effects: {first: {relative_risk: 0.9}}}, "
                              "late: {cost: {fixed: 1}, effects: {second: {relative_risk: 0.9}}}, idle: {years: 1, "
                              "cost: {fixed: 1}, effects: {rooms: {reduction: 5%}}}}\n");
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct error err = {0};
        struct pilot_choice choice = {.scenario = 9};
        const enum status status = pilot_choose(&scenario, 1, row[i].intervention, row[i].outcome, &choice, &err);
        cr_assert_eq(status, row[i].message ? STATUS_USAGE : STATUS_OK, "%zu: %s", i, err.message);
        if (row[i].message) cr_expect_str_eq(err.message, row[i].message);
        if (row[i].hint) cr_expect_str_eq(err.hint, row[i].hint);
        cr_expect_eq(choice.scenario, row[i].message ? 9u : 0u);
        if (!row[i].message) cr_expect(choice.intervention == row[i].found && choice.outcome == row[i].found);
    }
    arena_free(&arena);
}

Test(learn, what_is_not_clear_is_asked)
{
    struct analysis a;
    struct error err = {0};
    cr_expect_eq(analyse(TWO, control(10, 1), 1, &a, &err), STATUS_USAGE);
    cr_expect_str_eq(err.message, INPUT("outcome") ": which is counted must be said, there are 2");
    cr_expect_str_eq(err.hint, "they are first, second");
    struct learn_request request = {.cohort = COHORT_EXPECTED,
                                    .scenario = a.scenario,
                                    .outcome = "secnd",
                                    .pilot = control(10, 1),
                                    .name = "x",
                                    .points = 256};
    cr_expect_eq(learn_analyse(&a.arena, &request, &a.is, &err), STATUS_USAGE);
    cr_expect_str_eq(err.hint, "did you mean second?");
    request.outcome = "first";
    cr_expect_eq(learn_analyse(&a.arena, &request, &a.is, &err), STATUS_USAGE);
    cr_expect(strstr(err.message, "nothing to learn: the scenario is certain of outcomes.first.risk"), "%s",
              err.message);
    request.outcome = "second";
    cr_expect_eq(learn_analyse(&a.arena, &request, &a.is, &err), STATUS_OK, "%s", err.message);
    request.pilot = (struct pilot){0};
    cr_expect_eq(learn_analyse(&a.arena, &request, &a.is, &err), STATUS_USAGE);
    arena_free(&a.arena);
}
