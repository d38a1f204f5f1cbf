/* Break-even values that are known in closed form. */
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "sim/analysis/breakeven.h"
#include "sim/engine/run.h"
#include "sim/report/breakeven_report.h"
#include "tests/twice/simulate.h"

struct analysis {
    struct arena arena;
    const struct scenario *scenario;
    struct breakeven is;
};

static enum status analyse_with(enum cohort cohort, const char *text, const char *target, const char *of, int threads,
                                struct analysis *out, struct error *err)
{
    gsl_set_error_handler_off();
    arena_init(&out->arena, allocator_libc, 0);
    out->scenario = simulate_load(&out->arena, text);
    struct breakeven_request request = {.cohort = cohort,
                                        .scenario = out->scenario,
                                        .of = of,
                                        .points = 1024,
                                        .run = {.threads = threads, .isa = isa_best()}};
    TRY(target_parse(&out->arena, target, &request.target, err));
    return breakeven_analyse(&out->arena, &request, &out->is, err);
}

static enum status analyse(const char *text, const char *target, const char *of, int threads, struct analysis *out,
                           struct error *err)
{
    return analyse_with(COHORT_EXPECTED, text, target, of, threads, out, err);
}

static struct analysis analysis_of(const char *text, const char *target, const char *of)
{
    struct analysis out;
    struct error err = {0};
    cr_assert_eq(analyse(text, target, of, 2, &out, &err), STATUS_OK, "%s", err.message);
    return out;
}

static const struct breakeven_quantity *find(const struct analysis *analysis, const char *path)
{
    for (size_t q = 0; q < analysis->is.quantities; q++)
        if (strcmp(analysis->scenario->quantity[analysis->is.quantity[q].quantity].path, path) == 0)
            return &analysis->is.quantity[q];
    cr_assert_fail("no quantity %s", path);
    return NULL;
}

