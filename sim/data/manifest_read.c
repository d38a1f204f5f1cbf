#include "sim/data/manifest_read.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "sim/base/file.h"
#include "sim/data/manifest.h"

/* Texts that may be missing, and memory that may: either sticks, and an empty text stands in. */
struct reader {
    struct arena *arena;
    bool wrong, failed;
};

static const char *text_of(struct reader *reader, const json_t *value)
{
    const char *const text = json_string_value(value);
    const char *const copy = text ? arena_strdup(reader->arena, text) : "";
    reader->wrong |= !text;
    reader->failed |= !copy;
    return copy ? copy : "";
}

static const char *member(struct reader *reader, const json_t *object, const char *key)
{
    return text_of(reader, json_object_get(object, key));
}

static size_t list_of(struct reader *reader, const json_t *root, const char *key, const json_t **out)
{
    *out = json_object_get(root, key);
    reader->wrong |= !json_is_array(*out);
    return json_array_size(*out);
}

/* The parts on which the bytes of a run may depend, in this order: program, random numbers, compiler, libraries. */
static void read_parts(struct reader *reader, const json_t *root, struct manifest *out)
{
    json_t *const libraries = json_object_get(root, "libraries");
    const json_t *const program = json_object_get(root, "program");
    struct manifest_part *const part =
        ARENA_ARRAY(reader->arena, 3 + json_object_size(libraries), struct manifest_part);
    const char *name;
    json_t *version;
    reader->wrong |= !json_is_object(libraries);
    reader->failed |= !part;
    if (!part) return;
    const char *const stream =
        arena_printf(reader->arena, "%lld", (long long)json_integer_value(json_object_get(program, "stream_version")));
    part[out->parts++] = (struct manifest_part){member(reader, program, "name"), member(reader, program, "version")};
    part[out->parts++] = (struct manifest_part){"stream_version", stream};
    part[out->parts++] = (struct manifest_part){"compiler", member(reader, root, "compiler")};
    reader->failed |= !stream;
    json_object_foreach(libraries, name, version)
    {
        const char *const copy = arena_strdup(reader->arena, name);
        reader->failed |= !copy;
        part[out->parts++] = (struct manifest_part){copy, text_of(reader, version)};
    }
    out->part = part;
}

static void read_scenarios(struct reader *reader, const json_t *root, struct manifest *out)
{
    const json_t *list;
    out->scenarios = list_of(reader, root, "scenarios", &list);
    struct manifest_part *const scenario = ARENA_ARRAY(reader->arena, out->scenarios, struct manifest_part);
    reader->failed |= !scenario;
    for (size_t s = 0; scenario && s < out->scenarios; s++) {
        const json_t *const one = json_array_get(list, s);
        scenario[s] = (struct manifest_part){member(reader, one, "path"), member(reader, one, "sha256")};
    }
    out->scenario = scenario;
}

static void read_files(struct reader *reader, const json_t *root, struct manifest *out)
{
    const json_t *list;
    out->files = list_of(reader, root, "files", &list);
    struct written_file *const file = ARENA_ARRAY(reader->arena, out->files, struct written_file);
    reader->failed |= !file;
    for (size_t f = 0; file && f < out->files; f++) {
        const json_t *const one = json_array_get(list, f);
        const char *const hash = member(reader, one, "sha256");
        file[f].path = member(reader, one, "path");
        snprintf(file[f].sha256, sizeof file[f].sha256, "%s", hash);
    }
    out->file = file;
}

static void read_command(struct reader *reader, const json_t *root, struct manifest *out)
{
    const json_t *list;
    const size_t words = list_of(reader, root, "command", &list);
    const int language = language_find(member(reader, root, "language"));
    char **const word = ARENA_ARRAY(reader->arena, words + 1, char *);
    reader->wrong |= words < 2 || language < 0;
    reader->failed |= !word;
    for (size_t w = 0; word && w < words; w++) {
        word[w] = arena_strdup(reader->arena, text_of(reader, json_array_get(list, w)));
        reader->failed |= !word[w];
    }
    out->argc = (int)words;
    out->argv = word;
    out->language = language < 0 ? LANGUAGE_EN : (enum language)language;
}

