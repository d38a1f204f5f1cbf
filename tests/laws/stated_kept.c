/* What is stated of a distribution is what it has, or a warning says otherwise: over every kind, every way of giving
 * it, every cut. What it has is measured here, by integrating the quantile function, by bisecting and differencing the
 * cdf.
 *
 * Without a cut, quantiles are kept to 1e-9 of their width, and mean and sd to what is integrated here. A ci95 need not
 * fit its estimate, and a cut may leave no distribution of the kind: beyond 5 % of the width (of a mean and an sd, of
 * the sd) a warning must stand, and below it none. The quantiles of a cut distribution are found again, silently. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/base/text_buffer.h"
#include "tests/laws/numeric_examples.h"
#include "tests/unit/scenario_fixture.h"

enum { STATED_MOST = 8, NAME_MOST = 16 };

static struct arena arena;

struct case_of {
    enum distribution_kind kind;
    const char *form;
    char name[STATED_MOST][NAME_MOST];
    struct distribution_argument argument[STATED_MOST];
    size_t count;
    bool cut;
};

/* --- what a distribution has --- */

struct moments {
    double mean, sd;
};

/* Steps of s^2 (3 - 2 s) are short at the ends. */
static struct moments integrate(const struct distribution *d)
{
    enum { STEPS = 20000 };
    static double u[STEPS], x[STEPS];
    const struct quantile_function *function;
    double mass = 0, mean = 0, square = 0;
    cr_assert_eq(quantile_compile(&arena, d, &function, NULL), STATUS_OK);
    for (size_t k = 0; k < STEPS; k++) {
        const double s = ((double)k + 0.5) / STEPS;
        u[k] = s * s * (3 - 2 * s);
    }
    quantile_fill(function, u, STEPS, x);
    for (size_t k = 0; k < STEPS; k++) {
        const double s = ((double)k + 0.5) / STEPS, w = s * (1 - s);
        mass += w;
        mean += w * x[k];
        square += w * x[k] * x[k];
    }
    mean /= mass;
    return (struct moments){mean, sqrt(fmax(square / mass - mean * mean, 0))};
}

static double bisect(const struct distribution *d, double level)
{
    double low = distribution_quantile(d, 1e-9), high = distribution_quantile(d, 1 - 1e-9);
    for (int i = 0; i < 200; i++) {
        const double middle = low + (high - low) / 2;
        if (distribution_cdf(d, middle) < level)
            low = middle;
        else
            high = middle;
    }
    return high;
}

static double densest(const struct distribution *d)
{
    enum { CELLS = 4000 };
    const double low = bisect(d, 1e-6), width = (bisect(d, 1 - 1e-6) - low) / CELLS;
    double most = 0, at = low;
    for (int i = 0; i < CELLS; i++) {
        const double mass = distribution_cdf(d, low + (i + 1) * width) - distribution_cdf(d, low + i * width);
        if (mass > most) at = low + (i + 0.5) * width;
        most = fmax(most, mass);
    }
    return at;
}

/* What the documents say that a name means. */
static double measure(const struct distribution *d, const char *name)
{
    double percent;
    if (sscanf(name, "p%lf", &percent) == 1) return bisect(d, percent / 100);
    if (strcmp(name, "ci95_low") == 0) return bisect(d, 0.025);
    if (strcmp(name, "ci95_high") == 0) return bisect(d, 0.975);
    if (strcmp(name, "estimate") == 0 && distribution_table[d->kind].estimate_is_median) return bisect(d, 0.5);
    if (strcmp(name, "mean") == 0 || strcmp(name, "estimate") == 0) return integrate(d).mean;
    if (strcmp(name, "sd") == 0) return integrate(d).sd;
    return strcmp(name, "mode") == 0 ? densest(d) : NAN;
}

/* --- cases --- */

static double own_value(const struct distribution *base, const char *name)
{
    const struct distribution_argument *own;
    const size_t count = base_arguments(base->kind, &own);
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, own[i].name) == 0) return own[i].value;
    if (strcmp(name, "rate") == 0) return 1 / base->parameter[1];
    if (strcmp(name, "shape") == 0) return 4;
    return measure(base, name);
}

static void add(struct case_of *one, const char *name, double value)
{
    cr_assert_lt(one->count, STATED_MOST);
    snprintf(one->name[one->count], NAME_MOST, "%s", name);
    one->argument[one->count] = (struct distribution_argument){one->name[one->count], value};
    one->count++;
}

static bool has_word(const char *form, const char *word)
{
    const char *const at = strstr(form, word);
    return at && (at == form || at[-1] == ' ' || at[-1] == '[');
}