#define NEAR(value, answer, tolerance)                                                                                 \
    do {                                                                                                               \
        const double value_ = (value);                                                                                 \
        cr_expect(fabs(value_ - (answer)) <= (tolerance), "%s is %.12g, not %.12g", #value, value_, (double)(answer)); \
    } while (0)

/* net = reduction * rooms - 30 000, all in one year */
#define ROOMS(cost, reduction)                                                                                         \
    "title: Rooms\n"                                                                                                   \
    "settings: {horizon: 1, discount_rate: 0%}\n"                                                                      \
    "population: {people: {size: 10}}\n"                                                                               \
    "overheads: {rooms: {annual_cost: " cost "}}\n"                                                                    \
    "interventions: {plan: {population: people, cost: {fixed: 30000}, effects: {rooms: {reduction: " reduction         \
    "}}}}\n"

#define REDUCTION "interventions.plan.effects.rooms.reduction"

Test(breakeven, linear_without_uncertainty)
{
    struct analysis a = analysis_of(ROOMS("200000", "10%"), "mean(net)=0", NULL);
    const struct breakeven_quantity *const reduction = find(&a, REDUCTION);
    NEAR(reduction->value.value, 0.15, 1e-10);
    NEAR(reduction->value.error, 0, 1e-10);
    cr_expect_eq(reduction->verdict, BREAKEVEN_WITHIN);
    cr_expect(reduction->above && !reduction->uncertain && reduction->crossings == 1);
    const struct breakeven_quantity *const rooms = find(&a, "overheads.rooms.annual_cost");
    NEAR(rooms->value.value, 300000, 1e-4);
    const struct breakeven_quantity *const fixed = find(&a, "interventions.plan.cost.fixed");
    NEAR(fixed->value.value, 20000, 1e-5);
    cr_expect_not(fixed->above);
    cr_expect_eq(a.is.quantities, 3, "what is filled in is looked at only when asked for");
    NEAR(a.is.today.reached.value, -10000, 1e-6);
    cr_expect_not(a.is.today.met);
    arena_free(&a.arena);
    a = analysis_of(ROOMS("200000", "10%"), "mean(net)=0", "overheads.rooms.cashable");
    cr_expect_eq(find(&a, "overheads.rooms.cashable")->verdict, BREAKEVEN_IDLE);
    arena_free(&a.arena);
}

/* Without a programme's cost, nobody and everybody who is reached saves: 0 is no break-even. */
Test(breakeven, a_target_that_is_met_at_the_end_alone)
{
    struct analysis a = analysis_of("title: Free\n"
                                    "population: {youths: {size: 100}}\n"
                                    "outcomes: {case: {risk: 20%, cost_per_case: 1000, duration: 1}}\n"
                                    "interventions: {help: {target: {top: 50%}, cost: {per_participant: 10}, "
                                    "effects: {case: {relative_risk: {uniform: [0.2, 0.6]}}}}}\n",
                                    "mean(net)=0", "interventions.help.target.top");
    cr_expect_eq(find(&a, "interventions.help.target.top")->verdict, BREAKEVEN_NONE);
    cr_expect_not(a.is.person->found);
    arena_free(&a.arena);
}

/* The mean of the other quantity is all that counts; the root's error is that of the mean over the slope. */
Test(breakeven, linear_in_an_uncertain_quantity)
{
    struct analysis a =
        analysis_of(ROOMS("{uniform: [100000, 300000]}", "{uniform: [0%, 20%]}"), "mean(net)=5000", NULL);
    const struct breakeven_quantity *const reduction = find(&a, REDUCTION);
    NEAR(reduction->value.value, 35000.0 / 200000, 5 * reduction->value.error + 1e-12);
    cr_expect(reduction->value.error > 0 && reduction->value.error < 1e-4);
    NEAR(reduction->level, reduction->value.value / 0.2, 1e-12);
    NEAR(reduction->today, 0.1, 1e-15);
    NEAR(reduction->low, 0.01, 1e-12);
    NEAR(reduction->high, 0.19, 1e-12);
    /* with the rooms at their dearest, a tenth of them is 30 000: beyond the range, inside what the key allows */
    const struct breakeven_quantity *const rooms = find(&a, "overheads.rooms.annual_cost");
    NEAR(rooms->value.value, 350000, 5 * rooms->value.error + 1e-6);
    cr_expect_eq(rooms->verdict, BREAKEVEN_OUTSIDE);
    cr_expect_eq(rooms->level, 1);
    /* by nearness in the quantity's own distribution */
    cr_expect_eq(a.is.quantity[0].quantity, reduction->quantity);
    cr_expect_eq(a.is.quantity[1].quantity, rooms->quantity);
    arena_free(&a.arena);
}

/* P(r A > F) = p with A normal: r = F / (m + z(1 - p) s). */
Test(breakeven, a_probability_of_the_normal)
{
    const double z = gsl_cdf_ugaussian_Pinv(0.2);
    struct analysis a = analysis_of(ROOMS("{normal: {mean: 200000, sd: 20000}}", "10%"), "P(net > 0) = 80%", REDUCTION);
    const struct breakeven_quantity *const reduction = find(&a, REDUCTION);
    cr_expect_eq(a.is.quantities, 1);
    NEAR(reduction->value.value, 30000 / (200000 + z * 20000), 4 * reduction->value.error);
    cr_expect(reduction->value.error > 1e-6 && reduction->value.error < 2e-3);
    const double by_probability = reduction->value.value;
    arena_free(&a.arena);
    a = analysis_of(ROOMS("{normal: {mean: 200000, sd: 20000}}", "10%"), "p20(net)=0", REDUCTION);
    NEAR(find(&a, REDUCTION)->value.value, by_probability, 1e-9);
    arena_free(&a.arena);
}

/* A share ends at 100 %, and that is not enough. */
Test(breakeven, no_root_is_said_with_both_ends)
{
    struct analysis a = analysis_of(ROOMS("25000", "10%"), "mean(net)=0", REDUCTION);
    const struct breakeven_quantity *const reduction = find(&a, REDUCTION);
    cr_expect_eq(reduction->verdict, BREAKEVEN_NONE);
    NEAR(reduction->to.quantity, 1, 0);
    NEAR(reduction->to.reached.value, -5000, 1e-9);
    cr_expect_lt(reduction->from.quantity, -1); /* a reduction may also be harm */
    NEAR(reduction->from.reached.value, 25000 * reduction->from.quantity - 30000, 1e-6);
    arena_free(&a.arena);
}

/* discount of t years in the place of a quantity that goes up and down again: net over the persistence is monotone, but
 * its excess over a band is not; two interventions, one with twice the same assumption against it */
#define TWICE                                                                                                          \
    "title: Twice\n"                                                                                                   \
    "settings: {horizon: 1, discount_rate: 0%}\n"                                                                      \
    "population: {people: {size: 10}}\n"                                                                               \
    "assumptions: {share: {value: {uniform: [0, 100%]}, unit: share}}\n"                                               \
    "overheads: {rooms: {annual_cost: 100000}}\n"                                                                      \
    "interventions: {plan: {population: people, cost: {fixed: 16000},\n"                                               \
    "  effects: {rooms: {reduction: $share, deadweight: $share}}}}\n"

/* net = 100 000 s (1 - s) - 16 000: 0 at 20 % and at 80 % */
Test(breakeven, every_crossing_is_counted)
{
    struct analysis a = analysis_of(TWICE, "mean(net)=0", "assumptions.share");
    const struct breakeven_quantity *const share = find(&a, "assumptions.share");
    cr_expect_eq(share->crossings, 2);
    NEAR(fabs(share->value.value - 0.5), 0.3, 1e-9);
    arena_free(&a.arena);
}

#define FOUR_REGIONS                                                                                                   \
    "title: Four regions\n"                                                                                            \
    "settings: {horizon: 42, discount_rate: 3%, discounting: end}\n"                                                   \
    "population:\n"                                                                                                    \
    "  all: {size: 7705}\n"                                                                                            \
    "outcomes: {case: {risk: 10%, annual_cost: 10750, duration: 40}}\n"                                                \
    "interventions:\n"                                                                                                 \
    "  help: {population: all, target: {top: 100%}, uptake: 2%, years: 3, "                                            \
    "cost: {fixed: [156666.66666666667, 156666.66666666667, 156666.66666666667]}, "                                    \
    "effects: {case: {absolute_risk_reduction: 4%}}}\n"

/* The row of the model's page on four regions (its grant is discounted from the start, its years from their ends). */
Test(breakeven, cases_and_people_that_repay_the_grant_of_four_regions)
{
    struct analysis a = analysis_of(FOUR_REGIONS, "mean(net)=0", "interventions.help.uptake");
    const struct breakeven_cases *const cases = a.is.needed;
    cr_assert_eq(a.is.cases, 1);
    cr_assert(cases->defined);
    /* 10 750 a year for 40 years at the end of the year */
    NEAR(cases->per_case.value, 10750 * (1 - pow(1.03, -40)) / 0.03, 1e-6);
    NEAR(cases->cost.value, 470000.0 / 3 * (pow(1.03, -1) + pow(1.03, -2) + pow(1.03, -3)), 1e-6);
    NEAR(cases->cases.value, cases->cost.value / cases->per_case.value, 1e-12);
    NEAR(cases->undiscounted_cases.value, 470.0 / 430, 1e-9);
    const struct breakeven_people *const people = a.is.person;
    cr_assert(a.is.people == 1 && people->found && people->above);
    NEAR(people->today.value, 154.1, 1e-9);
    NEAR(people->needed.value, cases->cases.value / 0.04, 1e-6);
    NEAR(people->most.value, 7705, 1e-9);
    NEAR(people->setting, people->needed.value / 7705, 1e-12);
    arena_free(&a.arena);
}

#define GRANT(cost)                                                                                                    \
    "title: The grant\n"                                                                                               \
    "settings: {horizon: 20, discount_rate: 3%}\n"                                                                     \
    "payers: {budget: {}, income: {public: no}}\n"                                                                     \
    "population: {youths: {size: 100}}\n"                                                                              \
    "outcomes: {case: {risk: {beta: {mean: 20%, sd: 5%}}, cost_per_case: " cost                                        \
    ", duration: 40, payers: {budget: 40%, income: 60%}}}\n"                                                           \
    "interventions: {help: {cost: {fixed: 470k, payers: {budget: 100%}}, effects: {case: {relative_risk: 0.5}}}}\n"

/* The horizon of the scenario cuts the discounted figures, and not the undiscounted ones. */
Test(breakeven, cases_that_repay_470_000)
{
    static const struct {
        const char *text;
        double cost, cases;
    } answer[] = {{GRANT("1.2M"), 1.2e6, 0.3917},
                  {GRANT("430k"), 430e3, 1.093},
                  {GRANT("300k"), 300e3, 1.567},
                  {GRANT("230k"), 230e3, 2.043}};
    for (size_t i = 0; i < sizeof answer / sizeof *answer; i++) {
        struct analysis a = analysis_of(answer[i].text, "mean(net)=0", "interventions.help.uptake");
        cr_assert_eq(a.is.cases, 2);
        const struct breakeven_cases *const all = &a.is.needed[0], *const public = &a.is.needed[1];
        cr_expect_eq(public->perspective, PERSPECTIVE_PUBLIC);
        NEAR(all->undiscounted_cases.value, 470e3 / answer[i].cost, 1e-9);
        NEAR(all->undiscounted_cases.value, answer[i].cases, 6e-4);
        NEAR(all->undiscounted_per_case.value, answer[i].cost, 1e-4);
        NEAR(public->undiscounted_cases.value, 470e3 / answer[i].cost / 0.4, 1e-9);
        NEAR(all->per_case.value, answer[i].cost / 40 * (1 - pow(1.03, -20)) / 0.03 * 1.03, 1e-4);
        arena_free(&a.arena);
    }
}

/* A case costs for one year, and the horizon is one: a longer duration changes nothing, and what is saved is what is
 * paid. Every number stands just at its break-even, that of the duration at the end of a stretch of them. */
Test(breakeven, a_stretch_of_nought_ends_where_it_ends)
{
    struct analysis a =
        analysis_of("title: Nought\nsettings: {horizon: 1, discount_rate: 0}\n"
                    "population: {youths: {size: 100}}\n"
                    "outcomes: {case: {risk: 20%, annual_cost: 1000, duration: 1}}\n"
                    "interventions: {help: {cost: {fixed: 10000}, effects: {case: {relative_risk: 0.5}}}}\n",
                    "mean(net)=0", NULL);
    cr_expect_eq(find(&a, "outcomes.case.duration")->value.value, 1);
    cr_expect(find(&a, "outcomes.case.duration")->above);
    cr_expect_eq(find(&a, "outcomes.case.risk")->value.value, 0.2);
    cr_expect_eq(find(&a, "outcomes.case.annual_cost")->value.value, 1000);
    cr_expect_eq(find(&a, "interventions.help.cost.fixed")->value.value, 10000);
    arena_free(&a.arena);
}

#define REPAID(more, intakes, cost)                                                                                    \
    "title: Repaid\n"                                                                                                  \
    "settings: {" more ", discount_rate: 3%}\n"                                                                        \
    "population: {youths: {size: 100, intakes: " intakes "}}\n"                                                        \
    "outcomes: {case: {risk: {beta: {mean: 20%, sd: 5%}}, " cost "}}\n"                                                \
    "interventions: {help: {cost: {fixed: 470k}, effects: {case: {relative_risk: 0.5}}}}\n"

/* 100 000 is what a year costs for 40 years, at 3 %: undiscounted that is 40 times the yearly cost. */
Test(breakeven, undiscounted_cases_of_a_cost_that_is_a_present_value)
{
    struct analysis a =
        analysis_of(REPAID("horizon: 42", "1", "cost_per_case: 100k, basis: present_value, duration: 40"),
                    "mean(net)=0", "interventions.help.uptake");
    const double year = 100e3 / ((1 - pow(1.03, -40)) / 0.03 * 1.03);
    NEAR(a.is.needed->per_case.value, 100e3, 1e-4);
    NEAR(a.is.needed->undiscounted_per_case.value, 40 * year, 1e-4);
    NEAR(a.is.needed->undiscounted_cost.value, 470e3, 1e-6);
    NEAR(a.is.needed->undiscounted_cases.value, 470e3 / (40 * year), 1e-9);
    arena_free(&a.arena);
}

/* The last of the longest cases that a scenario can have ends in year 599. */
Test(breakeven, undiscounted_cases_have_all_their_years)
{
    struct analysis a = analysis_of(REPAID("horizon: 200", "200", "annual_cost: 1000, onset: 200, duration: 200"),
                                    "mean(net)=0", "interventions.help.uptake");
    NEAR(a.is.needed->undiscounted_per_case.value, 200e3, 1e-4);
    NEAR(a.is.needed->undiscounted_cost.value, 200 * 470e3, 1e-4);
    arena_free(&a.arena);
    a = analysis_of(REPAID("horizon: 10", "30", "annual_cost: 1000, duration: 5"), "mean(net)=0",
                    "interventions.help.uptake");
    NEAR(a.is.needed->undiscounted_per_case.value, 5000, 1e-6);
    NEAR(a.is.needed->undiscounted_cost.value, 10 * 470e3, 1e-4);
    arena_free(&a.arena);
}

#define PLACES(capacity)                                                                                               \
    "title: Places\n"                                                                                                  \
    "settings: {horizon: 1, discount_rate: 0}\n"                                                                       \
    "population: {youths: {size: 100}}\n"                                                                              \
    "outcomes: {case: {risk: 20%, annual_cost: 1000, duration: 1}}\n"                                                  \
    "interventions: {help: {capacity: " capacity ", cost: {per_participant: 500}, "                                    \
    "effects: {case: {relative_risk: 0.5}}}}\n"

/* A participant costs 400 net. Places for more than everybody change nothing between a tenth and ten times as many, and
 * yet so few as 2.5 meet the target. */
Test(breakeven, what_changes_nothing_near_today_may_do_so_further_out)
{
    static const char *const text[] = {PLACES("5000"), PLACES("50000"), PLACES("{uniform: [5000, 6000]}")};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        struct analysis a = analysis_of(text[i], "mean(net)=-1000", "interventions.help.capacity");
        const struct breakeven_quantity *const places = find(&a, "interventions.help.capacity");
        cr_expect_eq(places->verdict, BREAKEVEN_OUTSIDE, "%zu", i);
        NEAR(places->value.value, 2.5, 1e-6);
        cr_expect_not(places->above);
        arena_free(&a.arena);
    }
}

