#include "sim/cli/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "sim/base/phrase.h"

static const double interval = 0.1;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

void progress_start(struct progress *progress, enum language language, bool quiet)
{
    const double start = now();
    *progress = (struct progress){
        .shown = !quiet && isatty(STDERR_FILENO), .what = "", .language = language, .started = start, .last = start};
}

/* Writes the line; returns its characters. */
__attribute__((format(printf, 2, 3))) static int draw(enum language language, const char *format, ...)
{
    char line[512];
    va_list arguments;
    va_start(arguments, format);
    phrase_vprint(line, sizeof line, language, format, arguments);
    va_end(arguments);
    fputs(line, stderr);
    int characters = 0;
    for (const char *at = line; *at; at++) characters += ((unsigned char)*at & 0xC0U) != 0x80U;
    return characters;
}

void progress_report(void *context, uint32_t done, uint32_t total)
{
    struct progress *const progress = context;
    if (!progress->shown || done == 0 || done >= total) return;
    const double time = now();
    if (time - progress->last < interval) return;
    const double left = (time - progress->started) / done * (total - done);
    progress->last = time;
    progress->drawn = true;
    const int width = draw(progress->language,
                           progress->what[0] ? "\r%s: %u of %u iterations, %.0f%%, %.0f s to go"
                                             : "\r%s%u of %u iterations, %.0f%%, %.0f s to go",
                           progress->what, done, total, 100.0 * done / total, left);
    if (width < progress->width) fprintf(stderr, "%*s", progress->width - width, "");
    if (width > progress->width) progress->width = width;
    fflush(stderr);
}

void progress_end(struct progress *progress)
{
    if (!progress->drawn) return;
    fprintf(stderr, "\r%*s\r", progress->width - 1, "");
    fflush(stderr);
    progress->drawn = false;
}

void progress_stage(void *context, const char *what)
{
    struct progress *const progress = context;
    progress_end(progress);
    *progress =
        (struct progress){.shown = progress->shown, .what = what, .language = progress->language, .started = now()};
    progress->last = progress->started;
}
