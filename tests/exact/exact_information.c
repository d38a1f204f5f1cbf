/* The value of information where it has a closed form: normal nets, through the unit normal loss integral
 * L(x) = phi(x) - x (1 - Phi(x)) (Raiffa and Schlaifer 1961). */
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "sim/analysis/value_planned_pilot.h"

enum { R = INFORMATION_PARTS, N = 4096, POINTS = 1024 };

static double loss(double x)
{
    return gsl_ran_ugaussian_pdf(x) - x * gsl_cdf_ugaussian_Q(x);
}

/* Standard normal numbers, stratified within each of the 16 replicates, which are shifted against each other. */
static void fill_normal(double *out, size_t n, double turn)
{
    const size_t strata = n / R;
    for (size_t i = 0; i < n; i++) {
        const double within = fmod(0.5 + (double)(i % R) * 0.61803398875 + turn, 1);
        out[i] = gsl_cdf_ugaussian_Pinv(((double)(i / R) + within) / (double)strata);
    }
}

/* Two choices: nothing, and mean + known + rest, both normal and independent. */
struct normals {
    struct arena arena;
    double net[2][N];
    struct prospects prospects;
    struct learnt learnt;
};

static void set_up(struct normals *out, double mean, double known, double rest)
{
    static double unit[N], point[POINTS];
    struct error err = {0};
    arena_init(&out->arena, allocator_libc, 0);
    fill_normal(unit, N, 0);
    fill_normal(point, POINTS, 0.3);
    for (size_t i = 0; i < N; i++) {
        out->net[0][i] = 0;
        out->net[1][i] = mean + sqrt(known * known + rest * rest) * unit[i];
    }
    const double **const net = ARENA_ARRAY(&out->arena, 2, const double *);
    net[0] = out->net[0], net[1] = out->net[1];
    cr_assert_eq(prospects_init(&out->arena, net, 2, N, &out->prospects, &err), STATUS_OK);
    double *const part = ARENA_ARRAY(&out->arena, 2 * R * POINTS, double);
    for (size_t r = 0; r < R; r++)
        for (size_t i = 0; i < POINTS; i++)
            part[(R + r) * POINTS + i] = mean + known * point[i] + 0.01 * rest * ((double)r - (R - 1) / 2.0);
    cr_assert_eq(learnt_init(&out->arena, &out->prospects, part, NULL, POINTS, &out->learnt, &err), STATUS_OK);
}

static void expect_near(const char *what, struct estimate got, double exact, double relative)
{
    cr_expect_float_eq(got.value, exact, relative * exact, "%s: %.10g, exact %.10g", what, got.value, exact);
    cr_expect(fabs(got.value - exact) <= 5 * got.error + 1e-3 * exact, "%s: %.10g, exact %.10g, error %.3g", what,
              got.value, exact, got.error);
}

/* EVPI = sd L(|mean| / sd), EVPPI likewise with the standard deviation of what is learnt. */
Test(exact, information_of_normal_nets)
{
    static const double mean[] = {0, 50, -50, 120, -300};
    for (size_t k = 0; k < sizeof mean / sizeof *mean; k++) {
        static struct normals is;
        struct information perfect, partial;
        struct error err = {0};
        set_up(&is, mean[k], 60, 80);
        cr_assert(mean[k] == 0 || is.prospects.best == (mean[k] > 0));
        cr_assert_eq(information_perfect(&is.arena, &is.prospects, &perfect, &err), STATUS_OK);
        cr_assert_eq(information_partial(&is.arena, &is.prospects, &is.learnt, &partial, &err), STATUS_OK);
        expect_near("EVPI", perfect.voi, 100 * loss(fabs(mean[k]) / 100), 0.02);
        if (fabs(mean[k]) < 200) {
            expect_near("EVPPI", partial.voi, 60 * loss(fabs(mean[k]) / 60), 0.03);
            cr_expect_float_eq(partial.change, gsl_cdf_ugaussian_Q(fabs(mean[k]) / 60), 0.002);
        } else {
            cr_expect_eq(partial.voi.value, 0);
            information_unseen(&partial, &is.prospects, POINTS);
            cr_expect(partial.voi.high >= 60 * loss(5), "%g", partial.voi.high);
            cr_expect_float_eq(partial.voi.high, 3.0 / POINTS * 100, 0.01, "the rule of three");
        }
        cr_expect(partial.voi.value <= perfect.voi.value);
        arena_free(&is.arena);
    }
}

