/* The pictures that gnuplot draws: complete, the same bytes again, readable by machines and people. */
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/chart/chart_picture.h"
#include "sim/chart/chart_text.h"
#include "sim/document/text_wrap.h"
#include "tests/unit/charts_files.h"

static const struct charts_request usual = {SHAPE_PLAIN, 3, true, 2, 1, 20, 400, 1e6, NULL, NULL, NULL, 0};

enum { PICTURES = 4, LANGUAGES = 2 }; /* of a chart; that the pictures are drawn in */

static struct charts_fixture fixture;
static struct chart_report report;
static char *folder;

static void draw(const struct charts_request *request)
{
    struct error err = {0};
    charts_fixture_init(&fixture, request);
    folder = charts_folder(&fixture.arena);
    cr_assert_eq(charts_draw(&fixture, folder, NULL, &report, &err), STATUS_OK, "%s", err.message);
}

static void teardown(void)
{
    charts_remove(folder);
    charts_fixture_free(&fixture);
}

TestSuite(charts_pictures, .fini = teardown);

static char *picture(const char *path, size_t *out_length)
{
    return charts_read(&fixture.arena, folder, arena_printf(&fixture.arena, "charts/%s", path), out_length);
}

/* Every text with its place, as gnuplot writes it. */
static void check_svg_texts(const char *svg, const char *path)
{
    const double width = strtod(strstr(svg, "width=\"") + 7, NULL);
    const double height = strtod(strstr(svg, "height=\"") + 8, NULL);
    int texts = 0;
    for (const char *at = strstr(svg, "<g transform=\"translate("); at;
         at = strstr(at + 1, "<g transform=\"translate(")) {
        char *end;
        const double x = strtod(at + strlen("<g transform=\"translate("), &end), y = strtod(end + 1, NULL);
        const double size = strtod(strstr(at, "font-size=\"") + 11, NULL);
        const char *const tag_end = strchr(at, '>'), *const anchor = strstr(at, "text-anchor=\"") + 13;
        const char *const weight = strstr(at, "font-weight=\"bold\"");
        const char *const text = strchr(strstr(tag_end, "<text"), '>') + 1;
        const char *const raw = arena_strndup(&fixture.arena, text, strcspn(text, "<"));
        const double length = chart_text_width(raw, (struct chart_type){size, weight != NULL && weight < tag_end});
        const double left = *anchor == 's' ? x : *anchor == 'e' ? x - length : x - length / 2;
        cr_expect(left >= 0 && left + length <= width && y <= height && y - size >= -4, "%s: '%s'", path, raw);
        texts++;
    }
    cr_expect(texts > 5, "%s: %d texts", path, texts);
}

static void check_svg(const char *path)
{
    size_t length;
    const char *const svg = picture(path, &length);
    cr_assert(length > 2000 && length < 120000, "%s: %zu bytes", path, length);
    cr_expect_str_eq(svg + length - 7, "</svg>\n");
    cr_expect(strstr(svg, "role=\"img\"") && strstr(svg, "<title id=\"") && strstr(svg, "<desc id=\""));
    cr_expect(strstr(svg, "lang=\"en\"") || strstr(svg, "lang=\"fi\""));
    cr_expect_not(strstr(svg, "Gnuplot"), "%s", path);
    cr_expect(strstr(svg, "font-weight=\"bold\"") && strstr(svg, "sans-serif\""));
    check_svg_texts(svg, path);
}

Test(charts_pictures, all_are_complete_and_listed)
{
    draw(&usual);
    cr_expect_eq(report.pictures, run_charts.charts * PICTURES * LANGUAGES);
    cr_expect_eq(report.wanted, report.pictures);
    for (size_t i = 0; i < run_charts.charts; i++)
        for (int k = 0; k < 4; k++)
            check_svg(arena_printf(&fixture.arena, "%s/%s%s.svg", k / 2 ? "fi" : "en", run_charts.chart[i].name,
                                   k % 2 ? "-narrow" : ""));
    for (size_t i = 0; i < report.files; i++) {
        const char *const path = arena_printf(&fixture.arena, "%s/%s", folder, report.file[i].path);
        cr_expect_eq(access(path, R_OK), 0, "%s", path);
        cr_expect_not(strstr(path, ".part"));
    }
}

