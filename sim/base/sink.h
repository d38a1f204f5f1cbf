/* Checked output: a report of success means that every byte is stored.
 *
 * A file is written under a temporary name in the same folder, flushed to the disk, closed, and renamed over the old
 * one; then the folder is flushed. So a reader, a full disk or a lost power supply finds the old file or the new one,
 * never half of one. Errors stick: only the result of sink_close counts.
 *
 * A symbolic link stays, and what it leads to is replaced; a device or a pipe is written to where it is, and never
 * replaced; a folder is an error. */
#ifndef HYOTY_BASE_SINK_H
#define HYOTY_BASE_SINK_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "sim/base/error.h"
#include "sim/base/sha256.h"

/* The calls of the operating system, so that tests can make any of them fail. */
struct sink_system {
    int (*open_temporary)(char *path); /* mkostemp with O_CLOEXEC */
    ssize_t (*write)(int descriptor, const void *data, size_t length);
    int (*flush)(int descriptor); /* fsync */
    int (*close)(int descriptor);
    int (*rename)(const char *from, const char *to);
    int (*remove)(const char *path);
    int (*flush_folder)(const char *path);
    int (*open_in_place)(const char *path); /* of a device or a pipe, for writing, without waiting for a reader */
};

extern const struct sink_system sink_system_posix;

enum { SINK_BUFFER = 32768, SINK_PATH = 4096 };

struct sink {
    const struct sink_system *system;
    int descriptor;            /* -1: closed */
    bool lent;                 /* the descriptor is another's and stays open */
    int failure;               /* errno of the first failure, 0 while all is well */
    size_t filled;             /* bytes waiting in the buffer */
    uint64_t bytes;            /* bytes taken in all */
    struct sha256 sha;         /* of these bytes */
    char path[SINK_PATH];      /* where the file will be, behind links; a name for messages where it is a descriptor */
    char temporary[SINK_PATH]; /* "": written in place */
    char buffer[SINK_BUFFER];
};

/* STATUS_IO names the path and the reason. A sink that failed to open needs no close. */
enum status sink_open(struct sink *sink, const struct sink_system *system, const char *path, struct error *err);

/* An open descriptor such as standard output, which stays open; name is for messages. */
void sink_attach(struct sink *sink, const struct sink_system *system, int descriptor, const char *name);

void sink_write(struct sink *sink, const void *data, size_t length);
void sink_text(struct sink *sink, const char *text);

/* Stores and renames; out_sha256 may be NULL. On failure (STATUS_IO) the temporary file is gone and an older file of
 * that path is untouched, unless only the flush of the folder failed, after the rename. */
enum status sink_close(struct sink *sink, char out_sha256[SHA256_HEX], struct error *err);

/* Gives up: nothing is left behind. Idempotent. */
void sink_discard(struct sink *sink);

/* Makes a folder with its parents; one that exists is fine. */
enum status sink_make_folder(const char *path, struct error *err);

#endif
