/* Comparisons whose answer is known: two normal results with a correlation, and samples made for one verdict. */
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "sim/analysis/compare_perspective.h"
#include "sim/numeric/fixed_math.h"
#include "sim/numeric/stream.h"

enum { N = 1 << 15, CHOICES = 3 };

/* Standard normal variates of an axis, as Sobol' points or at random. */
static void normals(enum sampling method, const char *name, size_t dimension, size_t n, double *out)
{
    const struct sampling_design design = {.method = method, .seed = 5, .iterations = (uint32_t)n};
    const struct sampling_axis axis = sampling_axis_of(stream_id(name), dimension);
    sampling_fill(&design, &axis, 0, n, out);
    for (size_t i = 0; i < n; i++) out[i] = fixed_normal_quantile(out[i]);
}

struct sample {
    struct arena arena;
    struct comparison comparison;
    double value[CHOICES][N];
};

static struct sample sample;
static double first[N], second[N];

static void compare(size_t choices, size_t n, bool replicated)
{
    static const double *value[CHOICES] = {sample.value[0], sample.value[1], sample.value[2]};
    static const double *const cases[CHOICES] = {NULL, NULL, NULL};
    struct error err = {0};
    arena_init(&sample.arena, allocator_libc, 0);
    cr_assert_eq(comparison_compute(&sample.arena, value, cases, choices, n, replicated, 0, &sample.comparison, &err),
                 STATUS_OK, "%s", err.message);
}

static const double mean_a = 1, sd_a = 2, mean_b = 0.5, sd_b = 1, rho = 0.6;

static void two_normals(void)
{
    normals(SAMPLING_SOBOL, "a", 0, N, first);
    normals(SAMPLING_SOBOL, "b", 1, N, second);
    for (size_t i = 0; i < N; i++) {
        sample.value[0][i] = mean_a + sd_a * first[i];
        sample.value[1][i] = mean_b + sd_b * (rho * first[i] + sqrt(1 - rho * rho) * second[i]);
    }
    compare(2, N, true);
}

/* The difference b - a is normal with mean -0.5 and variance 1 + 4 - 2 * 0.6 * 2. */
Test(exact_compare, two_normals_differ_by_a_normal)
{
    two_normals();
    const double mean = mean_b - mean_a, sd = sqrt(sd_a * sd_a + sd_b * sd_b - 2 * rho * sd_a * sd_b);
    const struct pair *const pair = &sample.comparison.pair[0];
    cr_expect_float_eq(pair->difference.mean.value, mean, 1e-4);
    cr_expect_float_eq(pair->difference.sd.value, sd, 1e-3);
    cr_expect_float_eq(pair->difference.percentile[LEVEL_P5].value, mean - 1.6448536269514722 * sd, 0.03);
    cr_expect_float_eq(pair->gain, (sd_a * sd_a + sd_b * sd_b) / (sd * sd), 3e-3);
    const double wins = gsl_cdf_ugaussian_P(mean / sd);
    cr_expect_float_eq(pair->second_wins.value, wins, 1e-3);
    cr_expect_float_eq(pair->first_wins.value, 1 - wins, 1e-3);
    cr_expect_eq(pair->ties.value, 0);
    cr_expect_float_eq(comparison_beats(&sample.comparison, 0, 1).value, 1 - wins, 1e-3);
    cr_expect_float_eq(comparison_beats(&sample.comparison, 1, 0).value, wins, 1e-3);
    arena_free(&sample.arena);
}

