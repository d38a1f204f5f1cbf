#include "sim/report/value_charts.h"

#include <math.h>

#include "sim/chart/chart_groups.h"
#include "sim/numeric/fixed_math.h"
#include "sim/report/analysis_basis.h"
#include "sim/report/value_report.h"

enum { BARS = 12, LABEL_LINES = 2, TICKS_WIDE = 6, TICKS_NARROW = 4 };

struct value_chart {
    const struct chart_job *job;
    struct value_builder builder;
    struct chart_scene scene;
};

static void init(const struct chart_job *job, enum chart_size size, struct value_chart *out)
{
    *out = (struct value_chart){.job = job,
                                .builder = value_builder_of(job->analysis, job->arena, job->format.language, NULL)};
    chart_job_scene(job, size, &out->scene);
}

/* --- an axis of amounts from 0 on, without signs --- */

static const char *amount_text(const struct value_chart *chart, double step, int k, double scale)
{
    int decimals = 0;
    for (double x = step / scale; decimals < 3 && fabs(x - floor(x + 0.5)) > 1e-9; x *= 10) decimals++;
    return format_decimals(&chart->job->format, k * step / scale, k == 0 ? 0 : decimals);
}

/* Lines of the grid from one end of a span to the other, upright for the x axis. */
static void grid_line(struct chart_scene *scene, bool upright, double at, double from, double to)
{
    const enum chart_role role = at == 0 ? ROLE_ZERO : ROLE_GRID;
    if (upright)
        chart_scene_line(scene, role, AXIS(at), PX(from), AXIS(at), PX(to));
    else
        chart_scene_line(scene, role, PX(from), AXIS(at), PX(to), AXIS(at));
}

static void amounts_axis_x(struct value_chart *chart, double scale, const struct chart_groups *groups)
{
    struct chart_scene *const scene = &chart->scene;
    const double small = chart_measure(scene)->small;
    const double step = chart_axis_step(scene->xmax, scene->size == CHART_WIDE ? TICKS_WIDE : TICKS_NARROW);
    for (int k = 0; k * step <= scene->xmax; k++) {
        for (size_t i = 0; i < groups->spans; i++)
            grid_line(scene, true, k * step, groups->span[i].top, groups->span[i].bottom);
        chart_scene_text(scene, AXIS(k * step), PX(scene->bottom + small),
                         (struct chart_style){small, false, TONE_MUTE, ALIGN_CENTER},
                         amount_text(chart, step, k, scale));
    }
}

static void amounts_axis_y(struct value_chart *chart, double scale, double step)
{
    struct chart_scene *const scene = &chart->scene;
    const double small = chart_measure(scene)->small;
    for (int k = 0; k * step <= scene->ymax; k++) {
        grid_line(scene, false, k * step, scene->left, scene->right);
        chart_scene_text(scene, PX(scene->left - 8), AXIS(k * step),
                         (struct chart_style){small, false, TONE_MUTE, ALIGN_RIGHT},
                         amount_text(chart, step, k, scale));
    }
}

static double room_y(struct value_chart *chart, double scale, double step)
{
    double room = 0;
    for (int k = 0; k * step <= chart->scene.ymax; k++) {
        const char *const text = amount_text(chart, step, k, scale);
        if (text) room = fmax(room, chart_scene_width(&chart->scene, text, chart_measure(&chart->scene)->small, false));
    }
    return room + 8;
}

/* --- what quantities are worth --- */

/* Below this share of everything a quantity has no row of its own. */
static const double of_note = 0.01;

static const char *evppi_headline(const struct value_chart *chart)
{
    const struct value_item *const first = value_first(chart->builder.value);
    if (!first) return word_text(WORD_VALUE_CHART_NONE, chart->builder.language);
    return WORDS(chart->job->arena, WORD_VALUE_CHART_FIRST, chart->builder.language,
                 {"what", value_label(&chart->builder, &first->topic)});
}

static bool evppi_applies(const struct chart_subject *subject)
{
    const struct value *const value = subject->analysis;
    return value->perfect.voi.value > 0;
}

/* How many of the quantities, the greatest worth first, have a row each: those that matter, as far as they fit. */
static size_t count_noted(const struct value *value, size_t room)
{
    size_t noted = 0;
    while (noted < value->items && noted < room &&
           value->item[noted].information.voi.high > of_note * value->perfect.voi.value)
        noted++;
    return noted;
}

