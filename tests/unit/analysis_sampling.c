/* Errors between replicates where the answer is known, their fallback, and the search for a precision. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "sim/analysis/study_precision.h"
#include "tests/unit/report_fixture.h"

enum { N = 1600, R = SAMPLING_REPLICATES };

static double x[N], y[N], scratch[2 * N];
static const double student = 2.1314495455597742;

/* Replicate r has the mean r: their sd is sqrt(R (R + 1) / 12). */
Test(analysis_sampling, the_error_of_a_mean_is_that_of_the_replicates)
{
    for (size_t i = 0; i < N; i++) x[i] = (double)(i % R) + (i / R % 2 ? 1000 : -1000);
    const struct moments moments = statistics_moments(x, N);
    const struct estimate mean = replicates_mean(x, &moments);
    const double error = sqrt(R * (R + 1) / 12.0 / R);
    cr_expect_float_eq(mean.value, 7.5, 1e-10);
    cr_expect_float_eq(mean.error, error, 1e-10);
    cr_expect_float_eq(mean.low, 7.5 - student * error, 1e-9);
    cr_expect_float_eq(mean.high, 7.5 + student * error, 1e-9);
}

/* Replicates of 100 and 99 iterations: each mean is that of its own. */
Test(analysis_sampling, replicates_may_differ_by_one)
{
    for (size_t i = 0; i < N; i++) x[i] = (double)(i % R);
    cr_expect_float_eq(replicates_error(x, N - 5), sqrt((R + 1) / 12.0), 1e-12);
    cr_expect_eq(replicates_error(x, R), INFINITY);
}

Test(analysis_sampling, shares_that_agree_keep_the_rule_of_three)
{
    for (size_t i = 0; i < N; i++) x[i] = i / R < 25 ? 1 : -1;
    const struct estimate quarter = replicates_share(x, N, 0);
    cr_expect_eq(quarter.value, 0.25);
    cr_expect_float_eq(quarter.high - quarter.value, 3.0 / N, 1e-12);
    const struct estimate all = replicates_share(x, N, -2), none = replicates_share(x, N, 1);
    const struct estimate wilson = statistics_probability(0, N);
    cr_expect(all.value == 1 && all.high == 1 && fabs(all.low - (1 - wilson.high)) < 1e-12);
    cr_expect(none.value == 0 && none.low == 0 && none.high == wilson.high);
}

/* Half of the replicates lie 0.0301 above the others: their shares below the median differ by 0.03, an sd of
 * 0.015 sqrt(16 / 15), and values go up by 1 for a share of 1. */
Test(analysis_sampling, percentiles_are_as_wide_as_their_share)
{
    for (size_t i = 0; i < N; i++) x[i] = ((double)(i / R) + 0.5) / (N / R) + (i % 2 ? 0.0301 : 0);
    struct order order;
    struct estimate middle;
    order_init(&order, x, N, y);
    replicates_percentiles(x, &order, (const double[]){0.5}, 1, &middle);
    const double reach = student * 0.015 * sqrt(16 / 15.0) / 4;
    cr_expect_float_eq(middle.value, 0.515, 0.006);
    cr_expect(middle.high - middle.low > 1.2 * reach && middle.high - middle.low < 2 * reach + 0.012, "%g",
              middle.high - middle.low);
    cr_expect(middle.low <= middle.value && middle.value <= middle.high);
    cr_expect_float_eq(middle.error, (middle.high - middle.low) / (2 * student), 1e-12);
}

Test(analysis_sampling, ratios_and_tails_without_spread_between_replicates_are_exact)
{
    for (size_t i = 0; i < N; i++) {
        x[i] = (double)(i / R);
        y[i] = 2;
    }
    cr_expect_eq(replicates_ratio(x, y, N).error, 0);
    cr_expect_eq(replicates_ratio(x, y, N).value, 99.0 / 4);
    struct order order;
    order_init(&order, x, N, scratch);
    const struct estimate worst = replicates_shortfall(x, &order, 0.05);
    cr_expect_eq(worst.value, 2);
    cr_expect_eq(worst.error, 0);
}

Test(analysis_sampling, few_iterations_count_as_independent)
{
    struct outcomes outcomes = {.iterations = REPLICATES_LEAST, .replicates = R};
    cr_expect(summary_replicated(&outcomes));
    outcomes.iterations--;
    cr_expect(!summary_replicated(&outcomes));
    outcomes = (struct outcomes){.iterations = 100000, .replicates = 1};
    cr_expect(!summary_replicated(&outcomes));
}

/* --- precision --- */

Test(analysis_sampling, the_next_run_is_as_long_as_the_error_asks)
{
    cr_expect_eq(precision_next(SAMPLING_RANDOM, 1000, 0.01, 0.01, 1000000), 1000, "reached");
    cr_expect_eq(precision_next(SAMPLING_RANDOM, 1000, 0, 0.01, 1000000), 1000, "nothing varies");
    cr_expect_eq(precision_next(SAMPLING_RANDOM, 1000, 0.0101, 0.01, 1000000), 2000);
    cr_expect_eq(precision_next(SAMPLING_RANDOM, 1000, 0.02, 0.01, 1000000), 8000);
    cr_expect_eq(precision_next(SAMPLING_RANDOM, 1000, 1, 0.01, 1000000), 16000);
    cr_expect_eq(precision_next(SAMPLING_RANDOM, 1000, INFINITY, 0.01, 1000000), 16000);
    cr_expect_eq(precision_next(SAMPLING_RANDOM, 1000, 1, 0.01, 5000), 5000, "the limit");
    cr_expect_eq(precision_next(SAMPLING_RANDOM, 9000, 1, 0.01, 5000), 9000, "beyond the limit");
    cr_expect_eq(precision_next(SAMPLING_LATIN_HYPERCUBE, 1000, 0.03, 0.01, 1000000), 4000);
    cr_expect_eq(precision_next(SAMPLING_SOBOL, 1000, 0.03, 0.01, 1000000), 4096, "a power of two in each replicate");
    cr_expect_eq(precision_next(SAMPLING_SOBOL, 4096, 0.02, 0.01, 1000000), 16384);
}

