/* The value of information of scenarios: known answers, a second computation, and laws over random scenarios. */
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "sim/analysis/value.h"
#include "tests/twice/generate.h"
#include "tests/twice/simulate.h"

struct analysis {
    struct arena arena;
    struct value is;
};

static enum status analyse(const struct scenario *const *scenario, size_t scenarios, const char *result,
                           const char *group, uint32_t iterations, const struct value_pilot_request *pilot,
                           struct analysis *out, struct error *err)
{
    gsl_set_error_handler_off();
    const struct value_request request = {.scenario = scenario,
                                          .scenarios = scenarios,
                                          .result = result,
                                          .groups = group ? 1 : 0,
                                          .group = &group,
                                          .iterations = iterations,
                                          .pilot = pilot,
                                          .run = {.threads = 2, .isa = isa_best()}};
    return value_analyse(&out->arena, &request, &out->is, err);
}

static struct analysis analysis_of(const char *text, const char *group, uint32_t iterations,
                                   const struct value_pilot_request *pilot)
{
    struct analysis out;
    struct error err = {0};
    arena_init(&out.arena, allocator_libc, 0);
    const struct scenario *const scenario = simulate_load(&out.arena, text);
    cr_assert_eq(analyse(&scenario, 1, "net", group, iterations, pilot, &out, &err), STATUS_OK, "%s\n%s", err.message,
                 text);
    return out;
}

static const struct value_item *find(const struct analysis *analysis, const char *name)
{
    for (size_t i = 0; i < analysis->is.items; i++)
        if (strcmp(analysis->is.item[i].topic.name, name) == 0) return &analysis->is.item[i];
    cr_assert_fail("no quantity %s", name);
    return NULL;
}

static void expect_near(const char *what, const struct information *got, double exact, double least)
{
    cr_expect(fabs(got->voi.value - exact) <= 5 * got->voi.error + least, "%s: %.10g, exact %.10g, error %.3g", what,
              got->voi.value, exact, got->voi.error);
}

static double loss(double x)
{
    return gsl_ran_ugaussian_pdf(x) - x * gsl_cdf_ugaussian_Q(x);
}

/* Hubbard, How to Measure Anything: an investment of 5 million, profit 25 * units, units normal with a 90 % interval of
 * 150 000 to 300 000: the mean profit is 625 000 and perfect information is worth 208 954. */
Test(exact, value_of_hubbards_investment)
{
    struct analysis analysis =
        analysis_of("title: Hubbard\n"
                    "settings: {horizon: 1, discount_rate: 0}\n"
                    "overheads: {revenue: {annual_cost: {normal: {p5: 3.75M, p95: 7.5M}}}}\n"
                    "interventions: {invest: {years: 1, cost: {fixed: 5M}, effects: {revenue: {reduction: 100%}}}}\n",
                    NULL, VALUE_ITERATIONS, NULL);
    cr_expect_eq(analysis.is.prospects.best, 1u);
    cr_expect_float_eq(analysis.is.mean[1].value, 625000, 5 * analysis.is.mean[1].error);
    expect_near("EVPI", &analysis.is.perfect, 208954, 1);
    cr_expect(analysis.is.perfect.voi.error < 100, "%g", analysis.is.perfect.voi.error);
    cr_expect_float_eq(analysis.is.perfect.change, 0.291748, 2e-4);
    cr_expect_eq(find(&analysis, "overheads.revenue.annual_cost")->information.voi.value, analysis.is.perfect.voi.value,
                 "the only quantity is all there is to know");
    arena_free(&analysis.arena);
}

/* net = rooms + cars + idle * 0 - 300 000 - fixed: normals of which each is worth sd L(|mean| / sd). */
#define NORMALS                                                                                                        \
    "title: Normals\n"                                                                                                 \
    "settings: {horizon: 1, discount_rate: 0}\n"                                                                       \
    "overheads:\n"                                                                                                     \
    "  rooms: {annual_cost: {normal: {mean: 2M, sd: 120000}}}\n"                                                       \
    "  cars: {annual_cost: {normal: {mean: 1M, sd: 50000}}}\n"                                                         \
    "  idle: {annual_cost: {normal: {mean: 1M, sd: 50000}}}\n"                                                         \
    "interventions: {plan: {years: 1, cost: {fixed: 2.95M}, effects: {rooms: {reduction: 100%}, "                      \
    "cars: {reduction: 100%}, idle: {reduction: 0%}}}}\n"

