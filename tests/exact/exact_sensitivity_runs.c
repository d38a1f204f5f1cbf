/* Sensitivity of scenarios whose answer is known: linear ones, products, correlated normals, drawn shares. */
#include <criterion/criterion.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "sim/analysis/sensitivity.h"
#include "tests/twice/simulate.h"

/* Savings are reduction times annual cost of each overhead, in one year, all to the county. */
#define SCENARIO(rooms, cars, effects, rest)                                                                           \
    "title: Known\n"                                                                                                   \
    "settings: {horizon: 1, discount_rate: 0%}\n"                                                                      \
    "population: {people: {size: 10}}\n"                                                                               \
    "payers: {county: {public: yes}, town: {public: yes}}\n"                                                           \
    "overheads:\n"                                                                                                     \
    "  rooms: {annual_cost: " rooms ", payers: {county: 100%}}\n"                                                      \
    "  cars: {annual_cost: " cars ", payers: {county: 100%}}\n"                                                        \
    "interventions: {plan: {population: people, cost: {fixed: 0, payers: {town: 100%}}, effects: {" effects            \
    "}}}\n" rest

#define LINEAR                                                                                                         \
    SCENARIO("{uniform: {min: 100000, max: 300000}}", "{uniform: {min: 100000, max: 200000}}",                         \
             "rooms: {reduction: 10%}, cars: {reduction: 40%}", "")

struct analysis {
    struct arena arena;
    const struct scenario *scenario;
    struct sensitivity is;
};

static enum status analyse(const char *text, const char *result, const char *group, int threads, struct analysis *out,
                           struct error *err)
{
    gsl_set_error_handler_off();
    arena_init(&out->arena, allocator_libc, 0);
    out->scenario = simulate_load(&out->arena, text);
    const struct sensitivity_request request = {.scenario = out->scenario,
                                                .result = result,
                                                .groups = group ? 1 : 0,
                                                .group = &group,
                                                .points = 1024,
                                                .run = {.threads = threads, .isa = isa_best()}};
    return sensitivity_analyse(&out->arena, &request, &out->is, err);
}

static struct analysis analysis_of(const char *text, const char *result, const char *group)
{
    struct analysis out;
    struct error err = {0};
    cr_assert_eq(analyse(text, result, group, 2, &out, &err), STATUS_OK, "%s", err.message);
    return out;
}

static const struct sensitivity_quantity *find(const struct analysis *analysis, const char *path)
{
    for (size_t q = 0; q < analysis->is.quantities; q++)
        if (strcmp(analysis->scenario->quantity[analysis->is.quantity[q].quantity].path, path) == 0)
            return &analysis->is.quantity[q];
    cr_assert_fail("no quantity %s", path);
    return NULL;
}

static void expect_near(const char *what, struct estimate got, double exact, double least)
{
    const double off = fabs(got.value - exact);
    cr_expect(off <= 7 * got.error + least, "%s: %.10g, exact %.10g, error %.3g", what, got.value, exact, got.error);
}

/* net = 0.1 rooms + 0.4 cars: mean 80 000; rooms moves it from P10 to P90 by 16 000, cars by 32 000, and both explain
 * exactly their own variance, 1 : 4. */
Test(exact, sensitivity_of_a_linear_model)
{
    struct analysis analysis = analysis_of(LINEAR, "net", NULL);
    const struct sensitivity_quantity *const rooms = find(&analysis, "overheads.rooms.annual_cost");
    const struct sensitivity_quantity *const cars = find(&analysis, "overheads.cars.annual_cost");
    expect_near("mean", analysis.is.mean, 80000, 0);
    cr_expect(analysis.is.mean.error < 20, "%g", analysis.is.mean.error);
    cr_expect_float_eq(analysis.is.median, 80000, 1e-9);
    cr_expect_eq(analysis.is.uncertain, 2);
    cr_expect_eq(&analysis.is.quantity[0], cars, "the greatest first");
    cr_expect_float_eq(rooms->low.quantity, 120000, 1e-9);
    cr_expect_float_eq(rooms->high.quantity, 280000, 1e-9);
    cr_expect_float_eq(rooms->swing.value, 16000, 1e-9);
    cr_expect_float_eq(cars->swing.value, 32000, 1e-9);
    cr_expect(cars->swing.error < 1e-9, "on common random numbers nothing else moves");
    cr_expect_float_eq(rooms->low.alone, 72000, 1e-9);
    cr_expect_float_eq(rooms->high.alone, 88000, 1e-9);
    expect_near("low end", rooms->low.mean, 72000, 0);
    const struct sensitivity_index first = analysis.is.factor[rooms->factor].index,
                                   second = analysis.is.factor[cars->factor].index;
    expect_near("first", first.first, 0.2, 0);
    expect_near("total", first.total, 0.2, 0);
    expect_near("first", second.first, 0.8, 0);
    expect_near("total", second.total, 0.8, 0);
    expect_near("sum", analysis.is.additive, 1, 1e-12);
    expect_near("elasticity", rooms->elasticity, 0.25, 1e-9);
    expect_near("elasticity", cars->elasticity, 0.75, 1e-9);
    expect_near("one per cent", cars->per_percent, 600, 1e-6);
    cr_expect(rooms->rank_correlation.value > 0.5 && cars->rank_correlation.value > rooms->rank_correlation.value);
    expect_near("elasticity of a certain number",
                find(&analysis, "interventions.plan.effects.rooms.reduction")->elasticity, 0.25, 1e-9);
    arena_free(&analysis.arena);
}

