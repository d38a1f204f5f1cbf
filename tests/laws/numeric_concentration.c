#include <criterion/criterion.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <math.h>
#include <string.h>

#include "sim/numeric/concentration_shapes.h"
#include "sim/numeric/stream.h"

static struct arena arena;

static void setup(void)
{
    gsl_set_error_handler_off();
    arena_init(&arena, allocator_libc, 0);
}

static void teardown(void)
{
    arena_free(&arena);
}

TestSuite(numeric_concentration, .init = setup, .fini = teardown);

static struct concentration solve(const struct concentration_request *request)
{
    struct concentration made;
    struct error err = {0};
    cr_assert_eq(concentration_solve(&arena, request, &made, &err), STATUS_OK, "%s", err.message);
    return made;
}

static struct concentration pareto(double q, double s, double cap)
{
    return solve(&(struct concentration_request){
        .shape = CONCENTRATION_PARETO, .points = 1, .top = {q}, .share = {s}, .cap = cap});
}

static struct concentration lognormal(double q, double s)
{
    return solve(
        &(struct concentration_request){.shape = CONCENTRATION_LOGNORMAL, .points = 1, .top = {q}, .share = {s}});
}

static struct concentration empirical(void)
{
    static const double cost[] = {0, 0, 120, 30, 9000, 450, 30, 2200, 0, 700, 15, 60000};
    return solve(&(struct concentration_request){
        .shape = CONCENTRATION_EMPIRICAL, .sample = cost, .sample_count = sizeof cost / sizeof *cost});
}

/* The figures of MODEL, Persons, need and cost concentration. */
Test(numeric_concentration, published_figures)
{
    static const struct {
        double cap, alpha, low, top10, top1, variation;
    } known[] = {{100, 0.897968, 0.113692, 0.7031, 0.3491, 4.187},
                 {50, 0.806293, 0.103169, 0.6913, 0.2778, 3.258},
                 {1000, 1.041557, 0.128316, 0.7178, 0.4611, 9.751},
                 {INFINITY, 1.160964, 0.138647, 0.7267, 0.5281, INFINITY}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const struct concentration c = pareto(0.2, 0.8, known[i].cap);
        cr_expect_float_eq(c.alpha, known[i].alpha, 5.1e-7, "cap %g: alpha %.9f", known[i].cap, c.alpha);
        cr_expect_float_eq(c.low, known[i].low, 5.1e-7, "cap %g: low %.9f", known[i].cap, c.low);
        cr_expect_eq(c.high, known[i].cap);
        cr_expect_float_eq(concentration_top_share(&c, 0.1), known[i].top10, 5.1e-5);
        cr_expect_float_eq(concentration_top_share(&c, 0.01), known[i].top1, 5.1e-5);
        if (isinf(known[i].variation))
            cr_expect_eq(concentration_variation(&c), INFINITY);
        else
            cr_expect_float_eq(concentration_variation(&c), known[i].variation, 5.1e-4);
    }
    const struct concentration smooth = lognormal(0.2, 0.8), oulu = pareto(0.1, 0.81, INFINITY),
                               log = lognormal(0.1, 0.81);
    cr_expect_float_eq(smooth.sigma, 1.683242, 5.1e-7);
    cr_expect_float_eq(concentration_top_share(&smooth, 0.1), 0.6560, 5.1e-5);
    cr_expect_float_eq(concentration_variation(&smooth), 4.0002, 5.1e-5);
    cr_expect_float_eq(oulu.alpha, 1.100734, 5.1e-7);
    cr_expect_float_eq(concentration_top_share(&oulu, 0.2), 0.8630, 5.1e-5);
    cr_expect_float_eq(log.sigma, 2.159448, 5.1e-7);
    cr_expect_float_eq(concentration_top_share(&log, 0.2), 0.9062, 5.1e-5);
}

enum { CURVES = 12 };

