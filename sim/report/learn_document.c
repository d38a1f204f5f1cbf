/* What `hyoty learn` says to people. */
#include "sim/analysis/perspective.h"
#include "sim/report/analysis_basis.h"
#include "sim/report/basis.h"
#include "sim/report/cells.h"
#include "sim/report/learn_report.h"
#include "sim/words/amount.h"
#include "sim/words/quantity_label.h"
#include "sim/words/words.h"

/* Data that the scenario gave no more chance than this deserve a warning. */
static const double surprising = 0.01;

struct builder {
    const struct learn *is;
    const struct scenario *scenario;
    struct document *document;
    struct format format;
    enum language language;
};

#define SAY(builder, id, ...) WORDS((builder)->format.arena, (id), (builder)->language, __VA_ARGS__)

static void say(struct builder *builder, enum document_kind kind, const char *text)
{
    document_say(builder->document, kind, text);
}

static const char *word(const struct builder *builder, enum word id)
{
    return word_text(id, builder->language);
}

static const char *money(const struct builder *builder, struct estimate value)
{
    return format_money(&builder->format, value.value, value.error);
}

static const char *label_of(const struct builder *builder, int quantity)
{
    return quantity_label(builder->format.arena, builder->scenario, quantity, builder->language);
}

/* --- the answer --- */

static void say_result(struct builder *builder, size_t result, enum word headline)
{
    const struct learn_spread *const before = &builder->is->before[result], *const after = &builder->is->after[result];
    const struct format *const format = &builder->format;
    const enum cohort cohort = builder->is->request.cohort;
    const char *const with_stochastic =
        builder->is->stochastic_told ? format_probability(format, builder->is->before_stochastic[result]) : NULL;
    say(builder, DOCUMENT_HEADLINE,
        SAY(builder, headline, {"after", money(builder, after->mean)}, {"before", money(builder, before->mean)}));
    say(builder, DOCUMENT_DETAIL,
        SAY(builder, WORD_LEARN_DETAIL, {"range", stochastic_heading(format, cohort, WORD_RANGE_90)},
            {"after_range", format_money_range(format, after->p5, after->p95)},
            {"before_range", format_money_range(format, before->p5, before->p95)},
            {"after_p", stochastic_mark(format, cohort, format_probability(format, after->positive))},
            {"before_p",
             stochastic_both(format, cohort, format_probability(format, before->positive), with_stochastic)}));
}

/* Data that the scenario hardly allowed come before the answer that rests on them. */
static void say_answer(struct builder *builder)
{
    const bool mixed = builder->is->results > 1;
    for (int arm = 0; arm < PILOT_ARMS; arm++)
        if (builder->is->request.pilot.arm[arm].observed && builder->is->arm[arm].as_far.value < surprising) {
            say(builder, DOCUMENT_WARNING, word(builder, WORD_LEARN_SURPRISE));
            break;
        }
    say_result(builder, LEARN_NET, mixed ? WORD_LEARN_HEAD_SOCIETY : WORD_LEARN_HEAD_ALL);
    if (mixed) say_result(builder, LEARN_NET_PUBLIC, WORD_LEARN_HEAD_PUBLIC);
}

/* --- tables --- */

static struct document_cell count_cell(const struct builder *builder, double count)
{
    return cell_exact(format_count(&builder->format, count, 0), UNIT_PERSONS, count);
}

static void build_observed(struct builder *builder)
{
    static const enum word name[PILOT_ARMS] = {WORD_LEARN_CONTROL, WORD_LEARN_TREATED};
    const struct learn *const is = builder->is;
    const struct outcome *const outcome = &builder->scenario->outcome[is->outcome];
    const struct intervention *const intervention = &builder->scenario->intervention[is->intervention];
    const char *const title =
        SAY(builder, WORD_LEARN_OBSERVED, {"outcome", text_in(&outcome->label, builder->language, outcome->name)},
            {"intervention", text_in(&intervention->label, builder->language, intervention->name)});
    struct document_table *const table = CELLS_TABLE(
        builder->document, "observed", title, {"arm", WORD_LEARN_ARM, DOCUMENT_TEXTS},
        {"persons", WORD_LEARN_PERSONS, DOCUMENT_FIGURES}, {"events", WORD_LEARN_EVENTS, DOCUMENT_FIGURES},
        {"expected", WORD_LEARN_EXPECTED, DOCUMENT_FIGURES}, {"as_far", WORD_LEARN_AS_FAR, DOCUMENT_FIGURES});
    for (int arm = 0; arm < PILOT_ARMS; arm++) {
        if (!is->request.pilot.arm[arm].observed) continue;
        const struct estimate expected = is->arm[arm].expected, as_far = is->arm[arm].as_far;
        document_add_row(
            builder->document, table, false,
            (struct document_cell[]){
                cell_text(word(builder, name[arm])), count_cell(builder, is->request.pilot.arm[arm].persons),
                count_cell(builder, is->request.pilot.arm[arm].events),
                cell_number(format_number(&builder->format, expected.value, expected.error, 3), UNIT_PERSONS, expected),
                cell_probability(&builder->format, as_far)});
    }
    say(builder, DOCUMENT_NOTE, word(builder, WORD_LEARN_OBSERVED_NOTE));
    say(builder, DOCUMENT_NOTE,
        word(builder, is->request.who == LEARN_POPULATION ? WORD_LEARN_WHO_POPULATION : WORD_LEARN_WHO_REACHED));
}

static struct document_cell amount_cell(const struct builder *builder, enum unit unit, struct estimate value)
{
    return cell_number(amount_text(&builder->format, unit, value), unit, value);
}

