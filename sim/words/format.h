/* Numbers for people: by language, with the digits that their Monte Carlo error supports.
 *
 * The rule. Let e be the standard error of a figure. Its last printed digit stands at the least power of ten q with
 * e <= q: the last digit is the first uncertain one, as significant figures are commonly meant. Another seed moves it
 * by about one (two runs differ by 1.41 e, one standard deviation), and the digit before it hardly ever by more than
 * one. Not more than three significant digits stand in any case (money, ratios), because inputs never support more; the
 * same limit holds for a figure without Monte Carlo error (e = 0), which is exact and loses zeros after the decimal
 * point. Counts without error have all their digits. A figure whose very first digit is not supported is printed to
 * that digit behind "≈" as long as e <= |value|, and as "≈ 0" beyond that.
 * Probabilities are rounded likewise to tenths of a percentage point, whole points (from 2 500 iterations on at the
 * latest), fives or tens. One is 0 % or 100 % only if no iteration or every iteration says so, else "<1 %", ">99 %".
 * Minus is U+2212 in every language. English 1,234.5; Finnish and Swedish 1 234,5 with U+00A0. */
#ifndef HYOTY_WORDS_FORMAT_H
#define HYOTY_WORDS_FORMAT_H

#include "sim/base/arena.h"
#include "sim/base/language.h"
#include "sim/numeric/statistics.h"
#include "sim/scenario/scenario.h"
#include "sim/words/words.h"

struct format {
    struct arena *arena; /* owns the texts made */
    enum language language;
    const char *currency; /* ISO 4217: "EUR" is shown as € */
};

/* Each returns NULL only when out of memory. `error` is a standard error; 0 means exact. */

/* The place of the last digit: the least power of ten q with error <= q; 0 for no error. */
double format_quantum(double error);
/* The numbers that format_value and format_probability print; of a bound ("<1%") the bound, of "≈ 0" 0. What is not
 * finite stays as it is. */
double format_rounded(double value, double error);
double format_rounded_probability(struct estimate probability);
/* A number as format_value prints it, but rounded up or down instead of to the nearest. */
double format_rounded_to(double value, double error, bool up);

/* A plain number with a given count of decimals (axes, ratios that are given). */
char *format_decimals(const struct format *format, double value, int decimals);
/* A number with the digits its error supports; at most `significant` digits (0: 3). "3.36" */
char *format_number(const struct format *format, double value, double error, int significant);
/* A count: whole when exact, else like format_number. "2,500" */
char *format_count(const struct format *format, double value, double error);
/* "€3.8m" "€470k" "3,8 milj. €" "470 000 €" "3,8 mn €" */
char *format_money(const struct format *format, double value, double error);
/* Two amounts in one unit: "−€2.1m to €14.6m", "−0,8…3 milj. €"; one amount where both are equal. */
char *format_money_range(const struct format *format, struct estimate low, struct estimate high);

/* The unit of amounts that stand beside each other, in a row or as the ends of a range: that of the largest. They have
 * the same decimals, those of the coarsest, unless one of them would lose more than a twentieth of itself: then a range
 * alone has the same, and amounts their own. Nought is a plain "€0". */
struct money_unit {
    enum word text;
    double divisor;
    double beside; /* the last place of the coarser end of a range; 0 for a figure that stands alone */
    int decimals;
    bool same; /* decimals are those of every figure */
};
/* The same in a given unit that stands elsewhere, as on an axis: "−2.1 to 14.6". */
char *format_money_range_at(const struct format *format, double divisor, struct estimate low, struct estimate high);
/* Amounts that stand below each other and add up: one unit, and one step to which each is rounded, the coarsest that
 * any of them supports. Figures without a digit of their own do not count; where no figure has one, the step is that of
 * the largest. What is rounded to nothing and is not nothing says so: "<€0.1m", "> −€0.1m". */
struct money_grid {
    struct money_unit unit;
    double step;
};
struct money_grid format_money_grid(const struct format *format, const struct estimate *figure, size_t figures);
/* The same of numbers alone, in thousands, millions or billions where they are that large: *out_unit is what they are
 * in, "€1,000", for a title; grid.unit.divisor is how many it is. */
struct money_grid format_money_grid_bare(const struct format *format, const struct estimate *figure, size_t figures,
                                         const char **out_unit);
/* The same grid, its numbers in another unit. */
struct money_grid format_grid_in(const struct money_grid *grid, double divisor);
/* The nearest multiple of the step. */
double format_grid_round(const struct money_grid *grid, double value);
/* Multiples of the step that add up to `sum`, which is one. Each is the nearest to its part, but for those that have to
 * give way: they are the ones that are distorted least for their size, by up to a step; where that is not enough, the
 * greatest bears the rest. */
void format_grid_share(const struct money_grid *grid, const double *part, size_t parts, double sum, double *out_shown);
/* An amount that is shown as this multiple of the step. */
char *format_money_on(const struct format *format, const struct money_grid *grid, double shown, double value);
/* Both ends rounded to the step, or to one of their own where both are less than it; what is negative keeps its sign.
 */
char *format_money_range_on(const struct format *format, const struct money_grid *grid, struct estimate low,
                            struct estimate high);

/* An estimate and its 95% interval, in one unit and to one place: what is printed of the one lies within what is
 * printed of the other. The ends of an interval bear one digit more than its middle alone, and the middle beside them
 * then too. */
struct value_interval {
    char *middle, *range;
};
struct value_interval format_money_interval(const struct format *format, struct estimate estimate);
/* A probability: "67%", "67 %", ">99 %". */
char *format_probability(const struct format *format, struct estimate probability);
/* A share that is not a probability and may be any number: "60 %". */
char *format_share(const struct format *format, double value, double error);
/* "10,000 iterations", "1 iteration" */
char *format_iterations(const struct format *format, size_t n);
/* A discount rate: "3%"; a schedule as it is written, be it by its name. */
const char *format_discount_rate(const struct format *format, const struct settings *settings);
/* A calendar year: never grouped. */
char *format_year(const struct format *format, int year);

/* By unit (money of any kind, shares, counts, years, ratios). Infinity: "no limit". */
char *format_value(const struct format *format, enum unit unit, double value, double error);
char *format_range(const struct format *format, enum unit unit, struct estimate low, struct estimate high);
struct value_interval format_value_interval(const struct format *format, enum unit unit, struct estimate estimate);

/* How amounts of this size are scaled in one axis or table: divisor 1, 1e3 (English alone), 1e6 or 1e9; *out_unit gets
 * what stands after or before the numbers as a column title: "€m", "milj. €", "mn €". */
double format_money_scale(const struct format *format, double largest, const char **out_unit);

#endif
