#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "sim/numeric/fixed_math.h"
#include "sim/numeric/stream.h"
#include "tests/laws/numeric_examples.h"

static struct arena arena;
static struct example example[EXAMPLES_MAX];
static size_t examples;

static void setup(void)
{
    gsl_set_error_handler_off();
    arena_init(&arena, allocator_libc, 0);
    examples = examples_make(&arena, example);
}

static void teardown(void)
{
    arena_free(&arena);
}

TestSuite(numeric_distribution, .init = setup, .fini = teardown);

Test(numeric_distribution, every_kind_has_an_example_and_a_name)
{
    for (int kind = 0; kind < DISTRIBUTION_KINDS; kind++) {
        size_t found = 0;
        for (size_t i = 0; i < examples; i++) found += (int)example[i].distribution.kind == kind;
        cr_expect_gt(found, 0, "no example of %s", distribution_table[kind].name);
        cr_expect_eq(distribution_find(distribution_table[kind].name), kind);
        cr_expect_not_null(distribution_table[kind].help);
    }
    cr_expect_eq(distribution_find("gauss"), -1);
}

Test(numeric_distribution, kinds_that_are_offered_have_one_place_each)
{
    int kinds = 0;
    for (int kind = 0; kind < DISTRIBUTION_KINDS; kind++) kinds += distribution_table[kind].usual > 0;
    for (int place = 1; place <= kinds; place++) {
        int found = 0;
        for (int kind = 0; kind < DISTRIBUTION_KINDS; kind++) found += distribution_table[kind].usual == place;
        cr_expect_eq(found, 1, "place %d", place);
    }
}

/* Kinds with probability at single points have no inverse there; F(q(u)) >= u holds for all. */
static bool has_atoms(const struct distribution *d)
{
    return d->value || distribution_is_fixed(d);
}

Test(numeric_distribution, quantile_and_cdf_invert_each_other)
{
    for (size_t i = 0; i < examples; i++) {
        const struct distribution *const d = &example[i].distribution;
        for (double u = 0.001; u < 1; u += 0.001) {
            const double x = distribution_quantile(d, u), back = distribution_cdf(d, x);
            if (has_atoms(d)) {
                cr_assert_geq(back, u - 1e-12, "%s at u %g", example[i].name, u);
                cr_assert_leq(distribution_cdf(d, x - 1e-9), u + 1e-9, "%s at u %g", example[i].name, u);
            } else {
                cr_assert_float_eq(back, u, 1e-12, "%s at u %g: x %.17g, back %.17g", example[i].name, u, x, back);
            }
        }
    }
}

Test(numeric_distribution, quantiles_rise_and_are_finite_up_to_the_ends)
{
    for (size_t i = 0; i < examples; i++) {
        const struct distribution *const d = &example[i].distribution;
        double before = -INFINITY;
        for (int k = -53; k <= 53; k++) {
            const double u = k < 0 ? ldexp(1, k) : k > 0 ? 1 - ldexp(1, -k) : 0.5;
            const double x = distribution_quantile(d, u);
            cr_assert(isfinite(x), "%s at u %g", example[i].name, u);
            cr_assert_geq(x, before, "%s at u %g", example[i].name, u);
            cr_assert(x >= d->minimum && x <= d->maximum, "%s at u %g", example[i].name, u);
            before = x;
        }
    }
}

/* Draws of a run, the ends of what a uniform can be, and places where tables and formulas join. */
enum { DRAWS = 20000 };

static double draw[DRAWS], value[DRAWS], again[DRAWS];

static void fill_uniforms(size_t stream)
{
    static const double place[] = {0.5, 0.25, 0.75, 0.125, 0.875, 0x1.e355bbaee85cbp-24, 1e-9, 1e-6, 0.01, 0.99};
    stream_fill_wide(3, stream, 0, DRAWS, draw);
    size_t n = 0;
    for (size_t i = 0; i < sizeof place / sizeof *place; i++) {
        draw[n++] = place[i];
        draw[n++] = nextafter(place[i], 0);
        draw[n++] = nextafter(place[i], 1);
    }
    for (int k = 2; k <= 53; k++) {
        draw[n++] = ldexp(1, -k);
        draw[n++] = 1 - ldexp(1, -k);
    }
}

