#include "sim/scenario/load.h"

#include <string.h>

#include "sim/base/file.h"
#include "sim/base/sha256.h"
#include "sim/scenario/compose.h"
#include "sim/scenario/loader.h"
#include "sim/scenario/parse.h"

/* The indices that a quantity uses. */
static bool keep_price_indices(struct loader *loader)
{
    struct scenario *const scenario = loader->scenario;
    struct price_index *const list =
        loader_need(loader, ARENA_ARRAY(loader->arena, loader->price_indices, struct price_index));
    if (!list) return false;
    for (size_t i = 0; i < loader->price_indices; i++) {
        bool used = false;
        for (size_t q = 0; q < loader->quantities; q++) {
            const struct quantity *const quantity = &loader->quantity[q];
            const char *const names[2] = {quantity->price_index, quantity->base ? quantity->base->price_index : NULL};
            for (int n = 0; n < 2; n++) used = used || (names[n] && strcmp(names[n], loader->price_index[i].name) == 0);
        }
        for (size_t a = 0; a < loader->alternatives; a++) {
            const char *const name = loader->alternative[a].price_index;
            used = used || (name && strcmp(name, loader->price_index[i].name) == 0);
        }
        if (used) list[scenario->price_indices++] = loader->price_index[i];
    }
    scenario->price_index = list;
    return true;
}

static enum status finish(struct loader *loader, const struct composed *composed, const struct scenario **out,
                          struct error *err)
{
    struct scenario *const scenario = loader->scenario;
    scenario->warning = loader->diagnostics->first;
    scenario->alternative = loader->alternative;
    scenario->alternatives = loader->alternatives;
    scenario->override = composed->override;
    scenario->overrides = composed->overrides;
    scenario->curve = loader->curve;
    const char *const shown = keep_price_indices(loader) ? scenario_show(loader->arena, scenario) : NULL;
    if (!shown) return error_out_of_memory(err);
    sha256_hex(shown, strlen(shown), scenario->hash);
    *out = scenario;
    return STATUS_OK;
}

static enum status verdict(const struct diagnostics *diagnostics, struct error *err)
{
    if (diagnostics->errors == 0) return STATUS_OK;
    return error_set(err, STATUS_SCENARIO,
                     diagnostics->errors == 1 ? "%d mistake in the scenario" : "%d mistakes in the scenario",
                     diagnostics->errors);
}

/* Whether a --set of this path gives the assumption, or something below it. */
static bool sets_assumption(const char *path, const char *name)
{
    static const char section[] = "assumptions";
    const size_t length = sizeof section - 1;
    if (strncmp(path, section, length) != 0) return false;
    if (path[length] == '\0') return true;
    return path[length] == '.' && strcspn(path + length + 1, ".") == strlen(name) &&
           strncmp(path + length + 1, name, strlen(name)) == 0;
}

/* A --set of an assumption that the scenario does not use would change nothing. */
static void warn_idle_sets(struct loader *loader, const struct composed *composed)
{
    for (size_t o = 0; o < composed->overrides; o++) {
        const char *const path = composed->override[o].path;
        for (size_t a = 0; a < loader->assumptions; a++) {
            const struct assumption *const one = &loader->assumption[a];
            if (one->used || !sets_assumption(path, one->name)) continue;
            const char *const at = strchr(path, '.') ? path : loader_path(loader, path, one->name);
            loader_warning(loader, (struct place){NULL, 0, 0}, at, NULL,
                           "changes nothing: the scenario does not use it");
        }
    }
}

/* From what a scenario was made: enough to make it once more. */
struct origin {
    struct files files;
    const char *name;
    const struct node *root; /* of the files, before options */
    struct load_options options;
};

/* From the tree to the scenario. */
static enum status load_tree(struct arena *arena, const struct origin *origin, struct files *files,
                             const struct composed *composed, const struct scenario **out,
                             struct diagnostics *diagnostics, struct error *err)
{
    const struct scenario *const akin = origin->options.akin;
    struct loader loader = {.arena = arena,
                            .diagnostics = diagnostics,
                            .files = files,
                            .root = composed->root,
                            .curve = akin ? akin->curve : NULL};
    loader.scenario = ARENA_NEW(arena, struct scenario);
    if (!loader.scenario) return error_out_of_memory(err);
    loader.scenario->arena = arena;
    loader.scenario->origin = origin;
    loader.scenario->file = origin->name;
    record_load(&loader, &schema_scenario, composed->root, "", loader.scenario);
    if (!loader.exhausted) warn_idle_sets(&loader, composed);
    if (!loader.exhausted) assumptions_finish(&loader);
    loader.scenario->quantity = loader.quantity;
    loader.scenario->quantities = loader.quantities;
    if (!loader.exhausted) scenario_check(&loader);
    diagnostics_sort(diagnostics);
    if (loader.exhausted || diagnostics->lost) return error_out_of_memory(err);
    TRY(verdict(diagnostics, err));
    return finish(&loader, composed, out, err);
}

/* From the tree of the files, and the options, to the scenario. */
static enum status load_origin(struct arena *arena, const struct origin *origin, const struct scenario **out,
                               struct diagnostics *diagnostics, struct error *err)
{
    struct composed composed = {.root = NULL};
    struct files files = origin->files;
    struct node *const root = node_copy(arena, origin->root);
    files.arena = arena;
    if (!root) return error_out_of_memory(err);
    const enum status status =
        compose_options(arena, &files, origin->name, root, &origin->options, &composed, diagnostics);
    if (status == STATUS_OK) return load_tree(arena, origin, &files, &composed, out, diagnostics, err);
    diagnostics_sort(diagnostics);
    if (status == STATUS_MEMORY || diagnostics->lost) return error_out_of_memory(err);
    return verdict(diagnostics, err);
}

