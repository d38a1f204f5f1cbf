#include <math.h>

#include "sim/report/run_charts.h"
#include "sim/report/run_findings.h"

enum { LABELS = 4, TICKS_WIDE = 6, TICKS_NARROW = 5 };

struct fan {
    const struct chart_job *job;
    struct chart_scene scene;
    struct chart_set *set;
    const struct column_summary *year; /* [years] */
    int years, first;
    struct estimate never; /* share of futures that do not break even */
    enum word whose;
    int crossing; /* first t from which the median stays at or above zero after being below; -1 where there is none */
};

static double level(const struct fan *chart, int t, enum summary_level at)
{
    return chart->year[t].percentile[at].value;
}

/* The first t from which the median of the columns is never below zero again; `years` where it ends below. */
static int rises_at(const struct column_summary *year, int years)
{
    int t = years;
    while (t > 0 && year[t - 1].percentile[LEVEL_P50].value >= 0) t--;
    return t;
}

static int find_crossing(const struct fan *chart)
{
    const int t = rises_at(chart->year, chart->years);
    return t > 0 && t < chart->years ? t : -1;
}

static bool all_same(const struct fan *chart)
{
    for (int t = 0; t < chart->years; t++)
        if (!chart->year[t].constant) return false;
    return true;
}

static const char *subtitle(const struct fan *chart, const char *unit)
{
    const struct chart_job *const job = chart->job;
    return WORDS(job->arena, all_same(chart) ? WORD_CHART_FAN_SUBTITLE_SAME : WORD_CHART_FAN_SUBTITLE,
                 job->format.language, {"basis", chart_job_basis(job, unit)});
}

static bool ever_above(const struct fan *chart)
{
    for (int t = 0; t < chart->years; t++)
        if (level(chart, t, LEVEL_P50) >= 0) return true;
    return false;
}

static bool all_zero(const struct fan *chart)
{
    for (int t = 0; t < chart->years; t++)
        if (chart->year[t].minimum != 0 || chart->year[t].maximum != 0) return false;
    return true;
}

static const char *headline(const struct fan *chart)
{
    const struct format *const format = &chart->job->format;
    const int last = chart->years - 1;
    enum word word = level(chart, last, LEVEL_P50) >= 0 ? WORD_CHART_FAN_ABOVE
                     : ever_above(chart)                ? WORD_CHART_FAN_FALLS
                                                        : WORD_CHART_FAN_BELOW;
    if (chart->crossing >= 0) word = WORD_CHART_FAN_CROSSES;
    if (all_zero(chart)) return word_text(WORD_CHART_ZERO, format->language);
    const int year = chart->first + (chart->crossing >= 0 ? chart->crossing : last);
    const char *const text = WORDS(format->arena, word, format->language, {"year", format_year(format, year)},
                                   {"whose", word_text(chart->whose, format->language)});
    const struct estimate never = chart->never;
    if (never.value <= 0 || never.value >= 1) return text;
    const bool named = word == WORD_CHART_FAN_BELOW || word == WORD_CHART_FAN_FALLS; /* the last year */
    return WORDS(format->arena, named ? WORD_CHART_FAN_NEVER_THEN : WORD_CHART_FAN_NEVER, format->language,
                 {"headline", text}, {"p", format_probability(format, never)},
                 {"end", format_year(format, chart->first + last)});
}

static void set_ranges(struct fan *chart)
{
    double low = 0, high = 0;
    for (int t = 0; t < chart->years; t++) {
        low = fmin(low, level(chart, t, LEVEL_P2_5));
        high = fmax(high, level(chart, t, LEVEL_P97_5));
    }
    const double span = high > low ? high - low : 1;
    chart->scene.flat = !(high > low);
    const double pad = chart->years == 1 ? 0.5 : 0;
    chart->scene.ymin = low - 0.02 * span - (high > low ? 0 : 0.5);
    chart->scene.ymax = high + 0.02 * span + (high > low ? 0 : 0.5);
    chart->scene.xmin = chart->first - pad;
    chart->scene.xmax = chart->first + chart->years - 1 + pad;
}

