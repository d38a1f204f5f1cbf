/* Charts of comparisons with a row for each choice: savings, differences, the chance of being best. */
#include "sim/report/compare_charts.h"

#include <math.h>
#include <string.h>

#include "sim/chart/chart_density.h"
#include "sim/words/quantity_label.h"

enum {
    CURVES = 8 /* rows that have room for a curve */,
    TICKS_WIDE = 5,
    TICKS_NARROW = 4,
    LABEL_LINES = 3,
    CURVE_LABEL_LINES = 3
};

static const char *title(const struct compare_chart *chart, size_t choice)
{
    const char *const label = compare_label(&chart->builder, choice);
    return label ? chart_clean(chart->job->arena, label, 100) : NULL;
}

/* What the letters stand for: "A  Mentoring · B  Wider · 3 more". */
static const char *kicker(const struct compare_chart *chart)
{
    enum { NAMED = 4 };
    const size_t choices = chart->builder.compare->choices;
    struct arena *const arena = chart->job->arena;
    const enum language language = chart->builder.language;
    const char *text = title(chart, 0);
    for (size_t c = 1; c < choices && c < NAMED && text; c++)
        text = WORDS(arena, WORD_CHART_SCOPE, language, {"title", text}, {"scope", title(chart, c)});
    if (choices <= NAMED || !text) return text;
    return WORDS(arena, WORD_CHART_SCOPE, language, {"title", text},
                 {"scope", WORDS(arena, WORD_CHART_MORE, language,
                                 {"n", format_decimals(&chart->job->format, (double)(choices - NAMED), 0)})});
}

bool compare_chart_init(const struct chart_job *job, enum chart_size size, struct chart_set *out,
                        struct compare_chart *chart)
{
    const struct compare *const compare = job->analysis;
    *chart = (struct compare_chart){.job = job, .set = out};
    chart->builder =
        (struct compare_builder){.compare = compare, .format = job->format, .language = job->format.language};
    chart->perspectives = compare_perspectives(compare, chart->perspective);
    chart_job_scene(job, size, &chart->scene);
    chart->kicker = kicker(chart);
    out->failed |= !chart->kicker;
    return !out->failed;
}

const char *compare_chart_label(const struct compare_chart *chart, size_t choice)
{
    const char *const label = compare_label(&chart->builder, choice);
    return label ? chart_shorten(chart->job->arena, label, CHART_LABEL_MOST) : NULL;
}

/* What a choice is called at the beginning of a headline's sentence (behind a colon where there are two perspectives).
 */
static const char *name_of(const struct compare_chart *chart, size_t choice)
{
    if (choice < chart->builder.compare->scenarios) return compare_id(chart->builder.compare, choice);
    return word_text(chart->perspectives > 1 ? WORD_COMPARE_NOTHING_INSIDE : WORD_COMPARE_NOTHING,
                     chart->builder.language);
}

const char *compare_chart_inside(const struct compare_chart *chart, size_t choice)
{
    if (choice < chart->builder.compare->scenarios) return compare_id(chart->builder.compare, choice);
    return word_text(WORD_COMPARE_NOTHING_INSIDE, chart->builder.language);
}

const char *compare_chart_heading(const struct compare_chart *chart, const struct compare_perspective *perspective)
{
    return chart->perspectives > 1 ? word_text(perspective->name, chart->builder.language) : NULL;
}

/* One sentence, or one for each perspective, with its name before it. */
static const char *headline(const struct compare_chart *chart,
                            const char *(*of)(const struct compare_chart *, const struct compare_perspective *))
{
    const char *said[COMPARE_PERSPECTIVES];
    struct arena *const arena = chart->job->arena;
    if (chart->perspectives == 1) return of(chart, &chart->perspective[0]);
    for (size_t p = 0; p < chart->perspectives; p++)
        said[p] = WORDS(arena, WORD_COMPARE_OF, chart->builder.language,
                        {"title", word_text(chart->perspective[p].name, chart->builder.language)},
                        {"who", of(chart, &chart->perspective[p])});
    return WORDS(arena, WORD_COMPARE_CHART_BOTH, chart->builder.language, {"first", said[0]}, {"second", said[1]});
}

