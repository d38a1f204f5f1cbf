/* Three models: simplest.yaml (persons drawn, or integrated out), parameters.yaml, and the scenario of `make demo`. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "tests/bench/naive_gsl.h"

static double discount(int year)
{
    return pow(1.03, -year);
}

static double annuity(int first, int years)
{
    double sum = 0;
    for (int t = first; t < first + years; t++) sum += discount(t);
    return sum;
}

/* Net of all lines; `not_public` is money that is in no public budget. */
static void add_up(double not_public, double *out)
{
    for (int kind = 0; kind < LINE_KINDS; kind++) out[NAIVE_NET] += out[NAIVE_LINES + kind];
    out[NAIVE_NET_PUBLIC] = out[NAIVE_NET] - not_public;
}

/* --- simplest.yaml --- */

struct simplest {
    const struct naive *naive;
    double kappa, case_cost, service_cost, uptake, relative_risk, reduction, threshold;
};

static const double accuracy = 0.7;

static struct simplest simplest_draw(const struct naive *naive)
{
    gsl_rng *const rng = naive->rng;
    return (struct simplest){
        .naive = naive,
        .kappa = naive_kappa(&naive->need, naive_beta(rng, 0.06, 0.015)),
        .case_cost = naive_pert(rng, 200e3, 300e3, 500e3),
        .service_cost = gsl_ran_gamma(rng, 700.0 * 700 / (150 * 150), 150.0 * 150 / 700),
        .uptake = naive_beta(rng, 0.6, 0.08),
        .relative_risk = naive_lognormal(rng, 0.6, 1.05),
        .reduction = naive_triangular(rng, -0.02, 0.05, 0.15),
        .threshold = naive_threshold(accuracy, 0.2),
    };
}

static void simplest_money(const struct simplest *s, double participants, double avoided, double weight, double *out)
{
    out[NAIVE_PARTICIPANTS] = participants;
    out[NAIVE_AVOIDED] = avoided;
    out[NAIVE_LINES + LINE_OUTCOME] = avoided * s->case_cost / 10 * annuity(0, 10);
    out[NAIVE_LINES + LINE_SERVICE] = weight * s->service_cost * s->reduction * annuity(0, 3);
    out[NAIVE_LINES + LINE_PROGRAMME] = -(100e3 + 1800 * participants);
    add_up(0, out);
}

void naive_simplest(const struct naive *naive, double *out)
{
    const struct simplest s = simplest_draw(naive);
    gsl_rng *const rng = naive->rng;
    double participants = 0, before = 0, after = 0, weight = 0;
    for (unsigned long i = 0; i < naive->persons; i++) {
        const double rank = gsl_rng_uniform(rng);
        const bool invited = accuracy * rank + (1 - accuracy) * gsl_rng_uniform(rng) > s.threshold;
        const bool takes_part = invited && gsl_rng_uniform(rng) < s.uptake;
        if (naive->sparing && !takes_part) continue;
        const double risk = fmin(1, s.kappa * naive_weight(&naive->need, rank)), u = gsl_rng_uniform(rng);
        const double cost = naive_weight(&naive->cost, rank);
        before += u < risk;
        after += u < (takes_part ? risk * s.relative_risk : risk);
        participants += takes_part;
        weight += takes_part ? cost : 0;
    }
    simplest_money(&s, participants, before - after, weight, out);
}

static double probability(const struct simplest *s, double rank)
{
    return s->uptake * fmin(1, fmax(0, 1 - (s->threshold - accuracy * rank) / (1 - accuracy)));
}

static double expected_avoided(double rank, void *parameters)
{
    const struct simplest *s = parameters;
    const double risk = fmin(1, s->kappa * naive_weight(&s->naive->need, rank));
    return probability(s, rank) * (risk - fmin(1, risk * s->relative_risk));
}

static double expected_weight(double rank, void *parameters)
{
    const struct simplest *s = parameters;
    return probability(s, rank) * naive_weight(&s->naive->cost, rank);
}

static double expected_participants(double rank, void *parameters)
{
    return probability(parameters, rank);
}

