/* Ways of giving a distribution: their names, and what is said of mistakes in them. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/numeric/distribution.h"

static const struct {
    const char *kind;
    struct distribution_argument argument[DISTRIBUTION_EXAMPLE];
    size_t count;
    const char *says;
} refused[] = {
    {"normal", {{"mean", 1}}, 1, "found mean"},
    {"normal", {{"mean", 1}, {"sd", 0}}, 2, "sd must be above 0"},
    {"normal", {{"mean", 1}, {"sd", NAN}}, 2, "sd must be finite"},
    {"normal", {{"p5", 1}, {"p5", 2}}, 2, "p5 is given twice"},
    {"normal", {{"p5", 1}, {"p5.0", 2}}, 2, "given twice"},
    {"normal", {{"p5", 3}, {"p95", 2}}, 2, "p5 must be below p95"},
    {"normal", {{"p5", 1}, {"p50", 2}, {"p95", 3}}, 3, "more than two quantiles"},
    {"normal", {{"p0", 1}, {"p95", 3}}, 2, "cannot be made"},
    {"normal", {{"mean", 1}, {"sd", 1}, {"mode", 1}}, 3, "found mean, sd, mode"},
    {"normal", {{"mean", 1}, {"sd", 1}, {"min", 90}}, 3, "nothing of the distribution is left"},
    {"normal", {{"mean", 1}, {"sd", 1}, {"min", 2}, {"max", 1}}, 4, "min must be below max"},
    {"truncated_normal", {{"mean", 1}, {"sd", 1}}, 2, "needs min, max or both"},
    {"uniform", {{"min", 3}, {"max", 3}}, 2, "min must be below max"},
    {"triangular", {{"min", 1}, {"mode", 7}, {"max", 5}}, 3, "mode must lie between min and max"},
    {"triangular", {{"mode", 50}, {"p10", 1}, {"p90", 5}}, 3, "no distribution of this kind has mode 50"},
    {"pert", {{"min", 1}, {"mode", 2}, {"max", 3}, {"shape", 0}}, 4, "shape must be above 0"},
    {"pert", {{"min", 1}, {"mode", 2}, {"max", 3}, {"shape", 1000000.5}}, 4, "shape must be at most 1e+06"},
    {"lognormal", {{"p5", -1}, {"p95", 3}}, 2, "p5 must be above 0"},
    {"lognormal", {{"estimate", 0.99}, {"ci95_low", 0.6}, {"ci95_high", 1}}, 3, "too far from the middle"},
    {"lognormal",
     {{"estimate", 1.5}, {"ci95_low", 0.68}, {"ci95_high", 1.06}},
     3,
     "the estimate must lie inside its ci95 (found 1.5 in 0.68 to 1.06)"},
    {"normal", {{"estimate", 0}, {"ci95_low", 0}, {"ci95_high", 1}}, 3, "inside its ci95 (found 0 in 0 to 1)"},
    {"logitnormal", {{"estimate", 0.9}, {"ci95_low", 0.4}, {"ci95_high", 0.7}}, 3, "inside its ci95"},
    {"beta", {{"p5", 0.2}, {"p95", 1.5}}, 2, "p5 and p95 must lie between 0 and 1 (found 0.2 and 1.5)"},
    {"beta", {{"mean", 0.5}, {"sd", 0.6}}, 2, "below 0.5"},
    {"beta", {{"mean", 0.1}, {"sd", 0.3}}, 2, "below 0.3, at which it is 0 or 1 alone"},
    {"beta", {{"mean", 0.5}, {"sd", 0.5}}, 2, "below 0.5, at which it is 0 or 1 alone"},
    {"beta", {{"mean", 0.02}, {"sd", 0.14}}, 2, "below 0.14, at which it is 0 or 1 alone"},
    {"beta", {{"mean", 1.5}, {"sd", 0.1}}, 2, "between 0 and 1"},
    {"truncated_normal",
     {{"mean", 0}, {"sd", 1000}, {"min", 6000}, {"max", 10000}},
     4,
     "found a probability of 9.9e-10"},
    {"truncated_normal", {{"mean", 0}, {"sd", 1}, {"max", -7}}, 3, "found a probability of 1.3e-12"},
    {"truncated_normal", {{"mean", 0}, {"sd", 1}, {"min", 9}}, 3, "found a probability below 1e-15"},
    {"pert", {{"mode", 3}, {"p5", 1}, {"p95", 9}, {"max", 2}}, 4, "max cuts the mode off"},
    {"beta", {{"p5", 0.2}, {"p95", 1.2}}, 2, "between 0 and 1"},
    {"beta", {{"estimate", 0.5}, {"ci95_low", 0.6}, {"ci95_high", 0.7}}, 3, "inside its ci95"},
    {"beta", {{"estimate", 0.69}, {"ci95_low", 0.4}, {"ci95_high", 0.7}}, 3, "no beta distribution"},
    {"logitnormal", {{"mean", 0.1}, {"sd", 0.3}}, 2, "no logitnormal distribution with mean 0.1"},
    {"logitnormal", {{"mean", 1}, {"sd", 0.1}}, 2, "mean of a logitnormal distribution must lie between 0 and 1"},
    {"logitnormal", {{"p5", 0.2}, {"p95", 1.2}}, 2, "between 0 and 1"},
    {"logitnormal", {{"estimate", 0.1}, {"ci95_low", 0}, {"ci95_high", 0.2}}, 3, "ci95_low of a logitnormal"},
    {"logitnormal", {{"estimate", 0.69}, {"ci95_low", 0.4}, {"ci95_high", 0.7}}, 3, "too far from the middle"},
    {"logitnormal", {{"mu", 1e5}, {"sigma", 1}}, 2, "mu of a logitnormal"},
    {"logitnormal", {{"mu", 0}, {"sigma", 1e7}}, 2, "sigma of a logitnormal"},
    {"gamma", {{"shape", -1}, {"scale", 1}}, 2, "shape must be above 0"},
    {"weibull", {{"mean", 1}, {"sd", 1e9}}, 2, "no Weibull distribution"},
    {"lognormal", {{"mu", 1e5}, {"sigma", 1}}, 2, "beyond all numbers"},
    {"gamma", {{"mean", 1}, {"sd", 1e-9}}, 2, "too narrow"},
    {"beta", {{"mean", 0.5}, {"sd", 1e-9}}, 2, "too narrow"},
    {"discrete", {{"mean", 1}, {"sd", 1}}, 2, "cannot be made"},
};

Test(numeric_forms, mistakes_are_named)
{
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct distribution made = distribution_fixed(77);
        struct error err = {0};
        const enum distribution_kind kind = (enum distribution_kind)distribution_find(refused[i].kind);
        cr_expect_eq(distribution_solve(kind, refused[i].argument, refused[i].count, &made, &err), STATUS_SCENARIO,
                     "%s, case %zu", refused[i].kind, i);
        cr_expect_not_null(strstr(err.message, refused[i].says), "%s: \"%s\" lacks \"%s\"", refused[i].kind,
                           err.message, refused[i].says);
        cr_expect_eq(made.parameter[0], 77, "an error leaves the result alone");
    }
}

/* The hint of a beta that is 0 or 1 alone stands where that is nearly what was asked for. */
Test(numeric_forms, a_hint_leads_to_what_was_meant)
{
    static const struct {
        double mean, sd;
        bool hint;
    } asked[] = {{0.5, 0.5, true}, {0.1, 0.3, true}, {0.02, 0.1401, true}, {0.09, 0.4, false}, {0.5, 0.6, false}};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        const struct distribution_argument argument[] = {{"mean", asked[i].mean}, {"sd", asked[i].sd}};
        struct distribution made;
        struct error err = {0};
        cr_expect_eq(distribution_solve(DISTRIBUTION_BETA, argument, 2, &made, &err), STATUS_SCENARIO);
        cr_expect_eq(err.hint[0] != '\0', asked[i].hint, "%g, %g: %s", asked[i].mean, asked[i].sd, err.hint);
    }
}

