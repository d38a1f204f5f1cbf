#include "sim/document/archive.h"

#include <zip.h>

static enum status failed(zip_error_t *why, struct error *err)
{
    if (zip_error_code_zip(why) == ZIP_ER_MEMORY) return error_out_of_memory(err);
    return error_set(err, STATUS_INTERNAL, "zip: %s", zip_error_strerror(why));
}

/* 1 January 1980, the first day that the format knows. */
static bool add(zip_t *zip, const struct archive_part *part)
{
    enum { MIDNIGHT = 0, FIRST_DAY = 1 << 5 | 1 };
    zip_source_t *const source = zip_source_buffer(zip, part->data, part->length, 0);
    const zip_int64_t index = source ? zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (source && index < 0) zip_source_free(source);
    return index >= 0 && zip_file_set_dostime(zip, (zip_uint64_t)index, MIDNIGHT, FIRST_DAY, 0) == 0;
}

/* Fills `out`, which stays the caller's. */
static enum status fill(const struct archive_part *part, size_t parts, zip_source_t *out, struct error *err)
{
    zip_error_t why;
    zip_error_init(&why);
    zip_source_keep(out);
    zip_t *const zip = zip_open_from_source(out, ZIP_CREATE | ZIP_TRUNCATE, &why);
    if (!zip) {
        zip_source_free(out);
        return failed(&why, err);
    }
    size_t p = 0;
    while (p < parts && add(zip, &part[p])) p++;
    if (p == parts && zip_close(zip) == 0) return STATUS_OK;
    const enum status status = failed(zip_get_error(zip), err);
    zip_discard(zip);
    return status;
}

static enum status copy(zip_source_t *from, struct sink *sink, struct error *err)
{
    char bytes[SINK_BUFFER];
    zip_int64_t length = 0;
    if (zip_source_open(from) != 0) return failed(zip_source_error(from), err);
    while ((length = zip_source_read(from, bytes, sizeof bytes)) > 0) sink_write(sink, bytes, (size_t)length);
    zip_source_close(from);
    return length < 0 ? failed(zip_source_error(from), err) : STATUS_OK;
}

enum status archive_write(const struct archive_part *part, size_t parts, struct sink *sink, struct error *err)
{
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *const buffer = zip_source_buffer_create(NULL, 0, 0, &why);
    if (!buffer) return failed(&why, err);
    enum status status = fill(part, parts, buffer, err);
    if (status == STATUS_OK) status = copy(buffer, sink, err);
    zip_source_free(buffer);
    return status;
}
