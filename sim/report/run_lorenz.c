#include <math.h>
#include <string.h>

#include "sim/base/sort.h"
#include "sim/report/reached.h"
#include "sim/report/run_charts.h"

/* Curves that a picture can tell apart; further ones are named in words. */
enum { CURVES_MOST = 4, CURVE_POINTS = 201, NAME_LINES = 3, TICKS = 4 };

/* Services or outcomes that ask for the same concentration share a curve; risks are clipped at their own means. */
struct curve {
    const struct concentration_request *request;
    struct reached reached;
    bool risk;    /* an outcome's risk, which is clipped at 1 */
    double money; /* mean savings of all its members */
    const char *name;
    size_t members;
    struct curve *next; /* of the same group */
};

struct lorenz {
    const struct chart_job *job;
    struct chart_scene scene;
    struct chart_set *set;
    size_t curves; /* found; at most CURVES_MOST of them are drawn */
    size_t drawn;
    struct curve *curve;
};

bool chart_lorenz_applies(const struct chart_subject *subject)
{
    const struct scenario *const scenario = subject->scenario[0];
    for (size_t i = 0; i < scenario->services; i++)
        if (scenario->service[i].request.shape != CONCENTRATION_NONE) return true;
    for (size_t i = 0; i < scenario->outcomes; i++)
        if (scenario->outcome[i].request.shape != CONCENTRATION_NONE) return true;
    return false;
}

/* Mean savings of a service or an outcome. */
static double money_of(const struct chart_job *job, enum line_kind kind, size_t item)
{
    for (size_t i = 0; i < run_of(job)->outcomes->lines; i++)
        if (run_of(job)->outcomes->line[i].kind == kind && run_of(job)->outcomes->line[i].item == (int)item)
            return run_column(job, run_of(job)->outcomes->at.line + (int)i)->mean.value;
    return 0;
}

static bool same_curve(const struct curve *a, const struct curve *b)
{
    const struct concentration_request *const x = a->request, *const y = b->request;
    if (a->risk != b->risk || x->shape != y->shape || x->points != y->points || x->sample != y->sample) return false;
    for (size_t i = 0; i < x->points; i++)
        if (x->top[i] != y->top[i] || x->share[i] != y->share[i]) return false;
    return x->shape != CONCENTRATION_PARETO || x->cap == y->cap;
}

static bool add_curve(struct lorenz *chart, const struct curve *new)
{
    if (!new->name) return false;
    for (size_t i = 0; i < chart->curves; i++) {
        struct curve *const old = &chart->curve[i];
        if (!same_curve(old, new)) continue;
        struct curve *const member = ARENA_NEW(chart->job->arena, struct curve);
        if (!member) return false;
        *member = *new;
        member->next = old->next;
        old->next = member;
        old->members++;
        old->money += new->money;
        return true;
    }
    chart->curve[chart->curves++] = *new;
    return true;
}

/* The curve that carries the greatest savings leads: the headline is about it. */
static bool saves_more(const void *a, const void *b, const void *context)
{
    (void)context;
    return ((const struct curve *)a)->money > ((const struct curve *)b)->money;
}

static bool collect(struct lorenz *chart)
{
    const struct chart_job *const job = chart->job;
    const struct scenario *const s = job->scenario;
    for (size_t i = 0; i < s->services; i++) {
        const struct service *const service = &s->service[i];
        const struct curve new = {.request = &service->request,
                                  .reached = reached_cost(&service->concentration),
                                  .money = money_of(job, LINE_SERVICE, i),
                                  .name = chart_job_label(job, &service->label, service->name),
                                  .members = 1};
        if (service->request.shape != CONCENTRATION_NONE && !add_curve(chart, &new)) return false;
    }
    for (size_t i = 0; i < s->outcomes; i++) {
        const struct outcome *const outcome = &s->outcome[i];
        const double mean_risk = scenario_mean(s, outcome->risk);
        if (outcome->request.shape == CONCENTRATION_NONE || !(mean_risk > 0)) continue;
        const struct curve new = {.request = &outcome->request,
                                  .reached = reached_risk(&outcome->concentration, mean_risk),
                                  .risk = true,
                                  .money = money_of(job, LINE_OUTCOME, i),
                                  .name = chart_job_label(job, &outcome->label, outcome->name),
                                  .members = 1};
        if (!add_curve(chart, &new)) return false;
    }
    sort_stable(chart->curve, chart->curves, sizeof *chart->curve, saves_more, NULL);
    chart->drawn = chart->curves < CURVES_MOST ? chart->curves : CURVES_MOST;
    return true;
}

