/* Who pays and who saves in each scenario: a group of rows for each payer, and for the totals. */
#include <math.h>

#include "sim/report/compare_charts.h"

enum { SHOWN = 8 /* scenarios */, TICKS_WIDE = 5, TICKS_NARROW = 4 };

/* A payer or a total. */
struct party {
    const char *label;
    const struct column_summary *net;  /* [choices] */
    const struct compare_payer *payer; /* NULL: a total */
};

struct payers {
    struct compare_chart *chart;
    size_t scenario[SHOWN], shown;
    struct party *party;
    size_t parties;
    struct chart_groups groups;
};

bool chart_compare_has_payers(const struct chart_subject *subject)
{
    const struct compare *const compare = subject->analysis;
    return compare->payers > 1;
}

/* All scenarios in their order, or the best by mean. Doing nothing pays nothing. */
static void choose(struct payers *payers)
{
    const struct compare *const compare = payers->chart->builder.compare;
    const struct ranking *const ranking = &compare->society.ranking[FIGURE_MEAN];
    const bool all = compare->scenarios <= SHOWN;
    for (size_t i = 0; i < compare->choices && payers->shown < SHOWN; i++) {
        const size_t choice = all ? i : ranking->order[i];
        if (choice < compare->scenarios) payers->scenario[payers->shown++] = choice;
    }
}

static void add_parties(struct payers *payers)
{
    const struct compare_chart *const chart = payers->chart;
    const struct compare *const compare = chart->builder.compare;
    for (size_t p = 0; p < compare->payers; p++)
        payers->party[payers->parties++] = (struct party){
            chart_clean(chart->job->arena, compare_payer_label(&chart->builder, &compare->payer[p]), CHART_LABEL_MOST),
            compare->payer[p].net, &compare->payer[p]};
    for (size_t p = 0; p < chart->perspectives; p++)
        payers->party[payers->parties++] =
            (struct party){word_text(chart->perspective[p].name, chart->builder.language),
                           chart->perspective[p].comparison->column, NULL};
}

static bool is_present(const struct party *party, size_t choice)
{
    return !party->payer || party->payer->present[choice];
}

/* A row for each scenario in which the payer occurs. */
static bool add_groups(struct payers *payers, const struct chart_amounts *amounts)
{
    struct arena *const arena = payers->chart->job->arena;
    struct chart_group *const group = ARENA_ARRAY(arena, payers->parties, struct chart_group);
    if (!group) return false;
    for (size_t g = 0; g < payers->parties; g++) {
        const struct party *const party = &payers->party[g];
        group[g] = (struct chart_group){party->label, ARENA_ARRAY(arena, payers->shown, struct chart_group_row), 0};
        for (size_t i = 0; group[g].row && i < payers->shown; i++) {
            const size_t choice = payers->scenario[i];
            if (!is_present(party, choice)) continue;
            group[g].row[group[g].rows++] =
                (struct chart_group_row){.label = compare_chart_label(payers->chart, choice),
                                         .number = chart_amount(amounts, party->net[choice].mean, true)};
        }
        if (!group[g].row) return false;
    }
    payers->groups = (struct chart_groups){.group = group,
                                           .groups = payers->parties,
                                           .number_head = word_text(WORD_CHART_MEAN, payers->chart->builder.language),
                                           .least = 24,
                                           .least_mark = 16,
                                           .label_lines = 3};
    return true;
}

static void set_range(struct payers *payers)
{
    struct chart_scene *const scene = &payers->chart->scene;
    double low = 0, high = 0;
    for (size_t g = 0; g < payers->parties; g++)
        for (size_t i = 0; i < payers->shown; i++) {
            const struct column_summary *const net = &payers->party[g].net[payers->scenario[i]];
            if (!is_present(&payers->party[g], payers->scenario[i])) continue;
            low = fmin(low, fmin(net->mean.value, net->percentile[LEVEL_P5].value));
            high = fmax(high, fmax(net->mean.value, net->percentile[LEVEL_P95].value));
        }
    const double span = high > low ? high - low : 1;
    scene->flat = !(high > low);
    scene->xmin = low - (low < 0 ? 0.04 : 0.01) * span;
    scene->xmax = high + (high > 0 ? 0.04 : 0.01) * span;
}

