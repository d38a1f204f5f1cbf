/* The command line as a table: conveniences, languages, hints. */
#include <criterion/criterion.h>
#include <string.h>

#include "sim/cli/arguments.h"
#include "sim/cli/commands.h"
#include "sim/report/render.h"

static struct arena arena;
static struct error err;

static void setup(void)
{
    arena_init(&arena, allocator_libc, 0);
    err = (struct error){0};
}

static void teardown(void)
{
    arena_free(&arena);
}

TestSuite(cli_arguments, .init = setup, .fini = teardown);

#define PARSE(out, ...)                                                                                                \
    arguments_parse(&arena, (int)(sizeof((char *[]){"hyoty", __VA_ARGS__}) / sizeof(char *)),                          \
                    (char *[]){"hyoty", __VA_ARGS__, NULL}, LANGUAGE_SV, (out), &err)

Test(cli_arguments, conveniences_are_settings)
{
    struct arguments arguments;
    cr_assert_eq(PARSE(&arguments, "run", "-n", "50", "a.yaml", "--set", "x.y=1,2=3", "--seed=9", "--cohort",
                       "expected", "--assume", "c=d"),
                 STATUS_OK, "%s", err.message);
    static const char *const expected[] = {"simulation.iterations=50", "x.y=1,2=3", "simulation.seed=9",
                                           "simulation.cohort=expected"};
    cr_assert_eq(arguments.sets, 4);
    for (size_t i = 0; i < 4; i++) cr_expect_str_eq(arguments.set[i], expected[i]);
    cr_expect_eq(arguments.assumes, 1);
    cr_expect_str_eq(arguments.operand, "a.yaml");
    cr_expect_eq(arguments.language, LANGUAGE_SV);
    cr_expect(arguments.charts && !arguments.quiet && strcmp(arguments.format->name, "text") == 0);
}

Test(cli_arguments, after_two_dashes_everything_is_a_name)
{
    struct arguments arguments;
    cr_assert_eq(PARSE(&arguments, "run", "-q", "--", "-strange.yaml"), STATUS_OK, "%s", err.message);
    cr_expect_str_eq(arguments.operand, "-strange.yaml");
}

Test(cli_arguments, mistakes_name_what_is_near)
{
    struct arguments arguments;
    cr_expect_eq(PARSE(&arguments, "validte", "a"), STATUS_USAGE);
    cr_expect(strstr(err.hint, "hyoty validate"), "%s", err.hint);
    cr_expect_eq(PARSE(&arguments, "run", "--ouput", "x", "a"), STATUS_USAGE);
    cr_expect(strstr(err.hint, "--output"), "%s", err.hint);
    cr_expect_eq(PARSE(&arguments, "show", "--output", "x", "a"), STATUS_USAGE);
    cr_expect(strstr(err.message, "hör inte till `hyoty show`"), "%s", err.message);
    cr_expect_eq(PARSE(&arguments, "run", "--threads", "2x", "a"), STATUS_USAGE);
    cr_expect(strstr(err.message, "2x"), "%s", err.message);
    static char *const precisions[] = {"0", "1e-9", "80%", "much", "1 years", "-1%"};
    for (size_t i = 0; i < sizeof precisions / sizeof *precisions; i++) {
        cr_expect_eq(PARSE(&arguments, "run", "--precision", precisions[i], "a"), STATUS_USAGE);
        cr_expect(strstr(err.message, precisions[i]), "%s", err.message);
    }
    cr_expect_eq(PARSE(&arguments, "run", "-p", "1%", "a"), STATUS_OK);
    cr_expect_eq(arguments.precision, 0.01);
}

Test(cli_arguments, language_of_the_environment)
{
    cr_expect_eq(arguments_language(NULL, NULL, NULL), LANGUAGE_EN);
    cr_expect_eq(arguments_language(NULL, NULL, "fi_FI.UTF-8"), LANGUAGE_FI);
    cr_expect_eq(arguments_language("", "sv_FI", "fi_FI"), LANGUAGE_SV);
    cr_expect_eq(arguments_language("C.UTF-8", "sv_FI", "fi_FI"), LANGUAGE_EN);
    cr_expect_eq(arguments_language("fi", NULL, NULL), LANGUAGE_FI);
    cr_expect_eq(arguments_language("fil_PH", NULL, NULL), LANGUAGE_EN);
    cr_expect_eq(arguments_language("f", NULL, NULL), LANGUAGE_EN);
    cr_expect_eq(arguments_language("de_DE", NULL, "fi"), LANGUAGE_EN);
}

static size_t characters(const char *line)
{
    size_t n = 0;
    for (; *line != '\n'; line++) n += ((unsigned char)*line & 0xC0U) != 0x80U;
    return n;
}

/* Every command has help, every option of it stands there once, and no line is too wide in any language. */
Test(cli_arguments, help_is_complete)
{
    for (size_t i = 0; i < command_count * LANGUAGE_COUNT; i++) {
        const struct command *const command = &command_table[i / LANGUAGE_COUNT];
        const char *const help = arguments_help(&arena, (enum language)(i % LANGUAGE_COUNT), command);
        cr_assert(help);
        cr_expect(strstr(help, "--help"), "%s", command->name);
        cr_expect_eq(command_find(command->name), command);
        for (const char *line = help; *line; line = strchr(line, '\n') + 1)
            cr_expect_leq(characters(line), 100, "%.120s", line);
    }
    cr_expect(!command_find("no"));
}
