/* What the built program promises whatever the scenario: exit codes, the same files for any number of threads and any
 * language, an answer to Ctrl-C. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define SCENARIO "tests/golden/two-purses/scenario.yaml"

enum { SAID = 1 << 16 };

static char folder[64];

static void make_folder(void)
{
    strcpy(folder, "/tmp/hyoty-program-XXXXXX");
    cr_assert(mkdtemp(folder));
}

static int shell(const char *format, const char *argument)
{
    char command[1024];
    snprintf(command, sizeof command, format, argument, argument, argument);
    const int status = system(command);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void remove_folder(void)
{
    cr_expect_eq(shell("rm -r %s", folder), 0);
}

TestSuite(report_program, .init = make_folder, .fini = remove_folder);

Test(report_program, exit_codes)
{
    static const struct {
        const char *words;
        int status;
    } rows[] = {{"version", 0},
                {"--version", 0},
                {"help", 0},
                {"help run", 0},
                {"run --help", 0},
                {"keys", 0},
                {"show " SCENARIO, 0},
                {"", 2},
                {"rum", 2},
                {"help rum", 2},
                {"run", 2},
                {"run a b", 2},
                {"keys a", 2},
                {"run --iteration 5 a", 2},
                {"run --no-such a", 2},
                {"run -Z a", 2},
                {"run --threads 0 a", 2},
                {"run --threads 99999999999999999999 a", 2},
                {"run --lang de a", 2},
                {"run --format xml a", 2},
                {"run --output= a", 2},
                {"run " SCENARIO " --set", 2},
                {"run " SCENARIO " --set interventions.mentoring.uptak=1", 3},
                {"run " SCENARIO " --assume lifetime_cost=other", 3},
                {"run no-such-file.yaml", 4},
                {"run " SCENARIO " -n 100 -q -o /proc/nowhere", 4},
                {"run " SCENARIO " -n 100 --no-charts >/dev/full", 4},
                {"run " SCENARIO " -n 100 -f json >/dev/full", 4},
                {"help >/dev/full", 4}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(shell(HYOTY_PROGRAM " 2>/dev/null >/dev/null %s", rows[i].words), rows[i].status, "hyoty %s",
                     rows[i].words);
}

/* Threads change no byte of a file, the language of the environment none but those of labels; the command line in the
 * manifest differs. */
Test(report_program, files_do_not_depend_on_threads_or_language)
{
    cr_assert_eq(shell("LC_ALL=en_GB.UTF-8 " HYOTY_PROGRAM " run " SCENARIO
                       " -n 300 -q -j 1 --no-charts -o %s/a && LC_ALL=fi_FI.UTF-8 " HYOTY_PROGRAM " run " SCENARIO
                       " -n 300 -q -j 3 --no-charts -o %s/b",
                       folder),
                 0);
    static const char *const names[] = {"results.json", "summary.csv", "decision.csv",
                                        "budget.csv",   "draws.csv",   "datapackage.json"};
    cr_expect_eq(
        shell("LC_ALL=fi_FI.UTF-8 " HYOTY_PROGRAM " run " SCENARIO " -n 300 -q -j 1 --no-charts -o %s/e", folder), 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const bool labels = i != 0 && i != 4;
        char command[256];
        snprintf(command, sizeof command, "cd %%s && cmp e/%s b/%s && %s cmp -s a/%s b/%s", names[i], names[i],
                 labels ? "!" : "", names[i], names[i]);
        cr_expect_eq(shell(command, folder), 0, "%s", names[i]);
    }
    cr_expect_eq(shell(HYOTY_PROGRAM " run " SCENARIO " -n 300 -f json >%s/c && cmp %s/c %s/a/results.json", folder),
                 0);
    cr_expect_eq(shell(HYOTY_PROGRAM " run " SCENARIO " -n 300 -f csv >%s/d && cmp %s/d %s/a/summary.csv", folder), 0);
}