/* Keys that mix, each once: the notes of a key follow each other. */
const char *compare_chart_subtitle(const struct compare_chart *chart, const char *subtitle)
{
    const struct alignment *const alignment = &chart->builder.compare->alignment;
    struct arena *const arena = chart->job->arena;
    const char **const label = ARENA_ARRAY(arena, alignment->notes, const char *);
    const char *last = "";
    size_t keys = 0;
    for (size_t i = 0; label && i < alignment->notes; i++) {
        const struct alignment_note *const note = &alignment->note[i];
        if (note->aligned || strcmp(last, note->key) == 0) continue;
        last = note->key;
        label[keys++] = setting_label(note->key, chart->builder.language);
    }
    if (!label) return NULL;
    if (keys == 0) return subtitle;
    return WORDS(arena, WORD_COMPARE_CHART_MIXED, chart->builder.language, {"subtitle", subtitle},
                 {"keys", words_list(arena, chart->builder.language, label, keys)});
}

/* --- rows of summaries --- */

/* What a row shows: a column's intervals and mean, and the sample for its curve. */
struct shown {
    const struct column_summary *column;
    const double *sorted; /* NULL: no curve */
    struct chart_density *density;
    size_t colour; /* of the perspective */
};

struct rows {
    struct compare_chart *chart;
    struct chart_groups groups;
    struct chart_group group[COMPARE_PERSPECTIVES];
    struct shown *shown; /* [all rows] in the order of groups */
    size_t count;
    bool curves;
};

/* A row for each choice from `first` on, in each perspective. */
static bool rows_init(struct rows *rows, struct compare_chart *chart, size_t first)
{
    const size_t choices = chart->builder.compare->choices - first;
    *rows = (struct rows){.chart = chart, .count = choices * chart->perspectives};
    struct chart_group_row *const row = ARENA_ARRAY(chart->job->arena, rows->count, struct chart_group_row);
    rows->shown = ARENA_ARRAY(chart->job->arena, rows->count, struct shown);
    chart->set->failed |= !row || !rows->shown;
    if (chart->set->failed) return false;
    for (size_t p = 0; p < chart->perspectives; p++) {
        rows->group[p] =
            (struct chart_group){compare_chart_heading(chart, &chart->perspective[p]), row + p * choices, choices};
        for (size_t c = 0; c < choices; c++) row[p * choices + c].label = compare_chart_label(chart, first + c);
    }
    rows->groups = (struct chart_groups){
        .group = rows->group, .groups = chart->perspectives, .least = 34, .least_mark = 22, .label_lines = LABEL_LINES};
    return true;
}

static double level(const struct shown *shown, enum summary_level at)
{
    return shown->column->percentile[at].value;
}

/* Zero and the thin bars; with curves a little more of the tails. */
static void set_range(struct rows *rows)
{
    struct chart_scene *const scene = &rows->chart->scene;
    double low = 0, high = 0;
    for (size_t i = 0; i < rows->count; i++) {
        low = fmin(low, level(&rows->shown[i], rows->curves ? LEVEL_P2_5 : LEVEL_P5));
        high = fmax(high, level(&rows->shown[i], rows->curves ? LEVEL_P97_5 : LEVEL_P95));
    }
    const double span = high > low ? high - low : 1;
    scene->flat = !(high > low);
    scene->xmin = low - (low < 0 ? 0.04 : 0.01) * span;
    scene->xmax = high + (high > 0 ? 0.04 : 0.01) * span;
}

/* False when out of memory. */
static bool make_densities(struct rows *rows)
{
    const struct chart_scene *const scene = &rows->chart->scene;
    struct arena *const arena = rows->chart->job->arena;
    for (size_t i = 0; rows->curves && i < rows->count; i++) {
        struct shown *const shown = &rows->shown[i];
        shown->density = ARENA_NEW(arena, struct chart_density);
        if (!shown->density || !chart_density_fill(arena, shown->sorted, rows->chart->builder.compare->iterations,
                                                   scene->xmin, scene->xmax, shown->density))
            return false;
    }
    return true;
}

