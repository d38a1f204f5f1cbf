/* Inputs in messages become options where there is one of the name, and nothing else does. */
#include <criterion/criterion.h>

#include "sim/base/error.h"
#include "sim/cli/message.h"

static void expect(const char *message, const char *text)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    const char *const made = message_text(&arena, message);
    cr_assert_not_null(made);
    cr_expect_str_eq(made, text);
    arena_free(&arena);
}

Test(cli_message, inputs_are_options)
{
    expect(INPUT("result") ": there is no result \"x\"", "--result: there is no result \"x\"");
    expect("leave " INPUT("payer") " out, or " INPUT("n") " 5", "leave --payer out, or -n 5");
    expect(INPUT("pilot-cost"), "--pilot-cost");
}

Test(cli_message, what_is_no_input_is_shown_as_none)
{
    expect("found \x01", "found \uFFFD");
    expect("found \x01resul: \x01result", "found \uFFFDresul: --result");
    expect("a - b -- c", "a - b -- c");
}