static void make_curves(struct concentration out[CURVES])
{
    const struct concentration made[CURVES] = {
        solve(&(struct concentration_request){.shape = CONCENTRATION_NONE}),
        pareto(0.2, 0.8, 100),
        pareto(0.2, 0.8, INFINITY),
        pareto(0.2, 0.45, 4),
        pareto(0.2, 0.21, 1e6),
        pareto(0.01, 0.9, 1e4),
        lognormal(0.2, 0.8),
        lognormal(0.1, 0.12),
        pareto(0.1, 0.105, 1.2),
        pareto(0.2, 0.41, 2.6), /* (high / low)^alpha below 2 */
        pareto(0.2, 0.61, 4.7),
        empirical(),
    };
    memcpy(out, made, sizeof made);
}

struct integrand_context {
    const struct concentration *curve;
    double kappa; /* 0: w itself; else min(1, kappa w) */
    int power;
};

/* In s with rank = 1 - e^-s, so that the top is not cut off; the Jacobian is e^-s. */
static double integrand(double s, void *context)
{
    const struct integrand_context *const c = context;
    const double w = concentration_weight(c->curve, -expm1(-s));
    const double value = c->kappa > 0 ? fmin(1, c->kappa * w) : c->power == 2 ? w * w : w;
    return value * exp(-s);
}

static double integrate(struct integrand_context context, double from_rank, double to_rank)
{
    static const double TOP = 34; /* 1 - e^-34 is the last rank but a few that a double can tell from 1 */
    gsl_integration_workspace *const space = gsl_integration_workspace_alloc(2000);
    gsl_function function = {integrand, &context};
    double value, error;
    const double from = -log1p(-from_rank), to = to_rank < 1 ? -log1p(-to_rank) : TOP;
    gsl_integration_qag(&function, from, to, 1e-12, 1e-10, 2000, GSL_INTEG_GAUSS21, space, &value, &error);
    gsl_integration_workspace_free(space);
    return value;
}

Test(numeric_concentration, weights_have_mean_1_and_their_integral_is_the_lorenz_curve)
{
    struct concentration curve[CURVES];
    make_curves(curve);
    for (size_t i = 0; i < CURVES; i++) {
        const struct concentration *const c = &curve[i];
        const double tail = concentration_top_share(c, exp(-34));
        cr_expect_float_eq(integrate((struct integrand_context){.curve = c}, 0, 1) + tail, 1, 1e-6, "curve %zu", i);
        for (double p = 0.05; p < 1; p += 0.05) {
            const double wanted = integrate((struct integrand_context){.curve = c}, 0, p);
            cr_expect_float_eq(concentration_lorenz(c, p), wanted, 1e-8, "curve %zu at %g", i, p);
            cr_expect_float_eq(concentration_top_share(c, 1 - p), 1 - concentration_lorenz(c, p), 1e-13);
        }
        cr_expect_eq(concentration_lorenz(c, 0), 0);
        cr_expect_eq(concentration_lorenz(c, 1), 1);
        cr_expect_eq(concentration_top_share(c, 0), 0);
        cr_expect_eq(concentration_top_share(c, 1), 1);
    }
}

Test(numeric_concentration, variation_by_quadrature)
{
    struct concentration curve[CURVES];
    make_curves(curve);
    for (size_t i = 0; i < CURVES; i++) {
        const double got = concentration_variation(&curve[i]);
        if (isinf(got) || i == 4) continue; /* i == 4: its second moment lies beyond the reach of a double rank */
        const double square = integrate((struct integrand_context){.curve = &curve[i], .power = 2}, 0, 1);
        cr_expect_float_eq(got * got, square - 1, 1e-4 * square, "curve %zu: %g, not %g", i, got, sqrt(square - 1));
    }
}

Test(numeric_concentration, rank_inverts_weight_and_weights_rise)
{
    struct concentration curve[CURVES];
    make_curves(curve);
    for (size_t i = 1; i < CURVES; i++) {
        double before = -1;
        for (double r = 0.0005; r < 1; r += 0.001) {
            const double w = concentration_weight(&curve[i], r);
            cr_assert_geq(w, before, "curve %zu", i);
            const double rank = concentration_rank(&curve[i], w);
            if (curve[i].shape == CONCENTRATION_EMPIRICAL) /* equal values: any rank of theirs */
                cr_assert_float_eq(concentration_weight(&curve[i], rank), w, 1e-12 * (1 + w), "at %g", r);
            else
                cr_assert_float_eq(rank, r, 1e-9, "curve %zu at %g", i, r);
            before = w;
        }
        cr_expect_geq(concentration_rank(&curve[i], 1e12), isinf(curve[i].high) ? 1 - 1e-9 : 1);
        cr_expect(concentration_rank(&curve[i], 0) < 0.5);
    }
}

