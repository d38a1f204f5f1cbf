#include "sim/report/format.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/report/words.h"

enum { SIGNIFICANT = 3, DECIMALS_MOST = 9, NUMBER_BYTES = 512 };

/* How a language writes a number. */
static const struct {
    const char *point, *group;
} marks[LANGUAGE_COUNT] = {
    [LANGUAGE_EN] = {".", ","}, [LANGUAGE_FI] = {",", "\u00A0"}, [LANGUAGE_SV] = {",", "\u00A0"}};

static const char minus[] = "\u2212";

/* A value rounded for print: the number, its quantum (place of the last digit), whether "≈" must stand before it, and
 * whether zeros at its end say nothing. */
struct rounded {
    double value;
    double quantum;
    bool about, exact;
};

static double power_of_ten(int exponent)
{
    return exponent < 0 ? 1.0 / pow(10.0, -exponent) : pow(10.0, exponent);
}

/* Exponent of the leading digit of |value|; value is not 0. */
static int leading_exponent(double value)
{
    return (int)floor(log10(fabs(value)));
}

double format_quantum(double error)
{
    if (!(error > 0)) return 0;
    return power_of_ten((int)ceil(log10(error) - 1e-9));
}

static double round_to(double value, double quantum)
{
    if (quantum >= 1) return round(value / quantum) * quantum;
    const double inverse = round(1 / quantum);
    return round(value * inverse) / inverse;
}

static struct rounded round_exact(double value, double quantum)
{
    return (struct rounded){.value = round_to(value, quantum), .quantum = quantum};
}

/* A rounding that gains a digit (999 999 to 1 000 000) keeps the number of significant ones. */
static struct rounded round_significant(double value, double quantum, double finest)
{
    const struct rounded shown = round_exact(value, quantum);
    const bool gained = shown.value != 0 && leading_exponent(shown.value) > leading_exponent(value);
    return gained && quantum == finest ? round_exact(value, 10 * quantum) : shown;
}

static struct rounded round_supported(double value, double error, int significant)
{
    if (value == 0) return round_exact(0, error > 0 && isfinite(error) ? format_quantum(error) : 1);
    const double lead = power_of_ten(leading_exponent(value));
    const double finest = power_of_ten(leading_exponent(value) - significant + 1);
    const double quantum = isfinite(error) ? fmax(format_quantum(error), finest) : INFINITY;
    struct rounded shown = quantum <= lead        ? round_significant(value, quantum, finest)
                           : error <= fabs(value) ? round_exact(value, lead)
                                                  : round_exact(0, 1);
    shown.about = quantum > lead;
    shown.exact = error == 0;
    return shown;
}

/* Decimals that show a quantum at a scale. */
static int decimals_of(double quantum, double scale)
{
    const int decimals = (int)lround(-log10(quantum / scale));
    return decimals < 0 ? 0 : decimals > DECIMALS_MOST ? DECIMALS_MOST : decimals;
}

/* Decimals to print at a scale: all up to the quantum, without closing zeros where the value is exact. */
static int decimals_shown(struct rounded shown, double scale)
{
    int decimals = decimals_of(shown.quantum, scale);
    const double value = shown.value / scale;
    while (shown.exact && decimals > 0 &&
           fabs(round_to(value, power_of_ten(1 - decimals)) - value) < 1e-6 * power_of_ten(-decimals))
        decimals--;
    return decimals;
}

/* Writes digits "1234.50" as the language groups and points them. */
static void localise(enum language language, const char *digits, bool negative, char *out)
{
    const size_t whole = strcspn(digits, ".");
    char *at = out;
    if (negative) at = stpcpy(at, minus);
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0) at = stpcpy(at, marks[language].group);
        *at++ = digits[i];
    }
    if (digits[whole]) at = stpcpy(at, marks[language].point);
    strcpy(at, digits[whole] ? digits + whole + 1 : "");
}

/* The digits of a number with so many decimals, but never more digits than a double holds: zeros stand for the rest. */
static void write_digits(double value, int decimals, char *out, size_t size)
{
    enum { DIGITS = 15 };
    char scientific[DIGITS + 16];
    snprintf(scientific, sizeof scientific, "%.*e", DIGITS - 1, value);
    const char *const mark = strchr(scientific, 'e');
    const int whole = mark ? atoi(mark + 1) + 1 : 1;
    if (whole <= DIGITS) {
        snprintf(out, size, "%.*f", whole > 0 && decimals > DIGITS - whole ? DIGITS - whole : decimals, value);
        return;
    }
    memset(out, '0', (size_t)whole);
    out[0] = scientific[0];
    memcpy(out + 1, scientific + 2, DIGITS - 1);
    out[whole] = '\0';
}

char *format_decimals(const struct format *format, double value, int decimals)
{
    char digits[NUMBER_BYTES / 2 + 100], text[NUMBER_BYTES * 2];
    const int places = decimals < 0 ? 0 : decimals > DECIMALS_MOST ? DECIMALS_MOST : decimals;
    write_digits(fabs(value), places, digits, sizeof digits);
    const bool zero = strspn(digits, "0.") == strlen(digits);
    localise(format->language, digits, value < 0 && !zero, text);
    return arena_strdup(format->arena, text);
}

