#include "sim/report/explain_document.h"

#include <math.h>
#include <stdio.h>

#include "sim/analysis/effect_reach.h"
#include "sim/base/text_buffer.h"
#include "sim/model/cohort_scratch.h"
#include "sim/model/effect.h"
#include "sim/model/targeting.h"
#include "sim/report/cells.h"
#include "sim/report/readback_text.h"
#include "sim/scenario/programme.h"
#include "sim/words/words.h"

struct builder {
    const struct plan *plan;
    const struct scenario *scenario;
    const struct iteration *iteration;
    const struct ledger *ledger; /* lane 0 of its columns */
    struct document *document;
    struct arena *arena;
    enum language language;
};

static const char *word(const struct builder *explain, enum word word)
{
    return word_text(word, explain->language);
}

/* Seven significant digits, plain: for checking, not for quoting. */
static struct document_cell number(const struct builder *explain, enum unit unit, double value)
{
    const bool whole = value == floor(value) && fabs(value) < 1e15;
    const int magnitude = value == 0 || !isfinite(value) ? 0 : (int)floor(log10(fabs(value)));
    const int decimals = whole || magnitude >= 6 ? 0 : magnitude < -4 ? 10 : 6 - magnitude;
    return cell_exact(isfinite(value) ? arena_printf(explain->arena, "%.*f", decimals, value)
                                      : arena_strdup(explain->arena, isnan(value) ? "–" : "∞"),
                      unit, value);
}

#define TABLE(explain, id, title, ...) CELLS_TABLE((explain)->document, (id), word((explain), (title)), __VA_ARGS__)
#define ROW(explain, table, total, ...)                                                                                \
    document_add_row((explain)->document, (table), (total), (const struct document_cell[]){__VA_ARGS__})

/* A drawn value on the scale of its own distribution. */
static struct document_cell percentile(const struct builder *explain, const struct quantity *quantity, double value)
{
    const double u = distribution_cdf(&quantity->distribution, value / quantity->scale);
    return cell_exact(arena_printf(explain->arena, "%.2f\u00A0%%", 100 * u), UNIT_SHARE, u);
}

/* The distributions of drawn values, the places of the others. */
static void say_quantity(const struct builder *explain, struct document_table *table, size_t q, bool drawn)
{
    const struct quantity *const quantity = &explain->scenario->quantity[q];
    const double value = explain->iteration->theta[q];
    const struct document_cell cell[] = {
        cell_text(quantity->path), number(explain, quantity->unit, value),
        cell_text(unit_text(explain->arena, quantity->unit, explain->scenario->settings.currency)),
        drawn ? percentile(explain, quantity, value) : cell_text(quantity->written)};
    document_add_row(explain->document, table, false, cell);
    if (!drawn) return;
    ROW(explain, table, false,
        cell_text(arena_printf(explain->arena, quantity->reading ? "  %s: %s" : "  %s", quantity->written,
                               quantity->reading)),
        cell_text(""), cell_text(""), cell_text(""));
}

static void say_quantities(const struct builder *explain, struct document_table *table, bool drawn)
{
    for (size_t q = 0; q < explain->scenario->quantities; q++) {
        const struct quantity *const quantity = &explain->scenario->quantity[q];
        const bool fixed = distribution_is_fixed(&quantity->distribution);
        if (fixed != drawn && !(fixed && quantity->defaulted)) say_quantity(explain, table, q, drawn);
    }
}

/* Where each number is from, in the reader's language: "assumptions.x: source; note" */
static void say_sources(const struct builder *explain)
{
    bool any = false;
    for (size_t q = 0; q < explain->scenario->quantities; q++) {
        const struct quantity *const quantity = &explain->scenario->quantity[q];
        const char *const said[] = {text_in(&quantity->source, explain->language, ""),
                                    text_in(&quantity->note, explain->language, "")};
        if (!said[0][0] && !said[1][0]) continue;
        if (!any) document_say(explain->document, DOCUMENT_HEADING, word(explain, WORD_EXPLAIN_SOURCES));
        any = true;
        document_say(explain->document, DOCUMENT_ITEM,
                     WORDS(explain->arena, WORD_EXPLAIN_SOURCE, explain->language, {"path", quantity->path},
                           {"said", words_join(explain->arena, WORD_LABELS_NEXT, explain->language, said, 2)}));
    }
}