/* What the error is measured by: the standard deviation, before truncation. */
static double spread_of(const struct distribution *d)
{
    struct distribution whole = *d;
    whole.u_minimum = 0, whole.u_maximum = 1, whole.minimum = -INFINITY, whole.maximum = INFINITY;
    return distribution_sd(&whole);
}

static void check_table(const struct distribution *d, const char *name, size_t stream, size_t exact_draws)
{
    const struct quantile_function *function;
    struct error err = {0};
    fill_uniforms(stream);
    cr_assert_eq(quantile_compile(&arena, d, &function, &err), STATUS_OK);
    quantile_fill(function, draw, DRAWS, value);
    const double sd = spread_of(d);
    for (size_t k = 0; k < exact_draws; k++) {
        const double exact = distribution_quantile(d, draw[k]);
        cr_assert_leq(fabs(value[k] - exact), 1e-10 * fmax(fabs(exact), sd), "%s at u %.17g: %.17g, not %.17g", name,
                      draw[k], value[k], exact);
        cr_assert(value[k] >= d->minimum && value[k] <= d->maximum, "%s at u %.17g", name, draw[k]);
    }
    for (size_t k = 0; k < DRAWS; k += 7) quantile_fill(function, draw + k, k + 7 < DRAWS ? 7 : DRAWS - k, again + k);
    cr_assert_arr_eq(value, again, sizeof value, "%s in pieces", name);
    for (int isa = 0; isa < ISA_COUNT; isa++) {
        if (!isa_supported((enum isa)isa)) continue;
        memcpy(again, draw, sizeof again);
        quantile_fill_by((enum isa)isa, function, again, DRAWS, again);
        cr_assert_arr_eq(value, again, sizeof value, "%s by %s", name, isa_name((enum isa)isa));
    }
}

Test(numeric_distribution, tables_agree_with_the_quantile)
{
    for (size_t i = 0; i < examples; i++) check_table(&example[i].distribution, example[i].name, i, 4000);
}

Test(numeric_distribution, tables_agree_with_the_quantile_at_extreme_parameters)
{
    static const struct {
        const char *kind;
        struct distribution_argument argument[DISTRIBUTION_EXAMPLE];
        size_t count;
    } extreme[] = {
        {"gamma", {{"shape", 1e-4}, {"scale", 1}}, 2},
        {"gamma", {{"shape", 0.01}, {"scale", 1}}, 2},
        {"gamma", {{"shape", 0.05}, {"scale", 3}}, 2},
        {"gamma", {{"shape", 1}, {"scale", 1e9}}, 2},
        {"gamma", {{"shape", 1e10}, {"scale", 1}}, 2},
        {"gamma", {{"mean", 5}, {"sd", 1}, {"max", 2}}, 3},
        {"gamma", {{"mean", 5}, {"sd", 1}, {"min", 9}}, 3},
        {"beta", {{"alpha", 0.01}, {"beta", 0.01}}, 2},
        {"beta", {{"alpha", 0.1}, {"beta", 0.2}}, 2},
        {"beta", {{"alpha", 0.05}, {"beta", 30}}, 2},
        {"beta", {{"alpha", 1}, {"beta", 1}}, 2},
        {"beta", {{"alpha", 1e5}, {"beta", 1}}, 2},
        {"beta", {{"alpha", 3e9}, {"beta", 5e9}}, 2},
        {"beta", {{"alpha", 2}, {"beta", 9}, {"max", 0.0001}}, 3},
        {"pert", {{"min", -1e9}, {"mode", 5}, {"max", 6}}, 3},
        {"pert", {{"min", 0}, {"mode", 1}, {"max", 1}, {"shape", 1e6}}, 4},
        {"pert", {{"min", 0}, {"mode", 0.3}, {"max", 1}, {"shape", 1e-3}}, 4},
        {"weibull", {{"shape", 0.08}, {"scale", 1}}, 2},
        {"weibull", {{"shape", 300}, {"scale", 5}}, 2},
        {"weibull", {{"shape", 3}, {"scale", 5}, {"max", 0.02}}, 3},
        {"lognormal", {{"mu", -690}, {"sigma", 0.5}}, 2},
        {"lognormal", {{"mu", 3}, {"sigma", 9}}, 2},
        {"logitnormal", {{"mu", 0}, {"sigma", 8}}, 2},
        {"logitnormal", {{"mu", -5}, {"sigma", 40}}, 2},
        {"logitnormal", {{"mu", 30}, {"sigma", 0.9}}, 2},
        {"logitnormal", {{"mu", -300}, {"sigma", 2}}, 2},
        {"logitnormal", {{"mean", 0.1}, {"sd", 0.02}, {"max", 0.05}}, 3},
        {"normal", {{"mean", 5}, {"sd", 1}, {"max", -0.9}}, 3},
        {"normal", {{"mean", 1e9}, {"sd", 1e-3}}, 2},
    };
    for (size_t i = 0; i < sizeof extreme / sizeof *extreme; i++) {
        struct distribution made;
        struct error err = {0};
        const int kind = distribution_find(extreme[i].kind);
        char name[40];
        snprintf(name, sizeof name, "%s, extreme %zu", extreme[i].kind, i);
        cr_assert_eq(
            distribution_solve((enum distribution_kind)kind, extreme[i].argument, extreme[i].count, &made, &err),
            STATUS_OK, "%s: %s", name, err.message);
        check_table(&made, name, 100 + i, 1000);
    }
}