/* Whether a group of keys such as "{mean, sd}" holds each of the words, and for a p* a quantile. */
static bool group_holds(const char *group, const char *words)
{
    const char *at = group;
    char word[32];
    for (int length; sscanf(words, " %31s%n", word, &length) == 1; words += length) {
        if (word[0] == '[') continue; /* may be left out */
        if (strncmp(word, "ci95", 4) == 0) word[4] = '\0';
        if (strcmp(word, "p*") == 0) word[1] = '\0';
        const char *const end = strpbrk(group, "]}");
        const char *found = strstr(word[1] ? group : at, word);
        if (!found || found > end) return false;
        at = found + 1;
    }
    return true;
}

/* What `hyoty keys` says of a kind holds every way of giving it. */
Test(numeric_forms, the_keys_of_a_kind_are_its_forms)
{
    for (int kind = 0; kind < DISTRIBUTION_KINDS; kind++) {
        const struct distribution_row *const row = &distribution_table[kind];
        for (size_t f = 0; row->keys && f < DISTRIBUTION_FORMS && row->form[f].arguments; f++) {
            bool held = false;
            for (const char *at = row->keys; (at = strpbrk(at, "[{")); at++)
                held = held || group_holds(at, row->form[f].arguments);
            cr_expect(held, "%s: \"%s\" lacks \"%s\"", row->name, row->keys, row->form[f].arguments);
        }
    }
}