static void say_values(const struct builder *explain)
{
    struct document_table *const drawn =
        TABLE(explain, "explain_drawn", WORD_EXPLAIN_DRAWN, {"quantity", WORD_EXPLAIN_COL_QUANTITY, DOCUMENT_TEXTS},
              {"value", WORD_EXPLAIN_COL_VALUE, DOCUMENT_FIGURES}, {"unit", WORD_EXPLAIN_COL_UNIT, DOCUMENT_TEXTS},
              {"percentile", WORD_EXPLAIN_COL_PERCENTILE, DOCUMENT_FIGURES});
    say_quantities(explain, drawn, true);
    struct document_table *const fixed =
        TABLE(explain, "explain_fixed", WORD_EXPLAIN_FIXED, {"quantity", WORD_EXPLAIN_COL_QUANTITY, DOCUMENT_TEXTS},
              {"value", WORD_EXPLAIN_COL_VALUE, DOCUMENT_FIGURES}, {"unit", WORD_EXPLAIN_COL_UNIT, DOCUMENT_TEXTS},
              {"written", WORD_EXPLAIN_COL_WRITTEN, DOCUMENT_TEXTS});
    say_quantities(explain, fixed, false);
    say_sources(explain);
}

static double participants(const struct builder *explain, int intervention, int intake)
{
    double column[LEDGER_MOST];
    ledger_participants(explain->plan, explain->ledger, intervention, intake, column);
    return column[0];
}

/* Sum over payers of a column by payer. */
static double all_payers(const struct builder *explain, const double *by_payer, size_t stride)
{
    double column[LEDGER_MOST];
    ledger_sum_payers(explain->plan, explain->ledger, by_payer, stride, false, column);
    return column[0];
}

/* Undiscounted flow of a line in a year. */
static double flow_of(const struct builder *explain, size_t line, size_t t)
{
    const struct ledger *const ledger = explain->ledger;
    return t < (size_t)ledger->years[line] ? ledger_flow(explain->plan, ledger, line)[t * ledger->n] : 0;
}

/* Intakes from `first` up to the one before `end`: "0–2", "0". */
static const char *span(const struct builder *explain, int first, int end)
{
    const char *const from = arena_printf(explain->arena, "%d", first);
    if (end - first == 1) return from;
    return WORDS(explain->arena, WORD_FROM_TO, explain->language, {"from", from},
                 {"to", arena_printf(explain->arena, "%d", end - 1)});
}

static void say_reach(const struct builder *explain)
{
    struct document_table *const reach = TABLE(
        explain, "explain_reach", WORD_EXPLAIN_REACH, {"intervention", WORD_EXPLAIN_COL_INTERVENTION, DOCUMENT_TEXTS},
        {"intake", WORD_EXPLAIN_COL_INTAKE, DOCUMENT_FIGURES}, {"persons", WORD_EXPLAIN_COL_PERSONS, DOCUMENT_FIGURES},
        {"threshold", WORD_EXPLAIN_COL_THRESHOLD, DOCUMENT_FIGURES},
        {"uptake", WORD_EXPLAIN_COL_UPTAKE, DOCUMENT_FIGURES},
        {"participants", WORD_EXPLAIN_COL_PARTICIPANTS, DOCUMENT_FIGURES});
    const struct plan *const plan = explain->plan;
    for (size_t g = 0; g < plan->groups; g++)
        for (size_t j = 0; j < plan->group[g].interventions; j++) {
            const struct targeting *const state = &explain->iteration->targeting[g][j];
            const int intervention = plan->group[g].targeting[j].intervention;
            double all = 0;
            for (int a = 0; a < plan->group[g].intakes; a++) all += participants(explain, intervention, a);
            ROW(explain, reach, false, cell_text(explain->scenario->intervention[intervention].name),
                cell_exact_ends(span(explain, 0, plan->group[g].intakes), UNIT_NUMBER, 0, plan->group[g].intakes - 1),
                number(explain, UNIT_PERSONS, plan->group[g].size),
                state->everybody ? cell_text("–") : number(explain, UNIT_NUMBER, state->threshold),
                number(explain, UNIT_SHARE, state->uptake), number(explain, UNIT_PERSONS, all));
        }
    document_say(explain->document, DOCUMENT_NOTE, word(explain, WORD_EXPLAIN_REACH_NOTE));
}

