/* One known answer a distribution, of its row's example where no other arguments stand here: quantiles from elsewhere
 * (mpmath, 40 digits, by bisection of its incomplete beta and gamma functions and of erfc; closed forms for the
 * others). A kind without one fails. */
#include <criterion/criterion.h>
#include <math.h>

#include "sim/numeric/fixed_math.h"
#include "tests/laws/numeric_examples.h"

enum { LEVELS = 3 };

static const double level[LEVELS] = {0.025, 0.4, 0.975};

static const struct {
    double quantile[LEVELS];
    struct distribution_argument argument[DISTRIBUTION_EXAMPLE];
    size_t count;
} known[DISTRIBUTION_KINDS] = {
    [DISTRIBUTION_FIXED] = {{42, 42, 42}},
    [DISTRIBUTION_UNIFORM] = {{-1.825, 0.8, 4.825}},
    [DISTRIBUTION_TRIANGULAR] = {{1.35355339059327376, 2.53589838486224541, 5.29289321881345248},
                                 {{"min", 1}, {"mode", 2}, {"max", 6}},
                                 3},
    [DISTRIBUTION_PERT] = {{12.2234952873306028, 20.1786917977013407, 35.8602547493519133},
                           {{"min", 10}, {"mode", 20}, {"max", 45}},
                           3},
    [DISTRIBUTION_NORMAL] = {{-6.91992796908010847, -3.5066942062715996, 0.919927969080108471}},
    [DISTRIBUTION_TRUNCATED_NORMAL] = {{0.0877715470100937596, 1.29382593970714022, 3.77790519051849887}},
    [DISTRIBUTION_LOGNORMAL] = {{0.689371621930373111, 2.2765406404686213, 10.7185382511683208}},
    [DISTRIBUTION_BETA] = {{0.161298569714307708, 0.264826978576874524, 0.429444705266082129}},
    [DISTRIBUTION_GAMMA] = {{61.8672122895601287, 228.507690400338073, 722.468766772396082}},
    [DISTRIBUTION_WEIBULL] = {{1.38044824653322155, 8.0830811074616227, 25.8611943171977873}},
    /* {1: 1, 2: 2, 5: 1}; rows 3, 1, 4, 1, 5; 30 % standard normal and 70 % uniform from 1 to 2 */
    [DISTRIBUTION_DISCRETE] = {{1, 2, 5}},
    [DISTRIBUTION_EMPIRICAL] = {{1, 1, 5}},
    [DISTRIBUTION_MIXTURE] = {{-1.38299412710063836, 1.19277648338246254, 1.97463770227591593}},
};

static void make_mixture(struct arena *arena, struct distribution *out)
{
    const struct distribution_argument normal[] = {{"mean", 0}, {"sd", 1}}, uniform[] = {{"min", 1}, {"max", 2}};
    struct distribution part[2];
    cr_assert_eq(distribution_solve(DISTRIBUTION_NORMAL, normal, 2, &part[0], NULL), STATUS_OK);
    cr_assert_eq(distribution_solve(DISTRIBUTION_UNIFORM, uniform, 2, &part[1], NULL), STATUS_OK);
    cr_assert_eq(distribution_mixture(arena, part, (double[]){3, 7}, 2, out, NULL), STATUS_OK);
}

static void make(struct arena *arena, enum distribution_kind kind, struct distribution *out)
{
    const struct distribution_argument *argument = known[kind].argument;
    size_t count = known[kind].count;
    enum status status = STATUS_OK;
    if (count == 0) count = base_arguments(kind, &argument);
    if (kind == DISTRIBUTION_DISCRETE)
        status = distribution_discrete(arena, (double[]){5, 2, 1}, (double[]){1, 2, 1}, 3, out, NULL);
    else if (kind == DISTRIBUTION_EMPIRICAL)
        status = distribution_empirical(arena, (double[]){3, 1, 4, 1, 5}, 5, false, out, NULL);
    else if (kind == DISTRIBUTION_MIXTURE)
        make_mixture(arena, out);
    else
        status = distribution_solve(kind, argument, count, out, NULL);
    cr_assert_eq(status, STATUS_OK, "%s", distribution_table[kind].name);
}

Test(numeric_distributions, quantiles_that_are_known)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    for (int kind = 0; kind < DISTRIBUTION_KINDS; kind++) {
        const double *const wanted = known[kind].quantile;
        struct distribution made;
        cr_assert(wanted[0] != 0 && wanted[LEVELS - 1] != 0, "no answer is known of %s", distribution_table[kind].name);
        make(&arena, (enum distribution_kind)kind, &made);
        const struct quantile_function *function;
        double drawn[LEVELS];
        cr_assert_eq(quantile_compile(&arena, &made, &function, NULL), STATUS_OK);
        quantile_fill(function, level, LEVELS, drawn);
        for (size_t i = 0; i < LEVELS; i++) {
            const double exact = distribution_quantile(&made, level[i]), scale = fmax(fabs(wanted[i]), 0.1);
            cr_expect_float_eq(exact, wanted[i], 1e-14 * scale, "%s at %g: %.17g, not %.17g",
                               distribution_table[kind].name, level[i], exact, wanted[i]);
            cr_expect_float_eq(drawn[i], wanted[i], 1e-10 * fmax(scale, distribution_sd(&made)),
                               "%s at %g, as drawn: %.17g", distribution_table[kind].name, level[i], drawn[i]);
        }
    }
    arena_free(&arena);
}

/* Of which the variates themselves are too small for a number. */
Test(numeric_distributions, logarithms_of_gamma_variates)
{
    static const struct {
        double shape, u, wanted;
    } log_gamma[] = {{1e-6, 0.5, -693147.757774787744},
                     {0.01, 1e-3, -691.34455869282067},
                     {0.3, 0.9, -0.122381472248135394},
                     {1e-12, 0.99999, -10000050.5775490007}};
    for (size_t i = 0; i < sizeof log_gamma / sizeof *log_gamma; i++) {
        const double got = fixed_log_gamma_quantile(log_gamma[i].shape, log_gamma[i].u);
        /* of u, only the difference from 1 matters near it: an ulp of u is 1e-16 / shape of the result */
        const double lost = 2e-16 / log_gamma[i].shape;
        cr_expect_float_eq(got, log_gamma[i].wanted, 1e-13 * fabs(log_gamma[i].wanted) + lost, "%g, %g: %.17g",
                           log_gamma[i].shape, log_gamma[i].u, got);
    }
    cr_expect_eq(fixed_log_gamma_quantile(5e-324, 0.5), -1e300, "no infinity");
}
