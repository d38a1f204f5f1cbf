#include "sim/scenario/parse.h"

#include <stdlib.h>
#include <string.h>

#include <yaml.h>

struct parser {
    struct arena *arena;
    const struct source *source;
    struct diagnostics *diagnostics;
    size_t shift; /* characters before the text, in the first line */
    struct node *stack[PARSE_DEPTH];
    const char *key[PARSE_DEPTH]; /* waiting for its value, where stack[i] is a map */
    struct place key_place[PARSE_DEPTH];
    int depth;
    size_t nodes;
    struct node *root;
    int documents;
    enum status status;
    bool stop; /* nothing more can be read */
};

static struct place place_of(const struct parser *parser, yaml_mark_t mark)
{
    const size_t shift = mark.line == 0 ? parser->shift : 0;
    return (struct place){parser->source, (int)mark.line + 1, (int)(mark.column + shift) + 1};
}

static enum status refuse(struct parser *parser, struct place place, const char *message, const char *hint)
{
    diagnostics_add(parser->diagnostics, SEVERITY_ERROR, place, NULL, hint, "%-s", message);
    parser->stop = true;
    return parser->status = STATUS_SCENARIO;
}

static void *need(struct parser *parser, void *memory)
{
    if (!memory) {
        parser->status = STATUS_MEMORY;
        parser->stop = true;
    }
    return memory;
}

static struct node *node_new(struct parser *parser, enum node_kind kind, yaml_mark_t mark)
{
    if (++parser->nodes > PARSE_NODES) {
        refuse(parser, place_of(parser, mark), PHRASE("the file holds too many values (allowed 200000)"), NULL);
        return NULL;
    }
    struct node *const node = need(parser, ARENA_NEW(parser->arena, struct node));
    if (node) *node = (struct node){.kind = kind, .place = place_of(parser, mark), .text = ""};
    return node;
}

/* Puts a finished or just opened value where it belongs. */
static void attach(struct parser *parser, struct node *node)
{
    if (parser->depth == 0) {
        parser->root = node;
        return;
    }
    const int top = parser->depth - 1;
    node->key = parser->key[top];
    if (node->key) node->key_place = parser->key_place[top];
    parser->key[top] = NULL;
    node_append(parser->stack[top], node);
}

static bool waits_for_key(const struct parser *parser)
{
    return parser->depth > 0 && parser->stack[parser->depth - 1]->kind == NODE_MAP && !parser->key[parser->depth - 1];
}

static enum status take_key(struct parser *parser, const char *text, struct place place)
{
    if (strlen(text) > PARSE_KEY) refuse(parser, place, PHRASE("a key is too long (allowed 256 bytes)"), NULL);
    if (strcmp(text, "<<") == 0)
        refuse(parser, place, PHRASE("merge keys (<<) are not part of the scenario language"),
               PHRASE("a scenario starts from another one with `extends: FILE`"));
    parser->key[parser->depth - 1] = text;
    parser->key_place[parser->depth - 1] = place;
    return parser->status;
}

static enum status scalar(struct parser *parser, const yaml_event_t *event)
{
    const char *const bytes = (const char *)event->data.scalar.value;
    const size_t length = event->data.scalar.length;
    const struct place place = place_of(parser, event->start_mark);
    if (event->data.scalar.anchor)
        return refuse(parser, place, PHRASE("anchors (&name) are not allowed"), PHRASE("use an assumption: $name"));
    if (event->data.scalar.tag)
        return refuse(parser, place, PHRASE("tags (!name) are not allowed"),
                      PHRASE("put a text that starts with ! into quotes"));
    if (length > PARSE_SCALAR) return refuse(parser, place, PHRASE("a text is too long (allowed 64 KiB)"), NULL);
    if (!text_check(bytes, length, place, parser->diagnostics)) {
        parser->stop = true;
        return parser->status = STATUS_SCENARIO;
    }
    const char *const text = need(parser, arena_strndup(parser->arena, bytes, length));
    if (!text) return parser->status;
    if (waits_for_key(parser)) return take_key(parser, text, place);
    struct node *const node = node_new(parser, NODE_SCALAR, event->start_mark);
    if (!node) return parser->status;
    node->text = text;
    node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    attach(parser, node);
    return parser->status;
}