/* "co_development: workforce.staff turnover" */
static const char *effect_name(const struct builder *explain, const struct intervention *intervention,
                               const struct effect *effect)
{
    return WORDS(explain->arena, WORD_EXPLAIN_EFFECT, explain->language, {"intervention", intervention->name},
                 {"section", section_table[effect->target].name},
                 {"item", section_item(explain->scenario, effect->target, (size_t)effect->index)->name},
                 {"measure", effect_measure_name[effect->measure]});
}

static void say_effect(const struct builder *explain, struct document_table *effects, size_t j, size_t e)
{
    const struct intervention *const intervention = &explain->scenario->intervention[j];
    const struct effect *const effect = &intervention->effect[e];
    const struct plan_effect compiled = {.intervention = (int)j,
                                         .deadweight = effect->deadweight,
                                         .attribution = effect->attribution,
                                         .displacement = effect->displacement};
    const int first = programme_start(intervention);
    for (int t = first; t < first + (int)intervention->ramp_up_count; t++)
        ROW(explain, effects, false, cell_text(effect_name(explain, intervention, effect)),
            number(explain, UNIT_NUMBER, t), number(explain, UNIT_NUMBER, explain->iteration->theta[effect->value]),
            number(explain, UNIT_NUMBER, effect_adjustment(explain->plan, &compiled, explain->iteration->theta, t)));
}

static void say_effects(const struct builder *explain)
{
    struct document_table *const effects =
        TABLE(explain, "explain_effects", WORD_EXPLAIN_EFFECTS, {"effect", WORD_EXPLAIN_COL_EFFECT, DOCUMENT_TEXTS},
              {"intake", WORD_EXPLAIN_COL_INTAKE, DOCUMENT_FIGURES}, {"size", WORD_EXPLAIN_COL_SIZE, DOCUMENT_FIGURES},
              {"adjustment", WORD_EXPLAIN_COL_ADJUSTMENT, DOCUMENT_FIGURES});
    for (size_t j = 0; j < explain->scenario->interventions; j++)
        for (size_t e = 0; e < explain->scenario->intervention[j].effect_count; e++) say_effect(explain, effects, j, e);
    document_say(explain->document, DOCUMENT_NOTE, word(explain, WORD_EXPLAIN_EFFECTS_NOTE));
}

/* What absolute effects and odds ratios reach in this iteration. */
static enum status say_effect_reach(const struct builder *explain, struct error *err)
{
    struct effect_reaches reach;
    TRY(effect_reach_of_iteration(explain->arena, explain->plan, explain->iteration, &reach, err));
    if (reach.count == 0) return STATUS_OK;
    struct document_table *const reached =
        TABLE(explain, "explain_effects_reached", WORD_EXPLAIN_EFFECTS_REACHED,
              {"effect", WORD_EXPLAIN_COL_EFFECT, DOCUMENT_TEXTS}, {"size", WORD_EXPLAIN_COL_SIZE, DOCUMENT_FIGURES},
              {"adjusted", WORD_EXPLAIN_COL_ADJUSTED, DOCUMENT_FIGURES},
              {"reached", WORD_EXPLAIN_COL_REACHED, DOCUMENT_FIGURES},
              {"cases_stated", WORD_EXPLAIN_COL_CASES_STATED, DOCUMENT_FIGURES},
              {"cases_reached", WORD_EXPLAIN_COL_CASES_REACHED, DOCUMENT_FIGURES});
    for (size_t i = 0; i < reach.count; i++) {
        const struct effect_reach *const effect = &reach.effect[i];
        const char *const outcome = explain->scenario->outcome[effect->outcome].name;
        const char *const name =
            effect->intervention < 0
                ? WORDS(explain->arena, WORD_EXPLAIN_ALL_ABSOLUTE, explain->language, {"outcome", outcome})
                : WORDS(explain->arena, WORD_EXPLAIN_EFFECT, explain->language,
                        {"intervention", explain->scenario->intervention[effect->intervention].name},
                        {"section", section_table[EFFECT_OUTCOME].name}, {"item", outcome},
                        {"measure", effect_measure_name[effect->measure]});
        ROW(explain, reached, effect->intervention < 0, cell_text(name), number(explain, UNIT_NUMBER, effect->stated),
            number(explain, UNIT_NUMBER, effect->meant), number(explain, UNIT_NUMBER, effect->reached),
            number(explain, UNIT_PERSONS, effect->cases_meant), number(explain, UNIT_PERSONS, effect->cases_reached));
    }
    document_say(explain->document, DOCUMENT_NOTE, word(explain, WORD_EXPLAIN_EFFECTS_REACHED_NOTE));
    return STATUS_OK;
}

