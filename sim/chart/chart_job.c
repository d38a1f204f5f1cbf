#include "sim/chart/chart_job.h"

#include <math.h>
#include <string.h>

void chart_set_add(struct chart_set *set, enum chart_size size, const char *name, const struct text_buffer *text)
{
    const char *const file = arena_printf(set->arena, "%s.%s", chart_size_name[size], name);
    if (!file || text->failed || set->files == CHART_FILES) {
        set->failed = true;
        return;
    }
    set->file[set->files++] = (struct chart_file){file, text->text ? text->text : ""};
}

void chart_set_scene(struct chart_set *set, struct chart_scene *scene)
{
    const char *const frame = chart_scene_frame(scene);
    struct text_buffer text = {.arena = set->arena, .text = arena_strdup(set->arena, frame ? frame : "")};
    text.failed = !text.text;
    chart_set_add(set, scene->size, "frame.tsv", &text);
    chart_set_add(set, scene->size, "texts.tsv", &scene->texts);
    chart_set_add(set, scene->size, "lines.tsv", &scene->lines);
    set->failed |= scene->failed || !frame;
    set->scene[scene->size] = *scene;
    if (scene->size != CHART_WIDE) return;
    set->title = scene->title;
    set->description = scene->spoken.text;
    set->failed |= scene->spoken.failed;
}

void chart_job_scene(const struct chart_job *job, enum chart_size size, struct chart_scene *out)
{
    chart_scene_init(out, job->arena, job->format.language, size, job->place, job->stretch);
}

const char *chart_job_years(const struct chart_job *job)
{
    const int first = job->scenario->settings.start_year, years = job->scenario->settings.horizon;
    return years > 1 ? arena_printf(job->arena, "%d–%d", first, first + years - 1)
                     : arena_printf(job->arena, "%d", first);
}

const char *chart_job_rate(const struct chart_job *job)
{
    const char *const rate = format_discount_rate(&job->format, &job->scenario->settings);
    return chart_clean(job->arena, rate ? rate : "", CHART_LABEL_MOST);
}

const char *chart_job_basis(const struct chart_job *job, const char *unit)
{
    return WORDS(job->arena, WORD_CHART_BASIS, job->format.language, {"unit", unit}, {"rate", chart_job_rate(job)},
                 {"prices", format_year(&job->format, job->scenario->settings.price_year)});
}

const char *chart_job_label(const struct chart_job *job, const struct text *label, const char *name)
{
    return chart_shorten(job->arena, text_in(label, job->format.language, name), CHART_LABEL_MOST);
}

void chart_directions(struct chart_scene *scene, double y)
{
    const double size = chart_measure(scene)->small;
    const char *const right = word_text(WORD_CHART_SAVES, scene->language);
    const char *const left = word_text(WORD_CHART_COSTS, scene->language);
    const double left_width = chart_scene_width(scene, left, size, true);
    const double right_width = chart_scene_width(scene, right, size, true);
    const double zero = chart_scene_x(scene, 0);
    const double end = fmax(zero - 8, chart_measure(scene)->margin + left_width);
    const double start = fmin(fmax(zero + 8, end + 16), scene->right - right_width);
    chart_scene_text(scene, PX(start), PX(y), (struct chart_style){size, true, TONE_INK, ALIGN_LEFT}, right);
    chart_scene_text(scene, PX(fmin(end, start - 16)), PX(y), (struct chart_style){size, true, TONE_INK, ALIGN_RIGHT},
                     left);
}
