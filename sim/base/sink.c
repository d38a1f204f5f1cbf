#include "sim/base/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int posix_open_temporary(char *path)
{
    return mkostemp(path, O_CLOEXEC);
}

/* Never waits: a pipe that nobody reads from is an error (ENXIO). */
static int posix_open_in_place(const char *path)
{
    const int descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (descriptor < 0) return -1;
    const int flags = fcntl(descriptor, F_GETFL);
    if (flags >= 0 && fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK) == 0) return descriptor;
    close(descriptor);
    return -1;
}

/* Some file systems cannot flush a folder (EINVAL); they offer nothing better. */
static int posix_flush_folder(const char *path)
{
    const int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return -1;
    const int failure = fsync(folder) && errno != EINVAL ? errno : 0;
    close(folder);
    errno = failure;
    return failure ? -1 : 0;
}

const struct sink_system sink_system_posix = {
    .open_temporary = posix_open_temporary,
    .write = write,
    .flush = fsync,
    .close = close,
    .rename = rename,
    .remove = unlink,
    .flush_folder = posix_flush_folder,
    .open_in_place = posix_open_in_place,
};

static void sink_start(struct sink *sink, const struct sink_system *system, const char *path)
{
    sink->system = system;
    sink->descriptor = -1;
    sink->failure = 0;
    sink->filled = 0;
    sink->bytes = 0;
    sink->lent = false;
    sink->temporary[0] = '\0';
    sha256_init(&sink->sha);
    snprintf(sink->path, sizeof sink->path, "%s", path);
}

