#include <math.h>

#include "sim/chart/chart_density.h"
#include "sim/report/run_charts.h"

/* Heights of the parts of one row, px. */
struct row_measure {
    double curve, bars, gap;
};

static const struct row_measure row_measures[CHART_SIZES][RUN_SAVINGS] = {
    [CHART_WIDE] = {{220, 40, 6}, {128, 36, 22}},
    [CHART_NARROW] = {{150, 34, 4}, {104, 30, 14}},
};

enum { SIDE_WIDE = 246, TICKS_WIDE = 6, TICKS_NARROW = 4 };

/* A chart being built. */
struct halfeye {
    const struct chart_job *job;
    struct chart_scene scene;
    struct chart_set *set;
    size_t rows;
    struct run_savings row[RUN_SAVINGS];
    const struct row_measure *measure;
    struct chart_density density[RUN_SAVINGS];
};

static double level(const struct halfeye *chart, size_t row, enum summary_level at)
{
    return chart->row[row].column->percentile[at].value;
}

/* The range of x: zero and all results; or, where the tails would fill the picture, 95 % of them and a quarter of their
 * width at either side. */
static void set_range(struct halfeye *chart)
{
    double low = 0, high = 0;
    for (size_t i = 0; i < chart->rows; i++) {
        const struct column_summary *const column = chart->row[i].column;
        const double quarter = (level(chart, i, LEVEL_P97_5) - level(chart, i, LEVEL_P2_5)) / 4;
        const double inner_low = fmax(column->minimum, level(chart, i, LEVEL_P2_5) - quarter);
        const double inner_high = fmin(column->maximum, level(chart, i, LEVEL_P97_5) + quarter);
        const bool cut = column->maximum - column->minimum > 1.6 * (inner_high - inner_low) && quarter > 0;
        low = fmin(low, cut ? inner_low : column->minimum);
        high = fmax(high, cut ? inner_high : column->maximum);
    }
    const double span = high > low ? high - low : 1;
    chart->scene.flat = !(high > low);
    chart->scene.xmin = low - span * (low < 0 ? 0.03 : 0.06);
    chart->scene.xmax = high + span * (high > 0 ? 0.03 : 0.06);
}

/* The greatest share of a row's results that lies outside the picture. */
static struct estimate share_outside(const struct halfeye *chart)
{
    const size_t n = run_of(chart->job)->outcomes->iterations;
    size_t most = 0;
    for (size_t row = 0; row < chart->rows; row++) {
        size_t outside = 0;
        for (size_t i = 0; i < n; i++) {
            const double x = chart->row[row].sorted[i];
            outside += x < chart->scene.xmin || x > chart->scene.xmax;
        }
        most = outside > most ? outside : most;
    }
    return statistics_probability(most, n);
}

static const char *headline_of_both(const struct halfeye *chart)
{
    const struct format *const format = &chart->job->format;
    const struct estimate public_finances = chart->row[0].column->mean, society = chart->row[1].column->mean;
    return WORDS(format->arena, WORD_CHART_HALFEYE_BOTH, format->language,
                 {"society", format_money(format, society.value, society.error)},
                 {"public", format_money(format, public_finances.value, public_finances.error)});
}

static const char *headline(const struct halfeye *chart)
{
    const struct format *const format = &chart->job->format;
    const struct column_summary *const net = chart->row[0].column;
    const struct estimate mean = net->mean;
    const char *const amount = format_money(format, fabs(mean.value), mean.error);
    if (run_savings_zero(chart->row, chart->rows)) return word_text(WORD_CHART_ZERO, format->language);
    if (chart->rows > 1) return headline_of_both(chart);
    static const enum word same[] = {WORD_CHART_HALFEYE_SAME_COSTS, WORD_CHART_ZERO, WORD_CHART_HALFEYE_SAME_SAVES};
    static const enum word varied[] = {WORD_CHART_HALFEYE_COSTS, WORD_CHART_HALFEYE_MIDDLE_ZERO,
                                       WORD_CHART_HALFEYE_SAVES};
    const int sign = mean.value > 0 ? 2 : mean.value < 0 ? 0 : 1;
    return WORDS(format->arena, (net->constant ? same : varied)[sign], format->language, {"mean", amount},
                 {"range", format_money_range(format, net->percentile[LEVEL_P5], net->percentile[LEVEL_P95])});
}

/* Whether the peaks of a curve stand for single cases: few are avoided, of one outcome. */
static bool shows_cases(const struct halfeye *chart)
{
    static const double few = 5;
    const struct chart_job *const job = chart->job;
    bool peaks = false;
    for (size_t row = 0; row < chart->rows; row++) peaks = peaks || chart->density[row].peaks;
    return peaks && run_of(job)->summary->counts_cases && job->scenario->outcomes == 1 &&
           run_column(job, run_of(job)->outcomes->at.cases_avoided)->percentile[LEVEL_P50].value <= few;
}

