#include "sim/chart/charts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/analysis/perspective.h"
#include "sim/base/sink.h"
#include "sim/chart/chart_gnuplot.h"
#include "sim/chart/chart_job.h"
#include "sim/chart/chart_picture.h"
#include "sim/words/labels.h"

enum { AT_ONCE = 2, CHANGES_SHOWN = 3, TEMPLATE_BYTES_MOST = 1 << 20 };

/* The pictures of each chart in each language. */
static const struct picture_kind {
    enum chart_size size;
    enum chart_format format;
    const char *ending;
} pictures[] = {{CHART_WIDE, CHART_SVG, ".svg"},
                {CHART_NARROW, CHART_SVG, "-narrow.svg"},
                {CHART_WIDE, CHART_PNG, ".png"},
                {CHART_WIDE, CHART_PDF, ".pdf"}};
static const struct picture_kind page_pictures[] = {{CHART_WIDE, CHART_PNG, ".png"}};

enum { PICTURES = sizeof pictures / sizeof *pictures };

static const char unfinished[] = ".part";

/* One writing of charts. */
struct work {
    struct arena *arena;
    const struct chart_subject *subject;
    const struct chart_options *options;
    struct chart_report *out;
    struct error *err;
    const char *folder; /* DIR/charts */
    const struct chart_font *font;
    const struct picture_kind *picture; /* [pictures] of each chart */
    size_t pictures;
    struct chart_job job;
    struct chart_set *set; /* [languages][charts] */
    struct written_file *written;
    size_t room;
    struct sink sink;
    const char *boxed; /* a text with a character that is drawn as CHART_NO_GLYPH; NULL: there is none */
};

static int no_flush(int descriptor)
{
    (void)descriptor;
    return 0;
}

static int no_flush_folder(const char *path)
{
    (void)path;
    return 0;
}

/* Charts can be drawn again: they are complete or absent, but nobody waits for the disk after each of 150 files. */
static struct sink_system charts_system(void)
{
    struct sink_system system = sink_system_posix;
    system.flush = no_flush;
    system.flush_folder = no_flush_folder;
    return system;
}

static enum status write_file(struct work *work, const char *name, const char *data, size_t length)
{
    const struct sink_system system = charts_system();
    const char *const path = arena_printf(work->arena, "%s/%s", work->folder, name);
    const char *const below = arena_printf(work->arena, "charts/%s", name);
    if (!path || !below) return error_out_of_memory(work->err);
    TRY(sink_open(&work->sink, &system, path, work->err));
    sink_write(&work->sink, data, length);
    if (work->out->files == work->room) return error_set(work->err, STATUS_INTERNAL, "more chart files than counted");
    struct written_file *const written = &work->written[work->out->files];
    TRY(sink_close(&work->sink, written->sha256, work->err));
    written->path = below;
    work->out->files++;
    return STATUS_OK;
}

static enum status make_folder(struct work *work, const char *format, const char *a, const char *b)
{
    const char *const below = strcmp(format, "%s/%s") == 0 ? arena_printf(work->arena, "%s/%s", a, b)
                                                           : arena_printf(work->arena, "data/%s/%s", a, b);
    const char *const path = below ? arena_printf(work->arena, "%s/%s", work->folder, below) : NULL;
    return path ? sink_make_folder(path, work->err) : error_out_of_memory(work->err);
}

/* Reads a whole file into the arena; NULL with errno where that fails. */
static char *read_file(struct arena *arena, const char *path, size_t most, size_t *out_length)
{
    const int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (descriptor < 0) return NULL;
    char *data = NULL;
    int failure = EFBIG;
    if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && (size_t)status.st_size <= most) {
        data = arena_calloc(arena, (size_t)status.st_size + 1, 1);
        failure = ENOMEM;
    }
    size_t length = 0;
    for (ssize_t got = 1; data && got > 0 && length<(size_t)status.st_size; length += got> 0 ? (size_t)got : 0)
        got = read(descriptor, data + length, (size_t)status.st_size - length);
    close(descriptor);
    *out_length = length;
    if (!data) errno = failure;
    return data;
}

bool chart_applies(const struct chart *chart, const struct chart_subject *subject)
{
    return !chart->applies || chart->applies(subject);
}