/* The others that have any effect, in one row. */
static size_t add_others(const struct value_chart *chart, size_t noted, struct chart_group_row *row,
                         struct estimate *voi)
{
    const struct value *const value = chart->builder.value;
    size_t others = 0;
    *voi = (struct estimate){0};
    for (size_t i = noted; i < value->items; i++) {
        others += !value->item[i].idle;
        voi->high = fmax(voi->high, value->item[i].information.voi.high);
    }
    row->label = WORDS(chart->job->arena, WORD_VALUE_CHART_OTHERS, chart->builder.language,
                       {"n", format_count(&chart->job->format, (double)others, 0)});
    return others > 0;
}

/* Everything, groups, then quantities. */
static size_t fill_rows(const struct value_chart *chart, struct chart_group_row *row, struct estimate *voi)
{
    const struct value *const value = chart->builder.value;
    size_t rows = 0;
    row[rows].label = word_text(WORD_VALUE_EVERYTHING, chart->builder.language);
    voi[rows++] = value->perfect.voi;
    for (size_t g = 0; g < value->groups && rows < BARS / 2; g++) {
        row[rows].label = WORDS(chart->job->arena, WORD_VALUE_GROUP, chart->builder.language,
                                {"name", chart_clean(chart->job->arena, value->group[g].topic.name, CHART_LABEL_MOST)});
        voi[rows++] = value->group[g].information.voi;
    }
    const size_t noted = count_noted(value, BARS - 1 - rows);
    for (size_t i = 0; i < noted; i++) {
        const char *const label = value_label(&chart->builder, &value->item[i].topic);
        row[rows].label = label ? chart_clean(chart->job->arena, label, CHART_TITLE_MOST) : NULL;
        voi[rows++] = value->item[i].information.voi;
    }
    rows += add_others(chart, noted, &row[rows], &voi[rows]);
    for (size_t i = 0; i < rows; i++) row[i].number = value_voi(&chart->builder, voi[i]);
    return rows;
}

static void write_bars(const struct value_chart *chart, const struct chart_group *group, const struct estimate *voi,
                       struct chart_set *out)
{
    struct text_buffer text = {.arena = chart->job->arena};
    text_buffer_printf(&text, "y\thalf\tworth\tlow\thigh\tcolour\n");
    for (size_t i = 0; i < group->rows; i++)
        text_buffer_printf(&text, "%g\t%g\t%.10g\t%.10g\t%.10g\t%d\n", group->row[i].y,
                           fmin(group->row[i].half - 5, 10), value_told(voi[i]) ? voi[i].value : 0,
                           value_told(voi[i]) ? voi[i].low : 0, voi[i].high, i == 0 ? 2 : 1);
    chart_set_add(out, chart->scene.size, "bars.tsv", &text);
}

static void chart_evppi(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    struct value_chart chart;
    struct chart_group_row row[BARS] = {0};
    struct estimate voi[BARS];
    init(job, size, &chart);
    struct chart_group group = {.row = row, .rows = fill_rows(&chart, row, voi)};
    struct chart_groups groups = {.group = &group,
                                  .groups = 1,
                                  .number_head = word_text(WORD_VALUE_VOI, job->format.language),
                                  .least = 30,
                                  .least_mark = 20,
                                  .label_lines = LABEL_LINES};
    for (size_t i = 0; i < group.rows; i++) chart.scene.xmax = fmax(chart.scene.xmax, voi[i].high);
    const struct chart_amounts amounts = chart_amounts(&job->format, chart.scene.xmax);
    chart.scene.xmin = -0.005 * chart.scene.xmax;
    chart.scene.xmax *= 1.02;
    const double y = chart_scene_head(
        &chart.scene, job->kicker, evppi_headline(&chart),
        stochastic_subtitle(&job->format, COHORT_EXPECTED,
                            WORDS(job->arena, WORD_VALUE_CHART_SUBTITLE, job->format.language,
                                  {"who", value_who(&chart.builder)}, {"basis", chart_job_basis(job, amounts.unit)})));
    const double foot = chart_groups_lay_out(&chart.scene, &groups, y + 12);
    amounts_axis_x(&chart, amounts.scale, &groups);
    chart_scene_foot(&chart.scene, foot + 2 * chart_measure(&chart.scene)->small + 10, job->footer);
    write_bars(&chart, &group, voi, out);
    chart_set_scene(out, &chart.scene);
}