static void fill_case(struct case_of *one, const struct distribution *base, const char *const pair[2])
{
    const char *at = one->form;
    for (size_t quantiles = 0; *at; at += strspn(at, " ")) {
        char word[NAME_MOST];
        const size_t length = strcspn(at, " ");
        snprintf(word, sizeof word, "%.*s", (int)length, at);
        at += length;
        if (word[0] == '[') continue; /* min and max come with the cuts */
        const char *const name = strcmp(word, "p*") == 0 ? pair[quantiles++] : word;
        add(one, name, own_value(base, name));
        cr_assert(!isnan(one->argument[one->count - 1].value), "%s is new to this test", name);
    }
}

/* --- the law --- */

/* Whether loading says that what is drawn differs; *out_error: whether it refuses. */
static bool is_said(const struct case_of *one, bool *out_error)
{
    struct text_buffer text;
    struct specimen loaded;
    text_buffer_init(&text, &arena);
    text_buffer_printf(&text, "%sassumptions:\n  x: {unit: number, %s: {", specimen_small,
                       distribution_table[one->kind].name);
    for (size_t i = 0; i < one->count; i++) {
        const bool low = strcmp(one->name[i], "ci95_low") == 0, high = strcmp(one->name[i], "ci95_high") == 0;
        if (high)
            text_buffer_printf(&text, ", %.17g]", one->argument[i].value);
        else
            text_buffer_printf(&text, "%s%s: %s%.17g", i ? ", " : "", low ? "ci95" : one->name[i], low ? "[" : "",
                               one->argument[i].value);
    }
    text_buffer_add(&text, "}}\n");
    specimen_load_text(&loaded, text_buffer_finish(&text), NULL);
    *out_error = loaded.diagnostics.errors > 0;
    const bool said = strstr(specimen_messages(&loaded), "differ") != NULL;
    specimen_free(&loaded);
    return said;
}

/* Width that a miss is measured by; 0: nothing is claimed. */
static double width_of(const struct case_of *one, size_t i)
{
    static const char *const pair[][2] = {{"ci95_low", "ci95_high"}};
    const char *const name = one->name[i];
    double quantile[2] = {0, 0};
    size_t quantiles = 0;
    for (size_t k = 0; k < one->count; k++)
        if (one->name[k][0] == 'p') quantile[quantiles++] = one->argument[k].value;
    if (name[0] == 'p' || strcmp(name, "mode") == 0) return quantiles == 2 ? fabs(quantile[1] - quantile[0]) : 0;
    for (size_t k = 0; k < one->count; k++) {
        if (strcmp(one->name[k], "sd") == 0 && (strcmp(name, "mean") == 0 || strcmp(name, "sd") == 0))
            return distribution_table[one->kind].stated_uncut ? 0 : one->argument[k].value;
        if (strcmp(one->name[k], pair[0][0]) == 0 && strncmp(name, "ci95", 4) == 0)
            return one->argument[k + 1].value - one->argument[k].value;
    }
    return 0;
}

struct tally {
    size_t cases, exact, said, refused;
};

static void check_case(const struct case_of *one, struct tally *tally)
{
    const double bearable = 0.05, margin = 0.002;
    const bool interval = strstr(one->form, "ci95") != NULL;
    struct distribution made;
    bool error;
    const enum status status = distribution_solve(one->kind, one->argument, one->count, &made, NULL);
    const bool said = is_said(one, &error);
    char what[200];
    snprintf(what, sizeof what, "%s {%s} %s", distribution_table[one->kind].name, one->form, one->cut ? "cut" : "");
    cr_assert_eq(error, status != STATUS_OK, "%s: refused by one of the two", what);
    tally->cases++;
    tally->refused += error;
    if (error) return;
    double worst = 0;
    for (size_t i = 0; i < one->count; i++) {
        const double width = width_of(one, i);
        if (!(width > 0)) continue;
        const double miss = fabs(measure(&made, one->name[i]) - one->argument[i].value) / width;
        const double close = one->name[i][0] == 'p' ? 1e-9 : strcmp(one->name[i], "mode") == 0 ? 2e-3 : 2e-4;
        if (!one->cut && !interval)
            cr_expect_leq(miss, close, "%s: %s is missed by %g of its width", what, one->name[i], miss);
        if (strcmp(one->name[i], "mode") != 0) worst = fmax(worst, miss);
    }
    if (worst > bearable + margin) cr_expect(said, "%s: missed by %g, silently", what, worst);
    if (worst < bearable - margin) cr_expect_not(said, "%s: missed by %g only", what, worst);
    tally->exact += one->cut && strstr(one->form, "p*") && worst < 1e-9;
    tally->said += said;
}

