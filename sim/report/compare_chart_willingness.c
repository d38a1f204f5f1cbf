/* Acceptability: what pays for itself, and what is best, by the value of one avoided case. A panel for each
 * perspective; four choices stand out, the others are grey. */
#include <math.h>

#include "sim/base/sort.h"
#include "sim/report/compare_charts.h"

enum { STANDING_OUT = 4, TICKS = 4, STEPS_WIDE = 6, STEPS_NARROW = 4 };
static const double panel_distance = 1.34; /* in heights of a panel, on the y axis */

struct willingness {
    struct compare_chart *chart;
    bool wins;                   /* the chance of being best; else of paying for itself */
    size_t choice[STANDING_OUT]; /* those that stand out */
    size_t out_standing;
    size_t lines; /* that are drawn */
    double panel; /* height, px */
    double top;   /* share at the top of a panel */
};

static const struct acceptability *of_perspective(const struct compare_perspective *perspective)
{
    return &perspective->comparison->acceptability;
}

static struct estimate wins(const struct comparison *comparison, size_t choice, size_t point)
{
    return comparison->acceptability.best[choice * comparison->acceptability.points + point];
}

static struct estimate pays(const struct comparison *comparison, size_t choice, size_t point)
{
    return comparison->acceptability.pays[choice * comparison->acceptability.points + point];
}

static struct estimate share(const struct willingness *willingness, const struct compare_perspective *perspective,
                             size_t choice, size_t point)
{
    return (willingness->wins ? wins : pays)(perspective->comparison, choice, point);
}

/* Those that are ahead somewhere: by their greatest share over the perspectives and values. */
static double peak(const struct willingness *willingness, size_t choice)
{
    double most = 0;
    for (size_t p = 0; p < willingness->chart->perspectives; p++)
        for (size_t i = 0; i < of_perspective(&willingness->chart->perspective[p])->points; i++)
            most = fmax(most, share(willingness, &willingness->chart->perspective[p], choice, i).value);
    return most;
}

static bool stands_out(const struct willingness *willingness, size_t choice)
{
    for (size_t i = 0; i < willingness->out_standing; i++)
        if (willingness->choice[i] == choice) return true;
    return false;
}

/* A choice that has no chance anywhere, such as doing nothing of paying for itself, is a line along the axis. */
static size_t count_lines(const struct willingness *willingness)
{
    const size_t choices = willingness->chart->builder.compare->choices;
    size_t lines = 0;
    for (size_t c = 0; c < choices; c++) lines += peak(willingness, c) > 0;
    return lines > 0 ? lines : choices;
}

/* The four highest peaks, in the order of choices. */
static void choose(struct willingness *willingness)
{
    const size_t choices = willingness->chart->builder.compare->choices;
    willingness->lines = count_lines(willingness);
    while (willingness->out_standing < STANDING_OUT && willingness->out_standing < willingness->lines) {
        size_t next = choices;
        for (size_t c = 0; c < choices; c++)
            if (!stands_out(willingness, c) && (next == choices || peak(willingness, c) > peak(willingness, next)))
                next = c;
        size_t at = willingness->out_standing++;
        for (; at > 0 && willingness->choice[at - 1] > next; at--)
            willingness->choice[at] = willingness->choice[at - 1];
        willingness->choice[at] = next;
    }
}

/* 100 %, or less where no share comes near it. */
static void set_top(struct willingness *willingness)
{
    double most = 0;
    for (size_t i = 0; i < willingness->out_standing; i++) most = fmax(most, peak(willingness, willingness->choice[i]));
    willingness->top = most < 0.18 ? 0.2 : most < 0.36 ? 0.4 : 1;
}

static double base_of(const struct willingness *willingness, size_t perspective)
{
    return panel_distance * (double)(willingness->chart->perspectives - 1 - perspective);
}

/* The choice with the greatest share at a point; the one that leads so far unless another is surely ahead. */
static size_t leader_at(const struct comparison *comparison, size_t so_far, size_t point)
{
    size_t best = so_far;
    for (size_t c = 0; c < comparison->choices; c++)
        if (wins(comparison, c, point).value > wins(comparison, best, point).value) best = c;
    const struct estimate a = wins(comparison, best, point), b = wins(comparison, so_far, point);
    return point > 0 && a.value - b.value <= 2 * hypot(a.error, b.error) ? so_far : best;
}

