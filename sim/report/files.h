/* The files of a run: results.json, summary.csv, draws.csv, datapackage.json, charts, and manifest.json last. */
#ifndef HYOTY_REPORT_FILES_H
#define HYOTY_REPORT_FILES_H

#include "sim/base/sink.h"
#include "sim/report/report.h"

struct files_request {
    const char *folder; /* made with its parents where it is missing */
    int argc;           /* the command line, for the manifest */
    char *const *argv;
    bool charts;
    const struct sink_system *system; /* NULL: the operating system */
};

/* A file that was written, for the manifest. */
struct written_file {
    const char *name; /* relative to the folder */
    uint64_t bytes;
    char sha256[SHA256_HEX];
};

/* Every file appears whole or not at all; the first failure (STATUS_IO) ends the writing. */
enum status files_write(const struct report *report, const struct files_request *request, struct arena *arena,
                        struct error *err);

#endif