Test(exact, value_of_normal_quantities)
{
    struct analysis analysis = analysis_of(NORMALS, "both=overheads", VALUE_ITERATIONS, NULL);
    expect_near("EVPI", &analysis.is.perfect, 130000 * loss(50.0 / 130), 50);
    expect_near("rooms", &find(&analysis, "overheads.rooms.annual_cost")->information, 120000 * loss(50.0 / 120), 50);
    expect_near("cars", &find(&analysis, "overheads.cars.annual_cost")->information, 50000 * loss(1), 50);
    cr_expect(find(&analysis, "overheads.cars.annual_cost")->information.voi.error < 300);
    cr_expect(find(&analysis, "overheads.idle.annual_cost")->idle);
    cr_expect_eq(find(&analysis, "overheads.idle.annual_cost")->information.voi.value, 0);
    cr_expect_eq(analysis.is.group[0].information.voi.value, analysis.is.perfect.voi.value);
    arena_free(&analysis.arena);
}

/* Of two quantities with rank correlation, learning is of both, and worth what the sum's standard deviation says. */
Test(exact, value_of_correlated_quantities)
{
    const double rho = 2 * sin(M_PI * 0.6 / 6);
    const double sd = sqrt(120000.0 * 120000 + 50000.0 * 50000 + 2 * rho * 120000 * 50000);
    struct analysis analysis = analysis_of(
        NORMALS "correlations: [{between: [overheads.rooms.annual_cost, overheads.cars.annual_cost], rho: 0.6}]\n",
        NULL, VALUE_ITERATIONS, NULL);
    const struct value_item *const both = find(&analysis, "overheads.cars.annual_cost + overheads.rooms.annual_cost");
    expect_near("EVPI", &analysis.is.perfect, sd * loss(50000 / sd), 50);
    cr_expect_eq(both->information.voi.value, analysis.is.perfect.voi.value);
    arena_free(&analysis.arena);
}

/* Nothing, A and B, whose nets are x - 10 000 and -x - 20 000 of one and the same normal x, and y, which both need. */
Test(exact, value_of_two_scenarios_that_share_a_quantity)
{
    static const char *const text[] = {
        "title: A\n"
        "settings: {horizon: 1, discount_rate: 0}\n"
        "assumptions: {x: {value: {normal: {mean: 1M, sd: 100000}}}}\n"
        "overheads: {rooms: {annual_cost: $x}}\n"
        "interventions: {plan: {years: 1, cost: {fixed: 1010000}, effects: {rooms: {reduction: 100%}}}}\n",
        "title: B\n"
        "settings: {horizon: 1, discount_rate: 0}\n"
        "assumptions: {x: {value: {normal: {mean: 1M, sd: 100000}}}}\n"
        "overheads: {rooms: {annual_cost: $x}, cars: {annual_cost: 980000}}\n"
        "interventions: {plan: {years: 1, cost: {fixed: 0}, effects: {rooms: {reduction: -100%}, cars: {reduction: "
        "100%}}}}\n"};
    struct analysis out;
    struct error err = {0};
    arena_init(&out.arena, allocator_libc, 0);
    const struct scenario *const scenario[] = {simulate_load(&out.arena, text[0]), simulate_load(&out.arena, text[1])};
    cr_assert_eq(analyse(scenario, 2, "net", NULL, VALUE_ITERATIONS, NULL, &out, &err), STATUS_OK, "%s", err.message);
    cr_expect_eq(out.is.prospects.best, 0u);
    const double exact = 1e5 * (loss(0.1) + loss(0.2));
    expect_near("EVPI", &out.is.perfect, exact, 50);
    cr_expect_float_eq(out.is.perfect.voi.value, exact, 0.005 * exact);
    cr_expect_eq(out.is.items, 1u, "what has one name is one thing to learn");
    arena_free(&out.arena);
}

/* --- products of lognormals --- */

/* net = 400 risk effect cost - fixed, or less than that where somebody had to be certain of more: of lognormals with
 * these standard deviations of their logarithms, the worth of knowing some of them is E max(0, fixed - gross) (a put
 * option: Black and Scholes 1973) while the programme is the choice, else E max(0, gross - fixed) (a call). */
#define PRODUCT                                                                                                        \
    "title: nearly settled\n"                                                                                          \
    "settings: {horizon: 10 years, discount_rate: 0%%}\n"                                                              \
    "population: {g: {size: 400}}\n"                                                                                   \
    "outcomes: {o: {risk: {lognormal: {p5: 5%%, p95: 12%%}}, cost_per_case: {lognormal: {p5: 100k, p95: 800k}}, "      \
    "duration: 1}}\n"                                                                                                  \
    "interventions: {i: {cost: {fixed: %.0f}, effects: {o: {relative_risk_reduction: {lognormal: {p5: 5%%, p95: "      \
    "20%%}}}}}}\n"

enum { RISK, EFFECT, COST, FACTORS };

static double spread_of(unsigned known)
{
    static const double ratio[FACTORS] = {12.0 / 5, 20.0 / 5, 800.0 / 100};
    double sum = 0;
    for (unsigned f = 0; f < FACTORS; f++)
        if (known & 1u << f) sum += pow(log(ratio[f]) / (2 * gsl_cdf_ugaussian_Pinv(0.95)), 2);
    return sqrt(sum);
}

