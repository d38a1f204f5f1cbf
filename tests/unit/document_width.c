/* How wide a text stands in a terminal. */
#include <criterion/criterion.h>

#include "sim/document/text_wrap.h"

Test(document_width, width_counts_columns)
{
    cr_expect_eq(text_width("Ähtäri €"), 8);
    cr_expect_eq(text_width("e\u0301"), 1);
    cr_expect_eq(text_width("漢字"), 4);
    cr_expect_eq(text_width(""), 0);
}