/* How the lead passes from choice to choice as a case is worth more. */
struct lead {
    size_t first, last, leaders;
    size_t point; /* where the first loses it, if it does */
};

static struct lead follow_lead(const struct comparison *comparison)
{
    const size_t first = leader_at(comparison, 0, 0);
    struct lead lead = {.first = first, .last = first, .leaders = 1, .point = 1};
    for (size_t i = 1; i < comparison->acceptability.points; i++) {
        const size_t next = leader_at(comparison, lead.last, i);
        if (next != lead.last && lead.leaders++ == 1) lead.point = i;
        lead.last = next;
    }
    return lead;
}

/* The choice that is the first to pay for itself in half of the futures, and where; else the best at the last value. */
struct payer_first {
    size_t choice, point;
    struct estimate share;
};

static struct payer_first first_to_pay(const struct comparison *comparison)
{
    struct payer_first first = {0};
    for (;; first.point++) {
        for (size_t c = 0; c < comparison->choices; c++)
            if (pays(comparison, c, first.point).value > pays(comparison, first.choice, first.point).value)
                first.choice = c;
        first.share = pays(comparison, first.choice, first.point);
        if (first.point + 1 == comparison->acceptability.points || first.share.value >= 0.5) return first;
    }
}

static bool lead_passes(const struct comparison *comparison)
{
    return comparison->acceptability.points > 0 && follow_lead(comparison).leaders > 1;
}

static bool willingness_decides(const struct comparison *comparison)
{
    if (comparison->acceptability.points == 0) return false;
    const struct payer_first first = first_to_pay(comparison);
    return first.point > 0 && first.share.value >= 0.5;
}

/* A picture of lines that cross nothing says less than a sentence would: somewhere the worth of a case has to decide.
 */
static bool in_a_perspective(const struct chart_subject *subject, bool (*holds)(const struct comparison *))
{
    const struct compare *const compare = subject->analysis;
    return holds(&compare->society) || (compare->split && holds(&compare->public_finances));
}

bool chart_compare_has_pays(const struct chart_subject *subject)
{
    return in_a_perspective(subject, willingness_decides);
}

bool chart_compare_has_wins(const struct chart_subject *subject)
{
    return in_a_perspective(subject, lead_passes);
}

/* The value of a case at which a difference, negative at first and positive at a point, is zero. */
static double crossing(const struct acceptability *a, const double *difference, size_t point)
{
    size_t i = point;
    while (i > 1 && difference[i - 1] > 0) i--;
    const double before = fmin(difference[i - 1], 0), after = difference[i];
    return a->willingness[i - 1] + (a->willingness[i] - a->willingness[i - 1]) * -before / (after - before);
}

/* About how much: one digit, or two where the first is small. */
static const char *about(const struct format *format, double willingness)
{
    const double power = pow(10, floor(log10(willingness)));
    return format_money(format, willingness, willingness < 5 * power ? 0.1 * power : power);
}

/* Which choice is likeliest to be the best, up to which value of a case. */
static const char *wins_sentence(const struct compare_chart *chart, const struct compare_perspective *perspective)
{
    const struct comparison *const comparison = perspective->comparison;
    const struct acceptability *const a = &comparison->acceptability;
    const struct format *const format = &chart->job->format;
    const struct lead lead = follow_lead(comparison);
    const size_t second = leader_at(comparison, lead.first, lead.point);
    double difference[ACCEPTABILITY_POINTS];
    for (size_t i = 0; i < a->points; i++)
        difference[i] = wins(comparison, second, i).value - wins(comparison, lead.first, i).value;
    const enum word word = lead.leaders == 1   ? WORD_COMPARE_CHART_WINS_ALWAYS
                           : lead.leaders == 2 ? WORD_COMPARE_CHART_WINS_UNTIL
                                               : WORD_COMPARE_CHART_WINS_MIXED;
    return WORDS(chart->job->arena, word, format->language, {"a", compare_chart_inside(chart, lead.first)},
                 {"b", compare_chart_inside(chart, lead.last)},
                 {"worth", lead.leaders > 1 ? about(format, crossing(a, difference, lead.point)) : ""},
                 {"most", format_money(format, a->willingness[a->points - 1], 0)});
}

