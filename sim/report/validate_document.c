#include "sim/report/validate_document.h"

#include "sim/report/reached.h"
#include "sim/report/readback_text.h"
#include "sim/scenario/section.h"
#include "sim/words/words.h"

/* "3 payers": a count and its noun; nothing where there are none. */
static void say_count(struct document *document, size_t count, const char *one, const char *many)
{
    if (count > 0)
        document_say(document, DOCUMENT_FACT, arena_printf(document->arena, "%zu %s", count, count == 1 ? one : many));
}

static void say_section(struct document *document, const struct scenario *scenario, size_t section)
{
    say_count(document, section_count(scenario, section), section_table[section].one, section_table[section].many);
}

static void say_items(struct document *document, const struct scenario *scenario)
{
    say_count(document, scenario->groups, "population group", "population groups");
    say_section(document, scenario, SECTION_INTERVENTIONS);
    for (size_t s = 0; s < EFFECT_TARGETS; s++) say_section(document, scenario, s);
    say_count(document, scenario->payers, "payer", "payers");
    say_count(document, scenario->correlations, "correlation", "correlations");
    say_count(document, scenario->alternatives, "alternative source", "alternative sources");
    say_count(document, scenario->overrides, "change by --set or --assume", "changes by --set or --assume");
}

/* Numbers that the user gave, and how many of them are uncertain. */
static void say_numbers(struct document *document, const struct scenario *scenario)
{
    size_t given = 0, uncertain = 0;
    for (size_t q = 0; q < scenario->quantities; q++) {
        given += !scenario->quantity[q].defaulted;
        uncertain += !distribution_is_fixed(&scenario->quantity[q].distribution);
    }
    document_say(document, DOCUMENT_FACT,
                 arena_printf(document->arena, "%zu numbers given, %zu uncertain", given, uncertain));
}

static void say_settings(struct document *document, const struct scenario *scenario)
{
    const struct settings *const settings = &scenario->settings;
    const struct simulation *const simulation = &scenario->simulation;
    document_say(document, DOCUMENT_FACT,
                 arena_printf(document->arena, "years %d to %d, prices of %d, discounted at %s a year",
                              settings->start_year, settings->start_year + settings->horizon - 1, settings->price_year,
                              settings->discount_written));
    document_say(document, DOCUMENT_FACT,
                 arena_printf(document->arena, "%u iterations, seed %llu, cohort %s", simulation->iterations,
                              (unsigned long long)simulation->seed,
                              simulation->cohort == COHORT_SAMPLED ? "sampled" : "expected"));
}

/* Concentrations that a risk cannot reach. */
static void say_missed(struct document *document, const struct scenario *scenario)
{
    for (size_t k = 0; k < scenario->outcomes; k++) {
        struct reached_short found;
        if (reached_is_short(scenario, &scenario->outcome[k], &found))
            document_say(document, DOCUMENT_FACT,
                         arena_printf(document->arena,
                                      "note: outcomes.%s.concentration: for the top %.3g%% asked for %.3g%%, reached "
                                      "%.0f%%: a risk cannot exceed 100%%",
                                      found.outcome->name, 100 * found.top, 100 * found.asked, 100 * found.reached));
    }
}

enum status validate_build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                           struct error *err)
{
    const struct readback *const readback = analysis;
    const struct scenario *const scenario = readback->scenario;
    document_init(out, arena, language, arena_printf(arena, "valid: %s", scenario->file));
    say_items(out, scenario);
    say_numbers(out, scenario);
    say_settings(out, scenario);
    say_missed(out, scenario);
    document_say(out, DOCUMENT_HEADING, word_text(WORD_READBACK_TITLE, language));
    readback_say(readback, out);
    return document_check(out, err);
}

const struct result_kind validate_kind = {.command = "validate", .people_alone = true, .build = validate_build};
