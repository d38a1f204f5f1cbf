/* The n-th call to the operating system fails: always the old file or the new one, and never a report of success. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/base/sink.h"

static int countdown;

static bool fails(void)
{
    if (--countdown != 0) return false;
    errno = ENOSPC;
    return true;
}

static int bad_open(char *path)
{
    return fails() ? -1 : sink_system_posix.open_temporary(path);
}

static ssize_t bad_write(int descriptor, const void *data, size_t length)
{
    return fails() ? -1 : write(descriptor, data, length > 1000 ? 1000 : length);
}

static int bad_flush(int descriptor)
{
    return fails() ? -1 : fsync(descriptor);
}

static int bad_close(int descriptor)
{
    const bool failing = fails();
    const int result = close(descriptor);
    if (failing) errno = EDQUOT;
    return failing ? -1 : result;
}

static int bad_rename(const char *from, const char *to)
{
    return fails() ? -1 : rename(from, to);
}

static int bad_folder(const char *path)
{
    return fails() ? -1 : sink_system_posix.flush_folder(path);
}

static int bad_in_place(const char *name)
{
    return fails() ? -1 : sink_system_posix.open_in_place(name);
}

static const struct sink_system bad_system = {bad_open,   bad_write, bad_flush,  bad_close,
                                              bad_rename, unlink,    bad_folder, bad_in_place};

static char folder[] = "/tmp/hyoty-sink-XXXXXX";
static char path[64];

static void make_folder(void)
{
    cr_assert(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a.csv", folder);
}

static int entries(void)
{
    DIR *const open_folder = opendir(folder);
    int count = 0;
    while (readdir(open_folder)) count++;
    closedir(open_folder);
    return count - 2;
}

static void remove_folder(void)
{
    unlink(path);
    cr_expect_eq(rmdir(folder), 0, "a temporary file was left in %s", folder);
}

static enum status store(const struct sink_system *system, char letter, size_t length, char sha[SHA256_HEX])
{
    static struct sink sink;
    struct error err = {0};
    const enum status status = sink_open(&sink, system, path, &err);
    if (status != STATUS_OK) return status;
    for (size_t i = 0; i < length; i++) sink_write(&sink, &letter, 1);
    return sink_close(&sink, sha, &err);
}

static char first_letter(size_t *out_length)
{
    char text[100001];
    const int descriptor = open(path, O_RDONLY);
    *out_length = (size_t)read(descriptor, text, sizeof text);
    close(descriptor);
    for (size_t i = 1; i < *out_length; i++) cr_assert_eq(text[i], text[0]);
    return text[0];
}

TestSuite(base_sink, .init = make_folder, .fini = remove_folder);

Test(base_sink, every_single_failure)
{
    enum { OLD = 70000, NEW = 90000 };
    char sha[SHA256_HEX];
    cr_assert_eq(store(&sink_system_posix, 'o', OLD, sha), STATUS_OK);
    int failures = 0;
    for (int n = 1;; n++) {
        countdown = n;
        const enum status status = store(&bad_system, 'n', NEW, sha);
        size_t length;
        const char letter = first_letter(&length);
        cr_assert_eq(length, letter == 'o' ? (size_t)OLD : (size_t)NEW);
        cr_assert_eq(entries(), 1, "failure %d leaves a temporary file", n);
        if (countdown > 0) {
            cr_assert_eq(status, STATUS_OK);
            cr_assert_eq(letter, 'n');
            break;
        }
        cr_assert_eq(status, STATUS_IO, "failure %d is not reported", n);
        failures++;
        cr_assert_eq(store(&sink_system_posix, 'o', OLD, sha), STATUS_OK);
    }
    cr_expect_geq(failures, 90 + 4);
}

Test(base_sink, the_hash_is_that_of_the_bytes)
{
    char sha[SHA256_HEX], expected[SHA256_HEX];
    cr_assert_eq(store(&sink_system_posix, 'a', 3, sha), STATUS_OK);
    sha256_hex("aaa", 3, expected);
    cr_expect_str_eq(sha, expected);
}

Test(base_sink, a_full_device_is_an_error)
{
    static struct sink sink;
    struct error err = {0};
    const int full = open("/dev/full", O_WRONLY);
    cr_assert_geq(full, 0);
    sink_attach(&sink, &sink_system_posix, full, "standard output");
    sink_text(&sink, "text");
    cr_expect_eq(sink_close(&sink, NULL, &err), STATUS_IO);
    cr_expect(strstr(err.message, "standard output"), "%s", err.message);
    close(full);
}

Test(base_sink, discarding_leaves_nothing)
{
    static struct sink sink;
    struct error err = {0};
    cr_assert_eq(sink_open(&sink, &sink_system_posix, path, &err), STATUS_OK);
    sink_text(&sink, "half of it");
    sink_discard(&sink);
    sink_discard(&sink);
    cr_expect_eq(entries(), 0);
}

/* A device is never replaced, and every failure on the way to it is said. */
Test(base_sink, a_device_is_written_to_where_it_is)
{
    static struct sink sink;
    struct error err = {0};
    struct stat kind;
    int failures = 0;
    for (int n = 1;; n++) {
        countdown = n;
        const enum status opened = sink_open(&sink, &bad_system, "/dev/null", &err);
        if (opened == STATUS_OK) sink_text(&sink, "text");
        const enum status status = opened == STATUS_OK ? sink_close(&sink, NULL, &err) : opened;
        cr_assert(stat("/dev/null", &kind) == 0 && S_ISCHR(kind.st_mode));
        if (countdown > 0) break;
        cr_expect_eq(status, STATUS_IO, "failure %d is not reported", n);
        failures++;
    }
    cr_expect_eq(failures, 3, "opening, writing, closing");
}

Test(base_sink, a_link_keeps_leading_to_what_is_written)
{
    char link_path[80], target[SINK_PATH] = "";
    static struct sink sink;
    struct error err = {0};
    snprintf(link_path, sizeof link_path, "%s/link", folder);
    cr_assert_eq(symlink("a.csv", link_path), 0);
    cr_assert_eq(sink_open(&sink, &sink_system_posix, link_path, &err), STATUS_OK);
    sink_text(&sink, "new");
    cr_expect_eq(sink_close(&sink, NULL, &err), STATUS_OK);
    cr_expect_eq(readlink(link_path, target, sizeof target - 1), 5);
    cr_expect_str_eq(target, "a.csv");
    cr_expect_eq(access(path, R_OK), 0);
    cr_expect_eq(sink_open(&sink, &sink_system_posix, folder, &err), STATUS_IO, "a folder");
    unlink(link_path);
}

Test(base_sink, folders_are_made_with_their_parents)
{
    char deep[128];
    struct error err = {0};
    snprintf(deep, sizeof deep, "%s/x/y", folder);
    cr_expect_eq(sink_make_folder(deep, &err), STATUS_OK);
    cr_expect_eq(sink_make_folder(deep, &err), STATUS_OK);
    cr_expect_eq(rmdir(deep), 0);
    deep[strlen(deep) - 2] = '\0';
    cr_expect_eq(rmdir(deep), 0);
    cr_assert_eq(store(&sink_system_posix, 'a', 1, NULL), STATUS_OK);
    cr_expect_eq(sink_make_folder(path, &err), STATUS_IO);
    cr_expect_eq(sink_make_folder("", &err), STATUS_IO);
}