static const char *subtitle(const struct halfeye *chart, const char *unit)
{
    const struct chart_job *const job = chart->job;
    bool same = true;
    for (size_t row = 0; row < chart->rows; row++) same = same && chart->row[row].column->constant;
    char *text = WORDS(job->arena, same ? WORD_CHART_HALFEYE_SUBTITLE_SAME : WORD_CHART_HALFEYE_SUBTITLE,
                       job->format.language, {"years", job->years}, {"basis", chart_job_basis(job, unit)});
    if (shows_cases(chart)) text = WORDS(job->arena, WORD_CHART_PEAKS, job->format.language, {"subtitle", text});
    const struct estimate outside = share_outside(chart);
    if (outside.value <= 0) return text;
    return WORDS(job->arena, WORD_CHART_TAILS, job->format.language, {"subtitle", text},
                 {"p", format_probability(&job->format, outside)});
}

/* "half of results  €0.9m to €7.2m" behind a sample of its bar; returns the y that follows. */
static double interval_line(struct halfeye *chart, double x, double y, bool half, size_t row)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const struct column_summary *const column = chart->row[row].column;
    static const enum chart_role roles[][2] = {{ROLE_THIN1, ROLE_THIN2}, {ROLE_THICK1, ROLE_THICK2}};
    const enum summary_level low = half ? LEVEL_P25 : LEVEL_P5, high = half ? LEVEL_P75 : LEVEL_P95;
    const struct format *const format = &chart->job->format;
    chart_scene_line(scene, roles[half][chart->row[row].colour - 1], PX(x), PX(y), PX(x + 18), PX(y));
    const char *const share = chart_percent(format, half ? 0.5 : 0.9);
    const char *const range = format_money_range(format, column->percentile[low], column->percentile[high]);
    chart_scene_text(scene, PX(x + 26), PX(y), (struct chart_style){m->small, false, TONE_MUTE, ALIGN_LEFT}, share);
    chart_scene_text(scene, PX(x + 26 + m->small * 3), PX(y),
                     (struct chart_style){m->small, false, TONE_INK, ALIGN_LEFT}, range);
    chart_scene_say(scene, share, range, NULL);
    return y + m->leading;
}

/* The figures of a row; y is the top; returns the y below. */
static double figures(struct halfeye *chart, size_t row, double x, double y, double width)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const struct run_savings *const savings = &chart->row[row];
    const struct format *const format = &chart->job->format;
    const struct estimate mean = savings->column->mean, middle = savings->column->percentile[LEVEL_P50];
    const char *const number = format_money(format, mean.value, mean.error);
    y += m->leading / 2;
    if (chart->rows > 1)
        y = chart_scene_lines(scene, x, y, width, m->leading, 2,
                              (struct chart_style){m->label, true, savings->tone, ALIGN_LEFT},
                              word_text(savings->title, format->language));
    chart_scene_say(scene, word_text(savings->title, format->language), word_text(WORD_CHART_MEAN, format->language),
                    number);
    y += m->number / 2 - m->leading / 2 + 3;
    chart_scene_text(scene, PX(x), PX(y), (struct chart_style){m->number, true, savings->tone, ALIGN_LEFT}, number);
    chart_scene_text(scene, PX(x + chart_scene_width(scene, number, m->number, true) + 8), PX(y + m->number * 0.14),
                     (struct chart_style){m->small, false, TONE_MUTE, ALIGN_LEFT},
                     word_text(WORD_CHART_MEAN, format->language));
    y += m->number / 2 + m->leading / 2 + 3;
    if (savings->column->constant)
        return chart_scene_lines(scene, x, y, width, m->leading, 2,
                                 (struct chart_style){m->small, false, TONE_MUTE, ALIGN_LEFT},
                                 word_text(WORD_CHART_SAME, format->language));
    const char *const median = WORDS(format->arena, WORD_CHART_MEDIAN_IS, format->language,
                                     {"median", format_money(format, middle.value, middle.error)});
    chart_scene_say(scene, median, NULL, NULL);
    y = chart_scene_lines(scene, x, y, width, m->leading, 1,
                          (struct chart_style){m->small, false, TONE_MUTE, ALIGN_LEFT}, median);
    if (chart->density[row].atom) {
        const char *const value = format_money(format, chart->density[row].atom_at, 0);
        y = chart_scene_lines(scene, x, y, width, m->leading, 2,
                              (struct chart_style){m->small, false, TONE_MUTE, ALIGN_LEFT},
                              WORDS(format->arena, WORD_CHART_ATOM, format->language, {"value", value},
                                    {"p", format_probability(format, chart->density[row].atom_share)}));
    }
    y = interval_line(chart, x, y, true, row);
    y = interval_line(chart, x, y, false, row);
    return chart_scene_lines(scene, x, y, width, m->leading, 2,
                             (struct chart_style){m->small, false, TONE_MUTE, ALIGN_LEFT},
                             WORDS(format->arena, WORD_CHART_SAVE_SHARE, format->language,
                                   {"p", format_probability(format, savings->column->positive)}));
}

