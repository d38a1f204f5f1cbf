/* Cases avoided among rare risks of the few of the greatest need, and where odds ratios take these above 1: persons
 * integrated out by quadrature over the need rank, beside closed forms and beside integrals over the normal score. */
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>

#include "tests/twice/simulate.h"

enum { PERSONS = 1000, RATIOS = 2 };

/* One iteration in which interventions reach everybody, each with one effect. */
static double avoided(double risk, const char *concentration, const char *interventions)
{
    struct arena arena;
    char text[2048];
    arena_init(&arena, allocator_libc, 0);
    const int n = snprintf(text, sizeof text,
                           "title: T\npopulation: {g: {size: %d}}\n"
                           "outcomes: {o: {risk: %.17g, annual_cost: 10, duration: 1, concentration: %s}}\n"
                           "interventions:\n%ssimulation: {iterations: 1, cohort: expected}\n",
                           PERSONS, risk, concentration, interventions);
    cr_assert(n > 0 && n < (int)sizeof text);
    struct simulation_run run = simulate(&arena, text, 1);
    const double result = simulate_first(&run, "cases_avoided.o");
    simulate_free(&run);
    arena_free(&arena);
    return result;
}

#define ONE(name, effect) "  " name ": {cost: {fixed: 1}, effects: {o: {" effect "}}}\n"

/* An odds ratio of 1 does nothing, and asks for a quadrature. */
Test(exact_top, a_share_of_any_risk_is_that_share_of_its_cases)
{
    static const char *const concentration[] = {
        "none",
        "{top: 20%, share: 80%, shape: pareto, cap: none}",
        "{top: 5%, share: 60%, shape: pareto, cap: none}",
        "{top: 20%, share: 80%, shape: pareto}",
        "{top: 10%, share: 60%, shape: pareto, cap: 1000000}",
        "{top: 20%, share: 80%, shape: lognormal}",
        "{top: 5%, share: 75%, shape: lognormal}",
        "{top: 30%, share: 50%, shape: lognormal}",
        "{shape: empirical, values: [0, 1, 1, 1, 2, 2, 3, 8, 40]}",
    };
    static const double risk[] = {1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.03, 0.05, 0.1, 0.3};
    for (size_t c = 0; c < sizeof concentration / sizeof *concentration; c++)
        for (size_t r = 0; r < sizeof risk / sizeof *risk; r++) {
            const double wanted = PERSONS * risk[r] * 0.4;
            const double got =
                avoided(risk[r], concentration[c], ONE("a", "relative_risk_reduction: 40%") ONE("b", "odds_ratio: 1"));
            cr_expect(fabs(got - wanted) <= 1e-10 * wanted, "%s, a risk of %g: %.15g, not %.15g (off by %.3g)",
                      concentration[c], risk[r], got, wanted, got / wanted - 1);
        }
}

/* --- a lognormal weight, exp(sigma z - sigma^2 / 2) --------------------------------------------------------------- */

struct lognormal {
    double sigma, kappa, ratio[RATIOS], factor;
};

static double score_of_risk(const struct lognormal *of, double p)
{
    return (log(p / of->kappa) + of->sigma * of->sigma / 2) / of->sigma;
}

static double mean_risk(const struct lognormal *of)
{
    const double z = score_of_risk(of, 1);
    return of->kappa * gsl_cdf_ugaussian_P(z - of->sigma) + gsl_cdf_ugaussian_Q(z);
}

static double kappa_of(double sigma, double risk)
{
    double low = risk, high = 1e6;
    while (high / low > 1 + 1e-15) {
        const struct lognormal middle = {.sigma = sigma, .kappa = sqrt(low * high)};
        *(mean_risk(&middle) < risk ? &low : &high) = middle.kappa;
    }
    return low;
}

/* What the effects make of a risk, not cut. */
static double with_effects(const struct lognormal *of, double p)
{
    double risk = p * of->factor;
    for (int k = 0; k < RATIOS; k++) risk *= of->ratio[k] / (1 - p + of->ratio[k] * p);
    return risk;
}

