/* Text in charts: how wide it is, where it breaks, and how it stands in a data file.
 * gnuplot reports no text metrics, so that a headline that is too long would leave the canvas unseen. */
#ifndef HYOTY_CHART_CHART_TEXT_H
#define HYOTY_CHART_CHART_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/base/arena.h"

/* A font that charts may use. stretch: how much wider than Inter its text may be. */
struct chart_font {
    const char *family;
    double stretch;
};

/* Inter, Liberation Sans, DejaVu Sans: in this order of preference. */
enum { CHART_FONTS = 3 };
extern const struct chart_font chart_font[CHART_FONTS];

struct chart_type {
    double size; /* units of the canvas */
    bool bold;
};

/* Upper estimate of a text's width in units of the canvas, in Inter, without kerning. Unknown characters count as wide.
 * text: UTF-8, as from chart_clean. */
double chart_text_width(const char *text, struct chart_type type);

/* Stands in pictures for a character that the fonts of the charts have no glyph for: a box of a letter's size. */
#define CHART_NO_GLYPH "\u25A1"

/* The text without what a picture cannot show: control characters and line breaks become spaces, what no font of the
 * charts has (CJK, emoji, bytes that are not UTF-8) becomes CHART_NO_GLYPH, marks that turn the direction of writing
 * and characters that XML forbids are dropped. At most `most` characters (0: no limit), then "…", between words where
 * that is near. NULL when out of memory. */
char *chart_clean(struct arena *arena, const char *text, size_t most);

/* The same for a label, but what is too long loses its middle: "Light network … measure: cost". What stands after the
 * last colon, the quantity, stays whole: it is what tells labels of one item apart. */
char *chart_shorten(struct arena *arena, const char *text, size_t most);

/* Breaks a text into lines no wider than `width`: at spaces (not at U+00A0), in long words behind hyphens and
 * dashes, and elsewhere inside a word, with a hyphen, only where it alone is too wide (before a consonant and a vowel,
 * as Finnish does, if that is near). More than `most` lines (0: no limit) end in "…". NULL when out of memory; at least
 * one line. */
const char **chart_wrap(struct arena *arena, const char *text, struct chart_type type, double width, size_t most,
                        size_t *out_lines);

/* The same with lines of about equal length: as narrow as the number of lines allows, and at least `least` of the
 * width. */
const char **chart_wrap_evenly(struct arena *arena, const char *text, struct chart_type type, double width,
                               double least, size_t *out_lines);

/* A text as a field of gnuplot's data files: in double quotes; quote and backslash as octal escapes, since gnuplot
 * ends a field at any quote and reads escapes. Reading gives exactly the text back. NULL when out of memory. */
char *chart_quote(struct arena *arena, const char *text);

#endif
