#include "sim/analysis/breakeven_target.h"

#include <stdlib.h>
#include <string.h>

#include "sim/analysis/summary.h"
#include "sim/numeric/replicates.h"
#include "sim/scenario/number.h"

/* --- grammar: STATISTIC(RESULT[>X])=WANTED --- */

static enum status malformed(const char *text, const char *what, struct error *err)
{
    error_set(err, STATUS_USAGE, INPUT("target") ": %-s (found \"%.80s\")", what, text);
    return error_hint(err, "mean(RESULT)=X, P(RESULT>X)=p or pNN(RESULT)=X, such as 'P(net>0)=80%%'; quote it, because "
                           "a shell takes ( and > for its own");
}

static char *without_blanks(struct arena *arena, const char *text)
{
    char *const copy = arena_strdup(arena, text);
    if (!copy) return NULL;
    char *end = copy;
    for (const char *at = text; *at; at++)
        if (*at != ' ' && *at != '\t') *end++ = *at;
    *end = '\0';
    return copy;
}

/* A number of a target. years and days belong to no result that a target can have. */
static bool read_number(const char *text, double *out)
{
    struct number number;
    if (number_parse(text, &number) != NUMBER_OK || number.suffix == SUFFIX_YEARS || number.suffix == SUFFIX_DAYS)
        return false;
    *out = number.value;
    return true;
}

/* "mean", "P", "p5", "p97.5" */
static bool read_statistic(const char *word, struct target *out)
{
    double percent;
    out->statistic = TARGET_STATISTICS;
    if (strcmp(word, "mean") == 0) out->statistic = TARGET_MEAN;
    if (strcmp(word, "P") == 0 || strcmp(word, "p") == 0) out->statistic = TARGET_PROBABILITY;
    if ((word[0] == 'p' || word[0] == 'P') && word[1] >= '0' && word[1] <= '9' &&
        strspn(word + 1, "0123456789.") == strlen(word + 1) && read_number(word + 1, &percent)) {
        out->statistic = TARGET_PERCENTILE;
        out->level = percent / 100;
    }
    return out->statistic != TARGET_STATISTICS;
}

/* What stands between the parentheses; `inside` is cut at the ">". */
static const char *read_inside(char *inside, struct target *out)
{
    char *const greater = strchr(inside, '>');
    const bool probability = out->statistic == TARGET_PROBABILITY;
    if (greater) *greater = '\0';
    if (probability != (greater != NULL))
        return probability ? PHRASE("a probability needs RESULT>X between the parentheses")
                           : PHRASE("RESULT alone stands between the parentheses of a mean or a percentile");
    if (greater && !read_number(greater + 1, &out->threshold)) return PHRASE("a number is needed after >");
    if (!*inside || strpbrk(inside, "<>=()")) return PHRASE("the name of a result is needed between the parentheses");
    out->result = inside;
    return NULL;
}

static const char *check_bounds(const struct target *target)
{
    const bool percentile = target->statistic == TARGET_PERCENTILE;
    if (percentile && !(target->level > 0 && target->level < 1)) return PHRASE("a percentile is between p0 and p100");
    if (target->statistic == TARGET_PROBABILITY && !(target->wanted > 0 && target->wanted < 1))
        return PHRASE("a probability between 0 and 1 is wanted, such as 80% or 0.8");
    return NULL;
}

/* NULL, or what is wrong. The text is cut up. */
static const char *read_parts(char *text, struct target *out)
{
    char *const open = strchr(text, '('), *const close = open ? strchr(open, ')') : NULL;
    if (!close || close[1] != '=') return PHRASE("STATISTIC(RESULT)=X is needed");
    *open = *close = '\0';
    if (!read_statistic(text, out)) return PHRASE("the statistic is mean, P or a percentile such as p5");
    const char *const wrong = read_inside(open + 1, out);
    if (wrong) return wrong;
    if (!read_number(close + 2, &out->wanted)) return PHRASE("a number is needed after =");
    return check_bounds(out);
}

enum status target_parse(struct arena *arena, const char *text, struct target *out, struct error *err)
{
    struct target made = {.result = NULL};
    char *const copy = without_blanks(arena, text);
    if (!copy) return error_out_of_memory(err);
    const char *const wrong = read_parts(copy, &made);
    if (wrong) return malformed(text, wrong, err);
    *out = made;
    return STATUS_OK;
}

enum status target_of_payer(struct arena *arena, const char *payer, struct target *target, struct error *err)
{
    /* that of public finances is shared, too */
    static const struct {
        const char *result, *of_payer;
    } shared[] = {{"net", "net"},
                  {"net_public", "net"},
                  {"net_cashable", "net_cashable"},
                  {"net_cashable_public", "net_cashable"},
                  {"gross", "gross"},
                  {"cost", "cost"}};
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
        if (strcmp(target->result, shared[i].result) != 0) continue;
        target->result = arena_printf(arena, "%s.%s", shared[i].of_payer, payer);
        return target->result ? STATUS_OK : error_out_of_memory(err);
    }
    error_set(err, STATUS_USAGE,
              INPUT("payer") ": only net, gross and cost are shared between payers (found the result \"%.80s\")",
              target->result);
    return error_hint(err, "leave " INPUT("payer") " out, or the result");
}

/* --- figures --- */

static struct estimate percentile(const double *value, size_t n, double level, bool replicated, double *room)
{
    struct order order;
    struct estimate out;
    order_init(&order, value, n, room);
    if (!replicated) return statistics_percentile_of(&order, level);
    replicates_percentiles(value, &order, &level, 1, &out);
    return out;
}

struct estimate target_measure(const struct target *target, const double *value, size_t n, bool replicated,
                               double *room)
{
    if (target->statistic == TARGET_MEAN) return summary_mean(value, n, replicated);
    if (target->statistic == TARGET_PROBABILITY) return summary_share(value, n, target->threshold, replicated);
    return percentile(value, n, target->level, replicated, room);
}

struct estimate target_gap(const struct target *target, const double *value, size_t n, double *room)
{
    const bool probability = target->statistic == TARGET_PROBABILITY;
    const struct estimate reached = probability ? percentile(value, n, 1 - target->wanted, true, room)
                                                : target_measure(target, value, n, true, room);
    const double wanted = probability ? target->threshold : target->wanted;
    return (struct estimate){reached.value - wanted, reached.error, reached.low - wanted, reached.high - wanted};
}