Test(analysis_sampling, the_least_well_known_figure_counts)
{
    static struct column_summary column[2];
    struct outcomes outcomes = {.at = {.net = 0, .net_cashable_public = 1}};
    struct summary summary = {.column = column};
    for (size_t c = 0; c < 2; c++) {
        column[c].sd.value = 100;
        column[c].mean = (struct estimate){10, 1, 8, 12};                      /* 2 % of the sd */
        column[c].percentile[LEVEL_P5] = (struct estimate){-90, 1, -92, -88};  /* 2 % of the sd */
        column[c].percentile[LEVEL_P95] = (struct estimate){200, 3, 194, 206}; /* 3 % of itself */
        column[c].positive = (struct estimate){0.5, 0.01, 0.48, 0.52};
    }
    struct precision worst = precision_measure(&outcomes, &summary);
    cr_expect_float_eq(worst.value, 0.03, 1e-12);
    cr_expect(worst.figure == PRECISION_P95 && !worst.public_finances);
    column[1].positive = (struct estimate){0.5, 0.02, 0.46, 0.54};
    worst = precision_measure(&outcomes, &summary);
    cr_expect_float_eq(worst.value, 0.04, 1e-12);
    cr_expect(worst.figure == PRECISION_POSITIVE && worst.public_finances);
    column[0].constant = column[1].constant = true;
    cr_expect_eq(precision_measure(&outcomes, &summary).value, 0);
}

/* --- what people read --- */

static struct fixture fixture;

static const char *text_with(uint32_t iterations, enum sampling sampling, size_t alone,
                             const struct precision_goal *goal)
{
    const struct fixture_request request = {
        .iterations = iterations, .payers = 1, .gross = {1e6}, .cost = {5e5}, .spread = 1};
    fixture_init(&fixture, &request);
    fixture.scenario.simulation.sampling = sampling;
    fixture.outcomes.replicates = sampling_replicates(sampling);
    fixture.outcomes.alone = alone;
    fixture.summary.replicated = summary_replicated(&fixture.outcomes);
    fixture.report.precision = goal;
    return fixture_text(&fixture, LANGUAGE_EN, 120);
}

/* Looks for the words, whatever the ends of lines. */
static void says(const char *text, const char *wanted, bool expected)
{
    static char flat[1 << 16];
    size_t length = 0;
    for (const char *at = text; *at && length + 1 < sizeof flat; at++) {
        const bool blank = *at == ' ' || *at == '\n';
        if (!blank || (length > 0 && flat[length - 1] != ' ')) flat[length++] = blank ? ' ' : *at;
    }
    flat[length] = '\0';
    cr_expect_eq(strstr(flat, wanted) != NULL, expected, "\"%s\" in\n%s", wanted, flat);
}

Test(analysis_sampling, the_report_says_how_quantities_were_drawn)
{
    const char *text = text_with(1000, SAMPLING_RANDOM, 0, NULL);
    says(text, "replicates", false);
    says(text, "precision", false);
    fixture_free(&fixture);
    text = text_with(1000, SAMPLING_SOBOL, 7, NULL);
    says(text, "Sobol points in 16 independent replicates. Monte Carlo errors are measured between", true);
    says(text, "Sobol points have 128 dimensions; 7 further quantities are spread evenly one by one", true);
    fixture_free(&fixture);
    text = text_with(100, SAMPLING_LATIN_HYPERCUBE, 0, NULL);
    says(text, "Latin hypercube sampling in 16 independent replicates. So few iterations do not show", true);
    says(text, "dimensions", false);
    fixture_free(&fixture);
}

Test(analysis_sampling, the_report_says_what_precision_was_reached)
{
    struct precision_goal goal = {.wanted = 0.01, .reached = {.value = 0.008, .figure = PRECISION_P5}, .limit = 2000};
    says(text_with(1000, SAMPLING_RANDOM, 0, &goal),
         "The precision of 1% that was asked for is reached: the least well known main figure, the 5th percentile of "
         "net "
         "savings, is known to within 0.8% (95% interval).",
         true);
    fixture_free(&fixture);
    goal.reached = (struct precision){.value = 0.031, .figure = PRECISION_POSITIVE, .public_finances = true};
    says(text_with(1000, SAMPLING_RANDOM, 0, &goal),
         "not reached within 1,000 iterations: the least well known main figure, the probability that public finances "
         "save, is known to within 3.1%",
         true);
    fixture_free(&fixture);
    goal.reached = (struct precision){0};
    says(text_with(1000, SAMPLING_RANDOM, 0, &goal), "is reached: the net saving is the same in every iteration", true);
    fixture_free(&fixture);
}