/* The first member's name, and how many more there are. */
static const char *curve_name(const struct lorenz *chart, const struct curve *curve)
{
    const struct format *const format = &chart->job->format;
    if (curve->members == 1) return curve->name;
    return WORDS(format->arena, WORD_CHART_NAME_MORE, format->language, {"name", curve->name},
                 {"n", format_decimals(format, (double)(curve->members - 1), 0)});
}

static char *percent(const struct lorenz *chart, double share)
{
    return format_share(&chart->job->format, share, 0.002);
}

/* "70%"; "53–55%" where the members of a group reach different shares. */
static char *group_share(const struct lorenz *chart, const struct curve *curve, double q)
{
    double least = 1, most = 0;
    for (const struct curve *member = curve; member; member = member->next) {
        least = fmin(least, reached_by_top(&member->reached, q));
        most = fmax(most, reached_by_top(&member->reached, q));
    }
    if (round(100 * least) == round(100 * most)) return percent(chart, least);
    return WORDS(chart->job->arena, WORD_FROM_TO, chart->job->format.language,
                 {"from", format_decimals(&chart->job->format, 100 * least, 0)}, {"to", percent(chart, most)});
}

static const char *headline(const struct lorenz *chart)
{
    const enum language language = chart->job->format.language;
    if (chart->curves == 0) return word_text(WORD_CHART_LORENZ_NONE, language);
    const struct curve *const first = &chart->curve[0];
    return WORDS(chart->job->arena, first->risk ? WORD_CHART_LORENZ_RISK : WORD_CHART_LORENZ_COST, language,
                 {"share", group_share(chart, first, 0.1)}, {"name", curve_name(chart, first)});
}

static void write_curve(struct lorenz *chart, size_t k)
{
    struct text_buffer text = {.arena = chart->job->arena};
    text_buffer_printf(&text, "persons\ttotal\n");
    for (int i = 0; i < CURVE_POINTS; i++) {
        /* denser where the curve turns: at the top ranks */
        const double t = (double)i / (CURVE_POINTS - 1), p = 1 - (1 - t) * (1 - t);
        const double total = chart->curves == 0      ? p
                             : i == CURVE_POINTS - 1 ? 1
                                                     : reached_by_lowest(&chart->curve[k].reached, p);
        text_buffer_printf(&text, "%.8g\t%.8g\n", 100 * p, 100 * total);
    }
    const char *const name = arena_printf(chart->job->arena, "curve-%zu.tsv", k + 1);
    chart->set->failed |= !name;
    if (name) chart_set_add(chart->set, chart->scene.size, name, &text);
}

static void print_point(struct text_buffer *text, size_t curves, size_t curve, int kind, double persons, double total)
{
    text_buffer_printf(text, "%zu\t%zu\t%d\t%.8g\t%.8g\n", curves, curve + 1, kind, persons, total);
}

/* Without a curve a point outside the picture keeps the file readable for gnuplot. */
static void write_points(struct lorenz *chart)
{
    struct text_buffer text = {.arena = chart->job->arena};
    text_buffer_printf(&text, "curves\tcurve\tkind\tpersons\ttotal\n");
    for (size_t k = 0; k < chart->drawn; k++) {
        const struct curve *const curve = &chart->curve[k];
        for (size_t i = 0; i < curve->request->points; i++) {
            const double top = curve->request->top[i];
            print_point(&text, chart->drawn, k, 1, 100 * (1 - top), 100 * (1 - curve->request->share[i]));
            print_point(&text, chart->drawn, k, 2, 100 * (1 - top), 100 * (1 - reached_by_top(&curve->reached, top)));
        }
    }
    print_point(&text, chart->drawn > 0 ? chart->drawn : 1, 0, 0, -1000, -1000);
    chart_set_add(chart->set, chart->scene.size, "points.tsv", &text);
    for (size_t k = 0; k < (chart->drawn > 0 ? chart->drawn : 1); k++) write_curve(chart, k);
}

