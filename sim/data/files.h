/* The files of a folder: tables, charts, and manifest.json last. */
#ifndef HYOTY_DATA_FILES_H
#define HYOTY_DATA_FILES_H

#include <stdbool.h>

#include "sim/base/language.h"
#include "sim/base/sha256.h"
#include "sim/base/sink.h"
#include "sim/data/json_maker.h"

struct files_request {
    const char *folder; /* made with its parents where it is missing */
    int argc;           /* the command line, for the manifest */
    char *const *argv;
    bool charts;
    enum language language;           /* of charts, beside English and Finnish */
    const char *plots;                /* chart templates; NULL: those of the program */
    const struct sink_system *system; /* NULL: the operating system */
};

/* A file that was written, for the manifest. */
struct written_file {
    const char *path; /* relative to the folder */
    char sha256[SHA256_HEX];
};

struct files_result {
    size_t files; /* manifest.json not counted */
    const struct written_file *file;
    size_t pictures;
    const char *note; /* of the charts: a sentence that the user should see, or NULL */
};

/* Makes the folder and tries to write into it, before a run spends its time. *out_holds_results: whether the results of
 * an earlier run stand there, NAME.json. STATUS_IO with a hint, STATUS_MEMORY. */
enum status files_prepare(const struct files_request *request, const char *name, struct arena *arena,
                          bool *out_holds_results, struct error *err);

/* One table: its name and who writes it, from what. */
struct files_table {
    const char *name;
    enum status (*render)(const void *of, struct sink *sink, struct error *err);
    const void *of;
};

/* Pictures and what they were drawn from. */
struct files_drawn {
    size_t files;
    const struct written_file *file;
    size_t pictures;
    const char *note; /* as in files_result */
};

/* What a folder is to hold. */
struct files_content {
    size_t tables;
    const struct files_table *table;
    enum status (*draw)(const void *of, const struct files_request *request, struct arena *arena,
                        struct files_drawn *out, struct error *err);          /* NULL: there are no charts */
    void (*describe)(struct json_maker *maker, json_t *root, const void *of); /* for the manifest: from what it came */
    const void *of;
};

/* Every file appears whole or not at all. The first failure (STATUS_IO) ends the writing, except that a failure of the
 * charts still leaves a manifest of all that was written. Everything in *out lives in the arena. */
enum status files_write(const struct files_content *content, const struct files_request *request, struct arena *arena,
                        struct files_result *out, struct error *err);

#endif