/* Many at once, where one of five million uniforms lies and beyond. */
Test(numeric_distribution, normal_quantiles_at_once_reach_the_ends)
{
    const struct distribution_argument argument[] = {{"mean", 0}, {"sd", 1}};
    const struct quantile_function *function;
    struct distribution normal;
    struct error err = {0};
    double u[96], x[96];
    cr_assert_eq(distribution_solve(DISTRIBUTION_NORMAL, argument, 2, &normal, &err), STATUS_OK);
    cr_assert_eq(quantile_compile(&arena, &normal, &function, &err), STATUS_OK);
    for (int i = 0; i < 96; i++) u[i] = i % 2 ? ldexp(1.3, -i / 2 - 4) : 1 - ldexp(1.3, -i / 2 - 4);
    quantile_fill(function, u, 96, x);
    for (int i = 0; i < 96; i++)
        cr_expect_float_eq(x[i], distribution_quantile(&normal, u[i]), 1e-10, "u %a: %.12g, not %.12g", u[i], x[i],
                           distribution_quantile(&normal, u[i]));
}

Test(numeric_distribution, mean_and_sd_are_those_of_the_quantile)
{
    enum { STEPS = 100000 };
    for (size_t i = 0; i < examples; i++) {
        const struct distribution *const d = &example[i].distribution;
        const struct quantile_function *function;
        struct error err = {0};
        static double steps[STEPS], values[STEPS];
        cr_assert_eq(quantile_compile(&arena, d, &function, &err), STATUS_OK);
        /* step = s^2 (3 - 2 s) takes the ends in small steps */
        double mass = 0, mean = 0, square = 0;
        for (size_t k = 0; k < STEPS; k++) {
            const double s = ((double)k + 0.5) / STEPS;
            steps[k] = s * s * (3 - 2 * s);
        }
        quantile_fill(function, steps, STEPS, values);
        for (size_t k = 0; k < STEPS; k++) {
            const double s = ((double)k + 0.5) / STEPS, w = 6 * s * (1 - s) / STEPS;
            mass += w;
            mean += w * values[k];
            square += w * values[k] * values[k];
        }
        mean /= mass;
        const double sd = distribution_sd(d), scale = fmax(fabs(mean), sd);
        cr_expect_float_eq(distribution_mean(d), mean, 2e-5 * scale, "%s: %.12g, not %.12g", example[i].name,
                           distribution_mean(d), mean);
        cr_expect_float_eq(sd, sqrt(fmax(square / mass - mean * mean, 0)), 1e-3 * sd + 1e-6 * fabs(mean),
                           "%s: sd %.12g", example[i].name, sd);
    }
}

