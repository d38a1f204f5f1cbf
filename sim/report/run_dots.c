#include <math.h>

#include "sim/report/run_charts.h"

enum { DOTS = 50, SIDE_WIDE = 246, TICKS_WIDE = 6, TICKS_NARROW = 4 };

/* Diameters tried, greatest first, and the height that a row's stack may take, px. */
static const double diameter_most[CHART_PLACES] = {30, 16}, diameter_step = 0.5, diameter_least = 6.5;
static const double height_most[CHART_PLACES][CHART_SIZES][RUN_SAVINGS] = {{{250, 150}, {190, 130}},
                                                                           {{110, 84}, {110, 84}}};

struct dot {
    double x, y; /* middle; x in euros, y in px above the row's foot */
    double diameter;
    int sign;
};

struct dots {
    const struct chart_job *job;
    struct chart_scene scene;
    struct chart_set *set;
    size_t rows;
    struct run_savings row[RUN_SAVINGS];
    double quantile[RUN_SAVINGS][DOTS];
    struct dot dot[RUN_SAVINGS][DOTS];
    double diameter; /* px */
    double column;   /* euros */
    double height[RUN_SAVINGS], foot[RUN_SAVINGS];
};

static int sign_of(double value)
{
    return (value > 0) - (value < 0);
}

static void take_quantiles(struct dots *chart)
{
    const size_t n = run_of(chart->job)->outcomes->iterations;
    for (size_t row = 0; row < chart->rows; row++)
        for (int i = 0; i < DOTS; i++)
            chart->quantile[row][i] = statistics_percentile(chart->row[row].sorted, n, (i + 0.5) / DOTS).value;
}

static int count_saving(const struct dots *chart, size_t row)
{
    int count = 0;
    for (int i = 0; i < DOTS; i++) count += chart->quantile[row][i] > 0;
    return count;
}

static bool all_same(const struct dots *chart, size_t row)
{
    return chart->quantile[row][0] == chart->quantile[row][DOTS - 1];
}

/* The column of a value: column k reaches from k to k + 1 column widths, so that zero is always a border. A value below
 * zero never rounds into a column above it. */
static double column_of(const struct dots *chart, double value)
{
    const double k = floor(value / chart->column);
    return value < 0 && k >= 0 ? -1 : k;
}

static int tallest(const struct dots *chart)
{
    int most = 0;
    for (size_t row = 0; row < chart->rows; row++) {
        if (all_same(chart, row)) continue;
        for (int i = 0, stack = 0; i < DOTS; i++) {
            const bool new =
                i == 0 || column_of(chart, chart->quantile[row][i]) != column_of(chart, chart->quantile[row][i - 1]);
            stack = new ? 1 : stack + 1;
            if (stack > most) most = stack;
        }
    }
    return most;
}

/* The greatest dots whose stacks fit; sets the range of x. */
static void choose_diameter(struct dots *chart)
{
    struct chart_scene *const scene = &chart->scene;
    double low = 0, high = 0;
    for (size_t row = 0; row < chart->rows; row++) {
        low = fmin(low, chart->quantile[row][0]);
        high = fmax(high, chart->quantile[row][DOTS - 1]);
    }
    const double width = scene->right - scene->left;
    const double span = high > low ? high - low : 1;
    scene->flat = !(high > low);
    const double most = height_most[scene->place][scene->size][chart->rows - 1];
    for (double d = diameter_most[scene->place]; d >= diameter_least; d -= diameter_step) {
        chart->diameter = d;
        chart->column = span / (floor(width / d) - 2);
        if (tallest(chart) * d <= most) break;
    }
    const double euros = width / chart->diameter * chart->column;
    const double first = floor(low / chart->column) * chart->column;
    const double used = (floor(high / chart->column) + 1) * chart->column - first;
    scene->xmin = first - fmax(0, euros - used) / 2;
    scene->xmax = scene->xmin + euros;
}

/* All fifty the same: a tower of small dots at their value, beside zero and not across it. */
static void place_tower(struct dots *chart, size_t row)
{
    const double height = height_most[chart->scene.place][chart->scene.size][chart->rows - 1], diameter = height / DOTS;
    const double value = chart->quantile[row][0], half = diameter / 2 / chart->diameter * chart->column;
    const double x = value < 0 ? fmin(value, -half) : fmax(value, half);
    for (int i = 0; i < DOTS; i++) chart->dot[row][i] = (struct dot){x, (i + 0.5) * diameter, diameter, sign_of(value)};
    chart->height[row] = height;
}

