/* Records by their schema: loading, checking, printing. */
#include <string.h>

#include "sim/scenario/loader.h"

const struct field *schema_find(const struct schema *schema, const char *key)
{
    for (size_t i = 0; i < schema->fields; i++)
        if (strcmp(schema->field[i].key, key) == 0) return &schema->field[i];
    return NULL;
}

const struct items *schema_items(const char *section)
{
    static const struct kind *const named[] = {&kind_items, &kind_payer_list, &kind_assumptions, &kind_price_indices};
    const struct field *const field = schema_find(&schema_scenario, section);
    for (size_t i = 0; field && i < sizeof named / sizeof *named; i++)
        if (field->kind == named[i]) return field->detail;
    return NULL;
}

/* "allowed: a, b, c" */
static const char *allowed_keys(struct loader *loader, const struct schema *schema)
{
    struct text_buffer list;
    text_buffer_init(&list, loader->arena);
    for (size_t i = 0; i < schema->fields; i++) {
        if (i) text_buffer_add(&list, ", ");
        text_buffer_add(&list, schema->field[i].key);
    }
    const char *const keys = loader_need(loader, text_buffer_finish(&list));
    return keys ? loader_text(loader, "allowed: %s", keys) : NULL;
}

/* {value: 1,5} is two entries: value 1 and an entry 5 without a value. */
const char *hint_comma(const struct node *map, const struct node *member)
{
    const bool digits = member->key[0] && member->key[strspn(member->key, "0123456789%kM")] == '\0';
    if (!digits || !node_is_null(member) || map->first == member) return NULL;
    return PHRASE("inside { } a comma starts a new entry; write decimals with a point: 1.5");
}

/* What is no misspelt key, but the line of a map in another spelling. */
static const char *habit_hint(struct loader *loader, const struct node *map, const struct node *member)
{
    const size_t length = strlen(member->key);
    if (hint_blank(member->key, length))
        return PHRASE("a no-break space stands before the key: indent with ordinary blanks");
    const char *const comma = hint_comma(map, member);
    return comma || !node_is_null(member)
               ? comma
               : hint_colon(loader->arena, loader->diagnostics->language, member->key, length);
}

/* A name that stands in a section, where a section was to be named. */
static const char *section_hint(struct loader *loader, const struct node *map, const struct node *member)
{
    if (map != loader->root) return NULL;
    for (const struct node *section = map->first; section; section = section->next)
        if (section->kind == NODE_MAP && node_find(section, member->key))
            return loader_text(loader, "did you mean `%s.%s`?", section->key, member->key);
    return NULL;
}

static void unknown_key(struct loader *loader, const struct schema *schema, const struct node *map,
                        const struct node *member, const char *path)
{
    struct nearest nearest = nearest_to(member->key);
    for (size_t i = 0; i < schema->fields; i++) nearest_offer(&nearest, schema->field[i].key);
    const char *habit = habit_hint(loader, map, member);
    if (!habit) habit = section_hint(loader, map, member);
    loader_error(loader, member->key_place, loader_path(loader, path, member->key),
                 habit ? habit : nearest_hint(loader, &nearest, allowed_keys(loader, schema)), "unknown key");
}

/* A map or list that says nothing. Effects may be none, and that is said so; what --set or `null` emptied is as if it
 * had not been written. */
static bool is_empty(const struct field *field, const struct node *node)
{
    if (node->kind == NODE_SCALAR || node->count > 0 || field->kind == &kind_effects) return false;
    return field->required || !node->thinned;
}

static void refuse_empty(struct loader *loader, const struct field *field, const struct node *node, const char *path)
{
    const struct items *const items = schema_items(path);
    const char *const hint = field->required ? field->help
                             : items         ? PHRASE("name one, or remove the line")
                                             : PHRASE("remove the line to get the default");
    if (items)
        loader_error(loader, node->place, path, hint, "names no %-s (found %-s)", items->noun,
                     loader_found(loader, node));
    else
        loader_error(loader, node->place, path, hint, "says nothing (found %-s)", loader_found(loader, node));
}

