#include "sim/words/format.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/words/words.h"

static struct arena arena;

static void setup(void)
{
    arena_init(&arena, allocator_libc, 0);
}

static void teardown(void)
{
    arena_free(&arena);
}

TestSuite(words_format, .init = setup, .fini = teardown);

static struct format in(enum language language)
{
    return (struct format){&arena, language, "EUR"};
}

#define SAYS(call, expected) cr_expect_str_eq((call), (expected))

Test(words_format, money_in_three_languages)
{
    const struct format en = in(LANGUAGE_EN), fi = in(LANGUAGE_FI), sv = in(LANGUAGE_SV);
    SAYS(format_money(&en, 3.78e6, 0.04e6), "€3.8m");
    SAYS(format_money(&fi, 3.78e6, 0.04e6), "3,8\u00A0milj.\u00A0€");
    SAYS(format_money(&sv, 3.78e6, 0.04e6), "3,8\u00A0mn\u00A0€");
    SAYS(format_money(&en, 470000, 0), "€470k");
    SAYS(format_money(&fi, 470000, 0), "470\u00A0000\u00A0€");
    SAYS(format_money(&sv, 470000, 0), "470\u00A0000\u00A0€");
    SAYS(format_money(&en, -2.331e9, 0), "\u2212€2.33bn");
    SAYS(format_money(&fi, -2.331e9, 0), "\u22122,33\u00A0mrd.\u00A0€");
    SAYS(format_money(&sv, -2.331e9, 0), "\u22122,33\u00A0md\u00A0€");
    SAYS(format_money(&en, 0, 0), "€0");
    SAYS(format_money(&en, 999999, 0), "€1m");
    SAYS(format_money(&en, 999999, 1000), "€1.00m");
}

Test(words_format, digits_follow_the_error)
{
    const struct format en = in(LANGUAGE_EN);
    SAYS(format_money(&en, 3784321, 0), "€3.78m");
    SAYS(format_money(&en, 3784321, 4000), "€3.78m");
    SAYS(format_money(&en, 3784321, 100000), "€3.8m");
    SAYS(format_money(&en, 3784321, 100001), "€4m");
    SAYS(format_money(&en, 3784321, 1000001), "≈\u00A0€4m");
    SAYS(format_money(&en, 520000, 17000), "€0.5m");
    SAYS(format_money(&en, 520000, 10000), "€520k");
    SAYS(format_money(&en, 52000, 7000), "€50k");
    SAYS(format_money(&en, 784321, 4e6), "≈\u00A0€0");
    SAYS(format_money(&en, 784321, INFINITY), "≈\u00A0€0");
    SAYS(format_money(&en, -999600, 400), "\u2212€1.00m");
    SAYS(format_number(&en, 3.3556, 0, 0), "3.36");
    SAYS(format_number(&en, 3.3556, 0.08, 0), "3.4");
    SAYS(format_count(&en, 2500, 0), "2,500");
    SAYS(format_count(&en, 1234567, 0), "1,234,567");
    SAYS(format_count(&en, 6.164, 0.008), "6.16");
    cr_expect_float_eq(format_quantum(0.1), 0.1, 1e-15);
    cr_expect_float_eq(format_quantum(0.101), 1.0, 1e-15);
    cr_expect_float_eq(format_quantum(0), 0, 1e-12);
}

/* A unit of the last digit is never less than the error, at any size. */
Test(words_format, no_digit_is_finer_than_the_error)
{
    for (int exponent = -12; exponent < 15; exponent++)
        for (double digit = 1.01; digit < 10; digit += 0.37) {
            const double error = digit * pow(10, exponent), quantum = format_quantum(error);
            cr_expect(quantum >= error * (1 - 1e-8) && quantum < 10 * error, "error %g quantum %g", error, quantum);
        }
}