void run_year_axis(struct chart_scene *scene, const struct format *format, int first, int last, double y)
{
    const struct chart_measure *const m = chart_measure(scene);
    const struct chart_style style = {m->small, false, TONE_MUTE, ALIGN_CENTER};
    const double room = chart_scene_width(scene, "2020", m->small, false) * 1.35;
    const double year_px = (scene->right - scene->left) / fmax(last - first, 1);
    int step =
        (int)fmax(1, chart_axis_step(fmax(last - first, 1), scene->size == CHART_WIDE ? TICKS_WIDE + 3 : TICKS_NARROW));
    while (step * year_px < room) step += step == 2 ? 3 : step; /* 1, 2, 5, 10 … */
    const int first_round = (first + step - 1) / step * step, last_round = last / step * step;
    for (int year = first; year <= last; year++) {
        const bool first_fits = year == first && (first_round - year) * year_px > room;
        const bool last_fits = year == last && (last - (first_round <= last ? last_round : first)) * year_px > room;
        if (year % step == 0 || first_fits || last_fits)
            chart_scene_text(scene, AXIS(year), PX(y), style, format_year(format, year));
    }
}

/* A label at the right end of the fan. */
struct end_label {
    double y; /* px */
    double height;
    struct chart_style style;
    const char *text;
};

/* Pushes labels apart, from the top down and back up, so that each keeps its height. */
static void spread_labels(struct end_label *label, int labels, double bottom)
{
    for (int i = 1; i < labels; i++)
        label[i].y = fmax(label[i].y, label[i - 1].y + (label[i - 1].height + label[i].height) / 2);
    double limit = bottom;
    for (int i = labels - 1; i >= 0; i--) {
        label[i].y = fmin(label[i].y, limit - label[i].height / 2);
        limit = label[i].y - label[i].height / 2;
    }
}

static const char *band_label(const struct fan *chart, double share, enum summary_level low, enum summary_level high)
{
    const struct format *const format = &chart->job->format;
    const struct estimate *const p = chart->year[chart->years - 1].percentile;
    const char *const percent = chart_percent(format, share);
    if (chart->year[chart->years - 1].constant) return "";
    if (chart->scene.size == CHART_NARROW) return percent;
    const char *const range = format_money_range(format, p[low], p[high]);
    return WORDS(format->arena, WORD_CHART_FAN_BAND, format->language, {"share", percent}, {"range", range});
}

/* The labels from the top down: 95 %, 80 %, 50 %, median. */
static void make_labels(const struct fan *chart, struct end_label label[LABELS])
{
    const struct chart_measure *const m = chart_measure(&chart->scene);
    const struct estimate *const p = chart->year[chart->years - 1].percentile;
    const struct chart_style band = {m->small, false, TONE_BLUE, ALIGN_LEFT};
    const struct chart_style middle = {m->label + 4, true, TONE_BLUE, ALIGN_LEFT};
    const struct format *const format = &chart->job->format;
    label[0] = (struct end_label){0, m->leading, band, band_label(chart, 0.95, LEVEL_P2_5, LEVEL_P97_5)};
    label[1] = (struct end_label){0, m->leading, band, band_label(chart, 0.80, LEVEL_P10, LEVEL_P90)};
    label[2] = (struct end_label){0, m->leading, band, band_label(chart, 0.50, LEVEL_P25, LEVEL_P75)};
    label[3] =
        (struct end_label){0, 2.2 * m->leading, middle, format_money(format, p[LEVEL_P50].value, p[LEVEL_P50].error)};
}

static double side_width(const struct fan *chart, const struct end_label label[LABELS])
{
    const struct chart_scene *const scene = &chart->scene;
    double width =
        chart_scene_width(scene, word_text(WORD_CHART_MEDIAN, scene->language), chart_measure(scene)->small, false);
    for (int i = 0; i < LABELS; i++)
        width = fmax(width, chart_scene_width(scene, label[i].text, label[i].style.size, label[i].style.bold));
    return width + 12;
}