/* What a name of a form means for a distribution; NAN where the name is new to this test. */
static double argument_of(const char *name, const struct distribution *d)
{
    const struct distribution_argument *base;
    const size_t count = base_arguments(d->kind, &base);
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, base[i].name) == 0) return base[i].value;
    if (strcmp(name, "mean") == 0) return distribution_mean(d);
    if (strcmp(name, "sd") == 0) return distribution_sd(d);
    if (strcmp(name, "rate") == 0) return 1 / d->parameter[1];
    if (strcmp(name, "shape") == 0) return 4;
    if (strcmp(name, "ci95_low") == 0) return distribution_quantile(d, 0.025);
    if (strcmp(name, "ci95_high") == 0) return distribution_quantile(d, 0.975);
    if (strcmp(name, "estimate") == 0)
        return distribution_table[d->kind].estimate_is_median ? distribution_quantile(d, 0.5) : distribution_mean(d);
    return NAN;
}

static size_t form_arguments(const char *form, const struct distribution *base, struct distribution_argument *out,
                             char name[][24])
{
    static const double quantile[] = {0.1, 0.85};
    static const char *const quantile_name[] = {"p10", "p85"};
    struct distribution parent = *base;
    if (distribution_table[base->kind].stated_uncut)
        parent.minimum = -INFINITY, parent.maximum = INFINITY, parent.u_minimum = 0, parent.u_maximum = 1;
    size_t count = 0, quantiles = 0;
    for (const char *at = form; *at; at += strspn(at, " ]")) {
        at += strspn(at, "[");
        const size_t length = strcspn(at, " ]");
        snprintf(name[count], 24, "%.*s", (int)length, at);
        at += length;
        if (strcmp(name[count], "p*") == 0) {
            const double x = distribution_quantile(&parent, quantile[quantiles]);
            strcpy(name[count], quantile_name[quantiles++]);
            out[count] = (struct distribution_argument){name[count], x};
        } else {
            out[count] = (struct distribution_argument){name[count], argument_of(name[count], base)};
        }
        cr_assert(!isnan(out[count].value), "argument %s of form \"%s\" is new to this test", name[count], form);
        count++;
    }
    return count;
}

Test(numeric_distribution, every_form_gives_the_distribution_its_arguments_describe)
{
    for (int kind = 0; kind < DISTRIBUTION_KINDS; kind++) {
        struct distribution base, made;
        struct error err = {0};
        if (!has_base((enum distribution_kind)kind, &base)) continue;
        for (size_t f = 0; f < DISTRIBUTION_FORMS && distribution_table[kind].form[f].arguments; f++) {
            const char *const form = distribution_table[kind].form[f].arguments;
            struct distribution_argument argument[DISTRIBUTION_ARGUMENTS];
            char name[DISTRIBUTION_ARGUMENTS][24];
            const size_t count = form_arguments(form, &base, argument, name);
            cr_assert_eq(distribution_solve((enum distribution_kind)kind, argument, count, &made, &err), STATUS_OK,
                         "%s from %s: %s", distribution_table[kind].name, form, err.message);
            for (double u = 0.01; u < 1; u += 0.07) {
                const double wanted = distribution_quantile(&base, u), got = distribution_quantile(&made, u);
                cr_expect_float_eq(got, wanted, 1e-11 * (fabs(wanted) + distribution_sd(&base)),
                                   "%s from %s at u %g: %.15g, not %.15g", distribution_table[kind].name, form, u, got,
                                   wanted);
            }
        }
    }
}

Test(numeric_distribution, a_mode_and_two_quantiles_are_reproduced)
{
    static const char *const name[] = {"triangular", "pert"};
    for (size_t i = 0; i < 2; i++) {
        const struct distribution_argument argument[] = {{"p90", 20}, {"mode", 8}, {"p2.5", 3}};
        struct distribution made;
        struct error err = {0};
        cr_assert_eq(distribution_solve((enum distribution_kind)distribution_find(name[i]), argument, 3, &made, &err),
                     STATUS_OK, "%s", err.message);
        cr_expect_float_eq(distribution_quantile(&made, 0.9), 20, 1e-11);
        cr_expect_float_eq(distribution_quantile(&made, 0.025), 3, 1e-11);
        const double step = 1e-4, dense = distribution_cdf(&made, 8 + step) - distribution_cdf(&made, 8 - step);
        for (double x = 4; x < 19; x += 0.5)
            cr_expect_geq(dense * 1.001, distribution_cdf(&made, x + step) - distribution_cdf(&made, x - step));
    }
}

