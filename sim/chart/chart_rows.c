#include "sim/chart/chart_rows.h"

#include <math.h>

enum { LABEL_LINES = 3, TICKS_WIDE = 5, TICKS_NARROW = 4 };

static const double label_wide = 226, gap = 14;

/* Where the columns stand, px. */
struct columns {
    double label_width, number, interval;
};

static double widest(const struct chart_scene *scene, const struct chart_row *row, size_t rows, bool interval,
                     const char *head)
{
    const struct chart_measure *const m = chart_measure(scene);
    double width = chart_scene_width(scene, head, m->small, false);
    for (size_t i = 0; i < rows; i++)
        width = fmax(width, chart_scene_width(scene, interval ? row[i].interval : row[i].number,
                                              interval ? m->small : m->label, !interval));
    return width;
}

static struct columns place_columns(struct chart_scene *scene, const struct chart_row *row, size_t rows,
                                    const char *head, const char *interval_head)
{
    const struct chart_measure *const m = chart_measure(scene);
    const double right = m->width - m->margin;
    const double number = widest(scene, row, rows, false, head),
                 interval = widest(scene, row, rows, true, interval_head);
    if (scene->size == CHART_WIDE) {
        scene->left = m->margin + label_wide + gap;
        scene->right = right - interval - number - 2 * gap;
        return (struct columns){label_wide, right - interval - gap, right};
    }
    const double column = fmax(number, interval);
    scene->left = m->margin;
    scene->right = right - column - gap;
    return (struct columns){m->width - 2 * m->margin - column - gap, right, right};
}

/* Places one row's label and figures with its top at y; sets the middle of its bar in px; returns the y below. */
static double place_row(struct chart_scene *scene, const struct columns *columns, struct chart_row *row, double y)
{
    const struct chart_measure *const m = chart_measure(scene);
    const bool wide = scene->size == CHART_WIDE;
    const struct chart_style label = {m->label, row->total, TONE_INK, ALIGN_LEFT};
    const struct chart_style number = {m->label, true, TONE_INK, ALIGN_RIGHT};
    const struct chart_style interval = {m->small, false, TONE_MUTE, ALIGN_RIGHT};
    size_t lines = 1;
    chart_wrap(scene->arena, row->label ? row->label : "", (struct chart_type){m->label * scene->stretch, row->total},
               columns->label_width, LABEL_LINES, &lines);
    const double text = (double)lines * m->leading;
    const double height = wide ? fmax(38, text + 10) : text + 32;
    row->half = wide ? 13 : 10;
    row->y = wide ? y + height / 2 : y + text + 6 + row->half;
    const double first = wide ? row->y - text / 2 + m->leading / 2 : y + m->leading / 2 + 2;
    chart_scene_say(scene, row->label, row->number, row->interval);
    chart_scene_lines(scene, m->margin, first, columns->label_width, m->leading, LABEL_LINES, label, row->label);
    chart_scene_text(scene, PX(columns->number), PX(wide ? row->y : y + m->leading / 2 + 2), number, row->number);
    chart_scene_text(scene, PX(columns->interval), PX(row->y), interval, row->interval);
    return y + height;
}

double chart_rows_lay_out(struct chart_scene *scene, const struct chart_job *job, struct chart_row *row, size_t rows,
                          double y, const char *head, double scale)
{
    const struct chart_measure *const m = chart_measure(scene);
    const char *const interval_head = word_text(WORD_RANGE_90, scene->language);
    const bool wide = scene->size == CHART_WIDE;
    const struct columns columns = place_columns(scene, row, rows, head, wide ? interval_head : "");
    const struct chart_style small = {m->small, false, TONE_MUTE, ALIGN_RIGHT};
    if (wide) chart_scene_text(scene, PX(columns.number), PX(y + m->small / 2), small, head);
    if (wide) chart_scene_text(scene, PX(columns.interval), PX(y + m->small / 2), small, interval_head);
    scene->top = y + (wide ? m->small + 10 : 4);
    double at = scene->top;
    for (size_t i = 0; i < rows; i++) {
        if (row[i].total) {
            chart_scene_line(scene, ROLE_RULE, PX(m->margin), PX(at + 3), PX(m->width - m->margin), PX(at + 3));
            at += 6;
        }
        at = place_row(scene, &columns, &row[i], at) + (row[i].total ? 8 : 0);
    }
    scene->bottom = at + 4;
    scene->ymax = scene->bottom - scene->top;
    struct chart_span *const span = ARENA_ARRAY(scene->arena, rows, struct chart_span);
    scene->failed |= span == NULL;
    for (size_t i = 0; i < rows; i++) {
        if (span) span[i] = (struct chart_span){row[i].y - row[i].half - 4, row[i].y + row[i].half + 4};
        row[i].y = scene->bottom - row[i].y;
    }
    chart_axis_money_x(scene, &job->format, scale,
                       scene->flat ? 0
                       : wide      ? TICKS_WIDE
                                   : TICKS_NARROW,
                       span, wide || !span ? 0 : rows);
    return scene->bottom + 2 * m->small + 4;
}

void chart_rows_range(struct chart_scene *scene, const double *value, size_t values)
{
    double low = 0, high = 0;
    for (size_t i = 0; i < values; i++) {
        low = fmin(low, value[i]);
        high = fmax(high, value[i]);
    }
    const double span = high > low ? high - low : 1;
    scene->flat = !(high > low);
    scene->xmin = low - (low < 0 ? 0.03 : 0.01) * span;
    scene->xmax = high + (high > 0 ? 0.03 : 0.01) * span;
}