/* Sum of the cells of a use that stand for participants. */
static double use_total(const struct plan_group *group, const struct plan_use *use, const double *cell, int intake)
{
    const double *const first = cell + group->cell_base + (size_t)intake * group->cells + use->cell;
    if (use->target == EFFECT_OUTCOME) return *first;
    double sum = 0;
    for (size_t b = 1; b < use->subsets; b++) sum += first[b];
    return sum;
}

/* Whether two intakes have the same effects: those of the same programme year's ramp-up, and of the same programmes. */
static bool same_intakes(const struct plan_group *group, const struct plan_use *use, const struct use_state *state,
                         int a, int b)
{
    for (size_t e = 0; e < use->effects.count; e++) {
        const struct intervention *const programme = group->targeting[use->effects.effect[e].slot].programme;
        const double *const adjust = state->adjust + e;
        if (programme_runs(programme, a) != programme_runs(programme, b)) return false;
        if (adjust[(size_t)a * use->effects.count] != adjust[(size_t)b * use->effects.count]) return false;
    }
    return true;
}

static int last_same(const struct plan_group *group, const struct plan_use *use, const struct use_state *state, int a)
{
    int b = a + 1;
    while (b < group->intakes && same_intakes(group, use, state, a, b)) b++;
    return b;
}

/* Those of one intake who take part in the programmes of a subset and in no other: per person of the group, with their
 * risk without and with the effects. Integrated over the need rank by midpoints. */
struct reached {
    double share, without, with;
};

static struct reached integrate(const struct builder *explain, size_t g, size_t i, int intake, size_t subset)
{
    enum { NODES = 100000 };
    const struct plan_group *const group = &explain->plan->group[g];
    const struct plan_use *const use = &group->use[i];
    const struct use_state *const state = &explain->iteration->use[g][i];
    struct reached sum = {0, 0, 0};
    for (int n = 0; n < NODES; n++) {
        const double rank = (n + 0.5) / NODES;
        const double p = cohort_risk(state->kappa, concentration_weight(use->concentration, rank));
        double share = 1.0 / NODES;
        for (size_t e = 0; e < use->effects.count; e++) {
            const int slot = use->effects.effect[e].slot;
            const double reached = programme_runs(group->targeting[slot].programme, intake)
                                       ? targeting_probability(&explain->iteration->targeting[g][slot], rank)
                                       : 0;
            share *= subset & (size_t)1 << e ? reached : 1 - reached;
        }
        sum.share += share;
        sum.without += share * p;
        sum.with += share * effect_cut(cohort_own_risk(explain->plan, use, state, intake, subset, p));
    }
    return sum;
}

/* "co_development + mentoring" */
static const char *subset_name(const struct builder *explain, const struct plan_use *use, size_t subset)
{
    struct text_buffer names;
    text_buffer_init(&names, explain->arena);
    for (size_t e = 0; e < use->effects.count; e++)
        if (subset & (size_t)1 << e)
            text_buffer_printf(&names, "%s%s", names.length > 0 ? " + " : "",
                               explain->scenario->intervention[use->effects.effect[e].intervention].name);
    return text_buffer_finish(&names);
}

