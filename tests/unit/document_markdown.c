/* Markdown: what a text holds is text, whatever its marks would mean to a reader of Markdown or HTML. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/document/render_markdown.h"

static struct arena arena;
static struct document document;
static struct error err;
static const char *pictures;

static void setup(void)
{
    arena_init(&arena, allocator_libc, 0);
    document_init(&document, &arena, LANGUAGE_EN, "Title");
}

static void teardown(void)
{
    arena_free(&arena);
}

TestSuite(document_markdown, .init = setup, .fini = teardown);

static const char *rendered(void)
{
    static char text[4096];
    static struct sink sink;
    FILE *const file = tmpfile();
    sink_attach(&sink, &sink_system_posix, fileno(file), "markdown");
    cr_assert_eq(render_markdown(&document, pictures, &sink, &err), STATUS_OK, "%s", err.message);
    cr_assert_eq(sink_close(&sink, NULL, &err), STATUS_OK, "%s", err.message);
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

Test(document_markdown, every_kind_of_block)
{
    const struct document_cell total[] = {{.text = "All"}, {.text = "5"}}, one[] = {{.text = "a"}, {.text = ""}};
    document_say(&document, DOCUMENT_HEADLINE, "It pays");
    document_say(&document, DOCUMENT_DETAIL, "by 2030");
    document_say(&document, DOCUMENT_ITEM, "one");
    document_say(&document, DOCUMENT_ITEM, "two");
    document_say(&document, DOCUMENT_WARNING, "take care");
    document_say(&document, DOCUMENT_HEADING, "More");
    struct document_table *const table = document_add_table(&document, "t", "Money");
    document_add_column(table, "what", "", DOCUMENT_TEXTS);
    document_add_column(table, "mean", "Mean", DOCUMENT_FIGURES);
    document_add_row(&document, table, false, one);
    document_add_row(&document, table, true, total);
    cr_expect_str_eq(rendered(), "# Title\n\n**It pays**\n\nby 2030\n\n- one\n- two\n\n> take care\n\n## More\n\n"
                                 "### Money\n\n|  | Mean |\n| :--- | ---: |\n| a |  |\n| **All** | **5** |\n");
}

Test(document_markdown, marks_are_text)
{
    static const struct {
        const char *text, *expected;
    } rows[] = {{"<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"},
                {"a|b `c` *d* _e_ [f](g) ![h] {i} ~j~ $k$ &amp;",
                 "a\\|b \\`c\\` \\*d\\* \\_e\\_ \\[f\\](g) \\!\\[h\\] \\{i\\} \\~j\\~ \\$k\\$ \\&amp;"},
                {"- no list", "\\- no list"},
                {"12. no list", "12\\. no list"},
                {"12.5 is a number", "12\\.5 is a number"},
                {"# no heading", "\\# no heading"},
                {"=== no heading", "\\=== no heading"},
                {"2026", "2026"},
                {"back\\slash", "back\\\\slash"},
                {"two\nlines", "two lines"},
                {"bell\x07", "bell\xEF\xBF\xBD"}};
    char expected[4096] = "# Title\n";
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        document_say(&document, DOCUMENT_PARAGRAPH, rows[i].text);
        snprintf(expected + strlen(expected), sizeof expected - strlen(expected), "\n%s\n", rows[i].expected);
    }
    cr_expect_str_eq(rendered(), expected);
}

Test(document_markdown, a_table_of_any_number_of_columns)
{
    enum { COLUMNS = 40 };
    struct document_cell cell[COLUMNS];
    struct document_table *const table = document_add_table(&document, "t", "Wide");
    for (int c = 0; c < COLUMNS; c++) {
        document_add_column(table, "c", arena_printf(&arena, "c%d", c), DOCUMENT_FIGURES);
        cell[c] = (struct document_cell){.text = arena_printf(&arena, "v%d", c)};
    }
    document_add_row(&document, table, false, cell);
    cr_assert_eq(document_check(&document, &err), STATUS_OK);
    const char *const text = rendered();
    cr_expect(strstr(text, "| c39 |\n") && strstr(text, "| v0 | v1 |") && strstr(text, "| v39 |\n"), "%s", text);
}

/* Charts stand after their table and its notes, in their order, or where the answer ends; text has no place for them.
 */
Test(document_markdown, charts_are_links)
{
    document_say(&document, DOCUMENT_HEADLINE, "It pays");
    struct document_table *const table = document_add_table(&document, "t", "Money");
    document_add_column(table, "mean", "Mean", DOCUMENT_FIGURES);
    document_say(&document, DOCUMENT_NOTE, "of all");
    document_say(&document, DOCUMENT_PARAGRAPH, "more");
    const char *const without = arena_strdup(&arena, rendered());
    cr_expect(document_place_chart(&document, "dots", NULL));
    cr_expect(document_place_chart(&document, "fan", "t"));
    cr_expect(document_place_chart(&document, "payers", "t"));
    cr_expect_not(document_place_chart(&document, "heat", "unknown"));
    cr_expect_str_eq(rendered(), without);
    pictures = "out/a <b>/en";
    cr_expect_str_eq(rendered(), "# Title\n\n**It pays**\n\n![Title](<out/a \\<b\\>/en/dots.svg>)\n\n"
                                 "### Money\n\n| Mean |\n| ---: |\n\nof all\n\n"
                                 "![Money](<out/a \\<b\\>/en/fan.svg>)\n\n"
                                 "![Money](<out/a \\<b\\>/en/payers.svg>)\n\nmore\n");
}