/* Each end has the digits of its own error; nought has none after the point. */
Test(words_format, ranges_share_a_scale)
{
    const struct format en = in(LANGUAGE_EN), fi = in(LANGUAGE_FI), sv = in(LANGUAGE_SV);
    const struct estimate low = {-2.12e6, 0.03e6, 0, 0}, high = {14.58e6, 0.05e6, 0, 0}, nought = {0, 0, 0, 0};
    SAYS(format_money_range(&en, low, high), "\u2212€2.1m to €14.6m");
    SAYS(format_money_range(&fi, low, high), "\u22122,1…14,6\u00A0milj.\u00A0€");
    SAYS(format_money_range(&sv, low, high), "\u22122,1 till 14,6\u00A0mn\u00A0€");
    SAYS(format_money_range(&en, nought, high), "€0 to €14.6m");
    SAYS(format_money_range(&en, nought, nought), "€0");
    const struct estimate unknown = {2, 500, 0, 0};
    SAYS(format_money_range(&en, unknown, high), "€0 to €14.6m");
    const struct estimate vague = {-8000, 11000, 0, 0}, vaguer = {2e6, 5e6, 0, 0}, vaguest = {3e6, 5e6, 0, 0};
    SAYS(format_money_range(&en, vague, high), "€0 to €14.6m");
    SAYS(format_money_range(&en, vaguer, vaguest), "≈\u00A0€0 to ≈\u00A0€0");
    const struct estimate small = {20000, 300, 0, 0};
    SAYS(format_money_range(&en, small, high), "€0.02m to €14.6m");
    const struct estimate near = {-0.83e6, 0.04e6, 0, 0}, far = {2.7e6, 0.2e6, 0, 0};
    SAYS(format_money_range(&en, near, far), "\u2212€0.8m to €3m");
    const struct estimate tiny = {-166e3, 2e3, 0, 0}, huge = {5.2e9, 2e7, 0, 0};
    SAYS(format_money_range(&en, tiny, huge), "\u2212€0.0bn to €5.2bn");
    SAYS(format_money_range(&fi, tiny, huge), "\u22120,0…5,2\u00A0mrd.\u00A0€");
    SAYS(format_money_range(&fi, (struct estimate){40e3, 9e3, 0, 0}, (struct estimate){0.3e6, 9e4, 0, 0}),
         "40\u00A0000…300\u00A0000\u00A0€");
    SAYS(format_money_range(&fi, (struct estimate){-110e3, 9e3, 0, 0}, (struct estimate){6.1e6, 9e4, 0, 0}),
         "\u22120,11…6,1\u00A0milj.\u00A0€");
}

/* "€410", "−€1.2k", "≈ €0" as numbers. */
static double amount_of(const char *text)
{
    const bool negative = strstr(text, "\u2212") != NULL;
    const char *const digits = strpbrk(text, "0123456789");
    char *end;
    const double number = strtod(digits, &end);
    const double scale = *end == 'k' ? 1e3 : *end == 'm' ? 1e6 : *end == 'b' ? 1e9 : 1;
    return (negative ? -1 : 1) * number * scale;
}

static void expect_within(const struct format *format, double value, double error)
{
    const struct estimate estimate = {value, error, value - 1.96 * error, value + 1.96 * error};
    const struct value_interval said = format_money_interval(format, estimate);
    char low[64];
    snprintf(low, sizeof low, "%s", said.range);
    char *const to = strstr(low, " to ");
    if (to) *to = '\0';
    const double middle = amount_of(said.middle), last_bits = 1e-12 * fabs(middle);
    cr_expect(amount_of(low) <= middle + last_bits, "%s in %s", said.middle, said.range);
    cr_expect(amount_of(to ? to + 4 : low) >= middle - last_bits, "%s in %s", said.middle, said.range);
}

/* What is printed of an estimate lies within what is printed of its interval, at any size, error and sign. */
Test(words_format, an_estimate_is_within_its_interval)
{
    const struct format en = in(LANGUAGE_EN), fi = in(LANGUAGE_FI);
    const struct estimate old = {438, 15.6, 407.4, 468.6}, near = {29.55e3, 180, 29.2e3, 29.9e3};
    SAYS(format_money_interval(&en, old).middle, "€440");
    SAYS(format_money_interval(&en, old).range, "€410 to €470");
    SAYS(format_money_interval(&en, near).middle, "€29.6k");
    SAYS(format_money_interval(&en, near).range, "€29.2k to €29.9k");
    SAYS(format_money_interval(&fi, near).range, "29\u00A0200…29\u00A0900\u00A0€");
    for (double size = 1.7; size < 9.9e9; size *= 1.37)
        for (double relative = 1e-6; relative < 60; relative *= 1.7) {
            expect_within(&en, size, size * relative);
            expect_within(&en, -size, size * relative);
        }
}

Test(words_format, probability_is_never_all_unless_all)
{
    const struct format en = in(LANGUAGE_EN), fi = in(LANGUAGE_FI);
    SAYS(format_probability(&en, statistics_probability(6700, 10000)), "67%");
    SAYS(format_probability(&fi, statistics_probability(6700, 10000)), "67\u00A0%");
    SAYS(format_probability(&en, statistics_probability(10000, 10000)), "100%");
    SAYS(format_probability(&en, statistics_probability(0, 10000)), "0%");
    SAYS(format_probability(&en, statistics_probability(870, 1000)), "85%");
    SAYS(format_probability(&en, statistics_probability(99, 100)), ">95%");
    SAYS(format_probability(&en, statistics_probability(1995, 2000)), ">99%");
    SAYS(format_probability(&en, statistics_probability(7, 10)), "≈\u00A070%");
    SAYS(format_probability(&en, statistics_probability(9999999, 10000000)), ">99.9%");
    SAYS(format_probability(&en, statistics_probability(1, 10000000)), "<0.1%");
}