static void write_bars(struct payers *payers)
{
    struct text_buffer bars = {.arena = payers->chart->job->arena};
    text_buffer_printf(&bars, "y\thalf\tmean\tlow\thigh\tcolour\n");
    for (size_t g = 0; g < payers->parties; g++)
        for (size_t i = 0, r = 0; i < payers->shown; i++) {
            const struct column_summary *const net = &payers->party[g].net[payers->scenario[i]];
            if (!is_present(&payers->party[g], payers->scenario[i])) continue;
            const struct chart_group_row *const row = &payers->groups.group[g].row[r++];
            text_buffer_printf(&bars, "%g\t%g\t%.10g\t%.10g\t%.10g\t%d\n", row->y, fmin(row->half - 3, 9),
                               net->mean.value, net->percentile[LEVEL_P5].value, net->percentile[LEVEL_P95].value,
                               net->mean.value < 0 ? 2 : 1);
        }
    chart_set_add(payers->chart->set, payers->chart->scene.size, "bars.tsv", &bars);
}

/* The greatest net saving and cost of a public payer, in any scenario shown. */
static const char *headline(const struct payers *payers)
{
    const struct compare_chart *const chart = payers->chart;
    const struct format *const format = &chart->job->format;
    const struct party *best = NULL, *worst = NULL;
    size_t a = 0, b = 0;
    for (size_t g = 0; g < payers->parties; g++)
        for (size_t i = 0; i < payers->shown; i++) {
            const struct party *const party = &payers->party[g];
            const size_t choice = payers->scenario[i];
            if (!party->payer || !party->payer->payer->public_finances || !party->payer->present[choice]) continue;
            const double mean = party->net[choice].mean.value;
            if (mean > 0 && (!best || mean > best->net[a].mean.value)) best = party, a = choice;
            if (mean < 0 && (!worst || mean < worst->net[b].mean.value)) worst = party, b = choice;
        }
    const enum word word = best && worst ? WORD_COMPARE_CHART_PAYERS
                           : best        ? WORD_COMPARE_CHART_PAYERS_SAVE
                           : worst       ? WORD_COMPARE_CHART_PAYERS_LOSE
                                         : WORD_COMPARE_CHART_PAYERS_NONE;
    return WORDS(format->arena, word, format->language, {"best", best ? best->label : ""},
                 {"worst", worst ? worst->label : ""}, {"a", compare_id(chart->builder.compare, a)},
                 {"b", compare_id(chart->builder.compare, b)},
                 {"saving", best ? format_money(format, best->net[a].mean.value, best->net[a].mean.error) : ""},
                 {"cost", worst ? format_money(format, -worst->net[b].mean.value, worst->net[b].mean.error) : ""});
}

static const char *subtitle(const struct payers *payers, const char *unit)
{
    const struct chart_job *const job = payers->chart->job;
    const size_t all = payers->chart->builder.compare->scenarios;
    const char *const text = WORDS(job->arena, WORD_COMPARE_CHART_PAYERS_SUBTITLE, job->format.language,
                                   {"basis", chart_job_basis(job, unit)});
    if (payers->shown == all) return compare_chart_subtitle(payers->chart, text);
    return WORDS(job->arena, WORD_COMPARE_CHART_PAYERS_FEW, job->format.language,
                 {"subtitle", compare_chart_subtitle(payers->chart, text)},
                 {"n", format_decimals(&job->format, (double)payers->shown, 0)},
                 {"all", format_decimals(&job->format, (double)all, 0)});
}

void chart_compare_payers(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    const struct compare *const compare = job->analysis;
    struct compare_chart chart;
    if (!compare_chart_init(job, size, out, &chart)) return;
    struct payers payers = {.chart = &chart,
                            .party = ARENA_ARRAY(job->arena, compare->payers + COMPARE_PERSPECTIVES, struct party)};
    out->failed |= !payers.party;
    if (out->failed) return;
    choose(&payers);
    add_parties(&payers);
    set_range(&payers);
    const struct chart_amounts amounts = chart_amounts(&job->format, fmax(-chart.scene.xmin, chart.scene.xmax));
    if (!add_groups(&payers, &amounts)) {
        out->failed = true;
        return;
    }
    const bool wide = size == CHART_WIDE;
    const double y = chart_scene_head(&chart.scene, chart.kicker, headline(&payers), subtitle(&payers, amounts.unit));
    const double foot = chart_groups_lay_out(&chart.scene, &payers.groups, y + 10);
    chart_axis_money_x(&chart.scene, &job->format, amounts.scale,
                       chart.scene.flat ? 0
                       : wide           ? TICKS_WIDE
                                        : TICKS_NARROW,
                       payers.groups.span, payers.groups.spans);
    chart_scene_foot(&chart.scene, foot + 2 * chart_measure(&chart.scene)->small + 10, job->footer);
    write_bars(&payers);
    chart_set_scene(out, &chart.scene);
}