static double sum_intakes(const struct plan_group *group, const struct plan_use *use, const double *cell, int first,
                          int end)
{
    double sum = 0;
    for (int a = first; a < end; a++) sum += use_total(group, use, cell, a);
    return sum;
}

/* The intakes from a on that have the same effects: a row for each set of programmes, and one for all of them where
 * there are several. */
static int say_cases(const struct builder *explain, struct document_table *cases, size_t g, size_t i, int a)
{
    const struct plan_group *const group = &explain->plan->group[g];
    const struct plan_use *const use = &group->use[i];
    const int end = last_same(group, use, &explain->iteration->use[g][i], a);
    const char *const label =
        WORDS(explain->arena, WORD_EXPLAIN_INTAKE_OF, explain->language,
              {"item", explain->scenario->outcome[use->item].name}, {"intake", span(explain, a, end)});
    const struct document_cell drawn =
        number(explain, UNIT_PERSONS, sum_intakes(group, use, explain->iteration->cell, a, end));
    const bool several = use->subsets > 2;
    for (size_t subset = 1; subset < use->subsets; subset++) {
        const struct reached reached = integrate(explain, g, i, a, subset);
        if (several && reached.share <= 0) continue;
        const double persons = (double)group->size * (end - a);
        ROW(explain, cases, false, cell_text(several ? subset_name(explain, use, subset) : label),
            reached.share > 0 ? number(explain, UNIT_SHARE, reached.without / reached.share) : cell_text("–"),
            reached.without > 0 ? number(explain, UNIT_NUMBER, reached.with / reached.without) : cell_text("–"),
            number(explain, UNIT_PERSONS, reached.share * persons),
            number(explain, UNIT_PERSONS, (reached.without - reached.with) * persons), several ? cell_text("") : drawn);
    }
    if (several)
        ROW(explain, cases, true, cell_text(label), cell_text(""), cell_text(""), cell_text(""),
            number(explain, UNIT_PERSONS, sum_intakes(group, use, explain->iteration->expected, a, end)), drawn);
    return end;
}

static void say_outcomes(const struct builder *explain)
{
    struct document_table *const cases =
        TABLE(explain, "explain_cases", WORD_EXPLAIN_CELLS, {"item", WORD_EXPLAIN_COL_ITEM, DOCUMENT_TEXTS},
              {"risk_without", WORD_EXPLAIN_COL_RISK_WITHOUT, DOCUMENT_FIGURES},
              {"relative_risk", WORD_EXPLAIN_COL_RELATIVE_RISK, DOCUMENT_FIGURES},
              {"persons_expected", WORD_EXPLAIN_COL_PERSONS_EXPECTED, DOCUMENT_FIGURES},
              {"cases_expected", WORD_EXPLAIN_COL_CASES_EXPECTED, DOCUMENT_FIGURES},
              {"drawn", WORD_EXPLAIN_COL_DRAWN, DOCUMENT_FIGURES});
    for (size_t g = 0; g < explain->plan->groups; g++)
        for (size_t i = 0; i < explain->plan->group[g].uses; i++)
            for (int a = 0;
                 explain->plan->group[g].use[i].target == EFFECT_OUTCOME && a < explain->plan->group[g].intakes;)
                a = say_cases(explain, cases, g, i, a);
    document_say(explain->document, DOCUMENT_NOTE, word(explain, WORD_EXPLAIN_CASES_NOTE));
}

