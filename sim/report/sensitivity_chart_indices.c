#include <math.h>

#include "sim/base/sort.h"
#include "sim/report/analysis_basis.h"
#include "sim/report/sensitivity_charts.h"
#include "sim/words/quantity_label.h"

enum { LABEL_LINES = 3 };

static const double label_wide = 300, gap = 14, apart = 8;

struct row {
    const struct sensitivity_factor *factor;
    const char *label;
    double y; /* between its two marks, above the foot of the plot; px */
};

struct indices {
    const struct chart_job *job;
    const struct sensitivity *is;
    struct chart_scene scene;
    struct chart_set *set;
    size_t rows, left_out;
    struct estimate largest_left_out;
    struct row row[CHART_SENSITIVITY_ROWS];
};

bool chart_indices_applies(const struct chart_subject *subject)
{
    const struct sensitivity *const is = subject->analysis;
    for (size_t f = 0; f < is->factors; f++)
        if (!is->factor[f].idle) return true;
    return false;
}

static bool explains_more(const void *a, const void *b, const void *context)
{
    (void)context;
    return (*(const struct sensitivity_factor *const *)a)->index.total.value >
           (*(const struct sensitivity_factor *const *)b)->index.total.value;
}

/* The factors of the largest total indices, the greatest first. */
static void choose_rows(struct indices *chart)
{
    const struct sensitivity *const is = chart->is;
    const struct sensitivity_factor **const factor =
        ARENA_ARRAY(chart->job->arena, is->factors, const struct sensitivity_factor *);
    size_t count = 0;
    chart->set->failed |= !factor;
    for (size_t f = 0; factor && f < is->factors; f++)
        if (!is->factor[f].idle) factor[count++] = &is->factor[f];
    sort_stable(factor, count, sizeof *factor, explains_more, NULL);
    chart->rows = count < CHART_SENSITIVITY_ROWS ? count : CHART_SENSITIVITY_ROWS;
    chart->left_out = count - chart->rows;
    if (chart->left_out > 0) chart->largest_left_out = factor[chart->rows]->index.total;
    for (size_t i = 0; i < chart->rows; i++) {
        chart->row[i].factor = factor[i];
        const char *const label =
            factor_label(chart->job->arena, chart->is->plan, chart->row[i].factor->factor, chart->job->format.language);
        chart->row[i].label = label ? chart_shorten(chart->job->arena, label, CHART_QUANTITY_MOST) : NULL;
        chart->set->failed |= !chart->row[i].label;
    }
}

/* "28 ± 3%": the share where its mark stands, and half the width of its line. */
static const char *index_text(const struct indices *chart, struct estimate share)
{
    const struct format *const format = &chart->job->format;
    const double half = 100 * (share.high - share.low) / 2;
    const int decimals = half >= 1 ? 0 : 1;
    const struct estimate exact = {.value = share.value, .error = share.error > 0 ? 1e-9 : 0};
    if (share.error == 0 || half < 0.05) return format_probability(format, exact); /* to tenths, as its neighbours */
    return WORDS(format->arena, WORD_CHART_INDICES_SHARE, format->language,
                 {"x", format_decimals(format, 100 * share.value, decimals)},
                 {"e", format_decimals(format, half, decimals)});
}

static double place_row(struct indices *chart, struct row *row, double y)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const bool wide = scene->size == CHART_WIDE;
    const struct sensitivity_index shown = sensitivity_shown(&row->factor->index), *const index = &shown;
    const double width = wide ? label_wide : m->width - 2 * m->margin, leading = m->small + 5;
    const double below = chart_scene_lines(scene, m->margin, y + leading / 2, width, leading, LABEL_LINES,
                                           (struct chart_style){m->small, false, TONE_INK, ALIGN_LEFT}, row->label);
    const double text = below - leading / 2 - y;
    const char *const first = index_text(chart, index->first), *const total = index_text(chart, index->total);
    row->y = wide ? y + fmax(text, 36) / 2 : y + text + 18;
    chart_scene_say(scene, row->label, first, total);
    chart_scene_text(scene, PX(m->width - m->margin), PX(row->y - apart),
                     (struct chart_style){m->small, true, TONE_BLUE, ALIGN_RIGHT}, first);
    chart_scene_text(scene, PX(m->width - m->margin), PX(row->y + apart),
                     (struct chart_style){m->small, true, TONE_INK, ALIGN_RIGHT}, total);
    return wide ? y + fmax(text, 36) + 12 : row->y + 26;
}

static void place_legend(struct indices *chart, double y)
{
    struct chart_scene *const scene = &chart->scene;
    const double size = chart_measure(scene)->small;
    const char *const alone = word_text(WORD_CHART_INDICES_ALONE, scene->language);
    const double start = scene->left + chart_scene_width(scene, alone, size, true) + 2 * gap;
    chart_scene_text(scene, PX(scene->left), PX(y), (struct chart_style){size, true, TONE_BLUE, ALIGN_LEFT}, alone);
    chart_scene_text(scene, PX(start), PX(y), (struct chart_style){size, true, TONE_INK, ALIGN_LEFT},
                     word_text(WORD_CHART_INDICES_TOTAL, scene->language));
}

