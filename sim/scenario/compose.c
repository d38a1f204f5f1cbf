#include "sim/scenario/compose.h"
#include "sim/scenario/load.h"

#include <string.h>

#include "sim/base/file.h"
#include "sim/scenario/merge.h"
#include "sim/scenario/names.h"
#include "sim/scenario/parse.h"
#include "sim/scenario/schema.h"
#include "sim/scenario/scope.h"

enum { EXTENDS_DEEPEST = 8, FILES_MOST = 64, NAMES_LONGEST = 4096 };

struct library {
    const char *name;
    struct library *next;
};

struct composer {
    struct arena *arena;
    struct files *files;
    struct diagnostics *diagnostics;
    struct node *libraries;             /* {assumptions: {…}, price_indices: {…}, payers: {…}} of all libraries */
    struct library *library;            /* those that were read */
    const char *chain[EXTENDS_DEEPEST]; /* files that extend each other */
    int depth;
};

static enum status refuse(struct composer *composer, const struct node *node, const char *path, const char *message,
                          const char *hint)
{
    diagnostics_add(composer->diagnostics, SEVERITY_ERROR, node->place, path, hint, "%-s", message);
    return STATUS_SCENARIO;
}

/* Reads and parses the file that a node names. */
static enum status read_named(struct composer *composer, const struct node *node, const char *path,
                              struct source **out_source, struct node **out_root, const char **out_name)
{
    if (node->kind != NODE_SCALAR || node->text[0] == '\0' || strlen(node->text) > NAMES_LONGEST)
        return refuse(composer, node, path, PHRASE("must be the name of a file"), NULL);
    if (composer->files->opened > FILES_MOST)
        return refuse(composer, node, path, PHRASE("too many files (allowed 64)"), NULL);
    struct error err = {.language = composer->diagnostics->language};
    struct file_text text;
    const enum status status = files_read(composer->files, node->place.source, node->text, PARSE_BYTES, &text, &err);
    if (status == STATUS_MEMORY) return status;
    if (status != STATUS_OK) return refuse(composer, node, path, err.message, err.hint[0] ? err.hint : NULL);
    *out_name = text.name;
    TRY(source_make(composer->arena, text.name, text.text, text.length, PARSE_BYTES, composer->files->opened++,
                    out_source, composer->diagnostics));
    if (!files_settle(composer->files, *out_source, text.root, text.folder)) return STATUS_MEMORY;
    return yaml_parse(composer->arena, *out_source, 0, out_root, composer->diagnostics);
}

/* --- include --- */

static void check_library_keys(struct composer *composer, const struct node *root)
{
    for (const struct node *member = root->first; member; member = member->next)
        if (!schema_find(&schema_library, member->key))
            diagnostics_add(composer->diagnostics, SEVERITY_ERROR, member->key_place, member->key,
                            "to start from a whole scenario, use `extends`",
                            "a library holds only assumptions, price_indices and payers");
}

/* Adds the members of one section of a library; a name that another library has is a mistake. */
static void add_section(struct composer *composer, struct node *library, const char *section)
{
    struct node *const from = node_find(library, section), *const to = node_find(composer->libraries, section);
    if (!from || node_is_null(from)) return;
    if (from->kind != NODE_MAP || from->count == 0) {
        refuse(composer, from, section,
               from->kind != NODE_MAP ? PHRASE("must be a map from names to values") : PHRASE("says nothing"), NULL);
        return;
    }
    for (struct node *member = from->first, *next; member; member = next) {
        next = member->next;
        const struct node *const other = node_find(to, member->key);
        if (other)
            diagnostics_add(composer->diagnostics, SEVERITY_ERROR, member->key_place, member->key, NULL,
                            "two libraries define this name (the other: %s, line %d)", other->key_place.source->name,
                            other->key_place.line);
        else
            node_append(to, member);
    }
}

static bool is_read(const struct composer *composer, const char *name)
{
    for (const struct library *library = composer->library; library; library = library->next)
        if (strcmp(library->name, name) == 0) return true;
    return false;
}

