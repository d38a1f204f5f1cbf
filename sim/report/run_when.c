/* By when has the programme paid for itself? The share of futures that have, year by year. */
#include <math.h>

#include "sim/report/run_charts.h"
#include "sim/report/run_findings.h"

enum { LINES = 2, LABEL_LINES = 2, HEIGHT_WIDE = 230, HEIGHT_NARROW = 190, LABEL_WIDE = 170 };

/* Public finances, or society: one line. */
struct line_of {
    const struct break_even_summary *summary;
    enum word who;
    enum chart_mark mark;
    enum chart_role role; /* of a sample beside its label, where that stands below the plot */
    double *share;        /* [years] */
    double label;         /* px: where its label stands */
};

struct when {
    const struct chart_job *job;
    struct chart_scene scene;
    struct chart_set *set;
    size_t lines;
    struct line_of line[LINES];
    int years, first;
    double *year; /* [years] */
};

bool chart_when_applies(const struct chart_subject *subject)
{
    const struct report *const report = subject->analysis;
    const struct column_summary *const net = &report->summary->column[report->outcomes->at.net];
    return report->scenario->settings.horizon > 1 && !net->constant;
}

static void choose_lines(struct when *chart)
{
    const struct run_chart *const run = run_of(chart->job);
    struct arena *const arena = chart->job->arena;
    for (size_t v = 0; v < run->views; v++)
        chart->line[chart->lines++] = (struct line_of){run->view[v].break_even,
                                                       run->view[v].label,
                                                       v ? MARK_SECOND : MARK_FIRST,
                                                       v ? ROLE_SHARE2 : ROLE_SHARE1,
                                                       NULL,
                                                       0};
    chart->years = (int)run->view[0].break_even->years;
    chart->first = chart->job->scenario->settings.start_year;
    chart->year = ARENA_ARRAY(arena, (size_t)chart->years, double);
    chart->set->failed |= !chart->year;
    for (size_t l = 0; l < chart->lines && chart->year; l++) {
        struct line_of *const line = &chart->line[l];
        line->share = ARENA_ARRAY(arena, (size_t)chart->years, double);
        chart->set->failed |= !line->share;
        for (int t = 0; line->share && t < chart->years; t++) {
            line->share[t] = line->summary->by_year[t].value;
            chart->year[t] = chart->first + t;
        }
    }
}

static bool reaches_half(const struct when *chart, const struct line_of *line)
{
    return line->summary->median < chart->years;
}

static const char *half_year(const struct when *chart, const struct line_of *line)
{
    return format_year(&chart->job->format, chart->first + line->summary->median);
}

static const char *headline(const struct when *chart)
{
    static const enum word both[2][2] = {{WORD_CHART_WHEN_NEITHER, WORD_CHART_WHEN_SOCIETY},
                                         {WORD_CHART_WHEN_PUBLIC, WORD_CHART_WHEN_BOTH}};
    static const enum word all[] = {WORD_CHART_WHEN_NEVER, WORD_CHART_WHEN_ALL};
    const struct line_of *const first = &chart->line[0], *const last = &chart->line[chart->lines - 1];
    const enum word word = chart->lines > 1 ? both[reaches_half(chart, first)][reaches_half(chart, last)]
                                            : all[reaches_half(chart, first)];
    return WORDS(chart->job->arena, word, chart->job->format.language, {"public", half_year(chart, first)},
                 {"society", half_year(chart, last)},
                 {"end", format_year(&chart->job->format, chart->first + chart->years - 1)});
}

/* The least of the round shares that hold both lines, and half of the futures. */
static double top_of(const struct when *chart)
{
    double most = 0.5;
    for (size_t l = 0; l < chart->lines; l++) most = fmax(most, chart->line[l].share[chart->years - 1]);
    return fmin(1, ceil(most * 4 + 0.25) / 4);
}

static void share_axis(struct when *chart)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_style style = {chart_measure(scene)->small, false, TONE_MUTE, ALIGN_RIGHT};
    for (int quarter = 0; quarter <= 4 && quarter <= 4 * scene->ymax + 0.01; quarter++) {
        const struct chart_at y = AXIS(quarter / 4.0);
        const enum chart_role role = quarter == 0 ? ROLE_RULE : quarter == 2 ? ROLE_DASH : ROLE_GRID;
        chart_scene_line(scene, role, PX(scene->left), y, PX(scene->right), y);
        chart_scene_text(scene, PX(scene->left - 8), y, style, chart_percent(&chart->job->format, quarter / 4.0));
    }
}

static const char *label_of(const struct when *chart, const struct line_of *line)
{
    const struct format *const format = &chart->job->format;
    return WORDS(format->arena, WORD_CHART_WHEN_LABEL, format->language,
                 {"who", word_text(line->who, format->language)},
                 {"share", format_probability(format, line->summary->by_year[chart->years - 1])});
}

