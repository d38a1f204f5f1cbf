/* The pieces of the model that have a closed form of their own: targeting, discounting, effects, years. */
#include <criterion/criterion.h>
#include <limits.h>
#include <math.h>

#include "sim/model/discount.h"
#include "sim/model/effect.h"
#include "sim/model/mechanism_columns.h"
#include "sim/model/targeting.h"

static void near(double got, double wanted, double tolerance, const char *what)
{
    cr_assert(fabs(got - wanted) <= tolerance, "%s: got %.17g, wanted %.17g", what, got, wanted);
}

/* Share of the unit square with accuracy * r + (1 - accuracy) * v above the threshold, by integrating over r. */
static double share_above(double accuracy, double threshold)
{
    enum { STEPS = 20000 };
    double share = 0;
    for (int i = 0; i < STEPS; i++) {
        const double r = (i + 0.5) / STEPS;
        const double least = accuracy < 1 ? (threshold - accuracy * r) / (1 - accuracy) : (r > threshold ? 0 : 1);
        share += fmin(1, fmax(0, 1 - least)) / STEPS;
    }
    return share;
}

Test(model_targeting, threshold_selects_the_share_it_should)
{
    for (int a = 0; a <= 10; a++)
        for (int q = 1; q < 20; q++) {
            const double accuracy = a / 10.0, top = q / 20.0;
            near(share_above(accuracy, targeting_threshold(accuracy, top)), top, 1e-4, "share above the threshold");
        }
}

Test(model_targeting, threshold_of_nobody_and_of_everybody)
{
    for (int a = 0; a <= 10; a++) {
        near(targeting_threshold(a / 10.0, 0), 1, 0, "nobody is above");
        near(targeting_threshold(a / 10.0, 1), 0, 1e-15, "everybody is above");
    }
}

Test(model_targeting, probability_integrates_to_uptake_times_top)
{
    for (int a = 0; a <= 10; a++) {
        const struct targeting state = {
            .accuracy = a / 10.0, .threshold = targeting_threshold(a / 10.0, 0.2), .uptake = 0.6};
        double sum = 0;
        for (int i = 0; i < 20000; i++) sum += targeting_probability(&state, (i + 0.5) / 20000) / 20000;
        near(sum, 0.12, 1e-4, "expected share of participants");
    }
}

/* Between two kinks the probability is a straight line, and at each its slope changes or it jumps. */
Test(model_targeting, kinks_are_where_the_line_bends)
{
    for (int a = 1; a <= 10; a++) {
        const double accuracy = a / 10.0;
        const struct targeting state = {
            .accuracy = accuracy, .threshold = targeting_threshold(accuracy, 0.3), .uptake = 0.5};
        double kink[2];
        const int kinks = targeting_kinks(&state, kink);
        int bends = 0;
        for (int i = 1; i < 1000; i++) {
            const double r = (i + 0.5) / 1001, step = 0.4 / 1001;
            const double bend = targeting_probability(&state, r - step) - 2 * targeting_probability(&state, r) +
                                targeting_probability(&state, r + step);
            bool near_kink = false;
            for (int k = 0; k < kinks; k++) near_kink |= fabs(kink[k] - r) < step;
            bends += near_kink;
            cr_expect(near_kink || fabs(bend) < 1e-12, "accuracy %g: it bends at %g by %g", accuracy, r, bend);
        }
        cr_expect_eq(kinks, (targeting_probability(&state, 0) == 0) + (targeting_probability(&state, 1) == 0.5));
        cr_expect_leq(bends, kinks);
        for (int k = 0; k < kinks; k++) {
            const double before = targeting_probability(&state, kink[k] - 1e-6),
                         after = targeting_probability(&state, kink[k] + 1e-6);
            cr_expect(after > before && (before == 0 || after == 0.5), "accuracy %g: it starts or ends to rise",
                      accuracy);
        }
    }
}

Test(model_targeting, no_kinks_of_a_choice_without_ranks)
{
    double kink[2];
    cr_expect_eq(targeting_kinks(&(struct targeting){.everybody = true, .accuracy = 1, .threshold = 0.5}, kink), 0);
    cr_expect_eq(targeting_kinks(&(struct targeting){.accuracy = 0, .threshold = 0.5}, kink), 0);
}

