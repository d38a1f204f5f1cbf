/* What went wrong, where, and what to do about it.
 * `struct error` is one failure of one call. `struct diagnostics` collects every mistake of a scenario. */
#ifndef HYOTY_BASE_ERROR_H
#define HYOTY_BASE_ERROR_H

#include <stdarg.h>
#include <stddef.h>

#include "sim/base/arena.h"
#include "sim/base/phrase.h"
#include "sim/base/status.h"

enum { ERROR_TEXT_MAX = 1024 };

/* Whoever makes one says for whom: {0} is English, and an error that is passed on has the language of the other. */
struct error {
    enum status status;
    enum language language;
    char message[ERROR_TEXT_MAX]; /* one line, no full stop */
    char hint[ERROR_TEXT_MAX];    /* the right form, the nearest name, or empty */
};

/* Fills the error (which may be NULL) in its language and returns the status, so that a caller can `return
 * error_set(…)`. The formats are those of phrase_vprint. */
enum status error_set(struct error *err, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Adds the hint to an error set before; returns the error's status. */
enum status error_hint(struct error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
enum status error_out_of_memory(struct error *err);
/* The language of an error, which may be NULL. */
enum language error_language(const struct error *err);

/* In a message, an input of the request that is answered: INPUT("result"). Layers below the command line do not know
 * how it was given; the layer that took it writes that in the place of the mark and the name: --result. A name of one
 * letter is that of a number that has no longer one. */
#define INPUT(name) "\x01" name
enum { INPUT_MARK = '\x01' };

/* A text that was read: a file, a --set option. Lines of it are shown under a message. */
struct source {
    const char *name; /* as shown: "scenarios/a.yaml", "--set #2" */
    const char *text; /* NUL-terminated */
    size_t length;
    int order; /* order of reading, the first sort key of messages */
};

struct place {
    const struct source *source; /* NULL: no place */
    int line;                    /* from 1; 0: the whole source */
    int column;                  /* from 1, in characters */
};

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

struct diagnostic {
    enum severity severity;
    enum language language;
    struct place place;
    const char *path;    /* "interventions.x.uptake", or "" */
    const char *message; /* what is wrong (found …, allowed …) */
    const char *hint;    /* NULL or one line */
    struct diagnostic *next;
};

struct diagnostics {
    struct arena *arena;
    enum language language; /* of all that is added; English after diagnostics_init */
    struct diagnostic *first;
    struct diagnostic *last;
    int errors;
    int warnings;
    int lost; /* messages that did not fit into memory: never silently none */
};

void diagnostics_init(struct diagnostics *diagnostics, struct arena *arena);

/* path and hint may be NULL. The texts are copied; the hint is looked up as a PHRASE. */
void diagnostics_add(struct diagnostics *diagnostics, enum severity severity, struct place place, const char *path,
                     const char *hint, const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Sorts by source, line, column; stable. */
void diagnostics_sort(struct diagnostics *diagnostics);

/* The text of one diagnostic: "file:line:col: path: message", the source line, a caret, the hint. */
char *diagnostic_format(struct arena *arena, const struct diagnostic *diagnostic);

#endif