/* From 0, or no limit, no change is a share of today's value. */
Test(breakeven, changes_are_relative_to_the_size_of_today)
{
    const struct breakeven_quantity zero = {.today = 0}, none = {.today = INFINITY}, less = {.today = -0.02};
    cr_expect_eq(breakeven_change(&zero, 0), 0);
    cr_expect_eq(breakeven_change(&zero, 3), INFINITY);
    cr_expect_eq(breakeven_change(&zero, -3), -INFINITY);
    cr_expect_eq(breakeven_change(&none, 3), -INFINITY);
    cr_expect_eq(breakeven_change(&less, -0.01), 0.5);
    /* both are 0 today, and found */
    struct analysis a = analysis_of(GRANT("1.2M, growth: 0%, onset: 0 years"), "mean(net)=300k", NULL);
    cr_expect_eq(find(&a, "outcomes.case.growth")->verdict, BREAKEVEN_OUTSIDE);
    cr_expect_eq(find(&a, "outcomes.case.onset")->verdict, BREAKEVEN_OUTSIDE);
    arena_free(&a.arena);
}

Test(breakeven, one_payer_alone)
{
    struct analysis a = analysis_of(GRANT("1.2M"), "mean(net.budget)=0", "outcomes.case.risk");
    const struct breakeven_cases *const own = &a.is.needed[2];
    cr_assert_eq(a.is.cases, 3);
    cr_expect_eq(own->perspective, PERSPECTIVE_PAYER);
    NEAR(own->undiscounted_per_case.value, 480e3, 1e-4);
    /* 100 persons x risk x 0.5 x 40 % of what a case costs repay the grant */
    const double per_case = own->per_case.value;
    NEAR(find(&a, "outcomes.case.risk")->value.value, 470e3 / (100 * 0.5 * per_case), 1e-9);
    arena_free(&a.arena);
}

