#include "sim/words/format.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/words/words.h"

enum { SIGNIFICANT = 3, DECIMALS_MOST = 9, NUMBER_BYTES = 512 };

static const char minus[] = "\u2212";

/* A value rounded for print: the number, its quantum (place of the last digit), whether "≈" must stand before it,
 * whether zeros at its end say nothing, and whether it is rounded to nothing from below. */
struct rounded {
    double value;
    double quantum;
    bool about, exact, below;
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
    if (!isfinite(value)) return round_exact(value, 1);
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

double format_rounded(double value, double error)
{
    return isfinite(value) ? round_supported(value, error, SIGNIFICANT).value : value;
}

double format_rounded_to(double value, double error, bool up)
{
    const struct rounded nearest = round_supported(value, error, SIGNIFICANT);
    const double last_bits = 1e-9; /* of a value that is such a number but for rounding */
    if (!isfinite(value) || nearest.about || fabs(nearest.value - value) <= last_bits * fabs(value)) return value;
    if (up == (nearest.value > value)) return nearest.value;
    return round_to(nearest.value + (up ? nearest.quantum : -nearest.quantum), nearest.quantum);
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
        if (i > 0 && (whole - i) % 3 == 0) at = stpcpy(at, word_text(WORD_GROUP_MARK, language));
        *at++ = digits[i];
    }
    if (digits[whole]) at = stpcpy(at, word_text(WORD_DECIMAL_MARK, language));
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
    if (!isfinite(value)) return arena_strdup(format->arena, isnan(value) ? "–" : value < 0 ? "\u2212∞" : "∞");
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

char *format_iterations(const struct format *format, size_t n)
{
    return WORDS(format->arena, n == 1 ? WORD_ITERATION_ONE : WORD_ITERATIONS, format->language,
                 {"n", format_count(format, (double)n, 0)});
}

char *format_year(const struct format *format, int year)
{
    return arena_printf(format->arena, "%d", year);
}

/* "€" for EUR; the code itself where there is no sign. */
static const char *sign_of_currency(const char *code)
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
} scales[] = {
    {1e9, WORD_MONEY_BILLIONS}, {1e6, WORD_MONEY_MILLIONS}, {1e3, WORD_MONEY_THOUSANDS}, {1, WORD_MONEY_UNITS}};

/* The scale in which an amount of this size has a digit before the point, or one in which its last supported digit is
 * the first decimal: "0.5 million" where "500 000" would claim more digits than there are. */
static const struct money_scale *money_scale(enum language language, double largest, double quantum)
{
    const struct money_scale *scale = scales;
    while (scale->divisor > 1 && (scale->divisor < strtod(word_text(WORD_MONEY_LEAST_SCALE, language), NULL) ||
                                  (fabs(largest) < scale->divisor && (largest == 0 || 10 * quantum < scale->divisor))))
        scale++;
    return scale;
}

double format_money_scale(const struct format *format, double largest, const char **out_unit)
{
    const struct money_scale *const scale = money_scale(format->language, largest, 0);
    char *const unit =
        WORDS(format->arena, scale->text, format->language, {"c", sign_of_currency(format->currency)}, {"n", ""});
    const size_t space = strlen("\u00A0");
    *out_unit = unit && strncmp(unit, "\u00A0", space) == 0 ? unit + space : unit;
    return scale->divisor;
}

/* More zeros after the point than this before the first digit are not printed: "€0.002bn", but not "€0.000166bn". */
static const double money_least = 1e-3;

/* A figure in the unit of its row, with the decimals of the row where they are the same. The end of a range goes down
 * to the last place of the other end, or one place further where only one digit would stand. */
static struct rounded money_fit(const struct money_unit *unit, struct estimate figure)
{
    struct rounded shown = round_supported(figure.value, figure.error, SIGNIFICANT);
    if (shown.value == 0 || shown.about) return shown;
    const double beside = fabs(figure.value) >= 10 * unit->beside ? unit->beside : 0.1 * unit->beside;
    const double least = unit->same                                        ? power_of_ten(-unit->decimals)
                         : fabs(shown.value) < money_least * unit->divisor ? money_least
                                                                           : 0;
    const double quantum = fmax(beside, least * unit->divisor);
    if (shown.quantum >= quantum) return shown;
    return (struct rounded){.value = round_to(figure.value, quantum), .quantum = quantum, .exact = shown.exact};
}

