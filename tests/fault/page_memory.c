/* Memory that runs out while a page is made is an error message, never a crash or half a page. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <unistd.h>

#include "sim/report/render.h"
#include "tests/laws/command_lines.h"

static enum status page_within(const struct result *result, size_t limit, int descriptor)
{
    static struct sink sink;
    struct arena arena;
    struct error err = {0};
    arena_init(&arena, allocator_libc, limit);
    sink_attach(&sink, &sink_system_posix, descriptor, "null");
    const struct rendering rendering = {&arena, LANGUAGE_SV, {80, false}, NULL, NULL};
    const enum status status = renderer_find("html")->render(result, &rendering, &sink, &err);
    cr_expect(status == STATUS_OK || (status == STATUS_MEMORY && err.message[0]), "%zu bytes: %s", limit, err.message);
    arena_free(&arena);
    return status;
}

Test(page_memory, every_limit)
{
    struct found found;
    const int null = open("/dev/null", O_WRONLY);
    command_line_begin("report tests/golden/two-purses/scenario.yaml -n 256", &found);
    int failures = 0;
    for (size_t limit = 1;; limit += 40009) {
        if (page_within(&found.result, limit, null) == STATUS_OK) break;
        failures++;
    }
    cr_expect_gt(failures, 20);
    command_line_end(&found);
    close(null);
}
