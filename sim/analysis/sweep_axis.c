/* The values of what is swept, from the command line. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/analysis/sweep.h"
#include "sim/scenario/number.h"

static enum status malformed(const char *text, struct error *err)
{
    error_set(err, STATUS_USAGE, INPUT("vary") ": a key and its values are needed (found \"%.200s\")", text);
    return error_hint(err, INPUT("vary") " PATH=FROM:TO:POINTS, as in " INPUT(
                               "vary") " interventions.x.uptake=10%%:50%%:9, or PATH=5,10,20");
}

/* The number between two places of a text. */
static bool parse_piece(struct arena *arena, const char *from, size_t length, double *out)
{
    struct number number;
    const char *const piece = arena_strndup(arena, from, length);
    if (!piece || number_parse(piece, &number) != NUMBER_OK) return false;
    *out = number.value;
    return true;
}

static int compare_values(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* At most 12 digits, so that 0.1 + 2 * 0.1 is 0.3. */
static double tidy(double value)
{
    char text[32];
    snprintf(text, sizeof text, "%.12g", value);
    struct number number;
    return number_parse(text, &number) == NUMBER_OK ? number.value : value;
}

/* FROM:TO:POINTS */
static size_t parse_range(struct arena *arena, const char *text, double *out)
{
    const char *const first = strchr(text, ':'), *const second = first ? strchr(first + 1, ':') : NULL;
    double from, to, points;
    if (!second || !parse_piece(arena, text, (size_t)(first - text), &from) ||
        !parse_piece(arena, first + 1, (size_t)(second - first - 1), &to) ||
        !parse_piece(arena, second + 1, strlen(second + 1), &points))
        return 0;
    if (points < 2 || points > SWEEP_POINTS_MOST || points != floor(points) || from == to) return 0;
    const size_t count = (size_t)points;
    for (size_t i = 0; i < count; i++) out[i] = tidy(from + (to - from) * (double)i / (points - 1));
    out[0] = from;
    out[count - 1] = to;
    return count;
}

/* a,b,c */
static size_t parse_list(struct arena *arena, const char *text, double *out)
{
    size_t count = 0;
    for (const char *at = text; at;) {
        const size_t length = strcspn(at, ",");
        if (count == SWEEP_POINTS_MOST || !parse_piece(arena, at, length, &out[count++])) return 0;
        at = at[length] ? at + length + 1 : NULL;
    }
    return count >= 2 ? count : 0;
}

static enum status find_today(const struct scenario *scenario, struct sweep_axis *axis)
{
    axis->quantity = -1;
    axis->today = NAN;
    for (size_t q = 0; q < scenario->quantities; q++) {
        const struct quantity *const quantity = &scenario->quantity[q];
        if (strcmp(quantity->path, axis->path) != 0) continue;
        axis->quantity = (int)q;
        axis->today = quantity->scale * distribution_quantile(&quantity->distribution, 0.5);
        axis->uncertain = !distribution_is_fixed(&quantity->distribution);
    }
    return STATUS_OK;
}

static enum status write_texts(struct arena *arena, struct sweep_axis *axis, struct error *err)
{
    const char **const text = ARENA_ARRAY(arena, axis->points, const char *);
    for (size_t i = 0; text && i < axis->points; i++) {
        char number[64];
        number_write(axis->value[i], number, sizeof number);
        text[i] = arena_strdup(arena, number);
        if (!text[i]) return error_out_of_memory(err);
    }
    axis->text = text;
    return text ? STATUS_OK : error_out_of_memory(err);
}

enum status sweep_axis_parse(struct arena *arena, const struct scenario *scenario, const char *text,
                             struct sweep_axis *out, struct error *err)
{
    const char *const equals = strchr(text, '=');
    double *const value = ARENA_ARRAY(arena, SWEEP_POINTS_MOST, double);
    if (!value) return error_out_of_memory(err);
    if (!equals || equals == text) return malformed(text, err);
    struct sweep_axis made = {.path = arena_strndup(arena, text, (size_t)(equals - text)), .value = value};
    if (!made.path) return error_out_of_memory(err);
    made.points = strchr(equals, ':') ? parse_range(arena, equals + 1, value) : parse_list(arena, equals + 1, value);
    if (made.points == 0) return malformed(text, err);
    if (strncmp(made.path, "simulation.", 11) == 0)
        return error_set(err, STATUS_USAGE, INPUT("vary") " %s: how a simulation is done is the same at every point",
                         made.path);
    qsort(value, made.points, sizeof *value, compare_values);
    for (size_t i = 1; i < made.points; i++)
        if (value[i] == value[i - 1])
            return error_set(err, STATUS_USAGE, INPUT("vary") " %s: a value stands twice (%.12g)", made.path, value[i]);
    find_today(scenario, &made);
    TRY(write_texts(arena, &made, err));
    *out = made;
    return STATUS_OK;
}