/* Cuts by levels of the base: none, a little on either side, much. */
static const double cuts[][2] = {{0, 1}, {0.01, 1}, {0, 0.98}, {0.03, 0.96}, {0.2, 1}, {0.04, 0.7}};

static void check_cuts(const struct case_of *uncut, const struct distribution *base, struct tally *tally)
{
    const bool always = distribution_table[uncut->kind].stated_uncut, bounded = has_word(uncut->form, "min") && !always;
    for (size_t c = always; c < (bounded ? 1 : sizeof cuts / sizeof *cuts); c++) {
        struct case_of one = *uncut;
        for (size_t i = 0; i < one.count; i++) one.argument[i].name = one.name[i];
        one.cut = c > 0;
        if (cuts[c][0] > 0) add(&one, "min", bisect(base, cuts[c][0]));
        if (cuts[c][1] < 1) add(&one, "max", bisect(base, cuts[c][1]));
        check_case(&one, tally);
    }
}

/* An estimate off the middle of its interval, up to where it is refused. */
static void check_estimates(const struct case_of *middle, const struct distribution *base, struct tally *tally)
{
    static const double off[] = {-0.6, -0.2, -0.1, -0.03, 0, 0.03, 0.1, 0.2, 0.6};
    for (size_t i = 0; i < sizeof off / sizeof *off; i++) {
        struct case_of one = *middle;
        one.argument[0].value += off[i] * (one.argument[2].value - one.argument[1].value);
        check_cuts(&one, base, tally);
    }
}

static void check_form(enum distribution_kind kind, const char *form, struct tally *tally)
{
    static const char *const pair[][2] = {{"p5", "p95"}, {"p2.5", "p50"}, {"p30", "p99"}};
    struct distribution base;
    cr_assert(has_base(kind, &base));
    if (distribution_table[kind].stated_uncut) { /* what is stated is that of the normal */
        base.minimum = -INFINITY, base.maximum = INFINITY;
        base.u_minimum = 0, base.u_maximum = 1;
    }
    const bool quantiles = strstr(form, "p*") != NULL;
    for (size_t p = 0; p < (quantiles ? sizeof pair / sizeof *pair : 1); p++) {
        struct case_of one = {.kind = kind, .form = form};
        fill_case(&one, &base, pair[p]);
        if (strstr(form, "ci95"))
            check_estimates(&one, &base, tally);
        else
            check_cuts(&one, &base, tally);
    }
}

Test(stated, is_kept_or_a_warning_says_so)
{
    struct tally tally = {0};
    arena_init(&arena, allocator_libc, 0);
    for (int kind = 0; kind < DISTRIBUTION_KINDS; kind++) {
        const struct distribution_row *const row = &distribution_table[kind];
        if (!row->keys) continue; /* a plain number: tests/unit/scenario_number.c */
        for (size_t f = 0; f < DISTRIBUTION_FORMS && row->form[f].arguments; f++)
            check_form((enum distribution_kind)kind, row->form[f].arguments, &tally);
    }
    arena_free(&arena);
    cr_expect_geq(tally.cases, 200, "%zu", tally.cases);
    cr_expect_geq(tally.exact, 40, "%zu cut distributions have their quantiles", tally.exact);
    cr_expect(tally.said >= 40 && tally.said < tally.cases * 2 / 3, "%zu of %zu said", tally.said, tally.cases);
    cr_expect(tally.refused >= 3 && tally.refused < tally.cases / 5, "%zu of %zu refused", tally.refused, tally.cases);
}

/* --- quantiles that a cut distribution has --- */

struct known_cut {
    enum distribution_kind kind;
    double minimum, maximum; /* NAN: none */
    const char *name[2];     /* of the arguments of the whole; NULL: the quantiles are stated */
    double value[2];
};