/* A payer is named by the sums of money that are its own, and not by an outcome that bears its name. */
Test(breakeven, cases_for_a_payer_are_told_where_the_target_is_its_own)
{
    static const struct {
        const char *target;
        bool own;
    } row[] = {
        {"mean(cases_avoided.state)=40", false}, {"mean(net)=0", false},           {"mean(net.state)=0", true},
        {"mean(net_cashable.state)=0", true},    {"mean(gross.state)=100k", true}, {"mean(cost.state)=100k", true}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct analysis a =
            analysis_of("title: Namesakes\n"
                        "settings: {horizon: 20, discount_rate: 3%}\n"
                        "payers: {state: {}, income: {}}\n"
                        "population: {youths: {size: 100}}\n"
                        "outcomes: {state: {risk: {beta: {mean: 20%, sd: 5%}}, cost_per_case: 1k, duration: 2, "
                        "payers: {state: 40%, income: 60%}}}\n"
                        "interventions: {help: {cost: {fixed: 10k, payers: {state: 100%}}, effects: {state: "
                        "{relative_risk: 0.5}}}}\n",
                        row[i].target, "outcomes.state.risk");
        cr_assert_eq(a.is.cases, row[i].own ? 2 : 1, "%s: %zu rows", row[i].target, a.is.cases);
        cr_expect_eq(a.is.needed[a.is.cases - 1].perspective, row[i].own ? PERSPECTIVE_PAYER : PERSPECTIVE_ALL);
        arena_free(&a.arena);
    }
}