static void check_members(struct loader *loader, const struct schema *schema, const struct node *map, const char *path)
{
    for (const struct node *member = map->first; member; member = member->next) {
        const struct field *const field = schema_find(schema, member->key);
        if (!field)
            unknown_key(loader, schema, map, member, path);
        else if (node_is_null(member))
            loader_error(loader, member->key_place, loader_path(loader, path, member->key),
                         field->required ? field->help : PHRASE("remove the line to get the default"), "has no value");
        else if (is_empty(field, member))
            refuse_empty(loader, field, member, loader_path(loader, path, member->key));
    }
}

static void load_field(struct loader *loader, const struct field *field, const struct node *map, const char *path,
                       void *record)
{
    const struct node *const member = map ? node_find(map, field->key) : NULL;
    const char *const member_path = loader_path(loader, path, field->key);
    if (map && !member && field->required)
        loader_error(loader, node_place(map), member_path, field->help, "is missing");
    loader->here = map ? node_place(map) : (struct place){NULL, 0, 0};
    const bool says = member && !node_is_null(member) && !is_empty(field, member);
    field->kind->load(loader, field, says ? member : NULL, member_path, record);
}

void record_load(struct loader *loader, const struct schema *schema, const struct node *node, const char *path,
                 void *record)
{
    const struct node *const map = node && node->kind == NODE_MAP ? node : NULL;
    if (node && !map) loader_expect(loader, node, NODE_MAP, path, "a map of keys and values");
    if (map) check_members(loader, schema, map, path);
    for (size_t i = 0; i < schema->fields && !loader->exhausted; i++)
        load_field(loader, &schema->field[i], map, path, record);
    if (schema->finish && !loader->exhausted && (!node || map)) schema->finish(loader, map, path, record);
}

/* --- kinds made of records --- */

static void map_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                     void *record)
{
    record_load(loader, field->detail, node, path, (char *)record + field->offset);
}

static void map_show(struct printer *printer, const struct field *field, const void *record)
{
    show_key(printer, field->key);
    text_buffer_add(&printer->out, "\n");
    printer->indent++;
    record_show(printer, field->detail, (const char *)record + field->offset);
    printer->indent--;
}

const struct kind kind_map = {"map", map_load, map_show};

/* Words that mean something where a name could stand. */
static bool is_reserved(const char *text)
{
    static const char *const words[] = {"none", "null", "dirichlet"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(text, words[i]) == 0) return true;
    return false;
}

static bool is_name(const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static const char others[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    return text[0] && strchr(letters, text[0]) && text[strspn(text, others)] == '\0' && strlen(text) <= NAME_LONGEST &&
           !is_reserved(text);
}

/* The name in plain letters, and where the text as it was goes. */
static const char *name_hint(struct loader *loader, const char *name)
{
    static const struct {
        const char *found, *plain;
    } letters[] = {{"ä", "a"}, {"ö", "o"}, {"å", "a"}, {"Ä", "A"}, {"Ö", "O"},
                   {"Å", "A"}, {"é", "e"}, {"ü", "u"}, {" ", "_"}};
    struct text_buffer plain;
    text_buffer_init(&plain, loader->arena);
    while (*name) {
        size_t i = 0;
        while (i < sizeof letters / sizeof *letters && strncmp(name, letters[i].found, strlen(letters[i].found)) != 0)
            i++;
        const bool known = i < sizeof letters / sizeof *letters;
        if (known)
            text_buffer_add(&plain, letters[i].plain);
        else
            text_buffer_add_bytes(&plain, name, 1);
        name += known ? strlen(letters[i].found) : 1;
    }
    const char *const text = loader_need(loader, text_buffer_finish(&plain));
    if (!text || !is_name(text)) return PHRASE("the text for people goes into `label`");
    return loader_text(loader, "write `%s`; the text for people goes into `label`", text);
}

bool name_check(struct loader *loader, const struct node *member, const char *path)
{
    if (is_name(member->key)) return true;
    loader_error(loader, member->key_place, path, name_hint(loader, member->key),
                 "\"%s\" is not a name (letters a-z, digits, _ and -, starting with a letter; at most %d; not "
                 "\"none\", \"null\", "
                 "\"dirichlet\")",
                 member->key, NAME_LONGEST);
    return false;
}

/* A key of an item that stands beside the items, as if it were one of them: its indentation is one step short. */
static bool refuse_misplaced(struct loader *loader, const struct items *items, const struct node *section,
                             const struct node *member, const char *path)
{
    const struct node *before = NULL;
    for (const struct node *one = section->first; one != member; one = one->next) before = one;
    if (!before || !schema_find(items->schema, member->key)) return false;
    for (const struct node *part = member->kind == NODE_MAP ? member->first : NULL; part; part = part->next)
        if (schema_find(items->schema, part->key)) return false;
    loader_error(loader, member->key_place, path, loader_text(loader, "indent it further, below `%s:`", before->key),
                 "is a key of one %-s, but stands beside them", items->noun);
    return true;
}

static void items_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                       void *record)
{
    const struct items *const items = field->detail;
    if (!node || !loader_expect(loader, node, NODE_MAP, path, "a map from names to their values")) return;
    if (node->count > ITEMS_MOST) {
        loader_error(loader, node_place(node), path, NULL, "too many (found %zu, allowed %d)", node->count, ITEMS_MOST);
        return;
    }
    char *const array = loader_need(loader, arena_calloc(loader->arena, node->count, items->size));
    if (!array) return;
    /* The array is known before its elements are loaded, so that they can look at each other. */
    memcpy((char *)record + field->offset, &array, sizeof array);
    size_t *const count = (size_t *)(void *)((char *)record + field->count_offset);
    for (const struct node *member = node->first; member; member = member->next) {
        const char *const item_path = loader_path(loader, path, member->key);
        char *const item = array + *count * items->size;
        if (refuse_misplaced(loader, items, node, member, item_path)) continue;
        name_check(loader, member, item_path);
        memcpy(item, &member->key, sizeof member->key);
        record_load(loader, items->schema, member, item_path, item);
        ++*count;
    }
}

