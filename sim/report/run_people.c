/* Of how many: a circle for each participant, or for so many of them: helped, struck all the same, never struck. */
#include <math.h>

#include "sim/report/run_charts.h"
#include "sim/scenario/programme.h"

enum { CIRCLES_MOST = 500, KINDS = 3, ACROSS_WIDE = 30, ACROSS_NARROW = 25, LEGEND_WIDE = 230, LEGEND_LINES = 3 };

struct kind {
    double persons;
    enum chart_mark mark;
    enum word word;
    const char *number;
};

struct people {
    const struct chart_job *job;
    struct chart_scene scene;
    struct chart_set *set;
    const struct outcome *outcome;
    const struct column_summary *cases;
    struct estimate participants, at_risk;
    double unit; /* participants of one circle */
    struct kind kind[KINDS];
};

/* The first outcome that participants would have without the programme and have less often with it; -1: none. */
static int shown_outcome(const struct baseline *baseline, const struct column_summary *cases)
{
    for (size_t k = 0; k < baseline->outcomes; k++)
        if (baseline->outcome[k].touched && baseline->outcome[k].at_risk.value > 0 && cases[k].mean.value > 0)
            return (int)k;
    return -1;
}

bool chart_people_applies(const struct chart_subject *subject)
{
    const struct report *const report = subject->analysis;
    return shown_outcome(&report->baseline, &report->summary->column[report->outcomes->at.cases_avoided]) >= 0;
}

/* Who takes part in what changes the outcome. */
static struct estimate participants_of(const struct chart_job *job, int outcome)
{
    struct estimate sum = {0};
    for (size_t i = 0; i < job->scenario->interventions; i++) {
        if (!intervention_changes(&job->scenario->intervention[i], outcome)) continue;
        const struct estimate mean = run_column(job, run_of(job)->outcomes->at.participants + (int)i)->mean;
        sum.value += mean.value;
        sum.error += mean.error;
    }
    return sum;
}

static void take_figures(struct people *chart)
{
    const struct chart_job *const job = chart->job;
    const struct run_chart *const run = run_of(job);
    const struct format *const format = &job->format;
    const int at = run->outcomes->at.cases_avoided, k = shown_outcome(run->baseline, &run->summary->column[at]);
    chart->outcome = &job->scenario->outcome[k];
    chart->cases = run_column(job, at + k);
    chart->participants = participants_of(job, k);
    chart->at_risk = run->baseline->outcome[k].at_risk;
    for (chart->unit = 1; chart->participants.value / chart->unit > CIRCLES_MOST; chart->unit *= 10) continue;
    const double avoided = chart->cases->mean.value, struck = fmax(chart->at_risk.value - avoided, 0),
                 never = fmax(chart->participants.value - chart->at_risk.value, 0);
    const double error = fmax(chart->at_risk.error, 0.5);
    chart->kind[0] = (struct kind){avoided, MARK_FULL, WORD_CHART_PEOPLE_AVOIDED,
                                   format_number(format, avoided, chart->cases->mean.error, 2)};
    chart->kind[1] = (struct kind){struck, MARK_HOLLOW, WORD_CHART_PEOPLE_STRUCK, format_count(format, struck, error)};
    chart->kind[2] = (struct kind){never, MARK_NEITHER, WORD_CHART_PEOPLE_NEVER, format_count(format, never, error)};
}

static const char *headline(const struct people *chart)
{
    const struct format *const format = &chart->job->format;
    return WORDS(format->arena, WORD_CHART_PEOPLE_TITLE, format->language,
                 {"label", chart_job_label(chart->job, &chart->outcome->label, chart->outcome->name)},
                 {"n", format_count(format, chart->participants.value, fmax(chart->participants.error, 0.5))},
                 {"risk", format_count(format, chart->at_risk.value, chart->at_risk.error)},
                 {"cases", chart->kind[0].number});
}

/* Row by row, those who are helped first. */
static void place_circles(struct people *chart, double across)
{
    struct chart_scene *const scene = &chart->scene;
    struct text_buffer text = {.arena = chart->job->arena};
    const double step = (scene->right - scene->left) / across;
    double edge = 0;
    int placed = 0;
    text_buffer_printf(&text, "x\ty\tkind\tdiameter\n");
    for (int k = 0; k < KINDS; k++) {
        const double diameter = step * (chart->kind[k].mark == MARK_NEITHER ? 0.55 : 0.92);
        edge += chart->kind[k].persons;
        for (; placed < (int)round(edge / chart->unit); placed++) {
            const double x = scene->left + step * (fmod(placed, across) + 0.5);
            const double y = scene->top + step * (floor(placed / across) + 0.5);
            text_buffer_printf(&text, "%g\t%g\t%d\t%g\n", x - scene->left, scene->bottom - y, k + 1, diameter);
            chart_scene_dot(scene, chart->kind[k].mark, PX(x), PX(y), diameter);
        }
    }
    chart_set_add(chart->set, scene->size, "circles.tsv", &text);
}

/* What the three are, each number above its words; returns the y below. */
static double place_legend(struct people *chart, double x, double y, double width)
{
    static const enum chart_tone tone[KINDS] = {TONE_BLUE, TONE_ORANGE, TONE_MUTE};
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    for (int k = 0; k < KINDS; k++) {
        const char *const what = word_text(chart->kind[k].word, scene->language);
        chart_scene_say(scene, what, chart->kind[k].number, NULL);
        chart_scene_text(scene, PX(x), PX(y + m->number / 2),
                         (struct chart_style){m->number, true, tone[k], ALIGN_LEFT}, chart->kind[k].number);
        y = chart_scene_lines(scene, x, y + m->number + m->leading / 2 + 2, width, m->leading, LEGEND_LINES,
                              (struct chart_style){m->label, false, TONE_MUTE, ALIGN_LEFT}, what) +
            6;
    }
    return y - m->leading / 2;
}

void chart_people(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    struct people chart = {.job = job, .set = out};
    struct chart_scene *const scene = &chart.scene;
    chart_job_scene(job, size, scene);
    take_figures(&chart);
    const struct chart_measure *const m = chart_measure(scene);
    const bool wide = size == CHART_WIDE;
    const double across = wide ? ACROSS_WIDE : ACROSS_NARROW;
    const double y =
        chart_scene_head(scene, job->kicker, headline(&chart),
                         chart.unit == 1 ? word_text(WORD_CHART_PEOPLE_ONE, job->format.language)
                                         : WORDS(job->arena, WORD_CHART_PEOPLE_SEVERAL, job->format.language,
                                                 {"n", format_count(&job->format, chart.unit, 0)})) +
        (job->place == CHART_PAGE ? 2 : 16);
    scene->left = m->margin;
    scene->right = m->width - m->margin - (wide ? LEGEND_WIDE + 24 : 0);
    scene->top = y;
    const double step = (scene->right - scene->left) / across;
    scene->bottom = y + step * fmax(1, ceil(chart.participants.value / chart.unit / across));
    scene->xmax = scene->right - scene->left;
    scene->ymax = scene->bottom - scene->top;
    const double below = wide ? place_legend(&chart, scene->right + 24, y, LEGEND_WIDE)
                              : place_legend(&chart, m->margin, scene->bottom + 12, m->width - 2 * m->margin);
    place_circles(&chart, across);
    chart_scene_foot(scene, fmax(below, scene->bottom) + 8, job->footer);
    chart_set_scene(out, scene);
}
