#include "sim/chart/chart_groups.h"

#include <math.h>

static const double label_wide = 226, gap = 14;

/* Where the columns stand, px. */
struct columns {
    double label_width, number, interval;
};

static double widest(const struct chart_scene *scene, const struct chart_groups *groups, bool interval)
{
    const struct chart_measure *const m = chart_measure(scene);
    const char *const head = interval ? groups->interval_head : groups->number_head;
    double width = scene->size == CHART_WIDE && head ? chart_scene_width(scene, head, m->small, false) : 0;
    for (size_t g = 0; g < groups->groups; g++)
        for (size_t i = 0; i < groups->group[g].rows; i++) {
            const struct chart_group_row *const row = &groups->group[g].row[i];
            width = fmax(width, chart_scene_width(scene, interval ? row->interval : row->number,
                                                  interval ? m->small : m->label, !interval));
        }
    return width;
}

static struct columns place_columns(struct chart_scene *scene, const struct chart_groups *groups)
{
    const struct chart_measure *const m = chart_measure(scene);
    const double right = m->width - m->margin;
    const double number = widest(scene, groups, false), interval = widest(scene, groups, true);
    const double between = interval > 0 ? gap : 0;
    if (scene->size == CHART_WIDE) {
        scene->left = m->margin + label_wide + gap;
        scene->right = right - interval - between - number - gap;
        return (struct columns){label_wide, right - interval - between, right};
    }
    const double column = fmax(number, interval);
    scene->left = m->margin;
    scene->right = right - column - gap;
    return (struct columns){m->width - 2 * m->margin - column - gap, right, right};
}

static void place_heads(struct chart_scene *scene, const struct chart_groups *groups, const struct columns *columns,
                        double y)
{
    const struct chart_style small = {chart_measure(scene)->small, false, TONE_MUTE, ALIGN_RIGHT};
    if (scene->size != CHART_WIDE) return;
    if (groups->number_head) chart_scene_text(scene, PX(columns->number), PX(y), small, groups->number_head);
    if (groups->interval_head) chart_scene_text(scene, PX(columns->interval), PX(y), small, groups->interval_head);
}

/* The lines of a label; its height. */
static double label_height(struct chart_scene *scene, const struct chart_groups *groups, const struct columns *columns,
                           const char *label)
{
    const struct chart_measure *const m = chart_measure(scene);
    size_t lines = 1;
    chart_wrap(scene->arena, label ? label : "", (struct chart_type){m->label * scene->stretch, false},
               columns->label_width, groups->label_lines, &lines);
    return (double)lines * m->leading;
}

/* Places one row with its top at y, and the middle of its mark in px; returns the y below. */
static double place_row(struct chart_scene *scene, const struct chart_groups *groups, const struct columns *columns,
                        struct chart_group_row *row, double y)
{
    const struct chart_measure *const m = chart_measure(scene);
    const bool wide = scene->size == CHART_WIDE;
    const double text = label_height(scene, groups, columns, row->label);
    const double height = wide ? fmax(groups->least, text + 6) : text + groups->least_mark + 6;
    row->half = (wide ? height : groups->least_mark) / 2;
    row->y = wide ? y + height / 2 : y + text + row->half;
    const double first = wide ? row->y - text / 2 + m->leading / 2 : y + m->leading / 2;
    chart_scene_say(scene, row->label, row->number, row->interval);
    chart_scene_lines(scene, m->margin, first, columns->label_width, m->leading, groups->label_lines,
                      (struct chart_style){m->label, false, TONE_INK, ALIGN_LEFT}, row->label);
    if (row->number)
        chart_scene_text(scene, PX(columns->number), PX(wide ? row->y : first),
                         (struct chart_style){m->label, true, TONE_INK, ALIGN_RIGHT}, row->number);
    if (row->interval)
        chart_scene_text(scene, PX(columns->interval), PX(row->y),
                         (struct chart_style){m->small, false, TONE_MUTE, ALIGN_RIGHT}, row->interval);
    return y + height;
}

static double place_heading(struct chart_scene *scene, const char *heading, bool first, double y)
{
    const struct chart_measure *const m = chart_measure(scene);
    if (!heading) return y;
    if (!first) {
        y += 8;
        chart_scene_line(scene, ROLE_RULE, PX(m->margin), PX(y), PX(m->width - m->margin), PX(y));
        y += 4;
    }
    chart_scene_say(scene, NULL, heading, NULL);
    y = chart_scene_lines(scene, m->margin, y + m->leading / 2 + 2, m->width - 2 * m->margin, m->leading, 2,
                          (struct chart_style){m->label, true, TONE_INK, ALIGN_LEFT}, heading);
    return y - m->leading / 2 + 4;
}

static void add_span(struct chart_groups *groups, double top, double bottom)
{
    if (groups->span) groups->span[groups->spans++] = (struct chart_span){top, bottom};
}

/* Marks are in px above the foot of the plot: the unit of its y axis. */
static void turn_over(const struct chart_scene *scene, struct chart_groups *groups)
{
    for (size_t g = 0; g < groups->groups; g++)
        for (size_t i = 0; i < groups->group[g].rows; i++)
            groups->group[g].row[i].y = scene->bottom - groups->group[g].row[i].y;
}

double chart_groups_lay_out(struct chart_scene *scene, struct chart_groups *groups, double y)
{
    const struct chart_measure *const m = chart_measure(scene);
    const struct columns columns = place_columns(scene, groups);
    size_t rows = groups->groups;
    for (size_t g = 0; g < groups->groups; g++) rows += groups->group[g].rows;
    groups->span = ARENA_ARRAY(scene->arena, rows, struct chart_span);
    groups->spans = 0;
    scene->failed |= !groups->span;
    place_heads(scene, groups, &columns, y + m->small / 2);
    const bool wide = scene->size == CHART_WIDE;
    double at = scene->top = y + (wide && groups->number_head ? m->small + 8 : 4);
    for (size_t g = 0; g < groups->groups; g++) {
        struct chart_group *const group = &groups->group[g];
        at = place_heading(scene, group->heading, g == 0, at);
        const double first = at;
        for (size_t i = 0; i < group->rows; i++) {
            at = place_row(scene, groups, &columns, &group->row[i], at);
            if (!wide) add_span(groups, group->row[i].y - group->row[i].half, group->row[i].y + group->row[i].half);
        }
        if (wide) add_span(groups, first, at);
    }
    scene->bottom = at + 4;
    scene->ymin = 0;
    scene->ymax = scene->bottom - scene->top;
    turn_over(scene, groups);
    return scene->bottom;
}

void chart_groups_percent_axis(struct chart_scene *scene, const struct chart_groups *groups,
                               const struct format *format)
{
    enum { TICKS = 4 };
    const struct chart_style style = {chart_measure(scene)->small, false, TONE_MUTE, ALIGN_CENTER};
    for (int i = 0; i <= TICKS; i++) {
        const struct chart_at x = AXIS((double)i / TICKS);
        for (size_t s = 0; s < groups->spans; s++)
            chart_scene_line(scene, i == 0 ? ROLE_ZERO : ROLE_GRID, x, PX(groups->span[s].top), x,
                             PX(groups->span[s].bottom));
        chart_scene_text(scene, x, PX(scene->bottom + style.size), style, chart_percent(format, (double)i / TICKS));
    }
}
