/* Whole files, read safely. */
#ifndef HYOTY_BASE_FILE_H
#define HYOTY_BASE_FILE_H

#include <stddef.h>

#include "sim/base/arena.h"
#include "sim/base/error.h"

/* What is said of a file that is no plain one, and of a path beyond its folder: their callers know what to do then. */
#define FILE_IS_IRREGULAR PHRASE("is not a regular file")
#define FILE_LEADS_OUT    PHRASE("leads out of the scenario's folder")

/* Reads a regular file that the user named, through symbolic links too. *out_text is NUL-terminated (the NUL is not in
 * *out_length). STATUS_IO where it is something else (a pipe is not waited for), cannot be opened or read, or holds
 * more than `limit` bytes; STATUS_MEMORY. */
enum status file_read(struct arena *arena, const char *path, size_t limit, char **out_text, size_t *out_length,
                      struct error *err);

/* The same from an open descriptor of any kind, standard input for example, to its end; it stays open. `name` is for
 * messages. */
enum status file_read_stream(struct arena *arena, int descriptor, const char *name, size_t limit, char **out_text,
                             size_t *out_length, struct error *err);

/* Reads a file that another file named, below the folder `root`: regular files only, never through a symbolic link,
 * never out of the folder. `relative` must be in the form that path_normalise gives. Never waits for a pipe. */
enum status file_read_below(struct arena *arena, const char *root, const char *relative, size_t limit, char **out_text,
                            size_t *out_length, struct error *err);

/* The folder of a path: "a/b.yaml" -> "a", "b.yaml" -> ".", "/b.yaml" -> "/". NULL when out of memory. */
char *path_folder(struct arena *arena, const char *path);

/* The last part of a path, "a/b.yaml" -> "b.yaml"; in the same memory. */
const char *path_base(const char *path);

/* `path` as seen from `folder`, without ".", ".." and double slashes as far as the text allows: ("lib", "../x.csv") ->
 * "x.csv". An absolute path stays absolute; what leads out of a relative folder keeps its leading "..". */
char *path_normalise(struct arena *arena, const char *folder, const char *path);

#endif
