#include "sim/report/compare_data.h"

#include <math.h>

#include "sim/report/compare_charts.h"

#define COLUMNS(array) (sizeof(array) / sizeof *(array))

/* What all tables are made from. */
struct maker {
    const struct compare *compare;
    struct arena *arena;
    struct compare_perspective perspective[COMPARE_PERSPECTIVES];
    size_t perspectives;
    const char *currency;
};

static const char *yes_no(bool yes)
{
    return yes ? "yes" : "no";
}

static const char *const figure_name[FIGURES] = {"mean", "p5", "shortfall"};

static const char *dominance_name(enum dominance dominance)
{
    static const char *const name[] = {
        [DOMINANCE_OPEN] = "open", [DOMINANCE_NO] = "no", [DOMINANCE_YES] = "yes", [DOMINANCE_SAME] = "same"};
    return name[dominance];
}

#define PERSPECTIVE                                                                                                    \
    {                                                                                                                  \
        "purse", DATASET_TEXT, NULL,                                                                                   \
            "Whose money: all (every payer is public), or public and society; the last two are never added together"   \
    }
#define SCENARIO(name, about)                                                                                          \
    {                                                                                                                  \
        name, DATASET_TEXT, NULL, about                                                                                \
    }

static void make_choices(const struct maker *m, struct dataset *out)
{
    const struct dataset_column column[] = {
        PERSPECTIVE,
        SCENARIO("scenario", "A, B, … in the order of the files; 0 for doing nothing"),
        {"file", DATASET_TEXT, NULL, "Scenario file; missing for doing nothing"},
        {"title", DATASET_TEXT, NULL, NULL},
        {"hash", DATASET_TEXT, NULL, "SHA-256 of the scenario as loaded, before seed and iterations were aligned"},
        DATASET_ESTIMATE("mean", m->currency, "Mean net savings, present value"),
        DATASET_ESTIMATE("sd", m->currency, "Standard deviation of net savings"),
        DATASET_ESTIMATE("p5", m->currency, "5th percentile of net savings"),
        DATASET_ESTIMATE("p25", m->currency, "25th percentile of net savings"),
        DATASET_ESTIMATE("median", m->currency, "Median of net savings"),
        DATASET_ESTIMATE("p75", m->currency, "75th percentile of net savings"),
        DATASET_ESTIMATE("p95", m->currency, "95th percentile of net savings"),
        DATASET_ESTIMATE("positive", "share", "Probability that net savings exceed 0"),
        DATASET_ESTIMATE("shortfall", m->currency, "Expected shortfall: mean of the lowest 5% of net savings"),
        DATASET_ESTIMATE("best", "share", "Probability of being the best choice; equals share the first place"),
        DATASET_ESTIMATE("unbeaten", "share", "Probability that no choice is better"),
        DATASET_ESTIMATE("level", "share", "… and that another is as good"),
        DATASET_ESTIMATE("regret", m->currency, "Expected regret: mean of the best choice's net savings less its own"),
        DATASET_ESTIMATE("cases_avoided", "persons", "Mean number of avoided cases counted by acceptability")};
    dataset_init(out, m->arena, "choices", "One choice as one purse sees it.", column, COLUMNS(column));
    for (size_t p = 0; p < m->perspectives; p++)
        for (size_t c = 0; c < m->compare->choices; c++) {
            const struct column_summary *const net = &m->perspective[p].comparison->column[c];
            const bool nothing = c >= m->compare->scenarios;
            dataset_text(out, m->perspective[p].key);
            dataset_text(out, compare_id(m->compare, c));
            dataset_text(out, nothing ? NULL : compare_file(m->compare, c));
            dataset_text(out, compare_title(m->compare, m->arena, LANGUAGE_EN, c));
            dataset_text(out, nothing ? NULL : m->compare->scenario[c]->hash);
            dataset_estimate(out, net->mean);
            dataset_estimate(out, net->sd);
            dataset_estimate(out, net->percentile[LEVEL_P5]);
            dataset_estimate(out, net->percentile[LEVEL_P25]);
            dataset_estimate(out, net->percentile[LEVEL_P50]);
            dataset_estimate(out, net->percentile[LEVEL_P75]);
            dataset_estimate(out, net->percentile[LEVEL_P95]);
            dataset_estimate(out, net->positive);
            dataset_estimate(out, net->shortfall);
            dataset_estimate(out, m->perspective[p].comparison->standing[c].best);
            dataset_estimate(out, m->perspective[p].comparison->standing[c].unbeaten);
            dataset_estimate(out, m->perspective[p].comparison->standing[c].level);
            dataset_estimate(out, m->perspective[p].comparison->standing[c].regret);
            dataset_estimate(out, m->compare->cases[c].mean);
        }
}

