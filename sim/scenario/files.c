#include "sim/scenario/files.h"
#include "sim/scenario/load.h"

#include <stdlib.h>
#include <string.h>

#include "sim/base/file.h"

bool files_settle(struct files *files, const struct source *source, const char *root, const char *folder)
{
    struct file_home *const home = ARENA_NEW(files->arena, struct file_home);
    if (!home) return false;
    *home = (struct file_home){.source = source, .root = root, .folder = folder, .next = files->home};
    files->home = home;
    return true;
}

static struct file_home home_of(const struct files *files, const struct source *source)
{
    for (const struct file_home *home = files->home; home; home = home->next)
        if (home->source == source) return *home;
    return (struct file_home){.root = files->root, .folder = "."};
}

/* Tries one folder. `relative` as path_normalise gives it. */
static enum status try_below(struct files *files, const char *root, const char *relative, size_t limit,
                             struct file_text *out, struct error *err)
{
    struct file_text text = {.root = root};
    TRY(file_read_below(files->arena, root, relative, limit, &text.text, &text.length, err));
    text.folder = path_folder(files->arena, relative);
    text.name = strcmp(root, ".") == 0
                    ? arena_strdup(files->arena, relative)
                    : arena_printf(files->arena, "%s/%s", strcmp(root, "/") == 0 ? "" : root, relative);
    if (!text.folder || !text.name) return error_out_of_memory(err);
    *out = text;
    return STATUS_OK;
}

/* `absolute` below an allowed folder whose real path is a prefix of it: what follows the prefix, else NULL. */
static const char *below(const char *folder, const char *absolute)
{
    const size_t length = strlen(folder);
    if (strcmp(folder, "/") == 0) return absolute + 1;
    return strncmp(absolute, folder, length) == 0 && absolute[length] == '/' ? absolute + length + 1 : NULL;
}

static char *real_path(struct arena *arena, const char *path)
{
    char *const real = realpath(path, NULL);
    char *const copy = real ? arena_strdup(arena, real) : NULL;
    free(real);
    return copy;
}

/* A path that leads out of the scenario's folder, into one of the allowed folders; or one relative to these. */
static enum status try_allowed(struct files *files, const struct file_home *home, const char *path, size_t limit,
                               struct file_text *out, struct error *err)
{
    const char *const root = real_path(files->arena, home->root);
    const char *const here = root ? path_normalise(files->arena, root, home->folder) : NULL;
    const char *const absolute = here ? path_normalise(files->arena, here, path) : NULL;
    enum status status = STATUS_IO;
    for (size_t i = 0; i < files->allowances && status == STATUS_IO; i++) {
        const char *const allowed = real_path(files->arena, files->allowed[i]);
        const char *const rest = allowed && absolute ? below(allowed, absolute) : NULL;
        if (rest) status = try_below(files, allowed, rest, limit, out, err);
        const char *const direct = path_normalise(files->arena, ".", path);
        if (!direct) return error_out_of_memory(err);
        if (status == STATUS_IO && direct[0] != '/')
            status = try_below(files, files->allowed[i], direct, limit, out, err);
    }
    return status;
}

static const char *shorten(const char *relative)
{
    return strncmp(relative, "./", 2) == 0 ? relative + 2 : relative;
}

enum status files_read(struct files *files, const struct source *from, const char *path, size_t limit,
                       struct file_text *out, struct error *err)
{
    if (!files->root) return error_set(err, STATUS_IO, "%.200s: no file may be read here", path);
    const struct file_home home = home_of(files, from);
    const char *const folder = strcmp(home.folder, ".") == 0 ? "" : home.folder;
    const char *const relative = path[0] == '/' ? path : path_normalise(files->arena, folder[0] ? folder : ".", path);
    if (!relative) return error_out_of_memory(err);
    const enum status status = try_below(files, home.root, shorten(relative), limit, out, err);
    if (status != STATUS_IO) return status;
    struct error second = {.language = error_language(err)};
    const enum status again = files->allowances ? try_allowed(files, &home, path, limit, out, &second) : STATUS_IO;
    if (again != STATUS_IO) return again;
    if (err && strstr(err->message, phrase_in(err->language, FILE_LEADS_OUT)))
        error_hint(err, "files stay below %.200s; `" LOAD_ALLOW_INCLUDE " DIR` permits another folder", home.root);
    return STATUS_IO;
}
