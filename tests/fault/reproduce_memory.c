/* A manifest that is read and compared while memory runs out; what is no manifest is refused. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/report/reproduce_document.h"
#include "tests/fault/memory_fixture.h"

#define MANIFEST(format, files)                                                                                        \
    "{\"format\": \"hyoty-" format                                                                                     \
    "\", \"format_version\": 1, \"program\": {\"name\": \"hyoty\", \"version\": \"0.0.1\", "                           \
    "\"stream_version\": 1}, \"compiler\": \"cc\", \"libraries\": {\"glibc\": \"2\"}, \"command\": [\"hyoty\", "       \
    "\"run\", "                                                                                                        \
    "\"a.yaml\"], \"language\": \"sv\", \"scenarios\": [{\"path\": \"a.yaml\", \"sha256\": \"0\"}], \"simulation\": "  \
    "{\"iterations\": 5, \"requested\": 9}, \"files\": " files "}"
#define FILES "[{\"path\": \"manifest.json\", \"sha256\": \"1\"}, {\"path\": \"charts/no.svg\", \"sha256\": \"2\"}]"

static char path[64];

static void write_manifest(const char *text)
{
    strcpy(path, "/tmp/hyoty-manifest-XXXXXX");
    const int file = mkstemp(path);
    cr_assert(file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text));
    close(file);
}

static enum status reproduce(const void *subject, struct arena *arena, struct error *err)
{
    struct reproduction made = {.path = subject};
    struct document document;
    TRY(manifest_read(arena, subject, &made.then, err));
    TRY(manifest_read(arena, subject, &made.now, err));
    made.now.files = 0;
    TRY(reproduction_compare(arena, &made, err));
    return reproduce_build(&made, arena, LANGUAGE_FI, &document, err);
}

Test(reproduce_memory, runs_out)
{
    write_manifest(MANIFEST("manifest", FILES));
    memory_fails_at_each_object(reproduce, path);
    unlink(path);
}

Test(reproduce_memory, what_is_no_manifest_is_refused)
{
    static const char *const text[] = {"",
                                       "[]",
                                       "null",
                                       "{\"format\": 5}",
                                       MANIFEST("results", FILES),
                                       MANIFEST("manifest", "5"),
                                       MANIFEST("manifest", "[5]"),
                                       MANIFEST("manifest", "[{\"path\": \"a\"}]"),
                                       MANIFEST("manifest", "[{\"path\": null, \"sha256\": \"\"}]")};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        struct arena arena;
        struct error err = {0};
        arena_init(&arena, allocator_libc, 0);
        write_manifest(text[i]);
        cr_expect_eq(reproduce(path, &arena, &err), STATUS_IO, "%s", text[i]);
        cr_expect(strstr(err.message, "no manifest"), "%s", err.message);
        unlink(path);
        arena_free(&arena);
    }
}