static void place_stacks(struct dots *chart, size_t row)
{
    chart->height[row] = 0;
    for (int i = 0, stack = 0; i < DOTS; i++) {
        const double value = chart->quantile[row][i], column = column_of(chart, value);
        stack = i > 0 && column == column_of(chart, chart->quantile[row][i - 1]) ? stack + 1 : 0;
        chart->dot[row][i] = (struct dot){(column + 0.5) * chart->column, (stack + 0.5) * chart->diameter,
                                          chart->diameter, sign_of(value)};
        chart->height[row] = fmax(chart->height[row], (stack + 1) * chart->diameter);
    }
}

static void place_dots(struct dots *chart)
{
    for (size_t row = 0; row < chart->rows; row++) (all_same(chart, row) ? place_tower : place_stacks)(chart, row);
}

static const char *headline(const struct dots *chart)
{
    const struct format *const format = &chart->job->format;
    if (run_savings_zero(chart->row, chart->rows)) return word_text(WORD_CHART_ZERO, format->language);
    const int count = count_saving(chart, 0);
    if (chart->rows > 1)
        return WORDS(format->arena, WORD_CHART_DOTS_BOTH, format->language,
                     {"public", format_decimals(format, count, 0)},
                     {"society", format_decimals(format, count_saving(chart, 1), 0)});
    const enum word word = count == DOTS ? WORD_CHART_DOTS_ALL
                           : count == 0  ? WORD_CHART_DOTS_NONE
                                         : WORD_CHART_DOTS_SOME;
    return WORDS(format->arena, word, format->language, {"n", format_decimals(format, count, 0)});
}

static const char *subtitle(const struct dots *chart, const char *unit)
{
    const struct chart_job *const job = chart->job;
    char *const text = WORDS(job->arena, WORD_CHART_DOTS_SUBTITLE, job->format.language, {"years", job->years},
                             {"basis", chart_job_basis(job, unit)});
    for (size_t row = 0; row < chart->rows; row++)
        for (int i = 0; i < DOTS; i++)
            if (chart->quantile[row][i] == 0)
                return WORDS(job->arena, WORD_CHART_DOTS_GREY, job->format.language, {"subtitle", text});
    return text;
}

/* "34 of 50", what it counts, and the probability; returns the y below. */
static double figures(struct dots *chart, size_t row, double x, double y, double width)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const struct run_savings *const savings = &chart->row[row];
    const struct format *const format = &chart->job->format;
    const struct chart_style small = {m->small, false, TONE_MUTE, ALIGN_LEFT};
    y += m->leading / 2;
    if (chart->rows > 1)
        y = chart_scene_lines(scene, x, y, width, m->leading, 2,
                              (struct chart_style){m->label, true, savings->tone, ALIGN_LEFT},
                              word_text(savings->title, format->language));
    const char *const count = WORDS(format->arena, WORD_CHART_DOTS_COUNT, format->language,
                                    {"n", format_decimals(format, count_saving(chart, row), 0)});
    chart_scene_say(scene, word_text(savings->title, format->language), count, NULL);
    y += m->number / 2 - m->leading / 2 + 3;
    chart_scene_text(scene, PX(x), PX(y), (struct chart_style){m->number, true, savings->tone, ALIGN_LEFT}, count);
    y += m->number / 2 + m->leading / 2 + 3;
    y = chart_scene_lines(scene, x, y, width, m->leading, 2, small,
                          word_text(WORD_CHART_DOTS_FUTURES, format->language));
    return chart_scene_lines(scene, x, y, width, m->leading, 2, small,
                             WORDS(format->arena, WORD_CHART_DOTS_CHANCE, format->language,
                                   {"p", format_probability(format, savings->column->positive)}));
}

/* Heights of the rows and their feet above the foot of the plot; returns the height of the plot. */
static double stack_rows(struct dots *chart, double least)
{
    double height = 0;
    for (size_t row = chart->rows; row-- > 0;) {
        chart->foot[row] = height;
        height += fmax(chart->height[row], least) + 22;
    }
    return height;
}

