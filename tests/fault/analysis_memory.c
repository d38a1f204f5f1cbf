/* No memory at any moment while an analysis makes and writes its tables and charts: an error, and nothing half
 * written. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "tests/fault/memory_fixture.h"
#include "tests/unit/analysis_fixture.h"
#include "tests/unit/charts_files.h"

static enum status make_and_write(const void *subject, struct arena *memory, struct error *err)
{
    const char *const folder = subject;
    static char *const argv[] = {"hyoty", "build", "first.yaml"};
    const struct files_request request = {.folder = folder, .argc = 3, .argv = argv, .charts = true, .plots = folder};
    struct analysis_fixture fixture;
    struct files_result result;
    if (!analysis_fixture_init(&fixture, memory, 2)) {
        cr_expect_eq(result_check(&fixture.report, err), STATUS_MEMORY);
        return STATUS_MEMORY;
    }
    TRY(result_check(&fixture.report, err));
    return result_write(&fixture.report, &request, memory, &result, err);
}

Test(analysis_memory, no_memory_is_an_error_at_any_moment)
{
    struct arena kept;
    arena_init(&kept, allocator_libc, 0);
    char *const folder = charts_folder(&kept);
    analysis_fixture_templates(folder);
    setenv("PATH", "/nonexistent", 1);
    memory_runs_out(make_and_write, folder, 8);
    charts_remove(folder);
    arena_free(&kept);
}
