#include "sim/report/render.h"

#include <string.h>

#include "sim/base/text_buffer.h"
#include "sim/document/render_html.h"
#include "sim/document/render_markdown.h"
#include "sim/report/print_pdf.h"
#include "sim/report/render_xlsx.h"
#include "sim/words/words.h"

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

static enum status html(const struct result *result, const struct rendering *rendering, struct sink *sink,
                        struct error *err)
{
    const enum language language = rendering->language;
    struct html_page page = {.tagline = word_text(WORD_PAGE_TAGLINE, language),
                             .skip = word_text(WORD_PAGE_SKIP, language),
                             .contents = word_text(WORD_PAGE_CONTENTS, language),
                             .behind = word_text(WORD_PAGE_BEHIND, language),
                             .csv = word_text(WORD_PAGE_CSV, language),
                             .foot = word_text(WORD_NOT_PROOF, language)};
    struct document document;
    TRY(result_document(result, rendering->arena, language, &document, err));
    TRY(result_pictures(result, rendering->arena, &document, &page, err));
    return render_html(&document, &page, sink, err);
}

/* What a page is written from. */
struct printed {
    const struct result *result;
    const struct rendering *rendering;
};

static enum status write_page(const void *of, struct sink *page, struct error *err)
{
    const struct printed *const printed = of;
    return html(printed->result, printed->rendering, page, err);
}

static enum status pdf(const struct result *result, const struct rendering *rendering, struct sink *sink,
                       struct error *err)
{
    return print_pdf(rendering->arena, write_page, &(struct printed){result, rendering}, sink, err);
}

static enum status docx(const struct result *result, const struct rendering *rendering, struct sink *sink,
                        struct error *err)
{
    const enum language language = rendering->language;
    const char *note = NULL;
    struct docx_page page = {.locale = word_text(WORD_PAGE_LOCALE, language),
                             .tagline = word_text(WORD_PAGE_TAGLINE, language),
                             .foot = word_text(WORD_NOT_PROOF, language),
                             .table = word_text(WORD_PAGE_TABLE, language),
                             .figure = word_text(WORD_PAGE_FIGURE, language),
                             .behind = word_text(WORD_PAGE_BEHIND, language)};
    struct document document;
    TRY(result_document(result, rendering->arena, language, &document, err));
    TRY(result_drawings(result, rendering->arena, &document, &page, &note, err));
    if (note && rendering->note) *rendering->note = note;
    return render_docx(&document, &page, sink, err);
}

/* The data of what it is made of, too: that of the first part. */
static enum status xlsx(const struct result *result, const struct rendering *rendering, struct sink *sink,
                        struct error *err)
{
    const struct result *const data = result->parts > 0 ? &result->part[0] : result;
    const struct format format = {rendering->arena, rendering->language,
                                  result->scenarios > 0 ? result->scenario[0]->settings.currency : ""};
    struct document document;
    TRY(result_document(result, rendering->arena, rendering->language, &document, err));
    return render_xlsx(&document, &format, data->dataset, data->datasets, sink, err);
}

const struct renderer renderer_table[] = {{.name = "text", .brief = true, .render = text},
                                          {.name = "json", .data = true, .drawn = true, .render = json},
                                          {.name = "csv", .data = true, .drawn = true, .render = csv},
                                          {.name = "md", .render = markdown},
                                          {.name = "html", .render = html},
                                          {.name = "pdf", .file = true, .render = pdf},
                                          {.name = "docx", .file = true, .render = docx},
                                          {.name = "xlsx", .file = true, .drawn = true, .render = xlsx}};
static const size_t renderer_count = sizeof renderer_table / sizeof *renderer_table;

const struct renderer *renderer_find(const char *name)
{
    for (size_t r = 0; r < renderer_count; r++)
        if (strcmp(renderer_table[r].name, name) == 0) return &renderer_table[r];
    return NULL;
}

const struct renderer *renderer_of_file(const char *path)
{
    const char *const slash = strrchr(path, '/'), *const dot = strrchr(slash ? slash : path, '.');
    return dot ? renderer_find(dot + 1) : NULL;
}

bool renderer_fits(const struct renderer *renderer, const struct result_kind *kind)
{
    return !renderer->data || !kind->people_alone;
}

const char *renderer_names(struct arena *arena, const struct result_kind *kind, bool file)
{
    struct text_buffer names;
    text_buffer_init(&names, arena);
    for (size_t r = 0; r < renderer_count; r++)
        if (renderer_fits(&renderer_table[r], kind) && (file || !renderer_table[r].file))
            text_buffer_printf(&names, names.length ? ", %s" : "%s", renderer_table[r].name);
    return text_buffer_finish(&names);
}
