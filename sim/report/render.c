#include "sim/report/render.h"

#include <string.h>

#include "sim/document/render_markdown.h"

static enum status document_of(const struct result *result, const struct rendering *rendering, struct document *out,
                               struct error *err)
{
    return result->kind->build(result->analysis, rendering->arena, rendering->language, out, err);
}

static enum status text(const struct result *result, const struct rendering *rendering, struct sink *sink,
                        struct error *err)
{
    struct document document;
    TRY(document_of(result, rendering, &document, err));
    return render_text(&document, &rendering->style, sink, err);
}

static enum status markdown(const struct result *result, const struct rendering *rendering, struct sink *sink,
                            struct error *err)
{
    struct document document;
    TRY(document_of(result, rendering, &document, err));
    return render_markdown(&document, sink, err);
}

static enum status json(const struct result *result, const struct rendering *rendering, struct sink *sink,
                        struct error *err)
{
    (void)rendering;
    return result_json(result, sink, err);
}

static enum status csv(const struct result *result, const struct rendering *rendering, struct sink *sink,
                       struct error *err)
{
    (void)rendering;
    return result_csv(result, sink, err);
}

const struct renderer renderer_table[] = {
    {"text", false, text}, {"json", true, json}, {"csv", true, csv}, {"md", false, markdown}};
const size_t renderer_count = sizeof renderer_table / sizeof *renderer_table;

const struct renderer *renderer_find(const char *name)
{
    for (size_t r = 0; r < renderer_count; r++)
        if (strcmp(renderer_table[r].name, name) == 0) return &renderer_table[r];
    return NULL;
}

const char *renderer_names(struct arena *arena)
{
    const char *names = renderer_table[0].name;
    for (size_t r = 1; r < renderer_count && names; r++)
        names = arena_printf(arena, "%s, %s", names, renderer_table[r].name);
    return names;
}