static enum status open_collection(struct parser *parser, const yaml_event_t *event, enum node_kind kind, bool anchor,
                                   bool tag)
{
    const struct place place = place_of(parser, event->start_mark);
    if (anchor)
        return refuse(parser, place, PHRASE("anchors (&name) are not allowed"), PHRASE("use an assumption: $name"));
    if (tag) return refuse(parser, place, PHRASE("tags (!name) are not allowed"), NULL);
    if (waits_for_key(parser))
        return refuse(parser, place, PHRASE("a key must be a plain text (found a map or a list)"), NULL);
    if (parser->depth >= PARSE_DEPTH)
        return refuse(parser, place, PHRASE("maps and lists are nested too deep (allowed 32)"), NULL);
    struct node *const node = node_new(parser, kind, event->start_mark);
    if (!node) return parser->status;
    attach(parser, node);
    parser->key[parser->depth] = NULL;
    parser->stack[parser->depth++] = node;
    return parser->status;
}

static int member_compare(const void *a, const void *b)
{
    const struct node *const first = *(struct node *const *)a, *const second = *(struct node *const *)b;
    const int order = strcmp(first->key, second->key);
    if (order != 0) return order;
    if (first->key_place.line != second->key_place.line) return first->key_place.line - second->key_place.line;
    return first->key_place.column - second->key_place.column;
}

/* Keys given twice, found by sorting, so that a map of many keys costs no quadratic time. */
static void check_duplicates(struct parser *parser, const struct node *map)
{
    if (map->kind != NODE_MAP || map->count < 2) return;
    struct node **const member = need(parser, ARENA_ARRAY(parser->arena, map->count, struct node *));
    if (!member) return;
    size_t n = 0;
    for (struct node *child = map->first; child; child = child->next) member[n++] = child;
    qsort(member, n, sizeof *member, member_compare);
    for (size_t i = 1; i < n; i++) {
        if (strcmp(member[i - 1]->key, member[i]->key) != 0) continue;
        if (parser->diagnostics->errors >= PARSE_MISTAKES) break;
        diagnostics_add(parser->diagnostics, SEVERITY_ERROR, member[i]->key_place, member[i]->key, NULL,
                        "the key is given twice (first in line %d)", member[i - 1]->key_place.line);
    }
}

static void close_collection(struct parser *parser)
{
    check_duplicates(parser, parser->stack[--parser->depth]);
}

static void event_take(struct parser *parser, const yaml_event_t *event)
{
    switch (event->type) {
        case YAML_DOCUMENT_START_EVENT:
            if (++parser->documents > 1)
                refuse(parser, place_of(parser, event->start_mark), PHRASE("a second document (---) in one file"),
                       PHRASE("one scenario, one file"));
            break;
        case YAML_ALIAS_EVENT:
            refuse(parser, place_of(parser, event->start_mark), PHRASE("aliases (*name) are not allowed"),
                   PHRASE("use an assumption: $name; a text that starts with * needs quotes"));
            break;
        case YAML_SCALAR_EVENT: scalar(parser, event); break;
        case YAML_SEQUENCE_START_EVENT:
            open_collection(parser, event, NODE_LIST, event->data.sequence_start.anchor,
                            event->data.sequence_start.tag);
            break;
        case YAML_MAPPING_START_EVENT:
            open_collection(parser, event, NODE_MAP, event->data.mapping_start.anchor, event->data.mapping_start.tag);
            break;
        case YAML_SEQUENCE_END_EVENT:
        case YAML_MAPPING_END_EVENT: close_collection(parser); break;
        default: break;
    }
}

/* What usually lies behind a message of libyaml. */
static const char *syntax_hint(const char *problem)
{
    static const struct {
        const char *problem, *hint;
    } known[] = {
        {"mapping values are not allowed",
         PHRASE("a text that holds \": \" needs quotes; or the line is indented too far")},
        {"cannot start any token",
         PHRASE("indent with blanks, not tabs; a text that starts with @, ` or % needs quotes")},
        {"could not find expected ':'", PHRASE("every line of a map is `key: value`")},
        {"did not find expected ',' or '}'", PHRASE("a { is not closed, or a comma is missing")},
        {"did not find expected ',' or ']'", PHRASE("a [ is not closed, or a comma is missing")},
        {"did not find expected key", PHRASE("keys of one map start in the same column")},
        {"did not find expected '-' indicator", PHRASE("elements of one list start in the same column")},
        {"unexpected end of stream", PHRASE("a quotation mark is not closed")},
        {"invalid Unicode character escape", PHRASE("no character has this code; type the character itself")},
        {"found unknown escape character", PHRASE("in double quotes write \\\\ for a backslash, or use single quotes")},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strstr(problem, known[i].problem)) return known[i].hint;
    return NULL;
}

