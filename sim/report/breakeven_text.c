/* Amounts, target and finding of a break-even analysis, as its document and its chart say them. */
#include <math.h>
#include <string.h>

#include "sim/analysis/net_result.h"
#include "sim/analysis/perspective.h"
#include "sim/report/analysis_basis.h"
#include "sim/report/breakeven_report.h"
#include "sim/words/amount.h"
#include "sim/words/quantity_label.h"
#include "sim/words/words.h"

const char *breakeven_today_text(const struct format *format, const struct scenario *scenario,
                                 const struct breakeven_quantity *quantity)
{
    return amount_range(format, scenario->quantity[quantity->quantity].unit, quantity->today, quantity->today);
}

struct breakeven_ends {
    const char *low, *high;
};

/* Of an end of what meets the target: rounded to the side that does, so that what is printed does too. */
static const char *end_text(const struct format *format, const struct quantity *quantity, struct estimate end, bool up)
{
    const double rounded = format_rounded_to(end.value, end.error, up);
    if (rounded >= quantity->least && rounded <= quantity->most) end.value = rounded;
    return amount_text(format, quantity->unit, end);
}

/* Of what meets the target; "" where it has none. */
static struct breakeven_ends ends_of(const struct format *format, const struct scenario *scenario,
                                     const struct breakeven_quantity *quantity)
{
    const struct quantity *const of = &scenario->quantity[quantity->quantity];
    const char *const near = end_text(format, of, quantity->value, quantity->above);
    const char *const far = quantity->stretch ? end_text(format, of, quantity->end, !quantity->above) : "";
    return quantity->above ? (struct breakeven_ends){near, far} : (struct breakeven_ends){far, near};
}

const char *breakeven_value_text(const struct format *format, const struct scenario *scenario,
                                 const struct breakeven_quantity *quantity)
{
    const struct breakeven_ends ends = ends_of(format, scenario, quantity);
    const enum word word = quantity->stretch ? WORD_BE_BETWEEN : quantity->above ? WORD_BE_AT_LEAST : WORD_BE_AT_MOST;
    return WORDS(format->arena, word, format->language, {"x", quantity->above ? ends.low : ends.high},
                 {"low", ends.low}, {"high", ends.high});
}

/* Whole persons, rounded to the side that meets the target. */
const char *breakeven_persons_text(const struct format *format, const struct breakeven_people *people)
{
    const struct estimate needed = people->needed;
    const double shown = format_rounded_to(needed.value, needed.error, people->above);
    const double last_bits = 1e-9 * fabs(shown);
    const double whole = people->above ? ceil(shown - last_bits) : floor(shown + last_bits);
    return format_count(format, whole, needed.error > 1 ? needed.error : 0);
}

const char *breakeven_beyond_text(const struct format *format, const struct scenario *scenario,
                                  const struct breakeven_quantity *quantity)
{
    const struct breakeven_ends ends = ends_of(format, scenario, quantity);
    const enum word word = quantity->stretch ? WORD_BE_OUTSIDE : quantity->above ? WORD_BE_UNDER : WORD_BE_OVER;
    return WORDS(format->arena, word, format->language, {"x", quantity->above ? ends.low : ends.high},
                 {"low", ends.low}, {"high", ends.high});
}

const char *breakeven_reached_text(const struct format *format, const struct breakeven *breakeven,
                                   struct estimate reached)
{
    if (breakeven->target.statistic == TARGET_PROBABILITY) return format_probability(format, reached);
    return format_value(format, breakeven->unit, reached.value, reached.error);
}

const char *breakeven_standing_text(const struct format *format, const struct breakeven *breakeven)
{
    const char *const figure = breakeven_reached_text(format, breakeven, breakeven->today.reached);
    if (breakeven->target.statistic == TARGET_MEAN) return figure;
    return stochastic_both(format, breakeven->cohort, figure,
                           breakeven->stochastic_told
                               ? breakeven_reached_text(format, breakeven, breakeven->with_stochastic.reached)
                               : NULL);
}

const char *breakeven_target_text(const struct format *format, const struct breakeven *breakeven)
{
    static const enum word word[TARGET_STATISTICS] = {[TARGET_MEAN] = WORD_BE_TARGET_MEAN,
                                                      [TARGET_PROBABILITY] = WORD_BE_TARGET_PROBABILITY,
                                                      [TARGET_PERCENTILE] = WORD_BE_TARGET_PERCENTILE};
    const struct target *const target = &breakeven->target;
    const bool probability = target->statistic == TARGET_PROBABILITY;
    const char *const text =
        WORDS(format->arena, word[target->statistic], format->language,
              {"x", format_value(format, breakeven->unit, probability ? target->threshold : target->wanted, 0)},
              {"p", format_share(format, probability ? target->wanted : 0, 0)},
              {"level", format_number(format, 100 * target->level, 0, 3)},
              {"result", result_label(format->arena, breakeven->plan->scenario, target->result, format->language)});
    return target->statistic == TARGET_MEAN ? text : stochastic_mark(format, breakeven->cohort, text);
}

enum breakeven_who breakeven_who_saves(const struct breakeven *breakeven)
{
    static const enum breakeven_who of_scope[] = {[SCOPE_PUBLIC_PAYERS] = BREAKEVEN_WHO_ALL,
                                                  [SCOPE_PUBLIC_ALONE] = BREAKEVEN_WHO_PUBLIC,
                                                  [SCOPE_SOCIETY] = BREAKEVEN_WHO_SOCIETY};
    const struct target *const target = &breakeven->target;
    if (target->statistic != TARGET_MEAN || target->wanted != 0) return BREAKEVEN_WHO_TARGET;
    struct net_result whose;
    if (!net_result_read(breakeven->plan->scenario, target->result, &whose)) return BREAKEVEN_WHO_TARGET;
    if (whose.perspective == PERSPECTIVE_PUBLIC) return BREAKEVEN_WHO_PUBLIC;
    if (whose.perspective != PERSPECTIVE_ALL || whose.cashable) return BREAKEVEN_WHO_TARGET;
    return of_scope[perspective_scope_of(breakeven->plan->scenario)];
}

const char *breakeven_headline(const struct format *format, const struct breakeven *breakeven)
{
    const struct scenario *const scenario = breakeven->plan->scenario;
    const struct breakeven_quantity *const first = breakeven->quantity;
    const bool one = breakeven->quantities == 1, any = breakeven->quantities > 0 && breakeven_is_found(first);
    if (!any && !one)
        return word_text(breakeven->today.met ? WORD_BE_HEAD_ALL_MET : WORD_BE_HEAD_ALL_MISSED, format->language);
    const char *const label = quantity_label(format->arena, scenario, first->quantity, format->language);
    if (!any) return WORDS(format->arena, WORD_BE_HEAD_ONE, format->language, {"label", label});
    static const enum word head[BREAKEVEN_WHOS] = {WORD_BE_HEAD_TARGET, WORD_BE_HEAD_ALL, WORD_BE_HEAD_SOCIETY,
                                                   WORD_BE_HEAD_PUBLIC};
    return WORDS(format->arena, head[breakeven_who_saves(breakeven)], format->language,
                 {"limit", breakeven_value_text(format, scenario, first)}, {"label", label},
                 {"today", breakeven_today_text(format, scenario, first)});
}