/* Three choices: nothing, x and -x, of which the better is worth E|x| = sd sqrt(2 / pi); x is known exactly at the
 * points, and once more not at all. */
Test(exact, information_of_three_choices)
{
    static double net[3][N], point[POINTS];
    struct arena arena;
    struct prospects prospects;
    struct learnt learnt;
    struct information perfect, partial;
    struct error err = {0};
    arena_init(&arena, allocator_libc, 0);
    fill_normal(net[1], N, 0);
    fill_normal(point, POINTS, 0.1);
    for (size_t i = 0; i < N; i++) net[2][i] = -net[1][i];
    const double *const column[] = {net[0], net[1], net[2]};
    cr_assert_eq(prospects_init(&arena, column, 3, N, &prospects, &err), STATUS_OK);
    cr_assert_eq(information_perfect(&arena, &prospects, &perfect, &err), STATUS_OK);
    expect_near("EVPI", perfect.voi, sqrt(2 / M_PI), 0.01);
    double *const part = ARENA_ARRAY(&arena, 3 * R * POINTS, double);
    for (size_t r = 0; r < R; r++)
        for (size_t i = 0; i < POINTS; i++) {
            part[(R + r) * POINTS + i] = point[i];
            part[(2 * R + r) * POINTS + i] = -point[i];
        }
    cr_assert_eq(learnt_init(&arena, &prospects, part, NULL, POINTS, &learnt, &err), STATUS_OK);
    cr_assert_eq(information_partial(&arena, &prospects, &learnt, &partial, &err), STATUS_OK);
    expect_near("EVPPI", partial.voi, sqrt(2 / M_PI), 0.01);
    arena_free(&arena);
}

/* Choosing by noise: the mean of the choices at every point is the same, and the parts differ by chance alone. The
 * worth is flattered, and the error says by how much. */
Test(exact, information_that_is_only_noise)
{
    static double net[2][N];
    struct arena arena;
    struct prospects prospects;
    struct learnt learnt;
    struct information partial;
    struct error err = {0};
    arena_init(&arena, allocator_libc, 0);
    fill_normal(net[1], N, 0);
    const double *const column[] = {net[0], net[1]};
    cr_assert_eq(prospects_init(&arena, column, 2, N, &prospects, &err), STATUS_OK);
    double *const part = ARENA_ARRAY(&arena, 2 * R * POINTS, double);
    uint32_t state = 1;
    for (size_t at = R * POINTS; at < 2 * R * POINTS; at++) {
        state = state * 1664525u + 1013904223u;
        part[at] = gsl_cdf_ugaussian_Pinv((state + 0.5) / 4294967296.0);
    }
    cr_assert_eq(learnt_init(&arena, &prospects, part, NULL, POINTS, &learnt, &err), STATUS_OK);
    cr_assert_eq(information_partial(&arena, &prospects, &learnt, &partial, &err), STATUS_OK);
    cr_expect_float_eq(partial.voi.value, loss(0) / 4, 0.02, "%g", partial.voi.value); /* sd 1 / sqrt(16) */
    cr_expect(partial.optimism > 0.8 * partial.voi.value && partial.voi.low == 0, "%g %g", partial.optimism,
              partial.voi.low);
    arena_free(&arena);
}

/* --- pilots --- */

/* A treated risk that is one of two, a control risk of 1/2: the posterior after x of n is known, and so is the EVSI by
 * summing over x. */
Test(exact, pilot_between_two_risks)
{
    enum { TWO = 32 };
    static double net[2][N], control[TWO], treated[TWO], chance[2 * TWO];
    static const uint32_t sizes[] = {1, 2, 7, 40};
    struct arena arena;
    struct prospects prospects;
    struct learnt learnt;
    struct error err = {0};
    arena_init(&arena, allocator_libc, 0);
    double *const part = ARENA_ARRAY(&arena, 2 * R * TWO, double);
    for (size_t i = 0; i < TWO; i++) {
        control[i] = 0.5;
        treated[i] = i / R % 2 ? 0.2 : 0.6;
        for (size_t r = 0; r < R; r++) part[(R + r) * TWO + i] = i / R % 2 ? 100 : -120;
    }
    for (size_t i = 0; i < N; i++) net[1][i] = i / R % 2 ? 100 : -120;
    const double *const column[] = {net[0], net[1]};
    cr_assert_eq(prospects_init(&arena, column, 2, N, &prospects, &err), STATUS_OK);
    cr_assert_eq(learnt_init(&arena, &prospects, part, NULL, TWO, &learnt, &err), STATUS_OK);
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        const struct planned_risks risks = {control, treated};
        struct information got;
        double exact = 0;
        for (unsigned x = 0; x <= sizes[k]; x++)
            exact += fmax(0, 50 * gsl_ran_binomial_pdf(x, 0.2, sizes[k]) - 60 * gsl_ran_binomial_pdf(x, 0.6, sizes[k]));
        cr_assert_eq(planned_pilot_rule(&arena, &prospects, &learnt, &risks, sizes[k], 2, chance, &err), STATUS_OK);
        cr_assert_eq(information_of_rule(&arena, &prospects, &learnt, chance, &got, &err), STATUS_OK);
        cr_expect_float_eq(got.voi.value, exact, 1e-9 * exact, "%u: %.12g, exact %.12g", sizes[k], got.voi.value,
                           exact);
    }
    arena_free(&arena);
}