/* What the figures of a row have in common; those without a digit of their own do not count. */
struct money_row {
    double largest, coarsest, finest;
    bool exact; /* closing zeros after the point say nothing */
};

static struct money_row money_row_of(const struct estimate *figure, size_t figures)
{
    struct money_row row = {.finest = INFINITY, .exact = true};
    for (size_t i = 0; i < figures; i++) {
        const struct rounded shown = round_supported(figure[i].value, figure[i].error, SIGNIFICANT);
        row.largest = fmax(row.largest, fabs(shown.value));
        if (shown.value == 0) continue;
        row.finest = fmin(row.finest, shown.quantum);
        if (shown.about) continue;
        row.coarsest = fmax(row.coarsest, shown.quantum);
        row.exact = row.exact && shown.exact;
    }
    return row;
}

/* Decimals without the closing zeros that all exact figures share. */
static int shared_decimals(const struct estimate *figure, size_t figures, double divisor, double quantum)
{
    int needed = 0;
    for (size_t i = 0; i < figures; i++) {
        const struct rounded shown = {.value = round_to(figure[i].value, quantum), .quantum = quantum, .exact = true};
        const int decimals = decimals_shown(shown, divisor);
        if (decimals > needed) needed = decimals;
    }
    return needed;
}

/* Whether a figure loses more than a twentieth of itself by the decimals of its row. */
static bool money_loses(const struct money_unit *unit, struct estimate figure)
{
    const struct rounded own = round_supported(figure.value, figure.error, SIGNIFICANT);
    return fabs(money_fit(unit, figure).value - own.value) > 0.05 * fabs(own.value);
}

/* Gives the figures the same decimals, those of the coarsest, unless one of them loses too much by it. */
static void money_align(struct money_unit *unit, const struct estimate *figure, size_t figures)
{
    const struct money_row row = money_row_of(figure, figures);
    struct money_unit aligned = {.text = unit->text, .divisor = unit->divisor, .same = true};
    if (row.coarsest > 0)
        aligned.decimals = row.exact ? shared_decimals(figure, figures, unit->divisor, row.coarsest)
                                     : decimals_of(row.coarsest, unit->divisor);
    for (size_t i = 0; i < figures; i++) aligned.same = aligned.same && !money_loses(&aligned, figure[i]);
    if (aligned.same) *unit = aligned;
}

static struct money_unit format_money_unit(const struct format *format, const struct estimate *figure, size_t figures)
{
    const struct money_row row = money_row_of(figure, figures);
    const struct money_scale *const scale =
        money_scale(format->language, row.largest, isfinite(row.finest) ? row.finest : 0);
    struct money_unit unit = {.text = scale->text, .divisor = scale->divisor};
    money_align(&unit, figure, figures);
    return unit;
}

/* Digits of a figure, without its sign where that stands before a currency; nought has no decimals. */
static char *money_digits(const struct format *format, const struct money_unit *unit, struct rounded shown,
                          double value)
{
    const int decimals = shown.below                  ? decimals_of(shown.quantum, unit->divisor)
                         : unit->same && !shown.about ? unit->decimals
                                                      : decimals_shown(shown, unit->divisor);
    return format_decimals(format, value / unit->divisor, shown.value == 0 && !shown.below ? 0 : decimals);
}

/* A minus stands before the currency sign where that leads. */
static char *money_text(const struct format *format, const struct money_unit *unit, struct rounded shown)
{
    char *const text =
        WORDS(format->arena, shown.value == 0 && !shown.below ? WORD_MONEY_UNITS : unit->text, format->language,
              {"c", sign_of_currency(format->currency)}, {"n", money_digits(format, unit, shown, fabs(shown.value))});
    const bool negative = shown.value < 0 || shown.below;
    if (!text) return NULL;
    return with_about(format, shown.about, negative ? arena_printf(format->arena, "%s%s", minus, text) : text);
}