/* From which value of a case on the first of the choices pays for itself in half of the futures. */
static const char *pays_sentence(const struct compare_chart *chart, const struct compare_perspective *perspective)
{
    const struct comparison *const comparison = perspective->comparison;
    const struct acceptability *const a = &comparison->acceptability;
    const struct format *const format = &chart->job->format;
    const struct payer_first first = first_to_pay(comparison);
    double above[ACCEPTABILITY_POINTS];
    for (size_t i = 0; i < a->points; i++) above[i] = pays(comparison, first.choice, i).value - 0.5;
    const enum word word = first.share.value < 0.5 ? WORD_COMPARE_CHART_PAYS_NEVER
                           : first.point == 0      ? WORD_COMPARE_CHART_PAYS_ALWAYS
                                                   : WORD_COMPARE_CHART_PAYS_FROM;
    return WORDS(chart->job->arena, word, format->language, {"a", compare_chart_inside(chart, first.choice)},
                 {"p", format_probability(format, first.share)},
                 {"worth", word == WORD_COMPARE_CHART_PAYS_FROM ? about(format, crossing(a, above, first.point)) : ""},
                 {"most", format_money(format, a->willingness[a->points - 1], 0)});
}

/* A sentence that begins with whose money it is, be it one perspective or two. */
static const char *headline(const struct compare_chart *chart,
                            const char *(*of)(const struct compare_chart *, const struct compare_perspective *))
{
    const char *said[COMPARE_PERSPECTIVES] = {0};
    struct arena *const arena = chart->job->arena;
    for (size_t p = 0; p < chart->perspectives; p++)
        said[p] = WORDS(arena, WORD_COMPARE_OF, chart->builder.language,
                        {"title", word_text(chart->perspective[p].name, chart->builder.language)},
                        {"who", of(chart, &chart->perspective[p])});
    if (chart->perspectives == 1) return said[0];
    return WORDS(arena, WORD_COMPARE_CHART_BOTH, chart->builder.language, {"first", said[0]}, {"second", said[1]});
}

static const char *subtitle(const struct willingness *willingness)
{
    const struct chart_job *const job = willingness->chart->job;
    const size_t grey = willingness->lines - willingness->out_standing;
    const char *const text = WORDS(
        job->arena, WORD_COMPARE_CHART_SENTENCE, job->format.language,
        {"subtitle", word_text(willingness->wins ? WORD_COMPARE_CHART_WINS_SUBTITLE : WORD_COMPARE_CHART_PAYS_SUBTITLE,
                               job->format.language)});
    if (grey == 0) return text;
    return WORDS(job->arena, WORD_COMPARE_CHART_GREY, job->format.language, {"subtitle", text},
                 {"n", format_decimals(&job->format, (double)grey, 0)});
}

/* --- axes --- */

static void panel_axes(struct willingness *willingness, size_t perspective)
{
    struct chart_scene *const scene = &willingness->chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const double base = base_of(willingness, perspective);
    for (int i = 0; i <= TICKS; i++) {
        const struct chart_at y = AXIS(base + (double)i / TICKS);
        chart_scene_line(scene, i == 0 ? ROLE_RULE : ROLE_GRID, PX(scene->left), y, PX(scene->right), y);
        chart_scene_text(scene, PX(scene->left - 8), y, (struct chart_style){m->small, false, TONE_MUTE, ALIGN_RIGHT},
                         chart_percent(&willingness->chart->job->format, willingness->top * i / TICKS));
    }
    const char *const heading =
        compare_chart_heading(willingness->chart, &willingness->chart->perspective[perspective]);
    if (heading)
        chart_scene_text(scene, PX(m->margin), PX(chart_scene_y(scene, base + 1) - m->leading * 1.1),
                         (struct chart_style){m->label, true, TONE_INK, ALIGN_LEFT}, heading);
}

/* Values of a case: counted in one scale, without signs. */
static void willingness_axis(struct willingness *willingness, double most)
{
    struct chart_scene *const scene = &willingness->chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const struct format *const format = &willingness->chart->job->format;
    const struct chart_style style = {m->small, false, TONE_MUTE, ALIGN_CENTER};
    const char *unit;
    const double scale = format_money_scale(format, most, &unit);
    const double step = chart_axis_step(most, scene->size == CHART_WIDE ? STEPS_WIDE : STEPS_NARROW);
    for (int k = 0; k * step <= most * (1 + 1e-9); k++) {
        const double shown = k * step / scale;
        int decimals = 0;
        for (double x = step / scale; decimals < 3 && fabs(x - round(x)) > 1e-9; x *= 10) decimals++;
        chart_scene_text(scene, AXIS(k * step), PX(scene->bottom + m->small), style,
                         format_decimals(format, shown, k == 0 ? 0 : decimals));
    }
    chart_scene_text(scene, PX((scene->left + scene->right) / 2), PX(scene->bottom + 2.5 * m->small), style,
                     WORDS(format->arena, WORD_COMPARE_CHART_WILLINGNESS, format->language, {"unit", unit}));
}