/* A product changes by 1 % with either of its factors, and is more than the sum of its parts. */
Test(exact, sensitivity_of_a_product)
{
    struct analysis analysis = analysis_of(SCENARIO("{lognormal: {p5: 100000, p95: 300000}}", "1000",
                                                    "rooms: {reduction: {uniform: {min: 10%, max: 30%}}}", ""),
                                           "net.county", NULL);
    const struct sensitivity_quantity *const cost = find(&analysis, "overheads.rooms.annual_cost");
    const struct sensitivity_quantity *const reduction = find(&analysis, "interventions.plan.effects.rooms.reduction");
    const struct sensitivity_quantity *const cars = find(&analysis, "overheads.cars.annual_cost");
    cr_expect_float_eq(cost->elasticity.value, 1, 1e-12);
    cr_expect_float_eq(reduction->elasticity.value, 1, 1e-12);
    cr_expect(cost->elasticity.error < 1e-12);
    cr_expect(cars->idle && cars->elasticity.value == 0 && cars->per_percent.value == 0, "nothing uses it");
    cr_expect_float_eq(cost->swing.value / (cost->high.quantity - cost->low.quantity), 0.2, 2e-5);
    /* u c with independent parts: the interplay is cv_u^2 cv_c^2 of cv_u^2 + cv_c^2 + cv_u^2 cv_c^2 */
    const double sigma = log(3) / (2 * 1.6448536269514722), a = exp(sigma * sigma) - 1, b = 1.0 / 12;
    const double all = a + b + a * b;
    expect_near("first", analysis.is.factor[cost->factor].index.first, a / all, 0);
    expect_near("total", analysis.is.factor[reduction->factor].index.total, (b + a * b) / all, 0);
    expect_near("sum", analysis.is.additive, (a + b) / all, 0);
    arena_free(&analysis.arena);
}

/* A loss has the sign of its change: more of what saves is positive, although the mean is negative. */
Test(exact, sensitivity_of_a_loss)
{
    struct analysis analysis = analysis_of(
        "title: Loss\nsettings: {horizon: 1, discount_rate: 0%}\npopulation: {people: {size: 10}}\n"
        "overheads: {rooms: {annual_cost: {uniform: {min: 100000, max: 300000}}}}\n"
        "interventions: {plan: {population: people, cost: {fixed: 120000}, effects: {rooms: {reduction: 10%}}}}\n",
        "net", NULL);
    expect_near("elasticity", find(&analysis, "overheads.rooms.annual_cost")->elasticity, 0.2, 1e-9);
    expect_near("elasticity", find(&analysis, "interventions.plan.cost.fixed")->elasticity, -1.2, 1e-9);
    arena_free(&analysis.arena);
}

/* Correlated normals: where one is known, the other is expected at mean + r sd z. Together they are one factor, which
 * explains all. */
Test(exact, sensitivity_of_correlated_quantities)
{
    static const char text[] =
        SCENARIO("{normal: {mean: 200000, sd: 20000}}", "{normal: {mean: 150000, sd: 10000}}",
                 "rooms: {reduction: 10%}, cars: {reduction: 40%}",
                 "correlations: [{between: [overheads.rooms.annual_cost, overheads.cars.annual_cost], rho: 0.6}]\n");
    struct analysis analysis = analysis_of(text, "net", "both=overheads");
    const double r = 2 * sin(acos(-1) * 0.6 / 6), z = 1.2815515655446004;
    const struct sensitivity_quantity *const rooms = find(&analysis, "overheads.rooms.annual_cost");
    const struct sensitivity_quantity *const cars = find(&analysis, "overheads.cars.annual_cost");
    expect_near("low end", rooms->low.mean, 80000 - z * (2000 + r * 4000), 1e-3);
    expect_near("swing", rooms->swing, 2 * z * (2000 + r * 4000), 1e-3);
    expect_near("swing", cars->swing, 2 * z * (r * 2000 + 4000), 1e-3);
    cr_expect_float_eq(cars->high.alone - cars->low.alone, 2 * z * 4000, 1e-4);
    cr_expect(analysis.is.correlated);
    cr_expect_eq(analysis.is.factors, 1);
    cr_expect(analysis.is.factor[0].index.first.value == 1 && analysis.is.factor[0].index.total.value == 1);
    cr_expect(analysis.is.group[0].index.first.value == 1, "the group of all explains all");
    arena_free(&analysis.arena);
}

