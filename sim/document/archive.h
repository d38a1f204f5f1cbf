/* A zip file of parts, as the formats of office programs are. */
#ifndef HYOTY_DOCUMENT_ARCHIVE_H
#define HYOTY_DOCUMENT_ARCHIVE_H

#include <stddef.h>

#include "sim/base/sink.h"

struct archive_part {
    const char *name; /* "word/document.xml" */
    const void *data;
    size_t length;
};

/* Writes the parts in their order, all of one constant time: the same parts give the same bytes. STATUS_MEMORY;
 * STATUS_INTERNAL says what zip refused. */
enum status archive_write(const struct archive_part *part, size_t parts, struct sink *sink, struct error *err);

#endif
