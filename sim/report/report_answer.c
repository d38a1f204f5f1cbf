/* The first screen: the verdict, fifty futures, what the money is, and the few facts that come first. */
#include <math.h>

#include "sim/report/cells.h"
#include "sim/report/report_build.h"
#include "sim/report/run_evidence.h"
#include "sim/words/quantity_label.h"

static void fact(struct report_builder *builder, struct document_table *table, const char *what,
                 struct document_cell figure, const char *sentence)
{
    const struct document_cell cell[] = {cell_text(what), figure, cell_text(sentence)};
    document_add_row(builder->document, table, false, cell);
}

static void add_cost(struct report_builder *builder, struct document_table *table)
{
    const struct format *const format = &builder->format;
    const struct estimate cost = report_column(builder, builder->run->outcomes->at.cost)->mean,
                          persons = report_participants(builder);
    const char *const sentence =
        persons.value > 0
            ? WORDS(format->arena, WORD_REPORT_COST_EACH, builder->language,
                    {"n", format_count(format, persons.value, fmax(persons.error, 0.5))},
                    {"each", format_money(format, cost.value / persons.value, 0.005 * cost.value / persons.value)})
            : "";
    fact(builder, table, report_say(builder, WORD_REPORT_COST), cell_money(format, cost), sentence);
}

/* Cases that public budgets, or all payers, would have to see avoided. */
static const struct breakeven_cases *needed(const struct report_builder *builder, int outcome)
{
    const struct breakeven_cases *found = NULL;
    for (size_t c = 0; c < builder->breakeven->cases; c++) {
        const struct breakeven_cases *const cases = &builder->breakeven->needed[c];
        if (cases->outcome != outcome || !cases->defined || cases->perspective == PERSPECTIVE_PAYER) continue;
        if (!found || cases->perspective == PERSPECTIVE_PUBLIC) found = cases;
    }
    return found;
}

static void add_cases(struct report_builder *builder, struct document_table *table)
{
    const struct format *const format = &builder->format;
    const int k = report_outcome(builder);
    if (k < 0) return;
    const struct outcome *const outcome = &builder->scenario->outcome[k];
    const struct column_summary *const cases = report_column(builder, builder->run->outcomes->at.cases_avoided + k);
    const struct breakeven_cases *const repay = needed(builder, k);
    const char *const range =
        format_range(format, UNIT_PERSONS, cases->percentile[LEVEL_P5], cases->percentile[LEVEL_P95]);
    const enum word word = !repay                                     ? WORD_REPORT_CASES_RANGE
                           : repay->perspective == PERSPECTIVE_PUBLIC ? WORD_REPORT_CASES_NEEDED
                                                                      : WORD_REPORT_CASES_NEEDED_ALL;
    const char *const said =
        WORDS(format->arena, word, builder->language, {"range", range},
              {"needed", repay ? format_number(format, repay->cases.value, repay->cases.error, 2) : ""});
    fact(builder, table,
         WORDS(format->arena, WORD_REPORT_CASES, builder->language,
               {"label", text_in(&outcome->label, builder->language, outcome->name)}),
         cell_number(format_number(format, cases->mean.value, cases->mean.error, 2), UNIT_PERSONS, cases->mean), said);
}

/* The year by which half of all futures have paid back; NULL: not within the horizon. */
static const char *half_by(const struct report_builder *builder, const struct break_even_summary *year)
{
    if (year->median >= (int)year->years) return NULL;
    return format_year(&builder->format, builder->scenario->settings.start_year + year->median);
}

static void add_when(struct report_builder *builder, struct document_table *table)
{
    const struct format *const format = &builder->format;
    const struct settings *const settings = &builder->scenario->settings;
    const int last = settings->start_year + settings->horizon - 1;
    const char *const end = format_year(format, last);
    const struct break_even_summary *const budget = builder->view[0].break_even;
    const char *const year = half_by(builder, budget), *const others = half_by(
                                                           builder, builder->view[builder->views - 1].break_even);
    const enum word said = builder->views == 1 ? WORD_REPORT_WHEN_ALL
                           : others            ? WORD_REPORT_WHEN_SOCIETY
                                               : WORD_REPORT_WHEN_NEVER;
    fact(builder, table, report_say(builder, WORD_REPORT_WHEN),
         year
             ? cell_exact(year, UNIT_NUMBER, settings->start_year + budget->median)
             : cell_exact(WORDS(format->arena, WORD_REPORT_NOT_BY, builder->language, {"end", end}), UNIT_NUMBER, last),
         WORDS(format->arena, said, builder->language, {"year", others ? others : ""}, {"end", end}));
}