/* Who bears a cost is drawn: all payers together do not notice, exactly; one of them does. */
Test(exact, sensitivity_to_drawn_shares)
{
    static const char text[] = "title: Shares\nsettings: {horizon: 3}\npopulation: {people: {size: 10}}\n"
                               "payers: {county: {public: yes}, town: {public: yes}}\n"
                               "overheads: {rooms: {annual_cost: {uniform: {min: 100000, max: 300000}}, "
                               "payers: {dirichlet: {county: 3, town: 2}}}}\n"
                               "interventions: {plan: {population: people, cost: {fixed: 1000, payers: {town: 100%}}, "
                               "effects: {rooms: {reduction: 10%}}}}\n";
    struct analysis all = analysis_of(text, "net", NULL), county = analysis_of(text, "net.county", "overheads");
    cr_assert_eq(all.is.factors, 2);
    cr_expect_str_eq(all.is.factor[1].factor->name, "overheads.rooms.payers");
    cr_expect(all.is.factor[1].idle && all.is.factor[1].index.total.value == 0);
    cr_expect(all.is.factor[0].index.first.value > 0.999999);
    /* cost times share: cv^2 of the cost 1/12, of a beta (3, 2) share 0.04 / 0.36 */
    const double a = 1.0 / 12, b = 0.04 / 0.36, whole = a + b + a * b;
    expect_near("first", county.is.factor[0].index.first, a / whole, 0);
    expect_near("total", county.is.factor[1].index.total, (b + a * b) / whole, 0);
    cr_expect(!county.is.factor[1].idle);
    cr_expect(county.is.group[0].index.total.value == 1, "a path takes the shares below it along");
    arena_free(&all.arena);
    arena_free(&county.arena);
}

/* A mean that cannot be told from zero has no percentage; what is zero has none; both are said, not divided. */
Test(exact, elasticity_that_is_not_defined)
{
    struct analysis analysis = analysis_of("title: Nothing\nsettings: {horizon: 1}\npopulation: {people: {size: 10}}\n"
                                           "overheads: {rooms: {annual_cost: 100000}}\n"
                                           "interventions: {plan: {population: people, cost: {fixed: 0}, effects: "
                                           "{rooms: {reduction: {uniform: {min: -10%, "
                                           "max: 10%}}}}}}\n",
                                           "net", NULL);
    cr_expect_eq(find(&analysis, "interventions.plan.effects.rooms.reduction")->elastic, ELASTICITY_OF_ZERO);
    cr_expect_eq(find(&analysis, "interventions.plan.cost.fixed")->elastic, ELASTICITY_BY_ZERO);
    arena_free(&analysis.arena);
}

/* The first-order indices of independent factors add up to no more than 1, and none exceeds its total, within error. */
static void expect_lawful(const struct sensitivity *is)
{
    cr_expect(is->additive.value <= 1 + 7 * is->additive.error, "sum %g, error %g", is->additive.value,
              is->additive.error);
    for (size_t f = 0; f < is->factors + is->groups; f++) {
        const struct sensitivity_index *const index = &is->factor[f].index;
        const double error = index->first.error + index->total.error;
        cr_expect(index->first.value <= index->total.value + 7 * error, "%s", is->factor[f].factor->name);
        cr_expect(index->first.value >= -7 * index->first.error, "%s", is->factor[f].factor->name);
        cr_expect(index->total.value >= 0, "%s", is->factor[f].factor->name);
    }
}

Test(exact, sensitivity_of_the_shipped_scenarios)
{
    static const char *const files[] = {"scenarios/pohjois-savo-transition.yaml", "scenarios/mentoring.yaml",
                                        "scenarios/parasta-itaa-four-regions.yaml", "scenarios/do-nothing.yaml"};
    for (size_t s = 0; s < sizeof files / sizeof *files; s++) {
        struct arena arena;
        struct error err = {0};
        arena_init(&arena, allocator_libc, 0);
        const struct scenario *const scenario = simulate_load_file(&arena, files[s], NULL, 0);
        struct sensitivity_request request = {
            .scenario = scenario, .result = "net_public", .points = 256, .run = {.threads = 2, .isa = isa_best()}};
        struct sensitivity is;
        cr_assert_eq(sensitivity_analyse(&arena, &request, &is, &err), STATUS_OK, "%s", err.message);
        expect_lawful(&is);
        arena_free(&arena);
    }
}