/* The first argument of each is tried. */
Test(numeric_forms, what_must_be_above_0_is_refused_at_and_below_it)
{
    static const struct {
        const char *kind;
        struct distribution_argument argument[3];
        size_t count;
    } form[] = {
        {"uniform", {{"sd", 0}, {"mean", 1}}, 2},
        {"triangular", {{"sd", 0}, {"mean", 1}}, 2},
        {"pert", {{"sd", 0}, {"mean", 1}}, 2},
        {"normal", {{"sd", 0}, {"mean", 1}}, 2},
        {"truncated_normal", {{"sd", 0}, {"mean", 1}, {"min", 0.5}}, 3},
        {"lognormal", {{"sigma", 0}, {"mu", 1}}, 2},
        {"lognormal", {{"sd", 0}, {"mean", 1}}, 2},
        {"lognormal", {{"mean", 0}, {"sd", 1}}, 2},
        {"beta", {{"alpha", 0}, {"beta", 1}}, 2},
        {"beta", {{"beta", 0}, {"alpha", 1}}, 2},
        {"beta", {{"sd", 0}, {"mean", 0.5}}, 2},
        {"logitnormal", {{"sigma", 0}, {"mu", 1}}, 2},
        {"logitnormal", {{"sd", 0}, {"mean", 0.5}}, 2},
        {"gamma", {{"shape", 0}, {"scale", 1}}, 2},
        {"gamma", {{"scale", 0}, {"shape", 1}}, 2},
        {"gamma", {{"shape", 0}, {"rate", 1}}, 2},
        {"gamma", {{"rate", 0}, {"shape", 1}}, 2},
        {"gamma", {{"mean", 0}, {"sd", 1}}, 2},
        {"gamma", {{"sd", 0}, {"mean", 1}}, 2},
        {"weibull", {{"shape", 0}, {"scale", 1}}, 2},
        {"weibull", {{"scale", 0}, {"shape", 1}}, 2},
        {"weibull", {{"mean", 0}, {"sd", 1}}, 2},
        {"weibull", {{"sd", 0}, {"mean", 1}}, 2},
    };
    for (size_t i = 0; i < sizeof form / sizeof *form; i++)
        for (int bad = -1; bad <= 0; bad++) {
            struct distribution made;
            struct error err = {0};
            struct distribution_argument argument[3];
            char says[40];
            memcpy(argument, form[i].argument, sizeof argument);
            argument[0].value = bad;
            snprintf(says, sizeof says, "%s must be above 0 (found %d)", argument[0].name, bad);
            const enum distribution_kind kind = (enum distribution_kind)distribution_find(form[i].kind);
            cr_expect_eq(distribution_solve(kind, argument, form[i].count, &made, &err), STATUS_SCENARIO);
            cr_expect_not_null(strstr(err.message, says), "%s: \"%s\" lacks \"%s\"", form[i].kind, err.message, says);
        }
}

Test(numeric_forms, names_of_quantiles)
{
    cr_expect_eq(distribution_level("p0.5"), 0.005);
    cr_expect_eq(distribution_level("p99.5"), 0.995);
    cr_expect_eq(distribution_level("p50"), 0.5);
    static const char *const none[] = {"p0", "p100", "p", "p.5", "p-5", "p5x", "q5", "p1e1", "5"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        cr_expect(isnan(distribution_level(none[i])), "%s", none[i]);
}