static void say_services(const struct builder *explain)
{
    if (explain->scenario->services == 0) return;
    struct document_table *const cells = TABLE(
        explain, "explain_services", WORD_EXPLAIN_SERVICES, {"item", WORD_EXPLAIN_COL_ITEM, DOCUMENT_TEXTS},
        {"intake", WORD_EXPLAIN_COL_INTAKE, DOCUMENT_FIGURES}, {"drawn", WORD_EXPLAIN_COL_DRAWN, DOCUMENT_FIGURES},
        {"expected", WORD_EXPLAIN_COL_EXPECTED, DOCUMENT_FIGURES});
    for (size_t g = 0; g < explain->plan->groups; g++)
        for (size_t i = 0; i < explain->plan->group[g].uses; i++) {
            const struct plan_group *const group = &explain->plan->group[g];
            const struct plan_use *const use = &group->use[i];
            if (use->target != EFFECT_SERVICE) continue;
            for (int a = 0; a < group->intakes; a++)
                ROW(explain, cells, false, cell_text(explain->scenario->service[use->item].name),
                    number(explain, UNIT_NUMBER, a),
                    number(explain, UNIT_NUMBER, use_total(group, use, explain->iteration->cell, a)),
                    number(explain, UNIT_NUMBER, use_total(group, use, explain->iteration->expected, a)));
        }
    document_say(explain->document, DOCUMENT_NOTE, word(explain, WORD_EXPLAIN_CELLS_NOTE));
}

static const char *line_name(const struct builder *explain, size_t i)
{
    const struct line *const line = &explain->plan->line[i];
    return arena_printf(explain->arena, "%s.%s", section_table[line->kind].name,
                        line_item(explain->scenario, line)->name);
}

/* 1 for a saving, -1 for a cost. */
static double line_sign(const struct builder *explain, size_t i)
{
    return mechanism_table[explain->plan->line[i].kind].cost ? -1 : 1;
}

static void say_lines(const struct builder *explain)
{
    struct document_table *const lines =
        TABLE(explain, "explain_lines", WORD_EXPLAIN_LINES, {"line", WORD_EXPLAIN_COL_LINE, DOCUMENT_TEXTS},
              {"undiscounted", WORD_EXPLAIN_COL_UNDISCOUNTED, DOCUMENT_FIGURES},
              {"present_value", WORD_EXPLAIN_COL_PRESENT_VALUE, DOCUMENT_FIGURES});
    const size_t horizon = (size_t)explain->scenario->settings.horizon;
    for (size_t i = 0; i < explain->plan->lines; i++) {
        double undiscounted = 0;
        for (size_t t = 0; t < horizon; t++) undiscounted += flow_of(explain, i, t);
        ROW(explain, lines, false, cell_text(line_name(explain, i)),
            number(explain, UNIT_MONEY, line_sign(explain, i) * undiscounted),
            number(explain, UNIT_MONEY, line_sign(explain, i) * explain->ledger->line_pv[i * explain->ledger->n]));
    }
    document_say(explain->document, DOCUMENT_NOTE, word(explain, WORD_EXPLAIN_LINES_NOTE));
}

static void say_years(const struct builder *explain)
{
    struct document_table *const years = TABLE(
        explain, "explain_years", WORD_EXPLAIN_YEARS, {"year", WORD_EXPLAIN_COL_YEAR, DOCUMENT_FIGURES},
        {"savings", WORD_EXPLAIN_COL_SAVINGS, DOCUMENT_FIGURES}, {"costs", WORD_EXPLAIN_COL_COSTS, DOCUMENT_FIGURES},
        {"factor", WORD_EXPLAIN_COL_FACTOR, DOCUMENT_FIGURES},
        {"net_discounted", WORD_EXPLAIN_COL_NET_DISCOUNTED, DOCUMENT_FIGURES},
        {"cumulative", WORD_EXPLAIN_COL_CUMULATIVE, DOCUMENT_FIGURES});
    const int horizon = explain->scenario->settings.horizon;
    for (int t = 0; t < horizon; t++) {
        double side[2] = {0, 0};
        for (size_t i = 0; i < explain->plan->lines; i++)
            side[mechanism_table[explain->plan->line[i].kind].cost] += flow_of(explain, i, (size_t)t);
        const double factor = explain->plan->discount[t];
        ROW(explain, years, false, number(explain, UNIT_NUMBER, explain->scenario->settings.start_year + t),
            number(explain, UNIT_MONEY, side[0]), number(explain, UNIT_MONEY, side[1]),
            number(explain, UNIT_NUMBER, factor), number(explain, UNIT_MONEY, (side[0] - side[1]) * factor),
            number(explain, UNIT_MONEY,
                   all_payers(explain, explain->ledger->cumulative + (size_t)t * explain->ledger->n, (size_t)horizon)));
    }
}

