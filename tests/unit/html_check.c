#include "tests/unit/html_check.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { DEPTH = 32, NAME = 32, IDS = 400 };

struct checker {
    struct arena *arena;
    const char *about;
    char open[DEPTH][NAME];
    size_t depth;
    const char *id[IDS];
    size_t ids;
};

static bool listed(const char *const *list, size_t count, const char *name, size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(list[i]) == length && strncmp(list[i], name, length) == 0) return true;
    return false;
}
#define LISTED(list, name, length) listed((list), sizeof(list) / sizeof *(list), (name), (length))

static const char *const elements[] = {
    "html",    "head",    "meta",  "title",  "style",      "body",      "a",      "div",     "header",   "b",
    "main",    "p",       "h1",    "h2",     "h3",         "span",      "nav",    "ul",      "ol",       "li",
    "section", "figure",  "svg",   "desc",   "line",       "rect",      "circle", "text",    "polyline", "path",
    "table",   "caption", "thead", "tbody",  "tr",         "th",        "td",     "details", "dl",       "dt",
    "dd",      "summary", "pre",   "footer", "figcaption", "blockquote"};
static const char *const empty[] = {"meta", "line", "rect", "circle", "polyline", "path"};
static const char *const attributes[] = {"lang",        "charset",
                                         "http-equiv",  "content",
                                         "name",        "class",
                                         "href",        "id",
                                         "download",    "role",
                                         "scope",       "tabindex",
                                         "x",           "y",
                                         "x1",          "y1",
                                         "x2",          "y2",
                                         "cx",          "cy",
                                         "r",           "width",
                                         "height",      "viewBox",
                                         "aria-label",  "aria-labelledby",
                                         "text-anchor", "points",
                                         "d",           "aria-hidden"};

/* Links lead into the page, or to a table that the page itself holds. */
static void check_value(struct checker *checker, const char *name, size_t length, const char *value)
{
    static const char data[] = "data:text/csv;charset=utf-8,";
    cr_expect(!strchr(value, '<'), "%s: < in %s", checker->about, value);
    if (strncmp(name, "href", length) == 0)
        cr_expect(value[0] == '#' || strncmp(value, data, strlen(data)) == 0, "%s: a link to %s", checker->about,
                  value);
    if (length != 2 || strncmp(name, "id", 2) != 0) return;
    cr_assert_lt(checker->ids, IDS);
    for (size_t i = 0; i < checker->ids; i++)
        cr_expect_str_neq(checker->id[i], value, "%s: two of the id", checker->about);
    checker->id[checker->ids++] = value;
}

/* ' name="value"' …; returns what follows the element. */
static const char *check_attributes(struct checker *checker, const char *at)
{
    while (*at == ' ') {
        const char *const name = ++at;
        at += strspn(at, "abcdefghijklmnopqrstuvwxyzB-0123456789");
        const size_t length = (size_t)(at - name);
        cr_assert(LISTED(attributes, name, length), "%s: the attribute %.20s", checker->about, name);
        cr_assert(strncmp(at, "=\"", 2) == 0, "%s: no value: %.40s", checker->about, name);
        const size_t value = strcspn(at + 2, "\"");
        check_value(checker, name, length, arena_strndup(checker->arena, at + 2, value));
        at += 2 + value + 1;
    }
    at += *at == '/';
    cr_assert_eq(*at, '>', "%s: '%.60s'", checker->about, at);
    return at + 1;
}

static const char *check_element(struct checker *checker, const char *at)
{
    const bool closes = at[1] == '/';
    const char *const name = at + 1 + closes;
    const size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz123");
    cr_assert(LISTED(elements, name, length), "%s: the element %.40s", checker->about, at);
    if (closes) {
        cr_assert(checker->depth > 0 && strlen(checker->open[checker->depth - 1]) == length &&
                      strncmp(checker->open[checker->depth - 1], name, length) == 0,
                  "%s: %.60s closes %s", checker->about, at, checker->depth ? checker->open[checker->depth - 1] : "");
        checker->depth--;
        return name + length + 1;
    }
    if (!LISTED(empty, name, length)) {
        cr_assert_lt(checker->depth, DEPTH);
        snprintf(checker->open[checker->depth++], NAME, "%.*s", (int)length, name);
    }
    return check_attributes(checker, name + length);
}

/* "lt;", "#39;" */
static bool is_name(const char *at)
{
    while (isalnum((unsigned char)*at) || *at == '#') at++;
    return *at == ';';
}

void html_check(struct arena *arena, const char *page, const char *about)
{
    static const char begin[] = "<!doctype html>\n";
    struct checker checker = {.arena = arena, .about = about};
    cr_assert(strncmp(page, begin, strlen(begin)) == 0, "%s", about);
    for (const char *at = page + strlen(begin); *at;) {
        if (*at == '<') {
            at = check_element(&checker, at);
            continue;
        }
        /* a mark that is text is written as a name */
        cr_expect(*at != '&' || is_name(at + 1), "%s: %.20s", about, at);
        cr_expect(*at != '>' || checker.depth == 0 || strcmp(checker.open[checker.depth - 1], "style") == 0, "%s",
                  about);
        at++;
    }
    cr_expect_eq(checker.depth, 0, "%s: %s stays open", about, checker.depth ? checker.open[checker.depth - 1] : "");
}