static size_t count_of(const json_t *root, const char *key)
{
    return (size_t)json_integer_value(json_object_get(json_object_get(root, "simulation"), key));
}

enum status manifest_read(struct arena *arena, const char *path, struct manifest *out, struct error *err)
{
    enum { BYTES = 64 << 20 };
    struct reader reader = {arena, false, false};
    struct manifest made = {0};
    char *text;
    size_t length;
    TRY(file_read(arena, path, BYTES, &text, &length, err));
    json_t *const root = json_loadb(text, length, JSON_REJECT_DUPLICATES, NULL);
    reader.wrong = strcmp(member(&reader, root, "format"), "hyoty-manifest") != 0 ||
                   json_integer_value(json_object_get(root, "format_version")) != MANIFEST_FORMAT_VERSION;
    read_command(&reader, root, &made);
    read_parts(&reader, root, &made);
    read_scenarios(&reader, root, &made);
    read_files(&reader, root, &made);
    made.iterations = count_of(root, "iterations");
    made.requested = count_of(root, "requested");
    json_decref(root);
    if (reader.failed) return error_out_of_memory(err);
    if (reader.wrong) {
        error_set(err, STATUS_IO, "%s: this is no manifest of results", path);
        return error_hint(err, "name the manifest.json of a folder that was written by -o");
    }
    *out = made;
    return STATUS_OK;
}

static const struct written_file *find(const struct manifest *manifest, const char *path)
{
    for (size_t f = 0; f < manifest->files; f++)
        if (strcmp(manifest->file[f].path, path) == 0) return &manifest->file[f];
    return NULL;
}

static enum status look_into_folder(const char *folder, const struct written_file *file, enum reproduced_folder *out,
                                    struct error *err)
{
    struct error missing = {0};
    struct arena content;
    char *text, hash[SHA256_HEX];
    size_t length;
    arena_init(&content, allocator_libc, 0);
    const enum status status = file_read_below(&content, folder, file->path, SIZE_MAX, &text, &length, &missing);
    if (status == STATUS_OK) sha256_hex(text, length, hash);
    arena_free(&content);
    if (status == STATUS_MEMORY) return error_out_of_memory(err);
    *out = status != STATUS_OK ? FOLDER_MISSING : strcmp(hash, file->sha256) == 0 ? FOLDER_SAME : FOLDER_CHANGED;
    return STATUS_OK;
}

enum status reproduction_compare(struct arena *arena, struct reproduction *out, struct error *err)
{
    const char *const folder = path_folder(arena, out->path);
    struct reproduced_file *const file = ARENA_ARRAY(arena, out->then.files + out->now.files, struct reproduced_file);
    if (!folder || !file) return error_out_of_memory(err);
    out->files = out->same = 0;
    for (size_t f = 0; f < out->then.files; f++) {
        const struct written_file *const then = &out->then.file[f], *const now = find(&out->now, then->path);
        struct reproduced_file *const one = &file[out->files++];
        one->path = then->path;
        one->again = !now ? AGAIN_NOT_MADE : strcmp(now->sha256, then->sha256) == 0 ? AGAIN_SAME : AGAIN_DIFFERS;
        TRY(look_into_folder(folder, then, &one->folder, err));
        out->same += one->again == AGAIN_SAME && one->folder == FOLDER_SAME;
    }
    for (size_t f = 0; f < out->now.files; f++)
        if (!find(&out->then, out->now.file[f].path))
            file[out->files++] = (struct reproduced_file){out->now.file[f].path, AGAIN_NEW, FOLDER_SAME};
    out->file = file;
    return STATUS_OK;
}
