/* The probability of a result above zero over two values of the scenario: five classes, and the line of even chance. */
#include <math.h>

#include "sim/report/analysis_basis.h"
#include "sim/report/sweep_report.h"

enum { CLASSES = 5 };

struct heat {
    const struct chart_job *job;
    const struct sweep *sweep;
    struct chart_scene scene;
    struct chart_set *set;
    const char *label[SWEEP_AXES];
    bool contour;     /* the line of even chance is drawn somewhere */
    bool means;       /* one class holds every chance: the mean is shown */
    double low, high; /* of what is shown: its classes are equal parts */
    struct chart_amounts amounts;
};

/* The i-th border between the cells of an axis: half way between points, and as far outside at the ends. */
static double border(const struct sweep_axis *axis, size_t i)
{
    const double *const v = axis->value;
    const size_t last = axis->points - 1;
    if (i == 0) return v[0] - (v[1] - v[0]) / 2;
    return i > last ? v[last] + (v[last] - v[last - 1]) / 2 : (v[i - 1] + v[i]) / 2;
}

static double chance_at(const struct sweep *sweep, size_t x, size_t y)
{
    return sweep->point[y * sweep->axis[0].points + x].positive.value;
}

static int class_of(const struct heat *chart, size_t x, size_t y)
{
    const struct estimate mean = chart->sweep->point[y * chart->sweep->axis[0].points + x].mean;
    const double value = chart->means ? mean.value : chance_at(chart->sweep, x, y);
    const int class = (int)((value - chart->low) / (chart->high - chart->low) * CLASSES);
    return class < CLASSES ? class : CLASSES - 1;
}

/* Chances, unless one class holds them all. */
static void choose_shown(struct heat *chart)
{
    const struct sweep *const sweep = chart->sweep;
    const int first = class_of(chart, 0, 0);
    double low = INFINITY, high = -INFINITY;
    bool alike = true;
    for (size_t y = 0; y < sweep->axis[1].points; y++)
        for (size_t x = 0; x < sweep->axis[0].points; x++) {
            const double mean = sweep->point[y * sweep->axis[0].points + x].mean.value;
            alike &= class_of(chart, x, y) == first;
            low = fmin(low, mean);
            high = fmax(high, mean);
        }
    if (!alike || !(high > low)) return;
    chart->means = true;
    chart->low = low;
    chart->high = high;
}

/* Cells overlap their right and upper neighbours a little, or seams would show. */
static void write_cells(struct heat *chart)
{
    const struct sweep_axis *const a = &chart->sweep->axis[0], *const b = &chart->sweep->axis[1];
    struct text_buffer text = {.arena = chart->job->arena};
    text_buffer_printf(&text, "x\ty\txlow\txhigh\tylow\tyhigh\tprobability\tclass\n");
    for (size_t y = 0; y < b->points; y++)
        for (size_t x = 0; x < a->points; x++) {
            const double left = border(a, x), right = border(a, x + 1), low = border(b, y), high = border(b, y + 1);
            const double over = 0.04;
            const double chance = chance_at(chart->sweep, x, y);
            text_buffer_printf(&text, "%.10g\t%.10g\t%.10g\t%.10g\t%.10g\t%.10g\t%.10g\t%d\n", a->value[x], b->value[y],
                               left, x + 1 < a->points ? right + over * (right - left) : right, low,
                               y + 1 < b->points ? high + over * (high - low) : high, chance,
                               class_of(chart, x, y) + 1);
        }
    chart_set_add(chart->set, chart->scene.size, "cells.tsv", &text);
}

/* A corner of a square of four neighbouring points. */
struct corner {
    double x, y, chance;
};

/* Where the line of even chance crosses a side of the square; false where it does not. */
static bool cross(const struct corner *a, const struct corner *b, double *out_x, double *out_y)
{
    const double even = 0.5;
    if ((a->chance >= even) == (b->chance >= even)) return false;
    const double t = (even - a->chance) / (b->chance - a->chance);
    *out_x = a->x + t * (b->x - a->x);
    *out_y = a->y + t * (b->y - a->y);
    return true;
}

