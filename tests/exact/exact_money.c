/* Published and closed-form answers, each driven through a scenario of a few lines. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "tests/twice/simulate.h"

static double first_of(const char *text, const char *column)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct simulation_run run = simulate(&arena, text, 1);
    const double value = simulate_first(&run, column);
    simulate_free(&run);
    arena_free(&arena);
    return value;
}

__attribute__((format(printf, 2, 3))) static double first_of_format(const char *column, const char *format, ...)
{
    struct arena arena;
    va_list arguments;
    arena_init(&arena, allocator_libc, 0);
    va_start(arguments, format);
    const double value = first_of(arena_vprintf(&arena, format, arguments), column);
    va_end(arguments);
    arena_free(&arena);
    return value;
}

#define NEAR(value, answer, tolerance)                                                                                 \
    do {                                                                                                               \
        const double value_ = (value);                                                                                 \
        cr_expect(fabs(value_ - (answer)) <= (tolerance), "%s is %.12g, not %.12g", #value, value_, (double)(answer)); \
    } while (0)

/* One person who would certainly be struck, and certainly is not with the programme. */
#define ONE_CERTAIN_CASE                                                                                               \
    "population: {youths: {size: %d}}\n"                                                                               \
    "interventions: {help: {cost: {fixed: %s}, effects: {case: {relative_risk: 0}}}}\n"                                \
    "simulation: {iterations: 1}\n"

static double annuity(const char *rate, const char *timing)
{
    return first_of_format("gross",
                           "title: Annuity\n"
                           "settings: {horizon: 40, discount_rate: %s, discounting: %s}\n"
                           "outcomes: {case: {risk: 100%%, annual_cost: 30000, duration: 40}}\n" ONE_CERTAIN_CASE,
                           rate, timing, 1, "0");
}

/* The page rounds some of its figures up. */
Test(exact, thirty_thousand_a_year_for_forty_years)
{
    static const struct {
        const char *written;
        double rate, end_of_year;
    } answer[] = {{"2%", 0.02, 820664},
                  {"3%", 0.03, 693443},
                  {"3.5%", 0.035, 640652},
                  {"4%", 0.04, 593784},
                  {"5%", 0.05, 514773}};
    for (size_t k = 0; k < sizeof answer / sizeof *answer; k++) {
        const double r = answer[k].rate, end = annuity(answer[k].written, "end");
        NEAR(end, answer[k].end_of_year, 1);
        NEAR(end, 30000 * (1 - pow(1 + r, -40)) / r, 1e-9 * end);
        NEAR(annuity(answer[k].written, "start"), end * (1 + r), 1e-9 * end);
        NEAR(annuity(answer[k].written, "mid"), end * sqrt(1 + r), 1e-9 * end);
    }
    NEAR(annuity("3%", "start"), 714247, 1);
    NEAR(annuity("0", "end"), 1200000, 1e-6);
}

Test(exact, an_uneven_cash_flow)
{
    NEAR(first_of_format("gross",
                         "title: Cash flow\n"
                         "settings: {horizon: 9, discount_rate: 5%%}\n"
                         "outcomes: {case: {risk: 100%%, cost_per_case: 142, "
                         "profile: [3, 6, 2, 5, 4, 3, 9, 0, 110]}}\n" ONE_CERTAIN_CASE,
                         1, "0"),
         101.657190, 1e-6);
}

/* Belfield, Levin and Rosen 2012: taxpayer cost of an "opportunity youth". */
Test(exact, an_opportunity_youth_of_the_united_states)
{
    static const char text[] = "title: Opportunity youth\n"
                               "settings: {horizon: 40, discount_rate: 3.5%, currency: USD}\n"
                               "population: {youths: {size: 1}}\n"
                               "outcomes:\n"
                               "  youth: {risk: 100%, annual_cost: 13900, duration: 5}\n"
                               "  later: {risk: 100%, cost_per_case: 170740, basis: present_value, duration: 30}\n"
                               "interventions: {help: {cost: {fixed: 0}, effects: {youth: {relative_risk: 0}, "
                               "later: {relative_risk: 0}}}}\n"
                               "simulation: {iterations: 1}\n";
    NEAR(first_of(text, "savings.outcomes.youth"), 64956, 0.5);
    NEAR(first_of(text, "savings.outcomes.youth") / 13900, 4.673079, 5e-7);
    NEAR(first_of(text, "savings.outcomes.later"), 170740, 1e-6);
    NEAR(first_of(text, "gross"), 235696, 0.5);
}

Test(exact, the_discount_factors_of_the_green_book)
{
    static const struct {
        int year;
        double factor, tolerance;
    } published[] = {{1, 0.9661835749, 5e-11},
                     {30, 0.3562784106, 5e-11},
                     {31, 0.3459013695, 5e-11},
                     {75, 0.09421377258, 5e-12},
                     {76, 0.09191587568, 5e-12}};
    static const char text[] =
        "title: Green Book\n"
        "settings: {start_year: 2000, horizon: 80, discount_rate: green_book}\n"
        "overheads: {unit: {annual_cost: 1}}\n"
        "interventions: {all: {years: 80, cost: {fixed: 0}, effects: {unit: {reduction: 100%}}}}\n"
        "simulation: {iterations: 1}\n";
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct simulation_run run = simulate(&arena, text, 1);
    const struct outcomes *o = &run.outcomes;
    for (size_t k = 0; k < sizeof published / sizeof *published; k++) {
        const int column = o->at.cumulative_net + published[k].year;
        const double factor = o->column[column].value[0] - o->column[column - 1].value[0];
        NEAR(factor, published[k].factor, published[k].tolerance + 4e-15 * 30);
    }
    simulate_free(&run);
    arena_free(&arena);
    NEAR(first_of("title: Green Book\n"
                  "settings: {horizon: 40, discount_rate: green_book, discounting: end}\n"
                  "overheads: {unit: {annual_cost: 1}}\n"
                  "interventions: {all: {years: 40, cost: {fixed: 0}, effects: {unit: {reduction: 100%}}}}\n"
                  "simulation: {iterations: 1}\n",
                  "gross"),
         21.43117252, 5e-9);
}