/* What the curves are, and the share of a row's results that the picture cuts off, at most. */
static const char *say_curves(const struct rows *rows, const char *subtitle)
{
    const struct compare_chart *const chart = rows->chart;
    const struct chart_scene *const scene = &chart->scene;
    const size_t n = chart->builder.compare->iterations;
    size_t most = 0;
    if (!rows->curves) return subtitle;
    for (size_t i = 0; i < rows->count; i++) {
        size_t outside = 0;
        for (size_t k = 0; k < n; k++)
            outside += rows->shown[i].sorted[k] < scene->xmin || rows->shown[i].sorted[k] > scene->xmax;
        if (outside > most) most = outside;
    }
    subtitle = WORDS(chart->job->arena, WORD_COMPARE_CHART_CURVES, chart->builder.language, {"subtitle", subtitle});
    if (most == 0) return subtitle;
    return WORDS(chart->job->arena, WORD_CHART_TAILS, chart->builder.language, {"subtitle", subtitle},
                 {"p", format_probability(&chart->job->format, statistics_probability(most, n))});
}

static void write_numbers(struct rows *rows, const struct chart_amounts *amounts)
{
    for (size_t i = 0; i < rows->count; i++) {
        struct chart_group_row *const row = &rows->group[0].row[i];
        const struct estimate *const p = rows->shown[i].column->percentile;
        row->number = chart_amount(amounts, rows->shown[i].column->mean, true);
        row->interval = rows->shown[i].column->constant ? "" : chart_amount_range(amounts, p[LEVEL_P5], p[LEVEL_P95]);
    }
}

static void write_curve(struct rows *rows, size_t i, double foot, double height)
{
    struct text_buffer text = {.arena = rows->chart->job->arena};
    const struct chart_scene *const scene = &rows->chart->scene;
    chart_density_print(&text, rows->shown[i].density, foot, height);
    chart_set_add(rows->chart->set, scene->size, arena_printf(rows->chart->job->arena, "curve-%zu.tsv", i + 1), &text);
}

/* The bars; below a curve they stand at its foot. */
static void write_rows(struct rows *rows)
{
    struct text_buffer text = {.arena = rows->chart->job->arena};
    text_buffer_printf(&text, "y\tlow90\tlow50\tmean\thigh50\thigh90\tcurve\tcolour\n");
    for (size_t i = 0; i < rows->count; i++) {
        const struct chart_group_row *const row = &rows->group[0].row[i];
        const bool curve = rows->curves && !rows->shown[i].column->constant;
        const double y = curve ? row->y - row->half + 11 : row->y;
        text_buffer_printf(&text, "%g\t%.10g\t%.10g\t%.10g\t%.10g\t%.10g\t%zu\t%zu\n", y,
                           level(&rows->shown[i], LEVEL_P5), level(&rows->shown[i], LEVEL_P25),
                           rows->shown[i].column->mean.value, level(&rows->shown[i], LEVEL_P75),
                           level(&rows->shown[i], LEVEL_P95), curve ? i + 1 : 0, rows->shown[i].colour);
        if (curve) write_curve(rows, i, y + 9, 2 * row->half - 24);
    }
    chart_set_add(rows->chart->set, rows->chart->scene.size, "rows.tsv", &text);
}

/* What stands at either side of zero, above the plot. */
static void name_sides(struct chart_scene *scene, double y, const char *left, const char *right)
{
    const double size = chart_measure(scene)->small, zero = chart_scene_x(scene, 0),
                 margin = chart_measure(scene)->margin;
    const double left_width = chart_scene_width(scene, left, size, true);
    const double right_width = chart_scene_width(scene, right, size, true);
    const double end = fmax(zero - 8, margin + left_width);
    const double start = fmin(fmax(zero + 8, end + 16), scene->right - right_width);
    chart_scene_text(scene, PX(start), PX(y), (struct chart_style){size, true, TONE_INK, ALIGN_LEFT}, right);
    chart_scene_text(scene, PX(fmin(end, start - 16)), PX(y), (struct chart_style){size, true, TONE_INK, ALIGN_RIGHT},
                     left);
}