/* Labels beside the ends of the lines, pushed apart where these are near. */
static void label_ends(struct when *chart)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const double height = LABEL_LINES * m->leading + 2;
    for (size_t l = 0; l < chart->lines; l++)
        chart->line[l].label = chart_scene_y(scene, chart->line[l].share[chart->years - 1]);
    struct line_of *const upper = &chart->line[chart->lines - 1], *const lower = &chart->line[0];
    if (chart->lines > 1 && fabs(lower->label - upper->label) < height) {
        const double middle = (lower->label + upper->label) / 2, sign = lower->label < upper->label ? -1 : 1;
        lower->label = middle + sign * height / 2;
        upper->label = middle - sign * height / 2;
    }
    const double most = scene->bottom - height + m->leading / 2; /* above the years */
    const double over = fmax(lower->label, upper->label) - most;
    for (size_t l = 0; over > 0 && l < chart->lines; l++) chart->line[l].label -= over;
    for (size_t l = 0; l < chart->lines; l++)
        chart_scene_lines(scene, scene->right + 10, chart->line[l].label, scene->width - m->margin - scene->right - 10,
                          m->leading, LABEL_LINES, (struct chart_style){m->label, true, TONE_INK, ALIGN_LEFT},
                          label_of(chart, &chart->line[l]));
}

/* Labels above the plot, each behind a sample of its line. */
static double label_above(struct when *chart, double y)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    for (size_t l = 0; l < chart->lines; l++) {
        chart_scene_line(scene, chart->line[l].role, PX(m->margin), PX(y + m->leading / 2), PX(m->margin + 26),
                         PX(y + m->leading / 2));
        y = chart_scene_lines(scene, m->margin + 34, y + m->leading / 2, scene->width - 2 * m->margin - 34, m->leading,
                              LABEL_LINES, (struct chart_style){m->label, true, TONE_INK, ALIGN_LEFT},
                              label_of(chart, &chart->line[l])) -
            m->leading / 2 + 2;
    }
    return y;
}

static double lay_out(struct when *chart, double y)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const bool wide = scene->size == CHART_WIDE;
    if (!wide) y = label_above(chart, y);
    scene->left = m->margin + chart_scene_width(scene, "100\u00A0%", m->small, false) + 8;
    const double year = chart_scene_width(scene, "2020", m->small, false) / 2;
    scene->right = m->width - m->margin - (wide ? LABEL_WIDE : fmax(8, year - m->margin));
    scene->top = y + 14;
    scene->bottom = scene->top + (wide ? HEIGHT_WIDE : HEIGHT_NARROW);
    scene->ymax = top_of(chart);
    scene->xmin = chart->first;
    scene->xmax = chart->first + chart->years - 1;
    share_axis(chart);
    run_year_axis(scene, &chart->job->format, chart->first, chart->first + chart->years - 1,
                  scene->bottom + m->small + 2);
    if (wide) label_ends(chart);
    return scene->bottom + 2 * m->small + 4;
}

static void write_lines(struct when *chart)
{
    struct text_buffer text = {.arena = chart->job->arena};
    text_buffer_printf(&text, "year\tfirst\tsecond\n");
    for (int t = 0; t < chart->years; t++)
        text_buffer_printf(&text, "%g\t%.10g\t%.10g\n", chart->year[t], chart->line[0].share[t],
                           chart->line[chart->lines - 1].share[t]);
    chart_set_add(chart->set, chart->scene.size, "shares.tsv", &text);
    for (size_t l = 0; l < chart->lines; l++) {
        const struct line_of *const line = &chart->line[l];
        chart_scene_curve(&chart->scene, line->mark, chart->year, line->share, (size_t)chart->years);
        if (reaches_half(chart, line))
            chart_scene_dot(&chart->scene, MARK_MEAN, AXIS(chart->first + line->summary->median),
                            AXIS(line->share[line->summary->median]), 12);
    }
}

void chart_when(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    struct when chart = {.job = job, .set = out};
    chart_job_scene(job, size, &chart.scene);
    choose_lines(&chart);
    if (out->failed) return;
    const double y =
        chart_scene_head(&chart.scene, job->kicker, headline(&chart),
                         WORDS(job->arena, WORD_CHART_WHEN_SUBTITLE, job->format.language, {"years", job->years}));
    for (size_t l = 0; l < chart.lines; l++)
        chart_scene_say(&chart.scene, NULL, label_of(&chart, &chart.line[l]), NULL);
    const double below = lay_out(&chart, y);
    chart_scene_foot(&chart.scene, below + 4, job->footer);
    write_lines(&chart);
    chart_set_scene(out, &chart.scene);
}