/* Rows: each payer's share of each line, then the payer's total. */
static void say_payer(const struct builder *explain, struct document_table *table, size_t p)
{
    const size_t payers = explain->scenario->payers;
    const char *const name = explain->scenario->payer[p].name;
    for (size_t i = 0; i < explain->plan->lines; i++) {
        const double share = explain->ledger->share[(i * payers + p) * explain->ledger->n];
        if (share == 0) continue;
        ROW(explain, table, false, cell_text(name), cell_text(line_name(explain, i)),
            number(explain, UNIT_SHARE, share),
            number(explain, UNIT_MONEY,
                   share * line_sign(explain, i) * explain->ledger->line_pv[i * explain->ledger->n]));
    }
    ROW(explain, table, true, cell_text(name), cell_text(word(explain, WORD_EXPLAIN_TOTAL)), cell_text(""),
        number(explain, UNIT_MONEY, explain->ledger->net_payer[p * explain->ledger->n]));
}

static void say_payers(const struct builder *explain)
{
    struct document_table *const payers =
        TABLE(explain, "explain_payers", WORD_EXPLAIN_PAYERS, {"payer", WORD_EXPLAIN_COL_PAYER, DOCUMENT_TEXTS},
              {"line", WORD_EXPLAIN_COL_LINE, DOCUMENT_TEXTS}, {"share", WORD_EXPLAIN_COL_SHARE, DOCUMENT_FIGURES},
              {"present_value", WORD_EXPLAIN_COL_PRESENT_VALUE, DOCUMENT_FIGURES});
    for (size_t p = 0; p < explain->scenario->payers; p++) say_payer(explain, payers, p);
}

static void say_result(const struct builder *explain)
{
    const double net = all_payers(explain, explain->ledger->net_payer, 1);
    document_say(explain->document, DOCUMENT_HEADING, word(explain, WORD_EXPLAIN_RESULT));
    document_say(explain->document, DOCUMENT_PARAGRAPH,
                 WORDS(explain->arena, WORD_EXPLAIN_RESULT_NET, explain->language,
                       {"net", number(explain, UNIT_MONEY, net).text},
                       {"currency", explain->scenario->settings.currency}));
}

static enum status explain_build(const void *analysis, struct arena *arena, enum language language,
                                 struct document *out, struct error *err)
{
    const struct explain *const of = analysis;
    const struct replay *const replay = &of->replay;
    const struct scenario *const scenario = of->plan->scenario;
    const struct builder explain = {.plan = of->plan,
                                    .scenario = scenario,
                                    .iteration = replay->iteration,
                                    .ledger = replay->ledger,
                                    .document = out,
                                    .arena = arena,
                                    .language = language};
    const char *const seed = arena_printf(arena, "%llu", (unsigned long long)scenario->simulation.seed);
    const char *const number = arena_printf(arena, "%u", replay->iteration->number);
    document_init(out, arena, language,
                  WORDS(arena, WORD_EXPLAIN_TITLE, language,
                        {"title", text_in(&scenario->title, language, scenario->file)}, {"k", number}, {"seed", seed}));
    document_say(out, DOCUMENT_HEADING, word(&explain, WORD_READBACK_TITLE));
    readback_say(&of->readback, out);
    document_say(out, DOCUMENT_HEADING, word(&explain, WORD_EXPLAIN_ITERATION));
    document_say(out, DOCUMENT_PARAGRAPH, word(&explain, WORD_EXPLAIN_INTRO));
    say_values(&explain);
    say_reach(&explain);
    say_effects(&explain);
    TRY(say_effect_reach(&explain, err));
    say_outcomes(&explain);
    say_services(&explain);
    say_lines(&explain);
    say_years(&explain);
    say_payers(&explain);
    say_result(&explain);
    return document_check(out, err);
}

const struct result_kind explain_kind = {.command = "explain", .people_alone = true, .build = explain_build};