/* A run that sought a precision is the run of that size from its start, for every way of drawing. */
Test(report_program, a_run_that_sought_a_precision_is_the_longer_run)
{
    static const char *const sampling[] = {"random", "latin_hypercube", "sobol"};
    for (size_t i = 0; i < 3; i++) {
        char command[1024];
        snprintf(command, sizeof command,
                 "run() { " HYOTY_PROGRAM " run " SCENARIO
                 " --set simulation.sampling=%s -q --no-charts \"$@\"; }; run -n 256 -p 9%%%% -o %%s/sought && "
                 "n=$(sed -n 's/.*\"requested\": \\([0-9]*\\).*/\\1/p' %%s/sought/results.json) && "
                 "[ \"$n\" -gt 256 ] && run -n $n -o %%s/given",
                 sampling[i]);
        cr_assert_eq(shell(command, folder), 0, "%s", sampling[i]);
        cr_expect_eq(shell("cmp %s/sought/draws.csv %s/given/draws.csv", folder), 0, "%s", sampling[i]);
        cr_expect_eq(shell("cmp %s/sought/summary.csv %s/given/summary.csv", folder), 0, "%s", sampling[i]);
    }
}

static void follows_schema(const char *command)
{
    cr_assert_eq(shell(command, folder), 0);
    cr_expect_eq(shell("python3 tests/validate.py %s >&2", folder), 0);
}

Test(report_program, results_of_a_real_run_follow_the_schema)
{
    follows_schema(HYOTY_PROGRAM " run " SCENARIO " -n 300 -q --no-charts -o %s");
    follows_schema(HYOTY_PROGRAM " run " SCENARIO
                                 " -n 300 -p 20%% --set simulation.sampling=sobol -q --no-charts -o %s");
}

/* Alternatives run on the same random numbers: the line is the result of a run with that --assume. */
Test(report_program, an_alternative_is_a_run_with_assume)
{
    cr_expect_eq(shell(HYOTY_PROGRAM " run " SCENARIO " -n 500 -f json >%s/a && " HYOTY_PROGRAM " run " SCENARIO
                                     " -n 500 -f json --assume lifetime_cost=research >%s/b",
                       folder),
                 0);
    cr_expect_eq(shell("python3 -c \"import json; a = json.load(open('%s/a')); b = json.load(open('%s/b')); "
                       "c = [x for x in a['alternatives'] if x['name'] == 'research'][0]; "
                       "d = [x for x in b['columns'] if x['name'] == 'net'][0]; "
                       "assert c['net'] == {k: d[k] for k in c['net']}; "
                       "assert [x['name'] for x in b['alternatives']] == ['none_of_it']\"",
                       folder),
                 0);
}

static double seconds(clockid_t clock)
{
    struct timespec now;
    cr_assert_eq(clock_gettime(clock, &now), 0);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double of_timeval(struct timeval time)
{
    return (double)time.tv_sec + 1e-6 * (double)time.tv_usec;
}

/* The whole text of a file in the folder. */
static const char *content(const char *name, char *out, size_t size)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *const file = fopen(path, "r");
    cr_assert(file, "%s", path);
    out[fread(out, 1, size - 1, file)] = '\0';
    fclose(file);
    return out;
}

/* A terminal of the test's own, as progress is shown to nobody else; its two ends. */
static void open_terminal(int *out_master, int *out_slave)
{
    char name[64];
    *out_master = posix_openpt(O_RDWR | O_NOCTTY);
    cr_assert(*out_master >= 0 && grantpt(*out_master) == 0 && unlockpt(*out_master) == 0);
    cr_assert_eq(ptsname_r(*out_master, name, sizeof name), 0);
    *out_slave = open(name, O_RDWR | O_NOCTTY);
    struct termios raw;
    cr_assert(*out_slave >= 0 && tcgetattr(*out_slave, &raw) == 0);
    cfmakeraw(&raw); /* line ends stay as they are written */
    cr_assert_eq(tcsetattr(*out_slave, TCSANOW, &raw), 0);
}

/* Adds what the program says to a text of SAID bytes, up to some words; NULL: to its end. */
static void listen(int terminal, char *said, const char *words)
{
    size_t length = strlen(said);
    ssize_t got;
    while (!(words && strstr(said, words)) && (got = read(terminal, said + length, SAID - 1 - length)) > 0)
        said[length += (size_t)got] = '\0';
}