static double voi_of_knowing(unsigned known, double fixed)
{
    const double gross = 400 * sqrt(0.05 * 0.12 * 0.05 * 0.20) * sqrt(1e5 * 8e5) * exp(0.5 * pow(spread_of(7), 2));
    const double sd = spread_of(known), d = (log(gross / fixed) + sd * sd / 2) / sd;
    const double put = fixed * gsl_cdf_ugaussian_P(sd - d) - gross * gsl_cdf_ugaussian_P(-d);
    return gross > fixed ? put : put + gross - fixed;
}

static void expect_products(double fixed, uint32_t iterations)
{
    char text[1024];
    snprintf(text, sizeof text, PRODUCT, fixed);
    struct analysis analysis = analysis_of(text, "both=outcomes.o.risk,interventions", iterations, NULL);
    static const char *const path[FACTORS] = {"outcomes.o.risk", "interventions.i.effects.o.relative_risk_reduction",
                                              "outcomes.o.cost_per_case"};
    expect_near("all", &analysis.is.perfect, voi_of_knowing(7, fixed), 0.01);
    for (unsigned f = 0; f < FACTORS; f++) {
        const struct information *const got = &find(&analysis, path[f])->information;
        expect_near(path[f], got, voi_of_knowing(1u << f, fixed), 0.01);
        cr_expect(got->voi.error <= 0.2 * got->voi.value + 0.1, "%s: %g", path[f], got->voi.error);
        cr_expect(got->voi.high <= analysis.is.perfect.voi.high);
    }
    expect_near("both", &analysis.is.group[0].information, voi_of_knowing(3, fixed), 0.01);
    arena_free(&analysis.arena);
}

Test(exact, value_of_products_where_the_choice_is_nearly_settled)
{
    static const struct {
        double fixed, voi[5]; /* risk, effect, cost, risk and effect, all */
    } known[] = {{2e5, {0.00, 0.41, 191.71, 8.80, 1627.25}}, {6e5, {289.17, 6987.41, 34958.63, 14905.40, 68932.14}}};
    static const unsigned which[] = {1, 2, 4, 3, 7};
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < 5; i++)
            cr_expect_float_eq(voi_of_knowing(which[i], known[k].fixed), known[k].voi[i],
                               2e-5 * known[k].voi[i] + 0.006);
    expect_products(2e5, 10000);
    expect_products(6e5, 10000);
    expect_products(6e5, 2048);
    expect_products(4e6, 10000);
    expect_products(1.2e6, 65536);
}

/* Noise that adds instead of multiplying: rarely enough does cars' cost alone say that the plan does not pay. */
Test(exact, value_of_a_rare_change_under_added_noise)
{
    static const double fixed[] = {2.75e6, 2.8e6, 3.25e6};
    for (size_t k = 0; k < 3; k++) {
        char text[1024];
        snprintf(text, sizeof text,
                 "title: Normals\n"
                 "settings: {horizon: 1, discount_rate: 0}\n"
                 "overheads: {rooms: {annual_cost: {normal: {mean: 2M, sd: 120000}}}, cars: {annual_cost: {normal: "
                 "{mean: 1M, sd: 50000}}}}\n"
                 "interventions: {plan: {years: 1, cost: {fixed: %.0f}, effects: {rooms: {reduction: 100%%}, cars: "
                 "{reduction: 100%%}}}}\n",
                 fixed[k]);
        struct analysis analysis = analysis_of(text, NULL, VALUE_ITERATIONS, NULL);
        const double away = fabs(3e6 - fixed[k]);
        const double rooms = 120000 * loss(away / 120000), cars = 50000 * loss(away / 50000);
        const struct information *const of_cars = &find(&analysis, "overheads.cars.annual_cost")->information;
        expect_near("rooms", &find(&analysis, "overheads.rooms.annual_cost")->information, rooms, 0.01 * rooms);
        expect_near("cars", of_cars, cars, 1e-4);
        cr_expect(of_cars->voi.error < 0.1 * cars + 0.01, "%g of %g", of_cars->voi.error, cars);
        arena_free(&analysis.arena);
    }
}

/* --- a second computation: conditional means by brute force --- */

static const char OUTCOME[] = "title: Nested\n"
                              "settings: {horizon: 10, discount_rate: 3%}\n"
                              "population: {youths: {size: 1000}}\n"
                              "outcomes: {case: {risk: {beta: {mean: 20%, sd: 6%}}, annual_cost: {lognormal: {mean: "
                              "9000, sd: 5000}}, duration: 8, "
                              "concentration: {top: 20%, share: 50%}}}\n"
                              "interventions: {help: {population: youths, target: {top: 20%, accuracy: 70%}, uptake: "
                              "{beta: {mean: 60%, sd: 10%}}, "
                              "cost: {fixed: 300k, per_participant: {uniform: {min: 1000, max: 3000}}}, "
                              "effects: {case: {relative_risk: {lognormal: {mean: 0.85, sd: 0.15}}, deadweight: "
                              "{uniform: {min: 0%, max: 30%}}}}}}\n";

