/* Memory that runs out while a report is made is an error message, never a crash or half a report. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <unistd.h>

#include "sim/document/render_text.h"
#include "tests/unit/report_fixture.h"

static enum status report_within(const struct report *report, size_t limit, enum language language, int descriptor)
{
    static struct sink sink;
    struct arena arena;
    struct document document;
    struct error err = {0};
    arena_init(&arena, allocator_libc, limit);
    sink_attach(&sink, &sink_system_posix, descriptor, "null");
    enum status status = report_build_run(report, &arena, language, &document, &err);
    if (status == STATUS_OK) status = render_text(&document, &(struct text_style){80, true}, &sink, &err);
    cr_expect(status == STATUS_OK || (status == STATUS_MEMORY && err.message[0]));
    arena_free(&arena);
    return status;
}

Test(report_memory, every_limit)
{
    static struct fixture fixture;
    const struct fixture_request request = {.iterations = 100,
                                            .payers = 3,
                                            .gross = {1e6, 2e6, 3e6},
                                            .cost = {3e6, 1e5, 0},
                                            .spread = 1,
                                            .cases = 4,
                                            .stochastic = 1e5};
    const int null = open("/dev/null", O_WRONLY);
    fixture_init(&fixture, &request);
    int failures = 0;
    for (size_t limit = 1;; limit += 7001) {
        if (report_within(&fixture.report, limit, LANGUAGE_SV, null) == STATUS_OK) break;
        failures++;
    }
    cr_expect_gt(failures, 5);
    fixture_free(&fixture);
    close(null);
}
