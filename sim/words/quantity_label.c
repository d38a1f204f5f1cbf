#include "sim/words/quantity_label.h"

#include <stdlib.h>
#include <string.h>

#include "sim/scenario/section.h"
#include "sim/words/words.h"

/* Last key of a path, and what it is; with a number where the key holds a list. */
static const struct field_word {
    const char *key;
    enum word word, numbered;
} field_table[] = {
    {"risk", WORD_FIELD_RISK, WORD_FIELD_RISK},
    {"cost_per_case", WORD_FIELD_COST_PER_CASE, WORD_FIELD_COST_PER_CASE},
    {"annual_cost", WORD_FIELD_ANNUAL_COST, WORD_FIELD_ANNUAL_COST},
    {"onset", WORD_FIELD_ONSET, WORD_FIELD_ONSET},
    {"duration", WORD_FIELD_DURATION, WORD_FIELD_DURATION},
    {"case_cv", WORD_FIELD_CASE_CV, WORD_FIELD_CASE_CV},
    {"growth", WORD_FIELD_GROWTH, WORD_FIELD_GROWTH},
    {"cashable", WORD_FIELD_CASHABLE, WORD_FIELD_CASHABLE},
    {"fte", WORD_FIELD_FTE, WORD_FIELD_FTE},
    {"days", WORD_FIELD_DAYS, WORD_FIELD_DAYS},
    {"cost_per_day", WORD_FIELD_COST_PER_DAY, WORD_FIELD_COST_PER_DAY},
    {"rate", WORD_FIELD_RATE, WORD_FIELD_RATE},
    {"cost_per_recruitment", WORD_FIELD_COST_PER_RECRUITMENT, WORD_FIELD_COST_PER_RECRUITMENT},
    {"top", WORD_FIELD_TOP, WORD_FIELD_TOP},
    {"accuracy", WORD_FIELD_ACCURACY, WORD_FIELD_ACCURACY},
    {"uptake", WORD_FIELD_UPTAKE, WORD_FIELD_UPTAKE},
    {"capacity", WORD_FIELD_CAPACITY, WORD_FIELD_CAPACITY},
    {"ramp_up", WORD_FIELD_RAMP_UP, WORD_FIELD_RAMP_UP_N},
    {"fixed", WORD_FIELD_FIXED, WORD_FIELD_FIXED_N},
    {"per_participant", WORD_FIELD_PER_PARTICIPANT, WORD_FIELD_PER_PARTICIPANT},
    {"optimism_bias", WORD_FIELD_OPTIMISM_BIAS, WORD_FIELD_OPTIMISM_BIAS},
    {"relative_risk", WORD_FIELD_RELATIVE_RISK, WORD_FIELD_RELATIVE_RISK},
    {"relative_risk_reduction", WORD_FIELD_RELATIVE_RISK_REDUCTION, WORD_FIELD_RELATIVE_RISK_REDUCTION},
    {"odds_ratio", WORD_FIELD_ODDS_RATIO, WORD_FIELD_ODDS_RATIO},
    {"absolute_risk_reduction", WORD_FIELD_ABSOLUTE_RISK_REDUCTION, WORD_FIELD_ABSOLUTE_RISK_REDUCTION},
    {"reduction", WORD_FIELD_REDUCTION, WORD_FIELD_REDUCTION},
    {"sickness_absence", WORD_FIELD_SICKNESS_ABSENCE, WORD_FIELD_SICKNESS_ABSENCE},
    {"turnover", WORD_FIELD_TURNOVER, WORD_FIELD_TURNOVER},
    {"deadweight", WORD_FIELD_DEADWEIGHT, WORD_FIELD_DEADWEIGHT},
    {"attribution", WORD_FIELD_ATTRIBUTION, WORD_FIELD_ATTRIBUTION},
    {"displacement", WORD_FIELD_DISPLACEMENT, WORD_FIELD_DISPLACEMENT},
    {"persistence", WORD_FIELD_PERSISTENCE, WORD_FIELD_PERSISTENCE},
    {"half_life", WORD_FIELD_HALF_LIFE, WORD_FIELD_HALF_LIFE},
    {"size", WORD_FIELD_SIZE, WORD_FIELD_SIZE},
    {"intakes", WORD_FIELD_INTAKES, WORD_FIELD_INTAKES},
};

/* Settings, which are of no item. */
static const struct setting_word {
    const char *path;
    enum word word;
} setting_table[] = {
    {"settings.discount_rate", WORD_SETTING_DISCOUNT_RATE},
    {"settings.horizon", WORD_SETTING_HORIZON},
    {"settings.start_year", WORD_SETTING_START_YEAR},
    {"settings.price_year", WORD_SETTING_PRICE_YEAR},
    {"settings.discounting", WORD_SETTING_DISCOUNTING},
    {"settings.interactions", WORD_SETTING_INTERACTIONS},
    {"payers", WORD_SETTING_PAYERS},
    {"simulation.seed", WORD_SETTING_SEED},
    {"simulation.iterations", WORD_SETTING_ITERATIONS},
    {"simulation.sampling", WORD_SETTING_SAMPLING},
    {"simulation.cohort", WORD_SETTING_COHORT},
};

enum { SETTINGS = sizeof setting_table / sizeof *setting_table };

