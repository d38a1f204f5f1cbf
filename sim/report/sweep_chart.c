/* A result against one value of the scenario: its mean, and the band of 5–95 % of the results. */
#include <math.h>

#include "sim/report/analysis_basis.h"
#include "sim/report/sweep_report.h"

enum { TICKS_WIDE = 6, TICKS_NARROW = 4 };

struct line_chart {
    const struct chart_job *job;
    const struct sweep *sweep;
    struct chart_scene scene;
    struct chart_set *set;
    const char *label; /* of the axis */
};

double sweep_axis_x(struct chart_scene *scene, const struct format *format, const struct sweep *sweep,
                    const char *label, double y)
{
    enum { LABEL_LINES = 3 };
    const struct chart_measure *const m = chart_measure(scene);
    const struct sweep_axis *const axis = &sweep->axis[0];
    const struct chart_style style = {m->small, false, TONE_MUTE, ALIGN_CENTER};
    double free = 0; /* px from which a label may begin */
    for (size_t i = 0; i < axis->points; i++) {
        const char *const text = sweep_value(format, sweep, 0, axis->value[i]);
        const double half = text ? chart_scene_width(scene, text, m->small, false) / 2 : 0;
        const double x = chart_scene_x(scene, axis->value[i]);
        if (x - half < free || x + half > m->width - 4) continue;
        chart_scene_text(scene, AXIS(axis->value[i]), PX(y), style, text);
        free = x + half + 10;
    }
    const double middle = (scene->left + scene->right) / 2;
    const double width = 2 * (fmin(middle, m->width - middle) - m->margin);
    y = chart_scene_lines(scene, middle, y + 1.4 * m->leading, width, m->leading, LABEL_LINES,
                          (struct chart_style){m->small + 1, false, TONE_MUTE, ALIGN_CENTER}, label);
    return y - 0.4 * m->leading + m->small;
}

static enum word headline_word(const struct sweep *sweep)
{
    static const enum word of_course[SWEEP_COURSES] = {[SWEEP_CROSSING] = WORD_SWEEP_CHART_CROSSES,
                                                       [SWEEP_HILL] = WORD_SWEEP_CHART_HILL,
                                                       [SWEEP_VALLEY] = WORD_SWEEP_CHART_VALLEY};
    const struct sweep_signs signs = sweep_signs(sweep);
    if (of_course[signs.course]) return of_course[signs.course];
    bool rises = true, falls = true;
    for (size_t p = 1; p < sweep->points; p++) {
        rises &= sweep->point[p].mean.value >= sweep->point[p - 1].mean.value;
        falls &= sweep->point[p].mean.value <= sweep->point[p - 1].mean.value;
    }
    const size_t flat = sweep_flat_from(sweep);
    const bool until = flat > 0 && flat + 1 < sweep->points;
    if (rises && falls) return WORD_SWEEP_CHART_SAME;
    if (rises) return until ? WORD_SWEEP_CHART_RISES_UNTIL : WORD_SWEEP_CHART_RISES;
    if (falls) return until ? WORD_SWEEP_CHART_FALLS_UNTIL : WORD_SWEEP_CHART_FALLS;
    return sweep_bend(sweep) > 0 ? WORD_SWEEP_CHART_BENDS_AT : WORD_SWEEP_CHART_BENDS;
}

static const char *headline(const struct line_chart *chart)
{
    const struct format *const format = &chart->job->format;
    const struct sweep_signs signs = sweep_signs(chart->sweep);
    const double *const value = chart->sweep->axis[0].value;
    const size_t bend = sweep_bend(chart->sweep);
    const struct estimate most = chart->sweep->point[bend].mean;
    const char *const label = sweep_label(format->arena, chart->sweep, 0, format->language);
    return WORDS(format->arena, headline_word(chart->sweep), format->language,
                 {"label", label ? chart_clean(format->arena, label, CHART_LABEL_MOST) : NULL},
                 {"from", sweep_value(format, chart->sweep, 0, value[signs.from])},
                 {"to", sweep_value(format, chart->sweep, 0, value[signs.to])},
                 {"bend", sweep_value(format, chart->sweep, 0, value[bend])},
                 {"most", format_value(format, chart->sweep->unit, most.value, most.error)},
                 {"low", sweep_value(format, chart->sweep, 0, value[signs.low])},
                 {"high", sweep_value(format, chart->sweep, 0, value[signs.high])},
                 {"x", sweep_value(format, chart->sweep, 0, value[sweep_flat_from(chart->sweep)])});
}

static void set_ranges(struct line_chart *chart)
{
    const struct sweep *const sweep = chart->sweep;
    double low = 0, high = 0;
    for (size_t p = 0; p < sweep->points; p++) {
        low = fmin(low, sweep->point[p].p5.value);
        high = fmax(high, sweep->point[p].p95.value);
    }
    chart->scene.flat = !(high > low);
    const double pad = high > low ? 0.03 * (high - low) : 0.5;
    chart->scene.ymin = low - pad;
    chart->scene.ymax = high + pad;
    chart->scene.xmin = sweep->axis[0].value[0];
    chart->scene.xmax = sweep->axis[0].value[sweep->points - 1];
}

static void write_points(struct line_chart *chart)
{
    const struct sweep *const sweep = chart->sweep;
    struct text_buffer text = {.arena = chart->job->arena};
    text_buffer_printf(&text, "value\tmean\tlow90\thigh90\n");
    for (size_t p = 0; p < sweep->points; p++)
        text_buffer_printf(&text, "%.10g\t%.10g\t%.10g\t%.10g\n", sweep->axis[0].value[p], sweep->point[p].mean.value,
                           sweep->point[p].p5.value, sweep->point[p].p95.value);
    chart_set_add(chart->set, chart->scene.size, "points.tsv", &text);
}