Test(numeric_concentration, clipped_mean_is_its_integral_and_kappa_its_inverse)
{
    struct concentration curve[CURVES];
    make_curves(curve);
    for (size_t i = 0; i < CURVES; i++) {
        for (double kappa = 0.001; kappa < 20; kappa *= 1.7) {
            const double got = concentration_clipped_mean(&curve[i], kappa);
            const double split = concentration_rank(&curve[i], 1 / kappa);
            const double wanted =
                integrate((struct integrand_context){.curve = &curve[i]}, 0, split) * kappa + (1 - split);
            cr_expect_float_eq(got, wanted, 1e-7, "curve %zu, kappa %g: %.12g, not %.12g", i, kappa, got, wanted);
        }
        const double greatest = concentration_greatest_risk(&curve[i]);
        cr_expect_float_eq(greatest, i == CURVES - 1 ? 1 - 2.0 / 11 : 1, 1e-15); /* two of its eleven steps are 0 */
        for (double risk = 1e-6; risk < 1; risk = risk < 0.1 ? risk * 3 : risk + 0.0831) {
            const double kappa = concentration_kappa(&curve[i], risk);
            if (risk > greatest) {
                cr_expect_eq(kappa, INFINITY, "curve %zu, risk %g", i, risk);
                continue;
            }
            cr_expect_geq(kappa, risk * (1 - 1e-15));
            cr_expect_float_eq(concentration_clipped_mean(&curve[i], kappa), risk, 1e-13, "curve %zu, risk %g", i,
                               risk);
        }
        cr_expect_eq(concentration_kappa(&curve[i], 0), 0);
        cr_expect_eq(concentration_clipped_mean(&curve[i], 0), 0);
        cr_expect_eq(concentration_clipped_mean(&curve[i], INFINITY), greatest);
        const double all = concentration_kappa(&curve[i], 1), least = concentration_weight(&curve[i], 0);
        cr_expect(least > 0 ? all == 1 / least : isinf(all), "curve %zu", i);
    }
}

/* Also on both sides of the greatest risk that clips nobody, and where the table ends. */
Test(numeric_concentration, kappa_from_its_table_is_that_of_a_direct_solve)
{
    enum { N = 3000 };
    static double risk[N];
    struct concentration curve[CURVES];
    struct error err = {0};
    make_curves(curve);
    for (size_t c = 0; c < CURVES; c++) {
        struct concentration fast = curve[c];
        cr_assert_eq(concentration_tabulate_kappa(&arena, &fast, &err), STATUS_OK);
        const bool smooth = fast.shape == CONCENTRATION_PARETO || fast.shape == CONCENTRATION_LOGNORMAL;
        cr_expect_eq(fast.kappa != NULL, smooth);
        for (double r = 0.001; smooth && r < 0.5; r += 0.003)
            cr_assert(concentration_kappa_find(fast.kappa, r, &(double){0}), "curve %zu: %g is not in the table", c, r);
        stream_fill_wide(4, c, 0, N, risk);
        for (size_t i = 0; i < N / 2; i++) risk[i] *= 0.1;
        for (size_t i = N - 200; i < N; i++) risk[i] = ldexp(1 + risk[i], -(int)(N - i) / 4);
        risk[0] = 1, risk[1] = 1 / concentration_weight(&curve[c], 1);
        risk[2] = nextafter(risk[1], 0), risk[3] = nextafter(risk[1], 1), risk[4] = 1 - 0x1p-53;
        for (size_t i = 0; i < N; i++) {
            const double exact = concentration_kappa(&curve[c], risk[i]), got = concentration_kappa(&fast, risk[i]);
            if (isinf(exact))
                cr_assert(isinf(got), "curve %zu, risk %g", c, risk[i]);
            else
                cr_assert_leq(fabs(got - exact), 1e-12 * exact, "curve %zu, risk %.17g: %.17g, not %.17g", c, risk[i],
                              got, exact);
        }
    }
}