static void axes(struct lorenz *chart)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const struct chart_style below = {m->small, false, TONE_MUTE, ALIGN_CENTER};
    const struct chart_style beside = {m->small, false, TONE_MUTE, ALIGN_RIGHT};
    for (int i = 0; i <= TICKS; i++) {
        const double value = 100.0 * i / TICKS;
        const char *const label = chart_percent(&chart->job->format, value / 100);
        chart_scene_line(scene, i == 0 ? ROLE_RULE : ROLE_GRID, PX(scene->left), AXIS(value), PX(scene->right),
                         AXIS(value));
        chart_scene_text(scene, PX(scene->left - 8), AXIS(value), beside, label);
        chart_scene_text(scene, AXIS(value), PX(scene->bottom + m->small), below, label);
    }
    chart_scene_line(scene, ROLE_DASH, AXIS(0), AXIS(0), AXIS(100), AXIS(100));
    chart_scene_text(scene, AXIS(42), AXIS(49), beside, word_text(WORD_CHART_LORENZ_EQUAL, scene->language));
    chart_scene_text(scene, PX((scene->left + scene->right) / 2), PX(scene->bottom + 2.5 * m->small), below,
                     word_text(WORD_CHART_LORENZ_PERSONS, scene->language));
}

enum { BRACKET_ROOM = 36 /* between the plot and the texts beside its brackets */ };

static const char *top_text(const struct lorenz *chart, double q)
{
    const struct format *const format = &chart->job->format;
    return WORDS(format->arena, WORD_CHART_LORENZ_TOP, format->language, {"q", chart_percent(format, q)});
}

/* A bracket right of the plot from the curve's height at the top q up to all, its share beside it. */
static void bracket(struct lorenz *chart, double q, double offset, double label_y)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const double share = reached_by_top(&chart->curve[0].reached, q), start = 100 * (1 - share);
    const double x = scene->right + offset, text = scene->right + BRACKET_ROOM;
    const struct chart_at y = AXIS(start);
    chart_scene_line(scene, ROLE_LINK, PX(chart_scene_x(scene, 100 * (1 - q))), y, PX(x), y);
    chart_scene_line(scene, ROLE_BRACKET, PX(x), y, PX(x), AXIS(100));
    chart_scene_text(scene, PX(text), PX(label_y), (struct chart_style){m->label + 2, true, TONE_BLUE, ALIGN_LEFT},
                     group_share(chart, &chart->curve[0], q));
    chart_scene_text(scene, PX(text), PX(label_y + m->leading),
                     (struct chart_style){m->small, false, TONE_MUTE, ALIGN_LEFT}, top_text(chart, q));
}

static void brackets(struct lorenz *chart)
{
    struct chart_scene *const scene = &chart->scene;
    const double leading = chart_measure(scene)->leading;
    const double tenth = chart_scene_y(scene, 100 * (1 - reached_by_top(&chart->curve[0].reached, 0.1)));
    const double fifth = chart_scene_y(scene, 100 * (1 - reached_by_top(&chart->curve[0].reached, 0.2)));
    const double upper = fmin((scene->top + tenth) / 2, fifth - 3.4 * leading);
    bracket(chart, 0.1, 12, upper - leading / 2);
    bracket(chart, 0.2, 24, fmax(fifth - 1.2 * leading, upper + 2 * leading));
}

static bool asked_at(const struct curve *curve, double top)
{
    for (size_t i = 0; i < curve->request->points; i++)
        if (fabs(curve->request->top[i] - top) < 1e-9) return true;
    return false;
}