/* How strong the evidence is, and the number that carries most of what is not known. */
static void add_evidence(struct report_builder *builder, struct document_table *table)
{
    static const enum word strength[RUN_STRENGTHS] = {WORD_REPORT_WEAK, WORD_REPORT_MODERATE, WORD_REPORT_STRONG};
    const struct format *const format = &builder->format;
    const struct run_evidence evidence = run_evidence_of(builder->run);
    const int driver = builder->run->driver.quantity;
    if (evidence.all == 0) return;
    fact(builder, table, report_say(builder, WORD_REPORT_EVIDENCE),
         cell_text(report_say(builder, strength[evidence.strength])),
         WORDS(
             format->arena, driver < 0 ? WORD_REPORT_STRENGTH_FIXED : WORD_REPORT_STRENGTH, builder->language,
             {"judged", format_count(format, (double)evidence.judged, 0)},
             {"all", format_count(format, (double)evidence.all, 0)},
             {"label", driver < 0 ? "" : quantity_label(format->arena, builder->scenario, driver, builder->language)}));
}

static void build_facts(struct report_builder *builder)
{
    struct document_table *const table = CELLS_TABLE(
        builder->document, "key_facts", report_say(builder, WORD_REPORT_FACTS), {"fact", WORD_COUNT, DOCUMENT_TEXTS},
        {"figure", WORD_COUNT, DOCUMENT_FIGURES}, {"sentence", WORD_COUNT, DOCUMENT_TEXTS});
    if (table) table->look = DOCUMENT_KEY_FACTS;
    add_cost(builder, table);
    add_cases(builder, table);
    add_when(builder, table);
    add_evidence(builder, table);
}

static void count(struct report_builder *builder, struct document_table *table, struct document_cell figure,
                  const char *what)
{
    const struct document_cell cell[] = {figure, cell_text(what)};
    document_add_row(builder->document, table, false, cell);
}

static struct document_cell persons_cell(const struct report_builder *builder, struct estimate persons)
{
    return cell_number(format_count(&builder->format, persons.value, persons.error), UNIT_PERSONS, persons);
}

static struct estimate exactly(double value)
{
    return (struct estimate){value, 0, value, value};
}

/* Of how many: the group, those struck, those reached, the cases avoided. */
void report_build_counts(struct report_builder *builder)
{
    const struct format *const format = &builder->format;
    struct arena *const arena = format->arena;
    const int k = report_outcome(builder);
    if (k < 0 || !(builder->run->baseline.outcome[k].persons > 0)) return;
    const struct baseline_outcome *const baseline = &builder->run->baseline.outcome[k];
    const struct outcome *const outcome = &builder->scenario->outcome[k];
    const char *const label = text_in(&outcome->label, builder->language, outcome->name);
    const struct column_summary *const cases = report_column(builder, builder->run->outcomes->at.cases_avoided + k);
    const struct estimate persons = report_participants(builder), at_risk = baseline->at_risk, mean = cases->mean;
    const struct estimate reached = {persons.value, fmax(persons.error, 0.5), persons.low, persons.high};
    struct document_table *const table =
        CELLS_TABLE(builder->document, "of_how_many", report_say(builder, WORD_REPORT_OF_HOW_MANY),
                    {"figure", WORD_COUNT, DOCUMENT_FIGURES}, {"what", WORD_COUNT, DOCUMENT_TEXTS});
    if (table) table->look = DOCUMENT_COUNTS;
    count(builder, table, persons_cell(builder, exactly(baseline->persons)),
          report_say(builder, WORD_REPORT_COUNT_PERSONS));
    count(builder, table, persons_cell(builder, exactly(round(baseline->struck))),
          WORDS(arena, WORD_REPORT_COUNT_STRUCK, builder->language, {"label", label},
                {"share", format_share(format, baseline->struck / baseline->persons, 0.0005)}));
    count(builder, table, persons_cell(builder, reached),
          WORDS(arena, WORD_REPORT_COUNT_REACHED, builder->language,
                {"risk", format_count(format, at_risk.value, at_risk.error)}));
    count(builder, table, cell_number(format_number(format, mean.value, mean.error, 2), UNIT_PERSONS, mean),
          WORDS(arena, WORD_REPORT_COUNT_AVOIDED, builder->language,
                {"range",
                 format_range(format, UNIT_PERSONS, cases->percentile[LEVEL_P5], cases->percentile[LEVEL_P95])}));
    if (!(mean.value > 2 * mean.error)) return;
    const double each = persons.value / mean.value, error = each * mean.error / mean.value;
    count(builder, table, persons_cell(builder, (struct estimate){each, error, each - error, each + error}),
          report_say(builder, WORD_REPORT_COUNT_EACH));
}

void report_build_answer(struct report_builder *builder)
{
    document_take_answer(builder->document, &builder->of[REPORT_RUN], DOCUMENT_HEADLINE, DOCUMENT_VERDICT);
    document_say(builder->document, DOCUMENT_PARAGRAPH,
                 text_in(&builder->scenario->description, builder->language, ""));
    document_say(builder->document, DOCUMENT_CHART, "dots");
    document_take_table(builder->document, &builder->of[REPORT_RUN], "ledger", DOCUMENT_LEDGER);
    document_take_answer(builder->document, &builder->of[REPORT_RUN], DOCUMENT_WARNING, DOCUMENT_WARNING);
    document_say(builder->document, DOCUMENT_WARNING, report_say(builder, WORD_REPORT_CAVEAT));
    build_facts(builder);
}
