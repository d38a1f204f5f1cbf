#include "sim/chart/chart_scene.h"

#include <math.h>

const char *const chart_size_name[CHART_SIZES] = {"wide", "narrow"};

static const struct chart_measure measures[CHART_PLACES][CHART_SIZES] = {
    [CHART_FILE] = {[CHART_WIDE] = {900, 22, 14.5, 26, 33, 17, 24, 13.5, 19, 16, 14.5, 30, 21},
                    [CHART_NARROW] = {420, 16, 12, 20, 26, 14, 20, 11.5, 16, 14, 12.5, 24, 19}},
    [CHART_PAGE] = {[CHART_WIDE] = {.width = 740, .label = 14, .small = 13, .number = 34, .leading = 17},
                    [CHART_NARROW] = {.width = 350, .label = 14, .small = 13, .number = 34, .leading = 17}},
};

static const char *const align_name[ALIGNS] = {"left", "center", "right"};
static const char *const tone_name[TONES] = {"ink", "mute", "blue", "green", "orange", "vermilion", "purple"};
static const char *const role_name[ROLES] = {
    [ROLE_GRID] = "grid",       [ROLE_ZERO] = "zero",       [ROLE_RULE] = "rule",       [ROLE_LINK] = "link",
    [ROLE_DASH] = "dash",       [ROLE_THIN1] = "thin1",     [ROLE_THIN2] = "thin2",     [ROLE_THICK1] = "thick1",
    [ROLE_THICK2] = "thick2",   [ROLE_CURVE1] = "curve1",   [ROLE_CURVE2] = "curve2",   [ROLE_CURVE3] = "curve3",
    [ROLE_CURVE4] = "curve4",   [ROLE_CHOICE1] = "choice1", [ROLE_CHOICE2] = "choice2", [ROLE_CHOICE3] = "choice3",
    [ROLE_CHOICE4] = "choice4", [ROLE_BAND] = "band",       [ROLE_BRACKET] = "bracket", [ROLE_CONTOUR] = "contour",
    [ROLE_SHARE1] = "share1",   [ROLE_SHARE2] = "share2"};

/* A field of a data file: the quoted text. */
static void print_field(struct text_buffer *buffer, const char *text)
{
    const char *const field = chart_quote(buffer->arena, text);
    if (!field) buffer->failed = true;
    if (field) text_buffer_add(buffer, field);
}

const struct chart_measure *chart_measure(const struct chart_scene *scene)
{
    return &measures[scene->place][scene->size];
}

void chart_scene_init(struct chart_scene *scene, struct arena *arena, enum language language, enum chart_size size,
                      enum chart_place place, double stretch)
{
    *scene = (struct chart_scene){.arena = arena,
                                  .language = language,
                                  .size = size,
                                  .place = place,
                                  .stretch = stretch,
                                  .width = measures[place][size].width,
                                  .texts = {.arena = arena},
                                  .lines = {.arena = arena},
                                  .spoken = {.arena = arena},
                                  .xmax = 1,
                                  .ymax = 1};
    text_buffer_printf(&scene->texts, "x\txunit\ty\tyunit\talign\tsize\tweight\tcolour\thalo\ttext\n");
    text_buffer_printf(&scene->lines, "x1\ty1\tx2\ty2\txunit\tyunit\trole\n");
}

static void add_item(struct chart_scene *scene, struct chart_item made)
{
    struct chart_item *const item = ARENA_NEW(scene->arena, struct chart_item);
    scene->failed |= item == NULL;
    if (!item) return;
    *item = made;
    if (scene->last)
        scene->last->next = item;
    else
        scene->first = item;
    scene->last = item;
    scene->marks += made.shape != SHAPE_TEXT && made.shape != SHAPE_RULE;
}

void chart_scene_dot(struct chart_scene *scene, enum chart_mark mark, struct chart_at x, struct chart_at y,
                     double diameter)
{
    add_item(scene, (struct chart_item){.shape = SHAPE_DOT, .mark = mark, .x = x, .y = y, .diameter = diameter});
}

void chart_scene_bar(struct chart_scene *scene, enum chart_mark mark, struct chart_at x1, struct chart_at y1,
                     struct chart_at x2, struct chart_at y2)
{
    add_item(scene, (struct chart_item){.shape = SHAPE_BAR, .mark = mark, .x = x1, .y = y1, .x2 = x2, .y2 = y2});
}

void chart_scene_stroke(struct chart_scene *scene, enum chart_mark mark, struct chart_at x1, struct chart_at y1,
                        struct chart_at x2, struct chart_at y2)
{
    add_item(scene, (struct chart_item){.shape = SHAPE_LINE, .mark = mark, .x = x1, .y = y1, .x2 = x2, .y2 = y2});
}

void chart_scene_curve(struct chart_scene *scene, enum chart_mark mark, const double *x, const double *y, size_t points)
{
    add_item(scene,
             (struct chart_item){.shape = SHAPE_CURVE, .mark = mark, .points = points, .curve_x = x, .curve_y = y});
}

static const char *unit_name(struct chart_at at)
{
    return at.axis ? "axis" : "px";
}

void chart_scene_text(struct chart_scene *scene, struct chart_at x, struct chart_at y, struct chart_style style,
                      const char *text)
{
    scene->failed |= text == NULL;
    if (!text || !*text) return;
    text_buffer_printf(&scene->texts, "%.10g\t%s\t%.10g\t%s\t%s\t%g\t%s\t%s\t%d\t", x.value, unit_name(x), y.value,
                       unit_name(y), align_name[style.align], style.size, style.bold ? "bold" : "plain",
                       tone_name[style.tone], scene->halo);
    print_field(&scene->texts, text);
    text_buffer_printf(&scene->texts, "\n");
    scene->text_count++;
    add_item(scene, (struct chart_item){
                        .shape = SHAPE_TEXT, .x = x, .y = y, .style = style, .halo = scene->halo, .text = text});
}