static void place_labels(struct fan *chart, struct end_label label[LABELS])
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const struct estimate *const p = chart->year[chart->years - 1].percentile;
    const double border[] = {p[LEVEL_P97_5].value, p[LEVEL_P90].value, p[LEVEL_P75].value, p[LEVEL_P50].value};
    for (int i = 0; i < LABELS - 1; i++) label[i].y = chart_scene_y(scene, (border[i] + border[i + 1]) / 2);
    label[LABELS - 1].y = chart_scene_y(scene, border[LABELS - 1]) + m->leading / 2;
    for (int i = 0; i < LABELS; i++)
        chart_scene_say(scene, i == LABELS - 1 ? word_text(WORD_CHART_MEDIAN, scene->language) : NULL, label[i].text,
                        NULL);
    for (int i = 0; i < LABELS; i++)
        if (!label[i].text || !*label[i].text) label[i] = (struct end_label){.y = scene->top, .text = ""};
    spread_labels(label, LABELS, scene->bottom + 4);
    for (int i = 0; i < LABELS; i++)
        chart_scene_text(scene, PX(scene->right + 10), PX(label[i].y - (i == LABELS - 1 ? m->leading * 0.5 : 0)),
                         label[i].style, label[i].text);
    chart_scene_text(scene, PX(scene->right + 10), PX(label[LABELS - 1].y + m->leading * 0.5),
                     (struct chart_style){m->small, false, TONE_BLUE, ALIGN_LEFT},
                     word_text(WORD_CHART_MEDIAN, scene->language));
}

/* Where the line of the median, straight between the ends of two years, meets zero. */
static double crosses_at(const struct fan *chart)
{
    const double before = level(chart, chart->crossing - 1, LEVEL_P50),
                 after = level(chart, chart->crossing, LEVEL_P50);
    return chart->first + chart->crossing - after / (after - before);
}

static void write_mark(struct fan *chart, double y)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const struct format *const format = &chart->job->format;
    const bool shown = chart->crossing >= 0;
    const int year = chart->first + (shown ? chart->crossing : 0);
    const char *const label =
        shown ? WORDS(format->arena, WORD_CHART_FAN_MARK, format->language, {"year", format_year(format, year)}) : "";
    const double half = chart_scene_width(scene, label, m->small + 1, true) / 2;
    const double x = fmin(fmax(chart_scene_x(scene, year), m->margin + half), m->width - m->margin - half);
    chart_scene_text(scene, PX(x), PX(y), (struct chart_style){m->small + 1, true, TONE_INK, ALIGN_CENTER}, label);
    struct text_buffer text = {.arena = chart->job->arena};
    text_buffer_printf(&text, "shown\tyear\tat\n%d\t%d\t%.10g\n", shown, year, shown ? crosses_at(chart) : year);
    chart_set_add(chart->set, scene->size, "mark.tsv", &text);
}

static void print_year(struct text_buffer *text, double year, const struct estimate *p)
{
    static const enum summary_level levels[] = {LEVEL_P2_5, LEVEL_P10, LEVEL_P25,  LEVEL_P50,
                                                LEVEL_P75,  LEVEL_P90, LEVEL_P97_5};
    text_buffer_printf(text, "%g", year);
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) text_buffer_printf(text, "\t%.10g", p[levels[i]].value);
    text_buffer_printf(text, "\n");
}

/* One year alone is drawn as a bar around it. */
static void write_fan(struct fan *chart)
{
    struct text_buffer text = {.arena = chart->job->arena};
    text_buffer_printf(&text, "year\tlow95\tlow80\tlow50\tmedian\thigh50\thigh80\thigh95\n");
    if (chart->years == 1) {
        print_year(&text, chart->first - 0.3, chart->year[0].percentile);
        print_year(&text, chart->first + 0.3, chart->year[0].percentile);
    }
    for (int t = 0; chart->years > 1 && t < chart->years; t++)
        print_year(&text, chart->first + t, chart->year[t].percentile);
    chart_set_add(chart->set, chart->scene.size, "fan.tsv", &text);
}