/* Starts the program, its output in a file of the folder, and sends SIGINT once it has shown progress. Returns the
 * seconds that it then computes until it ends: other programs on the machine do not lengthen them. */
static double interrupt_run(const char *const *words, char *out_said)
{
    char out[128];
    snprintf(out, sizeof out, "%s/out", folder);
    int terminal, slave;
    open_terminal(&terminal, &slave);
    const pid_t child = fork();
    if (child == 0) {
        if (!freopen(out, "w", stdout) || dup2(slave, STDERR_FILENO) < 0) _Exit(99);
        close(slave);
        close(terminal);
        execv(HYOTY_PROGRAM, (char *const *)(uintptr_t)words);
        _Exit(98);
    }
    cr_assert_gt(child, 0);
    close(slave);
    out_said[0] = '\0';
    listen(terminal, out_said, " s to go");
    cr_assert(strstr(out_said, " s to go"), "%s", out_said);
    clockid_t clock;
    cr_assert_eq(clock_getcpuclockid(child, &clock), 0);
    const double asked = seconds(clock);
    cr_assert_eq(kill(child, SIGINT), 0);
    listen(terminal, out_said, NULL);
    close(terminal);
    int status;
    struct rusage usage;
    cr_assert_eq(wait4(child, &status, 0, &usage), child);
    const double taken = of_timeval(usage.ru_utime) + of_timeval(usage.ru_stime) - asked;
    cr_assert(WIFEXITED(status));
    cr_expect_eq(WEXITSTATUS(status), 130);
    return taken;
}

/* Four hundred thousand persons in each intake, and far more iterations than a second allows. What is done is reported
 * and written, without charts; the message says how to go on. */
Test(report_program, ctrl_c_keeps_what_is_finished)
{
    char results[96], text[16384], said[SAID];
    snprintf(results, sizeof results, "%s/results", folder);
    const char *const words[] = {
        "hyoty",  "run", SCENARIO, "-n",    "100000", "--set", "population.ninth_graders.size=400000",
        "--lang", "en",  "-o",     results, NULL};
    const double taken = interrupt_run(words, said);
    cr_expect_lt(taken, 1.5, "took %g s", taken);
    cr_assert(strstr(said, "iterations; the figures rest on these"), "%s", said);
    cr_expect(strstr(said, "run it whole: hyoty run " SCENARIO " -n 100000"), "%s", said);
    cr_expect(strstr(content("out", text, sizeof text), "Interrupted: "), "%s", text);
    cr_expect(strstr(content("results/results.json", text, sizeof text), "\"interrupted\": true"));
    cr_expect_eq(shell("test ! -e %s/results/charts", folder), 0, "no charts of an interrupted run");
}

/* An analysis reports all or nothing: half of a sweep would be mistaken for the whole. */
Test(report_program, ctrl_c_leaves_nothing_of_an_analysis)
{
    char results[96], text[4096], said[SAID];
    snprintf(results, sizeof results, "%s/results", folder);
    const char *const words[] = {"hyoty", "sweep",   SCENARIO, "--vary", "settings.horizon=1:45:45",
                                 "-n",    "1000000", "--lang", "en",     "-o",
                                 results, NULL};
    const double taken = interrupt_run(words, said);
    cr_expect_lt(taken, 1.5, "took %g s", taken);
    cr_expect(strstr(said, "there is nothing to report, and nothing was written"), "%s", said);
    cr_expect(strstr(said, "run it whole: hyoty sweep " SCENARIO), "%s", said);
    cr_expect_str_eq(content("out", text, sizeof text), "");
    cr_expect_eq(shell("test -z \"$(ls %s/results)\"", folder), 0);
}