/* E[max(0, E[net | q])] - max(0, E net) by 200 levels of the quantity, each pinned in a run of its own. */
static double nested(const struct scenario *scenario, const char *path, double mean)
{
    enum { LEVELS = 200, INNER = 4096 };
    static double net[INNER];
    struct arena arena;
    struct error err = {0};
    const struct plan *plan;
    const char *const result = "net";
    double sum = 0, all = 0, level[LEVELS];
    arena_init(&arena, allocator_libc, 0);
    cr_assert_eq(evaluate_compile(&arena, scenario, COHORT_EXPECTED, INNER, SAMPLING_SOBOL, NULL, &plan, &err),
                 STATUS_OK);
    struct evaluator evaluator = {
        .plan = plan, .options = {.threads = 2, .isa = isa_best()}, .results = 1, .result = &result};
    const int q = scenario_find_quantity(scenario, path);
    for (size_t k = 0; k < LEVELS; k++) {
        const double u = ((double)k + 0.5) / LEVELS;
        const struct pin pin = {q, distribution_quantile(&scenario->quantity[q].distribution, u)};
        cr_assert_eq(evaluate(&evaluator, &(struct inputs){.pins = 1, .pin = &pin}, net, &err), STATUS_OK);
        level[k] = statistics_sum(net, INNER) / INNER;
        all += level[k] / LEVELS;
    }
    for (size_t k = 0; k < LEVELS; k++) sum += fmax(0, level[k] - all + mean) / LEVELS;
    arena_free(&arena);
    return sum - fmax(0, mean);
}

Test(exact, value_by_nested_simulation, .timeout = 120)
{
    static const char *const path[] = {"outcomes.case.risk", "outcomes.case.annual_cost",
                                       "interventions.help.effects.case.relative_risk",
                                       "interventions.help.effects.case.deadweight", "interventions.help.uptake"};
    struct analysis analysis = analysis_of(OUTCOME, NULL, 4 * VALUE_ITERATIONS, NULL);
    const double mean = analysis.is.mean[1].value;
    for (size_t k = 0; k < sizeof path / sizeof *path; k++) {
        const struct information *const got = &find(&analysis, path[k])->information;
        const double brute = nested(analysis.is.plan[0]->scenario, path[k], mean);
        cr_expect(fabs(got->voi.value - brute) <=
                      4 * got->voi.error + 0.02 * brute + (got->voi.value > 0 ? 0 : got->voi.high),
                  "%s: %.6g, by brute force %.6g, error %.3g", path[k], got->voi.value, brute, got->voi.error);
        cr_expect(got->voi.error < 0.05 * analysis.is.perfect.voi.value);
    }
    arena_free(&analysis.arena);
}

/* --- pilots --- */

static const char PILOT[] = "title: Pilot\n"
                            "settings: {horizon: 10, discount_rate: 3%}\n"
                            "population: {youths: {size: 2000}}\n"
                            "outcomes: {case: {risk: {beta: {mean: 30%, sd: 5%}}, annual_cost: 5000, duration: 8}}\n"
                            "interventions: {help: {population: youths, cost: {fixed: 0, per_participant: 900}, "
                            "effects: {case: {absolute_risk_reduction: {normal: {mean: 3%, sd: 3%}}}}}}\n";

static bool is_whole(struct estimate of)
{
    return of.low <= of.value && of.value <= of.high;
}

static void expect_whole(const struct value_size *size)
{
    const double gain = size->information.voi.value - size->cost.value;
    cr_expect(is_whole(size->information.voi) && is_whole(size->gain));
    cr_expect(fabs(size->gain.value - gain) <= 1e-12 * (fabs(gain) + size->cost.value), "%u", size->participants);
}

