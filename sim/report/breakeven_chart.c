/* Today's value, range and break-even of each number, the nearest first; every row on its own relative scale. */
#include <math.h>
#include <string.h>

#include "sim/analysis/perspective.h"
#include "sim/report/analysis_basis.h"
#include "sim/report/breakeven_report.h"
#include "sim/words/amount.h"
#include "sim/words/quantity_label.h"

enum { ROWS_MOST = 10, LABEL_LINES = 3 };

/* Half of the plot, in halves of a row's range. Marks beyond it stand at the edge as arrows. */
static const double reach = 3;
static const double label_wide = 250, gap = 14;

struct row {
    const struct breakeven_quantity *quantity;
    const char *label, *value, *today, *range; /* range: "" of a number held for certain */
    double y;                                  /* middle of the marks, px */
    double mark, today_mark;                   /* on the scale, unclamped */
};

struct picture {
    const struct chart_job *job;
    const struct breakeven *is;
    struct chart_scene scene;
    size_t rows, left_out;
    struct row row[ROWS_MOST];
    double label_width, value_right, today_right; /* px */
};

/* An uncertain quantity runs from -1 at P5 to 1 at P95; a fixed one by its relative change. */
static double position(const struct breakeven_quantity *quantity, double x)
{
    const double half = (quantity->high - quantity->low) / 2;
    if (quantity->uncertain && half > 0) return (x - quantity->low) / half - 1;
    return breakeven_change(quantity, x);
}

static const char *label_of(const struct chart_job *job, const struct breakeven_quantity *quantity)
{
    const char *const label = quantity_label(job->arena, job->scenario, quantity->quantity, job->format.language);
    return label ? chart_shorten(job->arena, label, CHART_QUANTITY_MOST) : NULL;
}

static void collect(struct picture *picture)
{
    const struct chart_job *const job = picture->job;
    for (size_t q = 0; q < picture->is->quantities; q++) {
        const struct breakeven_quantity *const one = &picture->is->quantity[q];
        if (!breakeven_is_found(one) || !isfinite(one->today)) continue;
        if (picture->rows == ROWS_MOST) {
            picture->left_out++;
            continue;
        }
        picture->row[picture->rows++] = (struct row){
            .quantity = one,
            .label = label_of(job, one),
            .value = breakeven_value_text(&job->format, job->scenario, one),
            .today = breakeven_today_text(&job->format, job->scenario, one),
            .range = one->uncertain
                         ? amount_range(&job->format, job->scenario->quantity[one->quantity].unit, one->low, one->high)
                         : "",
            .mark = position(one, one->value.value),
            .today_mark = position(one, one->today)};
    }
    for (size_t i = 0; i < picture->rows; i++)
        picture->scene.failed |=
            !picture->row[i].label || !picture->row[i].value || !picture->row[i].today || !picture->row[i].range;
}

/* The subtitle marks its target likewise; what a run says is in the document. */
static const char *today_text(const struct format *format, const struct breakeven *is)
{
    const char *const figure = breakeven_reached_text(format, is, is->today.reached);
    return is->target.statistic == TARGET_MEAN ? figure : stochastic_mark(format, is->cohort, figure);
}

/* What is so today and what would turn it, of the nearest break-even; the document's sentence where there is none. */
static const char *headline(const struct picture *picture)
{
    static const enum word words[BREAKEVEN_WHOS][2] = {
        [BREAKEVEN_WHO_TARGET] = {WORD_BE_CHART_MISSED, WORD_BE_CHART_MET},
        [BREAKEVEN_WHO_ALL] = {WORD_BE_CHART_LOSES, WORD_BE_CHART_SAVES},
        [BREAKEVEN_WHO_SOCIETY] = {WORD_BE_CHART_SOCIETY_LOSES, WORD_BE_CHART_SOCIETY_SAVES},
        [BREAKEVEN_WHO_PUBLIC] = {WORD_BE_CHART_PUBLIC_LOSES, WORD_BE_CHART_PUBLIC_SAVES}};
    const struct breakeven *const is = picture->is;
    const struct format *const format = &picture->job->format;
    if (picture->rows == 0) return breakeven_headline(format, is);
    const struct row *const first = &picture->row[0];
    const enum breakeven_who who = breakeven_who_saves(is);
    const struct estimate size = {.value = fabs(is->today.reached.value), .error = is->today.reached.error};
    return WORDS(
        format->arena, words[who][is->today.met], format->language, {"label", first->label},
        {"reached", who == BREAKEVEN_WHO_TARGET ? today_text(format, is) : breakeven_reached_text(format, is, size)},
        {"value", first->value}, {"beyond", breakeven_beyond_text(format, picture->job->scenario, first->quantity)});
}