/* E(d)+ of a normal d: sd phi(mean / sd) + mean Phi(mean / sd). */
Test(exact_compare, regret_is_the_mean_of_what_the_other_does_better)
{
    two_normals();
    const double mean = mean_b - mean_a, sd = sqrt(sd_a * sd_a + sd_b * sd_b - 2 * rho * sd_a * sd_b);
    const double better = sd * gsl_ran_ugaussian_pdf(mean / sd) + mean * gsl_cdf_ugaussian_P(mean / sd);
    cr_expect_float_eq(sample.comparison.standing[0].regret.value, better, 1e-3);
    cr_expect_float_eq(sample.comparison.standing[1].regret.value, better - mean, 1e-3);
    cr_expect_float_eq(sample.comparison.standing[0].best.value + sample.comparison.standing[1].best.value, 1, 1e-12);
    cr_expect_eq(comparison_least_regret(&sample.comparison), 0);
    cr_expect_eq(comparison_likeliest(&sample.comparison), 0);
    arena_free(&sample.arena);
}

/* More on average, but worse at its worst: the order turns round. */
Test(exact_compare, rankings_of_two_normals)
{
    static const double below[FIGURES] = {0, 1.6448536269514722, 2.0627128075074257};
    two_normals();
    for (int f = 0; f < FIGURES; f++) {
        const struct ranking *const ranking = &sample.comparison.ranking[f];
        const double ahead = mean_a - mean_b - below[f] * (sd_a - sd_b);
        cr_expect_eq(ranking->order[0], ahead > 0 ? 0 : 1, "figure %d", f);
        cr_expect_float_eq(ranking->step[0].difference, fabs(ahead), 0.01, "figure %d", f);
        cr_expect(ranking->settled && ranking->step[0].settled && ranking->wanted == N, "figure %d", f);
    }
    arena_free(&sample.arena);
}

/* The difference is 1.2 in 11 iterations of 20 and -1 in the others: mean 0.21, and n (z error / mean)^2 is
 * z^2 variance / mean^2, whatever n. */
Test(exact_compare, iterations_that_would_settle_a_ranking)
{
    enum { FEW = 40 };
    const double mean = 0.21, variance = 0.55 * 1.44 + 0.45 - mean * mean;
    for (size_t i = 0; i < FEW; i++) {
        sample.value[0][i] = (double)i;
        sample.value[1][i] = (double)i - (i % 20 < 11 ? 1.2 : -1);
    }
    compare(2, FEW, false);
    const struct ranking *const ranking = &sample.comparison.ranking[FIGURE_MEAN];
    cr_expect(!ranking->settled && !ranking->step[0].settled && !ranking->step[0].same);
    cr_expect_float_eq(ranking->step[0].difference, mean, 1e-12);
    cr_expect_float_eq(ranking->step[0].error, sqrt(variance / (FEW - 1)), 1e-12);
    cr_expect_float_eq(ranking->wanted, 3.841458820694124 * variance * FEW / (FEW - 1) / (mean * mean), 1e-8);
    arena_free(&sample.arena);
}

/* However clear it looks: so few show no spread of the worst twentieth. */
Test(exact_compare, few_iterations_settle_no_ranking)
{
    static const size_t lengths[] = {1, 2, 50, RANKING_LEAST};
    for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++) {
        const size_t n = lengths[k];
        for (size_t i = 0; i < n; i++) {
            sample.value[0][i] = 100 + (double)(i % 7);
            sample.value[1][i] = (double)(i % 5);
        }
        compare(2, n, false);
        for (int f = 0; f < FIGURES; f++) {
            const struct ranking *const ranking = &sample.comparison.ranking[f];
            cr_expect_eq(ranking->settled, n >= RANKING_LEAST, "%zu iterations, figure %d", n, f);
            cr_expect_eq(ranking->wanted, RANKING_LEAST, "%zu iterations, figure %d: %g", n, f, ranking->wanted);
        }
        arena_free(&sample.arena);
    }
}