/* A pilot is worth no more than what it measures, grows with its size, and stops paying. */
Test(exact, value_of_a_pilot)
{
    const struct value_pilot_request request = {.participants = 150, .fixed_cost = 20000};
    struct analysis analysis = analysis_of(PILOT, NULL, VALUE_ITERATIONS, &request);
    const struct value_pilot *const pilot = analysis.is.pilot;
    cr_expect_float_eq(pilot->control, 0.30, 1e-3);
    cr_expect_float_eq(pilot->treated, 0.27, 1e-3);
    cr_expect_eq(pilot->per_participant.value, 900);
    cr_expect_eq(pilot->size[pilot->asked].participants, 150u);
    cr_expect_eq(pilot->size[pilot->asked].cost.value, 20000 + 150 * 900);
    cr_expect_eq(pilot->limit.voi.value, analysis.is.perfect.voi.value, "%g", pilot->limit.voi.value);
    for (size_t i = 0; i < pilot->sizes; i++) {
        const struct value_size *const size = &pilot->size[i];
        /* what was estimated, before it is kept within its laws */
        cr_expect_leq(size->information.estimated, pilot->limit.estimated * (1 + 1e-9));
        if (i > 0) cr_expect_gt(size->information.estimated, size[-1].information.estimated);
        expect_whole(size);
        /* The linear normal case, with risks of about a third: near, not equal, to its closed form. Of a fall d of a
         * risk r, both unknown, y = (r, r - d) with errors tell var(d)^2 / var(y1 | y0) of the variance of d. */
        const double n = size->participants, of_risk = 0.05 * 0.05, of_fall = 0.03 * 0.03;
        const double first = of_risk + 0.3 * 0.7 / n, second = of_risk + of_fall + 0.27 * 0.73 / n;
        const double told = of_fall / sqrt(second - of_risk * of_risk / first);
        const double slope = (analysis.is.mean[1].value + 2000 * 900) / 0.03; /* net = slope * fall - 1.8 million */
        const double exact = slope * told * loss(fabs(analysis.is.mean[1].value) / (slope * told));
        if (n >= 50)
            cr_expect_float_eq(size->information.voi.value, exact, 0.06 * exact, "%g: %g, closed form %g", n,
                               size->information.voi.value, exact);
    }
    arena_free(&analysis.arena);
}

/* With everything but the risk at one number the risks that a pilot compares are known: the effect at the last ramp-up,
 * less what would happen anyway or is others' doing; whom displacement harms is not in the pilot. */
static void expect_strength(const char *ramp_up, const char *deadweight, const char *attribution,
                            const char *displacement, double treated)
{
    char text[1024];
    snprintf(
        text, sizeof text,
        "title: Strength\n"
        "settings: {horizon: 10, discount_rate: 0}\n"
        "population: {youths: {size: 2000}}\n"
        "outcomes: {case: {risk: {uniform: {min: 10%%, max: 30%%}}, annual_cost: 5000, duration: 8}}\n"
        "interventions: {help: {population: youths, years: 3, ramp_up: %s, cost: {fixed: 0, per_participant: 800}, "
        "effects: {case: {relative_risk_reduction: 50%%, deadweight: %s, attribution: %s, displacement: %s}}}}\n",
        ramp_up, deadweight, attribution, displacement);
    struct analysis analysis =
        analysis_of(text, NULL, 2048, &(struct value_pilot_request){.participants = 100, .fixed_cost = 1});
    const struct value_pilot *const pilot = analysis.is.pilot;
    cr_expect_float_eq(pilot->control, 0.2, 1e-3, "%.9g", pilot->control);
    cr_expect_float_eq(pilot->treated / pilot->control, treated / 0.2, 1e-9, "%s: %.12g", text,
                       pilot->treated / pilot->control);
    arena_free(&analysis.arena);
}

Test(exact, value_of_a_pilot_at_its_strength)
{
    expect_strength("[100%]", "0%", "100%", "0%", 0.2 * (1 - 0.5));
    expect_strength("[20%, 80%]", "0%", "100%", "0%", 0.2 * (1 - 0.5 * 0.8));
    expect_strength("[100%]", "25%", "100%", "0%", 0.2 * (1 - 0.5 * 0.75));
    expect_strength("[100%]", "0%", "60%", "0%", 0.2 * (1 - 0.5 * 0.6));
    expect_strength("[100%]", "0%", "100%", "40%", 0.2 * (1 - 0.5));
    expect_strength("[20%, 80%]", "25%", "60%", "40%", 0.2 * (1 - 0.5 * 0.8 * 0.75 * 0.6));
}

/* What is uncertain of the strength is what the pilot measures, and moves the treated by its mean. */
Test(exact, value_of_a_pilot_of_an_uncertain_strength)
{
    static const char *const uncertain[] = {
        "ramp_up: [70%, {uniform: {min: 50%, max: 90%}}], cost: {fixed: 0, per_participant: 800}, effects: {case: "
        "{relative_risk_reduction: 50%}}",
        "cost: {fixed: 0, per_participant: 800}, effects: {case: {relative_risk_reduction: 50%, deadweight: {uniform: "
        "{min: 10%, max: 50%}}}}",
        "cost: {fixed: 0, per_participant: 800}, effects: {case: {relative_risk_reduction: 50%, attribution: {uniform: "
        "{min: 50%, max: 90%}}}}"};
    for (size_t k = 0; k < sizeof uncertain / sizeof *uncertain; k++) {
        char text[1024];
        snprintf(text, sizeof text,
                 "title: Strength\n"
                 "settings: {horizon: 10, discount_rate: 0}\n"
                 "population: {youths: {size: 2000, intakes: 2}}\n"
                 "outcomes: {case: {risk: 20%%, annual_cost: 1500, duration: 8}}\n"
                 "interventions: {help: {population: youths, years: 2, %s}}\n",
                 uncertain[k]);
        struct analysis analysis =
            analysis_of(text, NULL, 2048, &(struct value_pilot_request){.participants = 100, .fixed_cost = 1});
        const struct value_pilot *const pilot = analysis.is.pilot;
        cr_expect_float_eq(pilot->control, 0.2, 1e-12);
        cr_expect_float_eq(pilot->treated, 0.2 * (1 - 0.5 * 0.7), 1e-4, "%s: %.9g", text, pilot->treated);
        cr_expect_eq(pilot->topic.members, 1u, "%s", text);
        cr_expect_gt(pilot->limit.voi.value, 0, "%s", text);
        arena_free(&analysis.arena);
    }
}

