/* Cases avoided by two effects whose risks have kinks and poles somewhere among the ranks: persons integrated out by
 * the program, beside an adaptive quadrature that knows of none of them. */
#include <criterion/criterion.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdio.h>

#include "sim/numeric/concentration.h"
#include "tests/twice/simulate.h"

enum { PERSONS = 1000, INTAKES = 2, MEASURES = 3 };

enum kind { RELATIVE, ODDS, POINTS };

struct one_effect {
    enum kind measure;
    double value;
};

struct question {
    const struct concentration *curve;
    double kappa, uptake[2], adjust;
    struct one_effect effect[2];
    bool best;
};

/* --- the second computation ----------------------------------------------------------------------------------------
 */

static double factor_at(const struct one_effect *effect, double adjust, double p)
{
    if (effect->measure == POINTS) return 1;
    const double ratio = effect->measure == ODDS ? effect->value / (1 - p + effect->value * p) : effect->value;
    return 1 - (1 - ratio) * adjust;
}

static double points_of(const struct one_effect *effect, double adjust)
{
    return effect->measure == POINTS ? effect->value * adjust : 0;
}

static double within(double p)
{
    return fmin(1, fmax(0, p));
}

static double alone(const struct question *of, int e, double p)
{
    return (p - points_of(&of->effect[e], of->adjust)) * factor_at(&of->effect[e], of->adjust, p);
}

/* How far an effect moves p: two factors are measured from 1. */
static double moves(const struct question *of, int e, double p)
{
    const bool factors = of->effect[0].measure != POINTS && of->effect[1].measure != POINTS;
    return factors ? factor_at(&of->effect[e], of->adjust, p) - 1 : fmax(0, alone(of, e, p)) - p;
}

static double both(const struct question *of, double p)
{
    if (of->best) {
        const double a = moves(of, 0, p), b = moves(of, 1, p);
        const bool second = fabs(b) > fabs(a) || (fabs(b) == fabs(a) && b > a);
        return alone(of, second, p);
    }
    const double left = p - points_of(&of->effect[0], of->adjust) - points_of(&of->effect[1], of->adjust);
    return left * factor_at(&of->effect[0], of->adjust, within(left)) *
           factor_at(&of->effect[1], of->adjust, within(left));
}

/* Of the rank 1 - e^-s. */
static double fall_at(double s, void *data)
{
    const struct question *const of = (const struct question *)data;
    const double p = fmin(1, of->kappa * concentration_weight(of->curve, -expm1(-s)));
    const double a = of->uptake[0], b = of->uptake[1];
    const double fall = a * (1 - b) * (p - within(alone(of, 0, p))) + b * (1 - a) * (p - within(alone(of, 1, p))) +
                        a * b * (p - within(both(of, p)));
    return fall * exp(-s);
}

static double integral(struct question *of)
{
    static const double TOP = 34; /* 1 - e^-34 is the last rank but a few that a double can tell from 1 */
    gsl_integration_cquad_workspace *const space = gsl_integration_cquad_workspace_alloc(2000);
    gsl_function function = {fall_at, of};
    double sum = 0, part;
    for (double from = 0; from < TOP; from += 0.25) {
        gsl_integration_cquad(&function, from, from + 0.25, 1e-14, 1e-12, space, &part, NULL, NULL);
        sum += part;
    }
    gsl_integration_cquad_workspace_free(space);
    return PERSONS * sum;
}

/* --- the program ---------------------------------------------------------------------------------------------------
 */

static const char *const measure_name[MEASURES] = {"relative_risk", "odds_ratio", "absolute_risk_reduction"};