/* The intervals at the end, in words, under the narrow plot. */
static double end_lines(struct fan *chart, double y)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const struct format *const format = &chart->job->format;
    const struct estimate *const p = chart->year[chart->years - 1].percentile;
    static const struct {
        double share;
        enum summary_level low, high;
    } band[] = {{0.5, LEVEL_P25, LEVEL_P75}, {0.8, LEVEL_P10, LEVEL_P90}, {0.95, LEVEL_P2_5, LEVEL_P97_5}};
    chart_scene_text(scene, PX(m->margin), PX(y), (struct chart_style){m->small, true, TONE_INK, ALIGN_LEFT},
                     WORDS(format->arena, WORD_CHART_FAN_END, format->language,
                           {"year", format_year(format, chart->first + chart->years - 1)}));
    for (size_t i = 0; i < sizeof band / sizeof *band; i++) {
        y += m->leading;
        chart_scene_text(scene, PX(m->margin), PX(y), (struct chart_style){m->small, false, TONE_MUTE, ALIGN_LEFT},
                         chart_percent(format, band[i].share));
        chart_scene_text(scene, PX(m->margin + 3.4 * m->small), PX(y),
                         (struct chart_style){m->small, false, TONE_INK, ALIGN_LEFT},
                         format_money_range(format, p[band[i].low], p[band[i].high]));
    }
    return y + m->leading / 2;
}

static double lay_out(struct fan *chart, double y, double scale)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const bool wide = scene->size == CHART_WIDE;
    const int ticks = scene->flat ? 0 : wide ? TICKS_WIDE : TICKS_NARROW;
    scene->left = m->margin + chart_axis_room_y(scene, &chart->job->format, scale, ticks);
    struct end_label label[LABELS];
    make_labels(chart, label);
    scene->right = m->width - m->margin - side_width(chart, label);
    scene->top = y + 16;
    scene->bottom = scene->top + (wide ? 300 : 230);
    chart_axis_money_y(scene, &chart->job->format, scale, ticks);
    const double mark = chart->crossing >= 0 ? m->small + 8 : 0;
    write_mark(chart, scene->bottom + mark / 2 + 4);
    const double axis = scene->bottom + mark + m->small;
    run_year_axis(scene, &chart->job->format, chart->first, chart->first + chart->years - 1, axis);
    place_labels(chart, label);
    return wide ? axis + m->small : end_lines(chart, axis + 2 * m->small);
}

static void draw(const struct chart_job *job, enum chart_size size, bool public_finances, struct chart_set *out)
{
    const struct outcome_index *const at = &run_of(job)->outcomes->at;
    const struct summary *const summary = run_of(job)->summary;
    struct fan chart = {.job = job,
                        .set = out,
                        .year = run_column(job, public_finances ? at->cumulative_net_public : at->cumulative_net),
                        .years = run_of(job)->outcomes->horizon,
                        .first = job->scenario->settings.start_year,
                        .never = public_finances ? summary->break_even_public.never : summary->break_even.never,
                        .whose = public_finances              ? WORD_CHART_FAN_PUBLIC
                                 : run_of(job)->private_money ? WORD_CHART_FAN_SOCIETY
                                                              : WORD_CHART_FAN_ALL};
    chart_job_scene(job, size, &chart.scene);
    chart.crossing = find_crossing(&chart);
    set_ranges(&chart);
    const char *unit = NULL;
    const double scale = format_money_scale(&job->format, fmax(-chart.scene.ymin, chart.scene.ymax), &unit);
    const double y = chart_scene_head(&chart.scene, job->kicker, headline(&chart), subtitle(&chart, unit));
    const double below = lay_out(&chart, y, scale);
    chart_scene_foot(&chart.scene, below + 10, job->footer);
    write_fan(&chart);
    chart_set_scene(out, &chart.scene);
}

void chart_fan(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    draw(job, size, run_of(job)->private_money, out);
}

void chart_fan_society(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    draw(job, size, false, out);
}

bool chart_fan_society_applies(const struct chart_subject *subject)
{
    return report_has_private_money(subject->analysis);
}