Test(breakeven, the_same_bytes_for_any_threads)
{
    struct analysis a, b;
    struct error err = {0};
    cr_assert_eq(analyse(GRANT("1.2M"), "P(net_public>0)=0.7", NULL, 1, &a, &err), STATUS_OK);
    cr_assert_eq(analyse(GRANT("1.2M"), "P(net_public>0)=0.7", NULL, 3, &b, &err), STATUS_OK);
    cr_assert_eq(a.is.quantities, b.is.quantities);
    for (size_t q = 0; q < a.is.quantities; q++) {
        cr_expect_eq(a.is.quantity[q].quantity, b.is.quantity[q].quantity);
        cr_expect(memcmp(&a.is.quantity[q].value, &b.is.quantity[q].value, sizeof(struct estimate)) == 0);
    }
    arena_free(&a.arena);
    arena_free(&b.arena);
}

Test(breakeven, names_what_is_not_there)
{
    struct analysis a;
    struct error err = {0};
    cr_expect_eq(analyse(GRANT("1.2M"), "mean(net)=0", "outcomes.case.risc", 1, &a, &err), STATUS_USAGE);
    cr_expect_str_eq(err.message, INPUT("of") ": there is no quantity \"outcomes.case.risc\"");
    cr_expect_str_eq(err.hint, "did you mean outcomes.case.risk?");
    arena_free(&a.arena);
    cr_expect_eq(analyse(GRANT("1.2M"), "mean(net.budgets)=0", NULL, 1, &a, &err), STATUS_USAGE);
    cr_expect_str_eq(err.hint, "did you mean net.budget?");
    arena_free(&a.arena);
}

