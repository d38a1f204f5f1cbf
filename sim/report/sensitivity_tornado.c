#include <math.h>
#include <string.h>

#include "sim/base/sort.h"
#include "sim/report/sensitivity_charts.h"
#include "sim/words/amount.h"
#include "sim/words/quantity_label.h"

enum { LABEL_LINES = 3, TICKS_WIDE = 6, TICKS_NARROW = 4, PAGE_ROWS = 6 };

static const double label_wide = 262, gap = 14, beside = 6;

/* One bar: a quantity, its texts, and where it stands. */
struct bar {
    const struct sensitivity_quantity *quantity;
    const char *label, *range;
    char *low, *high; /* the result at the ends */
    bool correlated;
    double y, half; /* middle above the foot of the plot, half of the height; px */
};

struct tornado {
    const struct chart_job *job;
    const struct sensitivity *is;
    struct chart_scene scene;
    struct chart_set *set;
    struct chart_amounts amounts;
    size_t bars, left_out;
    double largest_left_out;
    struct bar bar[CHART_SENSITIVITY_ROWS];
};

bool chart_tornado_applies(const struct chart_subject *subject)
{
    const struct sensitivity *const is = subject->analysis;
    if (is->unit != UNIT_MONEY) return false;
    for (size_t q = 0; q < is->uncertain; q++)
        if (!is->quantity[q].idle) return true;
    return false;
}

static bool swings_more(const void *a, const void *b, const void *context)
{
    (void)context;
    return fabs((*(const struct sensitivity_quantity *const *)a)->swing.value) >
           fabs((*(const struct sensitivity_quantity *const *)b)->swing.value);
}

/* The quantities of the largest swings, the greatest first. */
static void choose_bars(struct tornado *chart)
{
    const struct sensitivity *const is = chart->is;
    const struct sensitivity_quantity **const quantity =
        ARENA_ARRAY(chart->job->arena, is->uncertain, const struct sensitivity_quantity *);
    size_t count = 0;
    chart->set->failed |= !quantity;
    for (size_t q = 0; quantity && q < is->uncertain; q++)
        if (!is->quantity[q].idle) quantity[count++] = &is->quantity[q];
    sort_stable(quantity, count, sizeof *quantity, swings_more, NULL);
    const size_t most = chart->scene.place == CHART_PAGE ? PAGE_ROWS : CHART_SENSITIVITY_ROWS;
    chart->bars = count < most ? count : most;
    chart->left_out = count - chart->bars;
    if (chart->left_out > 0) chart->largest_left_out = fabs(quantity[chart->bars]->swing.value);
    for (size_t i = 0; i < chart->bars; i++) chart->bar[i] = (struct bar){.quantity = quantity[i]};
}

static void choose_amounts(struct tornado *chart)
{
    double largest = fabs(chart->is->mean.value);
    for (size_t i = 0; i < chart->bars; i++)
        largest = fmax(
            largest, fmax(fabs(chart->bar[i].quantity->low.mean.value), fabs(chart->bar[i].quantity->high.mean.value)));
    chart->amounts = chart_amounts(&chart->job->format, largest);
}

static void write_texts(struct tornado *chart)
{
    for (size_t i = 0; i < chart->bars; i++) {
        struct bar *const bar = &chart->bar[i];
        const struct sensitivity_quantity *const quantity = bar->quantity;
        const struct sensitivity_item item = {quantity, &chart->is->factor[quantity->factor]};
        bar->correlated = item.factor->factor->correlated;
        bar->label = chart_sensitivity_label(chart->job, &item);
        bar->range = amount_range(&chart->job->format, chart->job->scenario->quantity[quantity->quantity].unit,
                                  quantity->low.quantity, quantity->high.quantity);
        bar->low = chart_amount(&chart->amounts, quantity->low.mean, true);
        bar->high = chart_amount(&chart->amounts, quantity->high.mean, true);
        chart->set->failed |= !bar->label || !bar->range || !bar->low || !bar->high;
    }
}

static double bar_low(const struct bar *bar)
{
    return fmin(bar->quantity->low.mean.value, bar->quantity->high.mean.value);
}

static double bar_high(const struct bar *bar)
{
    return fmax(bar->quantity->low.mean.value, bar->quantity->high.mean.value);
}

