#include "sim/chart/chart_png.h"

#include "sim/base/file.h"
#include "sim/chart/charts.h"
#include "sim/data/temporary.h"

enum { BYTES_MOST = 1 << 26 };

/* The charts that have a place; NULL when out of memory. */
static struct chart *placed(struct arena *arena, const struct chart_subject *subject, const struct document *document,
                            size_t *out_charts)
{
    struct chart *const chart = ARENA_ARRAY(arena, subject->charts, struct chart);
    size_t charts = 0;
    for (size_t c = 0; chart && c < subject->charts; c++)
        if (document_has_chart(document, subject->chart[c].name) && chart_applies(&subject->chart[c], subject))
            chart[charts++] = subject->chart[c];
    *out_charts = charts;
    return chart;
}

/* A picture in the folder, and what its chart says. */
static enum status take(struct arena *arena, const char *folder, enum language language, const char *name,
                        const struct chart_set *set, struct docx_picture *out, struct error *err)
{
    const char *const path = arena_printf(arena, "%s/charts/%s/%s.png", folder, language_code(language), name);
    if (!path) return error_out_of_memory(err);
    const struct chart_scene *const scene = &set->scene[CHART_WIDE];
    *out = (struct docx_picture){.name = name,
                                 .title = set->title,
                                 .subtitle = scene->subtitle,
                                 .description = set->description,
                                 .width = scene->width,
                                 .height = scene->height};
    return file_read(arena, path, BYTES_MOST, &out->png, &out->length, err);
}

static enum status draw_in(const char *folder, struct arena *arena, const struct chart_subject *subject,
                           enum language language, struct docx_picture *picture, size_t *pictures,
                           const char **out_note, struct error *err)
{
    const struct chart_options options = {
        .directory = folder, .language = &language, .languages = 1, .place = CHART_PAGE};
    struct chart_report report = {0};
    TRY(charts_write(arena, subject, &options, &report, err));
    if (report.no_gnuplot)
        report.note =
            phrase_in(error_language(err), PHRASE("gnuplot is not installed, so figures stand without pictures"));
    if (report.note) *out_note = report.note;
    for (size_t c = 0; c < subject->charts && !report.no_gnuplot; c++) {
        TRY(take(arena, folder, language, subject->chart[c].name, &report.set[c], &picture[*pictures], err));
        ++*pictures;
    }
    return STATUS_OK;
}

enum status chart_png_draw(struct arena *arena, const struct chart_subject *subject, const struct document *document,
                           struct docx_picture *picture, size_t room, size_t *pictures, const char **out_note,
                           struct error *err)
{
    struct chart_subject some = *subject;
    const char *folder;
    some.chart = placed(arena, subject, document, &some.charts);
    if (!some.chart) return error_out_of_memory(err);
    if (some.charts == 0 || some.charts > room - *pictures) return STATUS_OK;
    TRY(temporary_folder(arena, "charts", &folder, err));
    const enum status status = draw_in(folder, arena, &some, document->language, picture, pictures, out_note, err);
    temporary_remove(folder);
    return status;
}
