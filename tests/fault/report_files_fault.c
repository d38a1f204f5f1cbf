/* The n-th call to the operating system fails while the files of a run are written: an error every time, and every
 * file whole, from this run or from the one before. */
#include <criterion/criterion.h>
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/report/run_report.h"
#include "tests/unit/report_fixture.h"

static int countdown;
static struct fixture fixture;
static char folder[] = "/tmp/hyoty-fault-XXXXXX";
static const char *const names[] = {"results.json", "summary.csv",      "decision.csv", "budget.csv",
                                    "draws.csv",    "datapackage.json", "manifest.json"};
enum { NAMES = sizeof names / sizeof *names };

static int failing(int result)
{
    if (--countdown != 0) return result;
    errno = ENOSPC;
    return -1;
}

static int bad_open(char *path)
{
    return --countdown == 0 ? (errno = EMFILE, -1) : sink_system_posix.open_temporary(path);
}

static ssize_t bad_write(int descriptor, const void *data, size_t length)
{
    return --countdown == 0 ? (errno = ENOSPC, -1) : write(descriptor, data, length);
}

static int bad_flush(int descriptor)
{
    return failing(fsync(descriptor));
}

static int bad_close(int descriptor)
{
    return failing(close(descriptor));
}

static int bad_rename(const char *from, const char *to)
{
    return --countdown == 0 ? (errno = EIO, -1) : rename(from, to);
}

static int bad_folder(const char *path)
{
    return failing(sink_system_posix.flush_folder(path));
}

static int bad_in_place(const char *name)
{
    return --countdown == 0 ? (errno = EIO, -1) : sink_system_posix.open_in_place(name);
}

static const struct sink_system bad_system = {bad_open,   bad_write, bad_flush,  bad_close,
                                              bad_rename, unlink,    bad_folder, bad_in_place};

static enum status write_files(int failure, char *seed)
{
    struct error err = {0};
    struct files_result written;
    const struct scenario *const scenario = &fixture.scenario;
    struct result result = result_of(&run_kind, 1, &scenario);
    char *argv[] = {seed};
    const struct files_request request = {.folder = folder, .argc = 1, .argv = argv, .system = &bad_system};
    countdown = failure;
    cr_assert_eq(run_report(&fixture.arena, &fixture.report, &result, &err), STATUS_OK);
    const enum status status = result_write(&result, &request, &fixture.arena, &written, &err);
    cr_expect(status == STATUS_OK || err.message[0]);
    return status;
}

static void path_of(const char *name, char path[128])
{
    snprintf(path, 128, "%s/%s", folder, name);
}

/* JSON parses, CSV ends with a whole line. */
static void check_whole(void)
{
    for (int f = 0; f < NAMES; f++) {
        char path[128], last = 0;
        json_error_t at;
        path_of(names[f], path);
        json_t *const root = strstr(names[f], ".json") ? json_load_file(path, 0, &at) : json_true();
        cr_assert(root, "%s:%d: %s", path, at.line, at.text);
        json_decref(root);
        FILE *const file = fopen(path, "r");
        cr_assert(file && fseek(file, -1, SEEK_END) == 0 && fread(&last, 1, 1, file) == 1 && fclose(file) == 0);
        cr_assert_eq(last, '\n', "%s", path);
    }
}

Test(report_files_fault, every_single_failure)
{
    const struct fixture_request request = {
        .iterations = 60, .payers = 2, .gross = {1e6, 2e6}, .cost = {3e6, 1e5}, .spread = 1, .cases = 4};
    char path[128];
    int failures = 0;
    cr_assert(mkdtemp(folder));
    fixture_init(&fixture, &request);
    cr_assert_eq(write_files(0, "before"), STATUS_OK);
    while (write_files(failures + 1, "after") != STATUS_OK) {
        cr_assert_leq(countdown, 0);
        check_whole();
        failures++;
    }
    cr_expect_geq(failures, 6 * NAMES);
    for (int f = 0; f < NAMES; f++) {
        path_of(names[f], path);
        cr_expect_eq(unlink(path), 0);
    }
    cr_expect_eq(rmdir(folder), 0, "a temporary file was left");
    fixture_free(&fixture);
}