static enum status include(struct composer *composer, const struct node *node)
{
    struct source *source;
    struct node *root = NULL;
    const char *name;
    const enum status status = read_named(composer, node, "include", &source, &root, &name);
    if (status != STATUS_OK) return status == STATUS_MEMORY ? status : STATUS_OK;
    if (is_read(composer, name)) return STATUS_OK;
    struct library *const library = ARENA_NEW(composer->arena, struct library);
    if (!library) return STATUS_MEMORY;
    *library = (struct library){name, composer->library};
    composer->library = library;
    if (root->kind != NODE_MAP) {
        refuse(composer, root, NULL, PHRASE("a library is a map with the key assumptions"), NULL);
        return STATUS_OK;
    }
    check_library_keys(composer, root);
    add_section(composer, root, "assumptions");
    add_section(composer, root, "price_indices");
    add_section(composer, root, "payers");
    return STATUS_OK;
}

static enum status include_all(struct composer *composer, struct node *root)
{
    struct node *const list = node_find(root, "include");
    if (!list) return STATUS_OK;
    node_remove(root, list);
    if (list->kind != NODE_LIST) return include(composer, list);
    if (list->count == 0) return refuse(composer, list, "include", PHRASE("names no file (found an empty list)"), NULL);
    for (const struct node *node = list->first; node; node = node->next) TRY(include(composer, node));
    return STATUS_OK;
}

/* --- extends --- */

static enum status compose_root(struct composer *composer, struct node *root, struct node **out);

static bool in_chain(const struct composer *composer, const char *name)
{
    for (int i = 0; i < composer->depth; i++)
        if (strcmp(composer->chain[i], name) == 0) return true;
    return false;
}

/* Reads the other scenario and lays this one on it. */
static enum status extend(struct composer *composer, const struct node *named, struct node *root, struct node **out)
{
    struct source *source;
    struct node *base = NULL, *composed;
    const char *name;
    if (composer->depth >= EXTENDS_DEEPEST)
        return refuse(composer, named, "extends", PHRASE("too many scenarios extend each other (allowed 8)"), NULL);
    TRY(read_named(composer, named, "extends", &source, &base, &name));
    if (in_chain(composer, name))
        return refuse(composer, named, "extends", PHRASE("the scenarios extend each other in a circle"), NULL);
    composer->chain[composer->depth++] = name;
    const enum status status = compose_root(composer, base, &composed);
    composer->depth--;
    TRY(status);
    node_merge(composed, root, composer->diagnostics);
    *out = composed;
    return STATUS_OK;
}

static enum status compose_root(struct composer *composer, struct node *root, struct node **out)
{
    if (root->kind != NODE_MAP)
        return refuse(composer, root, NULL, PHRASE("a scenario is a map of keys and values"),
                      PHRASE("it starts with a line such as `title: Mentoring`"));
    TRY(include_all(composer, root));
    struct node *const named = node_find(root, "extends");
    *out = root;
    if (!named) return STATUS_OK;
    node_remove(root, named);
    return extend(composer, named, root, out);
}

/* --- libraries under the scenario's own sections --- */

static struct node *map_new(struct arena *arena, struct node *parent, const char *key)
{
    struct node *const map = ARENA_NEW(arena, struct node);
    if (!map) return NULL;
    *map = (struct node){.kind = NODE_MAP, .text = "", .key = key};
    if (parent) node_append(parent, map);
    return map;
}

static enum status lay_under(struct composer *composer, struct node *root, const char *section)
{
    struct node *const from = node_find(composer->libraries, section);
    if (from->count == 0) return STATUS_OK;
    struct node *to = node_find(root, section);
    if (!to) to = map_new(composer->arena, root, section);
    if (!to) return STATUS_MEMORY;
    if (to->kind != NODE_MAP) return STATUS_OK; /* reported when the section is loaded */
    for (struct node *member = from->first, *next; member; member = next) {
        next = member->next;
        if (!node_find(to, member->key)) node_append(to, member);
    }
    return STATUS_OK;
}

/* --- options --- */

/* An option's text as a source, so that messages can point into it. */
static enum status option_source(struct composer *composer, const char *name, const char *text, struct source **out)
{
    if (!name) return STATUS_MEMORY;
    TRY(source_make(composer->arena, name, text, strlen(text), PARSE_BYTES, composer->files->opened++, out,
                    composer->diagnostics));
    return files_settle(composer->files, *out, composer->files->root, ".") ? STATUS_OK : STATUS_MEMORY;
}

/* The value of an option: a map or list in flow YAML, anything else the text as it is. */
static enum status option_value(struct composer *composer, const struct source *source, size_t from, struct node **out)
{
    const char *const text = source->text + from;
    if (text[0] == '{' || text[0] == '[') return yaml_parse(composer->arena, source, from, out, composer->diagnostics);
    struct node *const node = ARENA_NEW(composer->arena, struct node);
    if (!node) return STATUS_MEMORY;
    *node =
        (struct node){.kind = NODE_SCALAR, .text = text, .place = {source, 1, path_characters(source->text, from) + 1}};
    *out = node;
    return STATUS_OK;
}