/* Every fifth of the variance, over the rows' marks alone where labels stand above them. */
static void draw_axis(struct indices *chart)
{
    enum { STEPS = 5 };
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const bool wide = scene->size == CHART_WIDE;
    for (int k = 0; k <= STEPS; k++) {
        const double x = (double)k / STEPS;
        for (size_t i = 0; i < (wide ? 1 : chart->rows); i++) {
            const double top = wide ? scene->top : chart->row[i].y - apart - 8;
            const double bottom = wide ? scene->bottom : chart->row[i].y + apart + 8;
            chart_scene_line(scene, k == 0 ? ROLE_LINK : ROLE_GRID, AXIS(x), PX(top), AXIS(x), PX(bottom));
        }
        chart_scene_text(scene, AXIS(x), PX(scene->bottom + m->small),
                         (struct chart_style){m->small, false, TONE_MUTE, ALIGN_CENTER},
                         chart_percent(&chart->job->format, x));
    }
}

static double lay_out(struct indices *chart, double y)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const bool wide = scene->size == CHART_WIDE;
    double number = 0;
    for (size_t i = 0; i < chart->rows; i++) {
        const struct sensitivity_index shown = sensitivity_shown(&chart->row[i].factor->index);
        number = fmax(number, fmax(chart_scene_width(scene, index_text(chart, shown.first), m->small, true),
                                   chart_scene_width(scene, index_text(chart, shown.total), m->small, true)));
    }
    scene->left = wide ? m->margin + label_wide + gap : m->margin + 10;
    scene->right = m->width - m->margin - number - 2 * gap;
    scene->xmin = 0;
    scene->xmax = 1;
    place_legend(chart, y + m->small / 2);
    scene->top = y + m->small + 10;
    double at = scene->top + 4;
    for (size_t i = 0; i < chart->rows; i++) at = place_row(chart, &chart->row[i], at);
    scene->bottom = at;
    scene->ymax = scene->bottom - scene->top;
    draw_axis(chart);
    for (size_t i = 0; i < chart->rows; i++) chart->row[i].y = scene->bottom - chart->row[i].y;
    return scene->bottom + 2 * m->small + 4;
}

static double place_note(struct indices *chart, double y)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    if (chart->left_out == 0) return y;
    struct estimate bound = chart->largest_left_out;
    bound.value = fmax(bound.value + bound.error, 1e-12);
    return chart_scene_lines(
        scene, m->margin, y + m->small / 2, m->width - 2 * m->margin, m->small + 4, 2,
        (struct chart_style){m->small, false, TONE_MUTE, ALIGN_LEFT},
        WORDS(scene->arena, chart->left_out == 1 ? WORD_CHART_INDICES_ONE_MORE : WORD_CHART_INDICES_MORE,
              scene->language, {"n", format_count(&chart->job->format, (double)chart->left_out, 0)},
              {"x", chart_percent(&chart->job->format, ceil(1000 * bound.value) / 1000)}));
}

static const char *headline(const struct indices *chart)
{
    const struct sensitivity_index *const first = &chart->row[0].factor->index;
    const struct sensitivity_index shown = sensitivity_shown(first);
    const bool tie = chart->rows > 1 && chart->row[1].factor->index.total.high >= first->total.low;
    return WORDS(chart->job->arena, tie ? WORD_CHART_INDICES_TIE : WORD_CHART_INDICES_TOP, chart->job->format.language,
                 {"label", chart->row[0].label}, {"first", format_probability(&chart->job->format, shown.first)});
}

static void write_points(struct indices *chart)
{
    struct text_buffer text = {.arena = chart->job->arena};
    text_buffer_printf(&text, "y\ty2\tfirst\tfirst_low\tfirst_high\ttotal\ttotal_low\ttotal_high\n");
    for (size_t i = 0; i < chart->rows; i++) {
        const struct sensitivity_index shown = sensitivity_shown(&chart->row[i].factor->index), *const index = &shown;
        const double y = chart->row[i].y;
        text_buffer_printf(&text, "%g\t%g\t%.10g\t%.10g\t%.10g\t%.10g\t%.10g\t%.10g\n", y + apart, y - apart,
                           fmin(fmax(index->first.value, 0), 1), index->first.low, index->first.high,
                           fmin(fmax(index->total.value, 0), 1), index->total.low, index->total.high);
    }
    chart_set_add(chart->set, chart->scene.size, "points.tsv", &text);
}

void chart_indices(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    struct indices chart = {.job = job, .is = job->analysis, .set = out};
    chart_job_scene(job, size, &chart.scene);
    choose_rows(&chart);
    if (out->failed) return;
    const double y =
        chart_scene_head(&chart.scene, chart_sensitivity_kicker(job), headline(&chart),
                         stochastic_subtitle(&job->format, COHORT_EXPECTED,
                                             word_text(WORD_CHART_INDICES_SUBTITLE, job->format.language)));
    const double below = place_note(&chart, lay_out(&chart, y + 14));
    chart_scene_foot(&chart.scene, below + 8, job->footer);
    write_points(&chart);
    chart_set_scene(out, &chart.scene);
}
