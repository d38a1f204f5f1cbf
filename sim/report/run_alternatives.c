/* What the answer would be with another source of a disputed number: a row for each. */
#include <math.h>
#include <string.h>

#include "sim/chart/chart_groups.h"
#include "sim/report/run_charts.h"
#include "sim/report/run_findings.h"
#include "sim/words/quantity_label.h"

enum { LABEL_LINES = 3, TICKS_WIDE = 5, TICKS_NARROW = 4 };

struct alternatives {
    const struct chart_job *job;
    struct chart_scene scene;
    struct chart_set *set;
    struct chart_groups groups;
    struct chart_group_row *row;          /* [rows] */
    const struct column_summary **column; /* [rows] the net of each */
    size_t rows;
};

bool chart_alternatives_applies(const struct chart_subject *subject)
{
    const struct report *const report = subject->analysis;
    return report->alternatives > 0 && !report->summary->column[report->outcomes->at.net].constant;
}

/* Whose money: that of public budgets, which is all there is where there is one view. */
static const struct column_summary *net_of(const struct alternatives *chart,
                                           const struct study_alternative *alternative)
{
    const struct run_chart *const run = run_of(chart->job);
    if (!alternative) return run_column(chart->job, (int)run->view[0].net);
    return run->view[0].kind == RUN_VIEW_ALL ? &alternative->net : &alternative->net_cashable_public;
}

static const char *number_label(const struct alternatives *chart, const char *assumption)
{
    const struct scenario *const s = chart->job->scenario;
    const char *const path = arena_printf(chart->job->arena, "assumptions.%s", assumption);
    for (size_t q = 0; path && q < s->quantities; q++)
        if (strcmp(s->quantity[q].path, path) == 0) {
            const char *const label = quantity_label(chart->job->arena, s, (int)q, chart->job->format.language);
            return label ? chart_clean(chart->job->arena, label, CHART_QUANTITY_MOST) : NULL;
        }
    return path ? assumption : NULL;
}

static void add_row(struct alternatives *chart, struct chart_group *group, const char *label,
                    const struct column_summary *net)
{
    chart->set->failed |= !label;
    chart->column[chart->rows] = net;
    chart->row[chart->rows++].label = label ? label : "";
    group->rows++;
}

/* A group for each disputed number: as the scenario has it, then its other sources. */
static void build_groups(struct alternatives *chart)
{
    const struct run_chart *const run = run_of(chart->job);
    struct arena *const arena = chart->job->arena;
    struct chart_group *const group = ARENA_ARRAY(arena, run->alternatives, struct chart_group);
    chart->row = ARENA_ARRAY(arena, 2 * run->alternatives, struct chart_group_row);
    chart->column = ARENA_ARRAY(arena, 2 * run->alternatives, const struct column_summary *);
    chart->set->failed |= !group || !chart->row || !chart->column;
    if (chart->set->failed) return;
    struct chart_group *last = NULL;
    for (size_t a = 0; a < run->alternatives; a++) {
        const struct alternative *const of = run->alternative[a].alternative;
        if (a == 0 || strcmp(of->assumption, run->alternative[a - 1].alternative->assumption) != 0) {
            last = &group[chart->groups.groups++];
            *last = (struct chart_group){number_label(chart, of->assumption), chart->row + chart->rows, 0};
            add_row(chart, last, word_text(WORD_CHART_ALTERNATIVES_NOW, chart->job->format.language),
                    net_of(chart, NULL));
        }
        add_row(chart, last, chart_job_label(chart->job, &of->label, of->name), net_of(chart, &run->alternative[a]));
    }
    chart->groups.group = group;
    chart->groups.number_head = word_text(WORD_CHART_MEAN, chart->job->format.language);
    chart->groups.interval_head = word_text(WORD_RANGE_90, chart->job->format.language);
    chart->groups.least = 34;
    chart->groups.least_mark = 24;
    chart->groups.label_lines = LABEL_LINES;
}

