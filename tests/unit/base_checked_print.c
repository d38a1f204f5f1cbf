/* What is no number is never printed as one. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "sim/base/arena.h"
#include "sim/base/error.h"

TestSuite(base_checked_print);

Test(base_checked_print, a_number_that_is_none_is_said)
{
    struct arena arena;
    struct error err = {0};
    arena_init(&arena, allocator_libc, 0);
    cr_expect_str_eq(arena_printf(&arena, "%s %.3g events of %zu", "nan", NAN, (size_t)7), "n/a n/a events of 7");
    cr_expect_str_eq(arena_printf(&arena, "%d%% %*d %.2f", 5, 3, 4, -NAN), "5%   4 n/a");
    cr_expect_str_eq(arena_printf(&arena, "%lu %llu %c %g to %g", 1UL, 2ULL, 'x', -INFINITY, INFINITY),
                     "1 2 x -∞ to ∞");
    cr_expect_str_eq(arena_printf(&arena, "%.*s inf nan banana %g", 3, "abcd", 1.5), "abc inf nan banana 1.5");
    cr_expect_str_eq(arena_printf(&arena, "financial %g", NAN), "financial n/a");
    error_set(&err, STATUS_SCENARIO, "found %g", NAN);
    error_hint(&err, "allowed up to %g", INFINITY);
    cr_expect_str_eq(err.message, "found n/a");
    cr_expect_str_eq(err.hint, "allowed up to ∞");
    arena_free(&arena);
}

Test(base_checked_print, a_message_that_is_too_long_ends_behind_a_character)
{
    char text[2 * ERROR_TEXT_MAX];
    struct error err = {0};
    for (size_t i = 0; i + 2 < sizeof text; i += 2) memcpy(text + i, "ä", 3);
    for (int shift = 0; shift < 2; shift++) {
        error_set(&err, STATUS_SCENARIO, "%s%s", shift ? "a" : "", text);
        const size_t length = strlen(err.message);
        cr_expect_lt(length, ERROR_TEXT_MAX);
        cr_expect_str_eq(err.message + length - 5, "ä…");
    }
}
