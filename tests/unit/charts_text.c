#include "sim/chart/chart_text.h"
#include "sim/document/text_wrap.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;

static void setup(void)
{
    arena_init(&arena, allocator_libc, 0);
}

static void teardown(void)
{
    arena_free(&arena);
}

TestSuite(charts_text, .init = setup, .fini = teardown);

static const struct chart_type plain = {100, false}, bold = {100, true};

/* Advance widths of Inter 4.0 beta 7 in 1/1000 of the size, as fontTools reads them from the font. */
Test(charts_text, widths_are_those_of_the_font)
{
    static const struct {
        const char *text;
        double plain, bold;
    } known[] = {{"H", 74.0, 74.6}, {"i", 23.7, 27.2}, {"ä", 56.4, 58.0}, {"W", 94.9, 103.6}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        cr_expect_float_eq(chart_text_width(known[i].text, plain), known[i].plain, 0.06, "%s", known[i].text);
        cr_expect_float_eq(chart_text_width(known[i].text, bold), known[i].bold, 0.06, "%s", known[i].text);
    }
    cr_expect(chart_text_width("€\u2212", plain) > 66.5 + 65.9 && chart_text_width("€\u2212", bold) > 68.6 + 68.0);
    cr_expect_float_eq(chart_text_width("Hi", plain), 74.0 + 23.7, 0.2);
}

Test(charts_text, clean_drops_what_cannot_be_shown)
{
    cr_expect_str_eq(chart_clean(&arena, "a\tb\nc\x01", 0), "a b c ");
    cr_expect_str_eq(chart_clean(&arena, "\xFFx\xC0\xAF\xE2\x82", 0), "□x□□□□");
    cr_expect_str_eq(chart_clean(&arena, "a\u202Eb\u200Bc\uFEFF\uFFFE", 0), "abc");
    cr_expect_str_eq(chart_clean(&arena, "\xED\xA0\x80", 0), "□□□");
    cr_expect_str_eq(chart_clean(&arena, "Päivystys \"`$(x)\\%", 0), "Päivystys \"`$(x)\\%");
    cr_expect_str_eq(chart_clean(&arena, "Emoji 🎓, 漢字 and ∑ ≤ Ж", 0), "Emoji □, □□ and ∑ ≤ Ж");
    cr_expect_str_eq(chart_clean(&arena, "\u2764\uFE0F 👍\U0001F3FD", 0), "□ □");
    cr_expect_str_eq(chart_clean(&arena, "äöåéè", 3), "äöå…");
    cr_expect_str_eq(chart_clean(&arena, "äöå", 3), "äöå");
}

/* The quantity stays whole, and so labels of one item stay apart. */
Test(charts_text, long_labels_lose_their_middle)
{
    cr_expect_str_eq(chart_shorten(&arena, "Kevyen verkoston ja matalan kynnyksen ohjauksen vaikutus: kustannus", 50),
                     "Kevyen verkoston ja … vaikutus: kustannus");
    cr_expect_str_eq(chart_shorten(&arena, "Kevyen verkoston ja matalan kynnyksen ohjauksen vaikutus: riski", 50),
                     "Kevyen verkoston ja … vaikutus: riski");
    cr_expect_str_eq(chart_shorten(&arena, "Short: risk", 50), "Short: risk");
    cr_expect_str_eq(chart_clean(&arena, "Support for the last grades of school", 24), "Support for the last…");
}

Test(charts_text, quoting_leaves_no_quote_and_no_backslash)
{
    cr_expect_str_eq(chart_quote(&arena, "a\"b\\c"), "\"a\\042b\\134c\"");
    cr_expect_str_eq(chart_quote(&arena, ""), "\"\"");
}

static const char *const samples[] = {"",
                                      "x",
                                      "Lastensuojelun avohuollon tukitoimenpidekokonaisuus",
                                      "Yhteiskunnallisestisyrjäytymisvaarassaolevannuorentukitoimenpidekokonaisuus",
                                      "the median is a saving of €3.8m; 95% of results lie within −€2.1m to €14.6m",
                                      "monialainen-yhteistyö/verkosto–malli ja   kolme   väliä ",
                                      "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
                                      "日本語のとても長い見出しです、折り返しできますか"};

/* What is left of a text without spaces and hyphens. */
static void squeeze(const char *text, char *out)
{
    for (; *text; text++)
        if (!strchr(" -", *text)) *out++ = *text;
    *out = '\0';
}

Test(charts_text, wrapped_lines_fit_and_lose_nothing)
{
    for (size_t s = 0; s < sizeof samples / sizeof *samples; s++)
        for (double width = 200; width < 2000; width *= 1.3) {
            size_t lines = 0;
            const char **const line = chart_wrap(&arena, samples[s], plain, width, 0, &lines);
            cr_assert(line != NULL && lines >= 1);
            char all[1000] = "", wanted[1000], got[1000];
            for (size_t i = 0; i < lines; i++) {
                cr_expect(chart_text_width(line[i], plain) <= width + 1e-9, "'%s' in %g", line[i], width);
                strcat(all, line[i]);
            }
            squeeze(samples[s], wanted);
            squeeze(all, got);
            cr_expect_str_eq(got, wanted);
        }
}

Test(charts_text, even_lines_are_as_few_and_no_wider)
{
    for (size_t s = 0; s < sizeof samples / sizeof *samples; s++)
        for (double width = 300; width < 3000; width *= 1.5) {
            size_t greedy = 0, even = 0;
            chart_wrap(&arena, samples[s], bold, width, 0, &greedy);
            const char **const line = chart_wrap_evenly(&arena, samples[s], bold, width, 0.5, &even);
            cr_expect_eq(even, greedy);
            for (size_t i = 0; i < even; i++) cr_expect(chart_text_width(line[i], bold) <= width + 1e-9);
        }
}

Test(charts_text, too_many_lines_end_in_an_ellipsis)
{
    size_t lines = 0;
    const char **const line = chart_wrap(&arena, samples[4], plain, 900, 2, &lines);
    cr_assert_eq(lines, 2);
    cr_expect(strstr(line[1], "…") != NULL);
    cr_expect(chart_text_width(line[1], plain) <= 900);
}

Test(charts_text, finnish_words_break_before_a_syllable)
{
    size_t lines = 0;
    const char **const line = chart_wrap(&arena, "tukitoimenpidekokonaisuus", plain, 800, 0, &lines);
    cr_assert_eq(lines, 2);
    cr_expect_str_eq(line[0], "tukitoimenpide-");
    cr_expect_str_eq(line[1], "kokonaisuus");
}
