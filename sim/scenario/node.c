#include "sim/scenario/node.h"

#include <string.h>

#include "sim/scenario/number.h"

void node_append(struct node *parent, struct node *child)
{
    child->next = NULL;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    parent->count++;
}

struct node *node_find(const struct node *parent, const char *key)
{
    if (!parent || parent->kind != NODE_MAP) return NULL;
    for (struct node *child = parent->first; child; child = child->next)
        if (strcmp(child->key, key) == 0) return child;
    return NULL;
}

struct node *node_at(const struct node *parent, size_t index)
{
    if (!parent || parent->kind != NODE_LIST || index >= parent->count) return NULL;
    struct node *child = parent->first;
    while (index-- > 0) child = child->next;
    return child;
}

/* The pointer that leads to a child, and the child before it. */
static struct node **link_to(struct node *parent, const struct node *child, struct node **out_before)
{
    *out_before = NULL;
    for (struct node **link = &parent->first; *link; link = &(*link)->next) {
        if (*link == child) return link;
        *out_before = *link;
    }
    return NULL;
}

void node_remove(struct node *parent, const struct node *child)
{
    struct node *before, **const link = link_to(parent, child, &before);
    if (!link) return;
    *link = child->next;
    if (parent->last == child) parent->last = before;
    parent->count--;
    parent->thinned = true;
}

void node_replace(struct node *parent, const struct node *old, struct node *replacement)
{
    struct node *before, **const link = link_to(parent, old, &before);
    if (!link) return;
    replacement->key = old->key;
    replacement->next = old->next;
    *link = replacement;
    if (parent->last == old) parent->last = replacement;
}

struct node *node_copy(struct arena *arena, const struct node *node)
{
    struct node *const copy = ARENA_NEW(arena, struct node);
    if (!copy) return NULL;
    *copy = *node;
    copy->first = copy->last = copy->next = NULL;
    copy->count = 0;
    for (const struct node *child = node->first; child; child = child->next) {
        struct node *const copied = node_copy(arena, child);
        if (!copied) return NULL;
        node_append(copy, copied);
    }
    return copy;
}

bool node_is_null(const struct node *node)
{
    return node->kind == NODE_SCALAR && !node->quoted &&
           (node->text[0] == '\0' || strcmp(node->text, "null") == 0 || strcmp(node->text, "~") == 0);
}

struct place node_place(const struct node *node)
{
    return node->key_place.source ? node->key_place : node->place;
}

const char *node_found(struct arena *arena, enum language language, const struct node *node)
{
    enum { LONGEST = 60 };
    if (node->kind == NODE_MAP) return node->count ? PHRASE("a map") : PHRASE("an empty map");
    if (node->kind == NODE_LIST) return node->count ? PHRASE("a list") : PHRASE("an empty list");
    if (node_is_null(node)) return PHRASE("nothing");
    size_t length = strcspn(node->text, "\n");
    const bool whole = length <= LONGEST && node->text[length] == '\0';
    if (length > LONGEST) length = LONGEST;
    while (length > 0 && ((unsigned char)node->text[length] & 0xC0U) == 0x80U) length--;
    const char *const text = phrase_printf(arena, language, node->quoted ? "the quoted text \"%.*s%s\"" : "\"%.*s%s\"",
                                           (int)length, node->text, whole ? "" : "…");
    return text ? text : "";
}

void yaml_write_text(struct text_buffer *out, const char *text)
{
    text_buffer_add(out, "\"");
    while (*text) {
        const size_t plain = strcspn(text, "\"\\\n\t\r");
        text_buffer_add_bytes(out, text, plain);
        text += plain;
        if (!*text) break;
        static const char special[] = "\"\\\n\t\r", letter[] = "\"\\ntr";
        const char escape[3] = {'\\', letter[strchr(special, *text) - special], '\0'};
        text_buffer_add(out, escape);
        text++;
    }
    text_buffer_add(out, "\"");
}

/* Whether a plain scalar can stand in flow YAML without quotes and read back the same; a number always can. */
static bool plain_is_safe(const char *text)
{
    struct number number;
    if (number_parse(text, &number) == NUMBER_OK) return true;
    static const char safe[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%$+/ ";
    const size_t length = strlen(text);
    const bool negative = text[0] == '-' && text[1] >= '0' && text[1] <= '9';
    return length > 0 && length <= 60 && strspn(text + negative, safe) == length - negative && text[0] != ' ' &&
           text[0] != '%' && text[length - 1] != ' ';
}

static void write_children(const struct node *node, struct text_buffer *out)
{
    for (const struct node *child = node->first; child; child = child->next) {
        if (node->kind == NODE_MAP) {
            if (plain_is_safe(child->key))
                text_buffer_add(out, child->key);
            else
                yaml_write_text(out, child->key);
            text_buffer_add(out, ": ");
        }
        node_write(child, out);
        if (child->next) text_buffer_add(out, ", ");
    }
}

void node_write(const struct node *node, struct text_buffer *out)
{
    if (node->kind == NODE_SCALAR) {
        if (node->quoted || (!plain_is_safe(node->text) && !node_is_null(node)))
            yaml_write_text(out, node->text);
        else
            text_buffer_add(out, node->text);
        return;
    }
    text_buffer_add(out, node->kind == NODE_MAP ? "{" : "[");
    write_children(node, out);
    text_buffer_add(out, node->kind == NODE_MAP ? "}" : "]");
}

char *node_written(struct arena *arena, const struct node *node)
{
    struct text_buffer out;
    text_buffer_init(&out, arena);
    if (node->kind == NODE_MAP)
        write_children(node, &out);
    else
        node_write(node, &out);
    return text_buffer_finish(&out);
}
