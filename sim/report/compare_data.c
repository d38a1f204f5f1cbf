#include "sim/report/compare_data.h"

#include <math.h>

#include "sim/base/file.h"
#include "sim/report/compare_charts.h"

/* What all tables are made from. */
struct maker {
    const struct compare *compare;
    struct arena *arena;
    struct compare_perspective perspective[COMPARE_PERSPECTIVES];
    size_t perspectives;
    const char *currency;
    enum language language; /* of titles */
};

static const char scenario_about[] = "A, B, … in the order of the files; 0 for doing nothing";

static const char *const figure_name[FIGURES] = {"mean", "p5", "shortfall"};

static const char *dominance_name(enum dominance dominance)
{
    static const char *const name[] = {
        [DOMINANCE_OPEN] = "open", [DOMINANCE_NO] = "no", [DOMINANCE_YES] = "yes", [DOMINANCE_SAME] = "same"};
    return name[dominance];
}

static void perspective_cell(const struct compare_perspective *perspective, struct dataset *out)
{
    COLUMN_TEXT(
        out, "purse",
        "Whose money: all (every payer is public), or public and society; the last two are never added together",
        perspective->key);
}

static void choice_row(const struct maker *m, const struct compare_perspective *perspective, size_t c,
                       struct dataset *out)
{
    const char *const money = m->currency;
    const struct column_summary *const net = &perspective->comparison->column[c];
    const struct standing *const standing = &perspective->comparison->standing[c];
    const bool nothing = c >= m->compare->scenarios;
    perspective_cell(perspective, out);
    COLUMN_TEXT(out, "scenario", scenario_about, compare_id(m->compare, c));
    COLUMN_TEXT(out, "file", "Scenario file; missing for doing nothing",
                nothing ? NULL : path_base(compare_file(m->compare, c)));
    COLUMN_TEXT(out, "title", "What people call it, in the language of the files",
                dataset_made(out, compare_title(m->compare, m->arena, m->language, c)));
    COLUMN_TEXT(out, "hash", "SHA-256 of the scenario as loaded, before seed and iterations were aligned",
                nothing ? NULL : m->compare->scenario[c]->hash);
    COLUMN_ESTIMATE(out, "mean", money, "Mean net savings, present value", net->mean);
    COLUMN_ESTIMATE(out, "sd", money, "Standard deviation of net savings", net->sd);
    COLUMN_ESTIMATE(out, "p5", money, "5th percentile of net savings", net->percentile[LEVEL_P5]);
    COLUMN_ESTIMATE(out, "p25", money, "25th percentile of net savings", net->percentile[LEVEL_P25]);
    COLUMN_ESTIMATE(out, "median", money, "Median of net savings", net->percentile[LEVEL_P50]);
    COLUMN_ESTIMATE(out, "p75", money, "75th percentile of net savings", net->percentile[LEVEL_P75]);
    COLUMN_ESTIMATE(out, "p95", money, "95th percentile of net savings", net->percentile[LEVEL_P95]);
    COLUMN_ESTIMATE(out, "positive", "share", "Probability that net savings exceed 0", net->positive);
    COLUMN_ESTIMATE(out, "shortfall", money, "Expected shortfall: mean of the lowest 5% of net savings",
                    net->shortfall);
    COLUMN_ESTIMATE(out, "best", "share", "Probability of being the best choice; equals share the first place",
                    standing->best);
    COLUMN_ESTIMATE(out, "unbeaten", "share", "Probability that no choice is better", standing->unbeaten);
    COLUMN_ESTIMATE(out, "level", "share", "… and that another is as good", standing->level);
    COLUMN_ESTIMATE(out, "regret", money, "Expected regret: mean of the best choice's net savings less its own",
                    standing->regret);
    COLUMN_ESTIMATE(out, "cases_avoided", "persons", "Mean number of avoided cases counted by acceptability",
                    m->compare->cases[c].mean);
}

static void make_choices(const struct maker *m, struct dataset *out)
{
    DATASET_INIT(out, m->arena, "choices", "One choice as one purse sees it.", choice_row(m, m->perspective, 0, out));
    for (size_t p = 0; p < m->perspectives; p++)
        for (size_t c = 0; c < m->compare->choices; c++) choice_row(m, &m->perspective[p], c, out);
}