/* --- a pilot --- */

static bool evsi_applies(const struct chart_subject *subject)
{
    const struct value *const value = subject->analysis;
    return value->pilot != NULL;
}

/* Participants on a logarithmic axis: 1 2 5 10 … */
static double place(double participants)
{
    return fixed_log(participants) / fixed_log(10);
}

static void participants_axis(struct value_chart *chart, const struct value_pilot *pilot)
{
    struct chart_scene *const scene = &chart->scene;
    const double small = chart_measure(scene)->small;
    const struct chart_style style = {small, false, TONE_MUTE, ALIGN_CENTER};
    double reached = -1e9;
    for (size_t i = 0; i < pilot->sizes; i++) {
        const char *const text = format_count(&chart->job->format, pilot->size[i].participants, 0);
        const double x = chart_scene_x(scene, place(pilot->size[i].participants));
        const double half = text ? chart_scene_width(scene, text, small, false) / 2 : 0;
        if (x - half < reached + 8) continue;
        chart_scene_text(scene, PX(x), PX(scene->bottom + small), style, text);
        reached = x + half;
    }
    chart_scene_text(scene, PX((scene->left + scene->right) / 2), PX(scene->bottom + 2.5 * small), style,
                     word_text(WORD_VALUE_CHART_PARTICIPANTS, chart->builder.language));
}

/* The axis of money reaches to the limit of the worth, or to the cost of what was asked for. */
static double greatest(const struct value_pilot *pilot)
{
    const double asked = fmax(pilot->size[pilot->asked].cost.value, pilot->size[pilot->sizes - 1].information.voi.high);
    return 1.12 * fmax(pilot->limit.voi.value, fmin(asked, 3 * pilot->limit.voi.value));
}

static void write_curve(const struct value_chart *chart, const struct value_pilot *pilot, struct chart_set *out)
{
    struct text_buffer text = {.arena = chart->job->arena};
    text_buffer_printf(&text, "participants\tworth\tlow\thigh\n");
    for (size_t i = 0; i < pilot->sizes; i++) {
        const struct estimate voi = pilot->size[i].information.voi;
        text_buffer_printf(&text, "%.10g\t%.10g\t%.10g\t%.10g\n", place(pilot->size[i].participants), voi.value,
                           voi.low, fmin(voi.high, chart->scene.ymax));
    }
    chart_set_add(out, chart->scene.size, "worth.tsv", &text);
}

/* The cost rises steeply on this axis: many points, up to the top of the plot. */
static void write_cost(const struct value_chart *chart, const struct value_pilot *pilot, struct chart_set *out)
{
    enum { POINTS = 200 };
    struct text_buffer text = {.arena = chart->job->arena};
    text_buffer_printf(&text, "participants\tcost\n");
    for (int i = 0; i <= POINTS; i++) {
        const double x = chart->scene.xmin + (chart->scene.xmax - chart->scene.xmin) * i / POINTS;
        const double cost = pilot->fixed_cost + pilot->per_participant.value * fixed_pow(10, x);
        if (cost <= chart->scene.ymax) text_buffer_printf(&text, "%.10g\t%.10g\n", x, cost);
    }
    if (pilot->fixed_cost + pilot->per_participant.value * fixed_pow(10, chart->scene.xmin) > chart->scene.ymax)
        text_buffer_printf(&text, "-1\t-1\n");
    chart_set_add(out, chart->scene.size, "cost.tsv", &text);
}

/* Names the line of the cost where it leaves the plot. */
static void label_exit(struct value_chart *chart, const struct value_pilot *pilot)
{
    struct chart_scene *const scene = &chart->scene;
    const double size = chart_measure(scene)->small;
    const double below = scene->ymax * (1 - 1.7 * size / (scene->bottom - scene->top)); /* the foot of the name */
    const double at = place((below - pilot->fixed_cost) / pilot->per_participant.value);
    if (!(at > scene->xmin && at < scene->xmax)) return;
    const char *const text = word_text(WORD_VALUE_CHART_COST, chart->builder.language);
    scene->halo = true;
    chart_scene_text(scene, PX(chart_scene_x(scene, at) - 8), PX(scene->top + size),
                     (struct chart_style){size, true, TONE_VERMILION, ALIGN_RIGHT}, text);
    scene->halo = false;
}

