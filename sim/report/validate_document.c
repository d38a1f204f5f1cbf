#include "sim/report/validate_document.h"

#include "sim/report/analysis_basis.h"
#include "sim/report/reached.h"
#include "sim/report/readback_text.h"
#include "sim/scenario/section.h"

/* What there is one of, and several. */
struct counted {
    enum word one, several;
};

#define COUNTED(what)                                                                                                  \
    {                                                                                                                  \
        WORD_VALIDATE_##what, WORD_VALIDATE_##what##_SEVERAL                                                           \
    }
#define COUNTED_SECTION(constant, member, name) COUNTED(constant),
static const struct counted section_counted[] = {SECTION_TABLE(COUNTED_SECTION) COUNTED(INTERVENTION)};
_Static_assert(sizeof section_counted / sizeof *section_counted == SECTIONS, "each section has its words");

struct saying {
    const struct scenario *scenario;
    struct document *document;
    struct format format;
};

#define SAY(saying, word, ...)                                                                                         \
    document_say((saying)->document, DOCUMENT_FACT,                                                                    \
                 WORDS((saying)->format.arena, (word), (saying)->format.language, __VA_ARGS__))

/* Digits as they stand in the scenario, whatever the language groups. */
static const char *digits(const struct saying *saying, unsigned long long number)
{
    return arena_printf(saying->format.arena, "%llu", number);
}

/* "3 payers"; nothing where there are none. */
static void say_count(const struct saying *saying, size_t count, struct counted counted)
{
    if (count > 0) SAY(saying, count == 1 ? counted.one : counted.several, {"n", digits(saying, count)});
}

static void say_section(const struct saying *saying, size_t section)
{
    say_count(saying, section_count(saying->scenario, section), section_counted[section]);
}

static void say_items(const struct saying *saying)
{
    const struct scenario *const scenario = saying->scenario;
    say_count(saying, scenario->groups, (struct counted)COUNTED(GROUP));
    say_section(saying, SECTION_INTERVENTIONS);
    for (size_t s = 0; s < EFFECT_TARGETS; s++) say_section(saying, s);
    say_count(saying, scenario->payers, (struct counted)COUNTED(PAYER));
    say_count(saying, scenario->correlations, (struct counted)COUNTED(CORRELATION));
    say_count(saying, scenario->alternatives, (struct counted)COUNTED(ALTERNATIVE));
    say_count(saying, scenario->overrides, (struct counted)COUNTED(OVERRIDE));
}

/* Numbers that the user gave, and how many of them are uncertain. */
static void say_numbers(const struct saying *saying)
{
    const struct scenario *const scenario = saying->scenario;
    size_t given = 0, uncertain = 0;
    for (size_t q = 0; q < scenario->quantities; q++) {
        given += !scenario->quantity[q].defaulted;
        uncertain += !distribution_is_fixed(&scenario->quantity[q].distribution);
    }
    SAY(saying, WORD_VALIDATE_NUMBERS, {"given", digits(saying, given)}, {"uncertain", digits(saying, uncertain)});
}

static void say_settings(const struct saying *saying)
{
    const struct settings *const settings = &saying->scenario->settings;
    const struct simulation *const simulation = &saying->scenario->simulation;
    const struct format *const format = &saying->format;
    SAY(saying, WORD_VALIDATE_YEARS, {"first", format_year(format, settings->start_year)},
        {"last", format_year(format, settings->start_year + settings->horizon - 1)},
        {"price_year", format_year(format, settings->price_year)}, {"rate", format_discount_rate(format, settings)});
    SAY(saying, simulation->cohort == COHORT_SAMPLED ? WORD_VALIDATE_SAMPLED : WORD_VALIDATE_EXPECTED,
        {"iterations", WORDS(format->arena, simulation->iterations == 1 ? WORD_ITERATION_ONE : WORD_ITERATIONS,
                             format->language, {"n", digits(saying, simulation->iterations)})},
        {"seed", digits(saying, simulation->seed)});
}

/* Concentrations that a risk cannot reach. */
static void say_missed(const struct saying *saying)
{
    const struct format *const format = &saying->format;
    for (size_t k = 0; k < saying->scenario->outcomes; k++) {
        struct reached_short missed;
        if (reached_is_short(saying->scenario, &saying->scenario->outcome[k], &missed))
            SAY(saying, WORD_VALIDATE_CONCENTRATION, {"name", missed.outcome->name},
                {"q", format_share(format, missed.top, 0)}, {"wanted", format_share(format, missed.asked, 0)},
                {"share", format_share(format, missed.reached, 0.005)});
    }
}

enum status validate_build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                           struct error *err)
{
    const struct readback *const readback = analysis;
    const struct scenario *const scenario = readback->scenario;
    const struct saying saying = {scenario, out, {arena, language, scenario->settings.currency}};
    document_init(out, arena, language, WORDS(arena, WORD_VALIDATE_TITLE, language, {"file", scenario->file}));
    say_items(&saying);
    say_numbers(&saying);
    say_settings(&saying);
    say_missed(&saying);
    document_say(out, DOCUMENT_HEADING, word_text(WORD_READBACK_TITLE, language));
    readback_say(readback, out);
    return document_check(out, err);
}

const struct result_kind validate_kind = {.command = "validate", .people_alone = true, .build = validate_build};
