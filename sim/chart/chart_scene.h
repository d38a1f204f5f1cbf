/* The picture of one chart in one language and one size, before it is drawn: canvas, plot, placed texts, straight
 * lines, marks. A scene becomes three data files (frame, texts, lines), which plots/style.gp draws, with marks from the
 * chart's own data files and template; or inline SVG, which draws its marks too (chart_svg.h).
 *
 * Coordinates: px = units of the canvas from its top left corner (900 wide, or 420 for phones); axis = on the axis.
 * A text's y is the middle of its line. Memory comes from the arena; a scene that ran out of it says so in `failed`. */
#ifndef HYOTY_CHART_CHART_SCENE_H
#define HYOTY_CHART_CHART_SCENE_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/base/language.h"
#include "sim/base/text_buffer.h"
#include "sim/chart/chart_text.h"
#include "sim/words/words.h"

enum chart_size { CHART_WIDE, CHART_NARROW, CHART_SIZES };
/* Where it stands: alone in a file, with headline and footer; or in a page that has its headline and says the rest. */
enum chart_place { CHART_FILE, CHART_PAGE, CHART_PLACES };
extern const char *const chart_size_name[CHART_SIZES];

enum chart_align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT, ALIGNS };
enum chart_tone { TONE_INK, TONE_MUTE, TONE_BLUE, TONE_GREEN, TONE_ORANGE, TONE_VERMILION, TONE_PURPLE, TONES };
enum chart_role {
    ROLE_GRID,
    ROLE_ZERO,
    ROLE_RULE,
    ROLE_LINK,
    ROLE_DASH,
    ROLE_THIN1, /* thin and thick bar of the first and the second row of a half-eye */
    ROLE_THIN2,
    ROLE_THICK1,
    ROLE_THICK2,
    ROLE_CURVE1, /* lines as the curves of a Lorenz chart */
    ROLE_CURVE2,
    ROLE_CURVE3,
    ROLE_CURVE4,
    ROLE_CHOICE1, /* lines as those of choices */
    ROLE_CHOICE2,
    ROLE_CHOICE3,
    ROLE_CHOICE4,
    ROLE_BAND, /* a sample of a range */
    ROLE_BRACKET,
    ROLE_CONTOUR, /* the line of even chance */
    ROLE_SHARE1,  /* lines as those of shares by year */
    ROLE_SHARE2,
    ROLES
};

/* What a mark says. Whatever draws it gives it the form: no two are told apart by colour alone. */
enum chart_mark {
    MARK_SAVES, /* bars */
    MARK_COSTS,
    MARK_OTHER, /* falls to others */
    MARK_SUM,
    MARK_FULL, /* dots: saves, costs, neither */
    MARK_HOLLOW,
    MARK_NEITHER,
    MARK_MEAN,  /* the point of a mean */
    MARK_NET,   /* a net between its bars */
    MARK_RANGE, /* its range */
    MARK_FIRST, /* lines */
    MARK_SECOND,
    MARK_LEVEL, /* a level that marks are compared with */
    MARKS
};

/* A coordinate: px or on the axis. */
struct chart_at {
    double value;
    bool axis;
};
#define PX(v)   ((struct chart_at){(v), false})
#define AXIS(v) ((struct chart_at){(v), true})

struct chart_style {
    double size;
    bool bold;
    enum chart_tone tone;
    enum chart_align align;
};

enum chart_shape { SHAPE_TEXT, SHAPE_RULE, SHAPE_DOT, SHAPE_BAR, SHAPE_LINE, SHAPE_CURVE, CHART_SHAPES };

/* What is drawn, in the order in which it was placed. */
struct chart_item {
    enum chart_shape shape;
    enum chart_role role;         /* of a rule */
    enum chart_mark mark;         /* of a dot, a bar, a line */
    struct chart_at x, y, x2, y2; /* opposite corners; the second alone of rules, bars and lines */
    double diameter;              /* of a dot, px */
    struct chart_style style;     /* of a text */
    bool halo;
    const char *text;
    size_t points;                   /* of a curve */
    const double *curve_x, *curve_y; /* [points] on the axes */
    const struct chart_item *next;
};

struct chart_scene {
    struct arena *arena;
    enum language language;
    enum chart_size size;
    enum chart_place place;
    double stretch; /* of the font in use: every width is multiplied by it */
    double width, height;
    double left, right, top, bottom; /* the plot, px */
    double xmin, xmax, ymin, ymax;
    bool flat;  /* all values are zero: an axis has no other label */
    bool halo;  /* the texts that follow stand on white: lines may pass behind */
    bool quiet; /* zero is a line behind the marks, because another line leads */
    size_t text_count, line_count;
    struct text_buffer texts, lines;
    const char *title; /* the headline, for whoever cannot see the picture */
    const char *subtitle;
    struct chart_item *first, *last;
    size_t marks;
    struct text_buffer spoken; /* the subtitle and what chart_scene_say added */
    bool failed;
};

/* Sizes that all charts of a size share. */
struct chart_measure {
    double width, margin;
    double kicker, headline, headline_leading, subtitle, subtitle_leading, footer, footer_leading;
    double label, small, number; /* labels in the plot, lesser ones, numbers that lead */
    double leading;              /* of labels */
};
const struct chart_measure *chart_measure(const struct chart_scene *scene);

void chart_scene_init(struct chart_scene *scene, struct arena *arena, enum language language, enum chart_size size,
                      enum chart_place place, double stretch);

/* Kicker (the scenario's title), headline and subtitle, wrapped; returns the y below them. */
double chart_scene_head(struct chart_scene *scene, const char *kicker, const char *headline, const char *subtitle);
/* Adds a figure to the description: "Society: €3.8m (0.9 to 7.2)." what and interval may be NULL. */
void chart_scene_say(struct chart_scene *scene, const char *what, const char *figure, const char *interval);
/* The footer from y on; sets the height of the canvas. */
void chart_scene_foot(struct chart_scene *scene, double y, const char *footer);

void chart_scene_text(struct chart_scene *scene, struct chart_at x, struct chart_at y, struct chart_style style,
                      const char *text);
/* Wrapped into lines below each other, the first one at y (px); returns the y of the line that would follow. */
double chart_scene_lines(struct chart_scene *scene, double x, double y, double width, double leading, size_t most,
                         struct chart_style style, const char *text);
void chart_scene_line(struct chart_scene *scene, enum chart_role role, struct chart_at x1, struct chart_at y1,
                      struct chart_at x2, struct chart_at y2);

/* Marks. A dot's middle; opposite corners of a bar; the ends of a line. */
void chart_scene_dot(struct chart_scene *scene, enum chart_mark mark, struct chart_at x, struct chart_at y,
                     double diameter);
void chart_scene_bar(struct chart_scene *scene, enum chart_mark mark, struct chart_at x1, struct chart_at y1,
                     struct chart_at x2, struct chart_at y2);
void chart_scene_stroke(struct chart_scene *scene, enum chart_mark mark, struct chart_at x1, struct chart_at y1,
                        struct chart_at x2, struct chart_at y2);

/* A line through points on the axes, which must live as long as the scene. */
void chart_scene_curve(struct chart_scene *scene, enum chart_mark mark, const double *x, const double *y,
                       size_t points);

/* Width of a text in this scene. */
double chart_scene_width(const struct chart_scene *scene, const char *text, double size, bool bold);

/* px of a position on the axis. */
double chart_scene_x(const struct chart_scene *scene, double value);
double chart_scene_y(const struct chart_scene *scene, double value);

/* The data files; NULL when out of memory. */
const char *chart_scene_frame(struct chart_scene *scene);

#endif
