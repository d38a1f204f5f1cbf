/* What README.md shows is what the program prints: every block of output is that of the command named last before it,
 * its lines in their order. Files that the text lays down (the last name in backquotes before a block of YAML) are laid
 * down first. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "sim/base/arena.h"
#include "sim/base/file.h"

#define COMMAND "`./hyoty "
#define FENCE   "\n```"

enum { BLOCKS = 7 }; /* of output in README.md: one that goes, or comes, is meant to */

static struct arena arena;
static char folder[64];
static const char *readme;

static void shell(const char *command)
{
    const int status = system(arena_printf(&arena, "cd %s && %s", folder, command));
    cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%s", command);
}

static char *read_all(const char *path)
{
    char *text = NULL;
    size_t length = 0;
    struct error err = {.status = STATUS_OK};
    cr_assert_eq(file_read(&arena, path, 1 << 20, &text, &length, &err), STATUS_OK, "%s: %s", path, err.message);
    return text;
}

static void setup(void)
{
    arena_init(&arena, allocator_libc, 0);
    readme = read_all("README.md");
    strcpy(folder, "/tmp/hyoty-readme-XXXXXX");
    cr_assert(mkdtemp(folder));
    const int status =
        system(arena_printf(&arena, "cp -r scenarios %s && ln -s \"$PWD\"/%s %s/hyoty", folder, HYOTY_PROGRAM, folder));
    cr_assert_eq(status, 0);
}

static void teardown(void)
{
    cr_expect_eq(system(arena_printf(&arena, "rm -r %s", folder)), 0);
    arena_free(&arena);
}

TestSuite(readme, .init = setup, .fini = teardown);

/* The last piece of text before `end` that begins with `start`, to the next backquote, with blanks for line ends. */
static char *last_quoted(const char *start, const char *end)
{
    const char *last = NULL;
    for (const char *at = readme; (at = strstr(at, start)) && at < end; at++) last = at;
    if (!last) return NULL;
    char *const text = arena_strndup(&arena, last + 1, strcspn(last + 1, "`"));
    for (char *at = text; (at = strchr(at, '\n'));) *at = ' ';
    return text;
}

/* The next block of a kind, without its fences; NULL after the last. */
static const char *next_block(const char *kind, const char **at)
{
    const char *const fence = arena_printf(&arena, FENCE "%s\n", kind), *const found = strstr(*at, fence);
    if (!found) return NULL;
    const char *const text = found + strlen(fence), *const end = strstr(text, FENCE);
    cr_assert(end);
    *at = end;
    return arena_strndup(&arena, text, (size_t)(end - text) + 1);
}

static void lay_down(const char *name, const char *text)
{
    FILE *const file = fopen(arena_printf(&arena, "%s/%s", folder, name), "w");
    cr_assert(file, "%s", name);
    cr_assert_geq(fputs(text, file), 0);
    cr_assert_eq(fclose(file), 0);
}

/* Without the difference between blanks that may end a line and those that may not, which no reader sees. */
static const char *seen(char *text)
{
    for (char *at = text; (at = strstr(at, "\u00A0"));) {
        *at++ = ' ';
        memmove(at, at + 1, strlen(at));
    }
    return text;
}

/* Every line of a block, after the one before it. */
static void expect_lines(const char *block, const char *printed, const char *command)
{
    for (const char *line = block; *line; line += strcspn(line, "\n") + 1) {
        const char *const one = arena_strndup(&arena, line, strcspn(line, "\n") + 1);
        const char *found = strstr(printed, one);
        while (found && found != printed && found[-1] != '\n') found = strstr(found + 1, one);
        cr_expect(found, "%s does not print, where README.md shows it: %s", command, one);
        if (found) printed = found + strlen(one);
    }
}

Test(readme, shows_what_the_program_prints)
{
    const char *at = readme, *text;
    while ((text = next_block("yaml", &at))) {
        const char *const name = last_quoted("`scenarios/", at);
        if (name) lay_down(name, text);
    }
    int blocks = 0;
    for (at = readme; (text = next_block("text", &at)); blocks++) {
        const char *const command = last_quoted(COMMAND, at);
        cr_assert(command);
        shell(arena_printf(&arena, "%s >printed 2>/dev/null", command));
        expect_lines(text, seen(read_all(arena_printf(&arena, "%s/printed", folder))), command);
    }
    cr_expect_eq(blocks, BLOCKS, "README.md shows what commands print in %d blocks", blocks);
}