/* Everything between headline and footer. */
static void lay_out(struct rows *rows, double y, double scale, const char *left, const char *right)
{
    struct compare_chart *const chart = rows->chart;
    const struct chart_measure *const m = chart_measure(&chart->scene);
    const bool wide = chart->scene.size == CHART_WIDE;
    const double sides = y + m->small / 2 + 12;
    rows->groups.number_head = word_text(WORD_CHART_MEAN, chart->builder.language);
    rows->groups.interval_head = word_text(WORD_RANGE_90, chart->builder.language);
    const double foot =
        chart_groups_lay_out(&chart->scene, &rows->groups, wide ? sides - m->small / 2 : sides + m->small);
    name_sides(&chart->scene, sides, left, right);
    chart_axis_money_x(&chart->scene, &chart->job->format, scale,
                       chart->scene.flat ? 0
                       : wide            ? TICKS_WIDE
                                         : TICKS_NARROW,
                       rows->groups.span, rows->groups.spans);
    chart_scene_foot(&chart->scene, foot + 2 * m->small + 10, chart->job->footer);
    write_rows(rows);
    chart_set_scene(chart->set, &chart->scene);
}

/* --- savings --- */

static const char *leader(const struct compare_chart *chart, const struct compare_perspective *perspective)
{
    const struct ranking *const ranking = &perspective->comparison->ranking[FIGURE_MEAN];
    const size_t a = ranking->order[0];
    const bool costs = perspective->comparison->column[a].mean.value < 0;
    const enum word word = ranking->step[0].same                    ? WORD_COMPARE_CHART_SAME
                           : !ranking->step[0].settled              ? WORD_COMPARE_CHART_OPEN
                           : a >= chart->builder.compare->scenarios ? WORD_COMPARE_CHART_NOTHING
                           : costs                                  ? WORD_COMPARE_CHART_COSTS
                                                                    : WORD_COMPARE_CHART_FIRST;
    return WORDS(chart->job->arena, word, chart->builder.language, {"a", name_of(chart, a)},
                 {"b", compare_chart_inside(chart, ranking->order[1])});
}

static void chart_ranges(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    const struct compare *const compare = job->analysis;
    struct compare_chart chart;
    struct rows rows;
    if (!compare_chart_init(job, size, out, &chart) || !rows_init(&rows, &chart, 0)) return;
    rows.curves = rows.count <= CURVES;
    if (rows.curves) {
        rows.groups.least = 72;
        rows.groups.least_mark = 58;
        rows.groups.label_lines = CURVE_LABEL_LINES;
    }
    for (size_t i = 0; i < rows.count; i++) {
        const size_t p = i / compare->choices, c = i % compare->choices;
        rows.shown[i] =
            (struct shown){&chart.perspective[p].comparison->column[c], chart.perspective[p].comparison->sorted[c],
                           NULL, chart.perspectives > 1 && p == 0 ? 2 : 1};
    }
    set_range(&rows);
    out->failed |= !make_densities(&rows);
    if (out->failed) return;
    const struct chart_amounts amounts = chart_amounts(&job->format, fmax(-chart.scene.xmin, chart.scene.xmax));
    write_numbers(&rows, &amounts);
    const char *const subtitle = WORDS(job->arena, WORD_COMPARE_CHART_RANGES_SUBTITLE, job->format.language,
                                       {"basis", chart_job_basis(job, amounts.unit)});
    const double y = chart_scene_head(&chart.scene, chart.kicker, headline(&chart, leader),
                                      compare_chart_subtitle(&chart, say_curves(&rows, subtitle)));
    lay_out(&rows, y, amounts.scale, word_text(WORD_CHART_COSTS, job->format.language),
            word_text(WORD_CHART_SAVES, job->format.language));
}

/* --- differences to the first --- */

/* Of the others, the one that saves the most. */
static const char *beats_first(const struct compare_chart *chart, const struct compare_perspective *perspective)
{
    const struct ranking *const ranking = &perspective->comparison->ranking[FIGURE_MEAN];
    const size_t b = ranking->order[0] > 0 ? ranking->order[0] : ranking->order[1];
    const struct estimate ahead = comparison_beats(perspective->comparison, b, 0);
    const bool equal = ahead.value == 0 && comparison_beats(perspective->comparison, 0, b).value == 0;
    return WORDS(chart->job->arena, equal ? WORD_COMPARE_CHART_EQUAL : WORD_COMPARE_CHART_BEATS,
                 chart->builder.language, {"a", name_of(chart, 0)}, {"b", name_of(chart, b)},
                 {"p", format_probability(&chart->job->format, ahead)});
}