Test(exact_compare, equal_means_are_never_settled)
{
    for (size_t i = 0; i < 100; i++) {
        sample.value[0][i] = 0;
        sample.value[1][i] = i % 2 ? 1 : -1;
    }
    compare(2, 100, false);
    cr_expect_eq(sample.comparison.ranking[FIGURE_MEAN].wanted, INFINITY);
    cr_expect_not(sample.comparison.ranking[FIGURE_MEAN].settled);
    cr_expect_eq(sample.comparison.ranking[FIGURE_MEAN].order[0], 0);
    cr_expect(sample.comparison.ranking[FIGURE_P5].settled && sample.comparison.ranking[FIGURE_P5].order[0] == 0);
    cr_expect_float_eq(sample.comparison.pair[0].gain, 1, 1e-12, "nothing is shared");
    arena_free(&sample.arena);
}

/* Nothing at all of the difference is left, not even rounding. */
Test(exact_compare, a_choice_against_itself)
{
    normals(SAMPLING_RANDOM, "a", 0, N, sample.value[0]);
    for (size_t i = 0; i < N; i++) sample.value[0][i] = 1e6 * (1 + sample.value[0][i]) / 3;
    memcpy(sample.value[1], sample.value[0], sizeof sample.value[0]);
    for (size_t i = 0; i < N; i++) sample.value[2][i] = sample.value[0][i] + (i % 3 ? 7e-10 : -7e-10);
    double *value[CHOICES] = {sample.value[0], sample.value[1], sample.value[2]};
    comparison_settle_ties(value, CHOICES, N, 0.005);
    compare(CHOICES, N, false);
    for (size_t p = 0; p < 3; p++) {
        const struct pair *const pair = &sample.comparison.pair[p];
        cr_expect(pair->difference.constant && pair->difference.minimum == 0 && pair->difference.maximum == 0);
        cr_expect(pair->difference.mean.value == 0 && pair->difference.mean.error == 0);
        cr_expect(pair->ties.value == 1 && pair->first_wins.value == 0 && pair->second_wins.value == 0);
        cr_expect_eq(pair->gain, INFINITY);
        for (int order = 0; order < DOMINANCE_ORDERS; order++) {
            cr_expect_eq(sample.comparison.dominance[p].forward[order], DOMINANCE_SAME);
            cr_expect_eq(sample.comparison.dominance[p].backward[order], DOMINANCE_SAME);
        }
    }
    for (int f = 0; f < FIGURES; f++) {
        cr_expect(sample.comparison.ranking[f].settled && sample.comparison.ranking[f].step[1].same);
        cr_expect_eq(sample.comparison.ranking[f].step[0].error, 0);
    }
    for (size_t c = 0; c < CHOICES; c++) {
        cr_expect_float_eq(sample.comparison.standing[c].best.value, 1 / 3.0, 1e-12);
        cr_expect(sample.comparison.standing[c].unbeaten.value == 1 && sample.comparison.standing[c].level.value == 1);
        cr_expect_eq(sample.comparison.standing[c].regret.value, 0);
    }
    arena_free(&sample.arena);
}

/* The order in which choices are named changes no number of a pair, in no bit. */
Test(exact_compare, order_changes_nothing)
{
    static double kept[CHOICES][N];
    normals(SAMPLING_RANDOM, "a", 0, N, kept[0]);
    normals(SAMPLING_RANDOM, "b", 1, N, kept[1]);
    for (size_t i = 0; i < N; i++) kept[2][i] = floor(2 * kept[0][i] + kept[1][i]);
    memcpy(sample.value, kept, sizeof kept);
    compare(CHOICES, N, false);
    const struct comparison before = sample.comparison;
    const struct arena arena = sample.arena;
    for (size_t c = 0; c < CHOICES; c++) memcpy(sample.value[c], kept[CHOICES - 1 - c], sizeof *kept);
    compare(CHOICES, N, false);
    for (size_t a = 0; a < CHOICES; a++)
        for (size_t b = a + 1; b < CHOICES; b++) {
            const size_t c = CHOICES - 1 - b, d = CHOICES - 1 - a;
            const struct pair *const one = &before.pair[comparison_pair(&before, a, b)];
            const struct pair *const other = &sample.comparison.pair[comparison_pair(&sample.comparison, c, d)];
            cr_expect_eq(one->difference.mean.value, -other->difference.mean.value);
            cr_expect_eq(one->difference.mean.error, other->difference.mean.error);
            cr_expect_eq(one->difference.minimum, -other->difference.maximum);
            cr_expect_eq(one->gain, other->gain);
            cr_expect_eq(memcmp(&one->second_wins, &other->first_wins, sizeof one->second_wins), 0);
            for (int order = 0; order < DOMINANCE_ORDERS; order++)
                cr_expect_eq(before.dominance[comparison_pair(&before, a, b)].forward[order],
                             sample.comparison.dominance[comparison_pair(&before, c, d)].backward[order]);
        }
    arena_free(&sample.arena);
    arena_free((struct arena *)&arena);
}

