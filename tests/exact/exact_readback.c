/* Plain totals of scenarios whose sums are done on paper. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "sim/analysis/readback.h"
#include "tests/twice/simulate.h"

#define NEAR(value, answer)                                                                                            \
    do {                                                                                                               \
        const double value_ = (value), answer_ = (answer);                                                             \
        cr_expect(fabs(value_ - answer_) <= 1e-9 * fabs(answer_), "%s is %.12g, not %.12g", #value, value_, answer_);  \
    } while (0)

static struct readback read_back(struct arena *arena, const char *text)
{
    struct readback readback;
    struct error err = {0};
    arena_init(arena, allocator_libc, 0);
    cr_assert_eq(readback_compute(arena, simulate_load(arena, text), &readback, &err), STATUS_OK, "%s", err.message);
    return readback;
}

static const struct readback_line *line_of(const struct readback *readback, enum line_kind kind)
{
    for (size_t i = 0; i < readback->lines; i++)
        if (readback->line[i].line.kind == kind) return &readback->line[i];
    cr_assert_fail("no line of this kind");
    return NULL;
}

/* The region of the issue: 2 946 persons, a risk of 10.5 %, a service that costs 550 € a person and year. */
#define REGION                                                                                                         \
    "title: Region\n"                                                                                                  \
    "settings: {horizon: 45, discount_rate: 3%}\n"                                                                     \
    "population: {youths: {size: 2946, intakes: 2}}\n"                                                                 \
    "outcomes: {case: {risk: {beta: {mean: 10.5%, sd: 2.6%}}, concentration: {top: 20%, share: 60%}, "                 \
    "annual_cost: 10000, onset: 3, duration: 40}}\n"                                                                   \
    "services: {care: {annual_cost: {pert: {min: 100, mode: 500, max: 1200}}, duration: 2.5}}\n"                       \
    "workforce: {staff: {fte: 10, sickness_absence: {days: 15, cost_per_day: 300}, turnover: {rate: 5%, "              \
    "cost_per_recruitment: 6000}}}\n"                                                                                  \
    "overheads: {doubled: {annual_cost: 1000, growth: 10%}}\n"

Test(exact_readback, of_a_region)
{
    struct arena arena;
    const struct readback r = read_back(
        &arena, REGION "interventions: {help: {target: {top: 20%}, uptake: {uniform: [50%, 70%]}, years: 3, "
                       "cost: {fixed: [1000, 2000, 4000], per_participant: 100, optimism_bias: {uniform: [0%, 20%]}}, "
                       "effects: {case: {relative_risk: 0.9}}}}\n");
    cr_expect_eq(r.intakes, 2);
    for (int a = 0; a < 2; a++) {
        NEAR(r.entering[0][a], 2946);
        NEAR(r.struck[0][a], 309.33);
        NEAR(r.participants[0][a], 2946 * 0.2 * 0.6);
    }
    NEAR(line_of(&r, LINE_OUTCOME)->total, 2 * 309.33 * 400000);
    const double a_year = 2946 * 550.0;
    const struct readback_line *const care = line_of(&r, LINE_SERVICE);
    const double run[] = {1, 2, 1.5, 0.5};
    for (int t = 0; t < 4; t++) NEAR(care->year[t], run[t] * a_year);
    NEAR(care->total, 5 * a_year);
    NEAR(line_of(&r, LINE_WORKFORCE)->year[44], 10 * (15 * 300 + 0.05 * 6000));
    NEAR(line_of(&r, LINE_OVERHEAD)->total, 1000 * (pow(1.1, 45) - 1) / 0.1);
    const struct readback_line *const programme = line_of(&r, LINE_PROGRAMME);
    NEAR(programme->year[0], 1.1 * (1000 + 100 * 353.52));
    NEAR(programme->year[2], 1.1 * 4000); /* paid, though nobody enters */
    arena_free(&arena);
}

/* A mean of 62 000 € for everybody where that is a user's cost: the sum shows it. */
Test(exact_readback, shows_a_cost_per_user_as_a_sum)
{
    struct arena arena;
    const struct readback r =
        read_back(&arena, "title: T\npopulation: {youths: {size: 25000}}\n"
                          "services: {care: {annual_cost: 62000, duration: 1}}\n"
                          "interventions: {help: {cost: {fixed: 1}, effects: {care: {reduction: 1%}}}}\n");
    NEAR(line_of(&r, LINE_SERVICE)->year[0], 1.55e9);
    cr_expect_eq(line_of(&r, LINE_SERVICE)->year[1], 0);
    arena_free(&arena);
}

