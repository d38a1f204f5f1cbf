#include <math.h>
#include <string.h>

#include "sim/scenario/scenario.h"

#define UNIT_PATTERN(name, text) text,
static const char *const pattern[UNIT_COUNT] = {UNIT_TABLE(UNIT_PATTERN)};

const char *const evidence_name[] = {[EVIDENCE_UNSTATED] = "unstated",
                                     [EVIDENCE_PUBLISHED] = "published",
                                     [EVIDENCE_DERIVED] = "derived",
                                     [EVIDENCE_JUDGEMENT] = "judgement",
                                     [EVIDENCE_COUNT] = NULL};
const char *const discounting_name[] = {
    [DISCOUNT_START] = "start", [DISCOUNT_MID] = "mid", [DISCOUNT_END] = "end", [DISCOUNT_COUNT] = NULL};
const char *const interactions_name[] = {
    [INTERACTIONS_MULTIPLY] = "multiply", [INTERACTIONS_BEST] = "best", [INTERACTIONS_COUNT] = NULL};
const char *const cohort_name[] = {[COHORT_SAMPLED] = "sampled", [COHORT_EXPECTED] = "expected", [COHORT_COUNT] = NULL};

const char *const effect_measure_name[] = {[MEASURE_RELATIVE_RISK] = "relative_risk",
                                           [MEASURE_RELATIVE_RISK_REDUCTION] = "relative_risk_reduction",
                                           [MEASURE_ODDS_RATIO] = "odds_ratio",
                                           [MEASURE_ABSOLUTE_RISK_REDUCTION] = "absolute_risk_reduction",
                                           [MEASURE_REDUCTION] = "reduction",
                                           [MEASURE_SICKNESS_ABSENCE] = "sickness_absence",
                                           [MEASURE_TURNOVER] = "turnover"};

/* Other words for a unit. */
static const struct {
    const char *text;
    enum unit unit;
} synonyms[] = {
    {"%", UNIT_SHARE},
    {"probability", UNIT_SHARE},
    {"year", UNIT_YEARS},
    {"person", UNIT_PERSONS},
    {"fte", UNIT_FTE},
    {"days", UNIT_DAYS_PER_YEAR},
    {"days/person/year", UNIT_DAYS_PER_YEAR},
    {"share/year", UNIT_PER_YEAR},
    {"%/year", UNIT_PER_YEAR},
    {"{c}/participant", UNIT_MONEY_PER_PERSON},
    {"{c}/recruitment", UNIT_MONEY},
};

/* Without a currency, {c} stays as it is. */
char *unit_text(struct arena *arena, enum unit unit, const char *currency)
{
    const char *const rest = pattern[unit];
    if (strncmp(rest, "{c}", 3) != 0 || !currency) return arena_strdup(arena, rest);
    return arena_printf(arena, "%s%s", currency, rest + 3);
}

static bool matches(const char *text, const char *unit, const char *currency)
{
    if (strncmp(unit, "{c}", 3) != 0) return strcmp(text, unit) == 0;
    const size_t length = strlen(currency);
    return strncmp(text, currency, length) == 0 && strcmp(text + length, unit + 3) == 0;
}

bool unit_is_money(enum unit unit)
{
    return strncmp(pattern[unit], "{c}", 3) == 0;
}

int unit_find(const char *text, const char *currency)
{
    for (int i = 0; i < UNIT_COUNT; i++)
        if (matches(text, pattern[i], currency)) return i;
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++)
        if (matches(text, synonyms[i].text, currency)) return (int)synonyms[i].unit;
    return -1;
}

#define BIT(unit) (1U << (unit))

/* Where a quantity of the unit may stand besides its own. A person and a case are both one human being; money without
 * "per" is once, for whatever the field counts; a bare number fits everything that has no dimension. */
static const unsigned stands_for[UNIT_COUNT] = {
    [UNIT_NUMBER] = BIT(UNIT_SHARE) | BIT(UNIT_RATIO) | BIT(UNIT_PERSONS) | BIT(UNIT_PER_YEAR) | BIT(UNIT_FTE),
    [UNIT_SHARE] = BIT(UNIT_RATIO) | BIT(UNIT_PER_YEAR) | BIT(UNIT_NUMBER),
    [UNIT_RATIO] = BIT(UNIT_NUMBER),
    [UNIT_PERSONS] = BIT(UNIT_FTE),
    [UNIT_PER_YEAR] = BIT(UNIT_SHARE),
    [UNIT_MONEY] = BIT(UNIT_MONEY_PER_PERSON) | BIT(UNIT_MONEY_PER_CASE),
    [UNIT_MONEY_PER_PERSON] = BIT(UNIT_MONEY_PER_CASE) | BIT(UNIT_MONEY),
    [UNIT_MONEY_PER_CASE] = BIT(UNIT_MONEY_PER_PERSON) | BIT(UNIT_MONEY),
    [UNIT_MONEY_PER_PERSON_YEAR] = BIT(UNIT_MONEY_PER_CASE_YEAR),
    [UNIT_MONEY_PER_CASE_YEAR] = BIT(UNIT_MONEY_PER_PERSON_YEAR),
};

bool unit_fits(enum unit found, enum unit wanted)
{
    return found == wanted || (stands_for[found] & BIT(wanted));
}

int scenario_find_quantity(const struct scenario *scenario, const char *path)
{
    for (size_t i = 0; i < scenario->quantities; i++)
        if (strcmp(scenario->quantity[i].path, path) == 0) return (int)i;
    return -1;
}

double scenario_mean(const struct scenario *scenario, int quantity)
{
    const struct quantity *const known = &scenario->quantity[quantity];
    return known->scale * distribution_mean(&known->distribution);
}

static double middle(const struct scenario *scenario, int quantity)
{
    if (quantity < 0 || (size_t)quantity >= scenario->quantities) return NAN;
    return distribution_quantile(&scenario->quantity[quantity].distribution, 0.5);
}

const struct effect *intervention_effect_on(const struct intervention *intervention, int outcome)
{
    for (size_t e = 0; e < intervention->effect_count; e++)
        if (intervention->effect[e].target == EFFECT_OUTCOME && intervention->effect[e].index == outcome)
            return &intervention->effect[e];
    return NULL;
}

double scenario_last_cost(const struct scenario *scenario, const struct outcome *outcome)
{
    int intakes = 0;
    for (size_t g = 0; g < scenario->groups; g++)
        if (outcome->applies[g] && scenario->group[g].intakes > intakes) intakes = scenario->group[g].intakes;
    const double onset = middle(scenario, outcome->onset), duration = middle(scenario, outcome->duration);
    return (duration > 0 ? onset + duration : floor(onset) + 1) + intakes - 1;
}

bool scenario_names_no_payer(const struct scenario *scenario)
{
    return scenario->payers == 1 && strcmp(scenario->payer[0].name, "all") == 0;
}

bool scenario_has_private_payers(const struct scenario *scenario)
{
    for (size_t p = 0; p < scenario->payers; p++)
        if (!scenario->payer[p].public_finances) return true;
    return false;
}