/* Splits "PATH=VALUE" at the first =; NULL after a mistake or where memory ran out. */
static const char *split(struct composer *composer, const struct source *source, const char *example, size_t *out_from)
{
    const char *const equals = strchr(source->text, '=');
    if (equals && equals > source->text) {
        *out_from = (size_t)(equals - source->text) + 1;
        return arena_strndup(composer->arena, source->text, (size_t)(equals - source->text));
    }
    diagnostics_add(composer->diagnostics, SEVERITY_ERROR, (struct place){source, 1, 1}, NULL, example,
                    equals ? "nothing stands before the =" : "has no =");
    return NULL;
}

/* An option that stands for a set, such as -n: its source is the value alone, and the place the option as a whole. */
static enum status set_labelled(struct composer *composer, struct node *root, const char *text, const char *label,
                                struct override *override)
{
    struct source *source;
    const char *const value = strchr(text, '=') + 1;
    const char *const path = arena_strndup(composer->arena, text, (size_t)(value - text) - 1);
    struct node *const node = ARENA_NEW(composer->arena, struct node);
    if (!path || !node) return STATUS_MEMORY;
    TRY(option_source(composer, label, value, &source));
    *node = (struct node){.kind = NODE_SCALAR, .text = source->text, .place = {source, 0, 0}};
    *override = (struct override){LOAD_SET, path, source->text};
    TRY(names_check_path(composer->arena, root, path, node, node->place, composer->chain[0], composer->diagnostics));
    return node_set(composer->arena, root, path, node->place, node, composer->diagnostics);
}

static enum status set(struct composer *composer, struct node *root, const char *text, size_t number,
                       struct override *override)
{
    struct source *source;
    struct node *value = NULL;
    size_t from = 0;
    TRY(option_source(composer, arena_printf(composer->arena, LOAD_SET " #%zu", number), text, &source));
    const char *const path = split(composer, source, LOAD_SET " interventions.x.uptake=30%", &from);
    if (!path) return from ? STATUS_MEMORY : STATUS_SCENARIO;
    const struct place place = {source, 1, 1};
    if (source->text[from] == '\0') {
        diagnostics_add(composer->diagnostics, SEVERITY_ERROR, place, path,
                        "`null` as the value removes what stands there", "nothing stands behind the =");
        return STATUS_SCENARIO;
    }
    TRY(option_value(composer, source, from, &value));
    if (strcmp(path, "include") == 0 || strcmp(path, "extends") == 0) {
        diagnostics_add(composer->diagnostics, SEVERITY_ERROR, place, path,
                        "write it into a scenario that extends this one", "files cannot be named here");
        return STATUS_SCENARIO;
    }
    *override = (struct override){LOAD_SET, path, source->text + from};
    TRY(names_check_path(composer->arena, root, path, value, place, composer->chain[0], composer->diagnostics));
    return node_set(composer->arena, root, path, place, node_is_null(value) ? NULL : value, composer->diagnostics);
}

/* Nothing stands at the path, or what stands there has no alternatives: which assumptions have some. */
static enum status refuse_assume(struct composer *composer, const struct node *root, const struct source *source,
                                 const char *name, const char *path)
{
    const struct place place = {source, 1, 1}, before = {source, 1, 1 - (int)(strlen(path) - strlen(name))};
    struct text_buffer list;
    TRY(names_check_path(composer->arena, root, path, NULL, before, composer->chain[0], composer->diagnostics));
    text_buffer_init(&list, composer->arena);
    const struct node *const assumptions = node_find(root, "assumptions");
    for (const struct node *one = assumptions ? assumptions->first : NULL; one; one = one->next)
        if (node_find(one, "alternatives")) text_buffer_printf(&list, "%s%s", list.length ? ", " : "", one->key);
    const char *const names = text_buffer_finish(&list);
    const char *const hint = names && names[0] ? phrase_printf(composer->arena, composer->diagnostics->language,
                                                               "those with alternatives: %s", names)
                                               : NULL;
    diagnostics_add(composer->diagnostics, SEVERITY_ERROR, place, name, hint, "has no alternatives to choose from");
    return STATUS_SCENARIO;
}

