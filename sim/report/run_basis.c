/* What the figures rest on: luck and knowledge, evidence, changes, prices, settings. */
#include <string.h>

#include "sim/report/analysis_basis.h"
#include "sim/report/basis.h"
#include "sim/report/reached.h"
#include "sim/report/run_build.h"
#include "sim/words/words.h"

enum { PATHS_SHOWN = 12 };

static void paragraph(struct builder *builder, const char *text)
{
    document_say(builder->document, DOCUMENT_PARAGRAPH, text);
}

static void say_variance(struct builder *builder)
{
    const struct report *const report = builder->report;
    const struct variance_split *const split = &report->summary->variance;
    const struct format *const format = &builder->format;
    const struct estimate stochastic = split->share_of_stochastic;
    if (report->summary->missed != 0) {
        const double expected = report->summary->column[report->outcomes->at.net_expected].mean.value;
        paragraph(builder, WORDS(format->arena, WORD_UNDRAWN, builder->language,
                                 {"n", format_count(format, (double)report->summary->iterations, 0)},
                                 {"expected", format_money(format, expected, 0)}));
    }
    if (split->knowledge.value + split->stochastic.value <= 0)
        paragraph(builder, word_text(WORD_VARIANCE_NONE, builder->language));
    else if (report->scenario->simulation.cohort == COHORT_EXPECTED)
        paragraph(builder, word_text(WORD_VARIANCE_EXPECTED, builder->language));
    else
        paragraph(builder,
                  WORDS(format->arena, WORD_VARIANCE_BOTH, builder->language,
                        {"luck", format_probability(format, stochastic)},
                        {"knowledge",
                         format_probability(format, (struct estimate){1 - stochastic.value, stochastic.error,
                                                                      1 - stochastic.high, 1 - stochastic.low})}));
}

size_t basis_evidence(const struct scenario *scenario, enum evidence evidence)
{
    size_t count = 0;
    for (size_t q = 0; q < scenario->quantities; q++)
        count += !scenario->quantity[q].defaulted && scenario->quantity[q].evidence == evidence;
    return count;
}

static void say_judgements(struct builder *builder, size_t judgements)
{
    const struct scenario *const scenario = builder->report->scenario;
    struct arena *const arena = builder->format.arena;
    const char *path[PATHS_SHOWN];
    size_t shown = 0;
    for (size_t q = 0; q < scenario->quantities && shown < PATHS_SHOWN; q++) {
        const struct quantity *const quantity = &scenario->quantity[q];
        if (!quantity->defaulted && quantity->evidence == EVIDENCE_JUDGEMENT) path[shown++] = quantity->path;
    }
    if (shown == 0) return;
    paragraph(builder, WORDS(arena, judgements > shown ? WORD_JUDGEMENTS_MORE : WORD_JUDGEMENTS, builder->language,
                             {"paths", words_join(arena, WORD_LIST_NEXT, builder->language, path, shown)},
                             {"n", format_count(&builder->format, (double)(judgements - shown), 0)}));
}

static void say_evidence(struct builder *builder)
{
    const struct format *const format = &builder->format;
    size_t count[EVIDENCE_COUNT], all = 0;
    for (int e = 0; e < EVIDENCE_COUNT; e++) {
        count[e] = basis_evidence(builder->report->scenario, (enum evidence)e);
        all += count[e];
    }
    if (all == 0) return;
    paragraph(builder, WORDS(format->arena, WORD_EVIDENCE, builder->language,
                             {"judgement", format_count(format, (double)count[EVIDENCE_JUDGEMENT], 0)},
                             {"all", format_count(format, (double)all, 0)},
                             {"published", format_count(format, (double)count[EVIDENCE_PUBLISHED], 0)},
                             {"derived", format_count(format, (double)count[EVIDENCE_DERIVED], 0)},
                             {"unstated", format_count(format, (double)count[EVIDENCE_UNSTATED], 0)}));
    if (2 * (count[EVIDENCE_JUDGEMENT] + count[EVIDENCE_UNSTATED]) > all)
        paragraph(builder, word_text(WORD_EVIDENCE_WEAK, builder->language));
    say_judgements(builder, count[EVIDENCE_JUDGEMENT]);
}

static void say_concentrations(struct builder *builder)
{
    const struct scenario *const scenario = builder->report->scenario;
    const struct format *const format = &builder->format;
    for (size_t k = 0; k < scenario->outcomes; k++) {
        struct reached_short missed;
        if (!reached_is_short(scenario, &scenario->outcome[k], &missed)) continue;
        paragraph(builder,
                  WORDS(format->arena, WORD_CONCENTRATION_SHORT, builder->language,
                        {"label", text_in(&missed.outcome->label, builder->language, missed.outcome->name)},
                        {"q", format_share(format, missed.top, 0)}, {"wanted", format_share(format, missed.asked, 0)},
                        {"share", format_share(format, missed.reached, 0.005)}));
    }
}

void build_uncertainty(struct builder *builder)
{
    document_say(builder->document, DOCUMENT_HEADING, word_text(WORD_UNCERTAINTY_TITLE, builder->language));
    if (!builder->few) say_variance(builder);
    say_evidence(builder);
}