/* mkostemp makes a private file; a new one gets what the user's umask allows, one that replaces another its mode. */
static mode_t mode_for(const char *path)
{
    struct stat old;
    if (stat(path, &old) == 0) return old.st_mode & 07777;
    const mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* Puts what the symbolic link `path` holds in its place, seen from the folder of the link. 1: done; 0: it is no link;
 * -1: errno says why not. */
static int follow_link(char path[SINK_PATH])
{
    char target[SINK_PATH];
    const ssize_t length = readlink(path, target, sizeof target - 1);
    if (length < 0) return errno == EINVAL || errno == ENOENT ? 0 : -1;
    target[length] = '\0';
    const char *const slash = strrchr(path, '/');
    const size_t folder = target[0] == '/' || !slash ? 0 : (size_t)(slash - path) + 1;
    errno = ENAMETOOLONG;
    if (folder + (size_t)length >= SINK_PATH) return -1;
    memcpy(path + folder, target, (size_t)length + 1);
    return 1;
}

/* Where the bytes of `sink->path` belong: a link stays and what it leads to is written, even if that is still absent.
 */
static int find_target(struct sink *sink)
{
    enum { LINKS_MOST = 40 };
    for (int i = 0; i < LINKS_MOST; i++) {
        const int followed = follow_link(sink->path);
        if (followed <= 0) return followed;
    }
    errno = ELOOP;
    return -1;
}

static enum status refuse_open(const char *path, int number, struct error *err)
{
    return error_set(err, STATUS_IO, "%s: cannot be written: %-s", path,
                     number == ENXIO ? PHRASE("nobody reads from the pipe") : strerror(number));
}

enum status sink_open(struct sink *sink, const struct sink_system *system, const char *path, struct error *err)
{
    struct stat kind;
    const char *const suffix = ".tmp.XXXXXX";
    if (strlen(path) + strlen(suffix) >= SINK_PATH)
        return error_set(err, STATUS_IO, "%.80s…: the path is too long", path);
    sink_start(sink, system, path);
    const bool exists = stat(path, &kind) == 0;
    if (exists && S_ISDIR(kind.st_mode)) return refuse_open(path, EISDIR, err);
    if (exists && !S_ISREG(kind.st_mode)) {
        sink->descriptor = system->open_in_place(path);
        return sink->descriptor < 0 ? refuse_open(path, errno, err) : STATUS_OK;
    }
    if (find_target(sink)) return refuse_open(path, errno, err);
    const int length = snprintf(sink->temporary, sizeof sink->temporary, "%s%s", sink->path, suffix);
    if (length >= (int)sizeof sink->temporary) return refuse_open(path, ENAMETOOLONG, err);
    sink->descriptor = system->open_temporary(sink->temporary);
    if (sink->descriptor < 0) {
        sink->temporary[0] = '\0';
        return refuse_open(path, errno, err);
    }
    if (fchmod(sink->descriptor, mode_for(sink->path))) sink->failure = errno;
    return STATUS_OK;
}

void sink_attach(struct sink *sink, const struct sink_system *system, int descriptor, const char *name)
{
    sink_start(sink, system, name);
    sink->descriptor = descriptor;
    sink->lent = true;
}

static void sink_drain(struct sink *sink)
{
    for (size_t at = 0; at < sink->filled && !sink->failure;) {
        const ssize_t written = sink->system->write(sink->descriptor, sink->buffer + at, sink->filled - at);
        if (written > 0)
            at += (size_t)written;
        else if (written == 0 || errno != EINTR)
            sink->failure = written == 0 ? EIO : errno;
    }
    sink->filled = 0;
}

void sink_write(struct sink *sink, const void *data, size_t length)
{
    const char *from = data;
    sha256_update(&sink->sha, data, length);
    sink->bytes += length;
    while (length > 0) {
        if (sink->filled == SINK_BUFFER) sink_drain(sink);
        const size_t room = SINK_BUFFER - sink->filled, taken = length < room ? length : room;
        memcpy(sink->buffer + sink->filled, from, taken);
        sink->filled += taken;
        from += taken;
        length -= taken;
    }
}

void sink_text(struct sink *sink, const char *text)
{
    sink_write(sink, text, strlen(text));
}

static void sink_check(struct sink *sink, int result)
{
    if (result != 0 && !sink->failure) sink->failure = errno ? errno : EIO;
}

static enum status sink_result(const struct sink *sink, struct error *err)
{
    if (!sink->failure) return STATUS_OK;
    return error_set(err, STATUS_IO, "%s: cannot be written: %-s", sink->path, strerror(sink->failure));
}

static int flush_folder_of(const struct sink *sink)
{
    char folder[SINK_PATH];
    snprintf(folder, sizeof folder, "%s", sink->path);
    char *const slash = strrchr(folder, '/');
    if (!slash) return sink->system->flush_folder(".");
    slash[slash == folder ? 1 : 0] = '\0';
    return sink->system->flush_folder(folder);
}

/* The file is whole under its temporary name: puts it into its place. */
static void sink_publish(struct sink *sink)
{
    if (!sink->failure) sink_check(sink, sink->system->flush(sink->descriptor));
    sink_check(sink, sink->system->close(sink->descriptor));
    if (!sink->failure) sink_check(sink, sink->system->rename(sink->temporary, sink->path));
    if (sink->failure)
        sink->system->remove(sink->temporary);
    else
        sink_check(sink, flush_folder_of(sink));
}

enum status sink_close(struct sink *sink, char out_sha256[SHA256_HEX], struct error *err)
{
    sink_drain(sink);
    if (sink->temporary[0])
        sink_publish(sink);
    else if (!sink->lent)
        sink_check(sink, sink->system->close(sink->descriptor));
    sink->descriptor = -1;
    if (!sink->failure && out_sha256) sha256_final(&sink->sha, out_sha256);
    return sink_result(sink, err);
}

void sink_discard(struct sink *sink)
{
    if (sink->descriptor >= 0 && !sink->lent) sink->system->close(sink->descriptor);
    if (sink->descriptor >= 0 && sink->temporary[0]) sink->system->remove(sink->temporary);
    sink->descriptor = -1;
}

static int make_one(const char *path)
{
    struct stat status;
    if (mkdir(path, 0777) == 0) return 0;
    if (errno != EEXIST) return -1;
    if (stat(path, &status)) return -1;
    if (S_ISDIR(status.st_mode)) return 0;
    errno = ENOTDIR;
    return -1;
}

enum status sink_make_folder(const char *path, struct error *err)
{
    char part[SINK_PATH];
    const size_t length = strlen(path);
    if (length == 0 || length >= sizeof part) return error_set(err, STATUS_IO, "%.80s: not a usable folder name", path);
    memcpy(part, path, length + 1);
    for (size_t i = 1; i <= length; i++) {
        if (path[i] != '/' && path[i] != '\0') continue;
        part[i] = '\0';
        if (make_one(part))
            return error_set(err, STATUS_IO, "%s: the folder cannot be made: %-s", part, strerror(errno));
        part[i] = path[i];
    }
    return STATUS_OK;
}
