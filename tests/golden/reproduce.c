/* What `hyoty reproduce` says of results that are the same, and of what differs for a known reason. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static char folder[64];

static void make_folder(void)
{
    strcpy(folder, "/tmp/hyoty-again-XXXXXX");
    cr_assert(mkdtemp(folder));
}

static void remove_folder(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", folder);
    cr_expect_eq(system(command), 0);
}

TestSuite(reproduce, .init = make_folder, .fini = remove_folder);

/* Commands in a folder in which mine.yaml stands, made after `before` wrote its results into out; `says` and `too` are
 * parts of what reproduce prints. */
struct row {
    const char *before, *then;
    int status;
    const char *says, *too;
};

static void check(const struct row *row)
{
    char command[2048], said[8192] = "";
    snprintf(command, sizeof command,
             "hyoty=$PWD/%s; cp scenarios/mentoring.yaml %s/mine.yaml; cd %s && rm -rf out && "
             "( $hyoty %s ) >/dev/null && ( %s ) && LC_ALL=C timeout 60 $hyoty reproduce out/manifest.json 2>&1",
             HYOTY_PROGRAM, folder, folder, row->before, row->then);
    FILE *const pipe = popen(command, "r");
    cr_assert(pipe);
    said[fread(said, 1, sizeof said - 1, pipe)] = '\0';
    const int status = pclose(pipe);
    cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == row->status, "%s; %s: status %d\n%s", row->before, row->then,
              WEXITSTATUS(status), said);
    cr_expect(!row->says || strstr(said, row->says), "%s; %s:\n%s\nwithout\n%s", row->before, row->then, said,
              row->says);
    cr_expect(!row->too || strstr(said, row->too), "%s; %s:\n%s\nwithout\n%s", row->before, row->then, said, row->too);
}

#define CHECK(rows)                                                                                                    \
    for (size_t i = 0; i < sizeof(rows) / sizeof *(rows); i++) check(&(rows)[i])
#define RUN "run mine.yaml -n 300 -q --no-charts -o out"

/* With the language, the options, the threads and every --set that it had. */
Test(reproduce, gives_the_same_bytes_by_every_command, .timeout = 120)
{
    static const struct row rows[] = {
        {RUN " --lang fi --csv sv -j 2 --set settings.horizon=20 --seed 5", "true", 0, "All 6 files are the same",
         NULL},
        {"run mine.yaml -n 300 -q -o out --lang sv", "true", 0, "files are the same, to the byte", NULL},
        {"run mine.yaml -p 20% -q --no-charts -o out", "true", 0, "All 6 files are the same", NULL},
        {"compare mine.yaml mine.yaml -n 200 --do-nothing -q --no-charts -o out", "true", 0, "All 8 files", NULL},
        {"sensitivity mine.yaml -n 256 -q --no-charts -o out", "true", 0, "files are the same", NULL},
        {"value mine.yaml -n 500 -q --no-charts -o out", "true", 0, "files are the same", NULL},
        {"breakeven mine.yaml -n 256 -q --no-charts -o out", "true", 0, "files are the same", NULL},
        {"sweep mine.yaml -v settings.horizon=10:20:3 -n 200 -q --no-charts -o out", "true", 0, "All 4 files", NULL},
        {"learn mine.yaml --control 120,9 --treated 118,5 -n 1024 -q --no-charts -o out -w new.yaml", "rm new.yaml", 0,
         "files are the same", NULL},
    };
    CHECK(rows);
    char written[128];
    snprintf(written, sizeof written, "test ! -e %s/new.yaml", folder);
    cr_expect_eq(system(written), 0, "nothing is written but what is compared");
}

Test(reproduce, says_what_differs_and_why)
{
    static const struct row rows[] = {
        {RUN, "sed -i 's/^title: .*/title: Another/' mine.yaml", 7,
         "mine.yaml, or something that it includes, is not what it was.", "results.json      differs"},
        {RUN, "echo >>out/summary.csv", 7, "Of 6 files, 5 are the same and 1 not.",
         "summary.csv  the same    changed since"},
        {RUN, "rm out/draws.csv", 7, "Of 6 files, 5", "draws.csv  the same    missing"},
        {RUN,
         "sed -i 's/\"version\": \"/&0/; s/\"sha256\": \"[0-9a-f]*\"$/&/' out/manifest.json && "
         "sed -i '/results.json/{n;s/: \"../: \"xx/}' out/manifest.json",
         7, "hyoty was 0", "results.json  differs"},
        {RUN, "sed -i '/results.json/{n;s/: \"../: \"xx/}' out/manifest.json", 7, "Why is not known",
         "results.json  differs     changed since"},
        {RUN, "sed -i 's/\"summary.csv\"/\"more.csv\"/' out/manifest.json", 7, "more.csv     is not made  missing",
         "summary.csv  is new"},
        {RUN, "sed -i 's/\"requested\": 300/\"requested\": 400/' out/manifest.json", 0, "All 6", NULL},
        {RUN, "sed -i 's/\"requested\": 300/\"requested\": 400/; /results.json/{n;s/: \"../: \"xx/}' out/manifest.json",
         7, "interrupted after 300 of 400 iterations", NULL},
    };
    CHECK(rows);
}

Test(reproduce, says_what_it_cannot_do)
{
    static const struct row rows[] = {
        {RUN, "rm mine.yaml", 4, "mine.yaml: no such file", "as the command names them: "},
        {"run - -n 200 -q --no-charts -o out <mine.yaml", "true", 4, "standard input, which nobody kept", NULL},
        {RUN, "! $hyoty reproduce out/manifest.json -o ./out", 0, "All ", "to the byte"},
        {RUN, "$hyoty reproduce out/manifest.json -q -o kept && cmp out/draws.csv kept/draws.csv", 0, "All ", NULL},
        {RUN, "echo '{}' >out/manifest.json", 4, "this is no manifest of results", "written by -o"},
        {RUN, "echo '[' >out/manifest.json", 4, "this is no manifest of results", NULL},
        {RUN, "rm out/manifest.json", 4, "no such file", NULL},
        {RUN, "sed -i 's/\"-o\"/\"-j\"/; s/\"out\"/\"1\"/' out/manifest.json", 4, "its command writes no files", NULL},
        {RUN, "sed -i 's/\"run\"/\"validate\"/' out/manifest.json", 2, "does not belong to `hyoty validate`", NULL},
        {RUN, "sed -i 's/\"language\": \"en\"/\"language\": \"xx\"/' out/manifest.json", 4, "no manifest", NULL},
    };
    CHECK(rows);
}
