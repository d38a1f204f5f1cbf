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
    [DISTRIBUTION_FIXED] = {.quantile = {42, 42, 42}},
    [DISTRIBUTION_UNIFORM] = {.quantile = {-1.825, 0.8, 4.825}},
    [DISTRIBUTION_TRIANGULAR] = {.quantile = {1.35355339059327376, 2.53589838486224541, 5.29289321881345248},
                                 .argument = {{"min", 1}, {"mode", 2}, {"max", 6}},
                                 .count = 3},
    [DISTRIBUTION_PERT] = {.quantile = {12.2234952873306028, 20.1786917977013407, 35.8602547493519133},
                           .argument = {{"min", 10}, {"mode", 20}, {"max", 45}},
                           .count = 3},
    [DISTRIBUTION_NORMAL] = {.quantile = {-6.91992796908010847, -3.5066942062715996, 0.919927969080108471}},
    [DISTRIBUTION_TRUNCATED_NORMAL] = {.quantile = {0.0877715470100937596, 1.29382593970714022, 3.77790519051849887}},
    [DISTRIBUTION_LOGNORMAL] = {.quantile = {0.689371621930373111, 2.2765406404686213, 10.7185382511683208}},
    [DISTRIBUTION_BETA] = {.quantile = {0.161298569714307708, 0.264826978576874524, 0.429444705266082129}},
    [DISTRIBUTION_LOGITNORMAL] = {.quantile = {0.0331828956278303642, 0.101803628665010221, 0.347958449994024533}},
    [DISTRIBUTION_GAMMA] = {.quantile = {61.8672122895601287, 228.507690400338073, 722.468766772396082}},
    [DISTRIBUTION_WEIBULL] = {.quantile = {1.38044824653322155, 8.0830811074616227, 25.8611943171977873}},
    /* {1: 1, 2: 2, 5: 1}; rows 3, 1, 4, 1, 5; 30 % standard normal and 70 % uniform from 1 to 2 */
    [DISTRIBUTION_DISCRETE] = {.quantile = {1, 2, 5}},
    [DISTRIBUTION_EMPIRICAL] = {.quantile = {1, 1, 5}},
    [DISTRIBUTION_MIXTURE] = {.quantile = {-1.38299412710063836, 1.19277648338246254, 1.97463770227591593}},
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

/* mpmath, 50 digits, by sums over fine steps of the normal score; both sides of where the way of computing changes, and
 * far out, where they are those of a lognormal. */
Test(numeric_distributions, moments_of_logitnormal_shares)
{
    static const struct {
        double mu, sigma, mean, variance;
    } shares[] = {{-2, 0.7, 0.13798301613690933363, 0.0068100735419085789031},
                  {0, 1, 0.5, 0.043379035858092962738},
                  {0, 1.0001, 0.5, 0.043385275496559683079},
                  {-6, 0.3, 0.0025855106339664301378, 6.2565530608685762019e-7},
                  {-3, 1.5, 0.096610883152721842667, 0.016215590280766378525},
                  {-20, 4.5, 0.000024662587260971653769, 4.2349745548323354553e-6},
                  {-40, 0.5, 4.8140160524635329717e-18, 6.5822181825572497317e-36},
                  {-300, 2, 3.8040340251929620405e-130, 7.7560140248578079593e-258},
                  {-10, 8, 0.11136944115694230905, 0.075843082199135196128},
                  {-1, 30, 0.4867285849715431738, 0.23655735126734272639},
                  {-250, 20, 7.8564754762779357677e-36, 2.9703841986482852549e-36},
                  {-500, 100, 2.8787745292869491868e-7, 2.7295134675601732911e-7},
                  {1, 1e-6, 0.73105857862995945038, 3.8656252292950098816e-14},
                  {2, 0.7, 0.86201698386309066637, 0.0068100735419085789031},
                  {5, 4, 0.87307938538906039845, 0.063480788172401373684},
                  {30, 0.9, 0.99999999999985970092, 2.4563609262934759859e-26}};
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        const struct distribution_argument argument[] = {{"mu", shares[i].mu}, {"sigma", shares[i].sigma}};
        struct distribution made;
        cr_assert_eq(distribution_solve(DISTRIBUTION_LOGITNORMAL, argument, 2, &made, NULL), STATUS_OK);
        const double mean = distribution_mean(&made), sd = distribution_sd(&made), wanted = sqrt(shares[i].variance);
        cr_expect_float_eq(mean / shares[i].mean, 1, 1e-13, "%g, %g: mean %.17g", shares[i].mu, shares[i].sigma, mean);
        cr_expect_float_eq(sd / wanted, 1, 1e-13, "%g, %g: sd %.17g, not %.17g", shares[i].mu, shares[i].sigma, sd,
                           wanted);
    }
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