static void chart_difference(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    const struct compare *const compare = job->analysis;
    struct compare_chart chart;
    struct rows rows;
    if (!compare_chart_init(job, size, out, &chart) || !rows_init(&rows, &chart, 1)) return;
    const size_t others = compare->choices - 1;
    for (size_t i = 0; i < rows.count; i++) {
        const struct comparison *const comparison = chart.perspective[i / others].comparison;
        rows.shown[i] = (struct shown){&comparison->pair[comparison_pair(comparison, 0, i % others + 1)].difference,
                                       NULL, NULL, chart.perspectives > 1 && i < others ? 2 : 1};
    }
    set_range(&rows);
    const struct chart_amounts amounts = chart_amounts(&job->format, fmax(-chart.scene.xmin, chart.scene.xmax));
    write_numbers(&rows, &amounts);
    const char *const a = compare_id(compare, 0);
    const double y = chart_scene_head(
        &chart.scene, chart.kicker, headline(&chart, beats_first),
        compare_chart_subtitle(&chart, WORDS(job->arena, WORD_COMPARE_CHART_DIFFERENCE_SUBTITLE, job->format.language,
                                             {"a", a}, {"basis", chart_job_basis(job, amounts.unit)})));
    lay_out(&rows, y, amounts.scale, WORDS(job->arena, WORD_COMPARE_CHART_WORSE, job->format.language, {"a", a}),
            WORDS(job->arena, WORD_COMPARE_CHART_BETTER, job->format.language, {"a", a}));
}

/* --- the chance of being best --- */

static const char *likeliest(const struct compare_chart *chart, const struct compare_perspective *perspective)
{
    const size_t a = comparison_likeliest(perspective->comparison);
    const struct standing *const standing = &perspective->comparison->standing[a];
    return WORDS(chart->job->arena, standing->level.value > 0 ? WORD_COMPARE_CHART_UNBEATEN : WORD_COMPARE_CHART_BEST,
                 chart->builder.language, {"a", name_of(chart, a)},
                 {"p", format_probability(&chart->job->format, standing->unbeaten)});
}

static void chart_best(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    const struct compare *const compare = job->analysis;
    struct compare_chart chart;
    struct rows rows;
    struct text_buffer bars = {.arena = job->arena};
    if (!compare_chart_init(job, size, out, &chart) || !rows_init(&rows, &chart, 0)) return;
    for (size_t i = 0; i < rows.count; i++)
        rows.group[0].row[i].number = format_probability(
            &job->format, chart.perspective[i / compare->choices].comparison->standing[i % compare->choices].unbeaten);
    const double y = chart_scene_head(&chart.scene, chart.kicker, headline(&chart, likeliest),
                                      word_text(WORD_COMPARE_CHART_BEST_SUBTITLE, job->format.language));
    chart.scene.xmax = 1.02;
    const double foot = chart_groups_lay_out(&chart.scene, &rows.groups, y + 12);
    chart_groups_percent_axis(&chart.scene, &rows.groups, &job->format);
    chart_scene_foot(&chart.scene, foot + 2 * chart_measure(&chart.scene)->small + 10, job->footer);
    text_buffer_printf(&bars, "y\thalf\tshare\tcolour\n");
    for (size_t i = 0; i < rows.count; i++) {
        const size_t p = i / compare->choices;
        text_buffer_printf(&bars, "%g\t%g\t%.10g\t%d\n", rows.group[0].row[i].y,
                           fmin(rows.group[0].row[i].half - 5, 11),
                           chart.perspective[p].comparison->standing[i % compare->choices].unbeaten.value,
                           chart.perspectives > 1 && p == 0 ? 2 : 1);
    }
    chart_set_add(out, size, "bars.tsv", &bars);
    chart_set_scene(out, &chart.scene);
}

static const struct chart charts[] = {
    {"compare_ranges", chart_ranges, NULL, "savings", false},
    {"compare_difference", chart_difference, NULL, "differences", false},
    {"compare_best", chart_best, NULL, "standing", false},
    {"compare_payers", chart_compare_payers, chart_compare_has_payers, "payers", false},
    {"compare_pays", chart_compare_pays, chart_compare_has_pays, "acceptability", false},
    {"compare_wins", chart_compare_wins, chart_compare_has_wins, "acceptability", false},
};
const struct chart_table compare_charts = CHART_TABLE(charts);