/* The x range: all bars, and room for the numbers at their ends. */
static void choose_range(struct tornado *chart)
{
    struct chart_scene *const scene = &chart->scene;
    double low = chart->is->mean.value, high = low, number = 0;
    for (size_t i = 0; i < chart->bars; i++) {
        const struct bar *const bar = &chart->bar[i];
        const double size = chart_measure(scene)->small;
        low = fmin(low, bar_low(bar));
        high = fmax(high, bar_high(bar));
        number = fmax(number, fmax(chart_scene_width(scene, bar->low, size, false),
                                   chart_scene_width(scene, bar->high, size, false)));
    }
    const double room = scene->right - scene->left, taken = number + beside + 2;
    const double span = high > low ? high - low : fmax(fabs(high), 1), pad = span * taken / (room - 2 * taken);
    scene->xmin = low - pad;
    scene->xmax = high + pad;
}

/* Label and range of a bar from y on; returns the y below the row. */
static double place_bar(struct tornado *chart, struct bar *bar, double y)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const bool wide = scene->size == CHART_WIDE;
    const double width = wide ? label_wide : m->width - 2 * m->margin;
    const struct chart_style label = {m->small, true, TONE_INK, ALIGN_LEFT},
                             range = {m->small, false, TONE_MUTE, ALIGN_LEFT};
    const double below =
        chart_scene_lines(scene, m->margin, y + m->leading / 2, width, m->small + 4, LABEL_LINES, label, bar->label);
    chart_scene_text(scene, PX(m->margin), PX(below), range, bar->range);
    chart_scene_say(scene, bar->label, bar->range, NULL);
    const double text = below + m->small / 2 - y;
    bar->half = wide ? 14 : 10;
    bar->y = wide ? y + text / 2 + 2 : y + text + 6 + bar->half;
    return wide ? y + fmax(text, 2 * bar->half) + 14 : bar->y + bar->half + 14;
}

static void place_numbers(struct tornado *chart, const struct bar *bar)
{
    struct chart_scene *const scene = &chart->scene;
    const struct sensitivity_quantity *const quantity = bar->quantity;
    const double size = chart_measure(scene)->small;
    const bool rises = quantity->low.mean.value <= quantity->high.mean.value;
    chart_scene_text(scene, PX(chart_scene_x(scene, fmin(bar_low(bar), chart->is->mean.value)) - beside),
                     PX(scene->bottom - bar->y), (struct chart_style){size, false, TONE_INK, ALIGN_RIGHT},
                     rises ? bar->low : bar->high);
    chart_scene_text(scene, PX(chart_scene_x(scene, fmax(bar_high(bar), chart->is->mean.value)) + beside),
                     PX(scene->bottom - bar->y), (struct chart_style){size, false, TONE_INK, ALIGN_LEFT},
                     rises ? bar->high : bar->low);
}

/* "assumption low", "mean +0.9", "assumption high" above the line of the mean, within the canvas. */
static void place_legend(struct tornado *chart, double y)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const bool page = scene->place == CHART_PAGE; /* where colours tell the better end, not the higher */
    const char *const low = word_text(page ? WORD_CHART_TORNADO_WORSE : WORD_CHART_TORNADO_LOW, scene->language);
    const char *const high = word_text(page ? WORD_CHART_TORNADO_BETTER : WORD_CHART_TORNADO_HIGH, scene->language);
    const char *const mean = WORDS(scene->arena, WORD_CHART_TORNADO_MEAN, scene->language,
                                   {"mean", chart_amount(&chart->amounts, chart->is->mean, true)});
    if (!mean) {
        scene->failed = true;
        return;
    }
    const double middle = chart_scene_width(scene, mean, m->small, true) / 2 + gap;
    const double before = middle + chart_scene_width(scene, low, m->small, true);
    const double after = middle + chart_scene_width(scene, high, m->small, true);
    const double x =
        fmax(fmin(chart_scene_x(scene, chart->is->mean.value), m->width - m->margin - after), m->margin + before);
    chart_scene_text(scene, PX(x), PX(y), (struct chart_style){m->small, true, TONE_INK, ALIGN_CENTER}, mean);
    chart_scene_text(scene, PX(x - middle), PX(y), (struct chart_style){m->small, true, TONE_ORANGE, ALIGN_RIGHT}, low);
    chart_scene_text(scene, PX(x + middle), PX(y), (struct chart_style){m->small, true, TONE_BLUE, ALIGN_LEFT}, high);
}

