/* Tables of people, years and ratios. */
#include <math.h>

#include "sim/report/run_build.h"
#include "sim/scenario/programme.h"
#include "sim/words/words.h"

/* With fewer cases than this at the 95th percentile single cases show in the distribution of money. */
enum { FEW_CASES = 10 };

static const char *say(const struct builder *builder, enum word word)
{
    return word_text(word, builder->language);
}

static const char *say_of(const struct builder *builder, enum word word, const char *label)
{
    return WORDS(builder->format.arena, word, builder->language, {"label", label});
}

static void count_row(struct builder *builder, struct document_table *table, const char *label, size_t column,
                      const struct estimate *at_least_one)
{
    const struct format *const format = &builder->format;
    const struct column_summary *const count = &builder->report->summary->column[column];
    const struct estimate *const percentile = count->percentile;
    document_add_row(
        builder->document, table, false,
        (struct document_cell[]){cell_text(label), cell_value(format, UNIT_PERSONS, count->mean),
                                 cell_range(format, UNIT_PERSONS, percentile[LEVEL_P5], percentile[LEVEL_P95]),
                                 at_least_one ? cell_probability(&builder->format, *at_least_one) : cell_text("")});
}

/* The ratio of means speaks of all futures, the range of those that avoid cases: two rows, since neither is the range
 * or the mean of the other. */
static void cost_per_case_rows(struct builder *builder, struct document_table *table, const char *label,
                               const struct ratio_summary *ratio)
{
    const struct format *const format = &builder->format;
    const enum word where = builder->report->summary->counts_cases ? WORD_COST_PER_CASE_WHERE : WORD_COST_PER_CASE_ANY;
    if (ratio->defined)
        document_add_row(builder->document, table, false,
                         (struct document_cell[]){cell_text(say_of(builder, WORD_COST_PER_CASE_OF, label)),
                                                  cell_money(&builder->format, ratio->of_means), cell_text(""),
                                                  cell_text("")});
    if (ratio->count > 0)
        document_add_row(
            builder->document, table, false,
            (struct document_cell[]){
                cell_text(WORDS(format->arena, where, builder->language, {"label", label},
                                {"p", format_probability(format, ratio->positive)})),
                cell_text(""),
                cell_ends(format_money_range(format, ratio->percentile[LEVEL_P5], ratio->percentile[LEVEL_P95]),
                          UNIT_MONEY, ratio->percentile[LEVEL_P5], ratio->percentile[LEVEL_P95]),
                cell_text("")});
}

/* What the table cannot say of futures without an avoided case: [none is avoided][more are caused] */
static void say_without(struct builder *builder, const char *label, const struct ratio_summary *ratio)
{
    static const enum word said[2][2] = {{WORD_COUNT, WORD_HARM_SHARE}, {WORD_NO_CASE_SHARE, WORD_NO_CASE_OR_HARM}};
    const struct format *const format = &builder->format;
    const bool none = ratio->zero.value > 0, harm = ratio->negative.value > 0;
    const char *const zero = format_probability(format, ratio->zero);
    const char *const negative = format_probability(format, ratio->negative);
    if (none && ratio->zero.value >= 1)
        document_say(builder->document, DOCUMENT_NOTE, say_of(builder, WORD_NO_CASE_EVER, label));
    else if (none || harm)
        document_say(builder->document, DOCUMENT_NOTE,
                     WORDS(format->arena, said[none][harm], builder->language, {"label", label},
                           {"p", none ? zero : negative}, {"none", zero}, {"harm", negative}));
}

/* How many persons an intervention has places for, over its intakes; infinite where there is no limit, or an uncertain
 * one. */
static double places_of(const struct scenario *scenario, const struct intervention *intervention)
{
    const struct quantity *const capacity = &scenario->quantity[intervention->capacity];
    const int intakes = programme_intakes(scenario, intervention->group);
    if (!distribution_is_fixed(&capacity->distribution)) return INFINITY;
    return distribution_mean(&capacity->distribution) * programme_years_before(intervention, intakes);
}

/* Places lower the chance to take part, so that the participants expected fit; luck may bring more. */
static void say_places(struct builder *builder, size_t j)
{
    const struct report *const report = builder->report;
    const struct intervention *const intervention = &report->scenario->intervention[j];
    const struct format *const format = &builder->format;
    if (intervention->group < 0 || !report->summary->counts_cases) return;
    const double places = places_of(report->scenario, intervention);
    const struct estimate more =
        summary_share(report->outcomes->column[(size_t)report->outcomes->at.participants + j].value,
                      report->summary->iterations, places, report->summary->replicated);
    if (more.value > 0)
        document_say(builder->document, DOCUMENT_NOTE,
                     WORDS(format->arena, WORD_PLACES, builder->language,
                           {"label", text_in(&intervention->label, builder->language, intervention->name)},
                           {"places", format_count(format, places, 0)}, {"p", format_probability(format, more)}));
}

