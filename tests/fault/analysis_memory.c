/* No memory at any moment while an analysis makes and writes its tables and charts: an error, and nothing half
 * written. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/analysis_fixture.h"
#include "tests/unit/charts_files.h"

/* An allocator that serves `left` requests. */
static void *allocate_some(void *context, size_t bytes)
{
    long *const left = context;
    return *left > 0 && (*left)-- ? malloc(bytes) : NULL;
}

static void release(void *context, void *memory)
{
    (void)context;
    free(memory);
}

static enum status make_and_write(struct arena *memory, const char *folder, struct error *err)
{
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
    enum status status = STATUS_MEMORY;
    long requests = 0;
    for (; status == STATUS_MEMORY; requests++) {
        long left = requests;
        struct arena arena;
        struct error err = {0};
        arena_init(&arena, (struct allocator){allocate_some, release, &left}, 0);
        status = make_and_write(&arena, folder, &err);
        arena_free(&arena);
        cr_assert(status == STATUS_MEMORY || status == STATUS_OK, "%d: %s", status, err.message);
        if (requests == 0) cr_expect_neq(status, STATUS_OK);
    }
    cr_expect_eq(status, STATUS_OK);
    cr_expect(requests > 8, "%ld", requests);
    charts_remove(folder);
    arena_free(&kept);
}
