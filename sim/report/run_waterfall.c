#include <math.h>
#include <stdlib.h>

#include "sim/chart/chart_rows.h"
#include "sim/report/run_charts.h"

/* Savings lines and cost lines that stand alone; those beyond are one row together. */
enum { SAVINGS_MOST = 8, COSTS_MOST = 4, ROWS_MOST = SAVINGS_MOST + COSTS_MOST + 4 };

enum bar_colour { BAR_SAVES = 1, BAR_COSTS = 2, BAR_TOTAL = 3, BAR_OTHERS = 4 };

struct step {
    const char *label;
    struct column_summary column;
    enum bar_colour colour;
    double from, to; /* of the bar */
};

struct waterfall {
    const struct chart_job *job;
    struct chart_scene scene;
    struct chart_set *set;
    size_t steps;
    struct step step[ROWS_MOST];
    struct chart_row row[ROWS_MOST];
};

/* A line of the outcomes with its column. */
struct item {
    int column;
    double mean;
    const char *label;
};

static int compare_items(const void *a, const void *b)
{
    const struct item *const x = a, *const y = b;
    const double difference = fabs(y->mean) - fabs(x->mean);
    return difference > 0 ? 1 : difference < 0 ? -1 : x->column - y->column;
}

static const char *line_label(const struct chart_job *job, const struct line *line)
{
    const struct item_head *const item = line_item(job->scenario, line);
    const char *const name = chart_job_label(job, &item->label, item->name);
    if (line->kind != LINE_PROGRAMME) return name;
    return WORDS(job->arena, WORD_CHART_COST_OF, job->format.language, {"name", name});
}

/* Lines of one side that are not always zero, the greatest first. */
static size_t collect(const struct chart_job *job, bool costs, struct item *item)
{
    size_t items = 0;
    for (size_t i = 0; i < run_of(job)->outcomes->lines; i++) {
        const int column = run_of(job)->outcomes->at.line + (int)i;
        const struct column_summary *const summary = run_column(job, column);
        if ((run_of(job)->outcomes->line[i].kind == LINE_PROGRAMME) != costs) continue;
        if (summary->minimum == 0 && summary->maximum == 0) continue;
        item[items++] = (struct item){column, summary->mean.value, line_label(job, &run_of(job)->outcomes->line[i])};
    }
    qsort(item, items, sizeof *item, compare_items);
    return items;
}

/* How many of them stand alone: those beyond the most, and slivers that nobody sees, are one row together. */
static size_t stand_alone(const struct item *item, size_t items, size_t most)
{
    static const double sliver = 0.05;
    double sum = 0;
    size_t alone = 0;
    for (size_t i = 0; i < items; i++) sum += fabs(item[i].mean);
    while (alone < items && fabs(item[alone].mean) >= sliver * sum) alone++;
    if (alone + 1 >= items) alone = items; /* one alone is no group */
    return alone > most || (alone < items && alone == most) ? most - 1 : alone;
}

static bool add_step(struct waterfall *chart, const char *label, const struct column_summary *column,
                     enum bar_colour colour)
{
    if (!label) chart->set->failed = true;
    chart->step[chart->steps++] = (struct step){label ? label : "", *column, colour, 0, 0};
    return label != NULL;
}

/* The sum of several lines, iteration by iteration. */
static void add_sum(struct waterfall *chart, const struct item *item, size_t items, enum word word,
                    enum bar_colour colour)
{
    const struct chart_job *const job = chart->job;
    const size_t n = run_of(job)->outcomes->iterations;
    double *const sum = ARENA_ARRAY(job->arena, n, double);
    double *const scratch = ARENA_ARRAY(job->arena, n, double);
    struct column_summary column = {0};
    chart->set->failed |= !sum || !scratch;
    if (!sum || !scratch) return;
    for (size_t k = 0; k < items; k++)
        for (size_t i = 0; i < n; i++) sum[i] += run_of(job)->outcomes->column[item[k].column].value[i];
    summary_column(sum, n, run_of(job)->summary->replicated, scratch, &column);
    add_step(chart,
             WORDS(job->arena, word, job->format.language, {"n", format_decimals(&job->format, (double)items, 0)}),
             &column, colour);
}