/* --- luck --- */

/* One case of 1 000 € in ten persons at 20 % each, avoided in half of them, for 900 €: on average 100 € are saved
 * whatever the draws, but with luck only where a case at least is avoided. */
#define STOCHASTIC                                                                                                     \
    "title: Lucky\n"                                                                                                   \
    "settings: {horizon: 1, discount_rate: 0%}\n"                                                                      \
    "population: {people: {size: 10}}\n"                                                                               \
    "outcomes: {case: {risk: 20%, cost_per_case: 1000, duration: 1}}\n"                                                \
    "interventions: {help: {cost: {fixed: 900}, effects: {case: {relative_risk: 0.5}}}}\n"                             \
    "simulation: {iterations: 4000, seed: 3, cohort: sampled}\n"

static double share_of_run(const struct analysis *analysis)
{
    struct outcomes outcomes;
    const struct plan *plan;
    struct arena arena;
    struct error err = {0};
    const struct run_options options = {.threads = 2, .isa = isa_best(), .detail = RECORD_TOTALS};
    double above = 0;
    arena_init(&arena, allocator_libc, 0);
    cr_assert_eq(plan_compile(&arena, analysis->scenario, &plan, &err), STATUS_OK);
    cr_assert_eq(engine_run(plan, &options, &outcomes, &err), STATUS_OK);
    const struct column *const net = outcomes_find(&outcomes, "net");
    for (size_t i = 0; i < outcomes.iterations; i++) above += net->value[i] > 0;
    above /= (double)outcomes.iterations;
    outcomes_free(&outcomes);
    arena_free(&arena);
    return above;
}

/* Without luck the target is met for certain; what a run says stands beside it, to the last iteration. */
Test(breakeven, a_run_stands_beside_what_has_no_stochastic)
{
    struct analysis a = analysis_of(STOCHASTIC, "P(net>0)=80%", "interventions.help.cost.fixed");
    NEAR(a.is.today.reached.value, 1, 0);
    cr_expect(a.is.today.met && a.is.stochastic_told && !a.is.with_stochastic.met);
    NEAR(a.is.with_stochastic.reached.value, share_of_run(&a), 0);
    NEAR(a.is.with_stochastic.reached.value, 1 - pow(0.9, 10), 0.03);
    NEAR(find(&a, "interventions.help.cost.fixed")->value.value, 1000, 1e-3);
    arena_free(&a.arena);
}

/* With luck 65 % of runs avoid a case: a cost that they repay is less than that of a case, whatever the mean. */
Test(breakeven, with_stochastic_the_cost_is_that_of_whole_cases)
{
    struct analysis a;
    struct error err = {0};
    cr_assert_eq(analyse_with(COHORT_SAMPLED, STOCHASTIC, "P(net>0)=60%", "interventions.help.cost.fixed", 2, &a, &err),
                 STATUS_OK);
    cr_expect_not(a.is.stochastic_told, "the analysis itself has luck");
    cr_expect_eq(a.is.cohort, COHORT_SAMPLED);
    NEAR(a.is.today.reached.value, 1 - pow(0.9, 10), 0.05);
    NEAR(find(&a, "interventions.help.cost.fixed")->value.value, 1000, 1);
    arena_free(&a.arena);
}

/* --- up to a point --- */

#define HILL                                                                                                           \
    "title: Up to a point\n"                                                                                           \
    "settings: {horizon: 10, discount_rate: 0%%}\n"                                                                    \
    "assumptions: {x: {value: %s}}\n"                                                                                  \
    "population: {g: {size: 1000}}\n"                                                                                  \
    "outcomes: {o: {risk: 20%%, cost_per_case: 50k, duration: 1}}\n"                                                   \
    "interventions: {i: {uptake: $x, cost: {fixed: %.17g, per_participant: %.17g}, effects: {o: "                      \
    "{relative_risk_reduction: 30%%, deadweight: $x}}}}\n"

/* The more take part, the more of it would have happened anyway: net(x) = 3M x (1 - x) - 1 000 cost x - fixed, which is
 * above 0 between its two roots. */
static void expect_hill(const char *x, double fixed, double cost, bool hill)
{
    const double save = 3e6, b = save - 1000 * cost, root = sqrt(b * b - 4 * save * fixed);
    const double low = (b - root) / (2 * save), high = (b + root) / (2 * save);
    char text[1024];
    snprintf(text, sizeof text, HILL, x, fixed, cost);
    struct analysis a = analysis_of(text, "mean(net)=0", "assumptions.x");
    const struct breakeven_quantity *const top = &a.is.quantity[0];
    const struct estimate *const first = top->above ? &top->value : &top->end;
    const struct estimate *const last = top->above ? &top->end : &top->value;
    cr_expect_eq(top->stretch, hill, "%s", text);
    if (hill) NEAR(first->value, low, 1e-7);
    NEAR(last->value, high, 1e-7);
    if (top->uncertain) NEAR(top->chance, high - low, 1e-6);
    arena_free(&a.arena);
}