/* Grid lines only beside the bars where labels stand above them. */
static void draw_axis(struct tornado *chart)
{
    struct chart_scene *const scene = &chart->scene;
    const bool wide = scene->size == CHART_WIDE;
    struct chart_span span[CHART_SENSITIVITY_ROWS];
    for (size_t i = 0; i < chart->bars; i++)
        span[i] =
            (struct chart_span){chart->bar[i].y - chart->bar[i].half - 4, chart->bar[i].y + chart->bar[i].half + 4};
    chart_axis_money_x(scene, &chart->job->format, chart->amounts.scale, wide ? TICKS_WIDE : TICKS_NARROW, span,
                       wide ? 0 : chart->bars);
}

/* From y on; returns the y below the axis. */
static double lay_out(struct tornado *chart, double y)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const bool wide = scene->size == CHART_WIDE;
    scene->left = wide ? m->margin + label_wide + gap : m->margin;
    scene->right = m->width - m->margin;
    choose_range(chart);
    place_legend(chart, y + m->small / 2);
    scene->top = y + m->small + 10;
    double at = scene->top + 4;
    for (size_t i = 0; i < chart->bars; i++) at = place_bar(chart, &chart->bar[i], at);
    scene->bottom = at;
    scene->ymax = scene->bottom - scene->top;
    draw_axis(chart);
    for (size_t i = 0; i < chart->bars; i++) {
        chart->bar[i].y = scene->bottom - chart->bar[i].y;
        scene->halo = true;
        place_numbers(chart, &chart->bar[i]);
        scene->halo = false;
    }
    return scene->bottom + 2 * m->small + 4;
}

/* Rounded up to one digit: a bound, not a figure. */
static const char *bound(const struct format *format, double most)
{
    if (!(most > 0)) return format_money(format, 0, 0);
    const double power = pow(10, floor(log10(most)));
    return format_money(format, ceil(most / power * (1 + 1e-9)) * power, 0);
}

/* Uncertain shares of payers move the result too, and have no bar. */
static const char *name_shares(const struct tornado *chart)
{
    const struct sensitivity *const is = chart->is;
    struct arena *const arena = chart->job->arena;
    const char **const label = ARENA_ARRAY(arena, is->factors, const char *);
    size_t labels = 0;
    for (size_t f = 0; label && f < is->factors; f++) {
        const struct factor *const factor = is->factor[f].factor;
        const char *const end = strrchr(factor->name, '.');
        if (factor->quantity >= 0 || factor->correlated || is->factor[f].idle || !end || strcmp(end, ".payers") != 0)
            continue;
        label[labels++] = factor_label(arena, is->plan, factor, chart->job->format.language);
    }
    if (!label || labels == 0) return label ? "" : NULL;
    return WORDS(arena, WORD_CHART_TORNADO_SHARES, chart->job->format.language,
                 {"labels", words_list(arena, chart->job->format.language, label, labels)});
}

/* How many assumptions are not shown, which have no bar, and what a star means. */
static double place_notes(struct tornado *chart, double y)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const struct chart_style style = {m->small, false, TONE_MUTE, ALIGN_LEFT};
    const char *const more =
        WORDS(scene->arena, chart->left_out == 1 ? WORD_CHART_TORNADO_ONE_MORE : WORD_CHART_TORNADO_MORE,
              scene->language, {"n", format_count(&chart->job->format, (double)chart->left_out, 0)},
              {"x", bound(&chart->job->format, chart->largest_left_out)});
    bool correlated = false;
    for (size_t i = 0; i < chart->bars; i++) correlated = correlated || chart->bar[i].correlated;
    const char *const note[] = {chart->left_out > 0 ? more : "", name_shares(chart),
                                correlated ? word_text(WORD_CHART_CORRELATED, scene->language) : ""};
    for (size_t i = 0; i < sizeof note / sizeof *note; i++)
        if (!note[i] || *note[i])
            y = chart_scene_lines(scene, m->margin, y + m->small / 2, m->width - 2 * m->margin, m->small + 4, 4, style,
                                  note[i]);
    return y;
}