static char *format_money_in(const struct format *format, const struct money_unit *unit, struct estimate figure)
{
    return money_text(format, unit, money_fit(unit, figure));
}

char *format_money(const struct format *format, double value, double error)
{
    const struct estimate figure = {value, error, value, value};
    const struct money_unit unit = format_money_unit(format, &figure, 1);
    return format_money_in(format, &unit, figure);
}

/* An end without a digit at its error is nought beside one that has some; what is negative keeps its sign. */
static struct rounded money_end(const struct money_unit *unit, struct estimate end, struct estimate other)
{
    const struct rounded beside = money_fit(unit, other);
    struct rounded shown = money_fit(unit, end);
    if (shown.about && !beside.about && fabs(shown.value) < beside.quantum)
        shown = (struct rounded){.value = 0, .quantum = beside.quantum};
    if (shown.value == 0 && end.value < -end.error && !shown.about) {
        shown.below = true;
        shown.quantum = beside.quantum;
    }
    return shown;
}

/* The ends in the unit of their row, and that unit for them alone. */
static struct money_unit money_ends(const struct money_unit *row, struct estimate low, struct estimate high,
                                    struct rounded out[2])
{
    const struct estimate pair[] = {low, high};
    struct money_unit unit = *row;
    if (!row->same) money_align(&unit, pair, 2);
    unit.beside = money_row_of(pair, 2).coarsest;
    out[0] = money_end(&unit, low, high);
    out[1] = money_end(&unit, high, low);
    return unit;
}

static char *join_ends(const struct format *format, const struct money_unit *unit, const struct rounded end[2])
{
    char *number[2];
    for (int i = 0; i < 2; i++) {
        number[i] = with_about(format, end[i].about, money_digits(format, unit, end[i], end[i].value));
        if (number[i] && end[i].below) number[i] = arena_printf(format->arena, "%s%s", minus, number[i]);
    }
    if (number[0] && number[1] && strcmp(number[0], number[1]) == 0) return number[0];
    return WORDS(format->arena, WORD_RANGE, format->language, {"low", number[0]}, {"high", number[1]});
}

char *format_money_range_at(const struct format *format, double divisor, struct estimate low, struct estimate high)
{
    struct rounded end[2];
    const struct money_unit unit = money_ends(&(struct money_unit){.divisor = divisor}, low, high, end);
    return join_ends(format, &unit, end);
}

static char *range_text(const struct format *format, const struct money_unit *unit, const struct rounded end[2])
{
    if (format->language == LANGUAGE_EN)
        return WORDS(format->arena, WORD_RANGE, format->language, {"low", money_text(format, unit, end[0])},
                     {"high", money_text(format, unit, end[1])});
    return WORDS(format->arena, unit->text, format->language, {"c", sign_of_currency(format->currency)},
                 {"n", join_ends(format, unit, end)});
}

static char *format_money_range_in(const struct format *format, const struct money_unit *row, struct estimate low,
                                   struct estimate high)
{
    if (low.value == high.value) return format_money_in(format, row, low.error > high.error ? low : high);
    struct rounded end[2];
    const struct money_unit unit = money_ends(row, low, high, end);
    return range_text(format, &unit, end);
}

char *format_money_range(const struct format *format, struct estimate low, struct estimate high)
{
    const struct money_unit unit = format_money_unit(format, (const struct estimate[]){low, high}, 2);
    return format_money_range_in(format, &unit, low, high);
}

/* --- amounts on one grid --- */

