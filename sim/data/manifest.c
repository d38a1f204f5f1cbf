#include "sim/data/manifest.h"

#include <gnu/libc-version.h>
#include <yaml.h>

#include "sim/base/file.h"
#include "sim/data/json_maker.h"

json_t *datapackage_field(struct json_maker *maker, const char *name, const char *type, const char *unit)
{
    json_t *const object = json_object();
    json_put(maker, object, "name", json_text(maker, name));
    json_put(maker, object, "type", json_string(type));
    if (unit) json_put(maker, object, "unit", json_text(maker, unit));
    return object;
}

json_t *datapackage_resource(struct json_maker *maker, const char *name, const char *path, const char *title,
                             json_t *fields)
{
    json_t *const object = json_object(), *const schema = json_object(), *const missing = json_array();
    json_append(maker, missing, json_string(""));
    json_put(maker, schema, "fields", fields);
    json_put(maker, schema, "missingValues", missing);
    json_put(maker, object, "name", json_text(maker, name));
    json_put(maker, object, "path", path ? json_text(maker, path) : NULL);
    json_put(maker, object, "title", json_text(maker, title));
    json_put(maker, object, "profile", json_string("tabular-data-resource"));
    json_put(maker, object, "format", json_string("csv"));
    json_put(maker, object, "mediatype", json_string("text/csv"));
    json_put(maker, object, "encoding", json_string("utf-8"));
    json_put(maker, object, "schema", schema);
    return object;
}

void datapackage_head(struct json_maker *maker, json_t *root, const char *command, const struct scenario *scenario,
                      enum language language)
{
    json_put(maker, root, "$schema", json_string("datapackage.schema.json"));
    json_put(maker, root, "profile", json_string("tabular-data-package"));
    json_put(maker, root, "name", json_text(maker, arena_printf(maker->arena, "hyoty-%s", command)));
    json_put(maker, root, "title", json_text(maker, text_in(&scenario->title, language, path_base(scenario->file))));
}

static json_t *libraries(struct json_maker *maker)
{
    json_t *const object = json_object();
    json_put(maker, object, "libyaml", json_string(yaml_get_version_string()));
    json_put(maker, object, "jansson", json_string(jansson_version_str()));
    json_put(maker, object, "glibc", json_string(gnu_get_libc_version()));
    return object;
}

static json_t *file_list(struct json_maker *maker, const struct files_result *files)
{
    json_t *const array = json_array();
    for (size_t f = 0; f < files->files; f++) {
        json_t *const object = json_object();
        json_put(maker, object, "path", json_text(maker, files->file[f].path));
        json_put(maker, object, "sha256", json_string(files->file[f].sha256));
        json_append(maker, array, object);
    }
    return array;
}

static json_t *command_line(struct json_maker *maker, const struct files_request *request)
{
    json_t *const array = json_array();
    for (int i = 0; i < request->argc; i++) json_append(maker, array, json_text(maker, request->argv[i]));
    return array;
}

enum status render_manifest(const struct files_content *content, const struct files_request *request,
                            const struct files_result *files, struct sink *sink, struct error *err)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct json_maker maker = {&arena, false};
    json_t *const root = json_object();
    json_begin(&maker, root, "manifest", MANIFEST_FORMAT_VERSION);
    json_put(&maker, root, "program", json_program(&maker));
    json_put(&maker, root, "compiler", json_string(__VERSION__));
    json_put(&maker, root, "libraries", libraries(&maker));
    json_put(&maker, root, "command", command_line(&maker, request));
    json_put(&maker, root, "language", json_string(language_code(request->language)));
    content->describe(&maker, root, content->of);
    json_put(&maker, root, "files", file_list(&maker, files));
    const enum status status = json_finish(&maker, root, sink, err);
    arena_free(&arena);
    return status;
}