static size_t add_side(struct waterfall *chart, bool costs)
{
    const size_t lines = run_of(chart->job)->outcomes->lines;
    struct item *const item = ARENA_ARRAY(chart->job->arena, lines, struct item);
    chart->set->failed |= !item;
    if (!item) return 0;
    const size_t items = collect(chart->job, costs, item), most = costs ? COSTS_MOST : SAVINGS_MOST;
    const size_t alone = stand_alone(item, items, most);
    for (size_t i = 0; i < alone; i++)
        add_step(chart, item[i].label, run_column(chart->job, item[i].column),
                 item[i].mean < 0 ? BAR_COSTS : BAR_SAVES);
    if (items > alone)
        add_sum(chart, item + alone, items - alone, costs ? WORD_CHART_OTHER_COSTS : WORD_CHART_OTHER_SAVINGS,
                costs ? BAR_COSTS : BAR_SAVES);
    return items;
}

/* A step that is the difference of two columns, iteration by iteration; nothing where they are the same. */
static void add_difference(struct waterfall *chart, enum word word, int less, int from, enum bar_colour colour)
{
    const struct chart_job *const job = chart->job;
    const size_t n = run_of(job)->outcomes->iterations;
    const double *const a = run_of(job)->outcomes->column[less].value, *const b =
                                                                           run_of(job)->outcomes->column[from].value;
    double *const difference = ARENA_ARRAY(job->arena, n, double), *const scratch = ARENA_ARRAY(job->arena, n, double);
    struct column_summary column = {0};
    chart->set->failed |= !difference || !scratch;
    if (!difference || !scratch) return;
    for (size_t i = 0; i < n; i++) difference[i] = a[i] - b[i];
    summary_column(difference, n, run_of(job)->summary->replicated, scratch, &column);
    if (column.minimum == 0 && column.maximum == 0) return;
    add_step(chart, word_text(word, job->format.language), &column, colour);
}

/* On to the money of public budgets: less what falls to others, less time and places, less the cost. */
static void add_public(struct waterfall *chart)
{
    const struct chart_job *const job = chart->job;
    const struct outcome_index *const at = &run_of(job)->outcomes->at;
    const enum language language = job->format.language;
    if (run_of(job)->private_money) {
        add_difference(chart, WORD_CHART_NET_OTHERS, at->gross_public, at->gross, BAR_OTHERS);
        add_step(chart, word_text(WORD_CHART_GROSS_PUBLIC, language), run_column(job, at->gross_public), BAR_TOTAL);
    }
    add_difference(chart, WORD_CHART_NET_TIME, at->net_cashable_public, at->net_public, BAR_OTHERS);
    add_difference(chart, WORD_CHART_NET_COST, at->net_public, at->gross_public, BAR_COSTS);
    add_step(chart, word_text(WORD_CHART_NET_PUBLIC, language), run_column(job, at->net_cashable_public), BAR_TOTAL);
}

/* From savings through gross and cost to net, or to the money of public budgets where that is not all; every bar begins
 * where the last one ended. */
static void build_steps(struct waterfall *chart)
{
    const struct outcome_index *const at = &run_of(chart->job)->outcomes->at;
    const enum language language = chart->job->format.language;
    const bool whole = run_of(chart->job)->views == 1 && !run_of(chart->job)->private_money;
    if (add_side(chart, false) != 1 || !whole)
        add_step(chart, word_text(WORD_CHART_GROSS, language), run_column(chart->job, at->gross), BAR_TOTAL);
    if (whole) {
        add_side(chart, true);
        add_step(chart, word_text(WORD_CHART_NET, language), run_column(chart->job, at->net), BAR_TOTAL);
    } else {
        add_public(chart);
    }
    double reached = 0;
    for (size_t i = 0; i < chart->steps; i++) {
        struct step *const step = &chart->step[i];
        const double mean = step->column.mean.value;
        step->from = step->colour == BAR_TOTAL ? 0 : reached;
        step->to = step->from + mean;
        reached = step->to;
    }
}

static struct chart_amounts choose_amounts(const struct waterfall *chart)
{
    double largest = 0;
    for (size_t i = 0; i < chart->steps; i++) largest = fmax(largest, fabs(chart->step[i].to));
    return chart_amounts(&chart->job->format, largest);
}

static const char *on_grid(const struct chart_job *job, const struct money_grid *grid, struct estimate amount)
{
    return format_money_on(&job->format, grid, format_grid_round(grid, amount.value), amount.value);
}