static bool applies(const struct work *work, size_t chart)
{
    return chart_applies(&work->subject->chart[chart], work->subject);
}

/* "--set a.b=3" for each changed value, a few of them. */
static const char *changes(const struct work *work, enum language language)
{
    const struct scenario *const s = work->subject->scenario[0];
    const char *item[CHANGES_SHOWN + 1];
    size_t items = 0;
    for (; items < s->overrides && items < CHANGES_SHOWN; items++) {
        const char *const text = label_of_override(work->arena, &s->override[items]);
        item[items] = text ? chart_clean(work->arena, text, CHART_LABEL_MOST) : NULL;
    }
    if (s->overrides > items) {
        const char *const rest = arena_printf(work->arena, "%zu", s->overrides - items);
        item[items++] = WORDS(work->arena, WORD_CHART_MORE, language, {"n", rest});
    }
    return words_list(work->arena, language, item, items);
}

/* The scenarios by what names each: its title or its file. */
static const char *name_all(const struct work *work, enum language language,
                            const char *(*name)(const struct scenario *, enum language), size_t most)
{
    const size_t count = work->subject->scenarios;
    const char **const item = ARENA_ARRAY(work->arena, count, const char *);
    if (!item) return NULL;
    for (size_t i = 0; i < count; i++)
        item[i] = chart_clean(work->arena, name(work->subject->scenario[i], language), most);
    return words_list(work->arena, language, item, count);
}

static const char *title_of(const struct scenario *scenario, enum language language)
{
    return text_in(&scenario->title, language, "");
}

static const char *file_of(const struct scenario *scenario, enum language language)
{
    (void)language;
    const char *const slash = scenario->file ? strrchr(scenario->file, '/') : NULL;
    return slash ? slash + 1 : scenario->file ? scenario->file : "";
}

static const char *kicker(const struct work *work, enum language language)
{
    const char *const titles = name_all(work, language, title_of, CHART_TITLE_MOST);
    const char *const text = titles ? chart_clean(work->arena, titles, CHART_TITLE_MOST) : NULL;
    if (!text || work->subject->scenarios > 1 || perspective_scope_of(work->subject->scenario[0]) != SCOPE_PUBLIC_ALONE)
        return text;
    return WORDS(work->arena, WORD_CHART_PUBLIC_ALONE, language, {"title", text});
}

static const char *footer(const struct work *work, const struct format *format)
{
    const struct scenario *const s = work->subject->scenario[0];
    const char *const text = WORDS(work->arena, WORD_CHART_FOOTER, format->language,
                                   {"file", name_all(work, format->language, file_of, CHART_LABEL_MOST)},
                                   {"iterations", format_iterations(format, work->subject->iterations)},
                                   {"seed", arena_printf(work->arena, "%llu", (unsigned long long)s->simulation.seed)});
    if (s->overrides == 0) return text;
    return WORDS(work->arena, WORD_CHART_CHANGED, format->language, {"footer", text},
                 {"changes", changes(work, format->language)});
}

static bool set_language(struct work *work, enum language language)
{
    const struct scenario *const s = work->subject->scenario[0];
    struct chart_job *const job = &work->job;
    job->format = (struct format){work->arena, language, s->settings.currency};
    job->kicker = job->place == CHART_PAGE ? "" : kicker(work, language);
    job->footer = job->place == CHART_PAGE ? "" : footer(work, &job->format);
    job->years = chart_job_years(job);
    return job->kicker && job->footer && job->years;
}

static enum status prepare(struct work *work)
{
    const struct chart_subject *const subject = work->subject;
    const size_t sets = work->options->languages * subject->charts;
    if (subject->iterations == 0)
        return error_set(work->err, STATUS_INTERNAL, "charts need at least one finished iteration");
    work->folder = arena_printf(work->arena, "%s/charts", work->options->directory);
    work->out->set = work->set = ARENA_ARRAY(work->arena, sets, struct chart_set);
    work->picture = work->options->place == CHART_PAGE ? page_pictures : pictures;
    work->pictures = work->options->place == CHART_PAGE ? 1 : PICTURES;
    work->room = sets * (CHART_FILES + PICTURES) + subject->charts + 2;
    work->out->file = work->written = ARENA_ARRAY(work->arena, work->room, struct written_file);
    work->job = (struct chart_job){.arena = work->arena,
                                   .scenario = subject->scenario[0],
                                   .analysis = subject->prepare ? subject->prepare(subject->analysis, work->arena)
                                                                : subject->analysis,
                                   .stretch = work->font->stretch,
                                   .place = work->options->place};
    if (!work->folder || !work->set || !work->written || (subject->prepare && !work->job.analysis))
        return error_out_of_memory(work->err);
    return sink_make_folder(work->folder, work->err);
}