/* Height of the plot's axis at which the curve of a row stands; the axis counts px from the foot of the plot. */
static double foot_of(const struct halfeye *chart, size_t row)
{
    const struct row_measure *const m = chart->measure;
    return chart->scene.ymax - (double)row * (m->curve + m->bars + m->gap) - m->curve;
}

static void write_curve(struct halfeye *chart, size_t row)
{
    struct text_buffer text = {.arena = chart->job->arena};
    const struct chart_scene *const scene = &chart->scene;
    const double foot = foot_of(chart, row);
    chart_density_print(&text, &chart->density[row], foot, chart->measure->curve - 8);
    chart_set_add(chart->set, scene->size, row == 0 ? "curve-1.tsv" : "curve-2.tsv", &text);
}

static void make_densities(struct halfeye *chart)
{
    const size_t n = run_of(chart->job)->outcomes->iterations;
    for (size_t row = 0; row < chart->rows; row++)
        if (!chart_density_fill(chart->job->arena, chart->row[row].sorted, n, chart->scene.xmin, chart->scene.xmax,
                                &chart->density[row]))
            chart->set->failed = true;
}

static void write_rows(struct halfeye *chart)
{
    struct text_buffer text = {.arena = chart->job->arena};
    text_buffer_printf(&text, "y\tbar\tlow90\tlow50\tmean\thigh50\thigh90\tcurve\tcolour\n");
    for (size_t i = 0; i < chart->rows; i++) {
        const struct estimate *const p = chart->row[i].column->percentile;
        const double foot = foot_of(chart, i);
        text_buffer_printf(&text, "%g\t%g\t%.10g\t%.10g\t%.10g\t%.10g\t%.10g\t%zu\t%d\n", foot, foot - 20,
                           p[LEVEL_P5].value, p[LEVEL_P25].value, chart->row[i].column->mean.value, p[LEVEL_P75].value,
                           p[LEVEL_P95].value, i + 1, chart->row[i].colour);
        write_curve(chart, i);
    }
    chart_set_add(chart->set, chart->scene.size, "rows.tsv", &text);
}

/* The plot from y on, the figures beside it or below. Returns the y below all. */
static double lay_out(struct halfeye *chart, double y, double scale)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const bool wide = scene->size == CHART_WIDE;
    const double block = chart->measure->curve + chart->measure->bars + chart->measure->gap;
    scene->left = m->margin;
    scene->right = wide ? m->width - m->margin - SIDE_WIDE - 24 : m->width - m->margin;
    scene->top = y + m->small + 22;
    scene->bottom = scene->top + block * (double)chart->rows;
    scene->ymax = scene->bottom - scene->top;
    chart_directions(scene, y + m->small / 2 + 14);
    chart_axis_money_x(scene, &chart->job->format, scale, scene->flat ? 0 : wide ? TICKS_WIDE : TICKS_NARROW, NULL, 0);
    double below = scene->bottom + 2 * m->small + 6;
    const double x = wide ? scene->right + 24 : m->margin;
    for (size_t i = 0; i < chart->rows; i++) {
        const double top = wide ? scene->top + block * (double)i + (chart->rows > 1 ? -8 : 24) : below + 4;
        const double end = figures(chart, i, x, top, wide ? SIDE_WIDE : m->width - 2 * m->margin);
        below = fmax(below, end - m->leading / 2 + (wide ? 0 : 4));
    }
    return below;
}

void chart_halfeye(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    struct halfeye *const chart = ARENA_NEW(job->arena, struct halfeye);
    out->failed |= !chart;
    if (!chart) return;
    *chart = (struct halfeye){.job = job, .set = out};
    chart_job_scene(job, size, &chart->scene);
    chart->rows = run_savings(job, chart->row);
    chart->measure = &row_measures[size][chart->rows - 1];
    set_range(chart);
    make_densities(chart);
    const char *unit = NULL;
    const double scale = format_money_scale(&job->format, fmax(-chart->scene.xmin, chart->scene.xmax), &unit);
    const double y = chart_scene_head(&chart->scene, job->kicker, headline(chart), subtitle(chart, unit));
    const double below = lay_out(chart, y, scale);
    chart_scene_foot(&chart->scene, below + 8, job->footer);
    write_rows(chart);
    chart_set_scene(out, &chart->scene);
}
