#include "sim/data/temporary.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

enum status temporary_folder(struct arena *arena, const char *purpose, const char **out, struct error *err)
{
    const char *const place = getenv("TMPDIR");
    char *const folder = arena_printf(arena, "%s/hyoty-%s-XXXXXX", place && place[0] ? place : "/tmp", purpose);
    if (!folder) return error_out_of_memory(err);
    if (!mkdtemp(folder)) return error_set(err, STATUS_IO, "%s: no folder can be made there", folder);
    *out = folder;
    return STATUS_OK;
}

static int remove_one(const char *path, const struct stat *kind, int type, struct FTW *where)
{
    (void)kind, (void)type, (void)where;
    return remove(path);
}

void temporary_remove(const char *folder)
{
    enum { DESCRIPTORS = 16 };
    nftw(folder, remove_one, DESCRIPTORS, FTW_DEPTH | FTW_PHYS);
}