struct money_grid format_money_grid(const struct format *format, const struct estimate *figure, size_t figures)
{
    const struct money_row row = money_row_of(figure, figures);
    double largest = 0, error = 0;
    for (size_t i = 0; i < figures; i++) {
        largest = fmax(largest, fabs(figure[i].value));
        error = fmax(error, isfinite(figure[i].error) ? figure[i].error : 0);
    }
    const double finest = largest > 0 ? power_of_ten(leading_exponent(largest)) : 1;
    const double step = row.coarsest > 0 ? row.coarsest : fmax(finest, format_quantum(error));
    const struct money_scale *const scale = money_scale(format->language, fmax(largest, step), step);
    return (struct money_grid){{.text = scale->text,
                                .divisor = scale->divisor,
                                .decimals = row.exact ? shared_decimals(figure, figures, scale->divisor, step)
                                                      : decimals_of(step, scale->divisor),
                                .same = true},
                               step};
}

struct money_grid format_money_grid_bare(const struct format *format, const struct estimate *figure, size_t figures,
                                         const char **out_unit)
{
    static const struct money_scale bare[] = {
        {1e9, WORD_BARE_BILLIONS}, {1e6, WORD_BARE_MILLIONS}, {1e3, WORD_BARE_THOUSANDS}, {1, WORD_BARE_UNITS}};
    const double digits = 10; /* before the point, of the largest, at least */
    struct money_grid grid = format_money_grid(format, figure, figures);
    double largest = 0;
    for (size_t i = 0; i < figures; i++) largest = fmax(largest, fabs(figure[i].value));
    const struct money_scale *scale = bare;
    while (scale->divisor > 1 && largest < digits * scale->divisor) scale++;
    *out_unit = WORDS(format->arena, scale->text, format->language, {"c", sign_of_currency(format->currency)});
    grid.unit = (struct money_unit){.text = WORD_BARE, .divisor = 1, .same = true};
    return format_grid_in(&grid, scale->divisor);
}

struct money_grid format_grid_in(const struct money_grid *grid, double divisor)
{
    struct money_grid other = *grid;
    other.unit.divisor = divisor;
    other.unit.decimals = decimals_of(grid->step, divisor);
    return other;
}

double format_grid_round(const struct money_grid *grid, double value)
{
    return round_to(value, grid->step);
}

/* By how much of itself a part is distorted when it is shown so; infinite from a step on. */
static double distortion(const struct money_grid *grid, double part, double shown)
{
    const double off = fabs(shown - part);
    return part == 0 || off >= grid->step * (1 + 1e-9) ? INFINITY : off / fabs(part);
}

void format_grid_share(const struct money_grid *grid, const double *part, size_t parts, double sum, double *out_shown)
{
    double left = sum;
    size_t greatest = 0;
    for (size_t i = 0; i < parts; i++) {
        out_shown[i] = format_grid_round(grid, part[i]);
        left -= out_shown[i];
        if (fabs(part[i]) > fabs(part[greatest])) greatest = i;
    }
    for (long steps = parts > 0 ? lround(left / grid->step) : 0; steps != 0; steps += steps > 0 ? -1 : 1) {
        const double up = steps > 0 ? grid->step : -grid->step;
        size_t best = greatest;
        double least = INFINITY;
        for (size_t i = 0; i < parts; i++) {
            const double distorted = distortion(grid, part[i], out_shown[i] + up);
            if (distorted < least) best = i, least = distorted;
        }
        out_shown[best] = format_grid_round(grid, out_shown[best] + up);
    }
}

/* A number of the grid. What is shown as nothing and is not has the decimals of the others, and its sign. */
static char *grid_digits(const struct format *format, const struct money_grid *grid, double shown, double value)
{
    const bool nothing = shown == 0 && value != 0;
    char *const digits =
        format_decimals(format, shown / grid->unit.divisor, shown == 0 && !nothing ? 0 : grid->unit.decimals);
    return digits && nothing && value < 0 ? arena_printf(format->arena, "%s%s", minus, digits) : digits;
}

static char *grid_text(const struct format *format, const struct money_grid *grid, double shown, double value)
{
    const bool negative = shown < 0 || (shown == 0 && value < 0);
    const bool plain = shown == 0 && value == 0 && grid->unit.text != WORD_BARE;
    char *const text =
        WORDS(format->arena, plain ? WORD_MONEY_UNITS : grid->unit.text, format->language,
              {"c", sign_of_currency(format->currency)}, {"n", grid_digits(format, grid, fabs(shown), fabs(value))});
    return text && negative ? arena_printf(format->arena, "%s%s", minus, text) : text;
}