Test(words_format, values_by_unit)
{
    const struct format fi = in(LANGUAGE_FI);
    SAYS(format_value(&fi, UNIT_SHARE, 0.6, 0), "60\u00A0%");
    SAYS(format_value(&fi, UNIT_SHARE, 0.005, 0), "0,5\u00A0%");
    SAYS(format_value(&fi, UNIT_PERSONS, 2500, 0), "2\u00A0500");
    SAYS(format_value(&fi, UNIT_YEARS, INFINITY, 0), "ei rajaa");
    SAYS(format_value(&fi, UNIT_MONEY_PER_CASE, 1.2e6, 0), "1,2\u00A0milj.\u00A0€");
    SAYS(format_year(&fi, 2034), "2034");
    SAYS(format_decimals(&fi, -0.0001, 2), "0,00");
}

Test(words_format, money_scale_of_an_axis)
{
    const struct format en = in(LANGUAGE_EN), fi = in(LANGUAGE_FI);
    const char *unit;
    cr_expect_float_eq(format_money_scale(&en, -3e6, &unit), 1e6, 1e-12);
    cr_expect_str_eq(unit, "€m");
    cr_expect_float_eq(format_money_scale(&fi, 3e6, &unit), 1e6, 1e-12);
    cr_expect_str_eq(unit, "milj.\u00A0€");
    cr_expect_float_eq(format_money_scale(&fi, 3e5, &unit), 1, 1e-12);
    cr_expect_str_eq(unit, "€");
}

/* A double holds 15 digits: what follows is not printed as if it were known. */
Test(words_format, no_digit_is_beyond_double_precision)
{
    const struct format en = in(LANGUAGE_EN);
    SAYS(format_decimals(&en, 1e21, 0), "1,000,000,000,000,000,000,000");
    SAYS(format_decimals(&en, 1.23e25, 2), "12,300,000,000,000,000,000,000,000");
    SAYS(format_decimals(&en, 9999999999999999.0, 0), "10,000,000,000,000,000");
    SAYS(format_decimals(&en, 123456789012345.0, 0), "123,456,789,012,345");
    SAYS(format_decimals(&en, 1234567890123.4567, 9), "1,234,567,890,123.46");
    SAYS(format_decimals(&en, 999999999999999.9, 0), "1,000,000,000,000,000");
    SAYS(format_decimals(&en, 0.123456789, 9), "0.123456789");
    SAYS(format_decimals(&en, -0.1, 1), "\u22120.1");
    const char *const huge = format_money(&en, 1.2345e300, 0);
    cr_expect_eq(strncmp(huge, "€1,230,000,000,", 17), 0, "%s", huge);
    for (const char *at = huge + 8; *at && *at != 'b'; at++) cr_expect(*at == '0' || *at == ',', "%s", huge);
}

/* Each placeholder of the English text stands in every translation, and no other. */
static bool placeholders_within(const char *a, const char *b)
{
    for (const char *open = strchr(a, '{'); open; open = strchr(open + 1, '{')) {
        char name[64] = "";
        const size_t length = strcspn(open, "}") + 1;
        cr_assert(length < sizeof name);
        memcpy(name, open, length);
        if (!strstr(b, name)) return false;
    }
    return true;
}

Test(words_texts, translations_are_complete)
{
    for (int word = 0; word < WORD_COUNT; word++)
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            const char *const english = word_text((enum word)word, LANGUAGE_EN);
            const char *const text = word_text((enum word)word, (enum language)language);
            cr_expect(text[0] != '\0', "word %d has no text in %s", word, language_code((enum language)language));
            cr_expect(placeholders_within(english, text) && placeholders_within(text, english), "%s | %s", english,
                      text);
        }
}

Test(words_texts, lists_and_filling)
{
    setup();
    const char *const items[] = {"a", "b", "c"};
    cr_expect_str_eq(words_list(&arena, LANGUAGE_FI, items, 3), "a, b ja c");
    cr_expect_str_eq(words_list(&arena, LANGUAGE_EN, items, 1), "a");
    cr_expect_str_eq(words_list(&arena, LANGUAGE_EN, items, 0), "");
    cr_expect_null(WORDS(&arena, WORD_PERCENT, LANGUAGE_EN, {"n", NULL}));
    cr_expect_str_eq(WORDS(&arena, WORD_PERCENT, LANGUAGE_EN, {"n", "{n}"}), "{n}%");
    teardown();
}

/* Amounts on one grid: parts add up to their sum, each within a step of what it is; what has no step of its own says
 * so. */
