#include "sim/scenario/number.h"

#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 64 };

#define BIT(x)   (1U << (x))
#define MONETARY (BIT(SUFFIX_NONE) | BIT(SUFFIX_THOUSAND) | BIT(SUFFIX_MILLION))

static const struct {
    const char *text;     /* as written behind the digits */
    const char *exponent; /* what it does to the number */
    const char *noun;
} suffixes[SUFFIX_COUNT] = {
    [SUFFIX_NONE] = {"", "", PHRASE("a plain number")},
    [SUFFIX_PERCENT] = {"%", "e-2", PHRASE("a percentage")},
    [SUFFIX_THOUSAND] = {"k", "e3", PHRASE("a number with k")},
    [SUFFIX_MILLION] = {"M", "e6", PHRASE("a number with M")},
    [SUFFIX_YEARS] = {" years", "", PHRASE("a time in years")},
    [SUFFIX_DAYS] = {" days", "", PHRASE("a time in days")},
};

static const struct {
    unsigned suffixes;
    const char *wanted;
} rules[UNIT_COUNT + 1] = {
    [UNIT_NUMBER] = {MONETARY | BIT(SUFFIX_PERCENT), PHRASE("a number such as 12, 0.5 or 1.2M")},
    [UNIT_SHARE] = {BIT(SUFFIX_NONE) | BIT(SUFFIX_PERCENT), PHRASE("a share such as 20% or 0.2")},
    [UNIT_RATIO] = {BIT(SUFFIX_NONE) | BIT(SUFFIX_PERCENT), PHRASE("a ratio such as 0.8")},
    [UNIT_YEARS] = {BIT(SUFFIX_NONE) | BIT(SUFFIX_YEARS), PHRASE("a time such as 3 years")},
    [UNIT_PERSONS] = {MONETARY, PHRASE("a number of persons such as 2500")},
    [UNIT_DAYS_PER_YEAR] = {BIT(SUFFIX_NONE) | BIT(SUFFIX_DAYS), PHRASE("a number of days such as 16.5")},
    [UNIT_PER_YEAR] = {BIT(SUFFIX_NONE) | BIT(SUFFIX_PERCENT), PHRASE("a yearly rate such as 3%")},
    [UNIT_FTE] = {MONETARY, PHRASE("a number of full-time posts such as 800")},
    [UNIT_MONEY] = {MONETARY, PHRASE("an amount of money such as 12500, 470k or 1.2M")},
    [UNIT_MONEY_PER_YEAR] = {MONETARY, PHRASE("an amount of money such as 12500, 470k or 1.2M")},
    [UNIT_MONEY_PER_PERSON] = {MONETARY, PHRASE("an amount of money such as 12500, 470k or 1.2M")},
    [UNIT_MONEY_PER_PERSON_YEAR] = {MONETARY, PHRASE("an amount of money such as 12500, 470k or 1.2M")},
    [UNIT_MONEY_PER_CASE] = {MONETARY, PHRASE("an amount of money such as 12500, 470k or 1.2M")},
    [UNIT_MONEY_PER_CASE_YEAR] = {MONETARY, PHRASE("an amount of money such as 12500, 470k or 1.2M")},
    [UNIT_MONEY_PER_DAY] = {MONETARY, PHRASE("an amount of money such as 250")},
    [UNIT_COUNT] = {~0U, PHRASE("a number")},
};

bool number_fits(enum number_suffix suffix, enum unit unit)
{
    return rules[unit].suffixes & BIT(suffix);
}

const char *number_wanted(enum unit unit)
{
    return rules[unit].wanted;
}

const char *number_suffix_noun(enum number_suffix suffix)
{
    return suffixes[suffix].noun;
}

const char *number_suffix_text(enum number_suffix suffix)
{
    return suffixes[suffix].text;
}

static size_t digits(const char *text)
{
    return strspn(text, "0123456789");
}