/* Two years at 10 %, two at 5 %, and the rest at the last rate, whatever year it is said to end in. */
Test(exact, the_last_rate_holds_on)
{
    static const char form[] =
        "title: Steps\n"
        "settings: {horizon: 6, discount_rate: [{until: 2, rate: 10%%}, {until: %d, rate: 5%%}]}\n"
        "overheads: {unit: {annual_cost: 1}}\n"
        "interventions: {all: {years: 6, cost: {fixed: 0}, effects: {unit: {reduction: 100%%}}}}\n"
        "simulation: {iterations: 1}\n";
    double expected = 0, factor = 1;
    for (int t = 0; t < 6; t++, factor /= t <= 2 ? 1.1 : 1.05) expected += factor;
    for (int until = 3; until <= 6; until++) {
        char text[sizeof form + 8];
        snprintf(text, sizeof text, form, until);
        NEAR(first_of(text, "gross"), expected, 1e-14 * expected);
    }
}

/* 7 705 a year, reach 2 %, 4 points fewer; 10 750 a year for 40 years from a year after; a grant in thirds. */
Test(exact, four_regions_in_expectation)
{
    static const char text[] =
        "title: Four regions\n"
        "settings: {horizon: 42, discount_rate: 3%}\n"
        "population:\n"
        "  north_savo: {size: 2946}\n"
        "  south_savo: {size: 1519}\n"
        "  kymenlaakso: {size: 1780}\n"
        "  south_karelia: {size: 1460}\n"
        "outcomes: {case: {risk: 10%, annual_cost: 10750, onset: 1, duration: 40}}\n"
        "interventions:\n"
        "  grant: {cost: {fixed: [156666.66666666667, 156666.66666666667, 156666.66666666667]}, effects: {}}\n"
        "  a: {population: north_savo, target: {top: 100%}, uptake: 2%, cost: {fixed: 0}, "
        "effects: {case: {absolute_risk_reduction: 4%}}}\n"
        "  b: {population: south_savo, target: {top: 100%}, uptake: 2%, cost: {fixed: 0}, "
        "effects: {case: {absolute_risk_reduction: 4%}}}\n"
        "  c: {population: kymenlaakso, target: {top: 100%}, uptake: 2%, cost: {fixed: 0}, "
        "effects: {case: {absolute_risk_reduction: 4%}}}\n"
        "  d: {population: south_karelia, target: {top: 100%}, uptake: 2%, cost: {fixed: 0}, "
        "effects: {case: {absolute_risk_reduction: 4%}}}\n"
        "simulation: {iterations: 1, cohort: expected}\n";
    const double cost = first_of(text, "cost"), gross = first_of(text, "gross");
    const double cases = first_of(text, "cases_avoided.case");
    NEAR(cases, 6.164, 1e-9);
    NEAR(gross, 1531654, 0.5);
    NEAR(cost, 456444, 0.5);
    NEAR(first_of(text, "net"), 1075211, 0.5);
    NEAR(gross / cost, 3.3556, 5e-5);
    NEAR(cost / (gross / cases), 1.8369, 5e-5);
}

static double net_of_grant(int persons, const char *cost_per_case)
{
    return first_of_format("net",
                           "title: The grant\n"
                           "settings: {horizon: 40, discount_rate: 0}\n"
                           "outcomes: {case: {risk: 100%%, cost_per_case: %s, duration: 40}}\n" ONE_CERTAIN_CASE,
                           cost_per_case, persons, "470k");
}

Test(exact, cases_that_repay_the_grant)
{
    static const struct {
        const char *cost;
        double cases;
        int persons;
    } answer[] = {{"1.2M", 0.392, 1}, {"430k", 1.093, 2}, {"300k", 1.567, 2}, {"230k", 2.043, 3}};
    for (size_t k = 0; k < sizeof answer / sizeof *answer; k++) {
        const double one = net_of_grant(1, answer[k].cost) + 470000;
        NEAR(470000 / one, answer[k].cases, 5e-4);
        cr_expect_geq(net_of_grant(answer[k].persons, answer[k].cost), 0);
        if (answer[k].persons > 1) cr_expect_lt(net_of_grant(answer[k].persons - 1, answer[k].cost), 0);
    }
}

/* Hilli and others 2017, Me-säätiö 2018: a Finnish birth cohort without a qualification. */
Test(exact, a_finnish_birth_cohort)
{
    NEAR(first_of_format("gross",
                         "title: Birth cohort\n"
                         "settings: {horizon: 40, discount_rate: 0}\n"
                         "outcomes: {case: {risk: 100%%, cost_per_case: 295k, duration: 40}}\n" ONE_CERTAIN_CASE,
                         7903, "0"),
         2331385000.0, 1e-3);
}
