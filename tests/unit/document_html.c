/* A page: what a text holds is text in every place where one can stand, whatever it would mean to a browser. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/document/render_html.h"
#include "tests/unit/html_check.h"

static struct arena arena;
static struct document document;
static struct error err;

static void setup(void)
{
    arena_init(&arena, allocator_libc, 0);
    document_init(&document, &arena, LANGUAGE_EN, "Title");
}

static void teardown(void)
{
    arena_free(&arena);
}

TestSuite(document_html, .init = setup, .fini = teardown);

static const struct html_page words = {"tagline", "skip", "contents", "behind", "csv", "foot", 0, NULL};

static char *rendered(const struct html_page *page)
{
    static struct sink sink;
    FILE *const file = tmpfile();
    sink_attach(&sink, &sink_system_posix, fileno(file), "html");
    cr_assert_eq(render_html(&document, page, &sink, &err), STATUS_OK, "%s", err.message);
    cr_assert_eq(sink_close(&sink, NULL, &err), STATUS_OK, "%s", err.message);
    const size_t length = (size_t)ftell(file);
    char *const text = arena_calloc(&arena, length + 1, 1);
    rewind(file);
    cr_assert_eq(fread(text, 1, length, file), length);
    fclose(file);
    return text;
}

static void add_table(enum document_look look, const char *text)
{
    static const char *const id[] = {"rows", "ledger", "key", "terms", "counts", "cards", "behind"};
    struct document_table *const table = document_add_table(&document, id[look], text);
    const struct document_cell cell[] = {{.text = text}, {.text = text}, {.text = text}};
    table->look = look;
    document_add_column(table, "a", text, DOCUMENT_TEXTS);
    document_add_column(table, "b", text, DOCUMENT_FIGURES);
    document_add_column(table, "c", text, DOCUMENT_TEXTS);
    document_add_row(&document, table, false, cell);
    document_add_row(&document, table, true, cell);
}

/* Every kind of block and of table, all of one text. */
static const char *page_of(const char *text)
{
    document_init(&document, &arena, LANGUAGE_EN, text);
    for (int round = 0; round < 2; round++)
        for (int kind = 0; kind < DOCUMENT_KINDS; kind++)
            if (kind != DOCUMENT_TABLE && kind != DOCUMENT_CHART && !(round && kind == DOCUMENT_VERDICT))
                document_say(&document, (enum document_kind)kind, text);
    document_say(&document, DOCUMENT_CHART, "chart");
    for (int look = 0; look < DOCUMENT_LOOKS; look++) add_table((enum document_look)look, text);
    const struct html_picture picture = {"chart", text, text, "<svg class=\"wide\"></svg>",
                                         "<svg class=\"narrow\"></svg>"};
    struct html_page page = {text, text, text, text, text, text, 1, &picture};
    return rendered(&page);
}

Test(document_html, hostile_texts_are_text)
{
    static const char *const hostile[] = {"<script>alert(1)</script>",
                                          "</style><script>alert(1)</script>",
                                          "\"><img src=x onerror=alert(1)>",
                                          "' onmouseover='alert(1)",
                                          "&lt;b&gt; & &amp;",
                                          "\"; } body { background: url(https://example.org) } @import 'x'; {",
                                          "\\\"}\\",
                                          "`a` @b {c} ${d} %s %n",
                                          "javascript:alert(1)",
                                          "\u202Eright to left\u202C \u05D0\u05D1",
                                          "\U0001F600 emoji",
                                          "bell\x07 and \xFF no text",
                                          "line\nbreak"};
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) html_check(&arena, page_of(hostile[i]), hostile[i]);
    char *const long_text = arena_calloc(&arena, 10001, 1);
    memset(long_text, '<', 10000);
    html_check(&arena, page_of(long_text), "10 000 characters");
}

