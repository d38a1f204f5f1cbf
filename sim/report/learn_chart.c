/* Net savings before and after a pilot: mean and range, and the chance of a saving; a pair of rows for each
 * perspective. */
#include <math.h>

#include "sim/chart/chart_groups.h"
#include "sim/chart/chart_job.h"
#include "sim/report/analysis_basis.h"
#include "sim/report/learn_report.h"

enum { TICKS_WIDE = 5, TICKS_NARROW = 4, TIMES = 2, LABEL_LINES = 3 };

static const double aside = 0.04; /* of the span, beside the ends of the bars */

/* A perspective: what it had and has. */
struct perspective {
    enum word name;
    const struct learn_spread *spread[TIMES]; /* before, after */
    int colour;
};

struct picture {
    const struct chart_job *job;
    struct chart_scene scene;
    struct perspective perspective[LEARN_RESULTS];
    size_t perspectives;
    struct chart_group group[LEARN_RESULTS];
    struct chart_group_row row[LEARN_RESULTS][TIMES];
    struct chart_groups groups;
};

/* Public finances first. */
static void take_perspectives(struct picture *picture)
{
    const struct learn *const is = picture->job->analysis;
    const bool split = is->results > 1;
    if (split)
        picture->perspective[picture->perspectives++] = (struct perspective){
            WORD_PUBLIC_FINANCES, {&is->before[LEARN_NET_PUBLIC], &is->after[LEARN_NET_PUBLIC]}, 2};
    picture->perspective[picture->perspectives++] = (struct perspective){
        split ? WORD_SOCIETY : WORD_ALL_PAYERS, {&is->before[LEARN_NET], &is->after[LEARN_NET]}, 1};
}

static void set_range(struct picture *picture)
{
    double low = 0, high = 0;
    for (size_t p = 0; p < picture->perspectives; p++)
        for (int t = 0; t < TIMES; t++) {
            low = fmin(low, picture->perspective[p].spread[t]->p5.value);
            high = fmax(high, picture->perspective[p].spread[t]->p95.value);
        }
    const double span = high > low ? high - low : 1;
    picture->scene.flat = !(high > low);
    picture->scene.xmin = low - aside * span;
    picture->scene.xmax = high + aside * span;
}

static void fill_rows(struct picture *picture, const struct chart_amounts *amounts)
{
    static const enum word label[TIMES] = {WORD_LEARN_CHART_BEFORE, WORD_LEARN_CHART_AFTER};
    const struct format *const format = &picture->job->format;
    for (size_t p = 0; p < picture->perspectives; p++) {
        picture->group[p] = (struct chart_group){
            picture->perspectives > 1 ? word_text(picture->perspective[p].name, format->language) : NULL,
            picture->row[p], TIMES};
        for (int t = 0; t < TIMES; t++) {
            const struct learn_spread *const spread = picture->perspective[p].spread[t];
            picture->row[p][t] =
                (struct chart_group_row){.label = WORDS(format->arena, label[t], format->language,
                                                        {"p", format_probability(format, spread->positive)}),
                                         .number = chart_amount(amounts, spread->mean, true),
                                         .interval = chart_amount_range(amounts, spread->p5, spread->p95)};
        }
    }
    picture->groups = (struct chart_groups){.group = picture->group,
                                            .groups = picture->perspectives,
                                            .number_head = word_text(WORD_CHART_MEAN, format->language),
                                            .interval_head = word_text(WORD_RANGE_90, format->language),
                                            .least = 40,
                                            .least_mark = 22,
                                            .label_lines = LABEL_LINES};
}

static const char *headline(const struct picture *picture)
{
    const struct format *const format = &picture->job->format;
    const struct estimate before = picture->perspective[0].spread[0]->mean,
                          after = picture->perspective[0].spread[1]->mean;
    return WORDS(format->arena, picture->perspectives > 1 ? WORD_LEARN_CHART_PUBLIC : WORD_LEARN_CHART_ALL,
                 format->language, {"before", format_money(format, before.value, before.error)},
                 {"after", format_money(format, after.value, after.error)});
}

static void write_rows(struct picture *picture, struct chart_set *out)
{
    struct text_buffer text = {.arena = picture->job->arena};
    text_buffer_printf(&text, "y\tlow90\tmean\thigh90\tafter\tcolour\n");
    for (size_t p = 0; p < picture->perspectives; p++)
        for (int t = 0; t < TIMES; t++) {
            const struct learn_spread *const spread = picture->perspective[p].spread[t];
            text_buffer_printf(&text, "%g\t%.10g\t%.10g\t%.10g\t%d\t%d\n", picture->row[p][t].y, spread->p5.value,
                               spread->mean.value, spread->p95.value, t, picture->perspective[p].colour);
        }
    chart_set_add(out, picture->scene.size, "rows.tsv", &text);
}

static void chart_learn(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    struct picture picture = {.job = job};
    struct chart_scene *const scene = &picture.scene;
    chart_job_scene(job, size, scene);
    const struct chart_measure *const m = chart_measure(scene);
    take_perspectives(&picture);
    set_range(&picture);
    const struct chart_amounts amounts = chart_amounts(&job->format, fmax(-scene->xmin, scene->xmax));
    fill_rows(&picture, &amounts);
    const struct learn *const is = job->analysis;
    const double y =
        chart_scene_head(scene, job->kicker, headline(&picture),
                         stochastic_subtitle(&job->format, is->request.cohort,
                                             WORDS(job->arena, WORD_LEARN_CHART_SUBTITLE, job->format.language,
                                                   {"basis", chart_job_basis(job, amounts.unit)})));
    const double foot = chart_groups_lay_out(scene, &picture.groups, y + 10);
    const int ticks = size == CHART_WIDE ? TICKS_WIDE : TICKS_NARROW;
    chart_axis_money_x(scene, &job->format, amounts.scale, scene->flat ? 0 : ticks, picture.groups.span,
                       picture.groups.spans);
    chart_scene_foot(scene, foot + 2 * m->small + 10, job->footer);
    write_rows(&picture, out);
    chart_set_scene(out, scene);
}

static const struct chart charts[] = {{"learn", chart_learn, NULL, NULL, false}};
const struct chart_table learn_charts = CHART_TABLE(charts);
