/* The built program, from the command line to what people read: one folder for each case.
 *   arguments         words for the program; paths from the top of the project
 *   expected.XX.txt   what it prints with the environment's language XX
 *   expected.XX.err   what it says on standard error in it, where that is anything
 *   status            its exit code, where that is not 0
 * UPDATE_GOLDEN=1 writes the expected files anew, and the English one of a new case: read the difference before it is
 * committed. */
#include <criterion/criterion.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/base/language.h"
#include "tests/unit/count_files.h"

enum { PATH = 512, COMMAND = 2048, TEXT = 1 << 18 };

static char *read_text(const char *path, char *text)
{
    FILE *const file = fopen(path, "r");
    if (!file) return NULL;
    text[fread(text, 1, TEXT - 1, file)] = '\0';
    fclose(file);
    return text;
}

static void write_text(const char *path, const char *text)
{
    FILE *const file = fopen(path, "w");
    cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0, "%s", path);
}

/* The first line that differs, for the message. */
static const char *first_difference(const char *found, const char *expected)
{
    const char *line = found;
    for (size_t i = 0; found[i] && found[i] == expected[i]; i++)
        if (found[i] == '\n') line = found + i + 1;
    return line;
}

static bool updating(void)
{
    const char *const update = getenv("UPDATE_GOLDEN");
    return update && update[0] == '1';
}

/* A file that is not there is an empty text. */
static void compare(const char *path, const char *found)
{
    static char expected[TEXT];
    if (updating()) {
        if (found[0] || access(path, F_OK) == 0) write_text(path, found);
        return;
    }
    if (!read_text(path, expected)) expected[0] = '\0';
    cr_expect(strcmp(found, expected) == 0, "%s: from this line on:\n%.300s\n--- expected:\n%.300s", path,
              first_difference(found, expected), first_difference(expected, found));
}

/* The hash of a scenario changes with every new key of the format: it stands as # in the expected text. */
static void mask_hash(char *text)
{
    enum { HASH = 12 };
    char *const line = strstr(text, "\n  hyoty " HYOTY_VERSION ", ");
    if (!line) return;
    for (char *at = strchr(line, ',') + 2; *at; at++)
        if (strspn(at, "0123456789abcdef") == HASH) {
            memset(at, '#', HASH);
            at += HASH - 1;
        }
}

static int run(const char *folder, const char *language, char *out, char *err)
{
    char path[2 * PATH], words[COMMAND], command[2 * COMMAND], errors[] = "/tmp/hyoty-golden-XXXXXX";
    snprintf(path, sizeof path, "%s/arguments", folder);
    static char text[TEXT];
    cr_assert(read_text(path, text), "%s", path);
    snprintf(words, sizeof words, "%.*s", (int)strcspn(text, "\n"), text);
    close(mkstemp(errors));
    snprintf(command, sizeof command, "LC_ALL=%s_XX.UTF-8 %s %s 2>%s", language, HYOTY_PROGRAM, words, errors);
    FILE *const pipe = popen(command, "r");
    cr_assert(pipe);
    out[fread(out, 1, TEXT - 1, pipe)] = '\0';
    const int status = pclose(pipe);
    mask_hash(out);
    cr_assert(read_text(errors, err));
    unlink(errors);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int expected_status(const char *folder)
{
    char path[2 * PATH];
    static char text[TEXT];
    snprintf(path, sizeof path, "%s/status", folder);
    return read_text(path, text) ? atoi(text) : 0;
}

/* Returns the number of languages that the case is kept in. */
static size_t check_case(const char *folder)
{
    static char out[TEXT], err[TEXT];
    char path[2 * PATH];
    size_t languages = 0;
    snprintf(path, sizeof path, "%s/expected.en.txt", folder);
    if (updating() && access(path, F_OK)) write_text(path, "");
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const char *const code = language_code((enum language)language);
        snprintf(path, sizeof path, "%s/expected.%s.txt", folder, code);
        if (access(path, R_OK)) continue;
        cr_expect_eq(run(folder, code, out, err), expected_status(folder), "%s: %s", folder, err);
        compare(path, out);
        snprintf(path, sizeof path, "%s/expected.%s.err", folder, code);
        compare(path, err);
        languages++;
    }
    cr_expect_gt(languages, 0, "%s: nothing is expected", folder);
    return languages;
}

/* Every folder is a case, and every expected text is compared. */
Test(report_golden, every_case)
{
    glob_t folders;
    cr_assert_eq(glob("tests/golden/*/", 0, NULL, &folders), 0);
    size_t languages = 0;
    for (size_t i = 0; i < folders.gl_pathc; i++) {
        char *const folder = folders.gl_pathv[i];
        folder[strlen(folder) - 1] = '\0';
        languages += check_case(folder);
    }
    globfree(&folders);
    cr_expect_eq(languages, count_files("tests/golden/*/expected.??.txt"));
}