static double lay_out(struct dots *chart, double y, double scale)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const bool wide = scene->size == CHART_WIDE;
    scene->top = y + m->small + 24;
    scene->ymax = stack_rows(chart, wide ? (chart->rows > 1 ? 132 : 150) : 80);
    scene->bottom = scene->top + scene->ymax;
    chart_directions(scene, y + m->small / 2 + 14);
    chart_axis_money_x(scene, &chart->job->format, scale, scene->flat ? 0 : wide ? TICKS_WIDE : TICKS_NARROW, NULL, 0);
    double below = scene->bottom + 2 * m->small + 6;
    const double x = wide ? scene->right + 24 : m->margin;
    for (size_t row = 0; row < chart->rows; row++) {
        const struct chart_at foot = AXIS(chart->foot[row]);
        chart_scene_line(scene, ROLE_RULE, PX(scene->left), foot, PX(scene->right), foot);
        const double top = row == 0 ? scene->top : chart_scene_y(scene, chart->foot[row - 1]);
        const double end =
            figures(chart, row, x, wide ? top - 4 : below + 4, wide ? SIDE_WIDE : m->width - 2 * m->margin);
        below = fmax(below, end - m->leading / 2 + (wide ? 0 : 4));
    }
    return below;
}

/* --- in a page: each row beside, or below, what it says --- */

enum { PAGE_SIDE = 212, PAGE_GAP = 20, PAGE_ROW = 14, PAGE_WORDS = 20, PAGE_RANGE = 10, PAGE_FOOT = 20 };

/* Whose futures, how many save, the mean and what nine in ten are; returns the y below. */
static double say_row(struct dots *chart, size_t row, double y)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const struct column_summary *const column = chart->row[row].column;
    const struct estimate *const p = column->percentile;
    const struct format *const format = &chart->job->format;
    const double width = scene->size == CHART_WIDE ? PAGE_SIDE : scene->right;
    const char *const who = word_text(chart->row[row].title, format->language);
    const char *const count = WORDS(format->arena, WORD_CHART_DOTS_COUNT, format->language,
                                    {"n", format_decimals(format, count_saving(chart, row), 0)});
    const char *const line[] = {WORDS(format->arena, WORD_CHART_DOTS_MEAN, format->language,
                                      {"net", format_money(format, column->mean.value, column->mean.error)}),
                                WORDS(format->arena, WORD_CHART_DOTS_NINE, format->language,
                                      {"range", format_money_range(format, p[LEVEL_P5], p[LEVEL_P95])})};
    chart_scene_say(scene, who, count, NULL);
    y = chart_scene_lines(scene, 0, y + m->leading / 2, width, m->leading, 2,
                          (struct chart_style){m->label, true, TONE_INK, ALIGN_LEFT}, who);
    y += m->number / 2 - m->leading / 2 + 2;
    chart_scene_text(scene, PX(0), PX(y), (struct chart_style){m->number, true, TONE_INK, ALIGN_LEFT}, count);
    chart_scene_text(scene, PX(0.97 * chart_scene_width(scene, count, m->number, true) + 5), PX(y + m->number / 5),
                     (struct chart_style){m->label, false, TONE_MUTE, ALIGN_LEFT},
                     word_text(WORD_CHART_DOTS_SAVE, format->language));
    y += m->number / 2 + m->leading / 2 + 4;
    for (size_t i = 0; i < sizeof line / sizeof *line; i++) {
        chart_scene_say(scene, NULL, line[i], NULL);
        y = chart_scene_lines(scene, 0, y, width, m->leading, 2,
                              (struct chart_style){m->label, false, i ? TONE_MUTE : TONE_INK, ALIGN_LEFT}, line[i]);
    }
    return y - m->leading / 2 + 2;
}

/* "loss", "saving" at either side of zero, above the dots; beside each other where zero is too near an edge. */
static void say_sides(struct chart_scene *scene, double y)
{
    const double size = chart_measure(scene)->small, zero = chart_scene_x(scene, 0);
    const char *const loss = word_text(WORD_CHART_DOTS_LOSS, scene->language);
    const char *const saving = word_text(WORD_CHART_DOTS_SAVING, scene->language);
    const double end = fmax(zero - 7, chart_scene_width(scene, loss, size, false));
    const double start = fmin(fmax(zero + 7, end + 14), scene->right - chart_scene_width(scene, saving, size, false));
    chart_scene_text(scene, PX(fmin(end, start - 14)), PX(y),
                     (struct chart_style){size, false, TONE_ORANGE, ALIGN_RIGHT}, loss);
    chart_scene_text(scene, PX(start), PX(y), (struct chart_style){size, false, TONE_BLUE, ALIGN_LEFT}, saving);
}

/* Under the dots: what nine in ten are, and the mean. */
static void place_range(struct dots *chart, size_t row)
{
    struct chart_scene *const scene = &chart->scene;
    const struct column_summary *const column = chart->row[row].column;
    const struct chart_at y = AXIS(chart->foot[row] - PAGE_RANGE);
    chart_scene_stroke(scene, MARK_RANGE, AXIS(column->percentile[LEVEL_P5].value), y,
                       AXIS(column->percentile[LEVEL_P95].value), y);
    chart_scene_dot(scene, MARK_MEAN, AXIS(column->mean.value), y, 11);
}