static void pair_row(const struct maker *m, const struct compare_perspective *perspective, size_t at,
                     struct dataset *out)
{
    const struct pair *const pair = &perspective->comparison->pair[at];
    const struct dominance_pair *const dominance = &perspective->comparison->dominance[at];
    dataset_text(out, perspective->key);
    dataset_text(out, compare_id(m->compare, pair->first));
    dataset_text(out, compare_id(m->compare, pair->second));
    dataset_estimate(out, pair->difference.mean);
    dataset_estimate(out, pair->difference.percentile[LEVEL_P5]);
    dataset_estimate(out, pair->difference.percentile[LEVEL_P50]);
    dataset_estimate(out, pair->difference.percentile[LEVEL_P95]);
    dataset_estimate(out, pair->second_wins);
    dataset_estimate(out, pair->first_wins);
    dataset_estimate(out, pair->ties);
    dataset_number(out, pair->gain);
    for (int order = 0; order < DOMINANCE_ORDERS; order++) dataset_text(out, dominance_name(dominance->forward[order]));
    for (int order = 0; order < DOMINANCE_ORDERS; order++)
        dataset_text(out, dominance_name(dominance->backward[order]));
}

static void make_pairs(const struct maker *m, struct dataset *out)
{
    const struct dataset_column column[] = {
        PERSPECTIVE,
        SCENARIO("first", NULL),
        SCENARIO("second", NULL),
        DATASET_ESTIMATE("difference", m->currency, "Mean of second less first, iteration by iteration"),
        DATASET_ESTIMATE("difference_p5", m->currency, "5th percentile of the difference"),
        DATASET_ESTIMATE("difference_median", m->currency, "Median of the difference"),
        DATASET_ESTIMATE("difference_p95", m->currency, "95th percentile of the difference"),
        DATASET_ESTIMATE("second_beats_first", "share", "Probability that the second saves more"),
        DATASET_ESTIMATE("first_beats_second", "share", "Probability that the first saves more"),
        DATASET_ESTIMATE("equal", "share", "Probability that both save the same"),
        {"pairing_gain", DATASET_NUMBER, "ratio",
         "Var(first) + Var(second) over Var(difference); missing where the difference never varies"},
        {"first_dominates_1", DATASET_TEXT, NULL,
         "First-order stochastic dominance: yes, no, open (not settled), same"},
        {"first_dominates_2", DATASET_TEXT, NULL, "Second order, likewise"},
        {"second_dominates_1", DATASET_TEXT, NULL, "Of the second over the first, first order"},
        {"second_dominates_2", DATASET_TEXT, NULL, "Of the second over the first, second order"}};
    dataset_init(out, m->arena, "pairs", "Two choices as one purse sees them.", column, COLUMNS(column));
    for (size_t p = 0; p < m->perspectives; p++)
        for (size_t i = 0; i < m->compare->choices * (m->compare->choices - 1) / 2; i++)
            pair_row(m, &m->perspective[p], i, out);
}

static void ranking_rows(const struct maker *m, const struct compare_perspective *perspective, enum figure figure,
                         struct dataset *out)
{
    const struct ranking *const ranking = &perspective->comparison->ranking[figure];
    for (size_t i = 0; i < m->compare->choices; i++) {
        const bool last = i + 1 == m->compare->choices;
        const struct ranking_step step =
            last ? (struct ranking_step){.difference = NAN, .error = NAN, .wanted = NAN} : ranking->step[i];
        dataset_text(out, perspective->key);
        dataset_text(out, figure_name[figure]);
        dataset_number(out, (double)i + 1);
        dataset_text(out, compare_id(m->compare, ranking->order[i]));
        dataset_estimate(out, figure_of(figure, &perspective->comparison->column[ranking->order[i]]));
        dataset_number(out, step.difference);
        dataset_number(out, step.error);
        dataset_text(out, last ? NULL : step.same ? "same" : yes_no(step.settled));
        dataset_number(out, step.settled ? NAN : ceil(step.wanted));
    }
}

static void make_ranking(const struct maker *m, struct dataset *out)
{
    const struct dataset_column column[] = {
        PERSPECTIVE,
        {"figure", DATASET_TEXT, NULL, "mean, p5 (5th percentile) or shortfall (mean of the lowest 5%)"},
        {"place", DATASET_NUMBER, NULL, "1 is the best"},
        SCENARIO("scenario", NULL),
        DATASET_ESTIMATE("value", m->currency, "The figure"),
        {"ahead", DATASET_NUMBER, m->currency, "By how much it is ahead of the next; missing for the last"},
        {"ahead_error", DATASET_NUMBER, m->currency, "Paired Monte Carlo standard error of that difference"},
        {"settled", DATASET_TEXT, NULL, "Whether the order of the two is settled at 95%: yes, no, or same (equal)"},
        {"iterations_wanted", DATASET_NUMBER, NULL,
         "Iterations that would settle it; missing where it is settled, or the difference is exactly 0"}};
    dataset_init(out, m->arena, "ranking", "One place in one ranking.", column, COLUMNS(column));
    for (size_t p = 0; p < m->perspectives; p++)
        for (int f = 0; f < FIGURES; f++) ranking_rows(m, &m->perspective[p], (enum figure)f, out);
}