void naive_simplest_expected(const struct naive *naive, double *out)
{
    static double (*const integrand[3])(double, void *) = {expected_participants, expected_avoided, expected_weight};
    struct simplest s = simplest_draw(naive);
    gsl_integration_workspace *const workspace = gsl_integration_workspace_alloc(200);
    double cell[3], error;
    for (int i = 0; i < 3; i++) {
        gsl_function f = {integrand[i], &s};
        gsl_integration_qags(&f, 0, 1, 0, 1e-8, 200, workspace, &cell[i], &error);
        cell[i] *= (double)naive->persons;
    }
    gsl_integration_workspace_free(workspace);
    simplest_money(&s, cell[0], cell[1], cell[2], out);
}

/* --- parameters.yaml --- */

static double truncated_normal(gsl_rng *rng, double mean, double sd, double min, double max)
{
    const double low = gsl_cdf_gaussian_P(min - mean, sd), high = gsl_cdf_gaussian_P(max - mean, sd);
    return mean + gsl_cdf_gaussian_Pinv(low + (high - low) * gsl_rng_uniform_pos(rng), sd);
}

void naive_parameters(const struct naive *naive, double *out)
{
    gsl_rng *const rng = naive->rng;
    const double posts = naive_triangular(rng, 100, 120, 150);
    const double absence = (15.5 + gsl_ran_gaussian(rng, 0.9)) * naive_pert(rng, 150, 350, 430);
    const double leaving = naive_beta(rng, 0.047, 0.007) * gsl_ran_gamma(rng, 7000.0 * 7000 / 4e6, 4e6 / 7000);
    const double coordination = naive_lognormal(rng, 100e3, 500e3);
    const double fixed = naive_pert(rng, 120e3, 150e3, 220e3), bias = 0.2 * gsl_rng_uniform(rng);
    const double less_absence = naive_triangular(rng, -0.01, 0.01, 0.04);
    const double less_turnover = truncated_normal(rng, 0.02, 0.03, -0.1, 0.1);
    const double own = 1 - naive_beta(rng, 0.2, 0.1), less_coordination = gsl_ran_weibull(rng, 0.08, 1.5);
    out[NAIVE_LINES + LINE_WORKFORCE] =
        posts * own * (absence * less_absence + leaving * less_turnover) * annuity(0, 3);
    out[NAIVE_LINES + LINE_OVERHEAD] = coordination * less_coordination * annuity(0, 3);
    out[NAIVE_LINES + LINE_PROGRAMME] = -fixed * (1 + bias) * annuity(0, 3);
    add_up(0, out);
}

/* --- the demo: scenarios/pohjois-savo-transition.yaml with assumptions/finland.yaml --- */

enum { INTAKES = 3, LIFETIME = 40, PAYERS = 5, NATIONAL_INCOME = 4 };

static const double ramp_up[INTAKES] = {0.5, 0.8, 1};

struct demo {
    const struct naive *naive;
    double kappa, placement, uptake, threshold, effect, own, reduction;
};

static double pert_quantile(double u, double min, double mode, double max)
{
    const double width = max - min;
    return min + width * gsl_cdf_beta_Pinv(u, 1 + 4 * (mode - min) / width, 1 + 4 * (max - mode) / width);
}

static struct demo demo_draw(const struct naive *naive)
{
    gsl_rng *const rng = naive->rng;
    const double mean = 0.105, sd = 0.026, n = mean * (1 - mean) / (sd * sd) - 1;
    double x, y;
    gsl_ran_bivariate_gaussian(rng, 1, 1, 2 * sin(M_PI * 0.5 / 6), &x, &y);
    const double risk = gsl_cdf_beta_Pinv(gsl_cdf_ugaussian_P(x), mean * n, (1 - mean) * n);
    const double reachable = 120 / (0.07 * (double)naive->persons);
    return (struct demo){
        .naive = naive,
        .kappa = naive_kappa(&naive->need, risk),
        .placement = pert_quantile(gsl_cdf_ugaussian_P(y), 340, 740, 2100) / 1.156,
        .uptake = fmin(naive_beta(rng, 0.6, 0.08), reachable),
        .threshold = naive_threshold(accuracy, 0.07),
        .effect = naive_triangular(rng, -0.01, 0.01, 0.04),
        .own = 1 - naive_pert(rng, 0, 0.2, 0.5),
        .reduction = naive_triangular(rng, -0.02, 0.01, 0.05),
    };
}

