#include "sim/chart/chart_axis.h"

#include <math.h>

double chart_axis_step(double span, int count)
{
    const double rough = span / count;
    const double power = pow(10, floor(log10(rough)));
    const double digit = rough / power;
    return power * (digit < 1.5 ? 1 : digit < 3.2 ? 2 : digit < 7.1 ? 5 : 10);
}

static int decimals_for(double quantum)
{
    const int decimals = (int)ceil(-log10(quantum) - 1e-9);
    return decimals < 0 ? 0 : decimals;
}

struct chart_amounts chart_amounts(const struct format *format, double largest)
{
    struct chart_amounts amounts = {.format = format};
    const double size = fabs(largest) > 0 ? fabs(largest) : 1;
    amounts.scale = format_money_scale(format, size, &amounts.unit);
    amounts.finest = pow(10, floor(log10(size)) - 2);
    return amounts;
}

/* The place of the last digit that a figure's error supports, but never coarser than its first digit. */
static double supported(const struct chart_amounts *amounts, struct estimate figure)
{
    if (figure.value == 0) return amounts->scale;
    const double first = pow(10, floor(log10(fabs(figure.value))));
    const double quantum = isfinite(figure.error) ? format_quantum(figure.error) : first;
    return fmax(amounts->finest, fmin(quantum, first));
}

static char *amount_at(const struct chart_amounts *amounts, double value, double quantum, bool sign)
{
    const double rounded = round(value / quantum) * quantum;
    char *const text =
        format_decimals(amounts->format, rounded / amounts->scale, decimals_for(quantum / amounts->scale));
    return text && sign && rounded > 0 ? arena_printf(amounts->format->arena, "+%s", text) : text;
}

char *chart_amount(const struct chart_amounts *amounts, struct estimate figure, bool sign)
{
    return amount_at(amounts, figure.value, supported(amounts, figure), sign);
}

char *chart_amount_range(const struct chart_amounts *amounts, struct estimate low, struct estimate high)
{
    low.error = fmax(low.error, amounts->finest);
    high.error = fmax(high.error, amounts->finest);
    return format_money_range_at(amounts->format, amounts->scale, low, high);
}

char *chart_percent(const struct format *format, double share)
{
    int decimals = 0;
    for (double points = 100 * share; decimals < 2 && fabs(points - round(points)) > 1e-9; points *= 10) decimals++;
    return WORDS(format->arena, WORD_PERCENT, format->language, {"n", format_decimals(format, 100 * share, decimals)});
}

static char *tick_label(const struct format *format, double value, double step, double scale)
{
    if (fabs(value) < step / 2) return format_decimals(format, 0, 0);
    char *const text = format_decimals(format, value / scale, decimals_for(step / scale));
    return text && value > 0 ? arena_printf(format->arena, "+%s", text) : text;
}

/* The finest of the round steps at which neighbouring labels keep apart. */
static double roomy_step(const struct chart_scene *scene, const struct format *format, double scale, int count)
{
    const double size = chart_measure(scene)->small;
    double step = 2 * (scene->xmax - scene->xmin); /* zero alone */
    for (; count > 0; count--) {
        step = chart_axis_step(scene->xmax - scene->xmin, count);
        const double ends[] = {floor(scene->xmin / step) * step, ceil(scene->xmax / step) * step};
        double widest = 0;
        for (int i = 0; i < 2; i++)
            widest = fmax(widest, chart_scene_width(scene, tick_label(format, ends[i], step, scale), size, false));
        if (chart_scene_x(scene, step) - chart_scene_x(scene, 0) > widest + size) break;
    }
    return step;
}

void chart_axis_money_x(struct chart_scene *scene, const struct format *format, double scale, int count,
                        const struct chart_span *span, size_t spans)
{
    const struct chart_measure *const m = chart_measure(scene);
    const struct chart_style style = {m->small, false, TONE_MUTE, ALIGN_CENTER};
    const struct chart_span whole = {scene->top, scene->bottom};
    const double step = roomy_step(scene, format, scale, count);
    for (double k = ceil(scene->xmin / step - 1e-9); k * step <= scene->xmax + step * 1e-9; k++) {
        const bool zero = fabs(k) < 0.5;
        const double value = zero ? 0 : k * step;
        for (size_t i = 0; i < (spans ? spans : 1); i++) {
            const struct chart_span at = spans ? span[i] : whole;
            const enum chart_role role = !zero ? ROLE_GRID : scene->quiet ? ROLE_LINK : ROLE_ZERO;
            chart_scene_line(scene, role, AXIS(value), PX(at.top), AXIS(value), PX(at.bottom));
        }
        char *const label = tick_label(format, value, step, scale);
        const double half = chart_scene_width(scene, label, style.size, false) / 2, x = chart_scene_x(scene, value);
        if (x - half < 2 || x + half > scene->width - 2) continue;
        chart_scene_text(scene, AXIS(value), PX(scene->bottom + m->small), style, label);
    }
}

static double step_y(const struct chart_scene *scene, int count)
{
    const double span = scene->ymax - scene->ymin;
    return count > 0 ? chart_axis_step(span, count) : 2 * span;
}

void chart_axis_money_y(struct chart_scene *scene, const struct format *format, double scale, int count)
{
    const struct chart_measure *const m = chart_measure(scene);
    const double step = step_y(scene, count);
    for (double k = ceil(scene->ymin / step - 1e-9); k * step <= scene->ymax + step * 1e-9; k++) {
        const bool zero = fabs(k) < 0.5;
        const struct chart_at y = AXIS(zero ? 0 : k * step);
        chart_scene_line(scene, zero ? ROLE_ZERO : ROLE_GRID, PX(scene->left), y, PX(scene->right), y);
        chart_scene_text(scene, PX(scene->left - 8), y, (struct chart_style){m->small, false, TONE_MUTE, ALIGN_RIGHT},
                         tick_label(format, k * step, step, scale));
    }
}

double chart_axis_room_y(const struct chart_scene *scene, const struct format *format, double scale, int count)
{
    const double step = step_y(scene, count);
    double room = 0;
    for (double k = ceil(scene->ymin / step - 1e-9); k * step <= scene->ymax + step * 1e-9; k++)
        room = fmax(room, chart_scene_width(scene, tick_label(format, k * step, step, scale),
                                            chart_measure(scene)->small, false));
    return room + 8;
}
