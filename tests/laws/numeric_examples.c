#include "tests/laws/numeric_examples.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

size_t base_arguments(enum distribution_kind kind, const struct distribution_argument **out)
{
    const struct distribution_argument *const example = distribution_table[kind].example;
    size_t count = 0;
    while (count < DISTRIBUTION_EXAMPLE && example[count].name) count++;
    *out = example;
    return count;
}

bool has_base(enum distribution_kind kind, struct distribution *out)
{
    const struct distribution_argument *argument;
    struct error err = {0};
    const size_t count = base_arguments(kind, &argument);
    cr_assert_eq(count > 0, distribution_table[kind].form[0].arguments != NULL, "the row of %s lacks an example",
                 distribution_table[kind].name);
    if (count == 0) return false;
    cr_assert_eq(distribution_solve(kind, argument, count, out, &err), STATUS_OK, "%s: %s",
                 distribution_table[kind].name, err.message);
    return true;
}

static const struct {
    const char *kind;
    struct distribution_argument argument[DISTRIBUTION_EXAMPLE];
    size_t count;
} special[] = {
    {"triangular", {{"min", 0}, {"mode", 0}, {"max", 2}}, 3},
    {"triangular", {{"min", 0}, {"mode", 8}, {"max", 9}}, 3},
    {"pert", {{"min", 0}, {"mode", 0.08}, {"max", 0.2}, {"shape", 20}}, 4},
    {"pert", {{"min", 370e3}, {"mode", 1.2e6}, {"max", 1.8e6}}, 3},
    {"beta", {{"mean", 0.06}, {"sd", 0.015}}, 2},
    {"beta", {{"alpha", 0.4}, {"beta", 0.7}}, 2},
    {"gamma", {{"mean", 3200}, {"sd", 400}}, 2},
    {"gamma", {{"shape", 0.2}, {"rate", 2}}, 2},
    {"gamma", {{"shape", 30000}, {"scale", 1}}, 2},
    {"beta", {{"mean", 0.5}, {"sd", 0.1}, {"min", 0.6}, {"max", 0.9}}, 4},
    {"gamma", {{"shape", 2}, {"scale", 3}, {"max", 9}}, 3},
    {"lognormal", {{"mean", 5}, {"sd", 4}, {"min", 2}}, 3},
    {"logitnormal", {{"mean", 0.9}, {"sd", 0.08}, {"min", 0.7}}, 3},
    {"weibull", {{"mean", 5}, {"sd", 6}, {"max", 20}}, 3},
    {"normal", {{"p5", 150e3}, {"p95", 300e3}, {"min", 0}}, 3},
};

static void add(struct example *out, size_t *count, const struct distribution *distribution)
{
    cr_assert_lt(*count, EXAMPLES_MAX);
    out[*count].distribution = *distribution;
    snprintf(out[*count].name, sizeof out->name, "%s (%zu)", distribution_table[distribution->kind].name, *count);
    ++*count;
}

static void add_arrays(struct arena *arena, struct example *out, size_t *count)
{
    static const double value[] = {5, 1, 2, 9, 2}, weight[] = {1, 2, 3, 1, 1}, share[] = {2, 1, 0};
    struct error err = {0};
    struct distribution made, part[3] = {distribution_fixed(7)};
    cr_assert_eq(distribution_discrete(arena, value, weight, 5, &made, &err), STATUS_OK);
    add(out, count, &made);
    cr_assert_eq(distribution_empirical(arena, value, 5, false, &made, &err), STATUS_OK);
    add(out, count, &made);
    struct distribution joined;
    cr_assert_eq(distribution_empirical(arena, value, 5, true, &joined, &err), STATUS_OK);
    add(out, count, &joined);
    cr_assert_eq(distribution_truncate(&joined, 1.5, 6, &err), STATUS_OK);
    add(out, count, &joined);
    const struct distribution_argument low[] = {{"mean", 2}, {"sd", 1}}, high[] = {{"mean", 9}, {"sd", 2}};
    cr_assert_eq(distribution_solve(DISTRIBUTION_GAMMA, low, 2, &part[0], &err), STATUS_OK);
    cr_assert_eq(distribution_solve(DISTRIBUTION_NORMAL, high, 2, &part[1], &err), STATUS_OK);
    part[2] = made;
    cr_assert_eq(distribution_mixture(arena, part, share, 3, &made, &err), STATUS_OK);
    add(out, count, &made);
    cr_assert_eq(distribution_truncate(&made, 1, 10, &err), STATUS_OK);
    add(out, count, &made);
}

size_t examples_make(struct arena *arena, struct example out[EXAMPLES_MAX])
{
    size_t count = 0;
    struct error err = {0};
    struct distribution made;
    for (int kind = 0; kind < DISTRIBUTION_KINDS; kind++)
        if (has_base((enum distribution_kind)kind, &made)) add(out, &count, &made);
    for (size_t i = 0; i < sizeof special / sizeof *special; i++) {
        const int kind = distribution_find(special[i].kind);
        cr_assert_eq(
            distribution_solve((enum distribution_kind)kind, special[i].argument, special[i].count, &made, &err),
            STATUS_OK, "%s: %s", special[i].kind, err.message);
        add(out, &count, &made);
    }
    add_arrays(arena, out, &count);
    return count;
}