static const char *headline(const struct waterfall *chart)
{
    const struct chart_job *const job = chart->job;
    const struct outcome_index *const at = &run_of(job)->outcomes->at;
    const struct estimate gross = run_column(job, at->gross)->mean, cost = run_column(job, at->cost)->mean,
                          net = run_column(job, at->net)->mean;
    const struct column_summary *const column = run_column(job, at->net);
    if (column->minimum == 0 && column->maximum == 0) return word_text(WORD_CHART_ZERO, job->format.language);
    if (run_of(job)->views > 1 || run_of(job)->private_money) {
        const struct estimate left = run_column(job, at->net_cashable_public)->mean,
                              paid = run_column(job, at->cost_public)->mean;
        const struct estimate kept = {left.value + paid.value, left.error, 0, 0}, figure[] = {gross, kept, paid};
        const struct money_grid grid = format_money_grid(&job->format, figure, sizeof figure / sizeof *figure);
        return WORDS(job->arena, WORD_CHART_WATERFALL_CASH, job->format.language, {"gross", on_grid(job, &grid, gross)},
                     {"kept", on_grid(job, &grid, kept)}, {"cost", on_grid(job, &grid, paid)});
    }
    const enum word word = net.value >= 0    ? WORD_CHART_WATERFALL_SAVES
                           : gross.value < 0 ? WORD_CHART_WATERFALL_HARMS
                                             : WORD_CHART_WATERFALL_COSTS;
    return WORDS(job->arena, word, job->format.language,
                 {"gross", format_money(&job->format, fabs(gross.value), gross.error)},
                 {"cost", format_money(&job->format, cost.value, cost.error)},
                 {"net", format_money(&job->format, fabs(net.value), net.error)});
}

static void build_rows(struct waterfall *chart, const struct chart_amounts *amounts)
{
    double end[ROWS_MOST * 2];
    for (size_t i = 0; i < chart->steps; i++) {
        const struct step *const step = &chart->step[i];
        const struct estimate *const p = step->column.percentile;
        chart->row[i] = (struct chart_row){.label = step->label,
                                           .number = chart_amount(amounts, step->column.mean, true),
                                           .interval = chart_amount_range(amounts, p[LEVEL_P5], p[LEVEL_P95]),
                                           .total = step->colour == BAR_TOTAL};
        end[2 * i] = step->from;
        end[2 * i + 1] = step->to;
    }
    chart_rows_range(&chart->scene, end, 2 * chart->steps);
}

static void write_bars(struct waterfall *chart)
{
    static const enum chart_mark mark[] = {
        [BAR_SAVES] = MARK_SAVES, [BAR_COSTS] = MARK_COSTS, [BAR_TOTAL] = MARK_SUM, [BAR_OTHERS] = MARK_OTHER};
    struct text_buffer text = {.arena = chart->job->arena};
    text_buffer_printf(&text, "y\thalf\tfrom\tto\tcolour\n");
    for (size_t i = 0; i < chart->steps; i++) {
        const struct step *const step = &chart->step[i];
        const struct chart_row *const row = &chart->row[i];
        text_buffer_printf(&text, "%g\t%g\t%.10g\t%.10g\t%d\n", row->y, row->half, step->from, step->to,
                           (int)step->colour);
        chart_scene_bar(&chart->scene, mark[step->colour], AXIS(step->from), AXIS(row->y - row->half), AXIS(step->to),
                        AXIS(row->y + row->half));
        if (i + 1 < chart->steps && chart->scene.size == CHART_WIDE)
            chart_scene_line(&chart->scene, ROLE_LINK, AXIS(step->to), AXIS(row->y), AXIS(step->to),
                             AXIS(chart->row[i + 1].y));
    }
    chart_set_add(chart->set, chart->scene.size, "bars.tsv", &text);
}

void chart_waterfall(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    struct waterfall chart = {.job = job, .set = out};
    chart_job_scene(job, size, &chart.scene);
    build_steps(&chart);
    const struct chart_amounts amounts = choose_amounts(&chart);
    build_rows(&chart, &amounts);
    const double y = chart_scene_head(&chart.scene, job->kicker, headline(&chart),
                                      WORDS(job->arena, WORD_CHART_WATERFALL_SUBTITLE, job->format.language,
                                            {"years", job->years}, {"basis", chart_job_basis(job, amounts.unit)}));
    const double below = chart_rows_lay_out(&chart.scene, job, chart.row, chart.steps, y + 14,
                                            word_text(WORD_CHART_MEAN, job->format.language), amounts.scale);
    chart_scene_foot(&chart.scene, below + 8, job->footer);
    write_bars(&chart);
    chart_set_scene(out, &chart.scene);
}
