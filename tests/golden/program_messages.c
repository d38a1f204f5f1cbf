/* What the built program says on standard error about a wrong command line or a wrong file: exit code and text. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define SCENARIO "tests/golden/two-purses/scenario.yaml"

static char folder[64];

static void make_folder(void)
{
    strcpy(folder, "/tmp/hyoty-messages-XXXXXX");
    cr_assert(mkdtemp(folder));
}

static void remove_folder(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", folder);
    cr_expect_eq(system(command), 0);
}

TestSuite(program_messages, .init = make_folder, .fini = remove_folder);

/* A command of the shell in which $hyoty is the program and $dir a folder of its own; never longer than 20 seconds. */
struct row {
    const char *command;
    int status;
    const char *says, *hint; /* parts of standard error; NULL: nothing is asked */
};

static void check(const struct row *row)
{
    char command[2048], said[8192] = "";
    snprintf(command, sizeof command, "hyoty='timeout 20 %s'; dir=%s; ( %s ) 2>&1 >/dev/null", HYOTY_PROGRAM, folder,
             row->command);
    FILE *const pipe = popen(command, "r");
    cr_assert(pipe);
    said[fread(said, 1, sizeof said - 1, pipe)] = '\0';
    const int status = pclose(pipe);
    cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == row->status, "%s: status %d", row->command, status);
    cr_expect(!row->says || strstr(said, row->says), "%s:\n%s\nwithout\n%s", row->command, said, row->says);
    cr_expect(!row->hint || strstr(said, row->hint), "%s:\n%s\nwithout the hint\n%s", row->command, said, row->hint);
}

#define CHECK(rows)                                                                                                    \
    for (size_t i = 0; i < sizeof(rows) / sizeof *(rows); i++) check(&(rows)[i])

/* The place of a mistake is the option as it was written; only real --set options are counted. */
Test(program_messages, a_mistake_names_the_option)
{
    static const struct row rows[] = {
        {"$hyoty run " SCENARIO " -n 0", 3, "-n: simulation.iterations: out of range (found \"0\"", NULL},
        {"$hyoty run " SCENARIO " --iterations=0", 3, "--iterations: simulation.iterations: out of range", NULL},
        {"$hyoty run " SCENARIO " -s x", 3, "-s: simulation.seed: must be a whole number", NULL},
        {"$hyoty run " SCENARIO " --cohort none", 3, "--cohort: simulation.cohort: found \"none\"", NULL},
        {"$hyoty run " SCENARIO " -n 5 --set a=1 -s 4 --set b=1", 3, "--set #2:1:1: b: unknown key", NULL},
        {"$hyoty run " SCENARIO " -n ''", 2, "-n: the option needs a value", NULL},
        {"$hyoty run " SCENARIO " -j 0", 2, "-j: a whole number from 1", NULL},
    };
    CHECK(rows);
}