/* Remembers the first text of the charts with a character that their fonts lack; texts stand in quotes. */
static enum status find_boxed(struct work *work, const char *data)
{
    const char *const box = work->boxed ? NULL : strstr(data, CHART_NO_GLYPH);
    if (!box) return STATUS_OK;
    const char *from = box;
    while (from > data && from[-1] != '"' && from[-1] != '\n') from--;
    work->boxed = arena_strndup(work->arena, from, strcspn(from, "\"\n"));
    return work->boxed ? STATUS_OK : error_out_of_memory(work->err);
}

/* The data files of one chart in the job's language. */
static enum status write_data(struct work *work, size_t chart, struct chart_set *set)
{
    const char *const code = language_code(work->job.format.language);
    *set = (struct chart_set){.arena = work->arena};
    for (int size = 0; size < CHART_SIZES && !set->failed; size++)
        work->subject->chart[chart].build(&work->job, (enum chart_size)size, set);
    if (set->failed) return error_out_of_memory(work->err);
    TRY(make_folder(work, "data", code, work->subject->chart[chart].name));
    for (size_t i = 0; i < set->files; i++) {
        const char *const name =
            arena_printf(work->arena, "data/%s/%s/%s", code, work->subject->chart[chart].name, set->file[i].name);
        if (!name) return error_out_of_memory(work->err);
        TRY(write_file(work, name, set->file[i].text, strlen(set->file[i].text)));
        TRY(find_boxed(work, set->file[i].text));
    }
    return STATUS_OK;
}

/* A device or a pipe of that name is nobody's old picture. */
static void remove_file(const char *path)
{
    struct stat kind;
    if (lstat(path, &kind) == 0 && (S_ISREG(kind.st_mode) || S_ISLNK(kind.st_mode))) unlink(path);
}

static void remove_picture(struct work *work, const char *name)
{
    const char *const path = arena_printf(work->arena, "%s/%s", work->folder, name);
    const char *const part = path ? arena_printf(work->arena, "%s%s", path, unfinished) : NULL;
    if (!part) return;
    remove_file(part);
    remove_file(path);
}

/* Pictures of an earlier run of a chart that says nothing about this scenario. */
static void remove_pictures(struct work *work, const char *code, size_t chart)
{
    for (size_t i = 0; i < work->pictures; i++) {
        const char *const name =
            arena_printf(work->arena, "%s/%s%s", code, work->subject->chart[chart].name, work->picture[i].ending);
        if (name) remove_picture(work, name);
    }
}

static enum status write_language(struct work *work, size_t index)
{
    const enum language language = work->options->language[index];
    if (!set_language(work, language)) return error_out_of_memory(work->err);
    for (size_t chart = 0; chart < work->subject->charts; chart++) {
        if (applies(work, chart))
            TRY(write_data(work, chart, &work->set[index * work->subject->charts + chart]));
        else
            remove_pictures(work, language_code(language), chart);
    }
    return STATUS_OK;
}

static enum status copy_template(struct work *work, const char *name)
{
    const char *const file = arena_printf(work->arena, "%s.gp", name);
    const char *const path = file ? arena_printf(work->arena, "%s/%s", work->out->plots, file) : NULL;
    if (!path) return error_out_of_memory(work->err);
    size_t length = 0;
    const char *const text = read_file(work->arena, path, TEMPLATE_BYTES_MOST, &length);
    if (!text && errno == ENOMEM) return error_out_of_memory(work->err);
    if (!text) return error_set(work->err, STATUS_IO, "%s: %-s", path, strerror(errno));
    return write_file(work, file, text, length);
}

