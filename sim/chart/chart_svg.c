#include "sim/chart/chart_svg.h"

#include <math.h>
#include <string.h>

/* Texts of a page may be set in another font than Inter: room for a tenth more. */
static const double page_stretch = 1.1;

static const char *const align_class[ALIGNS] = {"", "\" text-anchor=\"middle", "\" text-anchor=\"end"};
static const char *const tone_class[TONES] = {
    [TONE_INK] = "",         [TONE_MUTE] = " mute",      [TONE_BLUE] = " gain",  [TONE_GREEN] = "",
    [TONE_ORANGE] = " cost", [TONE_VERMILION] = " cost", [TONE_PURPLE] = " mute"};

/* Rules: behind the marks, or before them. */
static const struct {
    const char *class;
    bool front;
} role_look[ROLES] = {
    [ROLE_GRID] = {"hair", false},    [ROLE_ZERO] = {"zero", true},      [ROLE_RULE] = {"axis", true},
    [ROLE_LINK] = {"link", false},    [ROLE_DASH] = {"dash", false},     [ROLE_THIN1] = {"range", true},
    [ROLE_THIN2] = {"range", true},   [ROLE_THICK1] = {"thick", true},   [ROLE_THICK2] = {"thick", true},
    [ROLE_CURVE1] = {"first", true},  [ROLE_CURVE2] = {"second", true},  [ROLE_CURVE3] = {"third", true},
    [ROLE_CURVE4] = {"fourth", true}, [ROLE_CHOICE1] = {"first", true},  [ROLE_CHOICE2] = {"second", true},
    [ROLE_CHOICE3] = {"third", true}, [ROLE_CHOICE4] = {"fourth", true}, [ROLE_BAND] = {"thick", true},
    [ROLE_BRACKET] = {"range", true}, [ROLE_CONTOUR] = {"zero", true},   [ROLE_SHARE1] = {"first", true},
    [ROLE_SHARE2] = {"second", true},
};

static const char *const mark_class[MARKS] = {
    [MARK_SAVES] = "saves", [MARK_COSTS] = "costs",   [MARK_OTHER] = "other",     [MARK_SUM] = "sum",
    [MARK_FULL] = "full",   [MARK_HOLLOW] = "hollow", [MARK_NEITHER] = "neither", [MARK_MEAN] = "mean",
    [MARK_NET] = "mean",    [MARK_RANGE] = "range",   [MARK_FIRST] = "first",     [MARK_SECOND] = "second",
    [MARK_LEVEL] = "dash",
};

/* A drawing in the making. */
struct drawing {
    const struct chart_scene *scene;
    struct text_buffer svg;
};

static double px_x(const struct chart_scene *scene, struct chart_at at)
{
    return at.axis ? chart_scene_x(scene, at.value) : at.value;
}

static double px_y(const struct chart_scene *scene, struct chart_at at)
{
    return at.axis ? chart_scene_y(scene, at.value) : at.value;
}

/* A tenth of a pixel is as fine as anyone sees; never "-0". */
static double tenths(double px)
{
    return round(px * 10) / 10 + 0.0;
}

static void draw_text(struct drawing *drawing, const struct chart_item *item)
{
    static const double middle = 0.35; /* of its size the baseline lies below the middle of a line */
    const char *const text = html_escape(drawing->scene->arena, item->text);
    drawing->svg.failed |= !text;
    text_buffer_printf(&drawing->svg, "<text x=\"%g\" y=\"%g\" class=\"s%g%s%s%s%s\">%s</text>",
                       tenths(px_x(drawing->scene, item->x)),
                       tenths(px_y(drawing->scene, item->y) + middle * item->style.size), item->style.size,
                       item->style.bold ? " b" : "", item->halo ? " halo" : "", tone_class[item->style.tone],
                       align_class[item->style.align], text ? text : "");
}

static void draw_line(struct drawing *drawing, const struct chart_item *item)
{
    const struct chart_scene *const scene = drawing->scene;
    text_buffer_printf(&drawing->svg, "<line x1=\"%g\" y1=\"%g\" x2=\"%g\" y2=\"%g\" class=\"%s\"/>",
                       tenths(px_x(scene, item->x)), tenths(px_y(scene, item->y)), tenths(px_x(scene, item->x2)),
                       tenths(px_y(scene, item->y2)),
                       item->shape == SHAPE_RULE ? role_look[item->role].class : mark_class[item->mark]);
}

/* A dot keeps a little distance from its neighbours; the ring of a hollow one stays within it. */
static void draw_dot(struct drawing *drawing, const struct chart_item *item)
{
    static const double gap = 1.2, ring = 1.6;
    const double x = tenths(px_x(drawing->scene, item->x)), y = tenths(px_y(drawing->scene, item->y));
    if (item->mark == MARK_NET) {
        const double half = tenths(item->diameter / 2);
        text_buffer_printf(&drawing->svg, "<path d=\"M%g %gl%g %g %g %g %g %gz\" class=\"%s\"/>", x, tenths(y - half),
                           half, half, -half, half, -half, -half, mark_class[item->mark]);
        return;
    }
    const double radius = (item->diameter - gap - (item->mark == MARK_HOLLOW ? ring : 0)) / 2;
    text_buffer_printf(&drawing->svg, "<circle cx=\"%g\" cy=\"%g\" r=\"%g\" class=\"%s\"/>", x, y,
                       round(radius * 20) / 20, mark_class[item->mark]);
}