static char *with_about(const struct format *format, bool about, char *text)
{
    return about ? WORDS(format->arena, WORD_ABOUT, format->language, {"n", text}) : text;
}

char *format_number(const struct format *format, double value, double error, int significant)
{
    const struct rounded shown = round_supported(value, error, significant > 0 ? significant : SIGNIFICANT);
    return with_about(format, shown.about, format_decimals(format, shown.value, decimals_shown(shown, 1)));
}

char *format_count(const struct format *format, double value, double error)
{
    if (error == 0 && fabs(value - round(value)) < 1e-9 * fmax(1, fabs(value)))
        return format_decimals(format, value, 0);
    return format_number(format, value, error, 0);
}

char *format_year(const struct format *format, int year)
{
    return arena_printf(format->arena, "%d", year);
}

const char *format_currency(const char *code)
{
    static const struct {
        const char *code, *sign;
    } signs[] = {{"EUR", "€"}, {"USD", "$"}, {"GBP", "£"}, {"SEK", "kr"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strcmp(signs[i].code, code) == 0) return signs[i].sign;
    return code;
}

/* Scales of money, the greatest first. */
static const struct money_scale {
    double divisor;
    enum word text;
    bool used[LANGUAGE_COUNT];
} scales[] = {{1e9, WORD_MONEY_BILLIONS, {true, true, true}},
              {1e6, WORD_MONEY_MILLIONS, {true, true, true}},
              {1e3, WORD_MONEY_THOUSANDS, {true, false, false}},
              {1, WORD_MONEY_UNITS, {true, true, true}}};

/* The scale in which an amount of this size has a digit before the point, or one in which its last supported digit is
 * the first decimal: "0.5 million" where "500 000" would claim more digits than there are. */
static const struct money_scale *money_scale(enum language language, double largest, double quantum)
{
    const struct money_scale *scale = scales;
    while (scale->divisor > 1 && (!scale->used[language] ||
                                  (fabs(largest) < scale->divisor && (largest == 0 || 10 * quantum < scale->divisor))))
        scale++;
    return scale;
}

double format_money_scale(const struct format *format, double largest, const char **out_unit)
{
    const struct money_scale *const scale = money_scale(format->language, largest, 0);
    char *const unit =
        WORDS(format->arena, scale->text, format->language, {"c", format_currency(format->currency)}, {"n", ""});
    const size_t space = strlen("\u00A0");
    *out_unit = unit && strncmp(unit, "\u00A0", space) == 0 ? unit + space : unit;
    return scale->divisor;
}

/* One amount at a scale. A minus stands before the currency sign where that leads. */
static char *money_at(const struct format *format, struct rounded shown, const struct money_scale *scale)
{
    const char *const number = format_decimals(format, fabs(shown.value) / scale->divisor,
                                               shown.value == 0 ? 0 : decimals_shown(shown, scale->divisor));
    char *const text =
        WORDS(format->arena, scale->text, format->language, {"c", format_currency(format->currency)}, {"n", number});
    if (!text) return NULL;
    return with_about(format, shown.about, shown.value < 0 ? arena_printf(format->arena, "%s%s", minus, text) : text);
}

char *format_money(const struct format *format, double value, double error)
{
    const struct rounded shown = round_supported(value, error, SIGNIFICANT);
    return money_at(format, shown, money_scale(format->language, shown.value, shown.quantum));
}

/* The ends of a range, each with the digits that its own error supports, since another seed moves the end that is far
 * out more than the other; but down to the last place of the other end, or one place further where only one digit would
 * stand. An end without a digit at its error is nought
 * beside one that has some, and both are marked "about" where neither has. */
static void round_pair(const struct estimate *low, const struct estimate *high, struct rounded *out_low,
                       struct rounded *out_high)
{
    *out_low = round_supported(low->value, low->error, SIGNIFICANT);
    *out_high = round_supported(high->value, high->error, SIGNIFICANT);
    struct rounded *const end[] = {out_low, out_high};
    const double value[] = {low->value, high->value};
    for (int i = 0; i < 2; i++) {
        const struct rounded *const other = end[1 - i];
        const bool small = end[i]->about && !other->about && fabs(end[i]->value) < other->quantum;
        if (small) *end[i] = (struct rounded){.value = 0, .quantum = other->quantum};
        const double limit = fabs(value[i]) >= 10 * other->quantum ? other->quantum : 0.1 * other->quantum;
        if (end[i]->value != 0 && !end[i]->about && end[i]->quantum < limit && fabs(end[i]->value) >= limit)
            *end[i] = round_exact(value[i], limit);
        if (end[i]->value == 0) end[i]->quantum = fmax(end[i]->quantum, other->quantum);
    }
}

void format_range_ends(struct estimate low, struct estimate high, struct format_end out[2])
{
    struct rounded ends[2];
    round_pair(&low, &high, &ends[0], &ends[1]);
    for (int i = 0; i < 2; i++) out[i] = (struct format_end){ends[i].value, ends[i].quantum, ends[i].about};
}

/* Nought has no decimals: they would say nothing. */
static int range_decimals(struct rounded end, double divisor)
{
    return end.value == 0 ? 0 : decimals_of(end.quantum, divisor);
}

char *format_money_range(const struct format *format, struct estimate low, struct estimate high)
{
    struct rounded ends[2];
    if (low.value == high.value) return format_money(format, low.value, fmax(low.error, high.error));
    round_pair(&low, &high, &ends[0], &ends[1]);
    const struct money_scale *const scale = money_scale(
        format->language, fmax(fabs(ends[0].value), fabs(ends[1].value)), fmax(ends[0].quantum, ends[1].quantum));
    if (format->language == LANGUAGE_EN)
        return WORDS(format->arena, WORD_RANGE, format->language, {"low", money_at(format, ends[0], scale)},
                     {"high", money_at(format, ends[1], scale)});
    char *number[2];
    for (int i = 0; i < 2; i++)
        number[i] = with_about(
            format, ends[i].about,
            format_decimals(format, ends[i].value / scale->divisor, range_decimals(ends[i], scale->divisor)));
    const char *const range =
        WORDS(format->arena, WORD_RANGE, format->language, {"low", number[0]}, {"high", number[1]});
    return WORDS(format->arena, scale->text, format->language, {"c", format_currency(format->currency)}, {"n", range});
}

static char *percent(const struct format *format, const char *prefix, double points, int decimals)
{
    char *const number = format_decimals(format, points, decimals);
    if (!number) return NULL;
    return WORDS(format->arena, WORD_PERCENT, format->language,
                 {"n", arena_printf(format->arena, "%s%s", prefix, number)});
}

/* Steps of a probability in percentage points: whole ones, then five and ten, tenths where the error allows them. */
static double percent_step(double error)
{
    static const double steps[] = {0.1, 1, 5};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (error <= steps[i]) return steps[i];
    return 10;
}

char *format_probability(const struct format *format, struct estimate probability)
{
    const double points = 100 * probability.value, error = 100 * probability.error;
    if (points <= 0 || points >= 100) return percent(format, "", points <= 0 ? 0 : 100, 0);
    const double step = percent_step(error), shown = round(points / step) * step;
    const int decimals = step < 1 ? 1 : 0;
    if (shown <= 0) return percent(format, "<", step, decimals);
    if (shown >= 100) return percent(format, ">", 100 - step, decimals);
    return with_about(format, error > step, percent(format, "", shown, decimals));
}

char *format_share(const struct format *format, double value, double error)
{
    const struct rounded shown = round_supported(100 * value, 100 * error, SIGNIFICANT);
    return with_about(format, shown.about, percent(format, "", shown.value, decimals_shown(shown, 1)));
}

enum unit_style { STYLE_NUMBER, STYLE_COUNT, STYLE_SHARE, STYLE_MONEY };

static const enum unit_style style_of[UNIT_COUNT] = {
    [UNIT_SHARE] = STYLE_SHARE,
    [UNIT_PERSONS] = STYLE_COUNT,
    [UNIT_MONEY] = STYLE_MONEY,
    [UNIT_MONEY_PER_YEAR] = STYLE_MONEY,
    [UNIT_MONEY_PER_PERSON] = STYLE_MONEY,
    [UNIT_MONEY_PER_PERSON_YEAR] = STYLE_MONEY,
    [UNIT_MONEY_PER_CASE] = STYLE_MONEY,
    [UNIT_MONEY_PER_CASE_YEAR] = STYLE_MONEY,
    [UNIT_MONEY_PER_DAY] = STYLE_MONEY,
};

static char *plain_number(const struct format *format, double value, double error)
{
    return format_number(format, value, error, 0);
}

char *format_value(const struct format *format, enum unit unit, double value, double error)
{
    static char *(*const by_style[])(const struct format *, double, double) = {
        [STYLE_NUMBER] = plain_number,
        [STYLE_COUNT] = format_count,
        [STYLE_SHARE] = format_share,
        [STYLE_MONEY] = format_money,
    };
    if (!isfinite(value)) return arena_strdup(format->arena, word_text(WORD_UNLIMITED, format->language));
    return by_style[style_of[unit]](format, value, error);
}

char *format_range(const struct format *format, enum unit unit, struct estimate low, struct estimate high)
{
    if (low.value == high.value) return format_value(format, unit, low.value, fmax(low.error, high.error));
    if (style_of[unit] == STYLE_MONEY && isfinite(low.value) && isfinite(high.value))
        return format_money_range(format, low, high);
    return WORDS(format->arena, WORD_RANGE, format->language, {"low", format_value(format, unit, low.value, low.error)},
                 {"high", format_value(format, unit, high.value, high.error)});
}