static enum status load_source(struct arena *arena, struct files *files, const char *name, const char *text,
                               size_t length, const struct load_options *options, const struct scenario **out,
                               struct diagnostics *diagnostics, struct error *err)
{
    struct source *source = NULL;
    struct node *root = NULL;
    struct origin *const origin = ARENA_NEW(arena, struct origin);
    if (!origin) return error_out_of_memory(err);
    enum status status = source_make(arena, name, text, length, PARSE_BYTES, files->opened++, &source, diagnostics);
    if (status == STATUS_OK && !files_settle(files, source, files->root, ".")) status = STATUS_MEMORY;
    if (status == STATUS_OK) status = compose_files(arena, files, source, &root, diagnostics);
    *origin = (struct origin){.files = *files, .name = arena_strdup(arena, name), .root = root};
    if (options) origin->options = *options;
    if (status == STATUS_OK && origin->name) return load_origin(arena, origin, out, diagnostics, err);
    diagnostics_sort(diagnostics);
    if (status == STATUS_MEMORY || status == STATUS_OK || diagnostics->lost) return error_out_of_memory(err);
    return verdict(diagnostics, err);
}

/* --- a scenario once more --- */

static const char *change_text(struct arena *arena, const struct load_change *change)
{
    return arena_printf(arena, "%s=%s", change->path, change->value);
}

/* Whether an option "PATH=VALUE" is replaced by a change of the same path. */
static bool is_changed(const char *option, int kind, const struct load_change *change, size_t changes)
{
    for (size_t c = 0; c < changes; c++) {
        const size_t length = strlen(change[c].path);
        if ((int)change[c].kind == kind && strncmp(option, change[c].path, length) == 0 && option[length] == '=')
            return true;
    }
    return false;
}

/* The options of one kind that are not replaced, then the changes; labels in the same order. */
static size_t merge_kind(struct arena *arena, int kind, const char *const *given, const char *const *given_label,
                         size_t count, const struct load_change *change, size_t changes, const char **out,
                         const char **out_label)
{
    size_t merged = 0;
    for (size_t g = 0; g < count; g++) {
        if (is_changed(given[g], kind, change, changes)) continue;
        out_label[merged] = given_label ? given_label[g] : NULL;
        out[merged++] = given[g];
    }
    for (size_t c = 0; c < changes; c++) {
        if ((int)change[c].kind != kind) continue;
        out_label[merged] = change[c].label;
        out[merged++] = change_text(arena, &change[c]);
    }
    return merged;
}

/* What a scenario was loaded with, and the changes. False when out of memory. */
static bool merge_options(struct arena *arena, const struct load_options *given, const struct load_change *change,
                          size_t changes, struct load_options *out)
{
    const size_t most = given->sets + given->assumes + changes;
    const char **const set = ARENA_ARRAY(arena, most, const char *),
                       **const label = ARENA_ARRAY(arena, most, const char *);
    const char **const assume = ARENA_ARRAY(arena, most, const char *),
                       **const unused = ARENA_ARRAY(arena, most, const char *);
    if (!set || !label || !assume || !unused) return false;
    *out = *given;
    out->sets = merge_kind(arena, CHANGE_SET, given->set, given->set_label, given->sets, change, changes, set, label);
    out->assumes =
        merge_kind(arena, CHANGE_ASSUME, given->assume, NULL, given->assumes, change, changes, assume, unused);
    out->set = set;
    out->set_label = label;
    out->assume = assume;
    for (size_t i = 0; i < out->sets + out->assumes; i++)
        if (!(i < out->sets ? set[i] : assume[i - out->sets])) return false;
    return true;
}

enum status scenario_reload(struct arena *arena, const struct scenario *loaded, const struct load_change *change,
                            size_t changes, const struct scenario **out, struct diagnostics *diagnostics,
                            struct error *err)
{
    struct origin *const origin = ARENA_NEW(arena, struct origin);
    if (!origin) return error_out_of_memory(err);
    *origin = *loaded->origin;
    if (!merge_options(arena, &loaded->origin->options, change, changes, &origin->options))
        return error_out_of_memory(err);
    origin->options.akin = loaded;
    return load_origin(arena, origin, out, diagnostics, err);
}

enum status scenario_load(struct arena *arena, const char *file, const struct load_options *options,
                          const struct scenario **out, struct diagnostics *diagnostics, struct error *err)
{
    char *text = NULL;
    size_t length = 0;
    const bool given = options && options->text;
    const enum status status = given ? STATUS_OK : file_read(arena, file, PARSE_BYTES, &text, &length, err);
    if (status == STATUS_IO && err && strstr(err->message, phrase_in(err->language, FILE_IS_IRREGULAR)))
        error_hint(err, "a pipe is read from standard input: hyoty run - <PIPE");
    if (status != STATUS_OK) return status;
    struct files files = {.arena = arena, .root = path_folder(arena, file)};
    if (!files.root) return error_out_of_memory(err);
    if (options) {
        files.allowed = options->allow_include;
        files.allowances = options->allow_includes;
    }
    return load_source(arena, &files, file, given ? options->text : text, given ? options->text_length : length,
                       options, out, diagnostics, err);
}

enum status scenario_load_text(struct arena *arena, const char *name, const char *text, size_t length,
                               const struct load_options *options, const struct scenario **out,
                               struct diagnostics *diagnostics, struct error *err)
{
    struct files files = {.arena = arena};
    return load_source(arena, &files, name, text, length, options, out, diagnostics, err);
}
