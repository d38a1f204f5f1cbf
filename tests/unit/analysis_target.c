/* The grammar of targets. */
#include <criterion/criterion.h>
#include <string.h>

#include "sim/analysis/breakeven_target.h"

static struct arena arena;

static void set_up(void)
{
    arena_init(&arena, allocator_libc, 0);
}

static void tear_down(void)
{
    arena_free(&arena);
}

TestSuite(target, .init = set_up, .fini = tear_down);

Test(target, every_form)
{
    static const struct {
        const char *text;
        struct target is;
    } known[] = {{"mean(net)=0", {TARGET_MEAN, "net", 0, 0, 0}},
                 {" mean( net.county ) = -470k ", {TARGET_MEAN, "net.county", 0, 0, -470000}},
                 {"P(net>0)=0.8", {TARGET_PROBABILITY, "net", 0, 0, 0.8}},
                 {"p(net_public > 1.2M) = 95%", {TARGET_PROBABILITY, "net_public", 1.2e6, 0, 0.95}},
                 {"p5(net)=0", {TARGET_PERCENTILE, "net", 0, 0.05, 0}},
                 {"P97.5(cases_avoided.x)=3", {TARGET_PERCENTILE, "cases_avoided.x", 0, 0.975, 3}}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct target target;
        struct error err = {0};
        cr_assert_eq(target_parse(&arena, known[i].text, &target, &err), STATUS_OK, "%s", err.message);
        cr_expect_eq(target.statistic, known[i].is.statistic);
        cr_expect_str_eq(target.result, known[i].is.result);
        cr_expect_eq(target.threshold, known[i].is.threshold);
        cr_expect_float_eq(target.level, known[i].is.level, 1e-15);
        cr_expect_eq(target.wanted, known[i].is.wanted);
    }
}

Test(target, every_mistake_is_named)
{
    static const struct {
        const char *text, *message;
    } wrong[] = {{"", "STATISTIC(RESULT)=X is needed"},
                 {"net=0", "STATISTIC(RESULT)=X is needed"},
                 {"mean(net)", "STATISTIC(RESULT)=X is needed"},
                 {"mean(net=0)", "STATISTIC(RESULT)=X is needed"},
                 {"median(net)=0", "the statistic is mean, P or a percentile such as p5"},
                 {"p5x(net)=0", "the statistic is mean, P or a percentile such as p5"},
                 {"P(net)=0.8", "a probability needs RESULT>X between the parentheses"},
                 {"mean(net>0)=0", "RESULT alone stands between the parentheses"},
                 {"P(net>much)=0.8", "a number is needed after >"},
                 {"P(>0)=0.8", "the name of a result is needed"},
                 {"mean(net)=", "a number is needed after ="},
                 {"mean(net)=3 years", "a number is needed after ="},
                 {"mean(net)=1,5", "a number is needed after ="},
                 {"P(net>0)=1", "a probability between 0 and 1 is wanted"},
                 {"P(net>0)=80", "a probability between 0 and 1 is wanted"},
                 {"p0(net)=0", "a percentile is between p0 and p100"},
                 {"p100(net)=0", "a percentile is between p0 and p100"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct target target = {.result = "untouched"};
        struct error err = {0};
        cr_expect_eq(target_parse(&arena, wrong[i].text, &target, &err), STATUS_USAGE, "%s", wrong[i].text);
        cr_expect(strstr(err.message, wrong[i].message), "%s: %s", wrong[i].text, err.message);
        cr_expect(strstr(err.hint, "mean(RESULT)=X"));
        cr_expect_str_eq(target.result, "untouched");
    }
}

Test(target, of_one_payer)
{
    struct target target = {.result = "gross"};
    struct error err = {0};
    cr_expect_eq(target_of_payer(&arena, "county", &target, &err), STATUS_OK);
    cr_expect_str_eq(target.result, "gross.county");
    cr_expect_eq(target_of_payer(&arena, "county", &target, &err), STATUS_USAGE);
}