char *format_money_on(const struct format *format, const struct money_grid *grid, double shown, double value)
{
    if (shown != 0 || value == 0) return grid_text(format, grid, shown, value);
    const double step = value < 0 ? -grid->step : grid->step;
    return WORDS(format->arena, value < 0 ? WORD_MORE_THAN : WORD_LESS_THAN, format->language,
                 {"n", grid_text(format, grid, step, step)});
}

/* What the step makes nothing of is shown to its first digit where there are no decimals to say that it is something.
 */
static double grid_end(const struct money_grid *grid, double value)
{
    const double shown = format_grid_round(grid, value);
    if (shown != 0 || value == 0 || grid->unit.decimals > 0) return shown;
    return round_to(value, power_of_ten(leading_exponent(value)));
}

char *format_money_range_on(const struct format *format, const struct money_grid *grid, struct estimate low,
                            struct estimate high)
{
    struct money_grid own = *grid;
    if (fmax(fabs(low.value), fabs(high.value)) < grid->step) {
        own.step = format_money_grid(format, (const struct estimate[]){low, high}, 2).step;
        own.unit.decimals = decimals_of(own.step, own.unit.divisor);
    }
    const double value[2] = {low.value, high.value};
    const double shown[2] = {grid_end(&own, value[0]), grid_end(&own, value[1])};
    if (value[0] == value[1]) return format_money_on(format, &own, shown[0], value[0]);
    if (format->language == LANGUAGE_EN)
        return WORDS(format->arena, WORD_RANGE, format->language, {"low", grid_text(format, &own, shown[0], value[0])},
                     {"high", grid_text(format, &own, shown[1], value[1])});
    return WORDS(
        format->arena, own.unit.text, format->language, {"c", sign_of_currency(format->currency)},
        {"n", WORDS(format->arena, WORD_RANGE, format->language, {"low", grid_digits(format, &own, shown[0], value[0])},
                    {"high", grid_digits(format, &own, shown[1], value[1])})});
}

/* Rounding to one place keeps their order. */
struct value_interval format_money_interval(const struct format *format, struct estimate estimate)
{
    const double figure[] = {estimate.low, estimate.high, estimate.value};
    const double largest = fmax(fabs(figure[0]), fmax(fabs(figure[1]), fabs(figure[2])));
    const double quantum = round_supported(largest, estimate.error / 4, SIGNIFICANT).quantum;
    struct rounded shown[3];
    for (int i = 0; i < 3; i++) shown[i] = round_exact(figure[i], quantum);
    const struct money_scale *const scale = money_scale(format->language, round_to(largest, quantum), quantum);
    const struct money_unit unit = {.text = scale->text, .divisor = scale->divisor};
    shown[2].about = shown[2].value == 0 && estimate.value != 0;
    return (struct value_interval){money_text(format, &unit, shown[2]), shown[0].value == shown[1].value
                                                                            ? money_text(format, &unit, shown[0])
                                                                            : range_text(format, &unit, shown)};
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

double format_rounded_probability(struct estimate probability)
{
    const double points = 100 * probability.value, step = percent_step(100 * probability.error);
    if (!(points > 0 && points < 100)) return probability.value;
    return fmin(fmax(round(points / step) * step, step), 100 - step) / 100;
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

const char *format_discount_rate(const struct format *format, const struct settings *settings)
{
    return settings->discount_steps == 1 ? format_share(format, settings->discount_step[0].rate, 0)
                                         : settings->discount_written;
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

struct value_interval format_value_interval(const struct format *format, enum unit unit, struct estimate estimate)
{
    const double error = estimate.error / 4;
    const struct estimate low = {.value = estimate.low, .error = error},
                          high = {.value = estimate.high, .error = error};
    if (style_of[unit] == STYLE_MONEY) return format_money_interval(format, estimate);
    return (struct value_interval){format_value(format, unit, estimate.value, error),
                                   format_range(format, unit, low, high)};
}