enum { FIELDS = sizeof field_table / sizeof *field_table, PARTS = 8 };

/* A path cut at its dots. */
struct path_parts {
    size_t count;
    const char *part[PARTS];
};

static bool cut_path(struct arena *arena, const char *path, struct path_parts *out)
{
    char *const copy = arena_strdup(arena, path);
    *out = (struct path_parts){0};
    for (char *at = copy; at && out->count < PARTS;) {
        out->part[out->count++] = at;
        at = strchr(at, '.');
        if (at) *at++ = '\0';
    }
    return copy;
}

/* The label of an item, of a section or (NULL) of any; its name where it has none. */
static const char *item_label(const struct scenario *scenario, const char *section, const char *name,
                              enum language language)
{
    for (size_t s = 0; s < SECTIONS; s++)
        for (size_t n = 0; (!section || strcmp(section_table[s].name, section) == 0) && n < section_count(scenario, s);
             n++) {
            const struct item_head *const item = section_item(scenario, s, n);
            if (strcmp(item->name, name) == 0) return text_in(&item->label, language, name);
        }
    for (size_t g = 0; (!section || strcmp("population", section) == 0) && g < scenario->groups; g++)
        if (strcmp(scenario->group[g].name, name) == 0) return text_in(&scenario->group[g].label, language, name);
    return name;
}

static bool is_number(const char *text)
{
    return text[0] && strspn(text, "0123456789") == strlen(text);
}

/* What the last key says, in words; NULL where it is none, and when out of memory. */
static const char *field_text(struct arena *arena, const struct path_parts *path, enum language language)
{
    const char *const last = path->part[path->count - 1];
    const bool numbered = is_number(last);
    const char *const key = numbered && path->count > 1 ? path->part[path->count - 2] : last;
    for (size_t f = 0; f < FIELDS; f++) {
        if (strcmp(field_table[f].key, key) != 0) continue;
        if (!numbered) return word_text(field_table[f].word, language);
        return WORDS(arena, field_table[f].numbered, language, {"n", arena_printf(arena, "%d", atoi(last) + 1)});
    }
    return NULL;
}

static const char *composed(struct arena *arena, const struct scenario *scenario, const struct path_parts *path,
                            const char *field, enum language language)
{
    enum { SECTION, NAME, EFFECTS, CHANGED };
    const char *const item = item_label(scenario, path->part[SECTION], path->part[NAME], language);
    if (path->count <= CHANGED || strcmp(path->part[EFFECTS], "effects") != 0)
        return WORDS(arena, WORD_QUANTITY_OF_ITEM, language, {"item", item}, {"field", field});
    const char *const changed = item_label(scenario, NULL, path->part[CHANGED], language);
    return WORDS(arena, scenario->interventions > 1 ? WORD_QUANTITY_OF_EFFECT : WORD_QUANTITY_OF_ITEM, language,
                 {"item", changed}, {"field", field}, {"intervention", item});
}

const char *setting_label(const char *key, enum language language)
{
    for (size_t s = 0; s < SETTINGS; s++)
        if (strcmp(setting_table[s].path, key) == 0) return word_text(setting_table[s].word, language);
    return key;
}

const char *key_label(struct arena *arena, const struct scenario *scenario, const char *key, enum language language)
{
    const char *const setting = setting_label(key, language);
    struct path_parts path;
    if (setting != key) return setting;
    if (!cut_path(arena, key, &path)) return NULL;
    const char *const field = path.count > 2 ? field_text(arena, &path, language) : NULL;
    return field ? composed(arena, scenario, &path, field, language) : key;
}

const char *quantity_label(struct arena *arena, const struct scenario *scenario, int quantity, enum language language)
{
    const struct quantity *const it = &scenario->quantity[quantity];
    const char *const given = text_in(&it->label, language, NULL);
    return given ? given : key_label(arena, scenario, it->path, language);
}

static const char *payers_label(struct arena *arena, const struct plan *plan, const char *name, enum language language)
{
    struct path_parts path;
    if (!cut_path(arena, name, &path)) return NULL;
    if (path.count < 3) return name;
    const bool programme = strcmp(path.part[2], "cost") == 0;
    return WORDS(arena, programme ? WORD_QUANTITY_COST_PAYERS : WORD_QUANTITY_PAYERS, language,
                 {"item", item_label(plan->scenario, path.part[0], path.part[1], language)});
}

const char *factor_label(struct arena *arena, const struct plan *plan, const struct factor *factor,
                         enum language language)
{
    const struct scenario *const scenario = plan->scenario;
    if (factor->quantity >= 0) return quantity_label(arena, scenario, factor->quantity, language);
    const char *const end = strrchr(factor->name, '.');
    if (!factor->correlated && end && strcmp(end, ".payers") == 0)
        return payers_label(arena, plan, factor->name, language);
    if (!factor->correlated) return factor->name;
    const char **const label = ARENA_ARRAY(arena, factor->draws, const char *);
    for (size_t i = 0; label && i < factor->draws; i++)
        label[i] = quantity_label(arena, scenario, plan->draw[factor->draw[i]].column, language);
    return label ? words_join(arena, WORD_LABELS_NEXT, language, label, factor->draws) : NULL;
}