/* Marching squares (Lorensen and Cline 1987, in the plane): two crossings make a piece of the line, four make two. */
static void draw_square(struct heat *chart, size_t x, size_t y)
{
    const struct sweep *const sweep = chart->sweep;
    const double *const a = sweep->axis[0].value, *const b = sweep->axis[1].value;
    const struct corner corner[] = {{a[x], b[y], chance_at(sweep, x, y)},
                                    {a[x + 1], b[y], chance_at(sweep, x + 1, y)},
                                    {a[x + 1], b[y + 1], chance_at(sweep, x + 1, y + 1)},
                                    {a[x], b[y + 1], chance_at(sweep, x, y + 1)}};
    double px[4], py[4];
    size_t crossings = 0;
    for (size_t side = 0; side < 4; side++)
        crossings += cross(&corner[side], &corner[(side + 1) % 4], &px[crossings], &py[crossings]);
    chart->contour |= crossings > 0;
    for (size_t i = 0; i + 1 < crossings; i += 2)
        chart_scene_line(&chart->scene, ROLE_CONTOUR, AXIS(px[i]), AXIS(py[i]), AXIS(px[i + 1]), AXIS(py[i + 1]));
}

static void draw_contour(struct heat *chart)
{
    for (size_t y = 0; y + 1 < chart->sweep->axis[1].points; y++)
        for (size_t x = 0; x + 1 < chart->sweep->axis[0].points; x++) draw_square(chart, x, y);
}

static bool today_shown(const struct heat *chart)
{
    const double x = chart->sweep->axis[0].today, y = chart->sweep->axis[1].today;
    const struct chart_scene *const scene = &chart->scene;
    return x >= scene->xmin && x <= scene->xmax && y >= scene->ymin && y <= scene->ymax;
}

static void write_mark(struct heat *chart)
{
    const bool shown = today_shown(chart);
    struct text_buffer text = {.arena = chart->job->arena};
    text_buffer_printf(&text, "shown\tx\ty\n%d\t%.10g\t%.10g\n", shown, shown ? chart->sweep->axis[0].today : 0,
                       shown ? chart->sweep->axis[1].today : 0);
    chart_set_add(chart->set, chart->scene.size, "mark.tsv", &text);
}

/* The tested values, as many as have room; returns the width of the widest, which may be asked for before. */
static double axis_y(struct heat *chart, bool draw)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const struct sweep_axis *const axis = &chart->sweep->axis[1];
    double room = 0, free = INFINITY; /* px above which a label may end */
    for (size_t i = 0; i < axis->points; i++) {
        const char *const text = sweep_value(&chart->job->format, chart->sweep, 1, axis->value[i]);
        const double y = chart_scene_y(scene, axis->value[i]);
        room = fmax(room, chart_scene_width(scene, text, m->small, false));
        if (!draw || y + m->small / 2 > free) continue;
        chart_scene_text(scene, PX(scene->left - 8), AXIS(axis->value[i]),
                         (struct chart_style){m->small, false, TONE_MUTE, ALIGN_RIGHT}, text);
        free = y - m->small / 2 - 2;
    }
    return room + 8;
}

static const char *class_text(const struct heat *chart, int class)
{
    const struct format *const format = &chart->job->format;
    const double width = (chart->high - chart->low) / CLASSES;
    const struct estimate low = {.value = chart->low + width * class, .error = width / 10},
                          high = {.value = chart->low + width * (class + 1), .error = width / 10};
    if (chart->means && chart->sweep->unit == UNIT_MONEY) return chart_amount_range(&chart->amounts, low, high);
    if (chart->means) return format_range(format, chart->sweep->unit, low, high);
    return WORDS(format->arena, WORD_RANGE, format->language,
                 {"low", format_decimals(format, 100.0 * class / CLASSES, 0)},
                 {"high", chart_percent(format, (class + 1.0) / CLASSES)});
}

/* The classes from the greatest down, then the line and the disc; returns the y below. */
static double legend(struct heat *chart, double x, double y)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const struct chart_style style = {m->small, false, TONE_INK, ALIGN_LEFT};
    const double row = 1.35 * m->leading, box = 22;
    struct text_buffer text = {.arena = chart->job->arena};
    chart_scene_text(scene, PX(x), PX(y), (struct chart_style){m->small, true, TONE_INK, ALIGN_LEFT},
                     word_text(chart->means ? WORD_MEAN : WORD_SWEEP_HEAT_LEGEND, scene->language));
    text_buffer_printf(&text, "class\tx\ty\twidth\theight\n");
    for (int class = CLASSES - 1; class >= 0; class --) {
        y += row;
        text_buffer_printf(&text, "%d\t%.10g\t%.10g\t%.10g\t%.10g\n", class + 1, x, y - 8, box, 16.0);
        chart_scene_text(scene, PX(x + box + 8), PX(y), style, class_text(chart, class));
    }
    if (chart->contour) {
        y += row;
        chart_scene_line(scene, ROLE_CONTOUR, PX(x), PX(y), PX(x + box), PX(y));
        chart_scene_text(scene, PX(x + box + 8), PX(y), style, word_text(WORD_SWEEP_HEAT_LINE, scene->language));
    }
    if (today_shown(chart)) {
        y += row;
        chart_scene_text(scene, PX(x + box / 2), PX(y),
                         (struct chart_style){m->label, true, TONE_VERMILION, ALIGN_CENTER}, "●");
        chart_scene_text(scene, PX(x + box + 8), PX(y), style, word_text(WORD_SWEEP_HEAT_TODAY, scene->language));
    }
    chart_set_add(chart->set, scene->size, "legend.tsv", &text);
    return y + row;
}

