/* Of how many, for how much, and on what evidence. */
#include <math.h>

#include "sim/report/run_build.h"
#include "sim/report/run_evidence.h"
#include "sim/scenario/programme.h"
#include "sim/words/quantity_label.h"
#include "sim/words/words.h"

static const struct estimate *mean_of(const struct builder *builder, int column)
{
    return &builder->report->summary->column[column].mean;
}

/* Who takes part in interventions that reach persons. */
static struct estimate participants_of(const struct builder *builder, int outcome)
{
    const struct scenario *const scenario = builder->report->scenario;
    struct estimate sum = {0};
    for (size_t j = 0; j < scenario->interventions; j++) {
        const struct intervention *const intervention = &scenario->intervention[j];
        if (intervention->group < 0 || (outcome >= 0 && !intervention_changes(intervention, outcome))) continue;
        const struct estimate *const mean = mean_of(builder, builder->report->outcomes->at.participants + (int)j);
        sum.value += mean->value;
        sum.error += mean->error;
    }
    return sum;
}

static void say_cost(struct builder *builder)
{
    const struct format *const format = &builder->format;
    const struct estimate *const cost = mean_of(builder, builder->report->outcomes->at.cost);
    const struct estimate participants = participants_of(builder, -1);
    const bool persons = participants.value > 0;
    if (cost->value == 0 && !persons) return;
    const double each = persons ? cost->value / participants.value : 0;
    const double error =
        persons ? fabs(each) * hypot(cost->error / fmax(fabs(cost->value), 1), participants.error / participants.value)
                : 0;
    document_say(builder->document, DOCUMENT_ITEM,
                 WORDS(format->arena, persons ? WORD_FACT_COST : WORD_FACT_COST_ALONE, builder->language,
                       {"cost", format_money_on(format, &builder->shown.grid,
                                                format_grid_round(&builder->shown.grid, cost->value), cost->value)},
                       {"participants", format_count(format, participants.value, fmax(participants.error, 0.5))},
                       {"each", format_money(format, each, error)}));
}

/* A ratio of two means that hardly go together: its relative errors add up in squares. */
static struct estimate ratio_of(struct estimate a, struct estimate b)
{
    const double value = a.value / b.value;
    return (struct estimate){value, fabs(value) * hypot(a.error / a.value, b.error / b.value), NAN, NAN};
}

static void say_cases(struct builder *builder, int k)
{
    const struct report *const report = builder->report;
    const struct baseline_outcome *const baseline = &report->baseline.outcome[k];
    const struct outcome *const outcome = &report->scenario->outcome[k];
    const struct format *const format = &builder->format;
    const struct column_summary *const cases = &report->summary->column[report->outcomes->at.cases_avoided + k];
    if (!baseline->touched) return;
    const bool avoided = cases->mean.value > 0 && cases->mean.value > cases->mean.error && baseline->at_risk.value > 0;
    const struct estimate participants = participants_of(builder, k);
    const struct estimate share = avoided ? ratio_of(cases->mean, baseline->at_risk) : (struct estimate){0};
    const struct estimate each = avoided ? ratio_of(participants, cases->mean) : (struct estimate){0};
    document_say(
        builder->document, DOCUMENT_ITEM,
        WORDS(format->arena, avoided ? WORD_FACT_CASES : WORD_FACT_CASES_NONE, builder->language,
              {"label", text_in(&outcome->label, builder->language, outcome->name)},
              {"risk", format_count(format, baseline->at_risk.value, baseline->at_risk.error)},
              {"cases", format_number(format, cases->mean.value, cases->mean.error, 0)},
              {"range", format_range(format, UNIT_PERSONS, cases->percentile[LEVEL_P5], cases->percentile[LEVEL_P95])},
              {"share", format_share(format, share.value, share.error)},
              {"each", format_count(format, each.value, each.error)},
              {"struck", format_count(format, round(baseline->struck), 0)},
              {"persons", format_count(format, baseline->persons, 0)}));
}

static void say_today(struct builder *builder)
{
    const struct format *const format = &builder->format;
    const struct settings *const settings = &builder->report->scenario->settings;
    if (!(builder->report->baseline.today > 0)) return;
    document_say(builder->document, DOCUMENT_ITEM,
                 WORDS(format->arena, WORD_FACT_TODAY, builder->language,
                       {"today", format_money(format, builder->report->baseline.today, 0)},
                       {"start", format_year(format, settings->start_year)},
                       {"end", format_year(format, settings->start_year + settings->horizon - 1)}));
}

/* --- evidence --- */

static void say_strength(struct builder *builder)
{
    static const enum word said[2][RUN_STRENGTHS] = {
        {WORD_FACT_EVIDENCE_WEAK, WORD_FACT_EVIDENCE_MODERATE, WORD_FACT_EVIDENCE_STRONG},
        {WORD_FACT_EVIDENCE_FIXED_WEAK, WORD_FACT_EVIDENCE_FIXED_MODERATE, WORD_FACT_EVIDENCE_FIXED_STRONG}};
    static const enum word grade[EVIDENCE_COUNT] = {[EVIDENCE_UNSTATED] = WORD_GRADE_UNSTATED,
                                                    [EVIDENCE_PUBLISHED] = WORD_GRADE_PUBLISHED,
                                                    [EVIDENCE_DERIVED] = WORD_GRADE_DERIVED,
                                                    [EVIDENCE_JUDGEMENT] = WORD_GRADE_JUDGEMENT};
    const struct scenario *const scenario = builder->report->scenario;
    const struct format *const format = &builder->format;
    const int driver = builder->report->driver.quantity;
    const struct run_evidence evidence = run_evidence_of(builder->report);
    if (evidence.all == 0) return;
    const bool fixed = driver < 0;
    document_say(
        builder->document, DOCUMENT_ITEM,
        WORDS(format->arena, said[fixed][evidence.strength], builder->language,
              {"all", format_count(format, (double)evidence.all, 0)},
              {"judged", format_count(format, (double)evidence.judged, 0)},
              {"label", fixed ? "" : quantity_label(format->arena, scenario, driver, builder->language)},
              {"grade", fixed ? "" : word_text(grade[scenario->quantity[driver].evidence], builder->language)}));
}

/* The answer alone names two outcomes, or the first of more; tables have the rest. */
static void say_all_cases(struct builder *builder)
{
    enum { FEW = 2 };
    const struct baseline *const baseline = &builder->report->baseline;
    size_t touched = 0, said = 0;
    for (size_t k = 0; k < baseline->outcomes; k++) touched += baseline->outcome[k].touched;
    const size_t most = builder->report->detail || touched <= FEW ? touched : 1;
    for (int k = 0; k < (int)baseline->outcomes && said < most; k++) {
        said += baseline->outcome[k].touched;
        say_cases(builder, k);
    }
    if (said < touched)
        document_say(builder->document, DOCUMENT_ITEM,
                     WORDS(builder->format.arena, WORD_FACT_MORE, builder->language,
                           {"n", format_count(&builder->format, (double)(touched - said), 0)}));
}

void build_facts(struct builder *builder)
{
    say_cost(builder);
    if (!builder->few) say_all_cases(builder);
    say_today(builder);
    if (!builder->few) say_strength(builder);
}