static const char *headline(const struct tornado *chart)
{
    const struct format *const format = &chart->job->format;
    const struct sensitivity_quantity *const first = chart->bar[0].quantity;
    const struct estimate a = first->swing, b = chart->bars > 1 ? chart->bar[1].quantity->swing : (struct estimate){0};
    if (fabs(a.value) - fabs(b.value) <= 2 * (a.error + b.error))
        return word_text(WORD_CHART_TORNADO_EVEN, format->language);
    const char *const label =
        quantity_label(chart->job->arena, chart->job->scenario, first->quantity, format->language);
    return WORDS(chart->job->arena, sensitivity_bends(first) ? WORD_CHART_TORNADO_BENDS : WORD_CHART_TORNADO_TOP,
                 format->language, {"middle", format_money(format, first->middle.mean.value, first->middle.mean.error)},
                 {"label", label ? chart_clean(chart->job->arena, label, CHART_TITLE_MOST) : NULL},
                 {"low", format_money(format, first->low.mean.value, first->low.mean.error)},
                 {"high", format_money(format, first->high.mean.value, first->high.mean.error)});
}

/* Ends on the same side of the mean share the height of the bar. */
static void print_end(struct text_buffer *text, struct tornado *chart, const struct bar *bar, bool is_high)
{
    const double mean = chart->is->mean.value, low = bar->quantity->low.mean.value,
                 high = bar->quantity->high.mean.value;
    const bool shared = (low - mean) * (high - mean) > 0;
    const double half = shared ? bar->half / 2 : bar->half;
    const double y = shared ? bar->y + (is_high ? -half : half) : bar->y;
    const double end = is_high ? high : low;
    text_buffer_printf(text, "%g\t%g\t%.10g\t%.10g\t%d\n", y, half, mean, end, is_high ? 2 : 1);
    chart_scene_bar(&chart->scene, end > mean ? MARK_SAVES : MARK_COSTS, AXIS(mean), AXIS(y - half), AXIS(end),
                    AXIS(y + half));
}

static void write_bars(struct tornado *chart)
{
    struct text_buffer text = {.arena = chart->job->arena}, mean = {.arena = chart->job->arena};
    text_buffer_printf(&text, "y\thalf\tfrom\tto\tcolour\n");
    for (size_t i = 0; i < chart->bars; i++) {
        print_end(&text, chart, &chart->bar[i], false);
        print_end(&text, chart, &chart->bar[i], true);
    }
    const bool whole = chart->scene.size == CHART_WIDE;
    text_buffer_printf(&mean, "mean\ty\theight\n");
    if (whole) text_buffer_printf(&mean, "%.10g\t0\t%g\n", chart->is->mean.value, chart->scene.ymax);
    for (size_t i = 0; !whole && i < chart->bars; i++) {
        const struct bar *const bar = &chart->bar[i];
        text_buffer_printf(&mean, "%.10g\t%g\t%g\n", chart->is->mean.value, bar->y - bar->half - 5, 2 * bar->half + 10);
    }
    chart_set_add(chart->set, chart->scene.size, "bars.tsv", &text);
    chart_set_add(chart->set, chart->scene.size, "mean.tsv", &mean);
}

void chart_tornado(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    struct tornado chart = {.job = job, .is = job->analysis, .set = out};
    chart_job_scene(job, size, &chart.scene);
    chart.scene.quiet = true;
    choose_bars(&chart);
    choose_amounts(&chart);
    write_texts(&chart);
    if (out->failed) return;
    const double y = chart_scene_head(&chart.scene, chart_sensitivity_kicker(job), headline(&chart),
                                      WORDS(job->arena, WORD_CHART_TORNADO_SUBTITLE, job->format.language,
                                            {"basis", chart_job_basis(job, chart.amounts.unit)}));
    const double below = place_notes(&chart, lay_out(&chart, y + 14));
    chart_scene_foot(&chart.scene, below + 8, job->footer);
    write_bars(&chart);
    chart_set_scene(out, &chart.scene);
}