/* From as good as certain to nearly 0 or 1 alone, at both ends. */
Test(numeric_distribution, a_logitnormal_share_has_the_mean_and_sd_that_it_is_made_from)
{
    static const double mean[] = {1e-9, 0.003, 0.2, 0.5, 0.64, 0.9999}, part[] = {1e-8, 1e-3, 0.2, 0.6, 0.95, 0.999};
    for (size_t i = 0; i < sizeof mean / sizeof *mean; i++)
        for (size_t k = 0; k < sizeof part / sizeof *part; k++) {
            const double sd = part[k] * sqrt(mean[i] * (1 - mean[i]));
            const struct distribution_argument argument[] = {{"mean", mean[i]}, {"sd", sd}};
            struct distribution made;
            struct error err = {0};
            cr_assert_eq(distribution_solve(DISTRIBUTION_LOGITNORMAL, argument, 2, &made, &err), STATUS_OK,
                         "%g, %g: %s", mean[i], sd, err.message);
            cr_expect_float_eq(distribution_mean(&made) / mean[i], 1, 1e-12, "%g, %g", mean[i], sd);
            cr_expect_float_eq(distribution_sd(&made) / sd, 1, 1e-12, "%g, %g", mean[i], sd);
        }
}

static double reference_cdf(const struct distribution *d, double x)
{
    const double *const p = d->parameter;
    switch (d->kind) {
        case DISTRIBUTION_UNIFORM: return gsl_cdf_flat_P(x, p[0], p[1]);
        case DISTRIBUTION_PERT: return gsl_cdf_beta_P((x - p[0]) / (p[1] - p[0]), p[2], p[3]);
        case DISTRIBUTION_NORMAL:
        case DISTRIBUTION_TRUNCATED_NORMAL: return gsl_cdf_gaussian_P(x - p[0], p[1]);
        case DISTRIBUTION_LOGNORMAL: return gsl_cdf_lognormal_P(x, p[0], p[1]);
        case DISTRIBUTION_BETA: return gsl_cdf_beta_P(x, p[0], p[1]);
        case DISTRIBUTION_GAMMA: return gsl_cdf_gamma_P(x, p[0], p[1]);
        case DISTRIBUTION_WEIBULL: return gsl_cdf_weibull_P(x, p[1], p[0]);
        default: return NAN;
    }
}

Test(numeric_distribution, cdfs_agree_with_the_gnu_scientific_library)
{
    size_t compared = 0;
    for (size_t i = 0; i < examples; i++) {
        const struct distribution *const d = &example[i].distribution;
        /* GSL itself loses digits at great shapes. */
        const double tolerance = d->parameter[0] > 1000 && d->kind == DISTRIBUTION_GAMMA ? 1e-8 : 2e-11;
        for (double u = 0.005; u < 1; u += 0.011) {
            const double x = distribution_table[d->kind].quantile(d, u), wanted = reference_cdf(d, x);
            if (isnan(wanted)) continue;
            compared++;
            cr_assert_float_eq(distribution_table[d->kind].cdf(d, x), wanted, tolerance, "%s at %g: %.17g, not %.17g",
                               example[i].name, x, distribution_table[d->kind].cdf(d, x), wanted);
        }
    }
    cr_expect_gt(compared, 1500);
}

Test(numeric_distribution, arrays_are_checked)
{
    struct distribution made;
    struct error err = {0};
    cr_expect_eq(distribution_discrete(&arena, NULL, NULL, 0, &made, &err), STATUS_SCENARIO);
    cr_expect_eq(distribution_empirical(&arena, NULL, 0, false, &made, &err), STATUS_SCENARIO);
    cr_expect_eq(distribution_mixture(&arena, NULL, NULL, 0, &made, &err), STATUS_SCENARIO);
    cr_expect_eq(distribution_discrete(&arena, (double[]){1, 2}, (double[]){0, 0}, 2, &made, &err), STATUS_SCENARIO);
    cr_expect_eq(distribution_discrete(&arena, (double[]){1, 2}, (double[]){1, -1}, 2, &made, &err), STATUS_SCENARIO);
    cr_expect_eq(distribution_discrete(&arena, (double[]){1, NAN}, (double[]){1, 1}, 2, &made, &err), STATUS_SCENARIO);
    cr_expect_eq(distribution_discrete(&arena, (double[]){1, 2}, (double[]){1, 0}, 2, &made, &err), STATUS_OK);
    cr_expect_eq(distribution_quantile(&made, 1 - 0x1p-53), 1, "a value of weight 0 never comes");
}

