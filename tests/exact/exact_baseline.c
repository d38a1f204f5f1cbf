/* Of how many: who is struck without the programme, in the group and among those who take part, and the number that a
 * result hangs on, by closed forms. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "sim/analysis/baseline.h"
#include "sim/analysis/driver.h"
#include "tests/twice/simulate.h"

static const struct plan *compiled(struct arena *arena, const char *text)
{
    const struct plan *plan;
    struct error err = {0};
    cr_assert_eq(plan_compile(arena, simulate_load(arena, text), &plan, &err), STATUS_OK, "%s", err.message);
    return plan;
}

static const struct {
    const char *text;
    double persons, struck, at_risk, today;
} cases[] = {
    /* invited at random: 1 000 x 2 intakes x 50 % x 60 %, a tenth of them */
    {"outcomes: {o: {risk: 10%, annual_cost: 10, duration: 1}}\n"
     "interventions: {a: {target: {top: 50%, accuracy: 0}, uptake: 60%, years: 2, ramp_up: [50%, 100%], cost: {fixed: "
     "1}, effects: {o: {relative_risk: 0.9, deadweight: 30%}}}}\n",
     2000, 200, 60, 2000},
    /* the top fifth carries 60 % of the risk, and is found */
    {"outcomes: {o: {risk: {uniform: [0.4%, 0.8%]}, annual_cost: 10, duration: 1, concentration: {top: 20%, share: "
     "60%, shape: pareto, cap: 50}}}\n"
     "interventions: {a: {target: {top: 20%, accuracy: 1}, years: 2, cost: {fixed: 1}, effects: {o: "
     "{absolute_risk_reduction: 0.1%}}}}\n",
     2000, 12, 7.2, 120},
    /* two reach the same persons, each of whom is at risk once; whom neither reaches counts for nothing */
    {"outcomes: {o: {risk: 10%, annual_cost: 10, duration: 1}}\n"
     "interventions:\n"
     "  a: {uptake: 50%, years: 2, cost: {fixed: 1}, effects: {o: {relative_risk: 0.9}}}\n"
     "  b: {uptake: 50%, years: 2, cost: {fixed: 1}, effects: {o: {odds_ratio: 0.9}}}\n",
     2000, 200, 150, 2000},
    /* one that has no effect on it */
    {"outcomes: {o: {risk: 10%, annual_cost: 10, duration: 1}}\n"
     "services: {s: {annual_cost: 5, duration: 1}}\n"
     "interventions: {a: {years: 2, cost: {fixed: 1}, effects: {s: {reduction: 10%}}}}\n",
     2000, 200, 0, 12000}};

Test(exact_baseline, of_how_many)
{
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        struct arena arena;
        struct baseline baseline;
        struct error err = {0};
        char text[1024];
        arena_init(&arena, allocator_libc, 0);
        snprintf(text, sizeof text,
                 "title: T\nsettings: {horizon: 4}\npopulation: {g: {size: 1000, intakes: 2}}\n"
                 "simulation: {iterations: 4096, sampling: sobol}\n%s",
                 cases[c].text);
        cr_assert_eq(baseline_find(&arena, compiled(&arena, text), &baseline, &err), STATUS_OK, "%s", err.message);
        cr_assert_eq(baseline.outcomes, 1);
        const struct baseline_outcome *const of = baseline.outcome;
        cr_expect_eq(of->persons, cases[c].persons);
        cr_expect(fabs(of->struck - cases[c].struck) < 1e-9, "%zu: %.17g", c, of->struck);
        cr_expect(fabs(of->at_risk.value - cases[c].at_risk) <= 1e-9 + 4 * of->at_risk.error, "%zu: %.17g ± %g", c,
                  of->at_risk.value, of->at_risk.error);
        cr_expect(of->at_risk.error < 0.5 && of->touched == (cases[c].at_risk > 0));
        cr_expect(fabs(baseline.today - cases[c].today) < 1e-6, "%zu: %.17g", c, baseline.today);
        arena_free(&arena);
    }
}

/* net = 3 x - y with x and y as wide as each other: nine tenths of the variance goes along with x. */
Test(exact_baseline, the_number_that_a_result_hangs_on)
{
    struct arena arena;
    struct driver driver;
    struct error err = {0};
    arena_init(&arena, allocator_libc, 0);
    static const char text[] =
        "title: T\nsettings: {horizon: 1, discount_rate: 0}\n"
        "overheads: {x: {annual_cost: {normal: {mean: 300, sd: 30}}}}\n"
        "simulation: {iterations: 8192}\n"
        "interventions: {a: {years: 1, cost: {fixed: {normal: {mean: 100, sd: 10}}}, effects: {x: "
        "{reduction: 100%}}}}\n";
    struct simulation_run run = simulate(&arena, text, 1);
    const struct plan *const plan = compiled(&arena, text);
    cr_assert_eq(driver_find(&arena, plan, &run.outcomes, (size_t)run.outcomes.at.net, &driver, &err), STATUS_OK);
    cr_assert_geq(driver.quantity, 0);
    cr_expect_str_eq(plan->scenario->quantity[driver.quantity].path, "overheads.x.annual_cost");
    const double spearman = 6 / acos(-1) * asin(sqrt(0.9) / 2);
    cr_expect(fabs(driver.share - spearman * spearman) < 0.02, "%.17g", driver.share);
    cr_assert_eq(driver_find(&arena, plan, &run.outcomes, (size_t)run.outcomes.at.participants, &driver, &err),
                 STATUS_OK);
    cr_expect(driver.quantity == -1 && driver.share == 0);
    simulate_free(&run);
    arena_free(&arena);
}