/* --- lines and their labels --- */

static void print_line(struct text_buffer *text, const struct willingness *willingness, size_t perspective,
                       size_t choice)
{
    const struct compare_perspective *const of = &willingness->chart->perspective[perspective];
    for (size_t i = 0; i < of_perspective(of)->points; i++)
        text_buffer_printf(text, "%.10g\t%.8g\n", of_perspective(of)->willingness[i],
                           base_of(willingness, perspective) +
                               share(willingness, of, choice, i).value / willingness->top);
    text_buffer_printf(text, "\n");
}

/* line-1 … line-4 stand out; line-0 holds the others. A line that is not there lies outside the picture. */
static void write_lines(struct willingness *willingness)
{
    static const char *const name[STANDING_OUT] = {"line-1.tsv", "line-2.tsv", "line-3.tsv", "line-4.tsv"};
    const size_t choices = willingness->chart->builder.compare->choices;
    struct text_buffer text[STANDING_OUT + 1];
    for (size_t i = 0; i <= STANDING_OUT; i++) {
        text[i] = (struct text_buffer){.arena = willingness->chart->job->arena};
        text_buffer_printf(&text[i], "worth\tshare\n");
    }
    for (size_t p = 0; p < willingness->chart->perspectives; p++) {
        for (size_t i = 0; i < willingness->out_standing; i++)
            print_line(&text[i + 1], willingness, p, willingness->choice[i]);
        for (size_t c = 0; c < choices; c++)
            if (!stands_out(willingness, c) && (willingness->lines == choices || peak(willingness, c) > 0))
                print_line(&text[0], willingness, p, c);
    }
    if (willingness->lines == willingness->out_standing) text_buffer_printf(&text[0], "-1\t-1\n");
    for (size_t i = willingness->out_standing; i < STANDING_OUT; i++) text_buffer_printf(&text[i + 1], "-1\t-1\n");
    chart_set_add(willingness->chart->set, willingness->chart->scene.size, "line-0.tsv", &text[0]);
    for (size_t i = 0; i < STANDING_OUT; i++)
        chart_set_add(willingness->chart->set, willingness->chart->scene.size, name[i], &text[i + 1]);
}

struct line_label {
    size_t line;
    double wanted, y; /* of its first line, px */
    double height;    /* down to the first line of the next */
    const char *text;
};

static bool stands_above(const void *a, const void *b, const void *context)
{
    (void)context;
    return ((const struct line_label *)a)->wanted < ((const struct line_label *)b)->wanted;
}

/* Labels in the order of their lines' ends, each as near to its line as the height of those above it allows: those that
 * would touch stand around the middle of their lines. None leaves its panel, where the axis has its labels. */
static void spread(struct line_label *label, size_t labels, double top, double bottom)
{
    size_t count[STANDING_OUT], stacks = 0;
    double sum[STANDING_OUT], offset = 0;
    sort_stable(label, labels, sizeof *label, stands_above, NULL);
    for (size_t i = 0; i < labels; offset += label[i++].height) {
        sum[stacks] = label[i].wanted - offset;
        count[stacks++] = 1;
        for (; stacks > 1 && sum[stacks - 1] / (double)count[stacks - 1] < sum[stacks - 2] / (double)count[stacks - 2];
             stacks--) {
            sum[stacks - 2] += sum[stacks - 1];
            count[stacks - 2] += count[stacks - 1];
        }
    }
    offset = 0;
    for (size_t i = 0, stack = 0, left = count[0]; i < labels; offset += label[i++].height, left--) {
        if (left == 0) left = count[++stack];
        label[i].y = sum[stack] / (double)count[stack] + offset;
    }
    for (size_t i = labels; i-- > 0; bottom = label[i].y) label[i].y = fmin(label[i].y, bottom - label[i].height);
    for (size_t i = 0; i < labels; top = label[i].y + label[i].height, i++) label[i].y = fmax(label[i].y, top);
}