/* Mean and standard deviation of the values themselves; every value comes as often as it stands there. */
Test(numeric_distribution, an_empirical_quantity_is_its_sample)
{
    static const struct {
        double value[10];
        size_t count;
        double mean, sd;
    } sample[] = {{{0, 0, 0, 0, 0, 0, 0, 0, 0, 100000}, 10, 10000, 30000},
                  {{1000, 1000, 1000, 5000}, 4, 2000, 1732.0508075688772},
                  {{0, 1, 1, 1}, 4, 0.75, 0.4330127018922193},
                  {{1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10000}, 10, 5500, 2872.2813232690143},
                  {{7}, 1, 7, 0}};
    for (size_t i = 0; i < sizeof sample / sizeof *sample; i++) {
        struct distribution made;
        struct error err = {0};
        const size_t n = sample[i].count;
        cr_assert_eq(distribution_empirical(&arena, sample[i].value, n, false, &made, &err), STATUS_OK);
        cr_expect_float_eq(distribution_mean(&made), sample[i].mean, 1e-12 * sample[i].mean);
        cr_expect_float_eq(distribution_sd(&made), sample[i].sd, 1e-12 * sample[i].mean);
        for (size_t k = 0; k < 100 * n; k++)
            cr_assert_eq(distribution_quantile(&made, ((double)k + 0.5) / (100 * (double)n)), sample[i].value[k / 100]);
    }
    struct distribution cut;
    struct error err = {0};
    cr_assert_eq(distribution_empirical(&arena, sample[3].value, 10, false, &cut, &err), STATUS_OK);
    cr_assert_eq(distribution_truncate(&cut, 3000, 6500, &err), STATUS_OK);
    cr_expect_float_eq(distribution_mean(&cut), 4500, 1e-9, "those between the bounds, these included: %g",
                       distribution_mean(&cut));
    for (size_t k = 0; k < 400; k++)
        cr_assert_eq(distribution_quantile(&cut, ((double)k + 0.5) / 400), 3000 + 1000.0 * (double)(k / 100));
}

/* Mean and sd of what is left of a triangular distribution, by the midpoints of a fine grid of its quantiles; the cut
 * on both sides of the mode, or on one. */
Test(numeric_distribution, a_cut_triangle_has_the_mean_and_sd_of_what_is_left)
{
    enum { STEPS = 200000 };
    static const double cut[][2] = {{2, 8}, {4, 9}, {0.5, 2}, {-INFINITY, 5}, {3, INFINITY}};
    const struct distribution_argument argument[] = {{"min", 0}, {"mode", 3}, {"max", 10}};
    for (size_t i = 0; i < sizeof cut / sizeof *cut; i++) {
        struct distribution made;
        struct error err = {0};
        double mean = 0, square = 0;
        cr_assert_eq(distribution_solve(DISTRIBUTION_TRIANGULAR, argument, 3, &made, &err), STATUS_OK);
        cr_assert_eq(distribution_truncate(&made, cut[i][0], cut[i][1], &err), STATUS_OK);
        for (size_t k = 0; k < STEPS; k++) {
            const double x = distribution_quantile(&made, ((double)k + 0.5) / STEPS);
            mean += x / STEPS, square += x * x / STEPS;
        }
        cr_expect_float_eq(distribution_mean(&made), mean, 1e-7, "cut %zu: %.9g, not %.9g", i, distribution_mean(&made),
                           mean);
        cr_expect_float_eq(distribution_sd(&made), sqrt(square - mean * mean), 1e-6, "cut %zu", i);
    }
}

