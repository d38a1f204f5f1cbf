/* What describes the other files: datapackage.json (Frictionless) and manifest.json (how they came to be). */
#ifndef HYOTY_DATA_MANIFEST_H
#define HYOTY_DATA_MANIFEST_H

#include "sim/data/files.h"
#include "sim/data/json_maker.h"

enum { MANIFEST_FORMAT_VERSION = 1 };

/* Pieces of datapackage.json: what stands before the resources, a resource (a CSV file), a field of it (a column; unit
 * may be NULL). A path that is NULL means that memory ran out. */
void datapackage_head(struct json_maker *maker, json_t *root, const char *command, const struct scenario *scenario,
                      enum language language);
json_t *datapackage_resource(struct json_maker *maker, const char *name, const char *path, const char *title,
                             json_t *fields);
json_t *datapackage_field(struct json_maker *maker, const char *name, const char *type, const char *unit);

/* Command line, versions, what the content says of itself, and the SHA-256 of every file. No time stamp: the same run
 * gives the same bytes. */
enum status render_manifest(const struct files_content *content, const struct files_request *request,
                            const struct files_result *files, struct sink *sink, struct error *err);

#endif