Test(numeric_concentration, table_agrees_with_the_weight)
{
    enum { N = 50000 };
    static double rank[N], w[N], again[N];
    struct concentration curve[CURVES];
    make_curves(curve);
    stream_fill_narrow(1, 2, 3, 0, N / 2, rank);
    for (size_t i = 0; i < N / 4; i++) {
        rank[N / 2 + i] = ((double)i + 0.5) * 0x1p-32;
        rank[3 * N / 4 + i] = 1 - ((double)i + 16.5) * 0x1p-32;
    }
    rank[0] = 0.5, rank[1] = nextafter(0.5, 0), rank[2] = nextafter(0.5, 1);
    for (size_t c = 0; c < CURVES; c++) {
        concentration_fill(&curve[c], rank, N, w);
        for (size_t i = 0; i < N; i++) {
            const double exact = concentration_weight(&curve[c], rank[i]);
            cr_assert_leq(fabs(w[i] - exact), 1e-10 * exact, "curve %zu at %.17g: %.17g, not %.17g", c, rank[i], w[i],
                          exact);
        }
        for (size_t i = 0; i < N; i += 9) concentration_fill(&curve[c], rank + i, N - i < 9 ? N - i : 9, again + i);
        cr_assert_arr_eq(w, again, sizeof w);
    }
}

/* Of w itself, where the table above holds means. */
Test(numeric_concentration, top_of_the_table_agrees_with_the_weight)
{
    enum { N = 20000 };
    static double distance[N], w[N];
    struct concentration curve[CURVES];
    make_curves(curve);
    for (size_t i = 0; i < N; i++) distance[i] = exp2(-28 - 36 * ((double)i + 0.5) / N);
    distance[0] = 0x1p-28, distance[1] = nextafter(0x1p-28, 0), distance[2] = 0x1p-64, distance[3] = 0x1p-40;
    for (size_t c = 0; c < CURVES; c++) {
        concentration_fill_top(&curve[c], distance, N, w);
        for (size_t i = 0; i < N; i++) {
            const double exact = concentration_top_weight(&curve[c], distance[i]);
            cr_assert_leq(fabs(w[i] - exact), 1e-10 * exact, "curve %zu at 1 - %.17g: %.17g, not %.17g", c, distance[i],
                          w[i], exact);
        }
        const double nearest = 0x1p-80;
        concentration_fill_top(&curve[c], &nearest, 1, w);
        if (curve[c].table) cr_expect_eq(w[0], w[2], "curve %zu", c);
    }
}

/* The mean over all ranks of 32 bits: exactly near the top, by the midpoints of longer and longer runs below. */
Test(numeric_concentration, an_unbounded_pareto_keeps_its_mean_on_32_bits)
{
    const struct concentration c = pareto(0.2, 0.8, INFINITY);
    enum { EXACT = 100000 };
    double sum = 0;
    for (size_t k = 0; k < EXACT; k++) {
        const double rank = 1 - ((double)k + 0.5) * 0x1p-32;
        double w;
        concentration_fill(&c, &rank, 1, &w);
        sum += w * 0x1p-32;
    }
    const double wanted = concentration_top_share(&c, EXACT * 0x1p-32);
    cr_expect_float_eq(sum, wanted, 1e-5 * wanted, "%g, not %g", sum, wanted);
}

Test(numeric_concentration, two_points_are_met_by_least_squares)
{
    const struct concentration_request request = {
        .shape = CONCENTRATION_PARETO, .points = 2, .top = {0.2, 0.1}, .share = {0.8, 0.75}, .cap = 100};
    const struct concentration best = solve(&request);
    const double errors =
        pow(concentration_top_share(&best, 0.2) - 0.8, 2) + pow(concentration_top_share(&best, 0.1) - 0.75, 2);
    for (double share = 0.78; share < 0.86; share += 0.001) {
        const struct concentration other = pareto(0.2, share, 100);
        cr_expect_leq(errors, pow(concentration_top_share(&other, 0.2) - 0.8, 2) +
                                  pow(concentration_top_share(&other, 0.1) - 0.75, 2) + 1e-12);
    }
    const struct concentration one = lognormal(0.2, 0.8);
    const struct concentration same =
        solve(&(struct concentration_request){.shape = CONCENTRATION_LOGNORMAL,
                                              .points = 2,
                                              .top = {0.2, 0.05},
                                              .share = {0.8, concentration_top_share(&one, 0.05)}});
    cr_expect_float_eq(same.sigma, one.sigma, 1e-9);
}