static struct chart_amounts choose_range(struct alternatives *chart)
{
    struct chart_scene *const scene = &chart->scene;
    double low = 0, high = 0;
    for (size_t i = 0; i < chart->rows; i++) {
        low = fmin(low, chart->column[i]->percentile[LEVEL_P5].value);
        high = fmax(high, chart->column[i]->percentile[LEVEL_P95].value);
    }
    const double span = high > low ? high - low : 1;
    scene->flat = !(high > low);
    scene->xmin = low - 0.03 * span;
    scene->xmax = high + 0.03 * span;
    const struct chart_amounts amounts = chart_amounts(&chart->job->format, fmax(-low, high));
    for (size_t i = 0; i < chart->rows; i++) {
        const struct estimate *const p = chart->column[i]->percentile;
        chart->row[i].number = chart_amount(&amounts, chart->column[i]->mean, true);
        chart->row[i].interval = chart_amount_range(&amounts, p[LEVEL_P5], p[LEVEL_P95]);
        chart->set->failed |= !chart->row[i].number || !chart->row[i].interval;
    }
    return amounts;
}

/* What every source says, or that they differ. */
static const char *headline(const struct alternatives *chart)
{
    static const enum word words[2][3] = {
        {WORD_CHART_ALTERNATIVES_DIFFER, WORD_CHART_ALTERNATIVES_ALL, WORD_CHART_ALTERNATIVES_NONE},
        {WORD_CHART_ALTERNATIVES_PUBLIC_DIFFER, WORD_CHART_ALTERNATIVES_PUBLIC_ALL,
         WORD_CHART_ALTERNATIVES_PUBLIC_NONE}};
    size_t saves = 0;
    for (size_t i = 0; i < chart->rows; i++) saves += chart->column[i]->mean.value > 0;
    return word_text(words[run_of(chart->job)->view[0].kind != RUN_VIEW_ALL][saves == chart->rows ? 1
                                                                             : saves == 0         ? 2
                                                                                                  : 0],
                     chart->job->format.language);
}

static void write_rows(struct alternatives *chart)
{
    struct text_buffer text = {.arena = chart->job->arena};
    text_buffer_printf(&text, "y\tlow\tmean\thigh\tsaves\n");
    for (size_t i = 0; i < chart->rows; i++) {
        const struct column_summary *const net = chart->column[i];
        const double y = chart->row[i].y, low = net->percentile[LEVEL_P5].value,
                     high = net->percentile[LEVEL_P95].value;
        text_buffer_printf(&text, "%g\t%.10g\t%.10g\t%.10g\t%d\n", y, low, net->mean.value, high, net->mean.value > 0);
        chart_scene_stroke(&chart->scene, MARK_RANGE, AXIS(low), AXIS(y), AXIS(high), AXIS(y));
        chart_scene_dot(&chart->scene, net->mean.value > 0 ? MARK_FULL : MARK_HOLLOW, AXIS(net->mean.value), AXIS(y),
                        14);
    }
    chart_set_add(chart->set, chart->scene.size, "rows.tsv", &text);
}

void chart_alternatives(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    struct alternatives chart = {.job = job, .set = out};
    chart_job_scene(job, size, &chart.scene);
    build_groups(&chart);
    if (out->failed) return;
    const struct chart_amounts amounts = choose_range(&chart);
    const double y = chart_scene_head(&chart.scene, job->kicker, headline(&chart),
                                      WORDS(job->arena, WORD_CHART_ALTERNATIVES_SUBTITLE, job->format.language,
                                            {"basis", chart_job_basis(job, amounts.unit)}));
    const double foot = chart_groups_lay_out(&chart.scene, &chart.groups, y + (job->place == CHART_PAGE ? 0 : 12));
    chart_axis_money_x(&chart.scene, &job->format, amounts.scale,
                       chart.scene.flat     ? 0
                       : size == CHART_WIDE ? TICKS_WIDE
                                            : TICKS_NARROW,
                       chart.groups.span, chart.groups.spans);
    chart_scene_foot(&chart.scene, foot + 2 * chart_measure(&chart.scene)->small + 6, job->footer);
    write_rows(&chart);
    chart_set_scene(out, &chart.scene);
}
