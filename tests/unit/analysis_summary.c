/* Statistics of a run against closed forms. */
#include <criterion/criterion.h>
#include <math.h>

#include "sim/numeric/stream.h"
#include "tests/unit/report_fixture.h"

enum { N = 10000 };

static struct fixture fixture;
static double scratch[2 * N], x[N], y[N];

/* Values of a uniform distribution on (0, 1), evenly spread: their mean is 1/2, their variance 1/12. */
static void fill_even(void)
{
    for (size_t i = 0; i < N; i++) x[(i * 7919) % N] = ((double)i + 0.5) / N;
}

Test(analysis_summary, column_of_a_uniform_distribution)
{
    struct column_summary summary;
    fill_even();
    summary_column(x, N, false, scratch, &summary);
    cr_expect_float_eq(summary.mean.value, 0.5, 1e-12);
    cr_expect_float_eq(summary.mean.error, sqrt(1 / 12.0 / N), 1e-6);
    cr_expect_float_eq(summary.sd.value, sqrt(1 / 12.0), 1e-4);
    /* m4 = 9/5 m2^2, so that sd has the relative error sqrt((9/5 - 1) / n) / 2 */
    cr_expect_float_eq(summary.sd.error / summary.sd.value, sqrt(0.8 / N) / 2, 1e-5);
    for (int p = 0; p < LEVEL_COUNT; p++) {
        const double level = summary_level[p];
        cr_expect_float_eq(summary.percentile[p].value, level, 1e-4);
        cr_expect_float_eq(summary.percentile[p].error, sqrt(level * (1 - level) / N), 2e-4);
    }
    cr_expect_float_eq(summary.shortfall.value, 0.025, 1e-4);
    cr_expect_eq(summary.positive.value, 1);
    cr_expect_float_eq(summary.minimum, 0.5 / N, 1e-15);
    cr_expect_float_eq(summary.maximum, 1 - 0.5 / N, 1e-15);
    cr_expect(!summary.constant);
}

Test(analysis_summary, a_constant_has_no_error)
{
    struct column_summary summary;
    for (size_t i = 0; i < N; i++) x[i] = 0.1;
    summary_column(x, N, false, scratch, &summary);
    cr_expect(summary.constant);
    cr_expect_eq(summary.mean.value, 0.1);
    cr_expect_eq(summary.mean.error, 0);
    cr_expect_eq(summary.shortfall.value, 0.1);
    for (int p = 0; p < LEVEL_COUNT; p++)
        cr_expect(summary.percentile[p].value == 0.1 && summary.percentile[p].error == 0);
}

Test(analysis_summary, ratios_are_not_divided_by_zero)
{
    struct ratio_summary ratio;
    fill_even();
    for (size_t i = 0; i < N; i++) y[i] = x[i] < 0.25 ? 0 : 2;
    summary_ratio(x, y, N, false, scratch, &ratio);
    cr_expect(ratio.defined);
    cr_expect_float_eq(ratio.of_means.value, 0.5 / 1.5, 1e-9);
    cr_expect_eq(ratio.undefined, N / 4);
    cr_expect_eq(ratio.count, N - N / 4);
    cr_expect(ratio.positive.value == 0.75 && ratio.zero.value == 0.25 && ratio.negative.value == 0);
    cr_expect_float_eq(ratio.percentile[LEVEL_P50].value, 0.625 / 2, 1e-3);
    for (size_t i = 0; i < N; i++) y[i] = 0;
    summary_ratio(x, y, N, false, scratch, &ratio);
    cr_expect(!ratio.defined && ratio.count == 0 && ratio.undefined == N);
}