/* What is there at all is at least a pixel wide. */
static void draw_bar(struct drawing *drawing, const struct chart_item *item)
{
    const struct chart_scene *const scene = drawing->scene;
    const double x1 = px_x(scene, item->x), x2 = px_x(scene, item->x2);
    const double y1 = px_y(scene, item->y), y2 = px_y(scene, item->y2);
    if (x1 == x2 || y1 == y2) return;
    text_buffer_printf(&drawing->svg, "<rect x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\" class=\"%s\"/>",
                       tenths(fmin(x1, x2)), tenths(fmin(y1, y2)), tenths(fmax(1, fabs(x2 - x1))),
                       tenths(fmax(1, fabs(y2 - y1))), mark_class[item->mark]);
}

static void draw_curve(struct drawing *drawing, const struct chart_item *item)
{
    text_buffer_printf(&drawing->svg, "<polyline class=\"%s\" points=\"", mark_class[item->mark]);
    for (size_t i = 0; i < item->points; i++)
        text_buffer_printf(&drawing->svg, i ? " %g,%g" : "%g,%g",
                           tenths(chart_scene_x(drawing->scene, item->curve_x[i])),
                           tenths(chart_scene_y(drawing->scene, item->curve_y[i])));
    text_buffer_printf(&drawing->svg, "\"/>");
}

static void (*const draw[CHART_SHAPES])(struct drawing *drawing, const struct chart_item *item) = {
    [SHAPE_TEXT] = draw_text, [SHAPE_RULE] = draw_line, [SHAPE_DOT] = draw_dot,
    [SHAPE_BAR] = draw_bar,   [SHAPE_LINE] = draw_line, [SHAPE_CURVE] = draw_curve};

/* From behind to the front: grid, marks, lines, texts. */
enum { LAYERS = 4 };

static int layer_of(const struct chart_item *item)
{
    if (item->shape == SHAPE_TEXT) return 3;
    if (item->shape == SHAPE_RULE) return role_look[item->role].front ? 2 : 0;
    return 1;
}

static const char *draw_scene(const struct chart_scene *scene, const char *id, const char *description)
{
    struct drawing drawing = {.scene = scene};
    text_buffer_init(&drawing.svg, scene->arena);
    const char *const title = html_escape(scene->arena, scene->title ? scene->title : "");
    const char *const said = html_escape(scene->arena, description ? description : "");
    if (!title || !said) return NULL;
    text_buffer_printf(
        &drawing.svg,
        "<svg class=\"%s\" viewBox=\"0 0 %g %g\" width=\"%g\" height=\"%g\" role=\"img\" "
        "aria-labelledby=\"%s-title %s-said\"><title id=\"%s-title\">%s</title><desc id=\"%s-said\">%s</desc>",
        chart_size_name[scene->size], scene->width, scene->height, scene->width, scene->height, id, id, id, title, id,
        said);
    for (int layer = 0; layer < LAYERS; layer++)
        for (const struct chart_item *item = scene->first; item; item = item->next)
            if (layer_of(item) == layer) draw[item->shape](&drawing, item);
    text_buffer_add(&drawing.svg, "</svg>\n");
    return text_buffer_finish(&drawing.svg);
}

/* False: out of memory. */
static bool draw_chart(const struct chart_job *job, const struct chart *chart, struct html_picture *out)
{
    struct chart_set set = {.arena = job->arena};
    for (int size = 0; size < CHART_SIZES && !set.failed; size++) chart->build(job, (enum chart_size)size, &set);
    if (set.failed) return false;
    *out = (struct html_picture){.name = chart->name, .title = set.title, .subtitle = set.scene[CHART_WIDE].subtitle};
    if (set.scene[CHART_WIDE].marks == 0) return true;
    const char *const id = arena_printf(job->arena, "%s-wide", chart->name);
    const char *const narrow = arena_printf(job->arena, "%s-narrow", chart->name);
    if (!id || !narrow) return false;
    out->wide = draw_scene(&set.scene[CHART_WIDE], id, set.description);
    out->narrow = draw_scene(&set.scene[CHART_NARROW], narrow, set.description);
    return out->wide && out->narrow;
}

enum status chart_svg_draw(struct arena *arena, const struct chart_subject *subject, const struct document *document,
                           struct html_picture *picture, size_t room, size_t *pictures, struct error *err)
{
    const struct scenario *const scenario = subject->scenario[0];
    struct chart_job job = {.arena = arena,
                            .scenario = scenario,
                            .analysis =
                                subject->prepare ? subject->prepare(subject->analysis, arena) : subject->analysis,
                            .format = {arena, document->language, scenario->settings.currency},
                            .stretch = page_stretch,
                            .place = CHART_PAGE,
                            .kicker = "",
                            .footer = ""};
    job.years = chart_job_years(&job);
    if (!job.analysis || !job.years) return error_out_of_memory(err);
    for (size_t c = 0; c < subject->charts && *pictures < room; c++) {
        const struct chart *const chart = &subject->chart[c];
        if (!document_has_chart(document, chart->name) || !chart_applies(chart, subject)) continue;
        if (!draw_chart(&job, chart, &picture[*pictures])) return error_out_of_memory(err);
        *pictures += picture[*pictures].wide != NULL;
    }
    return STATUS_OK;
}
