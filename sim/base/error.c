#include "sim/base/error.h"

#include <stdio.h>
#include <string.h>

/* A text that does not fit ends in "…", behind a whole character. */
static void print_into(char out[ERROR_TEXT_MAX], enum language language, const char *format, va_list arguments)
{
    static const char cut[] = "…";
    if (phrase_vprint(out, ERROR_TEXT_MAX, language, format, arguments) < ERROR_TEXT_MAX) return;
    size_t at = ERROR_TEXT_MAX - sizeof cut;
    while (at > 0 && ((unsigned char)out[at] & 0xC0U) == 0x80U) at--;
    memcpy(out + at, cut, sizeof cut);
}

enum status error_set(struct error *err, enum status status, const char *format, ...)
{
    if (err) {
        va_list arguments;
        va_start(arguments, format);
        print_into(err->message, err->language, format, arguments);
        va_end(arguments);
        err->status = status;
        err->hint[0] = '\0';
    }
    return status;
}

enum status error_hint(struct error *err, const char *format, ...)
{
    if (!err) return STATUS_INTERNAL;
    va_list arguments;
    va_start(arguments, format);
    print_into(err->hint, err->language, format, arguments);
    va_end(arguments);
    return err->status;
}

enum status error_out_of_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, "out of memory");
}

enum language error_language(const struct error *err)
{
    return err ? err->language : LANGUAGE_EN;
}

void diagnostics_init(struct diagnostics *diagnostics, struct arena *arena)
{
    *diagnostics = (struct diagnostics){.arena = arena};
}

static char *copy_or_null(struct arena *arena, const char *text)
{
    return text ? arena_strdup(arena, text) : NULL;
}

void diagnostics_add(struct diagnostics *diagnostics, enum severity severity, struct place place, const char *path,
                     const char *hint, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct diagnostic *const added = ARENA_NEW(diagnostics->arena, struct diagnostic);
    char *const message = phrase_vprintf(diagnostics->arena, diagnostics->language, format, arguments);
    va_end(arguments);
    *(severity == SEVERITY_ERROR ? &diagnostics->errors : &diagnostics->warnings) += 1;
    if (!added || !message) {
        diagnostics->lost++;
        return;
    }
    *added = (struct diagnostic){.severity = severity,
                                 .language = diagnostics->language,
                                 .place = place,
                                 .path = path ? copy_or_null(diagnostics->arena, path) : "",
                                 .message = message,
                                 .hint = copy_or_null(diagnostics->arena, phrase_in(diagnostics->language, hint))};
    if (!added->path) added->path = "";
    if (diagnostics->last)
        diagnostics->last->next = added;
    else
        diagnostics->first = added;
    diagnostics->last = added;
}

static int place_compare(const struct place *a, const struct place *b)
{
    const int order_a = a->source ? a->source->order : -1, order_b = b->source ? b->source->order : -1;
    if (order_a != order_b) return order_a - order_b;
    if (a->line != b->line) return a->line - b->line;
    return a->column - b->column;
}

/* Merge sort of a linked list: stable, no recursion deeper than the logarithm of the length, no memory. */
static struct diagnostic *merge(struct diagnostic *a, struct diagnostic *b)
{
    struct diagnostic *head = NULL, **tail = &head;
    while (a && b) {
        struct diagnostic **const least = place_compare(&b->place, &a->place) < 0 ? &b : &a;
        *tail = *least;
        tail = &(*least)->next;
        *least = *tail;
    }
    *tail = a ? a : b;
    return head;
}

static struct diagnostic *sorted(struct diagnostic *list)
{
    if (!list || !list->next) return list;
    struct diagnostic *middle = list;
    for (struct diagnostic *end = list->next; end && end->next; end = end->next->next) middle = middle->next;
    struct diagnostic *const second = middle->next;
    middle->next = NULL;
    return merge(sorted(list), sorted(second));
}

void diagnostics_sort(struct diagnostics *diagnostics)
{
    diagnostics->first = sorted(diagnostics->first);
    diagnostics->last = diagnostics->first;
    while (diagnostics->last && diagnostics->last->next) diagnostics->last = diagnostics->last->next;
}

/* Start of line number `line` (from 1) of a source; *out_length excludes the line end. NULL if there is none. */
static const char *source_line(const struct source *source, int line, size_t *out_length)
{
    const char *start = source->text, *const end = source->text + source->length;
    for (int i = 1; i < line; i++) {
        start = memchr(start, '\n', (size_t)(end - start));
        if (!start) return NULL;
        start++;
    }
    const char *const stop = memchr(start, '\n', (size_t)(end - start));
    *out_length = (size_t)((stop ? stop : end) - start);
    if (*out_length > 0 && start[*out_length - 1] == '\r') --*out_length;
    return start;
}

/* The white space that puts a caret under a column: tabs stay tabs, so that the caret stays under its character. */
static char *caret_indent(struct arena *arena, const char *line, size_t length, int column)
{
    char *const indent = arena_calloc(arena, (size_t)column + 1, 1);
    if (!indent) return NULL;
    size_t at = 0;
    for (size_t i = 0; i < length && (int)at < column - 1; i++) {
        const unsigned char byte = (unsigned char)line[i];
        if ((byte & 0xC0U) == 0x80U) continue;
        indent[at++] = byte == '\t' ? '\t' : ' ';
    }
    return indent;
}

/* Bytes of the first characters of a line, at most `most` of them; UTF-8 is never cut within a character. */
static size_t first_characters(const char *line, size_t length, int most)
{
    size_t at = 0;
    for (int n = 0; at < length; at++) {
        n += ((unsigned char)line[at] & 0xC0U) != 0x80U;
        if (n > most) break;
    }
    return at;
}

static char *format_excerpt(struct arena *arena, struct place place)
{
    enum { WIDEST = 160 };
    size_t length = 0;
    const char *const line = place.line > 0 ? source_line(place.source, place.line, &length) : NULL;
    if (!line) return arena_strdup(arena, "");
    if (place.column < 1 || place.column > WIDEST) return arena_strdup(arena, "");
    const char *const indent = caret_indent(arena, line, length, place.column);
    if (!indent) return NULL;

    return arena_printf(arena, "\n    %.*s\n    %s^", (int)first_characters(line, length, WIDEST), line, indent);
}

static char *format_place(struct arena *arena, struct place place)
{
    if (!place.source) return arena_strdup(arena, "");
    if (place.line <= 0) return arena_printf(arena, "%s: ", place.source->name);
    return arena_printf(arena, "%s:%d:%d: ", place.source->name, place.line, place.column);
}

char *diagnostic_format(struct arena *arena, const struct diagnostic *diagnostic)
{
    const char *const place = format_place(arena, diagnostic->place);
    const char *const excerpt = diagnostic->place.source ? format_excerpt(arena, diagnostic->place) : "";
    if (!place || !excerpt) return NULL;
    const char *const severity = diagnostic->severity == SEVERITY_WARNING ? PHRASE("warning: ") : "";
    char *const message = phrase_printf(arena, diagnostic->language, "%s%-s%s%s%s%s", place, severity, diagnostic->path,
                                        diagnostic->path[0] ? ": " : "", diagnostic->message, excerpt);
    if (!message || !diagnostic->hint) return message;
    return phrase_printf(arena, diagnostic->language, "%s\n    hint: %s", message, diagnostic->hint);
}
