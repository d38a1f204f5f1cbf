/* The base layer, by the plainest facts about it. */
#include <criterion/criterion.h>
#include <string.h>

#include "sim/base/arena.h"
#include "sim/base/language.h"
#include "sim/base/status.h"

Test(foundation, exit_codes_are_the_documented_ones)
{
    cr_expect_eq(STATUS_OK, 0);
    cr_expect_eq(STATUS_SCENARIO, 3);
    cr_expect_eq(STATUS_CANCELLED, 130);
    cr_expect_str_eq(status_text(STATUS_MEMORY), "out of memory");
}

Test(foundation, an_arena_keeps_to_its_limit)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 100000);
    cr_expect_not_null(arena_calloc(&arena, 10, 1000));
    cr_expect_null(arena_calloc(&arena, 100, 1000));
    cr_expect_null(arena_calloc(&arena, (size_t)-1, 16));
    arena_free(&arena);
    arena_free(&arena);
}

Test(foundation, a_language_is_found_by_its_code)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++) cr_expect_eq(language_find(language_code((enum language)i)), i);
    cr_expect_eq(language_find("xx"), -1);
}