/* Several pictures stand in one page: no id is used twice. */
Test(charts_pictures, ids_are_unique_over_all_pictures)
{
    static const char *seen[4000];
    draw(&usual);
    size_t count = 0;
    for (size_t i = 0; i < 2 * run_charts.charts; i++) {
        const char *const path =
            arena_printf(&fixture.arena, "en/%s%s.svg", run_charts.chart[i / 2].name, i % 2 ? "-narrow" : "");
        for (const char *at = strstr(picture(path, NULL), " id="); at; at = strstr(at + 1, " id=")) {
            cr_assert(count < sizeof seen / sizeof *seen);
            seen[count++] = arena_strndup(&fixture.arena, at + 5, strcspn(at + 5, "\"'"));
        }
    }
    cr_assert(count > 200);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++) cr_assert_str_neq(seen[i], seen[j]);
}

static uint32_t big_endian(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

Test(charts_pictures, png_is_16_cm_wide_at_300_dpi)
{
    draw(&usual);
    size_t length;
    const unsigned char *const png = (const unsigned char *)picture("fi/fan.png", &length);
    cr_assert(length > 20000);
    cr_expect_eq(big_endian(png + 16), 1890);
    cr_expect_eq(memcmp(png + 37, "pHYs", 4), 0);
    cr_expect_eq(big_endian(png + 41), 11811);
    cr_expect_eq(png[49], 1);
}

/* Two runs leave the same bytes: no date, no random name. */
Test(charts_pictures, the_same_results_give_the_same_bytes)
{
    draw(&usual);
    const struct chart_report first = report;
    char *const old = folder;
    struct error err = {0};
    folder = charts_folder(&fixture.arena);
    sleep(1);
    cr_assert_eq(charts_draw(&fixture, folder, NULL, &report, &err), STATUS_OK);
    charts_remove(old);
    cr_assert_eq(report.files, first.files);
    for (size_t i = 0; i < first.files; i++) {
        cr_expect_str_eq(report.file[i].path, first.file[i].path);
        cr_expect_str_eq(report.file[i].sha256, first.file[i].sha256, "%s", first.file[i].path);
    }
}

/* The script left in the folder draws the pictures without the program. */
Test(charts_pictures, the_script_draws_again)
{
    draw(&usual);
    const char *const gone = arena_printf(&fixture.arena, "%s/charts/en/fan.svg", folder);
    cr_assert_eq(unlink(gone), 0);
    cr_assert_eq(
        system(arena_printf(&fixture.arena, "cd %s/charts && LC_ALL=C.UTF-8 gnuplot -d -c charts.gp fan en", folder)),
        0);
    cr_expect_eq(access(gone, R_OK), 0);
}

static struct chart_picture picture_of(const char *data, size_t length)
{
    return (struct chart_picture){arena_strndup(&fixture.arena, data, length), length};
}

Test(charts_pictures, a_cut_picture_is_refused)
{
    draw(&usual);
    static const char *const paths[] = {"en/fan.svg", "en/fan.png", "en/fan.pdf"};
    const struct chart_about about = {"a", "en", "title", "description"};
    for (int format = 0; format < CHART_FORMATS; format++) {
        size_t length;
        const char *const data = picture(paths[format], &length);
        for (size_t keep = 0; keep < length - 2; keep += 1 + keep / 3) {
            char *const copy = arena_calloc(&fixture.arena, length, 1);
            memcpy(copy, data, keep);
            struct chart_picture cut = {copy, keep};
            struct error err = {0};
            cr_expect_eq(chart_picture_finish(&fixture.arena, (enum chart_format)format, &about, &cut, &err),
                         STATUS_IO);
        }
    }
}

Test(charts_pictures, svg_text_is_made_well_formed)
{
    draw(&usual);
    static const char in[] =
        "<svg \n>\n<title>Gnuplot</title>\n<desc>x</desc>\n<g id=\"a\"><use xlink:href='#b' id='c'/>"
        "<title>FAN using \"year\"</title><text>]]>a id=\"q\" &lt; url(#x)</text></g></svg>\n";
    static const char out[] =
        "<svg lang=\"en\" role=\"img\" aria-labelledby=\"p-title p-description\" \n>\n"
        "<title id=\"p-title\">a &lt; b &amp; c</title>\n<desc id=\"p-description\">d]]&gt;</desc>\n"
        "<g id=\"p-a\"><use xlink:href='#p-b' id='p-c'/><text>]]&gt;a id=\"q\" &lt; url(#x)</text></g></svg>\n";
    const struct chart_about about = {"p", "en", "a < b & c", "d]]>"};
    struct chart_picture svg = picture_of(in, strlen(in));
    cr_assert_eq(chart_picture_finish(&fixture.arena, CHART_SVG, &about, &svg, NULL), STATUS_OK);
    cr_expect_eq(svg.length, strlen(out));
    cr_expect_eq(memcmp(svg.data, out, strlen(out)), 0, "%.*s", (int)svg.length, svg.data);
}
