/* Cases avoided by two to five effects whose risks have kinks and poles somewhere among the ranks: persons integrated
 * out by the program, beside an adaptive quadrature that knows of none of them. */
#include <criterion/criterion.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/numeric/concentration.h"
#include "tests/twice/simulate.h"

enum { PERSONS = 1000, INTAKES = 2, EFFECTS = 5 };

/* Cases that may be missed of PERSONS: each subset of a few effects has its kinks as edges, of many only the single
 * ones and the whole. */
static const double FEW = 2e-9, MANY = 2e-3;

static const double uptake[EFFECTS] = {1, 0.7, 0.9, 0.6, 0.8};

enum kind { NOTHING, RELATIVE, ODDS, POINTS, MEASURES };

struct one_effect {
    enum kind measure;
    double value;
};

struct question {
    const struct concentration *curve;
    double kappa, adjust;
    struct one_effect effect[EFFECTS];
    bool best;
};

/* --- the second computation ----------------------------------------------------------------------------------------
 */

static double factor_at(const struct one_effect *effect, double adjust, double p)
{
    if (effect->measure == POINTS || effect->measure == NOTHING) return 1;
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

static double alone(const struct one_effect *effect, double adjust, double p)
{
    return (p - points_of(effect, adjust)) * factor_at(effect, adjust, p);
}

/* By how much farther b moves p than a: two factors are measured from 1. */
static bool prevails(const struct one_effect *a, const struct one_effect *b, double adjust, double p)
{
    const bool factors = a->measure != POINTS && b->measure != POINTS;
    const double by_a = factors ? factor_at(a, adjust, p) - 1 : fmax(0, alone(a, adjust, p)) - p;
    const double by_b = factors ? factor_at(b, adjust, p) - 1 : fmax(0, alone(b, adjust, p)) - p;
    return fabs(by_b) > fabs(by_a) || (fabs(by_b) == fabs(by_a) && by_b > by_a);
}

/* The risk of one whom the interventions of a subset reach. */
static double treated(const struct question *of, int subset, double p)
{
    static const struct one_effect none = {NOTHING, 0};
    const struct one_effect *strongest = &none;
    double left = p, risk;
    for (int e = 0; e < EFFECTS; e++) {
        if (!(subset >> e & 1)) continue;
        if (prevails(strongest, &of->effect[e], of->adjust, p)) strongest = &of->effect[e];
        left -= points_of(&of->effect[e], of->adjust);
    }
    if (of->best) return within(alone(strongest, of->adjust, p));
    risk = left;
    for (int e = 0; e < EFFECTS; e++)
        if (subset >> e & 1) risk *= factor_at(&of->effect[e], of->adjust, within(left));
    return within(risk);
}

/* Of the rank 1 - e^-s. */
static double fall_at(double s, void *data)
{
    const struct question *const of = (const struct question *)data;
    const double p = fmin(1, of->kappa * concentration_weight(of->curve, -expm1(-s)));
    double fall = 0;
    for (int subset = 1; subset < 1 << EFFECTS; subset++) {
        double probability = 1;
        for (int e = 0; e < EFFECTS; e++) probability *= subset >> e & 1 ? uptake[e] : 1 - uptake[e];
        fall += probability * (p - treated(of, subset, p));
    }
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

static const char *const measure_name[MEASURES] = {"none", "relative_risk", "odds_ratio", "absolute_risk_reduction"};

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
    for (int e = 0; e < EFFECTS && of->effect[e].measure != NOTHING; e++)
        n += snprintf(text + n, sizeof text - (size_t)n,
                      "  %c: {cost: {fixed: 1}, years: %d, ramp_up: [50%%, 100%%], uptake: %.17g, "
                      "effects: {o: {%s: %.17g}}}\n",
                      'a' + e, INTAKES, uptake[e], measure_name[of->effect[e].measure], of->effect[e].value);
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
    char effects[256] = "";
    for (int e = 0; e < EFFECTS; e++)
        snprintf(effects + strlen(effects), sizeof effects - strlen(effects), ", %s %g",
                 measure_name[of.effect[e].measure], of.effect[e].value);
    cr_expect(fabs(got - wanted) <= (of.effect[EFFECTS - 1].measure ? MANY : FEW),
              "%s, risk %g%s%s: %.12g, not %.12g (off by %.3g)", concentration, risk, effects, of.best ? ", best" : "",
              got, wanted, got - wanted);
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

static const struct one_effect effects[][EFFECTS] = {
    {{ODDS, 0.02}, {POINTS, 0.08}},
    {{ODDS, 40}, {POINTS, -0.05}},
    {{ODDS, 0.3}, {POINTS, -0.1}},
    {{ODDS, 5}, {POINTS, 0.2}},
    {{ODDS, 6}, {ODDS, 3}},
    {{ODDS, 0.1}, {ODDS, 8}},
    {{RELATIVE, 2.5}, {POINTS, 0.1}},
    {{RELATIVE, 3}, {ODDS, 0.05}},
    {{RELATIVE, 0.4}, {POINTS, -0.2}},
    {{RELATIVE, 1.8}, {RELATIVE, 1.7}},
    {{POINTS, 0.3}, {POINTS, -0.25}},
    /* above 1 between two risks that are near to each other */
    {{RELATIVE, 0.3}, {ODDS, 40}, {ODDS, 30}},
    {{POINTS, -0.02}, {ODDS, 20}, {ODDS, 30}},
    {{POINTS, 0.05}, {RELATIVE, 1.5}, {ODDS, 0.2}},
    /* above 1 only because of the harm */
    {{RELATIVE, 2}, {POINTS, -0.2}, {ODDS, 1.1}},
    {{POINTS, 0.1}, {RELATIVE, 1.6}, {ODDS, 3}, {POINTS, -0.15}},
    {{POINTS, 0.02}, {POINTS, 0.05}, {POINTS, 0.11}, {RELATIVE, 1.6}, {ODDS, 0.4}},
};

Test(exact_kinks, effects_among_all_ranks)
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
                    expect_same(curves[c].text, &curve, risk[r],
                                (struct question){.effect = {effects[e][0], effects[e][1], effects[e][2], effects[e][3],
                                                             effects[e][4]},
                                                  .best = best});
    }
    arena_free(&arena);
}