Test(breakeven, a_number_that_helps_up_to_a_point_has_both_ends)
{
    expect_hill("50%", 200e3, 500, true);
    expect_hill("10%", 300e3, 200, true);
    expect_hill("40%", 100e3, 700, true);
    expect_hill("{uniform: {min: 0%, max: 100%}}", 250e3, 300, true);
    expect_hill("50%", 0, 500, false);
}

#define ROOM_COST(cost, reduction)                                                                                     \
    "title: Rooms\nsettings: {horizon: 1, discount_rate: 0}\n"                                                         \
    "overheads: {rooms: {annual_cost: " cost "}}\n"                                                                    \
    "interventions: {share: {years: 1, cost: {fixed: 200k}, effects: {rooms: {reduction: " reduction "}}}}\n"

/* The value at the end itself meets the target: what may be drawn there counts. */
Test(breakeven, the_chance_counts_the_end_itself)
{
    static const struct {
        const char *text, *of;
        double end, chance;
    } cases[] = {
        {ROOM_COST("{discrete: {values: [100k, 200k, 300k], weights: [1, 1, 1]}}", "100%"),
         "overheads.rooms.annual_cost", 200e3, 2.0 / 3},
        {ROOM_COST("{discrete: {values: [100k, 200k, 300k], weights: [2, 1, 1]}}", "100%"),
         "overheads.rooms.annual_cost", 200e3, 0.5},
        {ROOM_COST("1M", "{mixture: [{weight: 40%, of: 20%}, {weight: 60%, uniform: [0%, 50%]}]}"),
         "interventions.share.effects.rooms.reduction", 0.2, 0.4 + 0.6 * 0.6},
        {ROOM_COST("1M", "{mixture: [{weight: 40%, of: 10%}, {weight: 60%, uniform: [0%, 50%]}]}"),
         "interventions.share.effects.rooms.reduction", 0.2, 0.6 * 0.6},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct analysis a = analysis_of(cases[k].text, "mean(net)=0", cases[k].of);
        NEAR(a.is.quantity[0].value.value, cases[k].end, 1e-9 * cases[k].end);
        NEAR(a.is.quantity[0].chance, cases[k].chance, 1e-8);
        cr_expect(a.is.quantity[0].above);
        arena_free(&a.arena);
    }
    struct analysis a =
        analysis_of("title: Free\nsettings: {horizon: 1, discount_rate: 0}\n"
                    "overheads: {rooms: {annual_cost: 100k}}\n"
                    "interventions: {share: {years: 1, cost: {fixed: {discrete: {values: [50k, 100k, 150k], "
                    "weights: [1, 1, 2]}}}, effects: {rooms: {reduction: 100%}}}}\n",
                    "mean(net)=0", "interventions.share.cost.fixed");
    cr_expect(!a.is.quantity[0].above);
    NEAR(a.is.quantity[0].chance, 0.5, 1e-8);
    arena_free(&a.arena);
}

/* --- what is printed can be typed --- */

/* "€1.26k" as --set takes it: "1.26k"; from `text` on, out of the printed sentence. */
static void type(const char *text, char *out)
{
    static const char skipped[] = "€", minus[] = "\u2212";
    for (; *text && *text != ' '; text++) {
        if (strncmp(text, skipped, sizeof skipped - 1) == 0)
            text += sizeof skipped - 2;
        else if (strncmp(text, minus, sizeof minus - 1) == 0)
            text += sizeof minus - 2, *out++ = '-';
        else if (*text == 'm')
            *out++ = 'M';
        else if (*text != ',')
            *out++ = *text;
    }
    *out = '\0';
}

static void expect_met(const char *text, const char *path, const char *typed)
{
    char set[256];
    const char *const sets[] = {set};
    struct arena arena;
    struct error err = {0};
    struct breakeven is;
    arena_init(&arena, allocator_libc, 0);
    snprintf(set, sizeof set, "%s=%s", path, typed);
    const struct load_options options = {.set = sets, .sets = 1};
    struct breakeven_request request = {.scenario = simulate_load_with(&arena, text, &options),
                                        .cohort = COHORT_EXPECTED,
                                        .of = path,
                                        .points = 128,
                                        .run = {.threads = 1, .isa = isa_best()}};
    cr_assert_eq(target_parse(&arena, "mean(net)=0", &request.target, &err), STATUS_OK);
    cr_assert_eq(breakeven_analyse(&arena, &request, &is, &err), STATUS_OK, "%s", err.message);
    cr_expect(is.today.met, "%s: %.12g", set, is.today.reached.value);
    arena_free(&arena);
}