/* Avoided in two intakes: the second has all of the effects, the first half of them. */
static double avoided(const char *concentration, double risk, const struct question *of)
{
    struct arena arena;
    char text[2048];
    arena_init(&arena, allocator_libc, 0);
    int n = snprintf(text, sizeof text,
                     "title: T\nsettings: {horizon: 10%s}\npopulation: {g: {size: %d, intakes: %d}}\n"
                     "outcomes: {o: {risk: %.17g, annual_cost: 10, duration: 1, concentration: %s}}\n"
                     "simulation: {iterations: 1, cohort: expected}\ninterventions:\n",
                     of->best ? ", interactions: best" : "", PERSONS, INTAKES, risk, concentration);
    for (int e = 0; e < 2; e++)
        n += snprintf(text + n, sizeof text - (size_t)n,
                      "  %c: {cost: {fixed: 1}, years: %d, ramp_up: [50%%, 100%%], uptake: %.17g, "
                      "effects: {o: {%s: %.17g}}}\n",
                      'a' + e, INTAKES, of->uptake[e], measure_name[of->effect[e].measure], of->effect[e].value);
    cr_assert_lt(n, (int)sizeof text);
    struct simulation_run run = simulate(&arena, text, 1);
    const double result = simulate_first(&run, "cases_avoided.o");
    simulate_free(&run);
    arena_free(&arena);
    return result;
}

static void expect_same(const char *concentration, const struct concentration *curve, double risk, struct question of)
{
    of.curve = curve;
    of.kappa = concentration_kappa(curve, risk);
    const double got = avoided(concentration, risk, &of);
    double wanted = 0;
    for (int a = 0; a < INTAKES; a++) {
        of.adjust = a == 0 ? 0.5 : 1;
        wanted += integral(&of);
    }
    cr_expect(fabs(got - wanted) <= 2e-9, "%s, risk %g, %s %g, %s %g%s: %.12g, not %.12g (off by %.3g)", concentration,
              risk, measure_name[of.effect[0].measure], of.effect[0].value, measure_name[of.effect[1].measure],
              of.effect[1].value, of.best ? ", best" : "", got, wanted, got - wanted);
}

static const struct {
    const char *text;
    struct concentration_request request;
} curves[] = {
    {"{top: 20%, share: 60%, shape: pareto, cap: 50}",
     {.shape = CONCENTRATION_PARETO, .points = 1, .top = {0.2}, .share = {0.6}, .cap = 50}},
    {"{top: 20%, share: 80%, shape: lognormal}",
     {.shape = CONCENTRATION_LOGNORMAL, .points = 1, .top = {0.2}, .share = {0.8}}},
};

static const struct one_effect effects[][2] = {
    {{ODDS, 0.02}, {POINTS, 0.08}},     {{ODDS, 40}, {POINTS, -0.05}},    {{ODDS, 0.3}, {POINTS, -0.1}},
    {{ODDS, 5}, {POINTS, 0.2}},         {{ODDS, 6}, {ODDS, 3}},           {{ODDS, 0.1}, {ODDS, 8}},
    {{RELATIVE, 2.5}, {POINTS, 0.1}},   {{RELATIVE, 3}, {ODDS, 0.05}},    {{RELATIVE, 0.4}, {POINTS, -0.2}},
    {{RELATIVE, 1.8}, {RELATIVE, 1.7}}, {{POINTS, 0.3}, {POINTS, -0.25}},
};

Test(exact_kinks, two_effects_among_all_ranks)
{
    static const double risk[] = {0.01, 0.2, 0.6};
    gsl_set_error_handler_off();
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    for (size_t c = 0; c < sizeof curves / sizeof *curves; c++) {
        struct concentration curve;
        cr_assert_eq(concentration_solve(&arena, &curves[c].request, &curve, NULL), STATUS_OK);
        for (size_t e = 0; e < sizeof effects / sizeof *effects; e++)
            for (size_t r = 0; r < sizeof risk / sizeof *risk; r++)
                for (int best = 0; best < 2; best++)
                    expect_same(
                        curves[c].text, &curve, risk[r],
                        (struct question){.uptake = {1, 0.7}, .effect = {effects[e][0], effects[e][1]}, .best = best});
    }
    arena_free(&arena);
}
