#include "sim/report/render.h"

#include <string.h>

#include "sim/document/render_markdown.h"

static enum status text(const struct result *result, const struct rendering *rendering, struct sink *sink,
                        struct error *err)
{
    struct document document;
    TRY(result_document(result, rendering->arena, rendering->language, &document, err));
    return render_text(&document, &rendering->style, sink, err);
}

static enum status markdown(const struct result *result, const struct rendering *rendering, struct sink *sink,
                            struct error *err)
{
    struct document document;
    TRY(result_document(result, rendering->arena, rendering->language, &document, err));
    return render_markdown(&document, rendering->pictures, sink, err);
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
static const size_t renderer_count = sizeof renderer_table / sizeof *renderer_table;

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
