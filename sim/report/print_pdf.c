#include "sim/report/print_pdf.h"

#include <string.h>
#include <unistd.h>

#include "sim/base/file.h"
#include "sim/chart/chart_gnuplot.h"
#include "sim/data/temporary.h"

enum { BYTES_MOST = 1 << 28 };

static enum status write_page(struct arena *arena, const char *path,
                              enum status (*write)(const void *of, struct sink *page, struct error *err),
                              const void *of, struct error *err)
{
    struct sink *const page = ARENA_NEW(arena, struct sink);
    if (!page) return error_out_of_memory(err);
    TRY(sink_open(page, &sink_system_posix, path, err));
    const enum status status = write(of, page, err);
    if (status != STATUS_OK) sink_discard(page);
    TRY(status);
    return sink_close(page, NULL, err);
}

/* By the first of its names that is there; shared memory of a container may be too small for it. What root starts has
 * no sandbox; the page can run nothing. */
static enum status run_browser(struct arena *arena, const char *folder, struct error *err)
{
    static const char *const name[] = {"chromium", "chromium-browser", "google-chrome"};
    const char *const profile = arena_printf(arena, "--user-data-dir=%s/profile", folder);
    if (!profile) return error_out_of_memory(err);
    for (size_t n = 0; n < sizeof name / sizeof *name; n++) {
        struct program program = {.argument = {name[n], "--headless", "--disable-gpu", "--disable-dev-shm-usage",
                                               profile, "--no-pdf-header-footer", "--export-tagged-pdf",
                                               "--print-to-pdf=page.pdf", "page.html",
                                               geteuid() == 0 ? "--no-sandbox" : NULL},
                                  .folder = folder};
        programs_run(&program, 1, 1);
        if (program.missing) continue;
        return program.ok ? STATUS_OK
                          : error_set(err, STATUS_IO, "%s did not print the page: %.300s", name[n], program.said);
    }
    error_set(err, STATUS_IO, "a PDF is printed by Chromium, which is not installed");
    return error_hint(err, "apt-get install chromium, or write report.html and print it from a browser");
}

/* Overwrites the digits of "/KEY (D:20260101120000+00'00')" in place, everywhere. */
static void remove_time(char *pdf, size_t length, const char *key)
{
    static const char fixed[] = "20000101000000+00'00'";
    const char *const end = pdf + length;
    for (char *at = pdf; (at = memmem(at, (size_t)(end - at), key, strlen(key)));) {
        at += strlen(key);
        for (size_t i = 0; at < end && *at != ')' && i < sizeof fixed - 1; i++) *at++ = fixed[i];
    }
}

static enum status print_in(const char *folder, struct arena *arena,
                            enum status (*write)(const void *of, struct sink *page, struct error *err), const void *of,
                            struct sink *sink, struct error *err)
{
    const char *const page = arena_printf(arena, "%s/page.html", folder);
    const char *const printed = arena_printf(arena, "%s/page.pdf", folder);
    char *pdf;
    size_t length;
    if (!page || !printed) return error_out_of_memory(err);
    TRY(write_page(arena, page, write, of, err));
    TRY(run_browser(arena, folder, err));
    TRY(file_read(arena, printed, BYTES_MOST, &pdf, &length, err));
    remove_time(pdf, length, "/CreationDate (D:");
    remove_time(pdf, length, "/ModDate (D:");
    sink_write(sink, pdf, length);
    return STATUS_OK;
}

enum status print_pdf(struct arena *arena, enum status (*write)(const void *of, struct sink *page, struct error *err),
                      const void *of, struct sink *sink, struct error *err)
{
    const char *folder;
    TRY(temporary_folder(arena, "print", &folder, err));
    const enum status status = print_in(folder, arena, write, of, sink, err);
    temporary_remove(folder);
    return status;
}
