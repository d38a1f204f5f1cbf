/* Every file of every command follows its schema, and what is none is refused; every CSV is as datapackage.json says.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "tests/laws/command_lines.h"

static char folder[] = "/tmp/hyoty-schemas-XXXXXX";

static int shell(const char *format)
{
    char command[256];
    snprintf(command, sizeof command, format, folder);
    return system(command);
}

static void write_line(size_t line)
{
    struct found found;
    struct error err = {0};
    struct files_result files;
    command_line_begin(command_lines[line], &found);
    const struct files_request request = {.folder = arena_printf(&found.arena, "%s/%zu", folder, line),
                                          .argc = found.arguments.argc,
                                          .argv = found.arguments.argv};
    found.result.csv = (enum language)(line % LANGUAGE_COUNT);
    if (!found.result.kind->people_alone)
        cr_expect_eq(result_write(&found.result, &request, &found.arena, &files, &err), STATUS_OK, "%s: %s",
                     command_lines[line], err.message);
    command_line_end(&found);
}

Test(files_schemas, are_followed_by_every_command, .timeout = 600)
{
    cr_assert(mkdtemp(folder));
    for (size_t line = 0; line < command_line_count; line++) write_line(line);
    cr_expect_eq(shell("python3 tests/validate.py %s >&2"), 0, "after a change of columns: make schemas");
    cr_expect_eq(shell("for name in schemas/*.schema.json; do name=${name##*/}; echo $name | grep -q common || "
                       "grep -qr \"\\\"$name\\\"\" %s || exit 1; done"),
                 0, "a schema that no file names");
    cr_expect_neq(shell("grep -rl --exclude=manifest.json -e scenarios/ -e tests/golden %s >&2"), 0,
                  "where a scenario stood is said by the manifest alone");
    cr_assert_eq(shell("echo '{\"$schema\": \"results.schema.json\", \"format\": \"x\"}' > %s/wrong.json"), 0);
    cr_expect_neq(shell("python3 tests/validate.py %s >/dev/null"), 0, "what is no result");
    cr_expect_eq(shell("rm -r %s"), 0);
}