Test(words_format, amounts_on_one_grid_add_up)
{
    enum { PARTS = 7 };
    const struct format en = in(LANGUAGE_EN);
    uint32_t state = 7;
    for (int trial = 0; trial < 2000; trial++) {
        struct estimate figure[PARTS + 1] = {{0}};
        double part[PARTS], shown[PARTS], sum = 0, total = 0;
        for (int i = 0; i < PARTS; i++) {
            state = state * 1664525u + 1013904223u;
            part[i] = ((double)(state >> 8) / 0x1p24 - 0.4) * pow(10, 2 + i % 5);
            sum += part[i];
            figure[i] = (struct estimate){part[i], fabs(part[i]) / 50, 0, 0};
        }
        figure[PARTS] = (struct estimate){sum, fabs(sum) / 50, 0, 0};
        const struct money_grid grid = format_money_grid(&en, figure, PARTS + 1);
        const double rounded = format_grid_round(&grid, sum);
        format_grid_share(&grid, part, PARTS, rounded, shown);
        for (int i = 0; i < PARTS; i++) {
            total += shown[i];
            cr_expect(fabs(shown[i] - part[i]) <= grid.step * (1 + 1e-9), "%g for %g in steps of %g", shown[i], part[i],
                      grid.step);
        }
        cr_expect(fabs(total - rounded) <= 1e-6 * grid.step, "%g, not %g", total, rounded);
    }
}

Test(words_format, a_grid_shows_what_is_less_than_a_step)
{
    const struct format en = in(LANGUAGE_EN), fi = in(LANGUAGE_FI);
    const struct estimate figure[] = {{1.107e6, 0.02e6, 0, 0}, {-0.284e6, 0.01e6, 0, 0}, {0.031e6, 0.0003e6, 0, 0}};
    const struct money_grid grid = format_money_grid(&en, figure, 3), same = format_money_grid(&fi, figure, 3);
    cr_expect_float_eq(grid.step, 1e5, 1e-6);
    SAYS(format_money_on(&en, &grid, 1.1e6, 1.107e6), "€1.1m");
    SAYS(format_money_on(&en, &grid, -0.3e6, -0.284e6), "\u2212€0.3m");
    SAYS(format_money_on(&en, &grid, 0, 0.031e6), "<€0.1m");
    SAYS(format_money_on(&en, &grid, 0, -9149), ">\u2212€0.1m");
    SAYS(format_money_on(&fi, &same, 0, -9149), ">\u00A0\u22120,1\u00A0milj.\u00A0€");
    SAYS(format_money_on(&en, &grid, 0, 0), "€0");
    const struct estimate low = {-9149, 10, 0, 0}, high = {0.8e6, 1e4, 0, 0}, small = {0.04e6, 1e3, 0, 0};
    SAYS(format_money_range_on(&en, &grid, low, high), "\u2212€0.0m to €0.8m");
    SAYS(format_money_range_on(&fi, &same, low, high), "\u22120,0…0,8\u00A0milj.\u00A0€");
    SAYS(format_money_range_on(&en, &grid, low, small), "\u2212€0.009m to €0.040m");
}

/* The number in a text: "≈ −1,200" and "<0.1%" as they are meant. */
static double read_back(const char *text)
{
    char digits[64];
    size_t n = 0;
    for (const char *at = text; *at && n + 1 < sizeof digits; at++) {
        if (strncmp(at, "\u2212", strlen("\u2212")) == 0) digits[n++] = '-';
        if (strchr("0123456789.", *at)) digits[n++] = *at;
    }
    digits[n] = '\0';
    return strtod(digits, NULL);
}

Test(words_format, rounded_numbers_are_those_shown)
{
    static const double value[] = {0, 1, 9.96, 123456, -98765.4, 0.00123, -1e-9, 3.3e12, 0.0004, 0.5, 0.9996, 0.37};
    static const double error[] = {0, 1e-6, 0.004, 0.03, 0.07, 3, 400, 6e4, INFINITY};
    const struct format en = in(LANGUAGE_EN);
    for (size_t v = 0; v < sizeof value / sizeof *value; v++)
        for (size_t e = 0; e < sizeof error / sizeof *error; e++) {
            const double shown = read_back(format_number(&en, value[v], error[e], 0));
            const double rounded = format_rounded(value[v], error[e]);
            cr_expect(fabs(shown - rounded) <= 1e-9 * fabs(rounded), "%g ± %g: %g, %g", value[v], error[e], shown,
                      rounded);
            if (value[v] < 0 || value[v] > 1) continue;
            const struct estimate chance = {.value = value[v], .error = error[e]};
            const double percent = read_back(format_probability(&en, chance));
            cr_expect(fabs(percent - 100 * format_rounded_probability(chance)) <= 1e-9, "%g ± %g", value[v], error[e]);
        }
}