/* net = a (control - treated) with both risks normal and small errors: of n in each arm the posterior mean is normal,
 * with variance prior^2 / (prior + error), so that EVSI = s L(|mean| / s). Binomial counts are nearly normal here. */
Test(exact, pilot_of_a_linear_normal_net)
{
    enum { MANY = 4096 };
    static const double A = 1e5, MEAN = 0.02, SD = 0.02, RISK = 0.5;
    static double net[2][N], control[MANY], treated[MANY], chance[2 * MANY];
    struct arena arena;
    struct prospects prospects;
    struct learnt learnt;
    struct error err = {0};
    arena_init(&arena, allocator_libc, 0);
    double *const part = ARENA_ARRAY(&arena, 2 * R * MANY, double);
    fill_normal(treated, MANY, 0.2);
    fill_normal(net[1], N, 0);
    for (size_t i = 0; i < N; i++) net[1][i] = A * (MEAN - 0.025 + SD * net[1][i]);
    for (size_t i = 0; i < MANY; i++) {
        const double fall = MEAN + SD * treated[i];
        control[i] = RISK;
        treated[i] = RISK - fall;
        for (size_t r = 0; r < R; r++) part[(R + r) * MANY + i] = A * (fall - 0.025);
    }
    const double *const column[] = {net[0], net[1]};
    cr_assert_eq(prospects_init(&arena, column, 2, N, &prospects, &err), STATUS_OK);
    cr_assert_eq(learnt_init(&arena, &prospects, part, NULL, MANY, &learnt, &err), STATUS_OK);
    double before = 0;
    for (uint32_t n = 100; n <= 1000000; n *= 10) {
        const struct planned_risks risks = {control, treated};
        struct information got;
        const double error = RISK * (1 - RISK) / n, s = A * SD * SD / sqrt(SD * SD + error);
        cr_assert_eq(planned_pilot_rule(&arena, &prospects, &learnt, &risks, n, 2, chance, &err), STATUS_OK);
        cr_assert_eq(information_of_rule(&arena, &prospects, &learnt, chance, &got, &err), STATUS_OK);
        /* the controls' risk is known, so that only the treated tell something */
        const double exact = s * loss(A * 0.005 / s);
        cr_expect_float_eq(got.voi.value, exact, 0.03 * exact, "%u: %.6g, exact %.6g", n, got.voi.value, exact);
        cr_expect(got.voi.value >= before);
        before = got.voi.value;
    }
    arena_free(&arena);
}

/* Of certain risks a pilot tells nothing; at 0 and 1 nothing divides by zero. */
Test(exact, pilot_of_what_is_certain)
{
    static double control[POINTS], treated[POINTS], chance[2 * POINTS];
    static const double risk[] = {0, 0.3, 1};
    for (size_t k = 0; k < 3; k++) {
        static struct normals is;
        struct information got;
        struct error err = {0};
        set_up(&is, -10, 60, 80);
        for (size_t i = 0; i < POINTS; i++) control[i] = treated[i] = risk[k];
        const struct planned_risks risks = {control, treated};
        cr_assert_eq(planned_pilot_rule(&is.arena, &is.prospects, &is.learnt, &risks, 500, 1, chance, &err), STATUS_OK);
        cr_assert_eq(information_of_rule(&is.arena, &is.prospects, &is.learnt, chance, &got, &err), STATUS_OK);
        cr_expect_eq(got.voi.value, 0);
        arena_free(&is.arena);
    }
}