static void expect_dominance(const char *what, enum dominance first_order, enum dominance second_order,
                             enum dominance back_first, enum dominance back_second)
{
    const struct dominance_pair *const found = &sample.comparison.dominance[0];
    cr_expect_eq(found->forward[0], first_order, "%s: forward, first order: %d", what, (int)found->forward[0]);
    cr_expect_eq(found->forward[1], second_order, "%s: forward, second order: %d", what, (int)found->forward[1]);
    cr_expect_eq(found->backward[0], back_first, "%s: backward, first order: %d", what, (int)found->backward[0]);
    cr_expect_eq(found->backward[1], back_second, "%s: backward, second order: %d", what, (int)found->backward[1]);
    arena_free(&sample.arena);
}

/* What theory says of two normals: first order by the mean where sds are equal, second order by the smaller sd where
 * the mean is no less; a greater mean with a greater sd dominates in no order. */
Test(exact_compare, dominance_of_normals)
{
    static const struct {
        const char *what;
        double shift, stretch; /* of b against a standard normal a */
        enum dominance forward[2], backward[2];
    } cases[] = {
        {"b lies below", -0.3, 1, {DOMINANCE_YES, DOMINANCE_YES}, {DOMINANCE_NO, DOMINANCE_NO}},
        {"b is riskier", -0.1, 1.3, {DOMINANCE_NO, DOMINANCE_YES}, {DOMINANCE_NO, DOMINANCE_NO}},
        {"b is riskier and pays more", 0.3, 1.5, {DOMINANCE_NO, DOMINANCE_NO}, {DOMINANCE_NO, DOMINANCE_NO}},
        {"b is alike", 0, 1, {DOMINANCE_OPEN, DOMINANCE_OPEN}, {DOMINANCE_OPEN, DOMINANCE_OPEN}},
    };
    normals(SAMPLING_RANDOM, "a", 0, N, first);
    normals(SAMPLING_RANDOM, "b", 1, N, second);
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        for (size_t i = 0; i < N; i++) {
            sample.value[0][i] = first[i];
            sample.value[1][i] = cases[k].shift + cases[k].stretch * second[i];
        }
        compare(2, N, false);
        expect_dominance(cases[k].what, cases[k].forward[0], cases[k].forward[1], cases[k].backward[0],
                         cases[k].backward[1]);
    }
}

/* A rare disaster that one percentage point of probability would hide: the second order sees it. */
Test(exact_compare, a_rare_disaster_is_no_dominance)
{
    normals(SAMPLING_RANDOM, "a", 0, N, first);
    for (size_t i = 0; i < N; i++) {
        sample.value[0][i] = i % 250 == 0 ? -500 : first[i] + 0.5;
        sample.value[1][i] = first[i];
    }
    compare(2, N, false);
    cr_expect_neq(sample.comparison.dominance[0].forward[0], DOMINANCE_YES);
    expect_dominance("disaster", DOMINANCE_NO, DOMINANCE_NO, DOMINANCE_NO, DOMINANCE_YES);
}

