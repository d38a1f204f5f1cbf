#include "sim/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum status io_error(struct error *err, const char *path, const char *what)
{
    return error_set(err, STATUS_IO, "%s: %-s", path, what);
}

/* A message for an errno without strerror, whose language and thread safety differ between systems. */
static const char *reason(int number)
{
    static const struct {
        int number;
        const char *text;
    } known[] = {{ENOENT, PHRASE("no such file")},
                 {EACCES, PHRASE("no permission to read it")},
                 {EISDIR, PHRASE("is a folder, not a file")},
                 {ENOTDIR, PHRASE("a part of the path is not a folder")},
                 {ELOOP, PHRASE("goes through a symbolic link")},
                 {ENAMETOOLONG, PHRASE("the name is too long")},
                 {EMFILE, PHRASE("too many open files")},
                 {EIO, PHRASE("the device reports a read error")}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].number == number) return known[i].text;
    return PHRASE("cannot be read");
}

/* Waits where a descriptor that somebody else opened does not wait by itself. */
static ssize_t read_some(int fd, char *into, size_t most)
{
    for (;;) {
        const ssize_t got = read(fd, into, most);
        if (got >= 0 || (errno != EINTR && errno != EAGAIN)) return got;
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        if (errno == EAGAIN) poll(&ready, 1, -1);
    }
}

static enum status read_all(struct arena *arena, int fd, const char *path, size_t limit, char **out_text,
                            size_t *out_length, struct error *err)
{
    struct stat status;
    const bool sized = fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size >= 0;
    size_t capacity = sized && (size_t)status.st_size <= limit ? (size_t)status.st_size + 2 : 4096;
    size_t length = 0;
    char *text = arena_calloc(arena, capacity, 1);
    while (text) {
        const ssize_t got = read_some(fd, text + length, capacity - 1 - length);
        if (got < 0) return io_error(err, path, reason(errno));
        if (got == 0) break;
        length += (size_t)got;
        if (length > limit) {
            error_set(err, STATUS_IO, "%s: larger than %zu KiB, the most that is read", path, limit / 1024);
            return STATUS_IO;
        }
        if (length + 1 < capacity) continue;
        char *const wider = arena_calloc(arena, 2 * capacity, 1);
        if (wider) memcpy(wider, text, length);
        text = wider;
        capacity *= 2;
    }
    if (!text) return error_out_of_memory(err);
    text[length] = '\0';
    *out_text = text;
    *out_length = length;
    return STATUS_OK;
}

static enum status read_regular(struct arena *arena, int fd, const char *path, size_t limit, char **out_text,
                                size_t *out_length, struct error *err)
{
    struct stat kind;
    if (fstat(fd, &kind) == 0 && S_ISREG(kind.st_mode))
        return read_all(arena, fd, path, limit, out_text, out_length, err);
    return io_error(err, path, S_ISDIR(kind.st_mode) ? reason(EISDIR) : FILE_IS_IRREGULAR);
}

enum status file_read(struct arena *arena, const char *path, size_t limit, char **out_text, size_t *out_length,
                      struct error *err)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0) return io_error(err, path, reason(errno));
    const enum status status = read_regular(arena, fd, path, limit, out_text, out_length, err);
    close(fd);
    return status;
}

enum status file_read_stream(struct arena *arena, int descriptor, const char *name, size_t limit, char **out_text,
                             size_t *out_length, struct error *err)
{
    return read_all(arena, descriptor, name, limit, out_text, out_length, err);
}

/* Opens one component of a path below a folder, never following a link. A file is opened without waiting. */
static int open_component(int folder, const char *name, bool last)
{
    const int common = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK;
    return openat(folder, name, last ? common : common | O_DIRECTORY);
}

static int open_below(struct arena *arena, const char *root, const char *relative)
{
    int folder = open(root, O_RDONLY | O_CLOEXEC | O_DIRECTORY);
    while (folder >= 0) {
        const size_t length = strcspn(relative, "/");
        const bool last = relative[length] == '\0';
        const char *const name = arena_strndup(arena, relative, length);
        if (!name) errno = ENOMEM;
        const int next = name ? open_component(folder, name, last) : -1;
        const int kept = errno;
        close(folder);
        errno = kept;
        if (next < 0 || last) return next;
        folder = next;
        relative += length + 1;
    }
    return -1;
}

enum status file_read_below(struct arena *arena, const char *root, const char *relative, size_t limit, char **out_text,
                            size_t *out_length, struct error *err)
{
    if (relative[0] == '/' || relative[0] == '\0' || strcmp(relative, "..") == 0 || strncmp(relative, "../", 3) == 0)
        return io_error(err, relative, FILE_LEADS_OUT);
    const int fd = open_below(arena, root, relative);
    if (fd < 0) return errno == ENOMEM ? error_out_of_memory(err) : io_error(err, relative, reason(errno));
    const enum status status = read_regular(arena, fd, relative, limit, out_text, out_length, err);
    close(fd);
    return status;
}

char *path_folder(struct arena *arena, const char *path)
{
    const char *const slash = strrchr(path, '/');
    if (!slash) return arena_strdup(arena, ".");
    return arena_strndup(arena, path, slash == path ? 1 : (size_t)(slash - path));
}

const char *path_base(const char *path)
{
    const char *const slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Removes the last component of `text`; false where there is none, or where it is "..". */
static bool drop_last(char *text, size_t *length, size_t root)
{
    if (*length <= root) return false;
    size_t start = *length;
    while (start > root && text[start - 1] != '/') start--;
    if (*length - start == 2 && text[start] == '.' && text[start + 1] == '.') return false;
    *length = start > root ? start - 1 : root;
    return true;
}

char *path_normalise(struct arena *arena, const char *folder, const char *path)
{
    const bool absolute = path[0] == '/' || folder[0] == '/';
    const char *const joined = path[0] == '/' ? arena_strdup(arena, path) : arena_printf(arena, "%s/%s", folder, path);
    char *const out = joined ? arena_calloc(arena, strlen(joined) + 2, 1) : NULL;
    if (!out) return NULL;
    const size_t root = absolute ? 1 : 0;
    size_t length = root;
    if (absolute) out[0] = '/';
    for (const char *at = joined; *at;) {
        const size_t part = strcspn(at, "/");
        const bool up = part == 2 && at[0] == '.' && at[1] == '.';
        const bool nothing = part == 0 || (part == 1 && at[0] == '.');
        if (!nothing && !(up && (drop_last(out, &length, root) || absolute))) {
            if (length > root) out[length++] = '/';
            memcpy(out + length, at, part);
            length += part;
        }
        at += part + (at[part] == '/');
    }
    out[length] = '\0';
    return out;
}
