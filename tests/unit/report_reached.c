/* Concentration of a risk that no person can exceed: against a plain sum over ranks. */
#include <criterion/criterion.h>
#include <math.h>

#include "sim/base/arena.h"
#include "sim/report/reached.h"

enum { RANKS = 200000 };

static struct arena arena;

static void setup(void)
{
    arena_init(&arena, allocator_libc, 0);
}

static void teardown(void)
{
    arena_free(&arena);
}

TestSuite(report_reached, .init = setup, .fini = teardown);

static struct concentration asked(double top, double share)
{
    const struct concentration_request request = {
        .shape = CONCENTRATION_PARETO, .points = 1, .top = {top}, .share = {share}, .cap = INFINITY};
    struct concentration concentration;
    cr_assert_eq(concentration_solve(&arena, &request, &concentration, NULL), STATUS_OK);
    return concentration;
}

/* The share of the top q by counting: risk = min(1, kappa w) with kappa such that its mean is the wanted one. */
static double counted(const struct concentration *concentration, double kappa, double q)
{
    double all = 0, top = 0;
    for (int i = 0; i < RANKS; i++) {
        const double rank = (i + 0.5) / RANKS, risk = fmin(1, kappa * concentration_weight(concentration, rank));
        all += risk;
        if (rank > 1 - q) top += risk;
    }
    return top / all;
}

Test(report_reached, a_clipped_share_is_the_counted_one)
{
    const struct concentration concentration = asked(0.2, 0.6);
    static const double risk[] = {0.02, 0.1, 0.25, 0.4};
    for (size_t i = 0; i < sizeof risk / sizeof *risk; i++) {
        const struct reached reached = reached_risk(&concentration, risk[i]);
        cr_expect_float_eq(reached_by_lowest(&reached, 1), 1, 1e-9, "risk %g", risk[i]);
        cr_expect_float_eq(reached_by_top(&reached, 0.2), counted(&concentration, reached.kappa, 0.2), 1e-4, "risk %g",
                           risk[i]);
        cr_expect(reached_by_top(&reached, 0.2) < 0.6, "risk %g", risk[i]);
    }
}

Test(report_reached, a_cost_reaches_what_was_asked)
{
    const struct concentration concentration = asked(0.1, 0.7);
    const struct reached reached = reached_cost(&concentration);
    cr_expect_float_eq(reached_by_top(&reached, 0.1), 0.7, 1e-9);
    cr_expect_float_eq(reached_by_lowest(&reached, 0.9), 0.3, 1e-9);
}
