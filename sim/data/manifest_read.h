/* A manifest.json read again, and the folder that it tells of compared with a run that was made again. */
#ifndef HYOTY_DATA_MANIFEST_READ_H
#define HYOTY_DATA_MANIFEST_READ_H

#include "sim/data/files.h"

/* What a part was called and which one it was: a library and its version, a scenario and its hash. */
struct manifest_part {
    const char *name, *mark;
};

struct manifest {
    int argc; /* the command line */
    char **argv;
    enum language language; /* of labels and charts */
    size_t parts;           /* program, random numbers, compiler, libraries */
    const struct manifest_part *part;
    size_t scenarios;
    const struct manifest_part *scenario;
    size_t iterations, requested; /* of the run; requested is 0 where nothing else can have been */
    size_t files;
    const struct written_file *file;
};

/* Everything lives in the arena. STATUS_IO where the file cannot be read or is no such manifest, STATUS_MEMORY. */
enum status manifest_read(struct arena *arena, const char *path, struct manifest *out, struct error *err);

/* A file of the manifest when its run was made again, and in its folder now. */
enum reproduced_again { AGAIN_SAME, AGAIN_DIFFERS, AGAIN_NOT_MADE, AGAIN_NEW, AGAIN_COUNT };
enum reproduced_folder { FOLDER_SAME, FOLDER_CHANGED, FOLDER_MISSING, FOLDER_COUNT };

struct reproduced_file {
    const char *path;
    enum reproduced_again again;
    enum reproduced_folder folder; /* FOLDER_SAME where it was not in the manifest */
};

struct reproduction {
    const char *path; /* of the manifest */
    struct manifest then, now;
    size_t files, same;                 /* same: made again alike, and as it was in the folder */
    const struct reproduced_file *file; /* [files] those of the manifest, then the new ones */
};

/* Compares the manifests in *out and looks at the files of the folder of the first. STATUS_MEMORY. */
enum status reproduction_compare(struct arena *arena, struct reproduction *out, struct error *err);

#endif