static double wider(const struct picture *picture, double width, const char *text, double size, bool bold)
{
    return fmax(width, chart_scene_width(&picture->scene, text, size, bold));
}

static double widest_value(const struct picture *picture, const char *head)
{
    const struct chart_measure *const m = chart_measure(&picture->scene);
    double width = chart_scene_width(&picture->scene, head, m->small, false);
    for (size_t i = 0; i < picture->rows; i++) width = wider(picture, width, picture->row[i].value, m->label, true);
    return width;
}

static double widest_today(const struct picture *picture, const char *head)
{
    const struct chart_measure *const m = chart_measure(&picture->scene);
    double width = chart_scene_width(&picture->scene, head, m->small, false);
    for (size_t i = 0; i < picture->rows; i++) {
        width = wider(picture, width, picture->row[i].today, m->small, true);
        width = wider(picture, width, picture->row[i].range, m->small, false);
    }
    return width;
}

static void place_columns(struct picture *picture, const char *value_head, const char *today_head)
{
    struct chart_scene *const scene = &picture->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const double right = m->width - m->margin, value = widest_value(picture, value_head);
    const double today = widest_today(picture, today_head);
    picture->value_right = right;
    if (scene->size == CHART_WIDE) {
        picture->label_width = label_wide;
        picture->today_right = right - value - gap;
        scene->left = m->margin + label_wide + gap;
        scene->right = picture->today_right - today - gap;
        return;
    }
    picture->label_width = m->width - 2 * m->margin - value - gap;
    picture->today_right = right;
    scene->left = m->margin;
    scene->right = right - today - gap;
}

/* One row with its top at y; returns the y below. */
static double place_row(struct picture *picture, struct row *row, double y)
{
    struct chart_scene *const scene = &picture->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const bool wide = scene->size == CHART_WIDE;
    const struct chart_style label = {m->label, false, TONE_INK, ALIGN_LEFT};
    const struct chart_style value = {m->label, true, TONE_VERMILION, ALIGN_RIGHT};
    const struct chart_style today = {m->small, true, TONE_INK, ALIGN_RIGHT};
    const struct chart_style range = {m->small, false, TONE_MUTE, ALIGN_RIGHT};
    const double step = row->range[0] ? m->small * 0.62 : 0;
    size_t lines = 1;
    chart_wrap(scene->arena, row->label, (struct chart_type){m->label * scene->stretch, false}, picture->label_width,
               LABEL_LINES, &lines);
    const double text = (double)lines * m->leading, first_line = y + m->leading / 2 + 2;
    const double height = wide ? fmax(46, text + 12) : text + 44;
    row->y = wide ? y + height / 2 : y + text + 20;
    chart_scene_say(scene, row->label, row->value, row->today);
    chart_scene_lines(scene, m->margin, wide ? row->y - text / 2 + m->leading / 2 : first_line, picture->label_width,
                      m->leading, LABEL_LINES, label, row->label);
    chart_scene_text(scene, PX(picture->value_right), PX(wide ? row->y : first_line), value, row->value);
    chart_scene_text(scene, PX(picture->today_right), PX(row->y - step), today, row->today);
    chart_scene_text(scene, PX(picture->today_right), PX(row->y + step), range, row->range);
    chart_scene_line(scene, ROLE_GRID, PX(scene->left), PX(row->y), PX(scene->right), PX(row->y));
    return y + height;
}