static void pair_row(const struct maker *m, const struct compare_perspective *perspective, size_t at,
                     struct dataset *out)
{
    const struct pair *const pair = &perspective->comparison->pair[at];
    const struct column_summary *const difference = &pair->difference;
    const struct dominance_pair *const dominance = &perspective->comparison->dominance[at];
    perspective_cell(perspective, out);
    COLUMN_TEXT(out, "first", scenario_about, compare_id(m->compare, pair->first));
    COLUMN_TEXT(out, "second", "Likewise, another choice", compare_id(m->compare, pair->second));
    COLUMN_ESTIMATE(out, "difference", m->currency, "Mean of second less first, iteration by iteration",
                    difference->mean);
    COLUMN_ESTIMATE(out, "difference_p5", m->currency, "5th percentile of the difference",
                    difference->percentile[LEVEL_P5]);
    COLUMN_ESTIMATE(out, "difference_median", m->currency, "Median of the difference",
                    difference->percentile[LEVEL_P50]);
    COLUMN_ESTIMATE(out, "difference_p95", m->currency, "95th percentile of the difference",
                    difference->percentile[LEVEL_P95]);
    COLUMN_ESTIMATE(out, "second_beats_first", "share", "Probability that the second saves more", pair->second_wins);
    COLUMN_ESTIMATE(out, "first_beats_second", "share", "Probability that the first saves more", pair->first_wins);
    COLUMN_ESTIMATE(out, "equal", "share", "Probability that both save the same", pair->ties);
    COLUMN_NUMBER(out, "pairing_gain", "ratio",
                  "Var(first) + Var(second) over Var(difference); missing where the difference never varies",
                  pair->gain);
    COLUMN_TEXT(out, "first_dominates_1", "First-order stochastic dominance: yes, no, open (not settled), same",
                dominance_name(dominance->forward[DOMINANCE_FIRST]));
    COLUMN_TEXT(out, "first_dominates_2", "Second order, likewise",
                dominance_name(dominance->forward[DOMINANCE_SECOND]));
    COLUMN_TEXT(out, "second_dominates_1", "Of the second over the first, first order",
                dominance_name(dominance->backward[DOMINANCE_FIRST]));
    COLUMN_TEXT(out, "second_dominates_2", "Of the second over the first, second order",
                dominance_name(dominance->backward[DOMINANCE_SECOND]));
}

static void make_pairs(const struct maker *m, struct dataset *out)
{
    DATASET_INIT(out, m->arena, "pairs", "Two choices as one purse sees them.", pair_row(m, m->perspective, 0, out));
    for (size_t p = 0; p < m->perspectives; p++)
        for (size_t i = 0; i < m->compare->choices * (m->compare->choices - 1) / 2; i++)
            pair_row(m, &m->perspective[p], i, out);
}

static void place_row(const struct maker *m, const struct compare_perspective *perspective, enum figure figure,
                      size_t i, struct dataset *out)
{
    const struct ranking *const ranking = &perspective->comparison->ranking[figure];
    const bool last = i + 1 == m->compare->choices;
    const struct ranking_step step =
        last ? (struct ranking_step){.difference = NAN, .error = NAN, .wanted = NAN} : ranking->step[i];
    perspective_cell(perspective, out);
    COLUMN_TEXT(out, "figure", "mean, p5 (5th percentile) or shortfall (mean of the lowest 5%)", figure_name[figure]);
    COLUMN_NUMBER(out, "place", "number", "1 is the best", (double)i + 1);
    COLUMN_TEXT(out, "scenario", scenario_about, compare_id(m->compare, ranking->order[i]));
    COLUMN_ESTIMATE(out, "value", m->currency, "The figure",
                    figure_of(figure, &perspective->comparison->column[ranking->order[i]]));
    COLUMN_NUMBER(out, "ahead", m->currency, "By how much it is ahead of the next; missing for the last",
                  step.difference);
    COLUMN_NUMBER(out, "ahead_error", m->currency, "Paired Monte Carlo standard error of that difference", step.error);
    COLUMN_TEXT(out, "settled", "Whether the order of the two is settled at 95%: yes, no, or same (equal)",
                last           ? NULL
                : step.same    ? "same"
                : step.settled ? "yes"
                               : "no");
    COLUMN_NUMBER(out, "iterations_wanted", "number",
                  "Iterations that would settle it; missing where it is settled, or the difference is exactly 0",
                  step.settled ? NAN : ceil(step.wanted));
}

static void make_ranking(const struct maker *m, struct dataset *out)
{
    DATASET_INIT(out, m->arena, "ranking", "One place in one ranking.", place_row(m, m->perspective, 0, 0, out));
    for (size_t p = 0; p < m->perspectives; p++)
        for (int f = 0; f < FIGURES; f++)
            for (size_t i = 0; i < m->compare->choices; i++) place_row(m, &m->perspective[p], (enum figure)f, i, out);
}