/* The value as the scenario has it: a dashed line, named above the plot. */
static void mark_today(struct line_chart *chart)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const struct format *const format = &chart->job->format;
    const double today = chart->sweep->axis[0].today;
    if (!(today >= scene->xmin && today <= scene->xmax)) return;
    const bool drawn = chart->sweep->axis[0].uncertain;
    const char *const text = WORDS(format->arena, drawn ? WORD_SWEEP_CHART_DRAWN : WORD_SWEEP_CHART_TODAY,
                                   format->language, {"today", sweep_value(format, chart->sweep, 0, today)});
    const double half = text ? chart_scene_width(scene, text, m->small, true) / 2 : 0;
    const double x = fmin(fmax(chart_scene_x(scene, today), m->margin + half), m->width - m->margin - half);
    chart_scene_line(scene, ROLE_DASH, AXIS(today), PX(scene->top), AXIS(today), PX(scene->bottom));
    chart_scene_text(scene, PX(x), PX(scene->top - 0.7 * m->small),
                     (struct chart_style){m->small, true, TONE_INK, ALIGN_CENTER}, text);
}

/* What line and band are, at their right ends; apart from each other where they are narrow. */
static void label_ends(struct line_chart *chart)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const struct sweep_point *const last = &chart->sweep->point[chart->sweep->points - 1];
    const double mean = chart_scene_y(scene, last->mean.value);
    const double band = fmin((chart_scene_y(scene, last->p95.value) + mean) / 2, mean - m->leading);
    const char *const mean_text = word_text(WORD_MEAN, scene->language);
    const char *const band_text = word_text(WORD_SWEEP_CHART_BAND, scene->language);
    chart_scene_text(scene, PX(scene->right + 10), PX(mean),
                     (struct chart_style){m->small, true, TONE_BLUE, ALIGN_LEFT}, mean_text);
    chart_scene_text(scene, PX(scene->right + 10), PX(band),
                     (struct chart_style){m->small, false, TONE_BLUE, ALIGN_LEFT}, band_text);
}

/* What the picture shows, for whoever cannot see it. */
static void speak(struct line_chart *chart)
{
    const struct sweep *const sweep = chart->sweep;
    const struct format *const format = &chart->job->format;
    const size_t ends[] = {0, sweep->points - 1};
    for (size_t i = 0; i < 2; i++) {
        const struct sweep_point *const point = &sweep->point[ends[i]];
        chart_scene_say(&chart->scene, sweep_value(format, sweep, 0, sweep->axis[0].value[ends[i]]),
                        format_value(format, sweep->unit, point->mean.value, point->mean.error),
                        format_range(format, sweep->unit, point->p5, point->p95));
    }
}

static double lay_out(struct line_chart *chart, double y, double scale)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const int ticks = scene->flat ? 0 : scene->size == CHART_WIDE ? TICKS_WIDE : TICKS_NARROW;
    const double side =
        fmax(chart_scene_width(scene, word_text(WORD_MEAN, scene->language), m->small, true),
             chart_scene_width(scene, word_text(WORD_SWEEP_CHART_BAND, scene->language), m->small, false));
    scene->left = m->margin + chart_axis_room_y(scene, &chart->job->format, scale, ticks);
    scene->right = m->width - m->margin - side - 12;
    scene->top = y + 16 + m->leading;
    scene->bottom = scene->top + (scene->size == CHART_WIDE ? 300 : 230);
    chart_axis_money_y(scene, &chart->job->format, scale, ticks);
    mark_today(chart);
    label_ends(chart);
    const double axis = scene->bottom + m->small;
    return sweep_axis_x(scene, &chart->job->format, chart->sweep, chart->label, axis);
}

void chart_sweep(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    struct line_chart chart = {.job = job, .set = out, .sweep = job->analysis};
    const enum language language = job->format.language;
    chart_job_scene(job, size, &chart.scene);
    set_ranges(&chart);
    const char *const label = sweep_label(job->arena, chart.sweep, 0, language);
    chart.label = label ? chart_shorten(job->arena, label, CHART_LABEL_MOST) : NULL;
    const bool money = chart.sweep->unit == UNIT_MONEY;
    const char *unit = unit_text(job->arena, chart.sweep->unit, job->format.currency);
    const double largest = fmax(-chart.scene.ymin, chart.scene.ymax);
    const double scale = money                             ? format_money_scale(&job->format, largest, &unit)
                         : chart.sweep->unit == UNIT_SHARE ? 0.01
                                                           : 1;
    if (chart.sweep->unit == UNIT_SHARE) unit = "%";
    const char *const shown = WORDS(job->arena, WORD_SWEEP_CHART_SUBTITLE, language,
                                    {"result", sweep_result(job->arena, chart.sweep, language)},
                                    {"basis", money ? sweep_basis(job, unit) : unit}, {"path", chart.label});
    const char *const subtitle = stochastic_subtitle(&job->format, chart.sweep->simulation->cohort, shown);
    if (!chart.label || !subtitle) {
        out->failed = true;
        return;
    }
    const double y = chart_scene_head(&chart.scene, job->kicker, headline(&chart), subtitle);
    const double below = lay_out(&chart, y, scale);
    speak(&chart);
    chart_scene_foot(&chart.scene, below, job->footer);
    write_points(&chart);
    chart_set_scene(out, &chart.scene);
}