static void items_show(struct printer *printer, const struct field *field, const void *record)
{
    const struct items *const items = field->detail;
    const char *array;
    size_t count;
    memcpy(&array, (const char *)record + field->offset, sizeof array);
    memcpy(&count, (const char *)record + field->count_offset, sizeof count);
    if (count == 0) return;
    show_key(printer, field->key);
    text_buffer_add(&printer->out, "\n");
    printer->indent++;
    for (size_t i = 0; i < count; i++) {
        const char *name;
        memcpy(&name, array + i * items->size, sizeof name);
        show_key(printer, name);
        text_buffer_add(&printer->out, "\n");
        printer->indent++;
        record_show(printer, items->schema, array + i * items->size);
        printer->indent--;
    }
    printer->indent--;
}

const struct kind kind_items = {"map of names", items_load, items_show};

/* --- printing --- */

void record_show(struct printer *printer, const struct schema *schema, const void *record)
{
    for (size_t i = 0; i < schema->fields; i++)
        if (schema->field[i].kind->show) schema->field[i].kind->show(printer, &schema->field[i], record);
}

void show_key(struct printer *printer, const char *key)
{
    text_buffer_printf(&printer->out, "%*s%s:", 2 * printer->indent, "", key);
}

void show_line(struct printer *printer, const char *key, const char *value)
{
    show_key(printer, key);
    text_buffer_printf(&printer->out, " %s\n", value);
}

void show_number(struct printer *printer, double value)
{
    char text[40];
    number_write(value, text, sizeof text);
    text_buffer_add(&printer->out, text);
}

void show_text(struct printer *printer, const struct text *text)
{
    const bool english = text->in[LANGUAGE_EN] != NULL;
    bool others = false;
    for (int i = 0; i < LANGUAGE_COUNT; i++) others = others || (i != LANGUAGE_EN && text->in[i]);
    if (english && !others) {
        yaml_write_text(&printer->out, text->in[LANGUAGE_EN]);
        return;
    }
    const char *separator = "{";
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (!text->in[i]) continue;
        text_buffer_printf(&printer->out, "%s%s: ", separator, language_code((enum language)i));
        yaml_write_text(&printer->out, text->in[i]);
        separator = ", ";
    }
    text_buffer_add(&printer->out, "}");
}

void show_text_after(struct printer *printer, const char *key, const struct text *text)
{
    if (text_is_empty(text)) return;
    text_buffer_printf(&printer->out, ", %s: ", key);
    show_text(printer, text);
}