/* What is printed is what is written, and the charts are drawn. */
Test(report_program, an_analysis_prints_what_it_writes)
{
    cr_assert_eq(shell(HYOTY_PROGRAM " sweep scenarios/mentoring.yaml -n 400 -o %s/results -f csv "
                                     "--vary population.ninth_graders.size=100:400:4 "
                                     "--vary interventions.mentoring.target.top=10%%,20%%,40%% >%s/out 2>%s/said",
                       folder),
                 0);
    cr_expect_eq(shell("cmp %s/out %s/results/points.csv", folder), 0);
    cr_expect_eq(shell("test $(wc -l <%s/out) = 13", folder), 0);
    cr_expect_eq(shell("test -s %s/results/charts/en/heat.svg && test -s %s/results/charts/fi/heat.png", folder), 0);
    cr_expect_eq(shell("python3 -c \"import json; d = json.load(open('%s/results/sweep.json')); "
                       "assert len(d['datasets']['points']['rows']) == 12; "
                       "assert d['simulation']['cohort'] == 'expected'\"",
                       folder),
                 0);
}

Test(report_program, ctrl_c_leaves_earlier_results_alone)
{
    char results[96], said[SAID];
    snprintf(results, sizeof results, "%s/results", folder);
    cr_assert_eq(
        shell(HYOTY_PROGRAM " run " SCENARIO " -n 50 -q --no-charts -o %s/results && cp -R %s/results %s/kept", folder),
        0);
    const char *const words[] = {"hyoty", "run", SCENARIO, "-n", "1000000", "--no-charts", "-o", results, NULL};
    interrupt_run(words, said);
    cr_expect(strstr(said, "keeps its earlier results"), "%s", said);
    cr_expect_eq(shell("diff -r %s/results %s/kept", folder), 0);
}

/* A place that cannot hold the results is found out before any work. */
Test(report_program, a_bad_place_for_results_is_said_at_once)
{
    static const char *const places[] = {"/proc/nowhere", "/proc/self", "/dev/null", SCENARIO};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char command[512], said[4096];
        snprintf(command, sizeof command, "timeout 20 " HYOTY_PROGRAM " run " SCENARIO " -n 50000000 -o %s 2>%%s/said",
                 places[i]);
        cr_expect_eq(shell(command, folder), 4, "%s", places[i]);
        content("said", said, sizeof said);
        cr_expect(strstr(said, places[i]) && strstr(said, "hint: name a folder"), "%s: %s", places[i], said);
    }
}

/* What is read first is short: 25 lines in English, four more where words are longer. */
Test(report_program, the_answer_is_short)
{
    cr_expect_eq(shell("for s in scenarios/*.yaml tests/golden/two-purses/scenario.yaml; do "
                       "for l in en fi sv; do n=$(" HYOTY_PROGRAM " run $s -n 1000 --lang $l 2>/dev/null | grep -c .); "
                       "[ $n -le $([ $l = en ] && echo 25 || echo 29) ] || { echo $s $l $n >&2; exit 1; }; "
                       "done; done; : %s",
                       folder),
                 0);
}

/* A chart drawn once more of saved results is the one that was drawn with them; of other scenarios none is. */
Test(report_program, a_chart_is_drawn_again)
{
    cr_expect_eq(shell("cd %s && cp "
                       "$OLDPWD/" SCENARIO " mine.yaml && $OLDPWD/" HYOTY_PROGRAM
                       " run mine.yaml -n 300 -q -o r --charts all && for f in dots.svg fan.png payers.pdf; do "
                       "$OLDPWD/" HYOTY_PROGRAM " chart ${f%%.*} --from r -o $f && cmp $f r/charts/en/$f || exit 1; "
                       "done && $OLDPWD/" HYOTY_PROGRAM " chart dots --from r -o n.svg --narrow && "
                       "cmp n.svg r/charts/en/dots-narrow.svg",
                       folder),
                 0);
    cr_expect_eq(shell("cd %s && $OLDPWD/" HYOTY_PROGRAM " chart fax --from r -o f.svg 2>/dev/null", folder), 2);
    cr_expect_eq(
        shell("cd %s && echo 'description: changed' >>mine.yaml && $OLDPWD/" HYOTY_PROGRAM
              " chart dots --from r -o c.svg 2>said; s=$?; grep -q 'has changed since' said && test ! -e c.svg && "
              "exit $s",
              folder),
        7);
}
