/* Every file of tests/errors says in its first lines, as comments, what the loader must say about it:
 *
 *   # expect LINE:COLUMN path: message      a mistake
 *   # warn LINE:COLUMN path: message        a warning
 *   #   hint: text                          the hint of the line above
 *   # set PATH=VALUE                        loaded with this option; likewise `# assume NAME=ALTERNATIVE`
 *
 * Places in other sources start with their name: "--set #1:1:23". All lines together are all messages, in order.
 * With HYOTY_EXPECTATIONS=FOLDER the messages found are written there, one file for each, for review. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/file.h"
#include "sim/base/text_buffer.h"
#include "sim/scenario/load.h"
#include "tests/unit/count_files.h"

enum { OPTIONS_MOST = 8, FILES_MOST = 400 };

static const char folder[] = "tests/errors";

struct expectations {
    const char *set[OPTIONS_MOST], *assume[OPTIONS_MOST];
    struct load_options options;
    struct text_buffer text; /* the lines "# expect", "# warn", "#   hint" as they stand */
};

static bool starts(const char *line, const char *prefix)
{
    return strncmp(line, prefix, strlen(prefix)) == 0;
}

static void take_line(struct expectations *expected, const char *line)
{
    if (starts(line, "# set "))
        expected->set[expected->options.sets++] = line + strlen("# set ");
    else if (starts(line, "# assume "))
        expected->assume[expected->options.assumes++] = line + strlen("# assume ");
    else if (starts(line, "# expect ") || starts(line, "# warn ") || starts(line, "#   hint: "))
        text_buffer_printf(&expected->text, "%s\n", line);
}

static void read_expectations(struct arena *arena, const char *text, struct expectations *expected)
{
    *expected = (struct expectations){.options = {.sets = 0}};
    expected->options.set = expected->set;
    expected->options.assume = expected->assume;
    text_buffer_init(&expected->text, arena);
    text_buffer_add(&expected->text, "");
    while (*text == '#') {
        const size_t length = strcspn(text, "\n");
        take_line(expected, arena_strndup(arena, text, length));
        text += length + (text[length] == '\n');
    }
}

static void describe(struct text_buffer *out, const struct diagnostic *diagnostic, const char *file)
{
    const struct place place = diagnostic->place;
    text_buffer_add(out, diagnostic->severity == SEVERITY_WARNING ? "# warn " : "# expect ");
    if (place.source && strcmp(place.source->name, file) != 0) text_buffer_printf(out, "%s:", place.source->name);
    text_buffer_printf(out, "%d:%d %s%s%s\n", place.line, place.column, diagnostic->path,
                       diagnostic->path[0] ? ": " : "", diagnostic->message);
    if (diagnostic->hint) text_buffer_printf(out, "#   hint: %s\n", diagnostic->hint);
}

static void keep(const char *name, const char *found)
{
    const char *const into = getenv("HYOTY_EXPECTATIONS");
    if (!into) return;
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", into, name);
    FILE *const file = fopen(path, "w");
    if (!file) return;
    fputs(found, file);
    fclose(file);
}

static void check_file(const char *name)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    const char *const path = arena_printf(&arena, "%s/%s", folder, name);
    char *text;
    size_t length;
    struct error err = {.status = STATUS_OK};
    cr_assert_eq(file_read(&arena, path, 1 << 22, &text, &length, &err), STATUS_OK, "%s", err.message);
    struct expectations expected;
    read_expectations(&arena, text, &expected);

    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics, &arena);
    const struct scenario *scenario = NULL;
    const enum status status = scenario_load(&arena, path, &expected.options, &scenario, &diagnostics, &err);
    struct text_buffer found;
    text_buffer_init(&found, &arena);
    text_buffer_add(&found, "");
    for (const struct diagnostic *one = diagnostics.first; one; one = one->next) {
        describe(&found, one, path);
        const char *const shown = diagnostic_format(&arena, one);
        cr_expect(shown && strstr(shown, one->message), "%s: message is shown", name);
    }
    keep(name, found.text);
    cr_expect_str_eq(found.text, expected.text.text, "%s:\nfound\n%sexpected\n%s", name, found.text,
                     expected.text.text);
    cr_expect_eq(status, diagnostics.errors ? STATUS_SCENARIO : STATUS_OK, "%s: status %d", name, (int)status);
    cr_expect_eq(scenario == NULL, diagnostics.errors > 0, "%s: a scenario only without mistakes", name);
    arena_free(&arena);
}

Test(scenario_errors, every_file_says_what_is_wrong_with_it)
{
    DIR *const directory = opendir(folder);
    cr_assert(directory, "tests run in the project's folder");
    size_t files = 0;
    for (struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
        const char *const dot = strrchr(entry->d_name, '.');
        if (!dot || strcmp(dot, ".yaml") != 0) continue;
        check_file(entry->d_name);
        files++;
    }
    closedir(directory);
    cr_expect_eq(files, count_files("tests/errors/*.yaml"));
}