static void key_entry(struct value_chart *chart, enum chart_role role, enum chart_tone tone, double x, double y,
                      const char *text)
{
    const double size = chart_measure(&chart->scene)->small;
    chart_scene_line(&chart->scene, role, PX(x), PX(y), PX(x + 24), PX(y));
    chart_scene_text(&chart->scene, PX(x + 31), PX(y), (struct chart_style){size, true, tone, ALIGN_LEFT}, text);
}

/* What the lines are, above the plot; returns the y below. */
static double key(struct value_chart *chart, double y)
{
    const struct {
        enum chart_role role;
        enum chart_tone tone;
        enum word word;
    } entry[] = {{ROLE_CURVE1, TONE_BLUE, WORD_VALUE_CHART_VOI},
                 {ROLE_CURVE2, TONE_VERMILION, WORD_VALUE_CHART_COST},
                 {ROLE_DASH, TONE_MUTE, WORD_VALUE_CHART_LIMIT}};
    const struct chart_measure *const m = chart_measure(&chart->scene);
    double x = m->margin;
    for (size_t i = 0; i < sizeof entry / sizeof *entry; i++) {
        const char *const text = word_text(entry[i].word, chart->builder.language);
        const double width = 31 + chart_scene_width(&chart->scene, text, m->small, true);
        if (x > m->margin && x + width > m->width - m->margin) x = m->margin, y += m->leading;
        key_entry(chart, entry[i].role, entry[i].tone, x, y, text);
        x += width + 20;
    }
    return y + m->leading;
}

static void chart_evsi(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    struct value_chart chart;
    init(job, size, &chart);
    struct chart_scene *const scene = &chart.scene;
    const struct value_pilot *const pilot = chart.builder.value->pilot;
    const struct chart_measure *const m = chart_measure(scene);
    const bool useless = pilot->limit.voi.value <= 0;
    scene->ymax = useless ? fmax(1, pilot->size[pilot->asked].cost.value) : greatest(pilot);
    const struct chart_amounts amounts = chart_amounts(&job->format, scene->ymax);
    const double step = chart_axis_step(scene->ymax, size == CHART_WIDE ? TICKS_WIDE : TICKS_NARROW);
    const double head = chart_scene_head(
        scene, job->kicker, value_say_pilot(&chart.builder),
        stochastic_subtitle(&job->format, COHORT_EXPECTED,
                            WORDS(job->arena, WORD_VALUE_CHART_PILOT_SUBTITLE, job->format.language,
                                  {"who", value_who(&chart.builder)}, {"basis", chart_job_basis(job, amounts.unit)})));
    scene->top = key(&chart, head + m->small) + 8;
    scene->bottom = scene->top + (size == CHART_WIDE ? 330 : 260);
    scene->left = m->margin + room_y(&chart, amounts.scale, step);
    scene->right = m->width - m->margin - 16;
    scene->xmin = place(pilot->size[0].participants);
    scene->xmax = place(pilot->size[pilot->sizes - 1].participants);
    amounts_axis_y(&chart, amounts.scale, step);
    participants_axis(&chart, pilot);
    label_exit(&chart, pilot);
    chart_scene_line(scene, ROLE_DASH, PX(scene->left), AXIS(pilot->limit.voi.value), PX(scene->right),
                     AXIS(pilot->limit.voi.value));
    for (size_t i = 0; i < pilot->sizes; i++)
        chart_scene_say(scene, format_count(&job->format, pilot->size[i].participants, 0),
                        value_voi(&chart.builder, pilot->size[i].information.voi), NULL);
    chart_scene_foot(scene, scene->bottom + 3.5 * m->small + 10, job->footer);
    write_curve(&chart, pilot, out);
    write_cost(&chart, pilot, out);
    chart_set_scene(out, scene);
}

static const struct chart charts[] = {{"value_evppi", chart_evppi, evppi_applies, "evppi", false},
                                      {"value_evsi", chart_evsi, evsi_applies, "evsi", false}};
const struct chart_table value_charts = CHART_TABLE(charts);
