#include "sim/report/analysis_basis.h"

const char *stochastic_mark(const struct format *format, enum cohort cohort, const char *figure)
{
    if (cohort == COHORT_SAMPLED) return figure;
    return WORDS(format->arena, WORD_STOCHASTIC_WITHOUT, format->language, {"x", figure});
}

const char *stochastic_heading(const struct format *format, enum cohort cohort, enum word heading)
{
    const char *const text = word_text(heading, format->language);
    return cohort == COHORT_SAMPLED ? text
                                    : WORDS(format->arena, WORD_STOCHASTIC_HEADING, format->language, {"x", text});
}

const char *stochastic_subtitle(const struct format *format, enum cohort cohort, const char *subtitle)
{
    if (cohort == COHORT_SAMPLED) return subtitle;
    return WORDS(format->arena, WORD_STOCHASTIC_SUBTITLE, format->language, {"subtitle", subtitle});
}

const char *stochastic_both(const struct format *format, enum cohort cohort, const char *figure,
                            const char *with_stochastic)
{
    if (!with_stochastic) return stochastic_mark(format, cohort, figure);
    return WORDS(format->arena, WORD_STOCHASTIC_BOTH, format->language, {"x", figure}, {"y", with_stochastic});
}

void basis_say_stochastic(struct document *document, const struct format *format, enum cohort cohort)
{
    document_say(
        document, DOCUMENT_PARAGRAPH,
        word_text(cohort == COHORT_SAMPLED ? WORD_STOCHASTIC_SAMPLED : WORD_STOCHASTIC_BASIS, format->language));
}

void basis_say_mean(struct document *document, const struct format *format, enum unit unit, struct estimate mean,
                    size_t n)
{
    if (mean.error == 0) return;
    const struct value_interval shown = format_value_interval(format, unit, mean);
    document_say(document, DOCUMENT_PARAGRAPH,
                 WORDS(format->arena, WORD_STOCHASTIC_MEAN, format->language, {"mean", shown.middle},
                       {"range", shown.range}, {"n", format_count(format, (double)n, 0)}));
}

void basis_say_settings(struct document *document, const struct format *format, const struct scenario *scenario,
                        uint32_t iterations)
{
    const struct settings *const settings = &scenario->settings;
    document_say(document, DOCUMENT_PARAGRAPH,
                 WORDS(format->arena, WORD_BASIS, format->language, {"n", format_iterations(format, iterations)},
                       {"seed", arena_printf(format->arena, "%llu", (unsigned long long)scenario->simulation.seed)},
                       {"currency", settings->currency}, {"price_year", format_year(format, settings->price_year)},
                       {"start_year", format_year(format, settings->start_year)},
                       {"rate", format_discount_rate(format, settings)},
                       {"end", format_year(format, settings->start_year + settings->horizon - 1)}));
    basis_say_made_by(document, format, 1, &scenario, NULL);
}

static const char *hashes(const struct format *format, size_t scenarios, const struct scenario *const *scenario,
                          const char *const *name)
{
    const char **const item = ARENA_ARRAY(format->arena, scenarios, const char *);
    for (size_t s = 0; item && s < scenarios; s++)
        item[s] = WORDS(format->arena, WORD_COMPARE_HASH, format->language, {"id", name[s]},
                        {"hash", arena_strndup(format->arena, scenario[s]->hash, 12)});
    return item ? words_list(format->arena, format->language, item, scenarios) : NULL;
}

void basis_say_made_by(struct document *document, const struct format *format, size_t scenarios,
                       const struct scenario *const *scenario, const char *const *name)
{
    const bool single = scenarios == 1, held = scenario && (single || name);
    document_say(document, DOCUMENT_PARAGRAPH,
                 !held    ? NULL
                 : single ? WORDS(format->arena, WORD_MADE_BY, format->language, {"version", HYOTY_VERSION},
                                  {"hash", arena_strndup(format->arena, scenario[0]->hash, 12)})
                          : WORDS(format->arena, WORD_COMPARE_MADE_BY, format->language, {"version", HYOTY_VERSION},
                                  {"scenarios", hashes(format, scenarios, scenario, name)}));
    document_say(document, DOCUMENT_PARAGRAPH, word_text(WORD_NOT_PROOF, format->language));
}