/* Length of an unsigned decimal number without needless zeros; 0 if there is none. *out_exponent: has an exponent. */
static size_t decimal_length(const char *text, bool *out_exponent)
{
    size_t length = digits(text);
    *out_exponent = false;
    if (length == 0 || (length > 1 && text[0] == '0')) return 0;
    if (text[length] == '.') {
        const size_t fraction = digits(text + length + 1);
        if (fraction == 0) return 0;
        length += 1 + fraction;
    }
    if (text[length] == 'e' || text[length] == 'E') {
        const size_t sign = text[length + 1] == '-' || text[length + 1] == '+';
        const size_t exponent = digits(text + length + 1 + sign);
        if (exponent == 0) return 0;
        *out_exponent = true;
        length += 1 + sign + exponent;
    }
    return length;
}

static int suffix_find(const char *text)
{
    if (strcmp(text, " year") == 0) return SUFFIX_YEARS;
    if (strcmp(text, " day") == 0) return SUFFIX_DAYS;
    for (int i = 0; i < SUFFIX_COUNT; i++)
        if (strcmp(text, suffixes[i].text) == 0) return i;
    return -1;
}

/* strtod in the C locale whatever the program's is. The text is known to be a decimal number. */
static enum number_verdict decimal_value(const char *text, double *out)
{
    const locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!c) return NUMBER_RANGE;
    errno = 0;
    const double value = strtod_l(text, NULL, c);
    freelocale(c);
    if (!isfinite(value) || (errno == ERANGE && fabs(value) < 1)) return NUMBER_RANGE;
    *out = value == 0 ? 0.0 : value; /* no negative zero */
    return NUMBER_OK;
}

enum number_verdict number_parse(const char *text, struct number *out)
{
    bool exponent;
    const size_t sign = text[0] == '-';
    const size_t length = sign + decimal_length(text + sign, &exponent);
    if (length == sign || length > LONGEST) return NUMBER_NONE;
    const int suffix = suffix_find(text + length);
    if (suffix < 0 || (exponent && suffix != SUFFIX_NONE)) return NUMBER_NONE;
    char decimal[LONGEST + 8];
    snprintf(decimal, sizeof decimal, "%.*s%s", (int)length, text, suffixes[suffix].exponent);
    double value;
    const enum number_verdict verdict = decimal_value(decimal, &value);
    if (verdict == NUMBER_OK) *out = (struct number){value, (enum number_suffix)suffix};
    return verdict;
}

bool number_parse_seed(const char *text, uint64_t *out)
{
    const size_t length = digits(text);
    if (length == 0 || text[length] != '\0' || (length > 1 && text[0] == '0')) return false;
    uint64_t value = 0;
    for (size_t i = 0; i < length; i++)
        if (__builtin_mul_overflow(value, 10U, &value) ||
            __builtin_add_overflow(value, (uint64_t)(text[i] - '0'), &value))
            return false;
    *out = value;
    return true;
}

/* What people write, and what it means: removed or replaced before the guess is tried. Longer texts stand first. */
static const struct {
    const char *found, *instead;
} habits[] = {
    {"\xE2\x88\x92", "-"},
    {"\xE2\x80\x93", "-"},
    {"\xE2\x80\x9C", ""},
    {"\xE2\x80\x9D", ""},
    {"\xE2\x80\x9E", ""},
    {"\xE2\x80\x98", ""},
    {"\xE2\x80\x99", ""},
    {"\xC2\xAB", ""},
    {"\xC2\xBB", ""},
    {"\"", ""},
    {"'", ""},
    {"\xC2\xA0", ""},
    {"\xE2\x80\xAF", ""},
    {"\xE2\x80\x89", ""},
    {"\xE2\x80\x87", ""},
    {"_", ""},
    {"prosenttia", "%"},
    {"percent", "%"},
    {"pct", "%"},
    {"vuotta", "y"},
    {"vuosi", "y"},
    {"years", "y"},
    {"year", "y"},
    {"yrs", "y"},
    {"yr", "y"},
    {"p\xC3\xA4iv\xC3\xA4\xC3\xA4", "d"},
    {"days", "d"},
    {"day", "d"},
    {"milj.", "M"},
    {"milj", "M"},
    {"million", "M"},
    {"Mio", "M"},
    {"mn", "M"},
    {"tuhatta", "k"},
    {"K", "k"},
    {"thousand", "k"},
    {"t\xE2\x82\xAC", "k"},
    {"teur", "k"},
    {"TEUR", "k"},
    {"tEUR", "k"},
    {"\xE2\x82\xAC", ""},
    {"euroa", ""},
    {"euros", ""},
    {"euro", ""},
    {"EUR", ""},
    {"SEK", ""},
    {"USD", ""},
    {"$", ""},
    {"henkil\xC3\xB6\xC3\xA4", ""},
    {"personer", ""},
    {"persons", ""},
    {"people", ""},
    {" ", ""},
    {"\t", ""},
};

