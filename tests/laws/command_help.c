/* Help and the reading of a command line say the same: an option that `hyoty help COMMAND` lists is taken, one that it
 * does not is refused; and so is each value that stands after an option's help. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "sim/cli/analysis_command.h"
#include "sim/cli/commands.h"
#include "tests/laws/command_lines.h"

static const struct row {
    const char *name, *argument, *use;
} rows[] = {
#define O(name, brief, argument, commands, help, take, ...) {name, argument, #__VA_ARGS__},
#include "sim/cli/options.def"
#undef O
};

enum { ROWS = sizeof rows / sizeof *rows, WORD = 32, WORDS_MOST = 16 };

static struct arena arena;

static void setup(void)
{
    arena_init(&arena, allocator_libc, 0);
}

static void teardown(void)
{
    arena_free(&arena);
}

TestSuite(command_help, .init = setup, .fini = teardown);

/* What follows the name of the option in the help of a command; NULL: it does not list it. */
static const char *listed(const struct command *command, const struct row *row)
{
    static const char before[] = "  -x, ";
    char name[WORD];
    const char *const help = arguments_help(&arena, LANGUAGE_EN, command);
    cr_assert(help);
    const size_t length = (size_t)snprintf(name, sizeof name, "--%s ", row->name);
    for (const char *line = help; *line; line = strchr(line, '\n') + 1)
        if (strncmp(line + strlen(before), name, length) == 0) return line + strlen(before) + length;
    return NULL;
}

/* The words "a, b" at the end of its line. */
static size_t values_of(const char *help, char word[WORDS_MOST][WORD])
{
    char line[256];
    size_t words = 0;
    snprintf(line, sizeof line, "%.*s", (int)strcspn(help, "\n"), help);
    char *const last = strrchr(line, ':');
    cr_assert(last, "%s", line);
    for (char *at = strtok(last + 1, ", "); at && words < WORDS_MOST; at = strtok(NULL, ", "))
        snprintf(word[words++], WORD, "%s", at);
    return words;
}

static bool has_values(const struct row *row)
{
    return strstr(row->use, ".values") != NULL;
}

static enum status parse(const struct command *command, const struct row *row, const char *value, struct error *err)
{
    char option[2 * WORD + 8];
    snprintf(option, sizeof option, value ? "--%s=%s" : "--%s", row->name, value);
    char *const words[] = {"hyoty", (char *)command->name, option, command->operand ? "a" : NULL, NULL};
    struct arguments arguments;
    *err = (struct error){0};
    return arguments_parse(&arena, command->operand ? 4 : 3, (char **)words, LANGUAGE_EN, &arguments, err);
}

static bool is_foreign(const struct error *err)
{
    return strstr(err->message, "does not belong to") != NULL;
}

Test(command_help, an_option_is_listed_where_it_is_taken)
{
    size_t taken = 0, refused = 0;
    for (size_t c = 0; c < command_count; c++)
        for (size_t r = 0; r < ROWS; r++) {
            struct error err = {0};
            const struct command *const command = &command_table[c];
            const enum status status = parse(command, &rows[r], rows[r].argument ? "1" : NULL, &err);
            const bool lists = listed(command, &rows[r]);
            cr_expect_eq(lists, !is_foreign(&err), "hyoty %s --%s: %s", command->name, rows[r].name, err.message);
            cr_expect(lists || status == STATUS_USAGE);
            taken += lists, refused += !lists;
        }
    cr_expect(taken > 100 && refused > 100, "%zu, %zu", taken, refused);
}

/* All values that any command lists. */
static size_t values_of_any(const struct row *row, char word[WORDS_MOST][WORD])
{
    size_t words = 0;
    for (size_t c = 0; c < command_count; c++) {
        char own[WORDS_MOST][WORD];
        const char *const help = listed(&command_table[c], row);
        const size_t count = help ? values_of(help, own) : 0;
        for (size_t i = 0; i < count; i++) {
            size_t known = 0;
            while (known < words && strcmp(word[known], own[i]) != 0) known++;
            if (known < words) continue;
            cr_assert_lt(words, WORDS_MOST);
            strcpy(word[words++], own[i]);
        }
    }
    return words;
}

static bool is_among(const char *value, char word[WORDS_MOST][WORD], size_t words)
{
    for (size_t i = 0; i < words; i++)
        if (strcmp(word[i], value) == 0) return true;
    return false;
}

static void check_values(const struct command *command, const struct row *row)
{
    char own[WORDS_MOST][WORD], any[WORDS_MOST][WORD];
    const size_t count = values_of(listed(command, row), own), all = values_of_any(row, any);
    cr_expect(count > 0 && all > 1, "%s", row->name);
    for (size_t i = 0; i < all; i++) {
        struct error err = {0};
        const bool lists = is_among(any[i], own, count);
        cr_expect_eq(parse(command, row, any[i], &err), lists ? STATUS_OK : STATUS_USAGE, "hyoty %s --%s=%s: %s",
                     command->name, row->name, any[i], err.message);
    }
}

Test(command_help, a_value_is_listed_where_it_is_taken)
{
    size_t options = 0;
    for (size_t r = 0; r < ROWS; r++) {
        if (!has_values(&rows[r])) continue;
        options++;
        for (size_t c = 0; c < command_count; c++)
            if (listed(&command_table[c], &rows[r])) check_values(&command_table[c], &rows[r]);
    }
    cr_expect_geq(options, 4);
}

/* What is said to have no tables has none, and the other way round: so a format that is listed has something to show.
 */
Test(command_help, a_kind_for_people_alone_has_no_tables)
{
    for (size_t l = 0; l < command_line_count; l++) {
        struct found found;
        command_line_begin(command_lines[l], &found);
        cr_expect_eq(found.result.datasets == 0, found.result.kind->people_alone, "%s", command_lines[l]);
        command_line_end(&found);
    }
}

/* What an analysis without luck refuses at --cohort, it refuses as a setting of the scenario too. */
Test(command_help, an_analysis_without_stochastic_refuses_it_always)
{
    size_t without = 0;
    for (size_t c = 0; c < command_count; c++) {
        const struct command *const command = &command_table[c];
        if (!command->analysis || !command->analysis->no_stochastic) continue;
        struct arguments arguments;
        struct result result;
        struct error err = {0};
        bool holds_results;
        char *words[] = {"hyoty", (char *)command->name,       "scenarios/mentoring.yaml",
                         "--set", "simulation.cohort=sampled", "-q",
                         NULL};
        cr_assert_eq(arguments_parse(&arena, 6, words, LANGUAGE_EN, &arguments, &err), STATUS_OK);
        cr_expect_eq(analysis_result(&arguments, &result, &holds_results, &err), STATUS_USAGE, "%s", command->name);
        cr_expect(strstr(err.message, command->analysis->no_stochastic), "%s", err.message);
        without++;
    }
    cr_expect_geq(without, 2);
}