/* A hundred iterations cannot show what thirty thousand do. */
Test(exact_compare, few_iterations_settle_no_dominance)
{
    normals(SAMPLING_RANDOM, "a", 0, N, first);
    for (size_t i = 0; i < N; i++) {
        sample.value[0][i] = first[i] + 0.1;
        sample.value[1][i] = first[i];
    }
    compare(2, 100, false);
    expect_dominance("few", DOMINANCE_OPEN, DOMINANCE_OPEN, DOMINANCE_NO, DOMINANCE_NO);
    compare(2, N, false);
    expect_dominance("many", DOMINANCE_YES, DOMINANCE_YES, DOMINANCE_NO, DOMINANCE_NO);
}

/* Values -30, 0, 10 with 3, 0, 1 cases against doing nothing: 3 w - 30 > 0 beyond 10, w + 10 always. */
Test(exact_compare, acceptability_of_a_few_futures)
{
    enum { FEW = 30 };
    static double net[FEW], cases[FEW], nothing[FEW];
    const double *const value[2] = {net, nothing}, *const avoided[2] = {cases, NULL};
    struct acceptability out;
    struct arena arena;
    struct error err = {0};
    for (size_t i = 0; i < FEW; i++) {
        net[i] = (double[]){-30, 0, 10}[i % 3];
        cases[i] = (double[]){3, 0, 1}[i % 3];
    }
    arena_init(&arena, allocator_libc, 0);
    cr_assert_eq(acceptability_compute(&arena, value, avoided, 2, FEW, false, 20, &out, &err), STATUS_OK);
    cr_assert_eq(out.points, (size_t)ACCEPTABILITY_POINTS);
    for (size_t p = 0; p < out.points; p++) {
        const double willingness = out.willingness[p], share = willingness > 10 ? 2 / 3.0 : 1 / 3.0;
        cr_expect_float_eq(willingness, 20 * (double)p / (ACCEPTABILITY_POINTS - 1), 1e-12);
        cr_expect_float_eq(out.pays[p].value, share, 1e-12, "worth %g", willingness);
        cr_expect_eq(out.pays[out.points + p].value, 0);
        /* the middle future is shared; at 10 the first one too */
        const double best = willingness == 10 ? 0.5 / 3 : willingness > 10 ? 1 / 3.0 : 0;
        cr_expect_float_eq(out.best[p].value, best + 0.5 / 3 + 1 / 3.0, 1e-12, "worth %g", willingness);
        cr_expect_float_eq(out.best[p].value + out.best[out.points + p].value, 1, 1e-12);
    }
    arena_free(&arena);
}

/* Nobody regrets the first choice in any of 100 iterations, which is no proof that nobody ever will, unless it is the
 * same choice twice. */
Test(exact_compare, a_regret_of_nought_has_an_error)
{
    enum { MANY = 100 };
    static double value[3][MANY];
    struct arena arena;
    struct error err = {0};
    struct standing standing[3];
    arena_init(&arena, allocator_libc, 0);
    for (size_t i = 0; i < MANY; i++) {
        value[0][i] = (double)i;
        value[1][i] = (double)i - 1 - (double)(i % 2);
        value[2][i] = (double)i;
    }
    const double *const column[] = {value[0], value[1], value[2]}, *const same[] = {value[0], value[2]};
    cr_assert_eq(standing_compute(&arena, column, 3, MANY, false, standing, &err), STATUS_OK);
    const double sd = sqrt(0.25 * MANY / (MANY - 1.0));
    cr_expect_eq(standing[0].regret.value, 0);
    cr_expect_float_eq(standing[0].regret.error, sd / MANY, 1e-12);
    cr_expect_float_eq(standing[0].regret.high, 3 * sd / MANY, 1e-12);
    cr_expect_float_eq(standing[1].regret.value, 1.5, 1e-12);
    cr_assert_eq(standing_compute(&arena, same, 2, MANY, false, standing, &err), STATUS_OK);
    cr_expect(standing[0].regret.error == 0 && standing[0].regret.high == 0);
    arena_free(&arena);
}
