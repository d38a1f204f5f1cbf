/* What holds for the page of every command: a browser can only show it, its charts are legible and described, and every
 * class has a rule of the style sheet. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/cli/analysis_command.h"
#include "sim/document/render_html.h"
#include "sim/report/render.h"
#include "tests/laws/command_lines.h"
#include "tests/unit/html_check.h"

static char *page_of(struct found *found, enum language language)
{
    static struct sink sink;
    struct error err = {0};
    const struct rendering rendering = {&found->arena, language, {80, false}, NULL, NULL};
    FILE *const file = tmpfile();
    sink_attach(&sink, &sink_system_posix, fileno(file), "page");
    cr_assert_eq(renderer_find("html")->render(&found->result, &rendering, &sink, &err), STATUS_OK, "%s", err.message);
    cr_assert_eq(sink_close(&sink, NULL, &err), STATUS_OK, "%s", err.message);
    const size_t length = (size_t)ftell(file);
    char *const page = arena_calloc(&found->arena, length + 1, 1);
    rewind(file);
    cr_assert_eq(fread(page, 1, length, file), length);
    fclose(file);
    return page;
}

/* Each word of each class attribute stands in the style sheet. */
static void check_classes(struct arena *arena, const char *page, const char *line)
{
    const char *const end = strstr(page, "</style>");
    char *const style = arena_strndup(arena, page, (size_t)(end - page));
    for (const char *at = strstr(end, "class=\""); at; at = strstr(at, "class=\"")) {
        at += strlen("class=\"");
        char *const words = arena_strndup(arena, at, strcspn(at, "\""));
        for (char *word = strtok(words, " "); word; word = strtok(NULL, " "))
            cr_expect(strstr(style, arena_printf(arena, ".%s", word)), "%s: no rule for .%s", line, word);
    }
}

static double attribute(const char *element, const char *name)
{
    const char *const at = strstr(element, name);
    cr_assert(at);
    return strtod(at + strlen(name), NULL);
}

/* Texts begin and end on the canvas; every picture says what it shows. */
static void check_pictures(const char *page, const char *line, size_t *pictures)
{
    for (const char *svg = strstr(page, "<svg "); svg; svg = strstr(svg + 1, "<svg ")) {
        if (strncmp(svg, "<svg class=\"sketch\"", 19) == 0) continue; /* the words beside it say what it does */
        const char *const end = strstr(svg, "</svg>"), *const said = strstr(svg, "<desc id="),
                          *view = strstr(svg, "viewBox=");
        const double width = attribute(svg, "width=\""), height = attribute(svg, "height=\"");
        cr_assert(end && said && said < end && view < end);
        cr_expect_gt(strcspn(strchr(said, '>') + 1, "<"), 20, "%s: a picture says nothing", line);
        for (const char *text = strstr(svg, "<text "); text && text < end; text = strstr(text + 1, "<text ")) {
            const double x = attribute(text, " x=\""), y = attribute(text, " y=\"");
            cr_expect(x >= 0 && x <= width && y >= 9 && y <= height, "%s: %.120s of %g x %g", line, text, width,
                      height);
        }
        ++*pictures;
    }
}

Test(report_pages, every_page_can_only_be_shown)
{
    size_t pictures = 0;
    for (size_t l = 0; l < command_line_count; l++) {
        struct found found;
        command_line_begin(command_lines[l], &found);
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            const char *const page = page_of(&found, (enum language)language);
            html_check(&found.arena, page, command_lines[l]);
            check_classes(&found.arena, page, command_lines[l]);
            check_pictures(page, command_lines[l], &pictures);
            cr_expect_str_eq(page, page_of(&found, (enum language)language), "%s: other bytes", command_lines[l]);
        }
        command_line_end(&found);
    }
    cr_expect_gt(pictures, 100);
}