/* Applies the table; false when the result does not fit. */
static bool habits_replace(const char *text, char *out, size_t size)
{
    size_t length = 0;
    while (*text) {
        size_t i = 0;
        while (i < sizeof habits / sizeof *habits && strncmp(text, habits[i].found, strlen(habits[i].found)) != 0) i++;
        const bool habit = i < sizeof habits / sizeof *habits;
        const char single[2] = {*text, '\0'}, *const put = habit ? habits[i].instead : single;
        if (length + strlen(put) + 2 >= size) return false;
        length += (size_t)snprintf(out + length, size - length, "%s", put);
        text += habit ? strlen(habits[i].found) : 1;
    }
    out[length] = '\0';
    return true;
}

static size_t count_of(const char *text, char wanted)
{
    size_t n = 0;
    for (; *text; text++) n += *text == wanted;
    return n;
}

static void remove_all(char *text, char unwanted)
{
    char *to = text;
    for (; *text; text++)
        if (*text != unwanted) *to++ = *text;
    *to = '\0';
}

/* Whether every group between separators, except the first, has three digits: 1.200.000 */
static bool grouped(const char *text, char separator)
{
    const char *at = strchr(text, separator);
    for (; at; at = strchr(at + 1, separator))
        if (digits(at + 1) != 3) return false;
    return true;
}

/* Decimal commas and separators of thousands. */
static void settle_separators(char *text)
{
    const size_t commas = count_of(text, ','), points = count_of(text, '.');
    if (points > 1 && grouped(text, '.')) remove_all(text, '.');
    if (commas > 1 && grouped(text, ',')) remove_all(text, ',');
    if (commas == 1 && points == 1 && strchr(text, ',') < strchr(text, '.')) remove_all(text, ',');
    if (count_of(text, ',') == 1) {
        remove_all(text, count_of(text, '.') ? '.' : ' ');
        *strchr(text, ',') = '.';
    }
}

/* +5, .5, 5., 007 and the short units that the table left: y, d. */
static void settle_form(const char *text, char *out, size_t size)
{
    const bool negative = *text == '-';
    text += *text == '-' || *text == '+';
    while (text[0] == '0' && text[1] >= '0' && text[1] <= '9') text++;
    const size_t length = strspn(text, "0123456789.eE-+");
    const bool point = length > 0 && text[length - 1] == '.';
    const char *rest = text + length;
    if (strcmp(rest, "y") == 0 || strcmp(rest, "a") == 0 || strcmp(rest, "v") == 0) rest = " years";
    if (strcmp(rest, "d") == 0) rest = " days";
    if (strcmp(rest, "m") == 0) rest = "M";
    snprintf(out, size, "%s%s%.*s%s", negative ? "-" : "", *text == '.' ? "0" : "", (int)(length - point), text, rest);
}

bool number_guess(const char *text, char *out, size_t size)
{
    char plain[LONGEST + 8], settled[LONGEST + 16];
    struct number number;
    if (strlen(text) > LONGEST || !habits_replace(text, plain, sizeof plain)) return false;
    settle_separators(plain);
    settle_form(plain, settled, sizeof settled);
    if (number_parse(settled, &number) != NUMBER_OK || strlen(settled) >= size) return false;
    snprintf(out, size, "%s", settled);
    return true;
}

void number_write(double value, char *out, size_t size)
{
    for (int precision = 15; precision <= 17; precision++) {
        double back;
        snprintf(out, size, "%.*g", precision, value);
        if (decimal_value(out, &back) == NUMBER_OK && back == value) return;
    }
}