double chart_scene_lines(struct chart_scene *scene, double x, double y, double width, double leading, size_t most,
                         struct chart_style style, const char *text)
{
    size_t lines = 0;
    const struct chart_type type = {style.size * scene->stretch, style.bold};
    const char **const line = text ? chart_wrap(scene->arena, text, type, width, most, &lines) : NULL;
    scene->failed |= line == NULL;
    for (size_t i = 0; i < lines; i++, y += leading) chart_scene_text(scene, PX(x), PX(y), style, line[i]);
    return y;
}

void chart_scene_line(struct chart_scene *scene, enum chart_role role, struct chart_at x1, struct chart_at y1,
                      struct chart_at x2, struct chart_at y2)
{
    text_buffer_printf(&scene->lines, "%.10g\t%.10g\t%.10g\t%.10g\t%s\t%s\t%s\n", x1.value, y1.value, x2.value,
                       y2.value, unit_name(x1), unit_name(y1), role_name[role]);
    scene->line_count++;
    add_item(scene, (struct chart_item){.shape = SHAPE_RULE, .role = role, .x = x1, .y = y1, .x2 = x2, .y2 = y2});
}

static double even_lines(struct chart_scene *scene, double y, double leading, double least, struct chart_style style,
                         const char *text)
{
    const struct chart_measure *const m = chart_measure(scene);
    const struct chart_type type = {style.size * scene->stretch, style.bold};
    size_t lines = 0;
    const char **const line =
        text ? chart_wrap_evenly(scene->arena, text, type, m->width - 2 * m->margin, least, &lines) : NULL;
    scene->failed |= line == NULL;
    for (size_t i = 0; i < lines; i++, y += leading) chart_scene_text(scene, PX(m->margin), PX(y), style, line[i]);
    return y;
}

double chart_scene_head(struct chart_scene *scene, const char *kicker, const char *headline, const char *subtitle)
{
    const struct chart_measure *const m = chart_measure(scene);
    const double width = m->width - 2 * m->margin;
    double y = m->margin + m->kicker / 2;
    scene->title = headline;
    scene->subtitle = subtitle;
    text_buffer_printf(&scene->spoken, "%s", subtitle ? subtitle : "");
    scene->failed |= !headline || !subtitle;
    if (scene->place == CHART_PAGE) return 0;
    y = chart_scene_lines(scene, m->margin, y, width, m->kicker * 1.4, 4,
                          (struct chart_style){m->kicker, true, TONE_MUTE, ALIGN_LEFT}, kicker);
    y += m->headline_leading / 2 - m->kicker * 0.45;
    y = even_lines(scene, y, m->headline_leading, 0.5, (struct chart_style){m->headline, true, TONE_INK, ALIGN_LEFT},
                   headline);
    y += m->subtitle_leading / 2 - m->headline_leading / 2 + 3;
    y = even_lines(scene, y, m->subtitle_leading, 0.8, (struct chart_style){m->subtitle, false, TONE_MUTE, ALIGN_LEFT},
                   subtitle);
    return y - m->subtitle_leading / 2;
}

void chart_scene_say(struct chart_scene *scene, const char *what, const char *figure, const char *interval)
{
    if (!figure || (!what && !*figure)) return;
    const enum word word = !what ? WORD_CHART_SPOKEN_ALONE : interval ? WORD_CHART_SPOKEN_INTERVAL : WORD_CHART_SPOKEN;
    const char *const sentence = WORDS(scene->arena, word, scene->language, {"what", what ? what : ""},
                                       {"figure", figure}, {"interval", interval ? interval : ""});
    scene->failed |= sentence == NULL;
    text_buffer_printf(&scene->spoken, " %s", sentence ? sentence : "");
}

void chart_scene_foot(struct chart_scene *scene, double y, const char *footer)
{
    const struct chart_measure *const m = chart_measure(scene);
    scene->height = ceil(y);
    if (scene->place == CHART_PAGE) return;
    y = chart_scene_lines(scene, m->margin, y + m->footer_leading / 2, m->width - 2 * m->margin, m->footer_leading, 0,
                          (struct chart_style){m->footer, false, TONE_MUTE, ALIGN_LEFT}, footer);
    scene->height = ceil(y - m->footer_leading / 2 + m->margin * 0.7);
}

double chart_scene_width(const struct chart_scene *scene, const char *text, double size, bool bold)
{
    return text ? chart_text_width(text, (struct chart_type){size * scene->stretch, bold}) : 0;
}

double chart_scene_x(const struct chart_scene *scene, double value)
{
    return scene->left + (value - scene->xmin) / (scene->xmax - scene->xmin) * (scene->right - scene->left);
}

double chart_scene_y(const struct chart_scene *scene, double value)
{
    return scene->bottom - (value - scene->ymin) / (scene->ymax - scene->ymin) * (scene->bottom - scene->top);
}

const char *chart_scene_frame(struct chart_scene *scene)
{
    struct text_buffer frame = {.arena = scene->arena};
    text_buffer_printf(&frame, "width\theight\tleft\tright\ttop\tbottom\txmin\txmax\tymin\tymax\ttexts\tlines\n");
    text_buffer_printf(&frame, "%g\t%g\t%.10g\t%.10g\t%.10g\t%.10g\t%.10g\t%.10g\t%.10g\t%.10g\t%zu\t%zu\n",
                       scene->width, scene->height, scene->left, scene->right, scene->top, scene->bottom, scene->xmin,
                       scene->xmax, scene->ymin, scene->ymax, scene->text_count, scene->line_count);
    return frame.failed ? NULL : frame.text;
}