/* Whom it invites decides a pilot's risks where need is concentrated, and else nothing that is counted: then no pilot
 * learns of the share invited, however much hangs on it. */
Test(exact, value_of_a_pilot_of_an_uncertain_reach)
{
    static const char *const need[] = {"", ", concentration: {top: 20%, share: 50%}"};
    for (size_t concentrated = 0; concentrated < 2; concentrated++) {
        char text[1024];
        snprintf(
            text, sizeof text,
            "title: Reach\n"
            "settings: {horizon: 10, discount_rate: 0}\n"
            "population: {youths: {size: 2000}}\n"
            "outcomes: {case: {risk: 20%%, annual_cost: 1500, duration: 8%s}}\n"
            "interventions: {help: {population: youths, target: {top: {uniform: {min: 10%%, max: 90%%}}, accuracy: "
            "{uniform: {min: 30%%, max: 90%%}}}, cost: {fixed: 1.2M}, effects: {case: {relative_risk_reduction: "
            "50%%}}}}\n",
            need[concentrated]);
        struct analysis analysis =
            analysis_of(text, NULL, 2048, &(struct value_pilot_request){.participants = 100, .fixed_cost = 1});
        const struct value_pilot *const pilot = analysis.is.pilot;
        cr_expect_gt(analysis.is.perfect.voi.value, 0);
        cr_expect_eq(pilot->topic.members, concentrated ? 2u : 0u, "%zu of %s", pilot->topic.members, text);
        if (concentrated)
            cr_expect_gt(pilot->limit.voi.value, 0);
        else
            cr_expect(pilot->limit.voi.value == 0 && pilot->verdict == PILOT_USELESS, "%g", pilot->limit.voi.value);
        arena_free(&analysis.arena);
    }
}

/* A cost of nothing that somebody stated is one; that nobody stated is none. A group holds two of its sizes. */
Test(exact, value_of_a_pilot_without_a_price)
{
    static const char free_of_charge[] =
        "title: Free\n"
        "settings: {horizon: 10, discount_rate: 0}\n"
        "population: {youths: {size: 1000, intakes: 2}}\n"
        "outcomes: {case: {risk: {beta: {mean: 30%, sd: 5%}}, annual_cost: 5000, duration: 8}}\n"
        "interventions: {help: {population: youths, cost: {fixed: 600k}, "
        "effects: {case: {absolute_risk_reduction: {normal: {mean: 3%, sd: 3%}}}}}}\n";
    static const struct value_pilot_request request[] = {
        {.participants = 150}, {.participants = 150, .priced = true}, {.participants = 150, .fixed_cost = 100}};
    for (size_t k = 0; k < 3; k++) {
        struct analysis analysis = analysis_of(free_of_charge, NULL, 1024, &request[k]);
        const struct value_pilot *const pilot = analysis.is.pilot;
        cr_expect_eq(pilot->verdict, k == 0 ? PILOT_UNPRICED : PILOT_ALWAYS, "%zu: %d", k, (int)pilot->verdict);
        cr_expect_eq(pilot->persons, 2000);
        cr_expect_eq(pilot->size[pilot->sizes - 1].participants, 1000u);
        arena_free(&analysis.arena);
    }
}

#define SURE(horizon)                                                                                                  \
    "title: Nearly sure\n"                                                                                             \
    "settings: {horizon: " horizon ", discount_rate: 0}\n"                                                             \
    "population: {youths: {size: 1000, intakes: 3}}\n"                                                                 \
    "outcomes: {case: {risk: {beta: {mean: 30%, sd: 5%}}, annual_cost: 5000, duration: 8}}\n"                          \
    "interventions: {help: {population: youths, cost: {fixed: 600k, per_participant: 1}, "                             \
    "effects: {case: {absolute_risk_reduction: {normal: {mean: 6%, sd: 1%}}}}}}\n"

/* Who enters after the horizon cannot be asked. */
Test(exact, value_of_a_pilot_among_those_who_enter_in_time)
{
    const struct value_pilot_request request = {.participants = 10};
    struct analysis analysis = analysis_of(SURE("2"), NULL, 256, &request);
    cr_expect_eq(analysis.is.pilot->persons, 2000);
    arena_free(&analysis.arena);
}