static void blame(struct parser *parser, int line, int column, const char *hint, const char *message)
{
    diagnostics_add(parser->diagnostics, SEVERITY_ERROR, (struct place){parser->source, line, column}, NULL, hint,
                    "%-s", message);
}

/* Whether the line is what libyaml stumbled over a line later: no blank behind the colon, or blanks that are none. */
static bool blame_line(struct parser *parser, int number, const char *line, size_t length)
{
    const int odd = hint_blank(line, length);
    const char *const colon = odd ? NULL : hint_colon(parser->arena, parser->diagnostics->language, line, length);
    if (odd)
        blame(parser, number, odd, PHRASE("indent with ordinary blanks"),
              PHRASE("a no-break space in the indentation"));
    if (colon) blame(parser, number, (int)strspn(line, " ") + 1, colon, PHRASE("a line of a map is `key: value`"));
    return odd || colon;
}

/* Looks for the cause where the problem stands and in the lines before it, back to where its context begins. */
static bool blame_lines(struct parser *parser, const yaml_parser_t *yaml)
{
    const int last = (int)yaml->problem_mark.line + 1;
    const int context = yaml->context ? (int)yaml->context_mark.line + 1 : last,
              first = context < last ? context : last - 1;
    int number = 1;
    for (const char *at = parser->source->text; at && number <= last; number++) {
        const char *const end = strchr(at, '\n');
        if (number >= first && blame_line(parser, number, at, end ? (size_t)(end - at) : strlen(at))) return true;
        at = end ? end + 1 : NULL;
    }
    return false;
}

static void syntax_error(struct parser *parser, const yaml_parser_t *yaml)
{
    parser->stop = true;
    parser->status = yaml->error == YAML_MEMORY_ERROR || !yaml->problem ? STATUS_MEMORY : STATUS_SCENARIO;
    if (parser->status == STATUS_MEMORY || blame_lines(parser, yaml)) return;
    /* What is never closed is best shown where it opens. */
    const bool opening = yaml->context && (strstr(yaml->context, "flow") || strstr(yaml->problem, "end of stream"));
    const struct place place = place_of(parser, opening ? yaml->context_mark : yaml->problem_mark);
    diagnostics_add(parser->diagnostics, SEVERITY_ERROR, place, NULL, syntax_hint(yaml->problem),
                    "not valid YAML: %-s%s%-s", yaml->problem, yaml->context ? " " : "",
                    yaml->context ? yaml->context : "");
}

static void run_events(struct parser *parser, yaml_parser_t *yaml)
{
    bool done = false;
    while (!done && !parser->stop) {
        yaml_event_t event;
        if (!yaml_parser_parse(yaml, &event)) {
            syntax_error(parser, yaml);
            break;
        }
        event_take(parser, &event);
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
}

/* Directives are looked for by hand: twenty thousand of them would cost libyaml a second. */
static bool find_directive(struct parser *parser, const char *text, size_t length)
{
    int line = 1;
    for (const char *at = text; at < text + length; line++) {
        if (*at == '%') {
            refuse(parser, (struct place){parser->source, line, 1},
                   PHRASE("YAML directives (% at the start of a line) are not allowed"), NULL);
            return true;
        }
        const char *const end = memchr(at, '\n', (size_t)(text + length - at));
        if (!end) break;
        at = end + 1;
    }
    return false;
}

static size_t characters(const char *text, size_t bytes)
{
    size_t n = 0;
    for (size_t i = 0; i < bytes; i++) n += ((unsigned char)text[i] & 0xC0U) != 0x80U;
    return n;
}

enum status yaml_parse(struct arena *arena, const struct source *source, size_t from, struct node **out,
                       struct diagnostics *diagnostics)
{
    struct parser parser = {.arena = arena, .source = source, .diagnostics = diagnostics, .status = STATUS_OK};
    parser.shift = characters(source->text, from);
    if (from == 0 && find_directive(&parser, source->text, source->length)) return STATUS_SCENARIO;
    yaml_parser_t yaml;
    if (!yaml_parser_initialize(&yaml)) return STATUS_MEMORY;
    yaml_parser_set_encoding(&yaml, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&yaml, (const unsigned char *)source->text + from, source->length - from);
    run_events(&parser, &yaml);
    yaml_parser_delete(&yaml);
    if (parser.status != STATUS_OK) return parser.status;
    if (!parser.root) {
        parser.root = node_new(&parser, NODE_MAP, (yaml_mark_t){0, 0, 0});
        if (!parser.root) return STATUS_MEMORY;
    }
    *out = parser.root;
    return STATUS_OK;
}