static double fall_at(double z, void *data)
{
    const struct lognormal *of = (const struct lognormal *)data;
    const double p = fmin(1, of->kappa * exp(of->sigma * z - of->sigma * of->sigma / 2));
    return (p - fmin(1, with_effects(of, p))) * gsl_ran_ugaussian_pdf(z);
}

/* Piece by piece, cut where a fine grid of risks finds a kink. */
static double integral(struct lognormal *of)
{
    enum { GRID = 20000, MOST = 8 };
    gsl_integration_cquad_workspace *w = gsl_integration_cquad_workspace_alloc(1000);
    gsl_function function = {fall_at, of};
    double from = -12, sum = 0;
    for (int i = 1; i <= GRID + 1; i++) {
        double low = (i - 1.0) / GRID, high = (double)i / GRID, part;
        const bool above = with_effects(of, low) > 1;
        if (i < GRID && (with_effects(of, high) > 1) == above) continue;
        for (int k = 0; i < GRID && k < 60; k++) {
            const double middle = (low + high) / 2;
            *((with_effects(of, middle) > 1) == above ? &low : &high) = middle;
        }
        const double to = i > GRID ? 12 : fmin(12, score_of_risk(of, fmin(1, high)));
        gsl_integration_cquad(&function, from, to, 1e-25, 1e-12, w, &part, NULL, NULL);
        sum += part;
        from = to;
    }
    gsl_integration_cquad_workspace_free(w);
    return sum;
}

/* Two harmful ratios, both above 2, take risks below 1 above it and leave 1 at 1; beside a factor the greatest risk is
 * below 1 again. */
Test(exact_top, odds_ratios_of_a_lognormal_risk)
{
    static const struct {
        double ratio[RATIOS], factor;
    } effect[] = {{{0.6, 1}, 1},     {{1.14, 1}, 0.76}, {{3, 5}, 1},      {{2.2, 2.2}, 1},
                  {{2.05, 2.02}, 1}, {{8, 10}, 0.9},    {{3, 3}, 1.0001}, {{20, 0.5}, 1}};
    static const double risk[] = {1e-6, 1e-4, 0.01, 0.028, 0.2, 0.6}, sigma[] = {0.3, 0.5244005127080407, 1.683};
    static const double top = 0.3;
    for (size_t s = 0; s < sizeof sigma / sizeof *sigma; s++)
        for (size_t r = 0; r < sizeof risk / sizeof *risk; r++)
            for (size_t e = 0; e < sizeof effect / sizeof *effect; e++) {
                char concentration[128], interventions[512];
                const double share = gsl_cdf_ugaussian_P(sigma[s] + gsl_cdf_ugaussian_Pinv(top));
                struct lognormal of = {
                    sigma[s], kappa_of(sigma[s], risk[r]), {effect[e].ratio[0], effect[e].ratio[1]}, effect[e].factor};
                snprintf(concentration, sizeof concentration, "{top: %.17g, share: %.17g, shape: lognormal}", top,
                         share);
                snprintf(interventions, sizeof interventions,
                         ONE("a", "odds_ratio: %.17g") ONE("b", "odds_ratio: %.17g") ONE("c", "relative_risk: %.17g"),
                         of.ratio[0], of.ratio[1], of.factor);
                const double wanted = PERSONS * integral(&of), got = avoided(risk[r], concentration, interventions);
                cr_expect(fabs(got - wanted) <= 1e-10 * fmax(PERSONS * risk[r], fabs(wanted)),
                          "sigma %g, a risk of %g, ratios %g and %g, times %g: %.15g, not %.15g (off by %.3g)",
                          sigma[s], risk[r], of.ratio[0], of.ratio[1], of.factor, got, wanted,
                          (got - wanted) / PERSONS / risk[r]);
            }
}
