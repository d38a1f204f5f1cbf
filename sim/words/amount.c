#include "sim/words/amount.h"

#include <math.h>
#include <string.h>

#include "sim/analysis/net_result.h"
#include "sim/analysis/perspective.h"
#include "sim/base/text_buffer.h"
#include "sim/words/labels.h"
#include "sim/words/words.h"

static const char *net_label(const struct scenario *scenario, enum language language)
{
    static const enum word by_scope[] = {[SCOPE_PUBLIC_PAYERS] = WORD_RESULT_NET_ALL,
                                         [SCOPE_PUBLIC_ALONE] = WORD_RESULT_NET_PUBLIC,
                                         [SCOPE_SOCIETY] = WORD_RESULT_NET_SOCIETY};
    return word_text(by_scope[perspective_scope_of(scenario)], language);
}

/* "net." and "county" of "net.county" */
static bool is_member(const char *result, const char *family, const char *name)
{
    const size_t length = strlen(family);
    return strncmp(result, family, length) == 0 && strcmp(result + length, name) == 0;
}

static const char *net_of(struct arena *arena, const struct scenario *scenario, const struct net_result *whose,
                          enum language language)
{
    if (whose->perspective == PERSPECTIVE_PUBLIC) return word_text(WORD_RESULT_NET_PUBLIC, language);
    if (whose->perspective == PERSPECTIVE_ALL) return net_label(scenario, language);
    return WORDS(arena, WORD_RESULT_NET_PAYER, language,
                 {"payer", label_of_payer(scenario, (size_t)whose->payer, language)});
}

const char *result_label(struct arena *arena, const struct scenario *scenario, const char *result,
                         enum language language)
{
    struct net_result whose;
    if (net_result_read(scenario, result, &whose)) {
        const char *const net = net_of(arena, scenario, &whose, language);
        return whose.cashable ? WORDS(arena, WORD_RESULT_CASHABLE, language, {"net", net}) : net;
    }
    for (size_t k = 0; k < scenario->outcomes; k++)
        if (is_member(result, "cases_avoided.", scenario->outcome[k].name))
            return WORDS(arena, WORD_CASES_AVOIDED_OF, language,
                         {"label", text_in(&scenario->outcome[k].label, language, scenario->outcome[k].name)});
    for (size_t j = 0; j < scenario->interventions; j++)
        if (is_member(result, "participants.", scenario->intervention[j].name))
            return WORDS(
                arena, WORD_PARTICIPANTS_OF, language,
                {"label", text_in(&scenario->intervention[j].label, language, scenario->intervention[j].name)});
    return result;
}

/* Texts with {n} for units that their numbers do not show, of several and of one; 0: none. What money is for, the label
 * says. */
static const struct unit_word {
    enum word several, one;
} unit_word[UNIT_COUNT] = {
    [UNIT_YEARS] = {WORD_AMOUNT_YEARS, WORD_AMOUNT_YEAR},
    [UNIT_PERSONS] = {WORD_AMOUNT_PERSONS, WORD_AMOUNT_PERSON},
    [UNIT_DAYS_PER_YEAR] = {WORD_AMOUNT_DAYS_PER_YEAR, WORD_AMOUNT_DAYS_PER_YEAR},
    [UNIT_PER_YEAR] = {WORD_AMOUNT_PER_YEAR, WORD_AMOUNT_PER_YEAR},
    [UNIT_FTE] = {WORD_AMOUNT_FTE, WORD_AMOUNT_POST},
};

static char *with_unit(const struct format *format, enum unit unit, char *number)
{
    const struct unit_word *const word = &unit_word[unit];
    if (!number || !word->several) return number;
    return WORDS(format->arena, strcmp(number, "1") == 0 ? word->one : word->several, format->language, {"n", number});
}

/* An end that is nothing beside the other is 0: quantiles are not exact to the last bit. */
static double snapped(double end, double other)
{
    return fabs(end) < 1e-9 * fabs(other) ? 0 : end;
}

char *amount_range(const struct format *format, enum unit unit, double low, double high)
{
    const double a = snapped(low, high), b = snapped(high, low);
    char *const range = format_range(format, unit, (struct estimate){a, 0, a, a}, (struct estimate){b, 0, b, b});
    return isfinite(a) && isfinite(b) ? with_unit(format, unit, range) : range;
}

char *amount_range_cell(const struct format *format, enum unit unit, double low, double high)
{
    static const char fast[] = "\u00A0";
    char *const range = amount_range(format, unit, low, high);
    const char *const blank = range ? strchr(range, ' ') : NULL;
    struct text_buffer text;
    if (!blank) return range;
    text_buffer_init(&text, format->arena);
    for (const char *at = range; *at; at++) {
        const char one[2] = {*at};
        text_buffer_add(&text, *at == ' ' && at > blank ? fast : one);
    }
    return text_buffer_finish(&text);
}

char *amount_text(const struct format *format, enum unit unit, struct estimate value)
{
    char *const text = format_value(format, unit, value.value, value.error);
    return isfinite(value.value) ? with_unit(format, unit, text) : text;
}