static const struct known_cut known_cuts[] = {
    {DISTRIBUTION_NORMAL, 0.05, 0.1, {NULL}, {0.052264, 0.0972135}}, /* of about N(-0.1, 0.2): 6.8 % left */
    {DISTRIBUTION_NORMAL, 0.01, 0.21, {NULL}, {0.154388, 0.20884}},  /* N(0.3, 0.05): 3.6 % */
    {DISTRIBUTION_GAMMA, 0.05, NAN, {NULL}, {0.050756, 0.0900129}},  /* gamma(3, 0.01): 12.5 % */
    {DISTRIBUTION_BETA, NAN, 0.21, {NULL}, {0.01, 0.2}},             /* beta(0.96, 0.21): 5.2 % */
    {DISTRIBUTION_BETA, 0.05, 0.1, {NULL}, {0.0519733, 0.0969505}},  /* beta(0.3, 0.5): 7.2 % */
    {DISTRIBUTION_UNIFORM, NAN, 0.4, {"min", "max"}, {0, 1}},
    {DISTRIBUTION_NORMAL, 0.05, 0.1, {"mean", "sd"}, {-0.1, 0.2}},
    {DISTRIBUTION_NORMAL, 0.3, NAN, {"mean", "sd"}, {-0.1, 0.2}},
    {DISTRIBUTION_NORMAL, 0.05, 0.1, {"mean", "sd"}, {0.3, 0.1}},
    {DISTRIBUTION_TRUNCATED_NORMAL, 0.05, 0.1, {"mean", "sd"}, {0.1, 0.2}},
    {DISTRIBUTION_TRUNCATED_NORMAL, 0.3, NAN, {"mean", "sd"}, {0.1, 0.2}},
    {DISTRIBUTION_LOGNORMAL, 0.05, 0.1, {"mean", "sd"}, {0.1, 0.2}},
    {DISTRIBUTION_LOGNORMAL, NAN, 0.05, {"mean", "sd"}, {0.3, 0.5}},
    {DISTRIBUTION_LOGNORMAL, 0.3, NAN, {"mean", "sd"}, {0.1, 0.2}},
    {DISTRIBUTION_BETA, 0.05, 0.1, {"alpha", "beta"}, {1, 1}},
    {DISTRIBUTION_BETA, NAN, 0.05, {"alpha", "beta"}, {0.3, 0.5}},
    {DISTRIBUTION_BETA, 0.3, NAN, {"alpha", "beta"}, {3, 20}},
    {DISTRIBUTION_GAMMA, 0.05, 0.1, {"shape", "scale"}, {0.5, 0.2}},
    {DISTRIBUTION_GAMMA, 0.3, NAN, {"shape", "scale"}, {0.5, 0.2}},
    {DISTRIBUTION_GAMMA, 0.2, 0.21, {"shape", "scale"}, {30, 0.01}},
    {DISTRIBUTION_WEIBULL, NAN, 0.05, {"shape", "scale"}, {3, 0.1}},
    {DISTRIBUTION_WEIBULL, 0.3, NAN, {"shape", "scale"}, {0.7, 0.1}},
    {DISTRIBUTION_WEIBULL, 0.1, 0.3, {"shape", "scale"}, {0.7, 0.1}},
};

/* The quantile of what is left of the whole between the bounds. */
static double quantile_of_known(const struct known_cut *known, double level)
{
    struct distribution whole;
    const bool normal = known->kind == DISTRIBUTION_TRUNCATED_NORMAL; /* which is never whole */
    const enum distribution_kind kind = normal ? DISTRIBUTION_NORMAL : known->kind;
    const struct distribution_argument own[] = {{known->name[0], known->value[0]}, {known->name[1], known->value[1]}};
    cr_assert_eq(distribution_solve(kind, own, 2, &whole, NULL), STATUS_OK);
    const double a = isnan(known->minimum) ? 0 : distribution_cdf(&whole, known->minimum);
    const double b = isnan(known->maximum) ? 1 : distribution_cdf(&whole, known->maximum);
    return distribution_table[kind].quantile(&whole, a + level * (b - a));
}

Test(stated, quantiles_of_a_cut_distribution_are_found_again)
{
    arena_init(&arena, allocator_libc, 0);
    for (size_t i = 0; i < sizeof known_cuts / sizeof *known_cuts; i++) {
        const struct known_cut *const known = &known_cuts[i];
        const char *const kind = distribution_table[known->kind].name;
        struct case_of one = {.kind = known->kind, .form = "p* p*", .cut = true};
        struct distribution made;
        bool error;
        add(&one, "p5", known->name[0] ? quantile_of_known(known, 0.05) : known->value[0]);
        add(&one, "p95", known->name[0] ? quantile_of_known(known, 0.95) : known->value[1]);
        if (!isnan(known->minimum)) add(&one, "min", known->minimum);
        if (!isnan(known->maximum)) add(&one, "max", known->maximum);
        cr_assert_eq(distribution_solve(one.kind, one.argument, one.count, &made, NULL), STATUS_OK);
        for (size_t k = 0; k < 2; k++)
            cr_expect_float_eq(bisect(&made, k ? 0.95 : 0.05), one.argument[k].value, 1e-9 * width_of(&one, k),
                               "%zu: %s misses %s", i, kind, one.name[k]);
        cr_expect_not(is_said(&one, &error), "%zu: %s is warned of", i, kind);
        cr_expect_not(error, "%zu: %s is refused", i, kind);
    }
    arena_free(&arena);
}