/* More iterations than are of use: as many as are. */
Test(exact, value_takes_no_more_iterations_than_it_can_use)
{
    struct analysis analysis =
        analysis_of("title: Many\n"
                    "settings: {horizon: 1, discount_rate: 0}\n"
                    "overheads: {rooms: {annual_cost: {normal: {mean: 100, sd: 10}}}}\n"
                    "interventions: {plan: {years: 1, cost: {fixed: 90}, effects: {rooms: {reduction: 100%}}}}\n",
                    NULL, 1000000, NULL);
    cr_expect_eq(analysis.is.wanted, 1000000u);
    cr_expect_eq(analysis.is.iterations, (uint32_t)VALUE_ITERATIONS_MOST);
    expect_near("EVPI", &analysis.is.perfect, 10 * loss(1), 1e-3);
    arena_free(&analysis.arena);
}

static void refuse(const char *text, const struct value_pilot_request *pilot, const char *message)
{
    struct analysis out;
    struct error err = {0};
    arena_init(&out.arena, allocator_libc, 0);
    const struct scenario *const scenario = simulate_load(&out.arena, text);
    cr_expect_eq(analyse(&scenario, 1, "net", NULL, 1024, pilot, &out, &err), STATUS_USAGE);
    cr_expect(strstr(err.message, message), "%s", err.message);
    arena_free(&out.arena);
}

Test(exact, value_refuses_pilots_of_nothing)
{
    refuse(NORMALS, &(struct value_pilot_request){.participants = 10}, "no cases to count");
    refuse(PILOT, &(struct value_pilot_request){.participants = 10, .outcome = "cost"},
           "no effect on an outcome \"cost\"");
    refuse(PILOT, &(struct value_pilot_request){.participants = 10, .intervention = "halp"},
           "no intervention \"halp\"");
}

/* What a programme costs bears a name like that of a payer's net, and is nobody's purse. */
Test(exact, value_is_decided_by_the_net_of_a_payer_that_is_there)
{
    static const struct {
        const char *result, *message; /* NULL: it is taken */
    } row[] = {{"net.interventions.help", "nobody decides by \"net.interventions.help\" alone"},
               {"savings.outcomes.case", "nobody decides by \"savings.outcomes.case\" alone"},
               {"net.help", "there is no result \"net.help\""},
               {"net.all", NULL},
               {"net_cashable.all", NULL},
               {"net_public", NULL}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct analysis out;
        struct error err = {0};
        arena_init(&out.arena, allocator_libc, 0);
        const struct scenario *const scenario = simulate_load(&out.arena, PILOT);
        const enum status status = analyse(&scenario, 1, row[i].result, NULL, 256, NULL, &out, &err);
        cr_expect_eq(status, row[i].message ? STATUS_USAGE : STATUS_OK, "%s: %s", row[i].result, err.message);
        cr_expect(!row[i].message || strstr(err.message, row[i].message), "%s", err.message);
        arena_free(&out.arena);
    }
}

/* --- laws --- */

/* A group of the two quantities, or correlated sets, that are worth most, and of one more. */
static const char *group_of(struct arena *arena, const struct value *value)
{
    const char *text = "some=";
    for (size_t i = 0; i < 3 && i < value->items; i++)
        for (size_t m = 0; m < value->item[i].topic.members; m++)
            text = arena_printf(arena, "%s%s%s", text, i + m > 0 ? "," : "", value->item[i].topic.member[m]->path);
    return text;
}

/* The factor on its cost with which a programme costs what it saves on average: then whatever is learnt may change the
 * decision. 0, for which the generator takes 1, where it saves nothing. */
static double even(const char *text)
{
    enum { N = 512 };
    static double value[2 * N];
    static const char *const result[] = {"gross", "cost"};
    struct arena arena;
    struct error err = {0};
    const struct plan *plan;
    arena_init(&arena, allocator_libc, 0);
    cr_assert_eq(
        evaluate_compile(&arena, simulate_load(&arena, text), COHORT_EXPECTED, N, SAMPLING_SOBOL, NULL, &plan, &err),
        STATUS_OK);
    struct evaluator evaluator = {
        .plan = plan, .options = {.threads = 2, .isa = isa_best()}, .results = 2, .result = result};
    cr_assert_eq(evaluate(&evaluator, NULL, value, &err), STATUS_OK, "%s", err.message);
    arena_free(&arena);
    return fmax(0, statistics_sum(value, N) / statistics_sum(value + N, N));
}

/* As they were estimated, not as they are reported: a part is worth no more than the whole, but for their errors. */
static void expect_no_more(uint32_t n, const char *what, const struct information *part,
                           const struct information *whole)
{
    cr_expect(part->estimated <=
                  whole->estimated + 5 * hypot(part->voi.error, whole->voi.error) + 1e-9 * whole->estimated,
              "scenario %u, %s: %.9g (error %.3g) of %.9g (%.3g)", n, what, part->estimated, part->voi.error,
              whole->estimated, whole->voi.error);
}

