/* What describes the other files: datapackage.json (Frictionless) and manifest.json (how they came to be). */
#ifndef HYOTY_REPORT_MANIFEST_H
#define HYOTY_REPORT_MANIFEST_H

#include "sim/report/files.h"

enum { MANIFEST_FORMAT_VERSION = 1 };

enum status render_datapackage(const struct report *report, struct sink *sink, struct error *err);

/* Command line, versions, seed, iterations, scenario, overrides, and the SHA-256 of every file. No time stamp: the same
 * run gives the same bytes. */
enum status render_manifest(const struct report *report, const struct files_request *request,
                            const struct files_result *files, struct sink *sink, struct error *err);

#endif