static enum status assume(struct composer *composer, struct node *root, const char *text, size_t number,
                          struct override *override)
{
    struct source *source;
    struct node *value = NULL;
    size_t from = 0;
    TRY(option_source(composer, arena_printf(composer->arena, LOAD_ASSUME " #%zu", number), text, &source));
    const char *const name = split(composer, source, PHRASE(LOAD_ASSUME " NAME=ALTERNATIVE"), &from);
    if (!name) return from ? STATUS_MEMORY : STATUS_SCENARIO;
    const char *const path = strchr(name, '.') ? name : arena_printf(composer->arena, "assumptions.%s", name);
    if (!path) return STATUS_MEMORY;
    struct node *const quantity = node_by_path(composer->arena, root, path);
    if (!quantity || !node_find(quantity, "alternatives")) return refuse_assume(composer, root, source, name, path);
    TRY(option_value(composer, source, from, &value));
    const char *const target = arena_printf(composer->arena, "%s.alternative", path);
    if (!target) return STATUS_MEMORY;
    *override = (struct override){LOAD_ASSUME, name, source->text + from};
    return node_set(composer->arena, root, target, (struct place){source, 1, 1}, value, composer->diagnostics);
}

static enum status apply_options(struct composer *composer, const struct load_options *options, struct composed *out)
{
    if (!options || options->sets + options->assumes == 0) return STATUS_OK;
    struct override *const override = ARENA_ARRAY(composer->arena, options->sets + options->assumes, struct override);
    if (!override) return STATUS_MEMORY;
    for (size_t i = 0, number = 0; i < options->sets; i++) {
        const char *const label = options->set_label ? options->set_label[i] : NULL;
        struct override *const next = &override[out->overrides];
        const enum status status = label ? set_labelled(composer, out->root, options->set[i], label, next)
                                         : set(composer, out->root, options->set[i], ++number, next);
        if (status == STATUS_MEMORY) return status;
        out->overrides += status == STATUS_OK;
    }
    for (size_t i = 0; i < options->assumes; i++) {
        const enum status status = assume(composer, out->root, options->assume[i], i + 1, &override[out->overrides]);
        if (status == STATUS_MEMORY) return status;
        out->overrides += status == STATUS_OK;
    }
    out->override = override;
    return STATUS_OK;
}

/* A file without any value: everything would be missing, but that is not what went wrong. */
static enum status check_empty(struct composer *composer, const struct source *main, const struct node *root)
{
    if (root->kind != NODE_MAP || root->count > 0) return STATUS_OK;
    const bool blank = strspn(main->text, " \t\r\n") == main->length;
    diagnostics_add(composer->diagnostics, SEVERITY_ERROR, (struct place){main, 0, 0}, NULL,
                    "a scenario starts with a line such as `title: Mentoring`; scenarios/mentoring.yaml is a small one",
                    blank ? "the file is empty" : "the file says nothing: it holds no key");
    return STATUS_SCENARIO;
}

enum status compose_files(struct arena *arena, struct files *files, const struct source *main, struct node **out_root,
                          struct diagnostics *diagnostics)
{
    struct composer composer = {.arena = arena, .files = files, .diagnostics = diagnostics};
    struct node *root = NULL;
    TRY(yaml_parse(arena, main, 0, &root, diagnostics));
    TRY(check_empty(&composer, main, root));
    composer.libraries = map_new(arena, NULL, NULL);
    if (!composer.libraries || !map_new(arena, composer.libraries, "assumptions") ||
        !map_new(arena, composer.libraries, "price_indices") || !map_new(arena, composer.libraries, "payers"))
        return STATUS_MEMORY;
    const char *const name = path_normalise(arena, ".", main->name);
    if (!name) return STATUS_MEMORY;
    composer.chain[composer.depth++] = name;
    TRY(compose_root(&composer, root, out_root));
    TRY(lay_under(&composer, *out_root, "assumptions"));
    TRY(lay_under(&composer, *out_root, "price_indices"));
    return node_find(*out_root, "payers") ? STATUS_OK : lay_under(&composer, *out_root, "payers");
}

enum status compose_options(struct arena *arena, struct files *files, const char *name, struct node *root,
                            const struct load_options *options, struct composed *out, struct diagnostics *diagnostics)
{
    struct composer composer = {.arena = arena, .files = files, .diagnostics = diagnostics};
    composer.chain[composer.depth++] = path_normalise(arena, ".", name);
    if (!composer.chain[0]) return STATUS_MEMORY;
    *out = (struct composed){.root = root};
    TRY(apply_options(&composer, options, out));
    return scope_resolve(arena, root, diagnostics);
}
