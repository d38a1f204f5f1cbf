#include "sim/report/files.h"

#include <string.h>

#include "sim/report/manifest.h"
#include "sim/report/render_csv.h"
#include "sim/report/render_json.h"

/* One file: its name and who writes it. */
static const struct {
    const char *name;
    enum status (*render)(const struct report *report, struct sink *sink, struct error *err);
} table[] = {
    {"results.json", render_json},
    {"summary.csv", render_summary_csv},
    {"draws.csv", render_draws_csv},
    {"datapackage.json", render_datapackage},
};

enum { FILES = sizeof table / sizeof *table };

static enum status close_or_discard(struct sink *sink, enum status status, struct written_file *out, struct error *err)
{
    if (status != STATUS_OK) {
        sink_discard(sink);
        return status;
    }
    TRY(sink_close(sink, out->sha256, err));
    out->bytes = sink->bytes;
    return STATUS_OK;
}

static enum status open_in(struct sink *sink, const struct files_request *request, const char *name,
                           struct arena *arena, struct error *err)
{
    const char *const path = arena_printf(arena, "%s/%s", request->folder, name);
    if (!path) return error_out_of_memory(err);
    return sink_open(sink, request->system ? request->system : &sink_system_posix, path, err);
}

enum status files_write(const struct report *report, const struct files_request *request, struct arena *arena,
                        struct error *err)
{
    struct written_file written[FILES], manifest;
    struct sink *const sink = ARENA_NEW(arena, struct sink);
    if (!sink) return error_out_of_memory(err);
    TRY(sink_make_folder(request->folder, err));
    for (int f = 0; f < FILES; f++) {
        written[f].name = table[f].name;
        TRY(open_in(sink, request, table[f].name, arena, err));
        TRY(close_or_discard(sink, table[f].render(report, sink, err), &written[f], err));
    }
    TRY(open_in(sink, request, "manifest.json", arena, err));
    return close_or_discard(sink, render_manifest(report, request, written, FILES, sink, err), &manifest, err);
}
