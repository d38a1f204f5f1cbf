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

/* Loads a file as its first lines say, with messages in a language. */
static enum status load_file(struct arena *arena, const char *path, enum language language,
                             struct expectations *expected, struct diagnostics *diagnostics,
                             const struct scenario **scenario)
{
    char *text;
    size_t length;
    struct error err = {.language = language};
    cr_assert_eq(file_read(arena, path, 1 << 22, &text, &length, &err), STATUS_OK, "%s", err.message);
    read_expectations(arena, text, expected);
    diagnostics_init(diagnostics, arena);
    diagnostics->language = language;
    *scenario = NULL;
    return scenario_load(arena, path, &expected->options, scenario, diagnostics, &err);
}

static void check_file(const char *name)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    const char *const path = arena_printf(&arena, "%s/%s", folder, name);
    struct expectations expected;
    struct diagnostics diagnostics;
    const struct scenario *scenario;
    const enum status status = load_file(&arena, path, LANGUAGE_EN, &expected, &diagnostics, &scenario);
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

static size_t each_file(void (*check)(const char *name))
{
    DIR *const directory = opendir(folder);
    cr_assert(directory, "tests run in the project's folder");
    size_t files = 0;
    for (struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
        const char *const dot = strrchr(entry->d_name, '.');
        if (!dot || strcmp(dot, ".yaml") != 0) continue;
        check(entry->d_name);
        files++;
    }
    closedir(directory);
    return files;
}

Test(scenario_errors, every_file_says_what_is_wrong_with_it)
{
    cr_expect_eq(each_file(check_file), count_files("tests/errors/*.yaml"));
}

/* --- the same in every language --- */

/* The text without what the reader wrote or may type: "…", `…`, and from the first { to the last }. */
static const char *bare(struct arena *arena, const char *text)
{
    static const struct {
        const char *open, *close;
    } typed[] = {{"\"", "\""}, {"\u201D", "\u201D"}, {"`", "`"}, {"{", "}"}};
    struct text_buffer out;
    text_buffer_init(&out, arena);
    while (*text) {
        size_t t = 0;
        while (t < 4 && !starts(text, typed[t].open)) t++;
        const char *const close = t == 3  ? strrchr(text, '}')
                                  : t < 4 ? strstr(text + strlen(typed[t].open), typed[t].close)
                                          : NULL;
        if (!close) text_buffer_add_bytes(&out, text, 1);
        text = close ? close + strlen(typed[t].close) : text + 1;
    }
    return text_buffer_finish(&out);
}

/* Its numbers: digits in the order of their size, without regard to the decimal mark. */
static int compare_numbers(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *numbers_of(struct arena *arena, const char *text)
{
    enum { NUMBERS_MOST = 200 };
    const char *number[NUMBERS_MOST];
    size_t n = 0;
    struct text_buffer out;
    text_buffer_init(&out, arena);
    text_buffer_add(&out, "");
    for (size_t length; *text && n < NUMBERS_MOST; text += length ? length : 1)
        if ((length = strspn(text, "0123456789")) > 0) number[n++] = arena_strndup(arena, text, length);
    qsort(number, n, sizeof *number, compare_numbers);
    for (size_t i = 0; i < n; i++) text_buffer_printf(&out, "%s ", number[i]);
    return text_buffer_finish(&out);
}

/* Names of keys and paths in the English text stand in the other, too. */
static void check_names(struct arena *arena, const char *name, const char *english, const char *other)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.";
    for (size_t length; *english; english += length ? length : 1) {
        length = strspn(english, letters);
        const char *const word = arena_strndup(arena, english, length), *const point = strchr(word, '.');
        const bool path = point && point > word && point[1] && !strchr("0123456789", word[0]);
        if (path || strchr(word, '_')) cr_expect(strstr(other, word), "%s: %s is not in\n%s", name, word, other);
    }
}

/* Words that no text in another language has. */
static void check_foreign(struct arena *arena, const char *name, const char *other)
{
    static const char *const words[] = {"the",  "of",    "is",      "are",   "must",  "found",   "allowed", "and",
                                        "not",  "there", "what",    "which", "from",  "an",      "or",      "with",
                                        "this", "that",  "missing", "has",   "write", "nothing", "unknown"};
    const char *const text = bare(arena, other);
    for (const char *at = text; *at; at += strspn(at, " ,;:()?")) {
        const size_t length = strcspn(at, " ,;:()?");
        for (size_t w = 0; w < sizeof words / sizeof *words; w++)
            cr_expect_not(length == strlen(words[w]) && strncmp(at, words[w], length) == 0, "%s: \"%s\" in\n%s", name,
                          words[w], other);
        at += length;
    }
}

/* Whether the text is one that is typed: then it is the same everywhere. */
static bool is_typed(struct arena *arena, const char *text)
{
    return starts(text, "--") || strlen(bare(arena, text)) <= strlen("population: ");
}

static void check_said(struct arena *arena, const char *name, const char *english, const char *other)
{
    cr_assert_eq(english == NULL, other == NULL, "%s", name);
    if (!english) return;
    cr_expect(strcmp(english, other) != 0 || is_typed(arena, english), "%s: still English: %s", name, other);
    cr_expect_str_eq(numbers_of(arena, other), numbers_of(arena, english), "%s: other numbers:\n%s\n%s", name, english,
                     other);
    check_names(arena, name, english, other);
    check_foreign(arena, name, other);
}

static void check_languages(const char *name)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    const char *const path = arena_printf(&arena, "%s/%s", folder, name);
    struct expectations expected;
    struct diagnostics english, said;
    const struct scenario *scenario;
    const enum status status = load_file(&arena, path, LANGUAGE_EN, &expected, &english, &scenario);
    for (int l = 1; l < LANGUAGE_COUNT; l++) {
        cr_expect_eq(load_file(&arena, path, (enum language)l, &expected, &said, &scenario), status, "%s", name);
        cr_assert(said.errors == english.errors && said.warnings == english.warnings, "%s", name);
        const struct diagnostic *other = said.first;
        for (const struct diagnostic *one = english.first; one; one = one->next, other = other->next) {
            cr_expect(one->place.line == other->place.line && one->place.column == other->place.column, "%s", name);
            cr_expect_str_eq(one->path, other->path, "%s", name);
            check_said(&arena, name, one->message, other->message);
            check_said(&arena, name, one->hint, other->hint);
        }
    }
    arena_free(&arena);
}

/* What is found and where does not hang on the language; what is said of it is translated, with the same numbers and
 * names. */
Test(scenario_errors, every_message_is_said_in_every_language)
{
    cr_expect_eq(each_file(check_languages), count_files("tests/errors/*.yaml"));
}