static double lay_out(struct heat *chart, double y)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const bool wide = scene->size == CHART_WIDE;
    y = chart_scene_lines(scene, m->margin, y + 22, m->width - 2 * m->margin, m->leading, 2,
                          (struct chart_style){m->small + 1, false, TONE_MUTE, ALIGN_LEFT}, chart->label[1]);
    scene->left = m->margin + axis_y(chart, false);
    scene->right = m->width - m->margin - (wide ? 150 : 0);
    scene->top = y + 4;
    scene->bottom = scene->top + (wide ? 320 : 260);
    draw_contour(chart);
    axis_y(chart, true);
    const double axis = scene->bottom + m->small;
    const double below = sweep_axis_x(scene, &chart->job->format, chart->sweep, chart->label[0], axis);
    const double end = legend(chart, wide ? scene->right + 24 : scene->left, wide ? scene->top + m->small : below);
    return wide ? fmax(below, end) : end;
}

static enum word headline(const struct sweep *sweep)
{
    size_t likely = 0;
    for (size_t p = 0; p < sweep->points; p++) likely += sweep->point[p].positive.value >= 0.5;
    return likely == 0               ? WORD_SWEEP_HEAT_NEVER
           : likely == sweep->points ? WORD_SWEEP_HEAT_ALWAYS
                                     : WORD_SWEEP_HEAT_MIXED;
}

/* Present value and prices, and no unit: a chance has none. */
static const char *heat_basis(const struct heat *chart)
{
    const struct chart_job *const job = chart->job;
    const char *const prices = format_year(&job->format, job->scenario->settings.price_year);
    if (sweep_varies_rate(chart->sweep))
        return WORDS(job->arena, WORD_SWEEP_HEAT_BASIS_VARIED, job->format.language, {"prices", prices});
    return WORDS(job->arena, WORD_SWEEP_HEAT_BASIS, job->format.language, {"prices", prices},
                 {"rate", chart_job_rate(job)});
}

void chart_heat(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    struct heat chart = {.job = job, .set = out, .sweep = job->analysis, .high = 1};
    const enum language language = job->format.language;
    chart_job_scene(job, size, &chart.scene);
    chart.scene.xmin = border(&chart.sweep->axis[0], 0);
    chart.scene.xmax = border(&chart.sweep->axis[0], chart.sweep->axis[0].points);
    chart.scene.ymin = border(&chart.sweep->axis[1], 0);
    chart.scene.ymax = border(&chart.sweep->axis[1], chart.sweep->axis[1].points);
    for (size_t a = 0; a < SWEEP_AXES; a++) {
        const char *const label = sweep_label(job->arena, chart.sweep, a, language);
        chart.label[a] = label ? chart_shorten(job->arena, label, CHART_LABEL_MOST) : NULL;
        out->failed |= !chart.label[a];
    }
    choose_shown(&chart);
    const char *unit = unit_text(job->arena, chart.sweep->unit, job->format.currency);
    chart.amounts = chart_amounts(&job->format, fmax(fabs(chart.low), fabs(chart.high)));
    if (chart.sweep->unit == UNIT_MONEY) unit = chart.amounts.unit;
    const char *const shown = WORDS(job->arena, chart.means ? WORD_SWEEP_HEAT_MEANS : WORD_SWEEP_HEAT_SUBTITLE,
                                    language, {"result", sweep_result(job->arena, chart.sweep, language)},
                                    {"unit", unit}, {"basis", heat_basis(&chart)});
    const char *const subtitle = stochastic_subtitle(&job->format, chart.sweep->simulation->cohort, shown);
    out->failed |= !subtitle;
    if (out->failed) return;
    const double y = chart_scene_head(&chart.scene, job->kicker, word_text(headline(chart.sweep), language), subtitle);
    const double below = lay_out(&chart, y);
    chart_scene_foot(&chart.scene, below, job->footer);
    write_cells(&chart);
    write_mark(&chart);
    chart_set_scene(out, &chart.scene);
}