/* With a perfect instrument the place in the order decides; with more who would come than places, the places do. */
Test(model_targeting, places_limit_uptake)
{
    const struct plan_targeting plan = {.top = 0, .accuracy = 1, .uptake = 2, .capacity = 3};
    const struct targeting few = targeting_resolve(&plan, 1000, (double[]){0.2, 1, 0.6, 50});
    near(few.uptake, 0.25, 1e-16, "50 places for 200 invited");
    near(targeting_probability(&few, 0.8 - 1e-9), 0, 0, "below the threshold");
    near(targeting_probability(&few, 0.8 + 1e-9), 0.25, 1e-16, "above it");
    near(targeting_resolve(&plan, 1000, (double[]){0.2, 1, 0.6, 150}).uptake, 0.6, 0, "places enough");
    near(targeting_resolve(&plan, 1000, (double[]){0, 1, 0.6, 50}).uptake, 0.6, 0, "nobody is invited");
    const struct targeting all = targeting_resolve(&plan, 1000, (double[]){1, 0.5, 0.6, INFINITY});
    near(targeting_probability(&all, 0), 0.6, 0, "everybody is invited");
    cr_expect(all.everybody && !few.everybody);
}

static void fill(const struct discount_step *step, size_t steps, enum discounting timing, double *out, size_t years)
{
    const struct settings settings = {.discount_steps = steps, .discount_step = step, .discounting = timing};
    discount_fill(&settings, years, out);
}

Test(model_discount, green_book_schedule)
{
    /* HM Treasury, The Green Book (2022), table 8: 3.5 % to year 30, 3.0 % to 75, 2.5 % to 125 */
    const struct discount_step step[] = {{30, 0.035}, {75, 0.03}, {INT_MAX, 0.025}};
    double factor[80];
    fill(step, 3, DISCOUNT_START, factor, 80);
    near(factor[0], 1, 0, "year 0");
    near(factor[1], 0.9661835749, 1e-10, "year 1");
    near(factor[30], 0.3562784106, 1e-10, "year 30");
    near(factor[31], 0.3459013695, 1e-10, "year 31");
    near(factor[75], 0.09421377258, 1e-11, "year 75");
    near(factor[76], 0.09191587568, 1e-11, "year 76");
    fill(step, 3, DISCOUNT_END, factor, 40);
    double annuity = 0;
    for (int t = 0; t < 40; t++) annuity += factor[t];
    near(annuity, 21.43117252, 1e-8, "1 a year for 40 years, end of year");
}

Test(model_discount, timings_differ_by_half_a_year_and_a_year)
{
    const struct discount_step step = {INT_MAX, 0.03};
    double start[50], mid[50], end[50];
    fill(&step, 1, DISCOUNT_START, start, 50);
    fill(&step, 1, DISCOUNT_MID, mid, 50);
    fill(&step, 1, DISCOUNT_END, end, 50);
    for (int t = 0; t < 50; t++) {
        near(start[t], pow(1.03, -t), 1e-15, "start");
        near(mid[t], pow(1.03, -(t + 0.5)), 1e-15, "mid");
        near(end[t], pow(1.03, -(t + 1)), 1e-15, "end");
    }
}

static double risk_with(enum effect_measure measure, double value, double adjustment, double p)
{
    return effect_risk(effect_change(measure, value, adjustment, p), p);
}

Test(model_effect, four_measures_of_one_effect_agree)
{
    const double p = 0.1, rr = 0.6, treated = p * rr;
    const double odds_ratio = treated / (1 - treated) / (p / (1 - p));
    near(risk_with(MEASURE_RELATIVE_RISK, rr, 1, p), treated, 1e-16, "relative risk");
    near(risk_with(MEASURE_RELATIVE_RISK_REDUCTION, 1 - rr, 1, p), treated, 1e-16, "reduction of it");
    near(risk_with(MEASURE_ODDS_RATIO, odds_ratio, 1, p), treated, 1e-15, "odds ratio");
    near(risk_with(MEASURE_ABSOLUTE_RISK_REDUCTION, p - treated, 1, p), treated, 1e-15, "percentage points");
}