/* "top 20%: 80% (asked for: 80%)"; wanted may be NULL; returns the y below. */
static double legend_share(struct lorenz *chart, const struct curve *curve, double top, const double *wanted, double x,
                           double y, double width)
{
    const struct chart_measure *const m = chart_measure(&chart->scene);
    const struct format *const format = &chart->job->format;
    const char *const share = group_share(chart, curve, top);
    const char *const line = WORDS(format->arena, wanted ? WORD_CHART_LORENZ_ASKED : WORD_CHART_LORENZ_HOLDS,
                                   format->language, {"q", chart_percent(format, top)}, {"share", share},
                                   {"wanted", chart_percent(format, wanted ? *wanted : 0)});
    chart_scene_say(&chart->scene, curve->name, line, NULL);
    return chart_scene_lines(&chart->scene, x, y, width, m->leading * 0.96, NAME_LINES,
                             (struct chart_style){m->small, false, TONE_MUTE, ALIGN_LEFT}, line);
}

/* Name and figures of one curve; returns the y below. */
static double legend(struct lorenz *chart, size_t k, double x, double y, double width)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const struct format *const format = &chart->job->format;
    const struct curve *const curve = &chart->curve[k];
    const struct chart_style bold = {m->small, true, TONE_INK, ALIGN_LEFT};
    const double indent = 34, leading = m->leading * 0.96;
    chart_scene_line(scene, (enum chart_role)(ROLE_CURVE1 + (int)k), PX(x), PX(y), PX(x + indent - 8), PX(y));
    y = chart_scene_lines(scene, x + indent, y, width - indent, leading, NAME_LINES, bold,
                          WORDS(format->arena, curve->risk ? WORD_CHART_LORENZ_OF_RISK : WORD_CHART_LORENZ_OF_COST,
                                format->language, {"name", curve_name(chart, curve)}));
    static const double tops[] = {0.1, 0.2};
    for (size_t i = 0; i < sizeof tops / sizeof *tops; i++)
        if (!asked_at(curve, tops[i])) y = legend_share(chart, curve, tops[i], NULL, x + indent, y, width - indent);
    for (size_t i = 0; i < curve->request->points; i++)
        y = legend_share(chart, curve, curve->request->top[i], &curve->request->share[i], x + indent, y,
                         width - indent);
    return y + 7;
}

static double lay_out(struct lorenz *chart, double y)
{
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const bool wide = scene->size == CHART_WIDE;
    scene->left = m->margin + chart_scene_width(scene, "100 %", m->small, false) + 10;
    const char *const widest = top_text(chart, 0.2);
    const double beside = widest ? chart_scene_width(scene, widest, m->small, false) : 0;
    scene->right = wide ? scene->left + 420 : m->width - m->margin - fmax(96, BRACKET_ROOM + beside);
    scene->top = y + 20;
    scene->bottom = scene->top + (wide ? 420 : scene->right - scene->left);
    axes(chart);
    if (chart->curves > 0) brackets(chart);
    const double axis = scene->bottom + 3.4 * m->small;
    const double x = wide ? scene->right + 130 : m->margin;
    const double width = m->width - m->margin - x;
    double at = wide ? scene->top + 8 : axis + m->leading;
    for (size_t k = 0; k < chart->drawn; k++) at = legend(chart, k, x, at, width);
    if (chart->curves > chart->drawn)
        at = chart_scene_lines(
            scene, x, at, width, m->leading, 2, (struct chart_style){m->small, false, TONE_MUTE, ALIGN_LEFT},
            WORDS(chart->job->arena, WORD_CHART_LORENZ_REST, scene->language,
                  {"n", format_decimals(&chart->job->format, (double)(chart->curves - chart->drawn), 0)}));
    return fmax(axis, at - m->leading / 2);
}

void chart_lorenz(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    struct lorenz chart = {.job = job, .set = out};
    chart.curve = ARENA_ARRAY(job->arena, job->scenario->services + job->scenario->outcomes, struct curve);
    out->failed |= !chart.curve || !collect(&chart);
    if (out->failed) return;
    chart_job_scene(job, size, &chart.scene);
    chart.scene.xmax = chart.scene.ymax = 100;
    const double y = chart_scene_head(&chart.scene, job->kicker, headline(&chart),
                                      word_text(WORD_CHART_LORENZ_SUBTITLE, job->format.language));
    const double below = lay_out(&chart, y);
    chart_scene_foot(&chart.scene, below + 10, job->footer);
    write_points(&chart);
    chart_set_scene(out, &chart.scene);
}