/* Any number of threads gives the same bytes. */
Test(exact, sensitivity_has_the_same_bytes_on_any_number_of_threads)
{
    struct analysis one, other;
    struct error err = {0};
    cr_assert_eq(analyse(LINEAR, "net", "overheads", 1, &one, &err), STATUS_OK);
    for (int threads = 2; threads <= 3; threads++) {
        cr_assert_eq(analyse(LINEAR, "net", "overheads", threads, &other, &err), STATUS_OK);
        cr_expect_arr_eq(&one.is.mean, &other.is.mean, sizeof one.is.mean);
        cr_expect_arr_eq(&one.is.additive, &other.is.additive, sizeof one.is.additive);
        for (size_t f = 0; f <= one.is.factors; f++)
            cr_expect_arr_eq(&one.is.factor[f].index, &other.is.factor[f].index, sizeof one.is.factor[f].index);
        for (size_t q = 0; q < one.is.quantities; q++)
            cr_expect_arr_eq(&one.is.quantity[q].swing, &other.is.quantity[q].swing, sizeof one.is.quantity[q].swing);
        arena_free(&other.arena);
    }
    arena_free(&one.arena);
}

Test(exact, sensitivity_says_what_is_wrong)
{
    struct analysis analysis;
    struct error err = {0};
    cr_expect_eq(analyse(LINEAR, "net_publik", NULL, 1, &analysis, &err), STATUS_USAGE);
    cr_expect_not_null(strstr(err.hint, "net_public"), "%s", err.hint);
    arena_free(&analysis.arena);
    cr_expect_eq(analyse(LINEAR, "net", "costs=overheads,nothing", 1, &analysis, &err), STATUS_USAGE);
    cr_expect_not_null(strstr(err.message, "nothing"), "%s", err.message);
    arena_free(&analysis.arena);
}

/* Ctrl-C. */
Test(exact, sensitivity_can_be_stopped)
{
    const volatile sig_atomic_t stop = 1;
    struct arena arena;
    struct error err = {0};
    struct sensitivity is;
    arena_init(&arena, allocator_libc, 0);
    const struct sensitivity_request request = {.scenario = simulate_load(&arena, LINEAR),
                                                .result = "net",
                                                .points = 256,
                                                .run = {.threads = 1, .isa = isa_best(), .cancel = &stop}};
    cr_expect_eq(sensitivity_analyse(&arena, &request, &is, &err), STATUS_CANCELLED);
    arena_free(&arena);
}

/* net(x) = 3M x (1 - x) - 300 000 x - 250 000, a hill: a loss at both ends of the range, and a saving in the middle. */
static void expect_hill(const char *cost, double each, double fixed, bool bends)
{
    char text[1024];
    snprintf(
        text, sizeof text,
        "title: Up to a point\n"
        "settings: {horizon: 10, discount_rate: 0%%}\n"
        "assumptions: {x: {value: {uniform: {min: 0%%, max: 100%%}}}}\n"
        "population: {g: {size: 1000}}\n"
        "outcomes: {o: {risk: 20%%, cost_per_case: 50k, duration: 1}}\n"
        "interventions: {i: {uptake: $x, cost: %s, effects: {o: {relative_risk_reduction: 30%%, deadweight: $x}}}}\n",
        cost);
    struct analysis a = analysis_of(text, "net", NULL);
    const struct sensitivity_quantity *const x = find(&a, "assumptions.x");
    const struct sensitivity_end *const end[] = {&x->low, &x->middle, &x->high};
    static const double level[] = {0.1, 0.5, 0.9};
    for (size_t i = 0; i < 3; i++) {
        const double exact = 3e6 * level[i] * (1 - level[i]) - each * level[i] - fixed;
        cr_expect_float_eq(end[i]->quantity, level[i], 1e-9);
        cr_expect_float_eq(end[i]->mean.value, exact, 1e-3, "%g: %.9g, not %.9g", level[i], end[i]->mean.value, exact);
    }
    cr_expect_eq(sensitivity_bends(x), bends, "%s", cost);
    arena_free(&a.arena);
}

Test(sensitivity_runs, a_number_that_helps_up_to_a_point_has_a_middle)
{
    expect_hill("{fixed: 250k, per_participant: 300}", 300e3, 250e3, true);
    expect_hill("{fixed: 0, per_participant: 1000}", 1000e3, 0, true);
    expect_hill("{fixed: 0, per_participant: 3000}", 3000e3, 0, false);
}