static bool same_price_move(const struct quantity *a, const struct quantity *b)
{
    return a->price_index && b->price_index && a->price_year == b->price_year &&
           strcmp(a->price_index, b->price_index) == 0;
}

static bool is_first_price_move(const struct scenario *scenario, size_t q)
{
    if (!scenario->quantity[q].price_index) return false;
    for (size_t earlier = 0; earlier < q; earlier++)
        if (same_price_move(&scenario->quantity[earlier], &scenario->quantity[q])) return false;
    return true;
}

static const char *index_label(const struct builder *builder, const char *name)
{
    const struct scenario *const scenario = builder->report->scenario;
    for (size_t i = 0; i < scenario->price_indices; i++)
        if (strcmp(scenario->price_index[i].name, name) == 0)
            return text_in(&scenario->price_index[i].label, builder->language, name);
    return name;
}

static void say_prices(struct builder *builder)
{
    const struct scenario *const scenario = builder->report->scenario;
    const struct format *const format = &builder->format;
    for (size_t q = 0; q < scenario->quantities; q++) {
        const struct quantity *const quantity = &scenario->quantity[q];
        if (!is_first_price_move(scenario, q)) continue;
        paragraph(builder, WORDS(format->arena, WORD_PRICE_INDEX, builder->language,
                                 {"from", format_year(format, quantity->price_year)},
                                 {"to", format_year(format, scenario->settings.price_year)},
                                 {"index", index_label(builder, quantity->price_index)},
                                 {"factor", format_decimals(format, quantity->scale, 3)}));
    }
}

static void say_settings(struct builder *builder)
{
    const struct scenario *const scenario = builder->report->scenario;
    const struct settings *const settings = &scenario->settings;
    const struct format *const format = &builder->format;
    paragraph(builder,
              WORDS(format->arena, WORD_BASIS, builder->language,
                    {"n", format_iterations(format, builder->report->summary->iterations)},
                    {"seed", arena_printf(format->arena, "%llu", (unsigned long long)scenario->simulation.seed)},
                    {"currency", settings->currency}, {"price_year", format_year(format, settings->price_year)},
                    {"start_year", format_year(format, settings->start_year)},
                    {"rate", format_discount_rate(format, settings)},
                    {"end", format_year(format, settings->start_year + settings->horizon - 1)}));
    paragraph(builder, WORDS(format->arena, WORD_MADE_BY, builder->language, {"version", HYOTY_VERSION},
                             {"hash", arena_strndup(format->arena, scenario->hash, 12)}));
}

/* How quantities were drawn, where it is not plainly at random. */
static void say_sampling(struct builder *builder)
{
    static const enum word method[SAMPLING_COUNT] = {
        [SAMPLING_LATIN_HYPERCUBE] = WORD_SAMPLING_LATIN_HYPERCUBE, [SAMPLING_SOBOL] = WORD_SAMPLING_SOBOL};
    const struct report *const report = builder->report;
    const struct format *const format = &builder->format;
    const size_t alone = report->outcomes->alone;
    const enum sampling sampling = report->scenario->simulation.sampling;
    if (sampling == SAMPLING_RANDOM) return;
    const enum word errors = report->summary->replicated ? WORD_SAMPLING_ERRORS : WORD_SAMPLING_FEW;
    paragraph(builder, WORDS(format->arena, method[sampling], builder->language,
                             {"r", format_count(format, (double)report->outcomes->replicates, 0)},
                             {"errors", word_text(errors, builder->language)}));
    if (alone > 0)
        paragraph(builder, WORDS(format->arena, WORD_SAMPLING_ALONE, builder->language,
                                 {"d", format_count(format, SOBOL_DIMENSIONS, 0)},
                                 {"n", format_count(format, (double)alone, 0)}));
}

static void say_precision(struct builder *builder)
{
    static const enum word figures[2][PRECISION_FIGURES] = {
        {WORD_PRECISION_MEAN, WORD_PRECISION_P5, WORD_PRECISION_P95, WORD_PRECISION_POSITIVE},
        {WORD_PRECISION_MEAN_PUBLIC, WORD_PRECISION_P5_PUBLIC, WORD_PRECISION_P95_PUBLIC,
         WORD_PRECISION_POSITIVE_PUBLIC}};
    const struct precision_goal *const goal = builder->report->precision;
    const struct format *const format = &builder->format;
    if (!goal) return;
    const struct precision reached = goal->reached;
    const enum word said = reached.value == 0             ? WORD_PRECISION_EXACT
                           : reached.value > goal->wanted ? WORD_PRECISION_MISSED
                                                          : WORD_PRECISION_REACHED;
    paragraph(builder, WORDS(format->arena, said, builder->language, {"wanted", format_share(format, goal->wanted, 0)},
                             {"reached", format_share(format, reached.value, 0)},
                             {"figure", word_text(figures[reached.public_finances][reached.figure], builder->language)},
                             {"limit", format_count(format, builder->report->outcomes->iterations, 0)}));
}

void build_basis(struct builder *builder)
{
    basis_say_overrides(builder->document, builder->report->scenario);
    basis_begin(builder->document, &builder->report->scenario, 1);
    say_settings(builder);
    say_sampling(builder);
    say_precision(builder);
    say_prices(builder);
    say_concentrations(builder);
    paragraph(builder, word_text(WORD_NOT_PROOF, builder->language));
}
