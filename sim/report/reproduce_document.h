/* The document of `hyoty reproduce`: which files are the same when their run is made again, and why others are not. */
#ifndef HYOTY_REPORT_REPRODUCE_DOCUMENT_H
#define HYOTY_REPORT_REPRODUCE_DOCUMENT_H

#include "sim/data/manifest_read.h"
#include "sim/document/document.h"

enum status reproduce_build(const struct reproduction *reproduction, struct arena *arena, enum language language,
                            struct document *out, struct error *err);

#endif