Test(model_effect, adjustment_scales_towards_no_effect)
{
    for (int m = MEASURE_RELATIVE_RISK; m <= MEASURE_ABSOLUTE_RISK_REDUCTION; m++) {
        const double full = risk_with((enum effect_measure)m, 0.05, 1, 0.2);
        const double half = risk_with((enum effect_measure)m, 0.05, 0.5, 0.2);
        near(risk_with((enum effect_measure)m, 0.05, 0, 0.2), 0.2, 0, "no adjustment left, no effect");
        near(0.2 - half, (0.2 - full) / 2, 1e-14, "half of the effect");
    }
}

Test(model_effect, a_risk_stays_within_its_limits)
{
    near(risk_with(MEASURE_ABSOLUTE_RISK_REDUCTION, 0.3, 1, 0.1), 0, 0, "30 points off a risk of 10 %");
    near(risk_with(MEASURE_RELATIVE_RISK_REDUCTION, 1.5, 1, 0.1), 0, 0, "150 % reduction");
    near(risk_with(MEASURE_ABSOLUTE_RISK_REDUCTION, 0.3, 1, 0), 0, 0, "nobody at risk");
    near(risk_with(MEASURE_ABSOLUTE_RISK_REDUCTION, -0.3, 1, 0), 0.3, 0, "a harm where nobody is at risk");
    near(risk_with(MEASURE_ABSOLUTE_RISK_REDUCTION, -0.3, 1, 0.9), 1, 0, "30 points on a risk of 90 %");
    near(risk_with(MEASURE_RELATIVE_RISK, 3, 1, 0.5), 1, 0, "three times a risk of 50 %");
}

static struct effect_change points(double value)
{
    return effect_change(MEASURE_ABSOLUTE_RISK_REDUCTION, value, 1, 0);
}

static struct effect_change ratio(double value)
{
    return effect_change(MEASURE_RELATIVE_RISK, value, 1, 0);
}

Test(model_effect, the_best_moves_a_risk_farthest)
{
    static const double risk[] = {1e-3, 0.1, 0.3, 0.7, 0.9};
    for (size_t i = 0; i < sizeof risk / sizeof *risk; i++) {
        cr_expect(effect_prevails(ratio(0.8), ratio(1.2), risk[i]), "of equal factors the more harmful");
        cr_expect_not(effect_prevails(ratio(1.2), ratio(0.8), risk[i]), "in the other order as well");
        cr_expect(effect_prevails(points(0.001), points(-0.001), risk[i]), "of equal points the more harmful");
        cr_expect_not(effect_prevails(points(-0.001), points(0.001), risk[i]), "in the other order as well");
    }
    cr_expect(effect_prevails(ratio(0.5), points(0.06), 0.1), "6 points are more than half of 10 %%");
    cr_expect_not(effect_prevails(ratio(0.5), points(0.06), 0.2), "but not of 20 %%");
    cr_expect(effect_prevails(points(0.5), points(-0.2), 0.1), "what cannot be taken off does not count");
    cr_expect(effect_prevails(ratio(3), points(-1e-6), 0), "at a risk of 0 only points move anything");
    cr_expect_not(effect_prevails(points(-1e-6), ratio(3), 0), "in the other order as well");
}

Test(model_effect, combining)
{
    near(effect_combine(INTERACTIONS_MULTIPLY, 0.8, 0.5), 0.4, 1e-16, "multiply");
    near(effect_combine(INTERACTIONS_BEST, 0.8, 0.5), 0.5, 0, "the stronger");
    near(effect_combine(INTERACTIONS_BEST, 0.5, 0.8), 0.5, 0, "the stronger, in the other order");
    near(effect_combine(INTERACTIONS_BEST, 0.75, 1.25), 1.25, 0, "of two equally strong the harmful");
    near(effect_combine(INTERACTIONS_BEST, 1.25, 0.75), 1.25, 0, "likewise in the other order");
}