Test(numeric_distribution, one_value_alone_is_certain)
{
    struct distribution made;
    struct error err = {0};
    for (int joined = 0; joined < 2; joined++) {
        cr_assert_eq(distribution_empirical(&arena, (double[]){3, 3, 3}, 3, joined, &made, &err), STATUS_OK);
        cr_expect(distribution_is_fixed(&made));
        cr_assert_eq(distribution_empirical(&arena, (double[]){3, 3, 4}, 3, joined, &made, &err), STATUS_OK);
        cr_expect_not(distribution_is_fixed(&made));
        cr_assert_eq(distribution_empirical(&arena, (double[]){7}, 1, joined, &made, &err), STATUS_OK);
        cr_expect(distribution_is_fixed(&made));
        cr_expect_eq(distribution_quantile(&made, 0.5), 7);
        cr_expect_eq(distribution_quantile(&made, 1 - 0x1p-53), 7);
        cr_assert_eq(distribution_truncate(&made, 6, 9, &err), STATUS_OK);
        cr_expect_eq(distribution_mean(&made), 7);
        cr_expect_eq(distribution_sd(&made), 0);
        cr_assert_eq(distribution_empirical(&arena, (double[]){0.5}, 1, joined, &made, &err), STATUS_OK);
        cr_assert_eq(distribution_truncate(&made, 0, 1, &err), STATUS_OK);
        cr_expect_eq(distribution_mean(&made), 0.5);
        cr_expect_eq(distribution_sd(&made), 0);
    }
    cr_assert_eq(distribution_discrete(&arena, (double[]){2, 2}, (double[]){1, 3}, 2, &made, &err), STATUS_OK);
    cr_expect(distribution_is_fixed(&made));
}

Test(numeric_distribution, a_cut_mode_stands_at_the_cut)
{
    static const struct {
        double least, most, mode;
    } cut[] = {{-INFINITY, 4, 4}, {6, INFINITY, 6}, {4, 6, 5}};
    const struct distribution_argument argument[] = {{"min", 0}, {"mode", 5}, {"max", 10}};
    for (size_t i = 0; i < sizeof cut / sizeof *cut; i++)
        for (int pert = 0; pert < 2; pert++) {
            struct distribution made;
            struct error err = {0};
            const enum distribution_kind kind = pert ? DISTRIBUTION_PERT : DISTRIBUTION_TRIANGULAR;
            cr_assert_eq(distribution_solve(kind, argument, 3, &made, &err), STATUS_OK);
            cr_assert_eq(distribution_truncate(&made, cut[i].least, cut[i].most, &err), STATUS_OK);
            cr_expect_eq(distribution_has(&made, "mode"), cut[i].mode);
        }
}

Test(numeric_distribution, type_7_quantiles_of_a_sample)
{
    /* R: quantile(c(3, 1, 4, 1, 5, 9, 2, 6), c(.1, .33, .5, .9)) */
    static const double sample[] = {3, 1, 4, 1, 5, 9, 2, 6};
    struct distribution made;
    struct error err = {0};
    cr_assert_eq(distribution_empirical(&arena, sample, 8, true, &made, &err), STATUS_OK);
    cr_expect_float_eq(distribution_quantile(&made, 0.1), 1, 1e-12);
    cr_expect_float_eq(distribution_quantile(&made, 0.33), 2.31, 1e-12);
    cr_expect_float_eq(distribution_quantile(&made, 0.5), 3.5, 1e-12);
    cr_expect_float_eq(distribution_quantile(&made, 0.9), 6.9, 1e-12);
}

static enum status range_of(double low, double high, struct distribution *out, struct error *err)
{
    const struct distribution_argument argument[] = {{"p5", low}, {"p95", high}};
    return distribution_range(argument, 2, out, err);
}

Test(numeric_distribution, an_experts_range)
{
    struct distribution made;
    struct error err = {0};
    cr_assert_eq(range_of(6100, 20000, &made, &err), STATUS_OK);
    cr_expect_eq(made.kind, DISTRIBUTION_LOGNORMAL);
    cr_assert_eq(range_of(6100, 15500, &made, &err), STATUS_OK);
    cr_expect_eq(made.kind, DISTRIBUTION_NORMAL);
    cr_expect_float_eq(distribution_quantile(&made, 0.05), 6100, 1e-8);
    cr_expect_float_eq(distribution_quantile(&made, 0.95), 15500, 1e-8);
    cr_assert_eq(range_of(-1, 20000, &made, &err), STATUS_OK);
    cr_expect_eq(made.kind, DISTRIBUTION_NORMAL);
    cr_expect_eq(range_of(2, 2, &made, &err), STATUS_SCENARIO);
    cr_expect(distribution_is_fixed(&(struct distribution){.kind = DISTRIBUTION_FIXED}));
    cr_expect_not(distribution_is_fixed(&made));
}