/* A style sheet ends at no quote of the title: outside its own quotes it has none of its marks. */
Test(document_html, a_title_is_text_in_the_style_sheet)
{
    const char *const plain = html_style(&arena, ""), *const with = html_style(&arena, "\"} </style> \\ x");
    const char *const at = strstr(plain, "content:\"\"") + strlen("content:\"");
    cr_expect_eq(strncmp(plain, with, (size_t)(at - plain)), 0);
    cr_expect_str_eq(with + (at - plain), arena_printf(&arena, "%s%s", "\\22 \\7d  \\3c \\2f style\\3e  \\5c  x", at));
}

/* A browser obeys the style sheet of that hash alone: that of what stands in the element. */
Test(document_html, the_policy_names_the_style_sheet)
{
    document_init(&document, &arena, LANGUAGE_EN, "abc");
    const char *const page = rendered(&words);
    cr_expect(strstr(page, "content=\"default-src 'none'; style-src 'sha256-"), "%s", page);
    cr_expect_null(strstr(page, "unsafe"));
    char *const hash = arena_strndup(&arena, strstr(page, "'sha256-") + 8, 44);
    const char *const style = strstr(page, "<style>") + 7;
    char hex[SHA256_HEX];
    sha256_hex(style, (size_t)(strstr(style, "</style>") - style), hex);
    /* base 64 of the hash, read back by a table of its own */
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    cr_assert_eq(strlen(hash), 44);
    cr_assert_eq(hash[43], '=');
    unsigned bits = 0, held = 0;
    size_t digit = 0;
    for (size_t i = 0; i < 43; i++) {
        bits = (bits << 6) | (unsigned)(strchr(letters, hash[i]) - letters);
        for (held += 6; held >= 4 && digit < 64; held -= 4)
            cr_expect_eq("0123456789abcdef"[(bits >> (held - 4)) & 15U], hex[digit++], "digit %zu", digit);
    }
    cr_expect_eq(digit, 64);
}

Test(document_html, a_table_is_carried_as_data)
{
    struct document_table *const table = document_add_table(&document, "money", "Money");
    const struct document_cell cell[] = {{.text = "a \"b\", c"},
                                         {.text = "€1m", .numbers = 1, .number = {{.value = 1000000.5}}},
                                         {.text = "1 to 2", .numbers = 2, .number = {{.value = 1}, {.value = 2}}}};
    document_add_column(table, "what", "", DOCUMENT_TEXTS);
    document_add_column(table, "mean", "Mean", DOCUMENT_FIGURES);
    document_add_column(table, "range", "Range", DOCUMENT_FIGURES);
    document_add_row(&document, table, false, cell);
    cr_expect(strstr(rendered(&words),
                     "download=\"money.csv\" href=\"data:text/csv;charset=utf-8,what%2Cmean%2Crange_low%2Crange_high%0A"
                     "%22a%20%22%22b%22%22%2C%20c%22%2C1000000.5%2C1%2C2%0A\""));
}

Test(document_html, parts_and_contents)
{
    document_say(&document, DOCUMENT_VERDICT, "It pays.");
    document_say(&document, DOCUMENT_VERDICT, "For all.");
    document_say(&document, DOCUMENT_HEADING, "One");
    document_say(&document, DOCUMENT_ASIDE, "aside");
    document_say(&document, DOCUMENT_ITEM, "main");
    document_say(&document, DOCUMENT_HEADING, "Two");
    const char *const page = rendered(&words);
    html_check(&arena, page, "parts");
    cr_expect(strstr(page, "<p class=\"kicker\">Title</p><h1><span>It pays.</span> <span>For all.</span> </h1>"));
    cr_expect(strstr(page, "<a href=\"#part-1\">One</a></li><li><a href=\"#part-2\">Two</a>"));
    cr_expect(strstr(page,
                     "<section id=\"part-1\"><div class=\"part\"><div class=\"side\"><h2>One</h2>\n<p>aside</p>\n"
                     "</div><div class=\"main\">\n<ul class=\"items\">\n<li>main</li>\n</ul>\n</div></div></section>"));
}
