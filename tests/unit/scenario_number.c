/* The number grammar. */
#include <criterion/criterion.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/scenario/number.h"

Test(scenario_number, reads_what_it_should)
{
    static const struct {
        const char *text;
        double value;
        enum number_suffix suffix;
    } good[] = {
        {"0", 0, SUFFIX_NONE},
        {"-0", 0, SUFFIX_NONE},
        {"12", 12, SUFFIX_NONE},
        {"0.25", 0.25, SUFFIX_NONE},
        {"-3.5", -3.5, SUFFIX_NONE},
        {"1e-3", 0.001, SUFFIX_NONE},
        {"1.5E+6", 1.5e6, SUFFIX_NONE},
        {"20%", 0.2, SUFFIX_PERCENT},
        {"6.1%", 0.061, SUFFIX_PERCENT},
        {"-4%", -0.04, SUFFIX_PERCENT},
        {"470k", 470e3, SUFFIX_THOUSAND},
        {"1.2M", 1.2e6, SUFFIX_MILLION},
        {"0.37M", 370e3, SUFFIX_MILLION},
        {"3 years", 3, SUFFIX_YEARS},
        {"1 year", 1, SUFFIX_YEARS},
        {"16.5 days", 16.5, SUFFIX_DAYS},
        {"1 day", 1, SUFFIX_DAYS},
        {"1e308", 1e308, SUFFIX_NONE},
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct number number = {NAN, SUFFIX_COUNT};
        cr_expect_eq(number_parse(good[i].text, &number), NUMBER_OK, "%s", good[i].text);
        cr_expect(number.value == good[i].value, "%s gave %.17g", good[i].text, number.value);
        cr_expect_eq(number.suffix, good[i].suffix, "%s", good[i].text);
        cr_expect_not(signbit(number.value) && number.value == 0, "%s has no negative zero", good[i].text);
    }
}

Test(scenario_number, refuses_everything_else)
{
    static const char *const bad[] = {
        "",
        " ",
        "+5",
        ".5",
        "5.",
        "007",
        "00",
        "0,25",
        "12 500",
        "1.200.000",
        "1_000",
        "1e",
        "1e+",
        "0x10",
        "nan",
        "NaN",
        "inf",
        "-inf",
        "1.2 M",
        "20 %",
        "3years",
        "3  years",
        "1k5",
        "1kk",
        "1e3k",
        "5e2%",
        "1.2m",
        "--1",
        "1-",
        "1 ",
        " 1",
        "3 months",
        "\xE2\x88\x92"
        "5",
        "1\xC2\xA0"
        "000",
        "1.2.3",
        "-",
        "M",
        "%",
        "one",
        "1K",
        "1MM",
        "5 year s",
        "1.e5",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct number number = {-7, SUFFIX_COUNT};
        cr_expect_eq(number_parse(bad[i], &number), NUMBER_NONE, "\"%s\"", bad[i]);
        cr_expect(number.value == -7 && number.suffix == SUFFIX_COUNT, "\"%s\" leaves the result alone", bad[i]);
    }
    struct number number;
    cr_expect_eq(number_parse("1e999", &number), NUMBER_RANGE);
    cr_expect_eq(number_parse("1e-999", &number), NUMBER_RANGE);
    cr_expect_eq(number_parse("99999999999999999999999999999999999999999999999999999999999999999", &number),
                 NUMBER_NONE);
}

Test(scenario_number, guesses_what_finnish_writers_mean)
{
    static const char *const pairs[][2] = {
        {"0,25", "0.25"},
        {"12 500", "12500"},
        {"12\xC2\xA0"
         "500",
         "12500"},
        {"12\xE2\x80\xAF"
         "500",
         "12500"},
        {"12\xE2\x80\x89"
         "500",
         "12500"},
        {"1.200.000", "1200000"},
        {"1,200,000", "1200000"},
        {"1,200.50", "1200.50"},
        {"1.200,50", "1200.50"},
        {"1_000", "1000"},
        {"\xE2\x88\x92"
         "5",
         "-5"},
        {"\xE2\x80\x93"
         "5",
         "-5"},
        {"\xE2\x80\x9C"
         "20%\xE2\x80\x9D",
         "20%"},
        {"\xE2\x80\x9D"
         "0,2\xE2\x80\x9D",
         "0.2"},
        {"20 %", "20%"},
        {"20 prosenttia", "20%"},
        {"1,2 M\xE2\x82\xAC", "1.2M"},
        {"1,2 milj. euroa", "1.2M"},
        {"470 000 euroa", "470000"},
        {"470 K", "470k"},
        {"3 vuotta", "3 years"},
        {"3years", "3 years"},
        {"+5", "5"},
        {".5", "0.5"},
        {"5.", "5"},
        {"007", "7"},
        {"EUR 1200", "1200"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char guess[80] = "";
        cr_expect(number_guess(pairs[i][0], guess, sizeof guess), "%s", pairs[i][0]);
        cr_expect_str_eq(guess, pairs[i][1], "%s gave %s", pairs[i][0], guess);
    }
    char guess[80];
    static const char *const none[] = {"lots", "", "nan", "1e999", "0x10", "a,b", "3 sheep", "1:2"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        cr_expect_not(number_guess(none[i], guess, sizeof guess), "%s", none[i]);
}

Test(scenario_number, fits_units)
{
    cr_expect(number_fits(SUFFIX_PERCENT, UNIT_SHARE) && !number_fits(SUFFIX_PERCENT, UNIT_MONEY_PER_CASE));
    cr_expect(number_fits(SUFFIX_YEARS, UNIT_YEARS) && !number_fits(SUFFIX_YEARS, UNIT_SHARE));
    cr_expect(number_fits(SUFFIX_MILLION, UNIT_MONEY) && !number_fits(SUFFIX_MILLION, UNIT_YEARS));
    cr_expect(number_fits(SUFFIX_DAYS, UNIT_DAYS_PER_YEAR) && !number_fits(SUFFIX_DAYS, UNIT_YEARS));
    for (int unit = 0; unit <= UNIT_COUNT; unit++) {
        cr_expect(number_fits(SUFFIX_NONE, (enum unit)unit));
        cr_expect_not_null(number_wanted((enum unit)unit));
    }
}

Test(scenario_number, seeds_keep_every_digit)
{
    uint64_t seed = 0;
    cr_expect(number_parse_seed("18446744073709551615", &seed) && seed == UINT64_MAX);
    cr_expect(number_parse_seed("9007199254740993", &seed) && seed == 9007199254740993U);
    cr_expect(number_parse_seed("0", &seed) && seed == 0);
    static const char *const bad[] = {"18446744073709551616", "-1", "1.0", "01", "", "1e3", " 1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) cr_expect_not(number_parse_seed(bad[i], &seed), "%s", bad[i]);
}

Test(scenario_number, writes_the_shortest_that_reads_back)
{
    static const double values[] = {0.1, 1.0 / 3, 2500, 1e-7, 0.08, 1.2e6, 123456789.125, 5e-324 * 0x1p60, 1e300};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char text[40];
        number_write(values[i], text, sizeof text);
        cr_expect(strtod(text, NULL) == values[i], "%s", text);
    }
    char text[40];
    number_write(0.1, text, sizeof text);
    cr_expect_str_eq(text, "0.1");
}