/* The horizon ends what it ends, and a present value is spread over more than itself. */
Test(exact_readback, counts_what_the_horizon_leaves)
{
    struct arena arena;
    const struct readback cut = read_back(
        &arena, "title: T\nsettings: {horizon: 10, discount_rate: 0}\npopulation: {youths: {size: 100, intakes: 12}}\n"
                "outcomes: {case: {risk: 10%, cost_per_case: 40000, duration: 40}}\n"
                "interventions: {help: {cost: {fixed: 1}, effects: {case: {relative_risk: 0.9}}}}\n");
    cr_expect_eq(cut.intakes, 10);
    NEAR(line_of(&cut, LINE_OUTCOME)->total, 10 * 1000.0 * (10 + 9 + 8 + 7 + 6 + 5 + 4 + 3 + 2 + 1));
    arena_free(&arena);
    const struct readback present =
        read_back(&arena, "title: T\nsettings: {horizon: 10, discount_rate: 5%}\npopulation: {youths: {size: 100}}\n"
                          "outcomes: {case: {risk: 10%, cost_per_case: 1000, basis: present_value, duration: 2}}\n"
                          "interventions: {help: {cost: {fixed: 1}, effects: {case: {relative_risk: 0.9}}}}\n");
    NEAR(line_of(&present, LINE_OUTCOME)->total, 10 * 1000 * 2 / (1 + 1 / 1.05));
    arena_free(&arena);
    const struct readback growing = read_back(
        &arena, "title: T\nsettings: {horizon: 10, discount_rate: 5%}\npopulation: {youths: {size: 100}}\n"
                "outcomes: {case: {risk: 10%, cost_per_case: 1000, basis: present_value, duration: 2, growth: 5%}}\n"
                "interventions: {help: {cost: {fixed: 1}, effects: {case: {relative_risk: 0.9}}}}\n");
    NEAR(line_of(&growing, LINE_OUTCOME)->total, 10 * 1000 * (1 + 1.05) / 2);
    arena_free(&arena);
}

/* Somebody without weight is never struck, and the others are enough. */
Test(exact_readback, knows_an_outcome_and_a_group_that_nothing_is_done_about)
{
    struct arena arena;
    const struct readback r = read_back(
        &arena,
        "title: T\npopulation: {a: {size: 10, intakes: 1}, b: {size: 20, intakes: 3}}\n"
        "outcomes: {case: {risk: 30%, concentration: {shape: empirical, values: [0, 0, 1, 2, 3]}, "
        "cost_per_case: 100, duration: 1}, other: {population: [b], risk: 5%, cost_per_case: 100, duration: 1}}\n"
        "interventions: {help: {population: a, cost: {fixed: 1}, effects: {case: {relative_risk: 0.9}}}}\n");
    const double persons[] = {30, 20, 20};
    for (int t = 0; t < 3; t++) {
        NEAR(r.entering[0][t], persons[t]);
        NEAR(r.struck[0][t], 0.3 * persons[t]);
        NEAR(r.struck[1][t], 0.05 * 20);
    }
    NEAR(r.participants[0][0], 10);
    cr_expect_eq(r.participants[0][1], 0);
    arena_free(&arena);
}

/* The years that are read back are those in which the model lets the cases of one intake cost. */
static void expect_years(const char *onset, const char *duration, int first, int last)
{
    char text[512];
    struct arena arena;
    snprintf(text, sizeof text,
             "title: T\nsettings: {horizon: 20, start_year: 2026}\npopulation: {youths: {size: 100}}\n"
             "outcomes: {case: {risk: 10%%, cost_per_case: 1000, onset: %s, duration: %s}}\n"
             "interventions: {help: {cost: {fixed: 1}, effects: {case: {relative_risk: 0.9}}}}\n",
             onset, duration);
    const struct readback r = read_back(&arena, text);
    cr_expect(r.of_case[0].first == first && r.of_case[0].last == last, "%s, %s: %g to %g", onset, duration,
              r.of_case[0].first, r.of_case[0].last);
    for (int t = 0; t < 20; t++)
        cr_expect_eq(line_of(&r, LINE_OUTCOME)->year[t] != 0, first <= t && t <= last, "%s, %s: year %d", onset,
                     duration, t);
    arena_free(&arena);
}

Test(exact_readback, says_in_which_years_a_case_costs)
{
    expect_years("6", "8", 6, 13);
    expect_years("0", "1", 0, 0);
    expect_years("0.5", "1", 0, 1);
    expect_years("2.25", "0.5", 2, 2);
    expect_years("3", "0", 3, 3);
    expect_years("3.7", "0", 3, 3);
    expect_years("0.1", "2.9", 0, 2);
    expect_years("{uniform: [1, 3]}", "{uniform: [4, 6]}", 2, 6);
    expect_years("18", "30", 18, 47);
}