Test(model_effect, strength_over_time)
{
    near(effect_full(2, 1, 3), 1, 0, "while it persists");
    near(effect_full(2, 1, 2.25), 0.25, 0, "a quarter of the year");
    near(effect_full(2, 0.5, 2.25), 0.5, 0, "half of the half year");
    near(effect_full(2, 0.125, 2.25), 1, 0, "all of an eighth");
    near(effect_full(3, 1, 3), 0, 0, "not any more");
    near(effect_full(1e6, 1, INFINITY), 1, 0, "for ever");
    near(effect_faded(3, 3, 2), sqrt(0.5), 1e-15, "one year of half-lives on");
    near(effect_faded(4, 3, 2), 0.5, 1e-15, "a half-life on");
    near(effect_faded(3, 3, 0), 0, 0, "no half-life");
}

Test(model_years, overlap_of_a_year_and_an_interval)
{
    near(mechanism_overlap(0, 0, 1), 1, 0, "the same year");
    near(mechanism_overlap(3, 1, 2.5), 0.5, 0, "the last half-year");
    near(mechanism_overlap(0, 0.25, 10), 0.75, 0, "a start within the year");
    near(mechanism_overlap(0, 0.25, 0.5), 0.5, 0, "all within the year");
    near(mechanism_overlap(5, 1, 2), 0, 0, "afterwards");
    near(mechanism_overlap(0, 1, 2), 0, 0, "before");
    double sum = 0;
    for (int t = 0; t < 60; t++) sum += mechanism_overlap(t, 2.3, 40.9);
    near(sum, 40.9, 1e-13, "the years of an interval sum to its length");
}

/* However short a case, all of its cost is paid, in the year of the onset but for what passes its end. */
Test(model_years, what_is_paid_of_a_case)
{
    static const double onset[] = {0, 2, 2.25, 2.999999, 3 - 1e-15};
    for (size_t o = 0; o < sizeof onset / sizeof *onset; o++) {
        const double start = onset[o], year = floor(start);
        near(mechanism_paid_in(year, start, 0), 1, 0, "at once");
        near(mechanism_paid_in(year + 1, start, 0), 0, 0, "not later");
        for (double duration = 4; duration > 1e-300; duration /= 7) {
            double sum = 0;
            for (double t = 0; t < 8; t++) sum += mechanism_paid_in(t, start, duration);
            near(sum, 1, 1e-15, "all of it");
            near(mechanism_paid_in(year, start, duration), fmin(1, (year + 1 - start) / duration), 1e-15, "evenly");
        }
    }
}

Test(model_years, growth)
{
    double flow[4] = {1, 1, 1, 1};
    const double growth = 0.02;
    double work;
    column_grow(&growth, 1, 4, &work, flow);
    for (int t = 0; t < 4; t++) near(flow[t], pow(1.02, t), 1e-15, "growth");
}

/* The strength that is carried from year to year is that of each year by itself, whatever the neighbours are. */
Test(model_years, fading_by_steps_is_the_strength_of_the_year)
{
    enum { N = 8, YEARS = 40 };
    static const double persistence[N] = {0, 2, 2, 2.5, 2.5, 7, INFINITY, 45},
                        half_life[N] = {3, 4, 4, 4, 0, 1.5, 2, 5};
    double work[FADE_COLUMNS * N];
    const struct fade fade = {persistence, half_life, work, work + N, work + 2 * N, work + 3 * N};
    fade_prepare(&fade, N, YEARS);
    for (int tau = 0; tau < YEARS; tau++) {
        const double *const strength = fade_step(&fade, N, tau, NULL);
        for (size_t i = 0; i < N; i++) {
            const double full = effect_full(tau, 1, persistence[i]);
            const double faded = full < 1 ? effect_faded(tau, persistence[i], half_life[i]) : 0;
            near(strength[i], full + (1 - full) * faded, 1e-14, "strength of the year");
        }
    }
}

Test(model_years, a_year_begun_is_a_year)
{
    cr_expect_eq(year_from(0, 10), 0);
    cr_expect_eq(year_from(2, 10), 2);
    cr_expect_eq(year_from(2.25, 10), 3);
    cr_expect_eq(year_from(9.5, 10), 10);
    cr_expect_eq(year_from(10, 10), 10);
    cr_expect_eq(year_from(INFINITY, 10), 10);
    const double x[] = {3, -1, 7, 2};
    cr_expect(column_least(x, 4) == -1 && column_most(x, 4) == 7 && column_least(x, 1) == 3 && column_most(x, 1) == 3);
}
