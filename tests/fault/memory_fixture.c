#include "tests/fault/memory_fixture.h"

#include <criterion/criterion.h>
#include <gsl/gsl_errno.h>
#include <stdlib.h>

enum { STEP = 32 };

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

void memory_runs_out(memory_work *work, const void *subject, long least)
{
    enum status status = STATUS_MEMORY;
    long requests = 0;
    gsl_set_error_handler_off();
    for (; status == STATUS_MEMORY; requests += 1 + requests / STEP) {
        long left = requests;
        struct arena arena;
        struct error err = {0};
        arena_init(&arena, (struct allocator){allocate_some, release, &left, 0}, 0);
        status = work(subject, &arena, &err);
        arena_free(&arena);
        cr_assert(status == STATUS_MEMORY || status == STATUS_OK, "%ld requests: %d, %s", requests, (int)status,
                  err.message);
        if (status == STATUS_MEMORY) cr_expect(err.message[0], "%ld requests", requests);
        if (requests == 0) cr_expect_neq(status, STATUS_OK);
    }
    cr_expect(requests > least, "%ld", requests);
}

/* The work with so many objects served; *served becomes how many of them it did not need. */
static enum status with_objects(memory_work *work, const void *subject, long *served, struct error *err)
{
    struct arena arena;
    arena_init(&arena, (struct allocator){allocate_some, release, served, 1}, 0);
    const enum status status = work(subject, &arena, err);
    arena_free(&arena);
    return status;
}

void memory_fails_at_each_object(memory_work *work, const void *subject)
{
    enum { MOST = 1000000 };
    long left = MOST;
    struct error err = {0};
    gsl_set_error_handler_off();
    cr_assert_eq(with_objects(work, subject, &left, &err), STATUS_OK, "%s", err.message);
    const long needed = MOST - left;
    cr_expect_gt(needed, 10);
    for (long served = 0; served < needed; served++) {
        left = served;
        err = (struct error){0};
        const enum status status = with_objects(work, subject, &left, &err);
        cr_expect(status == STATUS_MEMORY && err.message[0], "%ld objects of %ld: %d, %s", served, needed, (int)status,
                  err.message);
    }
}