/* What effects on risks reach where it is not what was stated. Two digits: the figures are means of some iterations. */
static const char *reach_text(const struct builder *builder, const struct effect_reach *effect)
{
    const struct scenario *const scenario = builder->report->scenario;
    const struct format *const format = &builder->format;
    const struct outcome *const outcome = &scenario->outcome[effect->outcome];
    const bool together = effect->intervention < 0, ratio = effect->measure == MEASURE_ODDS_RATIO;
    const double scale = ratio ? 1 : 100, adjusted = fabs(effect->meant - effect->stated);
    const enum word said = together                                  ? WORD_REACHED_TOGETHER
                           : ratio                                   ? WORD_REACHED_RATIO
                           : adjusted > 0.005 * fabs(effect->stated) ? WORD_REACHED_ADJUSTED
                                                                     : WORD_REACHED_POINTS;
    const struct intervention *const intervention = together ? NULL : &scenario->intervention[effect->intervention];
    return WORDS(format->arena, said, builder->language,
                 {"intervention", together ? "" : text_in(&intervention->label, builder->language, intervention->name)},
                 {"outcome", text_in(&outcome->label, builder->language, outcome->name)},
                 {"stated", format_number(format, scale * effect->stated, 0, 2)},
                 {"meant", format_number(format, scale * effect->meant, 0, 2)},
                 {"reached", format_number(format, scale * effect->reached, 0, 2)},
                 {"cases_meant", format_number(format, effect->cases_meant, 0, 2)},
                 {"cases", format_number(format, effect->cases_reached, 0, 2)});
}

static void say_reach(struct builder *builder)
{
    const struct effect_reaches *const reach = &builder->report->reach;
    for (size_t i = 0; i < reach->count; i++)
        if (effect_reach_is_short(&reach->effect[i]))
            document_say(builder->document, DOCUMENT_NOTE, reach_text(builder, &reach->effect[i]));
}

static bool has_people(const struct scenario *scenario)
{
    return scenario->groups > 0 && (scenario->outcomes > 0 || scenario->interventions > 0);
}

void build_people(struct builder *builder)
{
    const struct scenario *const scenario = builder->report->scenario;
    const struct summary *const summary = builder->report->summary;
    const struct outcome_index *const at = &builder->report->outcomes->at;
    if (!has_people(scenario)) return;
    struct document_table *const table =
        CELLS_TABLE(builder->document, "people", say(builder, WORD_PEOPLE_TITLE), {"item", WORD_COUNT, DOCUMENT_TEXTS});
    BUILD_COLUMNS(builder, table, {"mean", WORD_MEAN, DOCUMENT_FIGURES}, {"p5_to_p95", WORD_RANGE_90, DOCUMENT_FIGURES},
                  {"chance_of_one", WORD_CHANCE_OF_ONE, DOCUMENT_FIGURES});
    bool harm = false, few = false;
    for (size_t j = 0; j < scenario->interventions; j++)
        if (scenario->intervention[j].group >= 0)
            count_row(
                builder, table,
                say_of(builder, WORD_PARTICIPANTS_OF,
                       text_in(&scenario->intervention[j].label, builder->language, scenario->intervention[j].name)),
                (size_t)at->participants + j, NULL);
    for (size_t k = 0; k < scenario->outcomes; k++) {
        const char *const label = text_in(&scenario->outcome[k].label, builder->language, scenario->outcome[k].name);
        count_row(builder, table, say_of(builder, WORD_CASES_AVOIDED_OF, label), (size_t)at->cases_avoided + k,
                  summary->counts_cases ? &summary->case_avoided[k] : NULL);
        if (!builder->few) cost_per_case_rows(builder, table, label, &summary->cost_per_case[k]);
        const struct column_summary *const avoided = &summary->column[(size_t)at->cases_avoided + k];
        harm = harm || avoided->percentile[LEVEL_P5].value < 0;
        few = few || (summary->counts_cases && !avoided->constant && avoided->percentile[LEVEL_P95].value > 0 &&
                      avoided->percentile[LEVEL_P95].value < FEW_CASES);
    }
    say_reach(builder);
    if (builder->few) return;
    for (size_t j = 0; j < scenario->interventions; j++) say_places(builder, j);
    for (size_t k = 0; k < scenario->outcomes; k++)
        say_without(builder, text_in(&scenario->outcome[k].label, builder->language, scenario->outcome[k].name),
                    &summary->cost_per_case[k]);
    if (few) document_say(builder->document, DOCUMENT_NOTE, say(builder, WORD_FEW_CASES));
    if (harm) document_say(builder->document, DOCUMENT_NOTE, say(builder, WORD_HARMFUL_CASES));
}

static void break_even_row(struct builder *builder, struct document_table *table, const char *label,
                           const struct estimate share[RUN_VIEWS])
{
    struct document_cell cell[1 + RUN_VIEWS] = {cell_text(label)};
    for (size_t v = 0; v < builder->views; v++) cell[1 + v] = cell_probability(&builder->format, share[v]);
    document_add_row(builder->document, table, false, cell);
}

static struct document_cell median_cell(const struct builder *builder, const struct break_even_summary *year)
{
    const int calendar = builder->report->scenario->settings.start_year + year->median;
    if (year->median >= (int)year->years) return cell_text(say(builder, WORD_NEVER));
    return cell_exact(format_year(&builder->format, calendar), UNIT_NUMBER, calendar);
}