/* charts.gp holds nothing that a scenario says: names of charts and languages, and one of three fonts. */
static enum status write_script(struct work *work)
{
    struct text_buffer script = {.arena = work->arena};
    text_buffer_printf(&script,
                       "# Draws all charts again, from the files in data/ by the templates beside this script:\n"
                       "#   gnuplot -d charts.gp\n"
                       "#   gnuplot -d -c charts.gp %s fi    one chart in one language\n"
                       "# A third word ends the names of the pictures.\n",
                       work->subject->chart[0].name);
    text_buffer_printf(&script, "FONT = \"%s\"\ncharts = \"", work->font->family);
    for (size_t chart = 0; chart < work->subject->charts; chart++)
        if (applies(work, chart))
            text_buffer_printf(&script, "%s%s", chart ? " " : "", work->subject->chart[chart].name);
    text_buffer_printf(&script, "\"\nlanguages = \"");
    for (size_t i = 0; i < work->options->languages; i++)
        text_buffer_printf(&script, "%s%s", i ? " " : "", language_code(work->options->language[i]));
    text_buffer_printf(
        &script, "\"\nif (ARGC >= 1) { charts = ARG1 }\nif (ARGC >= 2) { languages = ARG2 }\n"
                 "ending = ARGC >= 3 ? ARG3 : \"\"\n"
                 "do for [language in languages] {\n    system \"mkdir -p \".language\n    do for [chart in charts] {\n"
                 "        name = language.\"/\".chart\n");
    for (size_t i = 0; i < work->pictures; i++)
        text_buffer_printf(&script, "        call chart.\".gp\" language \"%s\" \"%s\" name.\"%s\".ending\n",
                           chart_size_name[work->picture[i].size], chart_format_name[work->picture[i].format],
                           work->picture[i].ending);
    text_buffer_printf(&script, "    }\n}\n");
    if (script.failed) return error_out_of_memory(work->err);
    return write_file(work, "charts.gp", script.text, script.length);
}

static enum status write_scripts(struct work *work)
{
    TRY(copy_template(work, "style"));
    for (size_t chart = 0; chart < work->subject->charts; chart++)
        TRY(copy_template(work, work->subject->chart[chart].name));
    return write_script(work);
}

/* Checks and finishes one picture that gnuplot left as NAME.part. */
static enum status finish_picture(struct work *work, const struct chart_set *set, const char *name, const char *prefix,
                                  const char *language, const struct picture_kind *kind)
{
    const char *const part = arena_printf(work->arena, "%s/%s%s", work->folder, name, unfinished);
    if (!part) return error_out_of_memory(work->err);
    struct chart_picture picture;
    picture.data = read_file(work->arena, part, SIZE_MAX / 4, &picture.length);
    if (!picture.data && errno == ENOMEM) return error_out_of_memory(work->err);
    if (!picture.data) return error_set(work->err, STATUS_IO, "gnuplot left no picture charts/%s", name);
    const struct chart_about about = {prefix, language, set->title, set->description};
    TRY(chart_picture_finish(work->arena, kind->format, &about, &picture, work->err));
    TRY(write_file(work, name, picture.data, picture.length));
    unlink(part);
    work->out->pictures++;
    return STATUS_OK;
}

static enum status said(struct work *work, const char *chart, enum language language, const struct program *program)
{
    char line[PROGRAM_SAID];
    snprintf(line, sizeof line, "%s", program->said);
    for (char *at = line; *at; at++)
        if (*at == '\n') *at = ' ';
    const char *const code = language_code(language);
    if (program->signal && !line[0])
        return error_set(work->err, STATUS_IO,
                         program->late
                             ? "gnuplot failed at the chart %s (%s): %s: ended by signal %d after taking too long"
                             : "gnuplot failed at the chart %s (%s): %s: ended by signal %d",
                         chart, code, program->argument[0], program->signal);
    return error_set(work->err, STATUS_IO,
                     line[0] ? "gnuplot failed at the chart %s (%s): %.300s"
                             : "gnuplot failed at the chart %s (%s): it said nothing",
                     chart, code, line);
}