/* No person in 1e300 would reach it. */
Test(numeric_concentration, a_cap_that_nobody_reaches_is_none)
{
    cr_expect_eq(pareto(0.2, 0.8, 1e300).high, INFINITY);
    cr_expect_eq(pareto(0.2, 0.8, 1e300).alpha, pareto(0.2, 0.8, INFINITY).alpha);
    cr_expect_eq(pareto(0.2, 0.8, 1e200).high, 1e200);
}

Test(numeric_concentration, two_points_may_stand_in_any_order)
{
    for (int shape = CONCENTRATION_PARETO; shape <= CONCENTRATION_LOGNORMAL; shape++) {
        struct concentration_request request = {
            .shape = (enum concentration_shape)shape, .points = 2, .top = {0.1, 0.2}, .share = {0.6, 0.8}, .cap = 100};
        const struct concentration one = solve(&request);
        request.top[0] = 0.2, request.top[1] = 0.1, request.share[0] = 0.8, request.share[1] = 0.6;
        const struct concentration other = solve(&request);
        cr_expect_float_eq(one.alpha + one.sigma, other.alpha + other.sigma, 1e-12 * (one.alpha + one.sigma));
    }
}

Test(numeric_concentration, a_sample_of_one_client)
{
    static const double cost = 5;
    const struct concentration one =
        solve(&(struct concentration_request){.shape = CONCENTRATION_EMPIRICAL, .sample = &cost, .sample_count = 1});
    cr_expect_eq(concentration_weight(&one, 0.3), 1);
    cr_expect_eq(concentration_weight(&one, 1), 1);
}

Test(numeric_concentration, mistakes_are_named)
{
    static const double none = 0, negative[] = {1, -1}, first[] = {-1, 2, 3};
    static const struct {
        struct concentration_request request;
        const char *says;
    } refused[] = {
        {{.shape = CONCENTRATION_PARETO, .points = 1, .top = {0.2}, .share = {0.1}, .cap = 100},
         "share must be above top"},
        {{.shape = CONCENTRATION_PARETO, .points = 1, .top = {0.2}, .share = {0.8}, .cap = 3}, "at most 45.79%"},
        {{.shape = CONCENTRATION_PARETO, .points = 1, .top = {0.2}, .share = {0.8}, .cap = 1}, "cap must be above 1"},
        {{.shape = CONCENTRATION_PARETO, .points = 1, .top = {1.2}, .share = {0.8}, .cap = 100},
         "top must lie between 0 and 100% (found 120%)"},
        {{.shape = CONCENTRATION_LOGNORMAL, .points = 0}, "one or two points"},
        {{.shape = CONCENTRATION_LOGNORMAL, .points = 2, .top = {0.2, 0.1}, .share = {0.8, 0.9}}, "contradict"},
        {{.shape = CONCENTRATION_LOGNORMAL, .points = 2, .top = {0.1, 0.2}, .share = {0.9, 0.8}}, "contradict"},
        {{.shape = CONCENTRATION_LOGNORMAL, .points = 2, .top = {0.2, 0.2}, .share = {0.8, 0.8}}, "same top"},
        {{.shape = CONCENTRATION_EMPIRICAL}, "empty"},
        {{.shape = CONCENTRATION_EMPIRICAL, .sample = &none, .sample_count = 1}, "sums to 0"},
        {{.shape = CONCENTRATION_EMPIRICAL, .sample = negative, .sample_count = 2}, "value 2 of the sample"},
        {{.shape = CONCENTRATION_EMPIRICAL, .sample = first, .sample_count = 3},
         "value 1 of the sample must be 0 or more (found -1)"},
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct concentration made;
        struct error err = {0};
        cr_expect_eq(concentration_solve(&arena, &refused[i].request, &made, &err), STATUS_SCENARIO, "case %zu", i);
        cr_expect_not_null(strstr(err.message, refused[i].says), "\"%s\" lacks \"%s\"", err.message, refused[i].says);
    }
}