static void label_lines(struct willingness *willingness, size_t perspective)
{
    enum { LINES = 3 };
    static const enum chart_tone tone[STANDING_OUT] = {TONE_PURPLE, TONE_VERMILION, TONE_INK, TONE_ORANGE};
    struct compare_chart *const chart = willingness->chart;
    struct chart_scene *const scene = &chart->scene;
    const struct chart_measure *const m = chart_measure(scene);
    const struct compare_perspective *const of = &chart->perspective[perspective];
    const bool wide = scene->size == CHART_WIDE;
    const double width = m->width - m->margin - scene->right - 8, leading = m->small + 3;
    struct line_label label[STANDING_OUT];
    for (size_t i = 0; i < willingness->out_standing; i++) {
        const struct estimate end = share(willingness, of, willingness->choice[i], of_perspective(of)->points - 1);
        const char *const name = compare_chart_label(chart, willingness->choice[i]);
        size_t lines = 1;
        label[i] = (struct line_label){
            i, chart_scene_y(scene, base_of(willingness, perspective) + end.value / willingness->top), 0, 0,
            wide ? name : compare_id(chart->builder.compare, willingness->choice[i])};
        chart_scene_say(scene, name, format_probability(&chart->job->format, end), NULL);
        scene->failed |= !chart_wrap(scene->arena, label[i].text ? label[i].text : "",
                                     (struct chart_type){m->small * scene->stretch, true}, width, LINES, &lines);
        label[i].height = (double)lines * leading + 4;
    }
    const double foot = chart_scene_y(scene, base_of(willingness, perspective));
    spread(label, willingness->out_standing, foot - willingness->panel, foot + leading + 2);
    for (size_t i = 0; i < willingness->out_standing; i++)
        chart_scene_lines(scene, scene->right + 8, label[i].y, width, leading, LINES,
                          (struct chart_style){m->small, true, tone[label[i].line], ALIGN_LEFT}, label[i].text);
}

/* Narrow pictures name the lines below the plot. Returns the y below. */
static double legend(struct willingness *willingness, double y)
{
    struct compare_chart *const chart = willingness->chart;
    const struct chart_measure *const m = chart_measure(&chart->scene);
    if (chart->scene.size == CHART_WIDE) return y;
    y += m->leading;
    for (size_t i = 0; i < willingness->out_standing; i++) {
        chart_scene_line(&chart->scene, (enum chart_role)(ROLE_CHOICE1 + (int)i), PX(m->margin), PX(y),
                         PX(m->margin + 26), PX(y));
        y = chart_scene_lines(&chart->scene, m->margin + 34, y, m->width - 2 * m->margin - 34, m->leading, 2,
                              (struct chart_style){m->small, true, TONE_INK, ALIGN_LEFT},
                              compare_chart_label(chart, willingness->choice[i]));
    }
    return y;
}

static void chart_willingness(const struct chart_job *job, enum chart_size size, bool wins, struct chart_set *out)
{
    struct compare_chart chart;
    if (!compare_chart_init(job, size, out, &chart)) return;
    struct willingness willingness = {.chart = &chart, .wins = wins, .panel = size == CHART_WIDE ? 250 : 180};
    struct chart_scene *const scene = &chart.scene;
    const struct chart_measure *const m = chart_measure(scene);
    const struct acceptability *const a = of_perspective(&chart.perspective[0]);
    choose(&willingness);
    set_top(&willingness);
    const double y = chart_scene_head(scene, chart.kicker, headline(&chart, wins ? wins_sentence : pays_sentence),
                                      subtitle(&willingness));
    scene->left = m->margin + chart_scene_width(scene, "100 %", m->small, false) + 10;
    scene->right = m->width - m->margin - (size == CHART_WIDE ? 216 : 24);
    scene->top = y + (chart.perspectives > 1 ? m->leading * 2 : 18);
    scene->ymax = panel_distance * (double)(chart.perspectives - 1) + 1;
    scene->bottom = scene->top + willingness.panel * scene->ymax;
    scene->xmax = a->willingness[a->points - 1];
    for (size_t p = 0; p < chart.perspectives; p++) {
        panel_axes(&willingness, p);
        label_lines(&willingness, p);
    }
    willingness_axis(&willingness, scene->xmax);
    write_lines(&willingness);
    chart_scene_foot(scene, legend(&willingness, scene->bottom + 3.4 * m->small) + 8, job->footer);
    chart_set_scene(out, scene);
}

void chart_compare_pays(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    chart_willingness(job, size, false, out);
}

void chart_compare_wins(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    chart_willingness(job, size, true, out);
}