/* Participants, cases avoided and weight of the participants of one intake. */
static void demo_intake(const struct demo *d, int intake, double cell[3])
{
    gsl_rng *const rng = d->naive->rng;
    double participants = 0, before = 0, after = 0, weight = 0;
    for (unsigned long i = 0; i < d->naive->persons; i++) {
        const double rank = gsl_rng_uniform(rng);
        const bool invited = accuracy * rank + (1 - accuracy) * gsl_rng_uniform(rng) > d->threshold;
        const bool takes_part = invited && gsl_rng_uniform(rng) < d->uptake;
        if (d->naive->sparing && !takes_part) continue;
        const double risk = fmin(1, d->kappa * naive_weight(&d->naive->need, rank)), u = gsl_rng_uniform(rng);
        const double cost = naive_weight(&d->naive->cost, rank);
        before += u < risk;
        after += u < (takes_part ? risk - d->effect * d->own * ramp_up[intake] : risk);
        participants += takes_part;
        weight += takes_part ? cost : 0;
    }
    cell[0] = participants, cell[1] = before - after, cell[2] = weight;
}

/* Staff, coordination and what the programme costs. */
static void demo_offices(const struct naive *naive, double cell[INTAKES][3], double *out)
{
    gsl_rng *const rng = naive->rng;
    static const double grant[INTAKES] = {160e3, 160e3, 150e3};
    const double absence = 120 * (15.5 + gsl_ran_gaussian(rng, 0.9)) * naive_pert(rng, 150, 350, 430);
    const double leaving = 120 * gsl_ran_beta(rng, 47, 953) * naive_pert(rng, 2500, 6000, 15000);
    const double coordination = naive_lognormal(rng, 100e3, 500e3);
    const double each = naive_pert(rng, 763, 1400, 2500) * 1.079 / 1.156, bias = 0.2 * gsl_rng_uniform(rng);
    const double staff =
        absence * naive_triangular(rng, -0.01, 0.01, 0.04) + leaving * naive_triangular(rng, -0.02, 0.02, 0.08);
    const double overhead = coordination * naive_triangular(rng, -0.05, 0.05, 0.15);
    for (int t = 0; t < INTAKES; t++) {
        out[NAIVE_LINES + LINE_WORKFORCE] += discount(t) * staff * ramp_up[t];
        out[NAIVE_LINES + LINE_OVERHEAD] += discount(t) * overhead * ramp_up[t];
        out[NAIVE_LINES + LINE_PROGRAMME] -= discount(t) * (grant[t] + each * cell[t][0]) * (1 + bias);
    }
}

void naive_demo(const struct naive *naive, double *out)
{
    static const double perspective[PAYERS] = {4, 3, 11, 2, 32.6};
    const struct demo d = demo_draw(naive);
    const double case_cost = naive_pert(naive->rng, 0.84e6, 1.2e6, 1.8e6);
    double cell[INTAKES][3], share[PAYERS];
    for (int a = 0; a < INTAKES; a++) {
        demo_intake(&d, a, cell[a]);
        out[NAIVE_PARTICIPANTS] += cell[a][0];
        out[NAIVE_AVOIDED] += cell[a][1];
        out[NAIVE_LINES + LINE_OUTCOME] += cell[a][1] * case_cost / LIFETIME * annuity(a + 3, LIFETIME);
        for (int tau = 0; tau < 3; tau++) /* one year in full, then halved in three */
            out[NAIVE_LINES + LINE_SERVICE] +=
                cell[a][2] * d.placement * d.reduction * d.own * ramp_up[a] * discount(a + tau) * pow(0.5, tau / 3.0);
    }
    demo_offices(naive, cell, out);
    gsl_ran_dirichlet(naive->rng, PAYERS, perspective, share);
    add_up(out[NAIVE_LINES + LINE_OUTCOME] * share[NATIONAL_INCOME], out);
}
