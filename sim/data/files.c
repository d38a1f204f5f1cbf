#include "sim/data/files.h"

#include <string.h>
#include <unistd.h>

#include "sim/data/manifest.h"

struct work {
    const struct files_content *content;
    const struct files_request *request;
    struct arena *arena;
    struct sink *sink;
};

static enum status sink_open_in(const struct work *work, const char *name, struct error *err)
{
    const struct sink_system *const system = work->request->system;
    const char *const path = arena_printf(work->arena, "%s/%s", work->request->folder, name);
    if (!path) return error_out_of_memory(err);
    return sink_open(work->sink, system ? system : &sink_system_posix, path, err);
}

/* Closes what was rendered well, gives up what was not. */
static enum status sink_end(const struct work *work, enum status rendered, char sha256[SHA256_HEX], struct error *err)
{
    if (rendered == STATUS_OK) return sink_close(work->sink, sha256, err);
    sink_discard(work->sink);
    return rendered;
}

static enum status write_tables(const struct work *work, struct written_file *out, struct error *err)
{
    for (size_t f = 0; f < work->content->tables; f++) {
        const struct files_table *const table = &work->content->table[f];
        out[f].path = table->name;
        TRY(sink_open_in(work, table->name, err));
        TRY(sink_end(work, table->render(table->of, work->sink, err), out[f].sha256, err));
    }
    return STATUS_OK;
}

/* Adds the files of the charts to the list, which begins with the tables. */
static enum status join(const struct work *work, const struct written_file *tables, const struct files_drawn *drawn,
                        struct files_result *out, struct error *err)
{
    const size_t count = work->content->tables;
    struct written_file *const file = ARENA_ARRAY(work->arena, count + drawn->files, struct written_file);
    if (!file) return error_out_of_memory(err);
    memcpy(file, tables, count * sizeof *file);
    if (drawn->files > 0) memcpy(file + count, drawn->file, drawn->files * sizeof *file);
    *out = (struct files_result){count + drawn->files, file, drawn->pictures, drawn->note};
    return STATUS_OK;
}

enum status files_prepare(const struct files_request *request, const char *name, struct arena *arena,
                          bool *out_holds_results, struct error *err)
{
    const struct work work = {NULL, request, arena, ARENA_NEW(arena, struct sink)};
    const char *const results = arena_printf(arena, "%s/%s.json", request->folder, name);
    if (!work.sink || !results) return error_out_of_memory(err);
    enum status status = sink_make_folder(request->folder, err);
    if (status == STATUS_OK) status = sink_open_in(&work, ".hyoty-probe", err);
    if (status != STATUS_OK) {
        error_hint(err, "name a folder that can be written into, such as -o out/first-run");
        return status;
    }
    sink_discard(work.sink);
    *out_holds_results = access(results, F_OK) == 0;
    return STATUS_OK;
}

/* Charts that are not drawn anew would pass for those of the new tables. */
static enum status warn_of_older_charts(const struct files_request *request, struct arena *arena,
                                        struct files_result *out, struct error *err)
{
    const char *const older = arena_printf(arena, "%s/charts", request->folder);
    if (!older) return error_out_of_memory(err);
    if (access(older, F_OK) != 0) return STATUS_OK;
    out->note = phrase_printf(arena, error_language(err), "warning: %s holds charts of earlier results", older);
    return out->note ? STATUS_OK : error_out_of_memory(err);
}

enum status files_write(const struct files_content *content, const struct files_request *request, struct arena *arena,
                        struct files_result *out, struct error *err)
{
    struct files_drawn charts = {0};
    struct error later = {.language = error_language(err)};
    const struct work work = {content, request, arena, ARENA_NEW(arena, struct sink)};
    struct written_file *const tables = ARENA_ARRAY(arena, content->tables, struct written_file);
    if (!work.sink || !tables) return error_out_of_memory(err);
    TRY(sink_make_folder(request->folder, err));
    TRY(write_tables(&work, tables, err));
    const bool draws = request->charts && content->draw;
    const enum status drawn = draws ? content->draw(content->of, request, arena, &charts, err) : STATUS_OK;
    TRY(join(&work, tables, &charts, out, &later));
    if (!request->charts) TRY(warn_of_older_charts(request, arena, out, err));
    enum status status = sink_open_in(&work, "manifest.json", &later);
    if (status == STATUS_OK)
        status = sink_end(&work, render_manifest(content, request, out, work.sink, &later), NULL, &later);
    if (drawn != STATUS_OK) return drawn;
    if (status != STATUS_OK && err) *err = later;
    return status;
}
