#include "sim/scenario/loader.h"

#include <string.h>

#include "sim/scenario/parse.h"

void *loader_need(struct loader *loader, void *memory)
{
    if (!memory) loader->exhausted = true;
    return memory;
}

static void add(struct loader *loader, enum severity severity, struct place place, const char *path, const char *hint,
                const char *format, va_list arguments)
{
    const int known = loader->diagnostics->errors + loader->diagnostics->warnings;
    if (known > PARSE_MISTAKES && severity == SEVERITY_WARNING) return;
    if (loader->diagnostics->errors > PARSE_MISTAKES) return;
    if (loader->diagnostics->errors == PARSE_MISTAKES) {
        diagnostics_add(loader->diagnostics, severity, (struct place){NULL, 0, 0}, NULL, NULL,
                        "more than %d mistakes; the others are not shown", PARSE_MISTAKES);
        return;
    }
    const char *const message =
        loader_need(loader, phrase_vprintf(loader->arena, loader->diagnostics->language, format, arguments));
    if (message) diagnostics_add(loader->diagnostics, severity, place, path, hint, "%s", message);
}

void loader_error(struct loader *loader, struct place place, const char *path, const char *hint, const char *format,
                  ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(loader, SEVERITY_ERROR, place, path, hint, format, arguments);
    va_end(arguments);
}

void loader_warning(struct loader *loader, struct place place, const char *path, const char *hint, const char *format,
                    ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(loader, SEVERITY_WARNING, place, path, hint, format, arguments);
    va_end(arguments);
}

const char *loader_text(struct loader *loader, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *const text = phrase_vprintf(loader->arena, loader->diagnostics->language, format, arguments);
    va_end(arguments);
    return loader_need(loader, text);
}

const char *loader_path(struct loader *loader, const char *path, const char *key)
{
    const char *const joined = loader_need(loader, path[0] ? arena_printf(loader->arena, "%s.%s", path, key)
                                                           : arena_strdup(loader->arena, key));
    return joined ? joined : "";
}

const char *loader_path_index(struct loader *loader, const char *path, size_t index)
{
    const char *const joined = loader_need(loader, arena_printf(loader->arena, "%s.%zu", path, index));
    return joined ? joined : "";
}

const char *loader_found(struct loader *loader, const struct node *node)
{
    return node_found(loader->arena, loader->diagnostics->language, node);
}

bool loader_expect(struct loader *loader, const struct node *node, enum node_kind kind, const char *path,
                   const char *wanted)
{
    if (node->kind == kind) return true;
    const bool line = kind == NODE_MAP && node->kind == NODE_SCALAR && !node->quoted;
    loader_error(loader, node->place, path,
                 line ? hint_colon(loader->arena, loader->diagnostics->language, node->text, strlen(node->text)) : NULL,
                 "must be %-s (found %-s)", wanted, loader_found(loader, node));
    return false;
}

void *loader_grow(struct loader *loader, void *array, size_t count, size_t *room, size_t size)
{
    if (count < *room) return array;
    const size_t wider = *room ? 2 * *room : 16;
    void *const copy = loader_need(loader, arena_calloc(loader->arena, wider, size));
    if (!copy) return NULL;
    if (count) memcpy(copy, array, count * size);
    *room = wider;
    return copy;
}

/* --- did you mean --- */

const char *nearest_hint(struct loader *loader, const struct nearest *nearest, const char *otherwise)
{
    if (!nearest->best) return otherwise;
    return loader_text(loader, "did you mean `%s`?", nearest->best);
}