static void add_spread(struct builder *builder, struct document_table *table, const char *label, enum word when,
                       enum unit unit, const struct learn_spread *spread)
{
    document_add_row(
        builder->document, table, false,
        (struct document_cell[]){cell_text(label), cell_text(word(builder, when)),
                                 amount_cell(builder, unit, spread->mean), amount_cell(builder, unit, spread->sd),
                                 amount_cell(builder, unit, spread->p5), amount_cell(builder, unit, spread->p95)});
}

static void build_quantities(struct builder *builder)
{
    struct document_table *const table =
        CELLS_TABLE(builder->document, "learnt", word(builder, WORD_LEARN_TABLE),
                    {"number", WORD_LEARN_NUMBER, DOCUMENT_TEXTS}, {"when", WORD_LEARN_WHEN, DOCUMENT_TEXTS},
                    {"mean", WORD_LEARN_MEAN, DOCUMENT_FIGURES}, {"sd", WORD_LEARN_SD, DOCUMENT_FIGURES},
                    {"p5", WORD_LEARN_P5, DOCUMENT_FIGURES}, {"p95", WORD_LEARN_P95, DOCUMENT_FIGURES});
    for (size_t q = 0; q < builder->is->quantities; q++) {
        const struct learn_quantity *const one = &builder->is->quantity[q];
        const enum unit unit = builder->scenario->quantity[one->quantity].unit;
        add_spread(builder, table, label_of(builder, one->quantity), WORD_LEARN_BEFORE, unit, &one->before);
        add_spread(builder, table, "", WORD_LEARN_AFTER, unit, &one->after);
    }
    for (size_t i = 0; i < builder->is->pairs; i++) {
        const struct learn_pair *const pair = &builder->is->pair[i];
        say(builder, DOCUMENT_NOTE,
            SAY(builder, WORD_LEARN_CORRELATED, {"first", label_of(builder, pair->first)},
                {"second", label_of(builder, pair->second)}, {"rho", format_decimals(&builder->format, pair->rho, 2)}));
    }
    if (builder->is->kept < 1)
        say(builder, DOCUMENT_NOTE,
            SAY(builder, WORD_LEARN_KEPT, {"kept", format_share(&builder->format, builder->is->kept, 1e-4)}));
}

/* --- how it was found --- */

static const char *form_text(const struct builder *builder, const struct learn_quantity *one)
{
    static const enum word form[] = {[LEARN_CONJUGATE] = WORD_LEARN_BY_CONJUGATE,
                                     [LEARN_WEIGHTS] = WORD_LEARN_BY_WEIGHTS,
                                     [LEARN_FAMILY] = WORD_LEARN_BY_FAMILY,
                                     [LEARN_SAMPLE] = WORD_LEARN_BY_SAMPLE};
    return SAY(builder, form[one->form], {"label", label_of(builder, one->quantity)}, {"definition", one->definition},
               {"misfit", format_decimals(&builder->format, 100 * one->misfit, 1)});
}

static void build_basis(struct builder *builder)
{
    const struct learn *const is = builder->is;
    const struct format *const format = &builder->format;
    const char *const points = format_count(format, is->points, 0);
    const char *const replicates = format_count(format, SAMPLING_REPLICATES, 0);
    basis_begin(builder->document, &builder->scenario, 1);
    basis_say_stochastic(builder->document, format, is->request.cohort);
    basis_say_mean(builder->document, format, UNIT_MONEY, is->before[LEARN_NET].mean, is->points);
    say(builder, DOCUMENT_PARAGRAPH,
        is->weighted ? SAY(builder, WORD_LEARN_BASIS_WEIGHTS, {"n", points}, {"r", replicates},
                           {"size", format_count(format, (double)(size_t)is->effective, 0)},
                           {"least", format_count(format, LEARN_SIZE_LEAST, 0)})
                     : SAY(builder, WORD_LEARN_BASIS_EXACT, {"n", points}, {"r", replicates}));
    for (size_t q = 0; q < is->quantities; q++) say(builder, DOCUMENT_PARAGRAPH, form_text(builder, &is->quantity[q]));
    basis_say_settings(builder->document, format, builder->scenario, is->points);
}

/* --- the file --- */

static const char *prior_label(struct arena *arena, enum language language, const struct quantity *prior,
                               const char *name)
{
    return WORDS(arena, WORD_LEARN_PRIOR, language, {"label", text_in(&prior->label, language, name)});
}

static const char *posterior_source(struct arena *arena, enum language language, const struct learn_request *request,
                                    const struct quantity *prior)
{
    const unsigned persons = request->pilot.arm[PILOT_CONTROL].persons + request->pilot.arm[PILOT_TREATED].persons;
    const char *const source = text_in(&prior->source, language, NULL);
    return WORDS(arena, source ? WORD_LEARN_SOURCE_KNOWN : WORD_LEARN_SOURCE, language,
                 {"data", request->name ? request->name : word_text(WORD_LEARN_COUNTS, language)},
                 {"n", arena_printf(arena, "%u", persons)}, {"prior", prior->written},
                 {"source", source ? source : ""});
}

const struct learn_words learn_words = {prior_label, posterior_source};

enum status learn_build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                        struct error *err)
{
    const struct learn *const is = analysis;
    const struct scenario *const scenario = is->request.scenario;
    struct document document;
    struct builder builder = {.is = is,
                              .scenario = scenario,
                              .document = &document,
                              .format = {arena, language, scenario->settings.currency},
                              .language = language};
    document_init(&document, arena, language,
                  WORDS(arena, WORD_LEARN_TITLE, language,
                        {"title", text_in(&scenario->title, language, word_text(WORD_UNTITLED, language))}));
    say_answer(&builder);
    build_observed(&builder);
    build_quantities(&builder);
    build_basis(&builder);
    TRY(document_check(&document, err));
    *out = document;
    return STATUS_OK;
}