static void payer_row(const struct maker *m, const struct compare_payer *row, size_t s, struct dataset *out)
{
    COLUMN_TEXT(out, "payer", "Name of the payer", row->name);
    COLUMN_TEXT(out, "label", "What people call it, in the language of the files",
                text_in(&row->payer->label, m->language, row->name));
    COLUMN_YES(out, "public", "Whether the payer belongs to public finances", row->payer->public_finances);
    COLUMN_TEXT(out, "scenario", scenario_about, compare_id(m->compare, s));
    COLUMN_ESTIMATE(out, "net", m->currency, "Mean net savings of the payer", row->net[s].mean);
    COLUMN_ESTIMATE(out, "gross", m->currency, "Mean gross savings of the payer", row->gross[s].mean);
    COLUMN_ESTIMATE(out, "cost", m->currency, "Mean programme cost of the payer", row->cost[s].mean);
    COLUMN_ESTIMATE(out, "net_p5", m->currency, "5th percentile of its net savings", row->net[s].percentile[LEVEL_P5]);
    COLUMN_ESTIMATE(out, "net_p95", m->currency, "95th percentile of its net savings",
                    row->net[s].percentile[LEVEL_P95]);
}

static void make_payers(const struct maker *m, struct dataset *out)
{
    DATASET_INIT(out, m->arena, "payers", "One payer in one scenario that has it.", payer_row(m, NULL, 0, out));
    for (size_t p = 0; p < m->compare->payers; p++)
        for (size_t s = 0; s < m->compare->scenarios; s++)
            if (m->compare->payer[p].present[s]) payer_row(m, &m->compare->payer[p], s, out);
}

static void willingness_row(const struct maker *m, const struct compare_perspective *perspective, size_t c, size_t i,
                            struct dataset *out)
{
    const struct acceptability *const a = &perspective->comparison->acceptability;
    perspective_cell(perspective, out);
    COLUMN_TEXT(out, "scenario", scenario_about, compare_id(m->compare, c));
    COLUMN_NUMBER(out, "worth", m->currency, "Value of one avoided case beyond money", a->willingness[i]);
    COLUMN_ESTIMATE(out, "pays", "share", "Probability that net savings + worth x avoided cases exceed 0",
                    a->pays[c * a->points + i]);
    COLUMN_ESTIMATE(out, "best", "share", "Probability of being the best choice by that sum",
                    a->best[c * a->points + i]);
}

static void make_acceptability(const struct maker *m, struct dataset *out)
{
    DATASET_INIT(out, m->arena, "acceptability", "One choice at one value of an avoided case.",
                 willingness_row(m, m->perspective, 0, 0, out));
    for (size_t p = 0; p < m->perspectives; p++)
        for (size_t c = 0; c < m->compare->choices; c++)
            for (size_t i = 0; i < m->perspective[p].comparison->acceptability.points; i++)
                willingness_row(m, &m->perspective[p], c, i, out);
}

static void note_row(const struct maker *m, const struct alignment_note *row, struct dataset *out)
{
    COLUMN_TEXT(out, "key", "Key of the scenario file", row->key);
    COLUMN_TEXT(out, "scenario", scenario_about, compare_id(m->compare, row->scenario));
    COLUMN_TEXT(out, "value", "What its file says", row->theirs);
    COLUMN_TEXT(out, "first_value", "What the first file says", row->ours);
    COLUMN_YES(out, "aligned", "yes: the first one's was used for all; no: the comparison mixes the two", row->aligned);
}

static void make_alignment(const struct maker *m, struct dataset *out)
{
    const struct alignment *const alignment = &m->compare->alignment;
    DATASET_INIT(out, m->arena, "alignment", "One setting in which a scenario differs from the first.",
                 note_row(m, NULL, out));
    for (size_t i = 0; i < alignment->notes; i++) note_row(m, &alignment->note[i], out);
}

void compare_data(const struct compare *compare, struct arena *arena, enum language language,
                  struct dataset out[COMPARE_DATASETS])
{
    static void (*const make[COMPARE_DATASETS])(const struct maker *, struct dataset *) = {
        make_choices, make_pairs, make_ranking, make_payers, make_acceptability, make_alignment};
    struct maker maker = {
        .compare = compare, .arena = arena, .language = language, .currency = compare->scenario[0]->settings.currency};
    maker.perspectives = compare_perspectives(compare, maker.perspective);
    for (size_t i = 0; i < COMPARE_DATASETS; i++) make[i](&maker, &out[i]);
}

static const void *whole(const void *analysis, struct arena *arena)
{
    struct compare *const compare = ARENA_NEW(arena, struct compare);
    if (!compare) return NULL;
    *compare = *(const struct compare *)analysis;
    compare->detail = true;
    return compare;
}

const struct result_kind compare_kind = {
    .command = "compare", .charts = &compare_charts, .build = compare_build, .whole = whole};

enum status compare_report(struct arena *arena, const struct compare *compare, struct result *out, struct error *err)
{
    struct dataset *const dataset = ARENA_ARRAY(arena, COMPARE_DATASETS, struct dataset);
    if (!dataset) return error_out_of_memory(err);
    compare_data(compare, arena, out->language, dataset);
    result_fill(out, compare, &compare->scenario[0]->simulation, dataset, COMPARE_DATASETS);
    return STATUS_OK;
}