static double lay_out_page(struct dots *chart, double scale)
{
    struct chart_scene *const scene = &chart->scene;
    const bool wide = scene->size == CHART_WIDE;
    double y = 0, top[RUN_SAVINGS];
    for (size_t row = 0; row < chart->rows; row++) {
        if (row > 0) chart_scene_line(scene, ROLE_GRID, PX(0), PX(y), PX(scene->width), PX(y));
        y += row > 0 ? PAGE_ROW : 0;
        const double below = say_row(chart, row, y), dots = PAGE_WORDS + chart->height[row] + PAGE_FOOT;
        top[row] = wide ? fmax(y, below - dots) : below + 4;
        y = fmax(below, top[row] + dots) + PAGE_ROW - 4;
        chart->foot[row] = top[row] + dots - PAGE_FOOT;
    }
    scene->bottom = chart->foot[chart->rows - 1] + PAGE_FOOT - 2;
    scene->ymax = scene->bottom;
    struct chart_span span[RUN_SAVINGS];
    for (size_t row = 0; row < chart->rows; row++) {
        span[row] = (struct chart_span){top[row], chart->foot[row]};
        chart_scene_line(scene, ROLE_RULE, PX(scene->left), PX(chart->foot[row]), PX(scene->right),
                         PX(chart->foot[row]));
        chart->foot[row] = scene->bottom - chart->foot[row];
        say_sides(scene, top[row] + 7);
        place_range(chart, row);
    }
    chart_axis_money_x(scene, &chart->job->format, scale,
                       scene->flat ? 0
                       : wide      ? TICKS_WIDE
                                   : TICKS_NARROW,
                       span, chart->rows);
    return scene->bottom + chart_measure(scene)->small + 8;
}

static void write_dots(struct dots *chart)
{
    static const enum chart_mark mark[] = {MARK_HOLLOW, MARK_NEITHER, MARK_FULL};
    struct text_buffer text = {.arena = chart->job->arena};
    text_buffer_printf(&text, "x\ty\tsign\trow\tcolour\tdiameter\n");
    for (size_t row = 0; row < chart->rows; row++)
        for (int i = 0; i < DOTS; i++) {
            const struct dot *const dot = &chart->dot[row][i];
            const double y = chart->foot[row] + dot->y;
            text_buffer_printf(&text, "%.10g\t%g\t%d\t%zu\t%d\t%g\n", dot->x, y, dot->sign, row + 1,
                               chart->row[row].colour, dot->diameter);
            chart_scene_dot(&chart->scene, mark[dot->sign + 1], AXIS(dot->x), AXIS(y), dot->diameter);
        }
    chart_set_add(chart->set, chart->scene.size, "dots.tsv", &text);
}

bool chart_dots_applies(const struct chart_subject *subject)
{
    return subject->iterations >= DOTS;
}

void chart_dots(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    struct dots chart = {.job = job, .set = out};
    chart_job_scene(job, size, &chart.scene);
    const struct chart_measure *const m = chart_measure(&chart.scene);
    const bool beside = job->place == CHART_PAGE && size == CHART_WIDE;
    chart.scene.left = beside ? PAGE_SIDE + PAGE_GAP : m->margin;
    chart.scene.right = job->place == CHART_PAGE ? m->width
                        : size == CHART_WIDE     ? m->width - m->margin - SIDE_WIDE - 24
                                                 : m->width - m->margin;
    chart.rows = run_savings(job, chart.row);
    take_quantiles(&chart);
    choose_diameter(&chart);
    place_dots(&chart);
    const char *unit = NULL;
    const double scale = format_money_scale(&job->format, fmax(-chart.scene.xmin, chart.scene.xmax), &unit);
    const bool page = job->place == CHART_PAGE;
    const double y = chart_scene_head(
        &chart.scene, job->kicker, page ? word_text(WORD_CHART_DOTS_PAGE, job->format.language) : headline(&chart),
        page ? WORDS(job->arena, WORD_CHART_DOTS_PAGE_HOW, job->format.language, {"unit", unit})
             : subtitle(&chart, unit));
    const double below = page ? lay_out_page(&chart, scale) : lay_out(&chart, y, scale);
    chart_scene_foot(&chart.scene, below + 8, job->footer);
    write_dots(&chart);
    chart_set_scene(out, &chart.scene);
}