/* net = theta + omega with variances 1/12 and (scale^2)/12: both parts are met within five of their errors. */
Test(analysis_summary, variance_splits_without_bias)
{
    struct variance_split split;
    const double scale = 0.5;
    for (uint32_t i = 0; i < N; i++) {
        y[i] = stream_wide(1, stream_id("theta"), i, 0);
        x[i] = y[i] + scale * (stream_wide(1, stream_id("omega"), i, 0) - 0.5);
    }
    summary_variance(x, y, N, false, scratch, &split);
    cr_expect_float_eq(split.knowledge.value, 1 / 12.0, 5 * split.knowledge.error);
    cr_expect_float_eq(split.stochastic.value, scale * scale / 12, 5 * split.stochastic.error);
    cr_expect_float_eq(split.share_of_stochastic.value, 0.2, 5 * split.share_of_stochastic.error);
    cr_expect(split.knowledge.error < 0.002 && split.stochastic.error < 0.001 &&
              split.share_of_stochastic.error < 0.005);
    summary_variance(y, y, N, false, scratch, &split);
    cr_expect(split.stochastic.value == 0 && split.share_of_stochastic.value == 0);
}

/* Luck that is greatest far from the middle, so that its share and the variance go together: the error beside that of
 * the jackknife, by deleting iterations where they are independent and replicates where they are not. */
Test(analysis_summary, the_error_of_the_stochastic_share_knows_what_goes_together)
{
    enum { FEW = 1600, R = SAMPLING_REPLICATES };
    stream_fill_wide(3, 1, 0, FEW, x);
    stream_fill_wide(3, 2, 0, FEW, y);
    for (size_t i = 0; i < FEW; i++) {
        x[i] = pow(2 * x[i] - 1, 3);
        y[i] = x[i] * (1 + (y[i] > 0.5 ? 1 : -1));
    }
    for (int replicated = 0; replicated < 2; replicated++) {
        const size_t parts = replicated ? R : FEW, each = FEW / parts;
        double share[FEW], mean = 0, square = 0;
        struct variance_split split;
        summary_variance(y, x, FEW, replicated, scratch, &split);
        for (size_t left_out = 0; left_out < parts; left_out++) {
            double stochastic = 0, sum = 0, sum_of_squares = 0;
            for (size_t i = 0; i < FEW; i++) {
                if (i % parts == left_out) continue;
                stochastic += (y[i] - x[i]) * (y[i] - x[i]), sum += x[i], sum_of_squares += x[i] * x[i];
            }
            const double n = (double)(FEW - each);
            share[left_out] = stochastic / (stochastic + sum_of_squares - sum * sum / n);
            mean += share[left_out] / (double)parts;
        }
        for (size_t k = 0; k < parts; k++) square += (share[k] - mean) * (share[k] - mean);
        const double jackknife = sqrt(square * (double)(parts - 1) / (double)parts);
        cr_expect(fabs(split.share_of_stochastic.error / jackknife - 1) < (replicated ? 0.2 : 0.02),
                  "%d: %g, jackknife %g", replicated, split.share_of_stochastic.error, jackknife);
    }
}

Test(analysis_summary, break_even_counts_never)
{
    /* gross x = 1 + z of mean 1, cost 0.9: year t breaks even where x (t + 1)/10 >= 0.9 */
    const struct fixture_request request = {
        .iterations = 1000, .payers = 1, .gross = {1}, .cost = {0.9}, .spread = 1, .cases = 3};
    fixture_init(&fixture, &request);
    const struct break_even_summary *const year = &fixture.summary.break_even;
    for (int t = 0; t < FIXTURE_YEARS; t++) {
        const double needed = 9.0 / (t + 1);
        cr_expect_float_eq(year->by_year[t].value, needed > 2 ? 0 : (2 - needed) / 2, 0.002);
    }
    cr_expect_float_eq(year->never.value, 0.45, 0.002);
    cr_expect_eq(year->median, 8);
    cr_expect_float_eq(fixture.summary.case_avoided[0].value, 1 - 1 / 6.0, 0.002);
    cr_expect_float_eq(fixture.summary.any_case_avoided.value, 1 - 1 / 6.0, 0.002);
    fixture_free(&fixture);
}

Test(analysis_summary, nothing_finished_is_an_error)
{
    const struct fixture_request request = {.iterations = 10, .payers = 1, .gross = {1}, .cost = {1}};
    struct summary summary;
    struct error err = {0};
    fixture_init(&fixture, &request);
    fixture.outcomes.iterations = 0;
    cr_expect_neq(summary_compute(&fixture.arena, &fixture.outcomes, &fixture.scenario, &summary, &err), STATUS_OK);
    fixture_free(&fixture);
}