/* Whole persons as they are printed, by the uptake that brings so many. */
static size_t expect_persons_typed_back(const char *text, const struct analysis *a, const struct format *format,
                                        const struct breakeven_people *people)
{
    char number[64], share[64];
    if (!people->found) return 0;
    type(breakeven_persons_text(format, people), number);
    const double persons = strtod(number, NULL), needed = people->needed.value;
    cr_expect(fabs(persons - needed) < fmax(1, 0.01 * needed) && persons == round(persons), "%s for %g", number,
              needed);
    if (persons == 0) return 1; /* nobody is needed */
    snprintf(share, sizeof share, "%.15g", persons / needed * people->setting);
    expect_met(text, a->scenario->quantity[people->quantity].path, share);
    return 1;
}

/* Of a scenario without uncertainty: every break-even as it is printed meets the target when it is set. */
static size_t expect_typed_back(const char *text)
{
    struct analysis a = analysis_of(text, "mean(net)=0", NULL);
    const struct format format = {&a.arena, LANGUAGE_EN, "EUR"};
    size_t typed = 0;
    for (size_t q = 0; q < a.is.quantities && breakeven_is_found(&a.is.quantity[q]); q++) {
        const char *const path = a.scenario->quantity[a.is.quantity[q].quantity].path;
        const char *const printed = breakeven_value_text(&format, a.scenario, &a.is.quantity[q]);
        char number[64];
        const bool stretch = a.is.quantity[q].stretch, above = a.is.quantity[q].above;
        type(printed + strlen(stretch ? "between " : above ? "at least " : "at most "), number);
        expect_met(text, path, number);
        if (stretch) {
            type(strstr(printed, " and ") + strlen(" and "), number);
            expect_met(text, path, number);
        }
        typed++;
    }
    for (size_t i = 0; i < a.is.people; i++) typed += expect_persons_typed_back(text, &a, &format, &a.is.person[i]);
    arena_free(&a.arena);
    return typed;
}

Test(breakeven, what_is_printed_can_be_typed)
{
    char hill[1024];
    snprintf(hill, sizeof hill, HILL, "50%", 211111.0, 517.0);
    cr_expect_geq(expect_typed_back(hill), 5u);
    snprintf(hill, sizeof hill, HILL, "13%", 333333.0, 291.0);
    cr_expect_geq(expect_typed_back(hill), 5u);
    cr_expect_geq(expect_typed_back(ROOMS("217000", "10.7%")), 3u);
    cr_expect_geq(expect_typed_back("title: Prices\n"
                                    "settings: {horizon: 10, discount_rate: 3%, start_year: 2026, price_year: 2021}\n"
                                    "price_indices: {cpi: {base: 2022, factors: {2021: 1.07}}}\n"
                                    "assumptions: {case: {value: 1477, price_year: 2022}}\n"
                                    "population: {g: {size: 1000}}\n"
                                    "outcomes: {o: {risk: 20%, cost_per_case: {value: 45678, price_year: 2022}, "
                                    "duration: 3}}\n"
                                    "interventions: {i: {cost: {per_participant: $case}, effects: {o: {relative_risk: "
                                    "0.85}}}}\n"),
                  4u);
}

/* The rent saved, 30 000, pays for 30 000 / cost participants at most. */
static void expect_at_most(double cost, const char *printed)
{
    char text[1024];
    snprintf(text, sizeof text,
             "title: Rent\n"
             "settings: {horizon: 1, discount_rate: 0%%}\n"
             "population: {g: {size: 3000}}\n"
             "overheads: {rooms: {annual_cost: 300k}}\n"
             "interventions: {i: {population: g, uptake: 20%%, cost: {per_participant: %.17g},\n"
             "  effects: {rooms: {reduction: 10%%}}}}\n",
             cost);
    struct analysis a = analysis_of(text, "mean(net)=0", NULL);
    const struct format format = {&a.arena, LANGUAGE_EN, "EUR"};
    cr_assert(a.is.people == 1 && a.is.person->found && !a.is.person->above);
    NEAR(a.is.person->needed.value, 30000 / cost, 1e-6 * 30000 / cost);
    cr_expect_str_eq(breakeven_persons_text(&format, a.is.person), printed);
    arena_free(&a.arena);
    cr_expect_geq(expect_typed_back(text), 3u);
}

Test(breakeven, people_to_reach_are_whole_and_meet_the_target)
{
    expect_at_most(133, "225");
    expect_at_most(4511, "6");
    expect_at_most(24, "1,250");
    expect_at_most(13.3, "2,250");
}
