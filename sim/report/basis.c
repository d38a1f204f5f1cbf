#include "sim/report/basis.h"

#include <math.h>
#include <string.h>

#include "sim/analysis/beyond.h"
#include "sim/report/cells.h"
#include "sim/scenario/programme.h"
#include "sim/words/format.h"
#include "sim/words/words.h"

struct caveats {
    struct document *document;
    const struct scenario *scenario;
    struct format format;
    size_t count, room;
    const char **text; /* [count]; NULL: memory ran out */
};

static void add(struct caveats *caveats, const char *text)
{
    if (!text) caveats->document->failed = true;
    if (text && caveats->count < caveats->room) caveats->text[caveats->count++] = text;
}

static void add_horizon(struct caveats *caveats, const struct outcome *outcome)
{
    const struct settings *const settings = &caveats->scenario->settings;
    const struct format *const format = &caveats->format;
    const double end = scenario_last_cost(caveats->scenario, outcome);
    const double share = beyond_horizon(caveats->scenario, outcome), said_least = 0.001;
    if (!(end > settings->horizon) && share < said_least) return;
    const enum word word = end > settings->horizon ? WORD_CAVEAT_HORIZON : WORD_CAVEAT_HORIZON_SOME;
    add(caveats, WORDS(format->arena, word, format->language, {"share", format_share(format, share, 0.005 * share)},
                       {"label", text_in(&outcome->label, format->language, outcome->name)},
                       {"last", format_year(format, settings->start_year + (int)ceil(end) - 1)},
                       {"end", format_year(format, settings->start_year + settings->horizon - 1)}));
}

static bool is_defaulted(const struct scenario *scenario, int quantity)
{
    return (size_t)quantity < scenario->quantities && scenario->quantity[quantity].defaulted;
}

/* No cost was written, as `cost: {fixed: 0}` would be where nothing is meant. */
static void add_free(struct caveats *caveats, const struct intervention *intervention)
{
    bool free = is_defaulted(caveats->scenario, intervention->per_participant);
    for (size_t i = 0; i < intervention->fixed_count; i++)
        free = free && is_defaulted(caveats->scenario, intervention->fixed[i]);
    if (free && intervention->effect_count > 0)
        add(caveats, WORDS(caveats->format.arena, WORD_CAVEAT_FREE, caveats->format.language,
                           {"label", text_in(&intervention->label, caveats->format.language, intervention->name)}));
}

/* A programme that does not start with the scenario. */
static void add_start(struct caveats *caveats, const struct intervention *intervention)
{
    if (programme_start(intervention) > 0)
        add(caveats, WORDS(caveats->format.arena, WORD_PROGRAMME_STARTS, caveats->format.language,
                           {"label", text_in(&intervention->label, caveats->format.language, intervention->name)},
                           {"year", format_year(&caveats->format, caveats->scenario->settings.start_year +
                                                                      programme_start(intervention))}));
}

static struct caveats caveats_of(struct document *document, const struct scenario *scenario)
{
    struct caveats made = {.document = document,
                           .scenario = scenario,
                           .format = {document->arena, document->language, scenario->settings.currency},
                           .room = scenario->outcomes + 2 * scenario->interventions + 1};
    made.text = ARENA_ARRAY(document->arena, made.room, const char *);
    if (!made.text) made.room = 0;
    document->failed = document->failed || !made.text;
    for (size_t k = 0; k < scenario->outcomes; k++) add_horizon(&made, &scenario->outcome[k]);
    for (size_t i = 0; i < scenario->interventions; i++) add_start(&made, &scenario->intervention[i]);
    for (size_t i = 0; i < scenario->interventions; i++) add_free(&made, &scenario->intervention[i]);
    if (scenario_names_no_payer(scenario)) add(&made, word_text(WORD_CAVEAT_PAYERS, document->language));
    return made;
}

static bool holds(const struct caveats *caveats, const char *text)
{
    for (size_t c = 0; c < caveats->count; c++)
        if (strcmp(caveats->text[c], text) == 0) return true;
    return false;
}

static void say(const struct caveats *all, size_t scenarios, size_t s)
{
    const struct caveats *const own = &all[s];
    for (size_t c = 0; c < own->count; c++) {
        size_t having = 0, first = scenarios;
        for (size_t other = scenarios; other-- > 0;)
            if (holds(&all[other], own->text[c])) having++, first = other;
        const char *text = own->text[c];
        if (having == scenarios && first < s) continue;
        if (having < scenarios)
            text = WORDS(own->document->arena, WORD_COMPARE_VALUE, own->document->language,
                         {"id", text_in(&own->scenario->title, own->document->language, own->scenario->file)},
                         {"value", text});
        document_say(own->document, DOCUMENT_PARAGRAPH, text);
    }
}

void basis_begin(struct document *document, const struct scenario *const *scenario, size_t scenarios)
{
    document_say(document, DOCUMENT_HEADING, word_text(WORD_BASIS_TITLE, document->language));
    struct caveats *const all = ARENA_ARRAY(document->arena, scenarios, struct caveats);
    document->failed = document->failed || !all;
    for (size_t s = 0; all && s < scenarios; s++) all[s] = caveats_of(document, scenario[s]);
    for (size_t s = 0; all && s < scenarios; s++) say(all, scenarios, s);
}

void basis_say_overrides(struct document *document, const struct scenario *scenario)
{
    if (scenario->overrides == 0) return;
    struct document_table *const table =
        CELLS_TABLE(document, "overrides", word_text(WORD_OVERRIDES_TITLE, document->language),
                    {"setting", WORD_SETTING, DOCUMENT_TEXTS}, {"value", WORD_VALUE, DOCUMENT_TEXTS});
    for (size_t o = 0; o < scenario->overrides; o++)
        document_add_row(
            document, table, false,
            (struct document_cell[]){cell_text(scenario->override[o].path), cell_text(scenario->override[o].value)});
}