/* All pictures of one chart; what could not be finished is removed, so that no old picture stays beside new data. */
static enum status finish_chart(struct work *work, size_t index, size_t chart, const struct program *program)
{
    const char *const code = language_code(work->options->language[index]);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < work->pictures; i++) {
        const char *const name =
            arena_printf(work->arena, "%s/%s%s", code, work->subject->chart[chart].name, work->picture[i].ending);
        const char *const prefix = arena_printf(work->arena, "%s-%s-%s", work->subject->chart[chart].name, code,
                                                chart_size_name[work->picture[i].size]);
        if (!name || !prefix) return error_out_of_memory(work->err);
        const enum status one = program->ok && status == STATUS_OK
                                    ? finish_picture(work, &work->set[index * work->subject->charts + chart], name,
                                                     prefix, code, &work->picture[i])
                                    : STATUS_IO;
        if (one == STATUS_OK) continue;
        if (program->ok && status == STATUS_OK) status = one;
        remove_picture(work, name);
    }
    if (program->ok || program->missing) return status;
    return said(work, work->subject->chart[chart].name, work->options->language[index], program);
}

static size_t list_programs(struct work *work, struct program *program)
{
    const size_t charts = work->subject->charts;
    size_t programs = 0;
    for (size_t i = 0; i < work->options->languages * charts; i++)
        if (applies(work, i % charts))
            program[programs++] =
                (struct program){.argument = {work->options->gnuplot ? work->options->gnuplot : "gnuplot", "-d", "-c",
                                              "charts.gp", work->subject->chart[i % charts].name,
                                              language_code(work->options->language[i / charts]), unfinished, NULL},
                                 .folder = work->folder};
    return programs;
}

/* Draws what can be drawn; the first error is the one reported. */
static enum status draw(struct work *work)
{
    const size_t charts = work->subject->charts, all = work->options->languages * charts;
    struct program *const program = ARENA_ARRAY(work->arena, all, struct program);
    if (!program) return error_out_of_memory(work->err);
    const size_t programs = list_programs(work, program);
    work->out->wanted = programs * work->pictures;
    programs_run(program, programs, AT_ONCE);
    enum status status = STATUS_OK;
    struct error first = {0};
    for (size_t i = 0, k = 0; i < all; i++) {
        if (!applies(work, i % charts)) continue;
        work->out->no_gnuplot |= program[k].missing;
        const enum status one = finish_chart(work, i / charts, i % charts, &program[k++]);
        if (status != STATUS_OK || one == STATUS_OK) continue;
        status = one;
        first = *work->err;
    }
    if (status != STATUS_OK) *work->err = first;
    return status;
}

static void take_note(struct work *work)
{
    const enum language language = error_language(work->err);
    if (work->out->no_gnuplot)
        work->out->note = phrase_printf(work->arena, language,
                                        "gnuplot is not installed, so no picture is drawn; once it is, draw them by: "
                                        "cd %s && gnuplot -d charts.gp",
                                        work->folder);
    else if (work->font != &chart_font[0])
        work->out->note = phrase_printf(work->arena, language, "The charts use the font %s, since %s is not installed",
                                        work->font->family, chart_font[0].family);
    if (!work->boxed) return;
    const char *const earlier = work->out->note,
                      *const boxed = phrase_printf(work->arena, language,
                                                   "warning: the fonts of the charts lack a character, which is drawn "
                                                   "as %s: \"%s\"",
                                                   CHART_NO_GLYPH, work->boxed);
    work->out->note = earlier && boxed ? arena_printf(work->arena, "%s\nhyoty: %s", earlier, boxed) : boxed;
}

enum status charts_write(struct arena *arena, const struct chart_subject *subject, const struct chart_options *options,
                         struct chart_report *out, struct error *err)
{
    bool known;
    struct work *const work = ARENA_NEW(arena, struct work);
    struct chart_report *const result = ARENA_NEW(arena, struct chart_report);
    struct error local = {0};
    if (!work || !result) return error_out_of_memory(err);
    *work =
        (struct work){.arena = arena, .subject = subject, .options = options, .out = result, .err = err ? err : &local};
    TRY(chart_templates_find(arena, options->plots, &result->plots, err));
    work->font = chart_font_find(&known);
    result->font = work->font->family;
    TRY(prepare(work));
    for (size_t i = 0; i < options->languages; i++) TRY(write_language(work, i));
    TRY(write_scripts(work));
    const enum status status = draw(work);
    take_note(work);
    *out = *result;
    return status;
}