/* What the marks are; returns the y below. */
static double legend(struct picture *picture, double y)
{
    struct chart_scene *const scene = &picture->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const struct {
        enum word word;
        enum chart_tone tone;
        bool band;
    } entry[] = {{WORD_BE_CHART_MARK, TONE_VERMILION, false},
                 {WORD_BE_CHART_RING, TONE_INK, false},
                 {WORD_BE_RANGE, TONE_MUTE, true}};
    double x = m->margin;
    for (size_t i = 0; i < sizeof entry / sizeof *entry; i++) {
        const char *const text = word_text(entry[i].word, scene->language);
        if (entry[i].band) {
            chart_scene_line(scene, ROLE_BAND, PX(x), PX(y), PX(x + 26), PX(y));
            x += 34;
        }
        chart_scene_text(scene, PX(x), PX(y), (struct chart_style){m->small, true, entry[i].tone, ALIGN_LEFT}, text);
        x += chart_scene_width(scene, text, m->small, true) + 22;
    }
    return y + m->leading;
}

static double place_note(struct picture *picture, double y)
{
    struct chart_scene *const scene = &picture->scene;
    const struct chart_measure *const m = chart_measure(scene);
    if (picture->left_out == 0) return y;
    return chart_scene_lines(scene, m->margin, y + m->leading / 2, m->width - 2 * m->margin, m->leading, 2,
                             (struct chart_style){m->small, false, TONE_MUTE, ALIGN_LEFT},
                             WORDS(scene->arena, WORD_BE_CHART_MORE, scene->language,
                                   {"n", format_count(&picture->job->format, (double)picture->left_out, 0)})) -
           m->leading / 2;
}

static double lay_out(struct picture *picture, double y)
{
    struct chart_scene *const scene = &picture->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const char *const value_head = word_text(WORD_BE_VALUE, scene->language);
    const char *const today_head = word_text(WORD_BE_CHART_TODAY, scene->language);
    const struct chart_style small = {m->small, false, TONE_MUTE, ALIGN_RIGHT};
    const bool wide = scene->size == CHART_WIDE;
    place_columns(picture, value_head, wide ? today_head : "");
    y = legend(picture, y);
    if (wide) chart_scene_text(scene, PX(picture->value_right), PX(y + m->small / 2), small, value_head);
    if (wide) chart_scene_text(scene, PX(picture->today_right), PX(y + m->small / 2), small, today_head);
    scene->top = y + (wide ? m->small + 10 : 4);
    double at = scene->top;
    for (size_t i = 0; i < picture->rows; i++) at = place_row(picture, &picture->row[i], at);
    scene->bottom = at + 4;
    scene->xmin = -1.06 * reach;
    scene->xmax = 1.06 * reach;
    scene->ymax = scene->bottom - scene->top;
    return scene->bottom + 4;
}

static double clamped(double mark)
{
    return fmin(reach, fmax(-reach, mark));
}

static void write_marks(struct picture *picture, struct chart_set *out)
{
    struct text_buffer text = {.arena = picture->job->arena};
    text_buffer_printf(&text, "y\tfrom\tto\ttoday\tvalue\tbeyond\n");
    for (size_t i = 0; i < picture->rows; i++) {
        const struct row *const row = &picture->row[i];
        const double half = row->quantity->uncertain ? 1 : 0;
        const int beyond = fabs(row->mark) <= reach ? 0 : row->mark > 0 ? 1 : -1;
        text_buffer_printf(&text, "%g\t%g\t%g\t%.6g\t%.6g\t%d\n", picture->scene.bottom - row->y, -half, half,
                           clamped(row->today_mark), clamped(row->mark), beyond);
    }
    chart_set_add(out, picture->scene.size, "marks.tsv", &text);
}

void chart_breakeven(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    struct picture picture = {.job = job, .is = job->analysis};
    chart_job_scene(job, size, &picture.scene);
    collect(&picture);
    if (picture.scene.failed) {
        out->failed = true;
        return;
    }
    const char *const subtitle = WORDS(job->arena, WORD_BE_CHART_SUBTITLE, job->format.language,
                                       {"target", breakeven_target_text(&job->format, picture.is)});
    const double y = chart_scene_head(&picture.scene, job->kicker, headline(&picture), subtitle);
    chart_scene_foot(&picture.scene, place_note(&picture, lay_out(&picture, y + 18)) + 8, job->footer);
    write_marks(&picture, out);
    chart_set_scene(out, &picture.scene);
}
