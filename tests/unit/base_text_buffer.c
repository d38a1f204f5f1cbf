/* Text that grows in an arena, and text in room of a given size, which is cut. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/text_buffer.h"

Test(base_text_buffer, grows_as_far_as_it_must)
{
    struct arena arena;
    struct text_buffer text;
    arena_init(&arena, allocator_libc, 0);
    text_buffer_init(&text, &arena);
    for (int i = 0; i < 1000; i++) text_buffer_printf(&text, "%03d,", i);
    const char *const made = text_buffer_finish(&text);
    cr_assert(made && strlen(made) == 4000 && text.length == 4000);
    for (int i = 0; i < 1000; i++) cr_assert_eq(strtol(made + 4 * i, NULL, 10), i);
    arena_free(&arena);
}

Test(base_text_buffer, a_number_that_is_none_is_never_printed)
{
    struct arena arena;
    struct text_buffer text;
    arena_init(&arena, allocator_libc, 0);
    text_buffer_init(&text, &arena);
    text_buffer_printf(&text, "%g ", -NAN);
    text_buffer_printf(&text, "%g.", INFINITY);
    cr_expect_str_eq(text_buffer_finish(&text), "n/a ∞.");
    arena_free(&arena);
}

Test(base_text_buffer, memory_that_ran_out_is_remembered)
{
    struct arena arena;
    struct text_buffer text;
    arena_init(&arena, allocator_libc, 1);
    text_buffer_init(&text, &arena);
    text_buffer_add(&text, "a");
    text_buffer_printf(&text, "%s", "b");
    cr_expect_null(text_buffer_finish(&text));
    arena_free(&arena);
}

Test(base_text_buffer, room_of_a_given_size_is_cut_and_never_left)
{
    char room[8];
    memset(room, '#', sizeof room);
    struct text_buffer text = text_buffer_in(room, 6);
    cr_expect_str_eq(text_buffer_finish(&text), "");
    text_buffer_add(&text, "abc");
    text_buffer_printf(&text, "%d", 1234);
    cr_expect_str_eq(room, "abc12");
    text_buffer_add(&text, "more");
    text_buffer_printf(&text, "%s", "more");
    cr_expect(text.length == 5 && !text.failed && strcmp(text_buffer_finish(&text), "abc12") == 0);
    cr_expect(room[6] == '#' && room[7] == '#');
}