static void make_payers(const struct maker *m, struct dataset *out)
{
    const struct dataset_column column[] = {
        {"payer", DATASET_TEXT, NULL, NULL},
        {"public", DATASET_TEXT, NULL, "Whether the payer belongs to public finances"},
        SCENARIO("scenario", NULL),
        DATASET_ESTIMATE("net", m->currency, "Mean net savings of the payer"),
        DATASET_ESTIMATE("gross", m->currency, "Mean gross savings of the payer"),
        DATASET_ESTIMATE("cost", m->currency, "Mean programme cost of the payer"),
        DATASET_ESTIMATE("net_p5", m->currency, "5th percentile of its net savings"),
        DATASET_ESTIMATE("net_p95", m->currency, "95th percentile of its net savings")};
    dataset_init(out, m->arena, "payers", "One payer in one scenario that has it.", column, COLUMNS(column));
    for (size_t p = 0; p < m->compare->payers; p++)
        for (size_t s = 0; s < m->compare->scenarios; s++) {
            const struct compare_payer *const payer = &m->compare->payer[p];
            if (!payer->present[s]) continue;
            dataset_text(out, payer->name);
            dataset_text(out, yes_no(payer->payer->public_finances));
            dataset_text(out, compare_id(m->compare, s));
            dataset_estimate(out, payer->net[s].mean);
            dataset_estimate(out, payer->gross[s].mean);
            dataset_estimate(out, payer->cost[s].mean);
            dataset_estimate(out, payer->net[s].percentile[LEVEL_P5]);
            dataset_estimate(out, payer->net[s].percentile[LEVEL_P95]);
        }
}

static void make_acceptability(const struct maker *m, struct dataset *out)
{
    const struct dataset_column column[] = {
        PERSPECTIVE,
        SCENARIO("scenario", NULL),
        {"worth", DATASET_NUMBER, m->currency, "Value of one avoided case beyond money"},
        DATASET_ESTIMATE("pays", "share", "Probability that net savings + worth x avoided cases exceed 0"),
        DATASET_ESTIMATE("best", "share", "Probability of being the best choice by that sum")};
    dataset_init(out, m->arena, "acceptability", "One choice at one value of an avoided case.", column,
                 COLUMNS(column));
    for (size_t p = 0; p < m->perspectives; p++) {
        const struct acceptability *const a = &m->perspective[p].comparison->acceptability;
        for (size_t c = 0; c < m->compare->choices; c++)
            for (size_t i = 0; i < a->points; i++) {
                dataset_text(out, m->perspective[p].key);
                dataset_text(out, compare_id(m->compare, c));
                dataset_number(out, a->willingness[i]);
                dataset_estimate(out, a->pays[c * a->points + i]);
                dataset_estimate(out, a->best[c * a->points + i]);
            }
    }
}

static void make_alignment(const struct maker *m, struct dataset *out)
{
    const struct dataset_column column[] = {
        {"key", DATASET_TEXT, NULL, "Key of the scenario file"},
        SCENARIO("scenario", NULL),
        {"value", DATASET_TEXT, NULL, "What its file says"},
        {"first_value", DATASET_TEXT, NULL, "What the first file says"},
        {"aligned", DATASET_TEXT, NULL, "yes: the first one's was used for all; no: the comparison mixes the two"}};
    const struct alignment *const alignment = &m->compare->alignment;
    dataset_init(out, m->arena, "alignment", "One setting in which a scenario differs from the first.", column,
                 COLUMNS(column));
    for (size_t i = 0; i < alignment->notes; i++) {
        const struct alignment_note *const note = &alignment->note[i];
        dataset_text(out, note->key);
        dataset_text(out, compare_id(m->compare, note->scenario));
        dataset_text(out, note->theirs);
        dataset_text(out, note->ours);
        dataset_text(out, yes_no(note->aligned));
    }
}

void compare_data(const struct compare *compare, struct arena *arena, struct dataset out[COMPARE_DATASETS])
{
    static void (*const make[COMPARE_DATASETS])(const struct maker *, struct dataset *) = {
        make_choices, make_pairs, make_ranking, make_payers, make_acceptability, make_alignment};
    struct maker maker = {.compare = compare, .arena = arena, .currency = compare->scenario[0]->settings.currency};
    maker.perspectives = compare_perspectives(compare, maker.perspective);
    for (size_t i = 0; i < COMPARE_DATASETS; i++) make[i](&maker, &out[i]);
}

const struct result_kind compare_kind = {.command = "compare", .charts = &compare_charts, .build = compare_build};

enum status compare_report(struct arena *arena, const struct compare *compare, struct result *out, struct error *err)
{
    struct dataset *const dataset = ARENA_ARRAY(arena, COMPARE_DATASETS, struct dataset);
    if (!dataset) return error_out_of_memory(err);
    compare_data(compare, arena, dataset);
    result_fill(out, compare, &compare->scenario[0]->simulation, dataset, COMPARE_DATASETS);
    return STATUS_OK;
}