/* The laws of one thing to learn; what is reported is moved to keep them by no more than errors. */
static void expect_laws(uint32_t n, const struct value *is, const struct value_item *item)
{
    const struct information *const of = &item->information;
    cr_expect(of->estimated >= 0 && is_whole(of->voi), "scenario %u: %s", n, item->topic.name);
    cr_expect(fabs(of->voi.value - of->estimated) <= 5 * hypot(of->voi.error, is->perfect.voi.error),
              "scenario %u, %s: estimated %.9g, reported %.9g", n, item->topic.name, of->estimated, of->voi.value);
    cr_expect(of->voi.high <= fmax(is->perfect.voi.high, is->perfect.voi.value), "scenario %u: %s", n,
              item->topic.name);
    cr_expect(!item->idle || (of->estimated == 0 && of->voi.value == 0 && of->voi.high == 0));
    expect_no_more(n, item->topic.name, of, &is->perfect);
    if (topic_within(&item->topic, &is->group[0].topic)) expect_no_more(n, "group", of, &is->group[0].information);
}

/* EVPPI of nested sets rises, and nothing depends on the order of a file's sections. Returns whether a decision can
 * change, so that the law is not only that of zeros. */
static bool laws_hold(uint32_t n)
{
    struct generate_change plain = {.expected = true}, turned = {.expected = true, .rotate = 1 + (int)n % 3};
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    plain.cost = turned.cost = even(generate_scenario(&arena, n, &plain));
    const char *const text = generate_scenario(&arena, n, &plain), *const other = generate_scenario(&arena, n, &turned);
    struct analysis alone = analysis_of(text, NULL, 256, NULL);
    const char *const group = group_of(&alone.arena, &alone.is);
    struct analysis first = analysis_of(text, group, 256, NULL), second = analysis_of(other, group, 256, NULL);
    const double most = first.is.perfect.voi.value;
    for (size_t i = 0; i < first.is.items; i++) {
        const struct value_item *const item = &first.is.item[i], *const again = find(&second, item->topic.name);
        const double voi = item->information.voi.value;
        expect_laws(n, &first.is, item);
        cr_expect(fabs(voi - again->information.voi.value) <= 1e-9 * most, "scenario %u: %s is worth %.12g, was %.12g",
                  n, item->topic.name, again->information.voi.value, voi);
        cr_expect_eq(item->idle, again->idle);
    }
    expect_laws(n, &first.is, &first.is.group[0]);
    cr_expect(fabs(most - second.is.perfect.voi.value) <= 1e-9 * most);
    cr_expect(fabs(first.is.group[0].information.voi.value - second.is.group[0].information.voi.value) <= 1e-9 * most);
    arena_free(&alone.arena);
    arena_free(&first.arena);
    arena_free(&second.arena);
    arena_free(&arena);
    return most > 0;
}

Test(exact, value_keeps_its_laws, .timeout = 240)
{
    int deciding = 0;
    for (uint32_t n = 300; n < 308; n++) deciding += laws_hold(n);
    cr_expect(deciding >= 6, "only %d scenarios have a decision that information could change", deciding);
}

/* What is moved into its laws stays inside its interval. */
Test(exact, value_moved_into_its_laws_has_an_interval_around_it)
{
    const struct information is = {.voi = {.value = 5, .error = 1, .low = 3, .high = 7}, .estimated = 5};
    struct information moved = is;
    information_raise(&moved, 4), information_lower(&moved, (struct estimate){.value = 6, .high = 8});
    cr_expect_eq(memcmp(&moved, &is, sizeof is), 0);
    information_raise(&moved, 9);
    cr_expect(moved.voi.value == 9 && moved.voi.high == 9 && moved.voi.low == 3 && moved.estimated == 5);
    information_lower(&moved, (struct estimate){.value = 2, .high = 8});
    cr_expect(moved.voi.value == 2 && moved.voi.low == 2 && moved.voi.high == 8 && moved.estimated == 5);
}

/* A scenario without uncertainty. */
Test(exact, value_where_all_is_certain)
{
    struct analysis analysis = analysis_of("title: Certain\n"
                                           "settings: {horizon: 1, discount_rate: 0}\n"
                                           "overheads: {rooms: {annual_cost: 100}}\n"
                                           "interventions: {plan: {years: 1, cost: {fixed: 90}, effects: {rooms: "
                                           "{reduction: 100%}}}}\n",
                                           NULL, 1024, NULL);
    cr_expect(analysis.is.certain);
    cr_expect_eq(analysis.is.perfect.voi.value, 0);
    cr_expect_eq(analysis.is.perfect.voi.high, 0);
    cr_expect_eq(analysis.is.items, 0u);
    arena_free(&analysis.arena);
}