static void median_row(struct builder *builder, struct document_table *table)
{
    struct document_cell cell[1 + RUN_VIEWS] = {cell_text(say(builder, WORD_MEDIAN_YEAR))};
    for (size_t v = 0; v < builder->views; v++) cell[1 + v] = median_cell(builder, builder->view[v].break_even);
    document_add_row(builder->document, table, true, cell);
}

/* Rows for the first year, every fifth and the last; where they were more than ten, every tenth. */
static bool is_told(size_t t, size_t years)
{
    enum { STEP = 5, ROWS = 10 };
    const size_t step = years > STEP * ROWS ? 2 * STEP : STEP;
    return t == 0 || t + 1 == years || (t + 1) % step == 0;
}

/* Neither costs nor savings in any iteration: then years and ratios mean nothing. */
static bool no_money(const struct builder *builder)
{
    const struct outcome_index *const at = &builder->report->outcomes->at;
    const struct column_summary *const gross = &builder->report->summary->column[at->gross];
    const struct column_summary *const cost = &builder->report->summary->column[at->cost];
    return gross->constant && cost->constant && gross->minimum == 0 && cost->minimum == 0;
}

static void break_even_columns(const struct builder *builder, struct document_table *table)
{
    for (size_t v = 0; v < builder->views; v++) {
        const struct run_view *const view = &builder->view[v];
        const char *const id = view->kind == RUN_VIEW_PUBLIC ? "public_finances" : "all_payers";
        cells_add_columns(table, &(struct cells_column){id, view->label, DOCUMENT_FIGURES}, 1);
    }
}

void build_break_even(struct builder *builder)
{
    const struct run_view *const view = builder->view;
    const size_t years = view[0].break_even->years;
    const struct format *const format = &builder->format;
    const int start = builder->report->scenario->settings.start_year;
    struct estimate share[RUN_VIEWS];
    if (builder->few || no_money(builder)) return;
    struct document_table *const table = CELLS_TABLE(
        builder->document, "break_even", say(builder, WORD_BREAK_EVEN_TITLE), {"year", WORD_COUNT, DOCUMENT_TEXTS});
    break_even_columns(builder, table);
    for (size_t t = 0; t < years; t++) {
        if (!is_told(t, years)) continue;
        for (size_t v = 0; v < builder->views; v++) share[v] = view[v].break_even->by_year[t];
        break_even_row(
            builder, table,
            WORDS(format->arena, WORD_BY_END_OF, builder->language, {"year", format_year(format, start + (int)t)}),
            share);
    }
    for (size_t v = 0; v < builder->views; v++) share[v] = view[v].break_even->never;
    break_even_row(
        builder, table,
        WORDS(format->arena, WORD_NEVER_BY, builder->language, {"year", format_year(format, start + (int)years - 1)}),
        share);
    median_row(builder, table);
}

static void ratio_row(struct builder *builder, struct document_table *table, const char *label, enum unit unit,
                      const struct ratio_summary *ratio)
{
    const struct format *const format = &builder->format;
    const struct estimate *const of = &ratio->of_means, *const percentile = ratio->percentile;
    const bool whole = ratio->defined && ratio->undefined == 0;
    document_add_row(
        builder->document, table, false,
        (struct document_cell[]){
            cell_text(label),
            ratio->defined ? cell_value(format, unit, *of) : cell_text(say(builder, WORD_NOT_DIVIDED)),
            whole ? cell_range(format, unit, percentile[LEVEL_P5], percentile[LEVEL_P95]) : cell_text("\u2013")});
}

void build_ratios(struct builder *builder)
{
    static const enum word label[RUN_VIEW_KINDS][2] = {
        [RUN_VIEW_ALL] = {WORD_BENEFIT_COST, WORD_RETURN},
        [RUN_VIEW_PUBLIC] = {WORD_BENEFIT_COST_PUBLIC, WORD_RETURN_PUBLIC},
        [RUN_VIEW_SOCIETY] = {WORD_BENEFIT_COST_SOCIETY, WORD_RETURN_SOCIETY},
        [RUN_VIEW_CAPACITY] = {WORD_BENEFIT_COST_CAPACITY, WORD_RETURN_CAPACITY}};
    if (builder->few || no_money(builder)) return;
    struct document_table *const table = CELLS_TABLE(
        builder->document, "ratios", say(builder, WORD_RATIO_TITLE), {"ratio", WORD_COUNT, DOCUMENT_TEXTS},
        {"of_means", WORD_RATIO_OF_MEANS, DOCUMENT_FIGURES}, {"p5_to_p95", WORD_RANGE_90, DOCUMENT_FIGURES});
    for (size_t v = 0; v < builder->views; v++)
        ratio_row(builder, table, say(builder, label[builder->view[v].kind][0]), UNIT_RATIO,
                  builder->view[v].benefit_cost);
    for (size_t v = 0; v < builder->views; v++)
        ratio_row(builder, table, say(builder, label[builder->view[v].kind][1]), UNIT_SHARE,
                  builder->view[v].return_on_investment);
}
