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
        arena_init(&arena, (struct allocator){allocate_some, release, &left, false}, 0);
        status = work(subject, &arena, &err);
        arena_free(&arena);
        cr_assert(status == STATUS_MEMORY || status == STATUS_OK, "%ld requests: %d, %s", requests, (int)status,
                  err.message);
        if (status == STATUS_MEMORY) cr_expect(err.message[0], "%ld requests", requests);
        if (requests == 0) cr_expect_neq(status, STATUS_OK);
    }
    cr_expect(requests > least, "%ld", requests);
}

/* An allocator that refuses one request, the one after `left` others, and all after it where `for_good`. */
struct refusal {
    long left;
    bool for_good;
};

static void *allocate_but_one(void *context, size_t bytes)
{
    struct refusal *const refusal = context;
    const bool refused = refusal->for_good ? refusal->left <= 0 : refusal->left == 0;
    refusal->left--;
    return refused ? NULL : malloc(bytes);
}

static enum status with_refusal(memory_work *work, const void *subject, struct refusal *refusal, struct error *err)
{
    struct arena arena;
    arena_init(&arena, (struct allocator){allocate_but_one, release, refusal, true}, 0);
    const enum status status = work(subject, &arena, err);
    arena_free(&arena);
    return status;
}

void memory_fails_at_each_object(memory_work *work, const void *subject)
{
    enum { MOST = 1000000 };
    struct refusal never = {MOST, true};
    struct error err = {0};
    gsl_set_error_handler_off();
    cr_assert_eq(with_refusal(work, subject, &never, &err), STATUS_OK, "%s", err.message);
    const long needed = MOST - never.left;
    cr_expect_gt(needed, 10);
    for (long served = 0; served < needed; served++)
        for (int for_good = 0; for_good < 2; for_good++) {
            struct refusal refusal = {served, for_good};
            err = (struct error){0};
            const enum status status = with_refusal(work, subject, &refusal, &err);
            cr_expect(status == STATUS_MEMORY && err.message[0], "object %ld of %ld: %d, %s", served, needed,
                      (int)status, err.message);
        }
}
